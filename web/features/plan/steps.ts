import type { PlanActName, PublishPlanMutation } from '../../graphql/generated/graphql.ts';

/** The acts that are steps of a plan's way; what is done by hand has its own place. */
export type StepName = Exclude<PlanActName, 'EDIT' | 'UNDO' | 'SOLVE_AROUND'>;

const names: readonly StepName[] = [
  'SUBMIT',
  'WITHDRAW',
  'APPROVE',
  'SEND_BACK',
  'PUBLISH',
  'FINALISE',
  'DISCARD',
];

export const stepNamed = (act: PlanActName): StepName | undefined => names.find((name) => name === act);

/** Those that somebody else relies on, or that cannot be taken back: told apart from the way on. */
export const isDangerous = (step: StepName): boolean => step === 'DISCARD' || step === 'SEND_BACK';

/** Those that lead on to the final list. */
export const leadsOn = (step: StepName): boolean =>
  step === 'SUBMIT' || step === 'APPROVE' || step === 'PUBLISH' || step === 'FINALISE';

/** For whom a list that went out is not what the one before it was. */
export type Published = Extract<
  PublishPlanMutation['publishPlan'],
  { readonly __typename: 'PlanPublished' }
>['changes'];
