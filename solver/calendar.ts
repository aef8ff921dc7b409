import { DateTime } from 'luxon';

/**
 * Days as `YYYY-MM-DD`, reckoned in UTC so that a day is the same day everywhere.
 *
 * Who starts on 29 February has the anniversary on 28 February in a common year; who starts on a month's last
 * day has it on the last day of a shorter month.
 *
 * Every function throws a RangeError on a text that is no day of the calendar.
 */

/** How many whole years have passed from `from` to `to`; negative when `to` comes first. */
export const completeYears = (from: string, to: string): number =>
  Math.trunc(monthsBetween(from, to) / 12) + ZERO;

/** How many whole months have passed from `from` to `to`; negative when `to` comes first. */
export function monthsBetween(from: string, to: string): number {
  if (to < from) return ZERO - monthsBetween(to, from);
  const start = dateOf(from);
  const end = dateOf(to);
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return end.day < Math.min(start.day, end.daysInMonth) ? months - 1 : months;
}

export const plusYears = (day: string, years: number): string => plusMonths(day, 12 * years);

export const plusMonths = (day: string, months: number): string =>
  remembered(later, `${day} ${months}`, () => iso(instant(day).plus({ months })));

export const plusDays = (day: string, days: number): string => iso(instant(day).plus({ days }));

/**
 * Whether `day` lies between `from` and `until`, both included; no `until`: without an end. Days of four-digit
 * years sort as their texts do.
 */
export const inForce = ({ from, until }: Span, day: string): boolean =>
  from <= day && (until === undefined || day <= until);

/** The school year that starts in autumn `year`: from 1 September to 31 August. */
export const schoolYear = (year: number): { from: string; until: string } => ({
  from: `${year}-09-01`,
  until: `${year + 1}-08-31`,
});

/** The school year a day lies in, by the autumn it starts in. */
export function schoolYearOn(day: string): number {
  const year = Number(day.slice(0, 4));
  return day < schoolYear(year).from ? year - 1 : year;
}

/** The last day of the term a day lies in: the autumn term begins with the school year, the spring term on 1 March. */
export function termEnd(day: string): string {
  const year = schoolYearOn(day);
  const spring = `${year + 1}-03-01`;
  return day < spring ? plusDays(spring, -1) : schoolYear(year).until;
}

/** The days on which the moves of a school year may take effect: orders are often dated in the summer before it. */
export function daysOfEffect(year: number): { from: string; until: string } {
  const { from, until } = schoolYear(year);
  return { from: plusMonths(from, -MONTHS_BEFORE_SCHOOL_YEAR), until };
}

const MONTHS_BEFORE_SCHOOL_YEAR = 2;

/** Added to, or taken from, so that nothing is ever counted as −0. */
const ZERO = 0;

/** School years people plan for: nobody's service ends before, and no table of ours reaches further. */
export const planned = { first: 2000, last: 2199 } as const;

/** Days people tell of, in a file as in a workbook: nobody who serves was born before, and nothing is known so far ahead. */
export const told = { first: '1900-01-01', last: '2200-12-31' } as const;

interface Span {
  from: string;
  until?: string | undefined;
}

interface Date {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly daysInMonth: number;
}

/** A county asks about the same days over and over; there are not many days in a calendar. */
const dates = new Map<string, Date>();
const later = new Map<string, string>();

function dateOf(text: string): Date {
  return remembered(dates, text, () => {
    const { year, month, day, daysInMonth } = instant(text);
    return { year, month, day, daysInMonth };
  });
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  if (known.size >= MOST_DATES) known.clear();
  known.set(key, made);
  return made;
}

/** More than the days of two centuries. */
const MOST_DATES = 80_000;

function instant(day: string): DateTime<true> {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number);
  const found = DateTime.utc(year, month, date);
  if (!found.isValid || found.toISODate() !== day) throw new RangeError(`Not a day of the calendar: ${day}`);
  return found;
}

const iso = (date: DateTime<true>): string => date.toISODate();
