import pg from 'pg';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';

/** A database of a bench's own on a PostgreSQL server, gone when it is closed. */
export interface BenchDatabase {
  readonly url: string;
  readonly database: Database;
  /** Drops it, whoever is connected still. */
  close(): Promise<void>;
}

/** The server that benches of PostgreSQL run on, the same as for its tests. Throws where none is set. */
function benchServer(): string {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined)
    throw new Error('set TEST_DATABASE_URL to a PostgreSQL server on which databases may be made');
  return server;
}

/** A migrated, empty database; what was left of an earlier run under the same name is dropped first. */
export async function benchDatabase(name: string): Promise<BenchDatabase> {
  const server = benchServer();
  await administrate(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  await migrate(database.pool);
  return {
    url: url.href,
    database,
    async close() {
      await database.close();
      await administrate(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

async function administrate(server: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}
