import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  ask,
  faults,
  newRound,
  openBrowser,
  openPage,
  pictureOfFailure,
  settled,
  signIn,
  solving,
} from './browse.ts';
import { solvedIn } from './plans.ts';

/** What an inspector looks at and an officer answers for: balance, the list, the pack, the certificate. */
let browser: Browser;
let officer: Page;
let inspector: Page;
let found: string[];

beforeAll(async () => {
  browser = await openBrowser();
  const [first, second] = [await openPage(browser), await openPage(browser)];
  officer = first.page;
  inspector = second.page;
  found = second.found;
  await signIn(officer, 'hr-officer');
  await signIn(inspector, 'inspector');
});
beforeEach(({ onTestFailed, task }) =>
  onTestFailed(async () => {
    await pictureOfFailure(inspector, `${task.name} inspector`);
    await pictureOfFailure(officer, `${task.name} officer`);
  }),
);
afterAll(() => browser.close());

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
const confirm = (page: Page) => page.getByRole('button', { name: /^确\s*定$/ }).click();

/** Saves what a click downloads, and answers where. */
async function downloaded(page: Page, click: Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click]);
  return download.path();
}

test('an inspector goes from the county’s coefficient to the worst school to the arithmetic of one figure', async () => {
  await inspector.goto('/indicators');
  await settled(inspector);
  const { counties } = await ask(
    inspector,
    `{ counties { nodes { balance { stages { indicators { code coefficient values { value spread section { school { name } } } }
       schools { section { school { name } } } } } } } }`,
  );
  const [primary] = counties.nodes[0].balance.stages;
  const backbone = primary.indicators.find(({ code }: { code: string }) => code === 'L2');
  const coefficients = region(inspector, '各项指标的差异系数');
  const line = coefficients.getByRole('row').filter({ hasText: '县级以上骨干教师数' });
  expect(await line.textContent()).toContain(backbone.coefficient.toFixed(4));
  expect(await line.textContent()).toContain('超限');

  const worst = region(inspector, '各校达标情况，差的在前').getByRole('row').nth(1);
  expect(await worst.textContent()).toContain(primary.schools[0].section.school.name);
  await worst.getByRole('button').click();
  const drawer = inspector.getByRole('dialog');
  const figure = drawer.getByRole('row').filter({ hasText: '县级以上骨干教师数' });
  expect(await figure.textContent()).toMatch(/\d+ 人 ÷ [\d,]+ 名学生 × 100/);
  await drawer.getByRole('heading', { name: /各年级学生数/ }).waitFor();

  await figure.getByRole('button').click();
  await drawer.getByText('全县值：').waitFor();
  expect(await drawer.textContent()).toContain(`开平方得 ${backbone.coefficient.toFixed(4)}`);
  const rows = region(inspector, '由各校数字算出（数值最低的在前）').getByRole('row');
  expect(await rows.count()).toBe(backbone.values.length + 1);
  const parts = backbone.values.map(({ spread }: { spread: number }) => spread);
  const square = parts.reduce((sum: number, part: number) => sum + part, 0);
  expect(Math.sqrt(square)).toBeCloseTo(backbone.coefficient, 9);
  await inspector.keyboard.press('Escape');
});

test('the standard of 2012 tells the mean of eight, and where posts are counts other teachers', async () => {
  await inspector.goto('/indicators');
  await settled(inspector);
  await inspector.getByLabel('标准').selectOption('基本均衡（2012）');
  await inspector.getByText(/小学 差异系数平均为 0\.\d{4}/).waitFor();
  expect(await region(inspector, '各项指标的差异系数').getByRole('row').count()).toBe(9);
  await inspector.getByLabel('教师计在').selectOption('编制所在学校（在编）');
  await settled(inspector);
  expect(inspector.url()).toContain('view=REGISTERED');
});

test('a problem is drawn up, assigned, proven and submitted, and its inspector closes it', async () => {
  await officer.goto('/rectification');
  await settled(officer);
  await officer.getByRole('button', { name: '按今天的数据核对清单' }).click();
  await confirm(officer);
  await officer.getByText(/已核对：新增 \d+ 条，仍在 \d+ 条/).waitFor();
  await officer.getByLabel('待处理').selectOption('没有责任人');
  await officer.getByLabel('问题类别').selectOption('学校未达校标');
  const row = region(officer, '整改清单').getByRole('row').nth(1);
  await row.getByText('未指定').waitFor();
  await row.locator('button.link').click();
  const drawer = officer.getByRole('dialog');
  await drawer.getByLabel('责任人姓名').fill('李静');
  await drawer.getByLabel('科室或学校').fill('基础教育科');
  await drawer.getByLabel('完成期限').fill('2099-06-30');
  await drawer.getByRole('button', { name: /^保\s*存$/ }).click();
  await drawer.getByText('李静 基础教育科').waitFor();

  await drawer.getByLabel('整改情况说明').fill('已调入两名县级骨干教师。');
  await drawer.getByRole('button', { name: '提请销号' }).click();
  await confirm(officer);
  await drawer.getByRole('alert').filter({ hasText: '佐证' }).waitFor();
  await drawer.getByLabel('上传佐证材料').setInputFiles({
    name: '调动文件.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n调动'),
  });
  await drawer.getByText('调动文件.pdf').waitFor();
  expect(await drawer.getByLabel('整改情况说明').inputValue()).toBe('已调入两名县级骨干教师。');
  await drawer.getByRole('button', { name: '提请销号' }).click();
  await confirm(officer);
  await drawer.getByText('待销号').first().waitFor();
  const item = new URL(officer.url()).searchParams.get('item') ?? '';

  await inspector.goto(`/rectification?state=SUBMITTED&item=${encodeURIComponent(item)}`);
  const opened = inspector.getByRole('dialog');
  await opened.getByText('已调入两名县级骨干教师。').waitFor();
  const evidence = await downloaded(inspector, opened.getByRole('button', { name: /^下\s*载$/ }).click());
  expect(await readFile(evidence, 'utf8')).toBe('%PDF-1.4\n调动');
  expect(await faults(inspector)).toEqual([]);
  await opened.getByRole('button', { name: /^销\s*号$/ }).click();
  await confirm(inspector);
  await opened.getByText('已销号').first().waitFor();
  const { node } = await ask(
    inspector,
    'query ($id: ID!) { node(id: $id) { ... on RectificationItem { state owner { name } dueOn evidence { fileName } } } }',
    { id: item },
  );
  expect(node).toEqual({
    state: 'CLOSED',
    owner: { name: '李静' },
    dueOn: '2099-06-30',
    evidence: [{ fileName: '调动文件.pdf' }],
  });
});

test('the pack of a day is downloaded, and its page opens to be printed', async () => {
  await inspector.goto('/inspection?on=2026-09-01');
  await settled(inspector);
  const path = await downloaded(
    inspector,
    inspector.getByRole('button', { name: '下载材料（Excel）' }).click(),
  );
  expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK');
  const href = await inspector.getByRole('link', { name: '打开打印页' }).getAttribute('href');
  expect(href).toContain('on=2026-09-01');
  const page = await inspector.request.get(href ?? '');
  expect(page.headers()['content-type']).toContain('text/html');
  await inspector.getByRole('tab', { name: /^编制/ }).click();
  await region(inspector, '编制').waitFor();
  expect(await region(inspector, '编制').getByRole('row').count()).toBeGreaterThan(20);
});

test('what an officer downloads of a plan is confirmed by `npm run verify`, for the facts whose hash the inspector reads', {
  timeout: 2 * solving,
}, async () => {
  const { id: roundId } = await newRound(officer, '核验测试轮次');
  const { id } = await solvedIn(officer, roundId);
  const { node } = await ask(
    officer,
    'query ($id: ID!) { node(id: $id) { ... on Plan { problem { hash } } } }',
    { id },
  );
  await officer.goto('/certificates?drafts=true');
  const line = (page: Page) =>
    region(page, '方案核验').getByRole('row').filter({ hasText: '核验测试轮次' }).first();
  const folder = await mkdtemp(join(tmpdir(), 'junheng-verify-'));
  try {
    const save = async (button: string, name: string) => {
      const [download] = await Promise.all([
        officer.waitForEvent('download'),
        line(officer).getByRole('button', { name: button }).click(),
      ]);
      const path = join(folder, name);
      await download.saveAs(path);
      return path;
    };
    const problem = await save('事实数据', 'problem.json');
    const plan = await save('方案文件', 'plan.json');
    const verified = spawnSync('npm', ['run', '--silent', 'verify', '--', problem, plan], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      encoding: 'utf8',
    });
    expect(verified.stderr).toBe('');
    expect(verified.status).toBe(0);
    expect(JSON.parse(await readFile(plan, 'utf8')).problemHash).toBe(node.problem.hash);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await inspector.goto('/certificates?drafts=true');
  await line(inspector).getByText(node.problem.hash).waitFor();
  await line(inspector).getByText('由县教育局人事干部下载后提供').waitFor();
  expect(await line(inspector).getByRole('button').count()).toBe(0);
});

test('none of these pages has asked another host, or complained', () => expect(found).toEqual([]));
