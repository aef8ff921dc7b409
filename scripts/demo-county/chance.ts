import type { Draw } from '../../test/support/draw.ts';

/** One of the choices, each as likely as its weight says; weights are whole numbers. */
export function weighted<T>(chance: Draw, choices: readonly (readonly [weight: number, choice: T])[]): T {
  let left = chance.int(
    1,
    choices.reduce((sum, [weight]) => sum + weight, 0),
  );
  for (const [weight, choice] of choices) {
    left -= weight;
    if (left <= 0) return choice;
  }
  throw new RangeError('Nothing to choose from.');
}

/** `total` shared out in whole numbers by weight, largest remainders first; of equal ones the earlier. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((all, share) => all + share, 0);
  const order = exact
    .map((share, index) => ({ index, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, left);
  for (const { index } of order) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
