import pg from 'pg';

/** One statement as it went over the wire. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What `work` asks of PostgreSQL, over whichever connection, in its order; statements without a plan are left out. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const asked: Statement[] = [];
  const own = pg.Client.prototype.query;
  const watching = function (this: pg.Client, ...words: unknown[]): unknown {
    const [first, second] = words;
    const { text, values } =
      typeof first === 'string'
        ? { text: first, values: Array.isArray(second) ? second : [] }
        : (first as { text?: string; values?: unknown[] });
    if (text !== undefined && /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.test(text))
      asked.push({ text, values: values ?? [] });
    return Reflect.apply(own, this, words);
  };
  Object.assign(pg.Client.prototype, { query: watching });
  try {
    await work();
  } finally {
    Object.assign(pg.Client.prototype, { query: own });
  }
  return asked;
}

/** A step of a plan that reads a table from end to end. */
export interface Scan {
  readonly table: string;
  /** Rows on file, and rows that were wanted. */
  readonly size: number;
  readonly rows: number;
}

export interface Explained {
  /** Planning and running; of what writes planning alone. */
  readonly milliseconds: number;
  /** Of tables too large for it, where few of the rows were wanted. */
  readonly scans: readonly Scan[];
  /** The step that took longest by itself, with its table. */
  readonly slowest: string;
}

/** From so many rows on a table is large; less than this share of it is few. */
const LARGE = 10_000;
const FEW = 0.1;

/** How the server answers a statement; nothing it writes stays. */
export async function explained(pool: pg.Pool, { text, values }: Statement): Promise<Explained> {
  const reads = !/\b(INSERT|UPDATE|DELETE)\b/.test(text);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const sizes = await client.query<{ relname: string; size: number }>(
      `SELECT relname, reltuples::int AS size FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    const { rows } = await client.query<{ 'QUERY PLAN': readonly [Answer] }>(
      `EXPLAIN (${reads ? 'ANALYZE, ' : ''}FORMAT JSON) ${text}`,
      [...values],
    );
    const answer = rows[0]?.['QUERY PLAN'][0];
    if (answer === undefined) throw new Error('PostgreSQL explains nothing.');
    return read(answer, new Map(sizes.rows.map(({ relname, size }) => [relname, size])));
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

interface Answer {
  readonly Plan: Step;
  readonly 'Planning Time'?: number;
  readonly 'Execution Time'?: number;
}

interface Step {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Plan Rows': number;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Actual Total Time'?: number;
  readonly Plans?: readonly Step[];
}

function read(answer: Answer, sizes: ReadonlyMap<string, number>): Explained {
  const steps = stepsOf(answer.Plan);
  const scans = steps.flatMap(({ step, wanted }) => {
    const { 'Node Type': type, 'Relation Name': table = '', 'Actual Loops': loops } = step;
    const size = sizes.get(table) ?? 0;
    if (type !== 'Seq Scan' || loops === 0 || size < LARGE || wanted >= size * FEW) return [];
    return [{ table, size, rows: wanted }];
  });
  const [slowest] = steps.map(({ step }) => step).toSorted((a, b) => ownTime(b) - ownTime(a));
  return {
    milliseconds: (answer['Planning Time'] ?? 0) + (answer['Execution Time'] ?? 0),
    scans,
    slowest: slowest
      ? `${`${slowest['Node Type']} ${slowest['Relation Name'] ?? ''}`.trim()} ${ownTime(slowest).toFixed(1)} ms`
      : '',
  };
}

interface Placed {
  readonly step: Step;
  /** Rows that it gives and that no join above it throws away. */
  readonly wanted: number;
}

function stepsOf(step: Step, most = Number.POSITIVE_INFINITY): readonly Placed[] {
  const rows = (step['Actual Rows'] ?? step['Plan Rows']) * (step['Actual Loops'] ?? 1);
  const wanted = Math.min(rows, most);
  const below = /Join|Nested Loop/.test(step['Node Type']) ? wanted : most;
  return [{ step, wanted }, ...(step.Plans ?? []).flatMap((one) => stepsOf(one, below))];
}

const whole = (step: Step): number => (step['Actual Total Time'] ?? 0) * (step['Actual Loops'] ?? 0);

/** Without what is under it. */
const ownTime = (step: Step): number =>
  whole(step) - (step.Plans ?? []).reduce((sum, one) => sum + whole(one), 0);
