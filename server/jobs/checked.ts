import type { ScenarioDifferences } from '../../schema/context.ts';
import { canonical, problemHash } from '../../solver/canonical.ts';
import { differencesBetween } from '../../solver/differences.ts';
import type { Problem } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { nearest } from '../../solver/replan.ts';
import { type Scenario, under } from '../../solver/scenario.ts';
import type { Checked } from './reckoner.ts';

/** The problem of a text, under a scenario's assumptions where one is given; `near`: staying close to its base plan comes first. */
export function check(text: string, scenario?: Scenario, near = false): Checked {
  const read = problemOf(text, scenario);
  if (!read.ok) return read;
  const problem = near ? nearest(read.problem) : read.problem;
  return { ok: true, hash: problemHash(problem), text: JSON.stringify(canonical(problem)) };
}

/** Throws where the text itself is no problem: whoever asks has seen that it is. */
export function differencesOf(text: string, scenarios: readonly Scenario[]): ScenarioDifferences[] {
  const round = problemOf(text);
  if (!round.ok) throw new Error(`There is no problem to compare with: ${JSON.stringify(round.faults[0])}`);
  return scenarios.map((scenario): ScenarioDifferences => {
    const other = changed(round.problem, scenario);
    return other.ok
      ? { differences: differencesBetween(round.problem, other.problem), faults: [] }
      : { differences: [], faults: other.faults };
  });
}

type Read = { readonly ok: true; readonly problem: Problem } | Extract<Checked, { ok: false }>;

function problemOf(text: string, scenario?: Scenario): Read {
  const read = readProblem(JSON.parse(text));
  return read.ok && scenario ? changed(read.problem, scenario) : read;
}

function changed(problem: Problem, scenario: Scenario): Read {
  const found = under(problem, scenario);
  return found.ok ? readProblem(found.problem) : { ...found, count: found.faults.length };
}
