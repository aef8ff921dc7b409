import type { Program } from '../model.ts';

/**
 * What no point of the program can cost less than, by weak duality: any duals give a true bound, only a good
 * engine's give a close one. `reduced` is what each column adds beyond the bound for every unit off the end it
 * rests on: a column at its lower end costs at least `bound + reduced` once it is raised by one.
 *
 * What floating numbers may have lost on the way is taken off the bound, so it is true to the last digit.
 */
export function boundOf(
  program: Program,
  cost: Float64Array,
  duals: Float64Array,
): { bound: number; reduced: Float64Array } {
  const { starts, indices, values, lower, upper, rowLower, rowUpper } = program;
  const reduced = Float64Array.from(cost);
  /** By column, how large the terms and sums are that were rounded for its reduced cost. */
  const size = new Float64Array(program.columns);
  const sum = new Sum();
  for (let row = 0; row < rowUpper.length; row++) {
    const dual = duals[row] ?? 0;
    const end = dual > 0 ? rowLower[row] : rowUpper[row];
    if (dual === 0 || end === undefined || !Number.isFinite(end)) continue;
    sum.add(dual * end, Math.abs(dual * end) * ROUNDING);
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const column = indices[entry] ?? 0;
      const term = dual * (values[entry] ?? 0);
      const left = (reduced[column] ?? 0) - term;
      reduced[column] = left;
      size[column] = (size[column] ?? 0) + Math.abs(term) + Math.abs(left);
    }
  }
  for (let column = 0; column < program.columns; column++) {
    const slope = reduced[column] ?? 0;
    const least = lower[column] ?? 0;
    const most = upper[column] ?? 0;
    const blur = (size[column] ?? 0) * ROUNDING;
    const end = slope > 0 ? least : most;
    const reach = Math.abs(slope) > blur ? Math.abs(end) : Math.max(Math.abs(least), Math.abs(most));
    sum.add(slope * end, blur * reach);
  }
  return { bound: sum.least, reduced };
}

/** The ray of a row that no values within the columns' bounds keep; null: there is no such row. */
export function brokenAlone(program: Program): Float64Array | null {
  const { starts, indices, values, lower, upper, rowLower, rowUpper } = program;
  for (let row = 0; row < rowUpper.length; row++) {
    let least = 0;
    let most = 0;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const column = indices[entry] ?? 0;
      const low = (values[entry] ?? 0) * (lower[column] ?? 0);
      const high = (values[entry] ?? 0) * (upper[column] ?? 0);
      least += Math.min(low, high);
      most += Math.max(low, high);
    }
    if (least > (rowUpper[row] ?? 0)) return new Float64Array(rowUpper.length).fill(-1, row, row + 1);
    if (most < (rowLower[row] ?? 0)) return new Float64Array(rowUpper.length).fill(1, row, row + 1);
  }
  return null;
}

/** The program with every column held at the end it rests on, if leaving it costs more than `radius`. */
export function within(program: Program, reduced: Float64Array, radius: number): Program {
  const lower = Float64Array.from(program.lower);
  const upper = Float64Array.from(program.upper);
  const beyond = radius + BLUR * Math.max(1, Math.abs(radius));
  for (let column = 0; column < program.columns; column++) {
    const slope = reduced[column] ?? 0;
    if (slope > beyond) upper[column] = lower[column] ?? 0;
    if (slope < -beyond) lower[column] = upper[column] ?? 0;
  }
  return { ...program, lower, upper };
}

export const BLUR = 1e-6;

/** What one rounding loses at the most, as a part of what is rounded; and a little more. */
const ROUNDING = 2 ** -53 * 1.001;

/** A sum that carries along what rounding drops (Neumaier), and how far its terms may be off. */
class Sum {
  #total = 0;
  #dropped = 0;
  #off = 0;

  add(term: number, off: number): void {
    const total = this.#total + term;
    this.#dropped +=
      Math.abs(this.#total) >= Math.abs(term) ? this.#total - total + term : term - total + this.#total;
    this.#total = total;
    this.#off += off;
  }

  /** What the sum is at least. */
  get least(): number {
    return this.#total + this.#dropped - this.#off;
  }
}

/** The least whole cost at or above a bound, where a hair above a whole number is taken for that number. */
export const wholeAbove = (bound: number): number => Math.ceil(bound - HAIR) + ZERO;

const HAIR = 1e-6;

/** Added so that nothing is −0. */
const ZERO = 0;
