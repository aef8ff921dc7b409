import * as z from 'zod';
import { defineRule } from './rule.ts';

/**
 * Certificate
 *
 * A post is filled by a teacher certified for its subject at its stage. A seat of a cadre asks for none.
 *
 * Source: inspection item 12, certificates 100 % (domain C3).
 */
export const certificate = defineRule({
  name: 'certificate',
  title: { zh: '学科学段资格', en: 'Certificate' },
  unit: 'certificates',
  source: {
    zh: '优质均衡督导评估第12项：教师均须持证上岗、教学科学段相符',
    en: 'Quality-balance inspection item 12: every teacher certified for what they teach',
  },
  level: 'law',
  clause: '教师须持有任教学科、学段的教师资格',
  settings: z.strictObject({
    /** Which certificates a post may be filled by. */
    ranks: z.enum(['main', 'main-or-second']).default('main-or-second'),
  }),

  states: ({ ranks }) =>
    ranks === 'main'
      ? { zh: '岗位由主教该学科、学段的教师担任。', en: 'Posts are filled by main subject and stage.' }
      : {
          zh: '岗位由具有该学科、学段资格的教师担任。',
          en: 'Posts are filled by certified subject and stage.',
        },

  keepsFrom: (_county, { ranks }, { teacher, opening }) =>
    opening.role !== null ||
    teacher.certificates.some(
      ({ subject, stage, rank }) =>
        subject === opening.subject &&
        stage === opening.section.stage &&
        (rank === 'main' || ranks === 'main-or-second'),
    )
      ? 0
      : 1,

  tells(county, _settings, { teacher, opening }) {
    const subject = county.postOf(opening);
    const place = county.nameOf(opening.section);
    return {
      zh: `${teacher.name}没有任教${place.zh}${subject.zh}所需的资格。`,
      en: `${teacher.name} is not certified for ${subject.en} at ${place.en}.`,
    };
  },
});
