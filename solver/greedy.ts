import type { Program } from './model.ts';

/**
 * A plan made posting by posting, those first of which a relaxation makes most: each that keeps the rows kept so far
 * and brings one nearer that is not. Finds no best plan and may find none, but what it finds is one.
 */
export class Greedy {
  readonly #written: Program;
  readonly #rows: ByPosting;

  constructor(program: Program) {
    this.#written = program;
    this.#rows = byPosting(program);
  }

  /** The rules whose rows, as they were written, a set of postings breaks. */
  brokenBy(made: readonly number[]): ReadonlySet<string> {
    const { rules, rowUpper } = this.#written;
    const sums = this.#sumsOf(made);
    return new Set(
      rules.flatMap((rule, row) => (rule !== null && (sums[row] ?? 0) > (rowUpper[row] ?? 0) ? [rule] : [])),
    );
  }

  /**
   * Postings that keep every row of a program, which may have other bounds and limits than the one written; null: none
   * was found. `demands`: the rules that moving nobody breaks; `wanted`: how much of each column a relaxation makes.
   */
  plan(
    { upper, rowUpper, rules, postings }: Program,
    demands: ReadonlySet<string>,
    wanted: Float64Array,
  ): number[] | null {
    const { starts, rows, values } = this.#rows;
    const sums = new Float64Array(rowUpper.length);
    const missing = new Set<number>();
    for (const [row, rule] of rules.entries()) {
      if (rule !== null && (rowUpper[row] ?? 0) < 0 && demands.has(rule)) missing.add(row);
    }
    const order = Array.from({ length: postings }, (_, column) => column)
      .filter((column) => (upper[column] ?? 0) >= 1)
      .sort((a, b) => (wanted[b] ?? 0) - (wanted[a] ?? 0) || a - b);
    const made = new Set<number>();

    const fits = (column: number): boolean => {
      let helps = false;
      for (let entry = starts[column] ?? 0; entry < (starts[column + 1] ?? 0); entry++) {
        const row = rows[entry] ?? 0;
        const step = values[entry] ?? 0;
        if (missing.has(row)) helps ||= step < 0;
        else if (step > 0 && (sums[row] ?? 0) + step > (rowUpper[row] ?? 0)) return false;
      }
      return helps || (wanted[column] ?? 0) > HALF;
    };
    const add = (column: number) => {
      made.add(column);
      for (let entry = starts[column] ?? 0; entry < (starts[column + 1] ?? 0); entry++) {
        const row = rows[entry] ?? 0;
        sums[row] = (sums[row] ?? 0) + (values[entry] ?? 0);
        if ((sums[row] ?? 0) <= (rowUpper[row] ?? 0)) missing.delete(row);
      }
    };
    for (let round = 0; round < ROUNDS && missing.size > 0; round++) {
      const before = made.size;
      for (const column of order) {
        if (missing.size === 0) break;
        if (!made.has(column) && fits(column)) add(column);
      }
      if (made.size === before) break;
    }
    return missing.size === 0 ? [...made] : null;
  }

  #sumsOf(made: readonly number[]): Float64Array {
    const { starts, rows, values } = this.#rows;
    const sums = new Float64Array(this.#written.rowUpper.length);
    for (const column of made) {
      for (let entry = starts[column] ?? 0; entry < (starts[column + 1] ?? 0); entry++) {
        const row = rows[entry] ?? 0;
        sums[row] = (sums[row] ?? 0) + (values[entry] ?? 0);
      }
    }
    return sums;
  }
}

/** A relaxation that makes more than this of a posting means it. */
const HALF = 0.5;
const ROUNDS = 4;

/** A posting's entries are those from `starts[column]` up to `starts[column + 1]`, every total written out. */
interface ByPosting {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

function byPosting({ postings, starts, indices, values, rules, defines }: Program): ByPosting {
  const totals = new Map<number, number>();
  for (const [row, total] of defines.entries()) if (total !== null) totals.set(total, row);
  const entries: [row: number, value: number][][] = Array.from({ length: postings }, () => []);
  for (const [row, rule] of rules.entries()) {
    if (rule === null) continue;
    const sums = new Map<number, number>();
    const put = (column: number, value: number) => {
      if (column < postings) sums.set(column, (sums.get(column) ?? 0) + value);
    };
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const column = indices[entry] ?? 0;
      const value = values[entry] ?? 0;
      const defined = totals.get(column);
      if (defined === undefined) put(column, value);
      else {
        for (let member = starts[defined] ?? 0; member < (starts[defined + 1] ?? 0); member++) {
          put(indices[member] ?? 0, value);
        }
      }
    }
    for (const [column, value] of sums) if (value !== 0) entries[column]?.push([row, value]);
  }
  const ends = new Int32Array(postings + 1);
  for (const [column, list] of entries.entries()) ends[column + 1] = (ends[column] ?? 0) + list.length;
  const flat = entries.flat();
  return {
    starts: ends,
    rows: Int32Array.from(flat, ([row]) => row),
    values: Float64Array.from(flat, ([, value]) => value),
  };
}
