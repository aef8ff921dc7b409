/** What of the scenarios is looked at: kept in the address. */
export interface ScenariosView {
  /** Id of the round; left out: the newest. */
  readonly round?: string | undefined;
  readonly standard?: 'BASIC_2012' | undefined;
  /** Id of the scenario being changed; `new`: one is being written. */
  readonly edit?: string | undefined;
}

export interface ScenariosViewProps {
  readonly view: ScenariosView;
  readonly onView: (patch: ScenariosView) => void;
}
