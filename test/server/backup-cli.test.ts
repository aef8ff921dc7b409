import { execFile } from 'node:child_process';
import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-backup-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = fileURLToPath(new URL('../../server/backup-cli.ts', import.meta.url));

test('of a folder without a database no backup is made, and none written over', async () => {
  const file = join(folder, 'good.gz');
  await writeFile(file, 'a good backup');
  const dataDir = join(folder, 'mistyped');
  const { DATABASE_URL: _url, ...env } = process.env;
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) => {
    const words = ['--import', import.meta.resolve('tsx'), cli, 'backup', file];
    execFile(process.execPath, words, { env: { ...env, DATA_DIR: dataDir } }, (error, _out, said) =>
      resolve({ code: error?.code ?? 0, said }),
    );
  });
  expect(code).toBe(1);
  expect(said).toContain(`There is no database in ${dataDir}, so nothing was written. Check DATA_DIR.`);
  expect(await readFile(file, 'utf8')).toBe('a good backup');
  expect(await readdir(folder)).toEqual(['good.gz']);
  await expect(access(dataDir)).rejects.toThrow();
});
