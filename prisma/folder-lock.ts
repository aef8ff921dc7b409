import { randomUUID } from 'node:crypto';
import { mkdir, readFile, readlink, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Another process holds the data folder: two at once lose acknowledged writes. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';

  constructor(folder: string, { pid, host }: Owner) {
    super(
      `The data folder ${folder} is in use by process ${pid} on ${host}. ` +
        'Stop that process, or set DATA_DIR to another folder; if it was killed, wait half a minute. Nothing was changed.',
    );
  }
}

/** Somebody else took the folder while this process could not say that it lives: it must write no more. */
export class FolderLost extends Error {
  override readonly name = 'FolderLost';

  constructor(folder: string) {
    super(`The data folder ${folder} was taken over by another process, so this one stops.`);
  }
}

interface Owner {
  readonly pid: number;
  readonly host: string;
  readonly key: string;
  /** Where process numbers mean what they mean here, and when the process started; not known on every system. */
  readonly space?: string | undefined;
  readonly started?: string | undefined;
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
 * A lock whose process has died (`kill -9`, power cut) is taken over at once; one of a process that cannot be seen
 * from here (another machine, another container) once it has been silent for 30 s. `lost` hears when this process
 * itself was silent that long and somebody took over. Throws `FolderInUse`.
 */
export async function lockFolder(
  folder: string,
  lost: (error: FolderLost) => void = () => {},
): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'junheng.lock');
  const owner: Owner = {
    pid: process.pid,
    host: hostname(),
    key: randomUUID(),
    space: await processSpace(),
    started: await startOf(process.pid),
  };
  const holder = await take(file, owner);
  if (holder !== undefined) throw new FolderInUse(folder, holder);
  const heart = setInterval(async () => {
    const now = await read(file).catch(() => undefined);
    if (now === undefined || now.owner.key === owner.key) return touch(file);
    clearInterval(heart);
    lost(new FolderLost(folder));
  }, beat);
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
    const living = await lives(held, owner);
    if (living && held.owner !== nobody) return held.owner;
    const over = `${file}.over`;
    if (!living && (await take(over, owner)) === undefined) {
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

/** As seen by `self`, who may not see every process there is. */
async function lives({ owner: { pid, host, space, started }, seen }: Held, self: Owner): Promise<boolean> {
  const quiet = Date.now() - seen;
  if (pid === 0) return quiet < writing;
  const seenFromHere = host === self.host && (space === undefined || space === self.space);
  if (!seenFromHere) return quiet < silence;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // A number is used again after a restart. Where its start cannot be told, the holder's heart would beat.
  const now = await startOf(pid);
  return now === undefined ? quiet < silence : now === started;
}

/** The machine since it started, and the container in it. */
async function processSpace(): Promise<string | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}

/** When a process started, in ticks of the machine's clock: the 22nd field, counted behind the name in brackets. */
async function startOf(pid: number): Promise<string | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .at(22 - 3);
}

const touch = async (file: string): Promise<void> => {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
};
