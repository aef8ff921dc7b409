import { builder } from './builder.ts';
import type { Fairness as Shape } from './context.ts';
import { FairnessKind } from './enums.ts';
import { sectionOnFile, teacherOnFile } from './on-file.ts';
import { sentence } from './words.ts';

const FairnessCase = builder.objectRef<Shape>('FairnessCase').implement({
  description: 'Somebody who has reason to ask why another, and what the plan can answer.',
  fields: (t) => ({
    kind: t.expose('kind', { type: FairnessKind, description: 'What the reason is.' }),
    teacher: teacherOnFile(t, 'Who may complain; null: no longer on file.', ({ teacher }) => teacher),
    other: teacherOnFile(
      t,
      'In whose place, or who could have gone instead; null: no longer on file.',
      ({ other }) => other,
    ),
    section: sectionOnFile(t, 'Where the post is; null: no longer on file.', ({ section }) => section),
    own: t.exposeFloat('own', { description: 'Points at the post, or rural years, of who may complain.' }),
    others: t.exposeFloat('others', { description: 'The same of the other.' }),
    code: t.exposeString('code', {
      description:
        'Why it is so all the same: a rule, or the goal that would be worse; `unexplained`: nothing stands against a change.',
    }),
    ...sentence(
      t,
      {
        text: 'The case in a sentence, in the reader’s language.',
        words: 'The case in a sentence, in both languages.',
      },
      ({ text }) => text,
    ),
  }),
});

export const Fairness = builder.objectRef<{ readonly cases: readonly Shape[] }>('Fairness').implement({
  description: 'The fairness of a plan.',
  fields: (t) => ({
    cases: t.field({
      type: [FairnessCase],
      description: 'Every case; of envy for HR officers alone, as wishes and points are.',
      resolve: ({ cases }) => cases,
    }),
  }),
});
