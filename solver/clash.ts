import type { Control } from './backends/backend.ts';
import type { Elastic, Found } from './elastic.ts';
import type { Diagnosis } from './plan.ts';
import type { StandingRule } from './rules/rule.ts';

/** Rules that have no plan together, those of the policy first, and how much is known of their being few. */
export interface Clash {
  rules: readonly StandingRule[];
  extent: NonNullable<Diagnosis['extent']>;
}

/** A county's rules asked which of them clash; no question is asked whose answer is known. */
export class Clashes {
  readonly #elastic: Elastic;
  readonly #control: Control;
  readonly #plans: Extract<Found, { status: 'plan' }>[] = [];
  /** Whether some answer was not certain. */
  #unsure = false;
  /** How many questions took solving. */
  #solved = 0;

  constructor(elastic: Elastic, control: Control) {
    this.#elastic = elastic;
    this.#control = control;
  }

  /** Whether these rules have a plan together. */
  about(rules: readonly StandingRule[]): Found['status'] {
    if (this.#known(rules)) return 'plan';
    const found = this.#elastic.ask(new Set(rules.map(({ name }) => name)), this.#control);
    this.#solved += 1;
    if (found.status === 'plan') this.#plans.push(found);
    if (found.status === 'unknown') this.#unsure = true;
    return found.status;
  }

  /**
   * A smallest set of these rules, which have no plan together, that has none either. First one none of whose rules can be
   * spared: ever smaller groups are left out, laws before policies, so that as few laws as can be are in it. Then every
   * smaller set that holds a demand is asked about, but those that a plan found on the way keeps. Null: stopped.
   */
  among(rules: readonly StandingRule[]): Clash | null {
    this.#unsure = false;
    const needed = this.#spared(rules);
    if (this.#control.shouldStop()) return null;
    const certain = !this.#unsure && this.#elastic.whole;
    if (needed.length < 2) return { rules: byLevel(needed), extent: certain ? 'smallest' : 'cut-short' };
    const smaller = this.#smallerThan(needed.length, rules);
    if (this.#control.shouldStop()) return null;
    const smallest = smaller.all && certain && !this.#unsure;
    if (smaller.found) return { rules: byLevel(smaller.found), extent: extentOf(smallest, true) };
    return { rules: byLevel(needed), extent: extentOf(smallest, certain) };
  }

  /** Whether a plan found before keeps all of them. */
  #known(rules: readonly StandingRule[]): boolean {
    const asked = new Set(rules.map(({ name }) => name));
    const left = this.#elastic.turned(asked).join();
    return this.#plans.some(
      ({ kept, turned }) => turned.join() === left && rules.every(({ name }) => kept.has(name)),
    );
  }

  /** Those of the rules that the clash cannot do without. */
  #spared(rules: readonly StandingRule[]): readonly StandingRule[] {
    let kept = rules;
    const seek = (group: readonly StandingRule[]): void => {
      if (group.length === 0) return;
      const without = kept.filter((rule) => !group.includes(rule));
      if (this.about(without) === 'none') kept = without;
      else if (group.length > 1) {
        const half = Math.ceil(group.length / 2);
        seek(group.slice(0, half));
        seek(group.slice(half));
      }
    };
    seek(rules.filter(({ level }) => level === 'law'));
    seek(rules.filter(({ level }) => level === 'policy'));
    return kept;
  }

  /** A smaller clash where there is one; `all`: whether every smaller set was looked at. */
  #smallerThan(
    size: number,
    rules: readonly StandingRule[],
  ): { found: readonly StandingRule[] | null; all: boolean } {
    const before = this.#solved;
    for (let count = 1; count < size; count++) {
      for (const set of setsOf(byLevel(rules), count)) {
        if (!set.some((rule) => this.#elastic.demands.includes(rule)) || this.#known(set)) continue;
        if (this.#solved - before >= MOST_QUESTIONS) return { found: null, all: false };
        if (this.about(set) === 'none') return { found: set, all: true };
      }
    }
    return { found: null, all: true };
  }
}

const extentOf = (smallest: boolean, irreducible: boolean): Clash['extent'] =>
  smallest ? 'smallest' : irreducible ? 'irreducible' : 'cut-short';

const byLevel = (rules: readonly StandingRule[]): StandingRule[] => [
  ...rules.filter(({ level }) => level === 'policy'),
  ...rules.filter(({ level }) => level === 'law'),
];

/** Sets solved before a clash counts as small enough. */
const MOST_QUESTIONS = 60;

/** Every set of so many, those of the first ones first. */
function* setsOf<T>(items: readonly T[], count: number, from = 0): Generator<T[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let place = from; place <= items.length - count; place++) {
    const item = items[place];
    if (item === undefined) continue;
    for (const rest of setsOf(items, count - 1, place + 1)) yield [item, ...rest];
  }
}
