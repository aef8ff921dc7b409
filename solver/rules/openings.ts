import * as z from 'zod';
import { plural } from '../amounts.ts';
import type { Term } from '../model.ts';
import type { Posting } from '../posting.ts';
import { flowOf } from '../staffing.ts';
import { defineRule } from './rule.ts';

/**
 * Openings
 *
 * No section × subject receives more teachers than it has posts to fill; a seat of a cadre, whatever the policy says,
 * and a teacher's post, where it says so, may also be filled once it is left. Who comes in by a swap takes the post of
 * who goes out for it, and none of these. Holds whatever the policy says.
 *
 * Source: order-based exchange: teachers are sent by need (domain A6).
 */
export const openings = defineRule({
  name: 'openings',
  title: { zh: '按需派出', en: 'Openings' },
  unit: 'teachers',
  source: {
    zh: '订单式交流：有空缺岗位才派遣',
    en: 'Order-based exchange: teachers go where a post is open',
  },
  level: 'law',
  clause: '按接收学校的需求派出',
  always: true,
  settings: z.strictObject({
    /** Whether a post that somebody leaves may be filled in the same plan, so that moves follow one another. */
    backfill: z.boolean().default(false),
  }),

  states: ({ backfill }) => ({
    zh: `到岗人数不超过该学部该学科的空缺岗位数${backfill ? '与本次腾出的岗位数之和' : ''}。`,
    en: `No subject of a section receives more teachers than it has posts to fill${backfill ? ', those left in this plan included' : ''}.`,
  }),

  constrain({ candidates, placements }, { backfill }, model) {
    for (const opening of new Set([...candidates, ...placements].map((candidate) => candidate.opening))) {
      const refills = backfill || opening.role !== null;
      const counted = model
        .filling(opening)
        .filter((column) => refills || model.candidates[column]?.form !== 'swap')
        .concat(model.recruited(opening));
      const left = refills ? model.vacating(opening) : [];
      model.atMost(
        'openings',
        opening.key,
        [...counted.map((column): Term => [column, 1]), ...left.map((column): Term => [column, -1])],
        opening.count,
      );
    }
  },

  *audit(county, { backfill }, postings, _circuits, placements) {
    for (const { teacher, opening } of postings) {
      if (opening.role === county.rotates(teacher)) continue;
      const place = county.nameOf(opening.section);
      const post = county.postOf(opening);
      yield {
        teachers: [teacher.id],
        sections: [opening.section.id],
        amount: 1,
        text: {
          zh: `${teacher.name}不能到${place.zh}任${post.zh}：干部只在同职务间交流，教师不占干部岗位。`,
          en: `${teacher.name} cannot go to ${place.en} as ${post.en}: cadres go to seats of their role, teachers to posts.`,
        },
      };
    }
    const { arrivals, departures, placed } = flowOf(postings, [], placements);
    for (const opening of new Set([...postings, ...placements].map((posting) => posting.opening))) {
      const refills = backfill || opening.role !== null;
      const made = arrivals(opening).filter((posting) => refills || !bySwap(posting));
      const room = opening.count + (refills ? departures(opening).length : 0);
      const coming = made.length + placed(opening);
      if (coming <= room) continue;
      const place = county.nameOf(opening.section);
      const post = county.postOf(opening);
      yield {
        teachers: made.map(({ teacher }) => teacher.id),
        sections: [opening.section.id],
        amount: coming - room,
        text: {
          zh: `${place.zh}${post.zh}${room === 0 ? '没有空缺岗位' : `空缺${room}个岗位`}，将到岗${coming}人。`,
          en: `${place.en} has ${room === 0 ? 'no post' : plural(room, 'post')} of ${post.en} open, and ${coming} would come.`,
        },
      };
    }
  },
});

const bySwap = ({ form }: Posting): boolean => form === 'swap';
