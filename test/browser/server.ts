import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../prisma/client.ts';
import { secrets } from '../support/secrets.ts';

const home = fileURLToPath(new URL('../..', import.meta.url));

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with the demo county, for a server of its own to each file; empty: one runs already at `address`. */
    seed: string;
    address: string;
    /** By role and by what stands before the @: as a first start prints them. */
    logins: Logins;
  }
}

/**
 * README's `npm start` on an empty folder, once; every test file gets a server of its own on a copy of that folder, so
 * that what one does is not seen by the next. While a page is being written, RUNNING_SERVER_LOG names the log of a
 * server that runs already, for all.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const log = process.env['RUNNING_SERVER_LOG'];
  const first = log === undefined ? await startServer() : undefined;
  const { address, logins, stop } = first ?? (await runningServer(log ?? ''));
  await first?.end();
  if (first) await plantSecrets(first.dataDir);
  project.provide('address', address);
  project.provide('logins', logins);
  project.provide('seed', first?.dataDir ?? '');
  return stop;
}

/** What is on file of a few people, and is to be found in nothing that a server says. */
async function plantSecrets(dataDir: string): Promise<void> {
  const { db, close } = await openDatabase({ dataDir });
  const teachers = await db.teacher.findMany({ orderBy: { staffNumber: 'asc' }, take: 2 });
  // No identity number, which the days of birth on file would not go with.
  const planted = [
    { phone: secrets['telephone on file'], homePlace: secrets['address on file'] },
    { phone: secrets['another telephone on file'], homePlace: secrets['another address on file'] },
  ];
  for (const [at, data] of planted.entries())
    await db.teacher.update({ where: { id: teachers[at]?.id ?? '' }, data });
  await db.exemption.updateMany({ data: { note: secrets['reason of health on file'] } });
  await close();
}

type Logins = Readonly<Record<string, { readonly email: string; readonly password: string }>>;

interface Running {
  readonly address: string;
  readonly logins: Logins;
  readonly stop: () => Promise<void>;
}

interface Own extends Running {
  readonly dataDir: string;
  /** Ends it and keeps its folder. */
  readonly end: () => Promise<void>;
  /** Ends it and starts it again. */
  readonly restart: () => Promise<void>;
  /** All that it has printed and logged. */
  readonly said: () => string;
}

/** What a first start left, to start from a copy of it. */
interface Seed {
  readonly folder: string;
  readonly logins: Logins;
}

/** A server with the demo county, of its own; `stop` ends it and takes its folder away. */
export async function startServer(seed?: Seed): Promise<Own> {
  const dataDir = await mkdtemp(join(tmpdir(), 'junheng-browser-'));
  if (seed) await cp(seed.folder, dataDir, { recursive: true });
  let said = '';
  const begin = (port: string) => {
    const child = spawn('npm', ['start'], {
      cwd: home,
      // Not a test's own: the console is built as anywhere else.
      env: {
        ...withoutTestMode(process.env),
        PORT: port,
        DATA_DIR: dataDir,
        DATABASE_URL: '',
        LOG_LEVEL: 'info',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what npm starts can be ended with it.
      detached: true,
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    return child;
  };
  let server = begin('0');
  const { address, logins } = seed
    ? { address: await readiness(server, addressIn), logins: seed.logins }
    : await readiness(server, readyIn);
  const end = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('close', resolve));
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
    await ended;
  };
  const stop = async () => {
    await end();
    await rm(dataDir, { recursive: true, force: true });
  };
  const restart = async () => {
    await end();
    server = begin(new URL(address).port);
    await readiness(server, addressIn);
  };
  return { address, logins, dataDir, end, stop, restart, said: () => said };
}

/** The server whose first start printed `log`; it is somebody else's to stop. */
export async function runningServer(log: string): Promise<Running> {
  const ready = readyIn(await readFile(log, 'utf8'));
  if (!ready) throw new Error(`${log} holds no address and logins of a first start.`);
  return { ...ready, stop: async () => {} };
}

/** Reads what the start prints until all that is looked for stands there. */
function readiness<Ready>(server: ChildProcess, lookedFor: (printed: string) => Ready | undefined) {
  return new Promise<Ready>((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const ready = lookedFor(printed);
      if (ready !== undefined) resolve(ready);
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('close', (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)));
  });
}

/** Address and logins in what a first start has printed; undefined: not all of it yet. */
function readyIn(printed: string): { address: string; logins: Logins } | undefined {
  const address = addressIn(printed);
  const logins = Object.fromEntries(
    [...printed.matchAll(/^ +([a-z-]+) +(\S+@\S+) +(\S+)$/gm)].flatMap(
      ([, role, email = '', password = '']) => [
        [email.split('@')[0], { email, password }],
        [role, { email, password }],
      ],
    ),
  );
  return address !== undefined && 'province-officer' in logins ? { address, logins } : undefined;
}

const addressIn = (printed: string): string | undefined => /(http:\/\/localhost:\d+)\//.exec(printed)?.[1];

const withoutTestMode = ({ NODE_ENV: _mode, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env;
