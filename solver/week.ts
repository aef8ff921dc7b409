import type { Policy } from './problem.ts';

/** Working days of a week where the policy sets none in the rule `circuit`: so many days of lessons are one full-time post. */
export const USUAL_WEEK = 5;

/** Working days of a week, also where the rule `circuit` is off: circuits on file are reckoned by it all the same. */
export function weekOf({ rules }: Pick<Policy, 'rules'>): number {
  const week = rules['circuit']?.['week'];
  return typeof week === 'number' ? week : USUAL_WEEK;
}
