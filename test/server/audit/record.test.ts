import { createHash, randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { backup, restore } from '../../../prisma/backup.ts';
import type { Database } from '../../../prisma/client.ts';
import { NoSuchRole, serveAs } from '../../../prisma/serve-as.ts';
import { transaction } from '../../../prisma/transaction.ts';
import { type Anchor, verifyRecord } from '../../../server/audit/verify.ts';
import { type Deed, recordDeed, recordDeedOn } from '../../../server/audit-event.ts';
import { startQueue } from '../../../server/jobs/queue.ts';
import { createLog } from '../../../server/log.ts';
import { testDatabase } from '../../support/database.ts';

let database: Database;
let copy: Database;
beforeAll(async () => {
  [database, copy] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(async () => {
  await database.close();
  await copy.close();
});

const deed = (more: Partial<Deed> = {}): Deed => ({
  countyId: null,
  userId: null,
  action: 'test.do',
  entity: 'Test',
  entityId: null,
  ...more,
});
const record = (more: Partial<Deed> = {}) => database.db.$transaction((tx) => recordDeed(tx, deed(more)));
const verified = (expected?: Anchor) => verifyRecord(database.pool, expected);
const head = async (): Promise<Anchor> => (await verified()).head ?? { position: '', hash: '' };

/** As who owns the table and means ill: the trigger set aside. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  await transaction(database.pool, async (client) => {
    await client.query('ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL');
    await client.query(sql, values);
    await client.query('ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "AuditEvent_is_only_added_to"');
  });
}
const emptied = () => tamper('DELETE FROM "AuditEvent"');

describe('the record is only added to', () => {
  beforeAll(() => record());

  test.each([
    ['UPDATE', `UPDATE "AuditEvent" SET reason = 'another'`],
    ['UPDATE', `UPDATE "AuditEvent" SET reason = 'another' WHERE false`],
    ['DELETE', 'DELETE FROM "AuditEvent"'],
    ['DELETE', 'DELETE FROM "AuditEvent" WHERE false'],
    ['TRUNCATE', 'TRUNCATE "AuditEvent"'],
    ['TRUNCATE', 'TRUNCATE "County" CASCADE'],
    [
      'UPDATE',
      `INSERT INTO "AuditEvent" (id, action, entity) SELECT id, action, entity FROM "AuditEvent" ON CONFLICT (id) DO UPDATE SET action = 'another'`,
    ],
  ])('%s: %s', async (act, sql) => {
    const before = await database.db.auditEvent.findMany();
    await expect(database.pool.query(sql)).rejects.toMatchObject({
      code: '42501',
      message: `The record of deeds is only added to: ${act} is refused.`,
    });
    await expect(database.db.auditEvent.updateMany({ data: { reason: 'x' } })).rejects.toThrow();
    await expect(database.db.auditEvent.deleteMany()).rejects.toThrow();
    expect(await database.db.auditEvent.findMany()).toEqual(before);
  });

  test('not even as a replica', async () => {
    await expect(
      transaction(database.pool, async (client) => {
        await client.query('SET LOCAL session_replication_role = replica');
        await client.query('DELETE FROM "AuditEvent"');
      }),
    ).rejects.toThrow('only added to');
  });

  test('a county of which something is recorded stays', async () => {
    const province = await database.db.province.create({ data: { code: 'p', name: 'p' } });
    const county = await database.db.county.create({
      data: { code: 'c', name: 'c', provinceId: province.id },
    });
    await record({ countyId: county.id });
    await expect(database.pool.query('DELETE FROM "County" WHERE id = $1', [county.id])).rejects.toThrow();
  });
});

test('an account that serves adds to the record and cannot change it, trigger or no trigger', async () => {
  const queue = await startQueue(database.pool, createLog('silent'));
  const server = `server_${randomUUID().replaceAll('-', '')}`;
  await expect(serveAs(database.pool, server)).rejects.toThrow(NoSuchRole);
  await serveAs(database.pool, server, "it's a secret");
  try {
    await serveAs(database.pool, server);
    await record();
    const asServer = <T>(work: (client: PoolClient) => Promise<T>) =>
      transaction(database.pool, async (client) => {
        await client.query(`SET LOCAL ROLE ${server}`);
        return work(client);
      });
    await asServer(async (client) => {
      await recordDeedOn(client, deed());
      await client.query('DELETE FROM "Session"');
      await client.query('UPDATE pgboss.job SET priority = 0');
      await client.query('SELECT migration_name FROM _prisma_migrations');
    });
    for (const sql of [
      'UPDATE "AuditEvent" SET reason = NULL',
      'DELETE FROM "AuditEvent"',
      'TRUNCATE "AuditEvent"',
      'ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL',
      'DROP TRIGGER "AuditEvent_is_only_added_to" ON "AuditEvent"',
      'CREATE OR REPLACE FUNCTION "AuditEvent_is_only_added_to"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      'DELETE FROM _prisma_migrations',
    ])
      await expect(
        asServer((client) => client.query(sql)),
        sql,
      ).rejects.toMatchObject({
        code: '42501',
        message: expect.stringMatching(/^(permission denied|must be owner)/),
      });
  } finally {
    await queue.stop(1);
    await database.pool.query(`DROP OWNED BY ${server}; DROP ROLE ${server}`);
  }
});

describe('what is kept', () => {
  test('is read back from the database with the hash it was given', async () => {
    await record({
      before: {
        z: 1,
        a: [1e21, 1.1, -0, 5e-324, 123456789012345680000],
        é: 'ü\u2028"\\',
        long: { b: 1, aa: null },
      },
      after: { nothing: {}, list: [], half: 'x\ud800y', deep: [[{ '10': 1, '9': 2 }]] },
      reason: 'half \udc00 a character, 喆𬱖, "quoted"',
    });
    await transaction(database.pool, (client) => recordDeedOn(client, deed({ after: { in: 'plain SQL' } })));
    expect(await verified()).toMatchObject({ fault: null });
  });

  test('goes through a backup and stays whole', async () => {
    const file = new PassThrough();
    const chunks: Buffer[] = [];
    file.on('data', (chunk: Buffer) => chunks.push(chunk));
    await backup(database.pool, file);
    await restore(copy.pool, async () => Readable.from([Buffer.concat(chunks)]), {
      replace: false,
      finish: (client) => recordDeedOn(client, deed({ action: 'database.restore' })),
    });
    expect(await verifyRecord(copy.pool, await head())).toMatchObject({ fault: null });
    expect(await copy.db.auditEvent.count()).toBe((await database.db.auditEvent.count()) + 1);
    await expect(copy.pool.query('DELETE FROM "AuditEvent"')).rejects.toThrow('only added to');
  });

  test('of an identity number, a telephone, an address, health and family is that it changed', async () => {
    await record({
      before: {
        identityNumber: '110101199003070011',
        phone: null,
        title: 'first',
        note: 'cancer',
        homePlace: 'A',
      },
      after: {
        identityNumber: '110101199003070038',
        phone: '13912345678',
        title: 'senior',
        note: 'cancer',
        homePlace: 'A',
      },
      reason: 'He is 11010119900307003X, of li@example.org, 139 1234 5678.',
    });
    const last = await database.db.auditEvent.findFirstOrThrow({ orderBy: { position: 'desc' } });
    expect(last.before).toEqual({ identityNumber: '•••', phone: null, title: 'first' });
    expect(last.after).toEqual({ identityNumber: '•••', phone: '•••', title: 'senior' });
    expect(last.reason).toBe('He is •••, of •••, •••.');
  });

  test('ids, hashes and numbers of other kinds are kept as they are', async () => {
    const after = {
      id: '13912345-6789-4123-9567-139123456789',
      sha256: '13912345678'.repeat(5).slice(0, 51) + createHash('md5').digest('hex').slice(0, 13),
      code: '420525',
      year: 2026,
    };
    await record({ after });
    const last = await database.db.auditEvent.findFirstOrThrow({ orderBy: { position: 'desc' } });
    expect(last.after).toEqual(after);
  });
});

describe('verifying', () => {
  let places: string[];
  const at = (index: number): string => places[index] ?? '';
  beforeEach(async () => {
    await emptied();
    for (let index = 0; index < 6; index++)
      await record({ after: { index, figure: 1 }, reason: `reason ${index}` });
    const rows = await database.db.auditEvent.findMany({ orderBy: { position: 'asc' } });
    places = rows.map(({ position }) => String(position));
  });
  afterEach(emptied);

  test('an empty record is intact, and without an end', async () => {
    await emptied();
    expect(await verified()).toEqual({ entries: 0, head: null, fault: null });
    expect(await verified({ position: '1', hash: `2-${'0'.repeat(64)}` })).toMatchObject({
      fault: { code: 'cut-off', position: null },
    });
  });

  test('tells where the record ends', async () => {
    expect(await verified()).toEqual({
      entries: 6,
      head: { position: at(5), hash: expect.stringMatching(/^2-[0-9a-f]{64}$/) },
      fault: null,
    });
  });

  test.each([
    'id = gen_random_uuid()',
    `at = at + interval '1 millisecond'`,
    '"userId" = gen_random_uuid()',
    `action = 'test.other'`,
    `entity = 'Other'`,
    '"entityId" = gen_random_uuid()',
    `before = '{}'`,
    `after = jsonb_set(after, '{index}', '7')`,
    // The same number to JavaScript, and not the same to the database.
    `after = jsonb_set(after, '{figure}', '1.0')`,
    `after = jsonb_set(after, '{figure}', '1.00000000000000000001')`,
    'after = NULL',
    `reason = reason || ' '`,
    'reason = NULL',
    'previous = NULL',
    'position = position + 1000',
    `hash = '2-${'0'.repeat(64)}'`,
  ])('an entry edited: %s', async (change) => {
    await tamper(`UPDATE "AuditEvent" SET ${change} WHERE position = $1`, [at(2)]);
    const { fault } = await verified();
    expect(fault).not.toBeNull();
    // One that is put elsewhere is missed where it was.
    if (change.startsWith('position')) expect(fault).toMatchObject({ position: at(3) });
    else expect(fault).toMatchObject({ code: 'edited', position: at(2) });
  });

  test('an entry removed, from the midst and from the front', async () => {
    await tamper('DELETE FROM "AuditEvent" WHERE position = $1', [at(2)]);
    expect(await verified()).toMatchObject({ entries: 2, fault: { code: 'removed', position: at(3) } });
    await tamper('DELETE FROM "AuditEvent" WHERE position <= $1', [at(3)]);
    expect(await verified()).toMatchObject({ entries: 0, fault: { code: 'removed', position: at(4) } });
  });

  test('two entries that changed places', async () => {
    await tamper(
      `UPDATE "AuditEvent" SET position = CASE position WHEN $1 THEN -1 ELSE -2 END WHERE position IN ($1, $2)`,
      [at(2), at(3)],
    );
    await tamper(
      'UPDATE "AuditEvent" SET position = CASE position WHEN -1 THEN $2::bigint ELSE $1::bigint END WHERE position < 0',
      [at(2), at(3)],
    );
    expect(await verified()).toMatchObject({ fault: { code: 'edited', position: at(2) } });
  });

  test('an entry put in without a hash, and one put in with a hash of its own', async () => {
    await tamper('UPDATE "AuditEvent" SET position = position + 1000 WHERE position > $1', [at(2)]);
    await tamper(
      `INSERT INTO "AuditEvent" (id, position, action, entity) VALUES (gen_random_uuid(), $1, 'x', 'x')`,
      [String(BigInt(at(2)) + 1n)],
    );
    expect(await verified()).toMatchObject({
      fault: { code: 'unsealed', position: String(BigInt(at(2)) + 1n) },
    });
  });

  test('an entry forged behind an older one breaks the chain there', async () => {
    const [fifth] = await database.db.auditEvent.findMany({ where: { position: BigInt(at(4)) } });
    await tamper('DELETE FROM "AuditEvent" WHERE position > $1', [at(3)]);
    await record({ after: { forged: true } });
    const forged = await database.db.auditEvent.findFirstOrThrow({ orderBy: { position: 'desc' } });
    await tamper(
      `INSERT INTO "AuditEvent" (id, position, at, action, entity, after, reason, previous, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        fifth?.id,
        forged.position + 1n,
        fifth?.at,
        fifth?.action,
        fifth?.entity,
        fifth?.after,
        fifth?.reason,
        fifth?.previous,
        fifth?.hash,
      ],
    );
    expect(await verified()).toMatchObject({ fault: { position: String(forged.position + 1n) } });
  });

  test('a tail cut off shows by the anchor alone', async () => {
    const anchor = await head();
    await tamper('DELETE FROM "AuditEvent" WHERE position >= $1', [at(4)]);
    expect(await verified()).toMatchObject({ entries: 4, fault: null });
    expect(await verified(anchor)).toMatchObject({ fault: { code: 'cut-off', position: at(3) } });
  });

  test('a record written anew and sealed anew shows by the anchor alone', async () => {
    const anchor = await head();
    await emptied();
    await database.pool.query(
      `SELECT setval(pg_get_serial_sequence('"AuditEvent"', 'position'), $1, false)`,
      [at(0)],
    );
    for (let index = 0; index < 6; index++) await record({ after: { index, figure: 2 } });
    expect(await verified()).toMatchObject({ entries: 6, fault: null });
    expect(await verified(anchor)).toMatchObject({ fault: { code: 'rewritten', position: anchor.position } });
  });

  test('entries after the anchor are looked at as well', async () => {
    const anchor = await head();
    await record();
    expect(await verified(anchor)).toMatchObject({ entries: 7, fault: null });
    await tamper('UPDATE "AuditEvent" SET reason = $1 WHERE position > $2', ['later', at(5)]);
    expect(await verified(anchor)).toMatchObject({ fault: { code: 'edited' } });
  });

  test('entries of the first form, sealed by less, stay verifiable; none follows one of the second', async () => {
    await emptied();
    const [first, second] = [await ofFirstForm(null, { b: 1, a: { d: 1.5, c: null } }), undefined];
    expect(second).toBeUndefined();
    const next = await ofFirstForm(first, null);
    await record();
    expect(await verified()).toMatchObject({ entries: 3, fault: null });
    await tamper(`UPDATE "AuditEvent" SET reason = 'other' WHERE hash = $1`, [next]);
    expect(await verified()).toMatchObject({ entries: 1, fault: { code: 'edited' } });
    await tamper(`UPDATE "AuditEvent" SET reason = 'as before' WHERE hash = $1`, [next]);
    await ofFirstForm((await head()).hash, null);
    expect(await verified()).toMatchObject({ entries: 3, fault: { code: 'edited' } });
  });

  test('many entries, over several portions', async () => {
    await transaction(database.pool, async (client) => {
      for (let index = 0; index < 2_100; index++) await recordDeedOn(client, deed({ after: { index } }));
    });
    expect(await verified()).toMatchObject({ entries: 2_106, fault: null });
    await tamper(`UPDATE "AuditEvent" SET after = '{"index": 0}' WHERE after = '{"index": 1500}'`);
    expect(await verified()).toMatchObject({ entries: 1_506, fault: { code: 'edited' } });
  }, 60_000);
});

/** An entry as versions before form 2 sealed it; answers its hash. */
async function ofFirstForm(previous: string | null, after: object | null): Promise<string> {
  const at = new Date('2026-05-06T07:08:09.120Z');
  const text = {
    action: 'old.do',
    ...(after !== null && { after: JSON.parse(JSON.stringify(after, sortedKeys)) }),
    at: at.toISOString(),
    countyId: null,
    entity: 'Old',
    entityId: null,
    previous,
    reason: 'as before',
    userId: null,
  };
  const hash = createHash('sha256').update(JSON.stringify(text)).digest('hex');
  await database.pool.query(
    `INSERT INTO "AuditEvent" (id, at, action, entity, after, reason, previous, hash)
     VALUES (gen_random_uuid(), $1, 'old.do', 'Old', $2, 'as before', $3, $4)`,
    [at, after, previous, hash],
  );
  return hash;
}

const sortedKeys = (_key: string, part: unknown) =>
  typeof part === 'object' && part !== null
    ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
    : part;
