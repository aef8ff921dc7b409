import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ownServer } from './address.ts';
import {
  ask,
  faults,
  faultsInBothLanguages,
  follow,
  newRound,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
  solving,
} from './browse.ts';
import { dayFromNow } from './logins.ts';

/**
 * From a file with a fault to the final list on paper, with everybody who has a hand in it; each test goes on where the one before
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

/** What is published these days is heard before its moves take effect. */
/** Two of these errands may share a server. */
const stamp = String(Date.now());
const round = `全程测试轮次 ${stamp}`;
const autumn = new Date().getFullYear() + 1;

const idIn = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
const stateOf = async (id: string) => {
  const { node } = await ask(officer, 'query ($id: ID!) { node(id: $id) { ... on Plan { state } } }', { id });
  return node.state;
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
/** Who is sent somewhere: who comes home does so unasked. */
const sent = () =>
  officer.getByRole('region', { name: '调动名单' }).locator('tbody tr').filter({ hasNotText: '期满返回' });
const nameIn = async (row: Locator) => (await row.getByRole('button').first().textContent()) ?? '';
/** Starts a solve by its button, and follows it to the plan. */
const solve = async (name: string) => {
  await button(officer, name).click();
  await officer.getByRole('link', { name: '查看方案' }).click({ timeout: solving });
  await settled(officer);
  await sent().first().waitFor();
};
/** Pins whom a row is about, by its button; answers whom, and the school that the button names. */
const pinned = async (row: Locator, kind: string, school: RegExp) => {
  const name = await nameIn(row);
  const pin = row.getByRole('button', { name: `${kind}：${name}` });
  const words = (await pin.getAttribute('aria-label')) ?? '';
  await pin.click();
  await row.getByRole('button', { name: new RegExp(`^已${kind}`) }).waitFor();
  return { name, school: school.exec(words)?.[1] ?? '' };
};
/** By name of the teacher, the school a plan sends them to. */
const movesOf = async (id: string): Promise<ReadonlyMap<string, string>> => {
  const { node } = await ask(
    officer,
    'query ($id: ID!) { node(id: $id) { ... on Plan { moves(first: 200) { nodes { teacher { name } to { school { name } } } } } } }',
    { id },
  );
  return new Map(
    node.moves.nodes.map(
      ({ teacher: who, to }: { teacher: { name: string }; to: { school: { name: string } } }) => [
        who.name,
        to.school.name,
      ],
    ),
  );
};
/** On the page of a round: all its plans are picked, and set side by side. */
const compareAll = async (count: number) => {
  const boxes = officer.getByRole('checkbox', { name: /^选入对比/ });
  await expect.poll(() => boxes.count()).toBe(count);
  for (const box of await boxes.all()) await box.check();
  await officer.getByRole('link', { name: '对比所选方案' }).click();
  await officer.getByRole('region', { name: '调动差异' }).first().waitFor();
};
/** Confirms the step asked for in the dialog. */
const confirm = async (page: Page, name: string | RegExp) => {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name }).click();
  await dialog.waitFor({ state: 'hidden' });
};

test('a file with a fault writes nothing; mended, it is imported', async () => {
  const file = (place: string) => ({
    name: '学校.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`学校代码,学校名称,所在地\n${stamp.slice(-9)},全程小学${stamp},${place}\n`),
  });
  const field = officer.getByLabel('选择文件', { exact: true });
  await follow(officer, '导入数据');
  await field.setInputFiles(file('月球'));
  await button(officer, '预览改动').click();
  await officer.getByRole('alert').filter({ hasText: '1 处错误' }).waitFor();
  expect(await button(officer, '确认导入').count()).toBe(0);
  await field.setInputFiles(file('村小'));
  await button(officer, '预览改动').click();
  await officer.getByText('确认后将新增 1 条、修改 0 条').waitFor();
  await button(officer, '确认导入').click();
  await officer.getByText('已导入：新增 1 条，修改 0 条。').waitFor();
});

test('a round is solved; one teacher is kept, one fixed, one forbidden, and it is solved around them', async () => {
  // By API, as its year is one day here: only objections have their days. The form is filled in by the errand of an officer.
  const { id } = await newRound(officer, round, {
    schoolYear: autumn,
    effective: `${autumn}-09-01`,
    windows: [{ kind: 'OBJECTIONS', from: dayFromNow(-1), until: dayFromNow(10) }],
  });
  await officer.goto(`/rounds/${id}`);
  await officer.getByText('还没有方案').waitFor();
  await solve('开始求解');
  const kept = await nameIn(sent().nth(0));
  await sent()
    .nth(0)
    .getByRole('button', { name: `留任：${kept}不调动` })
    .click();
  await officer.getByText('有 1 项手工指定是在本方案之后作出的').waitFor();
  // Beside what is fixed, a school may still be forbidden; what is taken back is offered again.
  const ban = sent()
    .nth(0)
    .getByRole('button', { name: `禁止：${kept}不去` });
  await ban.click();
  await sent()
    .nth(0)
    .getByRole('button', { name: /^已禁止/ })
    .click();
  await ban.waitFor();
  await sent()
    .nth(0)
    .getByRole('button', { name: /^已留任/ })
    .waitFor();
  const fixed = await pinned(sent().nth(1), '固定', /去(.+)$/);
  const forbidden = await pinned(sent().nth(2), '禁止', /不去(.+)$/);
  await officer.getByText('有 3 项手工指定是在本方案之后作出的').waitFor();
  await solve('重新求解');
  plan = idIn(officer);
  const moves = await movesOf(plan);
  expect(moves.get(kept)).toBeUndefined();
  expect(moves.get(fixed.name)).toBe(fixed.school);
  expect(moves.get(forbidden.name)).not.toBe(forbidden.school);

  await officer.getByRole('link', { name: round }).click();
  await compareAll(2);
  const people = officer.getByRole('region', { name: '调动差异' });
  expect(await people.getByRole('row').filter({ hasText: kept }).textContent()).toMatch(/不调动/);
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
  const hand = sent()
    .first()
    .getByRole('button', { name: /^把.+移到/ });
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
  const grip = sent().first().locator('.hand-grip');
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
  await drawer.getByRole('button', { name: '这样安排', exact: true }).click();
  const panel = officer.getByRole('region', { name: '手工调整', exact: true });
  await panel
    .getByRole('status')
    .filter({ hasText: /由到.+改为到/ })
    .first()
    .waitFor();
  expect(idIn(officer)).not.toBe(plan);
  expect(await faults(officer)).toEqual([]);
});

test('four plans stand side by side, each with its figures, the first of them set against the others', async () => {
  await follow(officer, '轮次与方案');
  await officer.getByRole('link', { name: round }).click();
  await compareAll(4);
  const figures = officer.getByRole('region', { name: '人数、空缺与经费' });
  expect(await figures.getByRole('columnheader').count()).toBe(5);
  expect(await faultsInBothLanguages(officer)).toEqual([]);
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

test('a teacher reads the own reason and objects; the list goes on by a named decision alone', async () => {
  await teacher.goto('/me?part=plans');
  const sheet = teacher.getByRole('article').filter({ hasText: round });
  const { reasonOf } = await ask(
    teacher,
    `query ($plan: ID!) { reasonOf: node(id: $plan) { ... on Plan { reasons(first: 1) { nodes { words { zh } } } } } }`,
    { plan },
  );
  await sheet.getByText(reasonOf.reasons.nodes[0].words.zh).waitFor();
  await sheet.getByLabel('异议内容').fill('家有老人需照顾，请予复核。');
  await sheet.getByRole('button', { name: '提交异议' }).click();
  await sheet.getByText('待答复').waitFor();
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
  await teacher.reload();
  const sheet = teacher.getByRole('article').filter({ hasText: round });
  await sheet.getByText(/经复核，安排符合规定。/).waitFor();
  await sheet.getByText('未采纳').waitFor();
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

test('printed, the final list and its reasons are on paper to the end', async () => {
  await officer.goto(`/plans/${plan}?tab=reasons`);
  const reasons = officer.getByRole('region', { name: '每个人的理由' }).locator('tbody tr');
  await reasons.first().waitFor();
  const { node } = await ask(
    officer,
    'query ($id: ID!) { node(id: $id) { ... on Plan { reasons(first: 1) { totalCount } } } }',
    { id: plan },
  );
  expect(await reasons.count()).toBeLessThan(node.reasons.totalCount);
  await officer.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await button(officer, '打印').click();
  await officer.locator('body[data-printed]').waitFor();
  expect(await reasons.count()).toBe(node.reasons.totalCount);
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
