import { highs } from '../../solver/backends/highs.ts';
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
import { type FiguresFound, publicFigures } from '../../solver/public-figures/figures.ts';
import type {
  BalanceQuestion,
  ChangeFacts,
  EstablishmentQuestion,
  PublicFiguresQuestion,
} from './reckoner.ts';

/** This and the next read what the statements of server/rounds/balance.ts write. */
export const balanceFrom = ({ facts, standard, view }: BalanceQuestion): BalanceReport =>
  balanceOf(JSON.parse(facts) as BalanceFacts, standardNamed(standard), view);

export function balanceChangeFrom({ facts, standard, view }: BalanceQuestion): BalanceChange {
  const { problem, reported, moves } = JSON.parse(facts) as ChangeFacts;
  const schools = new Map(reported.map(({ id, ...rest }) => [id, rest]));
  return balanceChange(factsOfProblem(format.parse(problem), schools), moves, standardNamed(standard), view);
}

export const establishmentFrom = ({
  facts,
  reported,
  standard,
}: EstablishmentQuestion): SectionEstablishment[] =>
  establishmentOf(
    format.parse(JSON.parse(facts)),
    establishmentStandardNamed(standard),
    new Map(reported.map(({ id, ...told }) => [id, told])),
  );

export const publicFiguresFrom = async ({
  facts,
  threshold,
  before,
}: PublicFiguresQuestion): Promise<FiguresFound> =>
  publicFigures(JSON.parse(facts) as BalanceFacts, { threshold }, before, await highs());
