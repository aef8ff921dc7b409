import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { createReckoner } from '../../../server/jobs/reckoner.ts';
import { freeze } from '../../../server/rounds/freeze.ts';
import { type Problem, problem as problemFormat } from '../../../solver/problem.ts';
import { testDatabase } from '../../support/database.ts';
import { insert, type Kept, keepRegistry } from '../../support/registry.ts';
import { county, teacher } from '../../support/small-county.ts';

let database: Database;
const reckoner = createReckoner();
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await reckoner.close();
  await database.close();
});

/** A registry with two teachers, A and B, at an urban school; the moves take effect on 1 September 2026. */
async function registry(code: string): Promise<Kept> {
  const sections = [
    {
      id: 'lakeside:primary',
      school: 'lakeside',
      stage: 'primary' as const,
      classes: { 1: 4 },
      pupils: { 1: 160 },
    },
    {
      id: 'hillfoot:primary',
      school: 'hillfoot',
      stage: 'primary' as const,
      classes: { 1: 1 },
      pupils: { 1: 40 },
    },
  ];
  const serving = { section: 'lakeside:primary', since: '2010-09-01' };
  return keepRegistry(
    database,
    county({
      county: { code, name: code },
      policy: { version: 'small', goals: [{ name: 'gap' }] },
      sections,
      teachers: [teacher('A', { serving }), teacher('B', { serving })],
    }),
  );
}

const idOf = (kept: Kept, staffNumber: string) => kept.teachers.get(staffNumber) ?? '';
const frozen = async ({ roundId }: Kept): Promise<Problem> =>
  problemFormat.parse(JSON.parse((await freeze(database, reckoner, roundId)).text));
const postingOf = (kept: Kept, facts: object) =>
  insert(database.pool, 'Posting', [
    {
      id: crypto.randomUUID(),
      countyId: kept.countyId,
      teacherId: idOf(kept, 'A'),
      hostSchoolId: kept.schools.get('lakeside'),
      startsOn: '2022-09-01',
      ...facts,
    },
  ]);

test.each([
  ['ended', '2025-08-31', { ended: '2025-08-31' }],
  ['serving', '2025-08-31', { ended: '2025-08-31' }],
  ['serving', '2026-09-01', { ended: '2026-09-01' }],
  ['serving', '2026-09-02', undefined],
  ['serving', null, undefined],
  ['cancelled', '2025-08-31', undefined],
])(
  'a posting on file as %s, with %s as the day it ended, leaves as last posting %o',
  async (state, endedOn, last) => {
    const kept = await registry(`posting ${state} ${endedOn}`);
    await postingOf(kept, { state, endedOn });
    expect((await frozen(kept)).teachers.map(({ lastPosting }) => lastPosting)).toEqual([last, undefined]);
  },
);

const on = (day: string) => new Date(`${day}T00:00:00Z`);

test.each([
  ['starts to serve the day after', { servingSince: on('2026-09-02') }, ['A']],
  ['starts to serve on the day', { servingSince: on('2026-09-01') }, ['A', 'B']],
  ['is registered from the day after', { registeredSince: on('2026-09-02') }, ['A']],
  ['starts to teach the day after', { teachingSince: on('2026-09-02') }, ['A']],
  ['leaves on the day', { leftOn: on('2026-09-01') }, ['A']],
  ['leaves the day after', { leftOn: on('2026-09-02') }, ['A', 'B']],
])(
  'with a teacher B who %s the moves take effect, the problem has whoever serves by then',
  async (what, data, staff) => {
    const kept = await registry(`B ${what}`);
    const [a, b] = [idOf(kept, 'A'), idOf(kept, 'B')];
    await database.db.teacher.update({ where: { id: b }, data: { ...data, partnerId: a } });
    await database.db.teacher.update({ where: { id: a }, data: { partnerId: b } });
    expect((await frozen(kept)).teachers.map(({ id }) => id)).toEqual(staff);
  },
);

test('a cadre’s term that starts after the moves is no term yet', async () => {
  const kept = await registry('cadre');
  for (const [staffNumber, day] of [
    ['A', '2026-09-01'],
    ['B', '2026-09-02'],
  ] as const)
    await database.db.teacher.update({
      where: { id: idOf(kept, staffNumber) },
      data: { cadreRole: 'deputy', cadreSince: on(day), cadreTerms: 1 },
    });
  expect((await frozen(kept)).teachers.map(({ cadre }) => cadre?.since)).toEqual(['2026-09-01', undefined]);
});

test('an approved request without a round is of the first school year that froze it, in every round of that year', async () => {
  const kept = await registry('requests');
  const { countyId, roundId } = kept;
  const asked = (number: string) =>
    insert(database.pool, 'Request', [
      {
        id: crypto.randomUUID(),
        countyId,
        number,
        sectionId: kept.sections.get('hillfoot:primary'),
        subject: 'maths',
        count: 1,
        state: 'approved',
      },
    ]);
  const {
    id: _,
    openedAt: __,
    ...first
  } = await database.db.round.findUniqueOrThrow({ where: { id: roundId } });
  const opened = async (name: string, schoolYear: number, day: string): Promise<Kept> => {
    const round = { ...first, name, schoolYear, effective: on(day) };
    return { ...kept, roundId: (await database.db.round.create({ data: round })).id };
  };
  const numbers = async (round: Kept) => (await frozen(round)).requests.map(({ id }) => id);
  await asked('R1');
  const { text, hash } = await freeze(database, reckoner, roundId);
  await database.db.problem.create({ data: { countyId, roundId, hash, body: JSON.parse(text) } });
  await asked('R2');
  expect(await numbers(kept)).toEqual(['R1', 'R2']);
  expect(await numbers(await opened('again', 2026, '2026-09-01'))).toEqual(['R1', 'R2']);
  expect(await numbers(await opened('a year on', 2027, '2027-09-01'))).toEqual(['R2']);
});

test('a zone wished stands for its schools, behind what is wished before it', async () => {
  const kept = await registry('zones');
  const { countyId } = kept;
  const { db } = database;
  const zone = await db.zone.create({ data: { countyId, code: 'Z', name: 'Z', tier: 1 } });
  await db.school.updateMany({ where: { countyId }, data: { zoneId: zone.id } });
  const hillfoot = kept.schools.get('hillfoot') ?? '';
  await db.wish.create({
    data: {
      countyId,
      teacherId: idOf(kept, 'A'),
      schoolYear: 2026,
      choices: {
        create: [
          { rank: 1, schoolId: hillfoot },
          { rank: 2, zoneId: zone.id },
        ],
      },
    },
  });
  expect((await frozen(kept)).wishes).toMatchObject([{ teacher: 'A', schools: ['hillfoot', 'lakeside'] }]);
});

/** One posting of A under way at Lakeside, away from Hillfoot. */
const away = (kept: Kept, facts: object = {}) =>
  postingOf(kept, { fromSectionId: kept.sections.get('hillfoot:primary'), state: 'serving', ...facts });

test.each([
  ['with no planned end', { home: 'hillfoot:primary', since: '2022-09-01' }, {}],
  [
    'with a planned end',
    { home: 'hillfoot:primary', since: '2022-09-01', until: '2026-08-31' },
    { endsOn: '2026-08-31' },
  ],
  ['that starts on the day', { home: 'hillfoot:primary', since: '2026-09-01' }, { startsOn: '2026-09-01' }],
  ['that starts the day after', undefined, { startsOn: '2026-09-02' }],
  ['that has ended', undefined, { endedOn: '2025-08-31' }],
  ['that is only ordered', undefined, { state: 'ordered' }],
  ['that took the personnel relation along', undefined, { relationMoves: true }],
  ['away from nobody knows where', undefined, { fromSectionId: null }],
])('of a posting %s the problem says %o', async (what, posting, facts) => {
  const kept = await registry(`away ${what}`);
  await away(kept, facts);
  expect((await frozen(kept)).teachers.map((one) => one.posting)).toEqual([posting, undefined]);
});

test('a posting at a school the teacher no longer serves is nobody’s to come back from', async () => {
  const kept = await registry('left the host');
  await away(kept, { hostSchoolId: kept.schools.get('hillfoot') });
  expect((await frozen(kept)).teachers.map(({ posting }) => posting)).toEqual([undefined, undefined]);
});

test('of two postings under way the newer counts', async () => {
  const kept = await registry('extended');
  await away(kept, { startsOn: '2020-09-01', endsOn: '2023-08-31' });
  await away(kept, { startsOn: '2023-09-01', endsOn: '2027-08-31' });
  expect((await frozen(kept)).teachers[0]?.posting).toEqual({
    home: 'hillfoot:primary',
    since: '2023-09-01',
    until: '2027-08-31',
  });
});

test('a section to come back to stays in the problem when its school has closed, with no classes and no pupils', async () => {
  const kept = await registry('home closed');
  await away(kept);
  await database.db.school.updateMany({
    where: { countyId: kept.countyId, code: 'hillfoot' },
    data: { closedOn: on('2026-01-01') },
  });
  const { schools, sections } = await frozen(kept);
  expect(schools.map(({ id }) => id)).toEqual(['hillfoot', 'lakeside']);
  expect(sections.map(({ id, classes, pupils }) => [id, classes, pupils])).toEqual([
    ['hillfoot:primary', {}, { 1: 0 }],
    ['lakeside:primary', { 1: 4 }, { 1: 160 }],
  ]);
});

test('of a section whose enrolment is not on file no pupils are told', async () => {
  const kept = await registry('not enrolled');
  await database.db.enrolment.deleteMany({
    where: { sectionId: kept.sections.get('hillfoot:primary') ?? '' },
  });
  const { sections } = await frozen(kept);
  expect(sections.map(({ id, pupils }) => [id, pupils])).toEqual([
    ['hillfoot:primary', {}],
    ['lakeside:primary', { 1: 160 }],
  ]);
});

test('where there is nothing to say of clusters, the graduating grade, allowances, a budget or a plan before, nothing is said', async () => {
  const facts = await frozen(await registry('silent'));
  for (const field of ['clusters', 'allowance', 'budget', 'base', 'holdBacks', 'seats'])
    expect(Object.keys(facts)).not.toContain(field);
  for (const person of facts.teachers)
    for (const field of ['graduatingGrade', 'posting']) expect(Object.keys(person)).not.toContain(field);
});

test('who teaches the graduating grade is said of those who do', async () => {
  const kept = await registry('graduating');
  await database.db.teacher.update({ where: { id: idOf(kept, 'B') }, data: { graduatingGrade: true } });
  expect((await frozen(kept)).teachers.map(({ graduatingGrade }) => graduatingGrade)).toEqual([
    undefined,
    true,
  ]);
});

test('clusters are those that schools belong to on the day', async () => {
  const kept = await registry('clusters');
  const { countyId } = kept;
  const schoolId = kept.schools.get('lakeside') ?? '';
  const belongs = (code: string, kind: 'pool' | 'group' | 'pair', member: object, bound: object = {}) =>
    database.db.cluster.create({
      data: { countyId, code, name: code, kind, ...bound, members: { create: { schoolId, ...member } } },
    });
  await belongs('P', 'pool', {});
  await belongs('G', 'group', { from: on('2026-09-01'), until: on('2026-09-01') });
  await belongs('not yet', 'pool', { from: on('2026-09-02') });
  await belongs('no more', 'pair', {}, { boundUntil: on('2026-08-31') });
  await database.db.cluster.create({ data: { countyId, code: 'empty', name: 'empty', kind: 'pool' } });
  const { clusters, schools } = await frozen(kept);
  expect(clusters).toEqual([
    { id: 'G', kind: 'group' },
    { id: 'P', kind: 'pool' },
  ]);
  expect(schools.map(({ clusters: names }) => names)).toEqual([[], ['G', 'P']]);
});

test('allowances are those in force on the day, the budget is the round’s', async () => {
  const kept = await registry('allowances');
  const { countyId, roundId } = kept;
  const { db } = database;
  const standard = (version: string, day: string, months: number) =>
    db.allowanceStandard.create({
      data: {
        countyId,
        version,
        effectiveFrom: on(day),
        body: { months, transport: [{ fromYears: 10, monthly: 120 }] },
      },
    });
  await standard('2020', '2020-09-01', 10);
  await standard('2026', '2026-09-01', 11);
  await standard('2027', '2026-09-02', 12);
  const zone = (code: string, monthly: number) =>
    db.zone.create({ data: { countyId, code, name: code, tier: 1, monthly } });
  const far = await zone('far', 300);
  await zone('nowhere', 500);
  await db.school.updateMany({ where: { countyId, code: 'hillfoot' }, data: { zoneId: far.id } });
  await db.round.update({ where: { id: roundId }, data: { budget: 50_000 } });
  expect(await frozen(kept)).toMatchObject({
    allowance: {
      version: '2026',
      months: 11,
      perHead: 0,
      area: [{ zone: 'far', monthly: 300 }],
      transport: [{ fromYears: 10, monthly: 120 }],
    },
    budget: 50_000,
  });
});

test('a plan to start from is where it sends people, but for those who return, have left or can go there no more', async () => {
  const kept = await registry('base');
  const { countyId, roundId } = kept;
  const { db } = database;
  const problem = await db.problem.create({ data: { countyId, roundId, hash: 'base', body: {} } });
  const plan = await db.plan.create({
    data: {
      countyId,
      roundId,
      problemId: problem.id,
      name: 'before',
      status: 'optimal',
      engine: 'highs',
      engineReason: {},
      goals: [],
      moved: 2,
    },
  });
  const move = {
    planId: plan.id,
    fromSectionId: kept.sections.get('lakeside:primary') ?? '',
    toSectionId: kept.sections.get('hillfoot:primary') ?? '',
  };
  const [a, b] = [idOf(kept, 'A'), idOf(kept, 'B')];
  await db.move.create({ data: { ...move, teacherId: a, subject: 'maths' } });
  await db.move.create({ data: { ...move, teacherId: b, role: 'deputy', form: 'cadre' } });
  const base = async () =>
    problemFormat.parse(JSON.parse((await freeze(database, reckoner, roundId, { basePlanId: plan.id })).text))
      .base;
  const [first, second] = [
    { teacher: 'A', section: 'hillfoot:primary', subject: 'maths' },
    { teacher: 'B', section: 'hillfoot:primary' },
  ];
  expect(await base()).toEqual([first, second]);
  const days = async () =>
    problemFormat.parse(JSON.parse((await freeze(database, reckoner, roundId, { basePlanId: plan.id })).text))
      .baseCircuits;
  expect(await days()).toEqual([]);
  const riding = {
    teacherId: a,
    fromSectionId: move.fromSectionId,
    toSectionId: move.toSectionId,
    subject: 'maths',
  };
  await db.plan.update({ where: { id: plan.id }, data: { circuits: [{ ...riding, days: 2, km: 20 }] } });
  const circuit = { teacher: 'A', section: 'hillfoot:primary', subject: 'maths', days: 2 };
  expect(await days()).toEqual([circuit]);
  expect(await frozen(kept)).not.toHaveProperty('base');
  expect(await frozen(kept)).not.toHaveProperty('baseCircuits');
  await db.move.updateMany({ where: { planId: plan.id, teacherId: b }, data: { form: 'return' } });
  expect(await base()).toEqual([first]);
  await db.teacher.update({ where: { id: a }, data: { leftOn: on('2026-09-01') } });
  expect([await base(), await days()]).toEqual([[], []]);
  await db.teacher.update({ where: { id: a }, data: { leftOn: null } });
  await db.school.updateMany({ where: { countyId, code: 'hillfoot' }, data: { closedOn: on('2026-09-01') } });
  expect([await base(), await days()]).toEqual([[], []]);
});

test('circuit teaching under way is a fact, with its days or without; what is over, begun later or of another form is none', async () => {
  const kept = await registry('0011-circuits');
  const host = {
    toSectionId: kept.sections.get('hillfoot:primary'),
    hostSchoolId: kept.schools.get('hillfoot'),
    form: 'circuit',
    state: 'serving',
  };
  expect(await frozen(kept)).not.toHaveProperty('circuits');
  const by = (staffNumber: string, facts: object) =>
    postingOf(kept, {
      teacherId: idOf(kept, staffNumber),
      ...host,
      subject: null,
      days: null,
      endsOn: null,
      endedOn: null,
      ...facts,
    });
  await by('A', { days: 1.5, subject: 'music', startsOn: '2026-09-01' });
  await by('B', { startsOn: '2025-09-01', endsOn: '2026-09-01' });
  await by('A', { days: 1, startsOn: '2026-09-02' });
  await by('A', { days: 1, startsOn: '2024-09-01', endsOn: '2026-08-31' });
  await by('B', { days: 1, startsOn: '2024-09-01', endedOn: '2025-08-31', state: 'ended' });
  await by('B', { startsOn: '2023-09-01', form: 'support' });
  const { circuits } = await frozen(kept);
  expect(circuits).toEqual([
    { teacher: 'A', section: 'hillfoot:primary', subject: 'music', days: 1.5, from: '2026-09-01' },
    {
      teacher: 'B',
      section: 'hillfoot:primary',
      subject: 'maths',
      from: '2025-09-01',
      until: '2026-09-01',
    },
  ]);
});

test('the kind of a school is a fact where it is not ordinary', async () => {
  const kept = await registry('0012-kinds');
  await database.db.school.updateMany({
    where: { countyId: kept.countyId, code: 'hillfoot' },
    data: { kind: 'special' },
  });
  const { schools } = await frozen(kept);
  expect(schools.map(({ id, kind }) => [id, kind])).toEqual([
    ['hillfoot', 'special'],
    ['lakeside', undefined],
  ]);
});
