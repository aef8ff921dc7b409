import type { Backend } from './backends/backend.ts';
import { type Candidate, type Case, caseOf } from './case.ts';
import { goalRow } from './certify.ts';
import { circuitsAt } from './circuits.ts';
import type { OnStage } from './course.ts';
import type { StandingGoal } from './goals/goal.ts';
import {
  type Extent,
  limitedTo,
  modelOf,
  type Program,
  type Term,
  termsOf,
  tightened,
  type Written,
} from './model.ts';
import type { Problem } from './problem.ts';
import { type PossiblePlacement, placementsAt } from './recruits.ts';
import { type Settled, type Solved, settle, type Watch } from './settle.ts';

/** A goal, turned so that less is better. */
export interface Sought {
  readonly goal: StandingGoal;
  /** What it comes to beside its row. */
  readonly constant: number;
  /** What it and the goals before it need of the program; the row that holds it, and tells its terms, comes next. */
  readonly extent: Extent;
}

/** What a what-if changes: postings made or not, and rows with more or less room. */
export interface Change {
  /** Columns of postings that are made, whatever it costs. */
  make?: readonly number[];
  /** Columns of postings that are not made. */
  forbid?: readonly number[];
  /** By a row's name, how much higher its limit is, in the unit its rule wrote it in. */
  room?: ReadonlyMap<string, number>;
}

/**
 * A problem made ready to be solved, and solved again with something changed: the model is written once, and an engine
 * that keeps it goes on from where it was.
 */
export class Planner {
  readonly county: Case;
  readonly goals: readonly Sought[];
  /** As solved: no column may be more than every row allows it. */
  readonly program: Program;
  /** Every row's limit in the unit its rule wrote it in. */
  readonly limits: readonly Written[];
  readonly #written: Program;

  constructor(problem: Problem, waived: ReadonlySet<string> = new Set()) {
    this.county = caseOf(problem, waived);
    const model = modelOf(this.county);
    this.goals = this.county.goals.map((goal, stage) => {
      const { terms, constant } = goal.cost(this.county, model);
      const { extent } = model;
      model.hold(goalRow(stage), terms, signOf(goal));
      return { goal, constant: signOf(goal) * constant, extent };
    });
    this.#written = model.program();
    this.limits = model.written;
    this.program = tightened(this.#written);
  }

  settle(backend: Backend, watch: Watch, { draw = true, onStage }: SettleOptions = {}): Settled {
    return this.#settle(backend, this.program, watch, { draw, onStage });
  }

  /** The goals' least values with something changed, no draw among equals; `settled`: this problem's own answer. */
  whatIf(backend: Backend, watch: Watch, change: Change, settled: Solved | null = null): Settled {
    // Room lets plans in that there were none of.
    const wider = change.room ? null : settled;
    const program = tightened(changed(this.#written, this.limits, change));
    return this.#settle(backend, program, watch, { draw: false, wider });
  }

  /** The model of the first goal, nothing held yet, and what it minimises; null: the policy has no goal. */
  first(): { program: Program; terms: readonly Term[]; constant: number } | null {
    const [first] = this.goals;
    if (!first) return null;
    const { extent, constant } = first;
    return { program: limitedTo(this.program, extent), terms: termsOf(this.program, extent.rows), constant };
  }

  /** The postings of an answer. */
  made(settled: Extract<Settled, { values: Float64Array }>): Candidate[] {
    return this.county.candidates.filter(({ column }) => settled.values[column] === 1);
  }

  /** The circuits of an answer, with their days. */
  circuits({ values }: Extract<Settled, { values: Float64Array }>): ReturnType<typeof circuitsAt> {
    return circuitsAt(this.county, values);
  }

  /** The placements of an answer. */
  placements({ values }: Extract<Settled, { values: Float64Array }>): PossiblePlacement[] {
    return placementsAt(this.county, values);
  }

  #settle(
    backend: Backend,
    program: Program,
    watch: Watch,
    options: SettleOptions & { wider?: Solved | null },
  ): Settled {
    const stages = this.goals.map(({ extent }) => extent);
    return settle(backend, program, stages, this.county, watch, options);
  }
}

export interface SettleOptions {
  /** Whether one plan is drawn among equals; else any of them is answered. */
  draw?: boolean;
  onStage?: OnStage | undefined;
}

export const signOf = ({ sense }: StandingGoal): 1 | -1 => (sense === 'minimise' ? 1 : -1);

function changed(
  program: Program,
  limits: readonly Written[],
  { make = [], forbid = [], room = new Map() }: Change,
): Program {
  const lower = Float64Array.from(program.lower);
  const upper = Float64Array.from(program.upper);
  const rowUpper = Float64Array.from(program.rowUpper);
  for (const column of make) lower[column] = 1;
  for (const column of forbid) upper[column] = 0;
  for (const [row, name] of program.rowNames.entries()) {
    const more = room.get(name);
    const written = limits[row];
    if (more !== undefined && written) rowUpper[row] = Math.floor((written.limit + more) / written.divisor);
  }
  return { ...program, lower, upper, rowUpper };
}
