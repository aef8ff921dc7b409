import type { Express } from 'express';
import type { Database } from '../prisma/client.ts';
import { schema } from '../schema/index.ts';
import { createAttempts } from './accounts/attempts.ts';
import { createOpenId } from './accounts/open-id.ts';
import { createSealer } from './accounts/sealed.ts';
import { createApp } from './app.ts';
import { createKept } from './counties/kept.ts';
import type { Settings } from './env.ts';
import { createImports } from './imports/imports.ts';
import { createAnswerer, unhurried } from './jobs/answerer.ts';
import { createNews } from './jobs/news.ts';
import { startQueue } from './jobs/queue.ts';
import { createReckoner } from './jobs/reckoner.ts';
import { startWorker } from './jobs/worker.ts';
import type { Log } from './log.ts';
import { createRollovers } from './rollover/rollovers.ts';
import { createRounds } from './rounds/rounds.ts';
import { createScenarios } from './scenarios/scenarios.ts';

interface MachineryOptions {
  readonly database: Database;
  readonly settings: Settings;
  readonly log: Log;
  /** What time it is for everything the API answers. */
  readonly now: () => Date;
  readonly stopping: () => boolean;
}

/** Everything behind the port of a server, over a database that is migrated: the API with its queue, threads and worker. */
export interface Machinery {
  readonly app: Express;
  /** Ends solves and questions, and the rest once `served`: requests under way may still need it. The database stays open. */
  stop(served?: Promise<void>): Promise<void>;
}

/** Starts it. What comes with a day is for `startDaily`: this looks at no clock by itself. */
export async function startMachinery({
  database,
  settings,
  log,
  now,
  stopping,
}: MachineryOptions): Promise<Machinery> {
  const queue = await startQueue(database.pool, log);
  const news = createNews();
  const reckoner = createReckoner();
  const answerer = createAnswerer();
  const forecaster = createAnswerer(unhurried);
  const worker = settings.solves
    ? await startWorker({ database, reckoner, queue, news, log, now })
    : undefined;
  const app = createApp({
    schema,
    database,
    imports: createImports(database),
    rounds: createRounds({
      database,
      reckoner,
      kept: createKept(database.pool),
      answerer,
      forecaster,
      queue,
      news,
      abort: (solveId) => worker?.abort(solveId),
    }),
    scenarios: createScenarios({ database, reckoner }),
    rollovers: createRollovers(database),
    attempts: createAttempts(database.pool),
    sealer: createSealer(settings.secretsKey),
    openId: settings.openIdSettings === undefined ? null : createOpenId(database, settings.openIdSettings),
    now,
    stopping,
    log,
    ...settings,
  });
  return {
    app,
    async stop(served) {
      await Promise.all([served, worker?.stop(), answerer.close(), forecaster.close()]);
      await queue.stop(1);
      await reckoner.close();
    },
  };
}
