import type { Pool } from 'pg';
import { grouped } from '../../solver/grouped.ts';

/**
 * Makes so many of every county on file, itself among them: each copy has every row of the county, and of the tables that
 * hang on it, under ids of its own. A copy's code and name end with its number. Accounts and the record stay as they are.
 */
export async function copyCounties(pool: Pool, times: number): Promise<void> {
  const keys = grouped(await foreignKeys(pool), ({ table }) => table);
  const tables = inOrder(keys);
  await pool.query('CREATE SCHEMA template');
  for (const table of tables)
    await pool.query(`CREATE TABLE template."${table}" AS SELECT * FROM public."${table}"`);
  for (const table of tables) {
    const own = [
      'id',
      ...(keys.get(table) ?? []).filter(({ of }) => tables.includes(of)).map((key) => key.column),
    ];
    const { rows } = await pool.query<{ name: string }>(columnsOf, [table]);
    const columns = rows.map(({ name }) => ({ name: `"${name}"`, value: copied(table, name, own) }));
    await pool.query(
      `INSERT INTO public."${table}" (${columns.map(({ name }) => name).join(', ')})
       SELECT ${columns.map(({ value }) => value).join(', ')}
       FROM template."${table}" t CROSS JOIN generate_series(2, $1::int) AS copy ORDER BY copy`,
      [times],
    );
  }
  await pool.query('DROP SCHEMA template CASCADE');
  await pool.query('VACUUM ANALYZE');
}

function copied(table: string, column: string, own: readonly string[]): string {
  if (own.includes(column)) return `md5(t."${column}"::text || copy)::uuid`;
  if (table === 'County' && (column === 'code' || column === 'name')) return `t."${column}" || '-' || copy`;
  return `t."${column}"`;
}

const columnsOf = `
  SELECT column_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND table_name = $1 ORDER BY ordinal_position`;

interface ForeignKey {
  readonly table: string;
  readonly column: string;
  /** The table it names a row of. */
  readonly of: string;
}

async function foreignKeys(pool: Pool): Promise<readonly ForeignKey[]> {
  const { rows } = await pool.query<ForeignKey>(`
    SELECT owner.relname AS "table", attname AS "column", target.relname AS "of"
    FROM pg_constraint
    JOIN pg_class owner ON owner.oid = conrelid JOIN pg_class target ON target.oid = confrelid
    JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  return rows;
}

/** Of no copy: who may do what, and who did what. */
const shared = ['RoleGrant', 'Invitation', 'AuditEvent'];

/** County and every table that hangs on it, each behind those it names rows of. */
function inOrder(keys: ReadonlyMap<string, readonly ForeignKey[]>): readonly string[] {
  const hanging = new Set(['County']);
  for (let before = 0; before < hanging.size; ) {
    before = hanging.size;
    for (const [table, named] of keys)
      if (!shared.includes(table) && named.some(({ of }) => hanging.has(of))) hanging.add(table);
  }
  const ordered: string[] = [];
  while (ordered.length < hanging.size) {
    const next = [...hanging].filter(
      (table) =>
        !ordered.includes(table) &&
        (keys.get(table) ?? []).every(({ of }) => of === table || !hanging.has(of) || ordered.includes(of)),
    );
    if (next.length === 0) throw new Error('Tables name rows of one another in a ring.');
    ordered.push(...next);
  }
  return ordered;
}
