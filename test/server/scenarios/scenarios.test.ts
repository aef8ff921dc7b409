import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { AssumptionsInput, Rounds, Scenarios, Viewer } from '../../../schema/context.ts';
import {
  InvalidInput,
  NotAllowed,
  NotFound,
  ProblemRefused,
  RoundNotOpen,
  SolveAlreadyRunning,
  VersionConflict,
} from '../../../schema/errors.ts';
import { createReckoner } from '../../../server/jobs/reckoner.ts';
import { freeze } from '../../../server/rounds/freeze.ts';
import { inForce } from '../../../server/rounds/standards.ts';
import type { Problem } from '../../../solver/problem.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let rounds: Rounds;
let scenarios: Scenarios;
let problem: Problem;
let county: Kept;
let seed = 300;
const reckoner = createReckoner();

beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  ({ rounds, scenarios } = desk);
  await desk.startSolving();
});
beforeEach(async () => {
  // A scenario counts requests otherwise and frees somebody pinned to stay.
  do problem = asRegistered(randomCounty(++seed));
  while (
    problem.requests.length < 2 ||
    !problem.pins.some(({ kind }) => kind === 'stay') ||
    problem.policy.rules['pins']?.level === 'off'
  );
  county = await keepRegistry(database, problem);
});
afterAll(async () => {
  await desk.close();
  await reckoner.close();
  await database.close();
});

const nothing: AssumptionsInput = { rules: [], requests: [], moreRequests: [], freed: [], pins: [] };
const make = (name: string, assumptions: Partial<AssumptionsInput> = {}) =>
  scenarios.create(county.officer, {
    roundId: county.roundId,
    name,
    assumptions: { ...nothing, ...assumptions },
  });
const row = (id: string) => database.db.scenario.findUniqueOrThrow({ where: { id } });
const roundVersion = async () =>
  (await database.db.round.findUniqueOrThrow({ where: { id: county.roundId } })).version;
const solved = async (scenarioId?: string) => {
  const solveId = await rounds.solve(county.officer, { roundId: county.roundId, engine: 'auto', scenarioId });
  return (await followed(rounds, solveId)).at(-1)?.planId ?? '';
};
const requestRows = () =>
  database.db.request.findMany({ where: { countyId: county.countyId }, orderBy: { number: 'asc' } });
/** Another HR officer of the county. */
const second = (): Viewer => ({ ...county.officer, userId: randomUUID() });
const idOf = (ids: ReadonlyMap<string, string>, key = '') => ids.get(key) ?? '';

test('every act is an HR officer’s of that county, and who may not read it is told there is none', async () => {
  const scenarioId = await make('S');
  const as = (role: 'inspector' | 'hr-officer', countyId: string): Viewer => ({
    ...county.officer,
    grants: [{ role, countyId, provinceId: null, schoolId: null, teacherId: null }],
  });
  const acts = (viewer: Viewer) => [
    () => scenarios.create(viewer, { roundId: county.roundId, name: 'T' }),
    () => scenarios.change(viewer, { scenarioId, version: 1, name: 'T' }),
    () => scenarios.drop(viewer, scenarioId, 1),
    () => scenarios.promote(viewer, { scenarioId, version: 1, roundVersion: 1, reason: 'r' }),
  ];
  for (const act of acts(as('inspector', county.countyId))) await expect(act()).rejects.toThrow(NotAllowed);
  for (const act of acts(as('hr-officer', randomUUID()))) await expect(act()).rejects.toThrow(NotFound);
  expect(await row(scenarioId)).toMatchObject({ name: 'S', version: 1, promotedAt: null, droppedAt: null });
});

test('past planning there are no scenarios to write', async () => {
  const scenarioId = await make('S');
  await database.db.round.update({ where: { id: county.roundId }, data: { state: 'final' } });
  await expect(make('T')).rejects.toThrow(RoundNotOpen);
  await expect(scenarios.drop(county.officer, scenarioId, 1)).rejects.toThrow(RoundNotOpen);
});

describe('a scenario is written down', () => {
  test('as what differs, rows by their keys', async () => {
    const [request] = await requestRows();
    const [section = ''] = county.sections.keys();
    const stays = problem.pins.find(({ kind }) => kind === 'stay')?.teacher;
    const id = await make('S', {
      rules: [{ rule: 'tenure', asUsual: false, level: 'policy', figures: { years: 4 } }],
      budget: null,
      requests: [{ requestId: request?.id ?? '', count: 0 }],
      moreRequests: [
        { number: 'S-1', sectionId: idOf(county.sections, section), subject: 'music', count: 2 },
      ],
      freed: [idOf(county.teachers, stays)],
    });
    expect((await row(id)).assumptions).toEqual({
      rules: { tenure: { level: 'policy', years: 4 } },
      budget: null,
      requests: [{ id: request?.number, count: 0 }],
      moreRequests: [{ id: 'S-1', section, subject: 'music', count: 2 }],
      freed: [stays],
      pins: [],
    });
    const told = (await scenarios.differences(county.roundId)).get(id);
    expect(told?.faults).toEqual([]);
    expect(told?.differences.map(({ en }) => en.split(/[(:]/)[0]?.trim())).toEqual([
      'Tenure at one school',
      `Request ${request?.number}`,
      'Request S-1',
      `The teacher with staff number ${stays} is no longer fixed to stay.`,
    ]);
  });

  test('like another, with its assumptions', async () => {
    const first = await make('S', { budget: 12_345 });
    const id = await scenarios.create(county.officer, { roundId: county.roundId, name: 'T', like: first });
    expect((await row(id)).assumptions).toEqual((await row(first)).assumptions);
  });

  test.each([
    ['no name', () => make(' '), ['name']],
    ['a name the round has already', () => make('S').then(() => make('S')), ['name']],
    [
      'a request of nobody',
      () => make('S', { requests: [{ requestId: randomUUID(), count: 1 }] }),
      ['assumptions', 'requests', '0', 'requestId'],
    ],
    ['a teacher of nobody', () => make('S', { freed: [randomUUID()] }), ['assumptions', 'freed', '0']],
    ['a budget below 0', () => make('S', { budget: -1 }), ['assumptions', 'budget']],
  ])('but not with %s', async (_what, act, path) => {
    await expect(act()).rejects.toMatchObject({ name: InvalidInput.name, path });
  });

  test('but not where the problem would be none: every fault is told', async () => {
    const rule = (name: string, figures: object) => ({ rule: name, asUsual: false, figures: { ...figures } });
    const refused = await make('S', { rules: [rule('tenure', { years: -3 }), rule('tenur', {})] }).catch(
      (error: unknown) => error,
    );
    expect(refused).toBeInstanceOf(ProblemRefused);
    expect((refused as ProblemRefused).faults.map(({ path }) => path)).toEqual([
      '$.policy.rules.tenure.years',
      '$.policy.rules.tenur',
    ]);
    expect(await database.db.scenario.count({ where: { roundId: county.roundId } })).toBe(0);
  });

  test('at most 20 a round, those put aside apart', async () => {
    for (let count = 1; count <= 20; count++) await make(`S${count}`);
    await expect(make('S21')).rejects.toMatchObject({ path: ['roundId'] });
    const [first] = await database.db.scenario.findMany({ where: { roundId: county.roundId }, take: 1 });
    await scenarios.drop(county.officer, first?.id ?? '', 1);
    await make('S21');
  });
});

test('a scenario changes for whoever has read it as it is, and only then', async () => {
  const scenarioId = await make('S', { budget: 1_000 });
  const { officer } = county;
  await scenarios.change(officer, { scenarioId, version: 1, name: 'T', note: 'why' });
  await expect(scenarios.change(officer, { scenarioId, version: 1, name: 'U' })).rejects.toMatchObject({
    name: VersionConflict.name,
    changedBy: 'Officer',
    changes: [{ action: 'scenario.change' }],
  });
  await expect(scenarios.drop(officer, scenarioId, 1)).rejects.toThrow(VersionConflict);
  expect(await row(scenarioId)).toMatchObject({
    name: 'T',
    note: 'why',
    version: 2,
    assumptions: { budget: 1_000 },
  });
  await scenarios.change(officer, { scenarioId, version: 2, assumptions: nothing });
  expect((await row(scenarioId)).assumptions).not.toHaveProperty('budget');
  expect((await scenarios.differences(county.roundId)).get(scenarioId)).toEqual({
    differences: [],
    faults: [],
  });
});

test('one put aside is listed no more, can be solved no more, and leaves its plans', async () => {
  const scenarioId = await make('S');
  const planId = await solved(scenarioId);
  await scenarios.drop(county.officer, scenarioId, 1);
  await expect(solved(scenarioId)).rejects.toThrow(NotFound);
  expect(await scenarios.differences(county.roundId)).toEqual(new Map());
  expect(await scenarios.outcomes(county.roundId, 'quality', 'serving')).toEqual([]);
  expect(await database.db.plan.findUnique({ where: { id: planId } })).toMatchObject({ scenarioId });
});

test('what the round no longer has is told of a scenario that names it', async () => {
  const stays = problem.pins.find(({ kind }) => kind === 'stay')?.teacher;
  const scenarioId = await make('S', { freed: [idOf(county.teachers, stays)] });
  await database.db.pin.deleteMany({ where: { roundId: county.roundId } });
  expect((await scenarios.differences(county.roundId)).get(scenarioId)).toMatchObject({
    differences: [],
    faults: [{ path: '$.assumptions.freed[0]', found: `"${stays}"` }],
  });
  await expect(solved(scenarioId)).rejects.toThrow(ProblemRefused);
});

test('a round and its scenarios are solved side by side, each once at a time, and stand in one table', async () => {
  const { officer, roundId } = county;
  const [first, second] = [await make('S', { budget: 0 }), await make('T')];
  const start = (scenarioId?: string) => rounds.solve(officer, { roundId, engine: 'auto', scenarioId });
  const solves = [await start(), await start(first), await start(second)];
  for (const scenarioId of [undefined, first])
    await expect(start(scenarioId)).rejects.toThrow(SolveAlreadyRunning);
  const plans: (string | null | undefined)[] = [];
  for (const solveId of solves) plans.push((await followed(rounds, solveId)).at(-1)?.planId);
  const table = await scenarios.outcomes(roundId, 'quality', 'serving');
  expect(table.map(({ scenarioId, planId }) => [scenarioId, planId])).toEqual([
    [null, plans[0]],
    [first, plans[1]],
    [second, plans[2]],
  ]);
  // Nothing is otherwise in the second.
  expect(table[2]?.outcome).toEqual(table[0]?.outcome);
  const moves = await database.db.move.count({ where: { planId: plans[0] ?? '', form: { not: 'return' } } });
  expect(table[0]?.outcome?.posted ?? 0).toBe(moves);
});

test('promoted, its assumptions are the round’s own: the round freezes to the problem that its plan solved', async () => {
  const { officer, roundId, countyId } = county;
  const other = second();
  const [kept, dropped] = await requestRows();
  const stays = problem.pins.find(({ kind }) => kind === 'stay')?.teacher;
  const [section = ''] = county.sections.keys();
  const scenarioId = await make('S', {
    rules: [{ rule: 'outflow-cap', asUsual: false, level: 'off', figures: {} }],
    budget: 77_000,
    requests: [
      { requestId: kept?.id ?? '', count: 4, priority: 5 },
      { requestId: dropped?.id ?? '', count: 0 },
    ],
    moreRequests: [
      {
        number: 'S-1',
        sectionId: idOf(county.sections, section),
        subject: 'music',
        count: 2,
        level: 'county',
      },
    ],
    freed: [idOf(county.teachers, stays)],
    pins: [{ kind: 'stay', teacherId: idOf(county.teachers, problem.teachers[0]?.id) }].filter(
      () => !problem.pins.some(({ teacher }) => teacher === problem.teachers[0]?.id),
    ) as AssumptionsInput['pins'],
  });
  const planId = await solved(scenarioId);
  const countyPolicy = (await inForce(database.db, countyId, new Date('2099-01-01'))).policy?.id;
  const promote = (given: object = {}, viewer = other) =>
    scenarios.promote(viewer, {
      scenarioId,
      version: 1,
      roundVersion: 1,
      reason: 'bureau meeting',
      ...given,
    });
  await expect(promote({ version: 2 })).rejects.toThrow(VersionConflict);
  await expect(promote({ roundVersion: 9 })).rejects.toThrow(VersionConflict);
  await expect(promote({ reason: ' ' })).rejects.toMatchObject({ path: ['reason'] });
  // It asks for a post: who wrote that down does not approve it, nor who leads the school of a request it decides.
  await expect(promote({}, officer)).rejects.toMatchObject({ hand: 'assumed' });
  const { section: asked } = await database.db.request.findUniqueOrThrow({
    where: { id: kept?.id ?? '' },
    include: { section: true },
  });
  const leads = (schoolId: string): Viewer => ({
    ...other,
    grants: [...other.grants, { role: 'principal', schoolId, countyId, provinceId: null, teacherId: null }],
  });
  const madeAt = await database.db.section.findUniqueOrThrow({
    where: { id: idOf(county.sections, section) },
  });
  for (const { schoolId } of [asked, madeAt])
    await expect(promote({}, leads(schoolId))).rejects.toMatchObject({ hand: 'own-school' });
  expect(await roundVersion()).toBe(1);
  await promote();

  const { problem: frozen } = await database.db.plan.findUniqueOrThrow({
    where: { id: planId },
    include: { problem: true },
  });
  expect((await freeze(database, reckoner, roundId)).hash).toBe(frozen.hash);
  const adopted = await database.db.auditEvent.findMany({
    where: { action: 'request.adopt', entityId: { in: [kept?.id ?? '', dropped?.id ?? ''] } },
  });
  expect(adopted.map(({ after }) => Object(after).state).sort()).toEqual(['approved', 'refused']);
  expect(adopted.find(({ entityId }) => entityId === kept?.id)).toMatchObject({
    before: { number: kept?.number },
    after: { count: 4, priority: 5 },
  });
  const { id: madeId } = await database.db.request.findFirstOrThrow({ where: { countyId, number: 'S-1' } });
  expect(await database.db.auditEvent.findFirst({ where: { entityId: madeId } })).toMatchObject({
    action: 'request.adopt',
    userId: other.userId,
    after: { number: 'S-1', count: 2 },
  });
  expect(await roundVersion()).toBe(2);
  expect((await inForce(database.db, countyId, new Date('2099-01-01'))).policy?.id).toBe(countyPolicy);
  expect(await requestRows()).toMatchObject(
    [
      {
        id: kept?.id,
        number: kept?.number,
        approvedCount: 4,
        approvedPriority: 5,
        state: 'approved',
        decision: 'bureau meeting',
      },
      {
        id: dropped?.id,
        number: dropped?.number,
        state: 'refused',
        decision: 'bureau meeting',
        decidedBy: other.userId,
      },
      ...problem.requests.slice(2).map(({ id }) => ({ number: id })),
      {
        number: 'S-1',
        count: 2,
        level: 'county',
        state: 'approved',
        roundId,
        createdBy: officer.userId,
        decidedBy: other.userId,
      },
    ].sort((a, b) => ((a.number ?? '') < (b.number ?? '') ? -1 : 1)),
  );
  const table = await scenarios.outcomes(roundId, 'quality', 'serving');
  expect(table.map((one) => [one.scenarioId, one.planId])).toEqual([
    [null, planId],
    [scenarioId, planId],
  ]);
  await expect(promote({ version: 2, roundVersion: 2 })).rejects.toMatchObject({ path: ['scenarioId'] });
  await expect(solved(scenarioId)).rejects.toMatchObject({ path: ['scenarioId'] });
  expect(await scenarios.differences(roundId)).toEqual(new Map());
  const deeds = await database.db.auditEvent.findMany({ where: { countyId, entity: 'Scenario' } });
  expect(deeds.map(({ action, reason }) => [action, reason])).toEqual([
    ['scenario.create', null],
    ['scenario.promote', 'bureau meeting'],
  ]);
});

test('a plan of other assumptions than the scenario has now is marked so, and is not the round’s once it is promoted', async () => {
  const { officer, roundId } = county;
  const scenarioId = await make('S', { budget: 400_000 });
  const planId = await solved(scenarioId);
  await scenarios.change(officer, { scenarioId, version: 1, assumptions: { ...nothing, budget: 0 } });
  const told = async () =>
    (await scenarios.outcomes(roundId, 'quality', 'serving')).map((one) => [
      one.scenarioId,
      one.planId,
      one.current,
    ]);
  expect(await told()).toEqual([[scenarioId, planId, false]]);
  await scenarios.promote(officer, { scenarioId, version: 2, roundVersion: 1, reason: 'r' });
  expect(await told()).toEqual([[scenarioId, planId, false]]);
});

test('what was promoted stays the round’s, also where its scenario goes on to assume something else', async () => {
  const { officer, roundId } = county;
  const scenarioId = await make('S', { budget: 77_000 });
  const planId = await solved(scenarioId);
  await scenarios.promote(officer, { scenarioId, version: 1, roundVersion: 1, reason: 'r' });
  await scenarios.change(officer, { scenarioId, version: 2, assumptions: { ...nothing, budget: 0 } });
  const table = await scenarios.outcomes(roundId, 'quality', 'serving');
  expect(table.map((one) => [one.scenarioId, one.planId, one.current])).toEqual([
    [null, planId, true],
    [scenarioId, planId, false],
  ]);
});

test('nothing is named twice', async () => {
  const [request] = await requestRows();
  const [requestId, teacherId] = [request?.id ?? '', [...county.teachers.values()][0] ?? ''];
  const rule = { rule: 'tenure', asUsual: false, figures: {} };
  for (const [given, path] of [
    [
      {
        requests: [
          { requestId, count: 0 },
          { requestId, count: 3 },
        ],
      },
      ['assumptions', 'requests', '1'],
    ],
    [{ freed: [teacherId, teacherId] }, ['assumptions', 'freed', '1']],
    [{ rules: [rule, rule] }, ['assumptions', 'rules', '1', 'rule']],
  ] as const)
    await expect(make('S', given)).rejects.toMatchObject({ path });
});

test('what a promotion takes away is on record', async () => {
  const [request] = await requestRows();
  const stays = problem.pins.find(({ kind }) => kind === 'stay')?.teacher;
  const teacherId = idOf(county.teachers, stays);
  const scenarioId = await make('S', {
    requests: [{ requestId: request?.id ?? '', count: 7 }],
    freed: [teacherId],
  });
  await scenarios.promote(county.officer, { scenarioId, version: 1, roundVersion: 1, reason: 'r' });
  const deed = await database.db.auditEvent.findFirstOrThrow({
    where: { countyId: county.countyId, action: 'scenario.promote' },
  });
  expect(deed.before).toMatchObject({
    requests: [{ number: request?.number, count: request?.count }],
    pins: [{ kind: 'stay', teacherId }],
  });
});

test('a request that was withdrawn meanwhile is not decided over', async () => {
  const [request] = await requestRows();
  const scenarioId = await make('S', { requests: [{ requestId: request?.id ?? '', count: 7 }] });
  await database.db.request.update({ where: { id: request?.id ?? '' }, data: { state: 'withdrawn' } });
  await expect(
    scenarios.promote(county.officer, { scenarioId, version: 1, roundVersion: 1, reason: 'r' }),
  ).rejects.toThrow(ProblemRefused);
  expect(await requestRows()).toMatchObject([
    { state: 'withdrawn' },
    ...problem.requests.slice(1).map(() => ({})),
  ]);
});

test('a promotion that cannot be carried out changes nothing', async () => {
  const [section = ''] = county.sections.keys();
  const scenarioId = await make('S', {
    budget: 5,
    moreRequests: [{ number: 'S-1', sectionId: idOf(county.sections, section), subject: 'music', count: 1 }],
  });
  await database.db.request.create({
    data: {
      countyId: county.countyId,
      number: 'S-1',
      sectionId: idOf(county.sections, section),
      subject: 'pe',
      count: 1,
      state: 'refused',
    },
  });
  await expect(
    scenarios.promote(second(), { scenarioId, version: 1, roundVersion: 1, reason: 'r' }),
  ).rejects.toMatchObject({ path: ['scenarioId'], words: { en: expect.stringContaining('“S-1”') } });
  expect(await row(scenarioId)).toMatchObject({ promotedAt: null, version: 1 });
  expect(await roundVersion()).toBe(1);
});
