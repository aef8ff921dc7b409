import type { Worker } from 'node:worker_threads';
import { thread } from '../../prisma/thread.ts';
import type { Answers, Question } from '../../schema/context.ts';
import { QuestionGivenUp, QuestionWithdrawn, TooManyQuestions } from '../../schema/errors.ts';
import { ended, memory } from './solve-in-thread.ts';

/** Answers questions about plans, one at a time, in a thread of its own that keeps the last problem open. */
export interface Answerer {
  /**
   * `gone` withdraws the question: one that waits leaves its place, one under way ends the thread. Rejects with
   * `TooManyQuestions`, `QuestionGivenUp`, `QuestionWithdrawn`, or with a fault of the solver.
   */
  ask(task: Task, gone: AbortSignal): Promise<Answered>;
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
  /** The plan asked about: its moves and circuits as JSON text. */
  readonly moves: string;
  readonly circuits: string;
  readonly question: Question;
}

/** What the thread is sent; a problem it has open is not sent again. */
export interface Asked extends Omit<Task, 'userId' | 'problem'> {
  readonly problem: string | null;
}

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

  const answerTo = async ({ task, ends, resolve, reject }: Turn): Promise<void> => {
    try {
      held ??= { worker: await thread(answeringThread, { resourceLimits }), hash: null, idle: undefined };
      const { hash, moves, circuits, question } = task;
      const problem = held.hash === hash ? null : await task.problem();
      held.hash = hash;
      resolve(await answerOf(held.worker, { hash, problem, moves, circuits, question }, ends));
    } catch (error) {
      await letGo();
      reject(isOutOfMemory(error) ? new QuestionGivenUp('memory') : error);
    }
  };

  return {
    async ask(task, gone) {
      const withdrawn = AbortSignal.any([gone, closed.signal]);
      if (withdrawn.aborted) throw new QuestionWithdrawn();
      const own = turns.filter((turn) => turn.task.userId === task.userId).length;
      if (turns.length >= limits.most || own >= limits.each) throw new TooManyQuestions();
      const late = AbortSignal.timeout(limits.seconds * 1000);
      const ends = AbortSignal.any([withdrawn, late]);
      return new Promise((resolve, reject) => {
        const turn = { task, ends, resolve, reject };
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
    },
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
  readonly task: Task;
  readonly ends: AbortSignal;
  resolve(answered: Answered): void;
  reject(error: unknown): void;
}

/** The thread, and which problem it has open; null: none yet. */
interface Held {
  readonly worker: Worker;
  hash: string | null;
  idle: NodeJS.Timeout | undefined;
}

/** What the thread answers; rejects when the signal ends the question, or the thread dies of it. */
async function answerOf(worker: Worker, asked: Asked, ends: AbortSignal): Promise<Answered> {
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
