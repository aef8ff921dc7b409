import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { serverAddress } from './address.ts';
import { faults, follow, openBrowser, openPage, pictureOfFailure, signIn, solving } from './browse.ts';
import { openLine } from './line.ts';

let browser: Browser;
let line: Awaited<ReturnType<typeof openLine>>;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  line = await openLine(serverAddress());
  ({ page } = await openPage(browser, line.address));
  await signIn(page, 'hr-officer');
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(async () => {
  await browser.close();
  line.close();
});

const notice = () => page.getByText('与服务器的连接已断开，正在自动重试');

test('a form sent into a cut line keeps what was typed, and goes through once the line is mended', async () => {
  await follow(page, '轮次与方案');
  await page.getByLabel('名称').fill('断线测试轮次');
  line.cut();
  await page.getByRole('button', { name: '建立轮次' }).click();
  await notice().waitFor();
  await page.getByRole('alert').filter({ hasText: '服务器没有应答' }).waitFor();
  expect(await page.getByLabel('名称').inputValue()).toBe('断线测试轮次');
  line.mend();
  await notice().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '建立轮次' }).click();
  await page.getByRole('heading', { name: '断线测试轮次' }).waitFor();
});

test('progress is taken up again after a break, without a reload', async () => {
  await page.getByRole('button', { name: '开始求解' }).click();
  await page.getByRole('progressbar').waitFor();
  line.cut();
  await page.getByText('正在重新连接').waitFor();
  // How far it came stands as long as the line is down: time to look at a solve under way.
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await faults(page)).toEqual([]);
  }
  line.mend();
  await page.getByRole('heading', { name: '求解完成' }).waitFor({ timeout: solving });
  await page.getByRole('link', { name: '查看方案' }).waitFor();
});

test('what was read stays on the page where asking for it again meets a broken line', async () => {
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('query Round(') ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: '开始求解' }).click();
  // What the solve before came to stands there until this one is under way.
  await page.getByRole('progressbar').waitFor();
  await notice().waitFor({ timeout: solving });
  await page.getByRole('heading', { name: '求解完成' }).waitFor({ timeout: solving });
  const plan = await page.getByRole('link', { name: '查看方案' }).elementHandle();
  // As long as it is asked for in vain, again and again, the very same page stands.
  for (let tries = 0; tries < 3; tries += 1)
    await page.waitForEvent('requestfailed', (failed) => failed.url().endsWith('/graphql'));
  expect(await plan?.evaluate((link) => link.isConnected)).toBe(true);
  await page.unroute('**/graphql');
  await notice().waitFor({ state: 'detached' });
});

test('a page asked for while the line is cut reads itself once it is mended', async () => {
  line.cut();
  await page.getByRole('link', { name: '查看方案' }).click();
  await notice().waitFor();
  line.mend();
  await page.getByText('没有更好的方案').waitFor({ timeout: 40_000 });
});
