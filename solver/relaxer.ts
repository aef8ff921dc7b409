import type { Backend, Control } from './backends/backend.ts';
import { type Case, caseOf } from './case.ts';
import { Elastic } from './elastic.ts';
import type { Accepts, Relaxation } from './plan.ts';
import { Planner } from './planner.ts';
import type { Posting } from './posting.ts';
import type { Problem, RuleSetting } from './problem.ts';
import { relaxationInWords, touched, waiveInWords } from './relaxation-words.ts';
import { beds } from './rules/beds.ts';
import { budget } from './rules/budget.ts';
import { establishment } from './rules/establishment.ts';
import { rules } from './rules/index.ts';
import type { Measure, StandingRule } from './rules/rule.ts';

/** Laws about something that can be provided: more of it is no breach. */
const provided: readonly string[] = [beds.name, budget.name, establishment.name];

/** Whether a decision may let the rule be broken, or provide what it lacks. */
export const mayGive = ({ level, name }: StandingRule): boolean =>
  (level === 'policy' && rules.some((rule) => rule.name === name && rule.relaxable)) ||
  provided.includes(name);

/** What to give up, with all by which one is less than another. */
export interface Relaxed {
  readonly relaxation: Relaxation;
  /** How many people it touches. */
  readonly people: number;
  readonly short: Readonly<Record<Measure, number>>;
}

/** Those that touch the fewest people first; then by exceptions, by full-time posts, by money. */
export const ranked = (found: readonly Relaxed[]): Relaxation[] =>
  found
    .toSorted(
      (a, b) =>
        a.people - b.people ||
        a.short.cases - b.short.cases ||
        a.short.fte - b.short.fte ||
        a.short.yuan - b.short.yuan,
    )
    .map(({ relaxation }) => relaxation);

/** Looks for plans of a problem that has none, in which some rules are broken as little as can be. */
export class Relaxer {
  readonly #problem: Problem;
  /** The case as it stands, which has no plan. */
  readonly #standing: Case;
  readonly #backend: Backend;
  readonly #control: Control;

  constructor(problem: Problem, standing: Case, backend: Backend, control: Control) {
    this.#problem = problem;
    this.#standing = standing;
    this.#backend = backend;
    this.#control = control;
  }

  /**
   * One plan that breaks these rules as little as can be, and no other: the fewest exceptions, then the least of full-time
   * posts, then of money. Null: none was found.
   */
  relaxed(given: readonly StandingRule[]): Relaxed | null {
    const settings = { ...this.#problem.policy.rules };
    for (const { name } of given)
      settings[name] = { ...this.#setting(name), level: 'policy', relaxed: 'diagnosis' };
    const { policy } = this.#problem;
    const planner = new Planner({
      ...this.#problem,
      policy: { ...policy, rules: settings, goals: [], combine: 'in-order' },
    });
    const control = limited(this.#control);
    const found = planner.settle(this.#backend, () => control, { draw: false });
    if (!('values' in found)) return null;
    const { county } = planner;
    const [made, circuits, placements] = [
      planner.made(found),
      planner.circuits(found),
      planner.placements(found),
    ];
    const shortfalls = new Map(
      given.flatMap(({ name }) => {
        const rule = county.rules.find((standing) => standing.name === name);
        const short = rule?.shortfall(county, made, circuits, placements) ?? 0;
        return rule && short > 0 ? [[rule, short]] : [];
      }),
    );
    const broken = county.rules.filter((rule) => shortfalls.has(rule));
    const waives = broken.flatMap((rule) => [...rule.audit(county, made, circuits, placements)]);
    const accepts = this.#accepts(county, broken, made);
    const short: Record<Measure, number> = { cases: 0, fte: 0, yuan: 0 };
    for (const [{ measure }, units] of shortfalls) short[measure] += units;
    return {
      people: touched(broken, waives),
      short,
      relaxation: {
        rules: broken.map(({ name }) => name),
        cases: short.cases,
        waives: waives.map((waive) => {
          const { rule, teachers, sections, amount, unit } = waive;
          return { rule, teachers, sections, amount, unit, text: waiveInWords(county, waive) };
        }),
        accepts,
        text: relaxationInWords(county, broken, waives, accepts, found.status === 'optimal'),
      },
    };
  }

  /**
   * One figure for each broken rule, with which a plan exists: the very plan that was found, or another where the figure
   * also changes what quotas are measured by. Empty where some rule has none, or they would not do.
   */
  #accepts(county: Case, broken: readonly StandingRule[], made: readonly Posting[]): Accepts[] {
    const accepts = broken.map((rule) => rule.accepts(county, made));
    const known = accepts.filter((accept) => accept !== null);
    if (known.length === 0 || known.length < broken.length) return [];
    const settings = { ...this.#problem.policy.rules };
    for (const { rule, figure, reached } of known)
      settings[rule] = { ...this.#setting(rule), [figure]: reached };
    const changed = { ...this.#problem, policy: { ...this.#problem.policy, rules: settings } };
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
    const elastic = new Elastic(changed, then, this.#backend);
    const all = new Set(elastic.rules.map(({ name }) => name));
    return elastic.whole && elastic.ask(all, this.#control).status === 'plan' ? known : [];
  }

  /** The rule's own setting, with its level as it stands where the policy names none. */
  #setting(name: string): RuleSetting {
    const level = this.#standing.rules.find((rule) => rule.name === name)?.level ?? 'policy';
    return this.#problem.policy.rules[name] ?? { level };
  }
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
