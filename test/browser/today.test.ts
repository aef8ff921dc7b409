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
} from './browse.ts';

/** A round of its own, in which a window is set to be past. */
let browser: Browser;
let page: Page;
let found: string[];
let round: { id: string; version: number };
const name = `待办测试轮次 ${Date.now()}`;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
  round = await newRound(page, name);
  await page.goto('/today');
  await settled(page);
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const calendar = () => page.getByRole('region', { name: `年度日程：${name}` });

test('a window of a round is set where the day begins, and shows in the strip of the year', async () => {
  const set = calendar().getByRole('button', { name: '调整时段：方案编制' });
  if ((await set.count()) > 0) await set.click();
  else await calendar().getByLabel('增设时段').selectOption('方案编制');
  const form = page.getByRole('form', { name: '调整时段：方案编制' });
  await form.getByLabel('第一天').fill('2026-06-01');
  await form.getByLabel('最后一天').fill('2026-06-10');
  await form.getByLabel(/^理由/).fill('补录日程');
  await form.getByRole('button', { name: '保存时段' }).click();
  await form.waitFor({ state: 'detached' });
  const row = calendar().getByRole('row').filter({ hasText: '方案编制' });
  await expect.poll(() => row.textContent()).toContain('2026年6月1日');
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test('what is late leads to its round, with the day since', async () => {
  await page.reload();
  await settled(page);
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Round { alarms { code since } } } }',
    { id: round.id },
  );
  expect(node.alarms).toContainEqual({ code: 'no-plan-submitted', since: '2026-06-11' });
  const late = page.getByRole('table').filter({ hasText: '还没有方案提交审批' });
  await late.locator(`a[href^="/rounds/"]`).first().waitFor();
  expect(found).toEqual([]);
});

test('where a second officer was quicker, the window is read again and what was typed stays', async () => {
  await calendar().getByRole('button', { name: '调整时段：方案编制' }).click();
  const form = page.getByRole('form', { name: '调整时段：方案编制' });
  await form.getByLabel('最后一天').fill('2026-06-12');
  await form.getByLabel(/^理由/).fill('延长两天');
  const { node } = await ask(page, 'query ($id: ID!) { node(id: $id) { ... on Round { version } } }', {
    id: round.id,
  });
  await ask(
    page,
    `mutation ($id: ID!, $version: Int!) { setRoundWindow(roundId: $id, version: $version, reason: "x",
      window: { kind: PLAN, from: "2026-06-02", until: "2026-06-10" }) { __typename } }`,
    { id: round.id, version: node.version },
  );
  await form.getByRole('button', { name: '保存时段' }).click();
  await form.getByRole('alert').waitFor();
  await form.getByRole('button', { name: '重新读取' }).click();
  expect(await form.getByLabel('最后一天').inputValue()).toBe('2026年6月12日');
  await expect
    .poll(
      async () => {
        await form
          .getByRole('button', { name: '保存时段' })
          .click({ timeout: 5_000 })
          .catch(() => undefined);
        return form.count();
      },
      { timeout: 20_000 },
    )
    .toBe(0);
});
