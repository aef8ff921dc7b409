import * as z from 'zod';
import { defineSum } from './goal.ts';

/**
 * Compulsory moves
 *
 * Teachers who go although they neither volunteered nor wished for the school. Before willing moves in the usual order:
 * nobody is told to go so that others get their wishes.
 *
 * Source: volunteers and swaps nobody loses by come before compulsory moves (design, section 6).
 */
export const compulsory = defineSum({
  name: 'compulsory',
  title: { zh: '非志愿调动人数', en: 'Compulsory moves' },
  sense: 'minimise',
  unit: 'moves',
  source: 'Local practice: volunteers first',
  settings: z.strictObject({}),
  each: (county, _settings, { teacher, wish }) =>
    wish === null && county.wish(teacher.id)?.volunteer !== true ? 1 : 0,
});
