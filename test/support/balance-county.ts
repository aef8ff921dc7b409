import {
  type BalanceFacts,
  type BalanceSchool,
  type BalanceSection,
  type BalanceTeacher,
  factsOfProblem,
} from '../../solver/balance/facts.ts';
import { balanceOf, type IndicatorReport } from '../../solver/balance/report.ts';
import type { BalanceStandard } from '../../solver/balance/standard.ts';
import type { Problem, Stage } from '../../solver/problem.ts';

type Given = Partial<Omit<BalanceSchool, 'id'>> & {
  /** Pupils by stage; null: not on file. */
  readonly pupils?: Partial<Record<Stage, number | null>>;
};

/** Schools told by what matters, as facts: public, in the county town, without anything reported. Sections: `A:primary`. */
export function countyOf(
  schools: Readonly<Record<string, Given>>,
  staff: readonly BalanceTeacher[] = [],
): BalanceFacts {
  const entries = Object.entries(schools);
  return {
    schools: entries.map(([id, { pupils: _pupils, ...school }]) => ({
      id,
      name: id,
      place: 'county-town',
      ownership: 'public',
      parent: null,
      facilities: {},
      seniorPupils: 0,
      teachers: null,
      ...school,
    })),
    sections: entries.flatMap(([id, { pupils = {} }]) =>
      Object.entries(pupils).map(
        ([stage, count]): BalanceSection => ({
          id: `${id}:${stage}`,
          school: id,
          stage: stage as Stage,
          pupils: count,
        }),
      ),
    ),
    staff,
  };
}

/** So many teachers at a section, registered at its school. */
export const teachersAt = (
  section: string,
  count: number,
  kind: Partial<BalanceTeacher> = {},
): BalanceTeacher[] =>
  Array.from({ length: count }, (_, place) => ({
    id: `${section}:${JSON.stringify(kind)}:${place}`,
    section,
    registered: section.split(':')[0] ?? '',
    established: true,
    title: 'none',
    backbone: 'none',
    ...kind,
  }));

/** What one indicator comes to at one stage. */
export function indicatorOf(
  facts: BalanceFacts,
  standard: BalanceStandard,
  code: string,
  stage: Stage = 'primary',
  view: 'serving' | 'registered' = 'serving',
): IndicatorReport {
  const found = balanceOf(facts, standard, view)
    .stages.find((one) => one.stage === stage)
    ?.indicators.find(({ indicator }) => indicator.code === code);
  if (!found) throw new Error(`The standard has no indicator ${code}.`);
  return found;
}

/** The facts of a problem: every school its own, nothing reported. */
export const balanceFacts = (problem: Problem): BalanceFacts => factsOfProblem(problem, new Map());
