import type { Program } from '../model.ts';
import { isSplit } from './branch.ts';

/**
 * The program with every column fixed at what it comes to in a point of the relaxation, but for those that share a narrow
 * row with a column the point splits, and for what counts more than one. Null: nothing is split, or so much is that this
 * would be no small search, or the whole program is one.
 *
 * A relaxation splits a few postings of thousands, where money or a quota is used up; who else could go to the same
 * posts, and where else the same teachers could, is mostly enough to make it whole at the same cost.
 */
export function neighbourhood(program: Program, point: Float64Array): Program | null {
  if (program.columns <= FEW) return null;
  for (const narrow of NARROW) {
    const found = within(program, point, narrow);
    if (found) return found;
  }
  return null;
}

/** `narrow`: of how many entries a row may be. */
function within(program: Program, point: Float64Array, narrow: number): Program | null {
  const { columns, postings, starts, indices, rowUpper } = program;
  const near = new Uint8Array(columns);
  for (let row = 0; row < rowUpper.length; row++) {
    const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    if (to - from > narrow) continue;
    const together = indices.subarray(from, to);
    if (!together.some((column) => isSplit(point[column] ?? 0))) continue;
    for (const column of together) near[column] = 1;
  }
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  let free = 0;
  let split = false;
  for (let column = 0; column < columns; column++) {
    const value = point[column] ?? 0;
    const range = (upper[column] ?? 0) - (lower[column] ?? 0);
    split ||= isSplit(value);
    if (near[column] === 1 || isSplit(value) || (column >= postings && range > 1)) free += range > 0 ? 1 : 0;
    else lower[column] = upper[column] = Math.round(value);
  }
  return split && free <= SMALL ? { ...program, lower, upper } : null;
}

/** Entries up to which a row is about one teacher, post or school, and not about the county; fewer where that is too wide. */
const NARROW = [400, 100];
/** Columns up to which splitting a program is sooner done than setting an engine's search going. */
const FEW = 5_000;
/** Columns up to which a search is small. */
const SMALL = 15_000;
