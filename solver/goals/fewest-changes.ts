import * as z from 'zod';
import type { Case } from '../case.ts';
import type { Circuit, MadeCircuit } from '../circuits.ts';
import type { Model, Term } from '../model.ts';
import type { Posting } from '../posting.ts';
import { defineGoal, type Linear } from './goal.ts';

/**
 * Fewest changes
 *
 * How many moves differ from the plan this one starts from: those it does not make any more, and those it makes anew; and
 * how many circuits do: a teacher on other days at a post, from none on or to none, is one. 0 where there is no such plan;
 * one that sends nobody is a plan too.
 *
 * Source: a published plan is changed as little as new facts ask (design, goal 6).
 */
export const fewestChanges = defineGoal({
  name: 'fewest-changes',
  title: { zh: '与基准方案的差异', en: 'Changes from the base plan' },
  sense: 'minimise',
  unit: 'changes',
  source: 'A plan people know already is changed as little as can be',
  settings: z.strictObject({}),

  cost(county, _settings, model) {
    const circuits = circuitCost(county, model);
    const moves = model.candidates.flatMap((candidate): Term[] => {
      const each = eachMove(county, candidate);
      return each === 0 ? [] : [[candidate.column, each]];
    });
    return { terms: [...moves, ...circuits.terms], constant: movesBefore(county) + circuits.constant };
  },

  value(county, _settings, postings, circuits) {
    const moves = postings.reduce((sum, posting) => sum + eachMove(county, posting), movesBefore(county));
    return moves + circuitsChanged(county, circuits);
  },

  change: (county, _settings, _plan, added, dropped) =>
    (added ? eachMove(county, added) : 0) - (dropped ? eachMove(county, dropped) : 0),
});

const movesBefore = ({ problem: { base = [] } }: Case): number => base.length;

const eachMove = (county: Case, posting: Posting): number =>
  county.problem.base === undefined ? 0 : isBase(county, posting) ? -1 : 1;

const isBase = (county: Case, { teacher, opening }: Posting): boolean => {
  const move = county.baseMove(teacher.id);
  return (
    move?.section === opening.section.id && (move.subject === undefined || move.subject === opening.subject)
  );
};

/** Days by teacher and post in the plan before; null: circuits are free to change. */
const daysBefore = ({ problem: { baseCircuits } }: Case): ReadonlyMap<string, number> | null =>
  baseCircuits
    ? new Map(
        baseCircuits.map((before) => [keyOf(before.teacher, before.section, before.subject), before.days]),
      )
    : null;

/** A column a circuit that is 1 where its days are others; those that cannot be made on as many days change for certain. */
function circuitCost(county: Case, model: Model): Linear {
  const before = daysBefore(county);
  if (!before) return { terms: [], constant: 0 };
  const terms: Term[] = [];
  let kept = 0;
  for (const circuit of model.circuits) {
    const { column, most } = circuit;
    const key = keyIn(circuit);
    const days = before.get(key) ?? 0;
    if (days > most) continue;
    if (days > 0) kept += 1;
    const name = `changed:${key}`;
    const changed = model.column(name, 0, 1);
    const more: Term[] = [
      [column, 1],
      [changed, days - most],
    ];
    const less: Term[] = [
      [column, 1],
      [changed, days],
    ];
    model.atMost(null, name, more, days);
    model.atLeast(null, `${name}:less`, less, days);
    terms.push([changed, 1]);
  }
  return { terms, constant: before.size - kept };
}

function circuitsChanged(county: Case, circuits: readonly MadeCircuit[]): number {
  const before = daysBefore(county);
  if (!before) return 0;
  const now = new Map(circuits.map((circuit) => [keyIn(circuit), circuit.days]));
  return [...new Set([...before.keys(), ...now.keys()])].filter(
    (key) => (before.get(key) ?? 0) !== (now.get(key) ?? 0),
  ).length;
}

const keyIn = ({ teacher, opening }: Circuit): string => keyOf(teacher.id, opening.section.id, opening.post);

const keyOf = (teacher: string, section: string, post: string): string =>
  JSON.stringify([teacher, section, post]);
