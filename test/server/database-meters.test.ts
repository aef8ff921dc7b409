import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { createDatabaseMeters } from '../../server/edge/database-meters.ts';
import { keepMarkedCounty } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  const { id } = await database.db.province.create({ data: { code: 'p', name: 'Province' } });
  await keepMarkedCounty(database.pool, 'operators', id, 2);
});
afterAll(() => database.close());

async function page(pool = database.pool): Promise<string> {
  const registry = new Registry();
  await createDatabaseMeters(registry, pool).refresh();
  return registry.metrics();
}

/** Of one line of the page; undefined: it has no such line. */
const value = (text: string, line: string) => {
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? undefined : Number(found.slice(line.length + 1));
};

test('operators read solves, plans and imports by state, whichever server they ask', async () => {
  const { db } = database;
  const text = await page();
  expect(value(text, 'junheng_database_up')).toBe(1);
  expect(value(text, 'junheng_solves{state="done"}')).toBe(
    await db.solve.count({ where: { state: 'done' } }),
  );
  expect(value(text, 'junheng_plans{status="optimal"}')).toBe(
    await db.plan.count({ where: { status: 'optimal' } }),
  );
  expect(value(text, 'junheng_imports{state="applied"}')).toBe(
    await db.import.count({ where: { state: 'applied' } }),
  );
});

test('a solve that waits shows how long it has waited', async () => {
  const { db } = database;
  expect(value(await page(), 'junheng_queue_oldest_seconds')).toBe(0);
  const { countyId, roundId, problemId } = await db.solve.findFirstOrThrow();
  const requestedAt = new Date(Date.now() - 90_000);
  const waiting = await db.solve.create({
    data: { countyId, roundId, problemId, engine: 'highs', requestedAt },
  });
  expect(value(await page(), 'junheng_queue_oldest_seconds')).toBeGreaterThanOrEqual(90);
  await db.solve.delete({ where: { id: waiting.id } });
});

test('a goal that is not proven shows as the gap of its plan, and only for a day', async () => {
  const { db } = database;
  expect(value(await page(), 'junheng_plan_gap')).toBe(0);
  const plan = await db.plan.findFirstOrThrow();
  const goals = [{ name: 'gap', sense: 'minimise', unit: 'posts', value: 50, bound: 48 }];
  await db.plan.update({ where: { id: plan.id }, data: { goals, createdAt: new Date() } });
  expect(value(await page(), 'junheng_plan_gap')).toBeCloseTo(0.04);
  await db.plan.update({ where: { id: plan.id }, data: { createdAt: new Date(Date.now() - 90_000_000) } });
  expect(value(await page(), 'junheng_plan_gap')).toBe(0);
});

test('a database that does not answer is told as down, and the page comes all the same', async () => {
  const away = { query: () => Promise.reject(new Error('away')) };
  const text = await page(away as unknown as Database['pool']);
  expect(value(text, 'junheng_database_up')).toBe(0);
  expect(text).not.toContain('junheng_solves{');
});
