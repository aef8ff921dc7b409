import fc from 'fast-check';
import { exactly } from '../../solver/backends/exactly.ts';
import type { Program } from '../../solver/model.ts';

/** Up to 7 columns of 0 to 2, or of 1 to 3, under up to 5 rows. */
export const small = fc.integer({ min: 3, max: 7 }).chain((columns) => {
  const each = (value: fc.Arbitrary<number>) => fc.array(value, { minLength: columns, maxLength: columns });
  return fc.record({
    lower: each(fc.integer({ min: 0, max: 1 })),
    cost: each(fc.integer({ min: -20, max: 5 })),
    rows: fc.array(
      fc.record({
        values: each(fc.integer({ min: -3, max: 9 })),
        limit: fc.integer({ min: 4, max: 40 }),
        below: fc.boolean(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  });
});
export type Small = typeof small extends fc.Arbitrary<infer Given> ? Given : never;

export const programOf = ({ lower, rows }: Small): Program =>
  programWith(
    lower,
    lower.map((least) => least + 2),
    rows.map(({ values, limit, below }) =>
      below
        ? { values: values.map((value) => -value), lower: -limit, upper: Number.POSITIVE_INFINITY }
        : { values, lower: Number.NEGATIVE_INFINITY, upper: limit },
    ),
  );

/** A program of whole columns within bounds, all of them postings of teachers of their own, under such rows. */
export function programWith(
  lower: readonly number[],
  upper: readonly number[],
  rows: readonly { readonly values: readonly number[]; readonly lower: number; readonly upper: number }[],
): Program {
  const columns = lower.map((_, column) => column);
  return {
    columns: lower.length,
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    starts: Int32Array.from([0, ...rows.map((_, row) => (row + 1) * lower.length)]),
    indices: Int32Array.from(rows.flatMap(() => columns)),
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    base: { rows: rows.length, columns: lower.length, teachers: Int32Array.from(columns) },
    postings: lower.length,
    columnName: (column) => `x${column}`,
    rowNames: rows.map((_, row) => `r${row}`),
    rules: rows.map(() => null),
    defines: rows.map(() => null),
  };
}

/** Every whole point of such a program. */
export function* pointsOf(program: Program): Iterable<Float64Array> {
  const count = 3 ** program.columns;
  for (let place = 0; place < count; place++) {
    const point = program.lower.map((least, column) => least + (Math.floor(place / 3 ** column) % 3));
    if (exactly(program, point)) yield point;
  }
}
