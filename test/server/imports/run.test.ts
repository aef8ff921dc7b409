import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { verifyRecord } from '../../../server/audit/verify.ts';
import { exportCounty } from '../../../server/imports/export.ts';
import { undoImport } from '../../../server/imports/undo.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyCounty, importing, smallCounty, workbook } from './county.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const imported = async (code: string) => {
  const county = await emptyCounty(database, code);
  const bring = importing(database, county);
  const report = await bring(await workbook(smallCounty));
  expect(report.faults).toEqual([]);
  return { county, bring, report };
};

test('a whole county is added: every sheet, every reference, every day as the day it is', async () => {
  const { county, bring, report } = await imported('A');
  expect(report.sheets.map(({ entity, added, refused }) => [entity, added, refused])).toEqual([
    ['zones', 2, 0],
    ['clusters', 1, 0],
    ['schools', 3, 0],
    ['members', 2, 0],
    ['sections', 3, 0],
    ['classes', 3, 0],
    ['teachers', 2, 0],
    ['certificates', 2, 0],
    ['exemptions', 1, 0],
    ['postings', 1, 0],
    ['requests', 1, 0],
    ['wishes', 1, 0],
    ['points', 2, 0],
  ]);
  const { db } = database;
  const teachers = await db.teacher.findMany({
    where: { countyId: county },
    orderBy: { staffNumber: 'asc' },
    include: { partner: true, registered: true, serving: { include: { school: true } } },
  });
  expect(teachers).toMatchObject([
    {
      staffNumber: '0001',
      born: new Date('1985-03-12T00:00:00Z'),
      partner: { staffNumber: '0002' },
      serving: { stage: 'primary', school: { code: 'S1' } },
      classTeacher: true,
      fte: 1,
    },
    {
      staffNumber: '0002',
      partner: { staffNumber: '0001' },
      registered: { code: 'S2' },
      registeredSince: new Date('2002-09-01T00:00:00Z'),
      cadreTerms: 1,
    },
  ]);
  const parent = await db.school.findFirstOrThrow({
    where: { countyId: county, code: 'S3' },
    include: { parent: true },
  });
  expect(parent.parent?.code).toBe('S2');
  const school = await db.school.findFirstOrThrow({ where: { countyId: county, code: 'S1' } });
  expect(school.facilities).toEqual({ books: 12000 });
  const posting = await db.posting.findFirstOrThrow({
    where: { countyId: county },
    include: { to: true, from: true },
  });
  expect(posting).toMatchObject({ state: 'ended', to: { stage: 'primary' }, from: { stage: 'primary' } });
  const wish = await db.wish.findFirstOrThrow({
    where: { countyId: county },
    include: { choices: { orderBy: { rank: 'asc' }, include: { school: true } } },
  });
  expect(wish.choices.map(({ rank, school }) => [rank, school?.code])).toEqual([
    [1, 'S2'],
    [2, 'S3'],
  ]);
  const audit = await db.auditEvent.findFirstOrThrow({ where: { countyId: county } });
  expect(audit).toMatchObject({ action: 'import.apply', entityId: report.importId });

  const versions = () =>
    db.teacher.findMany({ where: { countyId: county }, select: { version: true, updatedAt: true } });
  const before = await versions();
  const again = await bring(await workbook(smallCounty));
  expect(again.importId).toBeNull();
  expect(again.sheets.every(({ added, changed, refused }) => added + changed + refused === 0)).toBe(true);
  expect(await versions()).toEqual(before);
  expect(await db.import.count({ where: { countyId: county } })).toBe(1);
});

test('what an import wrote is sealed in the record: a value before or after that is edited or removed shows', async () => {
  const {
    report: { importId },
  } = await imported('Sealed');
  expect((await verifyRecord(database.pool)).fault).toBeNull();
  const [change] = await database.db.importChange.findMany({
    where: { importId: importId ?? '', entity: 'teachers' },
    orderBy: { position: 'asc' },
  });
  if (change === undefined) throw new Error('The import changed no teacher.');
  const { id } = change;
  const edit = (after: object) => database.db.importChange.update({ where: { id }, data: { after } });
  await edit({ ...Object(change.after), name: 'Somebody else' });
  expect((await verifyRecord(database.pool)).fault).toMatchObject({ code: 'import-edited' });
  await edit(Object(change.after));
  expect((await verifyRecord(database.pool)).fault).toBeNull();
  const { before: _, ...row } = change;
  await database.db.importChange.delete({ where: { id } });
  expect((await verifyRecord(database.pool)).fault).toMatchObject({ code: 'import-edited' });
  await database.db.importChange.create({ data: { ...row, after: Object(row.after) } });
  expect((await verifyRecord(database.pool)).fault).toBeNull();
});

test('a preview writes nothing; then what was shown is what changes, and nothing else does', async () => {
  const { county, bring } = await imported('B');
  const { db } = database;
  const change = Buffer.from(
    '工号,姓名,职称,联系电话,配偶工号\n0001,李秀蓝,高级教师,（清空）,\n0002,,,13900000002,（清空）\n',
  );
  const preview = await bring(change, { dryRun: true });
  expect(preview).toMatchObject({ importId: null, sheets: [{ entity: 'teachers', changed: 2, left: 0 }] });
  expect(await db.teacher.count({ where: { countyId: county, name: '李秀蓝' } })).toBe(0);
  const done = await bring(change);
  expect(done.changes).toEqual(preview.changes);
  expect(done.changes[0]).toEqual({
    entity: 'teachers',
    key: '0001',
    kind: 'changed',
    fields: [
      { field: 'name', before: '李秀兰', after: '李秀蓝' },
      { field: 'title', before: 'first', after: 'senior' },
      { field: 'phone', before: '13800000001', after: null },
    ],
  });
  expect(await db.teacher.findFirst({ where: { countyId: county, staffNumber: '0001' } })).toMatchObject({
    name: '李秀蓝',
    title: 'senior',
    phone: null,
    subject: 'maths',
    backbone: 'county',
  });
  expect(await db.teacher.findFirst({ where: { countyId: county, staffNumber: '0002' } })).toMatchObject({
    name: '王建国',
    partnerId: null,
    phone: '13900000002',
  });
  const wishes = await bring(Buffer.from('工号,学年,志愿学校\n0001,2026,S3；S1\n'));
  expect(wishes.changes[0]?.fields).toEqual([{ field: 'choices', before: 'S2; S3', after: 'S3; S1' }]);
  const choices = await db.wishChoice.findMany({
    where: { wish: { countyId: county } },
    orderBy: { rank: 'asc' },
    include: { school: true },
  });
  expect(choices.map(({ school }) => school?.code)).toEqual(['S3', 'S1']);
  const zone = await bring(Buffer.from('工号,学年,志愿学校\n0001,2026,S1；Z1\n'));
  expect(zone.changes[0]?.fields).toEqual([{ field: 'choices', before: 'S3; S1', after: 'S1; Z1' }]);
  expect(
    await db.wishChoice.findMany({
      where: { wish: { countyId: county } },
      orderBy: { rank: 'asc' },
      select: { school: { select: { code: true } }, zone: { select: { code: true } } },
    }),
  ).toEqual([
    { school: { code: 'S1' }, zone: null },
    { school: null, zone: { code: 'Z1' } },
  ]);
  expect(await bring(await exportCounty(database, county, 'zh'))).toMatchObject({
    importId: null,
    faults: [],
  });
  await undoImport(database, null, zone.importId ?? '');
  expect(
    await db.wishChoice.findMany({
      where: { wish: { countyId: county } },
      orderBy: { rank: 'asc' },
      select: { school: { select: { code: true } } },
    }),
  ).toEqual([{ school: { code: 'S3' } }, { school: { code: 'S1' } }]);
  const volunteer = await db.wish.findFirstOrThrow({ where: { countyId: county } });
  expect(volunteer.volunteer).toBe(true);
});

test('one fault, and nothing of the file is written', async () => {
  const county = await emptyCounty(database, 'C');
  const file = { ...smallCounty, points: [{ teacher: '0009', schoolYear: 2026, points: 1 }] };
  const report = await importing(database, county)(await workbook(file));
  expect(report).toMatchObject({
    importId: null,
    faultCount: 1,
    faults: [
      {
        file: 'county.xlsx',
        sheet: '积分',
        row: 2,
        column: '工号',
        found: '0009',
        code: 'unknown-reference',
      },
    ],
  });
  expect(await database.db.school.count({ where: { countyId: county } })).toBe(0);
});

test('rows somebody else edits, or adds, while the file is judged stop the import whole', async () => {
  const { county, bring } = await imported('D');
  const { db, pool } = database;
  /** Somebody acts between judging and writing, which takes a connection of its own. */
  const meanwhile = (act: () => Promise<unknown>): Database => ({
    ...database,
    pool: Object.assign(Object.create(pool) as typeof pool, {
      query: pool.query.bind(pool),
      connect: async () => {
        await act();
        return pool.connect();
      },
    }),
  });
  const change = Buffer.from('工号,姓名\n0001,甲\n0002,乙\n');
  const edited = await importing(
    meanwhile(() =>
      db.teacher.updateMany({
        where: { countyId: county, staffNumber: '0002' },
        data: { version: { increment: 1 } },
      }),
    ),
    county,
  )(change);
  expect(edited).toMatchObject({ importId: null, faults: [{ code: 'changed-meanwhile' }] });
  const certificate = Buffer.from('工号,学科,学段,证书编号\n0001,数学,小学,C-1\n');
  const unversioned = await importing(
    meanwhile(() =>
      db.certificate.updateMany({ data: { number: 'C-0' }, where: { teacher: { countyId: county } } }),
    ),
    county,
  )(certificate);
  expect(unversioned).toMatchObject({ importId: null, faults: [{ code: 'changed-meanwhile' }] });
  const zone = Buffer.from('区代码,区名称,边远等级\nZ9,九类区,3\n');
  const added = await importing(
    meanwhile(() => db.zone.create({ data: { countyId: county, code: 'Z9', name: '别人的', tier: 1 } })),
    county,
  )(zone);
  expect(added).toMatchObject({ importId: null, faults: [{ code: 'changed-meanwhile' }] });
  expect(await db.teacher.count({ where: { countyId: county, name: '甲' } })).toBe(0);
  expect(await bring(change)).toMatchObject({ faultCount: 0, sheets: [{ changed: 2 }] });
});

test('a posting taken in as running ends when a later file says on which day; a cancelled one stays so', async () => {
  const { county, bring } = await imported('G');
  const { db } = database;
  await db.posting.updateMany({ where: { countyId: county }, data: { state: 'serving', endedOn: null } });
  const headers = '工号,接收学校代码,开始日期,实际结束日期';
  await bring(Buffer.from(`${headers}\n0001,S2,2015-09-01,2018-08-31\n`));
  const posting = () => db.posting.findFirstOrThrow({ where: { countyId: county } });
  expect(await posting()).toMatchObject({ state: 'ended', endedOn: new Date('2018-08-31') });
  await db.posting.updateMany({ where: { countyId: county }, data: { state: 'cancelled' } });
  await bring(Buffer.from(`${headers}\n0001,S2,2015-09-01,2018-07-31\n`));
  expect(await posting()).toMatchObject({ state: 'cancelled', endedOn: new Date('2018-07-31') });
});

test('what is dealt with here step by step goes no step by a file, and may be repeated by one', async () => {
  const { county, bring } = await imported('F9');
  const { db } = database;
  const request = await db.request.findFirstOrThrow({ where: { countyId: county } });
  const decide = (state: string) => bring(Buffer.from(`需求编号,状态\n${request.number},${state}\n`));
  expect(await decide('已驳回')).toMatchObject({ faults: [] });
  const somebody = '00000000-0000-7000-8000-000000000001';
  await db.request.updateMany({ where: { countyId: county }, data: { decidedBy: somebody } });
  expect(await decide('已驳回')).toMatchObject({ faults: [] });
  expect(await decide('已批准')).toMatchObject({
    importId: null,
    faults: [{ row: 2, column: '状态', code: 'followed-here' }],
  });
  const posting = await db.posting.findFirstOrThrow({ where: { countyId: county } });
  await db.postingChange.create({
    data: {
      countyId: county,
      postingId: posting.id,
      position: 1,
      step: 'report',
      on: new Date('2015-09-01'),
      before: {},
      after: {},
    },
  });
  const ended = await bring(
    Buffer.from('工号,接收学校代码,开始日期,实际结束日期\n0001,S2,2015-09-01,2017-08-31\n'),
  );
  expect(ended.faults.map(({ code }) => code)).toContain('followed-here');
  expect(await db.posting.findUniqueOrThrow({ where: { id: posting.id } })).toEqual(posting);
});

test('a file moves nobody under a posting that was ordered here, and may repeat what is on file', async () => {
  const { county, bring } = await imported('F8');
  const { db } = database;
  const posting = await db.posting.findFirstOrThrow({ where: { countyId: county } });
  const now = (data: Prisma.PostingUncheckedUpdateInput) =>
    db.posting.update({ where: { id: posting.id }, data });
  await now({
    state: 'ordered',
    startsOn: new Date('2026-09-01'),
    endsOn: new Date('2029-08-31'),
    endedOn: null,
  });
  const move = async (row: string) =>
    (
      await bring(Buffer.from(`工号,在岗学校代码,在编学校代码,干部职务\n${row}\n`), { dryRun: true })
    ).faults.map(({ row: at, column, code }) => [at, column, code]);
  expect(await move('0001,S2,S2,中层')).toEqual([]);
  await db.postingChange.create({
    data: {
      countyId: county,
      postingId: posting.id,
      position: 1,
      step: 'order',
      on: new Date('2026-08-01'),
      before: {},
      after: {},
    },
  });
  const both = [
    [2, '在岗学校代码', 'posted-here'],
    [2, '在编学校代码', 'posted-here'],
  ];
  expect(await move('0001,S2,S2,中层')).toEqual(both);
  expect(await move('0001,S1,S1,')).toEqual([]);
  expect(await move('0002,S1,S1,')).toEqual([]);
  const again = await bring(await exportCounty(database, county, 'zh'));
  expect(again.faults).toEqual([]);
  expect(again.sheets.every(({ added, changed }) => added + changed === 0)).toBe(true);
  // A seat it brings is its own to give and to take back.
  await now({ state: 'serving', role: 'principal' });
  expect(await move('0001,S2,S2,中层')).toEqual([...both, [2, '干部职务', 'posted-here']]);
  // Who has moved for good, and is not called back, is where the registry says.
  await now({ relationMoves: true, endsOn: null });
  expect(await move('0001,S2,S2,中层')).toEqual([]);
  await now({ endsOn: new Date('2030-08-31'), decision: 'return' });
  expect(await move('0001,S2,S2,中层')).toHaveLength(3);
  await now({ relationMoves: false, form: 'circuit' });
  expect(await move('0001,S2,S2,中层')).toEqual([]);
});

test('today is the day it is in the county', async () => {
  // 17:00 in UTC is an hour into the next day in Shanghai.
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T17:00:00Z') });
  try {
    const bring = importing(database, await emptyCounty(database, 'H'));
    const born = async (day: string) => {
      const teachers = smallCounty.teachers?.map((row) => ({ ...row, born: day })) ?? [];
      const { faults } = await bring(await workbook({ ...smallCounty, teachers }), { dryRun: true });
      return faults.map(({ code }) => code);
    };
    expect(await born('2026-03-02')).not.toContain('in-the-future');
    expect(await born('2026-03-03')).toContain('in-the-future');
  } finally {
    vi.useRealTimers();
  }
});

test('a mapping that is not there is named with those that are', async () => {
  const county = await emptyCounty(database, 'E');
  const report = await importing(database, county)(Buffer.from('a,b\n'), { mapping: 'ours' });
  expect(report.faults).toMatchObject([
    { code: 'unknown-mapping', found: 'ours', expected: { en: expect.stringContaining('my-sjkc') } },
  ]);
  const odd = await importing(database, county)(Buffer.from('a,b\n'), { mapping: 'constructor' });
  expect(odd.faults).toMatchObject([{ code: 'unknown-mapping', found: 'constructor' }]);
});

test('a quote never closed is told at its row', async () => {
  const county = await emptyCounty(database, 'Q');
  const report = await importing(database, county)(Buffer.from('学校代码,学段\nS1,"小学\n'));
  expect(report.faults).toMatchObject([{ code: 'broken-quotes', row: 2, found: '小学\n' }]);
});

test('an encoding that was guessed is told, one that the caller says is not', async () => {
  const county = await emptyCounty(database, 'R');
  // 学校代码,学校名称 / S1,荷花小学, as Windows in Chinese writes it.
  const bytes = Buffer.from('d1a7d0a3b4fac2eb2cd1a7d0a3c3fbb3c60a53312cbac9bba8d0a1d1a70a', 'hex');
  const guessed = await importing(database, county)(bytes, { dryRun: true });
  expect(guessed.notes).toMatchObject([{ code: 'encoding-assumed', found: 'GB18030' }]);
  const told = await importing(database, county)(bytes, { dryRun: true, encoding: 'gb18030' });
  expect(told.notes).toEqual([]);
});

test('another county’s codes are not known here', async () => {
  const county = await emptyCounty(database, 'F');
  const report = await importing(database, county)(Buffer.from('学校代码,学段\nS1,小学\n'));
  expect(report.faults).toMatchObject([{ code: 'unknown-reference', found: 'S1' }]);
});
