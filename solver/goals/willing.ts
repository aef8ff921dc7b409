import * as z from 'zod';
import { defineSum } from './goal.ts';

/**
 * Willing moves
 *
 * Teachers who go to a school they wished for, swaps and rings of such moves included: nobody loses by them, so as
 * many as there can be come before anybody is told to go.
 *
 * Source: volunteers and swaps nobody loses by come before compulsory moves (design, section 6).
 */
export const willing = defineSum({
  name: 'willing',
  title: { zh: '志愿交流人数', en: 'Willing moves' },
  sense: 'maximise',
  unit: 'moves',
  source: 'Local practice: volunteers first',
  settings: z.strictObject({}),
  each: (_county, _settings, { wish }) => (wish === null ? 0 : 1),
});
