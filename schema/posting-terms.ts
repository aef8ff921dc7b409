import type { PostingTerms } from '../solver/postings/terms.ts';
import { builder } from './builder.ts';
import { InvalidInput, NotAllowed, NotFound } from './errors.ts';
import { keyOf } from './ids.ts';
import { asOf, dayAsked } from './on-day.ts';
import { mustAdminister, rows } from './scope.ts';
import { User, userOf } from './user.ts';

const settings =
  '`stayMonths`, `cadreMonths`, `reportDays`, `extensionMonths`, `mostMonths`, `promotionMonths`, `partMonth` (`half`, `day` or `any`), and `assessment` with `pupilSatisfaction`, `topPercent`, `noSeriousViolation`, `qualityGain`';

const PostingStandard = builder.prismaNode('PostingStandard', {
  description:
    'A county’s terms of postings, from a day on: how long they last, by what they are judged, how part of a month is paid. Never edited: a change is a new version.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    settings: t.field({
      type: 'JSON',
      description: `Its settings: ${settings}.`,
      select: { body: true },
      resolve: ({ body }) => body,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written down.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who wrote it down; null: not known.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
  }),
});

const AssessmentLimits = builder.objectRef<PostingTerms['assessment']>('AssessmentLimits').implement({
  description: 'What an assessment is judged by.',
  fields: (t) => ({
    pupilSatisfaction: t.exposeFloat('pupilSatisfaction', {
      nullable: true,
      description: 'The least share of pupils content, percent; null: not asked.',
    }),
    topPercent: t.exposeFloat('topPercent', {
      nullable: true,
      description: 'Within which share of those ranked, percent; null: not asked.',
    }),
  }),
});

builder.prismaObjectFields('County', (t) => ({
  postingStandards: t.relation('postingTerms', {
    description: 'Its versions of the terms of postings, newest first; empty: the usual terms hold.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).postingStandard,
      orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
    }),
  }),
  assessmentLimits: t.field({
    type: AssessmentLimits,
    description: 'What an assessment is judged by, by the terms of postings in force.',
    args: { on: t.arg(asOf) },
    select: { id: true, timeZone: true },
    resolve: async ({ id, timeZone }, { on }, context) =>
      (await context.rounds.postings.terms(id, dayAsked(context, on, timeZone))).assessment,
  }),
  postingTerms: t.field({
    type: 'JSON',
    description: `The terms of postings in force, what the county has not set being as usual: ${settings}.`,
    args: { on: t.arg(asOf) },
    select: { id: true, timeZone: true },
    resolve: ({ id, timeZone }, { on }, context) =>
      context.rounds.postings.terms(id, dayAsked(context, on, timeZone)),
  }),
}));

builder.mutationField('setPostingTerms', (t) =>
  t.prismaField({
    type: PostingStandard,
    description:
      'Writes down a new version of a county’s terms of postings. What is left out is as usual. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      version: t.arg.string({ required: true, description: 'Its name, 60 characters at most.' }),
      effectiveFrom: t.arg({ type: 'Day', required: true, description: 'First day in force.' }),
      settings: t.arg({ type: 'JSON', required: true, description: `An object of ${settings}.` }),
    },
    resolve: async (query, _root, { countyId, version, effectiveFrom, settings: given }, context) => {
      const county = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, county);
      const id = await context.rounds.postings.setTerms(viewer, {
        countyId: county,
        version,
        effectiveFrom,
        settings: given,
      });
      return context.db.postingStandard.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
