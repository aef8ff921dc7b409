/** What of the inspection is looked at: kept in the address. */
export interface InspectionView {
  /** As of this day, YYYY-MM-DD; left out: today. */
  readonly on?: string | undefined;
  readonly tab?: 'establishment' | undefined;
  /** By which posts are due; left out: by what is in force. */
  readonly standard?: 'UNIFIED_2014' | 'BY_PLACE_2001' | undefined;
}
