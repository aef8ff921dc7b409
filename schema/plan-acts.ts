import type { Finding, Words } from '../solver/plan.ts';
import type { CadreRole } from '../solver/problem.ts';
import type { Difference } from '../solver/replan.ts';
import type { Context, GoalChange, PinInput, Viewer } from './context.ts';
import { type PlanStep, planSteps } from './plan-steps.ts';

/** What an officer does to a plan, one by one: the steps that are acts of their own, and what is done by hand. */
export type PlanActName = Exclude<PlanStep, 'replace'> | 'undo' | 'solve-around';

/** In the order of a plan's way. */
export const planActNames: readonly PlanActName[] = [
  'edit',
  'undo',
  'solve-around',
  ...(Object.keys(planSteps) as PlanStep[]).filter((step) => step !== 'edit' && step !== 'replace'),
];

/** An act that begins from where a plan is. */
export interface OpenAct {
  readonly act: PlanActName;
  /** Whether a reason must be given, may be, or is not asked for. */
  readonly reason: 'must' | 'may' | 'none';
  /** What is known to stand against it; null: nothing is, though it may be refused when it is looked at anew. */
  readonly against: Words | null;
}

/** Who acts, and which day it is where. */
export interface Acting extends Pick<Context, 'today' | 'now'> {
  readonly viewer: Viewer;
}

/** By which a plan goes on though something is not as it should be. */
export interface NamedDecision {
  /** Who decided, as the bureau names them. */
  readonly decidedBy: string;
  readonly reason: string;
  /** The document it stands in. */
  readonly reference: string;
}

/** A plan as its doer has read it. */
export interface PlanRead {
  readonly planId: string;
  readonly version: number;
}

/** What comes of a move made by hand. */
export interface HandEdit {
  /** The plan that has it: the one edited, or a new one made from it. */
  readonly planId: string;
  /** Every goal before and after. */
  readonly changes: readonly GoalChange[];
  /** What the rules find in the plan now; remarks are not among them. */
  readonly findings: readonly Finding[];
  /** How many of them stand against it: with any, it cannot be published. */
  readonly breaches: number;
  readonly text: Words;
}

export interface Published {
  readonly planId: string;
  /** The provisional plan it took the place of; null: there was none. */
  readonly replacedId: string | null;
  /** For whom the list is not what it was; by staff number, empty where there was none. */
  readonly changes: readonly Difference[];
}

/**
 * What officers do with plans. The caller has checked that the plan may be read and the county administered; states,
 * versions and four eyes are checked here. Each of one plan throws `NotFound`, `NotAllowed`, `VersionConflict`,
 * `PlanNotAtThisStep`, `InvalidInput`.
 */
export interface PlanActs {
  /** Throws `PlanFailsAudit` of a plan with nothing to carry out. */
  submit(by: Acting, plan: PlanRead, reason: string | null): Promise<void>;
  /** Throws `NotAllowed` to all but who submitted it. */
  withdraw(by: Acting, plan: PlanRead, reason: string | null): Promise<void>;
  /** Throws `FourEyes`, `NotApprover`. */
  approve(by: Acting, plan: PlanRead, reason: string | null): Promise<void>;
  /** Throws `NotApprover`. */
  sendBack(by: Acting, plan: PlanRead, reason: string): Promise<void>;
  /** Throws `PlanFailsAudit`, `PlanOutOfDate`, `DecisionWanted`, `ProblemRefused`. */
  publish(by: Acting, plan: PlanRead, decision: NamedDecision | null): Promise<Published>;
  /** Throws `PlanFailsAudit`, `PlanOutOfDate`, `DecisionWanted`, `ProblemRefused`. */
  finalise(by: Acting, plan: PlanRead, decision: NamedDecision | null): Promise<void>;
  discard(by: Acting, plan: PlanRead, reason: string): Promise<void>;
  /** Moves a teacher, or leaves one in place, in a draft made by hand; of any other plan, in a new one made from it. */
  moveByHand(
    by: Acting,
    plan: PlanRead,
    move: {
      readonly teacherId: string;
      /** Null: the teacher stays. */
      readonly sectionId: string | null;
      /** Left out: what the teacher does today. */
      readonly post?: string | CadreRole | undefined;
      readonly reason: string | null;
    },
  ): Promise<HandEdit>;
  /** Takes back the last move made by hand that still stands. */
  undo(by: Acting, plan: PlanRead): Promise<HandEdit>;
  /** Pins what was placed by hand and queues a solve around it, close to this plan. Answers the solve's id. Throws `SolveAlreadyRunning`. */
  solveAround(by: Acting, plan: PlanRead, roundVersion: number): Promise<string>;
  /** Answers the note's id. */
  note(
    by: Acting,
    planId: string,
    note: { readonly teacherId: string | null; readonly text: string },
  ): Promise<string>;
  /** What an officer of their county may do next with each plan. */
  openActs(by: Acting, planIds: readonly string[]): Promise<ReadonlyMap<string, readonly OpenAct[]>>;
  /** Answers the approver's id. Throws `InvalidInput`, `FourEyes` to who names themselves. */
  nameApprover(
    by: Acting,
    countyId: string,
    named: { readonly email: string; readonly from: string; readonly until: string | null },
  ): Promise<string>;
  /** The last day is today or one before the end already set. */
  endApprover(by: Acting, approverId: string, version: number, until: string): Promise<void>;
  nameStandIn(
    by: Acting,
    approverId: string,
    named: {
      readonly email: string;
      readonly from: string;
      readonly until: string;
      readonly reason: string | null;
    },
  ): Promise<string>;
  endStandIn(by: Acting, standInId: string, version: number, until: string): Promise<void>;
  readonly objections: Objections;
}

/** What an objection is about, and whose it is. */
export interface ObjectionInput {
  readonly planId: string;
  /** Of the teacher, or of the school: one of the two. */
  readonly teacherId: string | null;
  readonly schoolId: string | null;
  readonly text: string;
}

/** What an objector would have instead: that a teacher stays, does not go there, or goes there. */
export type Wanted = Pick<PinInput, 'kind' | 'sectionId' | 'subject'> & { readonly teacherId: string };

/** Throw `NotFound`, `InvalidInput`; those of one objection also `VersionConflict`, `ObjectionNotAtThisStep`. */
export interface Objections {
  /** The caller has checked that it is the viewer's own. Throws `ObjectionsClosed`. Answers its id. */
  submit(by: Acting, input: ObjectionInput): Promise<string>;
  /** The same. */
  withdraw(by: Acting, objectionId: string, version: number, reason: string | null): Promise<void>;
  answer(
    by: Acting,
    objectionId: string,
    version: number,
    answer: { readonly upheld: boolean; readonly text: string },
  ): Promise<void>;
  /**
   * Pins what is wanted in the round and queues a solve from the published plan; `closest`: changing as little as can be of it
   * comes before every goal, else where the policy has it. Answers the solve's id. Throws `SolveAlreadyRunning`,
   * `ProblemRefused`.
   */
  branch(by: Acting, objectionId: string, version: number, wanted: Wanted, closest: boolean): Promise<string>;
}
