import type { HoldBackState, RequestState, RoundState, WindowKind } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';

/** What takes a round from one state to the next, and who may do it: the one place that says so. */
export const roundSteps = {
  /** Wishes and requests are in: officers plan. */
  'begin-planning': { from: 'open', to: 'planning', by: 'hr-officer', reason: false },
  /** Back to taking requests and wishes, saying why. */
  'take-back-planning': { from: 'planning', to: 'open', by: 'hr-officer', reason: true },
  /** Everybody ordered has reported or will not come, and every request, hold-back, contest and objection is answered. */
  close: { from: 'final', to: 'closed', by: 'hr-officer', reason: false },
  /** Something turned up after all; saying what. */
  reopen: { from: 'closed', to: 'final', by: 'hr-officer', reason: true },
} as const satisfies Record<string, StepOf>;

export type RoundStep = keyof typeof roundSteps;

/** In which states it is planned: pins, solves and scenarios. */
export const plannedIn: readonly RoundState[] = ['open', 'planning'];

/** In which states the windows of its calendar are set: it is under way. */
export const underWay: readonly RoundState[] = ['open', 'planning', 'provisional', 'final'];

/** The steps that begin from a state. */
export const stepsFrom = (state: RoundState): readonly RoundStep[] =>
  taken.filter((name) => roundSteps[name].from === state);

const taken = ['begin-planning', 'take-back-planning', 'close', 'reopen'] as const satisfies RoundStep[];

interface StepOf {
  readonly from: RoundState;
  readonly to: RoundState;
  readonly by: 'hr-officer';
  /** Whether it is taken only with a reason. */
  readonly reason: boolean;
}

/** What a plan of it makes a round, and from which states, as it is published and as it is made final: no act of its own. */
export const roundFollows = {
  provisional: ['open', 'planning', 'provisional'],
  final: ['provisional'],
} as const satisfies Partial<Record<RoundState, readonly RoundState[]>>;

/** The windows of a calendar in the order of a year, and what each is called. */
export const windowNames: Readonly<Record<WindowKind, Words>> = {
  registry_check: { zh: '数据核对', en: 'registry check' },
  requests: { zh: '学校申请', en: 'requests' },
  wishes: { zh: '教师意愿', en: 'wishes' },
  points_frozen: { zh: '积分核定', en: 'freezing of points' },
  plan: { zh: '方案编制', en: 'plan' },
  provisional_list: { zh: '公示名单', en: 'provisional list' },
  objections: { zh: '异议受理', en: 'objections' },
  final: { zh: '最终名单', en: 'final list' },
  orders: { zh: '派遣函', en: 'orders' },
  report_for_duty: { zh: '报到', en: 'reporting for duty' },
};

/**
 * What may not begin before what: a window begins on or after the first day of the other (`begun`), or after its last
 * (`over`). Where either is not set, nothing is asked.
 */
export const windowOrder: readonly {
  readonly kind: WindowKind;
  readonly after: WindowKind;
  readonly when: 'begun' | 'over';
}[] = [
  { kind: 'requests', after: 'registry_check', when: 'begun' },
  { kind: 'wishes', after: 'registry_check', when: 'begun' },
  { kind: 'points_frozen', after: 'registry_check', when: 'over' },
  { kind: 'plan', after: 'requests', when: 'over' },
  { kind: 'plan', after: 'wishes', when: 'over' },
  { kind: 'plan', after: 'points_frozen', when: 'over' },
  { kind: 'provisional_list', after: 'plan', when: 'over' },
  { kind: 'objections', after: 'provisional_list', when: 'begun' },
  { kind: 'final', after: 'provisional_list', when: 'over' },
  { kind: 'final', after: 'objections', when: 'over' },
  { kind: 'orders', after: 'final', when: 'begun' },
  { kind: 'report_for_duty', after: 'orders', when: 'begun' },
];

/**
 * What principals and officers do to a request, from which state, to which, and by whom; while its round is planned. One that is
 * left unanswered then is still refused or withdrawn until the round is closed.
 */
export const requestSteps = {
  change: { from: ['submitted'], to: 'submitted', by: 'principal' },
  withdraw: { from: ['submitted'], to: 'withdrawn', by: 'principal' },
  approve: { from: ['submitted'], to: 'approved', by: 'hr-officer' },
  refuse: { from: ['submitted'], to: 'refused', by: 'hr-officer' },
  /** An answer taken back, saying why, to be given anew. */
  reconsider: { from: ['approved', 'refused'], to: 'submitted', by: 'hr-officer' },
} as const;

/** The same of a hold-back; one that is approved may still be given up by the school. */
export const holdBackSteps = {
  withdraw: { from: ['submitted', 'approved'], to: 'withdrawn', by: 'principal' },
  approve: { from: ['submitted'], to: 'approved', by: 'hr-officer' },
  refuse: { from: ['submitted'], to: 'refused', by: 'hr-officer' },
} as const;

/** The same of a contest of points; an answer stands. */
export const contestSteps = {
  /** Gives another score. */
  change: { from: ['submitted'], to: 'changed', by: 'hr-officer' },
  /** Says why the score stays. */
  refuse: { from: ['submitted'], to: 'refused', by: 'hr-officer' },
} as const;

/** In which states a hold-back takes one of the section's places. */
export const holdsBack: readonly HoldBackState[] = ['submitted', 'approved'];

/**
 * Whether a round that is in `round` (null: none) lets a step be taken of a request or hold-back: while it is planned any; after that
 * one that waits for an answer is refused or taken back, until the round is closed.
 */
export const roundAllows = (
  step: string,
  state: RequestState | HoldBackState,
  round: RoundState | null,
): boolean =>
  round === null ||
  plannedIn.includes(round) ||
  ((step === 'refuse' || step === 'withdraw') && state === 'submitted' && round !== 'closed');

/** Whether a step of a request or hold-back begins from where it and its round are. */
export const isOpenStep = <Name extends string>(
  step: Name,
  state: RequestState | HoldBackState,
  round: RoundState | null,
  steps: Readonly<Partial<Record<Name, { readonly from: readonly string[] }>>>,
): boolean => steps[step]?.from.includes(state) === true && roundAllows(step, state, round);

/** What an officer may answer to a request or a hold-back in a round that is in `round`; null: in none. */
export const openAnswers = (
  state: RequestState | HoldBackState,
  round: RoundState | null,
  steps: Readonly<Partial<Record<Answer, { readonly from: readonly string[] }>>>,
): readonly Answer[] => answers.filter((name) => isOpenStep(name, state, round, steps));

type Answer = (typeof answers)[number];

const answers = ['approve', 'refuse', 'reconsider'] as const;
