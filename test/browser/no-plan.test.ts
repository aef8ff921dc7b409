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

/** Each test goes on where the one before it stopped. */
let browser: Browser;
let page: Page;
let found: string[];
let round: { readonly id: string; readonly version: number };

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

/** Everyone fixed to stay, as far as one request goes: so many that the quota cannot be met. */
async function keepEveryone(page: Page, round: { id: string; version: number }) {
  const pins: object[] = [];
  for (let after: string | null = ''; after !== null && pins.length < 1_000; ) {
    const { counties } = await ask(
      page,
      `query ($after: String) { counties { nodes { teachers(first: 200, after: $after) {
         nodes { id } pageInfo { hasNextPage endCursor } } } } }`,
      { after: after === '' ? null : after },
    );
    const { nodes, pageInfo } = counties.nodes[0].teachers;
    for (const { id } of nodes) pins.push({ kind: 'STAY', teacherId: id });
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }
  await ask(
    page,
    'mutation ($id: ID!, $version: Int!, $pins: [PinInput!]!) { pinTeachers(roundId: $id, version: $version, pins: $pins) { ... on Round { id } } }',
    { ...round, pins: pins.slice(0, 1_000) },
  );
}

test('where no plan exists, the page names the rules that clash, and whose decision it is', async () => {
  round = await newRound(page, '无解测试轮次');
  await keepEveryone(page, round);
  await page.goto(`/rounds/${round.id}`);
  await page.getByRole('button', { name: '开始求解' }).click();
  await page.getByRole('link', { name: '查看方案' }).click({ timeout: solving });
  await settled(page);
  await page.getByRole('heading', { name: '互相冲突的规则' }).waitFor();
  const clash = await page.getByRole('listitem').allTextContents();
  expect(clash.some((rule) => rule.startsWith('交流比例'))).toBe(true);
  expect(clash.some((rule) => rule.includes('留任1000项'))).toBe(true);
  await page.getByText('这是最小的一组：没有规则更少的冲突。').waitFor();
  await page.getByRole('heading', { name: '可以放宽什么' }).waitFor();
  expect(await page.getByRole('tab').count()).toBe(0);
  expect(await faultsInBothLanguages(page)).toEqual([]);
  expect(found).toEqual([]);
});

test('a way out of the diagnosis is taken: by other figures, as a scenario, there is a plan', async () => {
  await page.getByRole('button', { name: '按此数值求解' }).first().click();
  const dialog = page.getByRole('dialog', { name: '放宽后求解' });
  const solve = dialog.getByRole('button', { name: '保存情景并求解' });
  expect(await solve.isDisabled()).toBe(true);
  await dialog.getByLabel('情景名称').fill('本年不足一成');
  await solve.click();
  await page.getByRole('heading', { name: '求解完成' }).waitFor({ timeout: solving });
  await page.getByRole('link', { name: '查看方案' }).click();
  await settled(page);
  await page.getByText('没有更好的方案').waitFor();
  await page.getByRole('tab', { name: /理由/ }).waitFor();
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Round { scenarios { name } } } }',
    { id: round.id },
  );
  expect(node.scenarios).toEqual([{ name: '本年不足一成' }]);
  expect(found).toEqual([]);
});

test('a solve that is cancelled says so, and leaves no plan', async () => {
  const { id } = await newRound(page, '取消求解的轮次');
  await page.goto(`/rounds/${id}`);
  await page.getByRole('button', { name: '开始求解' }).click();
  await page.getByRole('button', { name: '取消求解' }).click();
  await page.getByText('求解已取消，没有生成方案。').waitFor({ timeout: solving });
  expect(await page.getByRole('button', { name: '取消求解' }).count()).toBe(0);
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Round { plans(first: 1) { totalCount } solves(first: 1) { nodes { state } } } } }',
    { id },
  );
  expect(node).toEqual({ plans: { totalCount: 0 }, solves: { nodes: [{ state: 'CANCELLED' }] } });
  expect(found).toEqual([]);
});
