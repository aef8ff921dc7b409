import { GraphQLError } from 'graphql';
import type { Words } from '../solver/plan.ts';
import type { ImportReport } from './context.ts';

/**
 * What a person can mend. Use cases throw these; the schema answers them as members of a mutation's result,
 * in the reader's language. Anything else thrown is a bug: logged, and masked.
 */
export abstract class Refusal extends Error {
  /** Stable; what programs read. */
  readonly code: string;
  readonly words: Words;

  constructor(code: string, words: Words) {
    super(words.en);
    this.code = code;
    this.words = words;
  }
}

/** The reader may see the row, but not do this with it. */
export class NotAllowed extends Refusal {
  override readonly name = 'NotAllowed';

  constructor() {
    super('not-allowed', {
      zh: '您的角色无权进行此操作，请联系县教育局人事管理员。',
      en: 'Your role does not allow this. Ask an HR officer of the county.',
    });
  }
}

/** There is no such row, or none the reader may know of: one answer for both. */
export class NotFound extends Refusal {
  override readonly name = 'NotFound';

  constructor() {
    super('not-found', {
      zh: '没有找到该记录，它可能已被删除，请刷新后重试。',
      en: 'There is no such record. It may have been removed: reload and try again.',
    });
  }
}

/** One thing done to a row since a writer read it. */
export interface ChangeSince {
  readonly at: Date;
  /** Null: not known, or the system itself. */
  readonly by: string | null;
  /** What was done; stable, for programs. */
  readonly action: string;
  readonly what: Words;
}

/** Somebody changed the row after the writer read it; `current` is its version now. */
export class VersionConflict extends Refusal {
  override readonly name = 'VersionConflict';
  readonly current: number;
  /** Who changed it last; null: not known. */
  readonly changedBy: string | null;
  /** What was done since, the latest first, as far as the record tells. */
  readonly changes: readonly ChangeSince[];

  constructor(current: number, changedBy: string | null = null, changes: readonly ChangeSince[] = []) {
    const by = {
      zh: changedBy === null ? '' : `由${changedBy}`,
      en: changedBy === null ? '' : ` by ${changedBy}`,
    };
    const told = {
      zh: changes.map(({ what }) => what.zh).join('；'),
      en: changes.map(({ what }) => what.en).join('; '),
    };
    super('version-conflict', {
      zh: `该记录在此期间已${by.zh}修改${told.zh === '' ? '' : `（${told.zh}）`}，请刷新后重新提交。`,
      en: `This has been changed meanwhile${by.en}${told.en === '' ? '' : ` (${told.en})`}. Reload, then submit again.`,
    });
    this.current = current;
    this.changedBy = changedBy;
    this.changes = changes;
  }
}

/** An argument is of the right type but makes no sense; `path` leads to it, as in `['pins', '3', 'sectionId']`. */
export class InvalidInput extends Refusal {
  override readonly name = 'InvalidInput';
  readonly path: readonly string[];

  constructor(path: readonly string[], words: Words) {
    super('invalid-input', words);
    this.path = path;
  }
}

/** The file has faults, so nothing of it was written; `report` tells each. */
export class ImportRefused extends Refusal {
  override readonly name = 'ImportRefused';
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('import-refused', {
      zh: `文件有 ${report.faultCount} 处错误，未写入任何数据。请按列出的位置修改后重新上传。`,
      en: `The file has ${counted(report.faultCount, 'fault')} and nothing was written. Mend each place listed, then upload again.`,
    });
    this.report = report;
  }
}

/** Rows the import wrote were edited since: taking it back would lose those edits. */
export class ImportCannotBeUndone extends Refusal {
  override readonly name = 'ImportCannotBeUndone';
  readonly edited: readonly { readonly entity: string; readonly key: string }[];

  constructor(edited: readonly { readonly entity: string; readonly key: string }[], words?: Words) {
    super(
      'import-cannot-be-undone',
      words ?? {
        zh: `导入后有 ${edited.length} 条记录被修改，撤销会丢失这些修改。请逐条更正。`,
        en: `Undoing the import would lose what was edited since in ${counted(edited.length, 'record')}. Correct the import by hand.`,
      },
    );
    this.edited = edited;
  }
}

/** The round already has a solve queued or running; `solveId` names it. */
export class SolveAlreadyRunning extends Refusal {
  override readonly name = 'SolveAlreadyRunning';
  readonly solveId: string;

  constructor(solveId: string) {
    super('solve-already-running', {
      zh: '本轮次已有求解正在进行，请等待完成或先取消。',
      en: 'A solve of this round is under way. Wait for it, or cancel it first.',
    });
    this.solveId = solveId;
  }
}

/** The solve has ended, so there is nothing to cancel. */
export class SolveHasEnded extends Refusal {
  override readonly name = 'SolveHasEnded';

  constructor() {
    super('solve-has-ended', {
      zh: '该求解已经结束，无法取消。',
      en: 'This solve has already ended and cannot be cancelled.',
    });
  }
}

/** The round is past planning: its plan can no longer be worked on. */
export class RoundNotOpen extends Refusal {
  override readonly name = 'RoundNotOpen';

  constructor() {
    super('round-not-open', {
      zh: '本轮次已不在编制阶段，不能再修改或求解。',
      en: 'This round is past planning and can no longer be changed or solved.',
    });
  }
}

/** The county's facts make no legal problem; `faults` says where each is wrong. */
export class ProblemRefused extends Refusal {
  override readonly name = 'ProblemRefused';
  readonly faults: readonly { readonly path: string; readonly found: string; readonly expected: string }[];

  constructor(faults: ProblemRefused['faults']) {
    super('problem-refused', {
      zh: `数据有 ${faults.length} 处问题，无法求解。请逐条更正后重试。`,
      en: `The facts have ${counted(faults.length, 'fault')} and cannot be solved. Correct each, then try again.`,
    });
    this.faults = faults;
  }
}

/** As many questions are being answered and waiting as the server takes, or as it takes from one reader. */
export class TooManyQuestions extends Refusal {
  override readonly name = 'TooManyQuestions';

  constructor() {
    super('too-many-questions', {
      zh: '正在解答的问题较多，请等前面的问题答完后再问。',
      en: 'Too many questions are being answered. Wait for the answers, then ask again.',
    });
  }
}

/** A question that would have taken more time or memory than a question may. */
export class QuestionGivenUp extends Refusal {
  override readonly name = 'QuestionGivenUp';

  constructor(cause: { readonly seconds: number } | 'memory') {
    super(
      'question-given-up',
      cause === 'memory'
        ? {
            zh: '解答这个问题所需内存超出限额，已停止。可下载数据，用命令行解答。',
            en: 'The answer needs more memory than a question may take, so it was given up. Download the facts and ask on the command line.',
          }
        : {
            zh: `${cause.seconds}秒内没有得出答案，已停止。请稍后再问；如县域很大，可下载数据，用命令行解答。`,
            en: `No answer was found in ${counted(cause.seconds, 'second')}, so it was given up. Ask again later; for a very large county, download the facts and ask on the command line.`,
          },
    );
  }
}

/** Nobody waits for the answer any more. */
export class QuestionWithdrawn extends Refusal {
  override readonly name = 'QuestionWithdrawn';

  constructor() {
    super('question-withdrawn', { zh: '提问已撤回。', en: 'The question was withdrawn.' });
  }
}

/** The problem has no plan, or none was found: there is nothing to compare an answer with. */
export class NoPlanToAskAbout extends Refusal {
  override readonly name = 'NoPlanToAskAbout';

  constructor() {
    super('no-plan-to-ask-about', {
      zh: '本题没有可行方案，无从比较；请先看诊断。',
      en: 'There is no plan to compare an answer with: see the diagnosis first.',
    });
  }
}

/** Solved again, the problem gives another plan: answers would compare with a plan nobody has seen. */
export class PlanNotFoundAgain extends Refusal {
  override readonly name = 'PlanNotFoundAgain';

  constructor() {
    super('plan-not-found-again', {
      zh: '重新求解得不到与本方案相同的方案（可能由以前的版本或另一引擎生成）。请重新求解本轮次，再就新方案提问。',
      en: 'Solved again, the facts give another plan: this one was made by an earlier version, or by an engine that stopped early. Solve the round again and ask about the new plan.',
    });
  }
}

/** The facts the plan rests on know nothing of what is asked about. */
export class NotInPlan extends Refusal {
  override readonly name = 'NotInPlan';

  constructor(what: 'teacher' | 'section' | 'post') {
    super('not-in-plan', notInPlan[what]);
  }
}

const notInPlan: Readonly<Record<'teacher' | 'section' | 'post', Words>> = {
  teacher: {
    zh: '本方案所依据的数据中没有这位教师，可能是后来入职的。',
    en: 'The facts this plan rests on do not know this teacher, who may have come later.',
  },
  section: {
    zh: '本方案所依据的数据中没有这个学部。',
    en: 'The facts this plan rests on do not know this section.',
  },
  post: {
    zh: '本方案所依据的课程标准中没有这个学科，也没有这种职务。',
    en: 'The facts this plan rests on know neither a subject of this code nor such a seat.',
  },
};

/** Wrong address, wrong password or a closed account: one answer for all, so that nobody can sound out accounts. */
export class SignInRefused extends Refusal {
  override readonly name = 'SignInRefused';

  constructor() {
    super('sign-in-refused', {
      zh: '邮箱或密码不正确。',
      en: 'The e-mail address or the password is wrong.',
    });
  }
}

/** Too many wrong passwords from here or for this account. */
export class TooManyAttempts extends Refusal {
  override readonly name = 'TooManyAttempts';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super('too-many-attempts', {
      zh: `尝试次数过多，请在 ${retryAfterSeconds} 秒后再试。`,
      en: `Too many attempts. Try again in ${counted(retryAfterSeconds, 'second')}.`,
    });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Not a member of any result: an operation without a login ends here, whatever it asked. */
export const notSignedIn = () =>
  new GraphQLError('Sign in first. 请先登录。', { extensions: { code: 'UNAUTHENTICATED' } });

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;
