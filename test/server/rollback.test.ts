import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { restore } from '../../prisma/backup.ts';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { MigrationMismatch, migrate } from '../../prisma/migrate.ts';
import { verifyRecord } from '../../server/audit/verify.ts';
import { recordDeed } from '../../server/audit-event.ts';
import { startQueue } from '../../server/jobs/queue.ts';
import { createLog } from '../../server/log.ts';
import { everything } from '../support/everything.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, keepRegistry } from '../support/registry.ts';
import { runScript } from '../support/run-script.ts';

const postgresql = process.env['TEST_DATABASE_URL'];

/** Tables, columns, types, functions and a queue that this version does not know, and what was entered in them. */
const newer = `
  CREATE TYPE "Newer" AS ENUM ('one');
  CREATE DOMAIN newer_text AS text;
  CREATE FUNCTION newer_function() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
  CREATE TABLE "NewerTable" (id serial PRIMARY KEY, of "Newer" NOT NULL, said newer_text, "teacherId" uuid REFERENCES "Teacher");
  CREATE TRIGGER newer_trigger BEFORE INSERT ON "NewerTable" FOR EACH ROW EXECUTE FUNCTION newer_function();
  CREATE VIEW newer_view AS SELECT name FROM "Teacher";
  ALTER TABLE "School" ADD COLUMN newer text;
  ALTER TYPE "AssessmentState" RENAME VALUE 'returned' TO 'newer';
  UPDATE "School" SET newer = 'entered since';
  INSERT INTO "NewerTable" (of, "teacherId") SELECT 'one', id FROM "Teacher" LIMIT 1;
  UPDATE pgboss.version SET version = version + 1;
  INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('newer', 'newer', '20991231000000_newer', now());`;

// Each step is a program of its own, on a machine that may have others to do.
vi.setConfig({ testTimeout: 240_000 });

describe.each(postgresql === undefined ? (['pglite'] as const) : (['pglite', 'postgresql'] as const))(
  'the way forward and back, on %s',
  (kind) => {
    let folder: string;
    let file: string;
    let place: { readonly settings: Record<string, string>; readonly at: Parameters<typeof openDatabase>[0] };
    let remove = async () => {};
    let before: Awaited<ReturnType<typeof everything>>;
    let shapeBefore: readonly unknown[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'junheng-rollback-'));
      file = join(folder, 'before.gz');
      if (postgresql === undefined || kind === 'pglite') {
        const dataDir = join(folder, 'data');
        place = { settings: { DATA_DIR: dataDir }, at: { dataDir } };
      } else ({ place, remove } = await ownDatabase(postgresql));
      before = await within(async (database) => {
        await migrate(database.pool);
        await keepRegistry(database, asRegistered(randomCounty(7)));
        await database.db.$transaction((tx) =>
          recordDeed(tx, { countyId: null, userId: null, action: 'test.do', entity: 'Test', entityId: null }),
        );
        await makeQueue(database);
        shapeBefore = await shape(database);
        return everything(database);
      });
    });
    afterAll(async () => {
      await remove();
      await rm(folder, { recursive: true });
    });

    async function within<T>(work: (database: Database) => Promise<T>): Promise<T> {
      const database = await openDatabase(place.at);
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    }
    const cli = (...words: string[]) => runScript('server/backup-cli.ts', words, place.settings);

    test('a backup is made before the upgrade', async () => {
      expect(await cli('backup', file)).toMatchObject({ code: 0, said: '' });
    });

    test('the newer database is refused by this version, which says the way back', async () => {
      await within(async ({ pool }) => {
        await pool.query(newer);
        await expect(migrate(pool)).rejects.toThrow(MigrationMismatch);
        await expect(migrate(pool)).rejects.toThrow('npm run restore -- FILE --replace');
      });
    });

    test('its backup is made all the same, of its own version, and changes nothing', async () => {
      const after = join(folder, 'after.gz');
      const database = await within(everything);
      expect(await cli('backup', after)).toMatchObject({
        code: 0,
        out: expect.stringContaining('of a newer version than this one, and was left so'),
      });
      expect(await cli('restore', after, '--replace')).toMatchObject({
        code: 1,
        said: expect.stringContaining('made by a newer version (20991231000000_newer)'),
      });
      expect(await within(everything)).toEqual(database);
    });

    test('a backup that is cut short, or not told to replace, drops nothing', async () => {
      const short = join(folder, 'short.gz');
      await writeFile(short, await readFile(file));
      await truncate(short, (await readFile(file)).length - 9);
      const database = await within(everything);
      expect(await cli('restore', short, '--replace')).toMatchObject({
        code: 1,
        said: expect.stringContaining('damaged'),
      });
      expect(await cli('restore', file)).toMatchObject({
        code: 1,
        said: expect.stringContaining('not empty'),
      });
      expect(await within(everything)).toEqual(database);
    });

    test('a restore that fails at its last step, or was cut off, leaves all as it was', async () => {
      const read = async () => createReadStream(file);
      const fails = async () => Promise.reject(new Error('the last step'));
      await within(async (database) => {
        const { pool } = database;
        const there = [await everything(database), await shape(database)];
        await expect(restore(pool, read, { replace: true, finish: fails })).rejects.toThrow('the last step');
        expect([await everything(database), await shape(database)]).toEqual(there);
        await pool.query('CREATE SCHEMA junheng_restoring CREATE TABLE "County" (half int)');
      });
    });

    test('restored, it is the database of before, with the deed of the restore, and this version goes on', async () => {
      expect(await cli('restore', file, '--replace')).toMatchObject({
        said: '',
        code: 0,
        out: expect.stringContaining('made anew'),
      });
      await within(async (database) => {
        const { AuditEvent: deeds = [], ...rest } = await everything(database);
        const { AuditEvent: deedsBefore = [], ...restBefore } = before;
        expect(rest).toEqual(restBefore);
        expect(deeds).toHaveLength(deedsBefore.length + 1);
        expect(deeds).toEqual(expect.arrayContaining(deedsBefore));
        expect(await verifyRecord(database.pool, null)).toMatchObject({ fault: null });
        expect(await migrate(database.pool)).toEqual([]);
        expect(await strangers(database)).toEqual([]);
        expect(await shape(database)).toEqual(shapeBefore);
        await makeQueue(database);
      });
    });

    test('an older database is backed up as it is, and not brought up to date by that', async () => {
      const last = await within(async ({ pool }) => {
        const { rows } = await pool.query<{ name: string }>(
          'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations) RETURNING migration_name AS name',
        );
        return rows[0]?.name ?? '';
      });
      const old = join(folder, 'old.gz');
      expect(await cli('backup', old)).toMatchObject({
        code: 0,
        out: expect.stringContaining('of an older version than this one, and was left so'),
      });
      await within(async ({ pool }) => {
        const { rows } = await pool.query('SELECT FROM _prisma_migrations WHERE migration_name = $1', [last]);
        expect(rows).toEqual([]);
      });
      expect(await cli('restore', old, '--replace')).toMatchObject({
        code: 1,
        said: expect.stringContaining('made by an older version'),
      });
      expect(await cli('restore', file, '--replace')).toMatchObject({ code: 0 });
    });
  },
);

async function makeQueue({ pool }: Database): Promise<void> {
  const queue = await startQueue(pool, createLog('silent'));
  await queue.stop(1);
}

/** Every column, constraint, index, trigger, function and value of an enum; and every schema. */
async function shape({ pool }: Database): Promise<readonly unknown[]> {
  const { rows } = await pool.query(
    `SELECT c.relname, c.relkind, a.attname, format_type(a.atttypid, a.atttypmod) AS is, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS usual
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace
     UNION ALL SELECT conrelid::regclass::text, contype, conname, pg_get_constraintdef(oid), convalidated, NULL FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT tablename, 'i', indexname, indexdef, true, NULL FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT tgrelid::regclass::text, tgenabled, tgname, pg_get_triggerdef(oid), true, NULL FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text NOT LIKE 'pgboss%'
     UNION ALL SELECT proname, 'f', '', pg_get_functiondef(oid), true, NULL FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION ALL SELECT enumtypid::regtype::text, 'e', enumlabel, '', true, NULL FROM pg_enum WHERE enumtypid::regtype::text NOT LIKE 'pgboss%'
     UNION ALL SELECT nspname, 's', '', '', true, NULL FROM pg_namespace WHERE nspname !~ '^pg|information_schema'
     ORDER BY 1, 2, 3, 4`,
  );
  return rows;
}

/** What the newer version made, and should be gone. */
async function strangers({ pool }: Database): Promise<unknown[]> {
  const { rows } = await pool.query(
    `SELECT relname FROM pg_class WHERE relname ILIKE '%newer%' UNION ALL SELECT typname FROM pg_type WHERE typname ILIKE '%newer%'
     UNION ALL SELECT proname FROM pg_proc WHERE proname ILIKE '%newer%' UNION ALL SELECT attname FROM pg_attribute WHERE attname = 'newer'`,
  );
  return rows;
}

/** A database whose owner is no administrator of the PostgreSQL server. */
async function ownDatabase(server: string) {
  const name = `junheng_test_${randomUUID().replaceAll('-', '')}`;
  const administrate = async (...statements: readonly string[]) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await administrate(
    `CREATE ROLE ${name} LOGIN PASSWORD 'a-password'`,
    `CREATE DATABASE ${name} OWNER ${name}`,
  );
  const url = new URL(server);
  url.pathname = name;
  // What the administrator has beside the tables is not the owner's to drop.
  const administrator = new pg.Client({ connectionString: url.href });
  await administrator.connect();
  await administrator.query('CREATE VIEW administrators_own AS SELECT 1');
  await administrator.end();
  url.username = name;
  url.password = 'a-password';
  return {
    place: { settings: { DATABASE_URL: url.href }, at: { url: url.href } },
    remove: () => administrate(`DROP DATABASE ${name} WITH (FORCE)`, `DROP ROLE ${name}`),
  };
}
