import type { Program } from '../model.ts';
import type { Control, Point, Relaxed, Searched } from './backend.ts';
import { boundOf, wholeAbove } from './bound.ts';
import { costOf, wholeFrom } from './exactly.ts';
import { grown, type Place } from './proof.ts';

/** Nodes after which a search gives up its proof: the answer is then reported as cut short. */
const MOST_NODES = 5_000;
/** Nodes after which the proven bound must be nearer to the best plan by a part of what lay between, or it never will be. */
const PATIENCE = 500;
const NEARER = 0.1;

export type Relax = (program: Program, cost: Float64Array, control: Control) => Relaxed;

/**
 * Branch and bound over an engine that solves linear programs. It believes only `exactly` for plans and
 * `boundOf` for bounds; a node the engine could not settle leaves the search unproven. Totals are split before
 * single teachers; the deepest node first until there is a plan, then the least bound.
 *
 * `tries`: of how many columns both halves are solved before one of them is split, once there is a plan.
 */
export function branch(
  relax: Relax,
  program: Program,
  cost: Float64Array,
  control: Control,
  start: Point | null,
  { mostNodes = MOST_NODES, tries = 0 }: { mostNodes?: number; tries?: number } = {},
): Searched {
  const whole: Place = { tree: null };
  const open: Node[] = [
    {
      lower: program.lower,
      upper: program.upper,
      bound: Number.NEGATIVE_INFINITY,
      duals: null,
      place: whole,
    },
  ];
  let best = start;
  /** The least bound of the nodes nothing could be shown about. */
  let unsettled = Number.POSITIVE_INFINITY;

  const leastOpen = () => open.reduce((least, { bound }) => Math.min(least, bound), unsettled);
  let before = Number.NEGATIVE_INFINITY;
  /** Asked every so many nodes: whether the bound has stood still since. */
  const isStuck = () => {
    const now = leastOpen();
    const stuck = best !== null && now - before < NEARER * (best.cost - before);
    before = now;
    return stuck;
  };

  let nodes = 0;
  /** Every relaxation counts, those that are only tried too. */
  const counted: Relax = (...asked) => {
    nodes += 1;
    return relax(...asked);
  };
  for (let looked = 0; open.length > 0; looked++) {
    const givesUp = nodes >= mostNodes || (looked > 0 && looked % PATIENCE === 0 && isStuck());
    if (control.shouldStop() || givesUp)
      return { status: 'cut-short', values: best?.values ?? null, bound: finite(leastOpen()), proof: null };
    const node = next(open, best !== null);
    if (!node) continue;
    const { place } = node;
    if (best && node.bound >= best.cost) {
      if (node.duals) place.tree = { kind: 'bound', duals: node.duals };
      continue;
    }
    const within: Program = { ...program, lower: node.lower, upper: node.upper };
    const relaxed = counted(within, cost, control);
    if (relaxed.status === 'infeasible') {
      if (relaxed.ray) place.tree = { kind: 'empty', ray: relaxed.ray };
      continue;
    }
    if (relaxed.status === 'unknown') {
      unsettled = Math.min(unsettled, node.bound);
      continue;
    }
    const own = wholeAbove(boundOf(within, cost, relaxed.duals).bound);
    const bound = Math.max(node.bound, own);
    const duals = own >= node.bound ? relaxed.duals : node.duals;
    const leaf = duals && ({ kind: 'bound', duals } as const);
    if (best && bound >= best.cost) {
      place.tree = leaf;
      continue;
    }

    const point = wholeFrom(within, relaxed.values);
    if (point) {
      const found = costOf(cost, point);
      if (!best || found < best.cost) {
        best = { values: point, cost: found };
        control.improved(found, finite(Math.min(bound, leastOpen())));
      }
      if (found <= bound) {
        place.tree = leaf;
        continue;
      }
    }
    const tried =
      tries > 0 && best
        ? dearest(counted, { program: within, cost, control, most: best.cost, tries }, relaxed.values)
        : null;
    const column = tried ?? fractional(program, relaxed.values);
    if (column === null) unsettled = Math.min(unsettled, bound);
    else open.push(...split({ ...node, bound, duals }, column, relaxed.values[column] ?? 0));
  }

  const proof = grown(whole);
  if (best && unsettled >= best.cost)
    return { status: 'optimal', values: best.values, bound: best.cost, proof };
  if (!best && unsettled === Number.POSITIVE_INFINITY) {
    return { status: 'infeasible', values: null, bound: null, proof };
  }
  return { status: 'cut-short', values: best?.values ?? null, bound: finite(unsettled), proof: null };
}

interface Node {
  lower: Float64Array;
  upper: Float64Array;
  bound: number;
  /** What shows the bound; null: nothing yet. */
  duals: Float64Array | null;
  /** Where its part of the proof goes. */
  place: Place;
}

function next(open: Node[], hasPlan: boolean): Node | undefined {
  if (!hasPlan) return open.pop();
  let chosen = open.length - 1;
  for (let index = chosen; index >= 0; index--) {
    if ((open[index]?.bound ?? 0) < (open[chosen]?.bound ?? 0)) chosen = index;
  }
  return open.splice(chosen, 1)[0];
}

/**
 * The column to split: a total before a posting, the posting nearest to being made before what only follows from
 * postings; null where all are whole.
 */
function fractional({ columns, postings, defines }: Program, values: Float64Array): number | null {
  for (const total of defines) {
    if (total !== null && isSplit(values[total] ?? 0)) return total;
  }
  const nearest = (first: number, end: number): number | null => {
    let chosen: number | null = null;
    let most = WHOLE;
    for (let column = first; column < end; column++) {
      const value = values[column] ?? 0;
      if (isSplit(value) && value - Math.floor(value) > most) {
        chosen = column;
        most = value - Math.floor(value);
      }
    }
    return chosen;
  };
  return nearest(0, postings) ?? nearest(postings, columns);
}

/** Of the columns that the point splits most, the one whose halves both cost most; null: none is split. */
function dearest(
  relax: Relax,
  {
    program,
    cost,
    control,
    most,
    tries,
  }: { program: Program; cost: Float64Array; control: Control; most: number; tries: number },
  values: Float64Array,
): number | null {
  const split = [...values.entries()]
    .filter(([, value]) => isSplit(value))
    .sort(([one, a], [other, b]) => partOf(b) - partOf(a) || one - other)
    .slice(0, tries);
  let chosen: { column: number; worth: number } | null = null;
  for (const [column, value] of split) {
    const halves = [
      { ...program, upper: program.upper.with(column, Math.floor(value)) },
      { ...program, lower: program.lower.with(column, Math.floor(value) + 1) },
    ].map((half) => {
      const relaxed = relax(half, cost, control);
      if (relaxed.status !== 'solved') return most;
      return Math.min(most, boundOf(half, cost, relaxed.duals).bound);
    });
    const least = Math.min(...halves);
    const worth = least + SHARE * (Math.max(...halves) - least);
    if (!chosen || worth > chosen.worth) chosen = { column, worth };
    if (least >= most || control.shouldStop()) break;
  }
  return chosen?.column ?? null;
}

/** What the half that costs more counts for. */
const SHARE = 1 / 6;

/** The two halves, the one nearer to the value last, so that it is tried first. */
function split(node: Node, column: number, value: number): [Node, Node] {
  const lower = Float64Array.from(node.lower);
  const upper = Float64Array.from(node.upper);
  const most = Math.floor(value);
  upper[column] = most;
  lower[column] = most + 1;
  const down: Node = { ...node, upper, place: { tree: null } };
  const up: Node = { ...node, lower, place: { tree: null } };
  node.place.tree = { kind: 'split', column, most, below: down.place, above: up.place };
  return value - most >= 0.5 ? [down, up] : [up, down];
}

export const isSplit = (value: number): boolean => partOf(value) > WHOLE;
const partOf = (value: number): number => Math.abs(value - Math.round(value));
const finite = (bound: number): number | null => (Number.isFinite(bound) ? bound : null);
/** A value nearer to a whole number than this is whole. */
const WHOLE = 1e-6;
