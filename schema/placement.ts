import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { direction, inWords } from './connection.ts';
import { PlacementOutcome } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfPlan, type FilterArgs, type ListArgs, longList } from './long-list.ts';
import { Recruit, recruitNamed } from './recruit.ts';
import { rows } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { Words } from './words.ts';

export const Placement = builder.prismaNode('Placement', {
  description: 'One recruit whom a plan places into an opening.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan it belongs to.' }),
    recruit: t.relation('recruit', { description: 'Who.' }),
    to: t.relation('section', { description: 'The section placed at.' }),
    subject: t.field({
      type: Subject,
      description: 'Subject of the opening it fills.',
      select: { subject: true, section: { select: { countyId: true } } },
      resolve: ({ subject, section }, _args, context) => subjectOf(context, section.countyId, subject),
    }),
    km: t.exposeFloat('km', { nullable: true, description: 'Road distance from home, km; null: unknown.' }),
    bed: t.exposeBoolean('bed', { description: 'Whether the host houses the recruit.' }),
    startsOn: t.expose('startsOn', {
      type: 'Day',
      nullable: true,
      description: 'The first day there, once ordered; null: not ordered, or called off.',
    }),
  }),
});

export const PlacementConnection = builder.connectionObject(
  { type: Placement, name: 'PlacementConnection', description: 'Placements, page by page.' },
  { name: 'PlacementEdge', description: 'A placement in a list.' },
);

export const PlacementFilter = builder.inputType('PlacementFilter', {
  description: 'Which placements; what is left out does not matter.',
  fields: (t) => ({
    search: t.string({ description: 'Recruit’s name, pinyin, initials or number, in part.' }),
    schoolId: t.id({ description: 'At this school.' }),
    subject: t.string({ description: 'Filling an opening in the subject of this code.' }),
  }),
});

export const PlacementOrder = builder.enumType('PlacementOrder', {
  description: 'What placements are sorted by.',
  values: {
    RECRUIT: { value: 'recruit', description: 'Recruit, by number.' },
    SCHOOL: { value: 'school', description: 'School, by code.' },
  },
} as const);

const placementsWhere = (filter: typeof PlacementFilter.$inferInput): Prisma.PlacementWhereInput => ({
  AND: [
    filter.search == null ? {} : { recruit: recruitNamed(filter.search) },
    filter.schoolId == null ? {} : { section: { schoolId: keyOf(filter.schoolId, 'School') } },
    filter.subject == null ? {} : { subject: filter.subject },
  ],
});

function placementsOrder(
  by: typeof PlacementOrder.$inferType,
  descending: boolean,
): Prisma.PlacementOrderByWithRelationInput[] {
  const sort = direction(descending);
  return [
    by === 'school' ? { section: { school: { code: sort } } } : { recruit: { number: sort } },
    { id: 'asc' },
  ];
}

type PlacementsArgs = ListArgs<typeof PlacementFilter.$inferInput, typeof PlacementOrder.$inferType>;

/** The placements of plans. */
export const placementsOf = longList(({ filter, orderBy, descending }: PlacementsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (plans: string[]): Prisma.PlacementWhereInput => ({
    AND: [{ planId: { in: plans } }, rows(viewer).placement, placementsWhere(filter ?? {})],
  });
  return {
    rows: (plans, page) =>
      db.placement.findMany({
        ...page,
        select: askedOfPlan('Placement', context, info),
        where: where(plans),
        orderBy: placementsOrder(orderBy, descending),
      }),
    parentOf: ({ planId }) => planId,
    counts: async (plans) => {
      const groups = await db.placement.groupBy({ by: 'planId', where: where(plans), _count: true });
      return new Map(groups.map(({ planId, _count }) => [planId, _count]));
    },
  };
});

export const RecruitReason = builder.prismaNode('RecruitReason', {
  description: 'Why a plan places a recruit, or leaves one unplaced: one for each recruit.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan it explains.' }),
    recruit: t.relation('recruit', { description: 'About whom.' }),
    outcome: t.expose('outcome', {
      type: PlacementOutcome,
      description: 'What the plan means for the recruit.',
    }),
    code: t.exposeString('code', {
      description: 'The rule that stands against it, or what decided; stable, for programs.',
    }),
    figures: t.expose('figures', { type: 'JSON', description: 'The figures of the sentence by name.' }),
    text: t.string({
      description: 'The sentence, in the reader’s language.',
      select: { zh: true, en: true },
      resolve: (words, _args, { language }) => inWords(words, language),
    }),
    words: t.field({
      type: Words,
      description: 'The sentence in both languages.',
      select: { zh: true, en: true },
      resolve: (words) => words,
    }),
  }),
});

export const RecruitReasonConnection = builder.connectionObject(
  { type: RecruitReason, name: 'RecruitReasonConnection', description: 'Reasons, page by page.' },
  { name: 'RecruitReasonEdge', description: 'A reason in a list.' },
);

builder.prismaObjectField(Recruit, 'reasons', (t) =>
  t.relatedConnection(
    'reasons',
    {
      cursor: 'id',
      totalCount: true,
      description:
        'Why each plan the reader may see places the recruit or not, newest plan first. For who reads the county.',
      args: { planId: t.arg.id({ description: 'Of this plan alone.' }) },
      query: ({ planId }, { viewer }) => ({
        where: {
          AND: [rows(viewer).recruitReason, planId == null ? {} : { planId: keyOf(planId, 'Plan') }],
        },
        orderBy: [{ plan: { createdAt: 'desc' } }, { id: 'asc' }],
      }),
    },
    RecruitReasonConnection,
  ),
);

export const RecruitReasonFilter = builder.inputType('RecruitReasonFilter', {
  description: 'Which reasons; what is left out does not matter.',
  fields: (t) => ({
    outcomes: t.field({
      type: [PlacementOutcome],
      description: 'Of recruits for whom the plan means one of these.',
    }),
    codes: t.stringList({ description: 'With one of these codes.' }),
    search: t.string({ description: 'Recruit’s name, pinyin, initials or number, in part.' }),
  }),
});

const reasonsWhere = (filter: typeof RecruitReasonFilter.$inferInput): Prisma.RecruitReasonWhereInput => ({
  AND: [
    filter.outcomes == null ? {} : { outcome: { in: filter.outcomes } },
    filter.codes == null ? {} : { code: { in: filter.codes } },
    filter.search == null ? {} : { recruit: recruitNamed(filter.search) },
  ],
});

/** The reasons of recruits in plans, by number. */
export const recruitReasonsOf = longList(
  ({ filter }: FilterArgs<typeof RecruitReasonFilter.$inferInput>, context, info) => {
    const { db, viewer } = context;
    const where = (plans: string[]): Prisma.RecruitReasonWhereInput => ({
      AND: [{ planId: { in: plans } }, rows(viewer).recruitReason, reasonsWhere(filter ?? {})],
    });
    return {
      rows: (plans, page) =>
        db.recruitReason.findMany({
          ...page,
          select: askedOfPlan('RecruitReason', context, info),
          where: where(plans),
          orderBy: [{ recruit: { number: 'asc' } }, { id: 'asc' }],
        }),
      parentOf: ({ planId }) => planId,
      counts: async (plans) => {
        const groups = await db.recruitReason.groupBy({ by: 'planId', where: where(plans), _count: true });
        return new Map(groups.map(({ planId, _count }) => [planId, _count]));
      },
    };
  },
);
