import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { asRegistered, type Kept, keepRegistry } from '../support/registry.ts';
import { county, teacher } from '../support/small-county.ts';

let database: Database;
let kept: Kept;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  const code = randomUUID().slice(0, 8);
  kept = await keepRegistry(
    database,
    asRegistered(
      county({
        county: { code, name: 'Yuan' },
        policy: {
          version: 'first',
          rules: { tenure: { level: 'policy', years: 6 } },
          goals: [{ name: 'gap' }],
        },
        sections: [
          { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 160 } },
          { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 20 } },
        ],
        teachers: [teacher('T1', {})],
      }),
    ),
  );
});

const as = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  ask({ ...contextWith(database, viewer), today: () => '2026-04-10' }, document, {
    county: idOf('County', kept.countyId),
    ...variables,
  });

const add = async (rules: string, viewer: Viewer = kept.officer, version = 'second') =>
  (
    await as(
      viewer,
      `mutation ($county: ID!, $version: String!, $like: ID!) {
        done: addPolicy(countyId: $county, version: $version, effectiveFrom: "2027-09-01", like: $like, rules: ${rules},
          reason: "the bureau's meeting") {
          __typename ... on Refusal { code } ... on InvalidInput { path } ... on ProblemRefused { faults { path found expected } }
          ... on Policy { version effectiveFrom forOneRound rules { name level clause figures source text } } } }`,
      { version, like: idOf('Policy', await policyId()) },
    )
  ).at('done');

const policyId = async () =>
  (
    await database.db.policy.findFirstOrThrow({
      where: { countyId: kept.countyId },
      orderBy: { createdAt: 'asc' },
    })
  ).id;

interface Rule {
  readonly name: string;
}
const ruleOf = (policy: unknown, name: string) =>
  (policy as { rules: readonly Rule[] }).rules.find((rule) => rule.name === name);

test('the newest version that has begun is in force, one made for a round never', async () => {
  const { countyId } = kept;
  const first = await database.db.policy.findFirstOrThrow({ where: { countyId } });
  const later = async (version: string, day: string, forOneRound = false) =>
    database.db.policy.create({
      data: { countyId, version, effectiveFrom: new Date(day), forOneRound, body: first.body ?? {} },
    });
  await database.db.policy.update({
    where: { id: first.id },
    data: { effectiveFrom: new Date('2020-09-01') },
  });
  const inForce = async (today: string) => {
    const { at } = await ask(
      { ...contextWith(database, kept.officer), today: () => today },
      '{ counties { nodes { policies { nodes { version inForce } } } } }',
    );
    const told = at('counties.nodes.policies.nodes') as { version: string; inForce: boolean }[];
    return told.filter((policy) => policy.inForce).map(({ version }) => version);
  };
  await later('z of the same day, written first', '2026-09-01');
  await later('a of the same day, written last', '2026-09-01');
  await later('for one round', '2026-09-02', true);
  expect(await inForce('2020-08-31')).toEqual([]);
  expect(await inForce('2026-08-31')).toEqual(['first']);
  expect(await inForce('2026-09-03')).toEqual(['a of the same day, written last']);
});

describe('a version of a policy', () => {
  test('is made from another one, with what it sets otherwise, and tells in words what it asks', async () => {
    const policy = await add('[{ rule: "tenure", figures: { years: 5 }, clause: "Article 7" }]');
    expect(policy).toMatchObject({ version: 'second', effectiveFrom: '2027-09-01', forOneRound: false });
    expect(ruleOf(policy, 'tenure')).toMatchObject({
      level: 'POLICY',
      clause: 'Article 7',
      figures: { years: 5, afterReturn: 'resets' },
      text: expect.stringContaining('5'),
    });
    // What depends on a county's facts is not told of a policy alone.
    expect(ruleOf(policy, 'exchange-quota')).toMatchObject({ text: null });
    const first = await database.db.policy.findUniqueOrThrow({ where: { id: await policyId() } });
    expect(first.body).toMatchObject({ rules: { tenure: { years: 6 } } });
  });

  test('is on record with who, why, and each changed rule before and after', async () => {
    await add('[{ rule: "tenure", figures: { years: 5 } }]');
    const deed = await database.db.auditEvent.findFirstOrThrow({
      where: { countyId: kept.countyId, action: 'policy.add' },
    });
    expect(deed).toMatchObject({
      userId: kept.officer.userId,
      reason: "the bureau's meeting",
      before: { version: 'first', tenure: { years: 6 } },
      after: { version: 'second', effectiveFrom: '2027-09-01', tenure: { years: 5 } },
    });
  });

  test('with figures that are none is refused with every fault and its place, and nothing is written', async () => {
    expect(
      await add('[{ rule: "tenure", figures: { years: -1, weeks: 3 } }, { rule: "no-such", figures: {} }]'),
    ).toMatchObject({
      code: 'problem-refused',
      faults: expect.arrayContaining([
        expect.objectContaining({ path: '$.policy.rules.tenure.years', found: '-1' }),
        expect.objectContaining({ path: '$.policy.rules["no-such"]' }),
      ]),
    });
    expect(await database.db.policy.count({ where: { countyId: kept.countyId } })).toBe(1);
  });

  test('that changes nothing, or bears a name on file, is refused by name', async () => {
    expect(await add('[{ rule: "tenure", figures: { years: 6 } }]')).toMatchObject({
      code: 'invalid-input',
      path: ['rules'],
    });
    expect(await add('[{ rule: "tenure", figures: { years: 5 } }]', kept.officer, 'first')).toMatchObject({
      code: 'invalid-input',
      path: ['version'],
    });
  });

  test('is for HR officers of the county alone', async () => {
    const inspector = viewerAs('inspector', { countyId: kept.countyId });
    expect(await add('[{ rule: "tenure", figures: { years: 5 } }]', inspector)).toMatchObject({
      code: 'not-allowed',
    });
    expect(
      await add(
        '[{ rule: "tenure", figures: { years: 5 } }]',
        viewerAs('hr-officer', { countyId: randomUUID() }),
      ),
    ).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('what waits', () => {
  const waiting = async (viewer: Viewer) =>
    (
      await as(
        viewer,
        'query ($county: ID!) { node(id: $county) { ... on County { waiting { code count due overdue words { en } } } } }',
      )
    ).at('node');

  const correction = () =>
    database.db.correction.create({
      data: {
        countyId: kept.countyId,
        teacherId: kept.teachers.get('T1') ?? '',
        field: 'phone',
        value: '1',
        reason: 'it changed',
      },
    });

  test('is told to who is to do it, and to nobody else', async () => {
    await correction();
    await correction();
    expect(await waiting(kept.officer)).toEqual({
      waiting: [
        {
          code: 'corrections-to-answer',
          count: 2,
          due: null,
          overdue: false,
          words: { en: '2 corrections of records to answer' },
        },
      ],
    });
    for (const other of [
      viewerAs('inspector', { countyId: kept.countyId }),
      viewerAs('teacher', { teacherId: kept.teachers.get('T1') ?? '' }),
      viewerAs('principal', { schoolId: [...kept.schools.values()][0] ?? '' }),
    ])
      expect(await waiting(other)).toEqual({ waiting: [] });
  });

  test('goes once it is done', async () => {
    const { id } = await correction();
    await database.db.correction.update({ where: { id }, data: { state: 'refused' } });
    expect(await waiting(kept.officer)).toEqual({ waiting: [] });
  });

  test('has the first day by which a rectification is due', async () => {
    const item = (key: string, dueOn: string) => ({
      countyId: kept.countyId,
      key,
      code: 'level',
      severity: 'grave' as const,
      figures: {},
      words: {},
      proof: {},
      foundOn: new Date('2026-01-01'),
      lastSeenOn: new Date('2026-01-01'),
      dueOn: new Date(dueOn),
    });
    await database.db.rectificationItem.createMany({
      data: [item('a', '2026-05-10'), item('b', '2026-04-01'), item('c', '2026-05-11')],
    });
    expect(await waiting(kept.officer)).toMatchObject({
      waiting: [{ code: 'rectification-due', count: 2, due: '2026-04-01', overdue: true }],
    });
    await database.db.rectificationItem.updateMany({
      where: { countyId: kept.countyId, key: 'a' },
      data: { state: 'submitted' },
    });
    expect(await waiting(viewerAs('inspector', { countyId: kept.countyId }))).toMatchObject({
      waiting: [{ code: 'rectification-to-close', count: 1, due: '2026-05-10', overdue: false }],
    });
  });
});
