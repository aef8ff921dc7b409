import { highs } from '../../solver/backends/highs.ts';
import { type BalanceChange, balanceChange } from '../../solver/balance/change.ts';
import { type BalanceFacts, factsOfProblem } from '../../solver/balance/facts.ts';
import { type BalanceReport, balanceOf } from '../../solver/balance/report.ts';
import { establishmentOf, type SectionEstablishment } from '../../solver/establishment.ts';
import type { ExchangeFacts } from '../../solver/guarantees/exchange.ts';
import { guarantees2017 } from '../../solver/guarantees/standard.ts';
import { type Inspection, inspectionOf } from '../../solver/inspection.ts';
import { type Outcome, outcomeOf } from '../../solver/outcome.ts';
import { problem as format } from '../../solver/problem.ts';
import { type FiguresFound, publicFigures } from '../../solver/public-figures/figures.ts';
import type {
  BalanceQuestion,
  ChangeFacts,
  EstablishmentQuestion,
  InspectionQuestion,
  OutcomeFacts,
  OutcomesQuestion,
  PublicFiguresQuestion,
} from './reckoner.ts';

/** This and the next two read what the statements of server/rounds/balance.ts write. */
export const balanceFrom = ({ facts, standard, view }: BalanceQuestion): BalanceReport =>
  balanceOf(JSON.parse(facts) as BalanceFacts, standard, view);

export function balanceChangeFrom({ facts, standard, view }: BalanceQuestion): BalanceChange {
  const { problem, reported, moves, visits } = JSON.parse(facts) as ChangeFacts;
  const schools = new Map(reported.map(({ id, ...rest }) => [id, rest]));
  const before = factsOfProblem(format.parse(problem), schools);
  return balanceChange(before, moves, standard, view, visits);
}

export const outcomesFrom = ({ plans, view }: OutcomesQuestion): Outcome[] =>
  plans.map(({ facts, standard }) => {
    const { problem, reported, moves, visits } = JSON.parse(facts) as OutcomeFacts;
    return outcomeOf(
      format.parse(problem),
      moves.map(({ subject = null, role = null, ...move }) => ({ ...move, subject, role })),
      new Map(reported.map(({ id, ...rest }) => [id, rest])),
      standard,
      view,
      visits,
    );
  });

export const establishmentFrom = ({
  facts,
  reported,
  standard,
}: EstablishmentQuestion): SectionEstablishment[] =>
  establishmentOf(
    format.parse(JSON.parse(facts)),
    standard,
    new Map(reported.map(({ id, ...told }) => [id, told])),
  );

export const publicFiguresFrom = async ({
  facts,
  threshold,
  before,
  standards,
}: PublicFiguresQuestion): Promise<FiguresFound> =>
  publicFigures(JSON.parse(facts) as BalanceFacts, { threshold }, before, await highs(), standards);

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
      balance: asked.standard,
      view: asked.view,
      establishment: asked.establishment,
      guarantees: guarantees2017,
    },
  );
}
