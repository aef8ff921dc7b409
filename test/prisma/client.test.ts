import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { databaseTrouble } from '../../server/database-trouble.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('a failed statement leaves the database usable, and the transaction undone', async () => {
  const { db } = database;
  await db.province.create({ data: { code: '42', name: '湖北省' } });
  await expect(db.province.create({ data: { code: '42', name: 'twice' } })).rejects.toMatchObject({
    code: 'P2002',
  });
  await expect(
    db.$transaction(async (tx) => {
      await tx.province.update({ where: { code: '42' }, data: { name: 'half' } });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await db.province.findMany()).toMatchObject([{ code: '42', name: '湖北省' }]);
});

test('transactions asked for at the same time run one after the other and all arrive', async () => {
  const { db } = database;
  await db.province.upsert({ where: { code: '0' }, create: { code: '0', name: '0' }, update: { name: '0' } });
  await Promise.all(
    Array.from({ length: 10 }, () =>
      db.$transaction(async (tx) => {
        const [row] = await tx.$queryRaw<
          { name: string }[]
        >`SELECT name FROM "Province" WHERE code = '0' FOR UPDATE`;
        await tx.province.update({ where: { code: '0' }, data: { name: String(Number(row?.name) + 1) } });
      }),
    ),
  );
  expect(await db.province.findUnique({ where: { code: '0' } })).toMatchObject({ name: '10' });
});

test('a day of service is the same day in every time zone', async () => {
  const { db, pool } = database;
  const before = process.env['TZ'];
  const province = await db.province.create({ data: { code: 'tz', name: 'tz' } });
  const county = await db.county.create({ data: { code: 'tz', name: 'tz', provinceId: province.id } });
  try {
    for (const zone of ['America/Los_Angeles', 'Asia/Shanghai', 'Pacific/Kiritimati']) {
      process.env['TZ'] = zone;
      const made = await db.policy.create({
        data: { countyId: county.id, version: zone, effectiveFrom: new Date('2026-03-01'), body: {} },
      });
      const { rows } = await pool.query('SELECT "effectiveFrom"::text AS day FROM "Policy" WHERE id = $1', [
        made.id,
      ]);
      expect(rows).toEqual([{ day: '2026-03-01' }]);
      const read = await db.policy.findUniqueOrThrow({ where: { id: made.id } });
      expect(read.effectiveFrom.toISOString()).toBe('2026-03-01T00:00:00.000Z');
    }
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});

test('a server that accepts and says nothing is told of after half a minute, as a database in trouble', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as AddressInfo;
  const { pool, close } = await openDatabase({ url: `postgresql://nobody@127.0.0.1:${port}/none` });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const connected = once(silent, 'connection');
    const asked = pool.query('SELECT 1').catch(databaseTrouble);
    const [socket] = await connected;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await asked).toMatchObject({ code: 'UNAVAILABLE' });
    socket.destroy();
  } finally {
    vi.useRealTimers();
  }
  await close();
  silent.close();
});
