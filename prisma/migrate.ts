import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool, PoolClient } from 'pg';
import { transaction } from './transaction.ts';

/** A migration that ran here was edited since, or the database is ahead of this code. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Prisma's own table, so that `prisma migrate deploy` and `status` agree with what stands here. */
const table = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** Where a restore makes its tables; who has the right to make the queue's schema may make this one. */
const aside = 'junheng_restoring';

/** Of the whole house: servers that start together migrate one after the other. */
const advisoryLock = 0x6a756e68;

/** Applies what is missing, in order, each whole or not at all; answers the names applied. Throws `MigrationMismatch`. */
export async function migrate(pool: Pool): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    const { unknown, changed, missing } = await standingOf(client);
    if (unknown.length > 0)
      throw new MigrationMismatch(
        `The database has migrations this version does not know (${unknown.join(', ')}): it was opened by a newer version. Upgrade, or go back to a backup made before: npm run restore -- FILE --replace.`,
      );
    if (changed[0] !== undefined)
      throw new MigrationMismatch(`Migration ${changed[0]} was changed after it had been applied here.`);
    const applied: string[] = [];
    for (const migration of missing) {
      await client.query('BEGIN');
      try {
        await apply(client, migration);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [advisoryLock]).catch(() => undefined);
    client.release();
  }
}

/** How a database stands to the migrations of this version. */
export interface Standing {
  /** Whether tables of the house are there, of whatever version. */
  readonly ours: boolean;
  /** Names applied that this version does not know: the database is ahead. */
  readonly unknown: readonly string[];
  /** Names applied in another wording than this version's. */
  readonly changed: readonly string[];
  /** Not applied yet, in their order: the database is behind. */
  readonly missing: readonly Migration[];
}

/** Changes nothing: an account that may make no tables may find that none is missing. */
export async function standingOf(client: Pick<PoolClient, 'query'>): Promise<Standing> {
  const { rows: made } = await client.query<{ made: boolean }>(
    `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`,
  );
  const { rows } =
    made[0]?.made === true
      ? await client.query<{ migration_name: string; checksum: string }>(
          'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name',
        )
      : { rows: [] };
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const known = await migrations();
  const names = new Set(known.map(({ name }) => name));
  return {
    ours: applied.has(known[0]?.name ?? ''),
    unknown: [...applied.keys()].filter((name) => !names.has(name)),
    changed: known
      .filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum)
      .map(({ name }) => name),
    missing: known.filter(({ name }) => !applied.has(name)),
  };
}

/**
 * Makes this version's tables, empty, in a schema beside those that are there, for `putInPlace`. Each migration has a transaction of
 * its own, as a value added to an enum is good for nothing before the end of its own. What a restore that was cut off left goes.
 */
export async function makeAside(pool: Pool): Promise<void> {
  await dropAside(pool);
  await pool.query(`CREATE SCHEMA ${aside}`);
  for (const migration of await migrations())
    await transaction(pool, async (client) => {
      await workAside(client);
      await apply(client, migration);
    });
}

export const dropAside = (pool: Pool): Promise<unknown> =>
  pool.query(`DROP SCHEMA IF EXISTS ${aside} CASCADE`);

/** Tables without a schema's name are those aside, until the transaction ends or they are put in their place. */
export const workAside = (client: PoolClient): Promise<unknown> =>
  client.query(`SET LOCAL search_path TO ${aside}`);

/**
 * Drops the tables of the house, of whatever version, with all that their owner has beside them, the queue's too (the next start
 * makes that one anew), and puts those made aside in their place. Asks for the account that owns them.
 */
export async function putInPlace(client: PoolClient): Promise<void> {
  const now = await standingBeside(client, 'public');
  const made = await standingBeside(client, aside);
  for (const one of now) await client.query(`DROP ${one} CASCADE`);
  await client.query('DROP SCHEMA IF EXISTS pgboss CASCADE');
  for (const one of made) await client.query(`ALTER ${one.replace(' IF EXISTS', '')} SET SCHEMA public`);
  await client.query(`SET LOCAL search_path TO DEFAULT; DROP SCHEMA ${aside}`);
}

/** No server that starts meanwhile migrates until the caller's transaction ends. */
export async function keepFromMigrating(client: PoolClient): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock]);
}

/**
 * What the owner of a schema's tables has in it that stands by itself, as a statement names it, functions first: not what an
 * extension brought, nor what goes with its table or type.
 */
async function standingBeside(client: PoolClient, schema: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%s IF EXISTS %s', found.type, found.identity) AS name
     FROM (
       SELECT 'pg_proc'::regclass AS kind, oid, pronamespace AS schema, proowner AS owner FROM pg_proc
       UNION ALL
       SELECT 'pg_class'::regclass, oid, relnamespace, relowner FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
       UNION ALL
       SELECT 'pg_type'::regclass, oid, typnamespace, typowner FROM pg_type WHERE typtype IN ('e', 'd', 'r')
     ) AS object, pg_identify_object(object.kind, object.oid, 0) AS found
     WHERE object.schema = $1::regnamespace
       AND object.owner = (SELECT relowner FROM pg_class WHERE relname = '_prisma_migrations' AND relnamespace = $1::regnamespace)
       AND NOT EXISTS (
         SELECT FROM pg_depend WHERE classid = object.kind AND objid = object.oid AND deptype IN ('a', 'e', 'i', 'P', 'S')
       )
     ORDER BY object.kind <> 'pg_proc'::regclass`,
    [schema],
  );
  return rows.map(({ name }) => name);
}

/** The first comes with the table that tells which are there. */
async function apply(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query(table);
  await client.query(sql);
  await client.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), now(), 1)',
    [randomUUID(), checksum, name],
  );
}

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the SQL, as Prisma has it. */
  readonly checksum: string;
}

/** Of this version, in their order. */
export async function migrations(): Promise<readonly Migration[]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}
