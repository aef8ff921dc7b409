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

/** An officer asks “what if”, and what everybody may read. */
let browser: Browser;
let page: Page;
let found: string[];
let round: string;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
  ({ id: round } = await newRound(page, '情景测试轮次'));
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const confirm = () => page.getByRole('button', { name: /^确\s*定$/ }).click();

test('a scenario says in a sentence in what it differs from its round', async () => {
  await page.goto(`/scenarios?round=${encodeURIComponent(round)}`);
  await settled(page);
  await page.getByRole('button', { name: '新建情景' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('名称').fill('满七年');
  await drawer.getByLabel('预算').selectOption('另定金额');
  await drawer.getByLabel('元/年').fill('900000');
  await drawer.getByLabel('增加一条不同的规则').selectOption({ value: 'tenure' });
  await drawer.getByLabel('年数（现为 6）').fill('7');
  await drawer.getByRole('button', { name: /^保\s*存$/ }).click();
  const card = page.getByRole('region', { name: '满七年' });
  await card.waitFor();
  expect(await card.locator('li').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('7'), expect.stringMatching(/900[,，]?000|90万/)]),
  );
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('solved, it stands in the table with people, cost and coefficients', {
  timeout: 2 * solving,
}, async () => {
  const card = page.getByRole('region', { name: '满七年' });
  await card.getByRole('button', { name: /^求\s*解$/ }).click();
  await card.getByRole('link', { name: '查看方案' }).waitFor({ timeout: solving });
  const table = page.getByRole('region', { name: '并排比较' });
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Round { scenarioTable { posted scenario { name } } } } }',
    { id: round },
  );
  expect(node.scenarioTable).toMatchObject([{ scenario: { name: '满七年' } }]);
  await table.getByRole('row', { name: new RegExp(`交流人数 ${node.scenarioTable[0].posted}`) }).waitFor();
  // Seven a stage; the goal of evenness names coefficients too.
  expect(await table.getByRole('row').filter({ hasText: '差异系数' }).count()).toBeGreaterThanOrEqual(14);
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('promoted with a reason, it is the round’s own, and the round’s plan is the very same', async () => {
  const card = page.getByRole('region', { name: '满七年' });
  await card.getByRole('button', { name: /^采\s*用$/ }).click();
  await page.getByLabel('采用的理由（也作为对有关申请的答复）').fill('教师意见一致。');
  await confirm();
  await card.getByText(/已采用$/).waitFor();
  const { node } = await ask(
    page,
    `query ($id: ID!) { node(id: $id) { ... on Round { budget policy { rules { name figures } } } } }`,
    { id: round },
  );
  expect(node.budget).toBe(900_000);
  expect(node.policy.rules.find(({ name }: { name: string }) => name === 'tenure').figures).toMatchObject({
    years: 7,
  });
});

test('a scenario put aside is listed no more', async () => {
  const card = page.getByRole('region', { name: '满七年' });
  await card.getByRole('button', { name: /^放\s*弃$/ }).click();
  await confirm();
  await page.getByText('本轮次还没有情景').waitFor();
});

test('figures are published after the officer has seen them, and a stranger reads them', async () => {
  await page.goto('/public-figures');
  await settled(page);
  await page.getByRole('region', { name: '小学（预览）' }).waitFor();
  const { counties, publicFigures: before } = await ask(
    page,
    '{ counties { nodes { code } } publicFigures(county: "DEMO-YA") { version } }',
  );
  await page.getByRole('button', { name: /^公\s*布$/ }).click();
  await confirm();
  await page.getByText(`第 ${before.version + 1} 次，`).waitFor();

  const { page: stranger, context } = await openPage(browser);
  await stranger.goto(`/public/${counties.nodes[0].code}`);
  await stranger.getByRole('heading', { name: /教师配置公开数据/ }).waitFor();
  expect(await stranger.getByRole('table').first().getByRole('row').count()).toBeGreaterThan(10);
  await stranger.getByText(`第${before.version + 1}次`).waitFor();
  await context.close();
});

test('the pages have asked no other host, and complained of nothing', () => expect(found).toEqual([]));
