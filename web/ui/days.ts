/** Calendar days as YYYY-MM-DD, reckoned without a clock or a zone. */

const parts = (day: string): [number, number, number] => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
};

const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** The day as people write it (2026-9-1, 2026/09/01, 2026年9月1日, 20260901); undefined: it is none from 1900 to 2199. */
export function readDay(written: string): string | undefined {
  const text = written.normalize('NFKC').replace(/\s/g, '');
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!found) return undefined;
  const [, year, month, date] = found.map(Number);
  if (year === undefined || month === undefined || date === undefined || year < 1900 || year > 2199)
    return undefined;
  const day = dayOf(Date.UTC(year, month - 1, date));
  return day === [year, pad(month), pad(date)].join('-') ? day : undefined;
}

const pad = (number: number): string => String(number).padStart(2, '0');

export function daysLater(day: string, days: number): string {
  const [year, month, date] = parts(day);
  return dayOf(Date.UTC(year, month - 1, date + days));
}

/** The same day of another month, or that month’s last. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = parts(day);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

/** The weeks, from Monday, that hold the month of a day. */
export function weeksOf(day: string): readonly (readonly string[])[] {
  const first = `${day.slice(0, 7)}-01`;
  const monday = daysLater(first, -weekday(first));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_, one) => daysLater(monday, 7 * week + one)),
  );
  return weeks.filter((week) => week.some((one) => one.startsWith(day.slice(0, 7))));
}

/** 0: Monday. */
export const weekday = (day: string): number => (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
