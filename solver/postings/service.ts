import { plusDays, plusMonths } from '../calendar.ts';

/** A stay at a host school, as it counts towards rural service. */
export interface Stay {
  readonly from: string;
  /** Last day; null: it goes on. */
  readonly until: string | null;
  /** Whether the host is beyond the county town, or weak. */
  readonly rural: boolean;
  /** Days a week of circuit teaching; null: the whole week. */
  readonly days: number | null;
}

export interface ServiceLine {
  /** Last day counted; null: nothing is yet. */
  readonly until: string | null;
  /** Whole months, and days left over. */
  readonly months: number;
  readonly days: number;
  /** Fifths of a month that count: of circuit teaching its days a week, 0 where the host is not rural. */
  readonly fifths: number;
}

/**
 * How much of a stay counts as rural service by the end of the day before `day`: whole months from the day it began, the same
 * day of the month over; days left over count for nothing. Circuit teaching counts by its days a week, of five. This is the
 * rule by which a problem is frozen (server/rounds/facts.ts), and the two must agree.
 */
export function serviceOf({ from, until, rural, days }: Stay, day: string): ServiceLine {
  const after = until === null || plusDays(until, 1) > day ? day : plusDays(until, 1);
  if (after <= from) return { until: null, months: 0, days: 0, fifths: 0 };
  const months = wholeMonths(from, after);
  return {
    until: plusDays(after, -1),
    months,
    days: daysBetween(plusMonths(from, months), after),
    fifths: rural ? months * Math.min(5, days ?? 5) : 0,
  };
}

/** As `age()` of PostgreSQL has them: a month is over on the same day of the month, and on none where there is no such day. */
function wholeMonths(from: string, to: string): number {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - year) * 12 + toMonth - month - (toDay < day ? 1 : 0);
}

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / MS_A_DAY);
const MS_A_DAY = 86_400_000;
