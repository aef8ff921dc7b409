import type { RectificationState } from '../prisma/generated/enums.ts';

/** What is done to an item of the rectification list, from which state, to which, and by whom: the one place that says so. */
export const steps = {
  /** Says who sees to it, and by when. */
  assign: { from: 'open', to: 'open', by: 'hr-officer' },
  /** Adds a file that shows it mended. */
  attach: { from: 'open', to: 'open', by: 'hr-officer' },
  /** Asks for it to be closed (提请销号). */
  submit: { from: 'open', to: 'submitted', by: 'hr-officer' },
  /** Takes back what was submitted by mistake: who submitted it, and nobody else. */
  withdraw: { from: 'submitted', to: 'open', by: 'hr-officer' },
  /** Closes it (销号). Never who submitted it: four eyes. */
  close: { from: 'submitted', to: 'closed', by: 'inspector' },
  /** Sends it back with a reason. */
  'send-back': { from: 'submitted', to: 'open', by: 'inspector' },
} as const satisfies Record<string, StepOf>;

export type RectificationStep = keyof typeof steps;

/** What somebody may do with an item as it stands; files and owner may still be wanting. */
export const openSteps = (
  { state, submittedBy }: { readonly state: RectificationState; readonly submittedBy: string | null },
  who: { readonly userId: string; readonly mends: boolean; readonly inspects: boolean },
): RectificationStep[] =>
  names.filter((name) => {
    const { from, by } = steps[name];
    if (from !== state || !(by === 'inspector' ? who.inspects : who.mends)) return false;
    return name === 'withdraw' ? submittedBy === who.userId : name !== 'close' || submittedBy !== who.userId;
  });

const names = ['assign', 'attach', 'submit', 'withdraw', 'close', 'send-back'] as const;

interface StepOf {
  readonly from: RectificationState;
  readonly to: RectificationState;
  /** An HR officer of the county; or an inspector of the county, or of the province, or a province officer. */
  readonly by: 'hr-officer' | 'inspector';
}
