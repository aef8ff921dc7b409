import { daysOfEffect, planned, plusDays, plusYears } from './calendar.ts';
import { type Case, caseOf } from './case.ts';
import type { Figures, Words } from './plan.ts';
import type { Problem, Teacher } from './problem.ts';
import { retirementDay } from './retirement.ts';
import { withReturns } from './returns.ts';
import { age } from './rules/age.ts';
import { backOn } from './rules/cooling-off.ts';
import { whoMayGo } from './who-may-go.ts';

/** Whether a teacher may be exchanged on a day, and when that changes by itself. */
export interface Eligibility {
  /** Staff number. */
  readonly teacher: string;
  /** The first rule that bars the teacher on the day; null: none does. */
  readonly bar: RuleAgainst | null;
  /** The first day after it on which the answer is the other one, as the facts stand; null: on none that is known. */
  readonly changesOn: string | null;
  /** What bars the teacher from then on; null: nothing does, or nothing changes. */
  readonly afterwards: RuleAgainst | null;
  /** What every rule about the person says on the day, in the order findings explain best; the first not met is `bar`. */
  readonly rules: readonly RuleAnswer[];
}

/** What a rule about the person says of a teacher. */
export interface RuleAnswer {
  readonly rule: string;
  readonly title: Words;
  readonly level: 'law' | 'policy';
  readonly clause: string;
  readonly met: boolean;
  /** Why it is not met, with the figures; of one that is met what it asks. */
  readonly text: Words;
}

/** A rule that bars a teacher, with the figures. */
export interface RuleAgainst {
  readonly rule: string;
  readonly title: Words;
  readonly level: 'law' | 'policy';
  readonly clause: string;
  readonly figures: Figures;
  readonly text: Words;
}

/**
 * Of each of these teachers whether any rule about the person bars them on the day the problem's moves take effect, by the policy
 * as it stands then, and the first day on which that turns. A school's request to keep somebody is over with the school year.
 * Teachers whom the problem does not have are left out.
 */
export function eligibilityOf(problem: Problem, teachers: readonly string[]): Eligibility[] {
  const asked = new Set(teachers);
  return problem.teachers
    .filter(({ id }) => asked.has(id))
    .map((teacher) => {
      const { effective } = problem;
      const own = ownProblem(problem, teacher);
      const barOn = barsOf(own, teacher);
      const now = barOn(effective);
      const rules = answersOf(own, teacher);
      for (const day of turningDays(own, teacher)) {
        const afterwards = barOn(day);
        if ((afterwards === null) !== (now === null))
          return { teacher: teacher.id, bar: now, changesOn: day, afterwards, rules };
      }
      return { teacher: teacher.id, bar: now, changesOn: null, afterwards: null, rules };
    });
}

/** As much of the problem as the rules about the person read: whoever else there is changes none of them. */
function ownProblem(problem: Problem, teacher: Teacher): Problem {
  const { id, serving, registered, posting } = teacher;
  const sections = problem.sections.filter((one) => one.id === serving.section || one.id === posting?.home);
  const schools = new Set([registered.school, ...sections.map(({ school }) => school)]);
  const { base: _base, baseCircuits: _circuits, seats: _seats, ...facts } = problem;
  return {
    ...facts,
    teachers: [teacher],
    sections,
    schools: problem.schools.filter((school) => schools.has(school.id)),
    requests: [],
    wishes: [],
    points: [],
    pins: [],
    circuits: (problem.circuits ?? []).filter((circuit) => circuit.teacher === id),
    holdBacks: (problem.holdBacks ?? []).filter((held) => held.teacher === id),
  };
}

/** What each rule about the person that no decision relaxes says on the day the problem's moves take effect. */
function answersOf(problem: Problem, { id }: Teacher): RuleAnswer[] {
  const county = caseOf(problem);
  return county.rules
    .filter(({ scope, relaxed }) => scope === 'who' && relaxed === null)
    .map((rule) => {
      const bar = rule.bars(county, county.teacher(id));
      const { name, title, level, clause } = rule;
      return {
        ...{ rule: name, title, level, clause },
        met: bar === null,
        text: bar?.text ?? rule.states(county),
      };
    });
}

/** What bars a teacher on each day; what a county is but for the day is put together no oftener than it changes. */
function barsOf(problem: Problem, { id, posting }: Teacher): (day: string) => RuleAgainst | null {
  const yearEnds = daysOfEffect(problem.schoolYear).until;
  const cases = new Map<string, Case>();
  return (day) => {
    const thisYear = day <= yearEnds;
    const away = posting?.until === undefined || day <= posting.until;
    const key = `${thisYear} ${away}`;
    const onThatDay = { ...problem, effective: day };
    // Next year whoever came home is simply there, and nobody is asked to be kept yet.
    const county =
      cases.get(key) ?? caseOf(thisYear ? onThatDay : { ...withReturns(onThatDay), holdBacks: [] });
    cases.set(key, county);
    const onDay: Case = Object.create(county, { problem: { value: { ...county.problem, effective: day } } });
    const strict = county.rules.filter(({ relaxed }) => relaxed === null);
    const barred = whoMayGo(onDay, [], strict).barred(county.teacher(id));
    if (barred === null) return null;
    const { rule, bar } = barred;
    const { name, title, level, clause } = rule;
    return { rule: name, title, level, clause, figures: bar.figures, text: bar.text };
  };
}

/**
 * The days after the first on which a rule about the person can turn: a day on file, or whole years after one, or the day
 * before or after that. In their order.
 */
function turningDays({ effective, schoolYear, policy, circuits }: Problem, teacher: Teacher): string[] {
  const { born, teachingSince, registered, serving, cadre, posting, lastPosting, exemptions } = teacher;
  const { retirement } = age.read(policy.rules[age.name]);
  const spans = [...exemptions, ...(circuits ?? [])].flatMap(({ from, until }) => [from, until]);
  const back = lastPosting && backOn(lastPosting);
  const service = [teachingSince, registered.since, serving.since, cadre?.since, back];
  const facts = [
    ...[born, retirementDay(teacher, retirement), posting?.since, posting?.until],
    ...[...service, ...spans, daysOfEffect(schoolYear).until],
  ].filter((day) => day != null);
  const last = [plusYears(effective, YEARS_AHEAD), `${planned.last}-12-31`].sort()[0] ?? effective;
  const days = new Set<string>();
  for (const fact of new Set(facts))
    for (let year = Number(effective.slice(0, 4)) - 1; year <= Number(last.slice(0, 4)); year += 1) {
      const anniversary = plusYears(fact, year - Number(fact.slice(0, 4)));
      for (const day of [plusDays(anniversary, -1), anniversary, plusDays(anniversary, 1)])
        if (effective < day && day <= last) days.add(day);
    }
  return [...days].sort();
}

/** Longer than anybody serves. */
const YEARS_AHEAD = 50;
