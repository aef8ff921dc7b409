import * as z from 'zod';
import type { Candidate, Case } from '../case.ts';
import { grouped } from '../grouped.ts';
import {
  counting,
  counts,
  headcounts,
  type Indicator,
  indicators,
  measured,
  pupilsOf,
  shiftOf,
  squaredVariation,
} from '../indicators.ts';
import type { Model, Term } from '../model.ts';
import type { Posting } from '../posting.ts';
import type { Stage } from '../problem.ts';
import type { Flow } from '../staffing.ts';
import { defineGoal } from './goal.ts';

const limit = z.number().min(0).max(10);

const settings = z.strictObject({
  /** Which national indicators count. */
  indicators: z.array(z.enum(indicators)).min(1).default(['education', 'backbone', 'arts-and-pe']),
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
 * millionth, and every head that moves adds a rounding of half of one at most. The mean is today's: moves
 * within a stage do not change it. Where somebody changes stage, or goes to or from a section that is not counted (one
 * without pupils, a small teaching point), the spread is still taken about today's mean.
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
    const spreads = spreadsOf(county, figures).map((spread) => stepsOf(figures, spread, model));
    return {
      terms: spreads.flatMap(({ terms }) => terms),
      constant: spreads.reduce((sum, { constant }) => sum + constant, 0),
    };
  },
  value: (county, figures, postings) =>
    spreadsOf(county, figures).reduce((sum, spread) => sum + spreadAfter(spread, postings), 0),
  change(county, figures, plan, added, dropped) {
    let sum = 0;
    for (const spread of spreadsOf(county, figures)) {
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
    for (const spread of spreadsOf(county, figures)) {
      const steps = stepsOf(figures, spread, model);
      const room = limitOf(figures, spread) - steps.constant;
      const most = steps.terms.reduce((sum, [, cost]) => sum + cost, 0);
      if (most <= room) continue;
      const key = `beyond:${keyOf(figures, spread)}`;
      const beyond = model.column(key, 0, Math.max(0, most - room));
      model.atMost(null, key, [...steps.terms, [beyond, -1]], room);
      terms.push([beyond, 1]);
    }
    return { terms, constant: 0 };
  },
  value: (county, figures, postings) =>
    spreadsOf(county, figures).reduce(
      (sum, spread) => sum + beyond(figures, spread, spreadAfter(spread, postings)),
      0,
    ),
  change(county, figures, plan, added, dropped) {
    let sum = 0;
    for (const spread of spreadsOf(county, figures)) {
      const now = settledBy(spread, plan).value;
      const then = now + changeOf(spread, plan, added, dropped);
      sum += beyond(figures, spread, then) - beyond(figures, spread, now);
    }
    return sum;
  },
});

/** One indicator at one stage: the sections it is taken over, and who counts there before anybody moves. */
interface Spread {
  indicator: Indicator;
  stage: Stage;
  /** By section, its pupils. */
  sections: ReadonlyMap<string, number>;
  heads: ReadonlyMap<string, number>;
  pupils: number;
  all: number;
  /** Where a posting takes from and adds to, by section; null: it changes nothing that is counted. */
  shift(posting: Posting): { from: string | null; to: string } | null;
  /** What today's CV² comes to beyond its rounded steps, so that today's is right to the millionth. */
  anchor: number;
}

const known = new WeakMap<Case, Map<string, readonly Spread[]>>();

/** Those with anybody to count; the same list for the same county and figures. */
function spreadsOf(county: Case, figures: Settings): readonly Spread[] {
  const ofCounty = known.get(county) ?? new Map<string, readonly Spread[]>();
  known.set(county, ofCounty);
  const key = JSON.stringify(figures);
  const before = ofCounty.get(key);
  if (before) return before;
  const spreads = (['primary', 'junior'] as const).flatMap((stage) => {
    const sections = new Map(
      measured(county, stage, figures).map((section) => [section.id, pupilsOf(section)]),
    );
    const pupils = [...sections.values()].reduce((sum, own) => sum + own, 0);
    return [...new Set(figures.indicators)].map((indicator): Spread => {
      const heads = headcounts(county, indicator, figures, []);
      const all = [...sections.keys()].reduce((sum, id) => sum + (heads.get(id) ?? 0), 0);
      const shift = (posting: Posting) => {
        if (!counts(indicator, figures, stage, posting.teacher)) return null;
        const found = shiftOf(county, figures, posting);
        return found && { from: found.from?.id ?? null, to: found.to.id };
      };
      const spread = { indicator, stage, sections, heads, pupils, all, shift, anchor: 0 };
      return all === 0 ? spread : { ...spread, anchor: exactNow(spread) - spreadAfter(spread, []) };
    });
  });
  const found = spreads.filter(({ all }) => all > 0);
  ofCounty.set(key, found);
  return found;
}

const UNIT = 1_000_000;

/** What the teacher after the first `heads` of a section adds to `CV² + 1`; never falls as `heads` grows. */
const stepAt = ({ pupils, all }: Spread, own: number, heads: number): number =>
  Math.round((UNIT * pupils * (2 * heads + 1)) / (own * all * all));

/** What a section's teachers after the first `from` add, up to the first `to`. */
function between(spread: Spread, own: number, from: number, to: number): number {
  if (to < from) return -between(spread, own, to, from);
  let sum = 0;
  for (let step = from; step < to; step++) sum += stepAt(spread, own, step);
  return sum;
}

/** The square of a limit, reckoned in whole millionths: 0.7² is 490,000 of them, not a hair less. */
const limitOf = ({ primary, junior }: Settings, { stage }: Spread): number =>
  Math.floor(Math.round(UNIT * (stage === 'primary' ? primary : junior)) ** 2 / UNIT);

/** Tells spreads apart that count different people. */
const keyOf = ({ artsAndPe, view }: Settings, { stage, indicator }: Spread): string =>
  `${stage}:${indicator}${view === 'serving' ? '' : `:${view}`}${indicator === 'arts-and-pe' ? JSON.stringify(artsAndPe) : ''}`;

const beyond = (figures: Settings, spread: Spread, value: number): number =>
  Math.max(0, value - limitOf(figures, spread));

/** CV² as a sum of steps: one for every teacher a section may come to have beyond those who cannot leave it. */
function stepsOf(
  figures: Settings,
  spread: Spread,
  model: Model,
): { terms: readonly Term[]; constant: number } {
  const shifts = model.candidates.flatMap((candidate) => {
    const shift = spread.shift(candidate);
    return shift ? [{ ...shift, candidate }] : [];
  });
  const coming = grouped(shifts, ({ to }) => to);
  const going = grouped(shifts, ({ from }) => from);
  const terms: Term[] = [];
  let constant = spread.anchor - UNIT;
  for (const [id, own] of spread.sections) {
    const now = spread.heads.get(id) ?? 0;
    const arrivals = (coming.get(id) ?? []).map(({ candidate }) => candidate);
    const departures = (going.get(id) ?? []).map(({ candidate }) => candidate);
    const least = now - teachersIn(departures);
    constant += between(spread, own, 0, least);
    if (arrivals.length === 0 && departures.length === 0) continue;
    const key = `${keyOf(figures, spread)}:${JSON.stringify(id)}`;
    const count = now + mostComing(model, arrivals) - least;
    const steps = Array.from(
      { length: count },
      (_, place): Term => [
        model.shared(`heads:${key}:${least + place + 1}`, 0, 1),
        stepAt(spread, own, least + place),
      ],
    );
    terms.push(...steps);
    // As many steps as teachers are there after the plan; the cheapest first, because steps rise.
    model.once(`heads:${key}`, () =>
      model.atLeast(
        null,
        `heads:${key}`,
        [
          ...steps.map(([step]): Term => [step, 1]),
          ...arrivals.map(({ column }): Term => [column, -1]),
          ...departures.map(({ column }): Term => [column, 1]),
        ],
        now - least,
      ),
    );
  }
  return { terms, constant };
}

/** The most of these who can come: to each post no more than are open there and leave it. */
function mostComing(model: Model, arrivals: readonly Candidate[]): number {
  let most = 0;
  for (const [opening, coming] of grouped(arrivals, (candidate) => candidate.opening)) {
    const leaving = model.vacating(opening).flatMap((column) => model.candidates[column] ?? []);
    // Decided otherwise, more may come by a swap than leave.
    const room = model.relaxes('swap') ? coming.length : opening.count + teachersIn(leaving);
    most += Math.min(teachersIn(coming), room);
  }
  return Math.min(most, teachersIn(arrivals));
}

const teachersIn = (candidates: readonly Candidate[]): number =>
  new Set(candidates.map(({ teacher }) => teacher)).size;

const spreadAfter = (spread: Spread, postings: readonly Posting[]): number =>
  sumAfter(spread, headsAfter(spread, postings));

function sumAfter(spread: Spread, heads: ReadonlyMap<string, number>): number {
  let sum = spread.anchor - UNIT;
  for (const [id, own] of spread.sections) sum += between(spread, own, 0, heads.get(id) ?? 0);
  return sum;
}

/** Today's CV² to the nearest millionth. */
const exactNow = ({ sections, heads }: Spread): number =>
  Math.round(UNIT * (squaredVariation(sections, heads) ?? 0)) + ZERO;

/** Added so that nothing is −0. */
const ZERO = 0;

function headsAfter(spread: Spread, postings: readonly Posting[]): Map<string, number> {
  const heads = new Map(spread.heads);
  const add = (section: string, by: number) => heads.set(section, (heads.get(section) ?? 0) + by);
  for (const posting of postings) {
    const shift = spread.shift(posting);
    if (!shift) continue;
    if (shift.from !== null) add(shift.from, -1);
    add(shift.to, 1);
  }
  return heads;
}

interface After {
  readonly heads: ReadonlyMap<string, number>;
  readonly value: number;
}

const afterPlan = new WeakMap<Flow, Map<Spread, After>>();

/** Who counts where after a plan and what the spread then is, reckoned once for all changes to it. */
function settledBy(spread: Spread, plan: Flow): After {
  const ofPlan = afterPlan.get(plan) ?? new Map<Spread, After>();
  afterPlan.set(plan, ofPlan);
  const known = ofPlan.get(spread);
  if (known) return known;
  const heads = headsAfter(spread, plan.postings);
  const after = { heads, value: sumAfter(spread, heads) };
  ofPlan.set(spread, after);
  return after;
}

function changeOf(spread: Spread, plan: Flow, added: Posting | null, dropped: Posting | null): number {
  const { heads } = settledBy(spread, plan);
  const net = new Map<string, number>();
  const add = (section: string, by: number) => net.set(section, (net.get(section) ?? 0) + by);
  for (const [posting, sign] of [
    [added, 1],
    [dropped, -1],
  ] as const) {
    const shift = posting && spread.shift(posting);
    if (!shift) continue;
    if (shift.from !== null) add(shift.from, -sign);
    add(shift.to, sign);
  }
  let sum = 0;
  for (const [id, by] of net) {
    const own = spread.sections.get(id);
    if (own === undefined || by === 0) continue;
    const now = heads.get(id) ?? 0;
    sum += between(spread, own, now, now + by);
  }
  return sum;
}
