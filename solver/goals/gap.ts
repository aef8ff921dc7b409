import * as z from 'zod';
import type { Opening } from '../case.ts';
import { millionths } from '../demand.ts';
import type { Term } from '../model.ts';
import { defineGoal } from './goal.ts';

/**
 * Gap
 *
 * The weight of every post left unfilled. A post weighs its request's priority (1 to 5) × the tenths of the
 * subject's need that lack a teacher before it is filled (1 to 10), so a subject's first teacher counts most
 * and a second never more than a first. The first post of a subject nobody at the section can teach (开不齐课)
 * weighs `missing` times that.
 *
 * Source: domain B1; a critical subject first (design, goals 2 and 3, taken together by weight).
 */
export const gap = defineGoal({
  name: 'gap',
  title: { zh: '学科缺口', en: 'Unfilled posts, weighted' },
  sense: 'minimise',
  unit: 'weight',
  source: 'Zero subject gap is a quality-balance inspection item (all courses offered in full)',
  settings: z.strictObject({
    /** How many times its weight the first post of a missing subject counts. */
    missing: z.int().min(1).max(100).default(5),
  }),

  cost({ openings }, settings, model) {
    const terms: Term[] = [];
    let constant = 0;
    for (const opening of openings) {
      const weights = weightsOf(opening, settings.missing);
      constant += total(weights);
      const columns = model.filling(opening);
      if (new Set(weights).size === 1) {
        for (const column of columns) terms.push([column, -(weights[0] ?? 0)]);
        continue;
      }
      const steps = weights.slice(0, columns.length).map((weight): Term => [model.column(0, 1), -weight]);
      terms.push(...steps);
      // As many steps as teachers come; the heaviest first, because weights fall.
      model.atMost(
        null,
        [...steps.map(([step]): Term => [step, 1]), ...columns.map((c): Term => [c, -1])],
        0,
      );
    }
    return { terms, constant };
  },

  at: (_county, settings, opening, arrivals) =>
    total(weightsOf(opening, settings.missing).slice(arrivals.length)),
});

/** The weight of each of an opening's posts, in the order they are filled; never rising. */
function weightsOf({ count, cell }: Opening, missing: number): number[] {
  return Array.from({ length: count }, (_, filled) => {
    const lacking = millionths(cell.gap) - filled * MILLION;
    const tenths = cell.need > 0 ? Math.ceil((10 * lacking) / millionths(cell.need)) : 1;
    const severity = Math.min(10, Math.max(1, tenths));
    return cell.priority * severity * (filled === 0 && cell.critical ? missing : 1);
  });
}

const MILLION = 1_000_000;

const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
