import type { Backend, Control } from './backends/backend.ts';
import { wholeFrom } from './backends/exactly.ts';
import { type Minimum, minimise } from './backends/minimise.ts';
import { costsOf, type Extent, limitedTo, type Program, type Term, termsOf } from './model.ts';

/** Given each stage's model before it is solved, all columns in it, the goals before it held. */
export type OnStage = (stage: number, program: Program, terms: readonly Term[]) => void;

/**
 * The goals of one program on their way: each is minimised with others held at what they came to.
 *
 * A stage is told by the part of the program that it and those before it need: it knows nothing of the columns and rows
 * that only later goals need. The row after that part holds it, and its terms are what is minimised.
 */
export class Course {
  readonly #backend: Backend;
  readonly #stages: readonly Extent[];
  readonly #onStage: OnStage | undefined;
  readonly program: Program;
  /** The same with the columns fixed that no plan as good can change. */
  readonly face: Program;
  /** By stage, the row that holds it. */
  readonly rows: readonly number[];

  constructor(backend: Backend, program: Program, stages: readonly Extent[], onStage?: OnStage) {
    this.#backend = backend;
    this.#stages = stages;
    this.#onStage = onStage;
    this.program = { ...program, rowUpper: program.rowUpper.slice() };
    this.face = { ...this.program, lower: program.lower.slice(), upper: program.upper.slice() };
    this.rows = stages.map(({ rows }) => rows);
  }

  /** What a stage can come to at the least; `known`: a plan of any stage before it, where there is one. */
  least(stage: number, known: Float64Array | null, control: Control): Minimum {
    const { columns, rows } = this.#extent(stage);
    const terms = termsOf(this.program, rows);
    this.#onStage?.(stage, limitedTo(this.program, { columns, rows }), terms);
    // With the row that is to hold it, which asks nothing yet.
    const within = limitedTo(this.face, { columns, rows: rows + 1 });
    return minimise(this.#backend, within, costsOf(within, terms), control, grown(within, known));
  }

  /** From now on a stage comes to no more than this. */
  hold(stage: number, most: number): void {
    this.program.rowUpper[this.#extent(stage).rows] = most;
  }

  /** From now on columns are within these bounds. */
  narrow({ lower, upper }: Program): void {
    this.face.lower.set(lower);
    this.face.upper.set(upper);
  }

  #extent(stage: number): Extent {
    const extent = this.#stages[stage];
    if (!extent) throw new Error(`There is no stage ${stage}.`);
    return extent;
  }
}

/** A plan in a program that has more columns: the same postings, what follows from them at the least. */
function grown(program: Program, values: Float64Array | null): Float64Array | null {
  if (!values || values.length === program.columns) return values;
  const point = program.lower.slice();
  point.set(values);
  return wholeFrom(program, point);
}
