import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Context } from '../../schema/context.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

// Relay's connections to their end while others write: over as many rows as a large city has teachers on a PostgreSQL server,
// over a large county's in the embedded database. https://relay.dev/graphql/connections.htm

const size = process.env['TEST_DATABASE_URL'] === undefined ? 5_000 : 100_000;
const page = 200;

let database: Database;
let county: MarkedCounty;
let context: Context;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 2);
  await add('R', 1, size);
  context = contextWith(database, viewerAs('hr-officer', { countyId: county.countyId }));
});
afterAll(() => database.close());

/** Teachers like the first one, their staff numbers this letter and a number, their names among the others'. */
const add = (letter: string, from: number, to: number) =>
  database.pool.query(
    `INSERT INTO "Teacher" SELECT (jsonb_populate_record(teacher, jsonb_build_object(
       'id', gen_random_uuid(), 'staffNumber', $2 || n, 'partnerId', NULL, 'identityNumber', NULL,
       'nameKey', 'shi ' || md5($2 || n)))).*
     FROM "Teacher" teacher, generate_series($3::int, $4::int) n WHERE teacher.id = $1`,
    [county.teachers[0], letter, from, to],
  );

const read = async (window: string) => {
  const { at, errors } = await ask(
    context,
    `{ county(code: "Jia-code") { teachers(${window}) {
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { staffNumber } } } }`,
  );
  expect(errors).toEqual([]);
  const nodes = at('county.teachers.nodes');
  if (!Array.isArray(nodes)) throw new Error('No rows came.');
  return {
    numbers: nodes.map(({ staffNumber }: { staffNumber: string }) => staffNumber),
    next: at('county.teachers.pageInfo.hasNextPage'),
    previous: at('county.teachers.pageInfo.hasPreviousPage'),
    start: String(at('county.teachers.pageInfo.startCursor')),
    end: String(at('county.teachers.pageInfo.endCursor')),
  };
};

test(`of ${size} rows each comes once to who reads to the end while rows are added`, async () => {
  const seen: string[] = [];
  let { numbers, next, end } = await read(`first: ${page}`);
  seen.push(...numbers);
  for (let pages = 1; next === true; pages++) {
    if (pages % 5 === 0) await add('added', pages, pages + 3);
    ({ numbers, next, end } = await read(`first: ${page}, after: "${end}"`));
    seen.push(...numbers);
  }
  expect(new Set(seen).size).toBe(seen.length);
  const there = seen.filter((number) => number.startsWith('R'));
  expect(there).toHaveLength(size);
}, 300_000);

test('backwards from the end the same rows come in the same order', async () => {
  const last = await read(`last: ${page}`);
  expect([last.next, last.previous]).toEqual([false, true]);
  const before = await read(`last: ${page}, before: "${last.start}"`);
  expect([before.next, before.previous]).toEqual([true, true]);
  const forwards = await read(`first: ${page}, after: "${before.end}"`);
  expect(forwards.numbers).toEqual(last.numbers);
});
