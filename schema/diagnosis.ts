import type { z } from 'zod';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import { RuleLevel } from './enums.ts';
import type * as stored from './stored.ts';
import { Words } from './words.ts';

type DiagnosisShape = z.infer<typeof stored.diagnosis>;

const ClashingRule = builder.objectRef<DiagnosisShape['clash'][number]>('ClashingRule').implement({
  description: 'A rule that cannot hold together with the others named.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule.' }),
    level: t.expose('level', { type: RuleLevel, description: 'How binding it is.' }),
    clause: t.exposeString('clause', {
      nullable: true,
      description: 'The clause it comes from; null: none given.',
    }),
    text: t.string({
      description: 'What it asks here, in the reader’s language.',
      resolve: ({ text }, _args, { language }) => inWords(text, language),
    }),
    words: t.expose('text', { type: Words, description: 'What it asks here, in both languages.' }),
  }),
});

export const Diagnosis = builder.objectRef<DiagnosisShape>('Diagnosis').implement({
  description: 'Why no plan exists.',
  fields: (t) => ({
    clash: t.field({
      type: [ClashingRule],
      description: 'Rules that cannot all hold together: leave out any one of them and a plan exists.',
      resolve: ({ clash }) => clash,
    }),
  }),
});
