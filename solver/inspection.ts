import type { BalanceFacts, Reported } from './balance/facts.ts';
import { type BalanceReport, balanceOf } from './balance/report.ts';
import { silentSchools } from './balance/silent.ts';
import type { BalanceStandard } from './balance/standard.ts';
import { type Cell, demandOf } from './demand.ts';
import { type EstablishmentStandard, establishmentOf, type SectionEstablishment } from './establishment.ts';
import { type Exchange, type ExchangeFacts, exchangeOf } from './guarantees/exchange.ts';
import { type Guarantee, guaranteesOf } from './guarantees/guarantees.ts';
import type { GuaranteeStandard } from './guarantees/standard.ts';
import type { View } from './indicators.ts';
import type { Problem } from './problem.ts';
import { type ListedProblem, problemsOf } from './rectification/list.ts';
import { untoldKeys } from './rectification/untold.ts';

/** Everything an inspection of staffing asks of a county, as it stands on a day. */
export interface InspectionFacts {
  readonly balance: BalanceFacts;
  /** The problem that the county would be. */
  readonly problem: Problem;
  readonly reported: ReadonlyMap<string, Pick<Reported, 'pupils' | 'parent'>>;
  readonly exchange: ExchangeFacts;
}

export interface InspectionStandards {
  readonly balance: BalanceStandard;
  readonly view: View;
  readonly establishment: EstablishmentStandard;
  readonly guarantees: GuaranteeStandard;
}

export interface Inspection {
  readonly balance: BalanceReport;
  /** What sections need and lack, those whose staff is not on file left out. */
  readonly cells: readonly Cell[];
  readonly establishment: readonly SectionEstablishment[];
  readonly exchange: Exchange;
  readonly guarantees: readonly Guarantee[];
  /** The problems found, gravest first. */
  readonly problems: readonly ListedProblem[];
  /** Keys of problems that may be there or not: what would tell is not on file. */
  readonly untold: readonly string[];
}

/** Reckons what an inspection asks; what is said of coverage is as if nobody had made a request. */
export function inspectionOf(facts: InspectionFacts, standards: InspectionStandards): Inspection {
  const { problem, reported } = facts;
  const { balance: standard, view, guarantees: guaranteed } = standards;
  const balance = balanceOf(facts.balance, standard, view);
  const silent = silentIn(problem, facts.balance);
  const { cells } = demandOf({ ...problem, requests: [] });
  const establishment = establishmentOf(problem, standards.establishment, reported);
  const exchange = exchangeOf(facts.exchange, problem, guaranteed.backbone.leastLevel);
  const guarantees = guaranteesOf({ problem, reported, cells, establishment, exchange, silent }, guaranteed);
  const listFacts = { problem, balance, standard, cells, establishment, guarantees, silent };
  const problems = problemsOf(listFacts);
  const found = new Set(problems.map(({ key }) => key));
  const schoolOf = new Map(problem.sections.map(({ id, school }) => [id, school]));
  return {
    balance,
    cells: cells.filter(({ section }) => !silent.has(schoolOf.get(section) ?? '')),
    establishment,
    exchange,
    guarantees,
    problems,
    untold: untoldKeys(listFacts, reported).filter((key) => !found.has(key)),
  };
}

/** Schools of the problem's sections whose staff is not on file; what schools report of their teachers is a fact of balance. */
function silentIn({ sections, teachers }: Problem, { schools }: BalanceFacts): ReadonlyMap<string, number> {
  const taught = new Set(sections.map(({ school }) => school));
  return silentSchools({
    schools: schools.filter(({ id }) => taught.has(id)),
    sections,
    staff: teachers.map(({ serving, registered }) => ({
      section: serving.section,
      registered: registered.school,
    })),
  });
}
