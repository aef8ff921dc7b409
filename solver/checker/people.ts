import { completeYears, inForce, monthsBetween, plusDays, plusMonths, plusYears } from '../calendar.ts';
import type { CadreRole, Problem, School, Section, Teacher } from '../problem.ts';
import { type RuleName, type Rules, ruleOrder } from './figures.ts';

/** A teacher on the day the moves take effect: whoever's posting is over by then serves at home again. */
export interface Person {
  readonly teacher: Teacher;
  readonly section: Section;
  readonly school: School;
  /** As what the teacher takes part in the rotation of cadres; null: takes part as a teacher. */
  readonly rotates: CadreRole | null;
  /** Every rule in force that bars the teacher from going at all, in the published order. */
  readonly bars: readonly RuleName[];
  /** The first of them that no decision relaxes; null: may go. */
  readonly barredBy: RuleName | null;
  /** Whether the quotas of teachers are measured by this one too. */
  readonly inBase: boolean;
  /** Complete years at the school served. */
  readonly stay: number;
}

/** Finds a row by its key; throws an Error where there is none. */
export type Find<Row> = (key: string) => Row;

export interface Places {
  readonly section: Find<Section>;
  readonly school: Find<School>;
}

export function peopleOf(given: Problem, rules: Rules, places: Places): readonly Person[] {
  const { effective } = given;
  const heldBack = new Set((given.holdBacks ?? []).map((held) => held.teacher));
  const { roles, rotation } = rules.figures('cadre');
  const { countInBase } = rules.figures('exemption');
  return given.teachers.map((before) => {
    const teacher = homeAgain(before, effective);
    const section = places.section(teacher.serving.section);
    const school = places.school(section.school);
    const held = teacher.cadre?.role;
    const rotates = rules.stands('cadre') && rotation && held && roles.includes(held) ? held : null;
    const said: Partial<Record<RuleName, boolean>> = {
      established: !teacher.established,
      cadre: held !== undefined && roles.includes(held) && !(rotation && isDue(teacher, rules, effective)),
      'running-posting': before.posting !== undefined,
      exemption: isExempt(teacher, rules, effective),
      tenure:
        rotates === null && completeYears(stayFrom(teacher, school, rules), effective) < tenureOf(rules),
      age: isTooOld(teacher, rotates !== null, rules, effective),
      'cooling-off': isCooling(teacher, rules, effective),
      'hold-back': heldBack.has(teacher.id),
    };
    const bars = ruleOrder.filter((rule) => said[rule] === true && rules.stands(rule));
    const others = countInBase ? bars.filter((rule) => rule !== 'exemption') : bars;
    return {
      teacher,
      section,
      school,
      rotates,
      bars,
      barredBy: bars.find((rule) => !rules.relaxed(rule)) ?? null,
      inBase: rotates === null && others.length === 0,
      stay: completeYears(teacher.serving.since, effective),
    };
  });
}

/** A posting is over when its last day has passed on the day of effect: the stay at home begins the day after it. */
function homeAgain(teacher: Teacher, effective: string): Teacher {
  const { posting, lastPosting } = teacher;
  if (posting?.until === undefined || posting.until >= effective) return teacher;
  const ends = [posting.until, ...(lastPosting ? [lastPosting.ended] : [])].toSorted();
  return {
    ...teacher,
    serving: { section: posting.home, since: plusDays(posting.until, 1) },
    lastPosting: { ended: ends.at(-1) ?? posting.until },
  };
}

/** Whether a cadre has served the terms, or the years, after which one rotates (2014 Opinions, Gansu). */
function isDue({ cadre, serving }: Teacher, rules: Rules, effective: string): boolean {
  if (!cadre) return false;
  const { terms, years, termYears } = rules.figures('cadre');
  const inSchool = completeYears(serving.since, effective);
  // `since` starts the term that runs, at this school at the earliest; those before it lasted their years each.
  const running = Math.min(inSchool, completeYears(cadre.since, effective));
  const before = Math.max(0, cadre.terms - 1);
  const inOffice = Math.min(inSchool, running + before * termYears);
  const complete = before + (running >= termYears ? 1 : 0);
  return inOffice >= years || (complete >= terms && inSchool >= terms * termYears);
}

const isExempt = ({ exemptions }: Teacher, rules: Rules, effective: string): boolean =>
  exemptions.some(
    (entry) => rules.figures('exemption').kinds.includes(entry.kind) && inForce(entry, effective),
  );

const tenureOf = (rules: Rules): number => rules.figures('tenure').years;

/** From when the years at the school count: after a posting anew, or on from before where the policy says so. */
function stayFrom({ serving, registered, lastPosting }: Teacher, school: School, rules: Rules): string {
  const countsOn = rules.figures('tenure').afterReturn === 'continues';
  const home = lastPosting !== undefined && registered.school === school.id;
  return countsOn && home
    ? ([serving.since, registered.since].toSorted()[0] ?? serving.since)
    : serving.since;
}

function isTooOld({ sex, born }: Teacher, asCadre: boolean, rules: Rules, effective: string): boolean {
  const { variant, male, female, maleCadre, femaleCadre, remaining, retirement } = rules.figures('age');
  if (variant === 'cap') {
    const [ofMen, ofWomen] = asCadre ? [maleCadre, femaleCadre] : [male, female];
    return completeYears(born, effective) > (sex === 'male' ? ofMen : ofWomen);
  }
  const row = retirement.find((entry) => entry.sex === sex);
  if (!row) return false;
  const { bornFrom, months, everyMonths, upTo } = row;
  const begun = born < bornFrom ? 0 : 1 + Math.floor(monthsBetween(bornFrom, born) / everyMonths);
  const retires = plusMonths(born, begun === 0 ? months : Math.min(upTo, months + begun));
  return retires <= plusYears(effective, remaining);
}

const isCooling = ({ lastPosting }: Teacher, rules: Rules, effective: string): boolean =>
  lastPosting !== undefined && effective < plusYears(lastPosting.ended, rules.figures('cooling-off').years);
