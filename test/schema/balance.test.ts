import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { balanceFacts as factsOnFile, planBalance, planFacts } from '../../server/rounds/balance.ts';
import { type BalanceMove, balanceChange } from '../../solver/balance/change.ts';
import type { BalanceFacts } from '../../solver/balance/facts.ts';
import { balanceOf, type IndicatorReport } from '../../solver/balance/report.ts';
import { qualityBalance } from '../../solver/balance/standard.ts';
import { establishment2014, establishmentOf } from '../../solver/establishment.ts';
import { ask, contextWith, inPlace } from '../support/ask.ts';
import { balanceFacts } from '../support/balance-county.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../support/registry.ts';

const problem = asRegistered(randomCounty(5));
let database: Database;
let kept: Kept;

beforeAll(async () => {
  database = await testDatabase();
  kept = await keepRegistry(database, problem);
});
afterAll(() => database.close());

const read = (viewer: Viewer, fields: string, args = '') =>
  ask(
    contextWith(database, viewer),
    `{ county(code: "${problem.county.code}") { balance(on: "${problem.effective}" ${args}) { ${fields} } } }`,
  );

test.each(['serving', 'registered'] as const)(
  'the county’s indicators are those of its problem, %s',
  async (view) => {
    const told = await read(
      kept.officer,
      'stages { stage indicators { code coefficient } }',
      `view: ${view.toUpperCase()}`,
    );
    const coefficientOf = (report: IndicatorReport) => (report.computable ? report.coefficient : null);
    const expected = balanceOf(balanceFacts(problem), qualityBalance, view).stages.map(
      ({ stage, indicators }) => ({
        stage: stage.toUpperCase(),
        indicators: indicators.map((report) => ({
          code: report.indicator.code,
          coefficient: coefficientOf(report) === null ? null : expect.closeTo(coefficientOf(report) ?? 0, 9),
        })),
      }),
    );
    expect(told.at('county.balance.stages')).toEqual(expected);
    expect(
      expected.flatMap(({ indicators }) => indicators).some(({ coefficient }) => coefficient !== null),
    ).toBe(true);
  },
);

interface Found {
  readonly code: string;
  readonly coefficient: number | null;
  readonly notComputable: { readonly code: string; readonly places: readonly string[] } | null;
}

test('a document that wants the same figures under thirty aliases has them reckoned once', async () => {
  const calls: string[] = [];
  const aliases = Array.from({ length: 30 }, (_, place) => `a${place}: balance { standard }`).join(' ');
  const { errors } = await ask(
    contextWith(database, kept.officer, calls),
    `{ county(code: "${problem.county.code}") { ${aliases} other: balance(view: REGISTERED) { view } } }`,
  );
  expect(errors).toEqual([]);
  expect(calls).toEqual(['balance', 'balance']);
});

test('what is not reported is told, by school; what is, is reckoned', async () => {
  const fields = `stages { stage indicators { code coefficient notComputable { code places text }
    values { amount section { school { code } } } } }`;
  const areas = async () => {
    const { at } = await read(kept.officer, fields, 'standard: BASIC_2012');
    const stages = at('county.balance.stages') as readonly { readonly indicators: readonly Found[] }[];
    return stages.map(({ indicators }) => indicators.find(({ code }) => code === 'B1'));
  };
  const silent = await areas();
  expect(silent.some((found) => found?.notComputable?.code === 'not-reported')).toBe(true);
  await database.pool.query(
    `UPDATE "School" SET facilities = '{"teachingArea": 1000}' WHERE "countyId" = $1`,
    [kept.countyId],
  );
  for (const [place, found] of (await areas()).entries()) {
    if (silent[place]?.notComputable?.code !== 'not-reported') continue;
    expect(found?.notComputable).toBeNull();
    expect(found?.coefficient).toBeGreaterThanOrEqual(0);
  }
});

test('whoever reads the county reads them, and nobody else', async () => {
  const { countyId, provinceId, schools, teachers } = kept;
  const balanceFor = async (viewer: Viewer) => {
    const { at, errors } = await read(viewer, 'standard view');
    expect(errors).toEqual([]);
    return at('county.balance');
  };
  const told = { standard: 'QUALITY_2017', view: 'SERVING' };
  expect(await balanceFor(kept.officer)).toEqual(told);
  expect(await balanceFor(viewerAs('inspector', { countyId }))).toEqual(told);
  expect(await balanceFor(viewerAs('province-officer', { provinceId }))).toEqual(told);
  const [schoolId = null] = schools.values();
  const [teacherId = null] = teachers.values();
  expect(await balanceFor(viewerAs('principal', { countyId, schoolId }))).toBeNull();
  expect(await balanceFor(viewerAs('teacher', { countyId, teacherId }))).toBeNull();
});

test('the posts of every section are those of its problem', async () => {
  const document = `{ county(code: "${problem.county.code}") { establishment(on: "${problem.effective}") {
    section { stage school { code } } standard pupils classes byPupils byClasses due onFile registered serving beyond
    structuralShortage missing { code } } } }`;
  const { at, errors } = await ask(contextWith(database, kept.officer), document);
  expect(errors).toEqual([]);
  const stageOf = new Map(problem.sections.map(({ id, stage, school }) => [id, { stage, school }]));
  const expected = establishmentOf(problem, establishment2014).map(({ section, missing, ...posts }) => ({
    ...posts,
    section: {
      stage: stageOf.get(section)?.stage.toUpperCase(),
      school: { code: stageOf.get(section)?.school },
    },
    missing: missing.map((code) => ({ code })),
  }));
  expect(new Set(at('county.establishment') as object[])).toEqual(new Set(expected));
  expect(expected.some(({ due }) => (due ?? 0) > 0)).toBe(true);
  const { countyId, schools } = kept;
  const [schoolId = null] = schools.values();
  const principal = await ask(contextWith(database, viewerAs('principal', { countyId, schoolId })), document);
  expect(principal.at('county.establishment')).toBeNull();
});

describe('of a section whose enrolment is not on file', () => {
  const silent = problem.sections.find(
    ({ school }) => problem.sections.filter((one) => one.school === school).length === 1,
  );
  if (!silent) throw new Error('A school has one section.');
  let unenrolled: Database;
  let registry: Kept;
  beforeAll(async () => {
    unenrolled = await testDatabase();
    registry = await keepRegistry(unenrolled, problem);
    await unenrolled.db.enrolment.deleteMany({
      where: { sectionId: registry.sections.get(silent.id) ?? '' },
    });
  });
  afterAll(() => unenrolled.close());

  /** Where its school reports so much: its pupils for the posts, and why the first indicator is not computable. */
  const told = async (statistics: object) => {
    await unenrolled.db.school.update({
      where: { id: registry.schools.get(silent.school) ?? '' },
      data: { statistics },
    });
    const { at, errors } = await ask(
      contextWith(unenrolled, registry.officer),
      `{ county(code: "${problem.county.code}") {
        establishment(on: "${problem.effective}") { pupils due section { stage school { code } } }
        balance(on: "${problem.effective}") { stages { stage indicators { notComputable { code places } } } } } }`,
    );
    expect(errors).toEqual([]);
    const posts = at('county.establishment') as readonly {
      readonly pupils: number | null;
      readonly due: number | null;
      readonly section: { readonly stage: string; readonly school: { readonly code: string } };
    }[];
    const here = posts.find(({ section }) => section.school.code === silent.school);
    const stages = at('county.balance.stages') as readonly {
      readonly stage: string;
      readonly indicators: readonly Pick<Found, 'notComputable'>[];
    }[];
    const stage = stages.find((one) => one.stage === silent.stage.toUpperCase());
    const because = stage?.indicators[0]?.notComputable;
    return { pupils: here?.pupils, isDue: here?.due !== null, unknown: because?.code === 'pupils-unknown' };
  };

  test('nothing is due and nothing is computable', async () =>
    expect(await told({})).toEqual({ pupils: null, isDue: false, unknown: true }));
  test('the pupils that the school reports count', async () =>
    expect(await told({ pupils: 400 })).toEqual({ pupils: 400, isDue: true, unknown: false }));
  test('those of a school with senior pupils do not: they are among them', async () =>
    expect(await told({ pupils: 400, seniorPupils: 200 })).toEqual({
      pupils: null,
      isDue: false,
      unknown: true,
    }));
});

test('who teaches elsewhere on some days comes by the ledger, on the days of the posting', async () => {
  const [visitor, host] = [
    problem.teachers[0],
    problem.sections.find(({ id }) => id !== problem.teachers[0]?.serving.section),
  ];
  if (!visitor || !host) throw new Error('There is somebody, and somewhere else.');
  const posting = {
    countyId: kept.countyId,
    teacherId: kept.teachers.get(visitor.id) ?? '',
    hostSchoolId: kept.schools.get(host.school) ?? '',
    toSectionId: kept.sections.get(host.id) ?? '',
    subject: 'music',
    form: 'circuit' as const,
    state: 'serving' as const,
    startsOn: new Date('2026-09-01'),
  };
  const { id } = await database.db.posting.create({ data: posting });
  const visitsOn = async (day: string) =>
    (JSON.parse(await factsOnFile(database.pool, kept.countyId, day)) as BalanceFacts).visits;
  const told = [{ teacher: visitor.id, section: host.id, subject: 'music' }];
  expect(await visitsOn('2026-08-31')).toEqual([]);
  expect(await visitsOn('2026-09-01')).toEqual(told);
  await database.db.posting.update({ where: { id }, data: { endedOn: new Date('2026-12-31') } });
  expect(await visitsOn('2026-12-31')).toEqual(told);
  expect(await visitsOn('2027-01-01')).toEqual([]);
  await database.db.posting.delete({ where: { id } });
});

test('a day nothing is reckoned for is refused', async () => {
  const { errors } = await ask(
    contextWith(database, kept.officer),
    `{ county(code: "${problem.county.code}") { balance(on: "1999-12-31") { standard } } }`,
  );
  expect(errors?.map(({ message }) => message)).toEqual([
    'Figures are reckoned for days from 2000-01-01 to 2199-12-31, and 1999-12-31 is none.',
  ]);
});

describe('of a plan', () => {
  const moves: BalanceMove[] = problem.teachers.slice(0, 4).map(({ id, serving }, place) => {
    const others = problem.sections.filter((one) => one.id !== serving.section);
    return { teacher: id, to: others[place % others.length]?.id ?? '', relationMoves: place % 2 === 0 };
  });
  let planId: string;

  beforeAll(async () => {
    const { countyId, roundId, sections, teachers } = kept;
    const from = new Map(problem.teachers.map(({ id, serving }) => [id, serving.section]));
    const idOfSection = (key: string | undefined) => sections.get(key ?? '') ?? '';
    const frozen = await database.db.problem.create({
      data: { countyId, roundId, hash: 'hash', body: JSON.parse(JSON.stringify(problem)) },
    });
    const plan = await database.db.plan.create({
      data: {
        countyId,
        roundId,
        problemId: frozen.id,
        name: 'plan',
        status: 'feasible',
        engine: 'highs',
        engineReason: {},
        goals: [],
        moved: moves.length,
        moves: {
          create: moves.map(({ teacher, to, relationMoves }) => ({
            teacherId: teachers.get(teacher) ?? '',
            fromSectionId: idOfSection(from.get(teacher)),
            toSectionId: idOfSection(to),
            subject: problem.teachers.find(({ id }) => id === teacher)?.subject ?? null,
            relationMoves,
          })),
        },
      },
    });
    planId = plan.id;
  });

  const document = `query ($id: ID!) { node(id: $id) { ... on Plan { balance(view: REGISTERED) {
    before { stages { indicators { coefficient } } } after { stages { indicators { coefficient } } }
    indicators { stage code change moves { share teacher { staffNumber } } } } } } }`;
  const asked = (viewer: Viewer) => {
    const context = contextWith(database, viewer);
    const rounds: typeof context.rounds = {
      ...context.rounds,
      planBalance: (id, standard, view) => planBalance({ database, reckoner: inPlace }, id, standard, view),
    };
    return ask({ ...context, rounds }, document, { id: idOf('Plan', planId) });
  };

  test('before, after, and each move’s share are those of its problem', async () => {
    const { at, errors } = await asked(kept.officer);
    expect(errors).toEqual([]);
    const { indicators, after } = balanceChange(balanceFacts(problem), moves, qualityBalance, 'registered');
    expect(at('node.balance.indicators')).toEqual(
      indicators.map(({ stage, indicator, change, moves: parts }) => ({
        stage: stage.toUpperCase(),
        code: indicator,
        change: expect.closeTo(change, 9),
        moves: parts.map(({ teacher, share }) => ({
          share: expect.closeTo(share, 9),
          teacher: { staffNumber: teacher },
        })),
      })),
    );
    expect(indicators.some(({ change }) => change !== 0)).toBe(true);
    const found = after.stages.flatMap((stage) => stage.indicators);
    expect(at('node.balance.after.stages.indicators.coefficient')).toHaveLength(found.length);
  });

  test('a school that reports teachers and has none on file is one that has not reported, in a plan too', async () => {
    const [emptySchool] = problem.schools
      .map(({ id }) => id)
      .filter((id) =>
        problem.sections.some((one) => one.school === id && Object.keys(one.pupils).length > 0),
      );
    if (emptySchool === undefined) throw new Error('There is a school.');
    const facts = balanceFacts(problem);
    expect(facts.schools.map(({ teachers }) => teachers)).toEqual(problem.schools.map(() => null));
    const { countyId } = kept;
    const body = {
      ...problem,
      teachers: problem.teachers.filter(
        ({ serving, registered }) =>
          registered.school !== emptySchool && !serving.section.startsWith(`${emptySchool}:`),
      ),
    };
    const frozen = await database.db.problem.create({
      data: { countyId, roundId: kept.roundId, hash: 'without', body: JSON.parse(JSON.stringify(body)) },
    });
    await database.db.school.update({
      where: { id: kept.schools.get(emptySchool) ?? '' },
      data: { statistics: { teachers: 12 } },
    });
    const plan = await database.db.plan.create({
      data: {
        countyId,
        roundId: kept.roundId,
        problemId: frozen.id,
        name: 'empty',
        status: 'feasible',
        engine: 'highs',
        engineReason: {},
        goals: [],
        moved: 0,
      },
    });
    const { before } = await planBalance({ database, reckoner: inPlace }, plan.id, 'basic', 'serving');
    const [stage] = before.stages.filter((one) =>
      problem.sections.some(({ school, stage: at }) => school === emptySchool && at === one.stage),
    );
    const teachers = stage?.indicators.find(({ indicator }) => indicator.code === 'B6');
    expect(teachers).toMatchObject({
      computable: false,
      because: { code: 'not-reported', places: [emptySchool] },
    });
  });

  test('its circuits are visits of its facts', async () => {
    const [teacher, section] = [problem.teachers[1]?.id ?? '', problem.sections[0]?.id ?? ''];
    const circuit = {
      teacherId: kept.teachers.get(teacher),
      toSectionId: kept.sections.get(section),
      subject: 'music',
    };
    await database.pool.query('UPDATE "Plan" SET circuits = $2::jsonb WHERE id = $1', [
      planId,
      JSON.stringify([circuit]),
    ]);
    const { rows } = await database.pool.query<{ facts: string }>(
      `SELECT ${planFacts} AS facts FROM "Plan" plan JOIN "Problem" problem ON problem.id = plan."problemId" WHERE plan.id = $1`,
      [planId],
    );
    expect(JSON.parse(rows[0]?.facts ?? '')).toMatchObject({
      visits: [{ teacher, section, subject: 'music' }],
    });
    await database.pool.query(`UPDATE "Plan" SET circuits = '[]' WHERE id = $1`, [planId]);
  });

  test('a principal reads none of it', async () => {
    const { countyId, schools } = kept;
    const [schoolId = null] = schools.values();
    const { at, errors } = await asked(viewerAs('principal', { countyId, schoolId }));
    expect(errors).toEqual([]);
    expect(at('node.balance') ?? null).toBeNull();
  });
});
