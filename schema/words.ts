import type { Words as WordsShape } from '../solver/plan.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Context } from './context.ts';

export const Words = builder.objectRef<WordsShape>('Words').implement({
  description: 'The same sentence in both languages.',
  fields: (t) => ({
    zh: t.exposeString('zh', { description: 'In Simplified Chinese.' }),
    en: t.exposeString('en', { description: 'In English.' }),
  }),
});

/**
 * The two fields by which a sentence is read: `text` in the reader’s language, `words` in both. A row of the database
 * writes them out, as the columns it selects for them decide the type of what is resolved.
 */
export const sentence = <Parent>(
  t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, Parent>,
  described: { readonly text: string; readonly words: string },
  wordsOf: (parent: Parent, context: Context) => WordsShape,
) => ({
  text: t.string({
    description: described.text,
    resolve: (parent, _args, context) => inWords(wordsOf(parent, context), context.language),
  }),
  words: t.field({
    type: Words,
    description: described.words,
    resolve: (parent, _args, context) => wordsOf(parent, context),
  }),
});
