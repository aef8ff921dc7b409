import type { LetterKind, PlanState } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';
import { Refusal } from './errors.ts';

/** One thing wrong with a template, or with what it is to be filled with. */
export interface TemplateFault extends Words {
  /** As in `['blocks', '3', 'text']`; of a letter that cannot be filled in, led by the staff number. */
  readonly path: readonly string[];
  /** The placeholder or text found. */
  readonly found: string;
}

/** A template has faults, or what it asks for is not known of somebody; every fault is told and nothing was written. */
export class TemplateRefused extends Refusal {
  override readonly name = 'TemplateRefused';
  readonly faults: readonly TemplateFault[];

  constructor(faults: readonly TemplateFault[]) {
    super('template-refused', {
      zh: `模板有 ${faults.length} 处问题，未写入任何内容：${faults[0]?.zh ?? ''}`,
      en: `The template has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} and nothing was written: ${faults[0]?.en ?? ''}`,
    });
    this.faults = faults;
  }
}

/** Letters are of a final plan, a list for the notice board of a provisional or final one. */
export class PlanNotDecided extends Refusal {
  override readonly name = 'PlanNotDecided';
  readonly state: PlanState;

  constructor(state: PlanState, kind: LetterKind) {
    super(
      'plan-not-decided',
      kind === 'notice'
        ? {
            zh: '只有公示中或已确定的方案才能印发公示名单。',
            en: 'A list for the notice board is of a provisional or final plan only.',
          }
        : {
            zh: '方案确定以后才能印发函件。',
            en: 'Letters are issued once the plan is final, and not before.',
          },
    );
    this.state = state;
  }
}

/** The key has been used for another request. */
export class KeyUsedBefore extends Refusal {
  override readonly name = 'KeyUsedBefore';

  constructor() {
    super('key-used-before', {
      zh: '该请求编号已用于另一次印发，内容不同。请换一个编号后重试。',
      en: 'This key was used to issue something else. Take another key and try again.',
    });
  }
}

/** Everybody asked for has a paper of this kind in force already, or none is due. */
export class NothingToIssue extends Refusal {
  override readonly name = 'NothingToIssue';

  constructor(kind: LetterKind, due: number) {
    super('nothing-to-issue', nothing(kind, due));
  }
}

function nothing(kind: LetterKind, due: number): Words {
  if (due > 0)
    return {
      zh: '所选人员均已印发且未作废，无须重复印发。如需更正，请先作废原件。',
      en: 'All of these are issued already and not void. To correct one, make it void first.',
    };
  return noneDue[kind];
}

const noneDue: Readonly<Record<LetterKind, Words>> = {
  dispatch: { zh: '所选人员中没有派出的教师。', en: 'None of these is sent out.' },
  transfer: {
    zh: '所选人员的人事关系均不转移，没有可印发的转移表。',
    en: 'The personnel relation of none of these moves, so there is no form to issue.',
  },
  return: { zh: '所选人员中没有期满返校的教师。', en: 'None of these comes home from a posting.' },
  circuit: { zh: '所选人员中没有走教的教师。', en: 'None of these teaches on a circuit.' },
  placement: {
    zh: '所选人员中没有待安置的新聘教师。',
    en: 'None of these is a recruit whom the plan places.',
  },
  notice: { zh: '该方案没有人员调动。', en: 'The plan moves nobody.' },
};

/** The letter is void. */
export class AlreadyVoid extends Refusal {
  override readonly name = 'AlreadyVoid';

  constructor() {
    super('already-void', {
      zh: '该件已经作废，不能再次作废。',
      en: 'This one is void already.',
    });
  }
}
