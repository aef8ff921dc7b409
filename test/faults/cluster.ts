import { execFile } from 'node:child_process';
import { appendFile, chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll } from 'vitest';

const execute = promisify(execFile);

/** A PostgreSQL server of a test's own, which may be stopped and starved: the one of all tests may not. */
export interface Cluster {
  readonly url: string;
  /** Of its first process. */
  pid(): Promise<number>;
  start(): Promise<void>;
  /** At once, without a word to whoever is connected. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** It refuses to run as root, and then runs as the account its package made. */
const isRoot = process.getuid?.() === 0;

/** Runs a program as the one whose the cluster is. */
export const asOwner = (program: string, ...words: readonly string[]) =>
  isRoot
    ? execute('setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...words], {
        cwd: '/',
      })
    : execute(program, [...words], { cwd: '/' });

const clusters = new Set<Cluster>();
afterAll(async () => {
  await Promise.all([...clusters].map((cluster) => cluster.remove()));
});

/** Makes one in a folder of its own and starts it. */
export async function startCluster(parent = tmpdir()): Promise<Cluster> {
  const home = await mkdtemp(join(parent, 'junheng-cluster-'));
  if (isRoot) await chown(home, await numberOf('-u'), await numberOf('-g'));
  const data = join(home, 'data');
  const bin = await binaries();
  await asOwner(
    join(bin, 'initdb'),
    ...[
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '-E',
      'UTF8',
      '--locale=C',
      '--wal-segsize=1',
      '--no-sync',
    ],
  );
  const port = await freePort();
  await appendFile(
    join(data, 'postgresql.conf'),
    `port = ${port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nshared_buffers = 32MB\nmax_wal_size = 16MB\nmin_wal_size = 2MB\n`,
  );
  const control = (...words: readonly string[]) => asOwner(join(bin, 'pg_ctl'), '-D', data, '-w', ...words);
  const cluster: Cluster = {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    async pid() {
      return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);
    },
    async start() {
      await control('-l', join(home, 'log'), 'start');
    },
    async stop() {
      await control('-m', 'immediate', 'stop');
    },
    async remove() {
      clusters.delete(cluster);
      // It may have ended by itself.
      await cluster.stop().catch(() => undefined);
      await rm(home, { recursive: true, force: true });
    },
  };
  clusters.add(cluster);
  await cluster.start();
  return cluster;
}

const numberOf = async (what: '-u' | '-g'): Promise<number> =>
  Number((await execute('id', [what, 'postgres'])).stdout);

/** Where the programs of the newest PostgreSQL are: Debian has them on no path. */
async function binaries(): Promise<string> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const [newest] = versions.sort((a, b) => Number(b) - Number(a));
  if (newest !== undefined) return `/usr/lib/postgresql/${newest}/bin`;
  return (await execute('pg_config', ['--bindir'])).stdout.trim();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
