import type { Program } from '../model.ts';
import { costOf } from './exactly.ts';

/** A program without the columns whose bounds leave no choice, nor the rows that had no others. */
export interface Compact {
  readonly program: Program;
  readonly cost: Float64Array;
  /** Which rows and columns of the whole program are left. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** What the columns left out cost. */
  readonly constant: number;
  /** A point of the whole program in the columns that are left, and back. */
  part(point: Float64Array): Float64Array;
  whole(point: Float64Array): Float64Array;
  /** Duals of the rows that are left, and of rows added to these, as duals of all rows: the others show nothing. */
  duals(duals: Float64Array): Float64Array;
}

/** How many columns the bounds leave a choice of. */
export const choices = ({ lower, upper }: Program): number =>
  lower.reduce((sum, least, column) => sum + Number(least !== upper[column]), 0);

/** What the columns left out come to is taken off the rows' limits. */
export function compact(program: Program, cost: Float64Array): Compact {
  const { columns, postings, lower, upper, starts, indices, values, rowLower, rowUpper } = program;
  const free = Array.from({ length: columns }, (_, column) => column).filter(
    (column) => lower[column] !== upper[column],
  );
  const places = new Int32Array(columns).fill(-1);
  for (const [place, column] of free.entries()) places[column] = place;
  const rows: { row: number; taken: number; entries: number[] }[] = [];
  for (let row = 0; row < rowUpper.length; row++) {
    let taken = 0;
    const entries: number[] = [];
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const column = indices[entry] ?? 0;
      if ((places[column] ?? -1) < 0) taken += (values[entry] ?? 0) * (lower[column] ?? 0);
      else entries.push(entry);
    }
    // A row that its fixed columns alone break stays, so that there is no point.
    const kept = taken >= (rowLower[row] ?? 0) && taken <= (rowUpper[row] ?? 0);
    if (entries.length > 0 || !kept) rows.push({ row, taken, entries });
  }
  const ends = new Int32Array(rows.length + 1);
  for (const [place, { entries }] of rows.entries()) ends[place + 1] = (ends[place] ?? 0) + entries.length;
  const part = (point: Float64Array) => Float64Array.from(free, (column) => point[column] ?? 0);
  const of = <T>(list: ArrayLike<T>, none: T) => rows.map(({ row }) => list[row] ?? none);
  const within: Program = {
    base: {
      columns: free.length,
      rows: rows.length,
      teachers: Int32Array.from(free, (c) => program.base.teachers[c] ?? 0),
    },
    columns: free.length,
    postings: free.filter((column) => column < postings).length,
    lower: part(lower),
    upper: part(upper),
    starts: ends,
    indices: Int32Array.from(
      rows.flatMap(({ entries }) => entries.map((entry) => places[indices[entry] ?? 0] ?? 0)),
    ),
    values: Float64Array.from(rows.flatMap(({ entries }) => entries.map((entry) => values[entry] ?? 0))),
    rowLower: Float64Array.from(rows, ({ row, taken }) => (rowLower[row] ?? 0) - taken),
    rowUpper: Float64Array.from(rows, ({ row, taken }) => (rowUpper[row] ?? 0) - taken),
    columnName: (place) => program.columnName(free[place] ?? 0),
    rowNames: of(program.rowNames, ''),
    rules: of(program.rules, null),
    defines: of(program.defines, null).map((total) =>
      total === null || (places[total] ?? -1) < 0 ? null : (places[total] ?? 0),
    ),
  };
  const fixed = lower.slice();
  for (const column of free) fixed[column] = 0;
  return {
    program: within,
    rows: rows.map(({ row }) => row),
    columns: free,
    cost: part(cost),
    constant: costOf(cost, fixed),
    part,
    duals(duals) {
      const found = new Float64Array(rowUpper.length + Math.max(0, duals.length - rows.length));
      for (const [place, { row }] of rows.entries()) found[row] = duals[place] ?? 0;
      found.set(duals.subarray(rows.length), rowUpper.length);
      return found;
    },
    whole(point) {
      const found = lower.slice();
      for (const [place, column] of free.entries()) found[column] = point[place] ?? 0;
      return found;
    },
  };
}
