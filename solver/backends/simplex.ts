import solverModule from 'javascript-lp-solver';
import type { Program } from '../model.ts';
import { type Backend, type Control, pointOf, type Relaxed } from './backend.ts';
import { boundOf, brokenAlone } from './bound.ts';
import { branch } from './branch.ts';
import { gridded } from './proof.ts';
import { type Means, withCuts } from './with-cuts.ts';

/**
 * javascript-lp-solver, for its linear programs only: its integer search tells no proven answer from a cut one,
 * and cannot be stopped, so `branch` searches instead. What it says is never believed: a point is re-checked
 * (`exactly`), a bound is made from its duals (`boundOf`), and `infeasible` is passed on only where the duals
 * prove it. Every column starts at 0 (bounds are shifted), so none is unrestricted.
 */
export function simplex(): Backend {
  /** Where the last relaxation ended: what comes next is mostly near. */
  let last: Float64Array | null = null;
  const relax: Backend['relax'] = (program, cost, _control, begin) => {
    const near = begin?.near ?? last;
    const from = near?.length === program.columns ? near : program.lower;
    const first = run(program, cost, from, 0);
    // Ties among rows can send the simplex in circles; limits moved apart by a hair break them. The point is
    // then off by that hair, which rounding takes back, and the bound is true whatever the duals.
    const relaxed = first.status === 'unknown' ? run(program, cost, from, HAIR) : first;
    if (relaxed.status === 'solved') last = relaxed.values;
    return relaxed;
  };
  const repair: Backend['repair'] = (program, cost, control, enough) => {
    let found = false;
    const until: Control = {
      improved: (incumbent) => {
        found ||= incumbent !== null && incumbent <= (enough ?? incumbent);
      },
      shouldStop: () => found || control.shouldStop(),
    };
    return branch(relax, program, cost, until, null, { mostNodes: REPAIR_NODES }).values;
  };
  const means: Means = {
    relaxerFor: () => ({ relax, close: () => undefined }),
    repair,
    wide: (...asked) => branch(...asked, { mostNodes: QUICK_NODES }),
    prove: (relaxed, program, cost, control, start, effort) =>
      branch(
        relaxed,
        program,
        cost,
        control,
        start,
        effort === 'long' ? {} : { mostNodes: QUICK_NODES, tries: TRIES },
      ),
  };
  return {
    name: 'javascript-lp-solver',
    core: 600,
    relax,
    search(program, cost, control, start) {
      const first = branch(relax, program, cost, control, start, { mostNodes: FEW_NODES });
      if (first.status !== 'cut-short' || control.shouldStop()) return first;
      const known = pointOf(first, cost, start);
      return control.byWord
        ? branch(relax, program, cost, control, known)
        : withCuts(means, program, cost, control, known);
    },
    repair,
    close() {
      last = null;
    },
  };
}

const HAIR = 1e-6;
/** Its relaxations are slow, and slower with cuts: most searches end before. */
const FEW_NODES = 300;
const QUICK_NODES = 100;
const TRIES = 5;
const REPAIR_NODES = 20;

type Solver = (typeof solverModule)['default'];
type Tableau = InstanceType<Solver['Model']>['tableau'];

/** The package types its ES module as if it were CommonJS, so it is looked at before it is used. */
function isSolver(found: unknown): found is Solver {
  return typeof found === 'object' && found !== null && 'Model' in found;
}

/** One row of the tableau: a row of the program, one side of it. */
interface Side {
  row: number;
  /** Multiplies the program's row so that its largest coefficient is 1. */
  scale: number;
  constraint: InstanceType<Solver['Constraint']>;
  sign: 1 | -1;
}

/**
 * Every column is counted from the end that it is nearer to at `near`: where that is a point of the program, the simplex
 * begins there, and has none to look for.
 */
function run(program: Program, cost: Float64Array, near: Float64Array, apart: number): Relaxed {
  const { lower, upper, rowLower, rowUpper } = program;
  const broken = brokenAlone(program);
  if (broken) return { status: 'infeasible', ray: broken };
  const solver: unknown = solverModule;
  if (!isSolver(solver)) throw new Error('The javascript-lp-solver package exports no solver.');
  const model = new solver.Model(PRECISION).minimize();
  model.usePresolve = false;

  const free = Array.from({ length: program.columns }, (_, column) => column).filter(
    (column) => (upper[column] ?? 0) > (lower[column] ?? 0),
  );
  // Every variable runs from 0 to 1, and the largest cost is 1: a tableau of millions beside ones loses its way.
  const span = (column: number) => (upper[column] ?? 0) - (lower[column] ?? 0);
  const ends = lower.map((least, column) => {
    const most = upper[column] ?? 0;
    return (near[column] ?? 0) > (least + most) / 2 ? most : least;
  });
  /** By how much a column grows from its end to the other. */
  const reach = (column: number) => span(column) * (ends[column] === lower[column] ? 1 : -1);
  const dearest =
    free.reduce((most, column) => Math.max(most, Math.abs((cost[column] ?? 0) * span(column))), 0) || 1;
  const columns = new Map(
    free.map((column) => {
      const weight = ((cost[column] ?? 0) * reach(column)) / dearest;
      return [column, model.addVariable(weight, `${column}`, false, false)];
    }),
  );
  const unheld = new Set(free);
  const sides: Side[] = [];

  for (let row = 0; row < rowUpper.length; row++) {
    const { least, most, base, entries, largest } = rangeOf(program, row, ends);
    const below = rowLower[row] ?? 0;
    const above = rowUpper[row] ?? 0;
    const scale = 1 / largest;
    const hair = apart * ((row % 97) + 1);
    for (const sign of [1, -1] as const) {
      const limit = sign === 1 ? above : below;
      if (sign === 1 ? most <= limit : least >= limit) continue;
      const room = (limit - base) * scale + sign * hair;
      const constraint = sign === 1 ? model.smallerThan(room) : model.greaterThan(room);
      for (const [column, coefficient] of entries) {
        const variable = columns.get(column);
        if (variable) constraint.addTerm(coefficient * reach(column) * scale, variable);
      }
      sides.push({ row, scale, constraint, sign });
      if (sign === -1 || entries.some(([column, coefficient]) => coefficient * reach(column) < 0)) continue;
      for (const [column, coefficient] of entries)
        if (limit - base <= coefficient * reach(column)) unheld.delete(column);
    }
  }
  for (const column of unheld) {
    const variable = columns.get(column);
    if (variable) model.smallerThan(1).addTerm(1, variable);
  }

  if (!settles(model)) return unknown;
  const { tableau } = model;
  if (!tableau.feasible) {
    const ray = provingRay(program, tableau, sides);
    return ray ? { status: 'infeasible', ray } : unknown;
  }
  if (!tableau.bounded) return unknown;
  tableau.updateVariableValues();
  const values = ends.slice();
  for (const [column, variable] of columns)
    values[column] = (ends[column] ?? 0) + variable.value * reach(column);
  const duals = weightsOf(tableau, 0, sides, rowUpper.length).map((dual) => dual * dearest);
  return { status: 'solved', values, duals: gridded(duals) };
}

const unknown: Relaxed = { status: 'unknown' };

/** Pivots for every row and column after which the simplex is going in circles; it mostly needs one, and never needed two. */
const MOST_PIVOTS = 4;

class Circling extends Error {
  override readonly name = 'Circling';
}

/** Runs the simplex; false where it goes in circles, which it would do for ever. */
function settles(model: InstanceType<Solver['Model']>): boolean {
  const { tableau } = model;
  const pivot = tableau.pivot.bind(tableau);
  let left = MOST_PIVOTS * (model.variables.length + model.constraints.length + 1);
  tableau.pivot = (row, column) => {
    if (left === 0) throw new Circling();
    left -= 1;
    pivot(row, column);
  };
  try {
    model.solve();
    return true;
  } catch (error) {
    if (error instanceof Circling) return false;
    throw error;
  }
}

const PRECISION = 1e-9;
/** A positive bound on a program without costs proves that it has no point. */
const PROOF = 1e-6;

/** What a row can come to within the columns' bounds, what it is at their ends, and its terms in columns that are not fixed. */
function rangeOf({ starts, indices, values, lower, upper }: Program, row: number, ends: Float64Array) {
  let least = 0;
  let most = 0;
  let base = 0;
  let largest = 0;
  const entries: [column: number, coefficient: number][] = [];
  for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
    const column = indices[entry] ?? 0;
    const coefficient = values[entry] ?? 0;
    const low = coefficient * (lower[column] ?? 0);
    const high = coefficient * (upper[column] ?? 0);
    base += coefficient * (ends[column] ?? 0);
    least += Math.min(low, high);
    most += Math.max(low, high);
    if (low === high) continue;
    entries.push([column, coefficient]);
    largest = Math.max(largest, Math.abs(high - low));
  }
  return { least, most, base, entries, largest: largest === 0 ? 1 : largest };
}

/**
 * The row of the tableau that shows that the program has no point, a sum of what is never negative that is, told as
 * the weights that make it out of the program's rows: they bound a program without costs above 0. Null: no row does.
 */
function provingRay(program: Program, tableau: Tableau, sides: readonly Side[]): Float64Array | null {
  const noCost = new Float64Array(program.columns);
  for (let row = 1; row < tableau.height; row++) {
    if ((tableau.matrix[row * tableau.width + tableau.rhsColumn] ?? 0) >= -PRECISION) continue;
    const ray = gridded(weightsOf(tableau, row, sides, program.rowUpper.length));
    if (boundOf(program, noCost, ray).bound > PROOF) return ray;
  }
  return null;
}

/** With which weights a row of the final tableau is made of the program's rows; of row 0, the duals. */
function weightsOf(tableau: Tableau, row: number, sides: readonly Side[], rows: number): Float64Array {
  const weights = new Float64Array(rows);
  for (const { row: made, scale, constraint, sign } of sides) {
    const { index } = constraint.slack;
    const column = tableau.colByVarIndex[index] ?? -1;
    const own = row > 0 && tableau.rowByVarIndex[index] === row ? 1 : 0;
    const entry = column < 0 ? own : (tableau.matrix[row * tableau.width + column] ?? 0);
    // The cost row holds its slopes with the opposite sign.
    const slope = row === 0 ? -entry : entry;
    weights[made] = (weights[made] ?? 0) - sign * slope * scale;
  }
  return weights;
}
