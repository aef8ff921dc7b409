import type * as z from 'zod';
import type { Case } from '../case.ts';
import type { MadeCircuit } from '../circuits.ts';
import { grouped } from '../grouped.ts';
import type { Model, Term } from '../model.ts';
import type { Opening } from '../opening.ts';
import type { GoalValue, Words } from '../plan.ts';
import type { Posting } from '../posting.ts';
import type { Policy } from '../problem.ts';
import type { Placement } from '../recruits.ts';
import { type Flow, flowOf } from '../staffing.ts';

type GoalSetting = Policy['goals'][number];

/**
 * What a plan is to reach, as a whole number. Goals are solved in the policy's order, each fixed before the
 * next, so every coefficient is an integer: an earlier goal then never makes a later one falsely infeasible.
 *
 * A goal speaks twice: `cost` to the model, `value` and `change` to any finished plan.
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
  /** What one unit counts where the policy adds the goals up. */
  readonly weight: number;
  /** The goal as a linear form over the model's columns; may add columns of its own. */
  cost(county: Case, model: Model): Linear;
  /** The goal's value, recounted from the problem and the plan's postings, circuits and placements alone. */
  value(
    county: Case,
    postings: readonly Posting[],
    circuits?: readonly MadeCircuit[],
    placements?: readonly Placement[],
  ): number;
  /** By how much the value grows when one posting is added to a plan and another taken out of it. */
  change(county: Case, plan: Flow, added: Posting | null, dropped: Posting | null): number;
}

export interface Linear {
  terms: readonly Term[];
  constant: number;
}

interface Definition<Settings> extends Pick<Goal, 'name' | 'title' | 'sense' | 'unit' | 'source'> {
  settings: z.ZodType<Settings>;
  cost(county: Case, settings: Settings, model: Model): Linear;
  value(
    county: Case,
    settings: Settings,
    postings: readonly Posting[],
    circuits: readonly MadeCircuit[],
    placements: readonly Placement[],
  ): number;
  change(
    county: Case,
    settings: Settings,
    plan: Flow,
    added: Posting | null,
    dropped: Posting | null,
  ): number;
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
    stand({ name: _name, weight = 0, ...weights }) {
      const settings = definition.settings.parse(weights);
      return {
        name,
        title,
        sense,
        unit,
        weight,
        cost: (county, model) => definition.cost(county, settings, model),
        value: (county, postings, circuits = [], placements = []) =>
          definition.value(county, settings, postings, circuits, placements),
        change: (county, plan, added, dropped) => definition.change(county, settings, plan, added, dropped),
      };
    },
  };
}

/** A goal that is the sum of one whole number for each posting, and of one for all. */
export const defineSum = <Settings>({
  each,
  constant = () => 0,
  ...definition
}: Omit<Definition<Settings>, 'cost' | 'value' | 'change'> & {
  each(county: Case, settings: Settings, posting: Posting): number;
  constant?(county: Case, settings: Settings): number;
}): Goal =>
  defineGoal({
    ...definition,
    cost: (county, settings, model) => ({
      terms: model.candidates.flatMap((candidate): Term[] => {
        const coefficient = each(county, settings, candidate);
        return coefficient === 0 ? [] : [[candidate.column, coefficient]];
      }),
      constant: constant(county, settings),
    }),
    value: (county, settings, postings) =>
      postings.reduce((sum, posting) => sum + each(county, settings, posting), constant(county, settings)),
    change: (county, settings, _plan, added, dropped) =>
      (added ? each(county, settings, added) : 0) - (dropped ? each(county, settings, dropped) : 0),
  });

/**
 * A goal that is the sum of what every opening adds, given who comes to it, who leaves it, and on how many days circuits
 * serve it. One without posts to fill counts where it wants such days.
 */
export const defineByOpening = <Settings>({
  at,
  ...definition
}: Omit<Definition<Settings>, 'value' | 'change'> & {
  at(county: Case, settings: Settings, opening: Opening, plan: Flow): number;
}): Goal =>
  defineGoal({
    ...definition,
    value(county, settings, postings, circuits, placements) {
      const plan = flowOf(postings, circuits, placements);
      return county.lacking.reduce((sum, opening) => sum + at(county, settings, opening, plan), 0);
    },
    change(county, settings, plan, added, dropped) {
      const touched = [added?.opening, added?.leaves, dropped?.opening, dropped?.leaves];
      const lacks = (opening: Opening) => opening.count > 0 || county.daysWanted(opening) > 0;
      const openings = new Set(touched.flatMap((opening) => (opening && lacks(opening) ? [opening] : [])));
      if (openings.size === 0) return 0;
      const then = changed(plan, added, dropped);
      let sum = 0;
      for (const opening of openings) {
        sum += at(county, settings, opening, then) - at(county, settings, opening, plan);
      }
      return sum;
    },
  });

/** The plan with one posting more and another less. */
export function changed(plan: Flow, added: Posting | null, dropped: Posting | null): Flow {
  const coming = grouped(added ? [added] : [], ({ opening }) => opening);
  const going = grouped(added ? [added] : [], ({ leaves }) => leaves);
  const without = (list: readonly Posting[]) => (dropped ? list.filter((one) => one !== dropped) : list);
  return {
    postings: [...without(plan.postings), ...(added ? [added] : [])],
    circuits: plan.circuits,
    placements: plan.placements,
    days: plan.days,
    placed: plan.placed,
    arrivals: (opening) => [...without(plan.arrivals(opening)), ...(coming.get(opening) ?? [])],
    departures: (opening) => [...without(plan.departures(opening)), ...(going.get(opening) ?? [])],
  };
}
