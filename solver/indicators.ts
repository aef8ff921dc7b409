import * as z from 'zod';
import type { Case } from './case.ts';
import { runningCircuits } from './circuits-on-file.ts';
import { grouped } from './grouped.ts';
import { onceFor } from './once.ts';
import type { Posting } from './posting.ts';
import {
  levelReaches,
  type Place,
  type SchoolKind,
  type Section,
  type Stage,
  schoolKind,
  schoolKinds,
  type Teacher,
} from './problem.ts';

/**
 * The national indicators of staffing that an exchange can change, each a count of teachers for a section's pupils
 * (domain C2, C3): of the basic standard (2012) the sixth to the eighth, of the quality standard (2017) the first
 * three.
 */
export const indicators = ['teachers', 'education', 'titles', 'backbone', 'arts-and-pe'] as const;
export type Indicator = (typeof indicators)[number];

export const isIndicator = (amount: string): amount is Indicator =>
  (indicators as readonly string[]).includes(amount);

/** Where a teacher counts: where they teach (在岗), or where the personnel relation sits (在编). */
const views = ['serving', 'registered'] as const;
export type View = (typeof views)[number];

/** What counts, as a policy sets it. */
export const counting = {
  /** Subjects whose teachers count as teachers of PE and the arts. */
  artsAndPe: z.array(z.string().min(1)).default(['art', 'music', 'pe']),
  /** Kinds of school that are left out; not given: special and vocational ones (2017 rules). */
  without: z.array(schoolKind).optional(),
  /** Teaching points with fewer pupils are left out (2017 rules). */
  leastPupilsOfPoint: z.int().min(0).max(10_000).default(50),
  /** Registered: established staff alone, and a move counts only where the personnel relation moves (domain A4). */
  view: z.enum(views).default('serving'),
  /**
   * Rural schools of so many pupils count teachers of PE and the arts who come by circuit teaching on file (L3); not given:
   * of 50 to 99.
   */
  visitors: z
    .strictObject({ least: z.int().min(0).max(10_000), most: z.int().min(0).max(10_000) })
    .optional(),
};

export interface Counting {
  readonly artsAndPe: readonly string[];
  readonly without?: readonly SchoolKind[] | undefined;
  readonly leastPupilsOfPoint: number;
  readonly view: View;
  readonly visitors?: { readonly least: number; readonly most: number } | undefined;
}

/** What stands where a policy says nothing: such figures are not written out, so that policies keep their text. */
const usually = {
  without: schoolKinds,
  visitors: { least: 50, most: 99 },
} as const;

const visitorsOf = ({ visitors = usually.visitors }: Pick<Counting, 'visitors'>) => visitors;

/** Tells apart how many pupils a school has that counts who comes by circuit; empty: as usual. */
export function visitorsKey(counting: Pick<Counting, 'visitors'>): string {
  const { least, most } = visitorsOf(counting);
  return least === usually.visitors.least && most === usually.visitors.most ? '' : `:${least}-${most}`;
}

/** Whether the teacher counts for an indicator at a stage, teaching a subject there. */
export function counts(
  indicator: Indicator,
  { artsAndPe }: Pick<Counting, 'artsAndPe'>,
  stage: Stage,
  teacher: Pick<Teacher, 'education' | 'title' | 'backbone' | 'subject'>,
  subject = teacher.subject,
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
      return subject !== undefined && artsAndPe.includes(subject);
  }
}

const educations = ['below-college', 'college', 'bachelor', 'master', 'doctor'] as const;

const educationReaches = (
  { education }: Pick<Teacher, 'education'>,
  least: (typeof educations)[number],
): boolean => education !== undefined && educations.indexOf(education) >= educations.indexOf(least);

/** Pupils of a section, all grades. */
export const pupilsOf = ({ pupils }: Section): number =>
  Object.values(pupils).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** A section's pupils; null: not a word of them. */
export const pupilsOnFile = (section: Section): number | null =>
  Object.keys(section.pupils).length > 0 ? pupilsOf(section) : null;

/** Classes of a section, all grades. */
export const classesOf = ({ classes }: Section): number =>
  Object.values(classes).reduce<number>((sum, count) => sum + (count ?? 0), 0);

/** The sections of a stage that an indicator is reckoned over: those with pupils, small teaching points and special and vocational
 * schools left out. */
export const measured = (
  { problem, school }: Case,
  stage: Stage,
  { leastPupilsOfPoint, without = usually.without }: Pick<Counting, 'leastPupilsOfPoint' | 'without'>,
): Section[] =>
  problem.sections.filter((section) => {
    if (section.stage !== stage || pupilsOf(section) === 0) return false;
    const { place, kind } = school(section.school);
    if (kind !== undefined && without.includes(kind)) return false;
    return place !== 'teaching-point' || pupilsOf(section) >= leastPupilsOfPoint;
  });

/** How many teachers an indicator counts in each section, after a set of postings. */
export function headcounts(
  county: Case,
  indicator: Indicator,
  counting: Counting,
  postings: readonly Posting[],
): Map<string, number> {
  const found = new Map<string, number>();
  const add = (section: Section | null, by: number) => {
    if (section) found.set(section.id, (found.get(section.id) ?? 0) + by);
  };
  const placeOf = placesOf(county, counting);
  for (const teacher of county.teachers) {
    const place = placeOf(teacher);
    if (place && counts(indicator, counting, place.stage, teacher)) add(place, 1);
  }
  for (const section of visitedAt(county, indicator, counting)) add(section, 1);
  for (const posting of postings) {
    const shift = shiftOf(county, indicator, counting, posting);
    add(shift?.from ?? null, -1);
    add(shift?.to ?? null, 1);
  }
  return found;
}

/**
 * Where teachers count once more who come by circuit teaching on file, a section as often as people come: teachers of PE and
 * the arts, at rural schools of few pupils, where people count by where they teach (domain C3, L3). They stay at home and
 * count there as before: who is on a circuit is not exchanged.
 */
function visitedAt(county: Case, indicator: Indicator, counting: Counting): Section[] {
  const visitors = visitorsOf(counting);
  if (indicator !== 'arts-and-pe' || counting.view !== 'serving') return [];
  const pupils = pupilsBySchool(county);
  const seen = new Set<string>();
  return runningCircuits(county.problem).flatMap(({ teacher, section: id, subject }) => {
    const section = county.section(id);
    const learning = pupils.get(section.school) ?? 0;
    const key = JSON.stringify([teacher, id]);
    const isRural = !towns.includes(county.school(section.school).place);
    const isSmall = learning >= visitors.least && learning <= visitors.most;
    if (!isRural || !isSmall || !counting.artsAndPe.includes(subject) || seen.has(key)) return [];
    seen.add(key);
    return section;
  });
}

const towns: readonly Place[] = ['urban', 'county-town'];

const pupilsBySchool = onceFor(({ problem }: Case): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const section of problem.sections)
    sums.set(section.school, (sums.get(section.school) ?? 0) + pupilsOf(section));
  return sums;
});

/** From which section to which a posting takes somebody whom an indicator counts; null: is not counted there. */
interface Shift {
  readonly from: Section | null;
  readonly to: Section | null;
}

/**
 * What a posting changes for an indicator: at home the teacher counts by the subject taught now, at the host by the one to
 * be taught there. Null: nothing, in this view.
 */
export function shiftOf(
  county: Case,
  indicator: Indicator,
  counting: Counting,
  posting: Posting,
): Shift | null {
  const { teacher, opening } = posting;
  const host = opening.section;
  if (counting.view === 'registered' && !(teacher.established && county.relationMoves(posting))) return null;
  const home = counting.view === 'serving' ? posting.from : placesOf(county, counting)(teacher);
  if (home === host) return null;
  const from = home && counts(indicator, counting, home.stage, teacher) ? home : null;
  const to = counts(indicator, counting, host.stage, teacher, opening.subject ?? teacher.subject)
    ? host
    : null;
  return from || to ? { from, to } : null;
}

/**
 * The section each teacher counts in. By the relation, which sits at a school: the section served where it is one of
 * that school, else the school's first of the same stage, else its first (domain A4: whose relation stays is counted at
 * home, whatever is taught elsewhere); null: the school has none, or the teacher is not established.
 */
function placesOf(county: Case, { view }: Pick<Counting, 'view'>): (teacher: Teacher) => Section | null {
  const serves = ({ serving }: Teacher) => county.section(serving.section);
  if (view === 'serving') return serves;
  const sectionsOf = sectionsBySchool(county);
  return (teacher) => {
    if (!teacher.established) return null;
    const served = serves(teacher);
    const { school } = teacher.registered;
    return registeredAt(served, school, sectionsOf.get(school));
  };
}

/** Where an established teacher counts by the relation: it sits at a school, which has some sections. */
export function registeredAt<At extends { readonly school: string; readonly stage: Stage }>(
  served: At,
  school: string,
  sections: readonly At[] | undefined,
): At | null {
  if (served.school === school) return served;
  return sections?.find(({ stage }) => stage === served.stage) ?? sections?.[0] ?? null;
}

const sectionsBySchool = onceFor(({ problem }: Case) => grouped(problem.sections, ({ school }) => school));

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
