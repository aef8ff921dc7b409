import type { Worker } from 'node:worker_threads';
import { thread } from '../../prisma/thread.ts';
import type { Answers, Question } from '../../schema/context.ts';
import { QuestionGivenUp, QuestionWithdrawn, TooManyQuestions } from '../../schema/errors.ts';
import type { BalanceStandard } from '../../solver/balance/standard.ts';
import type { EnrolmentRow } from '../../solver/roadmap/outlook.ts';
import type { Roadmap } from '../../solver/roadmap/roadmap.ts';
import { ended, memory } from './solve-in-thread.ts';

/** Answers questions about plans, one at a time, in a thread of its own that keeps the last problem open. */
export interface Answerer {
  /**
   * `gone` withdraws the question: one that waits leaves its place, one under way ends the thread. Rejects with
   * `TooManyQuestions`, `QuestionGivenUp`, `QuestionWithdrawn`, or with a fault of the solver.
   */
  ask(task: Task, gone: AbortSignal): Promise<Answered>;
  /** The same of the years to come. */
  roadmap(task: RoadmapTask, gone: AbortSignal): Promise<Roadmap>;
  /** Withdraws every question, and takes no more. */
  close(): Promise<void>;
}

/** A question in the keys of a problem. */
export interface Task {
  /** Whose question it is. */
  readonly userId: string;
  readonly hash: string;
  /** The frozen problem as JSON text; asked for only where the thread does not have it open. */
  readonly problem: () => Promise<string>;
  /** The plan asked about: its moves, circuits and placements as JSON text. */
  readonly moves: string;
  readonly circuits: string;
  readonly placements: string;
  readonly question: QuestionInKeys;
}

type LeastCoefficients = Extract<Question, { act: 'least-coefficients' }>;

/** With a standard of balance as it is, where the question names a kind; with the plan's file, where all of it is asked about. */
export type QuestionInKeys =
  | Exclude<Question, LeastCoefficients | { act: 'verify' }>
  | { readonly act: 'verify'; readonly file: string }
  | (Omit<LeastCoefficients, 'standard'> & { readonly standard: BalanceStandard });

/** So many years of a problem, and what other years are known of its sections. */
export interface RoadmapTask extends Pick<Task, 'userId' | 'hash' | 'problem'> {
  readonly years: number;
  /** Today, YYYY-MM-DD: the day the facts are of. */
  readonly asOf: string;
  readonly enrolments: readonly EnrolmentRow[];
}

/** What the thread is sent; a problem it has open is not sent again. */
export type Asked = Sent<Task> | Sent<RoadmapTask>;
type Sent<Given> = Omit<Given, 'userId' | 'problem'> & {
  readonly problem: string | null;
  /** How many seconds are left of those it may take. */
  readonly seconds: number;
};

/** In the keys of the problem; or why there is no answer. */
export type Answered =
  | { readonly answer: Answers[keyof Answers] }
  | { readonly refused: 'teacher' | 'section' | 'post' | 'no-plan' | 'another-plan' };

export interface Limits {
  /** Questions that are answered or wait, in all and of one reader. */
  readonly most: number;
  readonly each: number;
  /** How long a question may wait and be answered, in seconds. */
  readonly seconds: number;
  /** How long the thread keeps a problem open that nobody asks about, in seconds. */
  readonly idle: number;
}

const usual: Limits = { most: 16, each: 3, seconds: 120, idle: 300 };

/** For roadmaps, which take as long as several solves: in a thread beside, so that no question waits for one. */
export const unhurried: Limits = { most: 4, each: 1, seconds: 600, idle: 5 };

export function createAnswerer(limits: Limits = usual): Answerer {
  const turns: Turn[] = [];
  let held: Held | undefined;
  let answering = false;
  const closed = new AbortController();

  const letGo = async (): Promise<void> => {
    const worker = held?.worker;
    clearTimeout(held?.idle);
    held = undefined;
    if (worker) await ended(worker);
  };

  const next = async (): Promise<void> => {
    if (answering) return;
    answering = true;
    clearTimeout(held?.idle);
    for (let turn = turns[0]; turn; turn = turns[0]) {
      await answerTo(turn);
      const place = turns.indexOf(turn);
      if (place >= 0) turns.splice(place, 1);
    }
    answering = false;
    if (held) held.idle = setTimeout(() => void letGo(), limits.idle * 1000).unref();
  };

  const answerTo = async ({ task, ends, until, resolve, reject }: Turn): Promise<void> => {
    try {
      held ??= { worker: await thread(answeringThread, { resourceLimits }), hash: null, idle: undefined };
      const { userId: _userId, problem: textOf, ...asked } = task;
      const problem = held.hash === asked.hash ? null : await textOf();
      held.hash = asked.hash;
      const seconds = Math.max(0, (until - performance.now()) / 1000);
      resolve(await answerOf(held.worker, { ...asked, problem, seconds }, ends));
    } catch (error) {
      await letGo();
      reject(isOutOfMemory(error) ? new QuestionGivenUp('memory') : error);
    }
  };

  const inTurn = async (task: Turn['task'], gone: AbortSignal): Promise<unknown> => {
    const withdrawn = AbortSignal.any([gone, closed.signal]);
    if (withdrawn.aborted) throw new QuestionWithdrawn();
    const own = turns.filter((turn) => turn.task.userId === task.userId).length;
    if (turns.length >= limits.most || own >= limits.each) throw new TooManyQuestions();
    const until = performance.now() + limits.seconds * 1000;
    const late = AbortSignal.timeout(limits.seconds * 1000);
    const ends = AbortSignal.any([withdrawn, late]);
    return new Promise((resolve, reject) => {
      const turn = { task, ends, until, resolve, reject };
      const withdraw = () => {
        const place = turns.indexOf(turn);
        if (place >= 0) turns.splice(place, 1);
        reject(
          withdrawn.aborted ? new QuestionWithdrawn() : new QuestionGivenUp({ seconds: limits.seconds }),
        );
      };
      ends.addEventListener('abort', withdraw, { once: true });
      turns.push(turn);
      void next();
    });
  };

  return {
    ask: async (task, gone) => (await inTurn(task, gone)) as Answered,
    roadmap: async (task, gone) => (await inTurn(task, gone)) as Roadmap,
    close() {
      closed.abort();
      return letGo();
    },
  };
}

const answeringThread = new URL('./answering-thread.ts', import.meta.url);
const resourceLimits = { maxOldGenerationSizeMb: memory };

/** A question and who waits for its answer. */
interface Turn {
  readonly task: Task | RoadmapTask;
  readonly ends: AbortSignal;
  /** By when it is to be answered, on the clock of `performance.now`. */
  readonly until: number;
  resolve(answered: unknown): void;
  reject(error: unknown): void;
}

/** The thread, and which problem it has open; null: none yet. */
interface Held {
  readonly worker: Worker;
  hash: string | null;
  idle: NodeJS.Timeout | undefined;
}

/** What the thread answers; rejects when the signal ends the question, or the thread dies of it. */
async function answerOf(worker: Worker, asked: Asked, ends: AbortSignal): Promise<unknown> {
  let leave = () => {};
  try {
    return await new Promise((resolve, reject) => {
      const withdrawn = () => reject(ends.reason);
      const stopped = () => reject(new Error('The answering thread has stopped.'));
      worker.on('message', resolve).on('error', reject).on('exit', stopped);
      ends.addEventListener('abort', withdrawn);
      leave = () => {
        worker.off('message', resolve).off('error', reject).off('exit', stopped);
        ends.removeEventListener('abort', withdrawn);
      };
      ends.throwIfAborted();
      worker.ref();
      worker.postMessage(asked);
    });
  } finally {
    leave();
    worker.unref();
  }
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
