import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { catalogue } from '../../../server/imports/catalogue.ts';
import { exportCounty, template } from '../../../server/imports/export.ts';
import { exportPlan } from '../../../server/imports/export-plan.ts';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyCounty, importing, smallCounty, workbook } from './county.ts';

let database: Database;
let county: string;
beforeAll(async () => {
  database = await testDatabase();
  county = await emptyCounty(database, 'A');
  const evil = { ...smallCounty.teachers?.[0], staffNumber: '=0003', name: '=HYPERLINK("x")', partner: null };
  const teachers = [
    ...(smallCounty.teachers ?? []),
    { ...evil, phone: '+8613800000000', homePlace: '@home' },
  ];
  const report = await importing(database, county)(await workbook({ ...smallCounty, teachers }));
  expect(report.faults).toEqual([]);
});
afterAll(() => database.close());

test.each(['zh', 'en'] as const)(
  'the registry written in %s is taken back without a change',
  async (language) => {
    const bytes = await exportCounty(database, county, language);
    const report = await importing(database, county)(bytes);
    expect(report.faults).toEqual([]);
    expect(report.notes).toEqual([]);
    expect(report.importId).toBeNull();
    expect(report.sheets.map(({ entity, left }) => [entity, left])).toEqual([
      ...catalogue.map(({ entity }) => [
        entity,
        entity === 'teachers' ? 3 : (smallCounty[entity]?.length ?? 0),
      ]),
    ]);
  },
);

test('the registry written builds the same county elsewhere', async () => {
  const other = await emptyCounty(database, 'B');
  const report = await importing(database, other)(await exportCounty(database, county, 'zh'));
  expect(report.faults).toEqual([]);
  const people = (countyId: string) =>
    database.db.teacher.findMany({
      where: { countyId },
      orderBy: { staffNumber: 'asc' },
      select: { staffNumber: true, name: true, phone: true, homePlace: true, born: true, cadreSince: true },
    });
  expect(await people(other)).toEqual(await people(county));
});

test('a posting cancelled and ordered again is one row of an export, and the one that stands is known by its key', async () => {
  const { id: _, ...standing } = await database.db.posting.findFirstOrThrow({ where: { countyId: county } });
  const cancelled = { ...standing, state: 'cancelled' as const, endedOn: null };
  const { id } = await database.db.posting.create({ data: cancelled });
  const report = await importing(database, county)(await exportCounty(database, county, 'zh'));
  await database.db.posting.delete({ where: { id } });
  expect(report).toMatchObject({ faults: [], importId: null });
  expect(report.sheets.find(({ entity }) => entity === 'postings')?.left).toBe(smallCounty.postings?.length);
});

test('no cell of an export starts a formula', async () => {
  const sheets = await readFile(await exportCounty(database, county, 'zh'), defaultLimits);
  const texts = sheets
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
    .filter((cell) => typeof cell === 'string');
  expect(texts).toContain(`'=HYPERLINK("x")`);
  expect(texts).toContain("'+8613800000000");
  expect(texts.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
});

test('a template holds every sheet, lists to choose from, and text where digits count; filled in, it is taken', async () => {
  const bytes = await template(database, county, 'zh');
  const sheets = await readFile(bytes, defaultLimits);
  expect(sheets.map(({ name }) => name)).toEqual(['填表说明', ...catalogue.map(({ zh }) => zh)]);
  expect(sheets.slice(1).every(({ rows }) => rows.length === 1)).toBe(true);
  const files = unzipSync(bytes);
  const xml = (part: string) => new TextDecoder().decode(files[part]);
  const teachers = xml(`xl/worksheets/sheet${1 + sheets.findIndex(({ name }) => name === '教师')}.xml`);
  expect(teachers).toContain('"女,男"');
  expect(teachers).toContain('数学');
  const style = /<c r="A2" s="(\d+)"/.exec(teachers)?.[1];
  const styles = xml('xl/styles.xml');
  const text = /numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1];
  const cells = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf numFmtId="(\d+)"/g)];
  expect(cells[Number(style)]?.[1]).toBe(text);
  const report = await importing(database, county)(bytes, { dryRun: true });
  expect(report).toMatchObject({ faultCount: 0, notes: [] });
});

test('a template has room for the teachers of a county of 2,000, and asks about odd days and numbers', async () => {
  const bytes = await template(database, county, 'zh');
  expect(bytes.length).toBeLessThan(3e6);
  const at = 2 + catalogue.findIndex(({ entity }) => entity === 'teachers');
  const teachers = new TextDecoder().decode(unzipSync(bytes)[`xl/worksheets/sheet${at}.xml`]);
  expect(teachers).toMatch(/<c r="A2001" s="\d+"/);
  const rules = [...teachers.matchAll(/<dataValidation [^>]*>/g)].map(([rule]) => rule);
  const born = rules.find((rule) => rule.includes('type="date"'));
  expect(born).toMatch(/errorStyle="warning"/);
  expect(born).toMatch(/sqref="[A-Z]+2:[A-Z]+2001"/);
  expect(rules.find((rule) => rule.includes('type="whole"'))).toMatch(/errorStyle="warning"/);
});

test('a plan is written with its moves, what stays open, goals and every reason', async () => {
  const { db } = database;
  const round = await db.round.create({
    data: {
      name: '2026年交流',
      schoolYear: 2026,
      effective: new Date('2026-09-01T00:00:00Z'),
      county: { connect: { id: county } },
      policy: {
        create: { countyId: county, version: '1', effectiveFrom: new Date('2026-01-01T00:00:00Z'), body: {} },
      },
      load: {
        create: { countyId: county, version: '1', effectiveFrom: new Date('2026-01-01T00:00:00Z'), body: {} },
      },
      curriculum: {
        create: {
          countyId: county,
          version: '1',
          effectiveFrom: new Date('2026-01-01T00:00:00Z'),
          body: {
            version: '1',
            subjects: [{ code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: {} }],
          },
        },
      },
    },
  });
  const teacher = await db.teacher.findFirstOrThrow({ where: { countyId: county, staffNumber: '0001' } });
  const host = await db.section.findFirstOrThrow({
    where: { school: { code: 'S2', countyId: county }, stage: 'primary' },
  });
  const problem = await db.problem.create({
    data: { countyId: county, roundId: round.id, hash: 'f'.repeat(64), body: {} },
  });
  const plan = await db.plan.create({
    data: {
      countyId: county,
      roundId: round.id,
      problemId: problem.id,
      name: '方案一',
      status: 'cut_short',
      engine: 'highs',
      engineReason: {},
      goals: [{ name: 'gap', sense: 'minimise', unit: 'points', value: 12, bound: 10.5 }],
      moved: 1,
      moves: {
        create: [
          {
            teacherId: teacher.id,
            fromSectionId: teacher.servingSectionId,
            toSectionId: host.id,
            subject: 'maths',
            wishRank: 1,
          },
        ],
      },
      unfilled: {
        create: [
          {
            sectionId: host.id,
            subject: 'maths',
            openings: 2,
            filled: 1,
            left: 1,
            code: 'nobody',
            figures: {},
            zh: '无人可派',
            en: 'Nobody may go.',
          },
        ],
      },
      reasons: {
        create: [
          {
            teacherId: teacher.id,
            outcome: 'moves',
            code: 'gap',
            figures: {},
            zh: '=补缺',
            en: 'Fills a gap.',
          },
        ],
      },
    },
  });
  const rows = async (language: 'zh' | 'en') =>
    Object.fromEntries(
      (await readFile(await exportPlan(database, plan.id, language), defaultLimits)).map(
        ({ name, rows: all }) => [name, all.slice(1).map(({ cells }) => cells)],
      ),
    );
  expect(await rows('zh')).toEqual({
    方案: [['方案一', '2026年交流', 2026, '2026-09-01', '草案', '提前终止', 'highs', 1, 'f'.repeat(64)]],
    调动: [
      [
        '0001',
        '李秀兰',
        '数学',
        null,
        '县级',
        '实验小学',
        '小学',
        '荷花镇九年一贯制学校',
        '小学',
        '订单式交流',
        '否',
        null,
        '否',
        1,
        "'=补缺",
      ],
    ],
    未填补: [['荷花镇九年一贯制学校', '小学', '数学', null, 2, 1, 1, '无人可派']],
    目标: [['学科缺口', '越小越好', 12, 10.5, 'points']],
    检查结果: [],
    每人理由: [['0001', '李秀兰', '实验小学', '调动', "'=补缺"]],
  });
  expect(Object.keys(await rows('en'))).toEqual([
    'Plan',
    'Moves',
    'Unfilled',
    'Goals',
    'Findings',
    'Reasons',
  ]);
});

test('seats, forms, circuits and breaches a decision allows are written by their names', async () => {
  const { db } = database;
  const { id, ...plan } = await db.plan.findFirstOrThrow({
    where: { countyId: county },
    include: { moves: true },
  });
  const [move] = plan.moves;
  if (move === undefined) throw new Error('The plan above moves somebody.');
  await db.move.update({
    where: { id: move.id },
    data: { subject: null, role: 'deputy', form: 'group' },
  });
  await db.unfilled.updateMany({ where: { planId: id }, data: { subject: null, role: 'mid_level' } });
  await db.plan.update({
    where: { id },
    data: {
      circuits: [
        {
          teacherId: move.teacherId,
          fromSectionId: move.fromSectionId,
          toSectionId: move.toSectionId,
          subject: 'maths',
          days: 2,
          km: 18.5,
        },
      ],
    },
  });
  await db.planFinding.create({
    data: {
      planId: id,
      rule: 'exchange-quota',
      level: 'policy',
      amount: 1,
      unit: 'teachers',
      relaxed: '局务会〔2026〕7号',
      zh: '不足',
      en: 'Too few.',
    },
  });
  const sheets = await readFile(await exportPlan(database, id, 'zh'), defaultLimits);
  const rows = (sheet: string) =>
    sheets
      .find(({ name }) => name === sheet)
      ?.rows.slice(1)
      .map(({ cells }) => cells);
  expect(rows('调动')?.[0]?.slice(2, 4)).toEqual([null, '副校长']);
  expect(rows('调动')?.[0]).toContain('集团内交流');
  expect(rows('未填补')?.[0]?.slice(2, 4)).toEqual([null, '中层']);
  expect(rows('走教')).toEqual([
    ['0001', '李秀兰', '数学', '实验小学', '小学', '荷花镇九年一贯制学校', '小学', 2, 18.5],
  ]);
  expect(rows('检查结果')).toEqual([['exchange-quota', '政策', 1, 'teachers', '局务会〔2026〕7号', '不足']]);
});
