import { open, rename, rm } from 'node:fs/promises';
import { BackupRefused, backup, restore, type TableCount } from '../prisma/backup.ts';
import { type Database, openDatabase } from '../prisma/client.ts';
import { holdsDatabase } from '../prisma/embedded-folder.ts';
import { FolderInUse } from '../prisma/folder-lock.ts';
import { MigrationMismatch, migrate } from '../prisma/migrate.ts';
import { recordDeedOn } from './audit-event.ts';
import { readSettings } from './env.ts';

/** `npm run backup -- FILE` and `npm run restore -- FILE [--replace]`. Exits 0 done, 1 refused, 2 called wrongly. */
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
    await migrate(database.pool);
    const replace = options.includes('--replace');
    const counts =
      act === 'backup' ? await backupTo(file, database) : await restoreFrom(file, database, replace);
    return say(
      `${summary(counts)} ${act === 'backup' ? `written to ${file}.` : `restored from ${file}.`}`,
      0,
    );
  } catch (error) {
    if (error instanceof BackupRefused || error instanceof FolderInUse || error instanceof MigrationMismatch)
      return say(error.message, 1);
    return say(
      `It failed, and nothing was changed: ${error instanceof Error ? error.message : 'unknown'}`,
      1,
    );
  } finally {
    await database?.close();
  }
}

/** Written beside it first, so that a backup cut short never stands where a whole one did. */
async function backupTo(file: string, { pool }: Database): Promise<readonly TableCount[]> {
  const unfinished = `${file}.unfinished`;
  process.stdout.write('Writing …\n');
  try {
    const target = await open(unfinished, 'w');
    const counts = await backup(pool, target.createWriteStream());
    await rename(unfinished, file);
    return counts;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** The record of before goes with all that was there: where it stood is told by the first deed behind the restored one. */
async function restoreFrom(file: string, { pool }: Database, replace: boolean) {
  process.stdout.write('Reading …\n');
  const { rows: replaced } = await pool.query<RecordEnd>(endOfRecord);
  const source = await open(file);
  return restore(pool, source.createReadStream(), {
    replace,
    finish: async (client) => {
      const { rows: restored } = await client.query<RecordEnd>(endOfRecord);
      await recordDeedOn(client, {
        countyId: null,
        userId: null,
        action: 'database.restore',
        entity: 'Database',
        entityId: null,
        before: { record: replaced[0]?.anchor ?? null },
        after: { record: restored[0]?.anchor ?? null },
      });
    },
  });
}

interface RecordEnd {
  readonly anchor: string;
}
const endOfRecord = `SELECT position || ':' || hash AS anchor FROM "AuditEvent" ORDER BY position DESC LIMIT 1`;

function summary(counts: readonly TableCount[]): string {
  const rows = counts.reduce((sum, table) => sum + table.rows, 0);
  return `${rows} rows of ${counts.length} tables`;
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}
