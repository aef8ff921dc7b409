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
