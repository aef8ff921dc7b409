import { pupilsOnFile } from '../indicators.ts';
import type { Place, Problem, Stage, Teacher } from '../problem.ts';

/** What the national indicators of a county are reckoned from, on one day. */
export interface BalanceFacts {
  readonly schools: readonly BalanceSchool[];
  readonly sections: readonly BalanceSection[];
  readonly staff: readonly BalanceTeacher[];
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

export interface BalanceSchool {
  readonly id: string;
  readonly name: string;
  readonly place: Place;
  readonly ownership: 'public' | 'private';
  /** The school that a site not counted as one (不计校数) is part of; null: it is a school. */
  readonly parent: string | null;
  /** Amounts of the whole school, all its stages together; one left out: not reported. */
  readonly facilities: { readonly [Reported in Facility]?: number | undefined };
  /** Pupils of its senior grades, who share the facilities; 0 where it has none. */
  readonly seniorPupils: number;
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
export type Reported = Pick<BalanceSchool, 'parent' | 'facilities' | 'seniorPupils'>;

/** The facts of a problem, whose schools are all public; of whom nothing is told: a school of its own that reports nothing. */
export const factsOfProblem = (
  { schools, sections, teachers }: Problem,
  reported: ReadonlyMap<string, Reported>,
): BalanceFacts => ({
  schools: schools.map(({ id, name, place }) => ({
    id,
    name,
    place,
    ownership: 'public',
    ...(reported.get(id) ?? { parent: null, facilities: {}, seniorPupils: 0 }),
  })),
  sections: sections.map((section) => ({
    id: section.id,
    school: section.school,
    stage: section.stage,
    pupils: pupilsOnFile(section),
  })),
  staff: teachers.map(
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
});
