import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderInUse, lockFolder } from '../../prisma/folder-lock.ts';

let folder: string;
let processes: ChildProcess[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-lock-'));
  processes = [];
});
afterEach(async () => {
  for (const child of processes) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'junheng.lock');

/** Starts another process on the folder; answers the first thing it says. */
async function another(): Promise<{ child: ChildProcess; said: string }> {
  const script = fileURLToPath(new URL('../support/hold-folder.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  processes.push(child);
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
    child.once('exit', (code) => reject(new Error(`ended with ${code} and said nothing`)));
  });
  return { child, said };
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

test('a second process is told who holds the folder, and changes nothing', async () => {
  const { child } = await another();
  const before = await readFile(file(), 'utf8');
  const second = await another();
  expect(second.said).toContain(`refused: The data folder ${folder} is in use by process ${child.pid} on`);
  expect(second.said).toContain('Nothing was changed.');
  expect(await readFile(file(), 'utf8')).toBe(before);
  expect(await readdir(folder)).toEqual(['junheng.lock']);
});

test('so is the same process', async () => {
  const lock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
  await lock.release();
  await (await lockFolder(folder)).release();
});

test('the folder of a process killed without warning is taken over at once', async () => {
  const { child } = await another();
  const gone = ended(child);
  child.kill('SIGKILL');
  await gone;
  const began = performance.now();
  const lock = await lockFolder(folder);
  expect(performance.now() - began).toBeLessThan(1_000);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
});

test('of ten that start at once, exactly one has the folder', async () => {
  const said = (await Promise.all(Array.from({ length: 10 }, another))).map((other) => other.said);
  expect(said.filter((words) => words === 'held\n')).toHaveLength(1);
  expect(said.filter((words) => words.startsWith('refused'))).toHaveLength(9);
});

test('of ten that find a dead lock at once, exactly one takes it over', async () => {
  await writeFile(file(), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), key: 'dead' }));
  const said = (await Promise.all(Array.from({ length: 10 }, another))).map((other) => other.said);
  expect(said.filter((words) => words === 'held\n')).toHaveLength(1);
  expect(said.filter((words) => words.startsWith('refused'))).toHaveLength(9);
  expect(await readdir(folder)).toEqual(['junheng.lock']);
});

test('a lock file cut off before it was written is nobody’s', async () => {
  const longAgo = new Date(Date.now() - 10_000);
  for (const text of ['', '{"pid":']) {
    await writeFile(file(), text);
    await utimes(file(), longAgo, longAgo);
    await (await lockFolder(folder)).release();
  }
});

test('a dead lock is taken over also when who took it over before died at it', async () => {
  const dead = JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), key: 'dead' });
  await writeFile(file(), dead);
  await writeFile(`${file()}.over`, dead);
  const lock = await lockFolder(folder);
  await lock.release();
  expect(await readdir(folder)).toEqual([]);
});

test('a lock of another machine holds while its heart beats, and 30 s longer', async () => {
  await writeFile(file(), JSON.stringify({ pid: 1, host: 'elsewhere', key: 'other' }));
  const at = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1000);
  await utimes(file(), at(25), at(25));
  await expect(lockFolder(folder)).rejects.toThrow('process 1 on elsewhere');
  await utimes(file(), at(35), at(35));
  await (await lockFolder(folder)).release();
});

test('a holder that was stopped for long still holds', async () => {
  const { child } = await another();
  child.kill('SIGSTOP');
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(file(), longAgo, longAgo);
  await expect(lockFolder(folder)).rejects.toThrow(`process ${child.pid} on`);
  child.kill('SIGCONT');
});

test('a lock of an earlier process with our own number does not hold', async () => {
  const lock = await lockFolder(folder);
  const ours = JSON.parse(await readFile(file(), 'utf8')) as object;
  await lock.release();
  await writeFile(file(), JSON.stringify({ ...ours, key: 'earlier', started: '1' }));
  await (await lockFolder(folder)).release();
});

test('a lock of a container that cannot be seen holds while its heart beats, and 30 s longer', async () => {
  const lock = await lockFolder(folder);
  const ours = JSON.parse(await readFile(file(), 'utf8')) as object;
  await lock.release();
  await writeFile(file(), JSON.stringify({ ...ours, key: 'elsewhere', space: 'another' }));
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
  const longAgo = new Date(Date.now() - 35_000);
  await utimes(file(), longAgo, longAgo);
  await (await lockFolder(folder)).release();
});

test('a holder hears that its lock was taken from it', async () => {
  const lost = new Promise<Error>((resolve) => void lockFolder(folder, resolve));
  while (!(await readdir(folder)).includes('junheng.lock'))
    await new Promise((resolve) => setTimeout(resolve, 10));
  await writeFile(file(), JSON.stringify({ pid: 1, host: 'elsewhere', key: 'other' }));
  expect(await lost).toMatchObject({
    name: 'FolderLost',
    message: `The data folder ${folder} was taken over by another process, so this one stops.`,
  });
});

test('a lock whose process number now belongs to another process does not hold', async () => {
  await writeFile(file(), JSON.stringify({ pid: process.ppid, host: hostname(), key: 'reused' }));
  const longAgo = new Date(Date.now() - 3_600_000);
  await utimes(file(), longAgo, longAgo);
  await (await lockFolder(folder)).release();
});

test('a holder whose lock was taken from it leaves the new one alone', async () => {
  const lock = await lockFolder(folder);
  await writeFile(file(), JSON.stringify({ pid: 1, host: 'elsewhere', key: 'other' }));
  await lock.release();
  expect(await readFile(file(), 'utf8')).toContain('elsewhere');
});
