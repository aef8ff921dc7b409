import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openBrowser, openPage, settled, signIn, solving } from './browse.ts';
import { dayFromNow, openAs, openRoundFor } from './logins.ts';
import { sentBy } from './rounds-to-show.ts';
import { planTakenTo } from './steps-of-plans.ts';

let browser: Browser;
let officer: Awaited<ReturnType<typeof openPage>>;

beforeAll(async () => {
  browser = await openBrowser();
  officer = await openPage(browser);
  await signIn(officer.page, 'hr-officer');
});
afterAll(() => browser.close());

const phone = { width: 390, height: 844 };

/** Nothing stands out of the screen to the side. */
const fitsPhone = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** Teachers of town in a subject that a round has openings in, who are in no leading office. */
async function teacherOf(subject: string): Promise<string> {
  const { counties } = await ask(
    officer.page,
    `query ($subject: String!) { counties { nodes { teachers(first: 50, filter: { subject: $subject }) {
      nodes { id cadreRole subject { code } registered { place } } } } } }`,
    { subject },
  );
  const found = counties.nodes[0].teachers.nodes.find(
    (one: { cadreRole: string | null; subject: { code: string } | null; registered: { place: string } }) =>
      one.cadreRole === null && one.subject?.code === subject && one.registered.place === 'URBAN',
  );
  return found.id;
}

test('a teacher sets wishes before the window closes and reads how they stand, and is refused once it has closed', async () => {
  const round = await openRoundFor(officer.page, '意愿测试', ['WISHES']);
  const teacherId = await teacherOf('music');
  const { page, found, context } = await openAs(browser, officer.page, { role: 'TEACHER', teacherId });
  await page.setViewportSize(phone);
  await page.goto(`/me?part=wishes&round=${encodeURIComponent(round.id)}`);
  const wishes = page.getByRole('region', { name: '我的意愿' });
  const wanted = page.getByRole('region', { name: '哪里需要您的学科' });
  const offers = wanted.getByRole('button', { name: /^添加到意愿：/ });
  await offers.first().waitFor();
  const first = ((await offers.first().getAttribute('aria-label')) ?? '').replace('添加到意愿：', '');
  await offers.first().click();
  const second = ((await offers.first().getAttribute('aria-label')) ?? '').replace('添加到意愿：', '');
  await offers.first().click();
  const listed = () =>
    wishes.getByRole('listitem').locator('span:nth-child(2):not([aria-hidden])').allTextContents();
  expect(await listed()).toEqual([first, second]);
  await wishes.getByRole('button', { name: `上移：${second}` }).press('Enter');
  expect(await listed()).toEqual([second, first]);
  await wishes.getByLabel('我自愿参加交流').check();
  await wishes.getByRole('button', { name: '保存意愿' }).click();
  await wishes.getByText('已保存', { exact: true }).waitFor();
  const chances = page.getByRole('region', { name: '已保存意愿的机会' });
  await chances
    .getByText(/空岗\d+个，\d+人填报（含您）/)
    .first()
    .waitFor();
  await chances.getByText(`1. ${second}`).first().waitFor();
  expect(await fitsPhone(page)).toBe(true);

  const { setRoundWindow } = await ask(
    officer.page,
    `mutation ($id: ID!, $version: Int!, $window: WindowInput!) {
      setRoundWindow(roundId: $id, version: $version, window: $window, reason: "提前截止") {
        __typename ... on Refusal { message } } }`,
    {
      id: round.id,
      version: round.version,
      window: { kind: 'WISHES', from: dayFromNow(-2), until: dayFromNow(-1) },
    },
  );
  expect(setRoundWindow).toEqual({ __typename: 'Round' });
  await wishes.getByRole('button', { name: `上移：${first}` }).click();
  await wishes.getByRole('button', { name: '保存意愿' }).click();
  await wishes
    .getByRole('alert')
    .getByText(new RegExp(dayFromNow(-1)))
    .waitFor();
  expect(await listed()).toEqual([first, second]);
  await page.reload();
  await page.getByText(/今天不能修改/).waitFor();
  expect(await page.getByRole('button', { name: '保存意愿' }).count()).toBe(0);
  expect(found).toEqual([]);
  await context.close();
}, 120_000);

test('a teacher asks for a wrong day to be mended, and reads on the record that it was', async () => {
  const teacherId = await teacherOf('pe');
  const { page, found, context } = await openAs(browser, officer.page, { role: 'TEACHER', teacherId });
  await page.setViewportSize(phone);
  await page.goto('/me?part=record');
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Teacher { teachingSince } } }',
    {
      id: teacherId,
    },
  );
  const form = page.getByRole('form', { name: '申请更正' });
  await form.getByLabel('哪一项有误').selectOption('TEACHING_SINCE');
  // Earlier, as nobody serves in a school before they teach.
  const right = node.teachingSince.replace(/-\d\d-\d\d$/, '-01-15');
  await form.getByLabel('正确的内容').fill(right);
  await form.getByLabel('依据').fill('以聘用合同为准。');
  await form.getByRole('button', { name: '提交更正申请' }).click();
  const asked = page.getByRole('region', { name: '信息更正' }).getByRole('listitem').first();
  await asked.getByText('待答复').waitFor();
  const answer = async (accepted: boolean) => {
    const found = await ask(
      officer.page,
      '{ counties { nodes { corrections(first: 1) { nodes { id version teacher { id } } } } } }',
    );
    const [correction] = found.counties.nodes[0].corrections.nodes;
    expect(correction.teacher.id).toBe(teacherId);
    return ask(
      officer.page,
      `mutation ($id: ID!, $version: Int!, $accepted: Boolean!) {
        answerCorrection(correctionId: $id, version: $version, accepted: $accepted, answer: "已按合同更正。") {
          __typename ... on Refusal { message } } }`,
      { id: correction.id, version: correction.version, accepted },
    );
  };
  expect((await answer(true)).answerCorrection).toEqual({ __typename: 'Correction' });
  await page.reload();
  await asked.getByText(/已按合同更正。/).waitFor();
  const after = await ask(page, 'query ($id: ID!) { node(id: $id) { ... on Teacher { teachingSince } } }', {
    id: teacherId,
  });
  expect(after.node.teachingSince).toBe(right);
  expect(await fitsPhone(page)).toBe(true);
  expect(found).toEqual([]);
  await context.close();
}, 120_000);

test(
  'a teacher on a phone reads why she is chosen, objects, and reads the answer',
  async () => {
    const { plan, teacherId } = await publishedPlan();
    const { page, found, context } = await openAs(browser, officer.page, { role: 'TEACHER', teacherId });
    await page.setViewportSize(phone);
    await page.goto('/me');
    await page
      .getByRole('region', { name: '待办事项' })
      .getByText(/公示名单拟安排您/)
      .first()
      .waitFor();
    await page.goto('/me?part=plans');
    await settled(page);
    const { node } = await ask(
      page,
      'query ($id: ID!, $plan: ID!) { node(id: $id) { ... on Teacher { reasons(first: 1, planId: $plan) { nodes { outcome words { zh } } } } } }',
      { id: teacherId, plan: plan.id },
    );
    const [reason] = node.reasons.nodes;
    expect(reason.outcome).toBe('MOVES');
    const sheet = page.getByRole('article').filter({ hasText: plan.round.name });
    await sheet.getByText(reason.words.zh).waitFor();
    await sheet.getByLabel('异议内容').fill('家中老人由我一人照护，名单没有计入。');
    await sheet.getByRole('button', { name: '提交异议' }).click();
    await sheet.getByText('待答复').waitFor();
    expect(await sheet.getByLabel('异议内容').count()).toBe(0);
    const { round } = await ask(
      officer.page,
      'query ($id: ID!) { round: node(id: $id) { ... on Round { objections(first: 1) { nodes { id version } } } } }',
      { id: plan.round.id },
    );
    const [objection] = round.objections.nodes;
    const { answerObjection } = await ask(
      officer.page,
      `mutation ($id: ID!, $version: Int!) { answerObjection(objectionId: $id, version: $version, upheld: false, text: "未提交照护证明，暂不采纳。") {
      __typename ... on Refusal { message } } }`,
      { id: objection.id, version: objection.version },
    );
    expect(answerObjection).toEqual({ __typename: 'Objection' });
    await page.reload();
    await sheet.getByText(/未提交照护证明，暂不采纳。/).waitFor();
    await sheet.getByText('未采纳').waitFor();
    expect(await fitsPhone(page)).toBe(true);
    expect(found).toEqual([]);
    await context.close();
  },
  solving + 120_000,
);

/** A plan of a round of its own that is out as the provisional list, and somebody whom it sends. */
async function publishedPlan() {
  const { page } = officer;
  const round = await openRoundFor(page, '公示测试', []);
  const id = await planTakenTo('PROVISIONAL', browser, page, round.id);
  return { plan: { id, round }, teacherId: await sentBy(page, id) };
}
