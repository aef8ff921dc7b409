import * as z from 'zod';
import { grouped } from '../grouped.ts';
import { capOf, percent, widerCap } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Outflow cap
 *
 * Of one section's teachers at most a share goes in one round.
 *
 * Source: local rule, so that teaching at the sending school holds together; no national figure is known.
 */
export const outflowCap = defineRule({
  name: 'outflow-cap',
  title: { zh: '派出比例上限', en: 'Outflow cap' },
  unit: 'teachers',
  source: {
    zh: '各地规定：一年内一所学校流出教师的比例上限',
    en: 'Local rules on how much of a staff may leave in one year',
  },
  level: 'policy',
  clause: '同一学校每学年派出教师不超过专任教师的15%',
  settings: z.strictObject({
    percent: percent.default(15),
    /** A small section may send so many whatever its share comes to. */
    atLeast: z.int().min(0).max(1000).default(1),
  }),

  states: ({ percent, atLeast }) => ({
    zh: `每个学部派出人数不超过本学部教师的${percent}%（不足${atLeast}人的可派${atLeast}人）。`,
    en: `A section sends at most ${percent} % of its teachers (or ${atLeast}, where that is more).`,
  }),

  constrain(county, settings, model) {
    for (const { id } of county.problem.sections) {
      model.atMost(
        'outflow-cap',
        id,
        model.leaving(id).map((column) => [column, 1]),
        capOf(settings, county.staff(id).length),
      );
    }
  },

  *audit(county, settings, postings) {
    for (const [section, made] of grouped(postings, ({ from }) => from)) {
      const staff = county.staff(section.id).length;
      const cap = capOf(settings, staff);
      if (made.length <= cap) continue;
      const place = county.nameOf(section);
      yield {
        teachers: made.map(({ teacher }) => teacher.id),
        sections: [section.id],
        amount: made.length - cap,
        text: {
          zh: `${place.zh}${staff}名教师中派出${made.length}人，上限为${cap}人。`,
          en: `${place.en} would send ${made.length} of its ${staff} teachers, where the cap is ${cap}.`,
        },
      };
    }
  },

  accepts: (county, settings, postings) =>
    widerCap(
      settings,
      [...grouped(postings, ({ from }) => from)].map(([section, made]) => ({
        staff: county.staff(section.id).length,
        heads: made.length,
      })),
    ),
});
