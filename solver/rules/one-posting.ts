import * as z from 'zod';
import { grouped } from '../grouped.ts';
import { defineRule } from './rule.ts';

/**
 * One posting
 *
 * A teacher goes to at most one post, and to another section than the one served now. Holds whatever the
 * policy says.
 *
 * Source: a move is one teacher at one post (domain C4).
 */
export const onePosting = defineRule({
  name: 'one-posting',
  title: { zh: '一人一岗', en: 'One posting' },
  unit: 'postings',
  source: {
    zh: '一名教师一个岗位',
    en: 'One posting per teacher',
  },
  level: 'law',
  clause: '一名教师只安排一个交流岗位',
  always: true,
  settings: z.strictObject({}),

  states: () => ({ zh: '一名教师最多安排一个岗位。', en: 'A teacher goes to at most one post.' }),

  constrain({ teachers }, _settings, model) {
    for (const { id } of teachers) {
      model.atMost(
        'one-posting',
        id,
        model.of(id).map((column) => [column, 1]),
        1,
      );
    }
  },

  *audit(_county, _settings, postings) {
    for (const [{ id, name, serving }, made] of grouped(postings, ({ teacher }) => teacher)) {
      const sections = made.map(({ opening }) => opening.section.id);
      if (made.length > 1) {
        yield {
          teachers: [id],
          sections,
          amount: made.length - 1,
          text: {
            zh: `${name}被安排了${made.length}个岗位。`,
            en: `${name} would go to ${made.length} posts.`,
          },
        };
      }
      if (sections.includes(serving.section)) {
        yield {
          teachers: [id],
          sections: [serving.section],
          amount: 1,
          text: { zh: `${name}将调往现任教学部。`, en: `${name} would go to the section served now.` },
        };
      }
    }
  },
});
