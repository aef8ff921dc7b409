import type { Backend, Control } from './backends/backend.ts';
import { minimise } from './backends/minimise.ts';
import { type Case, caseOf } from './case.ts';
import { causesOf } from './causes.ts';
import { circuitsAt } from './circuits.ts';
import { type Clash, clashOf } from './clash.ts';
import { clashInWords } from './clash-words.ts';
import { Elastic } from './elastic.ts';
import { costsOf, modelOf, tightened } from './model.ts';
import type { Accepts, Diagnosis, Relaxation } from './plan.ts';
import type { Posting } from './posting.ts';
import type { Problem, RuleSetting } from './problem.ts';
import { relaxationInWords, touched, waiveInWords } from './relaxation-words.ts';
import { beds } from './rules/beds.ts';
import { budget } from './rules/budget.ts';
import { establishment } from './rules/establishment.ts';
import { rules } from './rules/index.ts';
import { pins } from './rules/pins.ts';
import type { StandingRule } from './rules/rule.ts';

/**
 * Why no plan exists: rules that cannot all hold together, and what would be the least to give up.
 *
 * That the set has no plan is proven, not inferred; `extent` says whether every smaller set has one, or at least every
 * set with one rule fewer. Policy rules come first in the answer, for they are the ones an officer may relax; last those
 * that always hold, where the others clash for want of posts or of people who are free. Of pins those that clash are named.
 *
 * Each relaxation is a plan that was found: the rules named are broken as little as can be, and no other is.
 *
 * Null when stopped before the set was certain.
 */
export function diagnose(problem: Problem, backend: Backend, control: Control): Diagnosis | null {
  const county = caseOf(problem);
  const elastic = new Elastic(problem, county, backend);
  const clash = clashOf(elastic, control);
  if (!clash) return null;
  const causes = causesOf(elastic, county, clash, control);
  if (control.shouldStop()) return null;
  return {
    clash: [...clash.rules, ...causes.always].map((rule) => ({
      rule: rule.name,
      level: rule.level,
      clause: rule.clause,
      ...(rule.name === pins.name && causes.pins && { pins: [...causes.pins] }),
      text: clashInWords(county, rule, causes),
    })),
    extent: clash.extent,
    relaxations: relaxationsOf({ problem, county, backend, control }, clash),
  };
}

interface Asked {
  readonly problem: Problem;
  readonly county: Case;
  readonly backend: Backend;
  readonly control: Control;
}

/** Laws about something that can be provided: more of it is no breach. */
const provided: readonly string[] = [beds.name, budget.name, establishment.name];

/**
 * The least to give up, that which touches the fewest people first: one clashing rule alone where that is enough, else
 * all that may be relaxed together. Empty: only laws clash, and nothing can be provided.
 */
function relaxationsOf(asked: Asked, clash: Clash): Relaxation[] {
  const mayGive = ({ level, name }: StandingRule) =>
    (level === 'policy' && rules.some((rule) => rule.name === name && rule.relaxable)) ||
    provided.includes(name);
  const single = clash.rules.filter(mayGive).flatMap((rule) => relaxed(asked, [rule]) ?? []);
  if (single.length > 0) {
    return single
      .sort((a, b) => a.people - b.people || a.relaxation.cases - b.relaxation.cases)
      .map(({ relaxation }) => relaxation);
  }
  const every = asked.county.rules.filter((rule) => !rule.always && mayGive(rule));
  const all = every.length === 0 ? null : relaxed(asked, every);
  return all ? [all.relaxation] : [];
}

interface Relaxed {
  relaxation: Relaxation;
  people: number;
}

/** One plan that breaks these rules as little as can be, and no other; null: none was found. */
function relaxed(asked: Asked, given: readonly StandingRule[]): Relaxed | null {
  const { problem, backend, control } = asked;
  const settings = { ...problem.policy.rules };
  for (const { name } of given)
    settings[name] = { ...settingOf(problem, name), level: 'policy', relaxed: 'diagnosis' };
  const county = caseOf(withRules(problem, settings));
  const model = modelOf(county);
  const program = tightened(model.program());
  const cost = costsOf(program, model.shortfall);
  const found = minimise(backend, program, cost, limited(control));
  if (!('values' in found)) return null;
  const made = county.candidates.filter(({ column }) => found.values[column] === 1);
  const circuits = circuitsAt(county, found.values);
  const broken = county.rules.filter(
    (rule) =>
      rule.relaxed !== null &&
      given.some(({ name }) => name === rule.name) &&
      rule.shortfall(county, made) > 0,
  );
  const waives = broken.flatMap((rule) => [...rule.audit(county, made, circuits)]);
  const accepts = acceptsOf(asked, county, broken, made);
  const proven = found.status === 'optimal';
  return {
    people: touched(broken, waives),
    relaxation: {
      rules: broken.map(({ name }) => name),
      cases: found.cost,
      waives: waives.map((waive) => {
        const { rule, teachers, sections, amount, unit } = waive;
        return { rule, teachers, sections, amount, unit, text: waiveInWords(county, waive) };
      }),
      accepts,
      text: relaxationInWords(county, broken, waives, accepts, proven),
    },
  };
}

/** The search for the least to give up goes so far, and then takes the best it has. */
function limited({ shouldStop, improved }: Control): Control {
  let asked = 0;
  return {
    improved,
    shouldStop() {
      asked += 1;
      return asked > MOST_STEPS || shouldStop();
    },
  };
}

const MOST_STEPS = 400;

/**
 * One figure for each broken rule, with which a plan exists: the very plan that was found, or another where the figure
 * also changes what quotas are measured by. Empty where some rule has none, or they would not do.
 */
function acceptsOf(
  asked: Asked,
  county: Case,
  broken: readonly StandingRule[],
  made: readonly Posting[],
): Accepts[] {
  const accepts = broken.map((rule) => rule.accepts(county, made));
  const known = accepts.filter((accept) => accept !== null);
  if (known.length === 0 || known.length < broken.length) return [];
  const { problem, backend, control } = asked;
  const settings = { ...problem.policy.rules };
  for (const { rule, figure, reached } of known)
    settings[rule] = { ...settingOf(problem, rule), [figure]: reached };
  const changed = withRules(problem, settings);
  const then = caseOf(changed);
  const same = then.postings(
    made.map(({ teacher, opening, form }) => ({
      teacher: teacher.id,
      to: opening.section.id,
      subject: opening.subject,
      role: opening.role,
      ...(form && { form }),
    })),
  );
  const stands = then.rules.every((rule) => rule.relaxed !== null || rule.shortfall(then, same) === 0);
  if (stands) return known;
  const elastic = new Elastic(changed, then, backend);
  const all = new Set(elastic.rules.map(({ name }) => name));
  return elastic.whole && elastic.ask(all, control).status === 'plan' ? known : [];
}

const withRules = (problem: Problem, settings: Problem['policy']['rules']): Problem => ({
  ...problem,
  policy: { ...problem.policy, rules: settings },
});

/** The rule's own setting, with its level where the policy names none. */
const settingOf = (problem: Problem, name: string): RuleSetting =>
  problem.policy.rules[name] ?? { level: rules.find((rule) => rule.name === name)?.level ?? 'policy' };
