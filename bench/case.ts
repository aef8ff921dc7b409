/** One line of the bench: something done once in a process of its own, believed only after a check. */
export interface BenchCase {
  /** What `--only` names. */
  readonly name: string;
  /** What it is tried on. */
  readonly size: string;
  /** What is held true of the answer before its time counts. */
  readonly checks: string;
  readonly limit: Limit;
  /** Cases that share this name must give the same answer. */
  readonly agrees?: string;
  /** Throws when the answer is wrong. */
  run(): Promise<Measured>;
}

/** What may not be passed; a figure left out has no limit. */
export interface Limit {
  readonly seconds?: number;
  /** Peak memory of the process, threads included. */
  readonly megabytes?: number;
  /** The longest the event loop may be held up, in milliseconds. */
  readonly heldUp?: number;
}

export interface Measured {
  readonly seconds: number;
  /** Of the processor, threads included: what counts where neighbours are busy. */
  readonly cpuSeconds?: number;
  /** In a few words; the whole of what `agrees` compares. */
  readonly answer: string;
  /** Where it was measured; in milliseconds. */
  readonly heldUp?: number;
  /** Where not the case's own process is what counts. */
  readonly megabytes?: number;
}

/** How long something took, and what came of it. */
export async function timed<T>(work: () => Promise<T> | T) {
  const began = performance.now();
  const before = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6, value };
}

/** Throws unless it is so. */
export function hold(so: boolean, what: string): asserts so {
  if (!so) throw new Error(`Not so: ${what}.`);
}
