import type { StandingGoal } from './goal.ts';

/**
 * Weighted sum
 *
 * All goals of a policy at once, each by its weight, one to maximise counting below 0: for counties that weigh their
 * goals against one another instead of taking them in order.
 */
export const weightedSum = (goals: readonly StandingGoal[]): StandingGoal => {
  const parts = goals.map((goal) => ({
    goal,
    weight: goal.sense === 'minimise' ? goal.weight : -goal.weight,
  }));
  return {
    name: 'weighted-sum',
    title: { zh: '目标加权和', en: 'Weighted sum of the goals' },
    sense: 'minimise',
    unit: 'weighted units',
    weight: 1,
    cost(county, model) {
      const costs = parts.map(({ goal, weight }) => ({ weight, ...goal.cost(county, model) }));
      return {
        terms: costs.flatMap(({ weight, terms }) =>
          terms.map(([column, coefficient]) => [column, weight * coefficient] as const),
        ),
        constant: costs.reduce((sum, { weight, constant }) => sum + weight * constant, 0),
      };
    },
    value: (county, postings, circuits, placements) =>
      parts.reduce(
        (sum, { goal, weight }) => sum + weight * goal.value(county, postings, circuits, placements),
        0,
      ),
    change: (county, plan, added, dropped) =>
      parts.reduce((sum, { goal, weight }) => sum + weight * goal.change(county, plan, added, dropped), 0),
  };
};
