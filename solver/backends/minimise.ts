import type { Program } from '../model.ts';
import type { Backend, Control } from './backend.ts';
import { boundOf, wholeAbove } from './bound.ts';
import { costOf, exactly } from './exactly.ts';

/** The least integer cost of a program, with what is proven about it. */
export type Minimum =
  | { status: 'infeasible' }
  /** Stopped before any whole point was found. */
  | { status: 'cut-short'; bound: number | null }
  | {
      /** `optimal`: `cost` equals `bound`. */
      status: 'optimal' | 'feasible';
      values: Float64Array;
      cost: number;
      bound: number | null;
      /** The program with every column fixed that no point of this cost or less can change. */
      face: Program;
    };

/**
 * Solves the relaxation, then searches only among the columns whose reduced cost could still pay: a column left
 * out raises the cost above `bound + radius`, so a plan within that radius is the best of all columns, not only
 * of those searched. Where it is not, the radius its cost asks for settles it in one more search.
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
      ? { status: 'feasible', ...best, bound: null, face: program }
      : { status: 'cut-short', bound: null };
  }
  const relaxed = backend.relax(program, cost, control);
  if (relaxed.status === 'infeasible') return nothing(best, program);
  if (relaxed.status === 'unknown') return searchAll(backend, program, cost, control, best);

  const { bound, reduced } = boundOf(program, cost, relaxed.duals);
  const least = wholeAbove(bound);
  const faceOf = (highest: number) => within(program, reduced, highest - bound);
  control.improved(best?.cost ?? null, least);

  const proven = (point: Point): Minimum => ({
    status: 'optimal',
    ...point,
    bound: point.cost,
    face: faceOf(point.cost),
  });

  if (best && best.cost <= least) return proven(best);
  const whole = exactly(program, relaxed.values);
  if (whole && costOf(cost, whole) <= least) return proven({ values: whole, cost: costOf(cost, whole) });

  const worth = best ? best.cost - bound : Number.POSITIVE_INFINITY;
  let radius = Math.min(worth, Math.max(least - bound, nearest(reduced, backend.core)));
  for (;;) {
    const core = within(program, reduced, radius);
    const found = backend.search(core, cost, control, best?.values ?? null);
    const values = found.values && exactly(program, found.values);
    if (values && (!best || costOf(cost, values) < best.cost)) best = { values, cost: costOf(cost, values) };
    if (best) control.improved(best.cost, least);

    const everything = radius === Number.POSITIVE_INFINITY;
    if (found.status === 'infeasible' && everything) return nothing(best, program);
    const settled = found.status === 'infeasible' || (found.status === 'optimal' && values !== null);
    if (best && (best.cost <= least || (settled && best.cost <= bound + radius + BLUR))) {
      return proven(best);
    }
    if (found.status === 'cut-short' || (found.status === 'optimal' && !values)) {
      const known = everything && found.bound !== null ? Math.max(least, wholeAbove(found.bound)) : least;
      return best
        ? { status: 'feasible', ...best, bound: known, face: faceOf(best.cost) }
        : { status: 'cut-short', bound: known };
    }
    radius = best ? best.cost - bound : Number.POSITIVE_INFINITY;
  }
}

interface Point {
  values: Float64Array;
  cost: number;
}

/** What an engine's `infeasible` is worth: nothing at all against a plan that is known. */
function nothing(known: Point | null, program: Program): Minimum {
  return known ? { status: 'feasible', ...known, bound: null, face: program } : { status: 'infeasible' };
}

/** Nobody can go anywhere: the rows alone say whether that is a plan. Engines disagree on what to call it. */
function empty(program: Program): Minimum {
  const values = exactly(program, new Float64Array(0));
  return values ? { status: 'optimal', values, cost: 0, bound: 0, face: program } : { status: 'infeasible' };
}

/** The search over all columns, where the relaxation showed nothing. */
function searchAll(
  backend: Backend,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Point | null,
): Minimum {
  const found = backend.search(program, cost, control, start?.values ?? null);
  if (found.status === 'infeasible') return nothing(start, program);
  const bound = found.bound === null ? null : wholeAbove(found.bound);
  const values = found.values && exactly(program, found.values);
  const fresh = values && { values, cost: costOf(cost, values) };
  const best = fresh && (!start || fresh.cost < start.cost) ? fresh : start;
  if (!best) return { status: 'cut-short', bound };
  return { status: best.cost === bound ? 'optimal' : 'feasible', ...best, bound, face: program };
}

/** The program with every column held at the end it rests on, if leaving it costs more than `radius`. */
function within(program: Program, reduced: Float64Array, radius: number): Program {
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

const BLUR = 1e-6;

/** The radius within which about `count` columns lie. */
function nearest(reduced: Float64Array, count: number): number {
  return reduced.map(Math.abs).sort()[count] ?? Number.POSITIVE_INFINITY;
}
