import { completeYears, inForce, plusDays } from '../calendar.ts';
import { grouped } from '../grouped.ts';
import type { CadreRole, Problem, School, Section, Teacher } from '../problem.ts';
import { type Bar, barsOf } from './bars.ts';
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
  /** What each of the rules that bar says of it. */
  bar(rule: RuleName): Bar | null;
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
  const heldBack = new Map((given.holdBacks ?? []).map((held) => [held.teacher, held]));
  const circuits = grouped(given.circuits ?? [], (circuit) => circuit.teacher);
  const { roles, rotation } = rules.figures('cadre');
  const { countInBase } = rules.figures('exemption');
  return given.teachers.map((before) => {
    const teacher = homeAgain(before, effective);
    const section = places.section(teacher.serving.section);
    const school = places.school(section.school);
    const held = teacher.cadre?.role;
    const rotates = rules.stands('cadre') && rotation && held && roles.includes(held) ? held : null;
    const said = barsOf({
      teacher,
      before,
      school,
      rotates,
      held: heldBack.get(teacher.id),
      circuits: (circuits.get(teacher.id) ?? []).filter(
        (circuit) => inForce(circuit, effective) && circuit.section !== section.id,
      ),
      rules,
      effective,
    });
    const bars = ruleOrder.filter((rule) => said[rule] && rules.stands(rule));
    const others = countInBase ? bars.filter((rule) => rule !== 'exemption') : bars;
    return {
      teacher,
      section,
      school,
      rotates,
      bars,
      barredBy: bars.find((rule) => !rules.relaxed(rule)) ?? null,
      bar: (rule) => said[rule] ?? null,
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
