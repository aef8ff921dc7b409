import type { Backend } from '../backends/backend.ts';
import type { BalanceFacts } from '../balance/facts.ts';
import { balanceOf } from '../balance/report.ts';
import { headOf } from '../balance/rows.ts';
import { type BalanceKind, type BalanceStandard, nationalBalance } from '../balance/standard.ts';
import type { Stage } from '../problem.ts';
import { audit, type Leak } from './audit.ts';
import { coefficientsOf, type PublicCoefficient } from './coefficients.ts';
import { countsOf } from './counts.ts';
import { type Difference, differencesOf } from './differences.ts';
import { publicStage } from './publish.ts';
import type { Hiding, PublicStage } from './table.ts';

/** One stage of a county, as told to everybody. */
export interface StageFigures extends PublicStage {
  readonly coefficients: readonly PublicCoefficient[];
}

export interface FiguresFound {
  readonly stages: readonly StageFigures[];
  /** What the audit could work out of them; they are published only where this is empty. */
  readonly leaks: readonly Leak[];
  /** Where they tell more beside those published last. */
  readonly differences: readonly Difference[];
}

/**
 * What may be told to everybody of the people of a county's public schools, audited. `before`: what was published last; null:
 * nothing was. Teachers of PE and the arts are those that the quality standard counts. Stages without a school are left out.
 */
export function publicFigures(
  facts: BalanceFacts,
  hiding: Hiding,
  before: readonly PublicStage[] | null,
  engine: Backend,
  standards: Readonly<Record<BalanceKind, BalanceStandard>> = nationalBalance,
): FiguresFound {
  const { basic, quality } = standards;
  const { artsAndPe } = quality;
  const counts = countsOf(facts, artsAndPe).filter(({ schools }) => schools.length > 0);
  // Who only comes on some days is told nowhere, so no coefficient rests on them.
  const { visits: _visits, ...told } = facts;
  const reports = [basic, quality].map((standard) => ({
    report: balanceOf(told, standard, 'serving'),
    countsAlike: alike(standard.artsAndPe, artsAndPe),
  }));
  const tables = counts.map((one) =>
    publicStage(one, hiding, before?.find(({ stage }) => stage === one.stage) ?? null),
  );
  const stages = tables.map((table): StageFigures => {
    const others = tables.filter((other) => other !== table);
    const seniors = haveSeniors(facts, table.stage);
    const coefficients = reports.flatMap(({ report, countsAlike }) =>
      coefficientsOf(report, table, { others, seniors, countsAlike }),
    );
    return { ...table, coefficients };
  });
  const leaks = counts.flatMap((one, place) => {
    const told = stages[place];
    return told ? audit(one, told, hiding, engine) : [];
  });
  return { stages, leaks, differences: before ? differencesOf(before, stages, hiding) : [] };
}

/** Whether they name the same subjects, in whatever order. */
const alike = (one: readonly string[], other: readonly string[]): boolean =>
  new Set([...one, ...other]).size === new Set(one).size && new Set(one).size === new Set(other).size;

/** Whether a school of the stage, or a site of it, has pupils of senior grades. */
function haveSeniors({ schools, sections }: BalanceFacts, stage: Stage): boolean {
  const byId = new Map(schools.map((school) => [school.id, school]));
  const heads = new Map(schools.map((school) => [school.id, headOf(school, byId).id]));
  const senior = new Set(
    schools.filter(({ seniorPupils }) => seniorPupils > 0).map(({ id }) => heads.get(id)),
  );
  return sections.some((section) => section.stage === stage && senior.has(heads.get(section.school)));
}
