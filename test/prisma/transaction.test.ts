import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { transaction } from '../../prisma/transaction.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const insert = (code: string) => ({
  text: 'INSERT INTO "Province" (id, code, name) VALUES (gen_random_uuid(), $1, $1)',
  values: [code],
});
const codes = async () =>
  (await database.db.province.findMany({ orderBy: { code: 'asc' } })).map((p) => p.code);

test('what is done within stands once it ends, and its value is handed on', async () => {
  const value = await transaction(database.pool, async (client) => {
    await client.query(insert('kept'));
    return 7;
  });
  expect(value).toBe(7);
  expect(await codes()).toContain('kept');
});

test('what is thrown within is thrown on, and nothing of it stands', async () => {
  const failing = transaction(database.pool, async (client) => {
    await client.query(insert('half'));
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  const refused = transaction(database.pool, async (client) => {
    await client.query(insert('half'));
    await client.query(insert('half'));
  });
  await expect(refused).rejects.toMatchObject({ code: '23505' });
  expect(await codes()).not.toContain('half');
});

test('several at the same time all arrive', async () => {
  const wanted = Array.from({ length: 12 }, (_, at) => `together ${at}`);
  await Promise.all(wanted.map((code) => transaction(database.pool, (client) => client.query(insert(code)))));
  expect(await codes()).toEqual(expect.arrayContaining(wanted));
});

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 200));

// Only a server across a socket has connections to lose.
const server = process.env['TEST_DATABASE_URL'];
if (server !== undefined) {
  /** As a restart of the server does. */
  const endConnections = async ({ pool }: Database): Promise<void> => {
    const { rows } = await pool.query<{ name: string }>('SELECT current_database() AS name');
    const other = new pg.Client({ connectionString: server });
    await other.connect();
    const sql = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';
    expect((await other.query(sql, [rows[0]?.name])).rowCount).toBeGreaterThan(0);
    await other.end();
    await aMoment();
  };

  test('idle connections a server ends are replaced, and the process lives', async () => {
    // Prisma, once asked, hears of lost connections itself.
    const unasked = await testDatabase();
    await endConnections(unasked);
    expect(await unasked.db.province.count()).toBe(0);
    await unasked.close();
  });

  test('a connection lost amid a transaction fails it whole, and the next one is served', async () => {
    const cut = transaction(database.pool, async (client) => {
      await client.query(insert('cut'));
      await endConnections(database);
      await client.query(insert('after'));
    });
    await expect(cut).rejects.toThrow();
    await transaction(database.pool, (client) => client.query(insert('next')));
    expect(await codes()).toContain('next');
    expect(await codes()).not.toContain('cut');
    expect(await codes()).not.toContain('after');
  });
}
