import type { RecruitState } from '../prisma/generated/enums.ts';

/** What officers do to a recruit, from which states and to which: the one place that says so. */
export const recruitSteps = {
  /** Does not come: neither planned for nor ordered. */
  withdraw: { from: ['waiting', 'ordered'], to: 'withdrawn' },
  /** Waits again: takes a withdrawal back, or calls an order off. */
  restore: { from: ['withdrawn', 'ordered'], to: 'waiting' },
} as const satisfies Record<string, { from: readonly RecruitState[]; to: RecruitState }>;
export type RecruitStep = keyof typeof recruitSteps;

/** What officers may do to a recruit in a state. */
export const openRecruitSteps = (state: RecruitState): RecruitStep[] =>
  (['withdraw', 'restore'] as const).filter((step) =>
    recruitSteps[step].from.some((from: RecruitState) => from === state),
  );
