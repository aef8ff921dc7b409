import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ask,
  faultsInBothLanguages,
  newRound,
  openBrowser,
  openPage,
  settled,
  signIn,
  solving,
} from './browse.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
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
  const { page, found } = await openPage(browser);
  await signIn(page, 'hr-officer');
  const round = await newRound(page, '无解测试轮次');
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
