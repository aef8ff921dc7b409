import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg, { type Pool, type PoolClient } from 'pg';
import * as z from 'zod';
import {
  dropAside,
  keepFromMigrating,
  migrations as known,
  makeAside,
  migrate,
  putInPlace,
  standingOf,
  workAside,
} from './migrate.ts';
import { transaction } from './transaction.ts';

/**
 * A backup is gzipped lines of JSON, the same from PGlite and from a PostgreSQL server:
 *
 *     {"format":"junheng-backup/1","migrations":[…],"tables":[{"name":"County","columns":[…],"rows":2},…]}
 *     ["018f…","42","湖北省"]                 each table's rows in the header's order, each value as PostgreSQL's text
 *     {"sha256":"…"}                          of every line before, newlines included
 *
 * Tables stand after those they refer to. Queued jobs are left out: a solve that was waiting is queued anew.
 */
const format = 'junheng-backup/1';

/** A file that cannot be restored here; nothing was changed. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

export interface TableCount {
  readonly name: string;
  readonly rows: number;
}

const header = z.object({
  format: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1), rows: z.int().min(0) })),
});
type Header = z.infer<typeof header>;

/** The trigger that refuses every change of the record (migration `record_only_added_to`). */
const onlyAddedTo = '"AuditEvent_is_only_added_to"';

/** How many characters of rows go to and fro in one statement. */
const portion = 1_000_000;

/**
 * Writes the whole database as it stands at one moment, of whatever version, while others go on writing; it changes nothing.
 * Answers what it wrote. Throws `BackupRefused` where there is no database of the house.
 */
export async function backup(pool: Pool, file: NodeJS.WritableStream): Promise<readonly TableCount[]> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL DateStyle = 'ISO'; SET LOCAL TimeZone = 'UTC'`);
    if (!(await standingOf(client)).ours)
      throw new BackupRefused('There are no tables of Junheng in this database, so nothing was written.');
    const head: Header = { format, migrations: await migrations(client), tables: await tables(client) };
    await pipeline(Readable.from(lines(client, head)), sealed(), createGzip(), file);
    return head.tables.map(({ name, rows }) => ({ name, rows }));
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

export interface Restored {
  readonly tables: readonly TableCount[];
  /** Whether the tables there, of another version, were dropped and made anew: other accounts may do nothing with them yet. */
  readonly remade: boolean;
}

/**
 * Fills a database from a backup, wholly or not at all. It must be empty, or `replace` gives up what is there; tables of another
 * version give way to this one's. The file, which `read` opens, is read twice: it is checked to its end before anything is touched.
 * `finish` ends the transaction that does it. The connection must be of the tables' owner. Throws `BackupRefused`.
 */
export async function restore(
  pool: Pool,
  read: () => Promise<NodeJS.ReadableStream>,
  { replace, finish }: { readonly replace: boolean; readonly finish?: (client: PoolClient) => Promise<void> },
): Promise<Restored> {
  await check(contents(await read()));
  const remade = await isOfAnotherVersion(pool, replace);
  if (remade) await makeAside(pool);
  const source = contents(await read());
  try {
    return await transaction(pool, async (client) => {
      await keepFromMigrating(client);
      if (remade) await workAside(client);
      else await empty(client, replace);
      const tables = await fill(client, source);
      if (remade) await putInPlace(client);
      await finish?.(client);
      return { tables, remade };
    });
  } catch (error) {
    if (remade) await dropAside(pool).catch(() => undefined);
    // Class 22: a value that is none of its type; 23: a reference to nothing, a key twice.
    if (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? ''))
      throw damaged('it holds rows that do not fit together');
    throw error;
  } finally {
    await source.return();
  }
}

/** To the seal, with no more than a line in memory. */
async function check(source: AsyncGenerator<string, void, undefined>): Promise<void> {
  try {
    const head = await readHeader(source);
    for (const { name, rows } of head.tables)
      for (let row = 0; row < rows; row++)
        if ((await source.next()).done === true) throw cutShort({ name, rows }, row);
    if ((await source.next()).done !== true) throw damaged('rows follow the last table');
  } finally {
    await source.return();
  }
}

/** Whether the tables there must give way to this version's. Where there are none, this version's are made at once. */
async function isOfAnotherVersion(pool: Pool, replace: boolean): Promise<boolean> {
  const { ours, unknown, changed, missing } = await standingOf(pool);
  const names = await tableNames(pool);
  if (!ours && names.length > 0)
    throw new BackupRefused(
      'This database holds tables of another program. Check DATABASE_URL. Nothing was changed.',
    );
  if (!ours) await migrate(pool);
  if (!ours || unknown.length + changed.length + missing.length === 0) return false;
  await mayBeGivenUp(pool, replace, names);
  return true;
}

async function empty(client: PoolClient, replace: boolean): Promise<void> {
  const names = await tableNames(client);
  await mayBeGivenUp(client, replace, names);
  // The record of deeds is only added to; its owner alone may set that aside, until this transaction ends.
  await client.query(`ALTER TABLE "AuditEvent" DISABLE TRIGGER ${onlyAddedTo}`);
  await client.query(`TRUNCATE ${names.map(quoted).join(', ')}`);
  await client.query(`ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER ${onlyAddedTo}`);
}

async function mayBeGivenUp(
  database: Pick<Pool, 'query'>,
  replace: boolean,
  names: readonly string[],
): Promise<void> {
  if (replace) return;
  for (const name of names)
    if ((await database.query(`SELECT FROM ${quoted(name)} LIMIT 1`)).rowCount !== 0)
      throw new BackupRefused(
        'The database is not empty. Restore into an empty one, or add --replace to put the backup in the place of all that is there.',
      );
}

async function fill(client: PoolClient, source: AsyncIterator<string>): Promise<readonly TableCount[]> {
  const head = await readHeader(source);
  for (const table of head.tables) await fillTable(client, table, source);
  // The seal is behind the last row.
  await source.next();
  await setSequences(client);
  return head.tables.map(({ name, rows }) => ({ name, rows }));
}

async function readHeader(source: AsyncIterator<string>): Promise<Header> {
  const first = await source.next();
  const parsed = header.safeParse(first.done === true ? undefined : json(first.value));
  if (!parsed.success || !parsed.data.format.startsWith('junheng-backup/'))
    throw new BackupRefused('This is not a Junheng backup.');
  const head = parsed.data;
  if (head.format !== format)
    throw new BackupRefused(
      `This backup has format ${head.format}; this version reads ${format}. Upgrade first.`,
    );
  const ours = (await known()).map(({ name, checksum }) => ({ name, checksum }));
  const newer = head.migrations.filter(({ name }) => ours.every((migration) => migration.name !== name));
  if (newer.length > 0)
    throw new BackupRefused(
      `This backup was made by a newer version (${newer.map(({ name }) => name).join(', ')}). Upgrade first.`,
    );
  if (JSON.stringify(ours) !== JSON.stringify(head.migrations))
    throw new BackupRefused(
      'This backup was made by an older version. Restore it with that version, then start this one, which brings the database up to date.',
    );
  return head;
}

/** A column of a table, with its type as a cast, and whether it refers to the table's own rows. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly own: boolean;
}

/**
 * Rows that refer to rows of their own table come without that reference, which is put in when all stand there.
 */
async function fillTable(client: PoolClient, table: Header['tables'][number], source: AsyncIterator<string>) {
  const columns = await columnsOf(client, table.name);
  if (columns.map(({ name }) => name).join() !== table.columns.join())
    throw new BackupRefused(`The backup's table ${table.name} has other columns than this database.`);
  const own = columns.flatMap((column, position) => (column.own ? [{ ...column, position }] : []));
  const key = columns.findIndex(({ name }) => name === 'id');
  if (own.length > 0) await client.query('CREATE TEMP TABLE later (id text, value text, which text)');
  const insert = `INSERT INTO ${quoted(table.name)} (${columns.map(({ name }) => quoted(name)).join(', ')})
    SELECT ${columns.map(({ type, own }, at) => (own ? 'NULL' : `(row->>${at})::${type}`)).join(', ')}
    FROM json_array_elements($1::json) AS row`;
  for await (const rows of portions(table, source)) {
    await client.query(insert, [rows]);
    for (const { name, position } of own)
      await client.query(
        `INSERT INTO later SELECT row->>${key}, row->>${position}, $2
         FROM json_array_elements($1::json) AS row WHERE row->>${position} IS NOT NULL`,
        [rows, name],
      );
  }
  for (const { name, type } of own)
    await client.query(
      `UPDATE ${quoted(table.name)} SET ${quoted(name)} = later.value::${type}
       FROM later WHERE later.which = $1 AND ${quoted(table.name)}.id::text = later.id`,
      [name],
    );
  if (own.length > 0) await client.query('DROP TABLE later');
}

/** The table's rows as JSON arrays of about `portion` characters. */
async function* portions({ name, rows }: TableCount, source: AsyncIterator<string>) {
  let batch: string[] = [];
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const line = await source.next();
    if (line.done === true) throw cutShort({ name, rows }, row);
    batch.push(line.value);
    length += line.value.length;
    if (length < portion) continue;
    yield `[${batch.join()}]`;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield `[${batch.join()}]`;
}

async function* lines(client: PoolClient, head: Header) {
  yield `${JSON.stringify(head)}\n`;
  for (const { name, columns } of head.tables) {
    const values = columns.map((column) => `${quoted(column)}::text`).join(', ');
    await client.query(
      `DECLARE rows NO SCROLL CURSOR FOR SELECT array_to_json(ARRAY[${values}])::text AS row FROM ${quoted(name)}`,
    );
    // Rows of one table are much alike, those of different tables are not: some hold a whole problem.
    let count = 1;
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`FETCH ${count} FROM rows`);
      if (rows.length === 0) break;
      const text = rows.map(({ row }) => `${row}\n`).join('');
      yield text;
      count = Math.max(1, Math.min(2 * count, Math.floor((portion * rows.length) / text.length)));
    }
    await client.query('CLOSE rows');
  }
}

/** Passes the lines on and ends them with their SHA-256. */
function sealed(): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(null, `${JSON.stringify({ sha256: hash.digest('hex') })}\n`);
    },
  });
}

/** The lines before the seal; throws once the seal proves broken or absent. */
async function* contents(file: NodeJS.ReadableStream): AsyncGenerator<string, void, undefined> {
  const unzipped = createGunzip();
  // A broken archive ends the lines; what broke it is told below.
  let broken: unknown;
  pipeline(file, unzipped).catch((error: unknown) => {
    broken = error;
  });
  const hash = createHash('sha256');
  let held: string | undefined;
  try {
    for await (const line of linesOf(unzipped)) {
      if (held !== undefined) {
        hash.update(`${held}\n`);
        yield held;
      }
      held = line;
    }
  } catch (error) {
    broken ??= error;
  }
  if (broken !== undefined) throw damaged('it is cut short or not a gzip file');
  const seal = z.object({ sha256: z.string() }).safeParse(held === undefined ? undefined : json(held));
  if (!seal.success) throw damaged('its end is missing');
  if (seal.data.sha256 !== hash.digest('hex')) throw damaged('its checksum does not match');
}

/** Split at line feeds alone: JSON may hold every other line separator as it is. */
async function* linesOf(stream: Readable): AsyncGenerator<string, void, undefined> {
  stream.setEncoding('utf8');
  let rest = '';
  for await (const chunk of stream) {
    const parts = `${rest}${String(chunk)}`.split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}

const damaged = (how: string) => new BackupRefused(`The backup is damaged: ${how}. Nothing was changed.`);

const cutShort = ({ name, rows }: TableCount, row: number) =>
  damaged(`table ${name} has ${row} rows of ${rows}`);

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function migrations(client: PoolClient): Promise<Header['migrations']> {
  const { rows } = await client.query<Header['migrations'][number]>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name, checksum }) => ({ name, checksum }));
}

async function tableNames(client: Pick<Pool, 'query'>): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'`,
  );
  return rows.map(({ name }) => name);
}

/** Every table of the facts, each after those it refers to. */
async function tables(client: PoolClient): Promise<Header['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers: string[] }>(
    `SELECT c.relname AS name,
       (SELECT json_agg(attname ORDER BY attnum) FROM pg_attribute
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
       (SELECT coalesce(json_agg(DISTINCT target.relname), '[]') FROM pg_constraint
        JOIN pg_class target ON target.oid = confrelid
        WHERE conrelid = c.oid AND contype = 'f' AND confrelid <> conrelid) AS refers
     FROM pg_class c
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'
     ORDER BY c.relname`,
  );
  const found: Header['tables'] = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ refers }) =>
      refers.every((name) => found.some((table) => table.name === name)),
    );
    if (ready.length === 0) throw new Error('Tables refer to one another in a circle.');
    for (const { name, columns } of ready) {
      const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${quoted(name)}`);
      found.push({ name, columns, rows: Number(rows[0]?.count) });
    }
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return found;
}

async function columnsOf(client: PoolClient, table: string): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type,
       EXISTS (SELECT FROM pg_constraint WHERE conrelid = attrelid AND confrelid = attrelid
               AND contype = 'f' AND conkey = ARRAY[attnum]) AS own
     FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [quoted(table)],
  );
  return rows;
}

/** Counters go on after the highest number restored. */
async function setSequences(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(
    `SELECT pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS sequence, c.relname AS table, a.attname AS column
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
       AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL`,
  );
  for (const { sequence, table, column } of rows)
    await client.query(
      `SELECT setval($1, greatest(coalesce(max(${quoted(column)}), 0), 1), max(${quoted(column)}) IS NOT NULL) FROM ${quoted(table)}`,
      [sequence],
    );
}
