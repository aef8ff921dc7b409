import { countyOf } from '../scripts/demo-county/county.ts';
import type { CountyPlan, SchoolPlan } from '../scripts/demo-county/plan.ts';
import { problemOf, type Registry } from '../scripts/demo-county/registry.ts';
import { yuanan } from '../scripts/demo-county/yuanan.ts';
import type { Point } from '../solver/distance.ts';
import { grouped } from '../solver/grouped.ts';
import type { Problem, School, Teacher } from '../solver/problem.ts';
import { exchangeQuota } from '../solver/rules/exchange-quota.ts';
import { type Draw, draw } from '../test/support/draw.ts';

/**
 * A county of the demo's kind with so many teachers, 200 or more, at so many schools, as many as the demo has in
 * proportion where left out: the same for the same seed. Every 25 schools are strewn about a country as wide as the
 * demo's, and these lie side by side, so that a large county is wide, not crowded. Classes are as many as the demo has
 * for its teachers, in town and outside.
 */
export function district(teachers: number, seed: number, schools = schoolsFor(teachers)): Registry {
  const share = teachers / (yuanan.teachers.urban + yuanan.teachers.rural);
  const urban = Math.round(yuanan.teachers.urban * share);
  const staff = { urban, rural: teachers - urban };
  const plan: CountyPlan = {
    ...yuanan,
    county: { code: `BENCH-${teachers}`, name: `${teachers}` },
    teachers: staff,
    cadres: {
      deputy: Math.round(yuanan.cadres.deputy * share),
      'mid-level': Math.round(yuanan.cadres['mid-level'] * share),
      reserve: Math.round(yuanan.cadres.reserve * share),
    },
    schools: staffed(schoolsOf(schools, draw(seed)), staff),
  };
  return settled(countyOf(plan, seed));
}

/**
 * The same as a problem under the default standards and policy, but for the exchange quota: chance leaves these
 * counties fewer matching teachers than the demo was drawn to have, and a bench wants a plan.
 */
export function districtProblem(teachers: number, seed: number, schools = schoolsFor(teachers)): Problem {
  const problem = problemOf(district(teachers, seed, schools));
  const { rules } = problem.policy;
  const quota = { level: 'policy', ...rules[exchangeQuota.name], percent: REACHABLE_PERCENT } as const;
  return { ...problem, policy: { ...problem.policy, rules: { ...rules, [exchangeQuota.name]: quota } } };
}

const REACHABLE_PERCENT = 5;
const LEAST_SCHOOLS = 8;

/** As many as the demo has in proportion. */
const schoolsFor = (teachers: number): number =>
  Math.max(
    LEAST_SCHOOLS,
    Math.round((yuanan.schools.length * teachers) / (yuanan.teachers.urban + yuanan.teachers.rural)),
  );

/** The demo's schools over and over, of every kind from the first few on, each round of them beside the last. */
function schoolsOf(count: number, chance: Draw): SchoolPlan[] {
  const models = mixed(yuanan.schools);
  const width = `${count}`.length;
  const across = Math.ceil(Math.sqrt(count / models.length));
  return Array.from({ length: count }, (_, index) => {
    const model = models[index % models.length];
    if (!model) throw new RangeError('The demo county has no school to go by.');
    const number = `${index + 1}`.padStart(width, '0');
    const round = Math.floor(index / models.length);
    const at = [
      near(chance, model.at[0] + (round % across) * WIDTH),
      near(chance, model.at[1] + Math.floor(round / across) * HEIGHT),
    ] as const;
    return { ...model, code: `B${number}`, name: `第${number}学校`, at };
  });
}

/** Degrees of longitude and latitude that the demo's schools take up, with a border. */
const WIDTH = 0.5;
const HEIGHT = 0.45;

/** Every fifth, then the ones beside them: town and country by turns. */
const mixed = (schools: readonly SchoolPlan[]): SchoolPlan[] =>
  [0, 3, 1, 4, 2].flatMap((first) => schools.filter((_, index) => index % 5 === first));

const near = (chance: Draw, degrees: number): number =>
  Math.round(degrees * 10_000 + chance.int(-600, 600)) / 10_000;

/** The schools with as many classes, in town and outside, as the demo has for so many teachers. */
function staffed(schools: readonly SchoolPlan[], teachers: CountyPlan['teachers']): SchoolPlan[] {
  const scaleOf = (wanted: boolean, staff: number, demoStaff: number) => {
    const [demo, here] = [yuanan.schools, schools].map((all) =>
      all.filter((school) => inTown(school) === wanted).reduce((sum, school) => sum + classesOf(school), 0),
    );
    return ((staff / demoStaff) * (demo ?? 0)) / (here ?? 1);
  };
  const scales = {
    town: scaled(scaleOf(true, teachers.urban, yuanan.teachers.urban)),
    country: scaled(scaleOf(false, teachers.rural, yuanan.teachers.rural)),
  };
  return schools.map((school) => {
    const { primary, junior } = school;
    const scale = inTown(school) ? scales.town : scales.country;
    return {
      ...school,
      ...(primary && { primary: primary.map(scale) }),
      ...(junior && { junior: junior.map(scale) }),
    };
  });
}

/** Multiplies counts so that their sum keeps pace, each rounded; a grade that there is keeps a class. */
function scaled(factor: number): (count: number) => number {
  let owed = 0;
  return (count) => {
    if (count === 0) return 0;
    owed += count * factor;
    const given = Math.max(1, Math.round(owed));
    owed -= given;
    return given;
  };
}

const inTown = ({ place }: { place: School['place'] }): boolean =>
  place === 'urban' || place === 'county-town';

const classesOf = ({ primary = [], junior = [] }: SchoolPlan): number =>
  [...primary, ...junior].reduce((sum, count) => sum + count, 0);

/** The county with who lives in its middle moved to the town of their own part of it. */
function settled(county: Registry): Registry {
  const towns = grouped(county.schools.filter(inTown), ({ id }) => partOf(id));
  const middle = middleOf(county.schools.filter(inTown));
  const moved = (teacher: Teacher): Teacher => {
    const { home, registered } = teacher;
    const own = middleOf(towns.get(partOf(registered.school)) ?? []);
    if (!home || !own || !middle || !isNear(home, middle)) return teacher;
    const along = (axis: keyof Point) =>
      Math.round((home[axis] - middle[axis] + own[axis]) * 10_000) / 10_000;
    return { ...teacher, home: { longitude: along('longitude'), latitude: along('latitude') } };
  };
  return { ...county, teachers: county.teachers.map(moved) };
}

/** Which round of the demo's schools a school belongs to. */
const partOf = (code: string): number =>
  Math.floor((Number(code.replace(/\D/g, '')) - 1) / yuanan.schools.length);

/** Undefined: none of the schools has a place. */
function middleOf(schools: readonly School[]): Point | undefined {
  const places = schools.flatMap(({ location }) => location ?? []);
  const mean = (axis: keyof Point) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return places.length > 0 ? { longitude: mean('longitude'), latitude: mean('latitude') } : undefined;
}

/** Whether somebody who lives here was settled in that middle: within the square that homes are strewn about. */
const isNear = (home: Point, middle: Point): boolean =>
  Math.abs(home.longitude - middle.longitude) < 0.021 && Math.abs(home.latitude - middle.latitude) < 0.021;
