/** What of the indicators is looked at: kept in the address. What is left out is the usual: quality, where people teach, primary. */
export interface IndicatorsView {
  readonly standard?: 'BASIC_2012' | undefined;
  readonly view?: 'REGISTERED' | undefined;
  readonly stage?: 'JUNIOR' | undefined;
  /** Id of the plan whose effect is shown. */
  readonly plan?: string | undefined;
  readonly tab?: 'unchanged' | 'leftOut' | 'findings' | undefined;
  /** Code of the indicator whose arithmetic is open. */
  readonly indicator?: string | undefined;
  /** Id of the section whose figures are open. */
  readonly section?: string | undefined;
}

export interface IndicatorsViewProps {
  readonly view: IndicatorsView;
  readonly onView: (patch: IndicatorsView) => void;
}
