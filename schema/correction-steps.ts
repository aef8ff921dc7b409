import type { CorrectionState } from '../prisma/generated/enums.ts';

/** What is done to a request to correct the record, from which state, to which, and by whom: the one place that says so. */
export const correctionSteps = {
  /** Takes it back. */
  withdraw: { from: ['submitted'], to: 'withdrawn', by: 'teacher' },
  /** Puts on file what was asked for. */
  accept: { from: ['submitted'], to: 'accepted', by: 'hr-officer' },
  /** Leaves the record as it is, saying why. */
  refuse: { from: ['submitted'], to: 'refused', by: 'hr-officer' },
} as const satisfies Record<string, CorrectionStepOf>;

export type CorrectionStep = keyof typeof correctionSteps;

/** Whether the step begins from the state. */
export const stepBegins = (step: CorrectionStep, state: CorrectionState): boolean =>
  correctionSteps[step].from.some((from) => from === state);

interface CorrectionStepOf {
  readonly from: readonly CorrectionState[];
  readonly to: CorrectionState;
  /** The teacher whose record it is; or an HR officer of the county who is not that teacher. */
  readonly by: 'teacher' | 'hr-officer';
}
