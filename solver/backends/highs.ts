import highsModule, { type Highs, type HighsCallbackMap, type Model, type ModelData } from 'highs';
import type { Program } from '../model.ts';
import type { Backend, Control, Relaxed, Searched } from './backend.ts';
import { branch } from './branch.ts';

/** HiGHS in WebAssembly, loaded once; models are given as sparse arrays and disposed of, never as text. */
export async function highs(): Promise<Backend> {
  loaded ??= load();
  const engine = await loaded;
  const { modelStatus, solutionStatus } = engine.constants;

  const solved = (model: Model, control: Control): Relaxed => {
    const { modelStatus: status } = model.run(interrupts(engine, control));
    if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
      return { status: 'infeasible' };
    }
    if (status !== modelStatus.optimal) return { status: 'unknown' };
    const { colValue, rowDual } = model.getSolution();
    return { status: 'solved', values: colValue, duals: rowDual };
  };

  /** A few splits on one live model, each solved on from the last. */
  const split = (
    program: Program,
    cost: Float64Array,
    control: Control,
    start: Float64Array | null,
  ): Searched =>
    engine.withModel(dataOf(engine, program, cost), (model): Searched => {
      model.options.set({ output_flag: false });
      const everyColumn = { kind: 'range', from: 0, to: program.columns - 1 } as const;
      const relax = ({ lower, upper }: Program): Relaxed => {
        model.changeColsBounds(everyColumn, lower, upper);
        return solved(model, control);
      };
      return branch(relax, program, cost, control, start, QUICK_NODES);
    });

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
        return { status: 'infeasible', values: null, bound: null };
      }
      const found = model.info.get('primal_solution_status') === solutionStatus.feasible;
      const bound = Number(model.info.get('mip_dual_bound'));
      return {
        status: status === modelStatus.optimal && found ? 'optimal' : 'cut-short',
        values: found ? model.getSolution().colValue : null,
        bound: Number.isFinite(bound) ? bound : null,
      };
    });

  return {
    name: 'highs',
    core: 4000,
    relax: (program, cost, control) =>
      engine.withModel(dataOf(engine, program, cost), (model) => {
        model.options.set({ output_flag: false });
        return solved(model, control);
      }),
    search(program, cost, control, start) {
      // Most searches end after a few splits, sooner than HiGHS has set its own machinery going.
      const quick = split(program, cost, control, start);
      if (quick.status !== 'cut-short' || control.shouldStop()) return quick;
      return search(program, cost, control, quick.values ?? start);
    },
  };
}

const QUICK_NODES = 100;

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
