import type { Backend, Control } from './backends/backend.ts';
import { minimise } from './backends/minimise.ts';
import { type Case, caseOf } from './case.ts';
import { circuitsAt } from './circuits.ts';
import { costsOf, modelOf, tightened } from './model.ts';
import type { Diagnosis, Relaxation, Words } from './plan.ts';
import type { Problem, RuleSetting } from './problem.ts';
import { beds } from './rules/beds.ts';
import { budget } from './rules/budget.ts';
import { establishment } from './rules/establishment.ts';
import { rules } from './rules/index.ts';
import type { StandingRule } from './rules/rule.ts';

/**
 * Why no plan exists: rules that cannot all hold together, and what would be the least to give up.
 *
 * Leave out any one of the clashing rules and its others can hold: found by leaving out ever smaller groups, laws
 * before policies, so that as few laws as can be are in it; that each member is needed, and that the set has no plan,
 * are both solved, not inferred. No rule of the set clashes alone; in a small county no two rules do either, where the
 * set is larger. Policy rules come first in the answer, for they are the ones an officer may relax.
 *
 * Each relaxation is a plan that was found: the rules named are broken as little as can be, and no other is.
 *
 * Null when stopped before the set was certain.
 */
export function diagnose(problem: Problem, backend: Backend, control: Control): Diagnosis | null {
  const county = caseOf(problem);
  const clash = clashOf(problem, county, backend, control);
  if (!clash) return null;
  const found = relaxationsOf(problem, county, clash, backend, control);
  return {
    clash: clash.map((rule) => ({
      rule: rule.name,
      level: rule.level,
      clause: rule.clause,
      text: rule.states(county),
    })),
    relaxations: found,
  };
}

/** The clashing rules, those of the policy first; null: stopped. */
function clashOf(
  problem: Problem,
  county: Case,
  backend: Backend,
  control: Control,
): readonly StandingRule[] | null {
  const others = county.rules.filter(({ always }) => !always);
  const exists = (waived: ReadonlySet<string>) => planExists(problem, waived, backend, control);
  const all = new Set(others.map(({ name }) => name));
  const without = (kept: readonly StandingRule[]) => {
    const waived = new Set(all);
    for (const { name } of kept) waived.delete(name);
    return waived;
  };
  const bySize = (set: readonly StandingRule[]) => [
    ...set.filter(({ level }) => level === 'policy'),
    ...set.filter(({ level }) => level === 'law'),
  ];

  const irreducible = reduced(others, exists);
  if (!irreducible || irreducible.length < 2) return irreducible && bySize(irreducible);
  // Nobody need move but for a rule that moving nobody breaks: every clash has one of those in it.
  const demands = others.filter((rule) => rule.shortfall(county, []) > 0);
  for (const rule of demands) {
    const alone = exists(without([rule]));
    if (alone === null) return null;
    if (!alone) return [rule];
  }
  if (irreducible.length === 2 || county.teachers.length > SMALL) return bySize(irreducible);
  for (const rule of demands) {
    for (const other of others) {
      const both = rule === other || exists(without([rule, other]));
      if (both === null) return null;
      if (!both) return bySize([rule, other]);
    }
  }
  return bySize(irreducible);
}

/** Teachers up to whom every two rules are tried. */
const SMALL = 30;

/** A clash none of whose rules can be spared, as few laws in it as can be; null: stopped. */
function reduced(
  rules: readonly StandingRule[],
  exists: (waived: ReadonlySet<string>) => boolean | null,
): readonly StandingRule[] | null {
  const waived = new Set<string>();

  /** Those of a group that the clash cannot do without; the others are waived. Null: not known. */
  const needed = (group: readonly StandingRule[]): StandingRule[] | null => {
    if (group.length === 0) return [];
    const without = new Set([...waived, ...group.map(({ name }) => name)]);
    const found = exists(without);
    if (found === null) return null;
    if (!found) {
      for (const { name } of group) waived.add(name);
      return [];
    }
    if (group.length === 1) return [...group];
    const half = Math.ceil(group.length / 2);
    const first = needed(group.slice(0, half));
    const second = first && needed(group.slice(half));
    return first && second && [...first, ...second];
  };

  const laws = needed(rules.filter(({ level }) => level === 'law'));
  const policies = laws && needed(rules.filter(({ level }) => level === 'policy'));
  return policies && laws && [...policies, ...laws];
}

/** Laws about something that can be provided: more of it is no breach. */
const provided: readonly string[] = [beds.name, budget.name, establishment.name];

/**
 * The least to give up, the fewest cases first: one clashing rule alone where that is enough, else all that may be
 * relaxed together. Empty: only laws clash, and nothing can be provided.
 */
function relaxationsOf(
  problem: Problem,
  county: Case,
  clash: readonly StandingRule[],
  backend: Backend,
  control: Control,
): Relaxation[] {
  const mayGive = ({ level, name }: StandingRule) =>
    (level === 'policy' && rules.some((rule) => rule.name === name && rule.relaxable)) ||
    provided.includes(name);
  const single = clash.filter(mayGive).flatMap((rule) => relaxed(problem, [rule], backend, control) ?? []);
  if (single.length > 0) return single.sort((a, b) => a.cases - b.cases);
  const every = county.rules.filter((rule) => !rule.always && mayGive(rule));
  return every.length === 0 ? [] : (relaxed(problem, every, backend, control) ?? []);
}

/** One plan that breaks these rules as little as can be, and no other; null: there is none, or it was stopped. */
function relaxed(
  problem: Problem,
  given: readonly StandingRule[],
  backend: Backend,
  control: Control,
): [Relaxation] | null {
  const settings = { ...problem.policy.rules };
  for (const { name } of given)
    settings[name] = { ...settingOf(problem, name), level: 'policy', relaxed: 'diagnosis' };
  const changed = { ...problem, policy: { ...problem.policy, rules: settings } };
  const county = caseOf(changed);
  const model = modelOf(county);
  const program = tightened(model.program());
  const cost = costsOf(program, model.shortfall);
  const found = minimise(backend, program, cost, control);
  if (!('values' in found)) return null;
  const made = county.candidates.filter(({ column }) => found.values[column] === 1);
  const circuits = circuitsAt(county, found.values);
  const broken = county.rules.filter(
    ({ relaxed, name }) => relaxed !== null && given.some((rule) => rule.name === name),
  );
  const waives = broken.flatMap((rule) => [...rule.audit(county, made, circuits)]);
  const accepts = broken.flatMap((rule) => rule.accepts(county, made) ?? []);
  return [
    {
      rules: [...new Set(waives.map(({ rule }) => rule))],
      cases: found.cost,
      waives: waives.map(({ rule, teachers, sections, amount, unit, text }) => ({
        rule,
        teachers,
        sections,
        amount,
        unit,
        text,
      })),
      accepts,
      text: inWords(
        broken,
        waives.length,
        accepts.map(({ text }) => text),
      ),
    },
  ];
}

/** The rule's own setting, with its level where the policy names none. */
const settingOf = (problem: Problem, name: string): RuleSetting =>
  problem.policy.rules[name] ?? { level: rules.find((rule) => rule.name === name)?.level ?? 'policy' };

function inWords(broken: readonly StandingRule[], cases: number, accepts: readonly Words[]): Words {
  const names = {
    zh: broken.map(({ title }) => `“${title.zh}”`).join('、'),
    en: broken.map(({ title }) => `'${title.en}'`).join(', '),
  };
  const either = {
    zh: accepts.map(({ zh }) => `；或${zh}`).join(''),
    en: accepts.map(({ en }) => `; or ${en}`).join(''),
  };
  return {
    zh: `就${names.zh}作出${cases}项例外决定${either.zh}。`,
    en: `Decide ${cases} ${cases === 1 ? 'exception' : 'exceptions'} to ${names.en}${either.en}.`,
  };
}

/** Whether the rules that are not waived have a plan; null: not known. */
function planExists(
  problem: Problem,
  waived: ReadonlySet<string>,
  backend: Backend,
  control: Control,
): boolean | null {
  const program = tightened(modelOf(caseOf(problem, waived)).program());
  let found = false;
  // Any plan will do: the first one ends the search.
  const untilFound: Control = {
    shouldStop: () => found || control.shouldStop(),
    improved: (incumbent) => {
      found ||= incumbent !== null;
    },
  };
  const { status } = minimise(backend, program, new Float64Array(program.columns), untilFound);
  if (status === 'cut-short') return null;
  return status !== 'infeasible';
}
