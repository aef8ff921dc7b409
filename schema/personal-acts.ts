import type { Eligibility } from '../solver/eligibility.ts';
import type { Words } from '../solver/plan.ts';
import type { CorrectionGiven } from './corrected.ts';
import type { Actor, Versioned } from './year-acts.ts';

/** Personal data that is masked until somebody has it revealed. */
export type Revealable = 'identity_number' | 'phone' | 'home_place' | 'exemptions' | 'corrections';

/** Who may be exchanged on a day, who may not and by which rule, and who is exempt then; all by staff number. */
export interface Standing {
  readonly on: string;
  readonly eligible: readonly string[];
  readonly barred: readonly {
    readonly rule: string;
    readonly title: Words;
    readonly teachers: readonly string[];
  }[];
  readonly exempt: readonly string[];
}

/** What a teacher's record holds about the person, and what the teacher may ask to have put right in it. */
export interface Personal {
  /**
   * Records who has which of a teacher's personal data revealed, and why: never the data. The caller answers them only once this
   * is done. HR and the teacher may have all of it, the own principal the telephone. Throws `NotFound`, `NotAllowed`,
   * `InvalidInput` without a field or a reason.
   */
  reveal(actor: Actor, teacherId: string, fields: readonly Revealable[], reason: string): Promise<void>;
  /** The teacher's own. Throws `NotFound`, `NotAllowed`, `InvalidInput`. Answers the id of the request. */
  requestCorrection(actor: Actor, given: CorrectionGiven): Promise<string>;
  /** The teacher's own. Throws `NotFound`, `NotAllowed`, `InvalidInput`, `VersionConflict`, `OutOfStep`. */
  withdrawCorrection(actor: Actor, correction: Versioned, reason: string | null): Promise<void>;
  /**
   * HR, and never the teacher; accepted, the record is changed at once; a refusal says why. Throws as `withdrawCorrection`; of a
   * value that no longer fits the record `InvalidInput`.
   */
  answerCorrection(
    actor: Actor,
    correction: Versioned,
    accepted: boolean,
    answer: string | null,
  ): Promise<void>;
  /** Whether teachers of a county may go, as it stands on the day, by their ids; those not on the staff then are left out. */
  eligibility(
    countyId: string,
    on: string,
    teacherIds: readonly string[],
  ): Promise<ReadonlyMap<string, Eligibility>>;
  /** Who of a county may go on the day, all at once, and who is exempt then. Throws `NotFound`. */
  standing(countyId: string, on: string): Promise<Standing>;
}
