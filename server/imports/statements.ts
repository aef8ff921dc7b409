import type { Database } from '../../prisma/client.ts';
import { type Registered, registered } from './registers.ts';
import { type Table, tableOf } from './tables.ts';
import type { Batch } from './talk.ts';

/**
 * The SQL an import is written by: a fixed number of statements a batch, each fed by the bytes of one JSON array.
 * The first takes the import's id, the rows, the place of the first row, and the base of new rows; others the
 * rows alone.
 */
export function statements(table: Table, operation: Batch['operation']): readonly string[] {
  if (operation === 'add') return [add(table), ...choices(table, 'new')];
  if (operation === 'link') return [change(table, table.link === undefined ? [] : [table.link])];
  return [change(table, Object.keys(table.defaults)), ...choices(table, 'changed')];
}

/** A page of what rows of the county ($1) are known by, behind the id $2: JSON text, and the page's last id. */
export function codesPage(entity: Registered): string {
  const table = entity === 'rounds' ? rounds : tableOf(entity);
  const fields = ['t.id', ...registered[entity].map((one) => `t."${one}"`)];
  return `
    SELECT coalesce(json_agg(x), '[]')::text AS json, count(*)::int AS count, max(x.id::text COLLATE "C") AS last
    FROM (SELECT ${fields.join(', ')} FROM "${table.name}" t
      WHERE ${belongs(table)} AND t.id > $2::uuid ORDER BY t.id LIMIT ${PAGE}) x`;
}

/** The county's ($1) rows with the keys of $2, a JSON array of objects: whole, as JSON text. */
export function rowsByKey(table: Table): string {
  const { name, list, versioned, key, optional = [], meant, known = {} } = table;
  const fields = [
    't.id',
    ...(versioned ? ['t.version'] : []),
    ...Object.keys(table.defaults).map((one) => `t."${one}"`),
    ...(list === undefined ? [] : [`${listOf(list, 't')} AS "${list.column}"`]),
    ...Object.entries(known).map(([one, sql]) => `(${sql}) AS "${one}"`),
  ];
  const alike = key.map(
    (one) => `t."${one}" ${optional.includes(one) ? 'IS NOT DISTINCT FROM' : '='} k."${one}"`,
  );
  return `
    SELECT coalesce(json_agg(x), '[]')::text AS json FROM (
      SELECT ${meant === undefined ? '' : `DISTINCT ON (${quoted(key, 't')})`} ${fields.join(', ')}
      FROM jsonb_populate_recordset(null::"${name}", $2::jsonb) k JOIN "${name}" t ON ${alike.join(' AND ')}
      WHERE ${belongs(table)} ${meant === undefined ? '' : `ORDER BY ${quoted(key, 't')}, ${meant}`}) x`;
}

/** Whether row `t` of county $1 is the one that is meant by its key. */
export function isMeant({ name, key, meant, of }: Table): string {
  if (meant === undefined) return 'TRUE';
  return `t.id IN (SELECT DISTINCT ON (${quoted(key, 't')}) t.id FROM "${name}" t WHERE ${belongs({ of })}
        ORDER BY ${quoted(key, 't')}, ${meant})`;
}

/** Rounds are referred to, but not imported. */
const rounds: Pick<Table, 'name' | 'of'> = { name: 'Round', of: 'county' };

/** Every page of `sql` for a county, as JSON text. */
export async function* countedPages(
  { pool }: Pick<Database, 'pool'>,
  sql: string,
  countyId: string,
): AsyncIterable<Pick<Page, 'json' | 'count'>> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows: found } = await pool.query<Page>(sql, [countyId, last]);
    const [rows] = found;
    if (rows === undefined || rows.last === null) return;
    yield { json: rows.json, count: rows.count };
    if (rows.count < PAGE) return;
    last = rows.last;
  }
}

/** The rows alone. */
export async function* pages(
  database: Pick<Database, 'pool'>,
  sql: string,
  countyId: string,
): AsyncIterable<string> {
  for await (const { json } of countedPages(database, sql, countyId)) yield json;
}

interface Page {
  readonly json: string;
  readonly count: number;
  /** The id of the last row; null: there is none. */
  readonly last: string | null;
}

/** Rows of the database a page: about a megabyte of text. */
export const PAGE = 1_000;

/** Whether row `t` is of county $1. */
export const belongs = ({ of }: Pick<Table, 'of'>): string =>
  of === 'county'
    ? 't."countyId" = $1::uuid'
    : `t."${of.column}" IN (SELECT id FROM "${of.table}" WHERE "countyId" = $1::uuid)`;

/** A row as an import remembers it: all but the times of writing. */
export const image = (alias: string): string => `(to_jsonb(${alias}) - '{createdAt,updatedAt}'::text[])`;

/** An ordered list of another table, as JSON. */
export const listOf = (list: NonNullable<Table['list']>, alias: string): string =>
  `(SELECT coalesce(jsonb_agg(coalesce(${quoted(Object.keys(list.values), 'l')}) ORDER BY l."${list.order}"), '[]')
    FROM "${list.table}" l WHERE l."${list.parent}" = ${alias}.id)`;

const quoted = (columns: readonly string[], alias?: string): string =>
  columns.map((column) => `${alias === undefined ? '' : `${alias}.`}"${column}"`).join(', ');

/** The rows handed over as `$place`: the bytes of a JSON array. */
const given = (place: number): string =>
  `given AS MATERIALIZED (SELECT convert_from($${place}::bytea, 'UTF8')::jsonb AS rows)`;

const remember = `INSERT INTO "ImportChange" (id, "importId", position, entity, "entityId", kind, before, after)`;

/** What is remembered is what was asked for, in the form `image` gives it: the base and the row upon it. */
function add(table: Table): string {
  const columns = ['id', ...(table.of === 'county' ? ['countyId'] : []), ...Object.keys(table.defaults)];
  return `
    WITH ${given(2)},
    n AS (
      INSERT INTO "${table.name}" (${quoted(columns)})
      SELECT ${quoted(columns, 'p')}
      FROM given, jsonb_populate_recordset(jsonb_populate_record(null::"${table.name}", $4::jsonb), rows) p)
    ${remember}
    SELECT gen_random_uuid(), $1::uuid, $3::int + place - 1, '${table.entity}', (row->>'id')::uuid, 'added', NULL,
      $4::jsonb || row
    FROM given, jsonb_array_elements(rows) WITH ORDINALITY AS e(row, place)`;
}

/** Writes only rows that still are as they were when the change was planned. */
function change(table: Table, columns: readonly string[]): string {
  const { list, versioned, dated } = table;
  const marks = list === undefined ? 'r.before' : `(r.before - '${list.column}')`;
  const before =
    list === undefined ? '' : ` || jsonb_build_object('${list.column}', r.before->'${list.column}')`;
  const after =
    list === undefined
      ? ''
      : ` || jsonb_build_object('${list.column}', coalesce(r.after->'${list.column}', r.before->'${list.column}'))`;
  const set = [
    ...columns.map((column) => `"${column}" = p."${column}"`),
    ...(versioned ? ['version = t.version + 1'] : []),
    ...(dated ? ['"updatedAt" = now()'] : []),
  ];
  return `
    WITH ${given(2)},
    r AS (
      SELECT $3::int + place - 1 AS position, (e->>'id')::uuid AS id, e->'before' AS before, e->'after' AS after
      FROM given, jsonb_array_elements(rows) WITH ORDINALITY AS x(e, place) WHERE $4::text IS NOT NULL),
    o AS (SELECT t.id, t AS row, ${image('t')} AS image FROM "${table.name}" t JOIN r ON r.id = t.id),
    n AS (
      UPDATE "${table.name}" t SET ${set.join(', ')}
      FROM r JOIN o ON o.id = r.id CROSS JOIN LATERAL jsonb_populate_record(o.row, r.after) p
      WHERE t.id = r.id AND to_jsonb(t) @> ${marks} RETURNING t.*)
    ${remember}
    SELECT gen_random_uuid(), $1::uuid, r.position, '${table.entity}', n.id, 'changed',
      o.image${before}, ${image('n')}${after}
    FROM n JOIN o ON o.id = n.id JOIN r ON r.id = n.id`;
}

/** Replaces the lists of the rows that name one. */
function choices({ list }: Table, rows: 'new' | 'changed'): readonly string[] {
  if (list === undefined) return [];
  const from = rows === 'new' ? 'e' : `e->'after'`;
  const named = `
    ${given(1)},
    r AS (SELECT (e->>'id')::uuid AS id, ${from}->'${list.column}' AS list
      FROM given, jsonb_array_elements(rows) e WHERE ${from} ? '${list.column}')`;
  return [
    `WITH ${named} DELETE FROM "${list.table}" l USING r WHERE l."${list.parent}" = r.id`,
    `WITH ${named}
     ${fillList(list, 'r', 'r.list')}`,
  ];
}

/** Fills the lists of rows `from` (each with its `id`) with the ids in the JSON array `entries`. */
export function fillList(list: NonNullable<Table['list']>, from: string, entries: string): string {
  const columns = Object.keys(list.values);
  const tables = Object.entries(list.values).map(
    ([column, table]) => `LEFT JOIN "${table}" "${column}" ON "${column}".id = c.value::uuid`,
  );
  return `
     INSERT INTO "${list.table}" (id, "${list.parent}", "${list.order}", ${quoted(columns)})
     SELECT gen_random_uuid(), ${from}.id, c.ordinality, ${columns.map((column) => `"${column}".id`).join(', ')}
     FROM ${from} CROSS JOIN jsonb_array_elements_text(${entries}) WITH ORDINALITY c ${tables.join(' ')}`;
}
