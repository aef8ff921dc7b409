import * as z from 'zod';
import { defineSum } from './goal.ts';

/**
 * Fewest moves
 *
 * How many teachers go: among plans alike in every earlier goal, the one that unsettles fewest.
 */
export const fewestMoves = defineSum({
  name: 'fewest-moves',
  title: { zh: '调动人数', en: 'Moves' },
  sense: 'minimise',
  unit: 'moves',
  source: 'Staff that need not move stay',
  settings: z.strictObject({}),
  each: () => 1,
});
