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
