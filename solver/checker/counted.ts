import { levelReaches, type Section, type Stage, type Teacher } from '../problem.ts';
import type { Facts, Posting } from './facts.ts';
import type { CountingFigures, Indicator } from './figures.ts';
import type { Person } from './people.ts';

/** Whom an indicator counts who teaches a subject (domain C2, C3). */
export function counts(
  indicator: Indicator,
  stage: Stage,
  teacher: Teacher,
  { artsAndPe }: Pick<CountingFigures, 'artsAndPe'>,
  subject = teacher.subject,
): boolean {
  const { education, title, backbone } = teacher;
  const needed = EDUCATIONS.indexOf(stage === 'primary' ? 'college' : 'bachelor');
  return {
    teachers: true,
    education: education !== undefined && EDUCATIONS.indexOf(education) >= needed,
    titles: HIGHER_TITLES.includes(title),
    backbone: levelReaches(backbone, 'county'),
    'arts-and-pe': subject !== undefined && artsAndPe.includes(subject),
  }[indicator];
}

/** Whether it counts somebody at the post of a posting: by the subject taught there, in a seat by the own. */
export const countsThen = (
  indicator: Indicator,
  stage: Stage,
  { person, post }: Pick<Posting, 'person' | 'post'>,
  figures: Pick<CountingFigures, 'artsAndPe'>,
): boolean =>
  counts(indicator, stage, person.teacher, figures, post.role === null ? post.code : person.teacher.subject);

export const pupilsOf = ({ pupils }: Section): number =>
  Object.values(pupils).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** Sections without pupils, and small teaching points, are left out. */
export function isMeasured(
  { places }: Facts,
  section: Section,
  { leastPupilsOfPoint }: Pick<CountingFigures, 'leastPupilsOfPoint'>,
): boolean {
  const pupils = pupilsOf(section);
  const isPoint = places.school(section.school).place === 'teaching-point';
  return pupils > 0 && (!isPoint || pupils >= leastPupilsOfPoint);
}

/** The sections people count in: where they teach, or, of established staff, where the personnel relation sits. */
export class CountedAt {
  readonly #byRelation: boolean;
  readonly #sections: readonly Section[];

  constructor({ problem }: Facts, { view }: Pick<CountingFigures, 'view'>) {
    this.#byRelation = view === 'registered';
    this.#sections = problem.sections;
  }

  /**
   * By the relation, which sits at a school: the section served if it is there, else the first of that stage, else the
   * first; null: the school has none, or the person is not established.
   */
  of({ teacher, section, school }: Person): string | null {
    if (!this.#byRelation || (teacher.established && school.id === teacher.registered.school))
      return section.id;
    if (!teacher.established) return null;
    const there = this.#sections.filter((one) => one.school === teacher.registered.school);
    return (there.find(({ stage }) => stage === section.stage) ?? there[0])?.id ?? null;
  }

  /** Whether somebody counts elsewhere after a posting. */
  changes({ person, post, relationMoves }: Posting): boolean {
    if (!this.#byRelation) return true;
    return relationMoves && person.teacher.established && this.of(person) !== post.section.id;
  }
}

const EDUCATIONS = ['below-college', 'college', 'bachelor', 'master', 'doctor'] as const;
const HIGHER_TITLES: readonly string[] = ['first', 'senior', 'full-senior'];
