import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asOwner } from './cluster.ts';

const execute = promisify(execFile);

/** A disk that can be filled to the last byte. */
export interface SmallDisk {
  readonly folder: string;
  readonly how: string;
  /** Nothing more can be written by this process and those it started. */
  fill(pid: number): Promise<void>;
  makeRoom(pid: number): Promise<void>;
  remove(): Promise<void>;
}

/** One of so many megabytes in memory; where nothing may be mounted, processes that may write to no file. */
export async function smallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'junheng-disk-'));
  // A cluster in it is another account's.
  await chmod(folder, 0o755);
  const mounted = await execute('mount', [
    '-t',
    'tmpfs',
    '-o',
    `size=${megabytes}m,mode=755`,
    'tmpfs',
    folder,
  ]).then(
    () => true,
    () => false,
  );
  return mounted ? inMemory(folder) : byLimit(folder);
}

function inMemory(folder: string): SmallDisk {
  const ballast = join(folder, 'ballast');
  return {
    folder,
    how: 'a full disk',
    async fill() {
      const file = await open(ballast, 'a');
      for (let size = 1 << 20; size >= 1; ) {
        const written = await file.write(Buffer.alloc(size)).then(
          ({ bytesWritten }) => bytesWritten,
          () => 0,
        );
        if (written < size) size >>= 1;
      }
      await file.close();
    },
    makeRoom: () => rm(ballast),
    async remove() {
      await execute('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}

function byLimit(folder: string): SmallDisk {
  const limit = async (pid: number, bytes: string) => {
    for (const one of await family(pid)) {
      const words = ['--pid', String(one), `--fsize=${bytes}:`];
      // Whoever may not mount may not limit the processes of others either.
      await execute('prlimit', words).catch(() => asOwner('prlimit', ...words));
    }
  };
  return {
    folder,
    how: 'files that may not be written',
    fill: (pid) => limit(pid, '0'),
    makeRoom: (pid) => limit(pid, 'unlimited'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A process and all that descend from it; nobody where it has ended. */
async function family(pid: number): Promise<number[]> {
  const all = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (name) => {
        const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
        return { pid: Number(name), parent: Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]) };
      }),
  );
  const found = all.filter((one) => one.pid === pid).map((one) => one.pid);
  for (const one of found)
    found.push(...all.filter(({ parent }) => parent === one).map((child) => child.pid));
  return found;
}
