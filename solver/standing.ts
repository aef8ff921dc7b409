import type { StandingGoal } from './goals/goal.ts';
import { goals } from './goals/index.ts';
import type { Policy, Problem } from './problem.ts';
import { goalsWithRecruits } from './recruits.ts';
import { rules } from './rules/index.ts';
import type { StandingRule } from './rules/rule.ts';

/** The rules that a policy puts in force, in the order findings explain best; throws on a name that is no rule's. */
export function standingRules({ rules: settings }: Policy): StandingRule[] {
  for (const name of Object.keys(settings)) {
    if (!rules.some((rule) => rule.name === name)) throw new Error(`There is no rule '${name}'.`);
  }
  return rules.map((rule) => rule.stand(settings[rule.name])).filter((rule) => rule !== null);
}

/** The goals that a policy names, in its order, and those about recruits where there are any; throws on a name that is no goal's. */
export function standingGoals(problem: Pick<Problem, 'policy' | 'recruits'>): StandingGoal[] {
  return goalsWithRecruits(problem).map((setting) => {
    const goal = goals.find(({ name }) => name === setting.name);
    if (!goal) throw new Error(`There is no goal '${setting.name}'.`);
    return goal.stand(setting);
  });
}
