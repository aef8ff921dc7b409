import { builder } from './builder.ts';
import type { Worth as Shape } from './context.ts';
import { GoalChange } from './goal-change.ts';
import { sentence } from './words.ts';

const Worth = builder.objectRef<Shape>('Worth').implement({
  description: 'What one more of something would be worth: the difference of two solved plans.',
  fields: (t) => {
    const about = sentence(
      t,
      {
        text: 'What there would be more of, in the reader’s language.',
        words: 'What there would be more of, in both languages.',
      },
      ({ about }) => about,
    );
    return {
      kind: t.exposeString('kind', { description: 'What it is: `bed`, `opening`, `quota` …; for programs.' }),
      by: t.exposeFloat('by', { description: 'How much more of it, in its own unit.' }),
      about: about.text,
      aboutWords: about.words,
      ...sentence(
        t,
        {
          text: 'What that would do, in the reader’s language.',
          words: 'What that would do, in both languages.',
        },
        ({ text }) => text,
      ),
      gains: t.exposeBoolean('gains', { description: 'Whether any goal is better for it.' }),
      goals: t.field({
        type: [GoalChange],
        description: 'Every goal with it, in their order.',
        resolve: ({ goals }) => goals,
      }),
    };
  },
});

export const Worths = builder.objectRef<{ readonly worths: readonly Shape[] }>('Worths').implement({
  description: 'What one more of everything that is used up would be worth.',
  fields: (t) => ({
    worths: t.field({
      type: [Worth],
      description: 'What betters a goal first, the best first; empty: nothing is used up.',
      resolve: ({ worths }) => worths,
    }),
  }),
});
