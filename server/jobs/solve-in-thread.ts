import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { thread } from '../../prisma/thread.ts';
import type { EngineChoice } from '../../schema/context.ts';
import type { Plan } from '../../solver/plan.ts';
import type { Phase } from '../../solver/solve.ts';

export interface Task {
  /** The frozen problem, as JSON text. */
  readonly problem: string;
  readonly engine: EngineChoice;
}

/** How far a solve has come; null: not known yet. */
export interface Progress {
  readonly stage: string | null;
  readonly stageIndex: number | null;
  readonly stages: number | null;
  readonly incumbent: number | null;
  readonly bound: number | null;
}

/** A list of the plan as JSON text, and how many entries it has. */
export interface Rows {
  readonly count: number;
  readonly text: string;
}

type Lists = 'moves' | 'circuits' | 'placements' | 'unfilled' | 'findings' | 'reasons' | 'recruitReasons';

/** The lists of a plan, long as they are, as text. */
export const listsOf = ({
  moves,
  circuits,
  placements = [],
  unfilled,
  findings,
  reasons,
  recruitReasons = [],
}: Pick<Plan, Lists>): Record<Lists, Rows> => ({
  moves: rows(moves),
  circuits: rows(circuits),
  placements: rows(placements),
  unfilled: rows(unfilled),
  findings: rows(findings),
  reasons: rows(reasons),
  recruitReasons: rows(recruitReasons),
});

const rows = (list: readonly unknown[]): Rows => ({ count: list.length, text: JSON.stringify(list) });

/** A plan whose long lists stay text, and its certificate too. */
export interface Solved extends Omit<Plan, Lists | 'certificate'>, Record<Lists, Rows> {
  /** JSON text; null: none. */
  readonly certificate: string | null;
  /** How many of the findings break a law or a policy without a decision that allows it; a plan to be stored has none. */
  readonly breaches: number;
}

/** What the thread tells. */
export type Told =
  | { readonly kind: 'phase'; readonly phase: Phase }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'solved'; readonly solved: Solved };

/** The heap of one solve, in MB: beyond it the solve fails, and the server lives. */
export const memory = 4_096;

/** Solves one problem at a time in a thread of its own, which stays for the next: one that has solved before needs less. */
export interface Solver {
  /**
   * Aborting ends the thread and rejects with the reason given, whatever the thread still says. Rejects also with whatever
   * the solver throws, which ends the thread too; running out of memory has the code `ERR_WORKER_OUT_OF_MEMORY`. One call
   * at a time.
   */
  solve(task: Task, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<Solved>;
  /** Ends the thread that stayed. */
  close(): Promise<void>;
}

/** `idle`: how long a thread waits for the next problem before it gives its memory back, in seconds. */
export function createSolver(idle = 10): Solver {
  let kept: Worker | undefined;
  let leaving: NodeJS.Timeout | undefined;

  const close = async (): Promise<void> => {
    clearTimeout(leaving);
    const worker = kept;
    kept = undefined;
    if (worker) await ended(worker);
  };

  const begin = async (): Promise<Worker> => {
    const worker = await thread(solveThread, { resourceLimits: { maxOldGenerationSizeMb: memory } });
    // One that dies while nobody waits for it is not asked again.
    const forget = () => {
      if (kept === worker) kept = undefined;
    };
    return worker.on('error', forget).on('exit', forget);
  };

  const keep = (worker: Worker): void => {
    kept = worker;
    worker.unref();
    leaving = setTimeout(() => void close(), idle * 1000).unref();
  };

  return {
    async solve(task, onProgress, signal) {
      signal.throwIfAborted();
      clearTimeout(leaving);
      const worker = kept ?? (await begin());
      kept = undefined;
      worker.ref();
      const solved = await solvedBy(worker, task, onProgress, signal);
      keep(worker);
      return solved;
    },
    close,
  };
}

const solveThread = new URL('./solve-thread.ts', import.meta.url);

function solvedBy(
  worker: Worker,
  task: Task,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Solved> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      signal.removeEventListener('abort', stop);
      worker.off('message', hear).off('error', failed).off('exit', exited);
    };
    const stop = () => void ended(worker).then(() => reject(signal.reason));
    const failed = (error: unknown) => {
      leave();
      reject(signal.aborted ? signal.reason : error);
    };
    const exited = (code: number) =>
      failed(new Error(`The solving thread ended with code ${code} and no answer.`));
    const hear = (told: Told) => {
      if (signal.aborted) return;
      if (told.kind === 'progress') onProgress(told.progress);
      else if (told.kind === 'solved') {
        leave();
        resolve(told.solved);
      }
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', hear).on('error', failed).on('exit', exited);
    worker.postMessage(task);
  });
}

/** How long whoever cancels waits for the thread, so that the next solve rarely shares the machine with it; ms. */
const grace = 50;

/**
 * Ends a thread, whatever it is doing; resolves when it has ended, or after a grace where that takes longer: up to 0.6 s
 * was seen, in the first relaxation of a large county. Nothing it says afterwards counts.
 */
export function ended(worker: Worker): Promise<unknown> {
  return Promise.race([worker.terminate(), pause(grace)]);
}
