import type { GoalValue } from '../solver/plan.ts';

/** Figures as the bench's tables show them. */

export const seconds = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

export const count = (value: number): string => value.toLocaleString('en');

/** How many columns and rows the solver says its model has; undefined where it does not say. */
export function modelSize(reason: string): { columns: number; rows: number } | undefined {
  const found = /(\d+) columns and (\d+) rows/.exec(reason);
  return found ? { columns: Number(found[1]), rows: Number(found[2]) } : undefined;
}

/**
 * How far the first goal that is not proven may be from the best, as a share of its value; 0 where all are proven, null
 * where no bound is known. The goals after it are not counted: they were not yet solved.
 */
export function gapOf(goals: readonly Pick<GoalValue, 'value' | 'bound'>[]): number | null {
  const open = goals.find(({ value, bound }) => bound !== value);
  if (!open) return 0;
  return open.bound === null ? null : Math.abs(open.value - open.bound) / Math.max(1, Math.abs(open.value));
}

export const percent = (share: number | null): string =>
  share === null ? 'not known' : share === 0 ? '0' : `${(share * 100).toPrecision(2)} %`;

/** A figure beside what it may come to: `kept`, or by how much it is missed; the unit may be empty. */
export const keptOr = (found: number, limit: number, unit: string): string => {
  const most = `${limit} ${unit}`.trimEnd();
  return found <= limit ? `${most} kept` : `${most} MISSED by ${Number((found - limit).toPrecision(2))}`;
};

/** The middle, the 95th and the 99th of a hundred, of figures in any order. */
export function spreadOf(figures: readonly number[]): { median: number; p95: number; p99: number } {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** What a line says whose time was up; `lastWord`: the last thing begun, and when. */
export const notFinished = (limit: number, lastWord?: string): string =>
  `not finished in ${limit} s${lastWord === undefined ? '' : `; the last thing begun, and when: ${lastWord}`}`;
