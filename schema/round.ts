import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { RoundState, RoundStep, WindowKind, WindowStanding } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound } from './errors.ts';
import { keyOf } from './ids.ts';
import { PinConnection } from './pin.ts';
import { PlanConnection } from './plan.ts';
import { plannedIn, stepsFrom, underWay } from './round-steps.ts';
import { administers, mustAdminister, rows } from './scope.ts';
import { SolveConnection } from './solve.ts';
import { User, userOf } from './user.ts';

builder.prismaObject('RoundWindow', {
  description: 'A window of a round’s calendar, both days included.',
  select: { id: true },
  fields: (t) => ({
    kind: t.expose('kind', { type: WindowKind, description: 'What it is for.' }),
    from: t.expose('from', { type: 'Day', description: 'First day.' }),
    until: t.expose('until', { type: 'Day', description: 'Last day.' }),
    standing: t.field({
      type: WindowStanding,
      description: 'Where today lies to it, by the day it is in the county.',
      select: { from: true, until: true, round: { select: { county: { select: { timeZone: true } } } } },
      resolve: ({ from, until, round }, _args, { today }) => {
        const day = new Date(`${today(round.county.timeZone)}T00:00:00Z`);
        return day < from ? 'to_come' : day > until ? 'past' : 'open';
      },
    }),
  }),
});

const Round = builder.prismaNode('Round', {
  description: 'One year’s exchange, from opening to final list.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    county: t.relation('county', { description: 'The county.' }),
    name: t.exposeString('name', { description: 'Its name, unique in the county.' }),
    schoolYear: t.exposeInt('schoolYear', {
      description: 'The autumn the school year starts in: 2026 is 2026/27.',
    }),
    effective: t.expose('effective', { type: 'Day', description: 'The day the moves take effect.' }),
    state: t.expose('state', { type: RoundState, description: 'How far it is.' }),
    budget: t.exposeInt('budget', {
      nullable: true,
      description: 'Yuan a year for the allowances of those who go; null: no limit.',
    }),
    policy: t.relation('policy', { description: 'The rules it goes by.' }),
    curriculum: t.relation('curriculum', { description: 'The curriculum standard it goes by.' }),
    load: t.relation('load', { description: 'The load standard it goes by.' }),
    windows: t.relation('windows', {
      description: 'Its calendar, in order of time.',
      query: (_args, { viewer }) => ({
        where: { round: rows(viewer).round },
        orderBy: [{ from: 'asc' }, { kind: 'asc' }],
      }),
    }),
    plans: t.relatedConnection(
      'plans',
      {
        cursor: 'id',
        totalCount: true,
        description:
          'Its plans, newest first: for who reads the county, all of them; for everybody else, what is published.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).plan,
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        }),
      },
      PlanConnection,
    ),
    solves: t.relatedConnection(
      'solves',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Its solves, newest first. For who reads the county.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).solve,
          orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
        }),
      },
      SolveConnection,
    ),
    pins: t.relatedConnection(
      'pins',
      {
        cursor: 'id',
        totalCount: true,
        description: 'What officers have fixed by hand, newest first. For who reads the county.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).pin,
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        }),
      },
      PinConnection,
    ),
    openedAt: t.expose('openedAt', { type: 'DateTime', description: 'When it was opened.' }),
    openedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who opened it; null: not known.',
      select: { openedBy: true },
      resolve: ({ openedBy }, _args, context) => userOf(context, openedBy),
    }),
    steps: t.field({
      type: [RoundStep],
      description:
        'What the reader may take it to as it stands, by HR of the county; empty for everybody else. What is left to do first, the step itself tells.',
      select: { countyId: true, state: true },
      resolve: ({ countyId, state }, _args, { viewer }) =>
        administers(viewer, countyId) ? [...stepsFrom(state)] : [],
    }),
    underWay: t.boolean({
      description: 'Whether it is not closed.',
      select: { state: true },
      resolve: ({ state }) => underWay.includes(state),
    }),
    maySetWindows: t.boolean({
      description:
        'Whether the reader may set its windows as it stands: HR of the county, until it is closed.',
      select: { countyId: true, state: true },
      resolve: ({ countyId, state }, _args, { viewer }) =>
        underWay.includes(state) && administers(viewer, countyId),
    }),
    mayPlan: t.boolean({
      description:
        'Whether the reader may plan it as it stands: pin, solve and write scenarios, by HR of the county.',
      select: { countyId: true, state: true },
      resolve: ({ countyId, state }, _args, { viewer }) =>
        plannedIn.includes(state) && administers(viewer, countyId),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

export const RoundConnection = builder.connectionObject(
  { type: Round, name: 'RoundConnection', description: 'Rounds, page by page.' },
  { name: 'RoundEdge', description: 'A round in a list.' },
);

export const RoundFilter = builder.inputType('RoundFilter', {
  description: 'Which rounds; what is left out does not matter.',
  fields: (t) => ({
    schoolYear: t.int({ description: 'For the school year that starts in this autumn.' }),
    states: t.field({ type: [RoundState], description: 'In one of these states.' }),
  }),
});

export const roundsWhere = ({
  schoolYear,
  states,
}: typeof RoundFilter.$inferInput): Prisma.RoundWhereInput => ({
  ...(schoolYear != null && { schoolYear }),
  ...(states != null && { state: { in: states } }),
});

export const WindowInput = builder.inputType('WindowInput', {
  description: 'A window of a round, both days included, in the county’s time zone.',
  fields: (t) => ({
    kind: t.field({ type: WindowKind, required: true, description: 'What it is for.' }),
    from: t.field({ type: 'Day', required: true, description: 'First day.' }),
    until: t.field({ type: 'Day', required: true, description: 'Last day.' }),
  }),
});

const OpenRoundInput = builder.inputType('OpenRoundInput', {
  description: 'The round to open.',
  fields: (t) => ({
    countyId: t.id({ required: true, description: 'The county.' }),
    name: t.string({ required: true, description: 'Its name, unique in the county.' }),
    schoolYear: t.int({ required: true, description: 'The autumn the school year starts in.' }),
    effective: t.field({ type: 'Day', required: true, description: 'The day the moves take effect.' }),
    policyId: t.id({ description: 'The policy to go by; unsaid: the newest in force on that day.' }),
    budget: t.int({
      description: 'Yuan a year for the allowances of those who go, 0 to 1,000,000,000; unsaid: no limit.',
    }),
    windows: t.field({
      type: [WindowInput],
      description: 'Its calendar; unsaid: by the county’s calendar standard, and without one no windows.',
    }),
  }),
});

builder.mutationField('openRound', (t) =>
  t.prismaField({
    type: 'Round',
    description: 'Opens a round on the standards in force on the day the moves take effect.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: { input: t.arg({ type: OpenRoundInput, required: true, description: 'The round to open.' }) },
    resolve: async (query, _root, { input }, context) => {
      const { name, schoolYear, effective, policyId, budget, windows } = input;
      const countyId = keyOf(input.countyId, 'County');
      const viewer = await mustAdminister(context, countyId);
      const id = await context.rounds.open(viewer, {
        countyId,
        name,
        schoolYear,
        effective,
        policyId: policyId == null ? undefined : keyOf(policyId, 'Policy'),
        budget: budget ?? undefined,
        windows: windows ?? undefined,
      });
      return context.db.round.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
