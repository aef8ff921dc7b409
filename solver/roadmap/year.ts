import { plusYears } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Cell } from '../demand.ts';
import { pupilsOnFile } from '../indicators.ts';
import { order } from '../order.ts';
import { isFound, type Plan, type Words } from '../plan.ts';
import type { Problem, Section, Stage } from '../problem.ts';
import { returnsOf } from '../returns.ts';
import { backboneAsked, backboneQuota } from '../rules/backbone-quota.ts';
import { cadreQuota } from '../rules/cadre-quota.ts';
import { exchangeQuota, leastExchanged } from '../rules/exchange-quota.ts';
import { graduatingQuota } from '../rules/graduating-quota.ts';
import { tenure, tenureReachedOn } from '../rules/tenure.ts';
import type { Retirement } from './carry.ts';
import type { GradeForecast } from './enrolment.ts';
import { type BornGap, type Gap, gapsOf } from './gaps.ts';

export interface RoadmapYear {
  /** The autumn it starts in. */
  readonly schoolYear: number;
  readonly effective: string;
  /** Who serves when the moves take effect. */
  readonly teachers: number;
  /** Pupils by stage; null: not on file for some section. */
  readonly pupils: Readonly<Record<Stage, number | null>>;
  readonly enrolment: readonly GradeForecast[];
  /**
   * Who has left since the moves of the year before; in the first year, since the day the facts are of, where that is told
   * (`asOf` of the outlook).
   */
  readonly retirements: readonly Retirement[];
  /** Who comes home from a posting that is over, by staff number. */
  readonly returns: readonly Homecoming[];
  /** Who has served long enough at one school since a year before, by staff number; empty: the rule does not stand. */
  readonly due: readonly Due[];
  readonly quota: Quota;
  /** In subjects for specialists, before the exchange. */
  readonly gaps: readonly Gap[];
  /** Empty in the first year, of which the year before is not known. */
  readonly newGaps: readonly BornGap[];
  readonly plan: YearPlan;
  /**
   * Where the policy has no plan and only quotas stand in the way: the plan that misses them by as little as can be, its
   * findings telling by how much; the year is carried on by it. Null: the policy has a plan, or more than quotas clash.
   */
  readonly missingQuotas: YearPlan | null;
  /**
   * The time for the year was up before its plan was proven best: each goal says what was reached and what no plan can pass.
   * The later years go on from the best plan so far; where none was found (`cut-short`), from a year in which nobody is sent.
   */
  readonly cutShort: boolean;
}

export type YearPlan = Pick<Plan, 'status' | 'goals' | 'moves' | 'unfilled' | 'findings' | 'diagnosis'>;

export interface Homecoming {
  readonly teacher: string;
  readonly from: string;
  readonly home: string;
}

export interface Due {
  readonly teacher: string;
  readonly section: string;
  /** The day the years are reached. */
  readonly on: string;
  /** Whether no other rule bars the teacher. */
  readonly eligible: boolean;
}

/** Who may go and what the quotas ask; null: that quota does not stand. */
export interface Quota {
  readonly eligible: number;
  /** Whom quotas are measured by. */
  readonly base: number;
  readonly leastExchanged: number | null;
  /** Of so many exchanged. */
  readonly leastBackbone: number | null;
  readonly eligibleBackbone: number | null;
  readonly asks: readonly { readonly rule: string; readonly text: Words }[];
}

/** A year, and what is begun now for it is found from. */
export interface YearTold {
  readonly year: RoadmapYear;
  readonly county: Case;
  /** Cells of specialists with a surplus once the plan is carried out. */
  readonly spare: readonly Cell[];
}

/** The plan a year is carried on by; null: nobody is sent. */
export const carriedOn = ({ plan, missingQuotas: missing }: RoadmapYear): YearPlan | null =>
  missing ?? (isFound(plan) ? plan : null);

/** How many the year sends; who comes home is not sent. Null: it has no plan. */
export const sentIn = (year: RoadmapYear): number | null =>
  carriedOn(year)?.moves.filter(({ form }) => form !== 'return').length ?? null;

/** Posts its plan leaves open; null: it has none. */
export const leftIn = (year: RoadmapYear): number | null =>
  carriedOn(year)?.unfilled.reduce((sum, { left }) => sum + left, 0) ?? null;

/** Full-time posts that are missing before its exchange; summed in thousandths, so that no dust is left behind. */
export const missingIn = ({ gaps }: RoadmapYear): number =>
  gaps.reduce((sum, { gap }) => sum + Math.round(gap * 1_000), 0) / 1_000;

/** What a year's facts say, whatever its plan. */
export const yearOf = (county: Case, problem: Problem) => ({
  schoolYear: problem.schoolYear,
  effective: problem.effective,
  teachers: problem.teachers.length,
  pupils: { primary: pupilsOf(problem.sections, 'primary'), junior: pupilsOf(problem.sections, 'junior') },
  returns: returnsOf(problem)
    .map(({ teacher, from }) => ({ teacher, from, home: county.teacher(teacher).serving.section }))
    .sort((a, b) => order(a.teacher, b.teacher)),
  due: dueOf(county),
  quota: quotaOf(county),
  gaps: gapsOf(county.problem),
});

function pupilsOf(sections: readonly Section[], stage: Stage): number | null {
  const counts = sections.filter((section) => section.stage === stage).map(pupilsOnFile);
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}

function dueOf(county: Case): Due[] {
  const { effective } = county.problem;
  if (!county.holds(tenure.name)) return [];
  return county.teachers.flatMap((teacher): Due[] => {
    const on = tenureReachedOn(county, teacher);
    if (on === null || on > effective || on <= plusYears(effective, -1)) return [];
    const eligible = county.barred(teacher) === null;
    return [{ teacher: teacher.id, section: teacher.serving.section, on, eligible }];
  });
}

function quotaOf(county: Case): Quota {
  const least = leastExchanged(county);
  const backbone = backboneAsked(county, least ?? 0);
  return {
    eligible: county.eligible.length,
    base: county.base.length,
    leastExchanged: least,
    leastBackbone: backbone?.least ?? null,
    eligibleBackbone: backbone?.eligible ?? null,
    asks: county.rules
      .filter(({ name }) => quotas.includes(name))
      .map((rule) => ({ rule: rule.name, text: rule.states(county) })),
  };
}

/** The rules that ask for shares of those who may go. */
export const quotas = [exchangeQuota, backboneQuota, graduatingQuota, cadreQuota].map(({ name }) => name);
