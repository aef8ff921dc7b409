import type { WindowKind } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';
import { Refusal } from './errors.ts';
import { windowNames } from './round-steps.ts';

/** The window for this is not open today; both of its days are in it. */
export class WindowClosed extends Refusal {
  override readonly name = 'WindowClosed';
  readonly kind: WindowKind;
  /** YYYY-MM-DD, all three. */
  readonly from: string;
  readonly until: string;
  readonly today: string;

  constructor(
    kind: WindowKind,
    { from, until }: { readonly from: string; readonly until: string },
    today: string,
  ) {
    const { zh, en } = windowNames[kind];
    const closed = today > until;
    super('window-closed', {
      zh: `“${zh}”时段为${from}至${until}，今天是${today}，${closed ? '已经截止' : '尚未开始'}。如确需办理，请联系县教育局人事管理员调整时段。`,
      en: `The window for ${en} runs from ${from} to ${until}; today, ${today}, it ${closed ? 'is over' : 'has not begun'}. An HR officer of the county can move it.`,
    });
    this.kind = kind;
    this.from = from;
    this.until = until;
    this.today = today;
  }
}

/** The row is in another state than this begins from. */
export class OutOfStep extends Refusal {
  override readonly name = 'OutOfStep';
  /** The state it is in; stable. */
  readonly stateFound: string;

  constructor(state: string, from: readonly string[]) {
    const named = (key: 'zh' | 'en') => from.map((one) => stateNames[one]?.[key] ?? one);
    super('out-of-step', {
      zh: `当前状态为“${stateNames[state]?.zh ?? state}”，只有“${named('zh').join('”或“')}”的才能这样处理，请刷新后重试。`,
      en: `This is ${stateNames[state]?.en ?? state}; only what is ${named('en').join(' or ')} can be dealt with so. Reload and look again.`,
    });
    this.stateFound = state;
  }
}

const stateNames: Readonly<Record<string, Words>> = {
  open: { zh: '已开启', en: 'open' },
  planning: { zh: '编制中', en: 'in planning' },
  provisional: { zh: '公示中', en: 'provisional' },
  final: { zh: '已定稿', en: 'final' },
  closed: { zh: '已结束', en: 'closed' },
  draft: { zh: '草稿', en: 'a draft' },
  submitted: { zh: '待审核', en: 'submitted' },
  approved: { zh: '已批准', en: 'approved' },
  refused: { zh: '未批准', en: 'refused' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  accepted: { zh: '已采纳', en: 'accepted' },
  changed: { zh: '已更正', en: 'changed' },
};

/** The points of the round are frozen: only a named decision changes them. */
export class PointsFrozen extends Refusal {
  override readonly name = 'PointsFrozen';

  constructor() {
    super('points-frozen', {
      zh: '本轮次积分已核定冻结，只能由人事管理员凭书面决定更正。',
      en: 'The points of this round are frozen: only an HR officer can correct them, by a named decision.',
    });
  }
}

/** Something has to be done first; `outstanding` says what. */
export class NotDoneYet extends Refusal {
  override readonly name = 'NotDoneYet';
  readonly outstanding: readonly Words[];

  constructor(outstanding: readonly Words[]) {
    super('not-done-yet', {
      zh: `还有${outstanding.length}项没有办完：${outstanding.map(({ zh }) => zh).join('；')}。`,
      en: `Something has to be done first: ${outstanding.map(({ en }) => en).join('; ')}.`,
    });
    this.outstanding = outstanding;
  }
}
