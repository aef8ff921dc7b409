import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  faults,
  faultsInBothLanguages,
  follow,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
  solving,
  switchLanguage,
} from './browse.ts';

/** One officer's errand from sign-in to sign-out; each test goes on where the one before it stopped. */
let browser: Browser;
let page: Page;
let found: string[];

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const csv = (text: string) => ({ name: '学校.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const fileField = () => page.getByLabel('选择文件', { exact: true });

test('a wrong password is refused in words, and nothing typed is lost', async () => {
  await page.goto('/rounds');
  await page.getByLabel('邮箱').fill('hr@demo.junheng.example');
  await page.getByLabel('密码', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
  expect(await page.getByRole('alert').textContent()).toContain('邮箱或密码不正确');
  expect(await page.getByLabel('邮箱').inputValue()).toBe('hr@demo.junheng.example');
  expect(await faults(page)).toEqual([]);
});

test('signed in, the first page is what waits today; the county’s gaps show critical ones first', async () => {
  await signIn(page, 'hr-officer');
  await page.getByRole('heading', { name: '今日待办' }).waitFor();
  await page.getByRole('link', { name: '学科缺口' }).click();
  await page.getByRole('heading', { name: '学科缺口' }).waitFor();
  await settled(page);
  const first = page.getByRole('table', { name: '学部与学科缺口表' }).getByRole('row').nth(1);
  expect(await first.getByRole('button', { name: /开不齐课$/ }).count()).toBeGreaterThan(0);
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('filters narrow the matrix, and the address keeps them', async () => {
  const rows = page.getByRole('table', { name: '学部与学科缺口表' }).locator('tbody tr');
  const all = await rows.count();
  await page.getByLabel('学段').selectOption('初中');
  await expect.poll(() => rows.count()).toBeLessThan(all);
  expect(page.url()).toContain('stage=JUNIOR');
  await page.reload();
  await settled(page);
  expect(await rows.count()).toBeLessThan(all);
  await page.getByLabel('学段').selectOption('全部');
  await expect.poll(() => rows.count()).toBe(all);
});

test('a cell opens its figures by keyboard, and Escape closes them', async () => {
  const cells = page.getByRole('table', { name: '学部与学科缺口表' }).locator('button.cell');
  await cells.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const figures = page.getByRole('dialog');
  await figures.getByText('怎么算的').waitFor();
  expect(await figures.getByText('岗位空缺', { exact: true }).count()).toBe(1);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await figures.waitFor({ state: 'hidden' });
});

test('a file with a fault is refused with its place, and nothing is written', async () => {
  await page.getByRole('link', { name: '导入数据' }).click();
  await fileField().setInputFiles(csv('学校代码,学校名称,所在地\nT-901,试验小学,月球\n'));
  await page.getByRole('button', { name: '预览改动' }).click();
  await page.getByRole('alert').filter({ hasText: '1 处错误' }).waitFor();
  const fault = page.getByRole('region', { name: '错误清单' }).getByRole('row').nth(1);
  expect(await fault.textContent()).toMatch(/2.*所在地.*月球/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载错误清单（CSV）' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toMatch(
    /^\uFEFF文件,工作表,行,列,实际内容,应为\r\n.*月球/,
  );
  expect(await page.getByRole('button', { name: '确认导入' }).count()).toBe(0);
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('a dry run tells what would change; committed, it can be undone', async () => {
  await fileField().setInputFiles(csv('学校代码,学校名称,所在地\nT-901,试验小学,村小\n'));
  await page.getByRole('button', { name: '预览改动' }).click();
  await page.getByText('确认后将新增 1 条、修改 0 条').waitFor();
  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByText('已导入：新增 1 条，修改 0 条。').waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await page.getByRole('button', { name: /^确\s*定$/ }).click();
  await page.getByText('已撤销，数据恢复到导入之前。').waitFor();
});

test('the demo workbook says what is on file already', async () => {
  await fileField().setInputFiles('data/demo-county.xlsx');
  await page.getByRole('button', { name: '预览改动' }).click();
  await page.getByText('文件与现有数据完全一致，无需导入。').waitFor({ timeout: 60_000 });
  expect(await page.getByRole('region', { name: '各工作表' }).getByRole('row').count()).toBeGreaterThan(8);
});

test('opens a round and solves it, with progress to the end', async () => {
  await follow(page, '轮次与方案');
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await page.getByLabel('名称').fill('2026 年教师交流轮岗');
  await page.getByRole('button', { name: '建立轮次' }).click();
  await page.getByText('还没有方案').waitFor();
  await page.getByRole('button', { name: '开始求解' }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('heading', { name: '求解完成' }).waitFor({ timeout: solving });
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('the plan is proven, its audit found nothing, and everyone has a reason', async () => {
  await page.getByRole('link', { name: '查看方案' }).click();
  await page.getByText('没有更好的方案').waitFor();
  expect(await page.getByRole('tab', { name: /^每个人的理由 1009$/ }).count()).toBe(1);
  expect(await page.getByRole('tab', { name: /^核查结果 0$/ }).count()).toBe(1);
  await page.getByRole('region', { name: '调动名单' }).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('a click tells why this teacher goes there', async () => {
  await page
    .getByRole('button', { name: /^为什么：/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('heading', { name: '原因' }).waitFor();
  expect(await drawer.locator('.reason').textContent()).toMatch(/^到.+任教.+。$/);
  expect(page.url()).toContain('teacher=');
  // README's picture: SCREENSHOTS=docs/screenshots npm run test:browser
  const pictures = process.env['SCREENSHOTS'];
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/plan.png` });
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a teacher who asks “why not me” is found by name', async () => {
  await page.getByRole('tab', { name: /^每个人的理由/ }).click();
  await page.getByLabel('结果').selectOption('留任');
  const rows = page.getByRole('region', { name: '每个人的理由' }).locator('tbody tr');
  await expect.poll(() => rows.first().textContent()).toContain('留任');
  const name = (await rows.first().getByRole('button').first().textContent()) ?? '';
  await page.getByLabel('按姓名、拼音或工号查找').fill(name);
  await expect.poll(() => rows.first().textContent()).toContain(name);
  await expect.poll(async () => (await rows.allTextContents()).every((row) => row.includes(name))).toBe(true);
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('what is left open says why', async () => {
  await page.getByRole('tab', { name: /^未补岗位/ }).click();
  const first = page.getByRole('region', { name: '未补岗位' }).locator('tbody tr').first();
  expect((await first.locator('td').nth(5).textContent())?.length).toBeGreaterThan(10);
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('who else could fill a post left open is ranked, with what each would cost, nobody among them', async () => {
  await page
    .getByRole('region', { name: '未补岗位' })
    .getByRole('button', { name: /^还有谁能来/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog', { name: '还有谁能来？' });
  const options = drawer.getByRole('list').first().locator('> li');
  await options.first().waitFor({ timeout: solving });
  const told = await options.allTextContents();
  expect(told.filter((option) => option.includes('本方案'))).toHaveLength(1);
  expect(told.some((option) => option.startsWith('不派任何人'))).toBe(true);
  for (const option of told) expect(option).toMatch(/变差|改善|各项目标不变|没有可行方案/);
  expect(page.url()).toContain('post=');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('where else a teacher could go is asked with a click, and then why not there', async () => {
  await page.getByRole('tab', { name: /^调动名单/ }).click();
  await page
    .getByRole('button', { name: /^为什么：/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: '还能去哪里？' }).click();
  const there = drawer.getByRole('button', { name: /^为什么不去/ });
  await there.first().waitFor({ timeout: solving });
  expect(await drawer.getByText('本方案', { exact: true }).count()).toBe(1);
  expect(await drawer.getByRole('button', { name: /^固定：/ }).count()).toBeGreaterThan(0);
  const before = await drawer.locator('.reason').count();
  await there.first().click();
  await expect.poll(() => drawer.locator('.reason').count(), { timeout: solving }).toBe(before + 1);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
});

test('a question may be left: nobody waits, and it can be asked again', async () => {
  await page.getByRole('tab', { name: '多一个值多少' }).click();
  await page.getByRole('button', { name: '开始计算' }).click();
  await page.getByRole('button', { name: '不等了' }).click();
  await expect.poll(() => page.getByText('正在求解……').count()).toBe(0);
  expect(await page.getByRole('button', { name: '开始计算' }).isEnabled()).toBe(true);
});

test('what one more bed is worth stands first, and what betters nothing is folded away', async () => {
  await page.getByRole('button', { name: '开始计算' }).click();
  const gains = page.getByRole('region', { name: '能改善目标的' });
  await gains.waitFor({ timeout: solving });
  expect(await gains.getByRole('row').nth(1).textContent()).toMatch(/改善/);
  await page
    .getByText(/^不改善任何目标的：\d+ 项$/)
    .first()
    .waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('whoever served longer in villages and is sent again stands in the fairness of the plan', async () => {
  await page.getByRole('tab', { name: '公平核查' }).click();
  await page.getByRole('button', { name: '开始核查' }).click();
  const cases = page.getByRole('region', { name: '公平核查' });
  await cases.waitFor({ timeout: solving });
  expect(await cases.getByRole('row').nth(1).textContent()).toMatch(/；.+。$/);
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('a teacher kept with one click stays in the next plan, and the two plans compare', async () => {
  await page.getByRole('tab', { name: /^调动名单/ }).click();
  const row = page.getByRole('region', { name: '调动名单' }).locator('tbody tr').first();
  const name = (await row.getByRole('button').first().textContent()) ?? '';
  await row.getByRole('button', { name: `留任：${name}不调动` }).click();
  await page.getByText('有 1 项手工指定是在本方案之后作出的').waitFor();
  await page.getByRole('button', { name: '重新求解' }).click();
  await page.getByRole('heading', { name: '求解完成' }).waitFor({ timeout: solving });
  const boxes = page.getByRole('checkbox', { name: /^选入对比/ });
  await expect.poll(() => boxes.count()).toBe(2);
  for (const box of await boxes.all()) await box.check();
  await page.getByRole('link', { name: '对比所选方案' }).click();
  const differences = page.getByRole('region', { name: '调动差异' });
  await differences.waitFor();
  const kept = differences.getByRole('row').filter({ hasText: name });
  expect(await kept.textContent()).toMatch(/不调动/);
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('the language chosen stays after a reload', async () => {
  await switchLanguage(page, 'English');
  await page.reload();
  await page.getByRole('heading', { name: 'Compare plans' }).waitFor();
  await settled(page);
  await switchLanguage(page, '中文');
});

test('signed out, the same address shows the form and no county', async () => {
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByLabel('邮箱').waitFor();
  expect(await page.getByText('远安县').count()).toBe(0);
});

test('all along, no other host was asked, nothing broke, nothing was complained of', () =>
  expect(found).toEqual([]));
