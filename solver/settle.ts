import type { Backend, Control } from './backends/backend.ts';
import { minimise } from './backends/minimise.ts';
import type { Proof, Tree } from './backends/proof.ts';
import type { Candidate } from './case.ts';
import { goalRow } from './certify.ts';
import type { PossibleCircuit } from './circuits.ts';
import { costsOf, type Program, type Term, withRow } from './model.ts';
import type { SettleOptions } from './planner.ts';

export type Settled =
  /** `proof` null: the engine's word. */
  | { status: 'infeasible'; proof: Tree | null }
  /** Stopped before any plan was found. */
  | { status: 'cut-short'; bound: number | null }
  | {
      /** `feasible`: some stage was stopped before its proof. */
      status: 'optimal' | 'feasible';
      values: Float64Array;
      /** What no plan can cost less than, given the stages before; null: not known. One a stage. */
      bounds: readonly (number | null)[];
      /** Why nothing is better, one a stage; null: the engine's word. */
      proofs: readonly (Proof | null)[];
    };

export type Watch = (stage: number) => Control;

/**
 * Minimises each stage, a goal as a linear form, in turn, every one before it held at its least; then lets the draw
 * choose among equals.
 */
export function settle(
  backend: Backend,
  program: Program,
  stages: readonly (readonly Term[])[],
  candidates: readonly Drawn[],
  watch: Watch,
  { draw = true, onStage }: SettleOptions = {},
): Settled {
  const bounds: (number | null)[] = [];
  const proofs: (Proof | null)[] = [];
  let face = program;
  let whole = program;
  let values: Float64Array | null = null;

  for (const [index, terms] of stages.entries()) {
    onStage?.(index, whole, terms);
    const found = minimise(backend, face, costsOf(program, terms), watch(index), values);
    if (found.status === 'infeasible') return found;
    if (found.status === 'cut-short') return { status: 'cut-short', bound: found.bound };
    bounds.push(found.bound);
    proofs.push(found.proof);
    values = found.values;
    if (found.status === 'feasible') return { status: 'feasible', values, bounds, proofs };
    face = withRow(found.face, goalRow(index), terms, found.cost);
    if (onStage) whole = withRow(whole, goalRow(index), terms, found.cost);
  }
  if (!values) return { status: 'cut-short', bound: null };
  return {
    status: 'optimal',
    values: draw ? drawn(backend, face, candidates, values, watch(stages.length)) : values,
    bounds,
    proofs,
  };
}

/** What the draw decides about: who goes where, and who teaches where on how many days. */
type Drawn = Candidate | PossibleCircuit;

/**
 * Of all plans equal in every goal the one a fixed draw prefers, so that the answer depends neither on the engine
 * nor on the order of rows. The draw gives every teacher × post a lot made of their keys alone, so no staff number
 * is favoured; a second draw decides where the first leaves a tie. (By the isolation lemma both leave one with a
 * chance of at most (columns ÷ 65,536)²; the goals' values are the same even then.) If stopped, the best plan so
 * far stands: the goals are proven without the draw.
 */
function drawn(
  backend: Backend,
  program: Program,
  candidates: readonly Drawn[],
  settled: Float64Array,
  control: Control,
): Float64Array {
  let face = program;
  let values = settled;
  for (const draw of ['first', 'second']) {
    if (candidates.every(({ column }) => face.lower[column] === face.upper[column])) return values;
    const lots = lotsOf(candidates, draw);
    const found = minimise(backend, face, costsOf(program, lots), control, values);
    if (!('values' in found)) return values;
    values = found.values;
    if (found.status === 'feasible') return values;
    face = withRow(found.face, `draw:${draw}`, lots, found.cost);
  }
  return values;
}

/** The lot of every posting, and of a day of every circuit, by column: the same for one draw, teacher and post in every problem. */
const lotsOf = (candidates: readonly Drawn[], draw: string): Term[] =>
  candidates.map((drawn) => {
    const { column, teacher, opening } = drawn;
    const key = [draw, teacher.id, opening.section.id, opening.post];
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
