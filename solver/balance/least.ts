import { caseOf } from '../case.ts';
import { more, spreadsOf } from '../goals/spread.ts';
import { type Indicator, isIndicator, type View } from '../indicators.ts';
import type { Move } from '../plan.ts';
import type { Problem, Stage } from '../problem.ts';
import { solve } from '../solve.ts';
import { balanceChange } from './change.ts';
import { factsOfProblem } from './facts.ts';
import type { BalanceStandard } from './standard.ts';

/** How even one indicator of staffing is, is made by a plan, and could be made by any exchange that keeps the rules. */
export interface LeastCoefficient {
  readonly stage: Stage;
  /** The indicator's code in the standard. */
  readonly indicator: string;
  readonly today: number;
  readonly plan: number;
  /** The evenest that was found: today, the plan, or an exchange for this indicator alone; null: no exchange keeps every rule. */
  readonly least: number | null;
  /**
   * Whether it is proven that no exchange does better: the search was finished, and no move there could be changes how many
   * people count, so that the mean is the same whoever goes. (About today's mean no exchange does better in any case; where
   * people go to be counted no more, to another stage or a small teaching point, the coefficient is about another one.)
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
  const county = caseOf(problem);
  /** Whether every move leaves as many people counted as before. */
  const keepsTheMean = (indicator: Indicator, stage: Stage) =>
    spreadsOf(county)({ ...standard, view, indicators: [indicator], stages: [stage] }).every(({ shift }) =>
      county.candidates.every((posting) => {
        const found = shift(posting);
        return found === null || more(found) === 0;
      }),
    );
  const { before, after } = change(moves);
  const told: LeastCoefficient[] = [];
  for (const [at, { stage, indicators }] of before.stages.entries())
    for (const [place, today] of indicators.entries()) {
      const planned = after.stages[at]?.indicators[place];
      const { code: indicator, amount } = today.indicator;
      if (!isIndicator(amount) || !today.computable || !planned?.computable) continue;
      const { artsAndPe, leastPupilsOfPoint, without, visitors = nobody } = standard;
      const goal = {
        name: 'balance',
        indicators: [amount],
        stages: [stage],
        artsAndPe,
        leastPupilsOfPoint,
        without,
        visitors,
        view,
      };
      const { combine: _combine, ...policy } = problem.policy;
      const best = await solve({ ...problem, policy: { ...policy, goals: [goal] } }, { diagnosis: false });
      const reached = change(best.moves).after.stages[at]?.indicators[place];
      const isPlan = best.status === 'optimal' || best.status === 'feasible';
      const found = isPlan && reached?.computable ? reached.coefficient : null;
      const least = found === null ? null : Math.min(found, today.coefficient, planned.coefficient);
      told.push({
        stage,
        indicator,
        today: today.coefficient,
        plan: planned.coefficient,
        least,
        proven: least !== null && best.status === 'optimal' && keepsTheMean(amount, stage),
      });
    }
  return told;
}

/** No school has so few pupils, so that nobody counts for coming by circuit. */
const nobody = { least: 0, most: 0 };
