import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { askedOfCounty, type FilterArgs, longList } from './long-list.ts';
import { rows } from './scope.ts';

builder.prismaObject('WishChoice', {
  description: 'One school of a wish, or a zone, which stands for each of its schools.',
  select: { id: true },
  fields: (t) => ({
    rank: t.exposeInt('rank', { description: '1 is the first choice.' }),
    school: t.relation('school', { nullable: true, description: 'The school wished; null: a zone is.' }),
    zone: t.relation('zone', { nullable: true, description: 'The zone wished; null: a school is.' }),
  }),
});

export const Wish = builder.prismaNode('Wish', {
  description: 'A teacher’s wishes for one school year.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    teacher: t.relation('teacher', { description: 'Whose wishes.' }),
    schoolYear: t.exposeInt('schoolYear', { description: 'The autumn the school year starts in.' }),
    volunteer: t.exposeBoolean('volunteer', { description: 'Whether the teacher offers to go.' }),
    choices: t.relation('choices', {
      description: 'Schools and zones wished, best first.',
      query: { orderBy: { rank: 'asc' } },
    }),
    note: t.exposeString('note', { nullable: true, description: 'What the teacher added; null: nothing.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When last changed.' }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

export const WishConnection = builder.connectionObject(
  { type: Wish, name: 'WishConnection', description: 'Wishes, page by page.' },
  { name: 'WishEdge', description: 'Wishes in a list.' },
);

export const WishFilter = builder.inputType('WishFilter', {
  description: 'Which wishes; what is left out does not matter.',
  fields: (t) => ({
    schoolYear: t.int({ description: 'For the school year that starts in this autumn.' }),
    volunteer: t.boolean({ description: 'Whether the teacher offers to go.' }),
  }),
});

const wishesWhere = ({ schoolYear, volunteer }: typeof WishFilter.$inferInput) => ({
  ...(schoolYear != null && { schoolYear }),
  ...(volunteer != null && { volunteer }),
});

type WishesArgs = FilterArgs<typeof WishFilter.$inferInput>;

/** The wishes of counties, newest year first. */
export const wishesOf = longList(({ filter }: WishesArgs, context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.WishWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).wish, wishesWhere(filter ?? {})],
  });
  return {
    rows: (counties, page) =>
      db.wish.findMany({
        ...page,
        select: askedOfCounty('Wish', context, info),
        where: where(counties),
        orderBy: [{ schoolYear: 'desc' }, { id: 'asc' }],
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.wish.groupBy({ by: 'countyId', where: where(counties), _count: true });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});
