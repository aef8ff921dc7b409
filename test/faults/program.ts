import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { note } from '../support/secret-watch.ts';
import type { Place } from './place.ts';

/** A program of the house in a process of its own. */
export interface Program {
  readonly pid: number;
  /** Its code; null: it was killed. */
  readonly ended: Promise<number | null>;
  heard(): string;
  /** `kill -9` of it and of whatever it started. */
  kill(): Promise<void>;
  /** SIGTERM; answers its code. */
  stop(): Promise<number | null>;
  signal(signal: NodeJS.Signals): void;
}

export interface Serving extends Program {
  readonly url: string;
  /** From its start to the first `/readyz` that says so; ms. */
  readonly tookToBeReady: number;
}

const home = fileURLToPath(new URL('../..', import.meta.url));
const running = new Set<Program>();

/** What a file of tests has started ends with it. */
afterAll(async () => {
  await Promise.all([...running].map((program) => program.kill()));
});

/** Starts a script; `says` waits until it has printed something, and throws where it ends without. */
export function start(
  script: string,
  settings: Readonly<Record<string, string>>,
  words: readonly string[] = [],
) {
  const child = spawn(process.execPath, ['--import', 'tsx', `${home}${script}`, ...words], {
    cwd: home,
    // They write without pause, as nobody does.
    env: { PATH: process.env['PATH'], PORT: '0', REQUESTS_PER_MINUTE: '1000000', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid = 0 } = child;
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      text += data.toString();
    });
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-pid, name);
    } catch {
      // It has ended already.
    }
  };
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const program: Program = {
    pid,
    ended,
    heard: () => text,
    signal,
    async kill() {
      signal('SIGKILL');
      await ended;
    },
    async stop() {
      signal('SIGTERM');
      return ended;
    },
  };
  running.add(program);
  void ended.then(() => {
    running.delete(program);
    note('the output of a program', text);
  });
  const says = (words: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = words.exec(text);
        if (found !== null) resolve(found);
      };
      child.stdout.on('data', look);
      child.once('close', () => reject(new Error(`It ended without saying ${words}:\n${text}`)));
      look();
    });
  return { program, says };
}

/** Starts a server, and waits until it is ready. */
export async function startServer(
  place: Pick<Place, 'settings'>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Serving> {
  const began = performance.now();
  const { program, says } = start('server/main.ts', { ...place.settings, ...settings });
  const [, port] = await says(/ready: http:\/\/localhost:(\d+)\//);
  const url = `http://127.0.0.1:${port}`;
  if (!(await isReady(url)))
    throw new Error(`It says that it is ready, and /readyz does not:\n${program.heard()}`);
  return { ...program, url, tookToBeReady: performance.now() - began };
}

/** How soon a server must be up again; ms. */
export const soon = 10_000;

/**
 * A server in the place of one that was killed. Others may have the machine meanwhile: one that was late is killed as
 * well, and a second or third start is as good; but not where it has taken up a solve, which counts how often that happens.
 */
export async function startAgain(
  place: Pick<Place, 'settings'>,
  settings: Readonly<Record<string, string>> = {},
  tries = 3,
): Promise<Serving> {
  const server = await startServer(place, settings);
  if (server.tookToBeReady < soon || tries === 1) return server;
  await server.kill();
  return startAgain(place, settings, tries - 1);
}

/** Starts a process that solves. */
export async function startWorker(place: Pick<Place, 'settings'>): Promise<Program> {
  const { program, says } = start('server/jobs/worker-main.ts', place.settings);
  await says(/Ready: waiting for solves/);
  return program;
}

export const isReady = async (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
