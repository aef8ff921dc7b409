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
import { openAs } from './logins.ts';
import { importRecruits, recruits } from './recruits.ts';
import { planTakenTo } from './steps-of-plans.ts';

/** Two recruits from the workbook to a final plan and out again; each test goes on where the one before it stopped. */
let browser: Browser;
let page: Page;
let found: string[];
let roundId: string;
let host: { readonly id: string; readonly name: string };

const { artist, uncertified } = recruits;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, found } = await openPage(browser));
  await signIn(page, 'hr-officer');
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(page, task.name))),
);
afterAll(() => browser.close());

const rowOf = ({ number }: { readonly number: string }) => page.getByRole('row', { name: number });

/** By API, as another officer would meanwhile. */
async function elsewhere(act: 'withdrawRecruit' | 'restoreRecruit', number: string): Promise<void> {
  const { counties } = await ask(
    page,
    'query ($search: String) { counties { nodes { recruits(filter: { search: $search }) { nodes { id version } } } } }',
    { search: number },
  );
  const [{ id, version }] = counties.nodes[0].recruits.nodes;
  const { done } = await ask(
    page,
    `mutation ($id: ID!, $version: Int!) { done: ${act}(recruitId: $id, version: $version, reason: "本人来电。") { __typename } }`,
    { id, version },
  );
  expect(done.__typename).toBe('Recruit');
}

test('the demo county’s recruits wait for the round of the autumn in which they arrive', async () => {
  await page.goto('/registry');
  await page.getByRole('tab', { name: '新聘教师' }).click();
  const rows = page.getByRole('row').filter({ hasText: '待安置' });
  await rows.first().waitFor();
  expect(await rows.count()).toBe(6);
  expect(await rows.filter({ hasText: '2027年8月20日' }).count()).toBe(6);
  expect(new URL(page.url()).search).toContain('tab=recruits');
});

test('whom a workbook brought waits, with subjects and days; a filter leaves some', async () => {
  await importRecruits(page);
  await page.reload();
  await rowOf(artist).getByText('待安置').waitFor();
  await rowOf(artist).getByText('小学 美术').waitFor();
  await rowOf(artist).getByText('2029年8月31日').waitFor();
  await rowOf(uncertified).getByText('应届毕业生').waitFor();
  await page.getByLabel('聘用类别').selectOption({ label: '特岗教师' });
  await rowOf(uncertified).waitFor({ state: 'detached' });
  await page.getByLabel('状态').selectOption({ label: '已到岗' });
  await page.getByRole('heading', { name: '没有符合条件的新聘教师' }).waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await rowOf(uncertified).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
});

test(
  'a plan tells beside its moves who of them goes where and why, and why somebody is left over',
  async () => {
    const planId = await planTakenTo('FINAL', browser, page, (await newRound(page, '新聘测试')).id);
    const { node } = await ask(
      page,
      'query ($id: ID!) { node(id: $id) { ... on Plan { round { id } placements { nodes { recruit { number } to { school { id name } } } } } } }',
      { id: planId },
    );
    const [placement] = node.placements.nodes;
    expect(placement.recruit.number).toBe(artist.number);
    host = placement.to.school;
    roundId = node.round.id;
    await page.goto('/registry?tab=recruits');
    await rowOf(uncertified)
      .getByRole('link', { name: /未安置/ })
      .waitFor();
    await rowOf(artist)
      .getByRole('link', { name: /拟安置/ })
      .click();
    await page.getByRole('tab', { name: '新聘教师 2', selected: true }).waitFor();
    const placed = page.getByRole('region', { name: '已安置 1 人' });
    const row = placed.getByRole('row', { name: artist.number });
    await row.getByText(new RegExp(`^到${host.name}小学部任教美术：`)).waitFor();
    expect(await placed.getByRole('row').count()).toBe(2);
    expect(await page.getByText(uncertified.name).count()).toBe(0);
    await page.getByLabel('姓名、拼音首字母或招聘编号').fill('');
    const left = page.getByRole('region', { name: '未安置 1 人' });
    await left
      .getByRole('row', { name: uncertified.number })
      .getByText(/没有该学科、学段的资格/)
      .waitFor();
    expect(await faultsInBothLanguages(page)).toEqual([]);
  },
  solving,
);

test('the principal of the school reads who comes by the published plan, and no other recruit', async () => {
  const principal = await openAs(browser, page, { role: 'PRINCIPAL', schoolId: host.id });
  await principal.page.goto(`/school?part=moves&round=${encodeURIComponent(roundId)}`);
  const coming = principal.page.getByRole('region', { name: '新聘教师来校 1 人' });
  await coming.getByRole('row', { name: artist.number }).getByText('小学 美术').waitFor();
  expect(await faultsInBothLanguages(principal.page)).toEqual([]);
  await principal.page.goto('/registry?tab=recruits');
  await settled(principal.page);
  await principal.page.getByRole('row', { name: artist.number }).waitFor();
  expect(await principal.page.getByText(uncertified.number).count()).toBe(0);
  expect(await principal.page.getByRole('button', { name: /^办理退出/ }).count()).toBe(0);
  expect(principal.found).toEqual([]);
  await principal.context.close();
});

test('somebody who was quicker is named, what was typed stays, and the recruit withdraws', async () => {
  await page.goto('/registry?tab=recruits');
  await page.getByRole('button', { name: `办理退出：${artist.name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('考取外县。');
  await elsewhere('withdrawRecruit', artist.number);
  await elsewhere('restoreRecruit', artist.number);
  await dialog.getByRole('button', { name: '办理退出' }).click();
  await dialog.getByRole('alert').getByRole('listitem').first().waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await dialog.getByRole('button', { name: '重新读取' }).click();
  expect(await dialog.getByLabel('理由').inputValue()).toBe('考取外县。');
  await dialog.getByRole('button', { name: '办理退出' }).click();
  await dialog.waitFor({ state: 'detached' });
  await rowOf(artist).getByText('已退出').waitFor();
  await rowOf(artist).getByRole('button', { name: '恢复待安置' }).waitFor();
  expect(await rowOf(artist).getByRole('button', { name: /退出/ }).count()).toBe(0);
});

test('and waits again once that is taken back', async () => {
  await page.getByRole('button', { name: `恢复待安置：${artist.name}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('本人仍愿来任教。');
  await dialog.getByRole('button', { name: '恢复待安置' }).click();
  await rowOf(artist).getByText('待安置', { exact: true }).waitFor();
});

test('all along, no other host was asked, nothing broke, nothing was complained of', () =>
  expect(found).toEqual([]));
