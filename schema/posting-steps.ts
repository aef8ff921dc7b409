import type {
  AssessmentState,
  EarlyEnd,
  MoveForm,
  PostingDecision,
  PostingState,
  PostingStep,
} from '../prisma/generated/enums.ts';
import { schoolYear } from '../solver/calendar.ts';

/** What is done to a posting, in which states, and by whom: the one place that says so. */
export const postingSteps = {
  /** Says that the teacher has come (报到). */
  report: { in: ['ordered', 'serving'], by: 'host' },
  /** Cancels it, where it is not, and orders somebody else to the post: for who never came, or will not. */
  replace: { in: ['ordered', 'serving', 'cancelled'], by: 'hr-officer' },
  /** Puts its last day later. */
  extend: { in: ['serving'], by: 'hr-officer' },
  /** Ends it on a day before its last. */
  end_early: { in: ['serving'], by: 'hr-officer' },
  /** Decides at its end: home, or longer. */
  decide: { in: ['serving'], by: 'hr-officer' },
  /** Calls it off: before it begins, or after, of who never came. */
  cancel: { in: ['ordered', 'serving'], by: 'hr-officer' },
  /** Takes the last step back, by a step of its own. */
  undo: { in: ['ordered', 'serving', 'cancelled'], by: 'hr-officer' },
  /** Its first day has come: the teacher serves there. */
  land: { in: ['ordered'], by: 'day' },
  /** Its last day is over: the teacher serves at home. */
  end: { in: ['serving'], by: 'day' },
  /** Made out of a move of a final plan. */
  order: { in: [], by: 'hr-officer' },
} as const satisfies Record<PostingStep, StepOf>;

/** Whether the teacher reads what was said to a step; of an early end and a replacement it is for HR alone: it may be an illness. */
export const isToldTeacher = (change: {
  readonly kind: EarlyEnd | null;
  readonly step: PostingStep;
}): boolean => change.kind === null && change.step !== 'replace';

/** Steps that can be taken back. What a day has brought about cannot: that takes a new order. */
export const canBeUndone: readonly PostingStep[] = ['report', 'extend', 'end_early', 'decide', 'cancel'];

/** Forms of which nobody else is ordered to the post. */
export const unreplaced: readonly MoveForm[] = ['circuit', 'return', 'recruitment'];

/** What of a posting tells which steps are open. */
export interface Standing {
  readonly state: PostingState;
  readonly form: MoveForm;
  readonly planId: string | null;
  readonly toSectionId: string | null;
  readonly endsOn: Date | null;
  readonly endedOn: Date | null;
  readonly reportBy: Date | null;
  readonly reportedOn: Date | null;
  readonly decision: PostingDecision | null;
  /** Whether somebody else has been ordered in its place. */
  readonly taken: boolean;
  /** Its steps, in order. */
  readonly changes: readonly {
    readonly position: number;
    readonly step: PostingStep;
    readonly undoes: number | null;
  }[];
}

/** The steps a person may take of a posting as it stands, by role; days and other postings may still refuse one. */
export const openSteps = (posting: Standing, by: 'hr-officer' | 'host'): readonly PostingStep[] =>
  taken.filter((name) => {
    const step: StepOf = postingSteps[name];
    return (
      step.in.includes(posting.state) && (step.by === by || by === 'hr-officer') && isOpen[name](posting)
    );
  });

const taken = ['report', 'replace', 'decide', 'extend', 'end_early', 'cancel', 'undo'] as const;

const isOpen: Record<(typeof taken)[number], (posting: Standing) => boolean> = {
  report: (posting) => awaitsReport(posting),
  replace: ({ reportedOn, planId, form, toSectionId, taken: replaced }) =>
    reportedOn === null && planId !== null && !unreplaced.includes(form) && toSectionId !== null && !replaced,
  decide: ({ endsOn, decision }) => endsOn !== null && decision === null,
  extend: ({ endsOn }) => endsOn !== null,
  end_early: ({ endedOn }) => endedOn === null,
  cancel: ({ state, reportBy, reportedOn }) =>
    state === 'ordered' || (reportBy !== null && reportedOn === null),
  undo: ({ changes }) => {
    const last = lastStanding(changes);
    return last !== undefined && canBeUndone.includes(last.step);
  },
};

/** Whether the teacher is asked to report for duty and has not. */
export const awaitsReport = ({
  state,
  reportBy,
  reportedOn,
}: Pick<Standing, 'state' | 'reportBy' | 'reportedOn'>): boolean =>
  postingSteps.report.in.some((one) => one === state) && reportBy !== null && reportedOn === null;

/** Whether the last day to report for duty is over, and the teacher has not come. `today`: where the office is. */
export const hasNotArrived = (
  posting: Pick<Standing, 'state' | 'reportBy' | 'reportedOn'>,
  today: Date,
): boolean => awaitsReport(posting) && posting.reportBy !== null && posting.reportBy < today;

/** The last step that is no taking back and was not taken back. */
export function lastStanding<Change extends Standing['changes'][number]>(
  changes: readonly Change[],
): Change | undefined {
  const undone = new Set(changes.flatMap(({ undoes }) => undoes ?? []));
  return changes.findLast(({ position, step }) => step !== 'undo' && !undone.has(position));
}

/** In which states the host's principal assesses it; HR confirms, and never who assessed. */
export const assessedIn: readonly PostingState[] = ['serving', 'ended'];

/** First and last day of a posting, YYYY-MM-DD; `last` null: not set. */
export interface Lasting {
  readonly first: string;
  readonly last: string | null;
}

/** Whether a posting has a day in a school year that has begun. */
export function lastsInto({ first, last }: Lasting, year: number, today: string): boolean {
  const { from, until } = schoolYear(year);
  return until >= first && from <= today && (last === null || last >= from);
}

/** The school years of a posting that have begun, by their autumns, the newest first. */
export const yearsOf = (posting: Lasting, today: string): number[] => {
  const autumn = Number(posting.first.slice(0, 4)) - 1;
  const years = Array.from(
    { length: Math.max(0, Number(today.slice(0, 4)) - autumn + 1) },
    (_, at) => autumn + at,
  );
  return years.filter((year) => lastsInto(posting, year, today)).reverse();
};

interface StepOf {
  readonly in: readonly PostingState[];
  /** An HR officer of the county; the principal of the host too; or nobody, as it happens on its day. */
  readonly by: 'hr-officer' | 'host' | 'day';
}

/** What is done to an assessment, from which state, to which, and by whom. One that is not there yet is assessed first. */
export const assessmentSteps = {
  /** Says how the teacher did, or writes it anew. */
  assess: { from: ['submitted', 'returned'], to: 'submitted', by: 'principal' },
  confirm: { from: ['submitted'], to: 'confirmed', by: 'hr-officer' },
  /** Says what is wrong with it. */
  comment: { from: ['confirmed'], to: 'confirmed', by: 'teacher' },
  /** Answers that: it stays. */
  answer: { from: ['confirmed'], to: 'confirmed', by: 'hr-officer' },
  /** Answers that: it is right, and the host writes the assessment anew. */
  return: { from: ['confirmed'], to: 'returned', by: 'hr-officer' },
} as const satisfies Record<
  string,
  {
    readonly from: readonly AssessmentState[];
    readonly to: AssessmentState;
    readonly by: 'principal' | 'hr-officer' | 'teacher';
  }
>;

export type AssessmentStep = keyof typeof assessmentSteps;

/** Whether the step begins from the state. */
export const beginsFrom = (step: AssessmentStep, state: AssessmentState): boolean =>
  assessmentSteps[step].from.some((from) => from === state);

/** What of an assessment tells whether what the teacher says to it is answered. */
interface Contested {
  readonly state: AssessmentState;
  readonly commentedAt: Date | null;
  readonly answeredAt: Date | null;
}

/** What the teacher said to a confirmed assessment waits for HR. */
export const waitsForAnswer = ({ state, commentedAt, answeredAt }: Contested): boolean =>
  state === 'confirmed' && commentedAt !== null && answeredAt === null;
