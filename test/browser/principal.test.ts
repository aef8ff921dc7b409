import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openBrowser, openPage, signIn } from './browse.ts';
import { openAs, openRoundFor } from './logins.ts';

let browser: Browser;
let officer: Awaited<ReturnType<typeof openPage>>;

beforeAll(async () => {
  browser = await openBrowser();
  officer = await openPage(browser);
  await signIn(officer.page, 'hr-officer');
});
afterAll(() => browser.close());

/** A junior school of the demo county, by its own number among those with staff. */
async function juniorSchool() {
  const { counties } = await ask(
    officer.page,
    `{ counties(first: 1) { nodes { sections(first: 200, filter: { stage: JUNIOR }) { nodes {
      id school { id name } gaps { subject { code } need openings } } } } } }`,
  );
  const { nodes } = counties.nodes[0].sections;
  return nodes.find(({ gaps }: { gaps: { subject: { code: string }; need: number }[] }) =>
    gaps.some(({ subject, need }) => subject.code === 'physics' && need > 0),
  ) as { readonly id: string; readonly school: { readonly id: string; readonly name: string } };
}

test('a principal asks for a physics teacher with what demand shows, changes it, and reads the reply', async () => {
  const section = await juniorSchool();
  const round = await openRoundFor(officer.page, '申请测试', ['REQUESTS']);
  const { page, found, context } = await openAs(browser, officer.page, {
    role: 'PRINCIPAL',
    schoolId: section.school.id,
  });
  await page.goto(`/requests?round=${encodeURIComponent(round.id)}`);
  await page.getByRole('button', { name: '申请教师' }).click();
  const wizard = page.getByRole('region', { name: '申请教师' });
  expect(await wizard.getByRole('button', { name: '下一步' }).isDisabled()).toBe(true);
  await wizard.getByRole('radio', { name: /物理/ }).check();
  await wizard.getByRole('button', { name: '下一步' }).click();
  await wizard.getByLabel('人数').fill('2');
  await wizard.getByLabel('紧急程度').selectOption('5');
  await wizard.getByLabel('理由').fill('物理由化学教师兼任，八年级4个班受影响。');
  await wizard.getByRole('button', { name: '下一步' }).click();
  await wizard.getByText('物理由化学教师兼任，八年级4个班受影响。').waitFor();
  await wizard.getByRole('button', { name: '提交申请' }).click();
  await wizard.waitFor({ state: 'detached' });

  const panel = page.getByRole('region', { name: /^\d{4}-\d{3} 物理$/ }).filter({ hasText: round.name });
  await panel.getByText('待答复').waitFor();
  await panel.getByText(/需要 [\d.]+，现有 [\d.]+，缺 [\d.]+，空岗 \d+ 个/).waitFor();
  await panel.getByRole('button', { name: '修改申请' }).click();
  await panel.getByLabel('人数').fill('1');
  await panel.getByRole('button', { name: '保存修改' }).click();
  await panel.getByRole('form', { name: '修改申请' }).waitFor({ state: 'detached' });

  const { counties } = await ask(
    page,
    '{ counties { nodes { requests(first: 1, orderBy: CREATED, descending: true) { nodes { number count evidence { need supply gap } } } } } }',
  );
  const [request] = counties.nodes[0].requests.nodes;
  expect(request).toMatchObject({ count: 1, evidence: { need: expect.any(Number) } });
  await officer.page.goto('/requests');
  await officer.page.getByRole('button', { name: request.number, exact: true }).click();
  const asked = officer.page.getByRole('dialog', { name: `申请 ${request.number}` });
  await asked.getByText('物理由化学教师兼任，八年级4个班受影响。').waitFor();
  await asked.getByRole('button', { name: '不予批准' }).click();
  const answer = officer.page.getByRole('dialog').last();
  await answer.getByLabel('理由').fill('全县物理教师不足，先由邻校走教。');
  await answer.getByRole('button', { name: '不予批准' }).click();
  await officer.page.getByText('已答复。').waitFor();
  await page.reload();
  const answered = page.getByRole('region', { name: `${request.number} 物理` });
  await answered.getByText(/全县物理教师不足，先由邻校走教。/).waitFor();
  expect(await answered.getByRole('button', { name: '撤回申请' }).count()).toBe(0);
  expect(found).toEqual([]);
  await context.close();
}, 120_000);

test('a principal asks to keep a teacher within the number the policy allows, and gives it up', async () => {
  const section = await juniorSchool();
  const round = await openRoundFor(officer.page, '暂留测试', ['REQUESTS']);
  const { page, context } = await openAs(browser, officer.page, {
    role: 'PRINCIPAL',
    schoolId: section.school.id,
  });
  await page.goto(`/requests?round=${encodeURIComponent(round.id)}`);
  const panel = page.getByRole('region', { name: '暂留' });
  await panel.getByText(/初中：生效日在岗 \d+ 人，按政策最多暂留 \d+ 人，已申请 0 人。/).waitFor();
  await panel.getByLabel('教师', { exact: true }).selectOption({ index: 1 });
  await panel.getByLabel('理由').fill('毕业班班主任。');
  await panel.getByRole('button', { name: '提交暂留申请' }).click();
  await panel.getByText(/已申请 1 人/).waitFor();
  await panel.getByRole('button', { name: '放弃暂留' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '放弃暂留' }).click();
  await panel.getByText('已放弃').waitFor();
  await panel.getByText(/已申请 0 人/).waitFor();
  await context.close();
}, 120_000);

test('a principal assesses a posted teacher by the county’s limits, and is told of the one that is missed', async () => {
  const { counties } = await ask(
    officer.page,
    `{ counties { nodes { postings(first: 100, filter: { states: [SERVING] }) { nodes {
      id teacher { name } hostSchool { id } assessments { id } } } } } }`,
  );
  const posting = counties.nodes[0].postings.nodes.find(
    ({ assessments }: { assessments: unknown[] }) => assessments.length === 0,
  );
  const { page, found, context } = await openAs(browser, officer.page, {
    role: 'PRINCIPAL',
    schoolId: posting.hostSchool.id,
  });
  await page.goto('/school');
  await page
    .getByRole('region', { name: '待办事项' })
    .getByText(/在本校交流，尚未考核/)
    .waitFor();
  await page
    .getByRole('navigation', { name: '我的学校各部分' })
    .getByRole('link', { name: '交流在岗' })
    .click();
  const { name } = posting.teacher;
  const panel = page.getByRole('region', { name, exact: true });
  await panel.getByRole('button', { name: `考核${name}` }).click();
  const form = panel.getByRole('form', { name: `考核${name}` });
  await form.getByLabel('学生满意度（%）').fill('79.99');
  await form.getByLabel('年度考核名次').fill('3');
  await form.getByLabel('参加考核人数').fill('20');
  await form.getByLabel('教学质量明显提升').selectOption('yes');
  await form.getByRole('button', { name: '提交考核' }).click();
  await form.waitFor({ state: 'detached' });
  await panel.getByText('不合格').waitFor();
  const row = panel.getByRole('row', { name: /学生满意度/ });
  await row.getByText('79.99%').waitFor();
  await row.getByText('未达到').waitFor();
  await panel.getByText('待县教育局确认').waitFor();
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Posting { assessments { pupilSatisfaction rank passed state } } } }',
    { id: posting.id },
  );
  expect(node.assessments).toEqual([
    { pupilSatisfaction: 79.99, rank: 3, passed: false, state: 'SUBMITTED' },
  ]);
  expect(found).toEqual([]);
  await context.close();
}, 120_000);
