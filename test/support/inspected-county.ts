import { type BalanceFacts, factsOfProblem, type Reported } from '../../solver/balance/facts.ts';
import { qualityBalance } from '../../solver/balance/standard.ts';
import { establishment2014 } from '../../solver/establishment.ts';
import type { ExchangeFacts } from '../../solver/guarantees/exchange.ts';
import { guarantees2017 } from '../../solver/guarantees/standard.ts';
import { type Inspection, type InspectionStandards, inspectionOf } from '../../solver/inspection.ts';
import type { Problem } from '../../solver/problem.ts';

/** What holds where a test says nothing else. */
const usualStandards: InspectionStandards = {
  balance: qualityBalance,
  view: 'serving',
  establishment: establishment2014,
  guarantees: guarantees2017,
};

const noExchange: ExchangeFacts = { schoolYear: 2026, plan: null, postings: [] };

/** What an inspection finds in a problem, where schools report nothing but what is told, and nobody is exchanged. */
export const inspected = (
  problem: Problem,
  {
    reported = new Map(),
    exchange = noExchange,
    balance,
    standards = {},
  }: {
    readonly reported?: ReadonlyMap<string, Reported>;
    readonly exchange?: ExchangeFacts;
    readonly balance?: BalanceFacts;
    readonly standards?: Partial<InspectionStandards>;
  } = {},
): Inspection =>
  inspectionOf(
    { problem, reported, exchange, balance: balance ?? factsOfProblem(problem, reported) },
    { ...usualStandards, ...standards },
  );
