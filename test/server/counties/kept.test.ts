import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { recordDeed } from '../../../server/audit-event.ts';
import { createKept, type Kept, keepsNothing } from '../../../server/counties/kept.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, keepRegistry } from '../../support/registry.ts';

let database: Database;
let here: string;
let elsewhere: string;

beforeAll(async () => {
  database = await testDatabase();
  here = (await keepRegistry(database, asRegistered(randomCounty(1)))).countyId;
  const province = await database.db.county.findUniqueOrThrow({ where: { id: here } });
  const { provinceId } = province;
  elsewhere = (await database.db.county.create({ data: { code: 'else', name: 'Elsewhere', provinceId } })).id;
});
afterAll(() => database.close());

const deed = (countyId: string | null, entity: string) =>
  database.db.$transaction((tx) =>
    recordDeed(tx, { countyId, userId: null, action: 'test.done', entity, entityId: null, after: {} }),
  );

/** Tells how often it was reckoned. */
function counting(kept: Kept) {
  let times = 0;
  return (countyId = here, name = 'demand', parts: readonly (string | null)[] = ['2026-09-01']) =>
    kept.of(countyId, name, parts, async () => ({ times: ++times }));
}

test('what nothing was done to since is reckoned once', async () => {
  const ask = counting(createKept(database.pool));
  expect(await ask()).toEqual({ times: 1 });
  expect(await ask()).toEqual({ times: 1 });
});

test('a deed in the county has it reckoned anew; one elsewhere, or of no county, has not', async () => {
  const ask = counting(createKept(database.pool));
  await ask();
  await deed(elsewhere, 'Teacher');
  await deed(null, 'Session');
  expect(await ask()).toEqual({ times: 1 });
  await deed(here, 'Teacher');
  expect(await ask()).toEqual({ times: 2 });
});

test('a deed that changes no fact leaves it as it is, and hides no deed before it', async () => {
  const ask = counting(createKept(database.pool));
  await ask();
  await deed(here, 'PlanNote');
  expect(await ask()).toEqual({ times: 1 });
  await deed(here, 'Teacher');
  await deed(here, 'PlanNote');
  expect(await ask()).toEqual({ times: 2 });
});

test('a deed that is not committed counts for nobody yet, and for everybody once it is', async () => {
  const ask = counting(createKept(database.pool));
  await ask();
  await expect(
    database.db.$transaction(async (tx) => {
      await recordDeed(tx, {
        countyId: here,
        userId: null,
        action: 'test.done',
        entity: 'Teacher',
        entityId: null,
        after: {},
      });
      throw new Error('taken back');
    }),
  ).rejects.toThrow('taken back');
  expect(await ask()).toEqual({ times: 1 });
});

test('another county, another question and another day are other answers', async () => {
  const ask = counting(createKept(database.pool));
  await ask();
  expect(await ask(elsewhere)).toEqual({ times: 2 });
  expect(await ask(here, 'standing')).toEqual({ times: 3 });
  expect(await ask(here, 'demand', ['2026-09-02'])).toEqual({ times: 4 });
  expect(await ask(here, 'demand', [null])).toEqual({ times: 5 });
  expect(await ask()).toEqual({ times: 1 });
});

test('who asks meanwhile waits for the same answer; after a failure it is tried again', async () => {
  const stamped = vi.fn(async () => ({ rows: [{ id: 'newest' }] }));
  const kept = createKept({ query: stamped } as never);
  let times = 0;
  let release: (error: Error | null) => void = () => {};
  const slow = () =>
    kept.of(here, 'demand', [], () => {
      times += 1;
      return new Promise<object>((resolve, reject) => {
        release = (error) => (error ? reject(error) : resolve({}));
      });
    });
  const both = Promise.allSettled([slow(), slow()]);
  await expect.poll(() => stamped.mock.settledResults.length).toBe(2);
  expect(times).toBe(1);
  release(new Error('no database'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = slow();
  await expect.poll(() => times).toBe(2);
  release(null);
  expect(await again).toEqual({});
  expect(await slow()).toEqual({});
  expect(times).toBe(2);
});

test('of more than fits, what was asked for last stays; what never fits is told all the same', async () => {
  const kept = createKept(database.pool, 100);
  let times = 0;
  const ask = (name: string, length: number) =>
    kept.of(here, name, [], async () => {
      times += 1;
      return name.repeat(length);
    });
  await ask('a', 60);
  await ask('b', 60);
  await ask('b', 60);
  expect(times).toBe(2);
  await ask('a', 60);
  expect(times).toBe(3);
  expect(await ask('c', 200)).toHaveLength(200);
  await ask('c', 200);
  expect(times).toBe(5);
});

test('who keeps nothing reckons every time', async () => {
  const ask = counting(keepsNothing);
  await ask();
  expect(await ask()).toEqual({ times: 2 });
});
