import type { Pool } from 'pg';
import { Gauge, type Registry } from 'prom-client';

/** How long the database may take to tell before the page goes without it, ms. */
const patience = 5_000;

/** What the database says of the work of all its servers and workers; every one of them tells the same. */
export interface DatabaseMeters {
  /** Reads the figures anew. A database that does not answer leaves counts empty, figures and `junheng_database_up` at 0. */
  refresh(): Promise<void>;
}

export function createDatabaseMeters(registry: Registry, pool: Pool): DatabaseMeters {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge<Label>({ name: `junheng_${name}`, help, labelNames: [...labelNames], registers: [registry] });
  const up = gauge('database_up', 'Whether the database answers: 1 or 0.');
  const solves = gauge('solves', 'Solves on record, by state.', ['state']);
  const oldest = gauge(
    'queue_oldest_seconds',
    'How long the oldest waiting solve has waited; 0: none waits.',
  );
  const seconds = gauge('solve_seconds_sum', 'Seconds of all solves that ended with a plan.');
  const plans = gauge('plans', 'Plans on record, by status.', ['status']);
  const gap = gauge(
    'plan_gap',
    'The largest gap of a goal among the plans of the last day, as a share of its value; 0: all proven.',
  );
  const imports = gauge('imports', 'Imports on record, by state.', ['state']);
  const all = [solves, oldest, seconds, plans, gap, imports];

  return {
    async refresh() {
      const facts = await within(patience, pool.query<Facts>(statement)).catch(() => undefined);
      for (const one of all) one.reset();
      up.set(facts === undefined ? 0 : 1);
      const [row] = facts?.rows ?? [];
      if (row === undefined) return;
      for (const [state, count] of Object.entries(row.solves ?? {})) solves.set({ state }, count);
      for (const [status, count] of Object.entries(row.plans ?? {})) plans.set({ status }, count);
      for (const [state, count] of Object.entries(row.imports ?? {})) imports.set({ state }, count);
      oldest.set(row.oldest);
      seconds.set(row.seconds);
      gap.set(row.gap);
    },
  };
}

type Counts = Readonly<Record<string, number>> | null;

interface Facts {
  readonly solves: Counts;
  readonly plans: Counts;
  readonly imports: Counts;
  readonly oldest: number;
  readonly seconds: number;
  readonly gap: number;
}

/** One statement: the figures are of one moment. */
const statement = `
  SELECT
    (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) n FROM "Solve" GROUP BY state) s) AS solves,
    (SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) n FROM "Plan" GROUP BY status) p) AS plans,
    (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) n FROM "Import" GROUP BY state) i) AS imports,
    (SELECT coalesce(greatest(extract(epoch FROM now() - min("requestedAt")), 0), 0)::float8
       FROM "Solve" WHERE state = 'queued') AS oldest,
    (SELECT coalesce(sum(greatest(extract(epoch FROM "endedAt" - "startedAt"), 0)), 0)::float8
       FROM "Solve" WHERE state = 'done') AS seconds,
    (SELECT coalesce(max(abs((goal->>'value')::float8 - (goal->>'bound')::float8)
         / greatest(1, abs((goal->>'value')::float8))), 0)::float8
       FROM "Plan", jsonb_array_elements(goals) goal
       WHERE "createdAt" > now() - interval '1 day' AND goal->>'bound' IS NOT NULL) AS gap`;

function within<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The database is late.')), milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
