/** What the address of the page of accounts holds. */
export interface UsersView {
  readonly q?: string | undefined;
  /** The account whose details are open. */
  readonly account?: string | undefined;
}
