import highsModule, { type Highs, type HighsCallbackMap, type ModelData } from 'highs';
import type { Program } from '../model.ts';
import { type Backend, type Begin, type Control, type Point, pointOf, type Searched } from './backend.ts';
import { branch, type Relax } from './branch.ts';
import { choices, compact } from './compact.ts';
import { Relaxation } from './relaxation.ts';
import { type Means, type Search, withCuts } from './with-cuts.ts';
import { withinCost } from './within-cost.ts';

/**
 * HiGHS in WebAssembly, loaded once; models are given as sparse arrays and disposed of, never as text. `close` the
 * backend when done with it: memory of WebAssembly is nobody's to collect.
 */
export async function highs(): Promise<Backend> {
  loaded ??= load();
  const engine = await loaded;
  const { modelStatus, solutionStatus } = engine.constants;

  /** That of the last program, kept: what comes next differs little. */
  let live: Relaxation | null = null;
  const close = () => {
    live?.close();
    live = null;
  };
  const relax: Backend['relax'] = (program, cost, control, begin) => {
    if (live?.base !== program.base) {
      close();
      live = new Relaxation(engine, program);
    }
    return live.solve(program, cost, control, begin);
  };

  const search = (program: Program, cost: Float64Array, control: Control, start: Point | null): Searched => {
    const few = compact(program, cost);
    return engine.withModel(wholeDataOf(engine, few.program, few.cost), (model): Searched => {
      // Costs are integers: a plan within less than 1 of the bound is the best.
      model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.9 });
      if (start) model.setSolution({ colValue: few.part(start.values) });
      const { modelStatus: status } = model.run(interrupts(engine, control, few.constant));
      if (status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible) {
        return { status: 'infeasible', values: null, bound: null, proof: null };
      }
      const found = model.info.get('primal_solution_status') === solutionStatus.feasible;
      const bound = Number(model.info.get('mip_dual_bound'));
      return {
        status: status === modelStatus.optimal && found ? 'optimal' : 'cut-short',
        values: found ? few.whole(model.getSolution().colValue) : null,
        bound: Number.isFinite(bound) ? bound + few.constant : null,
        proof: null,
      };
    });
  };

  const repair: Backend['repair'] = (program, cost, control, enough) => {
    const few = compact(program, cost);
    return engine.withModel(wholeDataOf(engine, few.program, few.cost), (model) => {
      model.options.set({
        output_flag: false,
        mip_max_nodes: REPAIR_NODES,
        ...(enough === null
          ? { mip_max_improving_sols: 1 }
          : { objective_target: enough - few.constant + HALF }),
      });
      model.run(interrupts(engine, { ...control, improved: () => undefined }, 0));
      const found = model.info.get('primal_solution_status') === solutionStatus.feasible;
      return found ? few.whole(model.getSolution().colValue) : null;
    });
  };

  /** Beside the one that is kept: a program with cuts has other rows. */
  const relaxerFor: Means['relaxerFor'] = (program, near) => {
    const own = new Relaxation(engine, program);
    let begin: Begin | undefined = { near };
    const relax: Relax = (...asked) => {
      const relaxed = own.solve(...asked, begin);
      begin = undefined;
      return relaxed;
    };
    return { relax, close: () => own.close() };
  };

  const wide: Search = (relaxed, program, cost, control, start) => {
    const near = control.byWord
      ? null
      : withinCost({ relax: relaxed, repair }, program, cost, control, start);
    if (near) return near;
    const split = branch(relaxed, program, cost, control, start, { mostNodes: quickNodes(program) });
    if (split.status !== 'cut-short' || control.shouldStop() || program.columns > LARGE) return split;
    return search(program, cost, control, pointOf(split, cost, start));
  };

  // With the best plan in hand a proof is nearer than it was without.
  const prove: Means['prove'] = (relaxed, program, cost, control, start, effort) =>
    branch(relaxed, program, cost, control, start, {
      mostNodes: effort === 'long' ? proofNodes(program) : triedNodes(program, effort),
      tries: TRIES,
    });

  const means: Means = { relaxerFor, repair, wide, prove };

  return {
    name: 'highs',
    core: 4000,
    relax,
    search(program, cost, control, start) {
      // Most searches end after a few splits, sooner than HiGHS has set its own machinery going.
      const first = branch(relax, program, cost, control, start, { mostNodes: FEW_NODES });
      if (first.status !== 'cut-short' || control.shouldStop()) return first;
      const known = pointOf(first, cost, start);
      return choices(program) > LARGE
        ? wide(relax, program, cost, control, known)
        : withCuts(means, program, cost, control, known);
    },
    repair,
    close,
  };
}

/**
 * Columns left to choose beyond which cuts do not pay: they need a relaxation of their own, which begins from nothing, and
 * neither a longer search nor making all of them whole comes to an end.
 */
const LARGE = 20_000;
const REPAIR_NODES = 50;
/** Costs are whole: what is below the next one is at most this one. */
const HALF = 0.5;
const FEW_NODES = 8;
const TRIES = 10;
/** A node takes a moment in a county of thousands, and a tenth of a second and more in one of a hundred thousand. */
const quickNodes = ({ columns }: Program): number => (columns <= 200_000 ? 100 : 20);
/** As many as take a second or two. */
const triedNodes = ({ columns }: Program, effort: 'brief' | 'some'): number => {
  const most = effort === 'brief' ? 200 : 1_500;
  return Math.min(most, Math.ceil((most * 1_000) / columns));
};
/** Without its proof an answer is not called optimal, and in a small program a node takes a moment. */
const proofNodes = ({ columns }: Program): number => (columns <= 2_000 ? 5_000 : 400);

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

function interrupts({ constants }: Highs, control: Control, constant: number): HighsCallbackMap {
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
      control.improved(finite(data.objective_function_value, constant), null);
      return undefined;
    },
    [mipLogging]({ data }) {
      control.improved(finite(data.mip_primal_bound, constant), finite(data.mip_dual_bound, constant));
      return undefined;
    },
  };
}

const finite = (value: number | undefined, constant: number): number | null =>
  value !== undefined && Number.isFinite(value) && Math.abs(value) < 1e30 ? value + constant : null;
