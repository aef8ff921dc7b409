import { readFile } from 'node:fs/promises';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demo } from '../../data/demo.ts';
import type { Database } from '../../prisma/client.ts';
import { firstProblem } from '../../scripts/demo-county/first-problem.ts';
import { passwordMatches } from '../../server/accounts/password.ts';
import { dayOf } from '../../server/day.ts';
import { balanceStandardsInForce } from '../../server/rounds/balance-standard.ts';
import { type DemoLogin, seedIfEmpty } from '../../server/seed.ts';
import { testDatabase } from '../support/database.ts';

const quiet = () => undefined;

describe('an empty database', () => {
  let database: Database;
  let logins: readonly DemoLogin[] | null;
  const told: string[] = [];
  beforeAll(async () => {
    database = await testDatabase();
    logins = await seedIfEmpty(database, (line) => told.push(line));
  });
  afterAll(() => database.close());

  test('holds the demo county afterwards', async () => {
    const { db } = database;
    expect(await db.county.findMany({ select: { code: true } })).toEqual([{ code: demo.county.code }]);
    const counts = [db.school.count(), db.section.count(), db.teacher.count(), db.zone.count()];
    expect(await Promise.all(counts)).toEqual([25, 28, 1009, 3]);
    expect(await db.request.groupBy({ by: ['state'] })).toHaveLength(4);
  });
  test('has six recruits who wait until the summer of 2027, some with wishes', async () => {
    const recruits = await database.db.recruit.findMany({
      select: { state: true, arrivesOn: true, certificates: { select: { subject: true } }, choices: true },
    });
    expect(recruits.map(({ state, arrivesOn }) => [state, dayOf(arrivesOn)])).toEqual(
      Array(6).fill(['waiting', '2027-08-20']),
    );
    const subjects = recruits.flatMap(({ certificates }) => certificates.map(({ subject }) => subject));
    expect([...new Set(subjects)].sort()).toEqual(['art', 'chemistry', 'music', 'pe', 'science']);
    expect(recruits.filter(({ choices }) => choices.length > 0)).toHaveLength(2);
  });
  test('has its standards and policy in force on the day of the moves', async () => {
    const day = new Date('2026-09-01T00:00:00Z');
    const inForce = { where: { effectiveFrom: { lte: day } } };
    const { db } = database;
    const counts = [
      db.policy.count(inForce),
      db.curriculumStandard.count(inForce),
      db.loadStandard.count(inForce),
      db.allowanceStandard.count(inForce),
    ];
    expect(await Promise.all(counts)).toEqual([1, 1, 1, 1]);
  });
  test('is held to the national standard of balance, and to a stricter one of its own from 2027 on', async () => {
    const { id: countyId } = await database.db.county.findFirstOrThrow();
    const asked = { countyId, kind: 'quality' } as const;
    const found = await balanceStandardsInForce(database.db, [
      { ...asked, on: '2026-12-31' },
      { ...asked, on: '2027-01-01' },
    ]);
    expect(found.map(({ standard }) => [standard.version, standard.limit])).toEqual([
      ['quality-2017', { of: 'each', primary: 0.5, junior: 0.45 }],
      ['yuanan-quality-2027', { of: 'each', primary: 0.45, junior: 0.4 }],
    ]);
  });
  test('was filled through the importer, as the record of imports says', async () => {
    const imports = await database.db.import.findMany({ select: { fileName: true, importedBy: true } });
    expect(imports).toEqual([{ fileName: 'demo-county.xlsx', importedBy: null }]);
  });
  test('has its rectification list: problems owned and due, one closed with evidence by other eyes', async () => {
    const { db } = database;
    const states = await db.rectificationItem.groupBy({
      by: ['state'],
      _count: true,
      orderBy: { state: 'asc' },
    });
    expect(states.map(({ state }) => state)).toEqual(['open', 'submitted', 'closed']);
    expect(
      await db.rectificationItem.count({ where: { ownerName: { not: null }, dueOn: { not: null } } }),
    ).toBe(6);
    const closed = await db.rectificationItem.findFirstOrThrow({
      where: { state: 'closed' },
      include: { evidence: { select: { mediaType: true, size: true } } },
    });
    expect(closed.code).toBe('critical-subject');
    expect(closed.evidence).toHaveLength(1);
    const roleOf = async (id: string | null) =>
      (await db.roleGrant.findMany({ where: { userId: id ?? '' } })).map(({ role }) => role);
    expect([await roleOf(closed.submittedBy), await roleOf(closed.closedBy)]).toEqual([
      ['hr_officer'],
      ['inspector'],
    ]);
  });
  test('has a round in which principals may ask and teachers wish today, with points, a request and wishes for a zone', async () => {
    const { db } = database;
    const round = await db.round.findFirstOrThrow({ include: { windows: true } });
    const day = DateTime.now().setZone('Asia/Shanghai').toFormat('yyyy-MM-dd');
    const openNow = round.windows
      .filter(({ from, until }) => dayOf(from) <= day && day <= dayOf(until))
      .map(({ kind }) => kind);
    expect(openNow.sort()).toEqual(['points_frozen', 'requests', 'wishes']);
    expect(round.windows).toHaveLength(10);
    expect(await db.points.count({ where: { roundId: round.id, ruleId: { not: null } } })).toBeGreaterThan(
      900,
    );
    expect(await db.request.findMany({ where: { roundId: round.id }, select: { state: true } })).toEqual([
      { state: 'submitted' },
    ]);
    expect(await db.wishChoice.count({ where: { wish: { roundId: round.id }, zoneId: { not: null } } })).toBe(
      1,
    );
  });
  test('has a login of every role, and an approver beside the officer, each with a password of its own', () => {
    expect(logins?.map(({ role }) => role)).toEqual([
      'hr-officer',
      'hr-officer',
      'principal',
      'teacher',
      'inspector',
      'province-officer',
    ]);
    expect(new Set(logins?.map(({ password }) => password)).size).toBe(6);
  });
  test('keeps of a password its hash alone', async () => {
    for (const { email, password } of logins ?? []) {
      const { passwordHash } = await database.db.user.findUniqueOrThrow({ where: { email } });
      expect(passwordHash).not.toContain(password);
      expect(await passwordMatches(passwordHash, password)).toBe(true);
    }
  });
  test('says what it does, and that it goes on', () => {
    // How often it says that it goes on depends on how quick the machine is.
    expect(told.filter((line) => !/ … \d+ s$/.test(line))).toEqual([
      'The database is empty: filling it with the demo county …',
      'Reading the demo county’s workbook …',
      'Publishing the demo county’s figures …',
      'Drawing up the demo county’s rectification list …',
      'Opening the demo county’s round …',
      'Assessing the demo county’s postings …',
      'Making the demo logins …',
    ]);
  });
  test('is not filled twice', async () => {
    const before = await database.db.auditEvent.count();
    expect(await seedIfEmpty(database, quiet)).toBeNull();
    expect(await database.db.auditEvent.count()).toBe(before);
  });
  test('freezes its first round to the problem in data/', async () => {
    expect(await firstProblem(database)).toBe(await readFile(demo.firstProblem, 'utf8'));
  });
});

describe('a database that is not empty', () => {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  test('a first start that broke off is taken up again, with the password given', async () => {
    const province = await database.db.province.create({ data: demo.province });
    await database.db.county.create({ data: { ...demo.county, provinceId: province.id } });
    const logins = await seedIfEmpty(database, quiet, 'a password for tests');
    expect(logins?.map(({ password }) => password)).toEqual(Array(6).fill('a password for tests'));
    expect(await database.db.teacher.count()).toBe(1009);
  });
  test('a county of somebody’s own keeps the demo out', async () => {
    await database.db.approver.deleteMany();
    await database.db.user.deleteMany();
    const { id } = await database.db.province.findFirstOrThrow();
    await database.db.county.create({ data: { code: '420000', name: 'Own', provinceId: id } });
    expect(await seedIfEmpty(database, quiet)).toBeNull();
    expect(await database.db.user.count()).toBe(0);
  });
});
