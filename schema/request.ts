import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { direction } from './connection.ts';
import { Backbone, RequestState } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfCounty, type ListArgs, longList } from './long-list.ts';
import { rows } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { User, userOf } from './user.ts';

export const Request = builder.prismaNode('Request', {
  description: 'A principal’s request for subject teachers.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    number: t.exposeString('number', { description: 'The bureau’s own number.' }),
    section: t.relation('section', { description: 'Where teachers are asked for.' }),
    subject: t.field({
      type: Subject,
      description: 'Which subject.',
      select: { subject: true, countyId: true },
      resolve: ({ subject, countyId }, _args, context) => subjectOf(context, countyId, subject),
    }),
    count: t.exposeInt('count', { description: 'How many teachers are asked for.' }),
    level: t.expose('level', { type: Backbone, description: 'The least backbone level wanted.' }),
    priority: t.exposeInt('priority', { description: '1 (low) to 5 (most urgent).' }),
    approvedCount: t.exposeInt('approvedCount', {
      nullable: true,
      description: 'How many are approved, where not as many as asked for; null: as asked, or not approved.',
    }),
    approvedLevel: t.expose('approvedLevel', {
      type: Backbone,
      nullable: true,
      description: 'The least backbone level approved, where not as asked; null: as asked, or not approved.',
    }),
    approvedPriority: t.exposeInt('approvedPriority', {
      nullable: true,
      description: 'How urgent it counts, where not as asked; null: as asked, or not approved.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why; null: not told.' }),
    state: t.expose('state', { type: RequestState, description: 'How far it is.' }),
    decision: t.exposeString('decision', {
      nullable: true,
      description: 'What was answered; null: nothing yet.',
    }),
    decidedAt: t.expose('decidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null: not yet.',
    }),
    decidedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who answered; null: nobody yet, or not known.',
      select: { decidedBy: true },
      resolve: ({ decidedBy }, _args, context) => userOf(context, decidedBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

export const RequestConnection = builder.connectionObject(
  { type: Request, name: 'RequestConnection', description: 'Requests, page by page.' },
  { name: 'RequestEdge', description: 'A request in a list.' },
);

export const RequestFilter = builder.inputType('RequestFilter', {
  description: 'Which requests; what is left out does not matter.',
  fields: (t) => ({
    states: t.field({ type: [RequestState], description: 'In one of these states.' }),
    subject: t.string({ description: 'For the subject of this code.' }),
    schoolId: t.id({ description: 'Of this school.' }),
  }),
});

export const RequestOrder = builder.enumType('RequestOrder', {
  description: 'What requests are sorted by.',
  values: {
    NUMBER: { value: 'number', description: 'The bureau’s number.' },
    PRIORITY: { value: 'priority', description: 'Urgency.' },
    CREATED: { value: 'createdAt', description: 'When it was made.' },
  },
} as const);

export const requestsWhere = (filter: typeof RequestFilter.$inferInput): Prisma.RequestWhereInput => ({
  ...(filter.states != null && { state: { in: filter.states } }),
  ...(filter.subject != null && { subject: filter.subject }),
  ...(filter.schoolId != null && { section: { schoolId: keyOf(filter.schoolId, 'School') } }),
});

export const requestsOrder = (
  by: typeof RequestOrder.$inferType,
  descending: boolean,
): Prisma.RequestOrderByWithRelationInput[] => [{ [by]: direction(descending) }, { id: 'asc' }];

type RequestsArgs = ListArgs<typeof RequestFilter.$inferInput, typeof RequestOrder.$inferType>;

/** The requests of counties. */
export const requestsOf = longList(({ filter, orderBy, descending }: RequestsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.RequestWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).request, requestsWhere(filter ?? {})],
  });
  return {
    rows: (counties, page) =>
      db.request.findMany({
        ...page,
        select: askedOfCounty('Request', context, info),
        where: where(counties),
        orderBy: requestsOrder(orderBy, descending),
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.request.groupBy({ by: 'countyId', where: where(counties), _count: true });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});
