import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startQueue } from '../../../server/jobs/queue.ts';
import { testDatabase } from '../../support/database.ts';
import { watchedLog } from '../../support/watched-log.ts';

test('a queue that was stopped asks its database nothing more, whatever is still in hand', async () => {
  const database = await testDatabase();
  let asked = 0;
  const { pool } = database;
  const watched = new Proxy(pool, {
    get(target, property) {
      if (property === 'query') asked += 1;
      return Reflect.get(target, property);
    },
  });
  const queue = await startQueue(watched, watchedLog());
  let release = () => {};
  let begun = false;
  await queue.work(() => {
    begun = true;
    return new Promise((resolve) => {
      release = resolve;
    });
  });
  await queue.add(randomUUID());
  await expect.poll(() => begun, { timeout: 10_000 }).toBe(true);
  await queue.stop(1);
  const before = asked;
  release();
  await pause(500);
  expect(asked).toBe(before);
  await database.close();
});

test('servers and workers that start at once on a new database all start', async () => {
  // An embedded database has one process: there is nothing to meet.
  const [databases, processes] = process.env['TEST_DATABASE_URL'] === undefined ? [1, 2] : [6, 8];
  for (let made = 0; made < databases; made += 1) {
    const database = await testDatabase();
    const queues = await Promise.all(
      Array.from({ length: processes }, () => startQueue(database.pool, watchedLog())),
    );
    await Promise.all(queues.map((queue) => queue.stop(1)));
    await database.close();
  }
});
