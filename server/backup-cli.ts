import { open, rename, rm } from 'node:fs/promises';
import pg, { type Pool } from 'pg';
import { BackupRefused, backup, type Restored, restore, type TableCount } from '../prisma/backup.ts';
import { type Database, openDatabase } from '../prisma/client.ts';
import { holdsDatabase } from '../prisma/embedded-folder.ts';
import { FolderInUse } from '../prisma/folder-lock.ts';
import { type Standing, standingOf } from '../prisma/migrate.ts';
import { recordDeedOn } from './audit-event.ts';
import { readSettings } from './env.ts';

/**
 * `npm run backup -- FILE` and `npm run restore -- FILE [--replace]`. A backup changes nothing: it holds the database of whatever
 * version, and that version restores it. Exits 0 done, 1 refused, 2 called wrongly.
 */
process.exitCode = await run(process.argv.slice(2));

async function run(words: readonly string[]): Promise<number> {
  const [act, file] = words.filter((word) => !word.startsWith('--'));
  const options = words.filter((word) => word.startsWith('--'));
  const allowed = act === 'restore' ? ['--replace'] : [];
  if (
    (act !== 'backup' && act !== 'restore') ||
    file === undefined ||
    words.length > 2 + options.length ||
    options.some((option) => !allowed.includes(option))
  )
    return say('Usage: npm run backup -- FILE\n       npm run restore -- FILE [--replace]', 2);
  const read = readSettings(process.env);
  if (!read.ok) return say(read.faults.join('\n'), 2);
  const { databaseUrl, dataDir } = read.settings;
  process.stdout.write(`Opening the database (${databaseUrl === undefined ? dataDir : 'PostgreSQL'}) …\n`);
  if (act === 'backup' && databaseUrl === undefined && !(await holdsDatabase(dataDir)))
    return say(`There is no database in ${dataDir}, so nothing was written. Check DATA_DIR.`, 1);
  let database: Database | undefined;
  try {
    database = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
    const told =
      act === 'backup'
        ? await backupTo(file, database)
        : await restoreFrom(file, database, options.includes('--replace'));
    return say(told, 0);
  } catch (error) {
    if (error instanceof BackupRefused || error instanceof FolderInUse) return say(error.message, 1);
    const why = error instanceof Error ? error.message : 'unknown';
    const hint =
      error instanceof pg.DatabaseError && error.code === '42501'
        ? ' This asks for the account that owns the tables.'
        : '';
    return say(`It failed, and nothing was changed: ${why}.${hint}`, 1);
  } finally {
    await database?.close();
  }
}

/** Written beside it first, so that a backup cut short never stands where a whole one did. */
async function backupTo(file: string, { pool }: Database): Promise<string> {
  const unfinished = `${file}.unfinished`;
  process.stdout.write('Writing …\n');
  try {
    const target = await open(unfinished, 'w');
    const counts = await backup(pool, target.createWriteStream());
    await rename(unfinished, file);
    return `${summary(counts)} written to ${file}.${ofVersion(await standingOf(pool))}`;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Which version restores the file, where it is another one. */
function ofVersion({ unknown, changed, missing }: Standing): string {
  const other = (which: string) =>
    `\nThe database is of ${which} version than this one, and was left so: that version restores this file.`;
  if (unknown.length > 0) return other('a newer');
  if (missing.length > 0) return other('an older');
  return changed.length > 0 ? other('another') : '';
}

/** The record of before goes with all that was there: where it stood is told by the first deed behind the restored one. */
async function restoreFrom(file: string, { pool }: Database, replace: boolean): Promise<string> {
  process.stdout.write('Reading …\n');
  const replaced = await endOfRecord(pool);
  const read = async () => (await open(file)).createReadStream();
  const restored = await restore(pool, read, {
    replace,
    finish: async (client) =>
      recordDeedOn(client, {
        countyId: null,
        userId: null,
        action: 'database.restore',
        entity: 'Database',
        entityId: null,
        before: { record: replaced },
        after: { record: await endOfRecord(client) },
      }),
  });
  return `${summary(restored.tables)} restored from ${file}.${ofTables(restored)}`;
}

function ofTables({ remade }: Restored): string {
  return remade
    ? '\nThe tables there were of another version, and were made anew. Where servers run as an account of their own: npm run migrate -- --server ROLE.'
    : '';
}

/** Place and hash of the newest deed; null: none, or a database from before deeds were chained. */
async function endOfRecord(database: Pick<Pool, 'query'>): Promise<string | null> {
  const { rows } = await database.query<{ chained: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('"AuditEvent"') AND attname = 'hash') AS chained`,
  );
  if (rows[0]?.chained !== true) return null;
  const last = await database.query<{ anchor: string }>(
    `SELECT position || ':' || hash AS anchor FROM "AuditEvent" ORDER BY position DESC LIMIT 1`,
  );
  return last.rows[0]?.anchor ?? null;
}

function summary(counts: readonly TableCount[]): string {
  const rows = counts.reduce((sum, table) => sum + table.rows, 0);
  return `${rows} rows of ${counts.length} tables`;
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}
