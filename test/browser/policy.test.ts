import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ask,
  faultsInBothLanguages,
  follow,
  newRound,
  openBrowser,
  openPage,
  pictureOfFailure,
  signIn,
  solving,
} from './browse.ts';

/** A figure is tried on a round, then entered for a year to come; each test goes on where the one before it stopped. */
let browser: Browser;
let page: Page;
let found: string[];

const stamp = Date.now();
const round = `政策试算轮次 ${stamp}`;
const version = `试行 ${stamp}`;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
  await newRound(page, round);
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const draft = () => page.getByRole('region', { name: '改动草稿' });

test('a rule tells what it asks, its clause and its source, and takes another figure into a draft', async () => {
  await follow(page, '政策与规则');
  await page.getByRole('button', { name: '同校任教年限' }).click();
  const rule = page.getByRole('dialog');
  await rule.getByText('在同一所学校连续任教满六年', { exact: true }).first().waitFor();
  await rule.getByLabel('年数').fill('5');
  await rule.getByRole('button', { name: '列入草稿' }).click();
  await draft().getByText('年数：6 → 5').waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('a draft outlives a page that is read anew', async () => {
  await page.reload();
  await draft().getByText('年数：6 → 5').waitFor();
});

test('tried on a round, it shows what the goals come to, and the round does not change', async () => {
  await draft()
    .getByLabel('用哪个轮次试算')
    .selectOption({ label: (await optionOf(round)) ?? '' });
  await draft().getByRole('button', { name: '试算' }).click();
  const outcome = draft().getByRole('region', { name: '试算结果' });
  await outcome.waitFor({ timeout: solving });
  await outcome.getByRole('row', { name: /^交流人数/ }).waitFor();
  expect(await outcome.getByRole('row').count()).toBeGreaterThan(5);
  await draft().getByText('还没有按现行政策求解的方案').waitFor();
  await draft().getByRole('button', { name: '不再保留这次试算' }).click();
  await outcome.waitFor({ state: 'detached' });
});

test('entered for a year to come, it is a version of its own, and today’s stays in force', async () => {
  await draft().getByLabel('版本名称').fill(version);
  await draft().getByLabel('生效日期').fill('2098-09-01');
  await draft().getByLabel('依据或理由').fill('局务会决定');
  await draft().getByRole('button', { name: '录入新版本' }).click();
  await page.getByText(`已录入“${version}”。`).waitFor();
  const { counties } = await ask(
    page,
    '{ counties { nodes { policies(first: 1) { nodes { version effectiveFrom rules { name figures } } } } } }',
  );
  const [policy] = counties.nodes[0].policies.nodes;
  expect(policy).toMatchObject({ version, effectiveFrom: '2098-09-01' });
  expect(policy.rules.find((rule: { name: string }) => rule.name === 'tenure').figures.years).toBe(5);
  expect(
    await page.getByLabel('版本', { exact: true }).locator('option', { hasText: '现行' }).count(),
  ).toBeGreaterThan(0);
});

test('the audit trail tells who entered it, with the figure before and after', async () => {
  await follow(page, '操作记录');
  await page.getByLabel('操作', { exact: true }).selectOption('政策');
  const row = page.getByRole('row').filter({ hasText: version }).first();
  await row.waitFor();
  const text = (await row.textContent()) ?? '';
  expect(text).toContain('增加政策版本');
  expect(text).toContain('局务会决定');
  const login = await page.locator('.who span').first().textContent();
  expect(text).toContain(login ?? 'nobody');
  expect(found).toEqual([]);
});

/** The label of the round in the list of rounds. */
const optionOf = (name: string) =>
  draft().getByLabel('用哪个轮次试算').locator('option', { hasText: name }).first().textContent();
