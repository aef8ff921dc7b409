import * as z from 'zod';
import { grouped } from '../grouped.ts';
import { defineRule } from './rule.ts';

/**
 * Openings
 *
 * No section × subject receives more teachers than it has posts to fill. Holds whatever the policy says.
 *
 * Source: order-based exchange: teachers are sent by need (domain A6).
 */
export const openings = defineRule({
  name: 'openings',
  title: { zh: '按需派出', en: 'Openings' },
  unit: 'teachers',
  source: 'Order-based exchange: teachers go where a post is open',
  level: 'law',
  clause: '按接收学校的需求派出',
  always: true,
  settings: z.strictObject({}),

  states: () => ({
    zh: '到岗人数不超过该学部该学科的空缺岗位数。',
    en: 'No subject of a section receives more teachers than it has posts to fill.',
  }),

  constrain({ openings }, _settings, model) {
    for (const opening of openings) {
      model.atMost(
        'openings',
        model.filling(opening).map((column) => [column, 1]),
        opening.count,
      );
    }
  },

  *audit(county, _settings, postings) {
    for (const [{ section, subject, count }, made] of grouped(postings, ({ opening }) => opening)) {
      if (made.length <= count) continue;
      const place = county.nameOf(section);
      const name = county.subject(subject);
      yield {
        teachers: made.map(({ teacher }) => teacher.id),
        sections: [section.id],
        amount: made.length - count,
        text: {
          zh: `${place.zh}${name.zh}空缺${count}个岗位，安排了${made.length}人。`,
          en: `${place.en}, ${name.en}: posts open ${count}, teachers coming ${made.length}.`,
        },
      };
    }
  },
});
