import type { Problem } from '../problem.ts';
import { circuitName } from './circuits.ts';
import { type Facts, factsOf } from './facts.ts';
import { type Goal, goalsOf } from './goal-forms.ts';
import { placingName } from './recruits.ts';
import { type Candidate, type CircuitColumn, type PlacingColumn, writeRules } from './rule-rows.ts';
import { type Column, type Draft, type Row, Sheet } from './sheet.ts';

/**
 * What a problem asks of a plan as whole linear rows, derived a second time: from the problem alone, by none of the
 * code of rules, goals and model. A fault in one of them, which could hide in its own recount, shows as a difference.
 */
export interface System {
  readonly facts: Facts;
  /** The postings first, each at its `column`; then the circuits, each counting days; then the placements; then totals, slack and the steps of goals. */
  readonly columns: readonly Column[];
  readonly candidates: readonly Candidate[];
  readonly circuits: readonly CircuitColumn[];
  readonly placements: readonly PlacingColumn[];
  /** By the names the model uses. */
  readonly rows: ReadonlyMap<string, Row>;
  /** The rows of relaxed rules, as they were asked. */
  readonly waivable: readonly Draft[];
  /** In the order they are solved. */
  readonly goals: readonly Goal[];
  /** Names that the model gives more than once; here the second is told apart by `#2`. */
  readonly clashes: ReadonlySet<string>;
  /** The columns' bounds, as tight as the rows make them; a lower bound above its upper one: there is no plan. */
  readonly tightened: Bounds;
}

export interface Bounds {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

export function systemOf(problem: Problem): System {
  const facts = factsOf(problem);
  const sheet = new Sheet((rule) => facts.rules.relaxed(rule));
  const candidates = facts.candidates.map((posting): Candidate => {
    const { person, post } = posting;
    return {
      ...posting,
      column: sheet.column(postingName(person.teacher.id, post.section.id, post.code), 0, 1, null),
    };
  });
  const circuits = facts.circuits.possible.map((circuit): CircuitColumn => {
    const { person, post, most } = circuit;
    const name = circuitName(person.teacher.id, post.section.id, post.code);
    return { ...circuit, column: sheet.column(name, 0, most, null) };
  });
  const placements = facts.recruiting.possible.map((placing): PlacingColumn => {
    const { recruit, post } = placing;
    return {
      ...placing,
      column: sheet.column(placingName(recruit.id, post.section.id, post.code), 0, 1, null),
    };
  });
  writeRules(facts, candidates, circuits, placements, sheet);
  const goals = goalsOf(facts, candidates, circuits, placements, sheet);
  const { columns, rows, waivable, clashes } = sheet;
  return {
    facts,
    columns,
    candidates,
    circuits,
    placements,
    rows,
    waivable,
    goals,
    clashes,
    tightened: tightened(columns, [...rows.values()]),
  };
}

/** The name of a posting's column: who goes where, for what. */
export const postingName = (teacher: string, section: string, code: string): string =>
  `go:${JSON.stringify([teacher, section, code])}`;

const MOST_PASSES = 20;

/** Holds each column to what every row leaves it beside the least of the others, again until nothing changes. */
function tightened(columns: readonly Column[], rows: readonly Row[]): Bounds {
  const lower = columns.map((column) => column.lower);
  const upper = columns.map((column) => column.upper);
  let changed = true;
  const within = ({ terms }: Row, sign: 1 | -1, limit: number) => {
    if (!Number.isFinite(limit)) return;
    let room = limit;
    for (const [column, each] of terms) {
      room -= sign * each * ((sign * each > 0 ? lower[column] : upper[column]) ?? 0);
    }
    for (const [column, each] of terms) {
      const [least = 0, most = 0] = [lower[column], upper[column]];
      const steps = Math.floor(room / Math.abs(each));
      if (steps >= most - least) continue;
      if (sign * each > 0) upper[column] = least + steps;
      else lower[column] = most - steps;
      changed = true;
    }
  };
  for (let pass = 0; changed && pass < MOST_PASSES; pass++) {
    changed = false;
    for (const row of rows) {
      within(row, 1, row.upper);
      within(row, -1, -row.lower);
    }
  }
  return { lower, upper };
}
