import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { noteRows } from './secret-watch.ts';
import { secrets } from './secrets.ts';

/**
 * A migrated, empty database for one test file: PGlite in memory, or a fresh database on the server that
 * TEST_DATABASE_URL names (`.ci/run` sets it for the PostgreSQL tests).
 */
export async function testDatabase(): Promise<Database> {
  const server = process.env['TEST_DATABASE_URL'];
  return watched(await (server === undefined ? embeddedDatabase() : onServer(server)));
}

/** Looked through for secrets when the tests are done with it. */
const watched = (database: Database): Database => ({
  ...database,
  async close() {
    await noteRows(database);
    await database.close();
  },
});

/** PGlite in memory whatever the tests run on, for what must hold between the two kinds. */
export async function embeddedDatabase(): Promise<Database> {
  return openDatabase({ dataDir: 'memory://', image: await image() });
}

async function onServer(server: string): Promise<Database> {
  const { url, administrate, drop } = await databaseOn(server);
  // What a test wrote need not outlive a power cut.
  await administrate((name) => `ALTER DATABASE ${name} SET synchronous_commit = off`);
  const database = await openDatabase({ url });
  return {
    ...database,
    async close() {
      await database.close();
      await drop();
    },
  };
}

/** A migrated, empty database of its own on a PostgreSQL server, as durable as the server makes it. */
export async function databaseOn(server: string) {
  const name = `junheng_test_${randomUUID().replaceAll('-', '')}`;
  const administrate = async (statement: (name: string) => string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement(name));
    await client.end();
  };
  const template = await templateOn(server);
  await administrate(() => `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: urlOf(server, name),
    administrate,
    drop: () => administrate(() => `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

function urlOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  // A server that trusts whoever comes asks for none, and it is to be found nowhere all the same.
  url.password ||= secrets['password of the database'];
  return url.href;
}

/** The name of a migrated, empty database on the server, made by whichever test file comes first, to be copied. */
async function templateOn(server: string): Promise<string> {
  const name = `junheng_template_${await migrationsHash()}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // Held until the client ends: the other files wait for the first one's migrations.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      const making = `${name}_making`;
      await client.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`);
      await client.query(`CREATE DATABASE ${making}`);
      const database = await openDatabase({ url: urlOf(server, making) });
      await migrate(database.pool);
      await database.close();
      await client.query(`ALTER DATABASE ${making} RENAME TO ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/junheng', import.meta.url));
const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** A migrated, empty data folder as PGlite dumps it. Making one takes seconds, so it is kept and copied. */
export async function image(): Promise<Uint8Array> {
  const file = join(cache, `${await migrationsHash()}.tar`);
  return readFile(file).catch(async () => {
    const database = await PGlite.create('memory://');
    const pool = new pg.Pool({ ...createPgConfig(database), max: 1 });
    await migrate(pool);
    await pool.end();
    const bytes = new Uint8Array(await (await database.dumpDataDir('none')).arrayBuffer());
    await database.close();
    await mkdir(cache, { recursive: true });
    const whole = `${file}.${randomUUID()}`;
    await writeFile(whole, bytes);
    await rename(whole, file);
    return bytes;
  });
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(migrations)).sort())
    if (/^\d/.test(name)) hash.update(await readFile(join(migrations, name, 'migration.sql')));
  return hash.digest('hex').slice(0, 16);
}
