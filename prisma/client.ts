import type { EventEmitter } from 'node:events';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { openEmbedded } from './embedded.ts';
import { type FolderLost, lockFolder } from './folder-lock.ts';
import { PrismaClient } from './generated/client.ts';
import { statementNames } from './statement-names.ts';

/** Where the facts are kept: a PostgreSQL server, or PGlite in a folder (`memory://` for none; `image` to start from a dump). */
export type Place = { readonly url: string } | { readonly dataDir: string; readonly image?: Uint8Array };

/** One open database, whichever it is: Prisma to read and write by type, `pool` for SQL in bulk. */
export interface Database {
  readonly kind: 'postgresql' | 'pglite';
  readonly db: PrismaClient;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/**
 * Opens a database. Throws `FolderInUse` when another process holds the data folder, and what
 * the driver says when there is no such server. It migrates nothing: see migrate.ts.
 */
export async function openDatabase(place: Place): Promise<Database> {
  return 'url' in place ? openServer(place.url) : openFolder(place.dataDir, place.image);
}

/** A county's whole plan is stored in one transaction, ms: Prisma's own 5 s are too few for a big one. */
const transactionOptions = { maxWait: 60_000, timeout: 120_000 };

/**
 * What a page out of order costs beside one in order. PostgreSQL's own 4 means a disk that turns; with it a whole province is read
 * through for the thousand rows of a county that its index names.
 */
const CACHED_PAGE = 1.1;

/** How long a server that accepts and says nothing is waited for, or a connection while all are in use, ms. */
const CONNECTING = 30_000;

function openServer(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    options: `-c random_page_cost=${CACHED_PAGE}`,
    connectionTimeoutMillis: CONNECTING,
    keepAlive: true,
  });
  // A server that restarts ends idle connections too; unheard that would end the process. The pool opens others.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() });
  const db = new PrismaClient({ adapter, transactionOptions });
  return {
    kind: 'postgresql',
    db,
    pool,
    async close() {
      await db.$disconnect();
      await pool.end();
    },
  };
}

/** The embedded database can go on no more, as PostgreSQL ends all of its processes then: mostly the disk is full. */
class DatabaseBroken extends Error {
  override readonly name = 'DatabaseBroken';

  constructor(folder: string, reason: string) {
    super(
      `The embedded database in ${folder} broke off, so this process stops: ${reason}. ` +
        'What was acknowledged is there. Make room on the disk if it is full, and start again.',
    );
  }
}

/** Whoever waits is told of a failure before the process ends; ms. */
const lastWords = 500;

/** Ends the process: what it wrote from here on could be lost, or spoil what the new holder writes. */
function stop(error: FolderLost | DatabaseBroken): void {
  setTimeout(
    () => {
      throw error;
    },
    error instanceof DatabaseBroken ? lastWords : 0,
  );
}

/** Hears the end of the database, which is an answer like another to whoever asked. */
function hearPanic(client: object, panicked: (reason: string) => void): void {
  const { connection } = client as { readonly connection: EventEmitter };
  connection.on('errorMessage', ({ severity, message }: pg.DatabaseError) => {
    if (severity === 'PANIC') panicked(message);
  });
}

async function openFolder(dataDir: string, image?: Uint8Array): Promise<Database> {
  const lock = dataDir.startsWith('memory://') ? undefined : await lockFolder(dataDir, stop);
  const embedded = await openEmbedded(dataDir, image).catch(async (error: unknown) => {
    await lock?.release();
    throw error;
  });
  // One backend: one connection. A transaction holds it and the others wait their turn.
  const pool = new pg.Pool({ max: 1, idleTimeoutMillis: 0, stream: () => embedded.connection() });
  pool.on('connect', (client) => hearPanic(client, (reason) => stop(new DatabaseBroken(dataDir, reason))));
  const db = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions });
  return {
    kind: 'pglite',
    db,
    pool,
    async close() {
      await db.$disconnect();
      await pool.end();
      await embedded.close();
      await lock?.release();
    },
  };
}
