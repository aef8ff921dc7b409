import type { RoadmapYearPartsFragment } from '../../graphql/generated/graphql.ts';

export type Year = RoadmapYearPartsFragment;

/** What of the roadmap is looked at: kept in the address. */
export interface RoadmapView {
  /** How many school years; left out: five. */
  readonly years?: '1' | '2' | '3' | '4' | undefined;
  /** The day the first moves take effect; left out: today. */
  readonly on?: string | undefined;
  /** The school year whose people and gaps are open, by its autumn. */
  readonly year?: string | undefined;
}
