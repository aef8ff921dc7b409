import { isIndicator, type View } from '../indicators.ts';
import type { Move } from '../plan.ts';
import type { Problem, Stage } from '../problem.ts';
import { solve } from '../solve.ts';
import { balanceChange } from './change.ts';
import { factsOfProblem } from './facts.ts';
import type { IndicatorReport } from './report.ts';
import type { BalanceStandard } from './standard.ts';

/** How even one indicator of staffing is, is made by a plan, and could be made by any exchange that keeps the rules. */
export interface LeastCoefficient {
  readonly stage: Stage;
  /** The indicator's code in the standard. */
  readonly indicator: string;
  readonly today: number;
  readonly plan: number;
  /** What the evenest exchange for this indicator alone reaches; null: none was found that keeps every rule. */
  readonly least: number | null;
  /**
   * Whether it is proven that no exchange after which as many people count in all does better: the search was finished, and
   * as many count after it. (About today's mean no exchange whatever does better; where people go to be counted no more, to
   * another stage or a small teaching point, the mean is another one, and with it the coefficient.)
   */
  readonly proven: boolean;
}

type Moves = readonly Pick<Move, 'teacher' | 'to' | 'subject' | 'relationMoves'>[];

/**
 * For each computable indicator of staffing the plan that has nothing but its evenness for a goal, under every rule of the
 * policy. Each school counts for itself, sites of others too, today, in the plan and at best, as the goal of balance counts
 * them. An indicator that nobody changes by any move has its least today.
 */
export async function leastCoefficients(
  problem: Problem,
  moves: Moves,
  standard: BalanceStandard,
  view: View,
): Promise<LeastCoefficient[]> {
  const facts = factsOfProblem(problem, new Map());
  const change = (made: Moves) =>
    balanceChange(
      facts,
      made.map(({ subject, ...move }) => ({ ...move, subject: subject ?? undefined })),
      standard,
      view,
    );
  const { before, after } = change(moves);
  const found: LeastCoefficient[] = [];
  for (const [at, { stage, indicators }] of before.stages.entries())
    for (const [place, today] of indicators.entries()) {
      const planned = after.stages[at]?.indicators[place];
      const { code: indicator, amount } = today.indicator;
      if (!isIndicator(amount) || !today.computable || !planned?.computable) continue;
      const { artsAndPe, leastPupilsOfPoint } = standard;
      const goal = {
        name: 'balance',
        indicators: [amount],
        stages: [stage],
        artsAndPe,
        leastPupilsOfPoint,
        view,
      };
      const { combine: _combine, ...policy } = problem.policy;
      const best = await solve({ ...problem, policy: { ...policy, goals: [goal] } }, { diagnosis: false });
      const reached = change(best.moves).after.stages[at]?.indicators[place];
      const isPlan = best.status === 'optimal' || best.status === 'feasible';
      const least = isPlan && reached?.computable ? reached.coefficient : null;
      found.push({
        stage,
        indicator,
        today: today.coefficient,
        plan: planned.coefficient,
        least,
        proven: least !== null && best.status === 'optimal' && counted(reached) === counted(today),
      });
    }
  return found;
}

/** How many people an indicator counts in all. */
const counted = (report: IndicatorReport | undefined): number | null =>
  report?.computable ? report.values.reduce((sum, { amount }) => sum + amount, 0) : null;
