import * as z from 'zod';
import { grouped } from '../grouped.ts';
import type { Posting } from '../posting.ts';
import type { Placement } from '../recruits.ts';
import { capOf, percent, widerCap } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Receiver cap
 *
 * A section takes in at most a share of its present staff in one round, recruits among them.
 *
 * Source: local rule, so that a host school is not made of guests; no national figure is known.
 */
export const receiverCap = defineRule({
  name: 'receiver-cap',
  title: { zh: '接收比例上限', en: 'Receiver cap' },
  unit: 'teachers',
  source: {
    zh: '各地规定：一所学校接收交流教师的比例上限',
    en: 'Local rules on how many exchanged teachers one staff takes in',
  },
  level: 'policy',
  clause: '同一学校每学年接收交流教师不超过专任教师的30%',
  settings: z.strictObject({
    percent: percent.default(30),
    /** A small section may take so many whatever its share comes to. */
    atLeast: z.int().min(0).max(1000).default(2),
  }),

  states: ({ percent, atLeast }) => ({
    zh: `每个学部接收人数不超过本学部教师的${percent}%（不足${atLeast}人的可接收${atLeast}人）。`,
    en: `A section receives at most ${percent} % of its staff (or ${atLeast}, where that is more).`,
  }),

  constrain(county, settings, model) {
    const placed = new Map(
      [...grouped(model.placements, ({ opening }) => opening.section.id)].map(([id, made]) => [
        id,
        made.map(({ column }) => column),
      ]),
    );
    for (const { id } of county.problem.sections) {
      model.atMost(
        'receiver-cap',
        id,
        [...model.arriving(id), ...(placed.get(id) ?? [])].map((column) => [column, 1]),
        capOf(settings, county.staff(id).length),
      );
    }
  },

  *audit(county, settings, postings, _circuits, placements) {
    const coming: readonly (Posting | Placement)[] = [...postings, ...placements];
    for (const [section, made] of grouped(coming, ({ opening }) => opening.section)) {
      const staff = county.staff(section.id).length;
      const cap = capOf(settings, staff);
      if (made.length <= cap) continue;
      const place = county.nameOf(section);
      yield {
        teachers: made.flatMap((one) => ('teacher' in one ? one.teacher.id : [])),
        sections: [section.id],
        amount: made.length - cap,
        text: {
          zh: `${place.zh}现有教师${staff}人，接收${made.length}人，上限为${cap}人。`,
          en: `${place.en} has ${staff} teachers and would receive ${made.length}, where the cap is ${cap}.`,
        },
      };
    }
  },

  accepts: (county, settings, postings) =>
    widerCap(
      settings,
      [...grouped(postings, ({ opening }) => opening.section)].map(([section, made]) => ({
        staff: county.staff(section.id).length,
        heads: made.length,
      })),
    ),
});
