import type { RoundState } from '../prisma/generated/enums.ts';
import { inForce } from '../solver/calendar.ts';
import { plannedIn } from './round-steps.ts';

/** What of a round tells whether the scores that count in it are contested. */
export const contestHeard = {
  state: true,
  pointsFrozenAt: true,
  windows: { where: { kind: 'points_frozen' }, select: { from: true, until: true } },
} as const;

export interface ContestRound {
  readonly state: RoundState;
  readonly pointsFrozenAt: Date | null;
  readonly windows: readonly { readonly from: Date; readonly until: Date }[];
}

/** Why scores are not contested: points are frozen, or no window is open. */
export type ContestBar = 'frozen' | { readonly from: string; readonly until: string };

/**
 * What keeps a score from being contested on a day, by the rounds it counts in, the newest first: one of them has frozen it; or each
 * that is planned has a window, and none is open. Null: nothing does.
 */
export function contestBar(rounds: readonly ContestRound[], today: string): ContestBar | null {
  if (rounds.some(({ pointsFrozenAt }) => pointsFrozenAt !== null)) return 'frozen';
  const spans = rounds
    .filter(({ state }) => plannedIn.includes(state))
    .map(({ windows: [window] }) => window && { from: dayOf(window.from), until: dayOf(window.until) });
  const [newest] = spans;
  if (newest === undefined || spans.some((span) => span === undefined || inForce(span, today))) return null;
  return newest;
}

const dayOf = (day: Date): string => day.toISOString().slice(0, 10);
