import type { RectificationState } from '../prisma/generated/enums.ts';
import { Refusal } from './errors.ts';

/** The item is in another state than the step begins from. */
export class NotAtThisStep extends Refusal {
  override readonly name = 'NotAtThisStep';
  readonly state: RectificationState;

  constructor(state: RectificationState, from: RectificationState) {
    super('not-at-this-step', {
      zh: `该问题当前为“${stateNames[state].zh}”，只有“${stateNames[from].zh}”的问题才能这样处理。`,
      en: `This item is ${stateNames[state].en}; only one that is ${stateNames[from].en} can be dealt with so.`,
    });
    this.state = state;
  }
}

/** Neither evidence nor the figures show the problem mended. */
export class EvidenceWanted extends Refusal {
  override readonly name = 'EvidenceWanted';

  constructor() {
    super('evidence-wanted', {
      zh: '该问题在最近一次核查中仍然存在，又没有上传佐证材料。请先上传材料，或整改后重新生成清单。',
      en: 'The problem was still found when the list was last drawn up, and no evidence is attached. Attach some, or mend it and draw the list up again.',
    });
  }
}

/** Somebody else asked for it to be closed, and only who did takes that back. */
export class OthersSubmission extends Refusal {
  override readonly name = 'OthersSubmission';

  constructor() {
    super('others-submission', {
      zh: '该问题由他人提请销号，只有提请人本人可以撤回；也可请督导人员退回。',
      en: 'Somebody else submitted the item: only they take it back, or an inspector sends it back.',
    });
  }
}

/** Who asked for it to be closed cannot close it. */
export class SameHands extends Refusal {
  override readonly name = 'SameHands';

  constructor() {
    super('same-hands', {
      zh: '提请销号的人不能自己销号，请由另一位督导人员审核。',
      en: 'Who submitted the item cannot close it: another inspector has to.',
    });
  }
}

/** What the states are called. */
const stateNames: Readonly<Record<RectificationState, { readonly zh: string; readonly en: string }>> = {
  open: { zh: '整改中', en: 'open' },
  submitted: { zh: '待销号', en: 'submitted' },
  closed: { zh: '已销号', en: 'closed' },
};
