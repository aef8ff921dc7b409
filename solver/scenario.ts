import * as z from 'zod';
import { type Fault, pathText, shown } from './faults.ts';
import { backboneLevel, goalSetting, type Policy, type Problem, pin, type RuleSetting } from './problem.ts';
import { rules } from './rules/index.ts';

const key = z.string().min(1).max(120);
const count = z.int().min(0).max(1000);
const wanted = {
  level: backboneLevel.optional(),
  priority: z.int().min(1).max(5).optional(),
};

/**
 * What a scenario takes to be otherwise than its round does. What is left out is as in the round, also where the round
 * changes later. Rows are named by their keys in the problem.
 */
export const assumptions = z
  .strictObject({
    /** By rule, the figures that are other ones, its level, clause and decision among them; null: as if the policy did not name it. */
    rules: z
      .record(key, z.looseObject({ level: z.enum(['law', 'policy', 'off']).optional() }).nullable())
      .default({}),
    /** All goals in their order. */
    goals: z.array(goalSetting).min(1).optional(),
    /** Yuan a year; null: no limit. */
    budget: z.int().min(0).max(1_000_000_000).nullable().optional(),
    /** Requests of the round with another count, level or priority; 0 of them: as if it had not been approved. */
    requests: z.array(z.strictObject({ id: key, count: count.optional(), ...wanted })).default([]),
    /** Requests that the round has not, under numbers of their own. */
    moreRequests: z
      .array(z.strictObject({ id: key, section: key, subject: key, count: count.min(1), ...wanted }))
      .default([]),
    /** Teachers whose pins of the round do not count. */
    freed: z.array(key).default([]),
    pins: z.array(pin).default([]),
  })
  .superRefine(({ requests, moreRequests, freed }, context) => {
    const named = {
      requests: requests.map(({ id }) => id),
      moreRequests: moreRequests.map(({ id }) => id),
      freed,
    };
    for (const [list, keys] of Object.entries(named))
      for (const [at, key] of keys.entries())
        if (keys.indexOf(key) < at)
          context.addIssue({ code: 'custom', path: [list, at], message: `${key} is named twice` });
  });
export type Assumptions = z.infer<typeof assumptions>;

/** A set of assumptions and what the policy it makes is called. */
export interface Scenario {
  readonly name: string;
  readonly assumptions: Assumptions;
}

/** The round's problem under other assumptions; or what these name that the problem does not have. */
export function under(
  problem: Problem,
  scenario: Scenario,
):
  | { readonly ok: true; readonly problem: Problem }
  | { readonly ok: false; readonly faults: readonly Fault[] } {
  const { assumptions } = scenario;
  const faults = [...unknownRequests(problem, assumptions), ...unpinned(problem, assumptions)];
  if (faults.length > 0) return { ok: false, faults };
  const { budget = problem.budget ?? null } = assumptions;
  const { budget: _before, ...facts } = problem;
  return {
    ok: true,
    problem: {
      ...facts,
      policy: policyUnder(problem.policy, scenario),
      requests: requestsUnder(problem, assumptions),
      pins: [
        ...problem.pins.filter(({ teacher }) => !assumptions.freed.includes(teacher)),
        ...assumptions.pins,
      ],
      ...(budget !== null && { budget }),
    },
  };
}

/** The policy with the rules and goals that the scenario sets, under a version of its own; the same where it sets none. */
export function policyUnder(policy: Policy, { name, assumptions }: Scenario): Policy {
  const { rules: changes, goals = policy.goals } = assumptions;
  if (Object.keys(changes).length === 0 && assumptions.goals === undefined) return policy;
  const settings = { ...policy.rules };
  for (const [rule, change] of Object.entries(changes))
    if (change === null) delete settings[rule];
    else settings[rule] = { ...(settings[rule] ?? { level: levelOf(rule) }), ...stated(change) };
  return { ...policy, version: `${policy.version} · ${name}`, rules: settings, goals };
}

/** What the rule is where no policy names it; of a rule that there is not, the reading of the problem tells. */
const levelOf = (name: string): RuleSetting['level'] =>
  rules.find((rule) => rule.name === name)?.level ?? 'policy';

/** A change without what it leaves undefined. */
const stated = (change: object): Partial<RuleSetting> =>
  Object.fromEntries(Object.entries(change).filter(([, figure]) => figure !== undefined));

function requestsUnder({ requests }: Problem, { requests: changes, moreRequests }: Assumptions) {
  const changeOf = new Map(changes.map((change) => [change.id, change]));
  const kept = requests.map((request) => {
    const {
      count = request.count,
      level = request.level,
      priority = request.priority,
    } = changeOf.get(request.id) ?? {};
    return { ...request, count, level, priority };
  });
  const added = moreRequests.map(({ level = 'none', priority = 3, ...request }) => ({
    ...request,
    level,
    priority,
  }));
  return [...kept, ...added].filter((request) => request.count > 0);
}

function unknownRequests({ requests }: Problem, { requests: changes }: Assumptions): Fault[] {
  const known = new Set(requests.map(({ id }) => id));
  return changes.flatMap(({ id }, at) =>
    known.has(id)
      ? []
      : [
          {
            path: pathText(['assumptions', 'requests', at, 'id']),
            found: shown(id),
            expected: 'the number of an approved request of the round',
          },
        ],
  );
}

function unpinned({ pins }: Problem, { freed }: Assumptions): Fault[] {
  const pinned = new Set(pins.map(({ teacher }) => teacher));
  return freed.flatMap((teacher, at) =>
    pinned.has(teacher)
      ? []
      : [
          {
            path: pathText(['assumptions', 'freed', at]),
            found: shown(teacher),
            expected: 'the staff number of a teacher pinned in the round',
          },
        ],
  );
}
