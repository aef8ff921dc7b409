import type { EarlyEnd, PostingDecision } from '../prisma/generated/enums.ts';
import type { Assessed } from '../solver/postings/assessment.ts';
import type { MonthPay } from '../solver/postings/month.ts';
import type { ServiceLine, Stay } from '../solver/postings/service.ts';
import type { PostingTerms } from '../solver/postings/terms.ts';
import type { Viewer } from './context.ts';

/** Who acts, on what as they have read it, and the day it is in the county. */
export interface Acting {
  readonly viewer: Viewer;
  readonly id: string;
  readonly version: number;
  readonly today: string;
}

/** Rural service of a teacher, by the end of the day before it was asked for. */
export interface RuralService {
  readonly lines: readonly (Stay & ServiceLine & { readonly postingId: string })[];
  /** Whole and fifth months: fifths of a month. */
  readonly fifths: number;
  /** Months that a senior title asks for. */
  readonly required: number;
}

/** What a teacher is paid for a month, and what was approved before; null: nothing was. */
export interface AllowanceRow extends Omit<MonthPay, 'reckoned'> {
  /** Null: nothing is due, and what was approved stands there to be corrected. */
  readonly reckoned: MonthPay['reckoned'] | null;
  readonly approved: { readonly area: number; readonly transport: number } | null;
}

export interface AllowanceList {
  readonly month: string;
  /** As the county stands now. By staff number. */
  readonly rows: readonly AllowanceRow[];
  /** How often it was approved. */
  readonly approvals: number;
  /** Of the rows: of others it is another one. */
  readonly seal: string;
}

/** Yuan of a month. */
export interface MonthCost {
  readonly month: string;
  readonly teachers: number;
  readonly area: number;
  readonly transport: number;
}

/** What a day has brought about in a county. */
export interface CarriedOut {
  readonly landed: readonly string[];
  readonly ended: readonly string[];
  /** Postings whose day has come, and which wait for a person: the teacher has left, or the school is closed. */
  readonly held: readonly string[];
  /** Recruits whose day has come, and who wait for a person: the school is closed, or a teacher bears the number. */
  readonly heldRecruits: readonly string[];
}

/**
 * Acts on postings. The caller has checked the role; states and versions are checked here. Each of one posting throws
 * `NotFound`, `VersionConflict`, `PostingNotAtThisStep` and `InvalidInput`.
 */
export interface Postings {
  /**
   * One posting for each move and circuit of a final plan, and the order of each recruit placed, all or none, but for what of whom is left out, each for a reason;
   * again: nothing. Throws `PlanNotFinal`, `OrdersRefused`.
   */
  order(
    acting: Acting,
    leftOut: readonly { readonly teacherId: string; readonly reason: string }[],
  ): Promise<void>;
  report(acting: Acting, on: string): Promise<void>;
  /** `reason`: why the other does not go; `explanation`: why this teacher goes instead. Answers the new posting's id. */
  replace(
    acting: Acting,
    input: { readonly teacherId: string; readonly reason: string; readonly explanation: string },
  ): Promise<string>;
  extend(acting: Acting, input: { readonly until: string; readonly reason: string }): Promise<void>;
  /** Throws `HomeClosed`. */
  endEarly(
    acting: Acting,
    input: {
      readonly on: string;
      readonly kind: EarlyEnd;
      readonly reason: string | null;
      readonly backSectionId: string | null;
    },
  ): Promise<void>;
  cancel(acting: Acting, reason: string): Promise<void>;
  /**
   * Of a recruit who does not come, ordered or not. Throws `NotFound`, `VersionConflict`, `RecruitNotAtThisStep`,
   * `InvalidInput`; as does the next.
   */
  withdrawRecruit(acting: Acting, reason: string): Promise<void>;
  /** One who had withdrawn, or is ordered, waits again. */
  restoreRecruit(acting: Acting, reason: string): Promise<void>;
  /** Throws `NothingToUndo`. */
  undo(acting: Acting, reason: string): Promise<void>;
  /** Throws `AssessmentWanted`, `AssessmentContested`, `HomeClosed`. */
  decide(
    acting: Acting,
    input: {
      readonly decision: PostingDecision;
      readonly reason: string | null;
      readonly backSectionId: string | null;
    },
  ): Promise<void>;
  /** A new assessment of a school year, or one not confirmed written anew. Throws `AssessmentConfirmed`. Answers its id. */
  assess(
    acting: Acting,
    input: Assessed & {
      readonly schoolYear: number;
      readonly note: string | null;
      /** Of the assessment that is written anew; null: none was read. */
      readonly version: number | null;
    },
  ): Promise<string>;
  /** Throws `AssessmentConfirmed`, `SamePerson`. */
  confirm(acting: Acting): Promise<void>;
  /** The teacher's own word. Throws `AssessmentConfirmed`. */
  comment(acting: Acting, comment: string): Promise<void>;
  /** To that word; `returned`: it is right, and the host writes the assessment anew. Throws `AssessmentNotContested`, `SamePerson`. */
  answer(acting: Acting, input: { readonly answer: string; readonly returned: boolean }): Promise<void>;
  /** Lands what begins and ends what is decided, by the day it is in each county; again: nothing. */
  carryOut(countyId: string | null, todayIn: (timeZone: string) => string): Promise<CarriedOut>;
  /** The terms of a county in force on a day; those it has not set are the usual ones. */
  terms(countyId: string, on: string): Promise<PostingTerms>;
  /** A new version of the terms; nothing is edited. Throws `InvalidInput`. Answers its id. */
  setTerms(
    viewer: Viewer,
    input: {
      readonly countyId: string;
      readonly version: string;
      readonly effectiveFrom: string;
      readonly settings: unknown;
    },
  ): Promise<string>;
  /** Of each teacher, in three statements. */
  service(teacherIds: readonly string[], on: string): Promise<ReadonlyMap<string, RuralService>>;
  /** What a month comes to as the county stands now, beside what was approved. `month` as `YYYY-MM`. */
  allowances(countyId: string, month: string): Promise<AllowanceList>;
  /** The twelve months of a school year: what was approved, and where nothing was, as the county stands now. */
  allowanceYear(countyId: string, schoolYear: number): Promise<readonly MonthCost[]>;
  /** Freezes a month that is over, or what is to be corrected of it. Throws `InvalidInput`. */
  approve(
    viewer: Viewer,
    input: {
      readonly countyId: string;
      readonly month: string;
      readonly seal: string;
      readonly today: string;
    },
  ): Promise<void>;
  /** What the moves of a plan would cost, month by month over their stay. Empty: nobody goes. */
  forecast(planId: string): Promise<readonly MonthCost[]>;
}
