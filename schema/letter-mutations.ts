import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Context, Viewer } from './context.ts';
import { Language, LetterBlockKind, LetterColumn, LetterKind, NamesShown, PlanState } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, notSignedIn, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { LetterIssue, LetterList } from './letter.ts';
import type { Preview } from './letter-acts.ts';
import {
  AlreadyVoid,
  KeyUsedBefore,
  NothingToIssue,
  PlanNotDecided,
  type TemplateFault as TemplateFaultShape,
  TemplateRefused,
} from './letter-refusals.ts';
import { LetterBlock } from './letter-template.ts';
import type { TemplateText } from './letter-text.ts';
import { mustBePlanned } from './on-day.ts';
import { RefusalInterface } from './refusal.ts';
import { mustAdminister, rows } from './scope.ts';

const refusal = { interfaces: [RefusalInterface] };

const TemplateFault = builder.objectRef<TemplateFaultShape>('TemplateFault').implement({
  description: 'One thing wrong with a template, or with what it is to be filled with.',
  fields: (t) => ({
    path: t.stringList({
      description:
        'The place, such as `["blocks", "3", "text"]`; of a letter that cannot be filled in, led by the staff number.',
      resolve: ({ path }) => [...path],
    }),
    found: t.exposeString('found', { description: 'What stands there.' }),
    text: t.string({
      description: 'What is wrong and how to mend it, in the reader’s language.',
      resolve: (words, _args, { language }) => inWords(words, language),
    }),
  }),
});

builder.objectType(TemplateRefused, {
  ...refusal,
  name: 'TemplateRefused',
  description: 'A template has faults, or what it asks for is not known of somebody: nothing was written.',
  fields: (t) => ({
    faults: t.field({
      type: [TemplateFault],
      description: 'Every fault.',
      resolve: ({ faults }) => [...faults],
    }),
  }),
});

builder.objectType(PlanNotDecided, {
  ...refusal,
  name: 'PlanNotDecided',
  description: 'Letters are of a final plan, a list for the notice board of a provisional or final one.',
  fields: (t) => ({ state: t.expose('state', { type: PlanState, description: 'The state it is in.' }) }),
});

builder.objectType(KeyUsedBefore, {
  ...refusal,
  name: 'KeyUsedBefore',
  description: 'The key was used to issue something else.',
});

builder.objectType(NothingToIssue, {
  ...refusal,
  name: 'NothingToIssue',
  description: 'Everybody asked for has such a paper already, or none is due.',
});

builder.objectType(AlreadyVoid, {
  ...refusal,
  name: 'AlreadyVoid',
  description: 'The paper is void already.',
});

const IssueLettersInput = builder.inputType('IssueLettersInput', {
  description: 'What to issue.',
  fields: (t) => ({
    planId: t.id({ required: true, description: 'The plan to carry out.' }),
    version: t.int({ required: true, description: 'The version of the plan the officer has read.' }),
    kind: t.field({ type: LetterKind, required: true, description: 'What papers.' }),
    language: t.field({
      type: Language,
      required: true,
      defaultValue: 'zh-CN',
      description: 'The language they are in.',
    }),
    datedOn: t.field({
      type: 'Day',
      required: true,
      description:
        'The day they are dated; their numbers are of its year. May lie up to a year ahead: they do not count before.',
    }),
    key: t.string({
      required: true,
      description: 'Chosen by who asks; asked again with the same key, the same papers are answered.',
    }),
    teacherIds: t.idList({
      description: 'Whose; unsaid: of everybody the plan moves who has none in force. Not of a notice.',
    }),
    recruitIds: t.idList({
      description:
        'Whose notices of placement; unsaid: of every recruit the plan places who has none in force.',
    }),
    reason: t.string({ description: 'Why they are dated before the plan was decided.' }),
    objectionsUntil: t.field({ type: 'Day', description: 'Of a notice: the last day for objections.' }),
  }),
});

builder.mutationField('issueLetters', (t) =>
  t.prismaField({
    type: LetterIssue,
    description:
      'Issues papers of a plan, numbered without gaps: all, or none. What they say is kept as it is now. One in whose place another was void says so. For HR officers of the county.',
    errors: {
      types: [
        NotAllowed,
        NotFound,
        VersionConflict,
        InvalidInput,
        PlanNotDecided,
        KeyUsedBefore,
        NothingToIssue,
        TemplateRefused,
      ],
    },
    args: { input: t.arg({ type: IssueLettersInput, required: true, description: 'What to issue.' }) },
    resolve: async (query, _root, { input }, context) => {
      const { db } = context;
      const plan = await db.plan.findFirst({
        where: { AND: [{ id: keyOf(input.planId, 'Plan') }, rows(context.viewer).plan] },
        select: { id: true, county: { select: { id: true, timeZone: true } } },
      });
      if (plan === null) throw new NotFound();
      const viewer = await mustAdminister(context, plan.county.id);
      mustBePlanned(input.datedOn);
      const id = await context.rounds.letters.issue(
        viewer,
        {
          planId: plan.id,
          version: input.version,
          kind: input.kind,
          language: input.language,
          datedOn: input.datedOn,
          key: input.key,
          teacherIds: input.teacherIds?.map((one) => keyOf(one, 'Teacher')),
          recruitIds: input.recruitIds?.map((one) => keyOf(one, 'Recruit')),
          reason: input.reason ?? undefined,
          objectionsUntil: input.objectionsUntil ?? undefined,
        },
        context.today(plan.county.timeZone),
      );
      return db.letterIssue.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('voidLetter', (t) =>
  t.prismaField({
    type: 'Letter',
    description:
      'Makes a paper void, saying why. Its number stays taken; issued anew, the next one names it. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput, AlreadyVoid] },
    args: {
      letterId: t.arg.id({ required: true, description: 'The paper.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      reason: t.arg.string({ required: true, description: 'Why.' }),
    },
    resolve: async (query, _root, { letterId, version, reason }, context) => {
      const { id, viewer } = await mayVoid(letterId, context);
      await context.rounds.letters.void(viewer, id, version, reason);
      return context.db.letter.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

async function mayVoid(letterId: string, context: Context): Promise<{ id: string; viewer: Viewer }> {
  const { db, viewer } = context;
  if (viewer === null) throw notSignedIn();
  const letter = await db.letter.findFirst({
    where: { AND: [{ id: keyOf(letterId, 'Letter') }, rows(viewer).letter] },
    select: { id: true, countyId: true },
  });
  if (letter === null) throw new NotFound();
  return { id: letter.id, viewer: await mustAdminister(context, letter.countyId) };
}

const LetterBlockInput = builder.inputType('LetterBlockInput', {
  description: 'A part of a template.',
  fields: (t) => ({
    as: t.field({ type: LetterBlockKind, required: true, description: 'What it is.' }),
    label: t.string({
      required: true,
      defaultValue: '',
      description: 'Head of a row, 40 characters at most.',
    }),
    text: t.string({
      required: true,
      defaultValue: '',
      description: 'Its text, with placeholders in braces; 2,000 characters at most.',
    }),
  }),
});

const LetterTextInput = builder.inputType('LetterTextInput', {
  description: 'What a template says.',
  fields: (t) => ({
    reference: t.string({
      required: true,
      description: 'How numbers are written, with `{year}` and `{serial}`, and `{mark}` or `{county}`.',
    }),
    names: t.field({
      type: NamesShown,
      required: true,
      defaultValue: 'masked',
      description: 'Of a notice: how names stand in public.',
    }),
    columns: t.field({ type: [LetterColumn], description: 'Of a notice: the columns of its list.' }),
    blocks: t.field({
      type: [LetterBlockInput],
      required: true,
      description: 'Its parts, from top to bottom; 60 at most.',
    }),
  }),
});

const textOf = ({ reference, names, columns, blocks }: typeof LetterTextInput.$inferInput): TemplateText => ({
  reference,
  names,
  columns: columns ?? [],
  blocks,
});

builder.mutationField('addLetterTemplate', (t) =>
  t.prismaField({
    type: 'LetterTemplate',
    description:
      'Adds a version of a template; papers issued before stay as they are. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput, TemplateRefused] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      kind: t.arg({ type: LetterKind, required: true, description: 'Of what papers.' }),
      language: t.arg({ type: Language, required: true, description: 'In what language.' }),
      version: t.arg.int({
        required: true,
        description: 'The newest version the officer has read; 0: none.',
      }),
      effectiveFrom: t.arg({
        type: 'Day',
        required: true,
        description: 'For papers dated from this day on.',
      }),
      text: t.arg({ type: LetterTextInput, required: true, description: 'What it says.' }),
      note: t.arg.string({ description: 'What was changed.' }),
    },
    resolve: async (query, _root, { countyId, text, note, effectiveFrom, ...rest }, context) => {
      const id = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, id);
      mustBePlanned(effectiveFrom);
      const template = await context.rounds.letters.addTemplate(viewer, {
        ...rest,
        countyId: id,
        effectiveFrom,
        text: textOf(text),
        note: note ?? undefined,
      });
      return context.db.letterTemplate.findUniqueOrThrow({ ...query, where: { id: template } });
    },
  }),
);

const LetterPreview = builder.objectRef<Preview>('LetterPreview').implement({
  description: 'What a paper would say; its number is made up.',
  fields: (t) => ({
    templateVersion: t.exposeInt('version', {
      nullable: true,
      description: 'Version of the template; 0: the one that comes with the software; null: the one given.',
    }),
    blocks: t.field({
      type: [LetterBlock],
      description: 'Its parts, filled in.',
      resolve: ({ blocks }) => blocks,
    }),
    list: t.expose('list', {
      type: LetterList,
      nullable: true,
      description: 'The list of a notice; null: it is a letter.',
    }),
    missingGlyphs: t.stringList({
      description: 'Characters that the fonts of PDFs lack, by code.',
      resolve: ({ blocks, list }, _args, { rounds }) => [...rounds.letters.missingGlyphs(blocks, list)],
    }),
  }),
});

const PreviewLetterInput = builder.inputType('PreviewLetterInput', {
  description: 'What to look at.',
  fields: (t) => ({
    countyId: t.id({ required: true, description: 'The county.' }),
    kind: t.field({ type: LetterKind, required: true, description: 'What paper.' }),
    language: t.field({
      type: Language,
      required: true,
      defaultValue: 'zh-CN',
      description: 'The language it is in.',
    }),
    text: t.field({
      type: LetterTextInput,
      description: 'The template to try; unsaid: the one in force on the day.',
    }),
    datedOn: t.field({ type: 'Day', description: 'The day it would be dated; unsaid: today.' }),
    planId: t.id({ description: 'The plan whose real move or list it would tell; unsaid: a sample.' }),
    teacherId: t.id({ description: 'Of a letter: whose move in that plan.' }),
    recruitId: t.id({ description: 'Of a notice of placement: whose placement in that plan.' }),
    objectionsUntil: t.field({ type: 'Day', description: 'Of a notice: the last day for objections.' }),
  }),
});

builder.mutationField('previewLetter', (t) =>
  t.field({
    type: LetterPreview,
    description: 'Shows what a paper would say, and writes nothing. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, TemplateRefused] },
    args: { input: t.arg({ type: PreviewLetterInput, required: true, description: 'What to look at.' }) },
    resolve: async (_root, { input }, context) => {
      const countyId = keyOf(input.countyId, 'County');
      await mustAdminister(context, countyId);
      mustBePlanned(input.datedOn);
      const { timeZone } = await context.db.county.findUniqueOrThrow({
        where: { id: countyId },
        select: { timeZone: true },
      });
      return context.rounds.letters.preview({
        countyId,
        kind: input.kind,
        language: input.language,
        text: input.text == null ? undefined : textOf(input.text),
        datedOn: input.datedOn ?? context.today(timeZone),
        planId: input.planId == null ? undefined : keyOf(input.planId, 'Plan'),
        teacherId: input.teacherId == null ? undefined : keyOf(input.teacherId, 'Teacher'),
        recruitId: input.recruitId == null ? undefined : keyOf(input.recruitId, 'Recruit'),
        objectionsUntil: input.objectionsUntil ?? undefined,
      });
    },
  }),
);
