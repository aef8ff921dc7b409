import { burden } from './burden.ts';
import { fewestMoves } from './fewest-moves.ts';
import { gap } from './gap.ts';
import type { Goal } from './goal.ts';
import { levelWanted } from './level-wanted.ts';
import { points } from './points.ts';

/** Every goal, in the order a policy usually puts them. */
export const goals: readonly Goal[] = [gap, levelWanted, points, burden, fewestMoves];
