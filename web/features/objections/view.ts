/** What of the objections is looked at: kept in the address. */
export interface ObjectionsView {
  /** Of which round; unsaid: the newest that has any. */
  readonly round?: string | undefined;
  readonly state?: 'SUBMITTED' | 'UPHELD' | 'REFUSED' | 'WITHDRAWN' | undefined;
  /** Which one is open. */
  readonly objection?: string | undefined;
}
