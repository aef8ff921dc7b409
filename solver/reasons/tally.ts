import type { Case } from '../case.ts';
import type { Figures, Words } from '../plan.ts';

/** How often each code came up, in the order they first came. */
export class Tally {
  readonly #counts = new Map<string, { title: Words; count: number }>();

  add(code: string, title: Words, times = 1): void {
    if (times > 0) this.#counts.set(code, { title, count: (this.#counts.get(code)?.count ?? 0) + times });
  }

  get size(): number {
    return this.#counts.size;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** The commonest code, the earliest among equals; one of `last` only where there is no other. */
  most(last: readonly string[]): string {
    const codes = [...this.#counts].sort(([, a], [, b]) => b.count - a.count).map(([code]) => code);
    return codes.find((code) => !last.includes(code)) ?? codes[0] ?? 'none';
  }

  figures(): Figures {
    return Object.fromEntries([...this.#counts].map(([code, { count }]) => [code, count]));
  }

  count(code: string): number {
    return this.#counts.get(code)?.count ?? 0;
  }

  /** Each code with its count, but for some codes. */
  parts(but: readonly string[]): { code: string; title: Words; count: number }[] {
    return [...this.#counts]
      .filter(([code]) => !but.includes(code))
      .map(([code, { title, count }]) => ({ code, title, count }));
  }
}

/** What a rule is called; a name that is none of those in force, as it is. */
export const titleOf = (county: Case, rule: string): Words =>
  county.rules.find(({ name }) => name === rule)?.title ?? { zh: rule, en: rule };
