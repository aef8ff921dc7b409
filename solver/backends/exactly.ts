import type { Program } from '../model.ts';

/**
 * The point rounded to whole numbers, if it was whole to begin with and keeps every bound and every row
 * exactly; null if not. All sums are integers well below 2⁵³, so nothing here is rounded.
 */
export function exactly(program: Program, point: Float64Array): Float64Array | null {
  const whole = Float64Array.from(point, (value) => Math.round(value) + ZERO);
  for (let column = 0; column < program.columns; column++) {
    const value = whole[column] ?? Number.NaN;
    if (!(Math.abs(value - (point[column] ?? Number.NaN)) <= WHOLE)) return null;
    if (!(value >= (program.lower[column] ?? 0) && value <= (program.upper[column] ?? 0))) return null;
  }
  for (let row = 0; row < program.rowUpper.length; row++) {
    const sum = activity(program, row, whole);
    if (!(sum >= (program.rowLower[row] ?? 0) && sum <= (program.rowUpper[row] ?? 0))) return null;
  }
  return whole;
}

export function costOf(cost: Float64Array, values: Float64Array): number {
  return cost.reduce((sum, each, column) => sum + each * (values[column] ?? 0), 0);
}

function activity({ starts, indices, values }: Program, row: number, point: Float64Array): number {
  let sum = 0;
  for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
    sum += (values[entry] ?? 0) * (point[indices[entry] ?? 0] ?? 0);
  }
  return sum;
}

/** How far from a whole number an engine may leave a value it calls whole. */
const WHOLE = 1e-5;
/** Added so that nothing is −0. */
const ZERO = 0;
