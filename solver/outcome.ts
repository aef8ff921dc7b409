import { yearlyCost } from './allowance.ts';
import { balanceChange } from './balance/change.ts';
import { factsOfProblem, type Reported, type Visit } from './balance/facts.ts';
import type { BalanceReport } from './balance/report.ts';
import type { BalanceStandard } from './balance/standard.ts';
import { caseOf } from './case.ts';
import type { View } from './indicators.ts';
import type { Move } from './plan.ts';
import { levelReaches, type Problem } from './problem.ts';

/** What a plan comes to for a county, beside its goals: what a table of scenarios has in a row. */
export interface Outcome {
  /** Teachers who are posted; those who come home from a posting are not among them. */
  readonly posted: number;
  /** Of them, backbone teachers of county level or above. */
  readonly backbone: number;
  /** Yuan a year for their allowances; null: no allowance standard is in force. */
  readonly cost: number | null;
  /** Road distance of all of them together, km; null: that of somebody is unknown. */
  readonly km: number | null;
  readonly before: BalanceReport;
  readonly after: BalanceReport;
}

/** As much of a move as an outcome looks at. */
export type OutcomeMove = Pick<Move, 'teacher' | 'to' | 'subject' | 'role' | 'form' | 'relationMoves'>;

/** `reported`: what schools report, by their ids (balance/facts.ts). */
export function outcomeOf(
  problem: Problem,
  moves: readonly OutcomeMove[],
  reported: ReadonlyMap<string, Reported>,
  standard: BalanceStandard,
  view: View,
  visits: readonly Visit[] = [],
): Outcome {
  const county = caseOf(problem);
  const postings = county.postings(moves);
  const { before, after } = balanceChange(
    factsOfProblem(problem, reported),
    moves.map(({ subject, ...move }) => ({ ...move, subject: subject ?? undefined })),
    standard,
    view,
    visits,
  );
  return {
    posted: postings.length,
    backbone: postings.filter(({ teacher }) => levelReaches(teacher.backbone, 'county')).length,
    cost: problem.allowance ? postings.reduce((sum, posting) => sum + yearlyCost(county, posting), 0) : null,
    km: postings.reduce<number | null>((sum, { km }) => (sum === null || km === null ? null : sum + km), 0),
    before,
    after,
  };
}
