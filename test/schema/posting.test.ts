import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { createPostings } from '../../server/postings/postings.ts';
import { unorderedMoves, unreportedPostings } from '../../server/rounds/round-step.ts';
import { standingFacts } from '../../server/rounds/standing-facts.ts';
import type { ProblemInput } from '../../solver/problem.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../support/registry.ts';
import { county, hillfoot, lakeside, teacher } from '../support/small-county.ts';

// A moves from Lakeside, in town, to Hillfoot, a village of a zone that earns 90 yuan; on 1 September 2026.

let database: Database;
let kept: Kept;
let other: Kept;
let planId: string;
let principal: Viewer;
let homePrincipal: Viewer;
let second: Viewer;

const facts: Partial<ProblemInput> = {
  schools: [lakeside, { ...hillfoot, zone: 'far' }],
  allowance: {
    version: 'usual',
    months: 12,
    area: [{ zone: 'far', monthly: 90 }],
    transport: [{ fromYears: 10, monthly: 100 }],
  },
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 160 } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 30 } },
  ],
  teachers: ['A', 'B', 'C', 'D'].map((id) => teacher(id)),
};

const row = (map: ReadonlyMap<string, string>, key: string): string => {
  const id = map.get(key);
  if (id === undefined) throw new Error(`There is no ${key}.`);
  return id;
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const keep = (name: string) =>
    keepRegistry(
      database,
      asRegistered(county({ ...facts, county: { code: randomUUID().slice(0, 8), name } })),
    );
  kept = await keep('Yuan');
  other = await keep('Jia');
  principal = viewerAs('principal', { schoolId: row(kept.schools, 'hillfoot') });
  homePrincipal = viewerAs('principal', { schoolId: row(kept.schools, 'lakeside') });
  second = viewerAs('hr-officer', { countyId: kept.countyId });
  planId = await keepPlan(kept, [{ teacher: 'A' }]);
});

interface MoveGiven {
  readonly teacher: string;
  readonly form?: string;
  readonly from?: string;
  readonly to?: string;
  readonly role?: string;
  readonly relationMoves?: boolean;
}

async function keepPlan(
  of: Kept,
  moves: readonly MoveGiven[],
  { state = 'final', effective = '2026-09-01', circuits = [] as object[] } = {},
): Promise<string> {
  const { pool } = database;
  const { countyId, roundId } = of;
  const id = randomUUID();
  const problemId = randomUUID();
  await pool.query('UPDATE "Round" SET effective = $2 WHERE id = $1', [roundId, effective]);
  await insert(pool, 'Problem', [
    { id: problemId, countyId, roundId, hash: problemId, body: {}, frozenAt: effective },
  ]);
  await insert(pool, 'Plan', [
    {
      id,
      countyId,
      roundId,
      problemId,
      name: 'Plan',
      state,
      status: 'optimal',
      engine: 'none',
      engineReason: { zh: '无', en: 'None' },
      goals: [],
      circuits,
      moved: moves.length,
      createdAt: effective,
      version: 1,
    },
  ]);
  await insert(
    pool,
    'Move',
    moves.map(
      ({
        teacher: who,
        form = 'order-based',
        from = 'lakeside',
        to = 'hillfoot',
        role,
        relationMoves = false,
      }) => ({
        id: randomUUID(),
        planId: id,
        teacherId: row(of.teachers, who),
        fromSectionId: row(of.sections, `${from}:primary`),
        toSectionId: row(of.sections, `${to}:primary`),
        subject: role === undefined ? 'maths' : null,
        role: role ?? null,
        form,
        relationMoves,
        bed: false,
      }),
    ),
  );
  return id;
}

const as = (
  viewer: Viewer | null,
  today: string,
  document: string,
  variables: Record<string, unknown> = {},
) => ask({ ...contextWith(database, viewer), today: () => today }, document, variables);

const told =
  '__typename ... on Refusal { code message ... on InvalidInput { path } ... on VersionConflict { current } }';

async function mutate(
  viewer: Viewer | null,
  today: string,
  call: string,
  variables: Record<string, unknown> = {},
) {
  const types: Record<string, string> = {
    id: 'ID!',
    version: 'Int!',
    on: 'Day!',
    until: 'Day!',
    reason: 'String!',
    explanation: 'String!',
    why: 'String',
    teacher: 'ID!',
    kind: 'EarlyEnd!',
    back: 'ID',
    decision: 'PostingDecision!',
    assessment: 'AssessmentInput!',
    comment: 'String!',
    answer: 'String!',
    returned: 'Boolean!',
    month: 'String!',
    seal: 'String!',
    name: 'String!',
    settings: 'JSON!',
    leftOut: '[LeftOutInput!]',
    assessed: 'Int',
  };
  const declared = Object.keys(variables)
    .map((name) => `$${name}: ${types[name]}`)
    .join(', ');
  const { at, errors } = await as(
    viewer,
    today,
    `mutation (${declared}) { done: ${call} { ${told} } }`,
    variables,
  );
  return errors.length > 0 ? errors : at('done');
}

const order = (viewer: Viewer = kept.officer, version = 1, plan = planId, today = '2026-08-01') =>
  mutate(viewer, today, 'orderPostings(planId: $id, version: $version)', {
    id: idOf('Plan', plan),
    version,
  });

/** Orders a plan but for some, each for a reason. */
const orderBut = (plan: string, leftOut: Record<string, string>) =>
  mutate(kept.officer, '2026-08-01', 'orderPostings(planId: $id, version: $version, leftOut: $leftOut)', {
    id: idOf('Plan', plan),
    version: 1,
    leftOut: Object.entries(leftOut).map(([who, reason]) => ({
      teacherId: idOf('Teacher', row(kept.teachers, who)),
      reason,
    })),
  });

const carryOut = (today: string) => createPostings(database).carryOut(kept.countyId, () => today);

const postingOf = (who: string) =>
  database.db.posting.findFirstOrThrow({
    where: { teacherId: row(kept.teachers, who) },
    orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
  });
const teacherRow = (who: string) =>
  database.db.teacher.findUniqueOrThrow({
    where: { id: row(kept.teachers, who) },
    include: { serving: { include: { school: true } }, registered: true },
  });
async function where(who: string) {
  const { serving, servingSince, registered } = await teacherRow(who);
  return [serving.school.code, day(servingSince), registered.code];
}
const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

/** What keeps the round from being closed. */
async function counted(of: (roundId: string) => string): Promise<unknown> {
  const { rows } = await database.pool.query<{ count: number }>(of('$1::uuid'), [kept.roundId]);
  return rows[0]?.count;
}

/** A step on the posting of a teacher, with the version it has. */
async function take(
  viewer: Viewer,
  today: string,
  name: string,
  who: string,
  args: Record<string, unknown> = {},
  version?: number,
) {
  const posting = await postingOf(who);
  const names: Record<string, string> = {
    teacher: 'teacherId',
    back: 'backSectionId',
    why: 'reason',
    assessed: 'assessmentVersion',
  };
  const given = [...new Set([...Object.keys(args), ...(name === 'replacePosting' ? ['explanation'] : [])])]
    .map((key) => `, ${names[key] ?? key}: $${key}`)
    .join('');
  return mutate(viewer, today, `${name}(postingId: $id, version: $version${given})`, {
    id: idOf('Posting', posting.id),
    version: version ?? posting.version,
    ...(name === 'replacePosting' && { explanation: 'You are the first in reserve.' }),
    ...args,
  });
}

const ok = { __typename: 'Posting' };

/** As an import leaves one: under way, with no step of its own on record. */
test('a posting begun before it was followed here ends on its day, and holds up nobody else', async () => {
  await order();
  const { id: teacherId } = await database.db.teacher.update({
    where: { id: row(kept.teachers, 'B') },
    data: { servingSectionId: row(kept.sections, 'hillfoot:primary') },
  });
  await database.db.posting.create({
    data: {
      countyId: kept.countyId,
      teacherId,
      fromSectionId: row(kept.sections, 'lakeside:primary'),
      toSectionId: row(kept.sections, 'hillfoot:primary'),
      hostSchoolId: row(kept.schools, 'hillfoot'),
      form: 'order_based',
      relationMoves: false,
      startsOn: new Date('2023-09-01'),
      endsOn: new Date('2026-08-31'),
      state: 'serving',
      decision: 'return',
    },
  });
  const { landed, ended } = await carryOut('2026-09-01');
  expect([landed.length, ended.length]).toEqual([1, 1]);
  expect(await where('B')).toEqual(['lakeside', '2026-09-01', 'lakeside']);
});

describe('orders', () => {
  test('of a final plan are a posting for each move, of the stay the terms say', async () => {
    expect(await order()).toMatchObject({ __typename: 'Plan' });
    const posting = await postingOf('A');
    expect(posting).toMatchObject({ state: 'ordered', planId, form: 'order_based', subject: 'maths' });
    expect([posting.startsOn, posting.endsOn, posting.reportBy].map(day)).toEqual([
      '2026-09-01',
      '2029-08-31',
      '2026-09-08',
    ]);
    expect(await where('A')).toEqual(['lakeside', '2010-09-01', 'lakeside']);
  });

  test('made twice, with whatever version, are made once', async () => {
    await order();
    expect(await order()).toMatchObject({ __typename: 'Plan' });
    expect(await order(kept.officer, 7)).toMatchObject({ __typename: 'Plan' });
    expect(await database.db.posting.count({ where: { countyId: kept.countyId } })).toBe(1);
    const deeds = { countyId: kept.countyId, action: 'posting.order-plan' };
    expect(await database.db.auditEvent.count({ where: deeds })).toBe(1);
  });

  test('made by ten at once are made once', async () => {
    await Promise.all(Array.from({ length: 10 }, () => order()));
    expect(await database.db.posting.count({ where: { countyId: kept.countyId } })).toBe(1);
  });

  test('are refused of a plan that is not final, and of another version', async () => {
    expect(await order(kept.officer, 2)).toMatchObject({ code: 'version-conflict', current: 1 });
    await database.db.plan.update({ where: { id: planId }, data: { state: 'provisional' } });
    expect(await order()).toMatchObject({ code: 'plan-not-final' });
  });

  test('are for HR officers of the county alone', async () => {
    expect(await order(principal)).toMatchObject({ code: 'not-allowed' });
    expect(await order(viewerAs('inspector', { countyId: kept.countyId }))).toMatchObject({
      code: 'not-allowed',
    });
    expect(await order(other.officer)).toMatchObject({ code: 'not-found' });
  });

  test('are all refused where one teacher has left meanwhile', async () => {
    const plan = await keepPlan(kept, [{ teacher: 'B' }, { teacher: 'C' }]);
    await database.db.teacher.update({
      where: { id: row(kept.teachers, 'C') },
      data: { leftOn: new Date('2026-09-01') },
    });
    expect(await order(kept.officer, 1, plan)).toMatchObject({ code: 'orders-refused' });
    expect(await database.db.posting.count({ where: { planId: plan } })).toBe(0);
    await database.db.teacher.update({
      where: { id: row(kept.teachers, 'C') },
      data: { leftOn: new Date('2026-09-02') },
    });
    expect(await order(kept.officer, 1, plan)).toMatchObject({ __typename: 'Plan' });
  });

  test('of circuits are postings of so many days a week, which move nobody', async () => {
    const plan = await keepPlan(kept, [], {
      circuits: ['maths', 'music'].map((subject) => ({
        teacherId: row(kept.teachers, 'B'),
        fromSectionId: row(kept.sections, 'lakeside:primary'),
        toSectionId: row(kept.sections, 'hillfoot:primary'),
        subject,
        days: 1,
        km: 20,
      })),
    });
    await order(kept.officer, 1, plan);
    expect(await postingOf('B')).toMatchObject({
      form: 'circuit',
      days: 2,
      state: 'ordered',
      reportBy: null,
    });
    await carryOut('2026-09-01');
    expect((await postingOf('B')).state).toBe('serving');
    expect(await where('B')).toEqual(['lakeside', '2010-09-01', 'lakeside']);
    await carryOut('2027-09-01');
    expect(await postingOf('B')).toMatchObject({ state: 'ended', endedOn: new Date('2027-08-31') });
  });

  test('of a return end the posting, on its own last day, and make none', async () => {
    await order();
    await carryOut('2026-09-01');
    const plan = await keepPlan(kept, [{ teacher: 'A', form: 'return', from: 'hillfoot', to: 'lakeside' }], {
      effective: '2029-09-01',
    });
    expect(await order(kept.officer, 1, plan)).toMatchObject({ __typename: 'Plan' });
    expect(await order(kept.officer, 1, plan)).toMatchObject({ __typename: 'Plan' });
    const posting = await postingOf('A');
    expect([posting.decision, day(posting.endsOn), posting.version]).toEqual(['return', '2029-08-31', 3]);
    expect(await carryOut('2029-08-31')).toMatchObject({ ended: [] });
    await carryOut('2029-09-01');
    expect(await where('A')).toEqual(['lakeside', '2029-09-01', 'lakeside']);
  });

  test('are refused where the posting to return from was extended', async () => {
    await order();
    await carryOut('2026-09-01');
    await take(kept.officer, '2027-01-01', 'extendPosting', 'A', { until: '2030-01-31', reason: 'Needed.' });
    const plan = await keepPlan(kept, [{ teacher: 'A', form: 'return', from: 'hillfoot', to: 'lakeside' }], {
      effective: '2029-09-01',
    });
    expect(await order(kept.officer, 1, plan)).toMatchObject({ code: 'orders-refused' });
  });

  test('made late leave the days to report in from then on', async () => {
    await order(kept.officer, 1, planId, '2026-09-20');
    expect(day((await postingOf('A')).reportBy)).toBe('2026-09-27');
  });

  test('go out without who cannot go any more, who is left out for a reason', async () => {
    const plan = await keepPlan(kept, [{ teacher: 'B' }, { teacher: 'C' }]);
    await database.db.teacher.update({
      where: { id: row(kept.teachers, 'C') },
      data: { leftOn: new Date('2026-08-10') },
    });
    expect(await orderBut(plan, { D: 'Ill.' })).toMatchObject({ path: ['leftOut', '0', 'teacherId'] });
    expect(await orderBut(plan, { C: ' ' })).toMatchObject({ path: ['leftOut', '0', 'reason'] });
    expect(await orderBut(plan, { B: 'Ill.' })).toMatchObject({ code: 'orders-refused' });
    expect(await orderBut(plan, { C: 'Has left for his heart.' })).toMatchObject({ __typename: 'Plan' });
    expect((await postingOf('B')).state).toBe('ordered');
    const left = await postingOf('C');
    expect(left).toMatchObject({ state: 'cancelled', planId: plan });
    const told = { step: 'order', reason: 'Has left for his heart.' };
    expect(await database.db.postingChange.findMany({ where: { postingId: left.id } })).toMatchObject([told]);
    const deeds = await database.db.auditEvent.findMany({ where: { countyId: kept.countyId } });
    expect(JSON.stringify(deeds.map(({ after, reason }) => [after, reason]))).not.toContain('heart');
    expect(await take(kept.officer, '2026-08-20', 'undoPostingStep', 'C', { reason: 'No.' })).toMatchObject({
      code: 'nothing-to-undo',
    });
    const instead = { teacher: idOf('Teacher', row(kept.teachers, 'D')), reason: 'In his place.' };
    expect(await take(kept.officer, '2026-08-20', 'replacePosting', 'C', instead)).toMatchObject(ok);
    expect(await postingOf('D')).toMatchObject({ state: 'ordered', planId: plan, replacesId: left.id });
    expect(await take(kept.officer, '2026-08-20', 'replacePosting', 'C', instead)).toMatchObject({
      path: ['postingId'],
    });
    expect(await counted(unorderedMoves)).toBe(1);
    await order();
    expect(await counted(unorderedMoves)).toBe(0);
  });

  test('of a return that is left out change nothing of the posting', async () => {
    await order();
    await carryOut('2026-09-01');
    const plan = await keepPlan(kept, [{ teacher: 'A', form: 'return', from: 'hillfoot', to: 'lakeside' }], {
      effective: '2027-09-01',
    });
    expect(await order(kept.officer, 1, plan)).toMatchObject({ code: 'orders-refused' });
    expect(await orderBut(plan, { A: 'Stays.' })).toMatchObject({ __typename: 'Plan' });
    const postings = await database.db.posting.findMany({
      where: { teacherId: row(kept.teachers, 'A') },
      orderBy: { startsOn: 'asc' },
    });
    expect(postings).toMatchObject([
      { state: 'serving', decision: null },
      { state: 'cancelled', form: 'return' },
    ]);
    expect(await counted(unorderedMoves)).toBe(0);
  });

  test('of returns alone are made once, also once everybody is home', async () => {
    await order();
    await carryOut('2026-09-01');
    const plan = await keepPlan(kept, [{ teacher: 'A', form: 'return', from: 'hillfoot', to: 'lakeside' }], {
      effective: '2029-09-01',
    });
    expect(await counted(unorderedMoves)).toBe(1);
    await order(kept.officer, 1, plan);
    expect(await counted(unorderedMoves)).toBe(0);
    await carryOut('2029-09-01');
    expect(await order(kept.officer, 1, plan)).toMatchObject({ __typename: 'Plan' });
  });

  test('cancelled can be made again, by another plan or back from the substitute', async () => {
    await order();
    const by = (who: string, teacherId: string) =>
      take(kept.officer, '2026-08-20', 'replacePosting', who, {
        teacher: idOf('Teacher', row(kept.teachers, teacherId)),
        reason: 'So.',
      });
    expect(await by('A', 'B')).toMatchObject(ok);
    expect(await by('B', 'A')).toMatchObject(ok);
    expect(await take(kept.officer, '2026-08-21', 'cancelPosting', 'A', { reason: 'Off.' })).toMatchObject(
      ok,
    );
    const plan = await keepPlan(kept, [{ teacher: 'A' }]);
    expect(await order(kept.officer, 1, plan)).toMatchObject({ __typename: 'Plan' });
    expect((await postingOf('A')).planId).toBe(plan);
  });

  test('reported of by nobody are counted until they are, a substitute’s too', async () => {
    await order();
    expect(await counted(unreportedPostings)).toBe(1);
    await carryOut('2026-09-01');
    expect(await counted(unreportedPostings)).toBe(1);
    await take(kept.officer, '2026-09-10', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'B')),
      reason: 'Did not come.',
    });
    await carryOut('2026-09-10');
    expect(await counted(unreportedPostings)).toBe(1);
    await take(principal, '2026-09-10', 'reportForDuty', 'B', { on: '2026-09-10' });
    expect(await counted(unreportedPostings)).toBe(0);
  });

  test('send on who is out: the old posting ends, the next begins, and there is one way home', async () => {
    await order();
    await carryOut('2026-09-01');
    const plan = await keepPlan(kept, [{ teacher: 'A' }], { effective: '2029-09-01' });
    expect(await order(kept.officer, 1, plan)).toMatchObject({ __typename: 'Plan' });
    await carryOut('2029-09-01');
    const postings = await database.db.posting.findMany({
      where: { teacherId: row(kept.teachers, 'A') },
      orderBy: { startsOn: 'asc' },
    });
    expect(postings.map(({ state }) => state)).toEqual(['ended', 'serving']);
    expect(await where('A')).toEqual(['hillfoot', '2029-09-01', 'lakeside']);
  });
});

describe('the day', () => {
  beforeEach(async () => {
    await order();
  });

  test('changes where a teacher serves, and not the day before', async () => {
    await carryOut('2026-08-31');
    expect(await where('A')).toEqual(['lakeside', '2010-09-01', 'lakeside']);
    const { landed } = await carryOut('2026-09-01');
    expect(landed).toEqual([(await postingOf('A')).id]);
    expect(await where('A')).toEqual(['hillfoot', '2026-09-01', 'lakeside']);
  });

  test('missed is caught up, by the dates of the posting', async () => {
    await carryOut('2026-10-17');
    expect(await where('A')).toEqual(['hillfoot', '2026-09-01', 'lakeside']);
  });

  test('comes once: again, or with the clock turned back, nothing happens', async () => {
    await carryOut('2026-09-01');
    const before = await teacherRow('A');
    for (const today of ['2026-09-01', '2026-08-20', '2026-09-02'])
      expect(await carryOut(today)).toEqual({ landed: [], ended: [], held: [], heldRecruits: [] });
    expect((await teacherRow('A')).version).toBe(before.version);
  });

  test('comes once for two servers at once', async () => {
    const done = await Promise.all(Array.from({ length: 4 }, () => carryOut('2026-09-01')));
    expect(done.flatMap(({ landed }) => landed)).toHaveLength(1);
    expect(await database.db.postingChange.count({ where: { step: 'land', countyId: kept.countyId } })).toBe(
      1,
    );
  });

  test('is the county’s own', async () => {
    await database.db.county.update({ where: { id: kept.countyId }, data: { timeZone: 'Asia/Urumqi' } });
    const zones: string[] = [];
    await createPostings(database).carryOut(kept.countyId, (zone) => {
      zones.push(zone);
      return '2026-08-31';
    });
    expect(zones).toEqual(['Asia/Urumqi']);
  });

  test('holds what it cannot bring about: the teacher has left, or the host is closed', async () => {
    await database.db.school.update({
      where: { id: row(kept.schools, 'hillfoot') },
      data: { closedOn: new Date('2026-09-01') },
    });
    const { held } = await carryOut('2026-09-01');
    expect(held).toEqual([(await postingOf('A')).id]);
    expect(await where('A')).toEqual(['lakeside', '2010-09-01', 'lakeside']);
    await database.db.school.update({
      where: { id: row(kept.schools, 'hillfoot') },
      data: { closedOn: null },
    });
    expect((await carryOut('2026-09-02')).landed).toHaveLength(1);
  });

  test('lists who goes home by the end of the term, and tells its last day', async () => {
    await carryOut('2026-09-01');
    const told = async (today: string) => {
      const { at } = await as(
        kept.officer,
        today,
        '{ counties { nodes { schoolYear termEndsOn postings(filter: { endsThisTerm: true }) { nodes { endsOn } } } } }',
      );
      return at('counties.nodes');
    };
    expect(await told('2029-02-28')).toEqual([
      { schoolYear: 2028, termEndsOn: '2029-02-28', postings: { nodes: [] } },
    ]);
    expect(await told('2029-03-01')).toEqual([
      { schoolYear: 2028, termEndsOn: '2029-08-31', postings: { nodes: [{ endsOn: '2029-08-31' }] } },
    ]);
  });

  test('ends nothing that nobody has decided', async () => {
    await carryOut('2026-09-01');
    expect(await carryOut('2029-09-01')).toEqual({ landed: [], ended: [], held: [], heldRecruits: [] });
    const { at } = await as(
      kept.officer,
      '2029-09-01',
      `{ counties { nodes { postings(filter: { late: true }) { totalCount nodes { teacher { name } } } } } }`,
    );
    expect(at('counties.nodes.postings.nodes.teacher.name')).toEqual(['A']);
  });

  test('moves the relation where the move does, and brings nobody back', async () => {
    const plan = await keepPlan(kept, [{ teacher: 'B', relationMoves: true }]);
    await order(kept.officer, 1, plan);
    await carryOut('2026-09-01');
    expect(await where('B')).toEqual(['hillfoot', '2026-09-01', 'hillfoot']);
    expect((await postingOf('B')).endsOn).toBeNull();
  });

  test('gives a cadre the seat, and the old one back at home', async () => {
    await database.db.teacher.update({
      where: { id: row(kept.teachers, 'C') },
      data: { cadreRole: 'deputy', cadreSince: new Date('2020-09-01'), cadreTerms: 2 },
    });
    const plan = await keepPlan(kept, [{ teacher: 'C', role: 'principal', form: 'cadre' }]);
    await order(kept.officer, 1, plan);
    await carryOut('2026-09-01');
    expect(await teacherRow('C')).toMatchObject({ cadreRole: 'principal', cadreTerms: 1 });
    await take(kept.officer, '2027-01-10', 'endPostingEarly', 'C', { on: '2027-01-31', kind: 'OTHER' });
    await carryOut('2027-02-01');
    expect(await teacherRow('C')).toMatchObject({ cadreRole: 'deputy', cadreTerms: 2 });
    expect(await where('C')).toEqual(['lakeside', '2027-02-01', 'lakeside']);
  });
});

const report = (viewer: Viewer, today: string, on: string) =>
  take(viewer, today, 'reportForDuty', 'A', { on });

describe('duty', () => {
  beforeEach(async () => {
    await order();
  });

  test('is reported by the principal of the host or by HR, and by nobody else', async () => {
    await carryOut('2026-09-01');
    expect(await report(homePrincipal, '2026-09-01', '2026-09-01')).toMatchObject({ code: 'not-allowed' });
    const self = viewerAs('teacher', { teacherId: row(kept.teachers, 'A') });
    expect(await report(self, '2026-09-01', '2026-09-01')).toMatchObject({ code: 'not-allowed' });
    expect(await report(other.officer, '2026-09-01', '2026-09-01')).toMatchObject({ code: 'not-found' });
    expect(await report(principal, '2026-09-01', '2026-09-01')).toMatchObject(ok);
    expect(day((await postingOf('A')).reportedOn)).toBe('2026-09-01');
  });

  test('is awaited of the teacher until it is reported', async () => {
    const self = viewerAs('teacher', { teacherId: row(kept.teachers, 'A') });
    const awaits = async () =>
      (
        await as(
          self,
          '2026-09-01',
          '{ viewer { name } counties { nodes { postings { nodes { awaitsReport } } } } }',
        )
      ).at('counties.nodes.postings.nodes.awaitsReport');
    expect(await awaits()).toEqual([true]);
    await carryOut('2026-09-01');
    await report(principal, '2026-09-01', '2026-09-01');
    expect(await awaits()).toEqual([false]);
  });

  test('is not reported for a day to come, nor before the window', async () => {
    expect(await report(principal, '2026-08-30', '2026-08-31')).toMatchObject({ path: ['on'] });
    expect(await report(principal, '2026-08-30', '2026-08-24')).toMatchObject({ path: ['on'] });
    expect(await report(principal, '2026-08-30', '2026-08-25')).toMatchObject(ok);
  });

  test('not reported on the last day is told on the next', async () => {
    await carryOut('2026-09-01');
    const missing = async (today: string, viewer = kept.officer) =>
      (
        await as(
          viewer,
          today,
          '{ counties { nodes { postings(filter: { notArrived: true }) { totalCount nodes { teacher { name } } } } } }',
        )
      ).at('counties.nodes.postings.nodes.teacher.name');
    expect(await missing('2026-09-08')).toEqual([]);
    expect(await missing('2026-09-09')).toEqual(['A']);
    expect(await missing('2026-09-09', principal)).toEqual(['A']);
    expect(await missing('2026-09-09', other.officer)).toEqual([]);
    await report(principal, '2026-09-09', '2026-09-09');
    expect(await missing('2026-09-09')).toEqual([]);
  });

  test('tells whose last day is over, as the filter does', async () => {
    const told = async (today: string) => {
      const { at } = await as(
        kept.officer,
        today,
        '{ counties { nodes { postings { nodes { notArrived teacher { name } } } } } }',
      );
      return at('counties.nodes.postings.nodes.notArrived');
    };
    expect(await told('2026-09-09')).toEqual([true]);
    await carryOut('2026-09-01');
    expect(await told('2026-09-08')).toEqual([false]);
    expect(await told('2026-09-09')).toEqual([true]);
    await report(principal, '2026-09-09', '2026-09-09');
    expect(await told('2026-09-09')).toEqual([false]);
  });

  test('is awaited from the order on, until it is reported', async () => {
    const awaited = async (today: string) =>
      (
        await as(
          kept.officer,
          today,
          '{ counties { nodes { postings(filter: { awaited: true }) { nodes { teacher { name } } } } } }',
        )
      ).at('counties.nodes.postings.nodes.teacher.name');
    expect(await awaited('2026-08-01')).toEqual(['A']);
    await carryOut('2026-09-01');
    await report(principal, '2026-09-01', '2026-09-01');
    expect(await awaited('2026-09-01')).toEqual([]);
  });

  test('and every other step is offered as the posting stands, to whose it is', async () => {
    const offered = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          '2026-09-01',
          '{ counties { nodes { postings { nodes { teacher { name } steps } } } } }',
        )
      ).at('counties.nodes.postings.nodes.steps');
    expect(await offered(kept.officer)).toEqual(['REPORT', 'REPLACE', 'CANCEL']);
    expect(await offered(principal)).toEqual(['REPORT']);
    expect(await offered(homePrincipal)).toEqual([]);
    await carryOut('2026-09-01');
    await report(principal, '2026-09-01', '2026-09-01');
    expect(await offered(kept.officer)).toEqual(['DECIDE', 'EXTEND', 'END_EARLY', 'UNDO']);
    expect(await offered(principal)).toEqual([]);
    await take(kept.officer, '2026-09-01', 'undoPostingStep', 'A', { reason: 'Was somebody else.' });
    expect(await offered(kept.officer)).toEqual([
      'REPORT',
      'REPLACE',
      'DECIDE',
      'EXTEND',
      'END_EARLY',
      'CANCEL',
    ]);
    await take(kept.officer, '2026-09-10', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'B')),
      reason: 'Did not come.',
    });
    // Of the substitute’s alone: nothing is done any more with the one it replaces.
    expect(await offered(kept.officer)).toEqual(['REPORT', 'REPLACE', 'CANCEL']);
  });

  test('reported by one, the other who had read it before is told what was done', async () => {
    const { version } = await postingOf('A');
    await carryOut('2026-09-01');
    await take(kept.officer, '2026-09-01', 'reportForDuty', 'A', { on: '2026-09-01' });
    const { at } = await as(
      second,
      '2026-09-01',
      `mutation ($id: ID!, $version: Int!) { done: reportForDuty(postingId: $id, version: $version, on: "2026-09-01") {
         ... on VersionConflict { since { words { en } } } } }`,
      { id: idOf('Posting', (await postingOf('A')).id), version },
    );
    expect(at('done.since.words.en')).toEqual(['said that the teacher came', 'its first day came']);
  });

  test('not done, somebody else is ordered, and everything is as it was', async () => {
    await carryOut('2026-09-01');
    const done = await take(kept.officer, '2026-09-10', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'B')),
      reason: 'Did not come.',
    });
    expect(done).toMatchObject(ok);
    expect((await postingOf('A')).state).toBe('cancelled');
    expect(await where('A')).toEqual(['lakeside', '2010-09-01', 'lakeside']);
    const instead = await postingOf('B');
    expect(instead).toMatchObject({ state: 'ordered', planId, replacesId: (await postingOf('A')).id });
    expect([instead.startsOn, instead.endsOn, instead.reportBy].map(day)).toEqual([
      '2026-09-10',
      '2029-08-31',
      '2026-09-17',
    ]);
    const [deed] = await database.db.auditEvent.findMany({ where: { entityId: instead.id } });
    expect(deed).toMatchObject({
      action: 'posting.order',
      userId: kept.officer.userId,
      after: { teacherId: row(kept.teachers, 'B'), startsOn: '2026-09-10' },
    });
    await carryOut('2026-09-10');
    expect(await where('B')).toEqual(['hillfoot', '2026-09-10', 'lakeside']);
  });

  test('not done by one is told of to HR alone: never to who goes instead', async () => {
    await carryOut('2026-09-01');
    await take(kept.officer, '2026-09-10', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'B')),
      reason: 'A has cancer.',
    });
    const reasons = async (viewer: Viewer, who: string) =>
      (
        await as(
          viewer,
          '2026-09-10',
          'query ($id: ID!) { node(id: $id) { ... on Posting { changes { reason } } } }',
          { id: idOf('Posting', (await postingOf(who)).id) },
        )
      ).at('node.changes.reason');
    for (const who of ['A', 'B']) {
      const self = viewerAs('teacher', { teacherId: row(kept.teachers, who) });
      for (const viewer of [self, principal, viewerAs('inspector', { countyId: kept.countyId })])
        expect(JSON.stringify(await reasons(viewer, who))).not.toContain('cancer');
    }
    expect(await reasons(kept.officer, 'A')).toContain('A has cancer.');
    expect(await reasons(kept.officer, 'B')).toEqual(['You are the first in reserve.']);
    const deeds = await database.db.auditEvent.findMany({ where: { countyId: kept.countyId } });
    expect(JSON.stringify(deeds.map(({ after, reason }) => [after, reason]))).not.toContain('cancer');
  });

  test('begun and taken back leaves before and after of the teacher in the record', async () => {
    await carryOut('2026-09-01');
    await take(kept.officer, '2026-09-10', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'B')),
      reason: 'Did not come.',
    });
    const sections = (one: string) => ({ servingSectionId: row(kept.sections, `${one}:primary`) });
    const deeds = await database.db.auditEvent.findMany({
      where: { countyId: kept.countyId, action: { in: ['posting.land', 'posting.replace'] } },
      orderBy: { position: 'asc' },
    });
    expect(deeds).toMatchObject([
      {
        entity: 'Teacher',
        entityId: row(kept.teachers, 'A'),
        before: sections('lakeside'),
        after: sections('hillfoot'),
      },
      {
        entity: 'Posting',
        before: { teacher: sections('hillfoot') },
        after: { teacher: sections('lakeside') },
      },
    ]);
    const { id } = await postingOf('A');
    expect(
      await database.db.postingChange.findFirst({ where: { postingId: id, step: 'replace' } }),
    ).toMatchObject({ before: { teacher: sections('hillfoot') }, after: { teacher: sections('lakeside') } });
  });

  test('nobody reports twice: a day that is wrong is taken back by HR first', async () => {
    expect(await report(principal, '2026-08-30', '2026-08-30')).toMatchObject(ok);
    expect(await report(principal, '2026-09-10', '2026-09-10')).toMatchObject({ path: ['postingId'] });
    expect((await postingOf('A')).reportedOn?.toISOString().slice(0, 10)).toBe('2026-08-30');
    await take(kept.officer, '2026-09-10', 'undoPostingStep', 'A', { reason: 'A slip.' });
    expect(await report(principal, '2026-09-10', '2026-09-01')).toMatchObject(ok);
  });

  test('ordered again nothing changes, and who leaves out somebody who was ordered is told so', async () => {
    const count = () => database.db.posting.count({ where: { countyId: kept.countyId } });
    const before = await count();
    expect(await order()).toMatchObject({ __typename: 'Plan' });
    expect(await orderBut(planId, { A: 'Ill.' })).toMatchObject({ path: ['leftOut', '0', 'teacherId'] });
    expect(await count()).toBe(before);
  });

  test('who goes instead reads why, and by whose decision; the school reads what was checked', async () => {
    const blank = await take(kept.officer, '2026-08-20', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'D')),
      reason: 'Ill.',
      explanation: ' ',
    });
    expect(blank).toMatchObject({ path: ['explanation'] });
    await take(kept.officer, '2026-08-20', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'D')),
      reason: 'Ill.',
    });
    const read = async (viewer: Viewer, who = 'D') =>
      (
        await as(
          viewer,
          '2026-08-21',
          'query ($id: ID!) { node(id: $id) { ... on Posting { substitution { explanation words { en } decidedAt } } } }',
          { id: idOf('Posting', (await postingOf(who)).id) },
        )
      ).at('node.substitution');
    const words = { en: expect.stringContaining('on 2026-09-01 in service') };
    const explanation = 'You are the first in reserve.';
    for (const viewer of [kept.officer, viewerAs('teacher', { teacherId: row(kept.teachers, 'D') })])
      expect(await read(viewer)).toMatchObject({ explanation, words });
    expect(await read(principal)).toMatchObject({ explanation: null, words });
    expect(JSON.stringify(await read(principal))).not.toContain('Ill');
    expect(await read(kept.officer, 'A')).toBeNull();
  });

  test('nobody is replaced who has come, and by nobody who may not go', async () => {
    const by = (id: string, reason = 'Ill.') =>
      take(kept.officer, '2026-08-20', 'replacePosting', 'A', { teacher: idOf('Teacher', id), reason });
    expect(await by(row(other.teachers, 'B'))).toMatchObject({ path: ['teacherId'] });
    expect(await by(row(kept.teachers, 'A'))).toMatchObject({ path: ['teacherId'] });
    expect(await by(row(kept.teachers, 'B'), ' ')).toMatchObject({ path: ['reason'] });
    await database.db.certificate.deleteMany({ where: { teacherId: row(kept.teachers, 'B') } });
    expect(await by(row(kept.teachers, 'B'))).toMatchObject({ path: ['teacherId'] });
    await insert(database.pool, 'Exemption', [
      { id: randomUUID(), teacherId: row(kept.teachers, 'C'), kind: 'nursing', from: '2026-01-01' },
    ]);
    expect(await by(row(kept.teachers, 'C'))).toMatchObject({ path: ['teacherId'] });
    await report(principal, '2026-08-30', '2026-08-30');
    expect(await by(row(kept.teachers, 'D'))).toMatchObject({ path: ['postingId'] });
  });

  test('who goes instead is judged by the first day, and not by the day it is asked', async () => {
    const teacherId = row(kept.teachers, 'B');
    const instead = () =>
      take(kept.officer, '2026-08-20', 'replacePosting', 'A', {
        teacher: idOf('Teacher', teacherId),
        reason: 'Ill.',
      });
    const now = async (leftOn: string | null, exempt: { from: string; until?: string }) => {
      await database.db.teacher.update({
        where: { id: teacherId },
        data: { leftOn: leftOn === null ? null : new Date(leftOn) },
      });
      await database.db.exemption.deleteMany({ where: { teacherId } });
      await insert(database.pool, 'Exemption', [{ id: randomUUID(), teacherId, kind: 'nursing', ...exempt }]);
    };
    const over = { from: '2026-01-01', until: '2026-08-31' };
    await now(null, { from: '2026-09-01' });
    expect(await instead()).toMatchObject({ path: ['teacherId'] });
    await now('2026-09-01', over);
    expect(await instead()).toMatchObject({ path: ['teacherId'] });
    await now('2026-09-02', over);
    expect(await instead()).toMatchObject(ok);
  });

  test('who moved for good may go instead, and who is home again by the first day; nobody who is still out then', async () => {
    const teacherId = row(kept.teachers, 'B');
    const home = row(kept.sections, 'lakeside:primary');
    const { id } = await database.db.posting.create({
      data: {
        countyId: kept.countyId,
        teacherId,
        fromSectionId: home,
        toSectionId: home,
        hostSchoolId: row(kept.schools, 'lakeside'),
        form: 'order_based',
        relationMoves: true,
        startsOn: new Date('2023-09-01'),
        state: 'serving',
      },
    });
    const now = (data: Prisma.PostingUncheckedUpdateInput) =>
      database.db.posting.update({ where: { id }, data });
    // Who is asked in the tests takes everybody whom the plan moves for able to.
    const move = await database.db.move.findFirstOrThrow({ where: { planId } });
    await database.db.move.create({ data: { ...move, id: randomUUID(), teacherId } });
    const listed = async () => {
      const { at } = await as(
        kept.officer,
        '2026-08-20',
        'query ($id: ID!) { reserveList(postingId: $id) { ... on Options { options { teacher { name } } } } }',
        { id: idOf('Posting', (await postingOf('A')).id) },
      );
      return JSON.stringify(at('reserveList.options.teacher.name')).includes('B');
    };
    const instead = () =>
      take(kept.officer, '2026-08-20', 'replacePosting', 'A', {
        teacher: idOf('Teacher', teacherId),
        reason: 'Ill.',
      });
    expect(await listed()).toBe(true);
    await now({ relationMoves: false, endsOn: new Date('2026-08-31') });
    expect(await listed()).toBe(false);
    expect(await instead()).toMatchObject({ path: ['teacherId'] });
    await now({ decision: 'return', endsOn: new Date('2026-09-01') });
    expect(await listed()).toBe(false);
    // Out at the very host until the day before: from home the teacher goes, and comes home again.
    const hillfoot = row(kept.sections, 'hillfoot:primary');
    await database.db.teacher.update({ where: { id: teacherId }, data: { servingSectionId: hillfoot } });
    await now({
      endsOn: new Date('2026-08-31'),
      toSectionId: hillfoot,
      hostSchoolId: row(kept.schools, 'hillfoot'),
    });
    expect(await instead()).toMatchObject(ok);
    expect(await postingOf('B')).toMatchObject({ state: 'ordered', fromSectionId: home });
    await carryOut('2026-09-01');
    expect(await where('B')).toEqual(['hillfoot', '2026-09-01', 'lakeside']);
  });

  test('the reserve list is HR’s, and names nobody who is posted', async () => {
    const list = async (viewer: Viewer) =>
      as(
        viewer,
        '2026-09-10',
        `query ($id: ID!) { reserveList(postingId: $id) { __typename ... on Refusal { code } ... on Options { total options { teacher { name } } } } }`,
        { id: idOf('Posting', (await postingOf('A')).id) },
      );
    expect((await list(principal)).at('reserveList')).toMatchObject({ code: 'not-allowed' });
    expect((await list(other.officer)).at('reserveList')).toMatchObject({ code: 'not-found' });
    const { at, errors } = await list(kept.officer);
    expect(errors).toEqual([]);
    expect(at('reserveList.options.teacher.name')).not.toContain('A');
  });
});

describe('a posting under way', () => {
  beforeEach(async () => {
    await order();
    await carryOut('2026-09-01');
  });

  test('is extended with a reason, up to the most the terms let it last', async () => {
    const extend = (until: string, reason = 'No successor.') =>
      take(kept.officer, '2027-01-01', 'extendPosting', 'A', { until, reason });
    expect(await extend('2029-08-31')).toMatchObject({ path: ['until'] });
    expect(await extend('2032-09-01')).toMatchObject({ path: ['until'] });
    expect(await extend('2030-08-31', '')).toMatchObject({ path: ['reason'] });
    expect(await extend('2032-08-31')).toMatchObject(ok);
    expect(day((await postingOf('A')).endsOn)).toBe('2032-08-31');
  });

  test('ends early from the day after, why being HR’s alone', async () => {
    const end = (on: string) =>
      take(kept.officer, '2027-01-15', 'endPostingEarly', 'A', {
        on,
        kind: 'HEALTH',
        why: 'Secret illness.',
      });
    expect(await end('2027-01-14')).toMatchObject({ path: ['on'] });
    expect(await end('2029-08-31')).toMatchObject({ path: ['on'] });
    expect(await end('2027-01-15')).toMatchObject(ok);
    await carryOut('2027-01-15');
    expect((await where('A'))[0]).toBe('hillfoot');
    const changes = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          '2027-01-15',
          'query ($id: ID!) { node(id: $id) { ... on Posting { changes { step kind reason } } } }',
          { id: idOf('Posting', (await postingOf('A')).id) },
        )
      ).at('node.changes');
    expect(await changes(kept.officer)).toContainEqual({
      step: 'END_EARLY',
      kind: 'HEALTH',
      reason: 'Secret illness.',
    });
    for (const viewer of [
      principal,
      viewerAs('teacher', { teacherId: row(kept.teachers, 'A') }),
      viewerAs('inspector', { countyId: kept.countyId }),
    ])
      expect(await changes(viewer)).toContainEqual({ step: 'END_EARLY', kind: null, reason: null });
    const deeds = await database.db.auditEvent.findMany({ where: { countyId: kept.countyId } });
    expect(JSON.stringify(deeds.map((deed) => ({ ...deed, position: 0 })))).not.toMatch(/illness|health/);
    await carryOut('2027-01-16');
    expect(await where('A')).toEqual(['lakeside', '2027-01-16', 'lakeside']);
    expect(day((await postingOf('A')).endedOn)).toBe('2027-01-15');
  });

  test('takes a step back by another, and both stay on record', async () => {
    await take(kept.officer, '2027-01-15', 'extendPosting', 'A', { until: '2030-08-31', reason: 'Wanted.' });
    await take(kept.officer, '2027-01-16', 'endPostingEarly', 'A', { on: '2027-06-30', kind: 'FAMILY' });
    const undo = () => take(kept.officer, '2027-02-01', 'undoPostingStep', 'A', { reason: 'Mistaken.' });
    expect(await undo()).toMatchObject(ok);
    expect(await postingOf('A')).toMatchObject({ decision: null, endsOn: new Date('2030-08-31') });
    expect(await undo()).toMatchObject(ok);
    expect(day((await postingOf('A')).endsOn)).toBe('2029-08-31');
    expect(await undo()).toMatchObject({ code: 'nothing-to-undo' });
    const { id } = await postingOf('A');
    const changes = await database.db.postingChange.findMany({
      where: { postingId: id },
      orderBy: { position: 'asc' },
    });
    expect(changes.map(({ step, undoes }) => [step, undoes])).toEqual([
      ['order', null],
      ['land', null],
      ['extend', null],
      ['end_early', null],
      ['undo', 4],
      ['undo', 3],
    ]);
  });

  test('takes one of two with one version, and tells the other', async () => {
    const { version } = await postingOf('A');
    const until = ['2030-08-31', '2031-08-31'];
    const done = await Promise.all(
      until.map((last) =>
        take(kept.officer, '2027-01-01', 'extendPosting', 'A', { until: last, reason: 'Wanted.' }, version),
      ),
    );
    expect(done).toContainEqual(ok);
    expect(done).toContainEqual(expect.objectContaining({ code: 'version-conflict', current: version + 1 }));
  });

  test('of who never came is called off, and everything is as before', async () => {
    const cancel = () => take(kept.officer, '2026-09-20', 'cancelPosting', 'A', { reason: 'A broken leg.' });
    expect((await where('A'))[0]).toBe('hillfoot');
    expect(await cancel()).toMatchObject(ok);
    expect(await where('A')).toEqual(['lakeside', '2010-09-01', 'lakeside']);
    expect((await postingOf('A')).state).toBe('cancelled');
    expect(await cancel()).toMatchObject({ code: 'posting-not-at-this-step' });
    const deeds = await database.db.auditEvent.findMany({
      where: { countyId: kept.countyId, action: 'posting.cancel' },
      select: { reason: true },
    });
    expect(deeds).toEqual([{ reason: null }]);
  });

  test('cannot be cancelled once the teacher came; one not begun can, and be ordered after all', async () => {
    const cancel = (who: string) =>
      take(kept.officer, '2026-08-20', 'cancelPosting', who, { reason: 'Off.' });
    await take(kept.officer, '2026-09-01', 'reportForDuty', 'A', { on: '2026-09-01' });
    expect(await cancel('A')).toMatchObject({ code: 'invalid-input', path: ['postingId'] });
    const plan = await keepPlan(kept, [{ teacher: 'B' }]);
    await order(kept.officer, 1, plan);
    expect(await cancel('B')).toMatchObject(ok);
    await carryOut('2026-08-31');
    expect(await where('B')).toEqual(['lakeside', '2010-09-01', 'lakeside']);
    const undo = (today: string) =>
      take(kept.officer, today, 'undoPostingStep', 'B', { reason: 'On again.' });
    expect(await undo('2026-09-01')).toMatchObject({ code: 'nothing-to-undo' });
    expect(await undo('2026-08-31')).toMatchObject(ok);
    await carryOut('2026-09-01');
    expect((await where('B'))[0]).toBe('hillfoot');
  });

  test('is not made longer, nor its end taken back, once the next one is ordered', async () => {
    const plan = await keepPlan(kept, [{ teacher: 'A' }], { effective: '2029-09-01' });
    await order(kept.officer, 1, plan);
    const first = async () =>
      database.db.posting.findFirstOrThrow({
        where: { teacherId: row(kept.teachers, 'A'), state: 'serving' },
      });
    const onFirst = async (call: string, args: object) => {
      const { id, version } = await first();
      return mutate(kept.officer, '2029-08-02', call, { id: idOf('Posting', id), version, ...args });
    };
    const extended = () =>
      onFirst('extendPosting(postingId: $id, version: $version, until: $until, reason: $reason)', {
        until: '2030-08-31',
        reason: 'Needed.',
      });
    expect(await extended()).toMatchObject({ path: ['postingId'] });
    expect(
      await onFirst('undoPostingStep(postingId: $id, version: $version, reason: $reason)', { reason: 'No.' }),
    ).toMatchObject({ code: 'nothing-to-undo' });
    await take(kept.officer, '2029-08-02', 'cancelPosting', 'A', { reason: 'Off.' });
    expect(await extended()).toMatchObject(ok);
    // The next one cannot be called on again while this one lasts.
    expect(await take(kept.officer, '2029-08-03', 'undoPostingStep', 'A', { reason: 'On.' })).toMatchObject({
      code: 'nothing-to-undo',
    });
  });

  test('ends where another begins, whatever was decided of it', async () => {
    const plan = await keepPlan(kept, [{ teacher: 'A' }], { effective: '2029-09-01' });
    await order(kept.officer, 1, plan);
    const one = { teacherId: row(kept.teachers, 'A'), state: 'serving' } as const;
    await database.db.posting.updateMany({
      where: one,
      data: { decision: null, endsOn: new Date('2030-08-31') },
    });
    const { id } = await database.db.posting.findFirstOrThrow({ where: one });
    expect(await carryOut('2029-09-01')).toMatchObject({ ended: [id], held: [] });
    expect(await database.db.posting.findUnique({ where: { id } })).toMatchObject({
      state: 'ended',
      endedOn: new Date('2029-08-31'),
    });
    expect(await database.db.posting.count({ where: one })).toBe(1);
  });

  test('keeps what has long been in effect: a last day that is past is not brought back', async () => {
    await take(kept.officer, '2027-05-01', 'endPostingEarly', 'A', { on: '2027-06-30', kind: 'FAMILY' });
    await take(kept.officer, '2027-05-15', 'extendPosting', 'A', { until: '2028-08-31', reason: 'Wanted.' });
    const undo = (today: string) =>
      take(kept.officer, today, 'undoPostingStep', 'A', { reason: 'Mistaken.' });
    expect(await undo('2027-07-01')).toMatchObject({ code: 'nothing-to-undo' });
    expect(await undo('2027-06-30')).toMatchObject(ok);
  });

  test('brings home who will leave the service later', async () => {
    await database.db.teacher.update({
      where: { id: row(kept.teachers, 'A') },
      data: { leftOn: new Date('2027-07-02') },
    });
    await take(kept.officer, '2027-06-01', 'endPostingEarly', 'A', { on: '2027-06-30', kind: 'FAMILY' });
    await carryOut('2027-07-01');
    expect(await where('A')).toEqual(['lakeside', '2027-07-01', 'lakeside']);
  });

  test('does not bring home who has left by the day after', async () => {
    await database.db.teacher.update({
      where: { id: row(kept.teachers, 'A') },
      data: { leftOn: new Date('2027-07-01') },
    });
    await take(kept.officer, '2027-06-01', 'endPostingEarly', 'A', { on: '2027-06-30', kind: 'FAMILY' });
    await carryOut('2027-07-01');
    expect((await where('A'))[0]).toBe('hillfoot');
    expect((await postingOf('A')).state).toBe('ended');
  });

  test('is under way in the facts of the next problem, until its last day', async () => {
    const text = await standingFacts(database.db, kept.countyId, '2027-09-01');
    const { teachers } = JSON.parse(text);
    expect(teachers.find(({ id }: { id: string }) => id === 'A')).toMatchObject({
      serving: { section: 'hillfoot:primary', since: '2026-09-01' },
      posting: { home: 'lakeside:primary', since: '2026-09-01', until: '2029-08-31' },
      ruralYears: 1,
    });
  });
});

const passed = {
  schoolYear: 2028,
  pupilSatisfaction: 80,
  rank: 6,
  rankedOf: 10,
  seriousViolation: false,
  qualityGain: true,
};

describe('the end', () => {
  beforeEach(async () => {
    await order();
    await carryOut('2026-09-01');
  });

  const assess = (viewer: Viewer, changes: object = {}, today = '2029-06-20') =>
    take(viewer, today, 'assessPosting', 'A', { assessment: { ...passed, ...changes } });
  const assessment = () =>
    database.db.assessment.findFirstOrThrow({
      where: { countyId: kept.countyId },
      orderBy: { schoolYear: 'desc' },
    });
  const confirm = async (viewer: Viewer = kept.officer) => {
    const { id, version } = await assessment();
    return mutate(viewer, '2029-06-25', 'confirmAssessment(assessmentId: $id, version: $version)', {
      id: idOf('Assessment', id),
      version,
    });
  };
  const decide = (decision: string, more: object = {}, today = '2029-07-01') =>
    take(kept.officer, today, 'decideEndOfPosting', 'A', { decision, ...more });

  test('is assessed by the principal of the host alone', async () => {
    for (const viewer of [
      kept.officer,
      homePrincipal,
      viewerAs('teacher', { teacherId: row(kept.teachers, 'A') }),
    ])
      expect(await assess(viewer)).toMatchObject({ code: 'not-allowed' });
    expect(await assess(other.officer)).toMatchObject({ code: 'not-found' });
    expect(await assess(principal)).toMatchObject({ __typename: 'Assessment' });
    expect(await assessment()).toMatchObject({ passed: true, state: 'submitted' });
  });

  test('is assessed in the years of the posting that have begun and are not confirmed, which the principal of the host is told', async () => {
    const told = async (viewer: Viewer, today = '2029-06-20') =>
      (
        await as(
          viewer,
          today,
          '{ counties { nodes { postings { nodes { assessable awaitsAssessment } } } } }',
        )
      ).at('counties.nodes.postings.nodes');
    expect(await told(principal, '2026-09-01')).toEqual([{ assessable: [2026], awaitsAssessment: true }]);
    expect(await told(principal)).toEqual([{ assessable: [2028, 2027, 2026], awaitsAssessment: true }]);
    for (const viewer of [
      kept.officer,
      homePrincipal,
      viewerAs('teacher', { teacherId: row(kept.teachers, 'A') }),
    ])
      expect(await told(viewer)).toEqual([{ assessable: [], awaitsAssessment: false }]);
    await assess(principal);
    expect(await told(principal)).toEqual([{ assessable: [2028, 2027, 2026], awaitsAssessment: false }]);
    await confirm();
    const { schoolYear } = await assessment();
    expect(await told(principal)).toEqual([
      { assessable: [2028, 2027, 2026].filter((year) => year !== schoolYear), awaitsAssessment: false },
    ]);
  });

  test('wants what the terms ask for, and a school year of the posting', async () => {
    expect(await assess(principal, { rank: null })).toMatchObject({ path: ['rank'] });
    expect(await assess(principal, { rank: 11 })).toMatchObject({ path: ['rank'] });
    expect(await assess(principal, { pupilSatisfaction: 100.5 })).toMatchObject({
      path: ['pupilSatisfaction'],
    });
    expect(await assess(principal, { qualityGain: null })).toMatchObject({ path: ['qualityGain'] });
    expect(await assess(principal, { schoolYear: 2025 })).toMatchObject({ path: ['schoolYear'] });
    expect(await assess(principal, { schoolYear: 2029 })).toMatchObject({ path: ['schoolYear'] });
  });

  test('is read by the teacher once another than the assessor has confirmed it, and can be contested', async () => {
    const self = viewerAs('teacher', { teacherId: row(kept.teachers, 'A') });
    await assess(principal, { rank: 7 });
    const seen = async () =>
      (
        await as(
          self,
          '2029-06-25',
          'query ($id: ID!) { node(id: $id) { ... on Posting { assessments { passed proposal findings { code met } comment } } } }',
          { id: idOf('Posting', (await postingOf('A')).id) },
        )
      ).at('node.assessments');
    expect(await seen()).toEqual([]);
    expect(await confirm(principal)).toMatchObject({ code: 'not-allowed' });
    await database.db.assessment.updateMany({
      where: { countyId: kept.countyId },
      data: { by: kept.officer.userId },
    });
    expect(await confirm()).toMatchObject({ code: 'same-person' });
    expect(await confirm(second)).toMatchObject({ __typename: 'Assessment' });
    expect(await confirm(second)).toMatchObject({ code: 'assessment-confirmed' });
    expect(await assess(principal)).toMatchObject({ code: 'assessment-confirmed' });
    expect(await seen()).toMatchObject([
      { passed: false, proposal: 'EXTEND', findings: expect.arrayContaining([{ code: 'RANK', met: false }]) },
    ]);
    const { id, version } = await assessment();
    const contest = (viewer: Viewer) =>
      mutate(
        viewer,
        '2029-06-26',
        'contestAssessment(assessmentId: $id, version: $version, comment: $comment)',
        { id: idOf('Assessment', id), version, comment: 'There were eleven of us.' },
      );
    expect(await contest(principal)).toMatchObject({ code: 'not-allowed' });
    expect(await contest(self)).toMatchObject({ __typename: 'Assessment' });
    expect(await seen()).toMatchObject([{ comment: 'There were eleven of us.' }]);
  });

  test('what the teacher says to an assessment is answered by HR, and where it is right the host writes it anew', async () => {
    const self = viewerAs('teacher', { teacherId: row(kept.teachers, 'A') });
    const act = async (viewer: Viewer, call: string, more: Record<string, unknown> = {}) => {
      const { id, version } = await assessment();
      return mutate(viewer, '2029-06-26', `${call.replace('(', '(assessmentId: $id, version: $version, ')}`, {
        id: idOf('Assessment', id),
        version,
        ...more,
      });
    };
    const contest = (comment: string) => act(self, 'contestAssessment(comment: $comment)', { comment });
    const answer = (viewer: Viewer, returned: boolean, text = 'We asked the school.') =>
      act(viewer, 'answerAssessment(answer: $answer, returned: $returned)', { answer: text, returned });
    const waits = async (viewer: Viewer) => {
      const { at } = await as(viewer, '2029-06-26', '{ counties { nodes { waiting { code } } } }');
      return JSON.stringify(at('counties.nodes.waiting.code'));
    };
    const seen = async () =>
      (
        await as(
          self,
          '2029-06-26',
          'query ($id: ID!) { node(id: $id) { ... on Posting { assessments { state rank comment mayComment answer answeredBy { name } } } } }',
          { id: idOf('Posting', (await postingOf('A')).id) },
        )
      ).at('node.assessments');

    await assess(principal, { rank: 7 });
    await confirm(second);
    expect(await answer(second, false)).toMatchObject({ code: 'assessment-not-contested' });
    await contest('There were eleven of us.');
    expect(await waits(second)).toContain('assessments-to-answer');
    for (const viewer of [self, principal, homePrincipal])
      expect(await answer(viewer, false)).toMatchObject({ code: expect.stringMatching(/^not-/) });
    expect(await answer(other.officer, false)).toMatchObject({ code: 'not-found' });
    expect(await answer(second, false, ' ')).toMatchObject({ path: ['answer'] });
    // Who made it does not answer what is said against it.
    await database.db.assessment.updateMany({ data: { by: kept.officer.userId } });
    expect(await answer(kept.officer, false)).toMatchObject({ code: 'same-person' });

    expect(await answer(second, false)).toMatchObject({ __typename: 'Assessment' });
    expect(await waits(second)).not.toContain('assessments-to-answer');
    expect(await seen()).toMatchObject([
      { state: 'CONFIRMED', mayComment: true, answer: 'We asked the school.' },
    ]);
    expect(await answer(second, true)).toMatchObject({ code: 'assessment-not-contested' });

    // Said again, it waits again; found right, it is the host's to write, and the teacher still reads it.
    await contest('Here is the list: eleven.');
    expect(await seen()).toMatchObject([{ comment: 'Here is the list: eleven.', answer: null }]);
    expect(await answer(second, true, 'Eleven it is.')).toMatchObject({ __typename: 'Assessment' });
    expect(await waits(principal)).toContain('assessments-returned');
    const awaits = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          '2029-06-26',
          'query ($id: ID!) { node(id: $id) { ... on Posting { awaitsAssessment } } }',
          { id: idOf('Posting', (await postingOf('A')).id) },
        )
      ).at('node.awaitsAssessment');
    expect([await awaits(principal), await awaits(second)]).toEqual([true, false]);
    expect(await waits(homePrincipal)).not.toContain('assessments-returned');
    expect(await seen()).toMatchObject([
      { state: 'RETURNED', mayComment: false, rank: 7, answer: 'Eleven it is.' },
    ]);
    expect(await confirm(second)).toMatchObject({ code: 'assessment-not-confirmed' });
    expect(await contest('And now?')).toMatchObject({ code: 'assessment-not-confirmed' });

    const { version } = await assessment();
    expect(
      await take(principal, '2029-06-27', 'assessPosting', 'A', {
        assessed: version,
        assessment: { ...passed, rank: 7, rankedOf: 12 },
      }),
    ).toMatchObject({ __typename: 'Assessment' });
    expect(await waits(principal)).not.toContain('assessments-returned');
    // Until it is confirmed anew it is not the teacher's to read.
    expect(await seen()).toEqual([]);
    expect(await confirm(second)).toMatchObject({ __typename: 'Assessment' });
    expect(await seen()).toMatchObject([{ state: 'CONFIRMED', rank: 7, answer: 'Eleven it is.' }]);
    expect(await answer(second, true)).toMatchObject({ code: 'assessment-not-contested' });
    const deeds = await database.db.auditEvent.findMany({
      where: { entity: 'Assessment', entityId: (await assessment()).id },
      orderBy: { position: 'asc' },
    });
    expect(deeds.map(({ action }) => action.replace('assessment.', ''))).toEqual([
      'assess',
      'confirm',
      'comment',
      'answer',
      'comment',
      'return',
      'assess',
      'confirm',
    ]);
    expect(JSON.stringify(deeds.map(({ before, after }) => [before, after]))).not.toMatch(/eleven|We asked/i);
  });

  test('is decided of once, and not while what the teacher says to the assessment has no answer', async () => {
    const self = viewerAs('teacher', { teacherId: row(kept.teachers, 'A') });
    const act = async (viewer: Viewer, call: string, more: Record<string, unknown>) => {
      const { id, version } = await assessment();
      return mutate(viewer, '2029-06-26', call.replace('(', '(assessmentId: $id, version: $version, '), {
        id: idOf('Assessment', id),
        version,
        ...more,
      });
    };
    const contest = () => act(self, 'contestAssessment(comment: $comment)', { comment: 'No.' });
    const answer = (returned: boolean) =>
      act(second, 'answerAssessment(answer: $answer, returned: $returned)', { answer: 'Seen.', returned });
    await assess(principal);
    await confirm(second);
    await contest();
    expect(await decide('RETURN')).toMatchObject({ code: 'assessment-contested' });
    await answer(false);
    expect(await decide('RETURN')).toMatchObject(ok);
    expect(await decide('RETURN')).toMatchObject({ path: ['postingId'] });
    await contest();
    expect(await answer(true)).toMatchObject({ path: ['returned'] });
    await take(kept.officer, '2029-07-02', 'undoPostingStep', 'A', { reason: 'Look again.' });
    expect(await answer(true)).toMatchObject({ __typename: 'Assessment' });
    expect(await decide('RETURN')).toMatchObject({ code: 'assessment-wanted' });
  });

  test('is assessed by the host also once it is over, and what was written stays readable there', async () => {
    await take(kept.officer, '2027-01-15', 'replacePosting', 'A', {
      teacher: idOf('Teacher', row(kept.teachers, 'B')),
      reason: 'Did not come.',
    });
    await carryOut('2027-01-15');
    await take(kept.officer, '2027-05-01', 'endPostingEarly', 'B', { on: '2027-06-30', kind: 'FAMILY' });
    await carryOut('2027-07-01');
    expect((await postingOf('B')).state).toBe('ended');
    expect(
      await take(principal, '2027-07-05', 'assessPosting', 'B', {
        assessment: { ...passed, schoolYear: 2026 },
      }),
    ).toMatchObject({ __typename: 'Assessment' });
    const read = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          '2027-07-05',
          `query ($id: ID!) { node(id: $id) { ... on Posting { assessments { passed }
             teacher { name born sex phone homePlace identityNumber } } } }`,
          { id: idOf('Posting', (await postingOf('B')).id) },
        )
      ).at('node');
    const nothing = { born: null, sex: null, phone: null, homePlace: null, identityNumber: null };
    expect(await read(principal)).toEqual({
      assessments: [{ passed: true }],
      teacher: { name: 'B', ...nothing },
    });
    expect(await read(viewerAs('principal', { schoolId: row(other.schools, 'hillfoot') }))).toBeNull();
  });

  test('is judged by the terms of its school year, also once it is over', async () => {
    await database.db.postingStandard.create({
      data: {
        countyId: kept.countyId,
        version: 'stricter',
        effectiveFrom: new Date('2029-09-01'),
        body: { assessment: { pupilSatisfaction: 100 } },
      },
    });
    expect(await assess(principal, {}, '2029-09-15')).toMatchObject({ __typename: 'Assessment' });
    expect(await assessment()).toMatchObject({ schoolYear: 2028, passed: true });
  });

  test('is written anew by who has read what is written', async () => {
    await assess(principal);
    expect(await assess(principal, { pupilSatisfaction: 10 })).toMatchObject({
      code: 'version-conflict',
      current: 1,
    });
    const anew = (assessed: number) =>
      take(principal, '2029-06-20', 'assessPosting', 'A', {
        assessed,
        assessment: { ...passed, pupilSatisfaction: 10 },
      });
    expect(await anew(1)).toMatchObject({ __typename: 'Assessment' });
    expect(await anew(1)).toMatchObject({ code: 'version-conflict', current: 2 });
    const [deed] = await database.db.auditEvent.findMany({
      where: { countyId: kept.countyId, action: 'assessment.assess' },
      orderBy: { position: 'desc' },
      take: 1,
    });
    expect(deed).toMatchObject({
      before: { version: 1, passed: true },
      after: { version: 2, pupilSatisfaction: 10, passed: false },
    });
  });

  test('is decided by a person once assessed, and the teacher comes home on the day after', async () => {
    expect(await decide('RETURN')).toMatchObject({ code: 'assessment-wanted' });
    await assess(principal);
    expect(await decide('RETURN')).toMatchObject({ code: 'assessment-wanted' });
    await confirm();
    expect(await decide('RETURN')).toMatchObject(ok);
    await carryOut('2029-08-31');
    expect((await where('A'))[0]).toBe('hillfoot');
    await carryOut('2029-09-01');
    expect(await where('A')).toEqual(['lakeside', '2029-09-01', 'lakeside']);
    expect(await postingOf('A')).toMatchObject({ state: 'ended', endedOn: new Date('2029-08-31') });
  });

  test('is a year later for who does not pass; otherwise only with a reason', async () => {
    await assess(principal, { pupilSatisfaction: 79.99 });
    await confirm();
    expect(await decide('RETURN')).toMatchObject({ path: ['reason'] });
    expect(await decide('EXTEND')).toMatchObject(ok);
    expect(day((await postingOf('A')).endsOn)).toBe('2030-08-31');
    // The year it ends in now is another, and not assessed yet.
    expect(await decide('EXTEND')).toMatchObject({ code: 'assessment-wanted' });
  });

  test('decided late is not in the past', async () => {
    await assess(principal);
    await confirm();
    expect(await decide('RETURN', {}, '2029-10-10')).toMatchObject(ok);
    await carryOut('2029-10-11');
    expect(await where('A')).toEqual(['lakeside', '2029-10-11', 'lakeside']);
  });

  test('without a home to come to names another section', async () => {
    await database.db.school.update({
      where: { id: row(kept.schools, 'lakeside') },
      data: { closedOn: new Date('2029-09-01') },
    });
    await assess(principal);
    await confirm();
    expect(await decide('RETURN')).toMatchObject({ code: 'home-closed' });
    const foreign = idOf('Section', row(other.sections, 'lakeside:primary'));
    expect(await decide('RETURN', { back: foreign })).toMatchObject({ path: ['backSectionId'] });
    const host = idOf('Section', row(kept.sections, 'hillfoot:primary'));
    expect(await decide('RETURN', { back: host })).toMatchObject(ok);
    await carryOut('2029-09-01');
    expect((await where('A'))[0]).toBe('hillfoot');
    expect((await postingOf('A')).state).toBe('ended');
  });

  test('whose home closes after it was decided waits for a person', async () => {
    await assess(principal);
    await confirm();
    await decide('RETURN');
    await database.db.school.update({
      where: { id: row(kept.schools, 'lakeside') },
      data: { closedOn: new Date('2029-08-31') },
    });
    expect((await carryOut('2029-09-01')).held).toEqual([(await postingOf('A')).id]);
    expect((await where('A'))[0]).toBe('hillfoot');
  });
});

describe('the county’s terms', () => {
  const set = (settings: unknown, viewer: Viewer = kept.officer, name = 'v1') =>
    mutate(
      viewer,
      '2026-08-01',
      'setPostingTerms(countyId: $id, version: $name, effectiveFrom: $on, settings: $settings)',
      { id: idOf('County', kept.countyId), name, on: '2026-09-01', settings },
    );

  test('hold from their day on, what is left out being as usual', async () => {
    expect(await set({ stayMonths: 24, reportDays: 3 })).toMatchObject({ __typename: 'PostingStandard' });
    await order();
    const posting = await postingOf('A');
    expect([posting.endsOn, posting.reportBy].map(day)).toEqual(['2028-08-31', '2026-09-04']);
    expect(await createPostings(database).terms(kept.countyId, '2026-08-31')).toMatchObject({
      stayMonths: 36,
    });
  });

  test('are refused where they make no sense, twice under a name, and from others than HR', async () => {
    expect(await set({ stayMonths: 0 })).toMatchObject({ path: ['settings', 'stayMonths'] });
    expect(await set({ unheard: 1 })).toMatchObject({ code: 'invalid-input' });
    expect(await set({}, principal)).toMatchObject({ code: 'not-allowed' });
    expect(await set({}, other.officer)).toMatchObject({ code: 'not-found' });
    await set({});
    expect(await set({})).toMatchObject({ path: ['version'] });
  });
});

describe('rural service', () => {
  test('is told with its arithmetic, to HR, the own principal and the teacher', async () => {
    await order();
    await carryOut('2026-09-01');
    const service = async (viewer: Viewer, today: string) =>
      (
        await as(
          viewer,
          today,
          'query ($id: ID!) { node(id: $id) { ... on Teacher { ruralService { months required met lines { from until months days counted posting { hostSchool { name } } } } } } }',
          { id: idOf('Teacher', row(kept.teachers, 'A')) },
        )
      ).at('node.ruralService');
    expect(await service(kept.officer, '2027-08-31')).toMatchObject({ months: 11, met: false });
    const self = viewerAs('teacher', { teacherId: row(kept.teachers, 'A') });
    for (const viewer of [kept.officer, principal, self])
      expect(await service(viewer, '2027-09-01')).toEqual({
        months: 12,
        required: 12,
        met: true,
        lines: [
          {
            from: '2026-09-01',
            until: '2027-08-31',
            months: 12,
            days: 0,
            counted: 12,
            posting: { hostSchool: { name: 'Hillfoot' } },
          },
        ],
      });
    expect(await service(viewerAs('inspector', { countyId: kept.countyId }), '2027-09-01')).toBeNull();
  });

  test('comes to the years that a problem is frozen with', async () => {
    const stays = ['2020-01-31', '2021-02-28', '2019-12-30', '2024-02-29', '2022-09-01'];
    for (const [index, startsOn] of stays.entries()) {
      const teacherId = row(kept.teachers, ['A', 'B', 'C', 'D'][index % 4] ?? '');
      await insert(database.pool, 'Posting', [
        {
          id: randomUUID(),
          countyId: kept.countyId,
          teacherId,
          hostSchoolId: row(kept.schools, 'hillfoot'),
          startsOn,
          state: 'serving',
          form: index === 1 ? 'circuit' : 'support',
          days: index === 1 ? 2 : null,
        },
      ]);
    }
    const ids = [...kept.teachers.values()];
    for (const today of ['2026-02-28', '2026-03-01', '2026-08-30', '2026-08-31', '2026-09-01']) {
      const { teachers } = JSON.parse(await standingFacts(database.db, kept.countyId, today));
      const service = await createPostings(database).service(ids, today);
      for (const { id, ruralYears } of teachers)
        expect(ruralYears).toBe(
          Math.round(((service.get(row(kept.teachers, id))?.fifths ?? 0) / 60) * 100) / 100,
        );
    }
  });
});

describe('what a plan is carried out with', () => {
  const read = async (viewer: Viewer) => {
    const { at, errors } = await as(
      viewer,
      '2026-06-01',
      'query ($id: ID!) { node(id: $id) { ... on Plan { issuableKinds mayOrder moves { nodes { letterKinds } } } } }',
      { id: idOf('Plan', planId) },
    );
    expect(errors).toEqual([]);
    return at('node') as { issuableKinds: string[]; mayOrder: boolean };
  };

  test('goes by its state: papers of a final one, a list for the notice board of a provisional one', async () => {
    const all = ['DISPATCH', 'RETURN', 'CIRCUIT', 'TRANSFER', 'PLACEMENT', 'NOTICE'];
    expect(await read(kept.officer)).toEqual({
      issuableKinds: all,
      mayOrder: true,
      moves: { nodes: [{ letterKinds: ['DISPATCH'] }] },
    });
    expect(await read(viewerAs('inspector', { countyId: kept.countyId }))).toMatchObject({
      issuableKinds: [],
      mayOrder: false,
    });
    await order();
    expect(await read(kept.officer)).toMatchObject({ issuableKinds: all, mayOrder: false });
    await database.db.move.updateMany({ where: { planId }, data: { form: 'return', relationMoves: true } });
    await database.db.plan.update({ where: { id: planId }, data: { state: 'provisional', orderedAt: null } });
    expect(await read(kept.officer)).toEqual({
      issuableKinds: ['NOTICE'],
      mayOrder: false,
      moves: { nodes: [{ letterKinds: ['RETURN', 'TRANSFER'] }] },
    });
    await database.db.plan.update({ where: { id: planId }, data: { state: 'approved' } });
    expect(await read(kept.officer)).toMatchObject({ issuableKinds: [], mayOrder: false });
  });

  test('how old somebody is is told roughly, to the day, and to whom the day of birth is', async () => {
    const id = row(kept.teachers, 'A');
    const band = async (viewer: Viewer, today: string) =>
      (
        await as(viewer, today, 'query ($id: ID!) { node(id: $id) { ... on Teacher { ageBand } } }', {
          id: idOf('Teacher', id),
        })
      ).at('node.ageBand');
    await database.db.teacher.update({ where: { id }, data: { born: new Date('1991-09-02') } });
    expect(await band(kept.officer, '2026-09-01')).toBe('YOUNG');
    expect(await band(homePrincipal, '2026-09-02')).toBe('MIDDLE');
    expect(await band(kept.officer, '2041-09-01')).toBe('MIDDLE');
    expect(await band(kept.officer, '2041-09-02')).toBe('OLDER');
    expect(await band(viewerAs('inspector', { countyId: kept.countyId }), '2041-09-02')).toBeNull();
  });

  test('what an assessment is judged by is told as the terms have it', async () => {
    const { at } = await as(
      principal,
      '2026-09-01',
      '{ counties { nodes { assessmentLimits { pupilSatisfaction topPercent } } } }',
    );
    expect(at('counties.nodes.assessmentLimits')).toEqual([{ pupilSatisfaction: 80, topPercent: 60 }]);
  });
});

describe('allowances', () => {
  const query = `query ($month: String!) { counties { nodes { allowances(month: $month) { __typename
    ... on InvalidInput { code path }
    ... on AllowanceList { rows { teacher { name } days area transport total approved } area transport seal exportPath
      approvals { position area transport } } } } } }`;
  const list = async (viewer: Viewer, month: string, today = '2026-12-01') => {
    const { at, errors } = await as(viewer, today, query, { month });
    expect(errors).toEqual([]);
    const [one] = [at('counties.nodes.allowances')].flat();
    return one as { rows: object[]; seal: string | null; approvals: object[] };
  };
  const approve = (month: string, seal: string, today: string, viewer: Viewer = kept.officer) =>
    mutate(viewer, today, 'approveAllowances(countyId: $id, month: $month, seal: $seal)', {
      id: idOf('County', kept.countyId),
      month,
      seal,
    });
  beforeEach(async () => {
    await order();
    await carryOut('2026-09-01');
  });

  test('are paid to who has come, from the first day where that was in time', async () => {
    expect((await list(kept.officer, '2026-09')).rows).toEqual([]);
    await report(principal, '2026-09-08', '2026-09-08');
    expect((await list(kept.officer, '2026-09')).rows).toEqual([
      { teacher: { name: 'A' }, days: 30, area: 90, transport: 100, total: 190, approved: null },
    ]);
    expect((await list(kept.officer, '2026-08')).rows).toEqual([]);
  });

  test('are paid from the day who came too late came', async () => {
    await report(principal, '2026-09-20', '2026-09-16');
    expect((await list(kept.officer, '2026-09')).rows).toMatchObject([{ days: 15, total: 190 }]);
    await take(kept.officer, '2026-09-20', 'undoPostingStep', 'A', { reason: 'Another day.' });
    await report(principal, '2026-09-20', '2026-09-17');
    expect((await list(kept.officer, '2026-09')).rows).toMatchObject([{ days: 14, total: 0 }]);
  });

  test('are read whole by HR and inspectors, by a principal and a teacher of their own', async () => {
    await report(principal, '2026-09-01', '2026-09-01');
    const plan = await keepPlan(kept, [{ teacher: 'B' }]);
    await order(kept.officer, 1, plan);
    await carryOut('2026-09-01');
    await database.db.posting.updateMany({
      where: { planId: plan },
      data: { reportedOn: new Date('2026-09-01') },
    });
    const names = async (viewer: Viewer) =>
      (await list(viewer, '2026-10')).rows.map((one) => (one as { teacher: { name: string } }).teacher.name);
    expect(await names(kept.officer)).toEqual(['A', 'B']);
    expect(await names(viewerAs('inspector', { countyId: kept.countyId }))).toEqual(['A', 'B']);
    expect(await names(principal)).toEqual(['A', 'B']);
    expect(await names(viewerAs('teacher', { teacherId: row(kept.teachers, 'B') }))).toEqual(['B']);
    expect((await list(principal, '2026-10')).seal).toBeNull();
  });

  test('tell how many are paid, what has changed since, and whether the month can be approved', async () => {
    await report(principal, '2026-09-01', '2026-09-01');
    const told = async (today: string, viewer: Viewer = kept.officer) => {
      const { at } = await as(
        viewer,
        today,
        `{ counties { nodes { approvableMonth allowanceYear(month: "2027-08") { schoolYear }
          allowances(month: "2026-09") { ... on AllowanceList { paid changed total mayApprove } } } } }`,
      );
      return [at('counties.nodes')].flat()[0];
    };
    const allowanceYear = { schoolYear: 2026 };
    const september = { paid: 1, changed: 1, total: 190 };
    expect(await told('2026-09-30')).toEqual({
      approvableMonth: '2026-08',
      allowanceYear,
      allowances: { ...september, mayApprove: false },
    });
    expect(await told('2026-10-31')).toEqual({
      approvableMonth: '2026-09',
      allowanceYear,
      allowances: { ...september, mayApprove: true },
    });
    expect(await told('2026-10-01', viewerAs('inspector', { countyId: kept.countyId }))).toMatchObject({
      allowances: { ...september, mayApprove: false },
    });
    await approve('2026-09', (await list(kept.officer, '2026-09')).seal ?? '', '2026-10-01');
    expect(await told('2026-10-01')).toMatchObject({
      allowances: { paid: 1, changed: 0, mayApprove: false },
    });
    // More for one thing and less for another is a change, though the sum stays.
    await database.db.allowance.updateMany({
      where: { countyId: kept.countyId },
      data: { area: 100, transport: 90 },
    });
    expect(await told('2026-10-01')).toMatchObject({ allowances: { changed: 1, mayApprove: true } });
  });

  test('are frozen once the month is over, as they were read', async () => {
    await report(principal, '2026-09-01', '2026-09-01');
    const { seal } = await list(kept.officer, '2026-09');
    expect(await approve('2026-09', seal ?? '', '2026-09-30')).toMatchObject({ path: ['month'] });
    expect(await approve('2026-09', 'another', '2026-10-01')).toMatchObject({ path: ['seal'] });
    expect(await approve('2026-9', seal ?? '', '2026-10-01')).toMatchObject({ path: ['month'] });
    expect(await approve('2026-09', seal ?? '', '2026-10-01', principal)).toMatchObject({
      code: 'not-allowed',
    });
    expect(await approve('2026-09', seal ?? '', '2026-10-01', other.officer)).toMatchObject({
      code: 'not-found',
    });
    expect(await approve('2026-09', seal ?? '', '2026-10-01')).toMatchObject({
      __typename: 'AllowanceApproval',
    });
    expect(await approve('2026-09', seal ?? '', '2026-10-01')).toMatchObject({ path: ['seal'] });
    const again = await list(kept.officer, '2026-09');
    expect(again).toMatchObject({ rows: [{ approved: 190 }], approvals: [{ position: 0, area: 90 }] });
    expect(await approve('2026-09', again.seal ?? '', '2026-10-01')).toMatchObject({ path: ['month'] });
  });

  test('are corrected by differences, and nothing is written over', async () => {
    await report(principal, '2026-09-01', '2026-09-01');
    await approve('2026-09', (await list(kept.officer, '2026-09')).seal ?? '', '2026-10-01');
    const frozen = await database.db.allowance.findMany({ where: { countyId: kept.countyId } });
    await take(kept.officer, '2026-10-02', 'undoPostingStep', 'A', { reason: 'Came later.' });
    await report(principal, '2026-10-02', '2026-09-20');
    const now = await list(kept.officer, '2026-09');
    expect(now.rows).toMatchObject([{ days: 11, total: 0, approved: 190 }]);
    expect(await approve('2026-09', now.seal ?? '', '2026-10-03')).toMatchObject({
      __typename: 'AllowanceApproval',
    });
    const all = await database.db.allowance.findMany({
      where: { countyId: kept.countyId },
      orderBy: { id: 'asc' },
    });
    expect(all).toMatchObject([frozen[0], { area: -90, transport: -100, days: 11 }]);
    expect(await list(kept.officer, '2026-09')).toMatchObject({
      rows: [{ approved: 0 }],
      approvals: [{ position: 0 }, { position: 1, area: -90, transport: -100 }],
    });
  });

  test('approved with nobody in them stay so in the year', async () => {
    await approve('2026-09', (await list(kept.officer, '2026-09')).seal ?? '', '2026-10-01');
    await report(principal, '2026-10-02', '2026-09-02');
    const { at } = await as(
      kept.officer,
      '2026-10-02',
      '{ counties { nodes { allowanceYear(schoolYear: 2026) { months { month total } } } } }',
    );
    expect([at('counties.nodes.allowanceYear.months')].flat(3).slice(0, 2)).toEqual([
      { month: '2026-09', total: 0 },
      { month: '2026-10', total: 190 },
    ]);
  });

  test('of a plan are forecast over its stay, by the rule they are paid by', async () => {
    const { at, errors } = await as(
      kept.officer,
      '2026-07-01',
      'query ($id: ID!) { node(id: $id) { ... on Plan { allowanceForecastTotal allowanceForecast { schoolYear total months { month teachers area transport } } } } }',
      { id: idOf('Plan', planId) },
    );
    expect(errors).toEqual([]);
    expect(at('node.allowanceForecast')).toMatchObject([
      { schoolYear: 2026, total: 2280, months: { length: 12 } },
      { schoolYear: 2027, total: 2280 },
      { schoolYear: 2028, total: 2280 },
    ]);
    expect(at('node.allowanceForecastTotal')).toBe(3 * 2280);
  });

  test('of a school year are what was approved, and what is to come', async () => {
    await report(principal, '2026-09-01', '2026-09-01');
    await approve('2026-09', (await list(kept.officer, '2026-09')).seal ?? '', '2026-10-01');
    const year = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          '2026-10-01',
          '{ counties { nodes { allowanceYear(schoolYear: 2026) { total months { month } } } } }',
        )
      ).at('counties.nodes.allowanceYear');
    expect(await year(kept.officer)).toMatchObject([{ total: 2280, months: { length: 12 } }]);
    await database.db.zone.updateMany({ where: { countyId: kept.countyId }, data: { monthly: 100 } });
    expect(await year(kept.officer)).toMatchObject([{ total: 190 + 11 * 200 }]);
    expect(await year(principal)).toEqual([null]);
  });
});

test('a posting of another county is not there, whatever is asked of it', async () => {
  await order();
  const { at } = await as(
    other.officer,
    '2026-09-01',
    'query ($id: ID!) { node(id: $id) { id } counties { nodes { postings { totalCount } } } }',
    { id: idOf('Posting', (await postingOf('A')).id) },
  );
  expect([at('node'), at('counties.nodes.postings.totalCount')]).toEqual([null, [0]]);
  for (const name of ['cancelPosting', 'undoPostingStep'])
    expect(await take(other.officer, '2026-08-01', name, 'A', { reason: 'No.' })).toMatchObject({
      code: 'not-found',
    });
});

// Only a server across a socket has more than one connection, and so two acts at once.
if (process.env['TEST_DATABASE_URL'] !== undefined) {
  const aMoment = () => new Promise((done) => setTimeout(done, 500));

  /** What two acts come to that are begun while somebody else holds a row. */
  async function whileHeld(
    sql: string,
    id: string,
    acts: readonly (() => Promise<unknown>)[],
  ): Promise<unknown[]> {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query(sql, [id]);
    const begun: Promise<unknown>[] = [];
    for (const act of acts) {
      begun.push(act());
      await aMoment();
    }
    await client.query('COMMIT');
    client.release();
    return Promise.all(begun);
  }

  test('a cancellation on the very day is either done, or refused', async () => {
    await order();
    const { id } = await postingOf('A');
    const [carried, cancelled] = await whileHeld(
      'SELECT 1 FROM "Teacher" WHERE id = $1 FOR UPDATE',
      row(kept.teachers, 'A'),
      [
        () => carryOut('2026-09-01'),
        () => take(kept.officer, '2026-08-31', 'cancelPosting', 'A', { reason: 'Off.' }),
      ],
    );
    expect(carried).toMatchObject({ landed: [id] });
    expect(cancelled).toMatchObject({ code: 'version-conflict' });
    expect((await postingOf('A')).state).toBe('serving');
  });

  test('what is cancelled while the day waits for it does not begin', async () => {
    await order();
    const { id } = await postingOf('A');
    const [carried] = await whileHeld(`UPDATE "Posting" SET state = 'cancelled' WHERE id = $1`, id, [
      () => carryOut('2026-09-01'),
    ]);
    expect(carried).toEqual({ landed: [], ended: [], held: [], heldRecruits: [] });
    expect((await postingOf('A')).state).toBe('cancelled');
    expect((await where('A'))[0]).toBe('lakeside');
  });

  test('an assessment that is just being confirmed is not written anew', async () => {
    await order();
    await carryOut('2026-09-01');
    await take(principal, '2029-06-20', 'assessPosting', 'A', { assessment: passed });
    const { id, version } = await database.db.assessment.findFirstOrThrow({
      where: { countyId: kept.countyId },
    });
    const [confirmed, assessed] = await whileHeld('SELECT 1 FROM "Assessment" WHERE id = $1 FOR UPDATE', id, [
      () =>
        mutate(kept.officer, '2029-06-25', 'confirmAssessment(assessmentId: $id, version: $version)', {
          id: idOf('Assessment', id),
          version,
        }),
      () =>
        take(principal, '2029-06-25', 'assessPosting', 'A', {
          assessed: version,
          assessment: { ...passed, seriousViolation: true },
        }),
    ]);
    expect(confirmed).toMatchObject({ __typename: 'Assessment' });
    expect(assessed).toMatchObject({ code: 'assessment-confirmed' });
    expect(await database.db.assessment.findUnique({ where: { id } })).toMatchObject({
      state: 'confirmed',
      passed: true,
    });
  });
}
