import type { Alternative } from '../alternatives.ts';
import type { Figures, Reason, Status, Words } from '../plan.ts';

/** A reason before it is said whose it is. */
export type Told = Pick<Reason, 'code' | 'figures' | 'text'>;

/** A plan's status; `said-impossible`: cut short, and the engine says without proof that no plan exists. */
export type Ending = Status | 'said-impossible';

/** How much a change worsens a goal, as it is told after the goal's name. */
export type Harm = (change: NonNullable<Alternative['change']>) => Words;

/** The goal that a change worsens first, and by how much; null: none is worse, or no change is told. */
export const changeFigures = (alternative: Alternative | null): Figures => ({
  goal: alternative?.change?.goal.name ?? null,
  worse: alternative?.change?.worse ?? null,
});
