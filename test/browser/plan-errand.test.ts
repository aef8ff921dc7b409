import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ownServer } from './address.ts';
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

/**
 * A round from the first solve to the final list, with everybody who has a hand in it; each test goes on where the one before
 * it stopped.
 */
let browser: Browser;
let officer: Page;
let approver: Page;
let teacher: Page;
let found: string[];
/** The plan that goes all the way. */
let plan: string;

beforeAll(async () => {
  browser = await openBrowser();
  const reader = await openPage(browser);
  officer = reader.page;
  found = reader.found;
  await signIn(officer, 'hr');
  approver = (await openPage(browser)).page;
  await signIn(approver, 'approver');
  teacher = (await openPage(browser)).page;
  await signIn(teacher, 'teacher');
}, 300_000);
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => void (await pictureOfFailure(officer, task.name))),
);
afterAll(() => browser.close());

/** Objections are heard these days, before the moves take effect. */
const daysFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const autumn = new Date().getFullYear() + 1;
const nextYear = { schoolYear: autumn, effective: `${autumn}-09-01` };

const idIn = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
const stateOf = async (id: string) => {
  const { node } = await ask(officer, 'query ($id: ID!) { node(id: $id) { ... on Plan { state } } }', { id });
  return node.state;
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** The first who is sent somewhere: who comes home does so unasked. */
const sent = () =>
  officer
    .getByRole('region', { name: '调动名单' })
    .locator('tbody tr')
    .filter({ hasNotText: '期满返回' })
    .first();
/** Confirms the step asked for in the dialog. */
const confirm = async (page: Page, name: string | RegExp) => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name }).click();
  await dialog.waitFor({ state: 'hidden' });
};

test('a round is solved, a teacher kept, the round solved again, and both plans compared', async () => {
  const { id } = await newRound(officer, '全程测试轮次', {
    ...nextYear,
    windows: [{ kind: 'OBJECTIONS', from: daysFromNow(-1), until: daysFromNow(10) }],
  });
  const first = await solvedIn(officer, id);
  await officer.goto(`/plans/${first.id}`);
  const row = sent();
  const name = (await row.getByRole('button').first().textContent()) ?? '';
  await row.getByRole('button', { name: `留任：${name}不调动` }).click();
  await officer.getByText('有 1 项手工指定是在本方案之后作出的').waitFor();
  // Beside what is fixed, a school may still be forbidden; what is taken back is offered again.
  const ban = row.getByRole('button', { name: `禁止：${name}不去` });
  await ban.click();
  await row.getByRole('button', { name: /^已禁止/ }).click();
  await ban.waitFor();
  await row.getByRole('button', { name: /^已留任/ }).waitFor();
  await button(officer, '重新求解').click();
  await officer.getByRole('link', { name: '查看方案' }).click({ timeout: solving });
  await settled(officer);
  plan = idIn(officer);
  await officer.goto(`/compare?a=${first.id}&b=${plan}`);
  const people = officer.getByRole('region', { name: '调动差异' });
  expect(await people.getByRole('row').filter({ hasText: name }).textContent()).toMatch(/不调动/);
  await officer.getByRole('region', { name: /^差异系数对照/ }).waitFor();
  expect(await officer.getByRole('region', { name: '人数、空缺与经费' }).textContent()).toMatch(/津补贴/);
});

test('a line of the map chosen in its table shows who goes that way', async () => {
  await officer.goto(`/plans/${plan}?tab=map`);
  const flows = officer.getByRole('region', { name: '学校之间的流向' });
  const chosen = flows.getByRole('button').first();
  const people = Number(await chosen.textContent());
  await chosen.press('Enter');
  const rows = officer.getByRole('region', { name: '调动名单' }).locator('tbody tr');
  await expect.poll(() => rows.count()).toBe(people);
  expect(officer.url()).toContain('flow=');
});

test('placed by hand from the keyboard, a plan of its own tells at once what that does; taken back, it says so', async () => {
  await officer.goto(`/plans/${plan}`);
  const hand = sent().getByRole('button', { name: /^把.+移到/ });
  await hand.focus();
  await officer.keyboard.press('Enter');
  const drawer = officer.getByRole('dialog');
  await drawer.getByLabel('安排到').selectOption('留在原校，不调动');
  await drawer.getByLabel('理由（可不填）').fill('家中有事');
  await button(officer, '这样安排').click();
  const panel = officer.getByRole('region', { name: '手工调整', exact: true });
  await panel.getByRole('status').filter({ hasText: '留任' }).first().waitFor();
  const made = idIn(officer);
  expect(made).not.toBe(plan);
  expect(await panel.getByRole('list').first().textContent()).toMatch(/变差|改善/);
  await panel
    .getByRole('region', { name: '指标的变化' })
    .or(panel.getByText('各项均衡指标没有变化。'))
    .waitFor();
  expect(await faultsInBothLanguages(officer)).toEqual([]);
  await button(officer, '撤销上一步').click();
  await panel.getByText(/^手工调整记录/).click();
  await panel.getByText('已撤销').waitFor();
  const { node } = await ask(
    officer,
    'query ($id: ID!, $made: ID!) { node(id: $id) { ... on Plan { moved } } made: node(id: $made) { ... on Plan { moved } } }',
    { id: plan, made },
  ).then(({ node, made: other }) => ({ node: [node.moved, other.moved] }));
  expect(node[0]).toBe(node[1]);
});

test('dragged onto an open post, the teacher is asked about there', async () => {
  await officer.goto(`/plans/${plan}`);
  const grip = sent().locator('.hand-grip');
  await grip.hover();
  await officer.mouse.down();
  await officer.mouse.move(600, 500, { steps: 5 });
  const target = officer.getByRole('complementary', { name: '拖到这里：' }).getByRole('listitem').nth(1);
  await target.hover();
  await target.hover();
  await officer.mouse.up();
  const drawer = officer.getByRole('dialog');
  await drawer.getByRole('listbox', { name: '安排到' }).waitFor();
  expect(await drawer.getByRole('listbox', { name: '安排到' }).inputValue()).toContain('~');
  await drawer.getByRole('button', { name: /^取\s*消$/ }).click();
});

test('of two officers on one version one wins; the other is told who and what, reads again and has lost nothing', async () => {
  await officer.goto(`/plans/${plan}`);
  await approver.goto(`/plans/${plan}`);
  await approver.getByRole('button', { name: /^作\s*废$/ }).click();
  await approver.getByLabel('理由（必填）').fill('另有安排');
  await button(officer, '提交审批').click();
  expect(await faults(officer)).toEqual([]);
  await confirm(officer, '提交审批');
  await approver
    .getByRole('dialog')
    .getByRole('button', { name: /^作\s*废$/ })
    .click();
  const conflict = approver.getByRole('dialog').getByRole('alert').filter({ hasText: '人事科' });
  await conflict.waitFor();
  expect(await conflict.textContent()).toContain('提交');
  expect(await stateOf(plan)).toBe('SUBMITTED');
  await conflict.getByRole('button', { name: '重新读取' }).click();
  expect(await approver.getByLabel('理由（必填）').inputValue()).toBe('另有安排');
  await approver
    .getByRole('dialog')
    .getByRole('button', { name: /^取\s*消$/ })
    .click();
});

test('who submitted it is told why they cannot approve it; somebody else approves', async () => {
  await officer.reload();
  await officer.getByText('暂不能批准：').waitFor();
  expect(await officer.getByRole('button', { name: /^批\s*准$/ }).isDisabled()).toBe(true);
  await approver.reload();
  await approver.getByRole('button', { name: /^批\s*准$/ }).click();
  await confirm(approver, /^批\s*准$/);
  await expect.poll(() => stateOf(plan)).toBe('APPROVED');
});

test('published, it is out for everybody, and the history tells who did what', async () => {
  await officer.reload();
  await officer.getByRole('button', { name: /^公\s*示$/ }).click();
  await confirm(officer, /^公\s*示$/);
  await expect.poll(() => stateOf(plan)).toBe('PROVISIONAL');
  await officer.getByText('办理经过：谁在何时做了什么').click();
  const deeds = officer.getByRole('region', { name: '办理进度' }).getByRole('listitem');
  await deeds.filter({ hasText: '分管局领导 批准' }).waitFor();
  await deeds.filter({ hasText: '人事科 提交审批' }).waitFor();
  expect(await faultsInBothLanguages(officer)).toEqual([]);
});

test('a list with an objection that waits goes on by a named decision alone', async () => {
  const { viewer } = await ask(teacher, '{ viewer { grants { teacher { id } } } }');
  const about = viewer.grants.find((grant: { teacher: object | null }) => grant.teacher).teacher.id;
  const { submitObjection } = await ask(
    teacher,
    `mutation ($plan: ID!, $teacher: ID!) { submitObjection(planId: $plan, teacherId: $teacher, text: "家有老人需照顾，请予复核。") {
       ... on Objection { id } ... on Refusal { message } } }`,
    { plan, teacher: about },
  );
  expect(submitObjection.id).toBeTruthy();
  await officer.reload();
  await officer.getByRole('button', { name: /^定\s*稿$/ }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('button', { name: /^定\s*稿$/ }).click();
  await dialog.getByRole('alert').filter({ hasText: '还有1件异议未答复' }).waitFor();
  await dialog.getByLabel('文号').waitFor();
  expect(await faults(officer)).toEqual([]);
  expect(await dialog.getByRole('button', { name: '按此决定定稿' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: /^取\s*消$/ }).click();
});

test('the objection is answered with reasons, which the teacher reads', async () => {
  await officer.getByRole('link', { name: '异议', exact: true }).click();
  await officer.getByText('待答复 1 件。').waitFor();
  await officer.getByRole('button', { name: /^查看异议/ }).click();
  const drawer = officer.getByRole('dialog');
  await drawer.getByText('家有老人需照顾，请予复核。').waitFor();
  await drawer.getByRole('link', { name: '打开本人的理由告知书' }).waitFor();
  expect(await faultsInBothLanguages(officer)).toEqual([]);
  await drawer.getByLabel('不支持').check();
  await drawer.getByLabel('答复及理由').fill('经复核，安排符合规定。');
  await drawer.getByRole('button', { name: '送出答复' }).click();
  await officer.getByRole('tooltip').getByRole('button', { name: '送出答复' }).click();
  await drawer.getByText('经复核，安排符合规定。').waitFor();
  const { node } = await ask(
    teacher,
    'query ($id: ID!) { node(id: $id) { ... on Plan { round { objections(first: 1) { nodes { state answer } } } } } }',
    { id: plan },
  );
  expect(node.round.objections.nodes).toEqual([{ state: 'REFUSED', answer: '经复核，安排符合规定。' }]);
});

test('before the days for objections are over the list is made final by a named decision, which stands on it', async () => {
  await officer.goto(`/plans/${plan}`);
  await officer.getByRole('button', { name: /^定\s*稿$/ }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByRole('button', { name: /^定\s*稿$/ }).click();
  await dialog.getByRole('alert').filter({ hasText: '尚未结束' }).waitFor();
  await dialog.getByLabel('决定人').fill('县教育局党组');
  await dialog.getByLabel('文号').fill('远教发〔2026〕7号');
  await dialog.getByLabel('决定理由').fill('时间所限');
  await confirm(officer, '按此决定定稿');
  await officer.getByText('县教育局党组决定（远教发〔2026〕7号）：时间所限').waitFor();
  await expect.poll(() => stateOf(plan)).toBe('FINAL');
  expect(await officer.getByRole('button', { name: /^定\s*稿$/ }).count()).toBe(0);
});

test('all along, no other host was asked, nothing broke, nothing was complained of', () =>
  expect(found).toEqual([]));

test('a server restarted in mid-solve: the page goes on by itself, to the plan', async () => {
  const { id } = await newRound(officer, '重启测试轮次');
  await officer.goto(`/rounds/${id}`);
  await button(officer, '开始求解').click();
  await officer.getByRole('progressbar').waitFor();
  await ownServer().restart();
  await officer.getByRole('heading', { name: '求解完成' }).waitFor({ timeout: solving });
  await officer.getByRole('link', { name: '查看方案' }).click();
  await officer.getByText('没有更好的方案').waitFor();
}, 400_000);
