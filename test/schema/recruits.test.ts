import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { createPostings } from '../../server/postings/postings.ts';
import { unorderedMoves, unreportedPostings } from '../../server/rounds/round-step.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { type Decided, keepDecided } from '../support/decided-plan.ts';
import { keepRecruits } from '../support/keep-recruits.ts';
import { insert } from '../support/registry.ts';

// A final plan, from 1 September 2026 on, places N1, a special-post teacher, at 河湾小学 (hillfoot), and N2, a graduate, nowhere.

let database: Database;
let kept: Decided;
let ids: ReadonlyMap<string, string>;
let principal: Viewer;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  kept = await keepDecided(database);
  const maths = { subject: 'maths', stage: 'primary', rank: 'main' } as const;
  ids = await keepRecruits(
    database.pool,
    [
      {
        id: 'N1',
        name: 'Ann',
        kind: 'special-post',
        certificates: [maths],
        contractEnds: '2029-08-31',
        wishes: ['hillfoot'],
      },
      { id: 'N2', name: 'Bo', kind: 'graduate', certificates: [] },
    ],
    kept,
  );
  const { planId } = kept;
  await insert(database.pool, 'Placement', [
    {
      id: randomUUID(),
      planId,
      recruitId: ids.get('N1'),
      sectionId: kept.sections.get('hillfoot:primary'),
      subject: 'maths',
      km: 12.5,
      bed: true,
    },
  ]);
  await insert(
    database.pool,
    'RecruitReason',
    [...ids].map(([number, recruitId]) => ({
      id: randomUUID(),
      planId,
      recruitId,
      outcome: number === 'N1' ? 'placed' : 'not-placed',
      code: number === 'N1' ? 'gap' : 'certificate',
      figures: {},
      zh: `说明${number}`,
      en: `About ${number}.`,
    })),
  );
  principal = viewerAs('principal', { schoolId: kept.schools.get('hillfoot') ?? '' });
});

const told = '__typename ... on Refusal { code ... on InvalidInput { path } }';
async function mutate(viewer: Viewer | null, call: string, today = '2026-08-01') {
  const context = { ...contextWith(database, viewer), today: () => today };
  const { at, errors } = await ask(context, `mutation { done: ${call} { ${told} } }`);
  return errors.length > 0 ? errors : at('done');
}
const recruit = (number = 'N1') =>
  database.db.recruit.findUniqueOrThrow({ where: { id: ids.get(number) ?? '' } });
async function act(name: string, number = 'N1', viewer: Viewer | null = kept.officer, version?: number) {
  const { id, version: now } = await recruit(number);
  const args = `recruitId: "${idOf('Recruit', id)}", version: ${version ?? now}, reason: "Took another post."`;
  return mutate(viewer, `${name}(${args})`);
}
const order = () => mutate(kept.officer, `orderPostings(planId: "${idOf('Plan', kept.planId)}", version: 1)`);
const carryOut = (today: string) => createPostings(database).carryOut(kept.countyId, () => today);
const day = (date: Date | null | undefined) => date?.toISOString().slice(0, 10);
const teacherN1 = () =>
  database.db.teacher.findFirst({
    where: { countyId: kept.countyId, staffNumber: 'N1' },
    include: { certificates: true, postings: { include: { changes: true } } },
  });
async function counted(of: (roundId: string) => string) {
  const { rows } = await database.pool.query<{ count: number }>(of('$1::uuid'), [kept.roundId]);
  return Object.values(rows[0] ?? {})[0];
}

describe('a recruit placed by a final plan', () => {
  test('is ordered with it, and is nobody’s teacher on the day before', async () => {
    expect(await counted(unorderedMoves)).toBe(4);
    expect(await order()).toEqual({ __typename: 'Plan' });
    expect(await recruit()).toMatchObject({ state: 'ordered', teacherId: null, version: 2 });
    expect(await recruit('N2')).toMatchObject({ state: 'waiting', version: 1 });
    expect(await counted(unorderedMoves)).toBe(0);
    await carryOut('2026-08-31');
    expect(await teacherN1()).toBeNull();
  });

  test('is a teacher who serves and is registered there on the first day, with a posting to report for', async () => {
    await order();
    const { landed, heldRecruits } = await carryOut('2026-09-01');
    const found = await teacherN1();
    expect(heldRecruits).toEqual([]);
    expect(found).toMatchObject({
      name: 'Ann',
      subject: 'maths',
      established: false,
      servingSectionId: kept.sections.get('hillfoot:primary'),
      registeredSchoolId: kept.schools.get('hillfoot'),
      certificates: [{ subject: 'maths', stage: 'primary', rank: 'main' }],
      postings: [
        { form: 'recruitment', state: 'serving', fromSectionId: null, planId: kept.planId, endsOn: null },
      ],
    });
    expect([found?.teachingSince, found?.servingSince, found?.registeredSince].map(day)).toEqual(
      Array(3).fill('2026-09-01'),
    );
    const [posting] = found?.postings ?? [];
    expect([landed.includes(posting?.id ?? ''), day(posting?.startsOn), day(posting?.reportBy)]).toEqual([
      true,
      '2026-09-01',
      '2026-09-08',
    ]);
    expect(await recruit()).toMatchObject({ state: 'placed', teacherId: found?.id });
    // Three whom the plan moves, and the recruit.
    expect(await counted(unreportedPostings)).toBe(4);
    const report = `reportForDuty(postingId: "${idOf('Posting', posting?.id ?? '')}", version: ${posting?.version}, on: "2026-09-02")`;
    expect(await mutate(principal, report, '2026-09-02')).toEqual({ __typename: 'Posting' });
    const deeds = await database.db.auditEvent.findMany({
      where: { entity: 'Recruit', entityId: ids.get('N1') ?? '' },
      orderBy: { position: 'asc' },
    });
    expect(deeds.map(({ action, userId }) => [action, userId])).toEqual([
      ['recruit.order', kept.officer.userId],
      ['recruit.place', null],
    ]);
  });

  test('called twice, or late, comes to the same', async () => {
    await order();
    await carryOut('2026-10-05');
    const { landed } = await carryOut('2026-10-06');
    expect(landed).toEqual([]);
    const found = await teacherN1();
    expect([day(found?.servingSince), day(found?.postings[0]?.reportBy)]).toEqual([
      '2026-09-01',
      '2026-09-08',
    ]);
    expect(await database.db.teacher.count({ where: { countyId: kept.countyId, staffNumber: 'N1' } })).toBe(
      1,
    );
  });

  test('a graduate takes an establishment post', async () => {
    await database.db.recruit.update({
      where: { id: ids.get('N1') ?? '' },
      data: { kind: 'graduate', contractEnds: null },
    });
    await order();
    await carryOut('2026-09-01');
    expect(await teacherN1()).toMatchObject({ established: true });
  });

  test.each([
    ['ordered-elsewhere', { state: 'ordered' as const }],
    ['arrives-later', { arrivesOn: new Date('2026-09-02') }],
    ['contract-over', { contractEnds: new Date('2026-08-31') }],
    ['number-taken', { number: 'A' }],
  ])('nothing of the plan is ordered where it is %s', async (code, data) => {
    await database.db.recruit.update({ where: { id: ids.get('N1') ?? '' }, data });
    const context = { ...contextWith(database, kept.officer), today: () => '2026-08-01' };
    const { at } = await ask(
      context,
      `mutation { done: orderPostings(planId: "${idOf('Plan', kept.planId)}", version: 1) {
        ... on OrdersRefused { faults { code teacher { id } recruit { id } text } } } }`,
    );
    expect(at('done.faults')).toEqual([
      {
        code,
        teacher: null,
        recruit: { id: idOf('Recruit', ids.get('N1') ?? '') },
        text: expect.any(String),
      },
    ]);
    expect(await database.db.posting.count({ where: { planId: kept.planId } })).toBe(0);
  });

  test('waits for a person where a teacher bears the number by the day', async () => {
    await order();
    await database.db.teacher.update({
      where: { id: kept.teachers.get('D') ?? '' },
      data: { staffNumber: 'N1' },
    });
    expect(await carryOut('2026-09-01')).toMatchObject({ heldRecruits: [ids.get('N1')] });
    expect(await recruit()).toMatchObject({ state: 'ordered', teacherId: null });
  });
});

describe('a recruit who does not come', () => {
  test('before the order is left out of it', async () => {
    expect(await act('withdrawRecruit')).toEqual({ __typename: 'Recruit' });
    expect(await order()).toEqual({ __typename: 'Plan' });
    await carryOut('2026-09-01');
    expect(await recruit()).toMatchObject({ state: 'withdrawn', teacherId: null });
    expect(await teacherN1()).toBeNull();
  });

  test('after the order has it called off, and may wait again', async () => {
    await order();
    expect(await act('withdrawRecruit')).toEqual({ __typename: 'Recruit' });
    await carryOut('2026-09-01');
    expect(await teacherN1()).toBeNull();
    expect(await act('restoreRecruit')).toEqual({ __typename: 'Recruit' });
    expect(await recruit()).toMatchObject({ state: 'waiting', version: 4 });
    await carryOut('2026-09-01');
    expect(await teacherN1()).toBeNull();
  });

  test('cannot be withdrawn twice, nor once a teacher, nor at a version that is not read', async () => {
    await act('withdrawRecruit', 'N2');
    expect(await act('withdrawRecruit', 'N2')).toMatchObject({ code: 'recruit-not-at-this-step' });
    expect(await act('restoreRecruit', 'N1')).toMatchObject({ code: 'recruit-not-at-this-step' });
    expect(await act('withdrawRecruit', 'N1', kept.officer, 7)).toMatchObject({ code: 'version-conflict' });
    await order();
    await carryOut('2026-09-01');
    for (const name of ['withdrawRecruit', 'restoreRecruit'])
      expect(await act(name)).toMatchObject({ code: 'recruit-not-at-this-step' });
  });

  test('is told to who was slower, with who did what since', async () => {
    await act('withdrawRecruit');
    await act('restoreRecruit');
    const { id } = await recruit();
    const { at } = await ask(
      contextWith(database, kept.officer),
      `mutation { done: withdrawRecruit(recruitId: "${idOf('Recruit', id)}", version: 1, reason: "No.") {
        ... on VersionConflict { current since { text } } } }`,
    );
    expect(at('done')).toEqual({
      current: 3,
      since: [{ text: 'had the recruit wait again' }, { text: 'had the recruit withdraw' }],
    });
  });

  test('after the first day was never in service, and the round waits for nobody', async () => {
    await order();
    await carryOut('2026-09-01');
    const [posting] = (await teacherN1())?.postings ?? [];
    expect(await counted(unreportedPostings)).toBe(4);
    const cancel = (viewer: Viewer) =>
      mutate(
        viewer,
        `cancelPosting(postingId: "${idOf('Posting', posting?.id ?? '')}", version: ${posting?.version}, reason: "Her child is ill.")`,
        '2026-09-20',
      );
    expect(await cancel(principal)).toMatchObject({ code: 'not-allowed' });
    expect(await cancel(kept.officer)).toEqual({ __typename: 'Posting' });
    const gone = await teacherN1();
    expect([day(gone?.leftOn), gone?.postings[0]?.state]).toEqual(['2026-09-01', 'cancelled']);
    expect(await counted(unreportedPostings)).toBe(3);
    expect(await recruit()).toMatchObject({ state: 'withdrawn', teacherId: gone?.id });
    for (const name of ['restoreRecruit', 'withdrawRecruit'])
      expect(await act(name)).toMatchObject({ code: expect.stringMatching(/^(recruit-not|invalid)/) });
    const undo = `undoPostingStep(postingId: "${idOf('Posting', posting?.id ?? '')}", version: ${(posting?.version ?? 0) + 1}, reason: "She came.")`;
    expect(await mutate(kept.officer, undo, '2026-09-21')).toMatchObject({ code: 'nothing-to-undo' });
    const deeds = await database.db.auditEvent.findMany({ where: { countyId: kept.countyId } });
    expect(deeds.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['posting.cancel', 'recruit.never-came']),
    );
    expect(deeds.map(({ reason }) => reason)).not.toContain('Her child is ill.');
  });

  test('is withdrawn by HR officers of the county alone', async () => {
    expect(await act('withdrawRecruit', 'N1', principal)).toMatchObject({ code: 'not-allowed' });
    const elsewhere = await keepDecided(database);
    expect(await act('withdrawRecruit', 'N1', elsewhere.officer)).toMatchObject({ code: 'not-found' });
    expect(await act('withdrawRecruit', 'N2', principal)).toMatchObject({ code: 'not-found' });
  });
});

describe('recruits are read', () => {
  const page = `query ($plan: ID!, $county: ID!) {
    node(id: $plan) { ... on Plan {
      placements { totalCount nodes { recruit { number born choices { rank } } to { school { code } } subject { code } km } }
      recruitReasons { nodes { recruit { number } outcome text } } } }
    county: node(id: $county) { ... on County { recruits { totalCount nodes { number state } } } } }`;
  const read = (viewer: Viewer) =>
    ask(contextWith(database, viewer), page, {
      plan: idOf('Plan', kept.planId),
      county: idOf('County', kept.countyId),
    });

  test('whole by HR officers', async () => {
    const { at, errors } = await read(kept.officer);
    expect(errors).toEqual([]);
    expect(at('node.placements')).toEqual({
      totalCount: 1,
      nodes: [
        {
          recruit: { number: 'N1', born: '2003-05-04', choices: [{ rank: 1 }] },
          to: { school: { code: 'hillfoot' } },
          subject: { code: 'maths' },
          km: 12.5,
        },
      ],
    });
    expect(at('node.recruitReasons.nodes')).toMatchObject([
      { recruit: { number: 'N1' }, outcome: 'PLACED' },
      { recruit: { number: 'N2' }, outcome: 'NOT_PLACED' },
    ]);
    expect(at('county.recruits.totalCount')).toBe(2);
  });

  test('by a principal where a published plan places them at the own school, without what is personal', async () => {
    const { at, errors } = await read(principal);
    expect(errors).toEqual([]);
    expect(at('county.recruits.nodes')).toEqual([{ number: 'N1', state: 'WAITING' }]);
    expect(at('node.placements.nodes')).toMatchObject([
      { recruit: { number: 'N1', born: null, choices: [] } },
    ]);
    expect(at('node.recruitReasons.nodes')).toEqual([]);
    await database.db.plan.update({ where: { id: kept.planId }, data: { state: 'approved' } });
    const before = await read(principal);
    expect(before.at('county.recruits.nodes')).toEqual([]);
  });

  test('with what may be done with each, and why a plan places each or not, by HR officers', async () => {
    await act('withdrawRecruit', 'N2');
    const asked = `query ($county: ID!, $plan: ID!) { node(id: $county) { ... on County { recruits { nodes {
      steps reasons(planId: $plan) { totalCount nodes { text } } } } } } }`;
    const variables = { county: idOf('County', kept.countyId), plan: idOf('Plan', kept.planId) };
    const seen = async (viewer: Viewer) =>
      (await ask(contextWith(database, viewer), asked, variables)).at('node.recruits.nodes');
    expect(await seen(kept.officer)).toEqual([
      { steps: ['WITHDRAW'], reasons: { totalCount: 1, nodes: [{ text: 'About N1.' }] } },
      { steps: ['RESTORE'], reasons: { totalCount: 1, nodes: [{ text: 'About N2.' }] } },
    ]);
    await order();
    expect(await seen(kept.officer)).toMatchObject([{ steps: ['WITHDRAW', 'RESTORE'] }, {}]);
    await carryOut('2026-09-01');
    expect(await seen(kept.officer)).toMatchObject([{ steps: [] }, {}]);
    expect(await seen(principal)).toEqual([{ steps: [], reasons: { totalCount: 0, nodes: [] } }]);
    expect(await seen(viewerAs('inspector', { countyId: kept.countyId }))).toMatchObject([
      { steps: [], reasons: { totalCount: 1 } },
      { steps: [], reasons: { totalCount: 1 } },
    ]);
  });

  test('by no principal of another school, and no teacher', async () => {
    const others = [
      viewerAs('principal', { schoolId: kept.schools.get('lakeside') ?? '' }),
      viewerAs('teacher', { teacherId: kept.teachers.get('A') ?? '' }),
    ];
    for (const viewer of others) {
      const { at } = await read(viewer);
      expect([at('county.recruits.totalCount'), at('node.placements.totalCount')]).toEqual([0, 0]);
    }
  });
});
