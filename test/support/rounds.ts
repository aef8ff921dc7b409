import type { Database } from '../../prisma/client.ts';
import type { Rounds, SolveProgress } from '../../schema/context.ts';
import { keepsNothing } from '../../server/counties/kept.ts';
import { createAnswerer, unhurried } from '../../server/jobs/answerer.ts';
import { createNews } from '../../server/jobs/news.ts';
import { startQueue } from '../../server/jobs/queue.ts';
import { createReckoner } from '../../server/jobs/reckoner.ts';
import { startWorker, type Worker } from '../../server/jobs/worker.ts';
import { createRounds } from '../../server/rounds/rounds.ts';
import { createScenarios } from '../../server/scenarios/scenarios.ts';
import { watchedLog } from './watched-log.ts';

/** The rounds of a server without its HTTP; it solves once `startSolving` was called. */
export async function startRounds(database: Database, log = watchedLog(), now = () => new Date()) {
  const queue = await startQueue(database.pool, log);
  const reckoner = createReckoner();
  const answerer = createAnswerer();
  const forecaster = createAnswerer(unhurried);
  const news = createNews();
  let worker: Worker | undefined;
  const rounds: Rounds = createRounds({
    database,
    reckoner,
    // Tests write rows past the record.
    kept: keepsNothing,
    answerer,
    forecaster,
    queue,
    news,
    abort: (solveId) => worker?.abort(solveId),
  });
  return {
    rounds,
    queue,
    scenarios: createScenarios({ database, reckoner }),
    async startSolving() {
      worker = await startWorker({ database, reckoner, queue, news, log, now });
      return worker;
    },
    async close() {
      await worker?.stop();
      await queue.stop(5);
      await answerer.close();
      await forecaster.close();
      await reckoner.close();
    },
  };
}

/** Follows a solve to its end: everything told. */
export async function followed(rounds: Rounds, solveId: string): Promise<SolveProgress[]> {
  const told: SolveProgress[] = [];
  for await (const progress of rounds.progress(solveId)) told.push(progress);
  return told;
}
