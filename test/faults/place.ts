import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { databaseOn, image } from '../support/database.ts';
import { noteRows } from '../support/secret-watch.ts';

/** Where the servers of a test keep their facts. */
export interface Place {
  readonly kind: Database['kind'];
  /** What their environment says of it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Has it open here for a while: with PGlite only while no server has it. */
  within<T>(work: (database: Database) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

/** The PostgreSQL server of the tests. */
export const usual = process.env['TEST_DATABASE_SERVER'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

export const kinds: readonly Database['kind'][] = ['pglite', 'postgresql'];

/** A migrated, empty database. */
export const placeOf = (kind: Database['kind']): Promise<Place> =>
  kind === 'pglite' ? folderIn(tmpdir()) : databaseAt(usual);

export async function folderIn(parent: string): Promise<Place> {
  const dataDir = await mkdtemp(join(parent, 'junheng-faults-'));
  await (await openDatabase({ dataDir, image: await image() })).close();
  return {
    kind: 'pglite',
    settings: { DATA_DIR: dataDir },
    within: (work) => openFor({ dataDir }, work),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

export async function databaseAt(server: string): Promise<Place> {
  const { url, drop } = await databaseOn(server);
  return {
    kind: 'postgresql',
    settings: { DATABASE_URL: url },
    within: (work) => openFor({ url }, work),
    remove: drop,
  };
}

async function openFor<T>(
  place: Parameters<typeof openDatabase>[0],
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(place);
  try {
    const value = await work(database);
    await noteRows(database);
    return value;
  } finally {
    await database.close();
  }
}
