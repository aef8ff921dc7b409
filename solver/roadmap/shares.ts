import { order } from '../order.ts';

/**
 * A whole number shared out by weights, none of them below 0, so that the shares add up to it: each gets the whole part of
 * its own, and what is left goes one by one to the largest remainders, of equal ones to the first key. Where every weight is
 * 0, all weigh the same. Nobody to share among: an empty map.
 */
export function sharesOf(whole: number, weights: ReadonlyMap<string, number>): Map<string, number> {
  const all = [...weights].sort(([a], [b]) => order(a, b));
  const total = all.reduce((sum, [, weight]) => sum + weight, 0);
  const parts = all.map(([key, weight]) => {
    const [of, by] = total > 0 ? [weight, total] : [1, all.length];
    return { key, share: Math.floor((whole * of) / by), rest: (whole * of) % by };
  });
  const left = whole - parts.reduce((sum, { share }) => sum + share, 0);
  const first = new Set(parts.toSorted((a, b) => b.rest - a.rest).slice(0, left));
  return new Map(parts.map((part) => [part.key, part.share + (first.has(part) ? 1 : 0)]));
}

/** `whole × part ÷ of`, to the nearest whole number, halves upwards; `of` above 0. */
export const nearest = (whole: number, part: number, of: number): number =>
  Math.floor((2 * whole * part + of) / (2 * of));
