import type { Control } from './backends/backend.ts';
import { activity } from './backends/exactly.ts';
import type { Minimum } from './backends/minimise.ts';
import type { Course } from './course.ts';
import type { Program } from './model.ts';

/** What is known of a problem that allows all that a narrower one does. */
export interface Wider {
  readonly values: Float64Array;
  /** By column, from which stage on every plan as good has it as `values` do; the number of stages: from none. */
  readonly since: Uint8Array;
}

/** How far the goals of a narrower problem are those of the wider one. */
export interface Kept {
  /** How many of the first goals come to the same. */
  readonly stages: number;
  /** A plan by which they do; null: none was needed to know it. */
  readonly values: Float64Array | null;
  /** What the next goal comes to, where that was found out; null: it was not, or all are kept. */
  readonly next: Minimum | null;
}

/**
 * How many goals a problem keeps in one that allows all that it does, by halving: no plan of the narrower can do better,
 * so one that comes to the same in a goal, with those before it held, settles them all at once, and a goal that no plan
 * reaches tells that one before it changes. The last goal is tried first: few changes matter.
 * Leaves the course with the goals held that are kept.
 */
export function keptIn(course: Course, wider: Wider, watch: (stage: number) => Control): Kept {
  const costs = course.rows.map((row) => activity(course.program, row, wider.values));
  let least = 0;
  let most = lastKept(course, wider);
  let values: Float64Array | null = null;
  let next: Minimum | null = null;
  let stage = most - 1;
  const holdBefore = (end: number) => {
    for (const [index, cost] of costs.entries())
      course.hold(index, index < end ? cost : Number.POSITIVE_INFINITY);
    course.narrow(asGood(course.program, wider, end));
  };
  while (least < most && next === null) {
    holdBefore(stage);
    const found = course.least(stage, values, watch(stage));
    if (found.status === 'optimal' && found.cost === costs[stage]) {
      values = found.values;
      least = stage + 1;
    } else if (found.status === 'infeasible' && stage > least) {
      most = stage - 1;
    } else if (found.status === 'optimal' || stage === least) {
      // It changes first, or whatever it is: those before it are kept.
      least = stage;
      next = found;
    } else {
      break;
    }
    stage = Math.floor((least + most) / 2);
  }
  holdBefore(least);
  return { stages: least, values, next };
}

/** The most goals that may be kept: what every plan as good makes must not be forbidden, nor what none makes be made. */
function lastKept({ program, rows }: Course, { values, since }: Wider): number {
  let most = rows.length;
  for (let column = 0; column < program.columns; column++) {
    const value = values[column] ?? 0;
    if (value < (program.lower[column] ?? 0) || value > (program.upper[column] ?? 0))
      most = Math.min(most, since[column] ?? most);
  }
  return most;
}

/** The program with every column as it is in every plan that is as good in the goals before `end`. */
function asGood(program: Program, { values, since }: Wider, end: number): Program {
  const lower = program.lower.slice();
  const upper = program.upper.slice();
  for (let column = 0; column < program.columns; column++) {
    if ((since[column] ?? end) < end) lower[column] = upper[column] = values[column] ?? 0;
  }
  return { ...program, lower, upper };
}
