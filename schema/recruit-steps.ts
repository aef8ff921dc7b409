import type { RecruitState } from '../prisma/generated/enums.ts';

/** What officers do to a recruit, from which states and to which: the one place that says so. */
export const recruitSteps = {
  /** Does not come: neither planned for nor ordered. */
  withdraw: { from: ['waiting', 'ordered'], to: 'withdrawn' },
  /** Waits again: takes a withdrawal back, or calls an order off. */
  restore: { from: ['withdrawn', 'ordered'], to: 'waiting' },
} as const satisfies Record<string, { from: readonly RecruitState[]; to: RecruitState }>;
export type RecruitStep = keyof typeof recruitSteps;

/** What officers may do to a recruit as it stands: to one who has become a teacher, nothing. */
export const openRecruitSteps = ({
  state,
  teacherId,
}: {
  readonly state: RecruitState;
  readonly teacherId: string | null;
}): RecruitStep[] =>
  (['withdraw', 'restore'] as const).filter(
    (step) => teacherId === null && recruitSteps[step].from.some((from: RecruitState) => from === state),
  );
