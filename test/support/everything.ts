import type { Database } from '../../prisma/client.ts';

/** Every row of every table of the facts as PostgreSQL writes it. */
export async function everything({ pool }: Pick<Database, 'pool'>): Promise<Record<string, string[]>> {
  const tables = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const rows: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    if (name === '_prisma_migrations') continue;
    const all = await pool.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
    rows[name] = all.rows.map(({ row }) => row);
  }
  return rows;
}
