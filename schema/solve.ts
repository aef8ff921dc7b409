import { GraphQLError } from 'graphql';
import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Context, SolveProgress as ProgressShape } from './context.ts';
import { Engine, SolveState } from './enums.ts';
import {
  InvalidInput,
  NotAllowed,
  NotFound,
  ProblemRefused,
  RoundNotOpen,
  SolveAlreadyRunning,
  SolveHasEnded,
} from './errors.ts';
import { idOf, keyOf } from './ids.ts';
import { mustAdminister, rows } from './scope.ts';
import * as stored from './stored.ts';
import { User, userOf } from './user.ts';

const SolveProgress = builder.objectRef<ProgressShape>('SolveProgress').implement({
  description: 'How far a solve is.',
  fields: (t) => ({
    solveId: t.id({
      description: 'The solve.',
      resolve: ({ solveId }) => idOf('Solve', solveId),
    }),
    state: t.expose('state', { type: SolveState, description: 'How far it is.' }),
    stage: t.exposeString('stage', {
      nullable: true,
      description: 'The goal or step being worked on; null: none yet.',
    }),
    stageIndex: t.exposeInt('stageIndex', {
      nullable: true,
      description: 'Which step it is, from 1; null: none yet.',
    }),
    stages: t.exposeInt('stages', {
      nullable: true,
      description: 'How many steps there are; null: not known yet.',
    }),
    incumbent: t.exposeFloat('incumbent', {
      nullable: true,
      description: 'What the best plan so far reaches on this goal; null: none yet.',
    }),
    bound: t.exposeFloat('bound', {
      nullable: true,
      description: 'What no plan can pass on this goal; null: not known yet.',
    }),
    plan: t.prismaField({
      type: 'Plan',
      nullable: true,
      description: 'The plan it ended with; null: none.',
      resolve: (query, { planId }, _args, { db, viewer }) =>
        planId === null
          ? null
          : db.plan.findFirst({ ...query, where: { AND: [{ id: planId }, rows(viewer).plan] } }),
    }),
    failure: t.string({
      nullable: true,
      description: 'Why it failed and what to do, in the reader’s language; null: it has not.',
      resolve: ({ failure }, _args, { language }) => (failure === null ? null : inWords(failure, language)),
    }),
  }),
});

const Solve = builder.prismaNode('Solve', {
  description: 'One request to solve a round; its progress outlives the server that runs it.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    round: t.relation('round', { description: 'The round.' }),
    problem: t.relation('problem', {
      nullable: true,
      description:
        'The facts it rests on; null: of what a province asks for they are frozen when its turn comes.',
    }),
    scenario: t.relation('scenario', {
      nullable: true,
      description: 'The scenario under whose assumptions; null: the round’s own.',
    }),
    engine: t.exposeString('engine', { description: 'What was asked to solve it.' }),
    progress: t.field({
      type: SolveProgress,
      description: 'Where it stands now.',
      select: { id: true, state: true, progress: true, failure: true, planId: true },
      resolve: ({ id, state, progress, failure, planId }) => ({
        solveId: id,
        state,
        planId,
        failure: failure === null ? null : stored.words.parse(failure),
        ...(stored.progress.parse(progress) ?? untold),
      }),
    }),
    state: t.expose('state', { type: SolveState, description: 'How far it is.' }),
    plan: t.relation('plan', { nullable: true, description: 'The plan it ended with; null: none.' }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    requestedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who asked for it; null: not known.',
      select: { requestedBy: true },
      resolve: ({ requestedBy }, _args, context) => userOf(context, requestedBy),
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it began; null: not yet.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it ended; null: not yet.',
    }),
  }),
});

export const SolveConnection = builder.connectionObject(
  { type: Solve, name: 'SolveConnection', description: 'Solves, page by page.' },
  { name: 'SolveEdge', description: 'A solve in a list.' },
);

builder.mutationField('startSolve', (t) =>
  t.prismaField({
    type: 'Solve',
    description: 'Freezes the facts of a round and queues a solve of them. Follow it with `solveProgress`.',
    errors: {
      types: [NotAllowed, NotFound, RoundNotOpen, SolveAlreadyRunning, ProblemRefused, InvalidInput],
    },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      engine: t.arg({
        type: Engine,
        required: true,
        defaultValue: 'auto',
        description: 'What shall solve it.',
      }),
      basePlanId: t.arg.id({
        description:
          'A plan of the same county to stay close to, where the policy has the goal `fewest-changes`; unsaid: none.',
      }),
      scenarioId: t.arg.id({
        description:
          'A scenario of the round, under whose assumptions it is solved; unsaid: the round’s own.',
      }),
    },
    resolve: async (query, _root, { roundId, engine, basePlanId, scenarioId }, context) => {
      const id = keyOf(roundId, 'Round');
      const round = await context.db.round.findFirst({
        where: { AND: [{ id }, rows(context.viewer).round] },
        select: { countyId: true },
      });
      if (!round) throw new NotFound();
      const viewer = await mustAdminister(context, round.countyId);
      const solveId = await context.rounds.solve(viewer, {
        roundId: id,
        engine,
        basePlanId: basePlanId == null ? undefined : keyOf(basePlanId, 'Plan'),
        scenarioId: scenarioId == null ? undefined : keyOf(scenarioId, 'Scenario'),
      });
      return context.db.solve.findUniqueOrThrow({ ...query, where: { id: solveId } });
    },
  }),
);

builder.mutationField('cancelSolve', (t) =>
  t.prismaField({
    type: 'Solve',
    description: 'Stops a solve. No plan comes of it.',
    errors: { types: [NotAllowed, NotFound, SolveHasEnded] },
    args: { solveId: t.arg.id({ required: true, description: 'The solve.' }) },
    resolve: async (query, _root, { solveId }, context) => {
      const id = keyOf(solveId, 'Solve');
      const { countyId } = await visibleSolve(context, id);
      const viewer = await mustAdminister(context, countyId);
      await context.rounds.cancel(viewer, id);
      return context.db.solve.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.subscriptionField('solveProgress', (t) =>
  t.field({
    type: SolveProgress,
    description:
      'Follows a solve to its end. The first event is where it stands now, so nothing is missed by coming late.',
    args: { solveId: t.arg.id({ required: true, description: 'The solve.' }) },
    subscribe: async (_root, { solveId }, context) => {
      const id = keyOf(solveId, 'Solve');
      await visibleSolve(context, id).catch((error: unknown) => {
        throw error instanceof NotFound
          ? new GraphQLError(inWords(error.words, context.language), { extensions: { code: 'NOT_FOUND' } })
          : error;
      });
      return context.rounds.progress(id);
    },
    resolve: (progress) => progress,
  }),
);

const untold = { stage: null, stageIndex: null, stages: null, incumbent: null, bound: null };

async function visibleSolve({ db, viewer }: Context, id: string): Promise<{ countyId: string }> {
  const where: Prisma.SolveWhereInput = { AND: [{ id }, rows(viewer).solve] };
  const solve = await db.solve.findFirst({ where, select: { countyId: true } });
  if (!solve) throw new NotFound();
  return solve;
}
