import { mpsOf } from '../solver/mps.ts';
import { solve } from '../solver/solve.ts';
import { hold } from './case.ts';
import { beside, isSame, type Other, outside, ratios } from './coverage.ts';
import { count, notFinished, seconds } from './figures.ts';
import type { NativeAnswer } from './native.ts';
import { sizes, solvedCold } from './planner.ts';
import { type Kind, plannerProblem, type Size } from './planner-problem.ts';
import type { Line, Sheet } from './sheet.ts';

/** Every goal's model, those before it held, by solvers outside: what all goals of a planner line take them in sum. */
export function allGoals(limit: number): Sheet {
  const line = (kind: Kind, size: Size): Line => ({
    name: `all-goals-${kind}-${size.teachers}`,
    async measure() {
      const problem = plannerProblem(size, kind);
      const { measured, lastWord } = await solvedCold(problem, 'highs', limit);
      if (!measured) return [count(size.teachers), notFinished(limit, lastWord)];
      const proven = measured.status === 'optimal';
      const ours = (measured.phases['solve'] ?? 0) - (measured.stages['draw'] ?? 0);
      const models: { mps: string; least: number | null }[] = [];
      await solve(problem, {
        engine: 'highs',
        diagnosis: false,
        onModel({ stage, goal, program, terms, constant, sign }) {
          const { value } = measured.goals[stage - 1] ?? { value: Number.NaN };
          const mps = mpsOf(goal, program, terms, { constant, sign });
          models.push({ mps, least: proven ? sign * (value - constant) : null });
        },
      });
      const sums = new Map<string, Other>();
      for (const { mps, least } of models) {
        const others = await beside(
          mps,
          ({ name, relaxesOnly }) => !relaxesOnly && (!sums.has(name) || isSum(sums.get(name)?.answer)),
          ({ objective }) =>
            hold(
              least === null || isSame(objective, least),
              `the least cost is ${least}, and not ${objective}`,
            ),
        );
        for (const other of others) sums.set(other.native.name, added(sums.get(other.native.name), other));
      }
      return [
        count(size.teachers),
        `${models.length}`,
        seconds(ours),
        proven ? 'optimal' : `MISSED: ${measured.status} only`,
        ratios(proven ? ours : null, [...sums.values()]),
      ];
    },
  });
  return {
    title:
      'All goals: what every goal’s model takes solvers outside, in sum, those before it held at our values',
    columns: [['case', 24], ['teachers', 8], ['goals', 6], ['goals s', 7], ['status', 10], ...outside],
    lines: [
      line('by-order', sizes[300]),
      line('by-order', sizes[1_000]),
      line('by-order', sizes[3_000]),
      line('rotation', sizes[1_000]),
      line('reverse', sizes[1_000]),
    ],
  };
}

/** Whether a solver has finished so far; one that has not is asked no more. */
const isSum = (answer: unknown): answer is NativeAnswer => typeof answer === 'object' && answer !== null;

/** One more model of a solver's. */
function added(before: Other | undefined, { native, answer }: Other): Other {
  const sum = before?.answer;
  return isSum(answer) && isSum(sum)
    ? { native, answer: { ...answer, seconds: sum.seconds + answer.seconds } }
    : { native, answer };
}
