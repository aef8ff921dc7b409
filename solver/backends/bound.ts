import type { Program } from '../model.ts';

/**
 * What no point of the program can cost less than, by weak duality: any duals give a true bound, only a good
 * engine's give a close one. `reduced` is what each column adds beyond the bound for every unit off the end it
 * rests on: a column at its lower end costs at least `bound + reduced` once it is raised by one.
 */
export function boundOf(
  program: Program,
  cost: Float64Array,
  duals: Float64Array,
): { bound: number; reduced: Float64Array } {
  const { starts, indices, values, lower, upper, rowLower, rowUpper } = program;
  const reduced = Float64Array.from(cost);
  let bound = 0;
  for (let row = 0; row < rowUpper.length; row++) {
    const dual = duals[row] ?? 0;
    const end = dual > 0 ? rowLower[row] : rowUpper[row];
    if (dual === 0 || end === undefined || !Number.isFinite(end)) continue;
    bound += dual * end;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const column = indices[entry] ?? 0;
      reduced[column] = (reduced[column] ?? 0) - dual * (values[entry] ?? 0);
    }
  }
  for (let column = 0; column < program.columns; column++) {
    const slope = reduced[column] ?? 0;
    bound += slope * ((slope > 0 ? lower[column] : upper[column]) ?? 0);
  }
  return { bound, reduced };
}

/** The least whole cost at or above a bound that floats have blurred. */
export const wholeAbove = (bound: number): number =>
  Math.ceil(bound - Math.max(1e-6, 1e-10 * Math.abs(bound))) + ZERO;

/** Added so that nothing is −0. */
const ZERO = 0;
