import type { Case } from '../case.ts';
import type { MadeCircuit } from '../circuits.ts';
import type { Words } from '../plan.ts';
import type { Posting } from '../posting.ts';
import type { Placement } from '../recruits.ts';
import type { Measure, StandingRule } from '../rules/rule.ts';
import { changed, type StandingGoal } from './goal.ts';

/**
 * Shortfall
 *
 * How far a plan breaks the rules that a named decision lets it break. People come first: a case, which is a teacher too
 * few, a bed too many, one posting that a rule about a person or a place would forbid, is never weighed against
 * thousandths of a full-time post, nor these against yuan. So there is one goal for each of them that some relaxed rule
 * is counted in, in that order, and they stand before every goal of the policy.
 *
 * Source: shortfall on relaxed policy rules comes first (design, goal 1).
 */
export const shortfallsOf = (relaxed: readonly StandingRule[]): StandingGoal[] =>
  shortfalls
    .filter(({ measure }) => relaxed.some((rule) => rule.measure === measure))
    .map(({ goal }) => goal);

/** What each measure's goal is called; in the order they are solved. */
const shortfalls = [
  shortfall('cases', 'shortfall', 'cases', { zh: '放宽规则的例外数', en: 'Exceptions to relaxed rules' }),
  shortfall('fte', 'shortfall-fte', 'thousandths of a full-time post', {
    zh: '放宽规则的师资缺额',
    en: 'Staff short by relaxed rules',
  }),
  shortfall('yuan', 'shortfall-yuan', 'yuan a year', {
    zh: '放宽规则的超支额',
    en: 'Money over by relaxed rules',
  }),
] as const;

function shortfall(measure: Measure, name: string, unit: string, title: Words) {
  const short = (
    county: Case,
    postings: readonly Posting[],
    circuits: readonly MadeCircuit[],
    placements: readonly Placement[],
  ): number =>
    county.rules
      .filter((rule) => rule.relaxed !== null && rule.measure === measure)
      .reduce((sum, rule) => sum + rule.shortfall(county, postings, circuits, placements), 0);
  const goal: StandingGoal = {
    name,
    title,
    sense: 'minimise',
    unit,
    weight: 0,
    cost: (_county, model) => ({ terms: model.shortfall(measure), constant: 0 }),
    value: (county, postings, circuits = [], placements = []) =>
      short(county, postings, circuits, placements),
    change: (county, plan, added, dropped) =>
      short(county, changed(plan, added, dropped).postings, plan.circuits, plan.placements) -
      short(county, plan.postings, plan.circuits, plan.placements),
  };
  return { measure, goal };
}
