import * as z from 'zod';
import { defineRule } from './rule.ts';

/**
 * Home school
 *
 * An exchange leads to another school: not to another section of the one served now, nor to the one where the
 * teacher's personnel relation sits.
 *
 * Source: a rotation record's host school differs from its home school (domain A3).
 */
export const homeSchool = defineRule({
  name: 'home-school',
  title: { zh: '跨校交流', en: 'Another school' },
  unit: 'moves',
  source: {
    zh: '轮岗登记要求：接收学校不得为原学校',
    en: 'Standard rotation record: host school ≠ home school',
  },
  level: 'law',
  clause: '交流须跨校进行',
  settings: z.strictObject({}),

  states: () => ({
    zh: '交流须到现任教学校和人事关系所在学校以外的学校。',
    en: 'Every move leads to a school other than the one served and the one registered at.',
  }),

  keepsFrom: (_county, _settings, { teacher, from, opening }) =>
    [from.school, teacher.registered.school].includes(opening.school.id) ? 1 : 0,

  tells: (_county, _settings, { teacher, from, opening }) =>
    from.school === opening.school.id
      ? {
          zh: `${teacher.name}将留在${opening.school.name}本校。`,
          en: `${teacher.name} would stay within ${opening.school.name}.`,
        }
      : {
          zh: `${teacher.name}的人事关系已在${opening.school.name}。`,
          en: `${teacher.name} is already registered at ${opening.school.name}.`,
        },

  away: () => ({
    zh: '在现任教或人事关系所在的学校，而交流须跨校进行。',
    en: 'at the school served or registered at now, and an exchange leads to another.',
  }),
});
