import type { Case } from '../case.ts';
import type { MadeCircuit } from '../circuits.ts';
import type { Posting } from '../posting.ts';
import { changed, type StandingGoal } from './goal.ts';

/**
 * Shortfall
 *
 * How far a plan breaks the rules that a named decision lets it break, each in its own whole unit: a teacher, a bed, a
 * thousandth of a full-time post, one posting that a rule about a person or a place would forbid. Stands before every
 * goal of the policy as soon as one rule is relaxed.
 *
 * Source: shortfall on relaxed policy rules comes first (design, goal 1).
 */
export const shortfall: StandingGoal = {
  name: 'shortfall',
  title: { zh: '放宽规则的突破量', en: 'Shortfall on relaxed rules' },
  sense: 'minimise',
  unit: 'units of each rule',
  weight: 0,
  cost: (_county, model) => ({ terms: model.shortfall, constant: 0 }),
  value: (county, postings, circuits = []) => shortfallOf(county, postings, circuits),
  change: (county, plan, added, dropped) =>
    shortfallOf(county, changed(plan, added, dropped).postings, plan.circuits) -
    shortfallOf(county, plan.postings, plan.circuits),
};

const shortfallOf = (county: Case, postings: readonly Posting[], circuits: readonly MadeCircuit[]): number =>
  county.rules
    .filter(({ relaxed }) => relaxed !== null)
    .reduce((sum, rule) => sum + rule.shortfall(county, postings, circuits), 0);
