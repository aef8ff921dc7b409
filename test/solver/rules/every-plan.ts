import { expect } from 'vitest';
import { audit } from '../../../solver/audit.ts';
import { type Case, caseOf } from '../../../solver/case.ts';
import type { MadeCircuit, PossibleCircuit } from '../../../solver/circuits.ts';
import type { Opening } from '../../../solver/opening.ts';
import { engines, type Plan } from '../../../solver/plan.ts';
import type { Posting } from '../../../solver/posting.ts';
import { cadreRoles, type Policy, type Problem, type ProblemInput } from '../../../solver/problem.ts';
import { solve } from '../../../solver/solve.ts';
import { verify } from '../../../solver/verify.ts';
import { county, only } from '../../support/small-county.ts';

/** The small county with these facts, under these rules and goals and no others. */
export const given = (
  facts: Partial<ProblemInput>,
  rules: Record<string, object>,
  goals: readonly (string | Policy['goals'][number])[] = ['gap'],
  combine: 'in-order' | 'weights' = 'in-order',
): Problem =>
  county({
    ...facts,
    policy: {
      version: 'small',
      rules: only(rules),
      goals: goals.map((goal) => (typeof goal === 'string' ? { name: goal } : goal)),
      combine,
    },
  });

/**
 * The plan of a tiny county, as both engines make it: the checker finds no fault in it, and of every plan there is
 * (each teacher at each post, or staying, with any days of any circuits) none that keeps the audit is better, goal by goal.
 */
export async function planned(problem: Problem): Promise<Plan> {
  const [plan, ...others] = await Promise.all(engines.map((engine) => solve(problem, { engine })));
  if (!plan) throw new Error('There is no engine.');
  for (const { status, goals, moves, circuits } of others) {
    expect({ status, goals, moves, circuits }).toEqual({
      status: plan.status,
      goals: plan.goals,
      moves: plan.moves,
      circuits: plan.circuits,
    });
  }
  for (const each of [plan, ...others]) expect(verify(problem, each).faults).toEqual([]);

  const found = caseOf(problem);
  const best = bestOf(found);
  expect(plan.status).toBe(best === null ? 'infeasible' : 'optimal');
  if (best) expect(plan.goals.slice(0, best.length).map(({ value }) => value)).toEqual(best);
  return plan;
}

/** Who goes where, returns included. */
export const went = ({ moves }: Pick<Plan, 'moves'>): string[] =>
  moves.map(({ teacher, to, form }) => `${teacher} → ${to}${form === 'return' ? ' (returns)' : ''}`);

/** The values of the goals in the best plan of all; null: every plan breaks a rule. */
function bestOf(found: Case): number[] | null {
  let best: number[] | null = null;
  const away = [...everyDay(found.circuits)];
  for (const postings of everyPlan(found, away.length)) {
    for (const circuits of away) {
      if (audit(found, postings, circuits).some(({ relaxed }) => relaxed === undefined)) continue;
      const values = found.goals.map((goal) => goal.value(found, postings, circuits));
      if (best === null || isBetter(found, values, best)) best = values;
    }
  }
  return best;
}

function isBetter({ goals }: Case, values: readonly number[], than: readonly number[]): boolean {
  for (const [place, { sense }] of goals.entries()) {
    const gained = (than[place] ?? 0) - (values[place] ?? 0);
    if (gained !== 0) return sense === 'minimise' ? gained > 0 : gained < 0;
  }
  return false;
}

const MOST_PLANS = 40_000;

/** Every circuit on every number of days, none included. */
function* everyDay([first, ...rest]: readonly PossibleCircuit[]): Generator<readonly MadeCircuit[]> {
  if (!first) {
    yield [];
    return;
  }
  for (const others of everyDay(rest)) {
    yield others;
    for (let days = 1; days <= first.most; days++) yield [{ ...first, days }, ...others];
  }
}

function* everyPlan(found: Case, times: number): Generator<readonly Posting[]> {
  const choices = found.teachers.map((teacher) =>
    postsFor(found, found.rotates(teacher) !== null)
      .filter(
        ({ section, role }) => section.id !== teacher.serving.section && role === found.rotates(teacher),
      )
      .map((opening) => found.posting(teacher, opening))
      .filter((posting) => !found.barred(posting.teacher) && !found.kept(posting)),
  );
  const plans = choices.reduce((product, { length }) => product * (length + 1), times);
  if (plans > MOST_PLANS) throw new Error(`${plans} plans are too many to try.`);
  yield* combined(choices);
}

function* combined([first, ...rest]: readonly (readonly Posting[])[]): Generator<readonly Posting[]> {
  if (!first) {
    yield [];
    return;
  }
  for (const others of combined(rest)) {
    yield others;
    for (const posting of first) yield [posting, ...others];
  }
}

/** Every post that is open or that somebody could leave. */
function postsFor(found: Case, asCadre: boolean): Opening[] {
  const { sections, curriculum } = found.problem;
  const all = sections.flatMap(({ id }) =>
    asCadre
      ? cadreRoles.map((role) => found.seat(id, role))
      : curriculum.subjects.map(({ code }) => found.opening(id, code)),
  );
  const left = new Set(
    found.teachers.flatMap((teacher) => all.slice(0, 1).map((any) => found.posting(teacher, any).leaves)),
  );
  return all.filter((opening) => opening.count > 0 || left.has(opening));
}
