import { type BalanceChange, balanceChange } from '../../solver/balance/change.ts';
import { type BalanceFacts, factsOfProblem } from '../../solver/balance/facts.ts';
import { type BalanceReport, balanceOf } from '../../solver/balance/report.ts';
import { standardNamed } from '../../solver/balance/standard.ts';
import { problem as format } from '../../solver/problem.ts';
import type { BalanceQuestion, ChangeFacts } from './reckoner.ts';

/** Both read what the statements of server/rounds/balance.ts write. */
export const balanceFrom = ({ facts, standard, view }: BalanceQuestion): BalanceReport =>
  balanceOf(JSON.parse(facts) as BalanceFacts, standardNamed(standard), view);

export function balanceChangeFrom({ facts, standard, view }: BalanceQuestion): BalanceChange {
  const { problem, reported, moves } = JSON.parse(facts) as ChangeFacts;
  const schools = new Map(reported.map(({ id, ...rest }) => [id, rest]));
  return balanceChange(factsOfProblem(format.parse(problem), schools), moves, standardNamed(standard), view);
}
