import { spreadOf } from '../figures.ts';

/** How often one thing was done and how long each took, in milliseconds. */
export interface Tally {
  note(name: string, milliseconds: number, failed: string | null): void;
  readonly rows: readonly Row[];
  /** All of them together. */
  readonly sum: Row;
  /** What went wrong, each kind once and how often. */
  readonly faults: ReadonlyMap<string, number>;
}

export interface Row {
  readonly name: string;
  readonly count: number;
  readonly errors: number;
  readonly median: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

export function createTally(): Tally {
  const taken = new Map<string, { readonly times: number[]; errors: number }>();
  const faults = new Map<string, number>();
  return {
    note(name, milliseconds, failed) {
      const one = taken.get(name) ?? { times: [], errors: 0 };
      taken.set(name, one);
      one.times.push(milliseconds);
      if (failed === null) return;
      one.errors += 1;
      const fault = `${name}: ${failed}`;
      faults.set(fault, (faults.get(fault) ?? 0) + 1);
    },
    get rows() {
      return [...taken].map(([name, { times, errors }]) => rowOf(name, times, errors));
    },
    get sum() {
      const all = [...taken.values()];
      const errors = all.reduce((total, one) => total + one.errors, 0);
      return rowOf(
        'all',
        all.flatMap(({ times }) => times),
        errors,
      );
    },
    faults,
  };
}

const rowOf = (name: string, times: readonly number[], errors: number): Row => ({
  name,
  count: times.length,
  errors,
  ...spreadOf(times),
  most: times.reduce((most, one) => Math.max(most, one), 0),
});
