/** What the address of the page of policy holds. */
export interface PolicyView {
  /** The version read, by its id; undefined: the one in force. */
  readonly version?: string | undefined;
  /** The rule whose details are open. */
  readonly rule?: string | undefined;
}
