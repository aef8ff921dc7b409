import { randomUUID } from 'node:crypto';
import type { Database } from '../../prisma/client.ts';
import type { EngineChoice } from '../../schema/context.ts';
import { RoundNotOpen } from '../../schema/errors.ts';
import type { Words } from '../../solver/plan.ts';
import { byClock, instant, instantAfter } from '../clock.ts';
import { databaseTrouble } from '../database-trouble.ts';
import type { Log } from '../log.ts';
import { freeze } from '../rounds/freeze.ts';
import { inPlanning } from '../rounds/planning.ts';
import { keepProblem } from '../rounds/solve.ts';
import { storePlan } from '../rounds/store-plan.ts';
import { failureOf, givenUp } from './failure.ts';
import type { News } from './news.ts';
import type { Queue } from './queue.ts';
import type { Reckoner } from './reckoner.ts';
import { createSolver, type Progress, type Solved, type Solver } from './solve-in-thread.ts';

/** Solves what the queue holds, one at a time. */
export interface Worker {
  /** Ends the solve at once if it runs here; what the database says of it is the caller's matter. */
  abort(solveId: string): void;
  /** Gives the solve in hand back to the queue and takes no more. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly database: Database;
  /** What is not frozen yet is frozen with it. */
  readonly reckoner: Pick<Reckoner, 'check'>;
  readonly queue: Pick<Queue, 'add' | 'work'>;
  readonly news: News;
  readonly log: Log;
  /** What solves and plans are dated by; leases of solves go by the database's own clock. */
  readonly now: () => Date;
}

/** How often a run says how far it has come, and learns whether it is still wanted; ms. */
const beat = 500;

/** A run not heard of for so long has died with its process; seconds. */
const silence = 15;

/** How often a solve is taken up again after its process died: one that kills processes must not go on for ever. */
const mostRuns = 3;

/**
 * Starts to solve. What a process that died has left is taken up again: at once where no other process can
 * have the database (PGlite), else when it has been silent for a while.
 */
export async function startWorker({
  database,
  reckoner,
  queue,
  news,
  log,
  now,
}: WorkerOptions): Promise<Worker> {
  const solver = createSolver();
  const running = new Map<string, AbortController>();
  let stopping = false;

  const solveNext = (): Promise<void> => byClock(now, solveOne);
  const solveOne = async (): Promise<void> => {
    const task = stopping ? undefined : await claimNext(database);
    if (task === undefined) return;
    const { solveId } = task;
    const aborted = new AbortController();
    running.set(solveId, aborted);
    news.tell(solveId);
    try {
      await runTask({ database, reckoner, news, solver }, task, aborted);
    } catch (error) {
      if (error instanceof NotWanted) log.info({ solveId }, 'solve no longer wanted');
      else if (stopping) await giveBack(database, task);
      // It stays as after a process that died: taken up again, or given up in the end.
      else if (databaseTrouble(error)) log.error({ solveId, err: error }, 'the database failed a solve');
      else {
        log.error({ solveId, err: error }, 'solve failed');
        await fail(database, task, failureOf(error));
      }
    } finally {
      running.delete(solveId);
      news.tell(solveId);
    }
  };

  const sweep = async (seconds: number): Promise<void> => {
    await queue.add(...(await byClock(now, () => takeUpAgain(database, seconds))));
  };
  await sweep(database.kind === 'pglite' ? 0 : silence);
  await queue.work(solveNext);
  const sweeping = setInterval(() => {
    sweep(silence).catch((error: unknown) => log.error({ err: error }, 'taking up solves failed'));
  }, silence * 1000);
  sweeping.unref();

  return {
    abort: (solveId) => running.get(solveId)?.abort(new NotWanted()),
    async stop() {
      stopping = true;
      clearInterval(sweeping);
      for (const aborted of running.values()) aborted.abort(new Error('The server is stopping.'));
      while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await solver.close();
    },
  };
}

/** The solve was cancelled, or another process has it now. */
class NotWanted extends Error {
  override readonly name = 'NotWanted';
}

/** One run of a solve; `run` is its name, so that a run thought dead cannot write over the next. */
interface Task {
  readonly solveId: string;
  readonly run: string;
  readonly countyId: string;
  readonly roundId: string;
  readonly scenarioId: string | null;
  readonly authorId: string | null;
  readonly engine: EngineChoice;
  /** Null: it is frozen when it is solved. */
  readonly frozen: { readonly problemId: string; readonly problem: string } | null;
}

/**
 * Whose turn it is: who waits for an answer before what a province asks for; then in turns, the first of each county (of each
 * batch of a province) before the second of any, counting what each has had since the oldest of those that wait was asked for;
 * then the oldest.
 */
const nextInTurn = `
  WITH queued AS (
    SELECT id, "batchId", coalesce("batchId", "countyId") AS "of", "requestedAt"
    FROM "Solve" WHERE state = 'queued'),
  had AS (
    SELECT coalesce("batchId", "countyId") AS "of", count(*) AS turns FROM "Solve"
    WHERE state = 'running' OR "startedAt" >= (SELECT min("requestedAt") FROM queued) GROUP BY 1),
  waiting AS (
    SELECT queued.*, coalesce(had.turns, 0)
      + row_number() OVER (PARTITION BY queued."of" ORDER BY queued."requestedAt", queued.id) AS turn
    FROM queued LEFT JOIN had ON had."of" = queued."of")
  SELECT solve.id FROM "Solve" solve JOIN waiting ON waiting.id = solve.id
  WHERE solve.state = 'queued'
  ORDER BY waiting."batchId" IS NOT NULL, waiting.turn, solve."requestedAt", solve.id
  LIMIT 1 FOR UPDATE OF solve SKIP LOCKED`;

/** Takes the queued solve whose turn it is; undefined: none waits, or other workers have them all. */
async function claimNext({ pool }: Database): Promise<Task | undefined> {
  const run = randomUUID();
  const { rows } = await pool.query<Omit<Task, 'run' | 'frozen'> & Frozen>(
    `UPDATE "Solve" solve SET state = 'running', "startedAt" = $2, progress = jsonb_build_object(
       'run', $1::text, 'seenAt', now(), 'runs', coalesce((solve.progress->>'runs')::int, 0) + 1)
     FROM (${nextInTurn}) AS next
     WHERE solve.id = next.id
     RETURNING solve.id AS "solveId", solve."countyId", solve."roundId", solve."scenarioId",
       solve."requestedBy" AS "authorId", solve.engine, solve."problemId",
       (SELECT body::text FROM "Problem" problem WHERE problem.id = solve."problemId") AS problem`,
    [run, instant()],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { problemId, problem, ...task } = row;
  return { ...task, run, frozen: problemId === null || problem === null ? null : { problemId, problem } };
}

interface Frozen {
  readonly problemId: string | null;
  readonly problem: string | null;
}

type Running = Pick<WorkerOptions, 'database' | 'reckoner' | 'news'> & { readonly solver: Solver };

/** What is solved: as it was frozen, or as the facts stand now. Throws `RoundNotOpen`, `ProblemRefused`. */
async function frozenOf({ database, reckoner }: Running, task: Task): Promise<NonNullable<Task['frozen']>> {
  if (task.frozen !== null) return task.frozen;
  const { roundId, countyId, authorId, solveId } = task;
  if (!inPlanning(await database.db.round.findUniqueOrThrow({ where: { id: roundId } })))
    throw new RoundNotOpen();
  const frozen = await freeze(database, reckoner, roundId);
  const problemId = await keepProblem(database, { countyId, roundId, frozenBy: authorId }, frozen);
  await database.pool.query('UPDATE "Solve" SET "problemId" = $2 WHERE id = $1', [solveId, problemId]);
  return { problemId, problem: frozen.text };
}

async function runTask(running: Running, task: Task, aborted: AbortController): Promise<void> {
  const { database, news, solver } = running;
  let told: Progress | undefined;
  let writing = false;
  const beating = setInterval(() => {
    if (writing) return;
    writing = true;
    stillWanted(database, task, told)
      .then((wanted) => {
        if (!wanted) aborted.abort(new NotWanted());
        news.tell(task.solveId);
      })
      // The next beat tries again; what a database that stays away cannot store is solved again.
      .catch(() => undefined)
      .finally(() => {
        writing = false;
      });
  }, beat);
  try {
    const { problem, problemId } = await frozenOf(running, task);
    const solved = await solver.solve(
      { ...task, problem },
      (progress) => {
        told = progress;
      },
      aborted.signal,
    );
    await finish(database, { ...task, problemId }, solved);
  } finally {
    clearInterval(beating);
  }
}

/** Notes progress and that the run lives; false when the solve is no longer this run's. */
async function stillWanted({ pool }: Database, { solveId, run }: Task, progress: Progress | undefined) {
  const { rowCount } = await pool.query(
    `UPDATE "Solve" SET progress = progress || $3::jsonb || jsonb_build_object('seenAt', now())
     WHERE id = $1 AND state = 'running' AND progress->>'run' = $2`,
    [solveId, run, JSON.stringify(progress ?? {})],
  );
  return rowCount === 1;
}

/** Stores the plan and ends the solve, both or neither. */
async function finish(
  { db }: Database,
  task: Task & { readonly problemId: string },
  solved: Solved,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const [own] = await tx.$queryRaw<{ startedAt: Date }[]>`
      SELECT "startedAt" FROM "Solve" WHERE id = ${task.solveId}::uuid AND state = 'running'
        AND progress->>'run' = ${task.run} FOR UPDATE`;
    if (own === undefined) throw new NotWanted();
    const planId = await storePlan(tx, task, solved);
    await tx.solve.update({
      where: { id: task.solveId },
      data: { state: 'done', planId, endedAt: instantAfter(own.startedAt) },
    });
  });
}

async function fail({ pool }: Database, { solveId, run }: Task, words: Words): Promise<void> {
  await pool.query(
    `UPDATE "Solve" SET state = 'failed', failure = $3::jsonb, "endedAt" = greatest($4, "startedAt")
     WHERE id = $1 AND state = 'running' AND progress->>'run' = $2`,
    [solveId, run, JSON.stringify(words), instant()],
  );
}

/** A stop in good order does not count as a run. */
async function giveBack({ pool }: Database, { solveId, run }: Task): Promise<void> {
  await pool.query(
    `UPDATE "Solve" SET state = 'queued', "startedAt" = NULL,
       progress = jsonb_build_object('runs', (progress->>'runs')::int - 1)
     WHERE id = $1 AND state = 'running' AND progress->>'run' = $2`,
    [solveId, run],
  );
}

/**
 * Queues anew what was running and has been silent for `seconds`, or gives it up. Answers every queued solve. A run last heard
 * of in the future is silent too: the clock was put back, and a run that lives is heard of again at once.
 */
async function takeUpAgain({ pool }: Database, seconds: number): Promise<readonly string[]> {
  const silent = `state = 'running' AND abs(extract(epoch FROM now() - (progress->>'seenAt')::timestamptz)) >= $1`;
  await pool.query(
    `UPDATE "Solve" SET state = 'failed', failure = $3::jsonb, "endedAt" = greatest($4, "startedAt")
     WHERE ${silent} AND (progress->>'runs')::int >= $2`,
    [seconds, mostRuns, JSON.stringify(givenUp(mostRuns)), instant()],
  );
  await pool.query(`UPDATE "Solve" SET state = 'queued', "startedAt" = NULL WHERE ${silent}`, [seconds]);
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM "Solve" WHERE state = 'queued' ORDER BY "requestedAt"`,
  );
  return rows.map(({ id }) => id);
}
