import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A program of the house at work in a process of its own. */
export interface Program {
  /** What it said when it was ready, from its start. */
  readonly said: string;
  /** Megabytes it holds now, threads included. */
  memory(): Promise<number>;
  /** Seconds of the processor it has used so far, threads included. */
  processor(): Promise<number>;
  /** As an operator stops it; waits for its end. */
  stop(): Promise<void>;
}

/** What `npm start` gives to Node. */
export async function flagsOfServer(): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  return /tsx((?: --\S+)*) server\/main\.ts/.exec(scripts.start)?.[1]?.trim().split(' ') ?? [];
}

/** Starts a file of the house on a PostgreSQL database; ready is when what it says fits. Throws when it ends before. */
export function startProgram(
  file: string,
  url: string,
  ready: RegExp,
  settings: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Program> {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const child = spawn(process.execPath, [...flags, '--import', import.meta.resolve('tsx'), path], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (ready.test(said)) resolve(running(child, said));
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}: ${said}`)));
  });
}

const running = (child: ChildProcess, said: string): Program => ({
  said,
  memory: async () =>
    Number(/^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1000,
  async processor() {
    const [, fields = ''] = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).split(') ');
    const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
    return (user + system) / TICKS_A_SECOND;
  },
  stop: () =>
    new Promise((resolve) => {
      if (child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    }),
});

/** In which Linux counts time. */
const TICKS_A_SECOND = 100;
