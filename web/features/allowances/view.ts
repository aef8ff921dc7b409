/** What the address keeps of the page. */
export interface AllowancesView {
  /** YYYY-MM; unsaid: the month before this one, the newest that can be approved. */
  readonly month?: string | undefined;
  readonly tab?: (typeof allowanceTabs)[number] | undefined;
  /** The plan whose cost is forecast. */
  readonly plan?: string | undefined;
  readonly q?: string | undefined;
}

export const allowanceTabs = ['month', 'year', 'forecast', 'rates'] as const;

export type OnView = (patch: AllowancesView) => void;

/** The month before the one a day lies in, YYYY-MM. */
export function monthBefore(day: string): string {
  const first = new Date(`${day.slice(0, 7)}-01T12:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() - 1);
  return first.toISOString().slice(0, 7);
}

/** The autumn of the school year a month lies in. */
export function schoolYearOf(month: string): number {
  const year = Number(month.slice(0, 4));
  return Number(month.slice(5, 7)) >= 9 ? year : year - 1;
}
