import type { Pool } from 'pg';
import PgBoss from 'pg-boss';
import type { Log } from '../log.ts';

/** That solves wait, kept in the database: any server or worker of it takes the next, and looks whose turn it is. */
export interface Queue {
  /** Lets the workers know of solves; telling them twice does no harm. */
  add(...solveIds: readonly string[]): Promise<void>;
  /** Is called once for each solve that waits, one after the other, as long as the queue runs. */
  work(solveNext: () => Promise<void>): Promise<void>;
  /** Waits for the solve in hand, `seconds` at most. */
  stop(seconds: number): Promise<void>;
}

const name = 'solve';

/** How long a worker of another process may take to notice a new solve. Our own is told at once. */
const pollingIntervalSeconds = 2;

/** pg-boss gives a job up after this; a solve ends by itself or is cancelled. */
const expireInHours = 23;

/** Starts the queue, making or migrating its own tables (schema `pgboss`) where needed. */
export async function startQueue(pool: Pool, log: Log): Promise<Queue> {
  let stopped = false;
  const boss = new PgBoss({
    db: {
      // What it did not wait for when it was stopped would find its database closed.
      executeSql: (text, values) => (stopped ? new Promise(() => {}) : execute(pool, text, values)),
    },
    schedule: false,
    pollingIntervalSeconds,
  });
  boss.on('error', (error) => log.error({ err: error }, 'queue'));
  await oneAfterTheOther(pool, async () => {
    await boss.start();
    // `short`: a solve waits in the queue once, however often it is added.
    await boss.createQueue(name, { name, policy: 'short', retryLimit: 0 });
  });
  let worker: string | undefined;
  return {
    async add(...solveIds) {
      if (solveIds.length === 0) return;
      await boss.insert(
        solveIds.map((solveId) => ({
          name,
          singletonKey: solveId,
          expireInSeconds: expireInHours * 3_600,
          retryLimit: 0,
        })),
      );
      if (worker !== undefined) boss.notifyWorker(worker);
    },
    async work(solveNext) {
      const id = await boss.work(name, async () => {
        await solveNext();
        // Looks at once whether another waits.
        boss.notifyWorker(id);
      });
      worker = id;
    },
    async stop(seconds) {
      await boss.stop({ timeout: seconds * 1000, close: false });
      stopped = true;
    },
  };
}

/** Of the queues of a database: two that pg-boss makes at once can wait for each other, and one of them fails. */
const startingLock = 0x71756575;

/** The embedded database has one connection, and no other process. */
async function oneAfterTheOther(pool: Pool, start: () => Promise<void>): Promise<void> {
  if (pool.options.max === 1) return start();
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [startingLock]);
    await start();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [startingLock]).catch(() => undefined);
    client.release();
  }
}

/** Statements without values may be several at once, which only a simple query carries. */
async function execute(
  pool: Pool,
  text: string,
  values: unknown[] | undefined,
): Promise<{ rows: unknown[] }> {
  const result: unknown = await (values === undefined || values.length === 0
    ? pool.query(text)
    : pool.query(text, values));
  const last: unknown = Array.isArray(result) ? result.at(-1) : result;
  const rows: unknown = typeof last === 'object' && last !== null && 'rows' in last ? last.rows : [];
  return { rows: Array.isArray(rows) ? rows : [] };
}
