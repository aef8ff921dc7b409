import type { BalanceChange as BalanceChangeShape } from '../solver/balance/change.ts';
import { type GoalValue, isFound } from '../solver/plan.ts';
import { BalanceChange, balanceArgs } from './balance.ts';
import { remembered } from './batch.ts';
import { builder } from './builder.ts';
import { Circuit } from './circuit.ts';
import { circuitsOf } from './circuits-read.ts';
import { inWords, sortedBy, turned } from './connection.ts';
import { Diagnosis, diagnosisFor } from './diagnosis.ts';
import { GoalSense, PlanState, PlanStatus } from './enums.ts';
import { Finding, FindingConnection, FindingFilter, findingsOf } from './finding.ts';
import { Move, MoveConnection, MoveFilter, MoveOrder, movesOf } from './move.ts';
import {
  Placement,
  PlacementConnection,
  PlacementFilter,
  PlacementOrder,
  placementsOf,
  RecruitReason,
  RecruitReasonConnection,
  RecruitReasonFilter,
  recruitReasonsOf,
} from './placement.ts';
import { Reason, ReasonConnection, ReasonFilter, ReasonOrder, reasonsOf } from './reason.ts';
import { administers, readsCounty } from './scope.ts';
import * as stored from './stored.ts';
import {
  UnfilledOpening,
  UnfilledOpeningConnection,
  UnfilledOpeningFilter,
  UnfilledOpeningOrder,
  unfilledOf,
} from './unfilled-opening.ts';
import { User, userOf } from './user.ts';

export const Goal = builder.objectRef<GoalValue>('Goal').implement({
  description: 'What a plan reaches on one goal.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name; stable, for programs.' }),
    sense: t.expose('sense', { type: GoalSense, description: 'Which way is better.' }),
    unit: t.exposeString('unit', { description: 'The unit of `value` and `bound`.' }),
    value: t.exposeFloat('value', { description: 'What the plan reaches; a whole number.' }),
    bound: t.exposeFloat('bound', {
      nullable: true,
      description:
        'What no plan can pass, given the goals before it; equal to `value` when proven; null: no bound is known.',
    }),
    proven: t.boolean({
      description: 'Whether nothing better can be reached, given the goals before it.',
      resolve: ({ value, bound }) => bound === value,
    }),
  }),
});

/** Reckoned once in a request. */
const changes = remembered<BalanceChangeShape>();

export const Plan = builder.prismaNode('Plan', {
  description: 'One proposal for who goes where in a round.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    round: t.relation('round', { description: 'The round it is for.' }),
    problem: t.relation('problem', { description: 'The facts it rests on.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    state: t.expose('state', { type: PlanState, description: 'How far it is on its way to be carried out.' }),
    status: t.expose('status', { type: PlanStatus, description: 'How much is proven of it.' }),
    found: t.boolean({
      description:
        'Whether there is a plan: one was found, proven best or not. False: none exists, or the search was stopped before one was found.',
      select: { status: true },
      resolve: isFound,
    }),
    engine: t.exposeString('engine', { description: 'What solved it.' }),
    engineReason: t.string({
      description: 'Why this engine was taken, in the reader’s language.',
      select: { engineReason: true },
      resolve: ({ engineReason }, _args, { language }) => inWords(stored.words.parse(engineReason), language),
    }),
    goals: t.field({
      type: [Goal],
      description: 'What it reaches on each goal, in their order.',
      select: { goals: true },
      resolve: ({ goals }) => stored.goals.parse(goals),
    }),
    diagnosis: t.field({
      type: Diagnosis,
      nullable: true,
      description: 'Why no plan exists; null: one does.',
      select: { diagnosis: true, county: { select: { id: true, provinceId: true } } },
      resolve: ({ diagnosis, county }, _args, { viewer }) =>
        diagnosis === null ? null : diagnosisFor(viewer, county, stored.diagnosis.parse(diagnosis)),
    }),
    moved: t.exposeInt('moved', { description: 'How many teachers it moves in all.' }),
    moves: t.connection(
      {
        type: Move,
        description:
          'Who goes where: for a principal, from and to the own school; for a teacher, the own move.',
        args: {
          filter: t.arg({ type: MoveFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: MoveOrder, ...sortedBy('teacher') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => movesOf(id, args, context, info),
      },
      MoveConnection,
    ),
    circuits: t.field({
      type: [Circuit],
      description:
        'Circuit teaching, by staff number: for a principal, from and to the own school; for a teacher, the own.',
      select: { countyId: true, circuits: true },
      resolve: ({ countyId, circuits }, _args, context) => circuitsOf(context, countyId, circuits),
    }),
    placements: t.connection(
      {
        type: Placement,
        description: 'Which recruits are placed where: for a principal, at the own school.',
        args: {
          filter: t.arg({ type: PlacementFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: PlacementOrder, ...sortedBy('recruit') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => placementsOf(id, args, context, info),
      },
      PlacementConnection,
    ),
    recruitReasons: t.connection(
      {
        type: RecruitReason,
        description: 'Why each recruit is placed or not, by number. For who reads the county.',
        args: { filter: t.arg({ type: RecruitReasonFilter, description: 'Which of them.' }) },
        resolve: ({ id }, args, context, info) => recruitReasonsOf(id, args, context, info),
      },
      RecruitReasonConnection,
    ),
    reasons: t.connection(
      {
        type: Reason,
        description: 'One for each teacher the reader may see.',
        args: {
          filter: t.arg({ type: ReasonFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: ReasonOrder, ...sortedBy('teacher') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => reasonsOf(id, args, context, info),
      },
      ReasonConnection,
    ),
    unfilled: t.connection(
      {
        type: UnfilledOpening,
        description: 'Openings it leaves. For who reads the county, and the own principal.',
        args: {
          filter: t.arg({ type: UnfilledOpeningFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: UnfilledOpeningOrder, ...sortedBy('school') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => unfilledOf(id, args, context, info),
      },
      UnfilledOpeningConnection,
    ),
    findings: t.connection(
      {
        type: Finding,
        description: 'What the rules found in it, gravest first. For who reads the county.',
        args: { filter: t.arg({ type: FindingFilter, description: 'Which of them.' }) },
        resolve: ({ id }, args, context, info) => findingsOf(id, args, context, info),
      },
      FindingConnection,
    ),
    balance: t.field({
      type: BalanceChange,
      nullable: true,
      description:
        'How balanced the county is before and after it, by a national standard; null: for whoever does not read the whole county.',
      args: balanceArgs(t.arg),
      select: { id: true, county: { select: { id: true, provinceId: true } } },
      resolve: async ({ id, county }, { standard, view }, context) => {
        if (!readsCounty(context.viewer, county)) return null;
        const change = await changes(context, `${id} ${standard} ${view}`, () =>
          context.rounds.planBalance(id, standard, view),
        );
        return { ...change, countyId: county.id };
      },
    }),
    exportPath: t.string({
      nullable: true,
      description:
        'Where the plan can be fetched as a workbook (.xlsx), with the same login; for HR officers alone, as it holds every reason whole.',
      select: { id: true, countyId: true },
      resolve: ({ id, countyId }, _args, { viewer }) =>
        administers(viewer, countyId) ? `/plans/${id}.xlsx` : null,
    }),
    filePath: t.string({
      nullable: true,
      description:
        'Where the plan can be fetched as JSON, to be checked with `npm run verify` against the problem’s file, with the same login; for HR officers alone; null too for a plan made by hand, which is audited, not solved.',
      select: { id: true, countyId: true, byHand: true },
      resolve: ({ id, countyId, byHand }, _args, { viewer }) =>
        administers(viewer, countyId) && !byHand ? `/plans/${id}.json` : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    author: t.field({
      type: User,
      nullable: true,
      description: 'Who had it made; null: not known.',
      select: { authorId: true },
      resolve: ({ authorId }, _args, context) => userOf(context, authorId),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

export const PlanConnection = builder.connectionObject(
  { type: Plan, name: 'PlanConnection', description: 'Plans, page by page.' },
  { name: 'PlanEdge', description: 'A plan in a list.' },
);
