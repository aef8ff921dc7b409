import type { ObjectionState, PlanState } from '../prisma/generated/enums.ts';
import type { Finding, Words } from '../solver/plan.ts';
import { Refusal } from './errors.ts';

/** The plan is in another state than the step begins from. */
export class PlanNotAtThisStep extends Refusal {
  override readonly name = 'PlanNotAtThisStep';
  readonly state: PlanState;

  constructor(state: PlanState, from: readonly PlanState[]) {
    super('plan-not-at-this-step', {
      zh: `该方案当前为“${planStates[state].zh}”，只有“${from.map((one) => planStates[one].zh).join('”“')}”的方案才能这样处理。`,
      en: `This plan is ${planStates[state].en}; only one that is ${from.map((one) => planStates[one].en).join(' or ')} can be dealt with so.`,
    });
    this.state = state;
  }
}

/** The objection is in another state than the step begins from. */
export class ObjectionNotAtThisStep extends Refusal {
  override readonly name = 'ObjectionNotAtThisStep';
  readonly state: ObjectionState;

  constructor(state: ObjectionState) {
    super('objection-not-at-this-step', {
      zh: `该异议${objectionStates[state].zh}，不能再这样处理。`,
      en: `This objection ${objectionStates[state].en} and cannot be dealt with so.`,
    });
    this.state = state;
  }
}

/** Why somebody cannot approve what others must look at. */
export type Hand =
  | 'asked'
  | 'made'
  | 'submitted'
  | 'pinned'
  | 'assumed'
  | 'stands-in'
  | 'names-self'
  | 'own-school';

/** Somebody else has to look at it. */
export class FourEyes extends Refusal {
  override readonly name = 'FourEyes';
  readonly hand: Hand;

  constructor(hand: Hand) {
    super('four-eyes', hands[hand]);
    this.hand = hand;
  }
}

const hands: Readonly<Record<Hand, Words>> = {
  asked: {
    zh: '该方案由您发起求解，须由另一人审批。',
    en: 'You had this plan made: somebody else has to approve it.',
  },
  made: {
    zh: '您参与编制了该方案，须由另一人审批。',
    en: 'You had a hand in making this plan: somebody else has to approve it.',
  },
  submitted: {
    zh: '该方案由您提交，须由另一人审批。',
    en: 'You submitted this plan: somebody else has to approve it.',
  },
  pinned: {
    zh: '求解该方案所依据的人员安排有您固定或取消的，须由另一人审批。',
    en: 'You pinned somebody for this plan, or took a pin away: somebody else has to approve it.',
  },
  assumed: {
    zh: '该情景由您编写或采用，须由另一人审批。',
    en: 'You wrote the scenario down or took it over: somebody else has to approve what comes of it.',
  },
  'own-school': {
    zh: '情景改动了您自己提出的申请，或您所在学校的申请，须由另一名人事人员采用。',
    en: 'The scenario decides a request of your own or of the school you lead: another HR officer has to take it over.',
  },
  'stands-in': {
    zh: '您所代理的审批人参与编制或提交了该方案，代理人不能代其审批。',
    en: 'The approver you stand in for made or submitted this plan: nobody can approve it on their behalf.',
  },
  'names-self': {
    zh: '审批人和代理人须由他人指定，不能指定自己。',
    en: 'Nobody names themselves: somebody else has to.',
  },
};

/** The county has named who approves, and the officer is not among them today. */
export class NotApprover extends Refusal {
  override readonly name = 'NotApprover';
  /** Who may, today. */
  readonly approvers: readonly string[];

  constructor(approvers: readonly string[]) {
    super('not-approver', {
      zh: `本县今日的审批人为：${approvers.join('、')}。请由其审批。`,
      en: `Today's approvers of this county are ${approvers.join(', ')}: ask one of them.`,
    });
    this.approvers = approvers;
  }
}

/** Audited anew, the plan breaks rules; or there is no plan to carry out. */
export class PlanFailsAudit extends Refusal {
  override readonly name = 'PlanFailsAudit';
  /** Those that stand against it; empty: there is no plan. */
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    super(
      'plan-fails-audit',
      findings.length === 0
        ? {
            zh: '没有可行方案，或求解停止前没有找到方案，没有可以执行的安排；请先看诊断，或重新求解。',
            en: 'No plan exists, or none was found before the search was cut short, so there is nothing to carry out: see the diagnosis, or solve again.',
          }
        : {
            zh: `重新审核发现${findings.length}处违反规则：${findings.map(({ text }) => text.zh).join('')}请逐条处理后再试。`,
            en: `Audited anew, the plan breaks rules in ${findings.length} ${findings.length === 1 ? 'place' : 'places'}: ${findings.map(({ text }) => text.en).join(' ')} Mend each, then try again.`,
          },
    );
    this.findings = findings;
  }
}

/** The facts are no longer those that the plan was made from. */
export class PlanOutOfDate extends Refusal {
  override readonly name = 'PlanOutOfDate';
  /** What has changed since. */
  readonly differences: readonly Words[];

  constructor(differences: readonly Words[]) {
    super('plan-out-of-date', {
      zh: `编制方案后数据已有变化：${differences.map(({ zh }) => zh).join('')}请重新求解。`,
      en: `The facts have changed since the plan was made. ${differences.map(({ en }) => en).join(' ')} Solve the round again.`,
    });
    this.differences = differences;
  }
}

/** What asks for a named decision before a plan may go on. */
export type DecisionFor =
  | 'unproven'
  | 'contests-unanswered'
  | 'objections-unanswered'
  | 'objections-window'
  | 'objections-upheld'
  | 'out-of-date';

/** The plan can go on by a named decision alone. */
export class DecisionWanted extends Refusal {
  override readonly name = 'DecisionWanted';
  readonly wantedFor: readonly DecisionFor[];

  constructor(wantedFor: readonly DecisionFor[], details: readonly Words[]) {
    super('decision-wanted', {
      zh: `${details.map(({ zh }) => zh).join('')}如需继续，须写明决定人、理由和文号。`,
      en: `${details.map(({ en }) => en).join(' ')} To go on, name who decided it, why, and in which document.`,
    });
    this.wantedFor = wantedFor;
  }
}

/** Objections are not heard now. */
export class ObjectionsClosed extends Refusal {
  override readonly name = 'ObjectionsClosed';
  /** The days on which they are heard, both included; null: no plan is out for objections, or no window is set. */
  readonly from: string | null;
  readonly until: string | null;

  constructor(window: { readonly from: string; readonly until: string } | null) {
    super(
      'objections-closed',
      window === null
        ? {
            zh: '该方案不在公示期，不能提出异议。',
            en: 'This plan is not out for objections.',
          }
        : {
            zh: `异议受理时间为${window.from}至${window.until}（含首尾两日），现不在此期间。`,
            en: `Objections are heard from ${window.from} to ${window.until}, both days included; today is not among them.`,
          },
    );
    this.from = window?.from ?? null;
    this.until = window?.until ?? null;
  }
}

const planStates: Readonly<Record<PlanState, Words>> = {
  draft: { zh: '草案', en: 'a draft' },
  submitted: { zh: '待审批', en: 'submitted' },
  approved: { zh: '已批准', en: 'approved' },
  provisional: { zh: '公示中', en: 'provisional' },
  final: { zh: '已定稿', en: 'final' },
  discarded: { zh: '已作废', en: 'put aside' },
};

const objectionStates: Readonly<Record<ObjectionState, Words>> = {
  submitted: { zh: '待答复', en: 'waits for an answer' },
  upheld: { zh: '已获支持', en: 'was upheld' },
  refused: { zh: '未获支持', en: 'was refused' },
  withdrawn: { zh: '已撤回', en: 'was taken back' },
};
