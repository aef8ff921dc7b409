import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultLimits } from '../../server/sheets/limits.ts';
import { readFile as readSheets } from '../../server/sheets/read-file.ts';
import { writeWorkbook } from '../../server/sheets/write.ts';
import {
  ask,
  faultsInBothLanguages,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
} from './browse.ts';

/** A file with errors on its way into the registry and out again; each test goes on where the one before it stopped. */
let browser: Browser;
let page: Page;
let found: string[];
let school: string;
/** The file as it came back, its first row the headers. */
let returned: (string | number | boolean | null)[][];

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
  const { counties } = await ask(
    page,
    '{ counties { nodes { schools(first: 1, filter: { stage: PRIMARY }) { nodes { code } } } } }',
  );
  school = counties.nodes[0].schools.nodes[0].code;
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const fileField = () => page.getByLabel('选择文件', { exact: true });
const onFile = async () => {
  const { counties } = await ask(
    page,
    '{ counties { nodes { teachers(first: 5, filter: { staffNumbers: ["ERR1", "ERR2", "ERR3"] }) { nodes { staffNumber subject { code } } } } } }',
  );
  return counties.nodes[0].teachers.nodes;
};

test('a header the system does not know is matched by hand, and remembered', async () => {
  await page.goto('/import');
  await settled(page);
  const text = [
    '工号,姓名,性别,出生日期,教的课,参加工作日期,到现校日期,在岗学校',
    `ERR1,钱一,女,1988-02-03,数学,2010-09-01,2016-09-01,${school}`,
    `ERR2,钱二,男,1990-05-06,数雪,2012-09-01,2018-09-01,${school}`,
    '',
    `ERR3,钱三,女,1991-13-01,语文,2014-09-01,2019-09-01,${school}`,
  ].join('\n');
  await fileField().setInputFiles({ name: '新教师.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: '预览改动' }).click();
  await page.getByText('有 1 列没有对应，未读取').waitFor();
  await page.getByLabel('“教的课”对应').selectOption({ label: '任教学科' });
  await page.getByLabel('方案名称').fill('新教师表');
  await page.getByRole('button', { name: '保存并重新预览' }).click();
  await page.getByText('文件有 2 处错误').waitFor();
  expect(await page.getByLabel('列名对照').inputValue()).toBe('新教师表');
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('the file comes back with what is wrong beside its own rows, the blank one too', async () => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载标注了错误的原表' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('新教师-错误信息.xlsx');
  const [sheet] = await readSheets(await readFile(await download.path()), defaultLimits);
  const rows = sheet?.rows ?? [];
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 5]);
  const wrong = rows.map(({ cells }) => cells[8] ?? null);
  expect(wrong[0]).toBe('错误信息');
  expect(wrong[1]).toBeNull();
  expect(wrong[2]).toMatch(/教的课：应为.*数学.*现为“数雪”/);
  expect(wrong[3]).toMatch(/出生日期：应为日期/);
  returned = rows.map(({ cells }) => cells.map((cell) => (typeof cell === 'object' && cell ? '' : cell)));
});

test('mended in place it is imported whole, its column of faults passed over', async () => {
  const [head = [], ...rows] = returned;
  const mended = rows.map((row) =>
    row.map((cell) => (cell === '数雪' ? '数学' : cell === '1991-13-01' ? '1991-12-01' : cell)),
  );
  const bytes = await writeWorkbook([
    { name: '数据', columns: head.map((header) => ({ header: String(header) })), rows: mended },
  ]);
  await fileField().setInputFiles({
    name: '新教师-改好.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(bytes),
  });
  await page.getByRole('button', { name: '预览改动' }).click();
  await page.getByText('确认后将新增 3 条、修改 0 条').waitFor();
  expect(await page.getByText('错误信息').count()).toBe(0);
  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByText('已导入：新增 3 条').waitFor();
  expect((await onFile()).map((one: { subject: { code: string } }) => one.subject.code).sort()).toEqual([
    'chinese',
    'maths',
    'maths',
  ]);
});

test('and undone, as if it had never been', async () => {
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('button', { name: /^确\s*定$/ }).click();
  await page.getByText('已撤销，数据恢复到导入之前').waitFor();
  expect(await onFile()).toEqual([]);
});

test('all along, no other host was asked, nothing broke, nothing was complained of', () =>
  expect(found).toEqual([]));
