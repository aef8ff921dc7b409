import type { Program } from '../model.ts';
import type { Control, Relaxed, Searched } from './backend.ts';
import { boundOf, wholeAbove } from './bound.ts';
import { costOf, exactly } from './exactly.ts';

/** Nodes after which a search gives up its proof: the answer is then reported as cut short. */
const MOST_NODES = 5_000;

type Relax = (program: Program, cost: Float64Array, control: Control) => Relaxed;

/**
 * Branch and bound over an engine that solves linear programs. It believes only `exactly` for plans and
 * `boundOf` for bounds; a node the engine could not settle leaves the search unproven. Totals are split before
 * single teachers; the deepest node first until there is a plan, then the least bound.
 */
export function branch(
  relax: Relax,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Float64Array | null,
  mostNodes = MOST_NODES,
): Searched {
  const open: Node[] = [{ lower: program.lower, upper: program.upper, bound: Number.NEGATIVE_INFINITY }];
  let best: { values: Float64Array; cost: number } | null = start && {
    values: start,
    cost: costOf(cost, start),
  };
  /** The least bound of the nodes nothing could be shown about. */
  let unsettled = Number.POSITIVE_INFINITY;

  for (let nodes = 0; open.length > 0; nodes++) {
    if (control.shouldStop() || nodes >= mostNodes) {
      const bound = Math.min(unsettled, ...open.map((node) => node.bound));
      return { status: 'cut-short', values: best?.values ?? null, bound: finite(bound) };
    }
    const node = next(open, best !== null);
    if (!node || (best && node.bound >= best.cost)) continue;
    const within: Program = { ...program, lower: node.lower, upper: node.upper };
    const relaxed = relax(within, cost, control);
    if (relaxed.status === 'infeasible') continue;
    if (relaxed.status === 'unknown') {
      unsettled = Math.min(unsettled, node.bound);
      continue;
    }
    const bound = Math.max(node.bound, wholeAbove(boundOf(within, cost, relaxed.duals).bound));
    if (best && bound >= best.cost) continue;

    const whole = exactly(within, relaxed.values);
    if (whole) {
      const found = costOf(cost, whole);
      if (!best || found < best.cost) {
        best = { values: whole, cost: found };
        control.improved(found, finite(Math.min(bound, unsettled, ...open.map((other) => other.bound))));
      }
      if (found <= bound) continue;
    }
    const column = fractional(program, relaxed.values);
    if (column === null) unsettled = Math.min(unsettled, bound);
    else open.push(...split({ ...node, bound }, column, relaxed.values[column] ?? 0));
  }

  if (best && unsettled >= best.cost) return { status: 'optimal', values: best.values, bound: best.cost };
  if (!best && unsettled === Number.POSITIVE_INFINITY) {
    return { status: 'infeasible', values: null, bound: null };
  }
  return { status: 'cut-short', values: best?.values ?? null, bound: finite(unsettled) };
}

interface Node {
  lower: Float64Array;
  upper: Float64Array;
  bound: number;
}

function next(open: Node[], hasPlan: boolean): Node | undefined {
  if (!hasPlan) return open.pop();
  let chosen = open.length - 1;
  for (let index = chosen; index >= 0; index--) {
    if ((open[index]?.bound ?? 0) < (open[chosen]?.bound ?? 0)) chosen = index;
  }
  return open.splice(chosen, 1)[0];
}

/** The column to split: a total before a teacher, then the one nearest to a half; null where all are whole. */
function fractional({ columns, defines }: Program, values: Float64Array): number | null {
  for (const total of defines) {
    if (total !== null && partOf(values[total] ?? 0) > WHOLE) return total;
  }
  let chosen: number | null = null;
  let most = WHOLE;
  for (let column = 0; column < columns; column++) {
    const part = partOf(values[column] ?? 0);
    if (part > most) {
      chosen = column;
      most = part;
    }
  }
  return chosen;
}

/** The two halves, the one nearer to the value last, so that it is tried first. */
function split(node: Node, column: number, value: number): [Node, Node] {
  const lower = Float64Array.from(node.lower);
  const upper = Float64Array.from(node.upper);
  upper[column] = Math.floor(value);
  lower[column] = Math.floor(value) + 1;
  const down = { ...node, upper };
  const up = { ...node, lower };
  return value - Math.floor(value) > 0.5 ? [down, up] : [up, down];
}

const partOf = (value: number): number => Math.abs(value - Math.round(value));
const finite = (bound: number): number | null => (Number.isFinite(bound) ? bound : null);
/** A value nearer to a whole number than this is whole. */
const WHOLE = 1e-6;
