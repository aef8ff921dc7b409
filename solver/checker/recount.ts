import type { PlannedCircuit } from '../plan.ts';
import { circuitName } from './circuits.ts';
import type { MoveMade } from './facts.ts';
import { type PlacementMade, pairOf, placingName } from './recruits.ts';
import { type Row, sumOf } from './sheet.ts';
import { postingName, type System } from './system.ts';

export type CircuitMade = Pick<PlannedCircuit, 'teacher' | 'to' | 'subject' | 'days'>;

/** Moves, circuits and placements as a point of the system, or the first of them that no plan may make. */
export type Point =
  | { readonly ok: true; readonly values: readonly number[] }
  | { readonly ok: false; readonly move: MoveMade | CircuitMade | PlacementMade; readonly rule: string };

/**
 * The moves made, returns apart, the days of circuits, the placements made, and every other column as it follows from them: totals counted, rules broken no
 * further than they are, the steps of goals taken in the order that serves best. Throws an Error on keys the problem
 * does not have.
 */
export function pointOf(
  system: System,
  moves: readonly MoveMade[],
  circuits: readonly CircuitMade[] = [],
  placements: readonly PlacementMade[] = [],
): Point {
  const { columns, candidates, facts } = system;
  const known = new Map(
    candidates.map(({ column, person, post }) => [nameOf(person.teacher.id, post), column]),
  );
  const values = columns.map(() => 0);
  for (const move of moves) {
    const posting = facts.postingOf(move);
    const column = known.get(nameOf(posting.person.teacher.id, posting.post));
    if (column === undefined) return { ok: false, move, rule: facts.forbids(posting) ?? 'openings' };
    if (values[column] === 1) return { ok: false, move, rule: 'one-posting' };
    values[column] = 1;
  }
  const served = new Map(
    system.circuits.map(({ column, person, post }) => [
      circuitName(person.teacher.id, post.section.id, post.code),
      column,
    ]),
  );
  for (const circuit of circuits) {
    const column = served.get(circuitName(circuit.teacher, circuit.to, circuit.subject));
    if (column === undefined || values[column] !== 0) return { ok: false, move: circuit, rule: 'circuit' };
    values[column] = circuit.days;
  }
  const placing = new Map(
    system.placements.map(({ column, recruit, post }) => [
      placingName(recruit.id, post.section.id, post.code),
      column,
    ]),
  );
  for (const placement of placements) {
    const column = placing.get(placingName(placement.recruit, placement.to, placement.subject));
    if (column === undefined) {
      const pair = pairOf(facts.recruiting, placement);
      return { ok: false, move: placement, rule: pair?.keeps ? 'recruit' : 'openings' };
    }
    if (values[column] !== 0) return { ok: false, move: placement, rule: 'recruit' };
    values[column] = 1;
  }
  for (const [place, { follows }] of columns.entries()) if (follows) values[place] = follows(values);
  return { ok: true, values };
}

const nameOf = (
  teacher: string,
  { section, code, role }: { section: { id: string }; code: string; role: string | null },
) => `${role === null ? 'post' : 'seat'} ${postingName(teacher, section.id, code)}`;

/** A row that a point does not keep. */
export interface BrokenRow extends Row {
  readonly name: string;
  /** What its terms come to. */
  readonly sum: number;
}

export function brokenRows({ rows }: System, values: readonly number[]): readonly BrokenRow[] {
  return [...rows].flatMap(([name, row]) => {
    const sum = sumOf(row.terms, values);
    return sum < row.lower || sum > row.upper ? [{ ...row, name, sum }] : [];
  });
}

/** What a goal comes to at a point, in its own sense; throws a RangeError where there is no such goal. */
export function goalValue({ goals }: System, index: number, values: readonly number[]): number {
  const goal = goals[index];
  if (!goal) throw new RangeError(`There is no goal ${index}.`);
  return formValue(goal, values);
}

/** What a linear form comes to; of a goal, or of a part of a weighted sum. */
export const formValue = (
  { terms, constant }: Pick<System['goals'][number], 'terms' | 'constant'>,
  values: readonly number[],
): number => constant + sumOf(terms, values);
