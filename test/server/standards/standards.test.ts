import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { NotAllowed } from '../../../schema/errors.ts';
import { keepsNothing } from '../../../server/counties/kept.ts';
import { createImports } from '../../../server/imports/imports.ts';
import { balanceStandardsInForce } from '../../../server/rounds/balance-standard.ts';
import { establishment } from '../../../server/rounds/establishment.ts';
import { inForce } from '../../../server/rounds/standards.ts';
import { balanceColumns as columns } from '../../../server/standards/balance-sheet.ts';
import { exportStandards } from '../../../server/standards/export.ts';
import { importStandards } from '../../../server/standards/import.ts';
import { nationalBalance } from '../../../solver/balance/standard.ts';
import { establishment2014 } from '../../../solver/establishment.ts';
import { defaultCurriculum, defaultLoad } from '../../../solver/standards.ts';
import { inPlace } from '../../support/ask.ts';
import { viewerAs } from '../../support/counties.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';

const problem = asRegistered(randomCounty(5));
let database: Database;
let kept: Kept;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  kept = await keepRegistry(database, { ...problem, county: { code: randomUUID(), name: 'county' } });
});
afterAll(() => database.close());

const csv = (...lines: string[]) => ({
  name: 'standards.csv',
  bytes: new TextEncoder().encode(lines.join('\n')),
});
const take = (upload: { name: string; bytes: Uint8Array }, dryRun = false) =>
  importStandards(database, { countyId: kept.countyId, userId: kept.officer.userId, upload, dryRun });
const faultsOf = async (...lines: string[]) =>
  (await take(csv(...lines))).faults.map(({ row, column, code, found }) => [row, column, code, found]);
const versions = async () => {
  const where = { where: { countyId: kept.countyId } };
  const { db } = database;
  return [
    ...(await db.curriculumStandard.findMany(where)),
    ...(await db.loadStandard.findMany(where)),
    ...(await db.establishmentStandard.findMany(where)),
    ...(await db.balanceStandard.findMany(where)),
  ].map(({ version }) => version);
};

const curriculumHead = '标准版本,生效日期,学科代码,学科,设专任岗位,一年级,二年级,七年级';
const loadHead = 'Version,In force from,Stage,Subject code,Periods of a full load,Class-teacher duty';
const balanceHead = ['标准版本', '生效日期', ...columns.map(({ zh }) => zh)].join();
/** Two indicators, the second without a level. */
const quality = (version: string, from: string) =>
  ['L1,学历,Education,人,,高于规定学历教师,100,4.5,6', 'X9,图书,Books,册,,图书,1,,'].map(
    (indicator) =>
      `${version},${from},优质均衡,本县,,每一项,0.4,0.35,1,0.9,30,,music；pe,40,99,1,1.2,1.5,${indicator}`,
  );
const basic = (version: string, from: string, without = '') =>
  `${version},${from},基本均衡,本县,,平均值,0.6,0.5,,,,${without},,,,,,,B6,师生比,,人,,专任教师,1,,`;
const establishmentHead =
  '标准版本,生效日期,学段,城市每编学生数,县城每编学生数,农村每编学生数,小规模学校学生数低于,每班编制数';

test('a curriculum is taken in, and holds from its day on', async () => {
  const report = await take(
    csv(curriculumHead, '县/1,2027-09-01,music,音乐,是,2,2,1', '县/1,2027-09-01,labour,劳动,否,1,1,'),
  );
  expect(report).toMatchObject({
    faultCount: 0,
    sheets: [{ entity: 'curriculum', added: 1, changed: 0, left: 0, refused: 0 }],
    changes: [{ entity: 'curriculum', key: '县/1', kind: 'added' }],
  });
  const on = async (day: string) => (await inForce(database.db, kept.countyId, new Date(day))).curriculum;
  expect((await on('2027-08-31'))?.version).not.toBe('县/1');
  expect((await on('2027-09-01'))?.body).toEqual({
    version: '县/1',
    subjects: [
      { code: 'music', name: { zh: '音乐', en: '音乐' }, specialist: true, periods: { 1: 2, 2: 2, 7: 1 } },
      { code: 'labour', name: { zh: '劳动', en: '劳动' }, specialist: false, periods: { 1: 1, 2: 1 } },
    ],
  });
});

test('loads and an establishment standard likewise', async () => {
  await take(csv(loadHead, 'L1,2027-09-01,Primary,,18,0.4', 'L1,2027-09-01,Primary,maths,14,0.4'));
  await take(
    csv(establishmentHead, 'E1,2026-01-01,小学,19,20.5,23,100,1.7', 'E1,2026-01-01,初中,13.5,14,15,100,1.7'),
  );
  const { load, establishment: posts } = await inForce(database.db, kept.countyId, new Date('2027-09-01'));
  expect(load?.body).toEqual({
    version: 'L1',
    classTeacherDuty: 0.4,
    periods: [
      { stage: 'primary', load: 18 },
      { stage: 'primary', subject: 'maths', load: 14 },
    ],
  });
  expect(posts?.body).toEqual({
    version: 'E1',
    pupils: {
      primary: { city: 19, 'county-town': 20.5, rural: 23 },
      junior: { city: 13.5, 'county-town': 14, rural: 15 },
    },
    small: { below: 100, postsPerClass: 1.7 },
  });
});

test('a standard of balance is taken in with all its figures, and holds for its kind from its day on', async () => {
  const report = await take(csv(balanceHead, ...quality('Q1', '2026-06-01')));
  expect(report).toMatchObject({
    faultCount: 0,
    sheets: [{ entity: 'balance', added: 1, changed: 0, left: 0, refused: 0 }],
    changes: [{ entity: 'balance', key: 'Q1', kind: 'added' }],
  });
  const asked = { countyId: kept.countyId, kind: 'quality' as const };
  expect(
    await balanceStandardsInForce(database.db, [
      { ...asked, on: '2026-05-31' },
      { ...asked, on: '2026-06-01' },
      { ...asked, on: '2026-06-01', kind: 'basic' },
    ]),
  ).toEqual([
    { standard: nationalBalance.quality, effectiveFrom: null },
    {
      effectiveFrom: new Date('2026-06-01'),
      standard: {
        version: 'Q1',
        kind: 'quality',
        title: { zh: '本县', en: '本县' },
        leastPupilsOfPoint: 30,
        limit: { of: 'each', primary: 0.4, junior: 0.35 },
        without: ['special', 'vocational'],
        artsAndPe: ['music', 'pe'],
        visitors: { least: 40, most: 99 },
        split: { primary: 1, junior: 1.2, senior: 1.5 },
        levels: { needed: 1, otherwise: 0.9 },
        indicators: [
          {
            code: 'L1',
            name: { zh: '学历', en: 'Education' },
            unit: { zh: '人', en: '人' },
            amount: 'education',
            per: 100,
            level: { primary: 4.5, junior: 6 },
          },
          {
            code: 'X9',
            name: { zh: '图书', en: 'Books' },
            unit: { zh: '册', en: '册' },
            amount: 'books',
            per: 1,
          },
        ],
      },
    },
    { standard: nationalBalance.basic, effectiveFrom: null },
  ]);
});

test('a standard of balance says which kinds of school it leaves out', async () => {
  const taken = async (version: string, kinds: string) => {
    await take(csv(balanceHead, basic(version, '2026-06-01', kinds)));
    const row = await database.db.balanceStandard.findFirst({ where: { version } });
    return Object(row?.body).without;
  };
  expect(await taken('W1', '特教')).toEqual(['special']);
  expect(await taken('W2', 'None')).toEqual([]);
  expect(await taken('W3', '')).toEqual(['special', 'vocational']);
  expect(await faultsOf(balanceHead, basic('W4', '2026-06-01', '特殊教育；夜校'))).toEqual([
    [2, '不纳入的学校类别', 'not-choice', '夜校'],
  ]);
});

test('of a standard of balance what may be left out is as the national ones have it, or is not asked', async () => {
  await take(csv(balanceHead, basic('B1', '2026-06-01')));
  const [found] = await balanceStandardsInForce(database.db, [
    { countyId: kept.countyId, on: '2026-06-01', kind: 'basic' },
  ]);
  const { artsAndPe, split, without } = nationalBalance.basic;
  expect(found?.standard).toEqual({
    version: 'B1',
    kind: 'basic',
    title: { zh: '本县', en: '本县' },
    leastPupilsOfPoint: 0,
    limit: { of: 'mean', primary: 0.6, junior: 0.5 },
    without,
    artsAndPe,
    split,
    indicators: [
      {
        code: 'B6',
        name: { zh: '师生比', en: '师生比' },
        unit: { zh: '人', en: '人' },
        amount: 'teachers',
        per: 1,
      },
    ],
  });
});

test('posts are due by the county’s own standard from its day on, and by the unified ratio before', async () => {
  await take(csv(establishmentHead, 'E1,2026-06-01,小学,19,19,19,,', 'E1,2026-06-01,初中,13.5,13.5,13.5,,'));
  const by = async (on: string, standard: string | null) => {
    const [first] = await establishment(
      { database, reckoner: inPlace, kept: keepsNothing },
      kept.countyId,
      on,
      standard,
    );
    return first?.standard;
  };
  expect(await by('2026-05-31', null)).toBe(establishment2014.version);
  expect(await by('2026-06-01', null)).toBe('E1');
  expect(await by('2026-06-01', 'by-place-2001')).toBe('by-place-2001');
});

test('what is exported is taken back without a change, in both languages', async () => {
  await database.db.loadStandard.deleteMany({ where: { countyId: kept.countyId, rounds: { none: {} } } });
  await take(csv(establishmentHead, 'E1,2026-06-01,小学,19,19,19,,', 'E1,2026-06-01,初中,13.5,13.5,13.5,,'));
  await take(csv(balanceHead, ...quality('Q1', '2026-06-01')));
  await take(csv(balanceHead, basic('B1', '2026-06-01')));
  const before = await versions();
  for (const language of ['zh', 'en'] as const) {
    const report = await take({
      name: 'standards.xlsx',
      bytes: await exportStandards(database, kept.countyId, language),
    });
    expect([report.faults, report.sheets.map(({ added, left, refused }) => [added, left, refused])]).toEqual([
      [],
      [
        [0, 1, 0],
        [0, 1, 0],
        [0, 1, 0],
        [0, 2, 0],
      ],
    ]);
  }
  expect(await versions()).toEqual(before);
});

test('a county without standards exports the usual ones, which are then its own', async () => {
  const province = await database.db.province.create({ data: { code: randomUUID(), name: 'P' } });
  const { id: countyId } = await database.db.county.create({
    data: { code: randomUUID(), name: 'bare', provinceId: province.id },
  });
  const upload = { name: 's.xlsx', bytes: await exportStandards(database, countyId, 'zh') };
  const report = await importStandards(database, {
    countyId,
    userId: kept.officer.userId,
    upload,
    dryRun: false,
  });
  expect([report.faults, report.notes]).toEqual([[], []]);
  const own = await inForce(database.db, countyId, new Date('2026-01-01'));
  expect(own.curriculum?.body).toEqual(defaultCurriculum);
  expect(own.load?.body).toEqual(defaultLoad);
  expect(own.establishment?.body).toEqual(establishment2014);
  for (const kind of ['basic', 'quality'] as const)
    expect(await balanceStandardsInForce(database.db, [{ countyId, on: '2026-01-01', kind }])).toEqual([
      { standard: nationalBalance[kind], effectiveFrom: new Date('2022-09-01') },
    ]);
});

describe('bad input', () => {
  test('a dry run tells and writes nothing', async () => {
    const before = await versions();
    const report = await take(csv(loadHead, 'L1,2027-09-01,Primary,,18,'), true);
    expect(report.sheets).toMatchObject([{ entity: 'load', added: 1 }]);
    expect(await versions()).toEqual(before);
  });
  test('every fault is told by row and column, and nothing is written', async () => {
    const before = await versions();
    expect(
      await faultsOf(
        loadHead,
        'L1,2027-09-01,Primary,,18,0.5',
        'L1,2027-09-01,Kindergarten,,18,0.5',
        'L1,2027-09-02,Junior,,12,0.5',
        'L1,2027-09-01,Primary,,16,0.4',
        'L1,,Junior,maths,0.5,0.5',
        ',,,,,',
      ),
    ).toEqual([
      [3, 'Stage', 'not-choice', 'Kindergarten'],
      [6, 'In force from', 'missing', null],
      [6, 'Periods of a full load', 'not-number', '0.5'],
      [4, '生效日期', 'version-at-odds', '2027-09-02'],
      [5, '班主任折算', 'version-at-odds', '0.4'],
      [5, '学科代码', 'row-twice', 'primary '],
    ]);
    expect(await versions()).toEqual(before);
  });
  test('a version on file is never edited', async () => {
    await take(csv(loadHead, 'L1,2027-09-01,Primary,,18,'));
    expect(await faultsOf(loadHead, 'L1,2027-09-01,Primary,,17,')).toEqual([
      [2, null, 'version-on-file', 'L1'],
    ]);
    expect(await faultsOf(loadHead, 'L1,2028-09-01,Primary,,18,')).toMatchObject([
      [2, null, 'version-on-file', 'L1'],
    ]);
    const again = await take(csv(loadHead, 'L1,2027-09-01,Primary,,18,'));
    expect(again.sheets).toMatchObject([{ added: 0, left: 1 }]);
  });
  test('an establishment standard tells both stages, and both figures of small schools or neither', async () =>
    expect(await faultsOf(establishmentHead, 'E1,2026-01-01,小学,19,19,19,100,')).toEqual([
      [2, null, 'stage-missing', 'E1'],
      [2, null, 'half-told', 'E1'],
    ]));
  test('every fault of a standard of balance is told by row and column', async () => {
    const [first = '', second = ''] = quality('Q1', '2026-06-01');
    expect(
      await faultsOf(
        balanceHead,
        first.replace(',0.4,', ',10.1,'),
        second.replace('图书,1', '桌椅,7'),
        first.replace('优质', '一般'),
      ),
    ).toEqual([
      [2, '小学差异系数上限', 'not-number', '10.1'],
      [3, '计量内容', 'not-choice', '桌椅'],
      [3, '每多少名学生', 'not-choice', '7'],
      [4, '标准类别', 'not-choice', '一般均衡'],
    ]);
    expect(
      await faultsOf(
        balanceHead,
        first,
        second.replace('2026-06-01', '2026-06-02'),
        first.replace('0.35', '0.3'),
      ),
    ).toEqual([
      [3, '生效日期', 'version-at-odds', '2026-06-02'],
      [4, '初中差异系数上限', 'version-at-odds', '0.3'],
      [4, '指标代码', 'row-twice', 'L1'],
    ]);
    const half = [first.replace(',6', ','), second].map((line) =>
      line.replace('1,0.9,30,,music；pe,40,99,1,1.2', '1,,30,,；,99,40,1,'),
    );
    expect(await faultsOf(balanceHead, ...half)).toEqual([
      [2, '其余各项最低比例', 'half-told', null],
      [2, '初中学生权重', 'half-told', null],
      [2, '初中应达值', 'half-told', null],
      [2, '走教计入学生数止', 'range-reversed', '40'],
      [2, '体育艺术学科代码', 'not-text', '；'],
    ]);
    expect(
      await faultsOf(balanceHead, ...[first, second].map((line) => line.replace(',1,0.9,', ',2,0.9,'))),
    ).toEqual([[2, '每校应达标项数', 'more-than-there-are', '2']]);
    expect(await versions()).not.toContain('Q1');
  });
  test('a standard of balance counts teachers of subjects that there are', async () => {
    const lines = quality('Q1', '2026-06-01').map((line) => line.replace('music；pe', 'music；dance'));
    expect(await faultsOf(balanceHead, ...lines)).toEqual([[2, null, 'unknown-subject', 'dance']]);
  });
  test('only a national standard bears the name of one', async () => {
    expect(await faultsOf(balanceHead, ...quality('quality-2017', '2026-06-01'))).toEqual([
      [2, null, 'national-version', 'quality-2017'],
    ]);
    expect(await faultsOf(balanceHead, basic('quality-2017', '2026-06-01'))).toEqual([
      [2, null, 'national-version', 'quality-2017'],
    ]);
  });
  test('a standard of balance on file is never edited, and taken in again as it is', async () => {
    const lines = quality('Q1', '2026-06-01');
    await take(csv(balanceHead, ...lines));
    expect((await take(csv(balanceHead, ...lines.toReversed()))).sheets).toMatchObject([
      { added: 0, left: 1 },
    ]);
    expect(await faultsOf(balanceHead, ...lines.map((line) => line.replace('0.35', '0.36')))).toEqual([
      [2, null, 'version-on-file', 'Q1'],
    ]);
  });
  test('a file without any standard is refused by its headers', async () =>
    expect((await take(csv('a,b', '1,2'))).faults).toMatchObject([
      {
        file: 'standards.csv',
        row: 1,
        code: 'no-headers',
        expected: { en: expect.stringContaining('Version') },
      },
    ]));
  test('loads that name what no subject is, or leave one without, are refused: no round could be opened on them', async () => {
    const [stage = 'primary'] = problem.sections.map((section) => section.stage);
    const words = stage === 'primary' ? 'Primary' : 'Junior';
    const unknown = await faultsOf(
      loadHead,
      `L1,2027-09-01,${words},,18,`,
      `L1,2027-09-01,${words},mahts,14,`,
    );
    expect(unknown).toContainEqual([2, null, 'standards-at-odds', '"mahts"']);
    const alone = await take(csv(loadHead, `L2,2027-09-01,${words},maths,14,`));
    expect(alone.faults.map(({ expected }) => expected.en)).toContainEqual(
      expect.stringContaining(`a load for ${stage}`),
    );
    expect((await versions()).filter((version) => version.startsWith('L'))).toEqual([]);
  });
  test('the same version twice at once is taken in once, and the second is told', async () => {
    const both = await Promise.all(
      [18, 18, 17].map((load) =>
        take(csv(loadHead, `L9,2027-09-01,Primary,,${load},`, `L9,2027-09-01,Junior,,${load},`)),
      ),
    );
    expect((await versions()).filter((version) => version === 'L9')).toHaveLength(1);
    for (const { faults, sheets } of both)
      if (faults.length > 0) expect(faults).toMatchObject([{ code: 'version-on-file' }]);
      else expect(sheets).toMatchObject([{ refused: 0 }]);
  });
  test('a file that is none is refused', async () =>
    expect((await take({ name: 'x.xlsx', bytes: new Uint8Array([0x50, 0x4b, 3, 4]) })).faultCount).toBe(1));
  test('who is no HR officer of the county may not', async () => {
    const inspector = viewerAs('inspector', { countyId: kept.countyId });
    await expect(
      createImports(database).runStandards(inspector, kept.countyId, csv(loadHead), { dryRun: true }),
    ).rejects.toThrow(NotAllowed);
  });
});

describe('what is only odd is noted', () => {
  const notesOf = async (...lines: string[]) =>
    (await take(csv(...lines), true)).notes.map(({ code, column, found }) => [code, column, found]);
  test('a weekly total that is not the national one', async () =>
    expect(await notesOf(curriculumHead, 'C,2027-09-01,chinese,语文,,26,25.5,34')).toEqual([
      ['not-the-national-total', 'grade 2', '25.5'],
      ...['3', '4', '5', '6'].map((grade) => ['not-the-national-total', `grade ${grade}`, '0']),
      ...['8', '9'].map((grade) => ['not-the-national-total', `grade ${grade}`, '0']),
    ]));
});
