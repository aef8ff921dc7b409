import type { ObjectionState, PlanState } from '../prisma/generated/enums.ts';

/**
 * What is done to a plan, from which states, to which, and by whom: the one place that says so. Every step is given the
 * version read, and stands in the record.
 */
export const planSteps = {
  /** Moves made, changed and taken back by hand, in a draft made by hand. */
  edit: { from: ['draft'], to: 'draft', by: 'hr-officer', reason: 'may' },
  /** Asks for approval (报批). */
  submit: { from: ['draft'], to: 'submitted', by: 'hr-officer', reason: 'may' },
  /** Takes the submission back. */
  withdraw: { from: ['submitted'], to: 'draft', by: 'submitter', reason: 'may' },
  /** Approves it (批准): never who asked for it, made it or submitted it. */
  approve: { from: ['submitted'], to: 'approved', by: 'approver', reason: 'may' },
  /** Sends it back to be worked on. */
  'send-back': { from: ['submitted', 'approved'], to: 'draft', by: 'approver', reason: 'must' },
  /** Publishes it as the provisional list (公示), in place of the one that is out. */
  publish: { from: ['approved'], to: 'provisional', by: 'hr-officer', reason: 'may' },
  /** Makes the provisional list final (定稿). */
  finalise: { from: ['provisional'], to: 'final', by: 'hr-officer', reason: 'may' },
  /** Puts it aside (作废). */
  discard: { from: ['draft', 'submitted', 'approved'], to: 'discarded', by: 'hr-officer', reason: 'must' },
  /** Is put aside as another plan is published in its place; no act of its own. */
  replace: { from: ['provisional'], to: 'discarded', by: 'publishing', reason: 'may' },
} as const satisfies Record<string, PlanStepOf>;

/** Whether a move by hand changes the plan itself; else a new draft begins from it. */
export const isEditedInPlace = ({
  byHand,
  state,
}: {
  readonly byHand: boolean;
  readonly state: PlanState;
}): boolean => byHand && planSteps.edit.from.some((from) => from === state);

export type PlanStep = keyof typeof planSteps;

interface PlanStepOf {
  readonly from: readonly PlanState[];
  readonly to: PlanState;
  /**
   * An HR officer of the county; the one who submitted it; or an officer who may approve: one named for it, a stand-in of
   * one, or, where the county names nobody, any officer. `publishing`: nobody, another plan's publication does it.
   */
  readonly by: 'hr-officer' | 'submitter' | 'approver' | 'publishing';
  /** Whether a reason must be given. */
  readonly reason: 'must' | 'may';
}

/** The same of an objection, once it is made. */
export const objectionSteps = {
  /** Takes it back. */
  withdraw: { from: ['submitted'], to: 'withdrawn', by: 'objector', reason: 'may' },
  /** Finds it justified; the answer says what follows. */
  uphold: { from: ['submitted'], to: 'upheld', by: 'hr-officer', reason: 'must' },
  /** Does not find it justified; the answer says why. */
  refuse: { from: ['submitted'], to: 'refused', by: 'hr-officer', reason: 'must' },
  /** Has another plan solved for it, close to the published one. */
  branch: { from: ['submitted', 'upheld'], to: null, by: 'hr-officer', reason: 'may' },
} as const satisfies Record<string, ObjectionStepOf>;

export type ObjectionStep = keyof typeof objectionSteps;

/** Whether the step begins from the state. */
export const objectionBegins = (step: ObjectionStep, state: ObjectionState): boolean =>
  objectionSteps[step].from.some((from) => from === state);

interface ObjectionStepOf {
  readonly from: readonly ObjectionState[];
  /** Null: the state stays. */
  readonly to: ObjectionState | null;
  /** An HR officer of the county, or who objected. */
  readonly by: 'hr-officer' | 'objector';
  /** Whether the answer, or a reason, must be given. */
  readonly reason: 'must' | 'may';
}
