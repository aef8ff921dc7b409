import type { GuaranteeFigure as FigureShape, Guarantee as Shape } from '../solver/guarantees/guarantees.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import { sectionKeyed, sectionOnFile } from './on-file.ts';
import { sentence, Words } from './words.ts';

const GuaranteeFigure = builder.objectRef<FigureShape>('GuaranteeFigure').implement({
  description: 'A figure that a guarantee is decided by.',
  fields: (t) => ({
    name: t.string({
      description: 'What it is, in the reader’s language.',
      resolve: ({ name }, _args, { language }) => inWords(name, language),
    }),
    unit: t.string({
      description: 'Its unit, in the reader’s language.',
      resolve: ({ unit }, _args, { language }) => inWords(unit, language),
    }),
    value: t.exposeFloat('value', { nullable: true, description: 'The figure; null: not known.' }),
  }),
});

const GuaranteeBreach = builder
  .objectRef<Shape['breaches'][number] & { readonly countyId: string }>('GuaranteeBreach')
  .implement({
    description: 'Where a guarantee is not met.',
    fields: (t) => ({
      school: t.exposeString('school', { description: 'Code of the school.' }),
      section: sectionOnFile(t, 'The section; null: the whole school.', ({ countyId, section }, context) =>
        section === null ? null : sectionKeyed(context, countyId, section),
      ),
      grade: t.exposeInt('grade', { nullable: true, description: 'The grade; null: all of them.' }),
      found: t.exposeFloat('found', { description: 'What was found.' }),
      limit: t.exposeFloat('limit', { description: 'What it is held against.' }),
    }),
  });

export const Guarantee = builder.objectRef<Shape & { readonly countyId: string }>('Guarantee').implement({
  description:
    'One thing of its staffing that a county’s government guarantees (政府保障程度), and what the facts on file say of it.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        '`pay`, `training`, `posts-across-schools`, `exchange-quota`, `backbone-quota`, `certificates`, `courses`, `class-size` or `school-size`.',
    }),
    item: t.exposeInt('item', {
      nullable: true,
      description:
        'Its number among the fifteen items of guarantee; null: it stands elsewhere in the standard.',
    }),
    title: t.string({
      description: 'What is guaranteed, in the reader’s language.',
      resolve: ({ title }, _args, { language }) => inWords(title, language),
    }),
    fromData: t.boolean({
      description: 'Whether facts on file can answer it; if not, papers alone.',
      resolve: ({ by }) => by === 'data',
    }),
    met: t.exposeBoolean('met', {
      nullable: true,
      description: 'Whether it is met, exactly, before any rounding; null: not known, and `text` says why.',
    }),
    figures: t.field({
      type: [GuaranteeFigure],
      description: 'What it is decided by.',
      resolve: ({ figures }) => figures,
    }),
    breaches: t.field({
      type: [GuaranteeBreach],
      description: 'Where it is not met.',
      resolve: ({ countyId, breaches }) => breaches.map((breach) => ({ ...breach, countyId })),
    }),
    ...sentence(
      t,
      {
        text: 'What the facts say, or why they do not, and where the figures come from, in the reader’s language.',
        words: 'The same in both languages.',
      },
      ({ words }) => words,
    ),
    papers: t.field({
      type: Words,
      description: 'What to lay before the inspectors.',
      resolve: ({ papers }) => papers,
    }),
  }),
});
