import Fraction from 'fraction.js';
import { exactly } from '../exactly.ts';

/** So much of something: as near as a number is, and exactly where that has to decide. */
export interface Amount {
  readonly value: number;
  /** Teachers who are counted though they only come on some days, by id; left out: none. */
  readonly visitors?: readonly string[];
  exact(): Fraction;
}

/** What one school has, for how many pupils: more than 0 of them. */
export interface Holding {
  readonly amount: Amount;
  readonly pupils: number;
}

/** How unevenly something is spread. */
export interface Variation {
  /** Of all pupils together: total over total, for one pupil; not the mean of the schools' values. */
  readonly mean: number;
  /** The coefficient of variation (差异系数): the standard deviation over the mean; 0: every pupil has the same. */
  readonly coefficient: number;
}

/**
 * The coefficient of variation, weighted by pupils (domain C1): with `pᵢ` pupils and amount `xᵢ` at school i, `P` and `X` in
 * all, `S = √ Σ (pᵢ/P)·(xᵢ/pᵢ − X/P)²` and `CV = S ÷ (X/P)`. Null: there is no school, or nobody has anything, and then no
 * coefficient.
 */
export function variationOf(holdings: readonly Holding[]): Variation | null {
  const held = holdings.map(({ amount, pupils }) => ({ amount: amount.value, pupils }));
  const pupils = held.reduce((sum, one) => sum + one.pupils, 0);
  const mean = held.reduce((sum, { amount }) => sum + amount, 0) / pupils;
  if (!(mean > 0)) return null;
  const variance = held.reduce((sum, one) => sum + one.pupils * (one.amount / one.pupils - mean) ** 2, 0);
  return { mean, coefficient: Math.sqrt(variance / pupils) / mean };
}

/**
 * Whether a coefficient is at most `limit`, exactly: what rounding might decide is decided in fractions, by
 * `P·Σ(xᵢ²/pᵢ) ≤ (1 + limit²)·X²`. A coefficient of 0.5004 is not within 0.50.
 */
export function isWithin(holdings: readonly Holding[], { coefficient }: Variation, limit: number): boolean {
  if (Math.abs(coefficient - limit) > CLOSE) return coefficient < limit;
  const none = new Fraction(0);
  const held = holdings.map(({ amount, pupils }) => ({ amount: amount.exact(), pupils }));
  const all = held.reduce((sum, { amount }) => sum.add(amount), none);
  const pupils = held.reduce((sum, one) => sum + one.pupils, 0);
  const squares = held.reduce((sum, one) => sum.add(one.amount.pow(2).div(one.pupils)), none);
  const most = exactly(limit).pow(2).add(1).mul(all.pow(2));
  return squares.mul(pupils).lte(most);
}

/** Whether a school has at least so much for every so many pupils, exactly: 0.9 for every 100. */
export function reaches({ amount, pupils }: Holding, level: number, per: number, part = 1): boolean {
  const asked = (level * part * pupils) / per;
  if (Math.abs(amount.value - asked) > CLOSE * asked) return amount.value > asked;
  return amount
    .exact()
    .mul(per)
    .gte(exactly(level).mul(exactly(part)).mul(pupils));
}

/** How near to a limit the rounding of sums could matter. */
const CLOSE = 1e-7;
