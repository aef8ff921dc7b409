import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { Rounds, Viewer } from '../../../schema/context.ts';
import {
  InvalidInput,
  NotAllowed,
  NotFound,
  ProblemRefused,
  RoundNotOpen,
  VersionConflict,
} from '../../../schema/errors.ts';
import { daysOfEffect } from '../../../solver/calendar.ts';
import { demandOf } from '../../../solver/demand.ts';
import type { Problem } from '../../../solver/problem.ts';
import { readProblem } from '../../../solver/read.ts';
import { defaultCurriculum, defaultLoad } from '../../../solver/standards.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let rounds: Rounds;
let problem: Problem;
let county: Kept;
let seed = 100;
beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  rounds = desk.rounds;
});
beforeEach(async () => {
  // Pins want two sections to go to beside the one served.
  do problem = asRegistered(randomCounty(++seed));
  while (problem.sections.length < 3);
  county = await keepRegistry(database, problem);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const as = (role: 'inspector' | 'hr-officer', countyId: string): Viewer => ({
  ...county.officer,
  grants: [{ role, countyId, provinceId: null, schoolId: null, teacherId: null }],
});
const input = (changed: Partial<Parameters<Rounds['open']>[1]> = {}) => ({
  countyId: county.countyId,
  name: '2027 交流',
  schoolYear: 2027,
  effective: '2027-09-01',
  ...changed,
});
const version = async () =>
  (await database.db.round.findUniqueOrThrow({ where: { id: county.roundId } })).version;
const firstTeacher = () => [...county.teachers.values()][0] ?? '';
const servedByFirst = () => county.sections.get(problem.teachers[0]?.serving.section ?? '') ?? '';
const [sectionA, sectionB] = [0, 1].map(
  (index) => () => [...county.sections.values()].filter((id) => id !== servedByFirst())[index] ?? '',
);
const pins = () =>
  database.db.pin.findMany({ where: { roundId: county.roundId }, orderBy: { createdAt: 'asc' } });

test('every act is an HR officer’s of that county, and who may not read it is told there is none', async () => {
  const { roundId } = county;
  const acts = (viewer: Viewer) => [
    () => rounds.open(viewer, input()),
    () => rounds.solve(viewer, { roundId, engine: 'auto' }),
    () => rounds.pin(viewer, roundId, 1, []),
  ];
  for (const act of acts(as('inspector', county.countyId))) await expect(act()).rejects.toThrow(NotAllowed);
  for (const act of acts(as('hr-officer', randomUUID()))) await expect(act()).rejects.toThrow(NotFound);
});

/** One more version of the county's policy. */
async function policyFrom(day: string, countyId = county.countyId): Promise<string> {
  const row = {
    id: randomUUID(),
    countyId,
    version: `from ${day}`,
    effectiveFrom: day,
    body: problem.policy,
  };
  await insert(database.pool, 'Policy', [row]);
  return row.id;
}

test('a round opens on the newest policy in force on its day', async () => {
  const newer = await policyFrom('2027-09-01');
  await policyFrom('2027-09-02');
  const id = await rounds.open(county.officer, input());
  expect(await database.db.round.findUniqueOrThrow({ where: { id } })).toMatchObject({
    policyId: newer,
    state: 'open',
    effective: new Date('2027-09-01T00:00:00Z'),
    openedBy: county.officer.userId,
  });
});

test.each([
  ['a name given before', { name: 'Round' }, 'name'],
  ['no name', { name: ' ' }, 'name'],
  ['the year 1999', { schoolYear: 1999, effective: '1999-09-01' }, 'schoolYear'],
  ['the year 2200', { schoolYear: 2200, effective: '2200-09-01' }, 'schoolYear'],
  ['the year 0', { schoolYear: 0, effective: '2026-09-01' }, 'schoolYear'],
  ['30 February', { effective: '2027-02-30' }, 'effective'],
  ['the day before the summer', { effective: '2027-06-30' }, 'effective'],
  ['the day after the school year', { effective: '2028-09-01' }, 'effective'],
  ['a day before any policy', { schoolYear: 2020, effective: '2020-09-01' }, 'effective'],
  ['a budget below 0', { budget: -1 }, 'budget'],
  ['a budget beyond a problem’s', { budget: 1_000_000_001 }, 'budget'],
])('%s opens no round', async (_what, changed, path) => {
  await expect(rounds.open(county.officer, input(changed))).rejects.toMatchObject({
    name: InvalidInput.name,
    path: [path],
  });
});

/** A county with nothing but a policy, in force from a day on. */
async function bareCounty(code: string, policyFrom: string): Promise<string> {
  const { db } = database;
  const province = await db.province.create({ data: { code, name: code } });
  const { id } = await db.county.create({ data: { code, name: code, provinceId: province.id } });
  await db.policy.create({
    data: {
      countyId: id,
      version: 'bare',
      body: JSON.parse(JSON.stringify(problem.policy)),
      effectiveFrom: new Date(policyFrom),
    },
  });
  return id;
}

test('a county without standards of its own takes the usual ones, once', async () => {
  const countyId = await bareCounty(`bare-${seed}`, '2026-01-01');
  const opened = async (name: string, effective: string) => {
    const id = await rounds.open(
      as('hr-officer', countyId),
      input({ countyId, name, schoolYear: 2026, effective }),
    );
    return database.db.round.findUniqueOrThrow({
      where: { id },
      include: { curriculum: true, load: true },
    });
  };
  const first = await opened('first', '2026-09-01');
  expect([first.curriculum.version, first.load.version]).toEqual([
    defaultCurriculum.version,
    defaultLoad.version,
  ]);
  const earlier = await opened('of an earlier day', '2026-08-25');
  expect([earlier.curriculumId, earlier.loadId]).toEqual([first.curriculumId, first.loadId]);
});

test('a round of a year before the county’s first policy is refused for want of a policy', async () => {
  const countyId = await bareCounty(`late-${seed}`, '2026-01-01');
  const viewer = as('hr-officer', countyId);
  await rounds.open(viewer, input({ countyId, schoolYear: 2026, effective: '2026-09-01' }));
  const tooEarly = input({ countyId, name: 'too early', schoolYear: 2025, effective: '2025-09-01' });
  await expect(rounds.open(viewer, tooEarly)).rejects.toMatchObject({
    name: InvalidInput.name,
    path: ['effective'],
    message: expect.stringContaining('No exchange policy'),
  });
  expect(await database.db.curriculumStandard.count({ where: { countyId } })).toBe(1);
});

test.each([
  ['the budget given', { budget: 1_000_000_000 }, 1_000_000_000],
  ['a budget of nothing', { budget: 0 }, 0],
  ['no limit where none is given', {}, null],
])('a round opens with %s', async (_what, changed, budget) => {
  const id = await rounds.open(county.officer, input(changed));
  expect((await database.db.round.findUniqueOrThrow({ where: { id } })).budget).toBe(budget);
});

test('every day a round may open for, a problem may take effect on', async () => {
  const { from, until } = daysOfEffect(2027);
  for (const effective of [from, until]) {
    await rounds.open(county.officer, input({ name: effective, effective }));
    expect(readProblem({ ...problem, schoolYear: 2027, effective })).toMatchObject({ ok: true });
  }
});

test('pins are put all or none, and only on the round as it was read', async () => {
  const { officer, roundId } = county;
  await database.db.pin.deleteMany({ where: { roundId } });
  const stay = { kind: 'stay' as const, teacherId: firstTeacher() };
  await rounds.pin(officer, roundId, await version(), [stay]);
  expect(await version()).toBe(2);
  await expect(rounds.pin(officer, roundId, 1, [stay])).rejects.toMatchObject({
    name: VersionConflict.name,
    current: 2,
  });
  const stranger = { kind: 'stay' as const, teacherId: randomUUID() };
  await expect(
    rounds.pin(officer, roundId, 2, [{ ...stay, teacherId: firstTeacher() }, stranger]),
  ).rejects.toMatchObject({
    path: ['pins', '1', 'teacherId'],
  });
  expect(await pins()).toHaveLength(1);
});

test('a new word on where a teacher goes takes the place of the old; bans add up', async () => {
  const { officer, roundId } = county;
  await database.db.pin.deleteMany({ where: { roundId } });
  const teacherId = firstTeacher();
  const put = async (...given: Parameters<Rounds['pin']>[3]) =>
    rounds.pin(officer, roundId, await version(), given);
  await put({ kind: 'stay', teacherId });
  await put({ kind: 'move', teacherId, sectionId: sectionA?.() ?? '' });
  await put({ kind: 'forbid', teacherId, sectionId: sectionB?.() ?? '', reason: 'family' });
  await put({ kind: 'forbid', teacherId, sectionId: sectionB?.() ?? '', reason: 'agreed' });
  expect((await pins()).map(({ kind, sectionId, reason }) => [kind, sectionId, reason])).toEqual([
    ['move', sectionA?.(), null],
    ['forbid', sectionB?.(), 'agreed'],
  ]);
  await rounds.unpin(
    officer,
    (await pins()).map(({ id }) => id),
  );
  expect(await pins()).toEqual([]);
  await expect(rounds.unpin(officer, [randomUUID()])).rejects.toThrow(NotFound);
});

test('a ban and a fixed move to the same section: the newer one stands', async () => {
  const { officer, roundId } = county;
  await database.db.pin.deleteMany({ where: { roundId } });
  const teacherId = firstTeacher();
  const there = { teacherId, sectionId: sectionA?.() ?? '' };
  const elsewhere = { teacherId, sectionId: sectionB?.() ?? '' };
  const put = async (...given: Parameters<Rounds['pin']>[3]) => {
    await rounds.pin(officer, roundId, await version(), given);
    return (await pins()).map(({ kind, sectionId }) => [kind, sectionId]);
  };
  await put({ kind: 'move', ...there });
  expect(await put({ kind: 'forbid', ...there })).toEqual([['forbid', there.sectionId]]);
  await put({ kind: 'forbid', ...elsewhere });
  expect(await put({ kind: 'move', ...there })).toEqual([
    ['forbid', elsewhere.sectionId],
    ['move', there.sectionId],
  ]);
  await expect(put({ kind: 'move', ...there }, { kind: 'forbid', ...there })).rejects.toMatchObject({
    name: InvalidInput.name,
    path: ['pins', '1', 'sectionId'],
  });
});

test.each([
  [
    'a move to the section served now',
    'sectionId',
    () => ({ kind: 'move' as const, sectionId: servedByFirst() }),
  ],
  [
    'a move to a section of a school closed by then',
    'sectionId',
    async () => {
      const sectionId = sectionA?.() ?? '';
      const closed = { closedOn: new Date(problem.effective) };
      await database.db.school.updateMany({ where: { sections: { some: { id: sectionId } } }, data: closed });
      return { kind: 'move' as const, sectionId };
    },
  ],
  [
    'a move to teach what no curriculum has',
    'subject',
    () => ({ kind: 'move' as const, sectionId: sectionA?.() ?? '', subject: 'alchemy' }),
  ],
  [
    'a move to teach what takes no specialist',
    'subject',
    () => ({ kind: 'move' as const, sectionId: sectionA?.() ?? '', subject: 'chores' }),
  ],
  [
    'a ban of one subject',
    'subject',
    () => ({ kind: 'forbid' as const, sectionId: sectionA?.() ?? '', subject: 'maths' }),
  ],
])('%s is refused where it is put, not when the round is solved', async (_what, field, pin) => {
  const { curriculum } = problem;
  const chores = { code: 'chores', name: { zh: '劳动', en: 'Chores' }, specialist: false, periods: {} };
  await database.db.curriculumStandard.updateMany({
    where: { countyId: county.countyId },
    data: { body: { ...curriculum, subjects: [...curriculum.subjects, chores] } },
  });
  const given = [{ teacherId: firstTeacher(), ...(await pin()) }];
  await expect(rounds.pin(county.officer, county.roundId, await version(), given)).rejects.toMatchObject({
    name: InvalidInput.name,
    path: ['pins', '0', field],
  });
});

test.each([
  ['a stay with a section', () => ({ kind: 'stay' as const, sectionId: sectionA?.() ?? '' })],
  ['a move without one', () => ({ kind: 'move' as const })],
  ['a ban of a section of nowhere', () => ({ kind: 'forbid' as const, sectionId: randomUUID() })],
])('%s is no pin', async (_what, pin) => {
  const given = [{ teacherId: firstTeacher(), ...pin() }];
  await expect(rounds.pin(county.officer, county.roundId, await version(), given)).rejects.toMatchObject({
    path: ['pins', '0', 'sectionId'],
  });
});

test('past planning a round is neither pinned nor solved', async () => {
  const { officer, roundId } = county;
  await database.db.round.update({ where: { id: roundId }, data: { state: 'provisional' } });
  await expect(rounds.pin(officer, roundId, 1, [])).rejects.toThrow(RoundNotOpen);
  await expect(rounds.solve(officer, { roundId, engine: 'auto' })).rejects.toThrow(RoundNotOpen);
});

test('facts that make no problem are named, and nothing is queued', async () => {
  await database.db.teacher.update({ where: { id: firstTeacher() }, data: { subject: 'alchemy' } });
  const refused = await rounds
    .solve(county.officer, { roundId: county.roundId, engine: 'auto' })
    .catch((error) => error);
  expect(refused).toBeInstanceOf(ProblemRefused);
  expect(refused.faults).toMatchObject([
    { path: expect.stringMatching(/^\$\.teachers\[\d+\]\.subject$/), found: '"alchemy"' },
  ]);
  expect(await database.db.solve.count({ where: { roundId: county.roundId } })).toBe(0);
});

test('demand of the county is that of its problem, cell by cell', async () => {
  const cells = await rounds.demand(county.countyId, problem.effective);
  const keys = new Map([...county.sections].map(([key, id]) => [id, key]));
  const expected = demandOf(problem).cells.map(
    ({ section, subject, need, supply, gap, openings, critical }) => [
      section,
      subject,
      need,
      supply,
      gap,
      openings,
      critical,
    ],
  );
  expect(
    cells.map(({ sectionId, subject, need, supply, gap, openings, critical }) => [
      keys.get(sectionId),
      subject,
      need,
      supply,
      gap,
      openings,
      critical,
    ]),
  ).toEqual(expected);
  await expect(rounds.demand(randomUUID(), problem.effective)).rejects.toThrow(NotFound);
});

test('a plan beside itself differs in nothing; the ends of a move are rows', async () => {
  await desk.startSolving();
  const solved = async () => {
    const solveId = await rounds.solve(county.officer, { roundId: county.roundId, engine: 'auto' });
    return (await followed(rounds, solveId)).at(-1)?.planId ?? '';
  };
  const [a, b] = [await solved(), await solved()];
  const { sameProblem, better, onlyInA, onlyInB, changed } = await rounds.compare(a, b);
  expect({ sameProblem, onlyInA, onlyInB, changed }).toEqual({
    sameProblem: true,
    onlyInA: [],
    onlyInB: [],
    changed: [],
  });
  expect(['neither', null]).toContain(better);
  await database.db.move.deleteMany({ where: { planId: b } });
  const moves = await database.db.move.findMany({ where: { planId: a } });
  const alone = (await rounds.compare(a, b)).onlyInA;
  expect(alone.map(({ teacher, from, to }) => [teacher, from, to]).sort()).toEqual(
    moves.map(({ teacherId, fromSectionId, toSectionId }) => [teacherId, fromSectionId, toSectionId]).sort(),
  );
});

test('a solve may start from a plan of the county, of any of its rounds, and from no other', async () => {
  const { officer, roundId, countyId } = county;
  const { db } = database;
  const planIn = async (kept: Kept) => {
    const problemOf = await db.problem.create({
      data: { countyId: kept.countyId, roundId: kept.roundId, hash: 'before', body: {} },
    });
    const { id } = await db.plan.create({
      data: {
        countyId: kept.countyId,
        roundId: kept.roundId,
        problemId: problemOf.id,
        name: 'before',
        status: 'optimal',
        engine: 'highs',
        engineReason: {},
        goals: [],
        moved: 1,
        moves: {
          create: {
            teacherId: [...kept.teachers.values()][0] ?? '',
            fromSectionId: [...kept.sections.values()][0] ?? '',
            toSectionId: [...kept.sections.values()][1] ?? '',
            subject: 'maths',
          },
        },
      },
    });
    return id;
  };
  const foreign = await keepRegistry(database, asRegistered(randomCounty(++seed)));
  const start = (basePlanId: string) => rounds.solve(officer, { roundId, engine: 'auto', basePlanId });
  await expect(start(await planIn(foreign))).rejects.toThrow(NotFound);
  await expect(start(randomUUID())).rejects.toThrow(NotFound);
  expect(await db.solve.count({ where: { countyId } })).toBe(0);

  const basePlanId = await planIn(county);
  const solveId = await start(basePlanId);
  const { problem: frozen } = await db.solve.findUniqueOrThrow({
    where: { id: solveId },
    include: { problem: true },
  });
  expect(frozen?.body).toMatchObject({
    base: [
      {
        teacher: [...county.teachers.keys()][0],
        section: [...county.sections.keys()][1],
        subject: 'maths',
      },
    ],
  });
  const deed = await db.auditEvent.findFirstOrThrow({ where: { countyId, action: 'round.solve' } });
  expect(deed.after).toMatchObject({ basePlanId });
  await rounds.cancel(officer, solveId);
});

test('a policy is shown with what it leaves to the defaults', () => {
  const { rules, goals } = rounds.policy({
    version: 'x',
    goals: [{ name: 'gap' }, { name: 'burden', distance: 7 }],
    rules: { tenure: { level: 'off', clause: 'ours' } },
  });
  expect(rules.find(({ name }) => name === 'tenure')).toMatchObject({ level: 'off', clause: 'ours' });
  expect(rules.find(({ name }) => name === 'one-posting')).toMatchObject({ level: 'law' });
  expect(goals.map(({ name }) => name)).toEqual(['gap', 'recruits-placed', 'burden', 'recruit-burden']);
  expect(goals.find(({ name }) => name === 'burden')?.figures).toMatchObject({
    distance: 7,
    notVolunteer: 10,
  });
});
