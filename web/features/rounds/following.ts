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

const longest = 15_000;

/** Milliseconds to the next attempt after the line broke and `tries` failed: twice as long each time, up to a limit. */
export const waitAfter = (tries: number): number => Math.min(1_000 * 2 ** Math.min(tries, 10), longest);
