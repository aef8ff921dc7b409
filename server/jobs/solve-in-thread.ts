import { thread } from '../../prisma/thread.ts';
import type { EngineChoice } from '../../schema/context.ts';
import type { Plan } from '../../solver/plan.ts';

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

type Lists = 'moves' | 'circuits' | 'unfilled' | 'findings' | 'reasons';

/** A plan whose long lists stay text, and its certificate too. */
export interface Solved extends Omit<Plan, Lists | 'certificate'>, Record<Lists, Rows> {
  /** JSON text; null: none. */
  readonly certificate: string | null;
  /** How many of the findings break a law or a policy without a decision that allows it; a plan to be stored has none. */
  readonly breaches: number;
}

/** What the thread tells. */
export type Told =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'solved'; readonly solved: Solved };

/** The heap of one solve, in MB: beyond it the solve fails, and the server lives. */
const memory = 4_096;

/**
 * Solves in a thread of its own. Aborting kills the thread at once and rejects with the reason given. Rejects
 * also with whatever the solver throws; running out of memory has the code `ERR_WORKER_OUT_OF_MEMORY`.
 */
export async function solveInThread(
  task: Task,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Solved> {
  signal.throwIfAborted();
  const worker = await thread(new URL('./solve-thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason);
      void worker.terminate();
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (told: Told) => {
      if (told.kind === 'progress') onProgress(told.progress);
      else resolve(told.solved);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`The solving thread ended with code ${code} and no answer.`));
    });
  });
}
