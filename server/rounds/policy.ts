import type { StandingPolicy } from '../../schema/context.ts';
import { goals } from '../../solver/goals/index.ts';
import { policy as format } from '../../solver/problem.ts';
import { rules } from '../../solver/rules/index.ts';

/** A policy with everything its body leaves out at the defaults. Throws a ZodError on a body that is no policy. */
export function standingPolicy(body: unknown): StandingPolicy {
  const given = format.parse(body);
  return {
    rules: rules.map((rule) => {
      const setting = given.rules[rule.name];
      return {
        name: rule.name,
        title: rule.title,
        level: rule.always ? 'law' : (setting?.level ?? rule.level),
        clause: setting?.clause ?? rule.clause,
        figures: { ...Object(rule.read(setting)) },
        text: null,
      };
    }),
    goals: given.goals.flatMap(({ name, ...weights }) => {
      const goal = goals.find((known) => known.name === name);
      return goal === undefined
        ? []
        : [{ name, title: goal.title, figures: { ...Object(goal.settings.parse(weights)) } }];
    }),
  };
}
