import type { RolledGrade, RolloverFinding } from '../solver/rollover.ts';
import type { Viewer } from './context.ts';

/** From one school year into the next: what it would come to, doing it, and taking it back. */
export interface Rollovers {
  /**
   * What a county's step into a school year would come to, as it stands now. The caller has checked that the county may be
   * administered. A year of null: the next. Throws `InvalidInput`: a year that is neither the present one nor the next.
   */
  preview(countyId: string, schoolYear: number | null, today: string): Promise<RolloverPreview>;
  /**
   * Does it as it was previewed. Throws `NotFound`, `NotAllowed`, `InvalidInput` (also: something changed since the preview),
   * `RolledOverAlready`. Answers its id.
   */
  apply(
    viewer: Viewer,
    asked: {
      readonly countyId: string;
      readonly schoolYear: number;
      readonly seal: string;
      readonly today: string;
    },
  ): Promise<string>;
  /** Takes it back, wholly. Throws `NotFound`, `NotAllowed`, `RolloverCannotBeUndone`. */
  undo(viewer: Viewer, rolloverId: string, reason: string, today: string): Promise<void>;
}

export interface RolloverPreview {
  readonly countyId: string;
  readonly schoolYear: number;
  /** The first day of the year. */
  readonly from: string;
  readonly grades: readonly RolledGrade[];
  readonly findings: readonly RolloverFinding[];
  readonly pupilsBefore: number;
  readonly pupils: number;
  readonly leaving: number;
  /** Ids of postings under way that are to end before the year's first day. */
  readonly endingPostings: readonly string[];
  /** Of how many of them nobody has decided: they go on until somebody does. */
  readonly undecided: number;
  /** What takes effect in the year before, after its first day, up to and with the first day of this. */
  readonly newVersions: readonly NewVersion[];
  /** Rounds of the year before and older that are not closed. */
  readonly openRounds: readonly string[];
  /** SHA-256 of the grades: what an officer has seen. */
  readonly seal: string;
}

export interface NewVersion {
  readonly kind:
    | 'policy'
    | 'curriculum'
    | 'load'
    | 'establishment'
    | 'allowance'
    | 'posting'
    | 'points'
    | 'calendar'
    | 'balance';
  readonly version: string;
  readonly effectiveFrom: string;
}
