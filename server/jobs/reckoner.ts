import type { Worker } from 'node:worker_threads';
import { thread } from '../../prisma/thread.ts';
import type { Cell } from '../../solver/demand.ts';
import type { Fault } from '../../solver/faults.ts';

/** Reckons over whole problems, given as text, in a thread of its own. */
export interface Reckoner {
  /** A problem made canonical, and its hash; or the first faults of it, and how many there are. */
  check(text: string): Promise<Checked>;
  /** Demand of a problem of which only the shape need be right. */
  demand(text: string): Promise<readonly Cell[]>;
  close(): Promise<void>;
}

export type Checked =
  | { readonly ok: true; readonly hash: string; readonly text: string }
  | { readonly ok: false; readonly faults: readonly Fault[]; readonly count: number };

export interface Question {
  readonly id: number;
  readonly act: 'check' | 'demand';
  readonly text: string;
}

export interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: unknown;
}

/** Starts the thread at once, so that the first question does not wait for it; it keeps no process alive. */
export function createReckoner(): Reckoner {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  let last = 0;
  let worker: Worker | undefined = start();

  function start(): Worker {
    const started = thread(new URL('./reckoning-thread.ts', import.meta.url));
    started.on('message', ({ id, value, error }: Answer) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
      if (error === undefined) asked?.resolve(value);
      else asked?.reject(error);
    });
    const failed = (error: unknown) => {
      if (worker === started) worker = undefined;
      for (const asked of waiting.values()) asked.reject(error);
      waiting.clear();
    };
    started.on('error', failed);
    started.on('exit', () => failed(new Error('The reckoning thread has stopped.')));
    started.unref();
    return started;
  }

  const ask = (act: Question['act'], text: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      worker ??= start();
      waiting.set(++last, { resolve, reject });
      worker.ref();
      worker.postMessage({ id: last, act, text } satisfies Question);
    });

  return {
    check: async (text) => (await ask('check', text)) as Checked,
    demand: async (text) => (await ask('demand', text)) as readonly Cell[],
    async close() {
      await worker?.terminate();
    },
  };
}
