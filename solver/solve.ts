import { audit } from './audit.ts';
import type { Backend, Control } from './backends/backend.ts';
import { highs } from './backends/highs.ts';
import { simplex } from './backends/simplex.ts';
import type { Case } from './case.ts';
import { certify } from './certify.ts';
import type { MadeCircuit } from './circuits.ts';
import { diagnose } from './diagnose.ts';
import { engineReason, isLarge, kindOf, type ModelSize } from './engine-reason.ts';
import { explain } from './explain.ts';
import { columnsMade, Ledger } from './ledger.ts';
import type { Program, Term } from './model.ts';
import { notesOf, undiagnosed } from './notes.ts';
import type {
  Certificate,
  Engine,
  Finding,
  GoalValue,
  Move,
  Plan,
  PlannedCircuit,
  PlannedPlacement,
  Words,
} from './plan.ts';
import { Planner, type Sought, signOf } from './planner.ts';
import type { Posting } from './posting.ts';
import type { Problem } from './problem.ts';
import type { Placement } from './recruits.ts';
import type { Return } from './returns.ts';
import type { Settled } from './settle.ts';

export interface Options {
  /** Left out: `auto`, chosen by the model's size and kind. The plan is the same whichever solves it. */
  engine?: Engine | 'auto';
  onProgress?: (progress: Progress) => void;
  /** Whether an answer without a plan says which rules clash; true where left out. One that does not carries a note. */
  diagnosis?: boolean;
  /** Given each stage's model as it is solved, all columns in it. */
  onModel?: (model: StageModel) => void;
  /** Told as each phase begins, which ends the one before: the solver itself has no clock. */
  onPhase?: (phase: Phase) => void;
  /** Asked again and again; once true, the best plan so far comes back, marked for what it is. */
  shouldStop?: () => boolean;
}

/** `build`: case and model; `solve`: every goal and the draw; `diagnose` only where there is no plan. */
export type Phase = 'build' | 'solve' | 'audit' | 'explain' | 'certify' | 'diagnose';

/** The model of one goal, those before it held at what they reached. */
export interface StageModel {
  /** From 1 on. */
  stage: number;
  goal: string;
  program: Program;
  /** To be minimised. */
  terms: readonly Term[];
  /** What the goal comes to: `constant` plus `sign` times that least. */
  constant: number;
  sign: 1 | -1;
}

/** How far a solve has come. */
export interface Progress {
  /** The goal being solved; `draw` while one is chosen among equals, `diagnosis` while a clash is sought. */
  stage: string;
  /** From 1 to `stages`. */
  index: number;
  stages: number;
  /** The goal's value in the best plan so far, and what no plan can pass; null: not known yet. */
  incumbent: number | null;
  bound: number | null;
}

/** A plan that breaks the rules it was made by: a fault of the solver, never returned as a plan. */
class PlanFailsAudit extends Error {
  override readonly name = 'PlanFailsAudit';
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(`The solver made a plan that breaks rules: ${findings.map(({ text }) => text.en).join(' ')}`);
    this.findings = findings;
  }
}

/**
 * The best plan for a problem: every goal in the policy's order, each fixed before the next, and one plan among equals
 * whatever the engine and the order of rows. Called optimal only where every goal is proven, and infeasible only where
 * that is; then the answer says which rules clash.
 *
 * Runs without pause between its steps: call it in a worker.
 */
export async function solve(problem: Problem, options: Options = {}): Promise<Plan> {
  const { onPhase } = options;
  onPhase?.('build');
  const planner = new Planner(problem);
  const { county, goals, program } = planner;
  const watch = watcher(goals, options);
  const onStage =
    options.onModel &&
    ((index: number, whole: Program, terms: readonly Term[]) => {
      const sought = goals[index];
      if (!sought) return;
      const { goal } = sought;
      const sign = signOf(goal);
      const constant = sign * sought.constant + ZERO;
      options.onModel?.({ stage: index + 1, goal: goal.name, program: whole, terms, constant, sign });
    });
  onPhase?.('solve');
  const { settled, engine, ...chosen } = await answered(sizeOf(planner), options, (backend) =>
    planner.settle(backend, watch, onStage ? { onStage } : {}),
  );
  onPhase?.('audit');
  const made = 'values' in settled ? planner.made(settled) : [];
  const circuits = 'values' in settled ? planner.circuits(settled) : [];
  const placements = 'values' in settled ? planner.placements(settled) : [];
  const breaches = 'values' in settled ? audited(county, made, circuits, placements) : [];
  const reached = 'values' in settled ? goalValues(county, goals, settled, made, circuits, placements) : [];
  onPhase?.('explain');
  const ledger = new Ledger(
    program,
    program.postings,
    columnsMade(made, circuits, placements),
    county.relaxed,
  );
  const ending = saidImpossible(settled) ? 'said-impossible' : settled.status;
  const told = explain(county, ledger, made, ending, circuits, placements);
  onPhase?.('certify');
  const certificate = certified(program, goals, settled);
  const asked = options.diagnosis !== false;
  const diagnoses = settled.status === 'infeasible' && asked;
  if (diagnoses) onPhase?.('diagnose');
  const diagnosis = diagnoses
    ? closing(await highs(), (backend) => diagnose(problem, backend, watch(goals.length + 1)))
    : null;
  const untold = settled.status === 'infeasible' && diagnosis === null ? [undiagnosed(asked)] : [];

  return {
    format: 'junheng-plan/1',
    problemHash: county.hash,
    engine,
    engineReason: chosen.engineReason,
    status: settled.status,
    goals: reached,
    moves:
      'values' in settled
        ? [...made.map((posting) => moveOf(county, posting)), ...[...county.returns.values()].map(homeward)]
        : [],
    circuits: circuits.map(circuitOf),
    ...(county.recruits.length > 0 && { placements: placements.map(placementOf) }),
    findings: [...notesOf(county), ...breaches, ...untold],
    ...told,
    certificate,
    diagnosis,
  };
}

/** Whether there is no answer but the engine's word that no plan exists. */
const saidImpossible = (settled: Settled): boolean =>
  settled.status === 'cut-short' && settled.saidImpossible;

function certified(program: Program, goals: readonly Sought[], settled: Settled): Certificate | null {
  const certified = goals.map((sought) => ({
    name: sought.goal.name,
    valueAt: (cost: number) => inSense(sought, cost) ?? 0,
  }));
  if ('values' in settled)
    return certify(program, certified.slice(0, settled.proofs.length), settled.proofs, null);
  return settled.status === 'infeasible' ? certify(program, [], [], settled.proof) : null;
}

/** The columns and rows of rules and goals, those by which goals are held not counted; and what kind of model it is. */
const sizeOf = ({ program, goals, county }: Planner): ModelSize => ({
  columns: program.columns,
  rows: program.rowUpper.length - goals.length,
  kind: kindOf({
    flows: county.flows,
    seats: county.candidates.some(({ opening }) => opening.role !== null),
    circuits: county.circuits.length,
    goals: county.problem.policy.goals.map(({ name }) => name),
  }),
});

interface Answered {
  settled: Settled;
  engine: Engine;
  engineReason: Words;
}

/** The answer of the engine asked for; or of the one that size and kind suggest, and of HiGHS if that one fails. */
async function answered(
  size: ModelSize,
  { engine = 'auto', shouldStop }: Options,
  settleBy: (backend: Backend) => Settled,
): Promise<Answered> {
  const by = (backend: Backend, reason: Words): Answered => ({
    settled: closing(backend, settleBy),
    engine: backend.name,
    engineReason: reason,
  });
  if (engine !== 'auto') {
    return by(engine === 'highs' ? await highs() : simplex(), engineReason.asked(size));
  }
  if (isLarge(size)) return by(await highs(), engineReason.large(size));
  const small = by(simplex(), engineReason.small(size));
  const { status } = small.settled;
  if (status === 'optimal' || status === 'infeasible' || shouldStop?.() === true) return small;
  return by(await highs(), engineReason.secondTry(size));
}

function closing<T>(backend: Backend, work: (backend: Backend) => T): T {
  try {
    return work(backend);
  } finally {
    backend.close();
  }
}

/** One control a stage, speaking of each goal in its own sense. */
function watcher(goals: readonly Sought[], { onProgress, shouldStop }: Options): (stage: number) => Control {
  const stages = goals.length + 1;
  return (index) => {
    const sought = goals[index];
    const stage = sought?.goal.name ?? (index > goals.length ? 'diagnosis' : 'draw');
    const report = (incumbent: number | null, bound: number | null) =>
      onProgress?.({ stage, index: Math.min(index + 1, stages), stages, incumbent, bound });
    report(null, null);
    return {
      shouldStop: shouldStop ?? (() => false),
      improved: (incumbent, bound) => {
        if (sought) report(inSense(sought, incumbent), inSense(sought, bound));
      },
    };
  };
}

const inSense = ({ goal, constant }: Sought, cost: number | null): number | null =>
  cost === null ? null : signOf(goal) * (cost + constant) + ZERO;

/** Added so that nothing is −0. */
const ZERO = 0;

/** The goals' values, recounted from the plan; the engine's own sums only have to agree. */
function goalValues(
  county: Case,
  goals: readonly Sought[],
  settled: Extract<Settled, { values: Float64Array }>,
  made: readonly Posting[],
  circuits: readonly MadeCircuit[],
  placements: readonly Placement[],
): GoalValue[] {
  const reached = goals.map((sought, stage) => {
    const { name, sense, unit, value } = sought.goal;
    const counted = value(county, made, circuits, placements) + ZERO;
    const bound = inSense(sought, settled.bounds[stage] ?? null);
    if (settled.status === 'optimal' && bound !== counted) {
      throw new Error(`The goal '${name}' counts ${counted} in the plan and ${bound} in the model.`);
    }
    return { name, sense, unit, value: counted, bound };
  });
  const parts = county.parts.map(({ name, sense, unit, value }) => ({
    name,
    sense,
    unit,
    value: value(county, made, circuits, placements) + ZERO,
    bound: null,
  }));
  return [...reached, ...parts];
}

function audited(
  county: Case,
  made: readonly Posting[],
  circuits: readonly MadeCircuit[],
  placements: readonly Placement[],
): Finding[] {
  const findings = audit(county, made, circuits, placements);
  const breaches = findings.filter(({ level, relaxed }) => level !== 'note' && relaxed === undefined);
  if (breaches.length > 0) throw new PlanFailsAudit(breaches);
  return findings;
}

/** A posting as a plan tells it. */
export const moveOf = (county: Case, posting: Posting): Move => {
  const { teacher, from, opening, km, bed, wish, form } = posting;
  return {
    teacher: teacher.id,
    from: from.id,
    to: opening.section.id,
    subject: opening.subject,
    role: opening.role,
    form: form ?? 'order-based',
    relationMoves: county.relationMoves(posting),
    km,
    bed,
    wish,
  };
};

const circuitOf = ({ teacher, from, opening, days, km }: MadeCircuit): PlannedCircuit => ({
  teacher: teacher.id,
  from: from.id,
  to: opening.section.id,
  subject: opening.post,
  days,
  km,
});

const placementOf = ({ recruit, opening, bed, km }: Placement): PlannedPlacement => ({
  recruit: recruit.id,
  to: opening.section.id,
  subject: opening.post,
  bed,
  km,
});

const homeward = ({ teacher, from, home }: Return): Move => ({
  teacher: teacher.id,
  from: from.id,
  to: home.id,
  subject: teacher.subject ?? null,
  role: null,
  form: 'return',
  relationMoves: false,
  km: null,
  bed: false,
  wish: null,
});
