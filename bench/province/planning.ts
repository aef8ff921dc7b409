import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { Database } from '../../prisma/client.ts';
import { viewerAs } from '../../test/support/counties.ts';
import { startRounds } from '../../test/support/rounds.ts';
import { hold } from '../case.ts';
import { count, seconds as shown } from '../figures.ts';
import type { Sheet } from '../sheet.ts';
import { benchDatabase } from './database.ts';
import { type Program, startProgram } from './programs.ts';
import { keepProvince } from './province.ts';

const TEACHERS = 3_000;
const SCHOOLS = 27;

/** How many counties, as `BENCH_COUNTIES` says; a hundred are what is asked for. */
const counties = (): number => Number(process.env['BENCH_COUNTIES'] ?? 20);

/** A batch of a province's counties by one worker process and by two: how long, and how much of it was none of the solves' own. */
export function planning(limit: number): Sheet {
  let alone: Planned | undefined;
  const line = (name: string, workers: number) => ({
    name,
    async measure() {
      if (process.env['TEST_DATABASE_URL'] === undefined)
        return ['not measured: TEST_DATABASE_URL is not set'];
      const found = await planned(workers, limit * counties());
      if (workers === 1) alone = found;
      const { wall, own, plans, moved, processor } = found;
      const overhead = 1 - own / (workers * wall);
      const speed = alone && alone !== found ? alone.wall / wall : undefined;
      if (alone)
        hold(alone.moved === moved && alone.plans === plans, 'one and two workers come to the same plans');
      return [
        count(counties()),
        count(counties() * TEACHERS),
        String(workers),
        shown(wall),
        shown(own / counties()),
        `${(overhead * 100).toFixed(1)} %`,
        (processor / wall).toFixed(2),
        `${plans} plans, ${count(moved)} moves`,
        [
          overhead <= MOST_OVERHEAD ? '5 % kept' : '5 % MISSED',
          ...(speed === undefined
            ? []
            : [`${speed.toFixed(2)} × one worker, ${speed >= LEAST_SPEED ? '1.8 kept' : '1.8 MISSED'}`]),
        ].join('; '),
      ];
    },
  });
  return {
    title: 'Province: every county of a batch solved, on PostgreSQL',
    columns: [
      ['case', 20],
      ['counties', 8],
      ['teachers', 8],
      ['workers', 7],
      ['wall s', 8],
      ['a solve s', 9],
      ['queue', 7],
      ['processors', 10],
      ['plans', 26],
      ['limits', 0],
    ],
    lines: [line('province-1-worker', 1), line('province-2-workers', 2)],
  };
}

const MOST_OVERHEAD = 0.05;
const LEAST_SPEED = 1.8;

interface Planned {
  /** Seconds from the first solve's start to the last one's end. */
  readonly wall: number;
  /** Seconds of all solves, each from when it was taken until its plan was stored. */
  readonly own: number;
  readonly plans: number;
  readonly moved: number;
  /** Seconds of the processor that the workers used. */
  readonly processor: number;
}

async function planned(workers: number, most: number): Promise<Planned> {
  const bench = await benchDatabase('junheng_bench_province');
  try {
    const size = { counties: counties(), teachers: TEACHERS, schools: SCHOOLS };
    const provinceId = await keepProvince(bench.database, size, false);
    const programs: Program[] = [];
    try {
      while (programs.length < workers) programs.push(await startProgram('worker', bench.url));
      await start(bench.database, provinceId);
      await ended(bench.database.pool, most);
      return await measured(bench.database.pool, programs);
    } finally {
      await Promise.all(programs.map((program) => program.stop()));
    }
  } finally {
    await bench.close();
  }
}

async function start(database: Database, provinceId: string): Promise<void> {
  const { rounds, close } = await startRounds(database);
  const { schoolYear } = await database.db.round.findFirstOrThrow();
  await rounds.batches.start(viewerAs('province-officer', { provinceId }), {
    provinceId,
    schoolYear,
    engine: 'auto',
  });
  await close();
}

async function ended(pool: Pool, most: number): Promise<void> {
  const until = performance.now() + most * 1000;
  for (;;) {
    const { rows } = await pool.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM "Solve" WHERE state IN ('queued', 'running')`,
    );
    if (rows[0]?.open === 0) return;
    hold(performance.now() < until, `the province is solved within ${most} s`);
    await pause(500);
  }
}

async function measured(pool: Pool, programs: readonly Program[]): Promise<Planned> {
  const { rows } = await pool.query<Omit<Planned, 'processor'>>(`
    SELECT extract(epoch FROM max("endedAt") - min("startedAt"))::float AS wall,
      sum(extract(epoch FROM "endedAt" - "startedAt"))::float AS own,
      count(*) FILTER (WHERE solve.state = 'done' AND plan.status = 'optimal')::int AS plans,
      coalesce(sum(plan.moved), 0)::int AS moved
    FROM "Solve" solve LEFT JOIN "Plan" plan ON plan.id = solve."planId"`);
  const [found] = rows;
  hold(
    found?.plans === counties(),
    `every county has a plan that is the best, and not ${found?.plans} of them`,
  );
  const used = await Promise.all(programs.map((program) => program.processor()));
  return { ...found, processor: used.reduce((sum, one) => sum + one, 0) };
}
