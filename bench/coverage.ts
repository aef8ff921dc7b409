import { mpsOf } from '../solver/mps.ts';
import { Planner } from '../solver/planner.ts';
import type { Problem } from '../solver/problem.ts';
import { hold } from './case.ts';
import { count, keptOr, notFinished, seconds } from './figures.ts';
import { measuredBy } from './in-process.ts';
import { type Native, type NativeAnswer, natives, solvedBy } from './native.ts';
import { sizes, solvedCold, withFile } from './planner.ts';
import { plannerProblem, type Size } from './planner-problem.ts';
import type { RelaxationMeasured } from './relaxation-once.ts';
import type { Line, Sheet } from './sheet.ts';

/** How long a solver outside may take. */
const NATIVE_LIMIT = 120;

/** One goal under the quotas, to its proven least, beside solvers outside on the same model. */
export function coverage(limit: number): Sheet {
  return {
    title: 'Coverage: one goal under the quotas, cold, beside solvers outside on the same MPS',
    columns: [
      ['case', 24],
      ['teachers', 8],
      ['variables', 9],
      ['rows', 7],
      ['build s', 7],
      ['stage s', 7],
      ['total s', 7],
      ['limit', 26],
      ...outside,
    ],
    lines: [
      coverageLine('coverage', sizes[3_000], limit, { seconds: 1, ratio: 0.3 }),
      coverageLine('coverage', sizes[10_000], limit, { seconds: 2.5, ratio: 0.15 }),
      coverageLine('coverage', sizes[30_000], limit, { seconds: 5 }),
      coverageLine('scarce', sizes[3_000], limit, { seconds: 1, ratio: 0.3 }),
      coverageLine('scarce', sizes[10_000], limit, { seconds: 2.5, ratio: 0.15 }),
    ],
  };
}

/** The same model relaxed, by our engine when it is warm. */
export function relaxation(limit: number): Sheet {
  return {
    title: 'Relaxation: the same model without whole numbers, by our engine once cold and once warm',
    columns: [['case', 24], ['teachers', 8], ['cold s', 7], ['warm s', 7], ...outside],
    lines: [
      relaxationLine(sizes[3_000], limit),
      relaxationLine(sizes[10_000], limit),
      relaxationLine(sizes[30_000], limit),
    ],
  };
}

export const outside = [['seconds of others, and ours ÷ theirs', 0]] as const;

const coverageLine = (
  kind: 'coverage' | 'scarce',
  size: Size,
  limit: number,
  most: { seconds: number; ratio?: number },
): Line => ({
  name: `${kind}-${size.teachers}`,
  async measure() {
    const problem = plannerProblem(size, kind);
    const { program, mps, constant } = modelOf(problem);
    const { measured, lastWord } = await solvedCold(problem, 'highs', limit);
    const who = [count(size.teachers), count(program.columns), count(program.rowUpper.length)];
    if (!measured) return [...who, notFinished(limit, lastWord)];
    const { phases, stages, goals } = measured;
    // The draw among equals is no part of the stage; loading the engine is.
    const stage = (phases['solve'] ?? 0) - (stages['draw'] ?? 0);
    const total = (phases['build'] ?? 0) + stage;
    const cost = (goals[0]?.value ?? Number.NaN) - constant;
    const proven = measured.status === 'optimal';
    const others = await beside(
      mps,
      ({ relaxesOnly }) => !relaxesOnly,
      (answer) => {
        hold(
          !proven || isSame(answer.objective, cost),
          `the least cost is ${cost}, and not ${answer.objective}`,
        );
      },
    );
    return [
      ...who,
      seconds(phases['build'] ?? 0),
      seconds(stage),
      seconds(total),
      proven ? keptOr(total, most.seconds, 's') : `MISSED: ${measured.status} only`,
      ratios(proven ? stage : null, others, most.ratio),
    ];
  },
});

const relaxationLine = (size: Size, limit: number): Line => ({
  name: `relaxation-${size.teachers}`,
  async measure() {
    const { mps } = modelOf(plannerProblem(size, 'scarce'));
    const { measured } = await withFile('size.json', JSON.stringify(size), (file) =>
      measuredBy<RelaxationMeasured>('./relaxation-once.ts', [file], limit),
    );
    if (!measured) return [count(size.teachers), notFinished(limit)];
    const relaxed = mps.replaceAll(/^ +\S+ +'MARKER' .*\n/gm, '');
    hold(!relaxed.includes('MARKER') && relaxed !== mps, 'the model asks for no whole numbers any more');
    const others = await beside(
      relaxed,
      () => true,
      ({ objective }) => {
        hold(isSame(objective, measured.cost), `the least cost is ${measured.cost}, and not ${objective}`);
      },
    );
    return [
      count(size.teachers),
      seconds(measured.cold),
      seconds(measured.warm),
      ratios(measured.warm, others, 1.3),
    ];
  },
});

function modelOf(problem: Problem) {
  const first = new Planner(problem).first();
  hold(first !== null, 'the policy has a goal');
  const { program, terms, constant } = first;
  return { program, constant, mps: mpsOf('coverage', program, terms, { constant, sign: 1 }) };
}

export interface Other {
  readonly native: Native;
  /** Null: not found in time; a text: why not at all. */
  readonly answer: NativeAnswer | string | null;
}

/** What every solver outside that can makes of a model; each answer is checked. */
export async function beside(
  mps: string,
  can: (native: Native) => boolean,
  check: (answer: NativeAnswer) => void,
): Promise<Other[]> {
  const others: Other[] = [];
  for (const native of (await natives(process.env)).filter(can)) {
    const answer = await solvedBy(native, mps, NATIVE_LIMIT).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (answer && typeof answer === 'object') check(answer);
    others.push({ native, answer });
  }
  return others;
}

/** Ours over theirs, each; HiGHS' is held against the most it may be. `ours` null: we did not finish. */
export function ratios(ours: number | null, others: readonly Other[], most?: number): string {
  const told = others.map(({ native: { name }, answer }) => {
    if (typeof answer === 'string') return `${name}: ${answer}`;
    const theirs = answer ? seconds(answer.seconds) : `over ${NATIVE_LIMIT}`;
    if (ours === null) return `${name} ${theirs}`;
    const ratio = Number((ours / (answer?.seconds ?? NATIVE_LIMIT)).toPrecision(2));
    const held = name === 'native HiGHS' && most !== undefined ? `, ${keptOr(ratio, most, '×')}` : '';
    return `${name} ${theirs} (${answer ? '' : 'below '}${ratio}×${held})`;
  });
  return told.length > 0 ? told.join('; ') : 'none is installed';
}

export const isSame = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-6 * Math.max(1, Math.abs(other));
