import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { askedOfCounty, type FilterArgs, longList } from './long-list.ts';
import { rows } from './scope.ts';
import { teacherNamed } from './search.ts';
import { Subject, subjectOf } from './subject.ts';

export const Points = builder.prismaNode('Points', {
  description: 'The bureau’s own score of a teacher, or of a teacher at a post.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    teacher: t.relation('teacher', { description: 'Who is scored.' }),
    section: t.relation('section', { nullable: true, description: 'At which section; null: anywhere.' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'At a post of which subject; null: any.',
      select: { subject: true, countyId: true },
      resolve: ({ subject, countyId }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    points: t.exposeInt('points', { description: 'The score.' }),
    schoolYear: t.exposeInt('schoolYear', { description: 'The autumn the school year starts in.' }),
    source: t.exposeString('source', {
      nullable: true,
      description: 'The written rule or table it comes from; null: not told.',
    }),
  }),
});

export const PointsConnection = builder.connectionObject(
  { type: Points, name: 'PointsConnection', description: 'Scores, page by page.' },
  { name: 'PointsEdge', description: 'A score in a list.' },
);

export const PointsFilter = builder.inputType('PointsFilter', {
  description: 'Which scores; what is left out does not matter.',
  fields: (t) => ({
    schoolYear: t.int({ description: 'Of the school year that starts in this autumn.' }),
    contested: t.boolean({ description: 'Whether a contest of it waits for an answer.' }),
    search: t.string({ description: 'Of the teacher: name, pinyin, initials or staff number, in part.' }),
  }),
});

const pointsWhere = (filter: typeof PointsFilter.$inferInput): Prisma.PointsWhereInput => ({
  AND: [
    filter.schoolYear == null ? {} : { schoolYear: filter.schoolYear },
    filter.contested == null
      ? {}
      : { contests: { [filter.contested ? 'some' : 'none']: { state: 'submitted' } } },
    filter.search == null ? {} : { teacher: teacherNamed(filter.search) },
  ],
});

/** The scores of counties, newest year first. */
export const pointsOf = longList(
  ({ filter }: FilterArgs<typeof PointsFilter.$inferInput>, context: Context, info) => {
    const { db, viewer } = context;
    const where = (counties: string[]): Prisma.PointsWhereInput => ({
      AND: [{ countyId: { in: counties } }, rows(viewer).points, pointsWhere(filter ?? {})],
    });
    return {
      rows: (counties, page) =>
        db.points.findMany({
          ...page,
          select: askedOfCounty('Points', context, info),
          where: where(counties),
          orderBy: [{ schoolYear: 'desc' }, { id: 'asc' }],
        }),
      parentOf: ({ countyId }) => countyId,
      counts: async (counties) => {
        const groups = await db.points.groupBy({ by: 'countyId', where: where(counties), _count: true });
        return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
      },
    };
  },
);
