/** What of the public figures is looked at: kept in the address. */
export interface PublicFiguresView {
  /** As of this day, YYYY-MM-DD; left out: today. */
  readonly on?: string | undefined;
  /** Fewer people than this are hidden, from 3 to 20; left out: 5. */
  readonly threshold?: number | undefined;
}
