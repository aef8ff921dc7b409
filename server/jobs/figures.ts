import { type BalanceChange, balanceChange } from '../../solver/balance/change.ts';
import { type BalanceFacts, factsOfProblem } from '../../solver/balance/facts.ts';
import { type BalanceReport, balanceOf } from '../../solver/balance/report.ts';
import { standardNamed } from '../../solver/balance/standard.ts';
import {
  establishmentOf,
  establishmentStandardNamed,
  type SectionEstablishment,
} from '../../solver/establishment.ts';
import type { ExchangeFacts } from '../../solver/guarantees/exchange.ts';
import { guarantees2017 } from '../../solver/guarantees/standard.ts';
import { type Inspection, inspectionOf } from '../../solver/inspection.ts';
import { problem as format } from '../../solver/problem.ts';
import type { BalanceQuestion, ChangeFacts, EstablishmentQuestion, InspectionQuestion } from './reckoner.ts';

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

/** Reads what the statements of server/inspection/facts.ts write. */
export function inspectionFrom(asked: InspectionQuestion): Inspection {
  const exchange = JSON.parse(asked.exchange) as ExchangeFacts;
  return inspectionOf(
    {
      balance: JSON.parse(asked.balance) as BalanceFacts,
      problem: format.parse(JSON.parse(asked.problem)),
      reported: new Map(asked.reported.map(({ id, ...told }) => [id, told])),
      exchange: {
        ...exchange,
        plan: exchange.plan && { ...exchange.plan, problem: format.parse(exchange.plan.problem) },
      },
    },
    {
      balance: standardNamed(asked.standard),
      view: asked.view,
      establishment: establishmentStandardNamed(asked.establishment),
      guarantees: guarantees2017,
    },
  );
}
