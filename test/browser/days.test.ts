import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  faultsInBothLanguages,
  follow,
  openBrowser,
  openPage,
  pictureOfFailure,
  signIn,
  switchLanguage,
} from './browse.ts';

/** A browser whose own language is American English; each test goes on where the one before it stopped. */
let browser: Browser;
let page: Page;
let found: string[];

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
  await follow(page, '轮次与方案');
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const field = () => page.getByLabel('生效日期');
const calendar = () => page.getByRole('dialog', { name: '选择日期' });

test('a day is shown as the language of the console writes it, and written as YYYY-MM-DD', async () => {
  await page.getByLabel('学年').selectOption('2026–2027');
  expect(await field().inputValue()).toBe('2026年9月1日');
  await field().focus();
  expect(await field().inputValue()).toBe('2026-09-01');
  await page.keyboard.type('2026/8/25');
  await page.keyboard.press('Tab');
  expect(await field().inputValue()).toBe('2026年8月25日');
  await switchLanguage(page, 'English');
  expect(await page.getByLabel('Takes effect on').inputValue()).toBe('Aug 25, 2026');
  await switchLanguage(page, '中文');
});

test('a day is chosen in the calendar by keyboard', async () => {
  await field().press('Alt+ArrowDown');
  await calendar().getByText('2026年8月').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-day') === '2026-08-25');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  await calendar().getByText('2026年9月').waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-day') === '2026-09-30');
  await page.keyboard.press('Enter');
  await calendar().waitFor({ state: 'detached' });
  expect(await field().inputValue()).toBe('2026年9月30日');
});

test('what is no day stays as it was written, and says what to write in the language of the console', async () => {
  await page.getByLabel('名称').fill('日期测试轮次');
  await field().fill('九月一日');
  await page.getByRole('button', { name: '建立轮次' }).click();
  expect(await field().inputValue()).toBe('九月一日');
  expect(await field().evaluate((input: HTMLInputElement) => input.validationMessage)).toContain(
    '2026-09-01',
  );
  await field().fill('');
  await page.getByRole('button', { name: '建立轮次' }).click();
  expect(await field().evaluate((input: HTMLInputElement) => input.validationMessage)).toBe('请填写此项。');
});

test('a day chosen with the mouse goes through', async () => {
  await page.getByRole('button', { name: '日历' }).first().click();
  await calendar()
    .getByRole('button', { name: /日星期/ })
    .first()
    .waitFor();
  await calendar().getByRole('button', { name: '上个月' }).click();
  await calendar().getByRole('button', { name: /15日/ }).click();
  await calendar().waitFor({ state: 'detached' });
  expect(await field().inputValue()).toMatch(/^\d{4}年\d+月15日$/);
  await page.getByRole('button', { name: '建立轮次' }).click();
  await page.getByRole('heading', { name: '日期测试轮次' }).waitFor();
});

test('Escape closes the calendar of a dialog and leaves the dialog', async () => {
  await page.locator('summary').first().click();
  await page
    .getByRole('button', { name: /^调整时段/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: /^调整时段/ });
  await dialog.getByRole('button', { name: '日历' }).first().click();
  await calendar().waitFor();
  await page.keyboard.press('Escape');
  await calendar().waitFor({ state: 'detached' });
  expect(await dialog.isVisible()).toBe(true);
});

test('the pages have asked no other host, and complained of nothing', () => expect(found).toEqual([]));
