import type { Pool } from 'pg';
import { transaction } from './transaction.ts';

/** No account of that name is on the PostgreSQL server, and there is no password to make one with. */
export class NoSuchRole extends Error {
  override readonly name = 'NoSuchRole';
}

/**
 * Lets an account of the PostgreSQL server serve the database that `pool` owns: it reads and writes rows, those of the queue too,
 * only adds to the record of deeds, and makes, changes or drops no table. Made first where there is none, with `password`. Asks
 * for the account that owns the tables, brought up to date before; may be repeated. Throws `NoSuchRole`.
 */
export async function serveAs(pool: Pool, role: string, password?: string): Promise<void> {
  await transaction(pool, async (client) => {
    const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    const name = client.escapeIdentifier(role);
    if (rows.length === 0) {
      if (password === undefined) throw new NoSuchRole(role);
      await client.query(`CREATE ROLE ${name} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    for (const grant of grants(name)) await client.query(grant);
  });
}

const grants = (role: string): readonly string[] => [
  `GRANT USAGE ON SCHEMA public, pgboss TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
  `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO ${role}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
  `REVOKE UPDATE, DELETE ON "AuditEvent", "ImportChange", "PostingChange" FROM ${role}`,
  `REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${role}`,
];
