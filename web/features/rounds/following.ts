interface Told {
  readonly state: 'QUEUED' | 'RUNNING' | 'DONE' | 'CANCELLED' | 'FAILED';
  readonly stageIndex: number | null;
  readonly stages: number | null;
}

export const hasEnded = ({ state }: Pick<Told, 'state'>): boolean =>
  state !== 'QUEUED' && state !== 'RUNNING';

/** How far, in percent: steps done of all; 0 while nothing is told, 100 only at the end. */
export function percentDone({ state, stageIndex, stages }: Told): number {
  if (state === 'DONE') return 100;
  if (stageIndex === null || stages === null || stages === 0) return 0;
  return Math.min(99, Math.floor((100 * (stageIndex - 1)) / stages));
}

/** Milliseconds to the first new attempt after the line broke; each later one waits twice as long, up to a limit. */
export const soonest = 1_000;
const longest = 15_000;

export const nextWait = (wait: number): number => Math.min(2 * wait, longest);
