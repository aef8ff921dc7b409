import * as z from 'zod';
import { defineRule } from './rule.ts';

/**
 * Established
 *
 * Only established staff in post (在编在岗) of a public school are exchanged.
 *
 * Source: Beijing 2021 (domain A2).
 */
export const established = defineRule({
  name: 'established',
  title: { zh: '在编在岗', en: 'Established staff' },
  unit: 'teachers',
  source: {
    zh: '北京2021年交流办法：公办学校在编在岗教师',
    en: 'Beijing 2021 exchange rules: established staff in post of a public school',
  },
  level: 'law',
  clause: '交流对象为公办学校在编在岗教师',
  settings: z.strictObject({}),

  states: () => ({ zh: '只有在编在岗教师参加交流。', en: 'Only established staff in post are exchanged.' }),

  bars: (_county, _settings, teacher) =>
    teacher.established
      ? null
      : {
          amount: 1,
          figures: {},
          text: { zh: '不是在编在岗教师。', en: 'Not established staff in post.' },
        },
});
