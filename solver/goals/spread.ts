import type { Case } from '../case.ts';
import {
  type Counting,
  headcounts,
  type Indicator,
  measured,
  pupilsOf,
  shiftOf,
  squaredVariation,
} from '../indicators.ts';
import { onceFor } from '../once.ts';
import type { Posting } from '../posting.ts';
import type { Section, Stage } from '../problem.ts';
import type { Flow } from '../staffing.ts';

/** One indicator at one stage: the sections it is taken over, and who counts there before anybody moves. */
export interface Spread {
  indicator: Indicator;
  stage: Stage;
  /** By section, its pupils. */
  sections: ReadonlyMap<string, number>;
  heads: ReadonlyMap<string, number>;
  pupils: number;
  all: number;
  /** What a posting changes; null: nothing that is counted. */
  shift(posting: Posting): Shift | null;
  /** What one person more in all takes off, in millionths. */
  each: number;
  /** What today's CV² comes to beyond its rounded steps, so that today's is right to the millionth. */
  anchor: number;
}

/** From which section to which somebody goes who is counted there; null: one that is not, or not for this. */
interface Shift {
  readonly from: string | null;
  readonly to: string | null;
}

/** How many more are counted in all. */
export const more = ({ from, to }: Shift): number => Number(to !== null) - Number(from !== null);

/** Which indicators count, and who in them. */
export interface Spreading extends Counting {
  readonly indicators: readonly Indicator[];
  readonly stages: readonly Stage[];
}

/** The spreads of a county with anybody to count, by what a goal is set to: found once for each. */
export const spreadsOf = onceFor((county: Case) =>
  onceFor((figures: Spreading): readonly Spread[] =>
    (['primary', 'junior'] as const)
      .filter((stage) => figures.stages.includes(stage))
      .flatMap((stage) => spreadsAt(county, figures, stage))
      .filter(({ all }) => all > 0),
  ),
);

function spreadsAt(county: Case, figures: Spreading, stage: Stage): Spread[] {
  const sections = new Map(
    measured(county, stage, figures).map((section) => [section.id, pupilsOf(section)]),
  );
  const pupils = [...sections.values()].reduce((sum, own) => sum + own, 0);
  return [...new Set(figures.indicators)].map((indicator): Spread => {
    const heads = headcounts(county, indicator, figures, []);
    const all = [...sections.keys()].reduce((sum, id) => sum + (heads.get(id) ?? 0), 0);
    const counted = (section: Section | null | undefined) =>
      section && sections.has(section.id) ? section.id : null;
    const shift = (posting: Posting): Shift | null => {
      const found = shiftOf(county, indicator, figures, posting);
      const [from, to] = [counted(found?.from), counted(found?.to)];
      return from === null && to === null ? null : { from, to };
    };
    const each = Math.round((2 * UNIT) / all);
    const spread = { indicator, stage, sections, heads, pupils, all, shift, each, anchor: 0 };
    return all === 0 ? spread : { ...spread, anchor: exactNow(spread) - spreadAfter(spread, []) };
  });
}

/** A coefficient of variation of 1, squared, in what spreads are counted in: millionths. */
export const UNIT = 1_000_000;

/** What the teacher after the first `heads` of a section adds to `CV² + 1`; never falls as `heads` grows. */
export const stepAt = ({ pupils, all }: Spread, own: number, heads: number): number =>
  Math.round((UNIT * pupils * (2 * heads + 1)) / (own * all * all));

/** What a section's teachers after the first `from` add, up to the first `to`. */
export function between(spread: Spread, own: number, from: number, to: number): number {
  if (to < from) return -between(spread, own, to, from);
  let sum = 0;
  for (let step = from; step < to; step++) sum += stepAt(spread, own, step);
  return sum;
}

/** CV² after a plan, in millionths. */
export const spreadAfter = (spread: Spread, postings: readonly Posting[]): number =>
  sumAfter(spread, headsAfter(spread, postings));

function sumAfter(spread: Spread, heads: ReadonlyMap<string, number>): number {
  let sum = spread.anchor - UNIT;
  let all = 0;
  for (const [id, own] of spread.sections) {
    const there = heads.get(id) ?? 0;
    all += there;
    sum += between(spread, own, 0, there);
  }
  return sum - spread.each * (all - spread.all);
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
    if (shift.to !== null) add(shift.to, 1);
  }
  return heads;
}

interface After {
  readonly heads: ReadonlyMap<string, number>;
  readonly value: number;
}

/** Who counts where after a plan and what each spread then is, reckoned once for all changes to it. */
export const settledBy = onceFor((plan: Flow) =>
  onceFor((spread: Spread): After => {
    const heads = headsAfter(spread, plan.postings);
    return { heads, value: sumAfter(spread, heads) };
  }),
);

/** By how much CV² is more, in millionths, once one posting more and another less is made than the plan makes. */
export function changeOf(spread: Spread, plan: Flow, added: Posting | null, dropped: Posting | null): number {
  const { heads } = settledBy(plan)(spread);
  let sum = 0;
  const net = new Map<string, number>();
  const add = (section: string, by: number) => net.set(section, (net.get(section) ?? 0) + by);
  for (const [posting, sign] of [
    [added, 1],
    [dropped, -1],
  ] as const) {
    const shift = posting && spread.shift(posting);
    if (!shift) continue;
    if (shift.from !== null) add(shift.from, -sign);
    if (shift.to !== null) add(shift.to, sign);
    sum -= spread.each * sign * more(shift);
  }
  for (const [id, by] of net) {
    const own = spread.sections.get(id);
    if (own === undefined || by === 0) continue;
    const now = heads.get(id) ?? 0;
    sum += between(spread, own, now, now + by);
  }
  return sum;
}
