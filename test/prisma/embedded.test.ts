import pg from 'pg';
import { expect, test } from 'vitest';
import { openEmbedded } from '../../prisma/embedded.ts';

test('a database that has stopped refuses at once, and lets nobody wait', async () => {
  const embedded = await openEmbedded('memory://');
  const pool = new pg.Pool({ max: 1, stream: () => embedded.connection() });
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  const lost = new Promise((resolve) => pool.once('error', resolve));
  await embedded.close();
  expect(await lost).toMatchObject({ message: 'The embedded database has stopped.' });
  await expect(pool.query('SELECT 1')).rejects.toThrow('The embedded database has stopped.');
  await pool.end();
});

test('a connection that a failing statement ends leaves nothing to the next: no transaction, no prepared statement, no setting', async () => {
  const embedded = await openEmbedded('memory://');
  const pool = new pg.Pool({ max: 1, stream: () => embedded.connection() });
  const prepared = { name: 'one', text: 'SELECT $1::int AS one', values: [1] };
  await pool.query(prepared);
  await pool.query("SET application_name TO 'before'");
  await pool.query('CREATE TABLE "Kept" (id int)');
  await expect(pool.query('BEGIN; INSERT INTO "Kept" VALUES (1); SELECT 1 / 0')).rejects.toThrow('division');
  expect((await pool.query(prepared)).rows).toEqual([{ one: 1 }]);
  expect((await pool.query('SHOW application_name')).rows).not.toEqual([{ application_name: 'before' }]);
  expect((await pool.query('SELECT count(*)::int AS kept FROM "Kept"')).rows).toEqual([{ kept: 0 }]);
  await pool.end();
  await embedded.close();
});
