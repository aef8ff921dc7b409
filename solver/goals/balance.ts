import * as z from 'zod';
import { counting, indicators } from '../indicators.ts';
import type { Term } from '../model.ts';
import { stage } from '../problem.ts';
import { defineGoal } from './goal.ts';
import { changeOf, type Spread, settledBy, spreadAfter, spreadsOf, UNIT } from './spread.ts';
import { keyOf, stepsOf } from './spread-steps.ts';

const limit = z.number().min(0).max(10);

const settings = z.strictObject({
  /** Which national indicators count. */
  indicators: z.array(z.enum(indicators)).min(1).default(['education', 'backbone', 'arts-and-pe']),
  stages: z.array(stage).min(1).default(['primary', 'junior']),
  /** The most their coefficient of variation may be (quality balance: every one of them). */
  primary: limit.default(0.5),
  junior: limit.default(0.45),
  ...counting,
});
type Settings = z.infer<typeof settings>;

/**
 * Balance
 *
 * The sum of the squared coefficients of variation of the national indicators, in millionths, each stage on its own.
 *
 * Exact: for a fixed number of teachers in a stage `CV² + 1 = P·Σ(nᵢ²/pᵢ)/N²` is a sum of convex functions of whole
 * numbers, so every teacher more at a section costs a step of its own, and steps rise. Today's value is right to the
 * millionth, and every head that moves adds a rounding of half of one at most.
 *
 * The mean is today's; moves between counted sections of a stage do not change it. Where somebody counted goes to one that
 * is not (another stage, one without pupils, a small teaching point, another subject), the spread is taken about today's
 * mean `N/P` all the same: `P·Σ(nᵢ²/pᵢ)/N² − 2N′/N + 1` for `N′` counted then, which is never below 0 and exact about that
 * mean; the coefficient about the mean of the day differs by `(N′/N)²` as a factor and by `(N′/N − 1)²`.
 *
 * Source: domain C1 to C4.
 */
export const balance = defineGoal({
  name: 'balance',
  title: { zh: '校际差异', en: 'Spread between schools' },
  sense: 'minimise',
  unit: 'millionths of CV²',
  source: 'Quality balance 2017, indicators 1 to 3; basic balance 2012, indicators 6 to 8',
  settings,
  cost(county, figures, model) {
    const spreads = spreadsOf(county)(figures).map((spread) => stepsOf(figures, spread, model));
    return {
      terms: spreads.flatMap(({ terms }) => terms),
      constant: spreads.reduce((sum, { constant }) => sum + constant, 0),
    };
  },
  value: (county, figures, postings) =>
    spreadsOf(county)(figures).reduce((sum, spread) => sum + spreadAfter(spread, postings), 0),
  change(county, figures, plan, added, dropped) {
    let sum = 0;
    for (const spread of spreadsOf(county)(figures)) {
      sum += changeOf(spread, plan, added, dropped);
    }
    return sum;
  },
});

/**
 * Balance limit
 *
 * How far the squared coefficients of variation lie above the squares of their limits, added up, in millionths; 0 where
 * each indicator is within its limit.
 *
 * Source: every indicator at most 0.50 in primary and 0.45 in junior schools (domain C3).
 */
export const balanceLimit = defineGoal({
  name: 'balance-limit',
  title: { zh: '差异系数超限', en: 'Spread beyond the limits' },
  sense: 'minimise',
  unit: 'millionths of CV²',
  source: 'Quality balance 2017: every indicator, at most 0.50 in primary and 0.45 in junior schools',
  settings,
  cost(county, figures, model) {
    const terms: Term[] = [];
    for (const spread of spreadsOf(county)(figures)) {
      const steps = stepsOf(figures, spread, model);
      const room = limitOf(figures, spread) - steps.constant;
      const most = steps.terms.reduce((sum, [, cost]) => sum + Math.max(0, cost), 0);
      if (most <= room) continue;
      const key = `beyond:${keyOf(figures, spread)}`;
      const beyond = model.column(key, 0, Math.max(0, most - room));
      model.atMost(null, key, [...steps.terms, [beyond, -1]], room);
      terms.push([beyond, 1]);
    }
    return { terms, constant: 0 };
  },
  value: (county, figures, postings) =>
    spreadsOf(county)(figures).reduce(
      (sum, spread) => sum + beyond(figures, spread, spreadAfter(spread, postings)),
      0,
    ),
  change(county, figures, plan, added, dropped) {
    let sum = 0;
    for (const spread of spreadsOf(county)(figures)) {
      const now = settledBy(plan)(spread).value;
      const then = now + changeOf(spread, plan, added, dropped);
      sum += beyond(figures, spread, then) - beyond(figures, spread, now);
    }
    return sum;
  },
});

/** The square of a limit, reckoned in whole millionths: 0.7² is 490,000 of them, not a hair less. */
const limitOf = ({ primary, junior }: Settings, { stage }: Spread): number =>
  Math.floor(Math.round(UNIT * (stage === 'primary' ? primary : junior)) ** 2 / UNIT);

/** How much of a CV² lies above its limit. */
const beyond = (figures: Settings, spread: Spread, value: number): number =>
  Math.max(0, value - limitOf(figures, spread));
