import * as z from 'zod';
import type { Placement } from '../recruits.ts';
import { defineGoal } from './goal.ts';

const weight = (usual: number) => z.int().min(0).max(1000).default(usual);

const settings = z.strictObject({
  /** For every 10 km by road begun. */
  distance: weight(1),
  /** In place of it where the distance is not known. */
  unknownDistance: weight(5),
  /** For every place below the first among the recruit's wishes. */
  wishRank: weight(1),
  /** For a school not wished for, and the most that a wished one counts. */
  notWished: weight(10),
});

/**
 * Recruit burden
 *
 * What placements ask of recruits: the way from home and how far down the school is among their wishes, as the goal
 * `burden` counts it of teachers. Where there are recruits and the policy does not name it, it comes last: no teacher
 * moves for a recruit's wish.
 *
 * Source: domain A6; weights are local settings.
 */
export const recruitBurden = defineGoal({
  name: 'recruit-burden',
  title: { zh: '新聘教师的路程与意愿', en: "Recruits' ways and wishes" },
  sense: 'minimise',
  unit: 'burden points',
  source: 'Local weights; distance and wishes are counted as for teachers who are exchanged',
  settings,

  cost: (_county, weights, { placements }) => ({
    terms: placements.flatMap((placement) => {
      const points = pointsOf(weights, placement);
      return points === 0 ? [] : [[placement.column, points] as const];
    }),
    constant: 0,
  }),

  value: (_county, weights, _postings, _circuits, placements) =>
    placements.reduce((sum, placement) => sum + pointsOf(weights, placement), 0),
  change: () => 0,
});

const pointsOf = (
  { distance, unknownDistance, wishRank, notWished }: z.infer<typeof settings>,
  { km, wish }: Placement,
): number =>
  (km === null ? unknownDistance : distance * Math.ceil(km / 10)) +
  (wish === null ? notWished : Math.min(notWished, wishRank * (wish - 1)));
