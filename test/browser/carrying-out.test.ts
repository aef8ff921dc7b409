import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ask,
  faultsInBothLanguages,
  newRound,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
  solving,
} from './browse.ts';
import { planTakenTo } from './steps-of-plans.ts';

/** From a final plan to teachers in post; each test goes on where the one before it stopped. */
let browser: Browser;
let page: Page;
let found: string[];
let planId: string;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
  planId = await planTakenTo('FINAL', browser, page, (await newRound(page, `派遣测试轮次 ${Date.now()}`)).id);
}, 2 * solving);
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const dialog = () => page.getByRole('dialog').last();

test('an officer orders the postings of a final plan', async () => {
  await page.goto(`/letters?plan=${encodeURIComponent(planId)}`);
  await page.getByRole('button', { name: '下达派任' }).click();
  await dialog().getByRole('button', { name: '下达派任' }).click();
  await page.getByText(/^已于.*下达，共/).waitFor();
  const { node } = await ask(page, 'query ($id: ID!) { node(id: $id) { ... on Plan { orderedAt } } }', {
    id: planId,
  });
  expect(node.orderedAt).not.toBeNull();
});

test('letters are previewed, issued once, and printed in one file', async () => {
  await page.getByRole('button', { name: '签发：派遣函' }).click();
  await page.getByRole('button', { name: '先看样张' }).click();
  const preview = page.getByRole('dialog', { name: '派遣函样张' });
  await preview.getByRole('article', { name: '函件内容' }).waitFor();
  await preview.getByRole('button', { name: '关闭' }).click();
  await page
    .getByRole('dialog', { name: '签发派遣函' })
    .getByRole('button', { name: /^签\s*发$/ })
    .click();
  await page.getByText(/^已签发 \d+ 份。$/).waitFor();
  await page.reload();
  await settled(page);
  const rows = page.getByRole('region', { name: '函件清单' }).locator('tbody tr');
  await rows.first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('region', { name: '第二步：签发函件' })
      .getByRole('button', { name: 'PDF 派遣函' })
      .click(),
  ]);
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('a letter made void keeps its number, and says why', async () => {
  await page
    .getByRole('region', { name: '函件清单' })
    .locator('tbody tr')
    .first()
    .getByRole('button')
    .first()
    .click();
  const paper = page.getByRole('dialog');
  await paper.getByRole('button', { name: /^作\s*废$/ }).click();
  await dialog().getByLabel('作废原因').fill('收件学校名称有误');
  await dialog()
    .getByRole('button', { name: /^作\s*废$/ })
    .click();
  await page.getByText(/作废：收件学校名称有误/).waitFor();
  const { county } = await ask(
    page,
    'query ($plan: ID!) { county(code: "DEMO-YA") { letters(first: 1, filter: { planId: $plan, void: true }) { totalCount nodes { voidReason number } } } }',
    { plan: planId },
  );
  expect(county.letters.nodes).toEqual([{ voidReason: '收件学校名称有误', number: 1 }]);
});

test('arrivals are confirmed for several at once', async () => {
  // Ordered late, the postings begin at once: by the server's own daily work, within a minute.
  const waiting = async () => {
    const { node } = await ask(
      page,
      'query ($id: ID!) { node(id: $id) { ... on Plan { postings(first: 200) { nodes { state } } } } }',
      { id: planId },
    );
    return node.postings.nodes.filter((one: { state: string }) => one.state === 'ORDERED').length;
  };
  await expect.poll(waiting, { timeout: 150_000, interval: 2_000 }).toBe(0);
  await page.goto('/postings');
  await settled(page);
  const list = page.getByRole('region', { name: '待报到' });
  await list.getByRole('checkbox').nth(0).check();
  await list.getByRole('checkbox').nth(1).check();
  await page.getByRole('button', { name: '确认所选 2 人报到' }).click();
  await dialog().getByRole('button', { name: '确认报到' }).click();
  await page.getByText('已确认 2 人报到。').waitFor();
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Plan { postings(first: 200) { nodes { reportedOn } } } } }',
    { id: planId },
  );
  const came = node.postings.nodes.filter((one: { reportedOn: string | null }) => one.reportedOn !== null);
  expect(came).toHaveLength(2);
});

test('who did not come is replaced by somebody in reserve', async () => {
  const list = page.getByRole('region', { name: '待报到' });
  const rows = list.locator('tbody tr');
  const replace = rows.getByRole('button', { name: /^改派他人：/ });
  for (let index = 0; ; index++) {
    await replace.nth(index).click();
    await dialog().getByRole('button', { name: '查看候补名单' }).click();
    const first = dialog().getByRole('radio').first();
    const nobody = dialog().getByText('没有人能顶替这个岗位。');
    await first.or(nobody).first().waitFor({ timeout: solving });
    if ((await nobody.count()) === 0) break;
    await dialog()
      .getByRole('button', { name: /^取\s*消$/ })
      .click();
  }
  await dialog().getByRole('radio').first().check();
  await dialog().getByLabel('原因').fill('未报到');
  await dialog().getByLabel('为什么由所选教师前往').fill('您是该岗位候补名单的第一名');
  await dialog().getByRole('button', { name: '改派他人' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { node } = await ask(
    page,
    `query ($id: ID!) { node(id: $id) { ... on Plan { postings(first: 200) { nodes {
       state replaces { state teacher { id } } teacher { id } } } } } }`,
    { id: planId },
  );
  const substitutes = node.postings.nodes.filter((one: { replaces: object | null }) => one.replaces !== null);
  expect(substitutes).toHaveLength(1);
  expect(substitutes[0].replaces.state).toBe('CANCELLED');
  expect(substitutes[0].teacher.id).not.toBe(substitutes[0].replaces.teacher.id);
});

test('one posting tells what was done to it', async () => {
  await page.getByRole('tab', { name: /^在岗/ }).click();
  const list = page.getByRole('region', { name: '在岗' });
  await list.locator('tbody tr').first().getByRole('button').first().click();
  await page.getByRole('dialog').getByRole('heading', { name: '经过' }).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  expect(found).toEqual([]);
});
