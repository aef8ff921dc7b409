import type { IndicatorsView } from './view.ts';

/** Of which county or plan, by which standard and view, at which stage. */
export interface By extends Pick<IndicatorsView, 'plan' | 'standard' | 'view'> {
  /** Code of the county. */
  readonly county: string;
  readonly stage: 'PRIMARY' | 'JUNIOR';
}

/** As the API is asked. */
export const asked = ({ standard, view }: Pick<By, 'standard' | 'view'>) => ({
  standard: standard ?? ('QUALITY_2017' as const),
  view: view ?? ('SERVING' as const),
});
