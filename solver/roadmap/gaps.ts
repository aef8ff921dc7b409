import { type Cell, demandOf, millionths } from '../demand.ts';
import type { Problem } from '../problem.ts';

/** What one section lacks in one subject for specialists before the exchange of a year. */
export interface Gap {
  readonly section: string;
  readonly subject: string;
  /** FTE, above 0. */
  readonly gap: number;
  /** Posts it opens to exchange. */
  readonly openings: number;
  /** Nobody there teaches it or is certified for it. */
  readonly critical: boolean;
}

/** What makes a gap wider or narrower from one year to the next, in the order they are reckoned. */
export const causes = ['move', 'retirement', 'return', 'enrolment'] as const;
export type Cause = (typeof causes)[number];

/** A gap that is wider than a year before, or than the exchange of that year had left it. */
export interface BornGap {
  readonly section: string;
  readonly subject: string;
  /** FTE before the exchange of the year before, after it, and now. */
  readonly before: number;
  readonly afterExchange: number;
  readonly gap: number;
  /** FTE, below 0 where it narrowed; those of 0 are left out. They add up to `gap − before`. */
  readonly causes: readonly { readonly cause: Cause; readonly fte: number }[];
}

/** The gaps in subjects for specialists, by section, then subject. */
export const gapsOf = (problem: Problem): Gap[] =>
  demandOf(problem)
    .cells.filter(({ specialist, gap }) => specialist && gap > 0)
    .map(({ section, subject, gap, openings, critical }) => ({ section, subject, gap, openings, critical }));

/** The same county at the five moments between two exchanges, each with one thing more that has happened. */
export interface Moments {
  /** The year before, who comes home that year at home. */
  readonly before: Problem;
  readonly moved: Problem;
  readonly retired: Problem;
  readonly returned: Problem;
  /** The year itself, before its exchange. */
  readonly now: Problem;
}

/**
 * The gaps that were born between two exchanges, and what bore them: each cause is what the gap changes by when that happens
 * after those before it.
 */
export function bornGaps({ before, moved, retired, returned, now }: Moments): BornGap[] {
  const demands = [before, moved, retired, returned, now].map(demandOf);
  const last = demands.at(-1);
  const gapsAt = ({ section, subject }: Cell) =>
    demands.map((demand) => millionths(demand.cell(section, subject)?.gap ?? 0));
  return (last?.cells ?? [])
    .filter(({ specialist }) => specialist)
    .flatMap((cell): BornGap[] => {
      const gaps = gapsAt(cell);
      const [first = 0, after = 0] = gaps;
      const grown = millionths(cell.gap);
      if (grown <= Math.min(first, after)) return [];
      return [
        {
          section: cell.section,
          subject: cell.subject,
          before: first / MILLION,
          afterExchange: after / MILLION,
          gap: cell.gap,
          causes: causes
            .map((cause, place) => ({ cause, fte: ((gaps[place + 1] ?? 0) - (gaps[place] ?? 0)) / MILLION }))
            .filter(({ fte }) => fte !== 0),
        },
      ];
    });
}

const MILLION = 1_000_000;
