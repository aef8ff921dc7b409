import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { createRollovers } from '../../server/rollover/rollovers.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

// The day is 1 June 2026, in the school year 2025. Every section has grade 1 of 2026 on file: 2 classes, 70 + i pupils.

let database: Database;
let county: MarkedCounty;
let officer: Viewer;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: provinceId, name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, randomUUID().slice(0, 8), provinceId, 2);
  await database.db.rollover.deleteMany();
  officer = viewerAs('hr-officer', { countyId: county.countyId });
  await insert(
    database.pool,
    'Enrolment',
    county.sections.map((sectionId) => ({
      id: randomUUID(),
      sectionId,
      schoolYear: 2025,
      grade: 1,
      classes: 2,
      pupils: 60,
    })),
  );
});

const as = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  ask({ ...contextWith(database, viewer), rollovers: createRollovers(database) }, document, variables);

const previewed = async (schoolYear: number, viewer = officer) => {
  const { at, errors } = await as(
    viewer,
    `query ($year: Int!) { county(code: "${county.mark}-code") { rolloverPreview(schoolYear: $year) {
      seal pupilsBefore pupils leaving findings { code section { id } text } newVersions { kind version effectiveFrom }
      openRounds { id } endingPostings { id } undecided
      grades { grade classesBefore pupilsBefore classes pupils basis section { id } } } } }`,
    { year: schoolYear },
  );
  return {
    at: (path: string) => at(`county.rolloverPreview.${path}`),
    whole: at('county.rolloverPreview'),
    errors,
  };
};

const rollOver = (seal: unknown, schoolYear = 2026, viewer = officer) =>
  as(
    viewer,
    `mutation ($id: ID!, $year: Int!, $seal: String!) { rollOver(countyId: $id, schoolYear: $year, seal: $seal) {
      __typename ... on Rollover { id grades schoolYear } ... on Refusal { message } ... on InvalidInput { path } } }`,
    { id: idOf('County', county.countyId), year: schoolYear, seal: String(seal) },
  );

const undo = (id: unknown, reason = 'The intake is wrong', viewer = officer) =>
  as(
    viewer,
    `mutation ($id: ID!, $reason: String!) { undoRollover(rolloverId: $id, reason: $reason) {
      __typename ... on Rollover { undoneAt } ... on RolloverCannotBeUndone { edited message } ... on InvalidInput { path } } }`,
    { id, reason },
  );

const enrolments = (schoolYear: number) =>
  database.db.enrolment.findMany({
    where: { schoolYear, section: { countyId: county.countyId } },
    orderBy: [{ pupils: 'asc' }, { grade: 'asc' }],
    select: { grade: true, classes: true, pupils: true },
  });

/** Grade 2 of 2026 moves up from grade 1 of 2025; grade 1 of 2026 is on file. */
const addGradeTwo = () =>
  insert(
    database.pool,
    'Enrolment',
    county.sections.map((sectionId, index) => ({
      id: randomUUID(),
      sectionId,
      schoolYear: 2025,
      grade: 2,
      classes: 2,
      pupils: 50 + index,
    })),
  );

describe('a rollover', () => {
  test('is shown before, and writes only what is not on file', async () => {
    await addGradeTwo();
    const { at } = await previewed(2026);
    expect(at('grades.grade')).toEqual([1, 2, 1, 2]);
    expect(at('grades.basis')).toEqual(['IMPORTED', 'MOVED_UP', 'IMPORTED', 'MOVED_UP']);
    expect(at('grades.pupils')).toEqual([70, 60, 71, 60]);
    const { at: done } = await rollOver(at('seal'));
    expect(done('rollOver')).toMatchObject({ __typename: 'Rollover', grades: 2, schoolYear: 2026 });
    expect(await enrolments(2026)).toEqual([
      { grade: 2, classes: 2, pupils: 60 },
      { grade: 2, classes: 2, pupils: 60 },
      { grade: 1, classes: 2, pupils: 70 },
      { grade: 1, classes: 2, pupils: 71 },
    ]);
    const deed = await database.db.auditEvent.findFirstOrThrow({ orderBy: { position: 'desc' } });
    expect([deed.action, deed.after]).toEqual(['county.roll-over', expect.objectContaining({ grades: 2 })]);
  });

  test('is done once: the second is told which one holds', async () => {
    await addGradeTwo();
    const { at } = await previewed(2026);
    const answers = await Promise.all([rollOver(at('seal')), rollOver(at('seal'))]);
    expect(answers.map(({ at: told }) => told('rollOver.__typename')).sort()).toEqual([
      'RolledOverAlready',
      'Rollover',
    ]);
    expect(await enrolments(2026)).toHaveLength(4);
  });

  test('is refused where pupils changed since the preview', async () => {
    await addGradeTwo();
    const { at } = await previewed(2026);
    await database.db.enrolment.updateMany({ where: { schoolYear: 2025, grade: 1 }, data: { pupils: 61 } });
    const { at: told } = await rollOver(at('seal'));
    expect(told('rollOver')).toMatchObject({ __typename: 'InvalidInput', path: ['seal'] });
    expect(await enrolments(2026)).toHaveLength(2);
  });

  test('is taken back wholly, and can be done again', async () => {
    await addGradeTwo();
    const first = await rollOver((await previewed(2026)).at('seal'));
    const { at } = await undo(first.at('rollOver.id'));
    expect(at('undoRollover')).toMatchObject({ __typename: 'Rollover', undoneAt: expect.any(String) });
    expect(await enrolments(2026)).toHaveLength(2);
    const again = await rollOver((await previewed(2026)).at('seal'));
    expect(again.at('rollOver.__typename')).toBe('Rollover');
  });

  test('is not taken back once what it wrote was changed, and says what', async () => {
    await addGradeTwo();
    const done = await rollOver((await previewed(2026)).at('seal'));
    await database.db.enrolment.updateMany({
      where: { schoolYear: 2026, grade: 2, sectionId: county.sections[1] ?? '' },
      data: { pupils: 59 },
    });
    const { at } = await undo(done.at('rollOver.id'));
    expect(at('undoRollover')).toMatchObject({
      __typename: 'RolloverCannotBeUndone',
      edited: [`${county.mark}-001:primary 2`],
    });
    expect(await enrolments(2026)).toHaveLength(4);
  });

  test('is not taken back twice, nor without a reason', async () => {
    await addGradeTwo();
    const id = (await rollOver((await previewed(2026)).at('seal'))).at('rollOver.id');
    expect((await undo(id, '  ')).at('undoRollover.path')).toEqual(['reason']);
    await undo(id);
    expect((await undo(id)).at('undoRollover.__typename')).toBe('RolloverCannotBeUndone');
  });

  test('is not taken back once its year is over, or a later one is begun', async () => {
    await addGradeTwo();
    const id = (await rollOver((await previewed(2026)).at('seal'))).at('rollOver.id');
    const { id: later } = await database.db.rollover.create({
      data: { countyId: county.countyId, schoolYear: 2027, seal: 'x', written: [] },
    });
    expect((await undo(id)).at('undoRollover.message')).toContain('a later school year');
    await database.db.rollover.update({ where: { id: later }, data: { undoneAt: new Date() } });
    await database.db.rollover.updateMany({ where: { schoolYear: 2026 }, data: { schoolYear: 2024 } });
    expect((await undo(id)).at('undoRollover.message')).toContain('pupils of years past stay on file');
    expect(await enrolments(2026)).toHaveLength(4);
    await database.db.rollover.updateMany({ where: { schoolYear: 2024 }, data: { schoolYear: 2026 } });
    expect((await undo(id)).at('undoRollover.__typename')).toBe('Rollover');
  });

  test('is of the present school year or the next', async () => {
    expect((await previewed(2025)).errors).toEqual([]);
    for (const year of [2024, 2027]) {
      const { at } = await rollOver('x', year);
      expect(at('rollOver')).toMatchObject({ __typename: 'InvalidInput', path: ['schoolYear'] });
    }
  });

  test('with nothing to write is refused', async () => {
    await database.db.enrolment.deleteMany({
      where: { schoolYear: 2025, section: { countyId: county.countyId } },
    });
    const { at } = await rollOver((await previewed(2026)).at('seal'));
    expect(at('rollOver.path')).toEqual(['schoolYear']);
  });
});

/** The county has versions of January besides. */
const fromSeptember = (versions: unknown) =>
  (versions as { effectiveFrom: string }[]).filter(({ effectiveFrom }) => effectiveFrom >= '2026-09-01');

test('the preview names what else the year brings: new versions, rounds not closed, postings that end', async () => {
  await insert(database.pool, 'LoadStandard', [
    {
      id: randomUUID(),
      countyId: county.countyId,
      version: 'of September',
      effectiveFrom: '2026-09-01',
      body: {},
    },
    { id: randomUUID(), countyId: county.countyId, version: 'later', effectiveFrom: '2026-09-02', body: {} },
  ]);
  const round = await database.db.round.findFirstOrThrow({ where: { countyId: county.countyId } });
  await database.db.round.update({ where: { id: round.id }, data: { schoolYear: 2025 } });
  const [first = '', second = ''] = county.ids['Posting'] ?? [];
  const set = (id: string, endsOn: string) =>
    database.db.posting.update({
      where: { id },
      data: { state: 'serving', endedOn: null, endsOn: new Date(endsOn) },
    });
  await set(first, '2026-08-31');
  await set(second, '2026-09-01');
  const { at } = await previewed(2026);
  expect(fromSeptember(at('newVersions'))).toEqual([
    { kind: 'LOAD', version: 'of September', effectiveFrom: '2026-09-01' },
  ]);
  expect(at('openRounds.id')).toEqual([idOf('Round', round.id)]);
  expect(at('endingPostings.id')).toEqual([idOf('Posting', first)]);
});

test('the preview names new versions of every standard there is', async () => {
  const { countyId } = county;
  const effectiveFrom = new Date('2026-09-01');
  const of = (version: string) => ({ countyId, version, effectiveFrom, body: {} });
  const { db } = database;
  await db.balanceStandard.create({ data: { ...of('b'), kind: 'quality' } });
  await db.calendarStandard.create({ data: of('c') });
  await db.pointsRule.create({ data: of('r') });
  await db.postingStandard.create({ data: of('t') });
  const { at } = await previewed(2026);
  expect(fromSeptember(at('newVersions'))).toEqual([
    { kind: 'POSTING', version: 't', effectiveFrom: '2026-09-01' },
    { kind: 'POINTS', version: 'r', effectiveFrom: '2026-09-01' },
    { kind: 'CALENDAR', version: 'c', effectiveFrom: '2026-09-01' },
    { kind: 'BALANCE', version: 'b', effectiveFrom: '2026-09-01' },
  ]);
});

test('the preview tells of how many postings that end nobody has decided', async () => {
  const [first = '', second = ''] = county.ids['Posting'] ?? [];
  await database.db.posting.updateMany({
    where: { id: { in: [first, second] } },
    data: { state: 'serving', endedOn: null, endsOn: new Date('2026-08-31'), decision: null },
  });
  expect((await previewed(2026)).at('undecided')).toBe(2);
  await database.db.posting.update({ where: { id: first }, data: { decision: 'return' } });
  expect((await previewed(2026)).at('undecided')).toBe(1);
});

test('only HR officers of the county see or do it', async () => {
  for (const viewer of [
    viewerAs('inspector', { countyId: county.countyId }),
    viewerAs('principal', { schoolId: county.schools[0] ?? null }),
  ]) {
    expect((await previewed(2026, viewer)).whole).toBeNull();
    expect((await rollOver('x', 2026, viewer)).at('rollOver.__typename')).toBe('NotAllowed');
  }
  const stranger = viewerAs('hr-officer', { countyId: randomUUID() });
  expect((await rollOver('x', 2026, stranger)).at('rollOver.__typename')).toBe('NotFound');
});
