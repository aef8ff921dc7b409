import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { PlanState } from '../../../prisma/generated/enums.ts';
import type { Viewer } from '../../../schema/context.ts';
import { idOf } from '../../../schema/ids.ts';
import { hidden } from '../../../schema/masked.ts';
import { PlanOutOfDate } from '../../../schema/plan-refusals.ts';
import { planSteps } from '../../../schema/plan-steps.ts';
import { dayAt } from '../../../server/day.ts';
import { createReckoner } from '../../../server/jobs/reckoner.ts';
import { publish } from '../../../server/plans/publish.ts';
import { pin } from '../../../server/rounds/pin.ts';
import { unpin } from '../../../server/rounds/unpin.ts';
import { ask, contextWith } from '../../support/ask.ts';
import { viewerAs } from '../../support/counties.ts';
import { testDatabase } from '../../support/database.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';
import { twoSchools, twoSchoolsInput } from '../../support/two-schools.ts';

// A town school that can spare teachers of mathematics, and a village that wants two: `near` wishes to go there.

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let kept: Kept;
let other: Kept;
/** Asked for the plan; looks at it; a third; an inspector. */
let officer: Viewer;
let second: Viewer;
let third: Viewer;
let inspector: Viewer;
let planId: string;
let now: Date;

const sections = twoSchoolsInput.sections.map((section) => ({ ...section, pupils: { 1: 80 } }));
const code = () => randomUUID().slice(0, 8);
const keep = () =>
  keepRegistry(database, asRegistered(twoSchools({ sections, county: { code: code(), name: 'Yuan' } })));

beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  await desk.startSolving();
  other = await keep();
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

beforeEach(async () => {
  now = new Date('2026-05-01T04:00:00Z');
  kept = await keep();
  officer = kept.officer;
  second = await officerNamed('Second');
  third = await officerNamed('Third');
  inspector = viewerAs('inspector', { countyId: kept.countyId });
  planId = await solved();
});

/** Another HR officer of the county, with a login. */
async function officerNamed(name: string): Promise<Viewer> {
  const viewer = { ...viewerAs('hr-officer', { countyId: kept.countyId }), name };
  const email = `${name.toLowerCase()}@${code()}.example`;
  await insert(database.pool, 'User', [{ id: viewer.userId, email, name, passwordHash: 'none' }]);
  await insert(database.pool, 'RoleGrant', [
    { id: randomUUID(), userId: viewer.userId, role: 'hr-officer', countyId: kept.countyId },
  ]);
  return { ...viewer, email };
}

async function solved(): Promise<string> {
  const { rounds } = desk;
  const solveId = await rounds.solve(officer, { roundId: kept.roundId, engine: 'highs' });
  return (await followed(rounds, solveId)).at(-1)?.planId ?? '';
}

const as = (viewer: Viewer | null, document: string, variables: Record<string, unknown> = {}) =>
  ask(
    {
      ...contextWith(database, viewer),
      rounds: desk.rounds,
      today: (zone) => dayAt(now, zone),
      now: () => now,
    },
    document,
    variables,
  );

const refused = '__typename ... on Refusal { code message } ... on InvalidInput { path }';
const told = `${refused}
  ... on VersionConflict { current changedBy since { by action text } }`;
const plan = '... on Plan { id state version }';

/** Every step that is an act, by what the API calls it. */
const calls = {
  submit: `mutation ($id: ID!, $version: Int!, $reason: String) {
    done: submitPlan(planId: $id, version: $version, reason: $reason) { ${told} ${plan} } }`,
  withdraw: `mutation ($id: ID!, $version: Int!, $reason: String) {
    done: withdrawPlan(planId: $id, version: $version, reason: $reason) { ${told} ${plan} } }`,
  approve: `mutation ($id: ID!, $version: Int!, $reason: String) {
    done: approvePlan(planId: $id, version: $version, reason: $reason) { ${told} ${plan}
      ... on FourEyes { hand } ... on NotApprover { approvers } } }`,
  'send-back': `mutation ($id: ID!, $version: Int!, $reason: String = "Look again.") {
    done: sendPlanBack(planId: $id, version: $version, reason: $reason) { ${told} ${plan} } }`,
  publish: `mutation ($id: ID!, $version: Int!, $decision: NamedDecision) {
    done: publishPlan(planId: $id, version: $version, decision: $decision) { ${told}
      ... on PlanFailsAudit { against { rule } } ... on PlanOutOfDate { differences { en } }
      ... on DecisionWanted { wantedFor }
      ... on PlanPublished { plan { state version } replaced { id state } changes { staffNumber kind text } } } }`,
  finalise: `mutation ($id: ID!, $version: Int!, $decision: NamedDecision) {
    done: finalisePlan(planId: $id, version: $version, decision: $decision) { ${told} ${plan}
      ... on DecisionWanted { wantedFor } } }`,
  discard: `mutation ($id: ID!, $version: Int!, $reason: String = "Not this one.") {
    done: discardPlan(planId: $id, version: $version, reason: $reason) { ${told} ${plan} } }`,
} as const;
type Call = keyof typeof calls;
const names = Object.keys(calls) as Call[];

const versionOf = async (id: string) =>
  (await database.db.plan.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

/** Takes a step with the version the plan has, unless another is given. */
async function take(
  step: Call,
  viewer: Viewer | null,
  variables: Record<string, unknown> = {},
  id = planId,
): Promise<Record<string, unknown>> {
  const given = { id: idOf('Plan', id), version: await versionOf(id), ...variables };
  const { at, errors } = await as(viewer, calls[step], given);
  expect(errors).toEqual([]);
  return at('done') as Record<string, unknown>;
}

const approved = async (id = planId) => {
  await take('submit', officer, {}, id);
  await take('approve', second, {}, id);
};
const published = async (id = planId, decision?: object) => {
  await approved(id);
  return take('publish', third, { ...(decision && { decision }) }, id);
};
const decision = { decidedBy: '县教育局党组', reason: '时间所限', reference: '远教发〔2026〕7号' };

const handEdit = `mutation ($id: ID!, $version: Int!, $teacher: ID!, $section: ID, $reason: String) {
  done: moveByHand(planId: $id, version: $version, teacherId: $teacher, sectionId: $section, reason: $reason) {
    ${told} ... on HandEdit { plan { id state status byHand editedInPlace version madeFrom { id editedInPlace } moved }
      breaches findings { rule } goals { goal before after worse } text } } }`;

async function move(
  viewer: Viewer,
  teacher: string,
  section: string | null,
  { id = planId, version }: { readonly id?: string; readonly version?: number } = {},
) {
  const { at, errors } = await as(viewer, handEdit, {
    id: idOf('Plan', id),
    version: version ?? (await versionOf(id)),
    teacher: idOf('Teacher', kept.teachers.get(teacher) ?? ''),
    section: section === null ? null : idOf('Section', kept.sections.get(section) ?? ''),
  });
  expect(errors).toEqual([]);
  return at('done') as Record<string, unknown> & { readonly plan: { readonly id: string; version: number } };
}
const village = 'village:primary';

const open = async (viewer: Viewer, id = planId) => {
  const { at, errors } = await as(
    viewer,
    'query ($id: ID!) { node(id: $id) { ... on Plan { openActs { act reason against { en } } } } }',
    { id: idOf('Plan', id) },
  );
  expect(errors).toEqual([]);
  return (
    at('node') as { openActs: { act: string; reason: string; against: { en: string } | null }[] }
  ).openActs.map(({ act, reason, against }) => ({ act, reason, against: against?.en ?? null }));
};
/** The acts offered, and those among them that something stands against. */
const offered = async (viewer: Viewer, id = planId) => {
  const acts = await open(viewer, id);
  return {
    free: acts.filter(({ against }) => against === null).map(({ act }) => act),
    barred: acts.filter(({ against }) => against !== null).map(({ act }) => act),
  };
};

const goes = async (id: string) => {
  const moves = await database.db.move.findMany({
    where: { planId: id },
    select: { teacher: { select: { staffNumber: true } } },
  });
  return moves.map(({ teacher }) => teacher.staffNumber).sort();
};
const setState = (state: PlanState, id = planId) =>
  database.db.plan.update({ where: { id }, data: { state, submittedBy: officer.userId } });
const deeds = async (id: string) => {
  const events = await database.db.auditEvent.findMany({
    where: { entityId: id },
    orderBy: { position: 'asc' },
    select: { action: true, userId: true, reason: true },
  });
  return events;
};

describe('the steps of a plan', () => {
  test('one way, each by its person, each on record', async () => {
    expect(await take('submit', officer, { reason: 'Ready.' })).toMatchObject({
      state: 'SUBMITTED',
      version: 2,
    });
    expect(await take('approve', second)).toMatchObject({ state: 'APPROVED', version: 3 });
    expect(await take('publish', third)).toMatchObject({
      plan: { state: 'PROVISIONAL', version: 4 },
      replaced: null,
      changes: [],
    });
    now = new Date('2026-05-02T04:00:00Z');
    expect(await take('finalise', third)).toMatchObject({ state: 'FINAL', version: 5 });
    expect(await deeds(planId)).toMatchObject([
      { action: 'plan.store' },
      { action: 'plan.submit', userId: officer.userId, reason: 'Ready.' },
      { action: 'plan.approve', userId: second.userId },
      { action: 'plan.publish', userId: third.userId },
      { action: 'plan.finalise', userId: third.userId },
    ]);
  });

  test('each stamped by the clock the days of windows go by', async () => {
    await approved();
    await take('publish', third);
    now = new Date('2026-05-11T04:00:00Z');
    await take('finalise', third);
    const [first, last] = [new Date('2026-05-01T04:00:00Z'), now];
    expect(await database.db.plan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
      submittedAt: first,
      approvedAt: first,
      publishedAt: first,
      finalAt: last,
    });
  });

  test('the round follows, and nothing else moves it', async () => {
    const state = async () =>
      (await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } })).state;
    await approved();
    expect(await state()).toBe('open');
    await take('publish', third);
    expect(await state()).toBe('provisional');
    now = new Date('2026-05-02T04:00:00Z');
    await take('finalise', third);
    expect(await state()).toBe('final');
    expect((await deeds(kept.roundId)).map(({ action }) => action)).toEqual(['round.follow', 'round.follow']);
  });

  test('sent back and taken back, it is a draft again', async () => {
    await take('submit', officer);
    expect(await take('withdraw', second)).toMatchObject({ code: 'not-allowed' });
    expect(await take('withdraw', officer)).toMatchObject({ state: 'DRAFT' });
    await take('submit', officer);
    expect(await take('send-back', second, { reason: ' ' })).toMatchObject({ path: ['reason'] });
    expect(await take('send-back', second)).toMatchObject({ state: 'DRAFT' });
    await approved();
    expect(await take('send-back', second)).toMatchObject({ state: 'DRAFT' });
    expect(await database.db.plan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
      submittedBy: null,
      approvedBy: null,
      approvedAt: null,
    });
  });

  test('no step but from its own states', async () => {
    const states: readonly PlanState[] = [
      'draft',
      'submitted',
      'approved',
      'provisional',
      'final',
      'discarded',
    ];
    for (const step of names) {
      const from: readonly PlanState[] = planSteps[step].from;
      for (const state of states.filter((one) => !from.includes(one))) {
        await setState(state);
        expect(await take(step, step === 'withdraw' ? officer : second), `${step} of ${state}`).toMatchObject(
          {
            code: 'plan-not-at-this-step',
          },
        );
      }
    }
    expect(await versionOf(planId)).toBe(1);
  }, 60_000);

  test('who may only read it may do nothing, and who may not know of it learns nothing', async () => {
    for (const step of names) {
      expect(await take(step, inspector), step).toMatchObject({ code: 'not-allowed' });
      expect(await take(step, other.officer), step).toMatchObject({ code: 'not-found' });
    }
    const [foreign, none] = await Promise.all(
      [planId, randomUUID()].map((id) =>
        as(other.officer, calls.submit, { id: idOf('Plan', id), version: 1 }).then(({ at }) => at('done')),
      ),
    );
    expect(foreign).toEqual(none);
  });

  test('an old version is told who did what since, the latest first', async () => {
    await take('submit', officer);
    await take('send-back', second);
    expect(await take('submit', third, { version: 1 })).toEqual({
      __typename: 'VersionConflict',
      code: 'version-conflict',
      message:
        'This has been changed meanwhile by Second (sent it back; submitted it). Reload, then submit again.',
      current: 3,
      changedBy: 'Second',
      since: [
        { by: 'Second', action: 'plan.send-back', text: 'sent it back' },
        { by: 'Officer', action: 'plan.submit', text: 'submitted it' },
      ],
    });
  });

  test('put aside wants a reason', async () => {
    expect(await take('discard', officer, { reason: '' })).toMatchObject({ path: ['reason'] });
    expect(await take('discard', officer)).toMatchObject({ state: 'DISCARDED' });
  });
});

describe('what may be done next', () => {
  test('is what begins from where the plan is, for each officer, with what stands against it', async () => {
    expect(await offered(officer)).toEqual({ free: ['EDIT', 'SUBMIT', 'DISCARD'], barred: [] });
    await take('submit', officer);
    expect(await offered(officer)).toEqual({
      free: ['EDIT', 'WITHDRAW', 'SEND_BACK', 'DISCARD'],
      barred: ['APPROVE'],
    });
    expect(await offered(second)).toEqual({ free: ['EDIT', 'APPROVE', 'SEND_BACK', 'DISCARD'], barred: [] });
    await take('approve', second);
    expect(await offered(third)).toEqual({ free: ['EDIT', 'SEND_BACK', 'PUBLISH', 'DISCARD'], barred: [] });
    await take('publish', third);
    expect(await offered(third)).toEqual({ free: ['EDIT', 'FINALISE'], barred: [] });
    await take('finalise', third, { decision });
    expect(await offered(third)).toEqual({ free: [], barred: [] });
  });

  test('says in the words of the refusal why an act would be refused', async () => {
    await take('submit', officer);
    const refused = await take('approve', officer);
    const acts = await open(officer);
    expect(acts.find(({ act }) => act === 'APPROVE')).toEqual({
      act: 'APPROVE',
      reason: 'MAY',
      against: refused['message'],
    });
  });

  test('of a draft made by hand: taking back as long as a move stands, and solving around it', async () => {
    const { plan: made } = await move(second, 'near', null);
    const id = keyOf(made.id);
    expect(await offered(third, id)).toEqual({
      free: ['EDIT', 'UNDO', 'SOLVE_AROUND', 'SUBMIT', 'DISCARD'],
      barred: [],
    });
    await take('submit', second, {}, id);
    expect((await offered(third, id)).free).not.toContain('UNDO');
    expect(await offered(officer, id)).toMatchObject({ barred: ['APPROVE'] });
  });

  test('of a plan that does not exist: nothing by hand, and it cannot be submitted', async () => {
    await database.db.plan.update({ where: { id: planId }, data: { status: 'infeasible' } });
    expect(await offered(officer)).toEqual({ free: ['DISCARD'], barred: ['SUBMIT'] });
  });

  test('where others are named to approve, they are named', async () => {
    await insert(database.pool, 'Approver', [
      { id: randomUUID(), countyId: kept.countyId, userId: third.userId, from: '2026-01-01', namedBy: null },
    ]);
    await take('submit', officer);
    expect(await offered(second)).toMatchObject({ barred: ['APPROVE', 'SEND_BACK'] });
    expect((await open(second)).find(({ act }) => act === 'APPROVE')?.against).toContain('Third');
    expect(await offered(third)).toMatchObject({ barred: [] });
  });

  test('is nothing to who only reads the county', async () => expect(await open(inspector)).toEqual([]));
});

describe('whether there is a plan', () => {
  test.each([
    ['optimal', true],
    ['feasible', true],
    ['infeasible', false],
    ['cut_short', false],
  ] as const)('of one that is %s: %s', async (status, found) => {
    await database.db.plan.update({ where: { id: planId }, data: { status } });
    const { at } = await as(inspector, 'query ($id: ID!) { node(id: $id) { ... on Plan { found } } }', {
      id: idOf('Plan', planId),
    });
    expect(at('node.found')).toBe(found);
  });
});

test('a move is pinned, unless somebody comes home by it', async () => {
  const pinnable = async () =>
    (
      await as(
        officer,
        'query ($id: ID!) { node(id: $id) { ... on Plan { moves { nodes { pinnable } } } } }',
        { id: idOf('Plan', planId) },
      )
    ).at('node.moves.nodes.pinnable');
  expect(await pinnable()).toContain(true);
  await database.db.move.updateMany({ where: { planId }, data: { form: 'return' } });
  expect(await pinnable()).not.toContain(true);
});

describe('the flows of a plan', () => {
  test('count its moves by pair of schools and post, and add up to all of them', async () => {
    const { at, errors } = await as(
      inspector,
      `query ($id: ID!) { node(id: $id) { ... on Plan { moved
        flows { people role from { name } to { name } subject { code } } } } }`,
      { id: idOf('Plan', planId) },
    );
    expect(errors).toEqual([]);
    const { moved, flows } = at('node') as { moved: number; flows: { people: number }[] };
    expect(flows.reduce((sum, { people }) => sum + people, 0)).toBe(moved);
    expect(flows).toMatchObject([{ people: moved, role: null, subject: { code: 'maths' } }]);
  });
});

describe('four eyes', () => {
  test('not who asked for it', async () => {
    await take('submit', third);
    expect(await take('approve', officer)).toMatchObject({ code: 'four-eyes', hand: 'ASKED' });
  });

  test('not who submitted it', async () => {
    await take('submit', third);
    expect(await take('approve', third)).toMatchObject({ hand: 'SUBMITTED' });
    expect(await take('approve', second)).toMatchObject({ state: 'APPROVED' });
  });

  test('not who moved somebody in it by hand, taken back or not, nor who asked for what it was made from', async () => {
    const id = keyOf((await move(second, 'near', null)).plan.id);
    await as(second, undoing, { id: idOf('Plan', id), version: await versionOf(id) });
    await take('submit', third, {}, id);
    expect(await take('approve', second, {}, id)).toMatchObject({ hand: 'MADE' });
    expect(await take('approve', officer, {}, id)).toMatchObject({ hand: 'ASKED' });
  });
});

const undoing = `mutation ($id: ID!, $version: Int!) { done: undoMoveByHand(planId: $id, version: $version) {
  ${told} ... on HandEdit { plan { id version moved } text } } }`;

const undoMove = async (viewer: Viewer, id: string) =>
  (await as(viewer, undoing, { id: idOf('Plan', id), version: await versionOf(id) })).at('done');

/** Asked for by a third officer. */
async function solveAround(plan: { readonly id: string; readonly version: number }, round: number) {
  const { at, errors } = await as(
    third,
    `mutation ($id: ID!, $version: Int!, $round: Int!) {
      done: solveAroundPlan(planId: $id, version: $version, roundVersion: $round) { ${told} ... on Solve { id } } }`,
    { id: plan.id, version: plan.version, round },
  );
  expect(errors).toEqual([]);
  return at('done') as Record<string, unknown>;
}

describe('approvers and stand-ins', () => {
  const naming = `mutation ($county: ID!, $email: String!, $from: Day!, $until: Day) {
    done: nameApprover(countyId: $county, email: $email, from: $from, until: $until) { ${refused}
      ... on FourEyes { hand } ... on Approver { id version from until user { name } } } }`;
  const standing = `mutation ($approver: ID!, $email: String!, $from: Day!, $until: Day!) {
    done: nameStandIn(approverId: $approver, email: $email, from: $from, until: $until, reason: "Leave") { ${refused}
      ... on FourEyes { hand } ... on StandIn { id version user { name } } } }`;
  const name = async (by: Viewer, who: Viewer, from = '2026-01-01', until: string | null = null) => {
    const county = idOf('County', kept.countyId);
    const { at } = await as(by, naming, { county, email: who.email, from, until });
    return at('done') as Record<string, unknown> & { id: string };
  };
  const standIn = async (by: Viewer, approver: string, who: Viewer, from: string, until: string) => {
    const { at } = await as(by, standing, { approver, email: who.email, from, until });
    return at('done') as Record<string, unknown> & { id: string };
  };

  test('where somebody is named, nobody else may', async () => {
    await name(officer, third);
    await take('submit', officer);
    expect(await take('approve', second)).toMatchObject({ code: 'not-approver', approvers: ['Third'] });
    expect(await take('send-back', second)).toMatchObject({ code: 'not-approver' });
    expect(await take('approve', third)).toMatchObject({ state: 'APPROVED' });
  });

  test('a stand-in ends on the day that is said, and the record tells by whom', async () => {
    const { id } = await name(officer, third);
    const standing = await standIn(officer, id, second, '2026-05-01', '2026-06-30');
    const { at } = await as(
      officer,
      `mutation ($id: ID!, $version: Int!) { done: endStandIn(standInId: $id, version: $version, until: "2026-05-10") {
        ${refused} ... on StandIn { version until } } }`,
      { id: standing.id, version: standing['version'] },
    );
    expect(at('done')).toMatchObject({ version: 2, until: '2026-05-10' });
    const deed = await database.db.auditEvent.findFirstOrThrow({ orderBy: { position: 'desc' } });
    expect([deed.action, deed.userId]).toEqual(['stand-in.end', officer.userId]);
  });

  test('from the first day to the last, both included, where the county is', async () => {
    await name(officer, third, '2026-05-02', '2026-05-03');
    await take('submit', officer);
    const may = async (instant: string) => {
      now = new Date(instant);
      await setState('submitted');
      return (await take('approve', second))['__typename'];
    };
    expect(await may('2026-05-01T15:59:59Z')).toBe('Plan');
    expect(await may('2026-05-01T16:00:00Z')).toBe('NotApprover');
    expect(await may('2026-05-03T15:59:59Z')).toBe('NotApprover');
    expect(await may('2026-05-03T16:00:00Z')).toBe('Plan');
  });

  test('a stand-in approves on the days named, and it says for whom', async () => {
    const { id } = await name(officer, third);
    expect(await standIn(officer, id, second, '2026-05-02', '2026-05-05')).toMatchObject({
      user: { name: 'Second' },
    });
    await take('submit', officer);
    expect(await take('approve', second)).toMatchObject({ code: 'not-approver' });
    now = new Date('2026-05-05T15:59:59Z');
    expect(await take('approve', second)).toMatchObject({ state: 'APPROVED' });
    const { at } = await as(
      officer,
      'query ($id: ID!) { node(id: $id) { ... on Plan { approvedBy { name } approvedFor { name } } } }',
      {
        id: idOf('Plan', planId),
      },
    );
    expect(at('node')).toEqual({ approvedBy: { name: 'Second' }, approvedFor: { name: 'Third' } });
  });

  test('no stand-in approves what they made, nor what the one stood in for made', async () => {
    const { id } = await name(officer, third);
    await standIn(officer, id, second, '2026-05-01', '2026-05-05');
    await take('submit', third);
    expect(await take('approve', second)).toMatchObject({ hand: 'STANDS_IN' });
    await take('withdraw', third);
    await take('submit', second);
    expect(await take('approve', second)).toMatchObject({ hand: 'SUBMITTED' });
  });

  test('who pinned somebody for a plan does not approve it, not even if the pin is gone', async () => {
    const { version } = await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } });
    const teacherId = kept.teachers.get('near') ?? '';
    await pin(database, second, kept.roundId, version, [{ kind: 'stay', teacherId }]);
    const ids = (await database.db.pin.findMany({ where: { teacherId } })).map(({ id }) => id);
    await unpin(database, third, ids);
    planId = await solved();
    await take('submit', officer);
    expect(await take('approve', second)).toMatchObject({ hand: 'PINNED' });
    expect(await take('approve', third)).toMatchObject({ hand: 'PINNED' });
    // Pins for the plans to come are no hand in one that is there.
    const fourth = await officerNamed('Fourth');
    const round = await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } });
    await pin(database, fourth, kept.roundId, round.version, [{ kind: 'stay', teacherId }]);
    expect(await take('approve', fourth)).not.toMatchObject({ code: 'four-eyes' });
  });

  test('who wrote a scenario down or took it over does not approve what comes of it', async () => {
    const { scenarios, rounds } = desk;
    const { roundId } = kept;
    const scenarioId = await scenarios.create(second, {
      roundId,
      name: 'Dear',
      assumptions: { rules: [], requests: [], moreRequests: [], freed: [], pins: [], budget: 900_000 },
    });
    const solveId = await rounds.solve(officer, { roundId, engine: 'highs', scenarioId });
    planId = (await followed(rounds, solveId)).at(-1)?.planId ?? '';
    const { version } = await database.db.round.findUniqueOrThrow({ where: { id: roundId } });
    await scenarios.promote(third, { scenarioId, version: 1, roundVersion: version, reason: 'Decided.' });
    await take('submit', officer);
    expect(await take('approve', second)).toMatchObject({ hand: 'ASSUMED' });
    expect(await take('approve', third)).toMatchObject({ hand: 'ASSUMED' });
    expect(await take('approve', await officerNamed('Fourth'))).toMatchObject({ state: 'APPROVED' });
  });

  test('nor what is solved of the round once it was taken over; what was written since is no hand in it', async () => {
    const { scenarios } = desk;
    const { roundId } = kept;
    const assumptions = { rules: [], requests: [], moreRequests: [], freed: [], pins: [], budget: 900_000 };
    const scenarioId = await scenarios.create(second, { roundId, name: 'Dear', assumptions });
    const { version } = await database.db.round.findUniqueOrThrow({ where: { id: roundId } });
    await scenarios.promote(third, { scenarioId, version: 1, roundVersion: version, reason: 'Decided.' });
    planId = await solved();
    const fourth = await officerNamed('Fourth');
    await scenarios.change(fourth, { scenarioId, version: 2, note: 'Looks well.' });
    await take('submit', officer);
    expect(await take('approve', second)).toMatchObject({ hand: 'ASSUMED' });
    expect(await take('approve', third)).toMatchObject({ hand: 'ASSUMED' });
    expect(await take('approve', fourth)).toMatchObject({ state: 'APPROVED' });
  });

  test('a stand-in of two approvers approves for the one who had no hand in it', async () => {
    const fourth = await officerNamed('Fourth');
    const first = await name(officer, third);
    const other = await name(officer, fourth);
    await standIn(officer, first.id, second, '2026-05-01', '2026-05-05');
    await standIn(officer, other.id, second, '2026-05-01', '2026-05-05');
    await take('submit', third);
    expect(await take('approve', second)).toMatchObject({ state: 'APPROVED' });
    expect(await database.db.plan.findUnique({ where: { id: planId } })).toMatchObject({
      approvedFor: fourth.userId,
    });
  });

  test('a submitted plan waits for those who may approve it, and for nobody else', async () => {
    const fourth = await officerNamed('Fourth');
    const all = [officer, second, third, fourth];
    const waited = async () => {
      const found: string[] = [];
      for (const one of all) {
        const { at } = await as(one, '{ counties { nodes { waiting { code } } } }');
        if (JSON.stringify(at('counties.nodes')).includes('plans-to-approve')) found.push(one.name);
      }
      return found;
    };
    expect(await waited()).toEqual([]);
    // The officer asked for it; nobody is named, so any other may.
    await take('submit', third);
    expect(await waited()).toEqual(['Second', 'Fourth']);
    // Who submitted it is named, and who stands in for them can approve as little.
    const { id } = await name(officer, third);
    await standIn(officer, id, second, '2026-05-01', '2026-05-05');
    expect(await waited()).toEqual([]);
    const other = await name(officer, fourth);
    expect(await waited()).toEqual(['Fourth']);
    await standIn(officer, other.id, second, '2026-05-01', '2026-05-05');
    expect(await waited()).toEqual(['Second', 'Fourth']);
    now = new Date('2026-05-05T16:00:00Z');
    expect(await waited()).toEqual(['Fourth']);
    expect(await take('approve', fourth)).toMatchObject({ state: 'APPROVED' });
    expect(await waited()).toEqual([]);
  });

  test('one beside a list that is out waits as well', async () => {
    await take('submit', second);
    await take('approve', third);
    await take('publish', third);
    const id = keyOf((await move(second, 'near', null)).plan.id);
    await take('submit', second, {}, id);
    const { at } = await as(third, '{ counties { nodes { waiting { code } } } }');
    expect(JSON.stringify(at('counties.nodes'))).toContain('plans-to-approve');
  });

  test('who is out of office holds nobody up: the account is closed, or the role is over', async () => {
    await name(officer, third);
    await take('submit', second);
    const fourth = await officerNamed('Fourth');
    expect(await take('approve', fourth)).toMatchObject({ code: 'not-approver' });
    await database.db.roleGrant.updateMany({
      where: { userId: third.userId },
      data: { until: new Date('2026-04-30') },
    });
    expect(await take('approve', fourth)).toMatchObject({ state: 'APPROVED' });
    expect(await name(officer, third, '2027-01-01')).toMatchObject({ code: 'invalid-input' });
  });

  test('who submitted a plan does not approve it, even if it came back since', async () => {
    await take('submit', second);
    await take('withdraw', second);
    await take('submit', third);
    expect(await take('approve', second)).toMatchObject({ hand: 'SUBMITTED' });
  });

  test('nobody is named by themselves, twice, for days that run backwards, or from elsewhere', async () => {
    expect(await name(officer, officer)).toMatchObject({ hand: 'NAMES_SELF' });
    const { id } = await name(officer, third, '2026-05-02', '2026-05-03');
    expect(await name(officer, third, '2026-05-03')).toMatchObject({ path: ['email'] });
    expect(await name(officer, third, '2026-05-04')).toMatchObject({ user: { name: 'Third' } });
    expect(await name(officer, second, '2026-05-04', '2026-05-03')).toMatchObject({ path: ['until'] });
    expect(await name(officer, other.officer)).toMatchObject({ path: ['email'] });
    expect(await name(other.officer, third)).toMatchObject({ code: 'not-found' });
    expect(await name(inspector, third)).toMatchObject({ code: 'not-allowed' });
    expect(await standIn(officer, id, third, '2026-05-02', '2026-05-03')).toMatchObject({ path: ['email'] });
    expect(await standIn(other.officer, id, second, '2026-05-02', '2026-05-03')).toMatchObject({
      code: 'not-found',
    });
  });

  test('an end is of today or later, and of nothing that is over', async () => {
    const { id } = await name(officer, third, '2026-04-01', '2026-05-10');
    const end = async (until: string, version = 1) =>
      (
        await as(
          officer,
          `mutation ($id: ID!, $version: Int!, $until: Day!) {
            done: endApprover(approverId: $id, version: $version, until: $until) { ${told} ... on Approver { until version } } }`,
          { id, version, until },
        )
      ).at('done');
    expect(await end('2026-04-30')).toMatchObject({ path: ['until'] });
    expect(await end('2026-05-11')).toMatchObject({ path: ['until'] });
    expect(await end('2026-05-01', 7)).toMatchObject({ code: 'version-conflict' });
    expect(await end('2026-05-01')).toEqual({ __typename: 'Approver', until: '2026-05-01', version: 2 });
    await take('submit', officer);
    expect(await take('approve', second)).toMatchObject({ code: 'not-approver' });
    now = new Date('2026-05-02T00:00:00Z');
    expect(await take('approve', second)).toMatchObject({ state: 'APPROVED' });
  });
});

describe('a move by hand', () => {
  test('makes a plan of its own from a solved one, which stays as it was', async () => {
    const before = await goes(planId);
    const gone = before.find((who) => who === 'near') ?? '';
    const answer = await move(second, gone, null);
    expect(answer).toMatchObject({
      plan: {
        state: 'DRAFT',
        status: 'FEASIBLE',
        byHand: true,
        editedInPlace: true,
        version: 1,
        madeFrom: { id: idOf('Plan', planId), editedInPlace: false },
      },
      text: 'Staff number near stays.',
    });
    expect(await goes(planId)).toEqual(before);
    const made = keyOf(answer.plan.id);
    expect(await goes(made)).toEqual(before.filter((who) => who !== 'near'));
    const { goals } = await database.db.plan.findUniqueOrThrow({ where: { id: made } });
    expect(goals).toMatchObject([{ bound: null }, { bound: null }, { bound: null }]);
    const [gap] = answer['goals'] as { goal: string; before: number; after: number; worse: number }[];
    expect(gap?.goal).toBe('gap');
    expect(gap?.after).toBe((gap?.before ?? 0) + (gap?.worse ?? 0));
    expect(gap?.worse).toBeGreaterThan(0);
    const beside = async (viewer: Viewer, id: string) =>
      (
        await as(
          viewer,
          'query ($id: ID!) { node(id: $id) { ... on Plan { besideMadeFrom { goal change worse } } } }',
          { id: idOf('Plan', id) },
        )
      ).at('node');
    const told = answer['goals'] as { goal: string; before: number; after: number; worse: number }[];
    expect(await beside(inspector, made)).toEqual({
      besideMadeFrom: told.map(({ goal, before: was, after, worse }) => ({
        goal,
        change: after - was,
        worse,
      })),
    });
    expect(await beside(inspector, planId)).toEqual({ besideMadeFrom: null });
    const reasons = await database.db.reason.findMany({
      where: { planId: made },
      select: { code: true, en: true },
    });
    expect(reasons).toHaveLength(5);
    expect(reasons.map(({ en }) => en)).toContain('Kept in place by the officer, by hand.');
  });

  test('is audited at once: what it breaks is told, and such a plan is never published', async () => {
    const answer = await move(second, 'new', village);
    expect(answer['breaches']).toBeGreaterThan(0);
    expect(answer['findings']).toContainEqual({ rule: 'tenure' });
    const made = keyOf(answer.plan.id);
    await take('submit', third, {}, made);
    const fourth = await officerNamed('Fourth');
    expect(await take('approve', fourth, {}, made)).toMatchObject({ state: 'APPROVED' });
    expect(await take('publish', officer, { decision }, made)).toMatchObject({
      code: 'plan-fails-audit',
      against: expect.arrayContaining([{ rule: 'tenure' }]),
    });
  });

  test('in a draft made by hand changes that draft, and is taken back step by step', async () => {
    const before = await goes(planId);
    const first = await move(second, 'near', null);
    const id = keyOf(first.plan.id);
    const [stays = ''] = ['tutor', 'far', 'star'].filter((who) => !before.includes(who));
    const next = await move(third, stays, village, { id });
    expect(next.plan).toMatchObject({ id: first.plan.id, version: 2 });
    expect(await goes(id)).toEqual([...before.filter((who) => who !== 'near'), stays].sort());
    const undo = async () => {
      const { at } = await as(second, undoing, { id: idOf('Plan', id), version: await versionOf(id) });
      return at('done');
    };
    expect(await undo()).toMatchObject({ plan: { version: 3 } });
    expect(await undo()).toMatchObject({ plan: { version: 4 } });
    expect(await goes(id)).toEqual(before);
    expect(await undo()).toMatchObject({ code: 'invalid-input', path: ['planId'] });
    const reasons = await database.db.reason.findMany({ where: { planId: id } });
    expect(reasons.some(({ figures }) => JSON.stringify(figures).includes('true'))).toBe(false);
    const { at } = await as(
      inspector,
      'query ($id: ID!) { node(id: $id) { ... on Plan { edits { totalCount nodes { planVersion createdBy { name } teacher { staffNumber } after { id } undoneAt } } notes { totalCount } } } }',
      { id: idOf('Plan', id) },
    );
    expect(at('node.edits.totalCount')).toBe(2);
    expect(at('node.edits.nodes.createdBy.name')).toEqual(['Third', 'Second']);
  });

  test('20 at once with one version: 1 wins, 19 are told who and what', async () => {
    const officers = [officer, second, third];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        move(officers[index % 3] ?? officer, 'near', null, { version: 1 }),
      ),
    );
    const won = answers.filter(({ __typename }) => __typename === 'HandEdit');
    const lost = answers.filter(({ __typename }) => __typename === 'VersionConflict');
    expect([won.length, lost.length]).toEqual([1, 19]);
    const { createdBy } = await database.db.planEdit.findFirstOrThrow({ where: { countyId: kept.countyId } });
    const winner = { [officer.userId]: 'Officer', [second.userId]: 'Second', [third.userId]: 'Third' }[
      createdBy ?? ''
    ];
    for (const answer of lost)
      expect(answer).toMatchObject({
        current: 2,
        changedBy: winner,
        since: [
          { by: winner, action: 'plan.branch', text: expect.stringContaining('Staff number near stays.') },
        ],
      });
    expect(await database.db.plan.count({ where: { roundId: kept.roundId } })).toBe(2);
  }, 60_000);

  test('that cannot be is refused by its field', async () => {
    expect(await move(second, 'near', 'town:primary')).toMatchObject({ path: ['sectionId'] });
    expect(await move(second, 'nobody', village)).toMatchObject({ path: ['teacherId'] });
    expect(await move(second, 'near', 'nowhere')).toMatchObject({ path: ['sectionId'] });
    expect(await move(second, 'new', null)).toMatchObject({ path: ['sectionId'] });
    expect(await move(other.officer, 'near', null)).toMatchObject({ code: 'not-found' });
    expect(await move(inspector, 'near', null)).toMatchObject({ code: 'not-allowed' });
    expect(await versionOf(planId)).toBe(1);
  });

  test('is kept when the round is solved around it', async () => {
    const { plan: made } = await move(second, 'near', null);
    const { version } = await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } });
    const solve = await solveAround(made, version);
    const around = (await followed(desk.rounds, keyOf(String(solve['id'])))).at(-1)?.planId ?? '';
    expect(await goes(around)).not.toContain('near');
    const { problem } = await database.db.plan.findUniqueOrThrow({
      where: { id: around },
      select: { problem: true },
    });
    expect(problem.body).toMatchObject({
      pins: [{ kind: 'stay', teacher: 'near' }],
      base: expect.any(Array),
    });
    await take('submit', officer, {}, around);
    expect(await take('approve', second, {}, around), 'who moved by hand').toMatchObject({ hand: 'MADE' });
    expect(await take('approve', third, {}, around), 'who had it solved').toMatchObject({ hand: 'ASKED' });
    await take('approve', await officerNamed('Fourth'), {}, around);
    expect(await take('publish', third, {}, around)).toMatchObject({ plan: { state: 'PROVISIONAL' } });
  });

  test('is solved around as the plan it was made from was then, whatever was done there since', async () => {
    const { plan: first } = await move(second, 'near', null);
    const from = keyOf(first.id);
    await take('submit', officer, {}, from);
    const [goer = ''] = await goes(from);
    const [stays = ''] = ['tutor', 'far', 'star'].filter((who) => who !== goer);
    const { plan: made } = await move(third, stays, village, { id: from });
    await take('withdraw', officer, {}, from);
    await move(second, goer, null, { id: from });
    expect(await undoMove(second, from)).toMatchObject({ __typename: 'HandEdit' });
    expect(await undoMove(second, from)).toMatchObject({ __typename: 'HandEdit' });
    const { version } = await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } });
    expect(await solveAround(made, version)).toMatchObject({ __typename: 'Solve' });
    const pins = await database.db.pin.findMany({
      where: { roundId: kept.roundId },
      select: { kind: true, teacher: { select: { staffNumber: true } } },
    });
    expect(new Map(pins.map(({ kind, teacher }) => [teacher.staffNumber, kind]))).toEqual(
      new Map([
        ['near', 'stay'],
        [stays, 'move'],
      ]),
    );
  });

  test('pins nothing where the round cannot be frozen with it', async () => {
    const { plan: made } = await move(second, 'near', null);
    const { version } = await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } });
    await database.pool.query(
      `UPDATE "Policy" SET body = jsonb_set(body, '{goals}', '[]')
       WHERE id = (SELECT "policyId" FROM "Round" WHERE id = $1)`,
      [kept.roundId],
    );
    expect(await solveAround(made, version)).toMatchObject({ code: 'problem-refused' });
    expect(await database.db.pin.count({ where: { roundId: kept.roundId } })).toBe(0);
    expect(await database.db.round.findUnique({ where: { id: kept.roundId } })).toMatchObject({ version });
  });

  test('notes are for HR', async () => {
    const noting = `mutation ($id: ID!, $teacher: ID, $text: String!) {
      done: notePlan(planId: $id, teacherId: $teacher, text: $text) { ${refused} ... on PlanNote { text teacher { staffNumber } createdBy { name } } } }`;
    const id = idOf('Plan', planId);
    const teacher = idOf('Teacher', kept.teachers.get('near') ?? '');
    expect((await as(second, noting, { id, teacher, text: 'Talk to her first.' })).at('done')).toMatchObject({
      text: 'Talk to her first.',
      teacher: { staffNumber: 'near' },
      createdBy: { name: 'Second' },
    });
    expect((await as(second, noting, { id, text: '  ' })).at('done')).toMatchObject({ path: ['text'] });
    const read = 'query ($id: ID!) { node(id: $id) { ... on Plan { notes { totalCount } } } }';
    expect((await as(officer, read, { id })).at('node.notes.totalCount')).toBe(1);
    expect((await as(inspector, read, { id })).at('node.notes.totalCount')).toBe(0);
  });
});

const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] ?? '';

describe('publishing looks again', () => {
  test('once more as it is written: facts that change meanwhile count', async () => {
    await approved();
    const reckoner = createReckoner();
    const { version } = await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } });
    const pins = [{ kind: 'stay' as const, teacherId: kept.teachers.get('near') ?? '' }];
    let looked = 0;
    const meddled = {
      ...reckoner,
      recheck: async (asked: Parameters<typeof reckoner.recheck>[0]) => {
        const found = await reckoner.recheck(asked);
        if (looked++ === 0) await pin(database, officer, kept.roundId, version, pins);
        return found;
      },
    };
    const by = { viewer: third, today: () => '2026-05-01', now: () => now };
    await expect(
      publish(
        { database, queue: desk.queue, reckoner: meddled },
        by,
        { planId, version: await versionOf(planId) },
        null,
      ),
    ).rejects.toThrow(PlanOutOfDate);
    expect(looked).toBe(2);
    expect(await database.db.plan.findUnique({ where: { id: planId } })).toMatchObject({ state: 'approved' });
    await reckoner.close();
  });

  test('and wants contests of points answered, or a named decision', async () => {
    await approved();
    const { id: pointsId } = await database.db.points.create({
      data: {
        countyId: kept.countyId,
        schoolYear: 2026,
        teacherId: kept.teachers.get('near') ?? '',
        points: 18,
        source: 'table',
      },
    });
    await database.db.pointsContest.create({
      data: { countyId: kept.countyId, pointsId, reason: 'A year is missing.', before: 18 },
    });
    expect(await take('publish', third)).toMatchObject({ wantedFor: ['CONTESTS_UNANSWERED'] });
    expect(await take('publish', third, { decision })).toMatchObject({ plan: { state: 'PROVISIONAL' } });
    expect(await database.db.planDecision.findMany({ where: { planId } })).toMatchObject([
      { allows: 'contests-unanswered' },
    ]);
  });

  test('and refuses one whose search was cut short before it found a plan', async () => {
    await database.db.move.deleteMany({ where: { planId } });
    await database.db.plan.update({
      where: { id: planId },
      data: { status: 'cut_short', goals: [], moved: 0 },
    });
    expect(await take('submit', officer)).toMatchObject({ code: 'plan-fails-audit' });
    expect(await move(second, 'near', null)).toMatchObject({ code: 'plan-fails-audit' });
    await setState('approved');
    expect(await take('publish', third, { decision })).toMatchObject({
      code: 'plan-fails-audit',
      against: [],
    });
  });

  test('and refuses a plan that breaks rules by now', async () => {
    await approved();
    await database.db.move.deleteMany({ where: { planId } });
    expect(await take('publish', third, { decision })).toMatchObject({
      code: 'plan-fails-audit',
      against: expect.arrayContaining([{ rule: 'exchange-quota' }]),
    });
  });

  test('and refuses one whose facts have changed, saying what', async () => {
    await approved();
    const id = kept.teachers.get('far') ?? '';
    await database.db.teacher.update({ where: { id }, data: { classTeacher: true } });
    expect(await take('publish', third, { decision })).toMatchObject({
      code: 'plan-out-of-date',
      differences: [{ en: 'What is on file differs: 1 of the teachers.' }],
    });
    await database.db.teacher.update({ where: { id }, data: { classTeacher: false } });
    expect(await take('publish', third)).toMatchObject({ plan: { state: 'PROVISIONAL' } });
  });

  test.each(['feasible', 'cut_short'] as const)(
    'and wants a named decision for one that is %s',
    async (status) => {
      await database.db.plan.update({ where: { id: planId }, data: { status } });
      await approved();
      expect(await take('publish', third)).toMatchObject({
        code: 'decision-wanted',
        wantedFor: ['UNPROVEN'],
      });
      expect(await take('publish', third, { decision: { ...decision, reference: ' ' } })).toMatchObject({
        path: ['decision', 'reference'],
      });
      expect(await take('publish', third, { decision })).toMatchObject({ plan: { state: 'PROVISIONAL' } });
      const { at } = await as(
        inspector,
        'query ($id: ID!) { node(id: $id) { ... on Plan { decisions { allows decidedBy reason reference recordedBy { name } } } } }',
        { id: idOf('Plan', planId) },
      );
      expect(at('node.decisions')).toEqual([
        { allows: 'UNPROVEN', ...decision, recordedBy: { name: 'Third' } },
      ]);
    },
  );

  test('and puts a changed plan in the place of the one that is out, saying for whom', async () => {
    await published();
    const goers = await goes(planId);
    const { plan: made } = await move(second, 'near', null);
    const id = keyOf(made.id);
    const [stays = ''] = ['tutor', 'far', 'star'].filter((who) => !goers.includes(who));
    await move(second, stays, village, { id });
    await take('submit', third, {}, id);
    const fourth = await officerNamed('Fourth');
    await take('approve', fourth, {}, id);
    const answer = await take('publish', third, { decision }, id);
    expect(answer).toMatchObject({
      plan: { state: 'PROVISIONAL' },
      replaced: { id: idOf('Plan', planId), state: 'DISCARDED' },
      changes: expect.arrayContaining([
        { staffNumber: 'near', kind: 'DROPPED', text: expect.stringContaining('stays') },
      ]),
    });
    const out = await database.db.plan.findMany({ where: { roundId: kept.roundId, state: 'provisional' } });
    expect(out.map((row) => row.id)).toEqual([id]);
    expect(await database.db.plan.findUniqueOrThrow({ where: { id: planId } })).toMatchObject({
      replacedById: id,
    });
  });
});

describe('objections', () => {
  const objecting = `mutation ($plan: ID!, $teacher: ID, $school: ID, $text: String!) {
    done: submitObjection(planId: $plan, teacherId: $teacher, schoolId: $school, text: $text) { ${refused}
      ... on ObjectionsClosed { from until } ... on Objection { id state version text teacher { staffNumber } } } }`;
  const answering = `mutation ($id: ID!, $version: Int!, $upheld: Boolean!, $text: String!) {
    done: answerObjection(objectionId: $id, version: $version, upheld: $upheld, text: $text) { ${told}
      ... on ObjectionNotAtThisStep { objectionState } ... on Objection { state answer answeredBy { name } version } } }`;
  const taking = `mutation ($id: ID!, $version: Int!) {
    done: withdrawObjection(objectionId: $id, version: $version) { ${told} ... on Objection { state } } }`;
  const teacherAs = (who: string) => viewerAs('teacher', { teacherId: kept.teachers.get(who) ?? '' });
  const principalAs = (school: string) => viewerAs('principal', { schoolId: kept.schools.get(school) ?? '' });
  type Told = Record<string, unknown> & { readonly id: string };

  const object = async (
    viewer: Viewer,
    who = 'near',
    text = 'Teacher near cares for her father.',
    id = planId,
  ) =>
    (
      await as(viewer, objecting, {
        plan: idOf('Plan', id),
        teacher: idOf('Teacher', kept.teachers.get(who) ?? ''),
        text,
      })
    ).at('done') as Told;
  const objectAsSchool = async (viewer: Viewer, school: string) =>
    (
      await as(viewer, objecting, {
        plan: idOf('Plan', planId),
        school: idOf('School', kept.schools.get(school) ?? ''),
        text: 'Lakeside cannot spare so many.',
      })
    ).at('done') as Told;
  const answer = async (viewer: Viewer, id: string, version = 1, upheld = false) =>
    (await as(viewer, answering, { id, version, upheld, text: 'Nobody else may go.' })).at('done') as Told;
  const window = (from: string, until: string) =>
    insert(database.pool, 'RoundWindow', [
      { id: randomUUID(), roundId: kept.roundId, kind: 'objections', from, until },
    ]);

  const mayObject = async (viewer: Viewer, which: string) =>
    (
      await as(
        viewer,
        'query ($id: ID!, $school: ID!) { node(id: $id) { ... on Plan { mayObject(schoolId: $school) } } }',
        { id: idOf('Plan', planId), school: idOf('School', kept.schools.get(which) ?? '') },
      )
    ).at('node.mayObject');
  const sheetOf = async (who: string) =>
    (
      await as(
        teacherAs(who),
        'query ($id: ID!) { node(id: $id) { ... on Teacher { reasonSheets { mayObject mayAsk } } } }',
        { id: idOf('Teacher', kept.teachers.get(who) ?? '') },
      )
    ).at('node.reasonSheets');
  const mayDo = async (viewer: Viewer, id: string) =>
    (
      await as(viewer, 'query ($id: ID!) { node(id: $id) { ... on Objection { mayWithdraw mayAnswer } } }', {
        id,
      })
    ).at('node');

  test('once at a time, and in the name of the own school alone: told as it is refused', async () => {
    await published();
    expect(await sheetOf('near')).toEqual([{ mayObject: true, mayAsk: true }]);
    expect(await mayObject(principalAs('town'), 'town')).toBe(true);
    expect(await mayObject(principalAs('town'), 'village')).toBe(false);
    expect(await mayObject(officer, 'town')).toBe(false);
    const { id } = await object(teacherAs('near'));
    await objectAsSchool(principalAs('town'), 'town');
    expect(await sheetOf('near')).toEqual([{ mayObject: false, mayAsk: true }]);
    expect(await sheetOf('far')).toEqual([{ mayObject: true, mayAsk: true }]);
    expect(await mayObject(principalAs('town'), 'town')).toBe(false);
    expect(await mayDo(teacherAs('near'), id)).toEqual({ mayWithdraw: true, mayAnswer: false });
    expect(await mayDo(second, id)).toEqual({ mayWithdraw: false, mayAnswer: true });
    expect(await mayDo(inspector, id)).toEqual({ mayWithdraw: false, mayAnswer: false });
    await answer(second, id);
    expect(await mayDo(teacherAs('near'), id)).toEqual({ mayWithdraw: false, mayAnswer: false });
    expect(await mayDo(second, id)).toEqual({ mayWithdraw: false, mayAnswer: false });
    expect(await sheetOf('near')).toEqual([{ mayObject: true, mayAsk: true }]);
    await window('2026-06-03', '2026-06-09');
    expect(await mayObject(principalAs('village'), 'village')).toBe(false);
  });

  test('by the teacher and the principal themselves, to a list that is out', async () => {
    expect(await object(teacherAs('near'))).toMatchObject({ code: 'not-found' });
    await published();
    expect(await object(teacherAs('near'))).toMatchObject({
      state: 'SUBMITTED',
      teacher: { staffNumber: 'near' },
    });
    expect(await object(teacherAs('far'), 'near')).toMatchObject({ code: 'not-allowed' });
    expect(await object(officer, 'near')).toMatchObject({ code: 'not-allowed' });
    expect(await object(teacherAs('near'))).toMatchObject({ path: ['planId'] });
    expect(await objectAsSchool(principalAs('town'), 'town')).toMatchObject({ state: 'SUBMITTED' });
    expect(await objectAsSchool(principalAs('town'), 'village')).toMatchObject({ code: 'not-allowed' });
    const foreign = viewerAs('teacher', { teacherId: other.teachers.get('near') ?? '' });
    expect(await object(foreign)).toMatchObject({ code: 'not-found' });
  });

  test('from the first minute of the first day to 23:59 of the last, where the county is', async () => {
    await published();
    await window('2026-05-03', '2026-05-09');
    const at = async (instant: string, who: string) => {
      now = new Date(instant);
      return object(teacherAs(who), who);
    };
    expect(await at('2026-05-02T15:59:59Z', 'near')).toMatchObject({
      code: 'objections-closed',
      from: '2026-05-03',
      until: '2026-05-09',
    });
    expect(await at('2026-05-02T16:00:00Z', 'near')).toMatchObject({ state: 'SUBMITTED' });
    expect(await at('2026-05-09T15:59:00Z', 'far')).toMatchObject({ state: 'SUBMITTED' });
    expect(await at('2026-05-09T16:00:00Z', 'star')).toMatchObject({ code: 'objections-closed' });
    await database.db.county.update({ where: { id: kept.countyId }, data: { timeZone: 'Asia/Urumqi' } });
    expect(await at('2026-05-09T17:59:00Z', 'star')).toMatchObject({ state: 'SUBMITTED' });
    expect(await at('2026-05-09T18:00:00Z', 'tutor')).toMatchObject({ code: 'objections-closed' });
  });

  test('are answered once, by HR, with reasons', async () => {
    await published();
    const { id } = await object(teacherAs('near'));
    expect(await answer(teacherAs('near'), id)).toMatchObject({ code: 'not-allowed' });
    expect(await answer(other.officer, id)).toMatchObject({ code: 'not-found' });
    expect(await answer(second, id, 4)).toMatchObject({ code: 'version-conflict' });
    expect(await answer(second, id)).toEqual({
      __typename: 'Objection',
      state: 'REFUSED',
      answer: 'Nobody else may go.',
      answeredBy: { name: 'Second' },
      version: 2,
    });
    expect(await answer(third, id, 2)).toMatchObject({
      code: 'objection-not-at-this-step',
      objectionState: 'REFUSED',
    });
    expect((await as(teacherAs('near'), taking, { id, version: 2 })).at('done')).toMatchObject({
      code: 'objection-not-at-this-step',
    });
    expect(await object(teacherAs('near'))).toMatchObject({ state: 'SUBMITTED' });
  });

  test('are taken back by who made them', async () => {
    await published();
    const { id } = await object(teacherAs('near'));
    expect((await as(officer, taking, { id, version: 1 })).at('done')).toMatchObject({ code: 'not-allowed' });
    expect((await as(teacherAs('near'), taking, { id, version: 1 })).at('done')).toMatchObject({
      state: 'WITHDRAWN',
    });
  });

  test('are read by whom they concern, and without names by who inspects', async () => {
    await published();
    const { id } = await object(teacherAs('near'));
    await objectAsSchool(principalAs('town'), 'town');
    await answer(second, id);
    const read = async (viewer: Viewer) =>
      (
        await as(
          viewer,
          'query ($id: ID!) { node(id: $id) { ... on Round { objections { totalCount nodes { text answer teacher { staffNumber } school { name } answeredBy { name } plan { id } } } } } }',
          { id: idOf('Round', kept.roundId) },
        )
      ).at('node.objections') as { totalCount: number; nodes: Record<string, unknown>[] };
    const all = await read(officer);
    expect(all.totalCount).toBe(2);
    expect(all.nodes[1]).toMatchObject({
      teacher: { staffNumber: 'near' },
      text: 'Teacher near cares for her father.',
    });
    expect((await read(teacherAs('near'))).nodes).toMatchObject([
      {
        text: 'Teacher near cares for her father.',
        answer: 'Nobody else may go.',
        answeredBy: { name: 'Second' },
        plan: null,
      },
    ]);
    expect((await read(principalAs('town'))).nodes).toMatchObject([{ school: { name: 'Lakeside' } }]);
    expect((await read(teacherAs('far'))).totalCount).toBe(0);
    expect((await read(principalAs('village'))).totalCount).toBe(0);
    const nameless = { teacher: null, school: null, answeredBy: null };
    expect((await read(inspector)).nodes).toMatchObject([
      { ...nameless, text: '○○ cannot spare so many.' },
      // What a teacher writes tells of health and family.
      { ...nameless, text: hidden },
    ]);
    const node = 'query ($id: ID!) { node(id: $id) { id } }';
    expect((await as(teacherAs('far'), node, { id })).at('node')).toBeNull();
    expect((await as(other.officer, node, { id })).at('node')).toBeNull();
  });

  test('hold the final list up until they are answered and their days are over, or by a named decision', async () => {
    await published();
    await window('2026-05-01', '2026-05-07');
    const { id } = await object(teacherAs('near'));
    expect(await take('finalise', third)).toMatchObject({
      wantedFor: ['OBJECTIONS_UNANSWERED', 'OBJECTIONS_WINDOW'],
    });
    now = new Date('2026-05-07T15:59:59Z');
    await answer(second, id);
    expect(await take('finalise', third)).toMatchObject({ wantedFor: ['OBJECTIONS_WINDOW'] });
    expect(await take('finalise', third, { decision })).toMatchObject({ state: 'FINAL' });
    expect(await database.db.planDecision.findMany({ where: { planId } })).toMatchObject([
      { allows: 'objections-window', ...decision },
    ]);
    expect(await object(teacherAs('far'), 'far')).toMatchObject({ code: 'objections-closed' });
  });

  test('over the day after, without any decision', async () => {
    await published();
    await window('2026-05-01', '2026-05-07');
    now = new Date('2026-05-07T16:00:00Z');
    expect(await take('finalise', third)).toMatchObject({ state: 'FINAL' });
  });

  test('are not over for a list that came out after their last day, nor on the day a list without days comes out', async () => {
    await published();
    expect(await take('finalise', third)).toMatchObject({ wantedFor: ['OBJECTIONS_WINDOW'] });
    await window('2026-04-20', '2026-04-30');
    now = new Date('2026-05-20T04:00:00Z');
    expect(await take('finalise', third)).toMatchObject({ wantedFor: ['OBJECTIONS_WINDOW'] });
    expect(await take('finalise', third, { decision })).toMatchObject({ state: 'FINAL' });
  });

  test('found justified want another list, or a named decision', async () => {
    await published();
    await window('2026-05-01', '2026-05-07');
    const { id } = await object(teacherAs('near'));
    await answer(second, id, 1, true);
    now = new Date('2026-05-08T04:00:00Z');
    expect(await take('finalise', third)).toMatchObject({ wantedFor: ['OBJECTIONS_UPHELD'] });
    expect(await take('finalise', third, { decision })).toMatchObject({ state: 'FINAL' });
  });

  test('what they are answered stands with them, and not in the record', async () => {
    await published();
    const { id } = await object(teacherAs('near'));
    await answer(second, id);
    const deeds = await database.db.auditEvent.findMany({ where: { countyId: kept.countyId } });
    expect(deeds.map(({ action }) => action)).toContain('objection.refuse');
    expect(JSON.stringify(deeds.map(({ after, reason }) => [after, reason]))).not.toContain('Nobody else');
  });

  test('are answered by nobody who made them', async () => {
    await published();
    const { id } = await object(teacherAs('near'));
    const herself = { ...second, grants: [...second.grants, ...teacherAs('near').grants] };
    expect(await answer(herself, id)).toMatchObject({ code: 'not-allowed' });
    expect(await answer(second, id)).not.toHaveProperty('code');
  });

  test('branch a plan: shown first, then solved with the fewest changes, and published in place of the first', async () => {
    await published();
    const before = await goes(planId);
    const { id } = await object(teacherAs('near'));
    const shown = await as(
      second,
      `query ($id: ID!) { objectionOptions(objectionId: $id) { ... on Options { options { kind chosen goals { goal worse } } } ${refused.replace('__typename', '')} } }`,
      { id },
    );
    expect(shown.errors).toEqual([]);
    expect(shown.at('objectionOptions.options.kind')).toEqual(['GOES', 'STAYS']);
    const branch = await branched(id, 'near');
    const after = await goes(branch);
    expect(after).not.toContain('near');
    // Nobody but her is told otherwise, even if a post stays open for it.
    expect(after).toEqual(before.filter((who) => who !== 'near'));
    await take('submit', second, {}, branch);
    await take('approve', third, {}, branch);
    expect(await take('publish', third, {}, branch)).toMatchObject({
      plan: { state: 'PROVISIONAL' },
      replaced: { id: idOf('Plan', planId) },
      changes: expect.arrayContaining([expect.objectContaining({ staffNumber: 'near', kind: 'DROPPED' })]),
    });
    await answer(third, id, 2, true);
    now = new Date('2026-05-02T04:00:00Z');
    expect(await take('finalise', third, {}, branch)).toMatchObject({ state: 'FINAL' });
  }, 60_000);

  const branchFor = async (id: string, who: string, version = 1) => {
    const { at, errors } = await as(
      second,
      `mutation ($id: ID!, $version: Int!, $teacher: ID!) {
        done: branchForObjection(objectionId: $id, version: $version, wanted: { kind: STAY, teacherId: $teacher }) {
          ${told} ... on Solve { id } ... on ObjectionsClosed { from } } }`,
      { id, version, teacher: idOf('Teacher', kept.teachers.get(who) ?? '') },
    );
    expect(errors).toEqual([]);
    return at('done') as Told;
  };
  const branched = async (id: string, who: string) =>
    (await followed(desk.rounds, keyOf((await branchFor(id, who)).id))).at(-1)?.planId ?? '';
  const pinned = async () =>
    (
      await database.db.pin.findMany({
        where: { roundId: kept.roundId },
        select: { kind: true, teacher: { select: { staffNumber: true } } },
      })
    ).map(({ kind, teacher }) => `${kind} ${teacher.staffNumber}`);
  /** Objections of two who are to go, and by whom the second is. */
  const twoObject = async () => {
    await published();
    const another = (await goes(planId)).find((who) => who !== 'near') ?? '';
    const one = await object(teacherAs('near'));
    const two = await object(teacherAs(another), another);
    return { one, two, another };
  };

  test('what is wanted is pinned with its branch alone, and in the round once that is published', async () => {
    const { one, two, another } = await twoObject();
    const first = await branched(one.id, 'near');
    await take('submit', second, {}, first);
    await take('approve', third, {}, first);
    // Tried out beside it: the plan approved is no less current for it.
    await branched(two.id, another);
    expect(await pinned()).toEqual([]);
    expect(await take('publish', third, {}, first)).toMatchObject({ plan: { state: 'PROVISIONAL' } });
    expect(await pinned()).toEqual(['stay near']);
    const { id } = await database.db.pin.findFirstOrThrow({ where: { roundId: kept.roundId } });
    const unpin = await as(
      second,
      `mutation ($ids: [ID!]!) { done: unpin(pinIds: $ids) { __typename ... on Refusal { code } } }`,
      { ids: [idOf('Pin', id)] },
    );
    expect(unpin.at('done.__typename'), 'while the list is out').toBe('Unpinned');
  }, 60_000);

  test('a plan made by hand from a branch is published with its pins', async () => {
    await published();
    const { id } = await object(teacherAs('near'));
    const branch = await branched(id, 'near');
    const [goer = ''] = await goes(branch);
    const { plan: made } = await move(second, goer, null, { id: branch });
    await database.db.plan.update({ where: { id: keyOf(made.id) }, data: { state: 'approved' } });
    const published2 = await take('publish', third, { decision }, keyOf(made.id));
    expect(published2['code']).not.toBe('plan-out-of-date');
  }, 60_000);

  test('to a list since replaced is branched from the one that is out', async () => {
    const { one, two, another } = await twoObject();
    const first = await branched(one.id, 'near');
    await take('submit', second, {}, first);
    await take('approve', third, {}, first);
    await take('publish', third, {}, first);
    const next = await branched(two.id, another);
    expect(await goes(next)).not.toContain('near');
    expect(await goes(next)).not.toContain(another);
  }, 60_000);

  test('with no list out is branched from nothing', async () => {
    await published();
    const { id } = await object(teacherAs('near'));
    await database.db.plan.update({ where: { id: planId }, data: { state: 'discarded' } });
    expect(await branchFor(id, 'near')).toMatchObject({ code: 'objections-closed' });
    expect(await pinned()).toEqual([]);
  });
});
