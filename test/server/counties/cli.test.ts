import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-county-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = fileURLToPath(new URL('../../../server/counties/cli.ts', import.meta.url));

async function called(...words: readonly string[]): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _url, LC_ALL: _all, LC_MESSAGES: _messages, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), cli, ...words], {
    env: { ...env, LANG: 'en_GB.UTF-8', DATA_DIR: join(folder, 'data') },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said };
}

const own = ['420525', '--name', '远安县', '--province', '420000', '--province-name', '湖北省'];

test('called wrongly, it says how, or names every fault at once, and ends with 2', async () => {
  const [empty, faulty] = await Promise.all([
    called(),
    called('42 05', ...own.slice(1), '--from', '2026-02-30', '--time-zone', 'Mars'),
  ]);
  expect(empty).toMatchObject({ code: 2, said: expect.stringContaining('Usage: npm run county -- CODE') });
  expect(faulty.code).toBe(2);
  expect(faulty.said.trim().split('\n')).toEqual([
    'CODE: expected 1 to 20 letters, digits or hyphens, found "42 05".',
    '--from: expected a day as YYYY-MM-DD, found "2026-02-30".',
    '--time-zone: expected an IANA name such as Asia/Shanghai, found "Mars".',
  ]);
});

test('it opens a county once, and says what comes next', async () => {
  const first = await called(...own, '--from', '2026-09-01');
  expect(first).toEqual({
    code: 0,
    said: '远安县 (420525) is open, under the default standards and policy. Next: npm run invite -- EMAIL --name NAME --county 420525\n',
  });
  const again = await called(...own);
  expect(again).toEqual({ code: 1, said: 'There is a county 420525 already.\n' });
}, 240_000);
