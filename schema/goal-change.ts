import { builder } from './builder.ts';
import type { GoalChange as Shape } from './context.ts';
import { sentence } from './words.ts';

export const GoalChange = builder.objectRef<Shape>('GoalChange').implement({
  description:
    'What a goal comes to with a change made, beside the plan: of a question two plans were solved for it, of a move made by hand the plan was counted before and after.',
  fields: (t) => {
    const title = sentence(
      t,
      { text: 'Its title, in the reader’s language.', words: 'Its title in both languages.' },
      ({ title }) => title,
    );
    return {
      goal: t.exposeString('goal', { description: 'The goal; stable, for programs.' }),
      title: title.text,
      titleWords: title.words,
      unit: t.exposeString('unit', { description: 'The unit of the values.' }),
      before: t.exposeFloat('before', { description: 'What the plan reaches.' }),
      after: t.exposeFloat('after', {
        description: 'What is reached with the change: of a question, by the best plan with it.',
      }),
      worse: t.exposeFloat('worse', { description: 'How much worse that is; below 0: better.' }),
      ...sentence(
        t,
        {
          text: 'From what to what, in the reader’s language.',
          words: 'From what to what, in both languages.',
        },
        ({ text }) => text,
      ),
    };
  },
});
