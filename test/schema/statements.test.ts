import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Context } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { packOf } from '../../server/inspection/pack.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';
import { circuits, comparison, nodesQuery, queries, questions } from './queries.ts';

// Whatever the page size, an answer costs the same number of SQL statements.

const sizes = [2, 50];
let database: Database;
let context: Context;
let county: MarkedCounty;
let small: MarkedCounty;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 55);
  small = await keepMarkedCounty(database.pool, 'Yi', provinceId, 3);
  const grants = [county, small].flatMap(({ countyId }) => viewerAs('hr-officer', { countyId }).grants);
  context = contextWith(database, { ...viewerAs('hr-officer', {}), grants });
});

afterAll(() => database.close());

test.each(Object.keys(queries))('%s', async (name) => {
  const counts = [];
  for (const first of sizes) counts.push(await statements(queries[name] ?? '', { first }));
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[1]).toBe(counts[0]);
});

test('nodes', async () => {
  const counts = [];
  for (const size of sizes)
    counts.push(
      await statements(nodesQuery, { ids: county.teachers.slice(0, size).map((id) => idOf('Teacher', id)) }),
    );
  expect(counts[1]).toBe(counts[0]);
});

test('comparing plans', async () => {
  const counts = [];
  for (const { draftId, publishedId } of [small, county])
    counts.push(await statements(comparison, { a: idOf('Plan', publishedId), b: idOf('Plan', draftId) }));
  expect(counts[1]).toBe(counts[0]);
});

test('the circuits of a plan', async () => {
  const counts = [];
  for (const { draftId } of [small, county])
    counts.push(await statements(circuits, { id: idOf('Plan', draftId) }));
  expect(counts[1]).toBe(counts[0]);
});

test('the plans of a round, with what may be done with each and its flows', async () => {
  const document = `query ($id: ID!, $first: Int!) { node(id: $id) { ... on Round { plans(first: $first) { nodes {
    openActs { act against { en } } flows { people from { name } to { name } subject { name } } } } } } }`;
  const counts = [];
  for (const first of [1, 50])
    counts.push(await statements(document, { first, id: idOf('Round', county.roundId) }));
  expect(counts[1]).toBe(counts[0]);
});

test.each(Object.keys(questions))('%s', async (name) => {
  const counts = [];
  for (const { draftId, teachers, ids } of [small, county])
    counts.push(
      await statements(questions[name] ?? '', {
        plan: idOf('Plan', draftId),
        teacher: idOf('Teacher', teachers[0] ?? ''),
        section: idOf('Section', ids['Section']?.[0] ?? ''),
      }),
    );
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[1]).toBe(counts[0]);
});

test('how the wishes of teachers stand', async () => {
  const document = `query ($first: Int!, $round: ID!) { county(code: "Jia-code") { teachers(first: $first) { nodes {
    wishChances(roundId: $round) { section { school { name } } subject { name } openings others points text }
    openingsToWish(roundId: $round) { section { school { name } } openings km monthly } } } } }`;
  const counts = [];
  for (const first of sizes)
    counts.push(await statements(document, { first, round: idOf('Round', county.roundId) }));
  expect(counts[1]).toBe(counts[0]);
});

test('drawing up a rectification list, and again', async () => {
  const document =
    'mutation ($id: ID!) { drawUpRectificationList(countyId: $id) { ... on DrawnUp { added seen } } }';
  const counts = [];
  for (const { countyId } of [small, county, small, county])
    counts.push(await statements(document, { id: idOf('County', countyId) }));
  expect(new Set(counts).size).toBe(1);
});

test('a list that is asked for its length alone is not read', async () => {
  const length = '{ totalCount }';
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const { at, errors } = await ask(
    context,
    `query ($plan: ID!, $school: ID!) {
      plan: node(id: $plan) { ... on Plan { reasons(first: 1) ${length} moves(first: 1) { ...Length } } }
      school: node(id: $school) { ... on School { registered(first: 1) ${length} sections { serving(first: 1) ${length} } } }
    } fragment Length on MoveConnection { __typename totalCount }`,
    { plan: idOf('Plan', county.draftId), school: idOf('School', county.schools[2] ?? '') },
  );
  const texts = query.mock.calls.map(([asked]) =>
    typeof asked === 'string' ? asked : JSON.stringify(asked),
  );
  query.mockRestore();
  expect(errors).toEqual([]);
  expect(at('plan.reasons.totalCount')).toBe(110);
  expect(at('plan.moves.totalCount')).toBeGreaterThan(20);
  expect(at('school.registered.totalCount')).toBe(2);
  expect(at('school.sections.serving.totalCount')).toEqual([2]);
  expect(
    texts.filter((text) => text.includes('LIMIT') && /ORDER BY.*"(nameKey|staffNumber)/.test(text)),
  ).toEqual([]);
});

test('the inspection pack', async () => {
  const counts = [];
  for (const { countyId } of [small, county]) {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await packOf(database, context.rounds.rectification, countyId, '2026-06-01');
    counts.push(query.mock.calls.length);
    query.mockRestore();
  }
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[1]).toBe(counts[0]);
});

/** How many statements the answer takes; it must come without errors. */
async function statements(document: string, variables: Record<string, unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const { errors } = await ask(context, document, variables);
  const count = query.mock.calls.length;
  query.mockRestore();
  expect(errors).toEqual([]);
  return count;
}
