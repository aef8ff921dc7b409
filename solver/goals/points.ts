import * as z from 'zod';
import { defineSum } from './goal.ts';

/**
 * Points
 *
 * The sum of the bureau's own scores of every teacher at the post gone to. A posting the table does not score
 * counts 0.
 *
 * Source: the bureau's points table, frozen in the problem.
 */
export const points = defineSum({
  name: 'points',
  title: { zh: '积分', en: 'Points' },
  sense: 'maximise',
  unit: 'points',
  source: "The bureau's own points table",
  settings: z.strictObject({}),
  each: (county, _settings, { teacher, opening }) =>
    county.points(teacher.id, opening.section.id, opening.post),
});
