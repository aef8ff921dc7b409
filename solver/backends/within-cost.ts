import { costsOf, type Program, termsOf, withRow } from '../model.ts';
import type { Backend, Control, Point, Searched } from './backend.ts';
import { boundOf, wholeAbove } from './bound.ts';
import { branch, isSplit, type Relax } from './branch.ts';
import { activity, costOf, exactly } from './exactly.ts';
import { neighbourhood } from './neighbourhood.ts';
import { gridded, type Tree } from './proof.ts';

/**
 * The best whole point, where it costs no more than the relaxation shows to be needed or little more; null: not found
 * out, which shows nothing.
 *
 * Held to that cost, the program is asked for any point at all, and one that uses little of what the relaxation uses up
 * with postings in part: mostly sums of money and shares in a quota, which are then no longer short, and what is left is
 * nearly whole by itself. Where there is none, every point costs at least one more.
 */
export function withinCost(
  { relax, repair }: Pick<Backend, 'relax' | 'repair'>,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Point | null,
): Searched | null {
  const relaxed = relax(program, cost, control);
  if (relaxed.status !== 'solved') return null;
  const least = wholeAbove(boundOf(program, cost, relaxed.duals).bound);
  const used = usedUp(program, relaxed.values);
  const held = holding(program, cost);
  let proof: Tree = { kind: 'bound', duals: relaxed.duals };
  let nodes = 0;
  const counted: Relax = (...asked) => {
    nodes += 1;
    return relax(...asked);
  };
  for (let most = least; nodes < MOST_NODES; most++) {
    if (start && start.cost <= most)
      return { status: 'optimal', values: start.values, bound: start.cost, proof };
    let found = false;
    const first: Control = {
      improved() {
        found = true;
      },
      shouldStop: () => found || control.shouldStop(),
    };
    const within = held.at(most);
    const point = counted(within, used, control);
    const close = point.status === 'solved' && neighbourhood(within, point.values);
    const repaired = close && repair(close, used, control, null);
    const near = repaired && exactly(program, repaired);
    const searched = near
      ? null
      : branch(counted, within, used, first, null, { mostNodes: MOST_NODES - nodes });
    const values = near ?? searched?.values;
    if (values) return { status: 'optimal', values, bound: costOf(cost, values), proof };
    if (searched?.status !== 'infeasible' || !searched.proof) return null;
    const shown = costlier(searched.proof, held);
    if (!shown) return null;
    proof = shown;
  }
  return null;
}

/** A program held to a cost. */
interface Holding {
  at(most: number): Program;
  /** Its duals without that of the row that holds it. */
  rest(duals: Float64Array): Float64Array;
}

/** A goal's program ends with the row that will hold it; any other gets one. */
function holding(program: Program, cost: Float64Array): Holding {
  const last = program.rowUpper.length - 1;
  const open = program.rowUpper[last] === Number.POSITIVE_INFINITY && (program.rowLower[last] ?? 0) < 0;
  const own = open ? costsOf(program, termsOf(program, last)) : null;
  if (own?.every((coefficient, column) => coefficient === cost[column])) {
    return {
      at: (most) => ({ ...program, rowUpper: program.rowUpper.with(last, most) }),
      rest: (duals) => duals.with(last, 0),
    };
  }
  const terms = [...cost.entries()].filter(([, coefficient]) => coefficient !== 0);
  return {
    at: (most) => withRow(program, 'within-cost', terms, most),
    rest: (duals) => duals.subarray(0, -1),
  };
}

/**
 * Why no point keeps within a cost, as why every point costs more: the last dual of a ray is that of the row which holds
 * the cost, and the others are weighed by it. Null: where that would take dividing by next to nothing.
 */
function costlier(tree: Tree, held: Holding): Tree | null {
  switch (tree.kind) {
    case 'bound':
    case 'steps':
      return null;
    case 'empty': {
      const weight = -(tree.ray.at(-1) ?? 0);
      const others = held.rest(tree.ray);
      if (weight === 0) return { kind: 'empty', ray: others };
      return weight > TINY ? { kind: 'bound', duals: gridded(others.map((dual) => dual / weight)) } : null;
    }
    case 'split': {
      const [below, above] = [costlier(tree.below, held), costlier(tree.above, held)];
      return below && above ? { ...tree, below, above } : null;
    }
  }
}

/**
 * How much each column uses of the rows that a point uses up with postings in part, and that count some of them by more
 * than one.
 */
function usedUp(program: Program, point: Float64Array): Float64Array {
  const { rowUpper, rowLower, rules } = program;
  const used = new Float64Array(program.columns);
  for (const [row, most] of rowUpper.entries()) {
    if (rules[row] === null || most === rowLower[row] || activity(program, row, point) <= most - NEAR)
      continue;
    const terms = termsOf(program, row);
    const parted = terms.some(([column]) => isSplit(point[column] ?? 0));
    const uneven = terms.some(([, coefficient]) => Math.abs(coefficient) !== 1);
    if (!parted || !uneven) continue;
    for (const [column, coefficient] of terms) used[column] = (used[column] ?? 0) + coefficient;
  }
  return used;
}

/** What is nearer to a limit than this is there. */
const NEAR = 1e-6;
const TINY = 1e-9;
/** Nodes, over all steps of cost, after which it gives up. */
const MOST_NODES = 100;
