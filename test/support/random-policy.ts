import { goals } from '../../solver/goals/index.ts';
import { exemptionKinds, type ProblemInput, places } from '../../solver/problem.ts';
import { rules } from '../../solver/rules/index.ts';
import type { Draw } from './draw.ts';

type PolicyInput = ProblemInput['policy'];

/** Rules at their defaults, with other figures, or off; goals in any order, never none. */
export function randomPolicy(chance: Draw): PolicyInput {
  const usual = goals.map(({ name }) => name).filter((name) => !drawnApart.includes(name));
  const ordered = chance.chance(0.5) ? usual : chance.shuffled(usual);
  return {
    version: 'random',
    rules: Object.fromEntries(
      rules
        .filter(({ name }) => !drawnApart.includes(name) && chance.chance(0.7))
        .map(({ name, always }) => [name, { level: levelOf(chance, always), ...figures[name]?.(chance) }]),
    ),
    goals: ordered
      .slice(0, chance.int(1, ordered.length))
      .map((name) => ({ name, ...weights[name]?.(chance) })),
    openings: {
      rounding: chance.pick(['down', 'nearest', 'up']),
      threshold: chance.pick([0, 0.3, 0.5, 1]),
      requests: chance.pick(['raise', 'add']),
    },
  };
}

/** The same policy with circuit teaching, mostly: the rule with other figures, its goals anywhere among the others. */
export function withCircuits(policy: PolicyInput, chance: Draw): PolicyInput {
  const goals = [...policy.goals];
  for (const name of ['days-unserved', 'circuit-travel']) {
    if (chance.chance(0.8)) goals.splice(chance.int(0, goals.length), 0, { name });
  }
  const circuit = {
    level: levelOf(chance, false),
    week: chance.pick([5, 5, 5, 4, 6]),
    mostDays: chance.int(1, 3),
    mostSchools: chance.pick([1, 2, 2, 3, 3]),
    withinKm: chance.pick([15, 30, 60, 100]),
    leastGap: chance.pick([0, 0.1, 0.5]),
    places: chance.shuffled(places).slice(0, chance.int(1, places.length)),
    weak: chance.chance(0.5),
    nearest: chance.pick([1, 2, 8]),
  };
  return { ...policy, rules: { ...policy.rules, ...(chance.chance(0.9) && { circuit }) }, goals };
}

/** What circuit teaching adds; drawn apart, so that the rest of a county is the same with and without. */
const ofCircuits: readonly string[] = ['circuit', 'days-unserved', 'circuit-travel'];
/** What recruits add; likewise (recruits.ts). */
const ofRecruits: readonly string[] = ['recruit', 'recruits-placed', 'recruit-burden'];
/** Those, and what only enriched counties have. */
const drawnApart: readonly string[] = [...ofCircuits, ...ofRecruits, 'indicator-floor'];

const levelOf = (chance: Draw, always: boolean) =>
  always ? 'law' : chance.pick(['law', 'policy', 'off'] as const);

const figures: Readonly<Record<string, (chance: Draw) => object>> = {
  tenure: (chance) => ({ years: chance.pick([0, 1, 3, 6, 6]) }),
  age: (chance) => ({
    variant: chance.pick(['cap', 'to-retirement']),
    male: chance.pick([45, 50, 58]),
    female: chance.pick([45, 50, 55]),
    remaining: chance.int(0, 8),
  }),
  cadre: (chance) => ({ roles: chance.shuffled(['principal', 'deputy', 'mid-level']).slice(0, 2) }),
  exemption: (chance) => ({
    kinds: chance.shuffled(exemptionKinds).slice(0, chance.int(1, exemptionKinds.length)),
    countInBase: chance.chance(0.5),
  }),
  'cooling-off': (chance) => ({ years: chance.int(0, 4) }),
  certificate: (chance) => ({ ranks: chance.pick(['main', 'main-or-second']) }),
  'whole-post': (chance) => ({ leastFte: chance.pick([0.5, 0.7, 1]) }),
  direction: (chance) => ({
    allowed: chance.shuffled(['outward', 'level', 'inward', 'strong-to-weak']).slice(0, chance.int(2, 4)),
  }),
  travel: (chance) => ({
    withoutBed: chance.pick([0, 15, 30]),
    withBed: chance.pick([30, 60, 120]),
    unknown: chance.pick(['near', 'needs-bed', 'too-far']),
  }),
  'longest-stay': (chance) => ({ years: chance.pick([12, 30, 40]) }),
  'outflow-cap': (chance) => ({ percent: chance.pick([5, 15, 33.33, 50]), atLeast: chance.int(0, 3) }),
  'receiver-cap': (chance) => ({ percent: chance.pick([10, 30, 60, 100]), atLeast: chance.int(1, 5) }),
  'exchange-quota': (chance) => ({
    percent: chance.pick([0, 0, 5, 10, 12.5]),
    places: chance.chance(0.6) ? [...places] : chance.shuffled(places).slice(0, 3),
  }),
  'backbone-quota': (chance) => ({
    percent: chance.pick([0, 0, 20, 30]),
    of: chance.pick(['EXCHANGED', 'EXCHANGED', 'ELIGIBLE_BACKBONE', 'ELIGIBLE_ALL']),
    leastLevel: chance.pick(['school', 'county']),
  }),
};

const weights: Readonly<Record<string, (chance: Draw) => object>> = {
  gap: (chance) => ({ missing: chance.int(1, 9) }),
  burden: (chance) => ({
    distance: chance.int(0, 3),
    notWished: chance.int(0, 20),
    notVolunteer: chance.int(0, 20),
    ruralYear: chance.int(0, 5),
  }),
};
