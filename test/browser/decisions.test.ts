import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ask,
  faultsInBothLanguages,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
} from './browse.ts';

let browser: Browser;
let page: Page;
let found: string[];

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const dialog = () => page.getByRole('dialog').last();

/** What is asked for where a request stands, as the gaps tell it. */
async function requestedFor(number: string): Promise<{ state: string; requested: number }> {
  const { county } = await ask(
    page,
    '{ county(code: "DEMO-YA") { requests(first: 200) { nodes { number state section { id stage school { id } } subject { code } } } } }',
  );
  const request = county.requests.nodes.find((one: { number: string }) => one.number === number);
  const { county: again } = await ask(
    page,
    `query ($school: ID!, $stage: Stage!, $subject: String!) { county(code: "DEMO-YA") {
       gaps(first: 1, filter: { schoolId: $school, stage: $stage, subjects: [$subject] }) { nodes { requested } } } }`,
    { school: request.section.school.id, stage: request.section.stage, subject: request.subject.code },
  );
  return { state: request.state, requested: again.gaps.nodes[0].requested };
}

test('a request is approved on its evidence, and counts among what is asked for; taken back, it waits again', async () => {
  await page.goto('/requests');
  await settled(page);
  const rows = page.getByRole('region', { name: '岗位申请' }).locator('tbody tr');
  const open = rows
    .filter({ has: page.getByRole('button') })
    .first()
    .getByRole('button')
    .first();
  const number = (await open.textContent()) ?? '';
  const before = await requestedFor(number);
  expect(before.state).toBe('SUBMITTED');
  await open.click();
  const drawer = page.getByRole('dialog', { name: `申请 ${number}` });
  await drawer.getByRole('region', { name: '需求依据' }).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await drawer.getByRole('button', { name: /^批\s*准$/ }).click();
  await dialog()
    .getByRole('button', { name: /^批\s*准$/ })
    .click();
  await page.getByText('已答复。').waitFor();
  const after = await requestedFor(number);
  expect(after).toEqual({ state: 'APPROVED', requested: before.requested + 1 });
  await page.goto('/requests?state=APPROVED');
  await settled(page);
  await page.getByRole('button', { name: number, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '收回答复' }).click();
  await dialog().getByLabel('理由').fill('测试后恢复');
  await dialog().getByRole('button', { name: '收回答复' }).click();
  await page.getByText('已答复。').first().waitFor();
  await expect.poll(async () => (await requestedFor(number)).state).toBe('SUBMITTED');
});

test('a refusal without a reason is not sent', async () => {
  await page.goto('/requests');
  await settled(page);
  await page
    .getByRole('region', { name: '岗位申请' })
    .locator('tbody tr')
    .first()
    .getByRole('button')
    .click();
  await page.getByRole('dialog').getByRole('button', { name: '不予批准' }).click();
  await dialog().getByRole('button', { name: '不予批准' }).click();
  expect(
    await dialog()
      .getByLabel('理由')
      .evaluate((field: HTMLTextAreaElement) => field.validity.valueMissing),
  ).toBe(true);
  await dialog()
    .getByRole('button', { name: /^取\s*消$/ })
    .click();
});

test('a month’s allowances are told with their arithmetic and approved once', async () => {
  await page.goto('/allowances');
  await settled(page);
  const list = page.getByRole('region', { name: /补助名单$/ });
  await list
    .getByRole('button', { name: /^看算式：/ })
    .first()
    .click();
  await list.getByText(/^当月\d+天，在岗\d+天：/).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await page.getByRole('button', { name: '审定本月' }).click();
  await dialog().getByRole('button', { name: '审定本月' }).click();
  await page.getByText('本月已审定，与现在的名单一致。').waitFor();
  expect(await page.getByRole('button', { name: '审定本月' }).count()).toBe(0);
  const month = /(\d{4}-\d{2}) 补助名单/.exec((await list.getAttribute('aria-label')) ?? '')?.[1];
  const { county } = await ask(
    page,
    'query ($month: String!) { county(code: "DEMO-YA") { allowances(month: $month) { ... on AllowanceList { area transport approvals { position area transport } } } } }',
    { month },
  );
  const { area, transport, approvals } = county.allowances;
  expect(approvals).toEqual([{ position: 0, area, transport }]);
});

test('nothing on these pages asks another host or complains', () => expect(found).toEqual([]));
