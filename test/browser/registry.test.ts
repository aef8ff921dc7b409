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

/** Errands in the registry; what is changed on file is put back. */
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

const gridOf = (reader: Page) => reader.getByRole('grid', { name: '教师名册' });
const shownOf = async (reader: Page) => {
  await gridOf(reader).waitFor();
  return reader.getByRole('status').filter({ hasText: '共' }).textContent();
};
const rowsOf = (reader: Page) => gridOf(reader).getByRole('row');
const firstRows = async (reader: Page) => (await rowsOf(reader).allTextContents()).slice(1, 6);

test('the grid has its roles, knows how long it is, and only what is in sight is in the page', async () => {
  await page.goto('/registry');
  await settled(page);
  const grid = gridOf(page);
  await grid.waitFor();
  const total = Number(await grid.getAttribute('aria-rowcount'));
  const { counties } = await ask(page, '{ counties { nodes { teachers(first: 1) { totalCount } } } }');
  expect(total).toBe(counties.nodes[0].teachers.totalCount + 1);
  expect(await grid.getByRole('row').count()).toBeLessThan(80);
  expect(await grid.getByRole('columnheader').first().textContent()).toMatch(/工号/);
  expect(await grid.getByRole('gridcell').first().getAttribute('aria-colindex')).toBe('1');
});

test('by keyboard alone one reaches the last cell, copies a range, and opens a record', async () => {
  const grid = gridOf(page);
  await grid.focus();
  await page.keyboard.press('Control+End');
  const last = await grid.getAttribute('aria-rowcount');
  await grid.locator(`[role="row"][aria-rowindex="${last}"]`).waitFor();
  await page.keyboard.press('Control+Home');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => grid.locator('[role="gridcell"][aria-selected="true"]').count()).toBe(4);
  await page.keyboard.press('Control+c');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n').map((line) => line.split('\t').length)).toEqual([2, 2]);
  const name = copied.split('\n')[1]?.split('\t')[1] ?? '';
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: new RegExp(name) }).waitFor();
  await page.keyboard.press('Escape');
});

test('what an officer has filtered and sorted, another sees at the same address', async () => {
  await page.goto('/registry');
  await page.getByLabel('任教学科').selectOption({ label: '数学' });
  await page.getByLabel('学段').selectOption({ label: '小学' });
  await page.getByLabel('姓名、拼音首字母、工号或学校').fill('w');
  await expect.poll(() => page.url()).toContain('q=w');
  await gridOf(page).getByRole('button', { name: '到现校日期' }).click();
  await expect.poll(() => page.url()).toContain('sort=servingSince');
  const other = await openPage(browser);
  await signIn(other.page, 'inspector');
  await other.page.goto(page.url());
  await expect.poll(() => shownOf(other.page)).toBe(await shownOf(page));
  // The same people in the same order; why somebody is exempt only officers read.
  const people = async (reader: Page) => (await firstRows(reader)).map((row) => row.slice(0, 5));
  await expect.poll(() => people(other.page)).toEqual(await people(page));
  // Who reads no personal data has no such columns to choose, and no record to change.
  await other.page.getByRole('button', { name: '选择列' }).click();
  expect(await other.page.getByRole('checkbox', { name: '出生日期' }).count()).toBe(0);
  expect(other.found).toEqual([]);
  await other.context.close();
});

test('initials of the pinyin find a name', async () => {
  const { counties } = await ask(
    page,
    '{ counties { nodes { teachers(first: 1) { nodes { name nameKey } } } } }',
  );
  const [{ name, nameKey }] = counties.nodes[0].teachers.nodes;
  await page.goto(`/registry?q=${nameKey.split(' ')[1]}`);
  await expect.poll(async () => (await firstRows(page)).join(' ')).toContain(name);
});

test('a view saved under a name brings filters and columns back', async () => {
  await page.goto('/registry?stage=JUNIOR&backbone=COUNTY');
  const shown = await shownOf(page);
  await page.getByRole('button', { name: '常用视图' }).click();
  await page.getByLabel('视图名称').fill('初中县级骨干');
  await page.getByRole('button', { name: /^保\s*存$/ }).click();
  await page.goto('/registry');
  await gridOf(page).waitFor();
  await page.getByRole('button', { name: '常用视图' }).click();
  await page.getByRole('button', { name: '初中县级骨干', exact: true }).click();
  await expect.poll(() => page.url()).toContain('backbone=COUNTY');
  await expect.poll(() => shownOf(page)).toBe(shown);
});

test('a value put right while another officer put it right is a conflict that says who and what', async () => {
  const { counties } = await ask(
    page,
    '{ counties { nodes { teachers(first: 1, orderBy: STAFF_NUMBER) { nodes { id staffNumber version education title } } } } }',
  );
  const [teacher] = counties.nodes[0].teachers.nodes;
  await page.goto(`/registry?open=${teacher.staffNumber}`);
  const drawer = page.getByRole('dialog', { name: new RegExp(teacher.staffNumber) });
  await drawer.getByRole('button', { name: '修改记录' }).click();
  await drawer.getByLabel('职称').selectOption(other(teacher.title, 'SENIOR', 'FIRST'));
  // Meanwhile somebody else.
  await change(teacher.id, teacher.version, 'education', other(teacher.education, 'MASTER', 'BACHELOR'));
  await drawer.getByRole('button', { name: '保存 1 项修改' }).click();
  const alert = drawer.getByRole('alert').filter({ hasText: '他人已先修改这条记录' });
  await alert.waitFor();
  expect(await alert.textContent()).toMatch(/修改了.*学历/);
  await alert.getByRole('button', { name: '读取最新记录' }).click();
  await expect.poll(() => alert.count()).toBe(0);
  await drawer.getByRole('button', { name: '保存 1 项修改' }).click();
  await page.getByText('已保存，并记入操作记录。').waitFor();
  const [kept] = await teacherOf(teacher.staffNumber);
  expect(kept.title).toBe(other(teacher.title, 'SENIOR', 'FIRST').toUpperCase());
  await drawer.getByRole('tab', { name: '修改历史' }).click();
  await drawer.getByText('修改教师信息').first().waitFor();
  await change(teacher.id, kept.version, 'title', teacher.title.toLowerCase().replace('_', '-'));
  const [restored] = await teacherOf(teacher.staffNumber);
  await change(
    teacher.id,
    restored.version,
    'education',
    teacher.education?.toLowerCase().replace('_', '-') ?? '',
  );
});

test('every wrong value is told under its field, and nothing typed is lost', async () => {
  await page.reload();
  const drawer = page.getByRole('dialog').first();
  await drawer.getByRole('tab', { name: '记录', exact: true }).click();
  await drawer.getByRole('button', { name: '修改记录' }).click();
  await drawer.getByLabel('出生日期').fill('1985-13-40');
  await drawer.getByLabel('任教学科', { exact: true }).waitFor();
  await drawer.getByLabel('到现校日期').fill('昨天');
  await drawer.getByRole('button', { name: '保存 2 项修改' }).click();
  await expect.poll(() => drawer.getByText(/^应为/).count()).toBe(2);
  expect(await drawer.getByLabel('到现校日期').inputValue()).toBe('昨天');
  await drawer.getByRole('button', { name: /^取\s*消$/ }).click();
});

test('masked personal data is shown for a reason alone, and that it was shown stands in the history', async () => {
  const drawer = page.getByRole('dialog').first();
  await drawer.getByRole('button', { name: '查看遮蔽的个人信息' }).click();
  const now = drawer.getByRole('button', { name: /^查\s*看$/ });
  expect(await now.isDisabled()).toBe(true);
  await drawer.getByLabel('查看理由').fill('核对派遣函');
  await now.click();
  await drawer.getByRole('region', { name: '个人信息（明文）' }).waitFor();
});

test('classes and pupils of a school are put right in its drawer', async () => {
  const { counties } = await ask(
    page,
    '{ counties { nodes { schools(first: 1) { nodes { code name sections { id enrolments { schoolYear grade classes pupils } } } } } } }',
  );
  const [school] = counties.nodes[0].schools.nodes;
  const [section] = school.sections;
  const [grade] = section.enrolments;
  await page.goto(`/registry?tab=schools&open=${school.code}`);
  const drawer = page.getByRole('dialog', { name: new RegExp(school.name) });
  await drawer
    .getByRole('tab', { name: /^(小学|初中)$/ })
    .first()
    .click();
  await drawer.getByRole('button', { name: '修改班级和学生数' }).click();
  const field = drawer.getByLabel(`${grade.grade} 年级 学生`);
  await field.fill('很多');
  await drawer.getByRole('button', { name: '保存班级和学生数' }).click();
  await drawer.getByText(/^应为/).waitFor();
  await field.fill(String(grade.pupils + 1));
  await drawer.getByRole('button', { name: '保存班级和学生数' }).click();
  await page.getByText('已保存，并记入操作记录。').waitFor();
  const after = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Section { version enrolments(schoolYear: 2026) { schoolYear grade classes pupils } } } }',
    { id: section.id },
  );
  const kept = after.node.enrolments.find((one: { grade: number }) => one.grade === grade.grade);
  expect(kept.pupils).toBe(grade.pupils + 1);
  await ask(
    page,
    `mutation ($id: ID!, $version: Int!, $grades: [GradeInput!]!) {
       changeSection(sectionId: $id, version: $version, values: [], grades: $grades) { __typename } }`,
    { id: section.id, version: after.node.version, grades: [grade] },
  );
});

test('a value is mended where it stands, by F2 or a double click, and a wrong one is told there', async () => {
  await page.goto('/registry?cols=fte');
  const grid = gridOf(page);
  await grid.waitFor();
  const row = grid.locator('[role="row"][aria-rowindex="2"]');
  const cell = row.locator('[role="gridcell"][aria-colindex="3"]');
  const [number, name] = await row.getByRole('gridcell').allTextContents();
  await cell.click();
  await grid.focus();
  await page.keyboard.press('F2');
  const editor = page.getByRole('dialog', { name: `修改${name}的一项信息` });
  const field = editor.getByRole('textbox');
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
  await field.fill('7');
  await page.keyboard.press('Enter');
  await editor.getByRole('alert').filter({ hasText: '应为' }).first().waitFor();
  expect(await field.inputValue()).toBe('7');
  await field.fill('0.5');
  await page.keyboard.press('Enter');
  await editor.waitFor({ state: 'detached' });
  await expect.poll(() => cell.textContent()).toMatch(/^0[.]5/);
  expect(await grid.evaluate((one) => one === document.activeElement)).toBe(true);
  // As it was, by the mouse; Escape writes nothing.
  await cell.dblclick();
  await field.fill('0.2');
  await page.keyboard.press('Escape');
  await editor.waitFor({ state: 'detached' });
  await cell.dblclick();
  expect(await field.inputValue()).toBe('0.5');
  await field.fill('0.8');
  await editor.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => cell.textContent()).toMatch(/^0[.]8/);
  // The number is no value to mend: it opens the record.
  await row.getByRole('gridcell').first().dblclick();
  await page.getByRole('dialog', { name: new RegExp(`${number}`) }).waitFor();
  await page.keyboard.press('Escape');
});

test('what was mended in the grid is taken back with one click, unless somebody else was there since', async () => {
  const row = gridOf(page).locator('[role="row"][aria-rowindex="2"]');
  const cell = row.locator('[role="gridcell"][aria-colindex="3"]');
  const [number = '', name] = await row.getByRole('gridcell').allTextContents();
  const told = page.getByRole('status').filter({ hasText: `已改：${name}的` });
  await told.filter({ hasText: '由“0.5”改为“0.8”' }).waitFor();
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await told.waitFor({ state: 'detached' });
  await expect.poll(() => cell.textContent()).toMatch(/^0[.]5/);

  await cell.dblclick();
  const editor = page.getByRole('dialog', { name: `修改${name}的一项信息` });
  await editor.getByRole('textbox').fill('1');
  await editor.getByRole('button', { name: '保存' }).click();
  await told.filter({ hasText: '由“0.5”改为“1”' }).waitFor();
  const [{ id, version }] = await teacherOf(number);
  await change(id, version, 'fte', '0.9');
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: '他人已先修改这条记录' }).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  const [now] = await teacherOf(number);
  await change(id, now.version, 'fte', '1');
});

test('all along, no other host was asked, nothing broke, nothing was complained of', () =>
  expect(found).toEqual([]));

const other = (now: string | null, one: string, another: string): string =>
  (now === one ? another : one).toLowerCase();

const change = (id: string, version: number, column: string, value: string) =>
  ask(
    page,
    `mutation ($id: ID!, $version: Int!, $values: [RecordValueInput!]!) {
       changeTeacher(teacherId: $id, version: $version, values: $values) { __typename } }`,
    { id, version, values: [{ column, value }] },
  );

async function teacherOf(staffNumber: string) {
  const { counties } = await ask(
    page,
    `{ counties { nodes { teachers(first: 1, filter: { staffNumbers: ["${staffNumber}"] }) { nodes { id version title education } } } } }`,
  );
  return counties.nodes[0].teachers.nodes;
}
