import type * as z from 'zod';
import type { Case, Opening, Posting } from '../case.ts';
import { grouped } from '../grouped.ts';
import type { Model, Term } from '../model.ts';
import type { GoalValue, Words } from '../plan.ts';
import type { Policy } from '../problem.ts';

type GoalSetting = Policy['goals'][number];

/**
 * What a plan is to reach, as a whole number. Goals are solved in the policy's order, each fixed before the
 * next, so every coefficient is an integer: an earlier goal then never makes a later one falsely infeasible.
 *
 * A goal speaks twice: `cost` to the model, `at` and `value` to any finished plan.
 */
export interface Goal {
  readonly name: string;
  readonly title: Words;
  readonly sense: GoalValue['sense'];
  readonly unit: string;
  readonly source: string;
  /** The goal's own weights; strict, every one with a default. */
  readonly settings: z.ZodType;
  /** Throws a ZodError on weights that are none. */
  stand(setting: GoalSetting): StandingGoal;
}

/** A goal with the weights of one policy. */
export interface StandingGoal {
  readonly name: string;
  readonly title: Words;
  readonly sense: GoalValue['sense'];
  readonly unit: string;
  /** The goal as a linear form over the model's columns; may add columns of its own. */
  cost(county: Case, model: Model): Linear;
  /** What one opening adds to the goal, given who comes to it. */
  at(county: Case, opening: Opening, arrivals: readonly Posting[]): number;
  /** The goal's value, recounted from the problem and the postings alone. */
  value(county: Case, postings: readonly Posting[]): number;
}

export interface Linear {
  terms: readonly Term[];
  constant: number;
}

interface Definition<Settings> extends Pick<Goal, 'name' | 'title' | 'sense' | 'unit' | 'source'> {
  settings: z.ZodType<Settings>;
  cost(county: Case, settings: Settings, model: Model): Linear;
  at(county: Case, settings: Settings, opening: Opening, arrivals: readonly Posting[]): number;
}

export function defineGoal<Settings>(definition: Definition<Settings>): Goal {
  const { name, title, sense, unit, source } = definition;
  return {
    name,
    title,
    sense,
    unit,
    source,
    settings: definition.settings,
    stand({ name: _name, ...weights }) {
      const settings = definition.settings.parse(weights);
      const at = (county: Case, opening: Opening, arrivals: readonly Posting[]) =>
        definition.at(county, settings, opening, arrivals);
      return {
        name,
        title,
        sense,
        unit,
        cost: (county, model) => definition.cost(county, settings, model),
        at,
        value: (county, postings) => {
          const arrivals = grouped(postings, ({ opening }) => opening);
          let value = 0;
          for (const opening of county.openings) value += at(county, opening, arrivals.get(opening) ?? []);
          for (const [opening, beside] of arrivals) {
            if (opening.count === 0) value += at(county, opening, beside);
          }
          return value;
        },
      };
    },
  };
}

/** A goal that is the sum of one whole number for each posting. */
export const defineSum = <Settings>({
  each,
  ...definition
}: Omit<Definition<Settings>, 'cost' | 'at'> & {
  each(county: Case, settings: Settings, posting: Posting): number;
}): Goal =>
  defineGoal({
    ...definition,
    cost: (county, settings, model) => ({
      terms: model.candidates.map((candidate) => [candidate.column, each(county, settings, candidate)]),
      constant: 0,
    }),
    at: (county, settings, _opening, arrivals) =>
      arrivals.reduce((sum, posting) => sum + each(county, settings, posting), 0),
  });
