import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faultsInBothLanguages, follow, newRound, openBrowser, openPage, settled, signIn } from './browse.ts';
import { solvedIn } from './plans.ts';

/** A round with a plan that is not published, as an officer made it. */
let browser: Browser;
let round: string;
let plan: string;
let opened: Awaited<ReturnType<typeof openPage>>[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  const { page, context } = await openPage(browser);
  await signIn(page, 'hr-officer');
  ({ round, plan } = await newPlan(page));
  await context.close();
});
afterEach(async () => {
  for (const { context } of opened) await context.close();
  opened = [];
});
afterAll(() => browser.close());

async function newPlan(page: Page) {
  const { id: roundId } = await newRound(page, '角色测试轮次');
  const { id } = await solvedIn(page, roundId);
  return { round: roundId, plan: id };
}

/** Signed in as `role`, on the first page that role gets. */
async function as(role: string) {
  const reader = await openPage(browser);
  opened.push(reader);
  await signIn(reader.page, role);
  await settled(reader.page);
  return reader;
}

const menu = (page: Page) =>
  page.getByRole('navigation', { name: '主菜单' }).getByRole('link').allTextContents();

async function seesNoPage(page: Page, path: string) {
  await page.goto(path);
  await page.getByRole('heading', { name: '没有这个页面' }).first().waitFor();
}

test('a teacher sees the own record, and neither gaps nor plans that are not published', async () => {
  const { page, found } = await as('teacher');
  await page.getByRole('heading', { name: '我的情况' }).waitFor();
  expect(await menu(page)).toEqual(['我的情况', '我的账号']);
  const name = await page.locator('.who span').first().textContent();
  await page.getByText(`${name} (`).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await page.goto('/me?part=plans');
  await settled(page);
  expect(await page.getByText('角色测试轮次').count()).toBe(0);
  for (const path of ['/gaps', '/import', `/plans/${plan}`, `/compare?a=${plan}&b=${plan}`])
    await seesNoPage(page, path);
  expect(found).toEqual([]);
});

test('a principal sees the gaps of the own school alone', async () => {
  const { page, found } = await as('principal');
  await page.getByRole('heading', { name: '今日待办' }).waitFor();
  expect(await menu(page)).toEqual([
    '今日待办',
    '我的学校',
    '教师与学校',
    '学科缺口',
    '岗位申请',
    '轮次与方案',
    '政策与规则',
    '我的账号',
  ]);
  await follow(page, '学科缺口');
  await page.getByRole('table').locator('tbody th').first().waitFor();
  const school = (await page.getByRole('banner').locator('.place').textContent()) ?? '';
  const rows = await page.getByRole('table').locator('tbody th').allTextContents();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => !row.startsWith(school))).toEqual([]);
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await page.goto(`/rounds/${round}`);
  await page.getByText('方案公布后，您会在这里看到与您有关的内容。').waitFor();
  expect(await page.getByRole('button', { name: '开始求解' }).count()).toBe(0);
  for (const path of ['/import', `/plans/${plan}`]) await seesNoPage(page, path);
  expect(found).toEqual([]);
});

test.each(['inspector', 'province-officer'])(
  'a reader of the county (%s) reads plans and changes nothing',
  async (role) => {
    const { page, found } = await as(role);
    const seen = await menu(page);
    const ofProvince = ['全省求解', '账号'];
    expect(seen.filter((place) => !ofProvince.includes(place))).toEqual([
      '今日待办',
      '教师与学校',
      '学科缺口',
      '轮次与方案',
      '异议',
      '情景比较',
      '多年展望',
      '交流在岗',
      '补助发放',
      '均衡指标',
      '整改清单',
      '督导材料',
      '方案核验',
      '政策与规则',
      '操作记录',
      '我的账号',
    ]);
    for (const place of ofProvince) expect(seen.includes(place)).toBe(role === 'province-officer');
    await page.goto(`/rounds/${round}`);
    await page.getByRole('region', { name: '方案' }).waitFor();
    expect(await page.getByRole('button', { name: '开始求解' }).count()).toBe(0);
    await page.goto(`/plans/${plan}`);
    const moves = page.getByRole('region', { name: '调动名单' });
    await moves.waitFor();
    expect(await moves.getByRole('button', { name: /^(固定|禁止|留任)/ }).count()).toBe(0);
    expect(await page.getByRole('button', { name: '重新求解' }).count()).toBe(0);
    expect(await faultsInBothLanguages(page)).toEqual([]);
    await seesNoPage(page, '/import');
    expect(found).toEqual([]);
  },
);
