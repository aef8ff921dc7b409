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

/**
 * The point itself where it is whole; else, where its postings are, the same postings with every other column at the
 * least that its rows ask for. Null: postings are split, or no such values keep the rows.
 */
export function wholeFrom(program: Program, point: Float64Array): Float64Array | null {
  const whole = exactly(program, point);
  if (whole) return whole;
  const { postings, columns, rowLower, rowUpper, starts, indices, values, lower, upper } = program;
  const settled = Float64Array.from(point, (value) => Math.round(value) + ZERO);
  for (let column = 0; column < columns; column++) {
    const value = point[column] ?? 0;
    if (column >= postings) settled[column] = Math.max(lower[column] ?? 0, Math.floor(value + WHOLE));
    else if (Math.abs((settled[column] ?? 0) - value) > WHOLE) return null;
  }
  for (const [row, total] of program.defines.entries()) {
    if (total === null) continue;
    settled[total] = 0;
    settled[total] = activity(program, row, settled);
  }
  for (let row = 0; row < rowUpper.length; row++) {
    if (rowLower[row] === rowUpper[row]) continue;
    let beyond = activity(program, row, settled) - (rowUpper[row] ?? 0);
    for (let entry = starts[row] ?? 0; beyond > 0 && entry < (starts[row + 1] ?? 0); entry++) {
      const column = indices[entry] ?? 0;
      const step = -(values[entry] ?? 0);
      if (column < postings || step <= 0) continue;
      const raised = Math.min((upper[column] ?? 0) - (settled[column] ?? 0), Math.ceil(beyond / step));
      settled[column] = (settled[column] ?? 0) + raised;
      beyond -= raised * step;
    }
  }
  return exactly(program, settled);
}

export function costOf(cost: Float64Array, values: Float64Array): number {
  return cost.reduce((sum, each, column) => sum + each * (values[column] ?? 0), 0);
}

/** What a row comes to at a point. */
export function activity({ starts, indices, values }: Program, row: number, point: Float64Array): number {
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
