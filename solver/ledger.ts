import { Entries } from './entries.ts';
import type { Program } from './model.ts';

/**
 * The rows that rules wrote, kept as a ledger beside a plan: tells which rule a single change would break.
 * Totals are written out into the postings they count, so that a change need not carry them along.
 */
export class Ledger {
  readonly #program: Program;
  readonly #entries: ByPosting;
  readonly #sums: Float64Array;

  /**
   * `columns`: how many of the program's columns are postings, circuits and placements; `made`: the ones the plan makes, a circuit
   * once a day; `relaxed`: the rules that stop nothing.
   */
  constructor(
    program: Program,
    columns: number,
    made: Iterable<number>,
    relaxed: Pick<ReadonlySet<string>, 'has'> = new Set(),
  ) {
    this.#program = program;
    this.#entries = byPosting(program, columns, relaxed);
    this.#sums = new Float64Array(program.rowUpper.length);
    const { starts, rows, values } = this.#entries;
    for (const column of made) {
      for (let entry = starts[column] ?? 0; entry < (starts[column + 1] ?? 0); entry++) {
        const row = rows[entry] ?? 0;
        this.#sums[row] = (this.#sums[row] ?? 0) + (values[entry] ?? 0);
      }
    }
  }

  /** The first rule broken by making one posting more, and another one less; null: none. */
  broken(added: number, dropped: number | null): string | null {
    const { starts, rows, values } = this.#entries;
    const { rowLower, rowUpper, rules } = this.#program;
    let more = starts[added] ?? 0;
    let less = dropped === null ? 0 : (starts[dropped] ?? 0);
    const lastMore = starts[added + 1] ?? 0;
    const lastLess = dropped === null ? 0 : (starts[dropped + 1] ?? 0);
    while (more < lastMore || less < lastLess) {
      const up = more < lastMore ? (rows[more] ?? 0) : Number.POSITIVE_INFINITY;
      const down = less < lastLess ? (rows[less] ?? 0) : Number.POSITIVE_INFINITY;
      const row = Math.min(up, down);
      let sum = this.#sums[row] ?? 0;
      if (up === row) {
        sum += values[more] ?? 0;
        more += 1;
      }
      if (down === row) {
        sum -= values[less] ?? 0;
        less += 1;
      }
      if (sum < (rowLower[row] ?? 0) || sum > (rowUpper[row] ?? 0)) return rules[row] ?? null;
    }
    return null;
  }

  /** Every rule broken by making some postings more, and others less, in the order of the rows. */
  everyBroken(added: readonly number[], dropped: readonly number[]): string[] {
    const { rowLower, rowUpper, rules } = this.#program;
    const { starts, rows, values } = this.#entries;
    const changes = new Map<number, number>();
    for (const [columns, sign] of [
      [added, 1],
      [dropped, -1],
    ] as const) {
      for (const column of columns) {
        for (let entry = starts[column] ?? 0; entry < (starts[column + 1] ?? 0); entry++) {
          const row = rows[entry] ?? 0;
          changes.set(row, (changes.get(row) ?? 0) + sign * (values[entry] ?? 0));
        }
      }
    }
    const broken = [...changes].filter(([row, change]) => {
      const sum = (this.#sums[row] ?? 0) + change;
      return sum < (rowLower[row] ?? 0) || sum > (rowUpper[row] ?? 0);
    });
    return [...new Set(broken.sort(([a], [b]) => a - b).flatMap(([row]) => rules[row] ?? []))];
  }
}

/** The columns of what a plan makes, a circuit's as often as it has days. */
export const columnsMade = (
  postings: readonly { column: number }[],
  circuits: readonly { column: number; days: number }[],
  placements: readonly { column: number }[] = [],
): number[] => [
  ...[...postings, ...placements].map(({ column }) => column),
  ...circuits.flatMap(({ column, days }) => Array.from({ length: days }, () => column)),
];

/** A posting's entries are those from `starts[column]` up to `starts[column + 1]`, by row. */
interface ByPosting {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

function byPosting(program: Program, columns: number, relaxed: Pick<ReadonlySet<string>, 'has'>): ByPosting {
  const written = writtenOut(program, columns, relaxed);
  const starts = new Int32Array(columns + 1);
  for (const column of written.indices) starts[column + 1] = (starts[column + 1] ?? 0) + 1;
  for (let column = 0; column < columns; column++) {
    starts[column + 1] = (starts[column + 1] ?? 0) + (starts[column] ?? 0);
  }
  const next = starts.slice();
  const rows = new Int32Array(written.indices.length);
  const values = new Float64Array(written.indices.length);
  for (let row = 0; row < program.rowUpper.length; row++) {
    for (let entry = written.starts[row] ?? 0; entry < (written.starts[row + 1] ?? 0); entry++) {
      const column = written.indices[entry] ?? 0;
      const place = next[column] ?? 0;
      next[column] = place + 1;
      rows[place] = row;
      values[place] = written.values[entry] ?? 0;
    }
  }
  return { starts, rows, values };
}

/** The rows of rules that hold, every total in them as the postings it counts; other rows are empty. */
function writtenOut(
  { starts, indices, values, rules, rowUpper, defines }: Program,
  columns: number,
  relaxed: Pick<ReadonlySet<string>, 'has'>,
): ReturnType<Entries['rows']> {
  const totals = new Map<number, number>();
  for (const [row, total] of defines.entries()) if (total !== null) totals.set(total, row);
  const written = new Entries();
  for (let row = 0; row < rowUpper.length; row++) {
    const rule = rules[row] ?? null;
    const counts = rule !== null && !relaxed.has(rule);
    for (let entry = starts[row] ?? 0; counts && entry < (starts[row + 1] ?? 0); entry++) {
      const column = indices[entry] ?? 0;
      const value = values[entry] ?? 0;
      const counted = totals.get(column);
      if (column < columns) written.add(column, value);
      if (counted === undefined) continue;
      for (let member = starts[counted] ?? 0; member < (starts[counted + 1] ?? 0); member++) {
        if (indices[member] !== column) written.add(indices[member] ?? 0, value);
      }
    }
    written.end();
  }
  return written.rows();
}
