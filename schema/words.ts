import type { Words as WordsShape } from '../solver/plan.ts';
import { builder } from './builder.ts';

export const Words = builder.objectRef<WordsShape>('Words').implement({
  description: 'The same sentence in both languages.',
  fields: (t) => ({
    zh: t.exposeString('zh', { description: 'In Simplified Chinese.' }),
    en: t.exposeString('en', { description: 'In English.' }),
  }),
});
