const dayLong = 24 * 60 * 60 * 1000;

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** From one day to another, both YYYY-MM-DD; below 0: the other is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / dayLong);

export interface Span {
  readonly from: string;
  readonly until: string;
}

/** The first day of every month in a span, its first day's too. */
export function monthsOf({ from, until }: Span): readonly string[] {
  const months: string[] = [];
  let [year = 0, month = 1] = from.split('-').map(Number);
  for (;;) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > until) return months;
    months.push(first);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

/** The whole months in which spans lie; undefined: there are none. */
export function spanOf(spans: readonly Span[]): Span | undefined {
  const from = spans.map((span) => span.from).sort()[0];
  const until = spans
    .map((span) => span.until)
    .sort()
    .at(-1);
  if (from === undefined || until === undefined) return undefined;
  const [year = 0, month = 1] = until.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return { from: `${from.slice(0, 7)}-01`, until: last };
}

/** Where a day stands in a span, in percent of its length. */
export const percentIn = ({ from, until }: Span, day: string): number =>
  (100 * daysBetween(from, day)) / (daysBetween(from, until) + 1);
