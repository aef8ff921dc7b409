import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Context } from './context.ts';
import { Language, LetterBlockKind, LetterColumn, LetterKind, NamesShown } from './enums.ts';
import type { TemplateInForce as TemplateInForceShape, TemplateKey } from './letter-acts.ts';
import { isNeeded, type PlaceholderName, placeholders, placeholdersOf } from './letter-placeholders.ts';
import type { LetterBody, TemplateText as TemplateTextShape } from './letter-text.ts';
import * as text from './letter-text.ts';
import { administers, rows } from './scope.ts';
import { User, userOf } from './user.ts';

export const LetterBlock = builder.objectRef<LetterBody['blocks'][number]>('LetterBlock').implement({
  description: 'A part of a paper.',
  fields: (t) => ({
    as: t.expose('as', { type: LetterBlockKind, description: 'What it is.' }),
    label: t.exposeString('label', { description: 'Head of a row; else empty.' }),
    text: t.exposeString('text', { description: 'Its text; of a template with placeholders in braces.' }),
  }),
});

const LetterText = builder.objectRef<TemplateTextShape>('LetterText').implement({
  description: 'What a template says.',
  fields: (t) => ({
    reference: t.exposeString('reference', {
      description: 'How numbers are written, with `{mark}`, `{county}`, `{year}` and `{serial}`.',
    }),
    names: t.expose('names', { type: NamesShown, description: 'Of a notice: how names stand in public.' }),
    columns: t.field({
      type: [LetterColumn],
      description: 'Of a notice: the columns of its list.',
      resolve: ({ columns }) => columns,
    }),
    blocks: t.field({
      type: [LetterBlock],
      description: 'Its parts, from top to bottom.',
      resolve: ({ blocks }) => blocks,
    }),
  }),
});

const LetterTemplate = builder.prismaNode('LetterTemplate', {
  description:
    'What papers of one kind say in one language. Never edited: a change is a new version. For HR officers of the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    kind: t.expose('kind', { type: LetterKind, description: 'The kind of paper.' }),
    language: t.field({
      type: Language,
      description: 'The language it is in.',
      select: { language: true },
      resolve: ({ language }) => languageOf(language),
    }),
    version: t.exposeInt('version', { description: '1, 2, 3 … of its county, kind and language.' }),
    effectiveFrom: t.expose('effectiveFrom', {
      type: 'Day',
      description: 'For papers dated on this day or later, until a newer one takes its place.',
    }),
    text: t.field({
      type: LetterText,
      description: 'What it says.',
      select: { body: true },
      resolve: ({ body }) => text.templateText.parse(body),
    }),
    note: t.exposeString('note', { nullable: true, description: 'What was changed; null: not told.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who added it; null: not known.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
  }),
});

const TemplateInForce = builder.objectRef<TemplateInForceShape>('LetterTemplateInForce').implement({
  description: 'The template that papers dated on a day are written by.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Its version; 0: the one that comes with the software.' }),
    text: t.expose('text', { type: LetterText, description: 'What it says.' }),
  }),
});

builder.prismaObjectFields('County', (t) => ({
  letterTemplates: t.relation('letterTexts', {
    type: LetterTemplate,
    description: 'Its templates of letters, newest first. For HR officers of the county; nothing for others.',
    args: {
      kind: t.arg({ type: LetterKind, description: 'Of this kind; unsaid: all.' }),
      language: t.arg({ type: Language, description: 'In this language; unsaid: in all.' }),
    },
    query: ({ kind, language }, { viewer }) => ({
      where: {
        AND: [
          rows(viewer).letterTemplate,
          kind == null ? {} : { kind },
          language == null ? {} : { language },
        ],
      },
      orderBy: [{ kind: 'asc' }, { language: 'asc' }, { version: 'desc' }],
    }),
  }),
  letterTemplateInForce: t.field({
    type: TemplateInForce,
    nullable: true,
    description: 'The template in force. For HR officers of the county; null for others.',
    args: {
      kind: t.arg({
        type: LetterKind,
        required: true,
        defaultValue: 'dispatch',
        description: 'Of this kind.',
      }),
      language: t.arg({
        type: Language,
        required: true,
        defaultValue: 'zh-CN',
        description: 'In this language.',
      }),
      on: t.arg({ type: 'Day', description: 'For papers of this day; unsaid: of today.' }),
    },
    select: { id: true, timeZone: true },
    resolve: async ({ id, timeZone }, { kind, language, on }, context) =>
      administers(context.viewer, id)
        ? inForce(context, id, { kind, language }, on ?? context.today(timeZone))
        : null,
  }),
}));

const templatesOf = batched(async (counties, { db, viewer }) => {
  const templates = await db.letterTemplate.findMany({
    where: { AND: [{ countyId: { in: [...counties] } }, rows(viewer).letterTemplate] },
    orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
    select: { countyId: true, kind: true, language: true, version: true, effectiveFrom: true, body: true },
  });
  return new Map(
    counties.map((county) => [county, templates.filter(({ countyId }) => countyId === county)] as const),
  );
});

async function inForce(
  context: Context,
  countyId: string,
  { kind, language }: TemplateKey,
  on: string,
): Promise<TemplateInForceShape> {
  const own = (await templatesOf(context, countyId))?.find(
    (one) =>
      one.kind === kind && one.language === language && one.effectiveFrom.toISOString().slice(0, 10) <= on,
  );
  if (own) return { version: own.version, text: text.templateText.parse(own.body) };
  return { version: 0, text: context.rounds.letters.shipped({ kind, language }) };
}

/** The database keeps a language as its tag. */
export const languageOf = (tag: string) => (tag === 'en' ? ('en' as const) : ('zh-CN' as const));

const LetterPlaceholder = builder
  .objectRef<{ name: PlaceholderName; kind: TemplateKey['kind'] }>('LetterPlaceholder')
  .implement({
    description: 'What may stand in braces in a template, to be filled in.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Its name, without the braces.' }),
      needed: t.boolean({
        description: 'Whether a template of the kind has to have it.',
        resolve: ({ name, kind }) => isNeeded(name, kind),
      }),
      text: t.string({
        description: 'What it stands for, in the reader’s language.',
        resolve: ({ name }, _args, { language }) => inWords(placeholders[name].words, language),
      }),
      sample: t.string({
        description: 'What it might be filled with, in the reader’s language.',
        resolve: ({ name }, _args, { language }) => inWords(placeholders[name].sample, language),
      }),
    }),
  });

builder.queryField('letterPlaceholders', (t) =>
  t.field({
    type: [LetterPlaceholder],
    description: 'What may stand in braces in templates of a kind.',
    args: { kind: t.arg({ type: LetterKind, required: true, description: 'The kind of paper.' }) },
    resolve: (_root, { kind }) => placeholdersOf(kind).map((name) => ({ name, kind })),
  }),
);
