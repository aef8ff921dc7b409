import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../prisma/client.ts';
import { migrate } from '../../../prisma/migrate.ts';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile as sheetsOf } from '../../../server/sheets/read-file.ts';
import { note } from '../../support/secret-watch.ts';
import { emptyCounty, smallCounty, workbook } from './county.ts';

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-cli-'));
  const database = await openDatabase({ dataDir: file('data') });
  await migrate(database.pool);
  await emptyCounty(database, '420525');
  await database.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cli = fileURLToPath(new URL('../../../server/imports/cli.ts', import.meta.url));

/** Calls the command line; what it printed, and the code it ended with. */
async function called(
  language: string,
  ...words: readonly string[]
): Promise<{ code: number | null; said: string }> {
  const { DATABASE_URL: _url, LC_ALL: _all, LC_MESSAGES: _messages, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), cli, ...words], {
    env: { ...env, LANG: language, DATA_DIR: file('data') },
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  note('the output of a program', said);
  return { code, said };
}

test('called wrongly, it says how, and ends with 2', async () => {
  const wrongly = [
    [],
    ['import', 'a.xlsx'],
    ['import', 'a.xlsx', '--county', 'X', '--out', 'b'],
    ['export', '--county', 'X'],
  ];
  const ends = await Promise.all(wrongly.map((words) => called('en_GB.UTF-8', ...words)));
  for (const { code, said } of ends) {
    expect(said).toContain('Usage: npm run import -- FILE --county CODE');
    expect(code).toBe(2);
  }
});

test('a template needs no county, and no database', async () => {
  const out = await called('zh_CN', 'export', '--template', '--out', file('template.xlsx'));
  expect(out).toMatchObject({ code: 0, said: expect.stringContaining('已写入') });
  const sheets = await sheetsOf(new Uint8Array(await readFile(file('template.xlsx'))), defaultLimits);
  expect(sheets[0]?.name).toBe('填表说明');
});

test('a file or a county that is not there ends with 2', async () => {
  expect(await called('en', 'import', file('none.xlsx'), '--county', '420525')).toMatchObject({
    code: 2,
    said: expect.stringContaining('Cannot read'),
  });
  await writeFile(file('a.csv'), 'a,b\n');
  expect(await called('en', 'import', file('a.csv'), '--county', '0')).toEqual({
    code: 2,
    said: 'There is no county 0. On file: 420525.\n',
  });
});

test('rows refused are told as a table in the caller’s language, and end with 1', async () => {
  const teachers = smallCounty.teachers?.map((row) => ({ ...row, subject: '数雪' })) ?? [];
  await writeFile(file('wrong.xlsx'), await workbook({ ...smallCounty, teachers }));
  const { code, said } = await called('zh_CN.UTF-8', 'import', file('wrong.xlsx'), '--county', '420525');
  expect(code).toBe(1);
  expect(said).toMatch(/教师 +2 +任教学科 +数雪 +本县课程标准中的学科；是否为“数学”？/);
  expect(said).toContain('共 2 处错误，未写入任何数据。');
});

test('a good file is shown, then taken in, then written out again', async () => {
  await writeFile(file('good.xlsx'), await workbook(smallCounty));
  const preview = await called('en', 'import', file('good.xlsx'), '--county', '420525', '--dry-run');
  expect(preview).toMatchObject({
    code: 0,
    said: expect.stringContaining('Would be: 24 added, 0 changed, 0 left. Nothing was written.'),
  });
  const done = await called('en', 'import', file('good.xlsx'), '--county', '420525');
  expect(done).toMatchObject({
    code: 0,
    said: expect.stringMatching(/Imported: 24 added, 0 changed, 0 left \(import [0-9a-f-]{36}\)/),
  });
  const out = await called('en', 'export', '--county', '420525', '--out', file('out.xlsx'));
  expect(out).toMatchObject({ code: 0, said: expect.stringContaining('Written to') });
  const sheets = await sheetsOf(new Uint8Array(await readFile(file('out.xlsx'))), defaultLimits);
  expect(sheets.find(({ name }) => name === 'Teachers')?.rows.length).toBe(3);
}, 240_000);
