import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { NotAllowed } from '../../../schema/errors.ts';
import { createImports } from '../../../server/imports/imports.ts';
import { establishment } from '../../../server/rounds/establishment.ts';
import { inForce } from '../../../server/rounds/standards.ts';
import { exportStandards } from '../../../server/standards/export.ts';
import { importStandards } from '../../../server/standards/import.ts';
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
  ].map(({ version }) => version);
};

const curriculumHead = '标准版本,生效日期,学科代码,学科,设专任岗位,一年级,二年级,七年级';
const loadHead = 'Version,In force from,Stage,Subject code,Periods of a full load,Class-teacher duty';
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

test('posts are due by the county’s own standard from its day on, and by the unified ratio before', async () => {
  await take(csv(establishmentHead, 'E1,2026-06-01,小学,19,19,19,,', 'E1,2026-06-01,初中,13.5,13.5,13.5,,'));
  const by = async (on: string, standard: string | null) => {
    const [first] = await establishment({ database, reckoner: inPlace }, kept.countyId, on, standard);
    return first?.standard;
  };
  expect(await by('2026-05-31', null)).toBe(establishment2014.version);
  expect(await by('2026-06-01', null)).toBe('E1');
  expect(await by('2026-06-01', 'by-place-2001')).toBe('by-place-2001');
});

test('what is exported is taken back without a change, in both languages', async () => {
  await database.db.loadStandard.deleteMany({ where: { countyId: kept.countyId, rounds: { none: {} } } });
  await take(csv(establishmentHead, 'E1,2026-06-01,小学,19,19,19,,', 'E1,2026-06-01,初中,13.5,13.5,13.5,,'));
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
