import type { Case, Posting } from './case.ts';
import { levelReaches, type Section, type Stage, type Teacher } from './problem.ts';

/**
 * The national indicators of staffing that an exchange can change, each a count of teachers for a section's pupils
 * (domain C2, C3): of the basic standard (2012) the sixth to the eighth, of the quality standard (2017) the first
 * three.
 */
export const indicators = ['teachers', 'education', 'titles', 'backbone', 'arts-and-pe'] as const;
export type Indicator = (typeof indicators)[number];

/** What counts, as a policy sets it. */
export interface Counting {
  /** Subjects whose teachers count as teachers of PE and the arts. */
  artsAndPe: readonly string[];
  /** Teaching points with fewer pupils are left out (2017 rules). */
  leastPupilsOfPoint: number;
}

/** Whether the teacher counts for an indicator at a stage. */
export function counts(
  indicator: Indicator,
  { artsAndPe }: Counting,
  stage: Stage,
  teacher: Teacher,
): boolean {
  switch (indicator) {
    case 'teachers':
      return true;
    case 'education':
      return educationReaches(teacher, stage === 'primary' ? 'college' : 'bachelor');
    case 'titles':
      return ['first', 'senior', 'full-senior'].includes(teacher.title);
    case 'backbone':
      return levelReaches(teacher.backbone, 'county');
    case 'arts-and-pe':
      return teacher.subject !== undefined && artsAndPe.includes(teacher.subject);
  }
}

const educations = ['below-college', 'college', 'bachelor', 'master', 'doctor'] as const;

const educationReaches = ({ education }: Teacher, least: (typeof educations)[number]): boolean =>
  education !== undefined && educations.indexOf(education) >= educations.indexOf(least);

/** Pupils of a section, all grades. */
export const pupilsOf = ({ pupils }: Section): number =>
  Object.values(pupils).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** The sections of a stage that an indicator is reckoned over: those with pupils, small teaching points left out. */
export const measured = (
  { problem, school }: Case,
  stage: Stage,
  { leastPupilsOfPoint }: Counting,
): Section[] =>
  problem.sections.filter((section) => {
    if (section.stage !== stage || pupilsOf(section) === 0) return false;
    return school(section.school).place !== 'teaching-point' || pupilsOf(section) >= leastPupilsOfPoint;
  });

/** Where a teacher counts, by who serves where: the section of each, after a set of postings. */
export function headcounts(
  county: Case,
  indicator: Indicator,
  counting: Counting,
  postings: readonly Posting[],
): Map<string, number> {
  const found = new Map<string, number>();
  const add = (section: Section, teacher: Teacher, by: number) => {
    if (counts(indicator, counting, section.stage, teacher)) {
      found.set(section.id, (found.get(section.id) ?? 0) + by);
    }
  };
  for (const teacher of county.teachers) add(county.section(teacher.serving.section), teacher, 1);
  for (const { teacher, from, opening } of postings) {
    add(from, teacher, -1);
    add(opening.section, teacher, 1);
  }
  return found;
}

/**
 * The square of the coefficient of variation over sections, weighted by pupils: `P·Σ(nᵢ²/pᵢ)/N² − 1` for `nᵢ` teachers
 * and `pᵢ` pupils of section i (`sections`: pupils by section), `N` and `P` in all (domain C1). Null: nobody is counted.
 */
export function squaredVariation(
  sections: ReadonlyMap<string, number>,
  heads: ReadonlyMap<string, number>,
): number | null {
  let all = 0;
  let pupils = 0;
  let spread = 0;
  for (const [id, learning] of sections) {
    const own = heads.get(id) ?? 0;
    all += own;
    pupils += learning;
    spread += (own * own) / learning;
  }
  return all === 0 ? null : (pupils * spread) / (all * all) - 1;
}
