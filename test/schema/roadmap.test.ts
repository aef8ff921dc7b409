import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { standingFacts } from '../../server/rounds/standing-facts.ts';
import { isFound } from '../../solver/plan.ts';
import { problem as format } from '../../solver/problem.ts';
import { outlook } from '../../solver/roadmap/outlook.ts';
import { roadmap } from '../../solver/roadmap/roadmap.ts';
import { carriedOn, leftIn, missingIn, sentIn } from '../../solver/roadmap/year.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../support/registry.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

const sections = twoSchoolsInput.sections.map((section) => ({ ...section, pupils: { 1: 80 } }));
const [anyone] = twoSchoolsInput.teachers;
if (!anyone) throw new Error('There is a teacher.');
/** Reaches 55 and five months on 10 November 2026. */
const old = { ...anyone, id: 'old', name: 'Teacher old', born: '1971-06-10' };
const problem = asRegistered(twoSchools({ sections, teachers: [...twoSchoolsInput.teachers, old] }));
const other = asRegistered(randomCounty(13, { sections: [4, 5], teachers: [25, 30] }));

let database: Database;
let kept: Kept;
let neighbour: Kept;

beforeAll(async () => {
  database = await testDatabase();
  kept = await keepRegistry(database, problem);
  neighbour = await keepRegistry(database, other);
});
afterAll(() => database.close());

const read = (
  viewer: Viewer | null,
  fields: string,
  { args = 'years: 3, on: "2026-09-01"', code = problem.county.code } = {},
) =>
  ask(
    contextWith(database, viewer),
    `{ county(code: "${code}") { roadmap(${args}) { __typename
      ... on Roadmap { ${fields} }
      ... on InvalidInput { message path }
      ... on ProblemRefused { message faults { path found expected } } } } }`,
  );

const everything = `
  assumptions { code sectionKeys text words { zh en } }
  startNow { code schoolYear section { school { code } } post figures text words { zh en }
    places { section { school { code } } figures text words { zh } } }
  years {
    schoolYear effective teachers primaryPupils juniorPupils retired
    enrolment { section { id stage school { code } } grade classes pupils basis }
    retirements { teacher { staffNumber } section { id } subject { code } on }
    returns { teacher { staffNumber } from { id } home { id } }
    due { teacher { staffNumber } section { id } on eligible }
    quotas { eligible base leastExchanged leastBackbone eligibleBackbone }
    gaps { section { id school { code } } subject { code name } gap openings critical }
    newGaps { section { id } subject { code } before afterExchange gap causes { cause fte } }
    plan { ...told } missingQuotas { ...told } goesOnBy { ...told } gap critical sent left
  }`;
const told = `
  fragment told on ForeseenPlan {
    status found goals { name value bound proven }
    moves { teacher { staffNumber } from { school { code } } to { school { code } } subject { code } role form relationMoves bed }
    unfilled { section { id } subject { code } role openings filled left code text }
    diagnosis { clash { rule title text } relaxations { text } }
  }`;
const whole = (viewer: Viewer, code = problem.county.code) =>
  ask(
    contextWith(database, viewer),
    `{ county(code: "${code}") { roadmap(years: 3, on: "2026-09-01") { ... on Roadmap { ${everything} } } } } ${told}`,
  );

/** What the solver says of the county's facts, with these enrolments of other years. */
async function expected(enrolments: object[] = []) {
  const facts = format.parse(JSON.parse(await standingFacts(database.db, kept.countyId, '2026-09-01')));
  return roadmap(facts, outlook.parse({ asOf: '2026-06-01', enrolments }), { years: 3 });
}

test('the roadmap is that of the county’s facts on the day', async () => {
  const { at, errors } = await whole(kept.officer);
  expect(errors).toEqual([]);
  const { years, startNow, assumptions } = await expected();
  expect(at('county.roadmap.years.schoolYear')).toEqual([2026, 2027, 2028]);
  expect(at('county.roadmap.years.effective')).toEqual(['2026-09-01', '2027-09-01', '2028-09-01']);
  expect(at('county.roadmap.years.teachers')).toEqual(years.map((year) => year.teachers));
  expect(at('county.roadmap.years.plan.status')).toEqual(years.map(({ plan }) => plan.status.toUpperCase()));
  expect(at('county.roadmap.years.plan.moves.teacher.staffNumber')).toEqual(
    years.flatMap(({ plan }) => plan.moves.map((move) => move.teacher)),
  );
  expect(at('county.roadmap.years.plan.moves.to.school.code')).toEqual(
    years.flatMap(({ plan }) => plan.moves.map(({ to }) => to.split(':')[0])),
  );
  expect(at('county.roadmap.years.gaps.gap')).toEqual(
    years.flatMap(({ gaps }) => gaps.map(({ gap }) => gap)),
  );
  expect(at('county.roadmap.years.goesOnBy.status')).toEqual(
    years.flatMap((year) => carriedOn(year)?.status.toUpperCase() ?? []),
  );
  expect(at('county.roadmap.years.plan.found')).toEqual(years.map(({ plan }) => isFound(plan)));
  expect(at('county.roadmap.years.gap')).toEqual(years.map(missingIn));
  expect(at('county.roadmap.years.sent')).toEqual(years.map(sentIn));
  expect(at('county.roadmap.years.left')).toEqual(years.map(leftIn));
  expect(at('county.roadmap.years.critical')).toEqual(
    years.map(({ gaps }) => gaps.filter(({ critical }) => critical).length),
  );
  expect(at('county.roadmap.startNow.text')).toEqual(startNow.map(({ text }) => text.en));
  expect(at('county.roadmap.startNow.words.zh')).toEqual(startNow.map(({ text }) => text.zh));
  expect(at('county.roadmap.startNow.places.section.school.code')).toEqual(
    startNow.flatMap(({ places }) => places.map((place) => place.section.split(':')[0])),
  );
  expect(at('county.roadmap.assumptions.code')).toEqual(assumptions.map(({ code }) => code));
  expect(startNow.length).toBeGreaterThan(0);
  expect(years[0]?.plan.moves.length).toBeGreaterThan(0);
});

test('of no day in particular it begins today', async () => {
  const { at } = await ask(
    { ...contextWith(database, kept.officer), today: () => '2026-10-01' },
    `{ county(code: "${problem.county.code}") { roadmap(years: 2) { ... on Roadmap { years { effective schoolYear } } } } }`,
  );
  expect(at('county.roadmap.years')).toEqual([
    { effective: '2026-10-01', schoolYear: 2026 },
    { effective: '2027-10-01', schoolYear: 2027 },
  ]);
});

test('of a day without a policy in force there is none: nothing says what a plan should be for', async () => {
  const { at } = await read(kept.officer, 'years { effective }', { args: 'on: "2026-06-01"' });
  expect(at('county.roadmap')).toEqual({
    __typename: 'InvalidInput',
    message:
      'No exchange policy is in force on that day. Add a version of the policy, or choose another day.',
    path: ['on'],
  });
});

test('who retires is told to HR, with the day', async () => {
  const { at } = await read(
    kept.officer,
    'years { retired retirements { teacher { name } on subject { code } } }',
  );
  expect(at('county.roadmap.years')).toEqual([
    { retired: 0, retirements: [] },
    {
      retired: 1,
      retirements: [{ teacher: { name: 'Teacher old' }, on: '2026-11-10', subject: { code: 'maths' } }],
    },
    { retired: 0, retirements: [] },
  ]);
});

test('whoever reads the county reads it, ages apart; and nobody else', async () => {
  const { countyId, provinceId, schools, teachers } = kept;
  const [schoolId = null] = schools.values();
  const [teacherId = null] = teachers.values();
  for (const viewer of [viewerAs('inspector', { countyId }), viewerAs('province-officer', { provinceId })]) {
    const { at, errors } = await read(viewer, 'years { retired retirements { on } due { on } }');
    expect(errors).toEqual([]);
    expect(at('county.roadmap.years.retired')).toEqual([0, 1, 0]);
    expect(at('county.roadmap.years.retirements')).toEqual([null, null, null]);
  }
  for (const viewer of [
    viewerAs('principal', { countyId, schoolId }),
    viewerAs('teacher', { countyId, teacherId }),
  ]) {
    const { data, errors } = await read(viewer, 'years { retired }');
    expect([data, errors]).toEqual([{ county: { roadmap: null } }, []]);
  }
  expect((await read(neighbour.officer, 'years { retired }')).data).toEqual({ county: null });
  expect((await read(null, 'years { retired }')).errors[0]?.code).toBe('UNAUTHENTICATED');
});

describe('enrolments of other years', () => {
  const section = () => kept.sections.get('town:primary') ?? '';
  const rows = (schoolYear: number, pupils: number) => ({
    id: randomUUID(),
    sectionId: section(),
    schoolYear,
    grade: 1,
    classes: Math.ceil(pupils / 40),
    pupils,
  });
  beforeAll(() => insert(database.pool, 'Enrolment', [rows(2027, 200), rows(2025, 70)]));
  afterAll(() =>
    database.db.enrolment.deleteMany({ where: { sectionId: section(), schoolYear: { not: 2026 } } }),
  );

  test('later ones stand, and are told for what they are', async () => {
    const { at } = await read(
      kept.officer,
      'years { schoolYear primaryPupils enrolment { section { school { code } } pupils basis } newGaps { causes { cause } } }',
    );
    expect(at('county.roadmap.years.primaryPupils')).toEqual([160, 280, 280]);
    expect(at('county.roadmap.years.enrolment.basis')).toEqual([
      'ON_FILE',
      'ON_FILE',
      'IMPORTED',
      'AS_BEFORE',
      'AS_BEFORE',
      'AS_BEFORE',
    ]);
    expect(at('county.roadmap.years.newGaps.causes.cause')).toContain('ENROLMENT');
  });
  test('what bore a gap, and who becomes due and may go, tell of people: to HR alone', async () => {
    const { countyId, provinceId, officer } = neighbour;
    const told = async (viewer: Viewer) => {
      const { at, errors } = await read(
        viewer,
        'years { newGaps { gap causes { cause } } due { on eligible } }',
        { code: other.county.code },
      );
      expect(errors).toEqual([]);
      const [causes, eligible] = [
        at('county.roadmap.years.newGaps.causes'),
        at('county.roadmap.years.due.eligible'),
      ].map((found) => [found].flat());
      return { causes, eligible };
    };
    const whole = await told(officer);
    expect(whole.causes?.length).toBeGreaterThan(0);
    expect(whole.eligible?.length).toBeGreaterThan(0);
    expect([...(whole.causes ?? []), ...(whole.eligible ?? [])]).not.toContain(null);
    for (const viewer of [
      viewerAs('inspector', { countyId }),
      viewerAs('province-officer', { provinceId }),
    ]) {
      const { causes, eligible } = await told(viewer);
      expect(new Set([...(causes ?? []), ...(eligible ?? [])])).toEqual(new Set([null]));
      expect(eligible).toHaveLength(whole.eligible?.length ?? 0);
    }
  });
});

test.each([0, 6, -1])('%s years are refused', async (years) => {
  const { at } = await read(kept.officer, 'years { retired }', { args: `years: ${years}` });
  expect(at('county.roadmap')).toEqual({
    __typename: 'InvalidInput',
    message: `A roadmap is of 1 to 5 years, not ${years}.`,
    path: ['years'],
  });
});

test.each(['1999-12-31', '2191-01-01'])('%s is no day to begin with', async (day) => {
  const { at } = await read(kept.officer, 'years { retired }', { args: `on: "${day}"` });
  expect(at('county.roadmap')).toMatchObject({ __typename: 'InvalidInput', path: ['on'] });
});

test('what is wrong with the facts is told, and what stands there to HR alone', async () => {
  const [teacherId = ''] = kept.teachers.values();
  const { born } = await database.db.teacher.findUniqueOrThrow({ where: { id: teacherId } });
  await database.db.teacher.update({ where: { id: teacherId }, data: { born: new Date('1901-01-01') } });
  const refused = async (viewer: Viewer) =>
    (await read(viewer, 'years { retired }')).at('county.roadmap.faults');
  expect(await refused(kept.officer)).toMatchObject([{ found: '"1901-01-01"' }]);
  expect(await refused(viewerAs('inspector', { countyId: kept.countyId }))).toMatchObject([
    { path: expect.stringMatching(/^\$\.teachers\[\d+\]\.born$/), found: '–' },
  ]);
  await database.db.teacher.update({ where: { id: teacherId }, data: { born } });
});

test('it takes the same number of statements, however large the county', async () => {
  const counts = [];
  for (const [one, { county }] of [
    [kept, problem],
    [neighbour, other],
  ] as const) {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const { at, errors } = await whole(one.officer, county.code);
    counts.push(query.mock.calls.length);
    query.mockRestore();
    expect(errors).toEqual([]);
    expect(at('county.roadmap.years.schoolYear')).toEqual([2026, 2027, 2028]);
  }
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[1]).toBe(counts[0]);
});
