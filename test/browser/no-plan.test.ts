import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ask,
  faults,
  faultsInBothLanguages,
  newRound,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
  solving,
} from './browse.ts';
import { solvedIn } from './plans.ts';
import { keepThousand } from './rounds-to-show.ts';

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

test('where no plan exists, the page names the rules that clash, and whose decision it is', async () => {
  round = await newRound(page, '无解测试轮次');
  await keepThousand(page, round.id);
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

test('what is fixed by hand and in the way is left out with one click, as a scenario: there is a plan', async () => {
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Round { plans(first: 5) { nodes { id status } } } } }',
    { id: round.id },
  );
  const without = node.plans.nodes.find(({ status }: { status: string }) => status === 'INFEASIBLE');
  await page.goto(`/plans/${without.id}`);
  await settled(page);
  await page.getByRole('button', { name: '不计这些指定并求解' }).first().click();
  const dialog = page.getByRole('dialog', { name: '放宽后求解' });
  await dialog.getByLabel('情景名称').fill('不计二十七项指定');
  expect(await dialog.getByLabel('放宽依据的决定').count()).toBe(0);
  await dialog.getByRole('button', { name: '保存情景并求解' }).click();
  await page.getByRole('heading', { name: '求解完成' }).waitFor({ timeout: solving });
  await page.getByRole('link', { name: '查看方案' }).click();
  await page.getByText('没有更好的方案').waitFor();
  expect(found).toEqual([]);
});

test('pins beyond what one page of the API holds stand in the round, each to be released', async () => {
  await page.goto(`/rounds/${round.id}`);
  const rows = page.getByRole('region', { name: '手工指定' }).locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(1_000);
  const release = rows.last().getByRole('button', { name: /^取消指定：/ });
  await release.click();
  await expect.poll(() => rows.count()).toBe(999);
});

/** Two teachers of one subject, and a post of it that only one of them can take. */
async function twoForOnePost() {
  const { node } = await ask(
    page,
    `query ($id: ID!) { node(id: $id) { ... on Round { plans(first: 1) { nodes {
       moves(first: 100) { nodes { teacher { id } to { id } subject { code } } } } } } } }`,
    { id: round.id },
  );
  const moves: { teacher: { id: string }; to: { id: string }; subject: { code: string } | null }[] =
    node.plans.nodes[0].moves.nodes;
  for (const { teacher, to, subject } of moves) {
    const other = moves.find((one) => one.subject?.code === subject?.code && one.to.id !== to.id);
    if (subject === null || other === undefined) continue;
    const { county } = await ask(
      page,
      `query ($subject: String!) { county(code: "DEMO-YA") {
         gaps(first: 200, filter: { subjects: [$subject] }) { nodes { section { id } openings } } } }`,
      { subject: subject.code },
    );
    const gap = county.gaps.nodes.find(({ section }: { section: { id: string } }) => section.id === to.id);
    if (gap?.openings === 1)
      return [teacher, other.teacher].map(({ id }) => ({
        kind: 'MOVE',
        teacherId: id,
        sectionId: to.id,
        subject: subject.code,
      }));
  }
  throw new Error('No post that two could take.');
}

test('pins that contradict each other are named, and released together with one click', async () => {
  const pins = await twoForOnePost();
  const { id, version } = await newRound(page, '矛盾指定的轮次');
  const { pinTeachers } = await ask(
    page,
    'mutation ($id: ID!, $version: Int!, $pins: [PinInput!]!) { pinTeachers(roundId: $id, version: $version, pins: $pins) { __typename } }',
    { id, version, pins },
  );
  expect(pinTeachers).toEqual({ __typename: 'Round' });
  const plan = await solvedIn(page, id);
  await page.goto(`/plans/${plan.id}`);
  await settled(page);
  await page.getByText('相互冲突的指定：2 项').click();
  await page.getByRole('button', { name: '全部取消（2 项）' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '全部取消' }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('tooltip').getByRole('button', { name: '全部取消' }).click();
  await page.getByRole('button', { name: /^全部取消（/ }).waitFor({ state: 'detached' });
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Round { pins(first: 1) { totalCount } } } }',
    { id },
  );
  expect(node.pins.totalCount).toBe(0);
});

/** By it anybody goes anywhere, and posts that are left are filled again: minutes of work, where the county's own takes a second. */
async function policyLongToSolve(): Promise<string> {
  const { counties } = await ask(page, '{ counties { nodes { id } } }');
  const { addPolicy } = await ask(
    page,
    `mutation ($county: ID!, $rules: [RuleAssumption!]!) {
       addPolicy(countyId: $county, version: "long-to-solve", effectiveFrom: "2026-08-31", rules: $rules) {
         __typename ... on Policy { id } ... on Refusal { message } } }`,
    {
      county: counties.nodes[0].id,
      rules: [
        { rule: 'openings', figures: { backfill: true } },
        { rule: 'swap', level: 'POLICY' },
        { rule: 'cadre', figures: { rotation: true } },
        { rule: 'tenure', figures: { years: 3 } },
        ...['direction', 'outflow-cap', 'receiver-cap'].map((rule) => ({ rule, level: 'OFF' })),
      ],
    },
  );
  expect(addPolicy).toMatchObject({ __typename: 'Policy' });
  return addPolicy.id;
}

test('a solve that is cancelled says so, and leaves no plan', async () => {
  const policyId = await policyLongToSolve();
  const { id } = await newRound(page, '取消求解的轮次', { policyId });
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
