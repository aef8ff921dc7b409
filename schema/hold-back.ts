import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import { HoldBackState } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, RoundNotOpen, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { RequestAnswer } from './request-mutations.ts';
import { holdBackSteps, holdsBack, isOpenStep, openAnswers } from './round-steps.ts';
import { administers, answersSchool, heads, rows } from './scope.ts';
import { User, userOf } from './user.ts';
import { OutOfStep, WindowClosed } from './year-refusals.ts';

const HoldBack = builder.prismaNode('HoldBack', {
  description:
    'A teacher whom the school asks to keep for one round (暂留): counted, and over with the round.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    round: t.relation('round', { description: 'The round.' }),
    teacher: t.relation('teacher', { description: 'Whom.' }),
    section: t.relation('section', { description: 'Where.' }),
    reason: t.field({
      type: 'String',
      nullable: true,
      description: 'Why. For HR.',
      select: { reason: true, countyId: true },
      resolve: ({ reason, countyId }, _args, { viewer }) => (administers(viewer, countyId) ? reason : null),
    }),
    state: t.expose('state', { type: HoldBackState, description: 'How far it is.' }),
    decision: t.field({
      type: 'String',
      nullable: true,
      description: 'What was answered; null: nothing. For HR and the principal.',
      select: { decision: true, countyId: true, section: { select: { schoolId: true } } },
      resolve: ({ decision, countyId, section }, _args, { viewer }) =>
        administers(viewer, countyId) || (viewer !== null && heads(viewer, section.schoolId))
          ? decision
          : null,
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null: not yet.',
    }),
    decidedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who answered; null: nobody yet.',
      select: { decidedBy: true },
      resolve: ({ decidedBy }, _args, context) => userOf(context, decidedBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
    answers: t.field({
      type: [RequestAnswer],
      description:
        'What the reader may answer to it as it stands: HR of the county, and never who asked; empty for everybody else.',
      select: {
        countyId: true,
        state: true,
        createdBy: true,
        round: { select: { state: true } },
        section: { select: { schoolId: true } },
      },
      resolve: ({ state, round, section: { schoolId }, ...asked }, _args, { viewer }) =>
        answersSchool(viewer, { ...asked, schoolId })
          ? [...openAnswers(state, round.state, holdBackSteps)]
          : [],
    }),
    mayWithdraw: t.boolean({
      description:
        'Whether the reader may give it up: the principal of the school, approved or not while the round is planned, and after that one that waits for an answer, until the round is closed.',
      select: {
        state: true,
        section: { select: { schoolId: true } },
        round: { select: { state: true } },
      },
      resolve: ({ state, section, round }, _args, { viewer }) =>
        heads(viewer, section.schoolId) && isOpenStep('withdraw', state, round.state, holdBackSteps),
    }),
    stands: t.boolean({
      description: 'Whether it takes one of the section’s places: it is asked for or approved.',
      select: { state: true },
      resolve: ({ state }) => holdsBack.includes(state),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

const HoldBackConnection = builder.connectionObject(
  { type: HoldBack, name: 'HoldBackConnection', description: 'Hold-backs, page by page.' },
  { name: 'HoldBackEdge', description: 'A hold-back in a list.' },
);

builder.prismaObjectField('Round', 'holdBacks', (t) =>
  t.relatedConnection(
    'holdBacks',
    {
      cursor: 'id',
      totalCount: true,
      description:
        'Whom schools ask to keep in it, newest first: for who reads the county, all; for a principal, the own school’s; for a teacher, the own once it is approved.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).holdBack,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    },
    HoldBackConnection,
  ),
);

builder.mutationField('askHoldBack', (t) =>
  t.prismaField({
    type: 'HoldBack',
    description:
      'Asks to keep a teacher of the own school in a round, within the number the policy allows. For the principal, while the window for requests is open.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, RoundNotOpen, WindowClosed] },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      teacherId: t.arg.id({ required: true, description: 'Whom.' }),
      reason: t.arg.string({
        required: true,
        description: 'Why, in at most 500 characters; HR alone reads it.',
      }),
    },
    resolve: async (query, _root, { roundId, teacherId, reason }, context) => {
      const id = await context.rounds.year.askHoldBack(
        actorOf(context),
        keyOf(roundId, 'Round'),
        keyOf(teacherId, 'Teacher'),
        reason,
      );
      return context.db.holdBack.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, RoundNotOpen, OutOfStep];

builder.mutationField('withdrawHoldBack', (t) =>
  t.prismaField({
    type: 'HoldBack',
    description: 'Gives a hold-back up, approved or not answered yet. For the principal of the school.',
    errors: { types: refusals },
    args: {
      holdBackId: t.arg.id({ required: true, description: 'The hold-back.' }),
      version: t.arg.int({ required: true, description: 'The version the principal has read.' }),
    },
    resolve: async (query, _root, { holdBackId, version }, context) => {
      const id = keyOf(holdBackId, 'HoldBack');
      await context.rounds.year.takeHoldBackStep(actorOf(context), { id, version }, 'withdraw', null);
      return context.db.holdBack.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('decideHoldBack', (t) =>
  t.prismaField({
    type: 'HoldBack',
    description:
      'Answers a hold-back; a refusal says why. For HR officers of the county, never for who asked.',
    errors: { types: refusals },
    args: {
      holdBackId: t.arg.id({ required: true, description: 'The hold-back.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      approve: t.arg.boolean({ required: true, description: 'Whether the teacher stays.' }),
      reason: t.arg.string({ description: 'Why; the principal reads it.' }),
    },
    resolve: async (query, _root, { holdBackId, version, approve, reason }, context) => {
      const id = keyOf(holdBackId, 'HoldBack');
      const step = approve ? 'approve' : 'refuse';
      await context.rounds.year.takeHoldBackStep(actorOf(context), { id, version }, step, reason ?? null);
      return context.db.holdBack.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
