import type { Point } from '../../solver/distance.ts';
import type { School, Section, Stage } from '../../solver/problem.ts';
import { type Draw, draw } from '../../test/support/draw.ts';
import { appoint } from './cadres.ts';
import { pastPostings, sendOut } from './ledger.ts';
import { requestsOf, wishesOf } from './orders.ts';
import { marry, personOf, september } from './people.ts';
import type { CountyPlan, SchoolPlan, Site } from './plan.ts';
import type { Registry } from './registry.ts';
import { type Place, placesOf } from './staffing.ts';

/** A county filled with people by chance: the same plan and seed give the same county, always. */
export function countyOf(plan: CountyPlan, seed: number): Registry {
  const chance = draw(seed);
  const sections = plan.schools.flatMap((school) => sectionsOf(chance, school));
  const ground = {
    county: plan.county,
    schoolYear: YEAR,
    effective: september(YEAR),
    zones: plan.zones,
    clusters: plan.clusters,
    schools: plan.schools.map(schoolOf),
    sections,
  };
  const sites = sitesOf(ground);
  const places = placesOf(chance, ground, sites, plan.teachers);
  const numbers = staffNumbers(plan, places);
  const seat = seatOf(sites);
  const teachers = places.map((place, index) => personOf(chance, place, numbers[index] ?? '', YEAR, seat));
  appoint(chance, plan.cadres, teachers, YEAR);
  marry(chance, teachers);
  const out = sendOut(chance, sites, teachers, YEAR);
  const postings = [...pastPostings(chance, sites, teachers, YEAR), ...out];
  const wishes = wishesOf(chance, sites, teachers);
  const staffed = { ...ground, teachers, postings, requests: [], wishes };
  return { ...staffed, requests: requestsOf(chance, sites, staffed) };
}

/** The school year every made-up county plans for. */
const YEAR = 2026;

const schoolOf = (plan: SchoolPlan): School => ({
  id: plan.code,
  name: plan.name,
  place: plan.place,
  weak: plan.weak,
  location: { longitude: plan.at[0], latitude: plan.at[1] },
  zone: plan.zone,
  beds: plan.beds,
  clusters: [...plan.clusters],
});

const sectionsOf = (chance: Draw, plan: SchoolPlan): Section[] => [
  ...(plan.primary ? [sectionOf(chance, plan, 'primary', 1, plan.primary)] : []),
  ...(plan.junior ? [sectionOf(chance, plan, 'junior', 7, plan.junior)] : []),
];

function sectionOf(
  chance: Draw,
  { code, size }: SchoolPlan,
  stage: Stage,
  firstGrade: number,
  counts: readonly number[],
): Section {
  const grades = counts.flatMap((classes, index) =>
    classes === 0 ? [] : [{ grade: `${firstGrade + index}`, classes, pupils: classes * chance.int(...size) }],
  );
  const pupils = grades.reduce((sum, grade) => sum + grade.pupils, 0);
  const classes = grades.reduce((sum, grade) => sum + grade.classes, 0);
  return {
    id: `${code}:${stage}`,
    school: code,
    stage,
    classes: Object.fromEntries(grades.map(({ grade, classes }) => [grade, classes])),
    pupils: Object.fromEntries(grades.map(({ grade, pupils }) => [grade, pupils])),
    establishment: establishmentOf(stage, pupils, classes),
  };
}

/** Posts by the unified ratios of 2014; by classes too in a small school (domain B). */
function establishmentOf(stage: Stage, pupils: number, classes: number): number {
  const posts = Math.floor(pupils / (stage === 'primary' ? 19 : 13.5));
  return pupils < 200 ? Math.max(posts, Math.ceil(1.7 * classes)) : posts;
}

function sitesOf({ schools, sections }: Pick<Registry, 'schools' | 'sections'>): Site[] {
  const known = new Map(schools.map((school) => [school.id, school]));
  return sections.flatMap((section) => {
    const school = known.get(section.school);
    return school
      ? [{ section, school, inTown: school.place === 'urban' || school.place === 'county-town' }]
      : [];
  });
}

/** The middle of the town schools. */
function seatOf(sites: readonly Site[]): Point {
  const found = sites.flatMap(({ inTown, school }) => (inTown && school.location ? [school.location] : []));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    longitude: mean(found.map(({ longitude }) => longitude)),
    latitude: mean(found.map(({ latitude }) => latitude)),
  };
}

/** The school's place in the list, then a running number: text with leading zeros, as bureaus write them. */
function staffNumbers({ schools }: CountyPlan, places: readonly Place[]): string[] {
  const width = `${schools.length}`.length;
  const prefixes = new Map(schools.map(({ code }, index) => [code, `${index + 1}`.padStart(width, '0')]));
  const used = new Map<string, number>();
  return places.map(({ site: { school } }) => {
    const number = (used.get(school.id) ?? 0) + 1;
    used.set(school.id, number);
    return `${prefixes.get(school.id) ?? ''}${`${number}`.padStart(3, '0')}`;
  });
}
