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

/** By its script in package.json, and what it says when it is ready. */
const programs = {
  start: { file: 'server/main.ts', ready: /is ready: \S+/ },
  worker: { file: 'server/jobs/worker-main.ts', ready: /Ready/ },
} as const;

/** Starts a program on a PostgreSQL database with the flags its script gives to Node. Throws when it ends before it is ready. */
export async function startProgram(
  script: keyof typeof programs,
  url: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const { file, ready } = programs[script];
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  const flags = await flagsOf(script, file);
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

async function flagsOf(script: string, file: string): Promise<readonly string[]> {
  const { scripts } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  const [, given = ''] = new RegExp(`tsx((?: --\\S+)*) ${file}`).exec(scripts[script]) ?? [];
  return given.match(/\S+/g) ?? [];
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
