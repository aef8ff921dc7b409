import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask, follow, newRound, openBrowser, openPage, pictureOfFailure, signIn, solving } from './browse.ts';

// An officer of the province has its counties solved; HR of the county takes the draft up.

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  const bureau = await openPage(browser);
  await signIn(bureau.page, 'hr-officer');
  await newRound(bureau.page, '省级求解轮次');
  ({ page } = await openPage(browser));
  await signIn(page, 'province-officer');
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

test('the province is solved county by county, and each plan is a draft of the county’s round', async () => {
  await follow(page, '全省求解');
  await page.getByText('还没有求解过全省').waitFor();
  const years = await ask(page, '{ counties { nodes { rounds { nodes { name schoolYear } } } } }');
  const { schoolYear } = years.counties.nodes[0].rounds.nodes.find(
    ({ name }: { name: string }) => name === '省级求解轮次',
  );
  await page.getByLabel('学年').selectOption(String(schoolYear));
  await page.getByRole('button', { name: '求解全省' }).click();
  await page.getByRole('button', { name: '取消这批求解' }).waitFor();
  await page.getByRole('button', { name: '取消这批求解' }).click();
  await page.getByRole('button', { name: '补做未完成的县' }).click();
  await page.locator('.badge', { hasText: '已完成' }).waitFor({ timeout: solving });
  const row = page.getByRole('row').filter({ hasText: '省级求解轮次' });
  await row.getByText('求解完成').waitFor();
  expect(await page.getByText('证明最优的方案').count()).toBe(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载各县结果（CSV）' }).click(),
  ]);
  const [head, line] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toBe('\uFEFF县代码,县,轮次,状态,未完成原因,方案,调动人数,用时（秒）');
  expect(line).toMatch(/^[A-Z-]+,[^,]+,省级求解轮次,求解完成,,[^,]+,\d+,\d+$/);
  await row.getByRole('link').last().click();
  await page.getByText('草稿').first().waitFor();
});
