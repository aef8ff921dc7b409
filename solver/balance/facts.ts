import { runningCircuits } from '../circuits-on-file.ts';
import { grouped } from '../grouped.ts';
import { pupilsOnFile } from '../indicators.ts';
import type { Place, Problem, SchoolKind, Stage, Teacher } from '../problem.ts';

/** What the national indicators of a county are reckoned from, on one day. */
export interface BalanceFacts {
  readonly schools: readonly BalanceSchool[];
  readonly sections: readonly BalanceSection[];
  readonly staff: readonly BalanceTeacher[];
  /** Lessons given on some days of the week at a section that is not the teacher's own (走教); left out: none. */
  readonly visits?: readonly Visit[];
}

export interface Visit {
  /** A teacher's id. */
  readonly teacher: string;
  readonly section: string;
  readonly subject: string;
}

/** What schools report in amounts: m², yuan, and numbers of things. */
export const facilities = [
  'teachingArea',
  'sportsArea',
  'equipmentValue',
  'computers',
  'books',
  'multimediaRooms',
] as const;
export type Facility = (typeof facilities)[number];

/** Those measured to the hundredth, in m² or yuan; the others are counted one by one. */
export const measured: ReadonlySet<string> = new Set<Facility>([
  'teachingArea',
  'sportsArea',
  'equipmentValue',
]);

export interface BalanceSchool {
  readonly id: string;
  readonly place: Place;
  readonly ownership: 'public' | 'private';
  /** Left out: an ordinary school. */
  readonly kind?: SchoolKind | 'ordinary' | undefined;
  /** The school that a site not counted as one (不计校数) is part of; null: it is a school. */
  readonly parent: string | null;
  /** Amounts of all its stages together, sites that report themselves apart; one left out: not reported. */
  readonly facilities: { readonly [Reported in Facility]?: number | undefined };
  /** Pupils of its senior grades, who share the facilities; 0 where it has none. */
  readonly seniorPupils: number;
  /** How many teachers it reports in all; null: it does not. Whoever counts is counted by rows of staff, never by this. */
  readonly teachers: number | null;
}

export interface BalanceSection {
  readonly id: string;
  readonly school: string;
  readonly stage: Stage;
  /** All grades; null: not on file. */
  readonly pupils: number | null;
}

export interface BalanceTeacher
  extends Pick<Teacher, 'education' | 'title' | 'backbone' | 'subject' | 'established'> {
  readonly id: string;
  /** Where the teacher teaches (在岗). */
  readonly section: string;
  /** Where the personnel relation sits (在编). */
  readonly registered: string;
}

/** What a problem does not say of a school. */
export interface Reported extends Pick<BalanceSchool, 'parent' | 'facilities' | 'seniorPupils' | 'teachers'> {
  /** Pupils that a school of one stage reports in all; null: it does not, or has several. */
  readonly pupils: number | null;
}

const nothing: Reported = { parent: null, facilities: {}, seniorPupils: 0, teachers: null, pupils: null };

/** The pupils of every section, by its id: enrolled, or of a school's only section those reported; null: not on file. */
export function pupilsKnown(
  { sections }: Problem,
  reported: ReadonlyMap<string, Pick<Reported, 'pupils'>>,
): Map<string, number | null> {
  const sectionsOf = grouped(sections, ({ school }) => school);
  return new Map(
    sections.map((section) => {
      const isOnly = sectionsOf.get(section.school)?.length === 1;
      const told = isOnly ? (reported.get(section.school)?.pupils ?? null) : null;
      return [section.id, pupilsOnFile(section) ?? told];
    }),
  );
}

/** Circuit teaching on file; nothing where there is none. */
function visitsOf(problem: Problem): Pick<BalanceFacts, 'visits'> {
  const circuits = runningCircuits(problem);
  if (circuits.length === 0) return {};
  return { visits: circuits.map(({ teacher, section, subject }) => ({ teacher, section, subject })) };
}

/** The facts of a problem, whose schools are all public; of whom nothing is told: a school of its own that reports nothing. */
export function factsOfProblem(problem: Problem, reported: ReadonlyMap<string, Reported>): BalanceFacts {
  const pupilsOf = pupilsKnown(problem, reported);
  return {
    schools: problem.schools.map(({ id, place, kind }) => {
      const { pupils: _pupils, ...told } = reported.get(id) ?? nothing;
      return { id, place, ownership: 'public', ...(kind && { kind }), ...told };
    }),
    sections: problem.sections.map(({ id, school, stage }) => ({
      id,
      school,
      stage,
      pupils: pupilsOf.get(id) ?? null,
    })),
    staff: problem.teachers.map(
      ({ id, education, title, backbone, subject, established, serving, registered }): BalanceTeacher => ({
        id,
        education,
        title,
        backbone,
        subject,
        established,
        section: serving.section,
        registered: registered.school,
      }),
    ),
    ...visitsOf(problem),
  };
}
