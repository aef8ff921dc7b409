import { type BalanceChange, balanceChange } from '../../solver/balance/change.ts';
import { type BalanceFacts, factsOfProblem } from '../../solver/balance/facts.ts';
import { type BalanceReport, balanceOf } from '../../solver/balance/report.ts';
import { standardNamed } from '../../solver/balance/standard.ts';
import {
  establishmentOf,
  establishmentStandardNamed,
  type SectionEstablishment,
} from '../../solver/establishment.ts';
import { problem as format } from '../../solver/problem.ts';
import type { BalanceQuestion, ChangeFacts } from './reckoner.ts';

/** This and the next read what the statements of server/rounds/balance.ts write. */
export const balanceFrom = ({ facts, standard, view }: BalanceQuestion): BalanceReport =>
  balanceOf(JSON.parse(facts) as BalanceFacts, standardNamed(standard), view);

export function balanceChangeFrom({ facts, standard, view }: BalanceQuestion): BalanceChange {
  const { problem, reported, moves } = JSON.parse(facts) as ChangeFacts;
  const schools = new Map(reported.map(({ id, ...rest }) => [id, rest]));
  return balanceChange(factsOfProblem(format.parse(problem), schools), moves, standardNamed(standard), view);
}

/** Of a problem as text; only its shape need be right. */
export const establishmentFrom = (text: string, standard: string): SectionEstablishment[] =>
  establishmentOf(format.parse(JSON.parse(text)), establishmentStandardNamed(standard));
