import { access, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript } from '../support/run-script.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-backup-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('of a folder without a database no backup is made, and none written over', async () => {
  const file = join(folder, 'good.gz');
  await writeFile(file, 'a good backup');
  const dataDir = join(folder, 'mistyped');
  const { code, said } = await runScript('server/backup-cli.ts', ['backup', file], { DATA_DIR: dataDir });
  expect(code).toBe(1);
  expect(said).toContain(`There is no database in ${dataDir}, so nothing was written. Check DATA_DIR.`);
  expect(await readFile(file, 'utf8')).toBe('a good backup');
  expect(await readdir(folder)).toEqual(['good.gz']);
  await expect(access(dataDir)).rejects.toThrow();
});
