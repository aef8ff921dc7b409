import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ask,
  faultsInBothLanguages,
  follow,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
} from './browse.ts';

/** An administrator and somebody new to the house; each test goes on where the one before it stopped. */
let browser: Browser;
let administrator: Page;
let newcomer: Page;
let found: string[];

/** Nobody of another run has it. */
const email = `officer-${Date.now()}@example.org`;
const name = '新任干部';
const first = 'a first long password';
const second = 'another long password';
let link = '';
let secret = '';

beforeAll(async () => {
  browser = await openBrowser();
  const opened = await openPage(browser);
  ({ page: administrator, found } = opened);
  await signIn(administrator, 'hr-officer');
  ({ page: newcomer } = await openPage(browser));
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => {
    await pictureOfFailure(administrator, task.name);
    await pictureOfFailure(newcomer, `${task.name} newcomer`);
  }),
);
afterAll(() => browser.close());

async function enter(page: Page, password: string, code?: string) {
  await page.getByLabel('邮箱').fill(email);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
  if (code === undefined) return;
  await page.getByLabel('验证码').fill(code);
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
}

/** Of the step that begins now: a code is good once. */
const codeNow = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate();

test('an invitation gives a link that is shown once', async () => {
  await follow(administrator, '账号');
  await administrator.getByRole('button', { name: '邀请用户' }).click();
  const form = administrator.getByRole('region', { name: '邀请用户' });
  await form.getByLabel('姓名').fill(name);
  await form.getByLabel('邮箱').fill(email);
  await form.getByLabel('角色').selectOption('人事干部');
  await form.getByRole('button', { name: '建立邀请' }).click();
  link = await form.getByLabel('交给本人的链接').inputValue();
  expect(link).toContain('/#invitation=');
  await administrator.getByRole('cell', { name: email }).waitFor();
  expect(await faultsInBothLanguages(administrator)).toEqual([]);
});

test('the officer sets a first password and signs in', async () => {
  await newcomer.goto(link);
  await newcomer.getByLabel('密码', { exact: true }).fill(first);
  await newcomer.getByRole('button', { name: '设置密码' }).click();
  await newcomer.getByLabel('邮箱').waitFor();
  await enter(newcomer, first);
  await newcomer.getByRole('heading', { name: '今日待办' }).waitFor();
  const { viewer } = await ask(newcomer, '{ viewer { email grants { role } } }');
  expect(viewer).toEqual({ email, grants: [{ role: 'HR_OFFICER' }] });
});

test('a wrong repetition of the new password changes nothing; a right one does', async () => {
  await follow(newcomer, '我的账号');
  const part = newcomer.getByRole('region', { name: '修改密码' });
  await part.getByLabel('现在的密码').fill(first);
  await part.getByLabel('新密码', { exact: true }).fill(second);
  await part.getByLabel('再输一次新密码').fill('something else');
  await part.getByRole('button', { name: '修改密码' }).click();
  await part.getByText('两次输入的新密码不一致').waitFor();
  await part.getByLabel('再输一次新密码').fill(second);
  await part.getByRole('button', { name: '修改密码' }).click();
  await part.getByText('密码已修改').waitFor();
});

test('two-step sign-in is turned on with a code, and gives recovery codes', async () => {
  const part = newcomer.getByRole('region', { name: '两步验证' });
  await part.getByLabel('现在的密码').fill(second);
  await part.getByRole('button', { name: '开启两步验证' }).click();
  await part.getByRole('img', { name: '两步验证的二维码' }).waitFor();
  secret = (await part.locator('code').textContent()) ?? '';
  await part.getByLabel('动态码').fill('000000');
  await part.getByRole('button', { name: '确认开启' }).click();
  await part.getByRole('alert').first().waitFor();
  await part.getByLabel('动态码').fill(codeNow());
  await part.getByRole('button', { name: '确认开启' }).click();
  await part.getByText('请保存恢复码').waitFor();
  const codes = await part.getByRole('list', { name: '恢复码' }).getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  expect(await faultsInBothLanguages(newcomer)).toEqual([]);
  await newcomer.getByRole('button', { name: '退出登录' }).click();
  await enter(newcomer, second, codes[0]);
  await newcomer.getByRole('banner').waitFor();
  const { viewer } = await ask(newcomer, '{ viewer { totp recoveryCodesLeft } }');
  expect(viewer).toEqual({ totp: true, recoveryCodesLeft: 9 });
});

test('the administrator finds the account, closes it, and the officer is out at once', async () => {
  await administrator.getByLabel('按姓名或邮箱查找').fill(email);
  const accounts = administrator.getByRole('region', { name: '账号', exact: true });
  await expect.poll(() => accounts.getByRole('row').count()).toBe(2);
  await accounts.getByRole('button', { name }).click();
  const drawer = administrator.getByRole('dialog');
  await drawer.getByText('停用账号').first().click();
  await drawer.getByLabel('停用理由').fill('调离岗位');
  await drawer.getByRole('button', { name: '停用账号' }).click();
  await drawer.getByRole('button', { name: '重新启用' }).waitFor();
  await newcomer.reload();
  await newcomer.getByLabel('邮箱').waitFor();
});

test('the audit trail tells who closed whom and why', async () => {
  await administrator.keyboard.press('Escape');
  await administrator.goto('/audit?what=account.');
  await settled(administrator);
  const row = administrator.getByRole('row').filter({ hasText: '停用账号' }).first();
  expect(await row.textContent()).toContain('调离岗位');
  expect(found).toEqual([]);
});
