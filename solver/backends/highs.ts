import highsModule, {
  type Highs,
  type HighsCallbackMap,
  type Model,
  type ModelData,
  type RowData,
} from 'highs';
import type { Program } from '../model.ts';
import type { Backend, Control, Relaxed, Searched } from './backend.ts';
import { boundOf } from './bound.ts';
import { branch } from './branch.ts';
import { gridded } from './proof.ts';

/**
 * HiGHS in WebAssembly, loaded once; models are given as sparse arrays and disposed of, never as text. `close` the
 * backend when done with it: memory of WebAssembly is nobody's to collect.
 */
export async function highs(): Promise<Backend> {
  loaded ??= load();
  const engine = await loaded;
  const { modelStatus, solutionStatus } = engine.constants;

  const solved = (model: Model, control: Control): Relaxed => {
    const { modelStatus: status } = model.run(interrupts(engine, control));
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
      return { status: 'infeasible', ray: null };
    }
    if (status !== modelStatus.optimal) return { status: 'unknown' };
    const { colValue, rowDual } = model.getSolution();
    return { status: 'solved', values: colValue, duals: gridded(rowDual) };
  };

  /** The same, and a proof where there is no point: presolve finds that out without one, the simplex with. */
  const solvedOrRay = (model: Model, program: Program, control: Control): Relaxed => {
    const found = solved(model, control);
    if (found.status !== 'infeasible') return found;
    model.options.set({ presolve: 'off', simplex_strategy: DUAL });
    model.setLogicalBasis();
    const again = solved(model, control);
    const ray = again.status === 'infeasible' ? proving(program, model.getDualRay()?.values) : null;
    model.options.set({ presolve: 'choose' });
    return { ...found, ray };
  };

  /** The model of the last program, kept: what comes next differs by costs, bounds and a row more. */
  let live: Live | null = null;
  const close = () => {
    live?.model.dispose();
    live = null;
  };
  const modelOf = (program: Program, cost: Float64Array): Model => {
    const { base, columns, lower, upper } = program;
    const rows = program.rowUpper.length;
    if (live?.base !== base) {
      close();
      const model = engine.createModel(dataOf(engine, program, cost));
      model.options.set({ output_flag: false });
      live = { model, base, rows };
      return model;
    }
    const { model } = live;
    if (live.rows > rows) model.deleteRows({ kind: 'range', from: rows, to: live.rows - 1 });
    const kept = Math.min(live.rows, rows);
    const everyRow = { kind: 'range', from: 0, to: kept - 1 } as const;
    if (kept > 0)
      model.changeRowsBounds(everyRow, program.rowLower.slice(0, kept), program.rowUpper.slice(0, kept));
    if (kept < rows) model.addRows(rowsFrom(program, kept));
    live.rows = rows;
    const everyColumn = { kind: 'range', from: 0, to: columns - 1 } as const;
    model.changeColsBounds(everyColumn, lower, upper);
    model.changeColsCost(everyColumn, cost);
    return model;
  };

  /** Other costs leave the last point feasible, other bounds its duals: each is solved on from there. */
  const relaxBy = (strategy: number) => (program: Program, cost: Float64Array, control: Control) => {
    const fresh = live?.base !== program.base;
    const model = modelOf(program, cost);
    if (!fresh) {
      // Most often the last point is near; where it is not, presolve and a new start are sooner done.
      model.options.set({ simplex_strategy: strategy, simplex_iteration_limit: NEAR });
      const found = solvedOrRay(model, program, control);
      model.options.set({ simplex_iteration_limit: ANY });
      if (found.status !== 'unknown' || control.shouldStop()) return found;
      model.clearSolver();
    }
    model.options.set({ simplex_strategy: DUAL });
    return solvedOrRay(model, program, control);
  };
  const relax = relaxBy(PRIMAL);
  const relaxAgain = relaxBy(DUAL);

  const search = (
    program: Program,
    cost: Float64Array,
    control: Control,
    start: Float64Array | null,
  ): Searched =>
    engine.withModel(wholeDataOf(engine, program, cost), (model): Searched => {
      // Costs are integers: a plan within less than 1 of the bound is the best.
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.9 });
      if (start) model.setSolution({ colValue: start });
      const { modelStatus: status } = model.run(interrupts(engine, control));
      if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
        return { status: 'infeasible', values: null, bound: null, proof: null };
      }
      const found = model.info.get('primal_solution_status') === solutionStatus.feasible;
      const bound = Number(model.info.get('mip_dual_bound'));
      return {
        status: status === modelStatus.optimal && found ? 'optimal' : 'cut-short',
        values: found ? model.getSolution().colValue : null,
        bound: Number.isFinite(bound) ? bound : null,
        proof: null,
      };
    });

  return {
    name: 'highs',
    core: 4000,
    relax,
    search(program, cost, control, start) {
      // Most searches end after a few splits, sooner than HiGHS has set its own machinery going.
      const quick = branch(relaxAgain, program, cost, control, start, QUICK_NODES);
      if (quick.status !== 'cut-short' || control.shouldStop()) return quick;
      const found = search(program, cost, control, quick.values ?? start);
      if (found.status !== 'optimal' || control.shouldStop()) return found;
      // With the best plan in hand a proof is nearer than it was without.
      const proven = branch(relaxAgain, program, cost, control, found.values, PROOF_NODES);
      return proven.status === 'optimal' ? proven : found;
    },
    close,
  };
}

interface Live {
  readonly model: Model;
  readonly base: object;
  rows: number;
}

/** Steps of the simplex within which the last point counts as near. */
const NEAR = 2000;
const ANY = 2 ** 31 - 1;

/** HiGHS' own numbers for its two simplex methods. */
const PRIMAL = 4;
const DUAL = 1;

/** The rows of a program from one on. */
function rowsFrom(program: Program, first: number): RowData {
  const { starts, indices, values, rowLower, rowUpper, columns } = program;
  const begin = starts[first] ?? 0;
  const count = rowUpper.length - first;
  return {
    count,
    lower: rowLower.slice(first),
    upper: rowUpper.slice(first),
    matrix: {
      format: 'csr',
      numRows: count,
      numCols: columns,
      starts: starts.slice(first).map((start) => start - begin),
      indices: indices.slice(begin),
      values: values.slice(begin),
    },
  };
}

const QUICK_NODES = 100;
const PROOF_NODES = 400;

/** The ray with the sign by which it proves that the program has no point; null: with neither. */
function proving(program: Program, ray: Float64Array | undefined): Float64Array | null {
  const noCost = new Float64Array(program.columns);
  for (const sign of ray ? [1, -1] : []) {
    const signed = gridded(Float64Array.from(ray ?? [], (dual) => sign * dual));
    if (boundOf(program, noCost, signed).bound > PROOF) return signed;
  }
  return null;
}

const PROOF = 1e-6;

let loaded: Promise<Highs> | undefined;

/** The package types its ES module as if it were CommonJS, so the loader is looked at before it is called. */
async function load(): Promise<Highs> {
  const loader: unknown = highsModule;
  if (!isLoader(loader)) throw new Error('The highs package exports no loader.');
  return await loader();
}

const isLoader = (loader: unknown): loader is () => Promise<Highs> => typeof loader === 'function';

const dataOf = (engine: Highs, program: Program, cost: Float64Array): ModelData => ({
  numCols: program.columns,
  numRows: program.rowUpper.length,
  sense: engine.constants.objectiveSense.minimize,
  colCost: cost,
  colLower: program.lower,
  colUpper: program.upper,
  rowLower: program.rowLower,
  rowUpper: program.rowUpper,
  matrix: {
    format: 'csr',
    numRows: program.rowUpper.length,
    numCols: program.columns,
    starts: program.starts,
    indices: program.indices,
    values: program.values,
  },
});

const wholeDataOf = (engine: Highs, program: Program, cost: Float64Array): ModelData => ({
  ...dataOf(engine, program, cost),
  integrality: new Int32Array(program.columns).fill(engine.constants.variableType.integer),
});

function interrupts({ constants }: Highs, control: Control): HighsCallbackMap {
  const { mipImprovingSolution, mipInterrupt, mipLogging, simplexInterrupt } = constants.callbackType;
  return {
    [simplexInterrupt](event) {
      if (control.shouldStop()) event.interrupt();
      return undefined;
    },
    [mipInterrupt](event) {
      if (control.shouldStop()) event.interrupt();
      return undefined;
    },
    [mipImprovingSolution]({ data }) {
      control.improved(finite(data.objective_function_value), null);
      return undefined;
    },
    [mipLogging]({ data }) {
      control.improved(finite(data.mip_primal_bound), finite(data.mip_dual_bound));
      return undefined;
    },
  };
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) && Math.abs(value) < 1e30 ? value : null;
