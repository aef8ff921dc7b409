import * as z from 'zod';
import type { Term } from '../model.ts';
import type { Opening } from '../opening.ts';
import { levelReaches, type Teacher } from '../problem.ts';
import { defineByOpening } from './goal.ts';

/**
 * Level wanted
 *
 * Posts requested with a backbone level that no teacher of that level comes to. A request is met by whoever can
 * teach the subject; the level asked is a wish about whom, so it is a goal, never a reason to leave a post empty.
 * Where several requests name one subject of a section, the highest level holds for all their posts.
 *
 * Source: requests name the level wanted (domain A6, order-based exchange).
 */
export const levelWanted = defineByOpening({
  name: 'level-wanted',
  title: { zh: '未满足的骨干需求', en: 'Posts without the level asked' },
  sense: 'minimise',
  unit: 'posts',
  source: 'Order-based exchange: schools order teachers by need and level',
  settings: z.strictObject({}),

  cost({ openings }, _settings, model) {
    const short: Term[] = [];
    let constant = 0;
    for (const opening of openings) {
      const wanted = wantedAt(opening);
      constant += wanted;
      const columns = model
        .filling(opening)
        .filter((column) => reaches(model.candidates[column]?.teacher, opening));
      if (wanted === 0 || columns.length === 0) continue;
      const key = `level:${opening.key}`;
      const met = model.column(key, 0, Math.min(wanted, columns.length));
      model.atMost(null, key, [[met, 1], ...columns.map((column): Term => [column, -1])], 0);
      short.push([met, -1]);
    }
    return { terms: short, constant };
  },

  at: (_county, _settings, opening, { arrivals }) =>
    Math.max(
      0,
      wantedAt(opening) - arrivals(opening).filter(({ teacher }) => reaches(teacher, opening)).length,
    ),
});

const wantedAt = ({ cell }: Opening): number => (cell.level === 'none' ? 0 : cell.requested);

const reaches = (teacher: Teacher | undefined, { cell }: Opening): boolean =>
  teacher !== undefined && levelReaches(teacher.backbone, cell.level);
