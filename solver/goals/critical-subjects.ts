import * as z from 'zod';
import type { Term } from '../model.ts';
import { defineByOpening } from './goal.ts';

/**
 * Critical subjects
 *
 * Subjects that nobody at the section can teach (开不齐课), with a post open or days of circuits wanted, and to which
 * nobody comes, not even on a day.
 *
 * Source: all courses offered in full (开齐开足, domain C3); design, goal 2.
 */
export const criticalSubjects = defineByOpening({
  name: 'critical-subjects',
  title: { zh: '开不齐的学科', en: 'Subjects nobody can teach' },
  sense: 'minimise',
  unit: 'subjects',
  source: 'Zero subject gap is a quality-balance inspection item (all courses offered in full)',
  settings: z.strictObject({}),

  cost({ lacking }, _settings, model) {
    const terms: Term[] = [];
    const critical = lacking.filter(({ cell }) => cell.critical);
    for (const opening of critical) {
      const serving = model.serving(opening);
      const coming = [...model.filling(opening), ...model.recruited(opening), ...serving];
      if (coming.length === 0) continue;
      if (opening.count === 1 && serving.length === 0 && !model.relaxes('swap')) {
        terms.push(...coming.map((column): Term => [column, -1]));
        continue;
      }
      const key = `critical:${opening.key}`;
      const met = model.column(key, 0, 1);
      model.atMost(null, key, [[met, 1], ...coming.map((column): Term => [column, -1])], 0);
      terms.push([met, -1]);
    }
    return { terms, constant: critical.length };
  },

  at: (_county, _settings, opening, { arrivals, days, placed }) =>
    opening.cell.critical && arrivals(opening).length + placed(opening) === 0 && days(opening) === 0 ? 1 : 0,
});
