import Fraction from 'fraction.js';
import * as z from 'zod';
import { factsOfProblem, pupilsKnown, type Reported } from './balance/facts.ts';
import { placesOf } from './balance/rows.ts';
import { demandOf } from './demand.ts';
import { exactly } from './exactly.ts';
import { grouped } from './grouped.ts';
import { classesOf, type View } from './indicators.ts';
import type { Place, Problem, School, Section } from './problem.ts';

const ratio = z.number().positive().max(1_000);
const byKind = z.strictObject({ city: ratio, 'county-town': ratio, rural: ratio });

/**
 * By how many pupils a section has one establishment post (编制), all staff counted, and by how many classes in small rural
 * schools (domain B).
 */
export const establishmentStandard = z.strictObject({
  version: z.string().min(1),
  /** Pupils for one post; an incomplete group earns none. */
  pupils: z.strictObject({ primary: byKind, junior: byKind }),
  /** Posts for one class in rural schools of fewer pupils than this, if that is more; left out: classes never count. */
  small: z
    .strictObject({ below: z.int().min(1).max(10_000), postsPerClass: z.number().positive().max(20) })
    .optional(),
});
export type EstablishmentStandard = z.infer<typeof establishmentStandard>;

const everywhere = (pupils: number) => ({ city: pupils, 'county-town': pupils, rural: pupils });
const small = { below: 200, postsPerClass: 1.7 };

/** One ratio for town and country (中央编办发〔2014〕72号); the class ratio of small schools is a setting without a national figure. */
export const establishment2014: EstablishmentStandard = {
  version: 'unified-2014',
  pupils: { primary: everywhere(19), junior: everywhere(13.5) },
  small,
};

/** The ratios of 2001, by kind of place. */
export const establishment2001: EstablishmentStandard = {
  version: 'by-place-2001',
  pupils: {
    primary: { city: 19, 'county-town': 21, rural: 23 },
    junior: { city: 13.5, 'county-town': 16, rural: 18 },
  },
};

/** The posts of one section, by the standard and on file, who holds them, and what is missing all the same. */
export interface SectionEstablishment {
  readonly section: string;
  /** The version of the standard. */
  readonly standard: string;
  /** Null: not on file. */
  readonly pupils: number | null;
  readonly classes: number;
  /** ⌊pupils ÷ ratio⌋; null: the pupils are not on file, or the school is special or vocational: the ratios are not its own. */
  readonly byPupils: number | null;
  /** ⌈classes × posts a class⌉; null: the school is not small and rural, or not known to be, or classes do not count. */
  readonly byClasses: number | null;
  /** The greater of the two; null: not on file are its pupils, those that make its school small or not, or the classes of a small one; or the ratios are
   * not of its kind of school. */
  readonly due: number | null;
  /** Posts on file; null: not known. */
  readonly onFile: number | null;
  /** Established staff whose personnel relation sits here (在编). */
  readonly registered: number;
  /** Everybody who teaches here (在岗). */
  readonly serving: number;
  /** Registered staff beyond the posts on file, or due where none are: above 0 超编, below 0 缺编; null: neither is known. */
  readonly beyond: number | null;
  /** Subjects for specialists that lack as much as opens a post, by code. */
  readonly missing: readonly string[];
  /** Every post is taken, and subjects are missing all the same (结构性缺编); null: the posts are not known. */
  readonly structuralShortage: boolean | null;
}

/**
 * The establishment of every section, in their order. Requests open posts, and make nothing missing. `reported`: by school,
 * what it tells of its pupils where no enrolment is on file.
 */
export function establishmentOf(
  problem: Problem,
  standard: EstablishmentStandard,
  reported: ReadonlyMap<string, Pick<Reported, 'pupils'>> = new Map(),
): SectionEstablishment[] {
  const schoolOf = new Map(problem.schools.map((school) => [school.id, school]));
  const pupils = pupilsKnown(problem, reported);
  const sectionsOf = grouped(problem.sections, ({ school }) => school);
  const inSchool = (school: string) =>
    (sectionsOf.get(school) ?? []).reduce<number | null>((sum, { id }) => {
      const own = pupils.get(id) ?? null;
      return sum === null || own === null ? null : sum + own;
    }, 0);
  const facts = factsOfProblem(problem, new Map());
  const staffBy = (view: View) => {
    const placeOf = placesOf(facts, view);
    return grouped(facts.staff, (teacher) => placeOf(teacher)?.id);
  };
  const [serving, registered] = [staffBy('serving'), staffBy('registered')];
  // As if nobody had asked: what is asked for is not missing by that alone.
  const demand = demandOf({ ...problem, requests: [] });
  const missing = grouped(
    demand.cells.filter(({ openings }) => openings > 0),
    ({ section }) => section,
  );
  return problem.sections.map((section): SectionEstablishment => {
    const learning = { own: pupils.get(section.id) ?? null, inSchool: inSchool(section.school) };
    const posts = postsDue(section, learning, schoolOf.get(section.school), standard);
    const onFile = section.establishment ?? null;
    const holders = registered.get(section.id)?.length ?? 0;
    const allowed = onFile ?? posts.due;
    const beyond = allowed === null ? null : holders - allowed;
    const lacking = (missing.get(section.id) ?? []).map(({ subject }) => subject);
    return {
      section: section.id,
      standard: standard.version,
      ...posts,
      onFile,
      registered: holders,
      serving: serving.get(section.id)?.length ?? 0,
      beyond,
      missing: lacking,
      structuralShortage: beyond === null ? null : beyond >= 0 && lacking.length > 0,
    };
  });
}

/** Exact: 27 pupils at 13.5 are two posts, and 10 classes at 1.7 are seventeen. */
function postsDue(
  section: Section,
  { own: pupils, inSchool }: { readonly own: number | null; readonly inSchool: number | null },
  school: School | undefined,
  { pupils: ratios, small }: EstablishmentStandard,
) {
  const classes = classesOf(section);
  if (pupils === null || school?.kind !== undefined)
    return { pupils, classes, byPupils: null, byClasses: null, due: null };
  const kind = kindOf(school?.place ?? 'village');
  const byPupils = new Fraction(pupils).div(exactly(ratios[section.stage][kind])).floor().valueOf();
  const bound = kind === 'rural' ? small : undefined;
  if (!bound || (inSchool ?? pupils) >= bound.below)
    return { pupils, classes, byPupils, byClasses: null, due: byPupils };
  // Pupils without a class: their classes are not on file.
  const isUnknown = inSchool === null || (pupils > 0 && classes === 0);
  if (isUnknown) return { pupils, classes, byPupils, byClasses: null, due: null };
  const byClasses = exactly(bound.postsPerClass).mul(classes).ceil().valueOf();
  return { pupils, classes, byPupils, byClasses, due: Math.max(byPupils, byClasses) };
}

const kindOf = (place: Place): keyof z.infer<typeof byKind> =>
  place === 'urban' ? 'city' : place === 'county-town' ? 'county-town' : 'rural';

/** The standard of this version; throws a `RangeError` where there is none. */
export function establishmentStandardNamed(version: string): EstablishmentStandard {
  const found = [establishment2014, establishment2001].find((standard) => standard.version === version);
  if (!found) throw new RangeError(`There is no establishment standard ${version}.`);
  return found;
}
