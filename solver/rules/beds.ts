import * as z from 'zod';
import { plural } from '../amounts.ts';
import { grouped } from '../grouped.ts';
import type { Posting } from '../posting.ts';

import type { Placement } from '../recruits.ts';
import { defineRule } from './rule.ts';

/**
 * Beds
 *
 * Who lives beyond the daily limit of the rule `travel`, recruits among them, is housed by the host school, which has only so many
 * beds free. A decision that lets somebody go farther than `travel` allows gives nobody a bed; with `travel` off nothing tells who
 * lives too far, and nobody is housed.
 *
 * Source: 远安县 houses all exchanged teachers on campus: host housing is a capacity (domain A6).
 */
export const beds = defineRule({
  name: 'beds',
  title: { zh: '教师周转房', en: 'Teacher housing' },
  unit: 'beds',
  source: {
    zh: '远安县：接收学校的周转房是容量限制',
    en: "Yuan'an county: host housing is a capacity constraint",
  },
  level: 'law',
  clause: '路远的交流教师由接收学校安排周转房',
  settings: z.strictObject({}),

  states: () => ({
    zh: '每校安排住宿的交流教师不超过其空余床位。',
    en: 'No school houses more exchanged teachers than it has beds free.',
  }),

  constrain({ problem }, _settings, model) {
    const housed = grouped(
      [...model.candidates, ...model.placements].filter(({ bed }) => bed),
      ({ opening }) => opening.school.id,
    );
    for (const { id, beds } of problem.schools) {
      model.atMost(
        'beds',
        id,
        (housed.get(id) ?? []).map(({ column }) => [column, 1]),
        beds,
      );
    }
  },

  *audit(_county, _settings, postings, _circuits, placements) {
    const coming: readonly (Posting | Placement)[] = [...postings, ...placements];
    const housed = grouped(
      coming.filter(({ bed }) => bed),
      ({ opening }) => opening.school,
    );
    for (const [{ name, beds }, made] of housed) {
      if (made.length <= beds) continue;
      yield {
        teachers: made.flatMap((one) => ('teacher' in one ? one.teacher.id : [])),
        sections: [...new Set(made.map(({ opening }) => opening.section.id))],
        amount: made.length - beds,
        text: {
          zh: `${name}${beds === 0 ? '没有空余床位' : `空余床位${beds}个`}，需安排住宿${made.length}人。`,
          en: `${name} has ${beds === 0 ? 'no bed' : plural(beds, 'bed')} free and would house ${plural(made.length, 'teacher')}.`,
        },
      };
    }
  },
});
