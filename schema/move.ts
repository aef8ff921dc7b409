import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { direction } from './connection.ts';
import { Backbone, CadreRole, MoveForm } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfPlan, type ListArgs, longList } from './long-list.ts';
import { rows } from './scope.ts';
import { teacherNamed } from './search.ts';
import { Subject, subjectOf } from './subject.ts';

export const Move = builder.prismaNode('Move', {
  description: 'One teacher whom a plan sends to another section.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan it belongs to.' }),
    teacher: t.relation('teacher', { description: 'Who goes.' }),
    from: t.relation('from', { description: 'Section left.' }),
    to: t.relation('to', { description: 'Section gone to.' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description:
        'Subject of the opening it fills; null: a cadre’s seat, or the return of somebody who teaches no subject.',
      select: { subject: true, to: { select: { countyId: true } } },
      resolve: ({ subject, to }, _args, context) =>
        subject === null ? null : subjectOf(context, to.countyId, subject),
    }),
    role: t.expose('role', {
      type: CadreRole,
      nullable: true,
      description: 'Role of the seat it fills; null: a teacher’s post.',
    }),
    form: t.expose('form', { type: MoveForm, description: 'Form of the exchange.' }),
    pinnable: t.boolean({
      description:
        'Whether it can be fixed or forbidden by a pin: who comes home does so unasked, and there is no move to fix.',
      select: { form: true },
      resolve: ({ form }) => form !== 'return',
    }),
    relationMoves: t.exposeBoolean('relationMoves', {
      description: 'Whether the personnel relation moves too (人走关系动).',
    }),
    km: t.exposeFloat('km', { nullable: true, description: 'Road distance from home, km; null: unknown.' }),
    bed: t.exposeBoolean('bed', { description: 'Whether the host houses the teacher.' }),
    wishRank: t.exposeInt('wishRank', {
      nullable: true,
      description: 'Place of the host in the teacher’s wishes, 1 is the first; null: not wished.',
    }),
  }),
});

export const MoveConnection = builder.connectionObject(
  { type: Move, name: 'MoveConnection', description: 'Moves, page by page.' },
  { name: 'MoveEdge', description: 'A move in a list.' },
);

export const MoveFilter = builder.inputType('MoveFilter', {
  description: 'Which moves; what is left out does not matter.',
  fields: (t) => ({
    search: t.string({ description: 'Teacher’s name, pinyin, initials or staff number, in part.' }),
    fromSchoolId: t.id({ description: 'Away from this school.' }),
    toSchoolId: t.id({ description: 'To this school.' }),
    subject: t.string({ description: 'Filling an opening in the subject of this code.' }),
    forms: t.field({ type: [MoveForm], description: 'In one of these forms.' }),
    backbone: t.field({ type: [Backbone], description: 'Of teachers at one of these backbone levels.' }),
    wished: t.boolean({ description: 'Whether the host is among the teacher’s wishes.' }),
  }),
});

export const MoveOrder = builder.enumType('MoveOrder', {
  description: 'What moves are sorted by.',
  values: {
    TEACHER: { value: 'teacher', description: 'Teacher, by pinyin.' },
    FROM: { value: 'from', description: 'School left, by code.' },
    TO: { value: 'to', description: 'School gone to, by code.' },
    SUBJECT: { value: 'subject', description: 'Subject, by code; seats of cadres after all subjects.' },
  },
} as const);

const movesWhere = (filter: typeof MoveFilter.$inferInput): Prisma.MoveWhereInput => ({
  AND: [
    filter.search == null ? {} : { teacher: teacherNamed(filter.search) },
    filter.backbone == null ? {} : { teacher: { backbone: { in: filter.backbone } } },
    filter.fromSchoolId == null ? {} : { from: { schoolId: keyOf(filter.fromSchoolId, 'School') } },
    filter.toSchoolId == null ? {} : { to: { schoolId: keyOf(filter.toSchoolId, 'School') } },
    filter.subject == null ? {} : { subject: filter.subject },
    filter.forms == null ? {} : { form: { in: filter.forms } },
    filter.wished == null ? {} : { wishRank: filter.wished ? { not: null } : null },
  ],
});

function movesOrder(
  by: typeof MoveOrder.$inferType,
  descending: boolean,
): Prisma.MoveOrderByWithRelationInput[] {
  const sort = direction(descending);
  const first: Record<typeof by, Prisma.MoveOrderByWithRelationInput> = {
    teacher: { teacher: { nameKey: sort } },
    from: { from: { school: { code: sort } } },
    to: { to: { school: { code: sort } } },
    subject: { subject: sort },
  };
  // Alike in every database, whose ids differ.
  return [first[by], { teacher: { staffNumber: 'asc' } }, { id: 'asc' }];
}

type MovesArgs = ListArgs<typeof MoveFilter.$inferInput, typeof MoveOrder.$inferType>;

/** The moves of plans. */
export const movesOf = longList(({ filter, orderBy, descending }: MovesArgs, context, info) => {
  const { db, viewer } = context;
  const where = (plans: string[]): Prisma.MoveWhereInput => ({
    AND: [{ planId: { in: plans } }, rows(viewer).move, movesWhere(filter ?? {})],
  });
  return {
    rows: (plans, page) =>
      db.move.findMany({
        ...page,
        select: askedOfPlan('Move', context, info),
        where: where(plans),
        orderBy: movesOrder(orderBy, descending),
      }),
    parentOf: ({ planId }) => planId,
    counts: async (plans) => {
      const groups = await db.move.groupBy({ by: 'planId', where: where(plans), _count: true });
      return new Map(groups.map(({ planId, _count }) => [planId, _count]));
    },
  };
});
