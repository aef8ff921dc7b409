import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';

/** A migration that ran here was edited since, or the database is ahead of this code. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch';
}

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Prisma's own table, so that `prisma migrate deploy` and `status` agree with what stands here. */
const table = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

/** Of the whole house: servers that start together migrate one after the other. */
const advisoryLock = 0x6a756e68;

/** Applies what is missing, in order, each whole or not at all; answers the names applied. Throws `MigrationMismatch`. */
export async function migrate(pool: Pool): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    // An account that may make no tables may find that none is missing.
    const { rows } = await client.query<{ made: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made`,
    );
    if (rows[0]?.made !== true) await client.query(table);
    const done = new Map(
      (
        await client.query<{ migration_name: string; checksum: string }>(
          'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
        )
      ).rows.map((row) => [row.migration_name, row.checksum]),
    );
    const known = await migrations();
    const strangers = [...done.keys()].filter((name) => !known.some((migration) => migration.name === name));
    if (strangers.length > 0)
      throw new MigrationMismatch(
        `The database has migrations this version does not know (${strangers.join(', ')}): it was opened by a newer version. Upgrade, or restore a backup made before.`,
      );
    const applied: string[] = [];
    for (const { name, sql, checksum } of known) {
      const recorded = done.get(name);
      if (recorded === checksum) continue;
      if (recorded !== undefined)
        throw new MigrationMismatch(`Migration ${name} was changed after it had been applied here.`);
      await client.query('BEGIN');
      try {
        await client.query(sql);
        await client.query(
          'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), now(), 1)',
          [randomUUID(), checksum, name],
        );
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
      applied.push(name);
    }
    return applied;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [advisoryLock]).catch(() => undefined);
    client.release();
  }
}

async function migrations(): Promise<readonly { name: string; sql: string; checksum: string }[]> {
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
