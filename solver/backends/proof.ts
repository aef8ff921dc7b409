import type { Cut } from './cuts.ts';

/**
 * Why no whole point of a program costs less: duals, or a tree of splits with duals at its leaves. Whoever has the
 * program can check it by additions alone (weak duality); nothing in it is taken from an engine on trust.
 */
export type Tree =
  /** Every point costs at least what these duals show, one dual a row. */
  | { kind: 'bound'; duals: Float64Array }
  /** No point at all: without costs, these duals show a bound above 0. */
  | { kind: 'empty'; ray: Float64Array }
  /** Every whole point has at most `most` in the column, or at least one more. */
  | { kind: 'split'; column: number; most: number; below: Tree; above: Tree }
  /** The same with what the steps add, before any split; duals of cuts come after those of the program's `rows`. */
  | { kind: 'steps'; rows: number; steps: readonly Step[]; tree: Tree };

/** A row that every whole point keeps; or columns held that by these duals cost too much once they leave their ends. */
export type Step = Cut | { readonly held: Float64Array };

/**
 * The root's duals hold over every column; a column that by them costs more than the plan found once it leaves its end
 * is at that end in every better plan. What is left then is covered by the tree; null: the root alone is enough.
 */
export interface Proof {
  readonly root: Float64Array;
  readonly tree: Tree | null;
  /** What root and tree together show that no whole point costs less than; where there is a tree, beyond what the root does. */
  readonly bound: number;
}

/** A tree while it grows: a place still empty has nothing proven about it. */
export interface Place {
  tree: Tree | { kind: 'split'; column: number; most: number; below: Place; above: Place } | null;
}

/** The grown tree; null where some place of it was left unproven. */
export function grown({ tree }: Place): Tree | null {
  if (tree === null || tree.kind !== 'split') return tree;
  const { below, above, ...split } = tree;
  const [left, right] = [below, above].map((branch) => ('kind' in branch ? branch : grown(branch)));
  return left && right ? { ...split, below: left, above: right } : null;
}

/**
 * Duals to the nearest 2⁻⁴⁰, so that they are the same numbers wherever they are written down and read again, and sums
 * of them are exact in integers.
 */
export const gridded = (duals: Float64Array): Float64Array =>
  duals.map((dual) => Math.round(dual * GRID) / GRID);

const GRID = 2 ** 40;
