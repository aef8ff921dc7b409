import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demo } from '../../data/demo.ts';
import type { Database } from '../../prisma/client.ts';
import { firstProblem } from '../../scripts/demo-county/first-problem.ts';
import { passwordMatches } from '../../server/accounts/password.ts';
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
  test('has one login of every role, each with a password of its own', () => {
    expect(logins?.map(({ role }) => role)).toEqual([
      'hr-officer',
      'principal',
      'teacher',
      'inspector',
      'province-officer',
    ]);
    expect(new Set(logins?.map(({ password }) => password)).size).toBe(5);
  });
  test('keeps of a password its hash alone', async () => {
    for (const { email, password } of logins ?? []) {
      const { passwordHash } = await database.db.user.findUniqueOrThrow({ where: { email } });
      expect(passwordHash).not.toContain(password);
      expect(await passwordMatches(passwordHash, password)).toBe(true);
    }
  });
  test('says what it does, and that it goes on', () => {
    expect(told[0]).toBe('The database is empty: filling it with the demo county …');
    expect(told.slice(-2)).toEqual([
      'Drawing up the demo county’s rectification list …',
      'Making the demo logins …',
    ]);
    expect(told[1]).toBe('Reading the demo county’s workbook …');
    // How often it says so depends on how quick the machine is.
    for (const line of told.slice(2, -2))
      expect(line).toMatch(/^Reading the demo county’s workbook … \d+ s$/);
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
    expect(logins?.map(({ password }) => password)).toEqual(Array(5).fill('a password for tests'));
    expect(await database.db.teacher.count()).toBe(1009);
  });
  test('a county of somebody’s own keeps the demo out', async () => {
    await database.db.user.deleteMany();
    const { id } = await database.db.province.findFirstOrThrow();
    await database.db.county.create({ data: { code: '420000', name: 'Own', provinceId: id } });
    expect(await seedIfEmpty(database, quiet)).toBeNull();
    expect(await database.db.user.count()).toBe(0);
  });
});
