import type { Program } from '../model.ts';
import type { Backend, Control, Point } from './backend.ts';
import { BLUR, boundOf, brokenAlone, wholeAbove, within } from './bound.ts';
import { costOf, exactly, wholeFrom } from './exactly.ts';
import { neighbourhood } from './neighbourhood.ts';
import type { Proof, Tree } from './proof.ts';

/** The least integer cost of a program, with what is proven about it. */
export type Minimum =
  /** `proof` null: the engine's word. */
  | { status: 'infeasible'; proof: Tree | null }
  /** Stopped before any whole point was found. */
  | { status: 'cut-short'; bound: number | null }
  | {
      /** `optimal`: `cost` equals `bound`, by the engine's word where the proof's own bound is below it. */
      status: 'optimal' | 'feasible';
      values: Float64Array;
      cost: number;
      bound: number | null;
      /** The program with every column fixed that no point of this cost or less can change. */
      face: Program;
      /** What is proven: that no point costs less than the proof's bound; null: nothing. */
      proof: Proof | null;
    };

/**
 * Solves the relaxation, makes what it splits whole among its neighbours (`neighbourhood`), and where that costs more than
 * the relaxation shows to be needed, searches only among the columns whose reduced cost could still pay: a column left
 * out raises the cost above `bound + radius`, so a plan that costs at most 1 more than that is the best of all columns,
 * not only of those searched: costs are whole. Where it is not, the radius its cost asks for settles it in one more
 * search.
 *
 * `start`: a plan that is known already, and is what comes back where nothing better is found.
 */
export function minimise(
  backend: Backend,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Float64Array | null = null,
): Minimum {
  if (program.columns === 0) return empty(program);
  let best: Point | null = start && { values: start, cost: costOf(cost, start) };
  if (control.shouldStop()) {
    return best
      ? { status: 'feasible', ...best, bound: null, face: program, proof: null }
      : { status: 'cut-short', bound: null };
  }
  // Columns at their best ends, no row asked: where the plan known costs no more, no engine is needed.
  const ends = best && shownBy(program, cost, new Float64Array(program.rowUpper.length));
  if (best && ends && best.cost <= ends.least) {
    const face = within(program, ends.reduced, best.cost - ends.bound);
    return { status: 'optimal', ...best, bound: best.cost, face, proof: ends.byRoot };
  }
  const relaxed = relaxedAfresh(backend, program, cost, control, best?.values ?? null);
  if (relaxed.status === 'infeasible') {
    return nothing(best, program, relaxed.ray && { kind: 'empty', ray: relaxed.ray });
  }
  if (relaxed.status === 'unknown') return searchAll(backend, program, cost, control, best);

  const { root, bound, reduced, least, byRoot } = shownBy(program, cost, relaxed.duals);
  const faceOf = (highest: number) => within(program, reduced, highest - bound);
  const proven = (point: Point, proof: Proof | null): Minimum => ({
    status: 'optimal',
    ...point,
    bound: point.cost,
    face: faceOf(point.cost),
    proof,
  });
  control.improved(best?.cost ?? null, least);

  if (best && best.cost <= least) return proven(best, byRoot);
  // Whoever asks for no proof takes the engine's word for how low a cost can be.
  const enough = control.byWord
    ? Math.max(least, Math.ceil(costOf(cost, relaxed.values) - BLUR_OF_WORD))
    : least;
  const whole = wholeFrom(program, relaxed.values);
  if (whole && costOf(cost, whole) <= enough) {
    return proven({ values: whole, cost: costOf(cost, whole) }, byRoot);
  }
  const close = neighbourhood(program, relaxed.values);
  const repaired = close && backend.repair(close, cost, control, enough);
  best = cheaper(best, repaired && exactly(program, repaired), cost);
  if (best) control.improved(best.cost, least);
  if (best && best.cost <= enough) return proven(best, byRoot);

  // Only a plan cheaper by 1 is better.
  const worth = best ? best.cost - 1 - bound : Number.POSITIVE_INFINITY;
  let radius = Math.min(worth, Math.max(least - bound, nearest(reduced, backend.core)));
  for (;;) {
    const core = within(program, reduced, radius);
    const found = backend.search(core, cost, control, best);
    const values = found.values && exactly(program, found.values);
    best = cheaper(best, values, cost);
    if (best) control.improved(best.cost, least);

    const everything = radius === Number.POSITIVE_INFINITY;
    if (found.status === 'infeasible' && everything) return nothing(best, program, found.proof);
    const settled = found.status === 'infeasible' || (found.status === 'optimal' && values !== null);
    const { partial } = found;
    // Beyond the core nothing costs less than this, whatever is shown within it.
    const outside = Math.floor(bound + radius + BLUR) + 1;
    const part = partial ? Math.min(wholeAbove(partial.bound), outside, best?.cost ?? outside) : least;
    // The root still shows its own bound, and which columns the stages after this one need not look at.
    const inPart: Proof = partial && part > least ? { root, tree: partial.tree, bound: part } : byRoot;
    if (best && (best.cost <= least || (settled && best.cost - 1 <= bound + radius + BLUR))) {
      const tree = found.proof;
      return proven(best, tree && best.cost > least ? { root, tree, bound: best.cost } : inPart);
    }
    if (found.status === 'cut-short' || (found.status === 'optimal' && !values)) {
      const known = everything && found.bound !== null ? Math.max(part, wholeAbove(found.bound)) : part;
      return best
        ? { status: 'feasible', ...best, bound: known, face: faceOf(best.cost), proof: inPart }
        : { status: 'cut-short', bound: known };
    }
    radius = best ? best.cost - 1 - bound : Number.POSITIVE_INFINITY;
  }
}

/** What duals show about every point of the program. */
function shownBy(program: Program, cost: Float64Array, root: Float64Array) {
  const { bound, reduced } = boundOf(program, cost, root);
  const least = wholeAbove(bound);
  const byRoot: Proof = { root, tree: null, bound: least };
  return { root, bound, reduced, least, byRoot };
}

/** The relaxation; an engine that shows nothing from where it last was begins once more without what it held on to. */
function relaxedAfresh(
  backend: Backend,
  program: Program,
  cost: Float64Array,
  control: Control,
  near: Float64Array | null,
): ReturnType<Backend['relax']> {
  const first = backend.relax(program, cost, control, { near });
  const shows = first.status === 'solved' || (first.status === 'infeasible' && first.ray !== null);
  if (shows || control.shouldStop()) return first;
  backend.close();
  return backend.relax(program, cost, control);
}

/** The point that is known, or the one found where it costs less. */
function cheaper(known: Point | null, found: Float64Array | null, costs: Float64Array): Point | null {
  const cost = found === null ? Number.POSITIVE_INFINITY : costOf(costs, found);
  return found === null || (known && known.cost <= cost) ? known : { values: found, cost };
}

/** What an engine's `infeasible` is worth: nothing at all against a plan that is known. */
function nothing(known: Point | null, program: Program, proof: Tree | null): Minimum {
  return known
    ? { status: 'feasible', ...known, bound: null, face: program, proof: null }
    : { status: 'infeasible', proof };
}

/** Nobody can go anywhere: the rows alone say whether that is a plan. Engines disagree on what to call it. */
function empty(program: Program): Minimum {
  const values = exactly(program, new Float64Array(0));
  if (!values) {
    const ray = brokenAlone(program);
    return { status: 'infeasible', proof: ray && { kind: 'empty', ray } };
  }
  const root = new Float64Array(program.rowUpper.length);
  return {
    status: 'optimal',
    values,
    cost: 0,
    bound: 0,
    face: program,
    proof: { root, tree: null, bound: 0 },
  };
}

/** The search over all columns, where the relaxation showed nothing. */
function searchAll(
  backend: Backend,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Point | null,
): Minimum {
  const found = backend.search(program, cost, control, start);
  if (found.status === 'infeasible') return nothing(start, program, found.proof);
  const bound = found.bound === null ? null : wholeAbove(found.bound);
  const best = cheaper(start, found.values && exactly(program, found.values), cost);
  if (!best) return { status: 'cut-short', bound };
  return { status: best.cost === bound ? 'optimal' : 'feasible', ...best, bound, face: program, proof: null };
}

/** How far off an engine's cost may be: costs of draws run to hundreds of millions. */
const BLUR_OF_WORD = 0.01;

/** The radius within which about `count` columns lie. */
function nearest(reduced: Float64Array, count: number): number {
  return reduced.map(Math.abs).sort()[count] ?? Number.POSITIVE_INFINITY;
}
