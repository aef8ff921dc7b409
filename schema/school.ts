import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { direction, sortedBy, turned } from './connection.ts';
import { Ownership, Place, SchoolKind, Stage } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfCounty, type ListArgs, longList } from './long-list.ts';
import { rows } from './scope.ts';
import { schoolNamed } from './search.ts';
import { registeredAt, Teacher, TeacherConnection, TeacherFilter, TeacherOrder } from './teacher.ts';

export const School = builder.prismaNode('School', {
  description: 'A school of the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    county: t.relation('county', { description: 'The county.' }),
    code: t.exposeString('code', { description: 'Unique in the county.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    otherName: t.exposeString('otherName', {
      nullable: true,
      description: 'A second name, in another language; null: none.',
    }),
    place: t.expose('place', { type: Place, description: 'Kind of place.' }),
    weak: t.exposeBoolean('weak', { description: 'Marked as weak (薄弱学校): receives before others.' }),
    ownership: t.expose('ownership', { type: Ownership, description: 'Who runs it.' }),
    kind: t.expose('kind', { type: SchoolKind, description: 'What it teaches for.' }),
    longitude: t.exposeFloat('longitude', {
      nullable: true,
      description: 'Degrees east; null: not on file.',
    }),
    latitude: t.exposeFloat('latitude', { nullable: true, description: 'Degrees north; null: not on file.' }),
    zone: t.relation('zone', { nullable: true, description: 'Remoteness tier; null: none.' }),
    clusters: t.relation('clusters', {
      description: 'Districts, groups, pairs and pools it belongs to, by code.',
      query: (_args, { viewer }) => ({
        where: { cluster: rows(viewer).cluster },
        orderBy: [{ cluster: { code: 'asc' } }],
      }),
    }),
    beds: t.exposeInt('beds', { description: 'Beds in teacher housing for teachers who come.' }),
    parent: t.relation('parent', {
      nullable: true,
      description: 'The school this site counts to; null: itself.',
    }),
    statistics: t.expose('statistics', {
      type: 'JSON',
      nullable: true,
      description:
        'Totals as a public list gives them, by name, where single teachers or classes are not on file; null: none.',
    }),
    openedOn: t.expose('openedOn', {
      type: 'Day',
      nullable: true,
      description: 'First day; null: not on file.',
    }),
    closedOn: t.expose('closedOn', {
      type: 'Day',
      nullable: true,
      description: 'Last day; null: it is open.',
    }),
    sections: t.relation('sections', {
      description: 'Its sections, primary first.',
      query: (_args, { viewer }) => ({ where: rows(viewer).section, orderBy: [{ stage: 'asc' }] }),
    }),
    registered: t.connection(
      {
        type: Teacher,
        description: 'Teachers whose personnel relation sits here (在编).',
        args: {
          filter: t.arg({ type: TeacherFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: TeacherOrder, ...sortedBy('name') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => registeredAt(id, args, context, info),
      },
      TeacherConnection,
    ),
    version: t.exposeInt('version', { description: 'What a writer must give to change the row.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When last changed.' }),
  }),
});

export const SchoolConnection = builder.connectionObject(
  { type: School, name: 'SchoolConnection', description: 'Schools, page by page.' },
  { name: 'SchoolEdge', description: 'A school in a list.' },
);

export const SchoolFilter = builder.inputType('SchoolFilter', {
  description: 'Which schools; what is left out does not matter.',
  fields: (t) => ({
    search: t.string({ description: 'Name, other name or code, in part.' }),
    places: t.field({ type: [Place], description: 'In one of these kinds of place.' }),
    weak: t.boolean({ description: 'Whether marked as weak.' }),
    ownership: t.field({ type: Ownership, description: 'Run by whom.' }),
    kinds: t.field({ type: [SchoolKind], description: 'Teaching for one of these.' }),
    stage: t.field({ type: Stage, description: 'With a section of this stage.' }),
    zoneId: t.id({ description: 'In this zone.' }),
    clusterId: t.id({ description: 'In this cluster.' }),
  }),
});

export const SchoolOrder = builder.enumType('SchoolOrder', {
  description: 'What schools are sorted by.',
  values: {
    CODE: { value: 'code', description: 'Code.' },
    NAME: { value: 'name', description: 'Name.' },
    PLACE: { value: 'place', description: 'Kind of place, most urban first.' },
  },
} as const);

const schoolsWhere = (filter: typeof SchoolFilter.$inferInput): Prisma.SchoolWhereInput => ({
  AND: [
    filter.search == null ? {} : schoolNamed(filter.search),
    filter.places == null ? {} : { place: { in: filter.places } },
    filter.weak == null ? {} : { weak: filter.weak },
    filter.ownership == null ? {} : { ownership: filter.ownership },
    filter.kinds == null ? {} : { kind: { in: filter.kinds } },
    filter.stage == null ? {} : { sections: { some: { stage: filter.stage } } },
    filter.zoneId == null ? {} : { zoneId: keyOf(filter.zoneId, 'Zone') },
    filter.clusterId == null ? {} : { clusters: { some: { clusterId: keyOf(filter.clusterId, 'Cluster') } } },
  ],
});

const schoolsOrder = (
  by: typeof SchoolOrder.$inferType,
  descending: boolean,
): Prisma.SchoolOrderByWithRelationInput[] => [{ [by]: direction(descending) }, { id: 'asc' }];

type SchoolsArgs = ListArgs<typeof SchoolFilter.$inferInput, typeof SchoolOrder.$inferType>;

/** The schools of counties. */
export const schoolsOf = longList(({ filter, orderBy, descending }: SchoolsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.SchoolWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).school, schoolsWhere(filter ?? {})],
  });
  return {
    rows: (counties, page) =>
      db.school.findMany({
        ...page,
        select: askedOfCounty('School', context, info),
        where: where(counties),
        orderBy: schoolsOrder(orderBy, descending),
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.school.groupBy({ by: 'countyId', where: where(counties), _count: true });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});
