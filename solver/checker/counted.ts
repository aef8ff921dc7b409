import { inForce } from '../calendar.ts';
import { levelReaches, type Section, type Stage, type Teacher } from '../problem.ts';
import type { Facts, Posting } from './facts.ts';
import { apartOf, type CountingFigures, type Indicator, visitedOf } from './figures.ts';
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

/** Sections without pupils, small teaching points, and special and vocational schools are left out. */
export function isMeasured(
  { places }: Facts,
  section: Section,
  figures: Pick<CountingFigures, 'leastPupilsOfPoint' | 'without'>,
): boolean {
  const pupils = pupilsOf(section);
  const { kind, place } = places.school(section.school);
  const isPoint = place === 'teaching-point';
  const isApart = kind !== undefined && apartOf(figures).includes(kind);
  return pupils > 0 && !isApart && (!isPoint || pupils >= figures.leastPupilsOfPoint);
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

/**
 * How many more count at each section for coming by circuit on file: teachers of PE and the arts at rural schools within
 * the two counts of pupils, each once; nobody by the relation.
 */
export function visitorsOf(
  { problem, places, person }: Facts,
  indicator: Indicator,
  figures: CountingFigures,
): (section: string) => number {
  const { artsAndPe, view } = figures;
  const visitors = visitedOf(figures);
  if (view === 'registered' || indicator !== 'arts-and-pe') return () => 0;
  const teachersAt = new Map<string, Set<string>>();
  for (const circuit of problem.circuits ?? []) {
    const { teacher, section, subject } = circuit;
    if (!inForce(circuit, problem.effective) || person(teacher).section.id === section) continue;
    const school = places.school(places.section(section).school);
    const pupils = problem.sections
      .filter((one) => one.school === school.id)
      .reduce((sum, one) => sum + pupilsOf(one), 0);
    if (school.place === 'urban' || school.place === 'county-town') continue;
    if (pupils < visitors.least || pupils > visitors.most || !artsAndPe.includes(subject)) continue;
    teachersAt.set(section, new Set([...(teachersAt.get(section) ?? []), teacher]));
  }
  return (section) => teachersAt.get(section)?.size ?? 0;
}

const EDUCATIONS = ['below-college', 'college', 'bachelor', 'master', 'doctor'] as const;
const HIGHER_TITLES: readonly string[] = ['first', 'senior', 'full-senior'];
