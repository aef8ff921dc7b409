import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ask,
  faults,
  follow,
  newRound,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
} from './browse.ts';
import { openAs } from './logins.ts';

/** Two officers of the same county; each test goes on where the one before it stopped. */
let browser: Browser;
let wang: Awaited<ReturnType<typeof openAs>>;
let liu: Awaited<ReturnType<typeof openAs>>;

beforeAll(async () => {
  browser = await openBrowser();
  const { page } = await openPage(browser);
  await signIn(page, 'hr-officer');
  const { counties } = await ask(page, '{ counties { nodes { id } } }');
  const officer = { role: 'HR_OFFICER', countyId: counties.nodes[0].id } as const;
  wang = await openAs(browser, page, officer);
  liu = await openAs(browser, page, officer);
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(wang.page, task.name))),
);
afterAll(() => browser.close());

const again = () => wang.page.getByRole('dialog', { name: '登录已失效' });

async function signInAgain({ email, password }: { email: string; password: string }) {
  await again().getByLabel('邮箱').fill(email);
  await again().getByLabel('密码', { exact: true }).fill(password);
  await again()
    .getByRole('button', { name: /^登\s*录$/ })
    .click();
  await again().waitFor({ state: 'detached' });
}

test('a form sent after the session has ended is asked for a login, and nothing but the login can be reached', async () => {
  await follow(wang.page, '轮次与方案');
  await wang.page.getByLabel('名称').fill('登录失效测试轮次');
  await wang.context.clearCookies();
  await wang.page.getByRole('button', { name: '建立轮次' }).click();
  await again().waitFor();
  for (let times = 0; times < 3; times += 1) await wang.page.keyboard.press('Escape');
  expect(await again().isVisible()).toBe(true);
  expect(await again().getByLabel('邮箱').inputValue()).toBe(wang.email);
  await wang.page.getByRole('link', { name: '今日待办' }).focus();
  expect(await again().evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  expect(await faults(wang.page)).toEqual([]);
});

test('after the login what was typed stands there and goes through', async () => {
  await signInAgain(wang);
  await wang.page.getByRole('alert').filter({ hasText: '请再提交一次' }).waitFor();
  expect(await wang.page.getByLabel('名称').inputValue()).toBe('登录失效测试轮次');
  await wang.page.getByRole('button', { name: '建立轮次' }).click();
  await wang.page.getByRole('heading', { name: '登录失效测试轮次' }).waitFor();
});

test('a drawer keeps what was typed in it, and what it was reading comes after the login', async () => {
  const { id } = await newRound(wang.page, '另一个轮次');
  await wang.page.goto('/registry?tab=schools');
  await wang.page.getByRole('row').nth(1).getByRole('button').first().click();
  const drawer = wang.page.getByRole('dialog', { name: '城关第一小学' });
  await drawer.getByRole('button', { name: '修改记录' }).click();
  const name = drawer.getByLabel('学校名称');
  await name.fill('正在改名的学校');
  await ask(wang.page, 'mutation { signOut }');
  await wang.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await again().waitFor();
  await wang.page.keyboard.type(wang.password);
  await wang.page.keyboard.press('Enter');
  await again().waitFor({ state: 'detached' });
  expect(await name.inputValue()).toBe('正在改名的学校');
  await wang.page.goto(`/rounds/${id}`);
  await wang.page.getByRole('heading', { name: '另一个轮次' }).waitFor();
});

test('what is asked for while the session is over is read once the reader is back', async () => {
  await wang.context.clearCookies();
  await wang.page.getByRole('link', { name: '轮次与方案', exact: true }).click();
  await again().waitFor();
  await signInAgain(wang);
  await wang.page.getByRole('link', { name: '另一个轮次' }).waitFor();
});

test('another officer who signs in begins at the first page, with nothing of what was typed', async () => {
  await wang.page.getByLabel('名称').fill('王的轮次');
  await wang.context.clearCookies();
  await wang.page.getByRole('button', { name: '建立轮次' }).click();
  await again().waitFor();
  await signInAgain(liu);
  await wang.page.getByRole('heading', { name: '今日待办' }).waitFor();
  await settled(wang.page);
  await follow(wang.page, '轮次与方案');
  expect(await wang.page.getByLabel('名称').inputValue()).not.toContain('王');
  const { viewer } = await ask(wang.page, '{ viewer { email } }');
  expect(viewer).toEqual({ email: liu.email });
});
