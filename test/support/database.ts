import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';

/**
 * A migrated, empty database for one test file: PGlite in memory, or a fresh database on the server that
 * TEST_DATABASE_URL names (`.ci/run` sets it for the PostgreSQL tests).
 */
export async function testDatabase(): Promise<Database> {
  const server = process.env['TEST_DATABASE_URL'];
  return server === undefined ? embeddedDatabase() : onServer(server);
}

/** PGlite in memory whatever the tests run on, for what must hold between the two kinds. */
export async function embeddedDatabase(): Promise<Database> {
  return openDatabase({ dataDir: 'memory://', image: await image() });
}

async function onServer(server: string): Promise<Database> {
  const name = `junheng_test_${randomUUID().replaceAll('-', '')}`;
  const administrate = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await administrate(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ url: url.href });
  await migrate(database.pool);
  return {
    ...database,
    async close() {
      await database.close();
      await administrate(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

const cache = fileURLToPath(new URL('../../node_modules/.cache/junheng', import.meta.url));
const migrations = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Making a database takes seconds, so a migrated one is kept and copied. */
async function image(): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for (const name of (await readdir(migrations)).sort())
    if (/^\d/.test(name)) hash.update(await readFile(join(migrations, name, 'migration.sql')));
  const file = join(cache, `${hash.digest('hex').slice(0, 16)}.tar`);
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
