import * as z from 'zod';
import { defineGoal } from './goal.ts';

/**
 * Recruits placed
 *
 * Recruits whom the plan places nowhere. Where there are recruits and the policy does not name it, it comes right after
 * the goals about lacking teachers: a recruit more then never leaves a heavier gap, and of plans that fill the same gaps
 * the one that sends fewer teachers from their schools for it is taken.
 *
 * Source: graduates and special-post teachers are recruited for the posts that lack (domain A6).
 */
export const recruitsPlaced = defineGoal({
  name: 'recruits-placed',
  title: { zh: '未安置的新聘教师', en: 'Recruits left unplaced' },
  sense: 'minimise',
  unit: 'recruits',
  source: 'Graduates and special-post teachers are recruited for the posts that lack',
  settings: z.strictObject({}),

  cost: ({ recruits }, _settings, model) => ({
    terms: model.placements.map(({ column }) => [column, -1]),
    constant: recruits.length,
  }),

  value: ({ recruits }, _settings, _postings, _circuits, placements) => recruits.length - placements.length,
  change: () => 0,
});
