import type { z } from 'zod';
import type { Words as WordsShape } from '../solver/plan.ts';
import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import { Backbone } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, RoundNotOpen, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { Request } from './request.ts';
import { isOpenStep, openAnswers, requestSteps } from './round-steps.ts';
import { isOpenFor } from './round-today.ts';
import { answersSchool, heads } from './scope.ts';
import * as stored from './stored.ts';
import { Words } from './words.ts';
import { OutOfStep, WindowClosed } from './year-refusals.ts';

type EvidenceShape = z.infer<typeof stored.evidence>;

const RequestEvidence = builder.objectRef<EvidenceShape>('RequestEvidence').implement({
  description: 'What demand showed where teachers are asked for, on the day they were.',
  fields: (t) => ({
    on: t.field({
      type: 'Day',
      description: 'When it was looked at.',
      resolve: ({ on }) => new Date(`${on}T00:00:00Z`),
    }),
    need: t.exposeFloat('need', { description: 'FTE the lessons take.' }),
    supply: t.exposeFloat('supply', { description: 'FTE the staff give.' }),
    gap: t.exposeFloat('gap', { description: 'FTE that lack.' }),
    openings: t.exposeInt('openings', {
      description: 'Posts open there already: by the gap, and by requests approved before.',
    }),
    critical: t.exposeBoolean('critical', {
      description: 'Nobody there teaches it or is certified for it (开不齐课).',
    }),
    doubles: t.exposeStringList('doubles', {
      description: 'Numbers of other requests for the same, undecided or approved.',
    }),
  }),
});

/** What whoever asks should know, though nothing is refused for it. */
function warningsOf({ gap, doubles }: EvidenceShape): WordsShape[] {
  return [
    ...(gap > 0
      ? []
      : [
          {
            zh: '测算显示该学部这门学科不缺教师，请在申请理由中说明。',
            en: 'Demand shows no gap in this subject at the section: the reason has to carry the request.',
          },
        ]),
    ...(doubles.length === 0
      ? []
      : [
          {
            zh: `同一学部同一学科已有申请：${doubles.join('、')}。`,
            en: `There are requests for the same section and subject already: ${doubles.join(', ')}.`,
          },
        ]),
  ];
}

builder.prismaObjectFields(Request, (t) => ({
  round: t.relation('round', { nullable: true, description: 'Of which round; null: of none in particular.' }),
  mayChange: t.boolean({
    description:
      'Whether the reader may ask otherwise today: the principal of the school, before it is answered and while the window for requests is open.',
    select: {
      state: true,
      section: { select: { schoolId: true } },
      round: { select: { id: true, state: true } },
      county: { select: { timeZone: true } },
    },
    resolve: async ({ state, section, round, county }, _args, context) =>
      heads(context.viewer, section.schoolId) &&
      isOpenStep('change', state, round?.state ?? null, requestSteps) &&
      (round === null || (await isOpenFor(context, { id: round.id, ...county }, 'requests'))),
  }),
  mayWithdraw: t.boolean({
    description:
      'Whether the reader may take it back: the principal of the school, before it is answered and until the round is closed.',
    select: { state: true, section: { select: { schoolId: true } }, round: { select: { state: true } } },
    resolve: ({ state, section, round }, _args, { viewer }) =>
      heads(viewer, section.schoolId) && isOpenStep('withdraw', state, round?.state ?? null, requestSteps),
  }),
  evidence: t.field({
    type: RequestEvidence,
    nullable: true,
    description: 'What demand showed when it was submitted or last changed; null: it came by import.',
    select: { evidence: true },
    resolve: ({ evidence }) => (evidence === null ? null : stored.evidence.parse(evidence)),
  }),
  warnings: t.field({
    type: [Words],
    description: 'What demand then told against it: no gap, or others for the same.',
    select: { evidence: true },
    resolve: ({ evidence }) => (evidence === null ? [] : warningsOf(stored.evidence.parse(evidence))),
  }),
}));

const RequestInput = builder.inputType('RequestInput', {
  description: 'What is asked for.',
  fields: (t) => ({
    count: t.int({ required: true, description: 'How many teachers, 1 to 50.' }),
    level: t.field({
      type: Backbone,
      required: true,
      defaultValue: 'none',
      description: 'The least backbone level wanted.',
    }),
    priority: t.int({ required: true, defaultValue: 3, description: '1 (low) to 5 (most urgent).' }),
    reason: t.string({ required: true, description: 'Why, in at most 500 characters.' }),
  }),
});

builder.mutationField('submitRequest', (t) =>
  t.prismaField({
    type: 'Request',
    description:
      'Asks for teachers of a subject, with what demand shows there. For the principal of the school, while the window for requests is open.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, RoundNotOpen, WindowClosed] },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      sectionId: t.arg.id({ required: true, description: 'Where.' }),
      subject: t.arg.string({ required: true, description: 'Code of the subject.' }),
      request: t.arg({ type: RequestInput, required: true, description: 'What is asked for.' }),
    },
    resolve: async (query, _root, { roundId, sectionId, subject, request }, context) => {
      const id = await context.rounds.year.submitRequest(actorOf(context), keyOf(roundId, 'Round'), {
        sectionId: keyOf(sectionId, 'Section'),
        subject,
        ...request,
      });
      return context.db.request.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, RoundNotOpen, OutOfStep];

builder.mutationField('changeRequest', (t) =>
  t.prismaField({
    type: 'Request',
    description:
      'Asks otherwise, while it is not answered. For the principal of the school, while the window for requests is open.',
    errors: { types: [...refusals, WindowClosed] },
    args: {
      requestId: t.arg.id({ required: true, description: 'The request.' }),
      version: t.arg.int({ required: true, description: 'The version the principal has read.' }),
      request: t.arg({ type: RequestInput, required: true, description: 'What is asked for.' }),
    },
    resolve: async (query, _root, { requestId, version, request }, context) => {
      const id = keyOf(requestId, 'Request');
      await context.rounds.year.changeRequest(actorOf(context), { id, version }, request);
      return context.db.request.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('withdrawRequest', (t) =>
  t.prismaField({
    type: 'Request',
    description: 'Takes a request back that is not answered yet. For the principal of the school.',
    errors: { types: refusals },
    args: {
      requestId: t.arg.id({ required: true, description: 'The request.' }),
      version: t.arg.int({ required: true, description: 'The version the principal has read.' }),
      reason: t.arg.string({ description: 'Why.' }),
    },
    resolve: async (query, _root, { requestId, version, reason }, context) => {
      const id = keyOf(requestId, 'Request');
      await context.rounds.year.withdrawRequest(actorOf(context), { id, version }, reason ?? null);
      return context.db.request.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

export const RequestAnswer = builder.enumType('RequestAnswer', {
  description: 'What is answered to a request.',
  values: {
    APPROVE: { value: 'approve', description: 'It becomes openings, as asked or otherwise (批准).' },
    REFUSE: { value: 'refuse', description: 'It does not (不予批准).' },
    RECONSIDER: {
      value: 'reconsider',
      description: 'The answer is taken back, to be given anew (重新审核).',
    },
  },
} as const);

builder.prismaObjectField(Request, 'answers', (t) =>
  t.field({
    type: [RequestAnswer],
    description:
      'What the reader may answer to it as it stands: HR of the county, and never who made it; empty for everybody else.',
    select: {
      countyId: true,
      state: true,
      createdBy: true,
      round: { select: { state: true } },
      section: { select: { schoolId: true } },
    },
    resolve: ({ state, round, section: { schoolId }, ...asked }, _args, { viewer }) =>
      answersSchool(viewer, { ...asked, schoolId })
        ? [...openAnswers(state, round?.state ?? null, requestSteps)]
        : [],
  }),
);

builder.mutationField('decideRequest', (t) =>
  t.prismaField({
    type: 'Request',
    description:
      'Answers a request: as asked, otherwise, or not at all; all but the first with a reason. For HR officers of the county, never for who made it.',
    errors: { types: refusals },
    args: {
      requestId: t.arg.id({ required: true, description: 'The request.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      answer: t.arg({ type: RequestAnswer, required: true, description: 'The answer.' }),
      count: t.arg.int({ description: 'How many teachers instead, to approve; unsaid: as asked.' }),
      level: t.arg({ type: Backbone, description: 'Which level instead, likewise.' }),
      priority: t.arg.int({ description: 'How urgent instead, likewise.' }),
      reason: t.arg.string({ description: 'Why; the principal reads it.' }),
    },
    resolve: async (
      query,
      _root,
      { requestId, version, answer, count, level, priority, reason },
      context,
    ) => {
      const id = keyOf(requestId, 'Request');
      await context.rounds.year.decideRequest(
        actorOf(context),
        { id, version },
        {
          step: answer,
          count: count ?? undefined,
          level: level ?? undefined,
          priority: priority ?? undefined,
          reason: reason ?? null,
        },
      );
      return context.db.request.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
