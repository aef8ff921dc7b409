import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What a process said and how it ended; `finished` false: it was ended because its time was up. */
export interface Ended {
  readonly finished: boolean;
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
  /** From its start to its end. */
  readonly seconds: number;
}

/** Runs a program to its end, or for so many seconds. */
export function run(program: string, words: readonly string[], limit: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', error: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.error += text;
    });
    let finished = true;
    const timer = setTimeout(() => {
      finished = false;
      child.kill('SIGKILL');
    }, limit * 1000);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ ...said, finished, code, seconds: (performance.now() - began) / 1000 });
    });
  });
}

/** Runs a TypeScript file of the bench to its last line, a figure in JSON; null: its time was up. Throws what it threw. */
export async function measuredBy<T>(
  file: string,
  words: readonly string[],
  limit: number,
): Promise<{ readonly measured: T | null; readonly lastWord: string }> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const ended = await run(process.execPath, ['--import', import.meta.resolve('tsx'), path, ...words], limit);
  const last = ended.out.trimEnd().split('\n').at(-1) ?? '';
  if (!ended.finished) return { measured: null, lastWord: last };
  if (ended.code !== 0)
    throw new Error(faultIn(ended.error) ?? `It ended with ${ended.code} after '${last}'.`);
  return { measured: JSON.parse(last) as T, lastWord: last };
}

/** The message of the error a process died of; null: it said none. */
export const faultIn = (text: string): string | null =>
  /^(?:\[?\w*Error|FATAL ERROR)(?: \[\w+\])?: (.+?)\]?$/m.exec(text)?.[1] ?? null;
