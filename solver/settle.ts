import type { Backend, Control } from './backends/backend.ts';
import { exactly } from './backends/exactly.ts';
import { minimise } from './backends/minimise.ts';
import type { Proof, Tree } from './backends/proof.ts';
import type { Candidate, Case } from './case.ts';
import type { PossibleCircuit } from './circuits.ts';
import { Course } from './course.ts';
import { keptIn } from './kept.ts';
import { costsOf, type Extent, type Program, type Term, withRow } from './model.ts';
import type { SettleOptions } from './planner.ts';
import type { PossiblePlacement } from './recruits.ts';

/** What the goals come to, with what shows it; or why not. */
export type Settled =
  | { status: 'infeasible'; proof: Tree }
  /** Ended before any plan was found; `saidImpossible`: the engine says that there is none, and does not prove it. */
  | { status: 'cut-short'; bound: number | null; saidImpossible: boolean }
  | Solved;

export interface Solved {
  /** `optimal`: every stage is proven. `feasible`: some stage was stopped, or is the best by the engine's word only. */
  status: 'optimal' | 'feasible';
  values: Float64Array;
  /** What no plan can cost less than, given the stages before, as proven; null: nothing is. One a stage. */
  bounds: readonly (number | null)[];
  /** What shows these bounds, one a stage; null: nothing does. */
  proofs: readonly (Proof | null)[];
  /** By column, from which stage on every plan as good has it as `values` do; the number of stages: from none. */
  since: Uint8Array;
}

export type Watch = (stage: number) => Control;

/**
 * Minimises each stage in turn, every one before it held at its least; then lets the draw choose among equals.
 * Where a stage is the best by the engine's word only, or its proof was given up, the later ones are settled all the same,
 * and the answer is no more than feasible.
 *
 * `wider`: the answer of a problem that allows all that this one does. Goals that stay as they are there are settled
 * together, and then carry no proof of their own.
 */
export function settle(
  backend: Backend,
  program: Program,
  stages: readonly Extent[],
  decided: Drawn,
  watch: Watch,
  { draw = true, onStage, wider }: SettleOptions & { wider?: Solved | null } = {},
): Settled {
  if (wider?.values.length === program.columns && exactly(program, wider.values)) return wider;
  const course = new Course(backend, program, stages, onStage);
  const kept = wider?.status === 'optimal' ? keptIn(course, wider, watch) : null;
  const first = kept?.stages ?? 0;
  const bounds = wider?.bounds.slice(0, first) ?? [];
  const proofs: (Proof | null)[] = bounds.map(() => null);
  const since = new Uint8Array(program.columns).fill(stages.length);
  let values = kept?.values ?? null;
  let status: Solved['status'] = 'optimal';

  for (let stage = first; stage < stages.length; stage++) {
    const control = watch(stage);
    const found = (stage === first ? kept?.next : null) ?? course.least(stage, values, control);
    if (found.status === 'infeasible') {
      const { proof } = found;
      return proof
        ? { status: 'infeasible', proof }
        : { status: 'cut-short', bound: null, saidImpossible: true };
    }
    if (found.status === 'cut-short') {
      return { status: 'cut-short', bound: found.bound, saidImpossible: false };
    }
    bounds.push(found.proof?.bound ?? null);
    proofs.push(found.proof);
    values = found.values;
    if (found.proof?.bound !== found.cost) status = 'feasible';
    // One whose proof was given up is held at what was found; the goals after it are settled all the same.
    if (found.status === 'feasible' && control.shouldStop())
      return { status: 'feasible', values, bounds, proofs, since };
    course.narrow(found.face);
    course.hold(stage, found.cost);
    for (let column = 0; column < found.face.columns; column++) {
      const isFixed = found.face.lower[column] === found.face.upper[column];
      if (isFixed && since[column] === stages.length) since[column] = stage;
    }
  }
  if (!values) return { status: 'cut-short', bound: null, saidImpossible: false };
  const decidedOn = draw ? drawn(backend, course.face, decided, values, watch(stages.length)) : values;
  return { status, values: decidedOn, bounds, proofs, since };
}

/** What the draw decides about: who goes where, who teaches where on how many days, and which recruit is placed where. */
type Drawn = Pick<Case, 'candidates' | 'circuits' | 'placements'>;

/**
 * Of all plans equal in every goal the one a fixed draw prefers, so that the answer depends neither on the engine
 * nor on the order of rows. The draw gives every teacher × post a lot made of their keys alone, so no staff number
 * is favoured; a second draw decides where the first leaves a tie. (By the isolation lemma both leave one with a
 * chance of at most (columns ÷ 65,536)²; the goals' values are the same even then.) First it is drawn who moves, then,
 * beside these, who teaches where on how many days, and last which recruit is placed where. If stopped, the best plan so far stands: the goals are proven
 * without the draw.
 */
function drawn(
  backend: Backend,
  program: Program,
  { candidates, circuits, placements }: Drawn,
  settled: Float64Array,
  control: Control,
): Float64Array {
  const drawing: Control = { ...control, byWord: true };
  let face = program;
  let values = settled;
  for (const group of [candidates, circuits, placements]) {
    for (const draw of ['first', 'second']) {
      if (group.every(({ column }) => face.lower[column] === face.upper[column])) break;
      const lots = lotsOf(group, draw);
      const found = minimise(backend, face, costsOf(program, lots), drawing, values);
      if (!('values' in found)) return values;
      values = found.values;
      if (found.status === 'feasible') return values;
      face = withRow(found.face, `draw:${draw}`, lots, found.cost);
    }
    face = fixed(face, group, values);
  }
  return values;
}

/** The program with these columns as they are in a point of it. */
function fixed(program: Program, columns: readonly { column: number }[], point: Float64Array): Program {
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  for (const { column } of columns) lower[column] = upper[column] = point[column] ?? 0;
  return { ...program, lower, upper };
}

/** The lot of every posting, and of a day of every circuit, by column: the same for one draw, teacher and post in every problem. */
const lotsOf = (group: readonly (Candidate | PossibleCircuit | PossiblePlacement)[], draw: string): Term[] =>
  group.map((drawn) => {
    const { column, opening } = drawn;
    const who = 'teacher' in drawn ? [drawn.teacher.id] : ['recruit', drawn.recruit.id];
    const key = [draw, ...who, opening.section.id, opening.post];
    return [column, lot(JSON.stringify('most' in drawn ? [...key, 'day'] : key))];
  });

/** 1 to 65,536, spread evenly over keys (FNV-1a, then the finisher of MurmurHash3). */
function lot(key: string): number {
  let hash = 0x811c9dc5;
  for (const letter of key) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 16) + 1;
}
