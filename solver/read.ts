import type * as z from 'zod';
import { type Fault, faultsOf, oneOf, type Path, pathText, shown } from './faults.ts';
import { goals } from './goals/index.ts';
import { legible } from './legible.ts';
import { type Plan, plan } from './plan.ts';
import { problem as format, type Policy, type Problem, policy as policyFormat } from './problem.ts';
import { referenceFaults } from './references.ts';
import { rules } from './rules/index.ts';

export type Reading<T extends object> =
  | ({ ok: true } & T)
  /** The first faults, and how many there are. */
  | { ok: false; faults: readonly Fault[]; count: number };

/**
 * A problem out of parsed JSON, or everything that is wrong with it at once: its shape, the rules' and goals'
 * own figures, and whatever rows say of one another. An unreadable field hides nothing in the readable ones.
 */
export function readProblem(json: unknown): Reading<{ problem: Problem }> {
  const parsed = format.safeParse(json);
  const readable = parsed.success ? parsed.data : legible(format, json, parsed.error);
  const faults = [
    ...(parsed.success ? [] : faultsOf(parsed.error, json)),
    ...policyFaults(json),
    ...(readable ? referenceFaults(readable) : []),
  ];
  return parsed.success && faults.length === 0 ? { ok: true, problem: parsed.data } : refused(faults);
}

/** A plan out of parsed JSON, or everything that is wrong with its shape; `verify` judges what it says. */
export function readPlan(json: unknown): Reading<{ plan: Plan }> {
  const parsed = plan.safeParse(json);
  return parsed.success ? { ok: true, plan: parsed.data } : refused(faultsOf(parsed.error, json));
}

/** A policy out of parsed JSON, or everything that is wrong with it; whether it fits a county, its problems tell. */
export function readPolicy(json: unknown): Reading<{ policy: Policy }> {
  const parsed = policyFormat.safeParse(json);
  const faults = [
    ...(parsed.success ? [] : faultsOf(parsed.error, json, ['policy'])),
    ...policyFaults({ policy: json }),
  ];
  return parsed.success && faults.length === 0 ? { ok: true, policy: parsed.data } : refused(faults);
}

const MOST_FAULTS = 1000;

const refused = (faults: readonly Fault[]) => ({
  ok: false as const,
  faults: faults.slice(0, MOST_FAULTS),
  count: faults.length,
});

/** Unknown rules and goals, and figures that their own settings refuse. */
function policyFaults(json: unknown): Fault[] {
  const policy = part(json, 'policy');
  const named = Object.entries(part(policy, 'rules') ?? {});
  const listed = listOf(policy, 'goals').map((goal, index) => ({ goal, at: ['policy', 'goals', index] }));
  return [
    ...named.flatMap(([name, setting]) => ruleFaults(['policy', 'rules', name], name, setting)),
    ...listed.flatMap(({ goal, at }) => goalFaults(at, goal)),
    ...listed.flatMap(({ goal, at }, index) => {
      const first = listed.findIndex((other) => nameOf(other.goal) === nameOf(goal));
      const expected = `a goal not listed before: the first is at ${pathText(['policy', 'goals', first])}`;
      return first < index ? [{ path: pathText([...at, 'name']), found: shown(nameOf(goal)), expected }] : [];
    }),
  ];
}

function ruleFaults(at: Path, name: string, setting: unknown): Fault[] {
  const rule = rules.find((known) => known.name === name);
  if (!rule)
    return [{ path: pathText(at), found: shown(name), expected: oneOf(rules.map((known) => known.name)) }];
  const { level, clause: _clause, relaxed, ...figures } = { ...part(setting) };
  const faults = settingFaults(at, rule.settings, figures);
  if (relaxed !== undefined && (!rule.relaxable || level === 'law')) {
    const expected = rule.relaxable
      ? 'a rule of level policy to relax'
      : 'no decision: this rule cannot be relaxed';
    faults.push({ path: pathText([...at, 'relaxed']), found: shown(relaxed), expected });
  }
  if (!rule.always || level === 'law') return faults;
  return [...faults, { path: pathText([...at, 'level']), found: shown(level), expected: oneOf(['law']) }];
}

function goalFaults(at: Path, setting: unknown): Fault[] {
  const { name, weight: _weight, ...weights } = { ...part(setting) };
  if (typeof name !== 'string') return [];
  const goal = goals.find((known) => known.name === name);
  if (goal) return settingFaults(at, goal.settings, weights);
  return [
    {
      path: pathText([...at, 'name']),
      found: shown(name),
      expected: oneOf(goals.map((known) => known.name)),
    },
  ];
}

function settingFaults(at: Path, settings: z.ZodType, figures: unknown): Fault[] {
  const parsed = settings.safeParse(figures);
  return parsed.success ? [] : faultsOf(parsed.error, figures, at);
}

const nameOf = (goal: unknown): unknown => part(goal)?.['name'];

/** The object at `name`, or the value itself without a name; undefined where there is none. */
function part(value: unknown, name?: string): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.fromEntries(Object.entries(value));
  return name === undefined ? entries : part(entries[name]);
}

function listOf(holder: unknown, name: string): readonly unknown[] {
  const found = part(holder)?.[name];
  return Array.isArray(found) ? found : [];
}
