import { type Backend, untilDone } from '../backends/backend.ts';
import type { Program } from '../model.ts';

export interface Bounds {
  readonly lowest: number;
  readonly highest: number;
}

/** A number of people as a reader knows it: unknowns times coefficients, and a number besides. */
export interface Form {
  readonly terms: ReadonlyMap<number, number>;
  readonly constant: number;
}

export const isKnown = ({ terms }: Form): boolean => terms.size === 0;

export const less = (one: Form, other: Form): Form => {
  const terms = new Map(one.terms);
  for (const [unknown, times] of other.terms) terms.set(unknown, (terms.get(unknown) ?? 0) - times);
  return { terms, constant: one.constant - other.constant };
};

/** Somebody who knows whole numbers within bounds and what they come to, and works out what each can be. */
export class Reader {
  readonly #engine: Backend;
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: { readonly form: Form; readonly most: number }[] = [];
  #program: Program | null = null;

  constructor(engine: Backend) {
    this.#engine = engine;
  }

  told = (value: number): Form => ({ terms: new Map(), constant: value });

  untold({ lowest, highest }: Bounds): Form {
    this.#upper.push(highest);
    return { terms: new Map([[this.#lower.push(lowest) - 1, 1]]), constant: 0 };
  }

  /** Knows that a number of people is from 0 to so many. */
  holds(form: Form, most: number): void {
    this.#rows.push({ form, most });
  }

  /** Knows that a whole has these parts. */
  adds(whole: Form, parts: readonly Form[]): void {
    this.holds(parts.reduce(less, whole), 0);
  }

  /**
   * The least and the most it can be in counties that fit all that is known, each in whole numbers and checked; null: the
   * engine found none.
   */
  reach(form: Form): Bounds | null {
    const [lowest, highest] = [this.#extreme(form, 1), this.#extreme(form, -1)];
    return lowest === null || highest === null ? null : { lowest, highest };
  }

  #extreme(form: Form, sign: 1 | -1): number | null {
    this.#program ??= this.#written();
    const cost = new Float64Array(this.#lower.length);
    for (const [unknown, times] of form.terms) cost[unknown] = sign * times;
    const relaxed = this.#engine.relax(this.#program, cost, untilDone);
    const near = relaxed.status === 'solved' ? relaxed.values.map(Math.round) : null;
    if (near && this.#fits(near)) return amount(form, near);
    const { values } = this.#engine.search(this.#program, cost, untilDone, null);
    return values && this.#fits(values) ? amount(form, values) : null;
  }

  #fits(county: Float64Array): boolean {
    const isWithin = county.every(
      (value, unknown) =>
        Number.isInteger(value) &&
        value >= (this.#lower[unknown] ?? 0) &&
        value <= (this.#upper[unknown] ?? 0),
    );
    return (
      isWithin &&
      this.#rows.every(({ form, most }) => 0 <= amount(form, county) && amount(form, county) <= most)
    );
  }

  #written(): Program {
    const unknowns = this.#lower.map((_, unknown) => unknown);
    const entries = this.#rows.map(({ form }) => [...form.terms].filter(([, times]) => times !== 0));
    const starts = [0];
    for (const terms of entries) starts.push((starts.at(-1) ?? 0) + terms.length);
    return {
      base: { rows: entries.length, columns: unknowns.length, teachers: Int32Array.from(unknowns) },
      columns: unknowns.length,
      postings: unknowns.length,
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      starts: Int32Array.from(starts),
      indices: Int32Array.from(entries.flatMap((terms) => terms.map(([unknown]) => unknown))),
      values: Float64Array.from(entries.flatMap((terms) => terms.map(([, times]) => times))),
      rowLower: Float64Array.from(this.#rows, ({ form }) => -form.constant),
      rowUpper: Float64Array.from(this.#rows, ({ form, most }) => most - form.constant),
      columnName: (unknown) => `x${unknown}`,
      rowNames: entries.map((_, row) => `r${row}`),
      rules: entries.map(() => null),
      defines: entries.map(() => null),
    };
  }
}

const amount = ({ terms, constant }: Form, county: ArrayLike<number>): number =>
  [...terms].reduce((sum, [unknown, times]) => sum + times * (county[unknown] ?? 0), constant);
