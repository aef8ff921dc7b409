import { countyOf } from '../scripts/demo-county/county.ts';
import type { CountyPlan, SchoolPlan } from '../scripts/demo-county/plan.ts';
import { problemOf, type Registry } from '../scripts/demo-county/registry.ts';
import { yuanan } from '../scripts/demo-county/yuanan.ts';
import type { Problem } from '../solver/problem.ts';
import { exchangeQuota } from '../solver/rules/exchange-quota.ts';
import { type Draw, draw } from '../test/support/draw.ts';

/** A county of the demo's kind with so many teachers, 200 or more: the same for the same seed. */
export function district(teachers: number, seed: number): Registry {
  const share = teachers / (yuanan.teachers.urban + yuanan.teachers.rural);
  const urban = Math.round(yuanan.teachers.urban * share);
  const plan: CountyPlan = {
    ...yuanan,
    county: { code: `BENCH-${teachers}`, name: `${teachers}` },
    teachers: { urban, rural: teachers - urban },
    cadres: {
      deputy: Math.round(yuanan.cadres.deputy * share),
      'mid-level': Math.round(yuanan.cadres['mid-level'] * share),
      reserve: Math.round(yuanan.cadres.reserve * share),
    },
    schools: schoolsOf(Math.max(LEAST_SCHOOLS, Math.round(yuanan.schools.length * share)), draw(seed)),
  };
  return countyOf(plan, seed);
}

/**
 * The same as a problem under the default standards and policy, but for the exchange quota: chance leaves these
 * counties fewer matching teachers than the demo was drawn to have, and a bench wants a plan.
 */
export function districtProblem(teachers: number, seed: number): Problem {
  const problem = problemOf(district(teachers, seed));
  const { rules } = problem.policy;
  const quota = { level: 'policy', ...rules[exchangeQuota.name], percent: REACHABLE_PERCENT } as const;
  return { ...problem, policy: { ...problem.policy, rules: { ...rules, [exchangeQuota.name]: quota } } };
}

const REACHABLE_PERCENT = 5;
const LEAST_SCHOOLS = 8;

/** The demo's schools over and over, of every kind from the first few on, strewn about the same country. */
function schoolsOf(count: number, chance: Draw): SchoolPlan[] {
  const models = mixed(yuanan.schools);
  const width = `${count}`.length;
  return Array.from({ length: count }, (_, index) => {
    const model = models[index % models.length];
    if (!model) throw new RangeError('The demo county has no school to go by.');
    const number = `${index + 1}`.padStart(width, '0');
    const at = [near(chance, model.at[0]), near(chance, model.at[1])] as const;
    return { ...model, code: `B${number}`, name: `第${number}学校`, at };
  });
}

/** Every fifth, then the ones beside them: town and country by turns. */
const mixed = (schools: readonly SchoolPlan[]): SchoolPlan[] =>
  [0, 3, 1, 4, 2].flatMap((first) => schools.filter((_, index) => index % 5 === first));

const near = (chance: Draw, degrees: number): number =>
  Math.round(degrees * 10_000 + chance.int(-600, 600)) / 10_000;
