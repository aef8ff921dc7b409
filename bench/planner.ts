import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonical } from '../solver/canonical.ts';
import type { Engine } from '../solver/plan.ts';
import type { Problem } from '../solver/problem.ts';
import { hold } from './case.ts';
import { count, gapOf, keptOr, modelSize, notFinished, percent, seconds } from './figures.ts';
import { measuredBy } from './in-process.ts';
import type { PlannerMeasured } from './planner-once.ts';
import { type Kind, plannerProblem, type Size } from './planner-problem.ts';
import type { Line, Sheet } from './sheet.ts';

/** The sizes and what a cold solve of each may take; 300 is told without a limit. */
export const sizes = {
  300: { teachers: 300, schools: 12, seed: 5 },
  1000: { teachers: 1_000, schools: 25, seed: 1 },
  3000: { teachers: 3_000, schools: 60, seed: 1 },
  10000: { teachers: 10_000, schools: 180, seed: 1 },
  30000: { teachers: 30_000, schools: 500, seed: 1 },
  100000: { teachers: 100_000, schools: 1_500, seed: 1 },
} as const satisfies Readonly<Record<number, Size>>;

/** Every size by HiGHS, the small ones by the second opinion too, and the harder kinds of policy, each cold. */
export function planner(limit: number): Sheet {
  const known = new Map<string, string>();
  const line = (size: Size, kind: Kind, engine: Engine, kept: Kept = {}): Line => ({
    name: `plan-${kind}-${size.teachers}${engine === 'highs' ? '' : '-second'}`,
    async measure() {
      const problem = plannerProblem(size, kind);
      const { measured, lastWord } = await solvedCold(problem, engine, limit);
      const who = [count(size.teachers), count(size.schools), engine];
      if (!measured) return [...who, notFinished(limit, lastWord)];
      if (measured.status === 'optimal') agree(known, `${kind} ${size.teachers}`, goalsOf(measured));
      return [...who, ...cellsOf(measured, kept)];
    },
  });
  return {
    title: 'Planner: cold solves',
    columns,
    lines: [
      line(sizes[300], 'by-order', 'highs'),
      line(sizes[300], 'by-order', 'javascript-lp-solver'),
      line(sizes[1_000], 'by-order', 'highs', { seconds: 1 }),
      line(sizes[1_000], 'by-order', 'javascript-lp-solver'),
      line(sizes[3_000], 'by-order', 'highs', { seconds: 3 }),
      line(sizes[10_000], 'by-order', 'highs', { seconds: 8 }),
      line(sizes[30_000], 'by-order', 'highs', { seconds: 20 }),
      line(sizes[100_000], 'by-order', 'highs', { seconds: 90, megabytes: 600 }),
      line(sizes[1_000], 'rotation', 'highs', { seconds: 1 }),
      line(sizes[3_000], 'rotation', 'highs', { seconds: 3 }),
      line(sizes[1_000], 'reverse', 'highs', { seconds: 1, gap: 0.001 }),
      line(sizes[3_000], 'reverse', 'highs', { seconds: 3, gap: 0.001 }),
      line(sizes[10_000], 'reverse', 'highs', { seconds: 8, gap: 0.001 }),
    ],
  };
}

interface Kept {
  readonly seconds?: number;
  readonly megabytes?: number;
  /** How far a plan may be from the best; 0 where left out. */
  readonly gap?: number;
}

const columns = [
  ['case', 24],
  ['teachers', 8],
  ['schools', 7],
  ['engine', 20],
  ['variables', 9],
  ['rows', 7],
  ['stages', 6],
  ['build s', 7],
  ['solve s', 7],
  ['audit s', 7],
  ['explain s', 9],
  ['certify s', 9],
  ['verify s', 8],
  ['total s', 7],
  ['CPU s', 7],
  ['peak MB', 7],
  ['status', 8],
  ['gap', 9],
  ['longest stage', 26],
  ['limits', 0],
] as const;

function cellsOf(measured: PlannerMeasured, { seconds: most, megabytes, gap = 0 }: Kept): string[] {
  const { phases, stages, status, goals } = measured;
  const phase = (name: string) => phases[name] ?? 0;
  const size = modelSize(measured.size);
  const [longest] = Object.entries(stages).sort(([, a], [, b]) => b - a);
  const found = status === 'cut-short' ? null : gapOf(goals);
  const limits = [
    ...(most === undefined ? [] : [keptOr(measured.seconds, most, 's')]),
    ...(megabytes === undefined ? [] : [keptOr(measured.megabytes, megabytes, 'MB')]),
    ...(found !== null && found <= gap ? [] : [`gap MISSED`]),
    `explain ÷ solve ${keptOr(Number((phase('explain') / phase('solve')).toFixed(2)), 0.5, '')}`,
  ];
  return [
    count(size?.columns ?? Number.NaN),
    count(size?.rows ?? Number.NaN),
    `${goals.length}`,
    ...['build', 'solve', 'audit', 'explain', 'certify'].map((name) => seconds(phase(name))),
    seconds(measured.verifySeconds),
    seconds(measured.seconds),
    seconds(measured.cpuSeconds),
    measured.megabytes.toFixed(0),
    status,
    percent(found),
    longest ? `${longest[0]} ${seconds(longest[1])}` : '',
    limits.join('; '),
  ];
}

const goalsOf = ({ goals }: PlannerMeasured): string =>
  goals.map(({ name, value }) => `${name} ${value}`).join(', ');

/** Throws where two engines prove different plans the best. */
function agree(known: Map<string, string>, name: string, goals: string): void {
  const first = known.get(name) ?? goals;
  known.set(name, first);
  hold(first === goals, `both engines agree: '${goals}', and before it '${first}'`);
}

/** Solves a problem in a process of its own, which is asked for the plan it has when four fifths of its time are up. */
export async function solvedCold(problem: Problem, engine: Engine, limit: number) {
  return withFile('problem.json', JSON.stringify(canonical(problem)), (file) =>
    measuredBy<PlannerMeasured>('./planner-once.ts', [file, engine, `${limit * 0.8}`], limit),
  );
}

/** A text in a file for as long as it is needed. */
export async function withFile<T>(name: string, text: string, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'junheng-bench-'));
  try {
    const file = join(folder, name);
    await writeFile(file, text);
    return await use(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
