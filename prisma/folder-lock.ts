import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Another process holds the data folder: two at once lose acknowledged writes. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';

  constructor(folder: string, { pid, host }: Owner) {
    super(
      `The data folder ${folder} is in use by process ${pid} on ${host}. ` +
        'Stop that process, or set DATA_DIR to another folder. Nothing was changed.',
    );
  }
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly key: string;
}

export interface FolderLock {
  release(): Promise<void>;
}

/** How often a holder says it lives, and how long silence is taken for life; of a lock not yet written too. Ms. */
const beat = 2_000;
const silence = 30_000;
const writing = 5_000;

/**
 * Takes a data folder for this process alone, making the folder if there is none.
 * A lock whose process has died (`kill -9`, power cut) is taken over at once.
 * Throws `FolderInUse`.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'junheng.lock');
  const owner: Owner = { pid: process.pid, host: hostname(), key: randomUUID() };
  const holder = await take(file, owner);
  if (holder !== undefined) throw new FolderInUse(folder, holder);
  const heart = setInterval(() => void touch(file), beat);
  heart.unref();
  return {
    async release() {
      clearInterval(heart);
      await leave(file, owner);
    },
  };
}

/**
 * Makes the file the owner's; answers who lives and has it instead. A dead owner's file may be replaced only by
 * who has taken `FILE.over` in the same way, so that of several who find it dead one alone replaces it.
 */
async function take(file: string, owner: Owner): Promise<Owner | undefined> {
  for (;;) {
    if (await create(file, owner)) return undefined;
    const held = await read(file);
    if (held === undefined) continue;
    if (lives(held) && held.owner !== nobody) return held.owner;
    const over = `${file}.over`;
    if (!lives(held) && (await take(over, owner)) === undefined) {
      const replaced = await replace(file, held.owner, owner);
      await leave(over, owner);
      if (replaced) return undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** False where the file stands already. */
async function create(file: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(owner), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** False where the file is no longer the dead owner's. */
async function replace(file: string, dead: Owner, owner: Owner): Promise<boolean> {
  if ((await read(file))?.owner.key !== dead.key) return false;
  const beside = `${file}.${owner.key}`;
  await writeFile(beside, JSON.stringify(owner));
  await rename(beside, file);
  return true;
}

async function leave(file: string, owner: Owner): Promise<void> {
  if ((await read(file))?.owner.key === owner.key) await rm(file, { force: true });
}

interface Held {
  readonly owner: Owner;
  /** When the owner last said it lives. */
  readonly seen: number;
}

/** Undefined where there is no file. One made and not yet written is nobody's, for as long as writing may take. */
async function read(file: string): Promise<Held | undefined> {
  try {
    const { mtimeMs: seen } = await stat(file);
    return { owner: ownerIn(await readFile(file, 'utf8')), seen };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function ownerIn(text: string): Owner {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return nobody;
  }
}

const nobody: Owner = { pid: 0, host: hostname(), key: '' };

function lives({ owner: { pid, host }, seen }: Held): boolean {
  const quiet = Date.now() - seen;
  if (pid === 0) return quiet < writing;
  if (host !== hostname()) return quiet < silence;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A process number is used again after a restart of the machine; the holder's heart would beat.
  return pid === process.pid || quiet < silence;
}

const touch = async (file: string): Promise<void> => {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
};
