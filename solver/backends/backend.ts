import type { Program } from '../model.ts';
import type { Engine } from '../plan.ts';
import { costOf } from './exactly.ts';
import type { Tree } from './proof.ts';

/**
 * An engine behind one interface. Whatever it answers is only proposed: `exactly` re-checks a plan in whole
 * numbers, `boundOf` makes a bound out of its duals, and `minimise` claims no more than these two show.
 */
export interface Backend {
  readonly name: Engine;
  /** About how many columns one search may be given to begin with. */
  readonly core: number;
  /** The least cost when teachers could be split; `begin` where this is the first of a program, not one on the way. */
  relax(program: Program, cost: Float64Array, control: Control, begin?: Begin): Relaxed;
  /** The least cost in whole numbers; `start`, where one is known, may be out of the program's bounds: only what costs less is sought. */
  search(program: Program, cost: Float64Array, control: Control, start: Point | null): Searched;
  /**
   * Some whole point of a small program, cheap if not the cheapest; the first found that costs at most `enough` (null: the
   * first of all). Null: none was found, which shows nothing.
   */
  repair(program: Program, cost: Float64Array, control: Control, enough: number | null): Float64Array | null;
  /** Lets go of what it holds on to between calls; it may be used again. */
  close(): void;
}

/** A point in whole numbers, and what it costs. */
export interface Point {
  readonly values: Float64Array;
  readonly cost: number;
}

/** Where the first relaxation of a program may begin. */
export interface Begin {
  /** A point of the program known already; null: none is. */
  readonly near: Float64Array | null;
}

/** The point a search found, or the one it began with. */
export const pointOf = ({ values }: Searched, cost: Float64Array, start: Point | null): Point | null =>
  values === null || values === start?.values ? start : { values, cost: costOf(cost, values) };

/** How a long computation is watched and stopped; the solver itself has no clock. */
export interface Control {
  /** Asked between steps; once true, the engine returns the best it has. */
  shouldStop(): boolean;
  /** Told of the best plan's cost and the proven bound, whenever one of them is better; null: none yet. */
  improved(incumbent: number | null, bound: number | null): void;
  /** Whether the engine's word that nothing is better is enough, and no proof is asked for; false where left out. */
  readonly byWord?: boolean;
}

/** Nobody watches, and nobody stops it. */
export const untilDone: Control = { shouldStop: () => false, improved: () => undefined };

export type Relaxed =
  /** `values` may be fractional; `duals`, one a row, are worth what `boundOf` makes of them. */
  | { status: 'solved'; values: Float64Array; duals: Float64Array }
  /** `ray`, one dual a row: bounds a program without costs above 0, where the engine could show as much. */
  | { status: 'infeasible'; ray: Float64Array | null }
  /** Stopped, or the engine lost its way: nothing is known. */
  | { status: 'unknown' };

export interface Searched {
  /** `cut-short`: stopped; `values`, where there are any, may not be the best. */
  status: 'optimal' | 'infeasible' | 'cut-short';
  values: Float64Array | null;
  /** What no whole plan costs less than; null: not known. */
  bound: number | null;
  /** Why there is nothing better, or nothing at all; null: only the engine's word. */
  proof: Tree | null;
  /** Where there is no such proof: what shows that nothing costs less than `bound`, if anything does. */
  partial?: { readonly tree: Tree; readonly bound: number };
}
