import { type Transport, transportFor } from '../allowance.ts';
import { completeYears, plusDays, plusMonths } from '../calendar.ts';
import type { PartMonth } from './terms.ts';

/** A stay that is paid for. */
export interface PaidStay {
  readonly teacher: string;
  readonly teachingSince: string;
  readonly from: string;
  /** Last day; null: it goes on. */
  readonly until: string | null;
  /** Area allowance of the host's zone, yuan a month. */
  readonly area: number;
  /** Name of that zone; null: the host is in none. */
  readonly zone: string | null;
}

/** What a county pays by, as in force in a month. */
export interface PayRule {
  readonly transport: readonly Transport[];
  /** Months a year it is paid, from September on: of 10, not in July and August. */
  readonly months: number;
  readonly partMonth: PartMonth;
}

/** What a teacher is paid for a month. */
export interface MonthPay {
  readonly teacher: string;
  /** Days served of the month. */
  readonly days: number;
  /** Whole yuan. */
  readonly area: number;
  readonly transport: number;
  readonly reckoned: Reckoned;
}

/** What the figures of a month rest on. */
export interface Reckoned {
  /** Days the month has. */
  readonly length: number;
  /** Years of teaching complete on its first. */
  readonly years: number;
  /** Yuan a month for so many years. */
  readonly perMonth: number;
  /** Whole; by the day; nothing as less than half was served; nothing as the month is none that is paid. */
  readonly share: 'whole' | 'by-day' | 'too-short' | 'unpaid-month';
  /** Days at each host and what its zone pays a month, those that began earlier first. */
  readonly parts: readonly Part[];
}

interface Part extends Pick<PaidStay, 'area' | 'zone'> {
  readonly days: number;
}

/**
 * What is paid for a month, YYYY-MM, to whoever served a day of it, in the order of the stays. A day belongs to the stay that
 * began last. Where part of a month is paid whole or not at all, the zone with the most days of it counts, the later one of
 * two alike; by the day each part is rounded to a yuan, half a yuan up. Years of teaching are those complete on the first.
 */
export function payOf(
  month: string,
  stays: readonly PaidStay[],
  { transport, months, partMonth }: PayRule,
): readonly MonthPay[] {
  const first = `${month}-01`;
  const length = daysOf(month);
  const paid = isPaid(month, months);
  return [...grouped(stays)].flatMap(([teacher, own]): MonthPay[] => {
    const served = daysByArea(first, length, own);
    const days = served.reduce((sum, part) => sum + part.days, 0);
    if (days === 0) return [];
    const years = completeYears(own[0]?.teachingSince ?? first, first);
    const perMonth = transportFor(transport, years);
    const whole = partMonth === 'any' || (partMonth === 'half' && 2 * days >= length);
    const facts = { length, years, perMonth, parts: served };
    if (!paid || (partMonth === 'half' && !whole)) {
      const reckoned = { ...facts, share: paid ? 'too-short' : 'unpaid-month' } as const;
      return [{ teacher, days, area: 0, transport: 0, reckoned }];
    }
    if (whole) {
      const most = served.reduce((best, part) => (part.days >= best.days ? part : best));
      const reckoned = { ...facts, share: 'whole' } as const;
      return [{ teacher, days, area: most.area, transport: perMonth, reckoned }];
    }
    const area = served.reduce((sum, part) => sum + share(part.area, part.days, length), 0);
    const reckoned = { ...facts, share: 'by-day' } as const;
    return [{ teacher, days, area, transport: share(perMonth, days, length), reckoned }];
  });
}

/** The months from one to another, both included. */
export function monthsFrom(first: string, last: string): string[] {
  const found: string[] = [];
  for (let day = `${first.slice(0, 7)}-01`; day.slice(0, 7) <= last.slice(0, 7); day = plusMonths(day, 1))
    found.push(day.slice(0, 7));
  return found;
}

/** Whether a month (YYYY-MM) is over on a day. */
export const isOver = (month: string, day: string): boolean => day > lastDayOf(month);

/** The last day of a month. */
export const lastDayOf = (month: string): string => plusDays(plusMonths(`${month}-01`, 1), -1);

const daysOf = (month: string): number => Number(lastDayOf(month).slice(8));

/** Whole yuan, half a yuan up. */
const share = (monthly: number, days: number, length: number): number =>
  Math.floor((2 * monthly * days + length) / (2 * length));

const isPaid = (month: string, months: number): boolean => (Number(month.slice(5)) + 3) % 12 < months;

function grouped(stays: readonly PaidStay[]): Map<string, PaidStay[]> {
  const found = new Map<string, PaidStay[]>();
  for (const stay of stays) {
    const known = found.get(stay.teacher);
    if (known) known.push(stay);
    else found.set(stay.teacher, [stay]);
  }
  return found;
}

/** Days of each stay of a teacher's in the month, those that began earlier first. */
function daysByArea(first: string, length: number, stays: readonly PaidStay[]): Part[] {
  const parts = stays
    .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)))
    .map((stay) => ({ stay, days: 0 }));
  for (let date = 1; date <= length; date++) {
    const day = `${first.slice(0, 8)}${String(date).padStart(2, '0')}`;
    const part = parts.findLast(({ stay }) => stay.from <= day && (stay.until === null || day <= stay.until));
    if (part) part.days += 1;
  }
  return parts.flatMap(({ stay: { area, zone }, days }) => (days > 0 ? [{ area, zone, days }] : []));
}
