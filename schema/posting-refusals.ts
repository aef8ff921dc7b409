import type { PlanState, PostingState } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';
import { Refusal } from './errors.ts';

/** The posting is in another state than the step begins from. */
export class PostingNotAtThisStep extends Refusal {
  override readonly name = 'PostingNotAtThisStep';
  readonly state: PostingState;

  constructor(state: PostingState, from: readonly PostingState[]) {
    const named = (language: keyof Words, between: string) =>
      from.map((one) => stateNames[one][language]).join(between);
    super('posting-not-at-this-step', {
      zh: `该派任当前为“${stateNames[state].zh}”，只有“${named('zh', '”或“')}”的派任才能这样处理。`,
      en: `This posting is ${stateNames[state].en}; only one that is ${named('en', ' or ')} can be dealt with so.`,
    });
    this.state = state;
  }
}

/** Orders are made of a final plan alone. */
export class PlanNotFinal extends Refusal {
  override readonly name = 'PlanNotFinal';
  readonly state: PlanState;

  constructor(state: PlanState) {
    super('plan-not-final', {
      zh: '只有已确定的方案才能下达派任。请先完成公示和审定。',
      en: 'Orders are made of a final plan only. See it through its publication first.',
    });
    this.state = state;
  }
}

/** Why one move or placement of a plan cannot be ordered. */
export interface OrderFault {
  readonly code:
    | 'left'
    | 'serves-elsewhere'
    | 'ordered-elsewhere'
    | 'goes-on-longer'
    | 'school-closed'
    | 'nothing-to-return-from'
    | 'arrives-later'
    | 'contract-over'
    | 'number-taken';
  /** Null: it is about a recruit. */
  readonly teacherId: string | null;
  /** Whose placement; left out: it is about a teacher. */
  readonly recruitId?: string;
  readonly words: Words;
}

/** The registry has moved on since the plan was made, so nothing of it is ordered. */
export class OrdersRefused extends Refusal {
  override readonly name = 'OrdersRefused';
  readonly faults: readonly OrderFault[];

  constructor(faults: readonly OrderFault[]) {
    const count = faults.length;
    super('orders-refused', {
      zh: `方案定稿后有 ${count} 处情况变化，未下达任何派任。请逐条处理后重试。`,
      en: `${count === 1 ? 'One thing has' : `${count} things have`} changed since the plan was made, and nothing was ordered. See to each, then try again.`,
    });
    this.faults = faults;
  }
}

/** Nobody decides of the end before the host's assessment is confirmed. */
export class AssessmentWanted extends Refusal {
  override readonly name = 'AssessmentWanted';

  constructor() {
    super('assessment-wanted', {
      zh: '该派任还没有经人事确认的考核，不能决定期满去留。',
      en: 'No assessment of this posting is confirmed yet, so nothing can be decided of its end.',
    });
  }
}

/** Nobody decides of the end before what the teacher says to the assessment is answered. */
export class AssessmentContested extends Refusal {
  override readonly name = 'AssessmentContested';

  constructor() {
    super('assessment-contested', {
      zh: '教师对该考核提出的意见还没有答复，请先答复，再决定期满去留。',
      en: 'What the teacher says to the assessment has no answer yet. Answer it first, then decide of the end.',
    });
  }
}

/** Who assessed can neither confirm nor answer what is said against it. */
export class SamePerson extends Refusal {
  override readonly name = 'SamePerson';

  constructor() {
    super('same-person', {
      zh: '填写考核的人不能自己确认，也不能答复对它的意见，请由另一位人事人员处理。',
      en: 'Who made the assessment can neither confirm it nor answer what is said to it: another HR officer has to.',
    });
  }
}

/** Nothing said against the assessment waits for an answer. */
export class AssessmentNotContested extends Refusal {
  override readonly name = 'AssessmentNotContested';

  constructor() {
    super('assessment-not-contested', {
      zh: '教师没有对该考核提出意见，或意见已经答复。',
      en: 'The teacher has said nothing to this assessment, or was answered already.',
    });
  }
}

/** An assessment that is confirmed is not written again, unless HR returns it. */
export class AssessmentConfirmed extends Refusal {
  override readonly name = 'AssessmentConfirmed';

  constructor(confirmed: boolean) {
    super(
      confirmed ? 'assessment-confirmed' : 'assessment-not-confirmed',
      confirmed
        ? {
            zh: '该考核已经确认，不能再修改。',
            en: 'This assessment is confirmed and is not changed any more.',
          }
        : {
            zh: '该考核还没有确认。',
            en: 'This assessment is not confirmed yet.',
          },
    );
  }
}

/** The section to come home to is open no longer. */
export class HomeClosed extends Refusal {
  override readonly name = 'HomeClosed';

  constructor() {
    super('home-closed', {
      zh: '原学校已不在册或届时已停办，请指定返回后的学校学部。',
      en: 'The home section is not on file, or its school will be closed by then. Name the section to go to instead.',
    });
  }
}

/** The posting has no step that can be taken back. */
export class NothingToUndo extends Refusal {
  override readonly name = 'NothingToUndo';

  constructor() {
    super('nothing-to-undo', {
      zh: '该派任最近的一步已经生效，不能撤回；请另行下达。',
      en: 'The last step of this posting has taken effect and cannot be taken back. Order what is to be instead.',
    });
  }
}

/** What the states are called. */
const stateNames: Readonly<Record<PostingState, Words>> = {
  ordered: { zh: '已下达', en: 'ordered' },
  serving: { zh: '在任', en: 'under way' },
  ended: { zh: '已结束', en: 'ended' },
  cancelled: { zh: '已取消', en: 'cancelled' },
};
