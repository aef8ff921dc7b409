import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../prisma/folder-lock.ts';
import { note } from '../support/secret-watch.ts';

let folder: string;
let processes: { readonly child: ChildProcess; readonly heard: { readonly text: string } }[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-main-'));
  processes = [];
});
afterEach(async () => {
  for (const { child, heard } of processes) {
    child.kill('SIGKILL');
    note('the output of a program', heard.text);
  }
  await rm(folder, { recursive: true, force: true });
});

const home = fileURLToPath(new URL('../..', import.meta.url));

/** A program of the house in a process of its own, with nothing set but what is given. */
function run(script: string, settings: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(home, script)], {
    cwd: home,
    env: { PATH: process.env['PATH'], DATA_DIR: folder, PORT: '0', ...settings },
  });
  const heard = { text: '', last: performance.now(), silence: 0 };
  processes.push({ child, heard });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      const now = performance.now();
      heard.silence = Math.max(heard.silence, now - heard.last);
      heard.last = now;
      heard.text += data.toString();
    });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const said = (words: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => words.test(heard.text) && resolve();
      child.stdout.on('data', look);
      child.once('exit', () => reject(new Error(`It ended without saying ${words}:\n${heard.text}`)));
      look();
    });
  return { child, heard, ended, said };
}

test('wrong settings are told all at once', async () => {
  const { ended, heard } = run('server/main.ts', { PORT: 'many', SESSION_DAYS: '0' });
  expect(await ended).toBe(2);
  expect(heard.text).toContain('PORT: expected a whole number from 0 to 65535, found "many".');
  expect(heard.text).toContain('SESSION_DAYS: expected a whole number from 1 to 365, found "0".');
});

test('a folder another process holds is left as it is', async () => {
  const lock = await lockFolder(folder);
  const { ended, heard } = run('server/main.ts', {});
  expect(await ended).toBe(1);
  expect(heard.text).toContain(`The data folder ${folder} is in use by process ${process.pid}`);
  expect(await readdir(folder)).toEqual(['junheng.lock']);
  await lock.release();
});

test('a database server that is not there is named without its password', async () => {
  const { ended, heard } = run('server/main.ts', {
    DATABASE_URL: 'postgresql://junheng:hunter2@127.0.0.1:1/county',
  });
  expect(await ended).toBe(1);
  expect(heard.text).toContain(
    'The database county on 127.0.0.1:1 cannot be used: no server answers there. Check DATABASE_URL.',
  );
  expect(heard.text).not.toContain('hunter2');
});

test('a worker without a server says what it needs', async () => {
  const { ended, heard } = run('server/jobs/worker-main.ts', {});
  expect(await ended).toBe(2);
  expect(heard.text).toContain('Set DATABASE_URL.');
});

/** Of the first start, in milliseconds. */
let silence = Number.POSITIVE_INFINITY;

test('an empty folder becomes a demo county, told step by step; the logins are shown once', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  const refused = run('server/main.ts', { PORT: port });
  expect(await refused.ended).toBe(1);
  expect(refused.heard.text).toContain(`Port ${port} on 127.0.0.1 is in use by another program.`);
  taken.close();

  const first = run('server/main.ts', {});
  await first.said(/ready: http:\/\/localhost:\d+\//);
  await first.said(/province-officer .+\n/);
  silence = first.heard.silence;
  const url = /ready: (\S+)/.exec(first.heard.text)?.[1] ?? '';
  expect(await (await fetch(`${url}readyz`)).text()).toBe('ready\n');
  const began = performance.now();
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(await readdir(folder)).not.toContain('junheng.lock');

  const second = run('server/main.ts', {});
  await second.said(/ready: http/);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  expect(second.heard.text).not.toContain('Demo logins');
}, 300_000);

// Other tests may have the machine meanwhile: a second try in a folder of its own is as good.
test('a first start is never silent for two seconds', { retry: 2, timeout: 120_000 }, async () => {
  if (silence >= 2_000) {
    const fresh = run('server/main.ts', { DATA_DIR: await mkdtemp(join(folder, 'fresh-')) });
    await fresh.said(/province-officer .+\n/);
    silence = fresh.heard.silence;
    fresh.child.kill('SIGTERM');
    await fresh.ended;
  }
  expect(silence).toBeLessThan(2_000);
});
