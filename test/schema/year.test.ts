import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { runImport } from '../../server/imports/run.ts';
import { undoImport } from '../../server/imports/undo.ts';
import { roundFacts } from '../../server/rounds/freeze.ts';
import { open } from '../../server/rounds/open.ts';
import type { ProblemInput } from '../../solver/problem.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../support/registry.ts';
import { county, only, teacher } from '../support/small-county.ts';

// Lakeside has forty teachers of maths for four classes; Hillfoot, a weak village school 20 km off, has a class and nobody.

let database: Database;
let kept: Kept;
let other: Kept;
let principal: Viewer;
let host: Viewer;

const staff = 40;
const facts: Partial<ProblemInput> = {
  policy: {
    version: 'small',
    rules: { ...only({ 'hold-back': { percent: 5, atLeast: 1 } }) },
    goals: [{ name: 'gap' }],
  },
  schools: [
    {
      id: 'lakeside',
      name: 'Lakeside',
      place: 'urban',
      location: { longitude: 111, latitude: 31 },
      zone: 'seat',
    },
    {
      id: 'hillfoot',
      name: 'Hillfoot',
      place: 'village',
      weak: true,
      location: { longitude: 111, latitude: 31.1384 },
      zone: 'hills',
    },
  ],
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 160 } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 3 }, pupils: { 1: 60 } },
  ],
  allowance: {
    version: 'a',
    months: 12,
    area: [{ zone: 'hills', monthly: 90 }],
    transport: [{ fromYears: 10, monthly: 100 }],
  },
  teachers: Array.from({ length: staff }, (_, index) =>
    teacher(`T${index}`, {
      teachingSince: '2008-09-01',
      home: { longitude: 111, latitude: 31 },
      ...(index === 1 && { title: 'senior' }),
    }),
  ),
};

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  const code = () => randomUUID().slice(0, 8);
  kept = await keepRegistry(
    database,
    asRegistered(county({ ...facts, county: { code: code(), name: 'Yuan' } })),
  );
  other = await keepRegistry(
    database,
    asRegistered(county({ ...facts, county: { code: code(), name: 'Jia' } })),
  );
  principal = viewerAs('principal', { schoolId: school('lakeside') });
  host = viewerAs('principal', { schoolId: school('hillfoot') });
});

const school = (code: string, of = kept) => of.schools.get(code) ?? '';
const section = (key: string, of = kept) => of.sections.get(key) ?? '';
const person = (number: string, of = kept) => of.teachers.get(number) ?? '';
const own = (number: string) => viewerAs('teacher', { teacherId: person(number) });

/** At noon in UTC on the day, unless an instant is given. */
const as = (
  viewer: Viewer | null,
  document: string,
  variables: Record<string, unknown> = {},
  at = '2026-04-10',
) => {
  const instant = DateTime.fromISO(at.length > 10 ? at : `${at}T12:00:00Z`);
  const today = (timeZone: string) => instant.setZone(timeZone).toFormat('yyyy-MM-dd');
  return ask({ ...contextWith(database, viewer), today }, document, variables);
};

const conflict =
  '__typename ... on Refusal { code message } ... on VersionConflict { current changedBy since { action } }';
const basics = '__typename ... on Refusal { code message } ... on InvalidInput { path }';
const refusals = `${basics} ... on VersionConflict { current changedBy since { action } }`;

async function done(
  viewer: Viewer | null,
  document: string,
  variables: Record<string, unknown>,
  at?: string,
) {
  const answer = await as(viewer, document, variables, at);
  return answer.errors.length > 0 ? answer.errors : answer.at('done');
}

const version = async () =>
  (await database.db.round.findUniqueOrThrow({ where: { id: kept.roundId } })).version;
const roundId = () => idOf('Round', kept.roundId);

const setWindow = async (
  kind: string,
  from: string,
  until: string,
  rest: Record<string, unknown> = {},
  at?: string,
) =>
  done(
    kept.officer,
    `mutation ($id: ID!, $version: Int!, $window: WindowInput!, $reason: String) {
      done: setRoundWindow(roundId: $id, version: $version, window: $window, reason: $reason) {
        ${refusals} ... on Round { version windows { kind from until } } } }`,
    { id: roundId(), version: await version(), window: { kind, from, until }, ...rest },
    at,
  );

describe('the calendar', () => {
  test('has its windows in order of time, each set at a version of the round', async () => {
    expect(await setWindow('WISHES', '2026-05-01', '2026-05-10')).toMatchObject({
      __typename: 'Round',
      version: 2,
    });
    expect(await setWindow('REQUESTS', '2026-04-10', '2026-04-20')).toMatchObject({
      version: 3,
      windows: [
        { kind: 'REQUESTS', from: '2026-04-10', until: '2026-04-20' },
        { kind: 'WISHES', from: '2026-05-01', until: '2026-05-10' },
      ],
    });
    expect(await setWindow('PLAN', '2026-06-01', '2026-06-20', { version: 1 })).toMatchObject({
      code: 'version-conflict',
      current: 3,
    });
  });
  test('refuses what cannot be: an end before the start, a plan before wishes are in, a list after the moves', async () => {
    await setWindow('WISHES', '2026-05-01', '2026-05-10');
    expect(await setWindow('PLAN', '2026-05-10', '2026-06-01')).toMatchObject({
      code: 'invalid-input',
      path: ['from'],
      message:
        'The window for plan, from 2026-05-10, has to begin after that for wishes is over, on 2026-05-10.',
    });
    expect(await setWindow('PLAN', '2026-05-11', '2026-06-01')).toMatchObject({ version: 3 });
    expect(await setWindow('WISHES', '2026-05-01', '2026-05-11')).toMatchObject({ path: ['until'] });
    expect(await setWindow('OBJECTIONS', '2026-06-10', '2026-06-09')).toMatchObject({ path: ['until'] });
    expect(await setWindow('FINAL', '2026-09-02', '2026-09-03')).toMatchObject({ path: ['from'] });
    expect(await setWindow('REPORT_FOR_DUTY', '2026-09-02', '2026-09-03')).toMatchObject({ version: 4 });
  });
  test('moves days that are past only for a reason', async () => {
    expect(await setWindow('REQUESTS', '2026-04-09', '2026-04-20')).toMatchObject({ path: ['reason'] });
    expect(await setWindow('REQUESTS', '2026-04-09', '2026-04-20', { reason: 'Snow.' })).toMatchObject({
      version: 2,
    });
    // To end later moves no day that is past.
    expect(await setWindow('REQUESTS', '2026-04-09', '2026-04-30')).toMatchObject({ version: 3 });
    expect(await setWindow('REQUESTS', '2026-04-08', '2026-04-30')).toMatchObject({ path: ['reason'] });
  });
  test('is set by HR alone, and a foreign round is none', async () => {
    const document = `mutation ($id: ID!, $window: WindowInput!) {
      done: setRoundWindow(roundId: $id, version: 1, window: $window) { ${refusals} } }`;
    const window = { kind: 'WISHES', from: '2026-05-01', until: '2026-05-10' };
    for (const viewer of [principal, own('T0'), viewerAs('inspector', { countyId: kept.countyId })])
      expect(await done(viewer, document, { id: roundId(), window })).toMatchObject({ code: 'not-allowed' });
    expect(await done(other.officer, document, { id: roundId(), window })).toMatchObject({
      code: 'not-found',
    });
  });
  test('tells what it is open for today: by its windows, its state, and whether points are frozen', async () => {
    const openFor = async () =>
      (
        await as(principal, `query ($id: ID!) { node(id: $id) { ... on Round { openFor } } }`, {
          id: roundId(),
        })
      ).at('node.openFor');
    expect(await openFor()).toEqual(['REQUESTS', 'WISHES', 'POINTS_FROZEN']);
    const day = (date: string) => new Date(`${date}T00:00:00Z`);
    await database.db.roundWindow.createMany({
      data: [
        { roundId: kept.roundId, kind: 'requests', from: day('2026-04-01'), until: day('2026-04-09') },
        { roundId: kept.roundId, kind: 'wishes', from: day('2026-04-10'), until: day('2026-04-10') },
        { roundId: kept.roundId, kind: 'objections', from: day('2026-04-20'), until: day('2026-04-25') },
      ],
    });
    expect(await openFor()).toEqual(['WISHES', 'POINTS_FROZEN']);
    const standing = async (today: string) =>
      (
        await as(
          principal,
          'query ($id: ID!) { node(id: $id) { ... on Round { windows { standing } } } }',
          { id: roundId() },
          today,
        )
      ).at('node.windows.standing');
    expect(await standing('2026-04-10')).toEqual(['PAST', 'OPEN', 'TO_COME']);
    expect(await standing('2026-04-09')).toEqual(['OPEN', 'TO_COME', 'TO_COME']);
    expect(await standing('2026-04-25')).toEqual(['PAST', 'PAST', 'OPEN']);
    await database.db.round.update({ where: { id: kept.roundId }, data: { pointsFrozenAt: new Date() } });
    expect(await openFor()).toEqual(['WISHES']);
    await database.db.round.update({ where: { id: kept.roundId }, data: { state: 'provisional' } });
    expect(await openFor()).toEqual([]);
    await database.db.roundWindow.deleteMany({ where: { kind: 'objections', roundId: kept.roundId } });
    expect(await openFor()).toEqual(['OBJECTIONS']);
  });
  test('a round opens with the county’s usual windows, or with those given', async () => {
    const added = await done(
      kept.officer,
      `mutation ($id: ID!) { done: addCalendarStandard(countyId: $id, version: "2026", effectiveFrom: "2026-01-01", windows: [
        { kind: REQUESTS, from: 150, until: 121 }, { kind: PLAN, from: 90, until: 60 }, { kind: REPORT_FOR_DUTY, from: 0, until: -5 }
      ]) { ${basics} ... on CalendarStandard { version windows { kind from until } } } }`,
      { id: idOf('County', kept.countyId) },
    );
    expect(added).toMatchObject({
      version: '2026',
      windows: [{ kind: 'REQUESTS', from: 150, until: 121 }, {}, {}],
    });
    const spans = async (name: string, windows?: Parameters<typeof open>[2]['windows']) => {
      const id = await open(database, kept.officer, {
        countyId: kept.countyId,
        name,
        schoolYear: 2026,
        effective: '2026-09-01',
        windows,
      });
      const found = await database.db.roundWindow.findMany({
        where: { roundId: id },
        orderBy: { from: 'asc' },
      });
      return found.map(({ kind, from, until }) => [
        kind,
        from.toISOString().slice(0, 10),
        until.toISOString().slice(0, 10),
      ]);
    };
    expect(await spans('usual')).toEqual([
      ['requests', '2026-04-04', '2026-05-03'],
      ['plan', '2026-06-03', '2026-07-03'],
      ['report_for_duty', '2026-09-01', '2026-09-06'],
    ]);
    expect(await spans('given', [])).toEqual([]);
    await expect(
      spans('wrong', [
        { kind: 'plan', from: '2026-06-01', until: '2026-06-02' },
        { kind: 'objections', from: '2026-07-01', until: '2026-07-02' },
        { kind: 'objections', from: '2026-07-01', until: '2026-07-02' },
      ]),
    ).rejects.toMatchObject({ code: 'invalid-input', path: ['windows', 'kind'] });
  });
});

describe('a round', () => {
  const step = async (name: string, reason?: string) =>
    done(
      kept.officer,
      `mutation ($id: ID!, $version: Int!${reason === undefined ? '' : ', $reason: String!'}) { done: ${name}(roundId: $id, version: $version${reason === undefined ? '' : ', reason: $reason'}) {
        ${refusals} ... on Round { state } } }`,
      { id: roundId(), version: await version(), ...(reason !== undefined && { reason }) },
    );
  test('goes to planning and back, each once', async () => {
    expect(await step('beginPlanning')).toEqual({ __typename: 'Round', state: 'PLANNING' });
    expect(await step('beginPlanning')).toMatchObject({
      code: 'out-of-step',
      message: 'This is in planning; only what is open can be dealt with so. Reload and look again.',
    });
    expect(await step('takeBackPlanning', ' ')).toMatchObject({ path: ['reason'] });
    expect(await step('takeBackPlanning', 'Two schools were late.')).toMatchObject({ state: 'OPEN' });
    expect(await step('closeRound')).toMatchObject({ code: 'out-of-step' });
  });
  test('tells HR whether it is planned as it stands, and nobody else', async () => {
    const mayPlan = async (viewer: Viewer) =>
      (
        await as(viewer, 'query ($id: ID!) { node(id: $id) { ... on Round { mayPlan } } }', { id: roundId() })
      ).at('node.mayPlan');
    for (const [state, planned] of [
      ['open', true],
      ['planning', true],
      ['provisional', false],
      ['final', false],
      ['closed', false],
    ] as const) {
      await database.db.round.update({ where: { id: kept.roundId }, data: { state } });
      expect(await mayPlan(kept.officer), state).toBe(planned);
      const under = async (viewer: Viewer) =>
        (
          await as(viewer, 'query ($id: ID!) { node(id: $id) { ... on Round { underWay maySetWindows } } }', {
            id: roundId(),
          })
        ).at('node');
      const open = state !== 'closed';
      expect(await under(kept.officer), state).toEqual({ underWay: open, maySetWindows: open });
      expect(await under(principal), state).toEqual({ underWay: open, maySetWindows: false });
      expect(await mayPlan(viewerAs('inspector', { countyId: kept.countyId })), state).toBe(false);
      expect(await mayPlan(principal), state).toBe(false);
    }
  });
  test('is closed once nothing is left to do, and taken up again for a reason', async () => {
    await database.db.round.update({ where: { id: kept.roundId }, data: { state: 'final' } });
    const of = { countyId: kept.countyId, roundId: kept.roundId };
    const problem = await database.db.problem.create({ data: { ...of, hash: 'objected to', body: {} } });
    const plan = await database.db.plan.create({
      data: {
        ...of,
        problemId: problem.id,
        name: 'objected to',
        status: 'optimal',
        engine: 'highs',
        engineReason: {},
        goals: [],
        moved: 0,
      },
    });
    const { id } = await database.db.objection.create({
      data: { ...of, planId: plan.id, text: 'Too far.' },
    });
    expect(await step('closeRound')).toMatchObject({
      code: 'not-done-yet',
      message: 'Something has to be done first: 1 unanswered objection.',
    });
    await database.db.objection.update({ where: { id }, data: { state: 'refused' } });
    expect(await step('closeRound')).toMatchObject({ state: 'CLOSED' });
    expect(await step('reopenRound', 'A posting was wrong.')).toMatchObject({ state: 'FINAL' });
  });
  test('is not closed while somebody has not come, also in another’s place; who comes home is ordered with the plan', async () => {
    await database.db.round.update({ where: { id: kept.roundId }, data: { state: 'final' } });
    const { countyId, roundId: round } = kept;
    const [problemId, planId] = [randomUUID(), randomUUID()];
    const [goes, comesHome, ordered, instead] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const { pool } = database;
    await insert(pool, 'Problem', [{ id: problemId, countyId, roundId: round, hash: 'decided', body: {} }]);
    const plan = { id: planId, countyId, roundId: round, problemId, name: 'decided', state: 'final' };
    const solved = { status: 'optimal', engine: 'highs', engineReason: {}, goals: [], moved: 2 };
    await insert(pool, 'Plan', [{ ...plan, ...solved, diagnosis: null, circuits: [], version: 1 }]);
    const [here, there] = [section('lakeside:primary'), section('hillfoot:primary')];
    const move = { planId, subject: 'maths', role: null, relationMoves: false };
    await insert(pool, 'Move', [
      {
        ...move,
        id: goes,
        teacherId: person('T0'),
        fromSectionId: here,
        toSectionId: there,
        form: 'order-based',
      },
      {
        ...move,
        id: comesHome,
        teacherId: person('T1'),
        fromSectionId: there,
        toSectionId: here,
        form: 'return',
      },
    ]);
    expect(await step('closeRound')).toMatchObject({
      message: 'Something has to be done first: 2 teachers without an order.',
    });
    await database.db.plan.update({ where: { id: planId }, data: { orderedAt: new Date() } });
    expect(await step('closeRound')).toMatchObject({
      message: 'Something has to be done first: 1 teacher without an order.',
    });
    const posting = {
      countyId,
      planId,
      fromSectionId: here,
      toSectionId: there,
      hostSchoolId: school('hillfoot'),
      subject: 'maths',
      form: 'order-based',
      relationMoves: false,
      startsOn: '2026-09-01',
      endsOn: '2029-08-31',
      reportBy: '2026-09-08',
      state: 'serving',
    };
    await insert(pool, 'Posting', [{ ...posting, id: ordered, teacherId: person('T0'), moveId: goes }]);
    const missing = 'Something has to be done first: 1 teacher still to report.';
    expect(await step('closeRound')).toMatchObject({ code: 'not-done-yet', message: missing });
    await database.db.posting.update({ where: { id: ordered }, data: { state: 'cancelled' } });
    await insert(pool, 'Posting', [
      { ...posting, id: instead, teacherId: person('T2'), startsOn: '2026-09-09', replacesId: ordered },
    ]);
    expect(await step('closeRound')).toMatchObject({ code: 'not-done-yet', message: missing });
    const reportedOn = new Date('2026-09-10T00:00:00Z');
    await database.db.posting.update({ where: { id: instead }, data: { reportedOn } });
    expect(await step('closeRound')).toMatchObject({ state: 'CLOSED' });
  });
});

describe('alarms', () => {
  const alarms = async (viewer: Viewer, at: string) =>
    (
      await as(
        viewer,
        'query ($id: ID!) { node(id: $id) { ... on Round { alarms { code since count who text } county { alarms { code roundId } } } } }',
        { id: roundId() },
        at,
      )
    ).at('node.alarms');
  test('begin the day after a window, and tell since when, how many and who should act', async () => {
    await setWindow('REQUESTS', '2026-04-10', '2026-04-20');
    await submit(host);
    expect(await alarms(kept.officer, '2026-04-20')).toEqual([]);
    expect(await alarms(kept.officer, '2026-04-21')).toEqual([
      {
        code: 'requests-undecided',
        since: '2026-04-21',
        count: 1,
        who: 'HR_OFFICER',
        text: 'The window for requests is over, and 1 request is undecided.',
      },
    ]);
  });
  test('tell of corrections asked for until the last day of the registry check, in the county’s own time', async () => {
    await setWindow('REGISTRY_CHECK', '2026-04-10', '2026-04-19');
    const asked = (at: string) =>
      database.db.correction.create({
        data: {
          countyId: kept.countyId,
          teacherId: person('T0'),
          field: 'title',
          value: 'first',
          reason: 'see the paper',
          createdAt: new Date(at),
        },
      });
    // The last minute of 19 April in Shanghai, and the first of the day after.
    const { id } = await asked('2026-04-19T15:59:00Z');
    await asked('2026-04-19T16:00:00Z');
    expect(await alarms(kept.officer, '2026-04-19')).toEqual([]);
    expect(await alarms(kept.officer, '2026-04-20')).toEqual([
      {
        code: 'corrections-unanswered',
        since: '2026-04-20',
        count: 1,
        who: 'HR_OFFICER',
        text: 'The registry check is over, and 1 request for a correction is unanswered.',
      },
    ]);
    await database.db.correction.update({ where: { id }, data: { state: 'refused' } });
    expect(await alarms(kept.officer, '2026-04-20')).toEqual([]);
  });
  test('tell what should have been done by now, in the order of the year', async () => {
    await setWindow('POINTS_FROZEN', '2026-05-01', '2026-05-10');
    await setWindow('PLAN', '2026-06-01', '2026-06-10');
    await setWindow('PROVISIONAL_LIST', '2026-06-11', '2026-06-20');
    await setWindow('FINAL', '2026-07-01', '2026-07-02');
    expect(await alarms(kept.officer, '2026-07-03')).toMatchObject([
      { code: 'points-not-frozen', since: '2026-05-11', count: null },
      { code: 'no-plan-submitted', since: '2026-06-11' },
      { code: 'no-provisional-list', since: '2026-06-21' },
      { code: 'not-final', since: '2026-07-03' },
    ]);
    await database.db.round.update({ where: { id: kept.roundId }, data: { state: 'closed' } });
    expect(await alarms(kept.officer, '2026-07-03')).toEqual([]);
  });
  test('are for who reads the whole county', async () => {
    await setWindow('PLAN', '2026-06-01', '2026-06-10');
    expect(await alarms(principal, '2026-06-11')).toEqual([]);
    expect(await alarms(own('T0'), '2026-06-11')).toEqual([]);
    expect(await alarms(viewerAs('inspector', { countyId: kept.countyId }), '2026-06-11')).toHaveLength(1);
  });
});

const asked = `... on Request { id number state count level priority approvedCount approvedLevel approvedPriority version decision warnings { en }
  evidence { on need supply gap openings critical doubles } }`;
const closed = '... on WindowClosed { kind from until today }';

async function submit(viewer: Viewer, rest: Record<string, unknown> = {}, at?: string) {
  return done(
    viewer,
    `mutation ($round: ID!, $section: ID!, $subject: String!, $request: RequestInput!) {
      done: submitRequest(roundId: $round, sectionId: $section, subject: $subject, request: $request) {
        ${basics} ${asked} ${closed} } }`,
    {
      round: roundId(),
      section: idOf('Section', section('hillfoot:primary')),
      subject: 'maths',
      request: { count: 2, priority: 4, reason: 'Nobody teaches maths.' },
      ...rest,
    },
    at,
  );
}

describe('requests', () => {
  test('are numbered without gaps, with what demand shows there', async () => {
    expect(await submit(host)).toMatchObject({
      number: '2026-001',
      state: 'SUBMITTED',
      warnings: [],
      evidence: { on: '2026-04-10', need: 3, supply: 0, gap: 3, openings: 3, critical: true, doubles: [] },
    });
    // What is refused takes no number.
    expect(await submit(host, { request: { count: 0, reason: 'x' } })).toMatchObject({ path: ['count'] });
    expect(await submit(host)).toMatchObject({
      number: '2026-002',
      evidence: { doubles: ['2026-001'] },
      warnings: [{ en: 'There are requests for the same section and subject already: 2026-001.' }],
    });
  });
  test('two at once have two numbers', async () => {
    const both = await Promise.all([submit(host), submit(host)]);
    const numbers = (await database.db.request.findMany({ where: { countyId: kept.countyId } })).map(
      ({ number }) => number,
    );
    expect(both).toHaveLength(2);
    expect(numbers.sort()).toEqual(['2026-001', '2026-002']);
  });
  test('where demand shows no gap are taken, and told', async () => {
    expect(await submit(principal, { section: idOf('Section', section('lakeside:primary')) })).toMatchObject({
      evidence: { gap: 0 },
      warnings: [{}],
    });
  });
  test('of a subject that is not taught there are refused', async () => {
    expect(await submit(host, { subject: 'music' })).toMatchObject({ path: ['subject'] });
    expect(await submit(host, { subject: 'alchemy' })).toMatchObject({ path: ['subject'] });
  });
  test('are of the own school alone: another of the county is not allowed, of another county not found', async () => {
    expect(await submit(principal)).toMatchObject({ code: 'not-allowed' });
    expect(await submit(kept.officer)).toMatchObject({ code: 'not-allowed' });
    expect(
      await submit(host, { section: idOf('Section', section('hillfoot:primary', other)) }),
    ).toMatchObject({
      code: 'not-found',
    });
    expect(await submit(host, { round: idOf('Round', other.roundId) })).toMatchObject({ code: 'not-found' });
  });
  test('are taken on the first and the last day of the window, by the county’s clock', async () => {
    await database.db.county.update({ where: { id: kept.countyId }, data: { timeZone: 'Asia/Urumqi' } });
    await setWindow('REQUESTS', '2026-04-10', '2026-04-20', { reason: 'x' });
    // Urumqi is six hours before UTC.
    expect(await submit(host, {}, '2026-04-09T17:59:59Z')).toEqual({
      __typename: 'WindowClosed',
      code: 'window-closed',
      message:
        'The window for requests runs from 2026-04-10 to 2026-04-20; today, 2026-04-09, it has not begun. An HR officer of the county can move it.',
      kind: 'REQUESTS',
      from: '2026-04-10',
      until: '2026-04-20',
      today: '2026-04-09',
    });
    expect(await submit(host, {}, '2026-04-09T18:00:00Z')).toMatchObject({ number: '2026-001' });
    expect(await submit(host, {}, '2026-04-20T17:59:59Z')).toMatchObject({ number: '2026-002' });
    expect(await submit(host, {}, '2026-04-20T18:00:00Z')).toMatchObject({
      code: 'window-closed',
      today: '2026-04-21',
    });
  });

  const decide = (viewer: Viewer, id: unknown, at: number, rest: string) =>
    done(
      viewer,
      `mutation ($id: ID!, $version: Int!) { done: decideRequest(requestId: $id, version: $version, ${rest}) { ${refusals} ${asked} ... on OutOfStep { stateFound } } }`,
      { id, version: at },
    );
  const submitted = async () => idOf('Request', await submittedKey());
  const submittedKey = async () => {
    await submit(host);
    return (await database.db.request.findFirstOrThrow({ where: { countyId: kept.countyId } })).id;
  };

  test('are answered by HR, once at a version, and become openings', async () => {
    const id = await submitted();
    expect(await decide(host, id, 1, 'answer: APPROVE')).toMatchObject({ code: 'not-allowed' });
    expect(await decide(other.officer, id, 1, 'answer: APPROVE')).toMatchObject({ code: 'not-found' });
    expect(await decide(kept.officer, id, 1, 'answer: REFUSE')).toMatchObject({ path: ['reason'] });
    expect(await decide(kept.officer, id, 1, 'answer: APPROVE, count: 5')).toMatchObject({
      path: ['reason'],
    });
    expect(
      await decide(kept.officer, id, 1, 'answer: APPROVE, count: 5, level: COUNTY, reason: "A class more."'),
    ).toMatchObject({
      state: 'APPROVED',
      count: 2,
      approvedCount: 5,
      approvedLevel: 'COUNTY',
      approvedPriority: null,
      priority: 4,
      version: 2,
    });
    expect(await decide(kept.officer, id, 1, 'answer: APPROVE')).toMatchObject({ current: 2 });
    expect(await decide(kept.officer, id, 2, 'answer: REFUSE, reason: "No."')).toMatchObject({
      stateFound: 'approved',
    });
    const problem = JSON.parse(await roundFacts(database, kept.roundId));
    expect(problem.requests).toMatchObject([{ id: '2026-001', count: 5, level: 'county' }]);
  });
  test('tell HR what may be answered, and nobody else', async () => {
    const id = await submitted();
    const answers = async (viewer: Viewer) =>
      (
        await ask(
          contextWith(database, viewer),
          'query ($id: ID!) { node(id: $id) { ... on Request { answers } } }',
          { id },
        )
      ).at('node.answers');
    expect(await answers(kept.officer)).toEqual(['APPROVE', 'REFUSE']);
    // Who leads the school answers nothing that it asks.
    const leads = { ...kept.officer, grants: [...kept.officer.grants, ...host.grants] };
    expect(await answers(leads)).toEqual([]);
    expect(await decide(leads, id, 1, 'answer: APPROVE')).toMatchObject({ code: 'not-allowed' });
    expect(await answers(host)).toEqual([]);
    await decide(kept.officer, id, 1, 'answer: APPROVE');
    expect(await answers(kept.officer)).toEqual(['RECONSIDER']);
    await database.db.round.update({ where: { id: kept.roundId }, data: { state: 'provisional' } });
    expect(await answers(kept.officer)).toEqual([]);
  });
  test('what was asked stands beside what was approved, and comes back with the question', async () => {
    const id = await submitted();
    await decide(kept.officer, id, 1, 'answer: APPROVE, count: 1, priority: 1, reason: "One will do."');
    expect(await decide(kept.officer, id, 2, 'answer: RECONSIDER, reason: "It will not."')).toMatchObject({
      state: 'SUBMITTED',
      count: 2,
      approvedCount: null,
      approvedPriority: null,
    });
    await decide(kept.officer, id, 3, 'answer: APPROVE');
    const { requests } = JSON.parse(await roundFacts(database, kept.roundId));
    expect(requests).toMatchObject([{ count: 2, priority: 4 }]);
  });
  test('left unanswered once the list is out are refused or withdrawn, not approved, and keep the round from closing', async () => {
    const id = await submitted();
    const state = (to: 'provisional' | 'final' | 'closed') =>
      database.db.round.update({ where: { id: kept.roundId }, data: { state: to } });
    await state('final');
    expect(
      await done(
        kept.officer,
        `mutation ($id: ID!, $version: Int!) { done: closeRound(roundId: $id, version: $version) { ${refusals} } }`,
        { id: roundId(), version: await version() },
      ),
    ).toMatchObject({
      code: 'not-done-yet',
      message: expect.stringContaining('1 unanswered request'),
    });
    expect(await decide(kept.officer, id, 1, 'answer: APPROVE')).toMatchObject({ code: 'round-not-open' });
    await state('provisional');
    expect(await decide(kept.officer, id, 1, 'answer: REFUSE, reason: "Too late."')).toMatchObject({
      state: 'REFUSED',
    });
    expect(await decide(kept.officer, id, 2, 'answer: RECONSIDER, reason: "No."')).toMatchObject({
      code: 'round-not-open',
    });
    await state('closed');
    await database.db.request.updateMany({ where: { roundId: kept.roundId }, data: { state: 'submitted' } });
    expect(await decide(kept.officer, id, 2, 'answer: REFUSE, reason: "No."')).toMatchObject({
      code: 'round-not-open',
    });
  });
  test('an answer is taken back for a reason, and given anew', async () => {
    const id = await submitted();
    await decide(kept.officer, id, 1, 'answer: REFUSE, reason: "No post."');
    expect(await decide(kept.officer, id, 2, 'answer: RECONSIDER, reason: "There is one."')).toMatchObject({
      state: 'SUBMITTED',
      decision: null,
    });
    expect(await decide(kept.officer, id, 3, 'answer: APPROVE')).toMatchObject({
      state: 'APPROVED',
      count: 2,
    });
  });
  const mayDo = async (viewer: Viewer, id: unknown, day?: string) =>
    (
      await as(
        viewer,
        'query ($id: ID!) { node(id: $id) { ... on Request { mayChange mayWithdraw } } }',
        { id },
        day,
      )
    ).at('node');
  test('tell the school what it may do: withdraw until the round is closed, change in the window while it is planned', async () => {
    const id = await submitted();
    await setWindow('REQUESTS', '2026-04-10', '2026-04-20', { reason: 'x' });
    expect(await mayDo(host, id, '2026-04-20')).toEqual({ mayChange: true, mayWithdraw: true });
    expect(await mayDo(host, id, '2026-04-21')).toEqual({ mayChange: false, mayWithdraw: true });
    for (const [state, mayWithdraw] of [
      ['provisional', true],
      ['final', true],
      ['closed', false],
    ] as const) {
      await database.db.round.update({ where: { id: kept.roundId }, data: { state } });
      expect(await mayDo(host, id, '2026-04-20'), state).toEqual({ mayChange: false, mayWithdraw });
    }
  });
  test('are changed and withdrawn by the school while unanswered', async () => {
    const id = await submitted();
    const change = (viewer: Viewer, at: number) =>
      done(
        viewer,
        `mutation ($id: ID!, $version: Int!) { done: changeRequest(requestId: $id, version: $version, request: { count: 1, reason: "One came back." }) { ${refusals} ${asked} } }`,
        { id, version: at },
      );
    expect(await change(principal, 1)).toMatchObject({ code: 'not-found' });
    expect(await mayDo(host, id)).toEqual({ mayChange: true, mayWithdraw: true });
    expect(await mayDo(kept.officer, id)).toEqual({ mayChange: false, mayWithdraw: false });
    expect(await change(host, 1)).toMatchObject({ count: 1, version: 2, evidence: { doubles: [] } });
    expect(await change(host, 1)).toMatchObject({ current: 2 });
    const withdraw = `mutation ($id: ID!) { done: withdrawRequest(requestId: $id, version: 2) { ${refusals} ... on Request { state } } }`;
    expect(await done(host, withdraw, { id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await mayDo(host, id)).toEqual({ mayChange: false, mayWithdraw: false });
    expect(await decide(kept.officer, id, 3, 'answer: APPROVE')).toMatchObject({
      code: 'out-of-step',
      stateFound: 'withdrawn',
    });
  });
});

describe('hold-backs', () => {
  const hold = (viewer: Viewer, number: string, of = kept) =>
    done(
      viewer,
      `mutation ($round: ID!, $teacher: ID!) { done: askHoldBack(roundId: $round, teacherId: $teacher, reason: "Her class sits examinations.") {
        ${basics} ... on HoldBack { id state reason version } } }`,
      { round: roundId(), teacher: idOf('Teacher', person(number, of)) },
    );
  const decide = (viewer: Viewer, id: string, rest: string) =>
    done(
      viewer,
      `mutation ($id: ID!) { done: decideHoldBack(holdBackId: $id, version: 1, ${rest}) { ${refusals} ... on HoldBack { state reason decision } } }`,
      { id },
    );
  const idOfHold = async (number: string) =>
    idOf(
      'HoldBack',
      (await database.db.holdBack.findFirstOrThrow({ where: { teacherId: person(number) } })).id,
    );

  test('are counted: of forty teachers two are allowed at 5 %, and the third is refused', async () => {
    expect(await hold(principal, 'T0')).toMatchObject({ state: 'SUBMITTED', reason: null });
    expect(await hold(principal, 'T0')).toMatchObject({ path: ['teacherId'] });
    expect(await hold(principal, 'T1')).toMatchObject({ state: 'SUBMITTED' });
    expect(await hold(principal, 'T2')).toMatchObject({
      path: ['teacherId'],
      message: 'Of the 40 teachers of the section the policy lets 2 be held back; 2 are asked for already.',
    });
    expect(
      await decide(kept.officer, await idOfHold('T0'), 'approve: false, reason: "She may go."'),
    ).toMatchObject({
      state: 'REFUSED',
      reason: 'Her class sits examinations.',
    });
    expect(await hold(principal, 'T2')).toMatchObject({ state: 'SUBMITTED' });
  });
  test('are counted before one asks: places, and how many are asked for, for the own principal alone', async () => {
    const places = async (viewer: Viewer, of = kept) =>
      (
        await as(
          viewer,
          `query ($section: ID!, $round: ID!) { node(id: $section) { ... on Section { holdBackPlaces(roundId: $round) { staff limit asked left } } } }`,
          { section: idOf('Section', section('lakeside:primary')), round: idOf('Round', of.roundId) },
        )
      ).at('node.holdBackPlaces');
    await hold(principal, 'T0');
    expect(await places(principal)).toEqual({ staff: 40, limit: 2, asked: 1, left: 1 });
    expect(await places(kept.officer)).toEqual({ staff: 40, limit: 2, asked: 1, left: 1 });
    expect(await places(host)).toBeNull();
    expect(await places(principal, other)).toBeNull();
  });
  test('are one a teacher and round, wherever the teacher is asked for', async () => {
    await hold(principal, 'T0');
    await database.db.teacher.update({
      where: { id: person('T0') },
      data: { servingSectionId: section('hillfoot:primary') },
    });
    expect(await hold(host, 'T0')).toMatchObject({ path: ['teacherId'] });
  });
  test('left unanswered once the list is out are refused or given up, not approved', async () => {
    await hold(principal, 'T0');
    await hold(principal, 'T1');
    await decide(kept.officer, await idOfHold('T1'), 'approve: true');
    const id = await idOfHold('T0');
    const told = async (viewer: Viewer, of: string) =>
      (
        await as(viewer, 'query ($id: ID!) { node(id: $id) { ... on HoldBack { mayWithdraw stands } } }', {
          id: of,
        })
      ).at('node');
    expect(await told(principal, id)).toEqual({ mayWithdraw: true, stands: true });
    expect(await told(principal, await idOfHold('T1'))).toEqual({ mayWithdraw: true, stands: true });
    expect(await told(kept.officer, id)).toEqual({ mayWithdraw: false, stands: true });
    await database.db.round.update({ where: { id: kept.roundId }, data: { state: 'provisional' } });
    // As the refusals below: one that is approved is kept once the list is out.
    expect(await told(principal, id)).toEqual({ mayWithdraw: true, stands: true });
    expect(await told(principal, await idOfHold('T1'))).toEqual({ mayWithdraw: false, stands: true });
    expect(await decide(kept.officer, id, 'approve: true')).toMatchObject({ code: 'round-not-open' });
    const withdraw = `mutation ($id: ID!, $version: Int!) { done: withdrawHoldBack(holdBackId: $id, version: $version) { ${refusals} ... on HoldBack { state } } }`;
    expect(await done(principal, withdraw, { id: await idOfHold('T1'), version: 2 })).toMatchObject({
      code: 'round-not-open',
    });
    expect(await done(principal, withdraw, { id, version: 1 })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await told(principal, id)).toEqual({ mayWithdraw: false, stands: false });
  });
  test('are of the own school', async () => {
    expect(await hold(host, 'T0')).toMatchObject({ code: 'not-found' });
    expect(await hold(kept.officer, 'T0')).toMatchObject({ code: 'not-allowed' });
    expect(await hold(principal, 'T0', other)).toMatchObject({ code: 'not-found' });
  });
  test('approved, keep the teacher in the problem without saying why', async () => {
    await hold(principal, 'T0');
    const held = async () => JSON.parse(await roundFacts(database, kept.roundId)).holdBacks;
    expect(await held()).toBeUndefined();
    const id = await idOfHold('T0');
    expect(await decide(principal, id, 'approve: true')).toMatchObject({ code: 'not-allowed' });
    expect(await decide(kept.officer, id, 'approve: true')).toMatchObject({ state: 'APPROVED' });
    expect(await held()).toEqual([{ teacher: 'T0' }]);
    const reads = async (viewer: Viewer) =>
      (
        await as(viewer, 'query ($id: ID!) { node(id: $id) { ... on HoldBack { state reason } } }', { id })
      ).at('node');
    expect(await reads(own('T0'))).toEqual({ state: 'APPROVED', reason: null });
    expect(await reads(principal)).toEqual({ state: 'APPROVED', reason: null });
    expect(await reads(own('T1'))).toBeNull();
    expect(await reads(host)).toBeNull();
    const withdraw = `mutation ($id: ID!) { done: withdrawHoldBack(holdBackId: $id, version: 2) { ${refusals} ... on HoldBack { state } } }`;
    expect(await done(principal, withdraw, { id })).toMatchObject({ state: 'WITHDRAWN' });
    expect(await held()).toBeUndefined();
  });
});

const wishes = (viewer: Viewer, number: string, choices: readonly object[], at = 0, day?: string) =>
  done(
    viewer,
    `mutation ($round: ID!, $teacher: ID!, $version: Int!, $choices: [WishChoiceInput!]!) {
      done: setWishes(roundId: $round, teacherId: $teacher, version: $version, volunteer: true, choices: $choices) {
        ${refusals} ... on Wish { version volunteer choices { rank school { code } zone { code } } } } }`,
    { round: roundId(), teacher: idOf('Teacher', person(number)), version: at, choices },
    day,
  );
const toHillfoot = () => ({ schoolId: idOf('School', school('hillfoot')) });
const zoneId = async (code: string) =>
  (await database.db.zone.findFirstOrThrow({ where: { countyId: kept.countyId, code } })).id;

describe('wishes', () => {
  test('are the own, ranked, by school or zone', async () => {
    const zone = { zoneId: idOf('Zone', await zoneId('hills')) };
    expect(await wishes(own('T0'), 'T0', [toHillfoot(), zone])).toMatchObject({
      version: 1,
      choices: [
        { rank: 1, school: { code: 'hillfoot' }, zone: null },
        { rank: 2, school: null, zone: { code: 'hills' } },
      ],
    });
    expect(await wishes(own('T0'), 'T0', [zone])).toMatchObject({
      current: 1,
      since: [{ action: 'wish.set' }],
    });
    expect(await wishes(own('T0'), 'T0', [zone], 1)).toMatchObject({ version: 2, choices: [{ rank: 1 }] });
    expect(await wishes(own('T0'), 'T1', [])).toMatchObject({ code: 'not-found' });
    expect(await wishes(principal, 'T0', [])).toMatchObject({ code: 'not-allowed' });
    expect(await wishes(kept.officer, 'T0', [])).toMatchObject({ code: 'not-allowed' });
  });
  test('name places of the county, each once, and not the own school', async () => {
    const refused = (choices: readonly object[]) => wishes(own('T0'), 'T0', choices);
    expect(await refused([{ schoolId: idOf('School', school('lakeside')) }])).toMatchObject({
      path: ['choices', '0', 'schoolId'],
    });
    expect(await refused([toHillfoot(), toHillfoot()])).toMatchObject({ path: ['choices', '1', 'schoolId'] });
    expect(await refused([{ schoolId: idOf('School', school('hillfoot', other)) }])).toMatchObject({
      path: ['choices', '0', 'schoolId'],
    });
    expect(await refused([{}])).toMatchObject({ path: ['choices', '0', 'schoolId'] });
    expect(await database.db.wish.count({ where: { countyId: kept.countyId } })).toBe(0);
  });
  test('are taken in their window', async () => {
    await setWindow('WISHES', '2026-04-10', '2026-04-10');
    expect(await wishes(own('T0'), 'T0', [], 0, '2026-04-11')).toMatchObject({ code: 'window-closed' });
    expect(await wishes(own('T0'), 'T0', [], 0, '2026-04-10')).toMatchObject({ version: 1 });
  });
});

const chances = async (viewer: Viewer, number: string) =>
  (
    await as(
      viewer,
      `query ($id: ID!, $round: ID!) { node(id: $id) { ... on Teacher {
        wishChances(roundId: $round) { section { school { code } } subject { code } choice openings others points rankFirst rankLast lowestBefore lowestAmong outlook text }
        openingsToWish(roundId: $round) { section { school { code } } openings critical km monthly wished }
      } } }`,
      { id: idOf('Teacher', person(number)), round: roundId() },
    )
  ).at('node');

/** Scores by staff number. */
const scored = (points: Record<string, number>, rest: object = {}) =>
  insert(
    database.pool,
    'Points',
    Object.entries(points).map(([number, score]) => ({
      id: randomUUID(),
      countyId: kept.countyId,
      roundId: kept.roundId,
      schoolYear: 2026,
      teacherId: person(number),
      sectionId: null,
      points: score,
      ...rest,
    })),
  );

describe('chances', () => {
  test('are the openings, the others, the own points and rank, and the lowest of last time', async () => {
    for (const number of ['T0', 'T1', 'T2', 'T3', 'T4']) await wishes(own(number), number, [toHillfoot()]);
    await scored({ T0: 61, T1: 70, T2: 61, T3: 50, T5: 90 });
    await finalPlanBefore({ T6: 58, T7: 66, T8: 66, T9: 70, T10: 71 });
    // Three openings at Hillfoot. T1 has more, T2 as much, T3 less, T4 none; T5 has the most and does not wish.
    expect(await chances(own('T0'), 'T0')).toMatchObject({
      wishChances: [
        {
          section: { school: { code: 'hillfoot' } },
          subject: { code: 'maths' },
          choice: 1,
          openings: 3,
          others: 4,
          points: 61,
          rankFirst: 2,
          rankLast: 3,
          lowestBefore: 58,
          lowestAmong: 'SECTION',
          outlook: 'WITHIN',
          text: '3 openings, 5 wishes (yours included); you have 61 points; you rank 2–3; the lowest sent there last time had 58.',
        },
      ],
    });
    expect(await chances(own('T3'), 'T3')).toMatchObject({
      wishChances: [{ rankFirst: 4, rankLast: 4, outlook: 'BEYOND' }],
    });
    expect(await chances(own('T4'), 'T4')).toMatchObject({
      wishChances: [{ points: null, rankFirst: null, outlook: 'OPEN' }],
    });
  });
  test('tell no lowest score of fewer than five, who would be known by it', async () => {
    await wishes(own('T0'), 'T0', [toHillfoot()]);
    await finalPlanBefore({ T6: 58, T7: 66, T8: 66, T9: 70 });
    expect(await chances(own('T0'), 'T0')).toMatchObject({
      wishChances: [{ lowestBefore: null, text: expect.not.stringContaining('lowest') }],
    });
  });
  test('tell the lowest of the zone, then of the county, where fewer were sent to the school, and count nobody twice', async () => {
    const elsewhere = async (zone: string | null) => {
      const [schoolId, id] = [randomUUID(), randomUUID()];
      const of = { countyId: kept.countyId, id: schoolId, code: schoolId.slice(-8), name: 'Another' };
      await insert(database.pool, 'School', [
        { ...of, place: 'village', zoneId: zone === null ? null : await zoneId(zone) },
      ]);
      await insert(database.pool, 'Section', [{ countyId: kept.countyId, id, schoolId, stage: 'primary' }]);
      return id;
    };
    const [near, nearer, far] = [await elsewhere('hills'), await elsewhere('hills'), await elsewhere(null)];
    await wishes(own('T0'), 'T0', [toHillfoot()]);
    const told = async () => Object(await chances(own('T0'), 'T0')).wishChances;
    const few = { T6: 58, T7: 66, T8: 66, T9: 70 };
    // Four to Hillfoot and one to another school of the hills.
    await finalPlanBefore({ ...few, T10: 40 }, { T10: near });
    expect(await told()).toMatchObject([
      {
        lowestBefore: 40,
        lowestAmong: 'ZONE',
        text: expect.stringContaining('the lowest sent to schools of its zone last time had 40'),
      },
    ]);
    // Five to a school of the hills are told there, and not beside Hillfoot, of which they would leave four.
    await finalPlanBefore(
      { ...few, T10: 40, T11: 41, T12: 42, T13: 43, T14: 44 },
      { T10: near, T11: near, T12: near, T13: near, T14: near },
    );
    expect(await told()).toMatchObject([{ lowestBefore: null, lowestAmong: null }]);
    // One elsewhere in the county makes them five.
    await finalPlanBefore({ ...few, T10: 30 }, { T10: far });
    expect(await told()).toMatchObject([
      {
        lowestBefore: 30,
        lowestAmong: 'COUNTY',
        text: expect.stringContaining('the lowest sent to schools of the county last time had 30'),
      },
    ]);
    await finalPlanBefore({ ...few, T10: 50, T11: 10 }, { T10: nearer, T11: far });
    expect(await told()).toMatchObject([{ lowestBefore: 50, lowestAmong: 'ZONE' }]);
  });
  test('rank nobody among fewer than five, and promise nothing by it', async () => {
    for (const number of ['T0', 'T1', 'T2', 'T3']) await wishes(own(number), number, [toHillfoot()]);
    await scored({ T0: 61, T1: 10, T2: 10, T3: 10 });
    expect(await chances(own('T0'), 'T0')).toMatchObject({
      wishChances: [{ others: 3, rankFirst: null, rankLast: null, outlook: 'OPEN', lowestBefore: null }],
    });
  });
  test('are good where there is room for all', async () => {
    for (const number of ['T0', 'T1', 'T2']) await wishes(own(number), number, [toHillfoot()]);
    expect(await chances(own('T0'), 'T0')).toMatchObject({
      wishChances: [{ others: 2, outlook: 'ROOM_FOR_ALL' }],
    });
  });
  test('are the own: nobody else but HR reads them', async () => {
    await wishes(own('T0'), 'T0', [toHillfoot()]);
    expect(await chances(principal, 'T0')).toEqual({ wishChances: [], openingsToWish: [] });
    expect(await chances(own('T1'), 'T0')).toBeNull();
    expect(await chances(kept.officer, 'T0')).toMatchObject({ wishChances: [{ others: 0 }] });
  });
  test('openings to wish for tell the way and the pay', async () => {
    expect(await chances(own('T0'), 'T0')).toMatchObject({
      openingsToWish: [
        {
          section: { school: { code: 'hillfoot' } },
          openings: 3,
          critical: true,
          km: 20,
          monthly: 190,
          wished: false,
        },
      ],
    });
  });
});

/** A final plan of the year before that sent these to Hillfoot, or where `places` says, with what they were scored then. */
async function finalPlanBefore(points: Record<string, number>, places: Record<string, string> = {}) {
  const { db } = database;
  const round = await db.round.findUniqueOrThrow({ where: { id: kept.roundId } });
  const before = await db.round.create({
    data: {
      countyId: kept.countyId,
      name: `before ${randomUUID()}`,
      schoolYear: 2025,
      effective: new Date('2025-09-01'),
      state: 'closed',
      policyId: round.policyId,
      curriculumId: round.curriculumId,
      loadId: round.loadId,
    },
  });
  const problem = await db.problem.create({
    data: { countyId: kept.countyId, roundId: before.id, hash: 'x', body: {} },
  });
  await db.plan.create({
    data: {
      countyId: kept.countyId,
      roundId: before.id,
      problemId: problem.id,
      name: 'final',
      state: 'final',
      status: 'optimal',
      engine: 'highs',
      engineReason: {},
      goals: [],
      moved: 2,
      moves: {
        create: Object.keys(points).map((number) => ({
          teacherId: person(number),
          fromSectionId: section('lakeside:primary'),
          toSectionId: places[number] ?? section('hillfoot:primary'),
          subject: 'maths',
        })),
      },
    },
  });
  await scored(points, { roundId: before.id, schoolYear: 2025 });
}

describe('points', () => {
  const rule = {
    source: 'Document 7 of 2026',
    components: [
      {
        code: 'taught',
        name: { zh: '教龄', en: 'Teaching' },
        kind: 'months',
        of: 'teaching',
        per: 12,
        each: 1,
        cap: 20,
      },
      {
        code: 'title',
        name: { zh: '职称', en: 'Title' },
        kind: 'level',
        of: 'title',
        points: { senior: 10 },
      },
    ],
  };
  const addRule = (body: unknown = rule, name = '2026') =>
    done(
      kept.officer,
      `mutation ($id: ID!, $body: JSON!, $name: String!) { done: addPointsRule(countyId: $id, version: $name, effectiveFrom: "2026-01-01", body: $body) {
        ${basics} ... on PointsRule { version } } }`,
      { id: idOf('County', kept.countyId), body, name },
    );
  const onRound = async (name: string, viewer = kept.officer) =>
    done(
      viewer,
      `mutation ($id: ID!, $version: Int!) { done: ${name}(roundId: $id, version: $version) { ${name === 'freezePoints' ? conflict : refusals} ... on Round { version pointsFrozenBy { name } } } }`,
      { id: roundId(), version: await version() },
    );
  const pointsId = async (number: string) =>
    idOf(
      'Points',
      (
        await database.db.points.findFirstOrThrow({
          where: { teacherId: person(number), roundId: kept.roundId },
        })
      ).id,
    );
  const reads = async (viewer: Viewer, number: string) =>
    (
      await as(
        viewer,
        `query ($id: ID!) { node(id: $id) { ... on Points { points corrected reckonedOn rule { version } parts { code points text } rank { first last of } contests { state answer } } } }`,
        { id: await pointsId(number) },
      )
    ).at('node');
  const contest = async (viewer: Viewer, number: string) =>
    done(
      viewer,
      `mutation ($id: ID!) { done: contestPoints(pointsId: $id, reason: "I teach since 2005.") { ${basics} ... on PointsContest { state before } } }`,
      { id: await pointsId(number) },
    );
  const answer = async (rest: string, viewer = kept.officer) => {
    const { id } = await database.db.pointsContest.findFirstOrThrow({ where: { countyId: kept.countyId } });
    return done(
      viewer,
      `mutation ($id: ID!) { done: answerContest(contestId: $id, version: 1, ${rest}) { ${refusals} ... on PointsContest { state before after answer } } }`,
      { id: idOf('PointsContest', id) },
    );
  };

  test('are reckoned by the rule on the day of effect, each part told, and ranked', async () => {
    expect(await onRound('reckonPoints')).toMatchObject({ path: ['roundId'] });
    expect(await addRule()).toMatchObject({ version: '2026' });
    expect(await addRule()).toMatchObject({ path: ['version'] });
    expect(await onRound('reckonPoints')).toMatchObject({ version: 2 });
    // From 1 September 2008 to 1 September 2026 are 18 years.
    expect(await reads(own('T1'), 'T1')).toEqual({
      points: 28,
      corrected: false,
      reckonedOn: '2026-09-01',
      rule: { version: '2026' },
      parts: [
        {
          code: 'taught',
          points: 18,
          text: 'Teaching: 18 years and 0 months, 1 point for every 1 year, 18 × 1: 18 points',
        },
        { code: 'title', points: 10, text: 'Title: senior, 10 points' },
      ],
      rank: { first: 1, last: 1, of: 40 },
      contests: [],
    });
    expect(await reads(own('T0'), 'T0')).toMatchObject({ points: 18, rank: { first: 2, last: 40, of: 40 } });
    expect(await reads(own('T0'), 'T1')).toBeNull();
    expect(await reads(principal, 'T1')).toBeNull();
    expect(await database.db.points.count({ where: { roundId: kept.roundId } })).toBe(staff);
  });
  test('reckoned again are the same rows; nothing goes twice', async () => {
    await addRule();
    await onRound('reckonPoints');
    const id = await pointsId('T0');
    await database.db.teacher.update({ where: { id: person('T0') }, data: { title: 'senior' } });
    await onRound('reckonPoints');
    expect(await pointsId('T0')).toBe(id);
    expect(await reads(own('T0'), 'T0')).toMatchObject({ points: 28 });
    const [deed] = await database.db.auditEvent.findMany({
      where: { countyId: kept.countyId, action: 'points.reckon' },
      orderBy: { position: 'desc' },
      take: 1,
    });
    expect(deed).toMatchObject({
      before: { points: { [person('T0')]: 18 } },
      after: { points: { [person('T0')]: 28 } },
    });
    expect(Object.keys(Object(deed?.after).points)).toHaveLength(1);
  });
  test('a rule that is none is refused with every fault by its place', async () => {
    expect(
      await addRule({ source: 'x', components: [{ ...rule.components[0], per: 0, each: 0.5 }] }),
    ).toMatchObject({
      path: ['body'],
      message: expect.stringMatching(/2 faults.*\$\.components\[0\]\.per.*\$\.components\[0\]\.each/),
    });
  });
  test('are not reckoned over a table that was imported', async () => {
    await addRule();
    await scored({ T0: 10 });
    expect(await onRound('reckonPoints')).toMatchObject({ path: ['roundId'] });
  });
  test('an unanswered contest bars the freeze; answered with another score, reckoning leaves that alone', async () => {
    await addRule();
    expect(await onRound('freezePoints')).toMatchObject({ code: 'not-done-yet' });
    await onRound('reckonPoints');
    expect(await contest(principal, 'T0')).toMatchObject({ code: 'not-found' });
    expect(await contest(kept.officer, 'T0')).toMatchObject({ code: 'not-allowed' });
    expect(await contest(own('T0'), 'T0')).toEqual({
      __typename: 'PointsContest',
      state: 'SUBMITTED',
      before: 18,
    });
    expect(await contest(own('T0'), 'T0')).toMatchObject({ path: ['pointsId'] });
    expect(await onRound('freezePoints')).toMatchObject({
      message: 'Something has to be done first: 1 contests of points are unanswered.',
    });
    expect(await answer('answer: "Yes."', own('T0'))).toMatchObject({ code: 'not-allowed' });
    expect(await answer('points: 21, answer: " "')).toMatchObject({ path: ['answer'] });
    expect(await answer('points: 21, answer: "Her file says so."')).toMatchObject({
      state: 'CHANGED',
      before: 18,
      after: 21,
    });
    expect(await answer('answer: "No."')).toMatchObject({
      current: 2,
      changedBy: 'Officer',
      since: [{ action: 'points.answer' }],
    });
    await onRound('reckonPoints');
    expect(await reads(own('T0'), 'T0')).toMatchObject({
      points: 21,
      corrected: true,
      contests: [{ state: 'CHANGED' }],
    });
    expect(await onRound('freezePoints')).toMatchObject({ pointsFrozenBy: { name: 'Officer' } });
  });
  test('a contest left unanswered is answered whatever comes of the round; another score then wants a named decision', async () => {
    await addRule();
    await onRound('reckonPoints');
    await contest(own('T0'), 'T0');
    await database.db.round.update({ where: { id: kept.roundId }, data: { state: 'final' } });
    expect(await contest(own('T1'), 'T1')).toMatchObject({ code: 'round-not-open' });
    expect(await answer('points: 21, answer: "Her file says so."')).toMatchObject({ path: ['decision'] });
    expect(
      await answer('points: 21, answer: "Her file says so.", decision: "Bureau meeting of 3 June"'),
    ).toMatchObject({ state: 'CHANGED', after: 21 });
    expect(
      await database.db.auditEvent.findFirst({
        where: { countyId: kept.countyId, action: 'points.answer' },
      }),
    ).toMatchObject({ after: { points: 21, decision: 'Bureau meeting of 3 June' } });
  });
  test('a contest is refused without a decision, though the points are frozen by then', async () => {
    await addRule();
    await onRound('reckonPoints');
    await contest(own('T0'), 'T0');
    await database.db.round.update({ where: { id: kept.roundId }, data: { pointsFrozenAt: new Date() } });
    expect(await answer('points: 21, answer: "Yes."')).toMatchObject({ path: ['decision'] });
    expect(await answer('answer: "It stays."')).toMatchObject({ state: 'REFUSED', after: 18 });
  });
  test.each(['reckoned', 'of a table'])('%s, they are contested in their window', async (which) => {
    if (which === 'reckoned') {
      await addRule();
      await onRound('reckonPoints');
    } else await scored({ T0: 10 }, { roundId: null });
    const [points] = await database.db.points.findMany({ where: { teacherId: person('T0') } });
    const contestOn = (day: string) =>
      done(
        own('T0'),
        `mutation ($id: ID!) { done: contestPoints(pointsId: $id, reason: "No.") { ${basics} ... on PointsContest { state } } }`,
        { id: idOf('Points', points?.id ?? '') },
        day,
      );
    const may = async (day: string, viewer = own('T0')) =>
      (
        await as(
          viewer,
          'query ($id: ID!) { node(id: $id) { ... on Points { mayContest contests { id } } } }',
          { id: idOf('Points', points?.id ?? '') },
          day,
        )
      ).at('node.mayContest');
    await setWindow('POINTS_FROZEN', '2026-05-01', '2026-05-10');
    expect(await contestOn('2026-04-30')).toMatchObject({ code: 'window-closed' });
    expect(await contestOn('2026-05-11')).toMatchObject({ code: 'window-closed' });
    expect([await may('2026-04-30'), await may('2026-05-11')]).toEqual([false, false]);
    expect([await may('2026-05-10'), await may('2026-05-10', kept.officer)]).toEqual([true, false]);
    const round = (data: object) => database.db.round.update({ where: { id: kept.roundId }, data });
    await round({ pointsFrozenAt: new Date() });
    expect(await may('2026-05-10')).toBe(false);
    expect(await contestOn('2026-05-10')).toMatchObject({ code: 'points-frozen' });
    await round({ pointsFrozenAt: null, state: 'final' });
    // A score of one round goes with it; one that names none is heard as long as no round of the year has frozen it.
    expect(await may('2026-05-11')).toBe(which === 'of a table');
    await round({ state: 'planning' });
    expect(await contestOn('2026-05-10')).toMatchObject({ state: 'SUBMITTED' });
    expect(await may('2026-05-10')).toBe(false);
  });
  test('months of rural service count circuit teaching by its days', async () => {
    const circuit = (startsOn: string) => ({
      id: randomUUID(),
      countyId: kept.countyId,
      teacherId: person('T0'),
      fromSectionId: section('lakeside:primary'),
      toSectionId: section('hillfoot:primary'),
      hostSchoolId: school('hillfoot'),
      form: 'circuit',
      days: 1,
      state: 'ended',
      startsOn,
      endsOn: '2025-08-31',
      endedOn: '2025-08-31',
    });
    // Twelve months at two days a week of five, on two lines: 4.8.
    await insert(database.pool, 'Posting', [circuit('2024-09-01'), circuit('2024-08-31')]);
    await addRule({
      source: 'x',
      components: [
        { code: 'rural', name: { zh: '农村', en: 'Rural' }, kind: 'months', of: 'rural', per: 1, each: 1 },
      ],
    });
    await onRound('reckonPoints');
    expect(await reads(own('T0'), 'T0')).toMatchObject({ points: 4 });
    const { teachers } = JSON.parse(await roundFacts(database, kept.roundId));
    expect(teachers.find(({ id }: { id: string }) => id === 'T0')).toMatchObject({ ruralYears: 0.4 });
  });
  test('frozen, they change by a named decision alone', async () => {
    await addRule();
    await onRound('reckonPoints');
    expect(await onRound('freezePoints', principal)).toMatchObject({ code: 'not-allowed' });
    await onRound('freezePoints');
    expect(await onRound('freezePoints')).toMatchObject({ code: 'points-frozen' });
    expect(await onRound('reckonPoints')).toMatchObject({ code: 'points-frozen' });
    expect(await contest(own('T0'), 'T0')).toMatchObject({ code: 'points-frozen' });
    const correct = async (rest: string) =>
      done(
        kept.officer,
        `mutation ($id: ID!) { done: correctPoints(pointsId: $id, version: 1, points: 19, reason: "A year was left out.", ${rest}) { ${refusals} ... on Points { points version } } }`,
        { id: await pointsId('T0') },
      );
    expect(await correct('decision: ""')).toMatchObject({ path: ['decision'] });
    expect(await correct('decision: "Bureau meeting of 3 June"')).toMatchObject({ points: 19, version: 2 });
    const deed = await database.db.auditEvent.findFirstOrThrow({
      where: { countyId: kept.countyId, action: 'points.correct' },
    });
    expect(deed).toMatchObject({
      before: { points: 18 },
      after: { points: 19, decision: 'Bureau meeting of 3 June' },
      reason: 'A year was left out.',
    });
  });
  test('frozen, no import writes over them', async () => {
    await addRule();
    await onRound('reckonPoints');
    const table = () =>
      runImport(database, {
        countyId: kept.countyId,
        userId: null,
        upload: { name: '积分.csv', bytes: Buffer.from('工号,学年,积分\nT0,2026,99\n') },
        dryRun: false,
      });
    expect(await table(), 'beside those reckoned').toMatchObject({
      importId: null,
      faults: [{ code: 'points-reckoned' }],
    });
    await onRound('freezePoints');
    expect(await table()).toMatchObject({ importId: null, faults: [{ code: 'points-frozen' }] });
    expect(await reads(own('T0'), 'T0')).toMatchObject({ points: 18 });
  });
  test('frozen, no import that brought them is undone', async () => {
    const { importId } = await runImport(database, {
      countyId: kept.countyId,
      userId: null,
      upload: { name: '积分.csv', bytes: Buffer.from('工号,学年,积分\nT0,2026,99\n') },
      dryRun: false,
    });
    await onRound('freezePoints');
    await expect(undoImport(database, null, importId ?? '')).rejects.toMatchObject({
      code: 'import-cannot-be-undone',
    });
    expect(await database.db.points.count({ where: { countyId: kept.countyId } })).toBe(1);
    await database.db.round.update({ where: { id: kept.roundId }, data: { pointsFrozenAt: null } });
    await undoImport(database, null, importId ?? '');
    expect(await database.db.points.count({ where: { countyId: kept.countyId } })).toBe(0);
  });
});
