import { plusYears, told } from '../calendar.ts';
import { caseOf } from '../case.ts';
import { demandOf } from '../demand.ts';
import { type Engine, isFound, type Plan } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { withReturns } from '../returns.ts';
import { solve } from '../solve.ts';
import { standingRules } from '../standing.ts';
import { type Assumption, assumptionsOf } from './assumptions.ts';
import { carriedOut, nextYear, onFirstDay, standing } from './carry.ts';
import { Cohorts, type Forecast, onFile } from './enrolment.ts';
import { bornGaps } from './gaps.ts';
import type { Outlook } from './outlook.ts';
import { type Start, startNow } from './start-now.ts';
import { quotas, type RoadmapYear, type YearPlan, type YearTold, yearOf } from './year.ts';

/** The years to come of a county: each solved with the same engine, and each carried on into the next. */
export interface Roadmap {
  readonly format: 'junheng-roadmap/1';
  readonly county: Problem['county'];
  readonly assumptions: readonly Assumption[];
  /** The problem's own school year first. */
  readonly years: readonly RoadmapYear[];
  /** What is to be begun now, by the year it is for. */
  readonly startNow: readonly Start[];
}

export interface RoadmapOptions {
  /** 0 to 5; more is guessing. */
  years: number;
  engine?: Engine | 'auto';
  /**
   * Given the place of each year, from 0 on, as it is begun, and once more where it is solved a second time for a plan that may miss
   * quotas: asked again and again while the year is solved. Once true the year
   * is carried on by the best plan so far, or by none, marked for what it is. The solver itself has no clock.
   */
  stopping?: (place: number) => () => boolean;
  /** Told as each year is begun. */
  onYear?: (schoolYear: number) => void;
}

export const MOST_YEARS = 5;

/** Whether the years, and the postings begun in them, are within the calendar of a problem. */
export const isWithinCalendar = (effective: string, years: number, { postingYears }: Outlook): boolean =>
  plusYears(effective, years + postingYears) <= told.last;

/**
 * A county's next years. The same facts give the same roadmap, whatever the order of rows.
 *
 * Throws a RangeError on a number of years that is none, or beyond the calendar.
 */
export async function roadmap(
  given: Problem,
  outlook: Outlook,
  { years, engine = 'auto', onYear, stopping }: RoadmapOptions,
): Promise<Roadmap> {
  if (!Number.isInteger(years) || years < 0 || years > MOST_YEARS)
    throw new RangeError(`A roadmap is of 0 to ${MOST_YEARS} years, not ${years}.`);
  if (!isWithinCalendar(given.effective, years, outlook))
    throw new RangeError(`A roadmap from ${given.effective} leads beyond ${told.last}.`);
  const { problem, retirements } = onFirstDay(given, outlook);
  const cohorts = new Cohorts(problem, outlook);
  const forecasts: Forecast[] = [];
  const reached: YearTold[] = [];
  let at = standing(problem);
  let born: Pick<RoadmapYear, 'retirements' | 'newGaps' | 'enrolment'> = {
    retirements,
    newGaps: [],
    enrolment: onFile(problem.sections),
  };
  for (let place = 0; place < years; place++) {
    onYear?.(at.problem.schoolYear);
    const county = caseOf(at.problem);
    const begun = () => stopping?.(place) ?? (() => false);
    let shouldStop = begun();
    const plan = await solve(at.problem, { engine, shouldStop });
    // What was spent on finding out that there is none, and why, is not taken from the plan that may miss quotas.
    if (plan.status === 'infeasible') shouldStop = begun();
    const missing =
      plan.status === 'infeasible' ? await missingQuotas(at.problem, { engine, shouldStop }) : null;
    const after = carriedOut(at, missing ?? plan, outlook);
    reached.push({
      year: {
        ...yearOf(county, at.problem),
        ...born,
        plan: summary(plan),
        missingQuotas: missing && summary(missing),
        cutShort: shouldStop() && plan.status !== 'optimal' && missing?.status !== 'optimal',
      },
      county,
      spare: demandOf(after.problem).cells.filter(({ surplus, specialist }) => specialist && surplus > 0),
    });
    if (place + 1 === years) break;
    const forecast = cohorts.next(at.problem.sections, at.problem.schoolYear + 1);
    const next = nextYear(after, forecast.sections, outlook);
    const now = withReturns(next.problem);
    born = {
      retirements: next.retirements,
      enrolment: forecast.grades,
      newGaps: bornGaps({
        before: withReturns(at.problem),
        moved: after.problem,
        retired: { ...after.problem, teachers: [...next.staying] },
        returned: { ...now, sections: after.problem.sections },
        now,
      }),
    };
    forecasts.push(forecast);
    at = next;
  }
  return {
    format: 'junheng-roadmap/1',
    county: problem.county,
    assumptions: assumptionsOf(outlook, cohorts, forecasts, {
      effective: problem.effective,
      cutShort: reached.filter(({ year }) => year.cutShort).map(({ year }) => year.schoolYear),
    }),
    years: reached.map(({ year }) => year),
    startNow: startNow(reached),
  };
}

/** Whether there is a plan for every year, each proven best; and if not, what stands in the way first. */
export const outcomeOf = ({ years }: Roadmap): 'planned' | 'no-plan' | 'cut-short' => {
  if (years.some(({ plan }) => plan.status === 'infeasible')) return 'no-plan';
  return years.every(({ plan }) => plan.status === 'optimal') ? 'planned' : 'cut-short';
};

/** The best plan that may miss every quota a policy may relax; null: there is none either. */
async function missingQuotas(
  problem: Problem,
  options: { engine: Engine | 'auto'; shouldStop: () => boolean },
): Promise<Plan | null> {
  const { rules } = problem.policy;
  const given = standingRules(problem.policy)
    .filter(({ name, level }) => quotas.includes(name) && level === 'policy')
    .map(({ name }) => [name, { level: 'policy' as const, ...rules[name], relaxed: ASSUMED }] as const);
  if (given.length === 0) return null;
  const policy = { ...problem.policy, rules: { ...rules, ...Object.fromEntries(given) } };
  const plan = await solve({ ...problem, policy }, { ...options, diagnosis: false });
  return isFound(plan) ? plan : null;
}

/** The decision that findings of such a plan name: none was taken. */
const ASSUMED = '推演假定，尚无决定 (assumed here, not decided)';

const summary = ({ status, goals, moves, unfilled, findings, diagnosis }: Plan): YearPlan => ({
  status,
  goals,
  moves,
  unfilled,
  findings,
  diagnosis,
});
