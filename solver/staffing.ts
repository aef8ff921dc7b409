import type { Case } from './case.ts';
import type { MadeCircuit } from './circuits.ts';
import { millionths } from './demand.ts';
import { grouped } from './grouped.ts';
import type { Opening } from './opening.ts';
import type { Posting } from './posting.ts';
import type { Teacher } from './problem.ts';
import type { Placement } from './recruits.ts';

/**
 * What a posting takes from one section and brings to another, and what a section can spare, in whole thousandths of
 * a full-time post.
 */
export const THOUSAND = 1000;
const thousandths = (fte: number): number => Math.round(millionths(fte) / THOUSAND);

export interface Hours {
  subject: string;
  amount: number;
}

/**
 * What the section a teacher leaves loses, by subject: all of the post. A class teacher teaches less than that, but
 * the class stays and the duty falls on somebody who stays: it is lost to the first subject the teacher teaches.
 */
export function lossesOf({ demand }: Case, { id, fte }: Teacher): Hours[] {
  const shares = demand.share(id);
  const duty = fte - shares.reduce((taught, share) => taught + share.fte, 0);
  return shares.map((share, place) => ({
    subject: share.subject,
    amount: thousandths(share.fte + (place === 0 ? duty : 0)),
  }));
}

/** What the section a teacher comes to gains: the whole post in the opening's subject; of a cadre, in the main one. */
export function gainsOf({ teacher, opening }: Pick<Posting, 'teacher' | 'opening'>): Hours[] {
  const subject = opening.subject ?? teacher.subject;
  return subject === undefined ? [] : [{ subject, amount: thousandths(teacher.fte) }];
}

/** What a subject of a section has beyond its need, the hours it lends included. */
export function spareOf({ demand }: Case, section: string, subject: string): number {
  const cell = demand.cell(section, subject);
  return cell ? thousandths(cell.surplus) + Math.max(0, thousandths(cell.lent)) : 0;
}

/** What all subjects of a section have beyond their needs once the lent hours are taken off. */
export const spareInAll = ({ demand }: Case, section: string): number =>
  thousandths(demand.sections.get(section)?.surplus ?? 0);

/** How many whole posts of a section × subject could be left without one being missed. */
export const sparePosts = (county: Case, { section, post, role }: Opening): number =>
  role ? 0 : Math.floor(spareOf(county, section.id, post) / THOUSAND);

/** Who comes to each post, who leaves each and on how many days circuits serve it, of a plan. */
export interface Flow {
  readonly postings: readonly Posting[];
  readonly circuits: readonly MadeCircuit[];
  readonly placements: readonly Placement[];
  arrivals(opening: Opening): readonly Posting[];
  departures(opening: Opening): readonly Posting[];
  /** Days a week. */
  days(opening: Opening): number;
  /** Recruits placed there. */
  placed(opening: Opening): number;
}

export function flowOf(
  postings: readonly Posting[],
  circuits: readonly MadeCircuit[] = [],
  placements: readonly Placement[] = [],
): Flow {
  const coming = grouped(postings, ({ opening }) => opening);
  const going = grouped(postings, ({ leaves }) => leaves);
  const served = new Map<Opening, number>();
  const placed = grouped(placements, ({ opening }) => opening);
  for (const { opening, days } of circuits) served.set(opening, (served.get(opening) ?? 0) + days);
  return {
    postings,
    circuits,
    placements,
    arrivals: (opening) => coming.get(opening) ?? [],
    departures: (opening) => going.get(opening) ?? [],
    days: (opening) => served.get(opening) ?? 0,
    placed: (opening) => placed.get(opening)?.length ?? 0,
  };
}

/**
 * How many of an opening's posts a plan fills: as many as come, recruits among them, less those needed to make up for who leaves beyond
 * what could be spared. Below 0: so many more are missed than before.
 */
export function netArrivals(county: Case, opening: Opening, { arrivals, departures, placed }: Flow): number {
  const came = arrivals(opening).length + placed(opening);
  if (!county.flows && !opening.role) return came;
  return came - Math.max(0, departures(opening).length - sparePosts(county, opening));
}

/** The same as a plan tells it, a week of circuit days being a post: none, or all there are to fill, at most. */
export const filled = (county: Case, opening: Opening, plan: Flow): number => {
  const byDays = Math.floor(plan.days(opening) / county.week);
  return Math.max(0, Math.min(opening.count, netArrivals(county, opening, plan) + byDays));
};
