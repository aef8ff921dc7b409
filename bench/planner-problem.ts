import { problemOf } from '../scripts/demo-county/registry.ts';
import { problem as format, type Problem, type ProblemInput } from '../solver/problem.ts';
import { type Draw, draw } from '../test/support/draw.ts';
import { district } from './district.ts';

/** A county to plan for; the seed is the first from 1 on whose county has a plan under the bench's policy. */
export interface Size {
  readonly teachers: number;
  readonly schools: number;
  readonly seed: number;
}

/**
 * What the county's policy asks.
 *
 * - `by-order`: every rule and goal that the default policy has on, and the graduating grade's quota.
 * - `rotation`: principals and deputies rotate too, seat for seat, by a quota.
 * - `reverse`: posts that are left are filled again and subjects are swapped, so that people come in while others go out.
 * - `coverage`: the goal of unfilled posts alone, under the quotas, caps, beds and the usual budget.
 * - `scarce`: the same, with half the budget.
 */
export type Kind = 'by-order' | 'rotation' | 'reverse' | 'coverage' | 'scarce';

/**
 * A district with what the registry does not draw: hold-backs, a budget, points, pins, a graduating grade and a plan to
 * keep to, so that no rule or goal is idle for want of facts.
 */
export function plannerProblem({ teachers, schools, seed }: Size, kind: Kind): Problem {
  const problem = problemOf(district(teachers, seed, schools));
  const chance = draw(seed + 1);
  return format.parse({
    ...problem,
    teachers: problem.teachers.map((teacher) => ({
      ...teacher,
      ...(chance.chance(0.15) && { graduatingGrade: true }),
    })),
    holdBacks: holdBacksOf(problem, chance),
    budget: (kind === 'scarce' ? YUAN_A_TEACHER / 2 : YUAN_A_TEACHER) * teachers,
    points: pointsOf(problem, chance),
    pins: pinsOf(problem, chance),
    base: baseOf(problem),
    policy: policyOf(problem, kind),
  });
}

/** By the county's teachers: about what all the moves of a plan cost in allowances. */
const YUAN_A_TEACHER = 60;

/** One teacher of three sections in ten. */
function holdBacksOf({ sections, teachers }: Problem, chance: Draw): ProblemInput['holdBacks'] {
  const held = new Set(sections.filter(() => chance.chance(0.3)).map(({ id }) => id));
  return teachers.flatMap(({ id, serving, cadre }) => {
    if (cadre || !held.delete(serving.section)) return [];
    return [{ teacher: id }];
  });
}

/** For whoever wishes for a school, a score at each of its sections. */
function pointsOf({ wishes, sections }: Problem, chance: Draw): ProblemInput['points'] {
  return wishes.flatMap(({ teacher, schools }) =>
    sections
      .filter(({ school }) => schools.includes(school))
      .map(({ id }) => ({ teacher, section: id, points: chance.int(0, 100) })),
  );
}

/** One in five hundred stays, one in five hundred goes anywhere but to the first wish. */
function pinsOf({ wishes, sections }: Problem, chance: Draw): ProblemInput['pins'] {
  return wishes.flatMap(({ teacher, schools: [first] }): NonNullable<ProblemInput['pins']> => {
    if (chance.chance(0.02)) return [{ kind: 'stay', teacher }];
    const section = sections.find(({ school }) => school === first);
    return section && chance.chance(0.02) ? [{ kind: 'forbid', teacher, section: section.id }] : [];
  });
}

/** Last time's plan sent every tenth of those who wish to where they wished. */
function baseOf({ wishes, sections }: Problem): ProblemInput['base'] {
  return wishes.flatMap(({ teacher, schools: [first] }, index) => {
    const section = sections.find(({ school }) => school === first);
    return section && index % 10 === 0 ? [{ teacher, section: section.id }] : [];
  });
}

/** Quotas that these counties can meet: chance leaves them fewer matching teachers than the demo was drawn to have. */
const reachable: Rules = {
  'exchange-quota': { percent: 5 },
  'graduating-quota': { level: 'policy', percent: 5 },
};

const covering: Rules = {
  'exchange-quota': { percent: 5 },
  'sender-floor': { level: 'off' },
  'sole-teacher': { level: 'off' },
  couples: { level: 'off' },
};

const changes: Readonly<Record<Kind, Rules>> = {
  'by-order': reachable,
  rotation: { ...reachable, cadre: { rotation: true }, 'cadre-quota': { level: 'policy' } },
  reverse: { ...reachable, openings: { backfill: true }, swap: { level: 'policy' } },
  coverage: covering,
  scarce: covering,
};

type Rules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

function policyOf({ policy }: Problem, kind: Kind): ProblemInput['policy'] {
  const changed = Object.entries(changes[kind]).map(([name, change]) => [
    name,
    { level: 'law' as const, ...policy.rules[name], ...change },
  ]);
  return {
    ...policy,
    rules: { ...policy.rules, ...Object.fromEntries(changed) },
    goals: changes[kind] === covering ? policy.goals.filter(({ name }) => name === 'gap') : policy.goals,
  };
}
