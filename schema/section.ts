import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { direction, sortedBy, turned } from './connection.ts';
import { Place, Stage } from './enums.ts';
import { GapCell, gapsOf } from './gap.ts';
import { keyOf } from './ids.ts';
import { askedOfCounty, type FilterArgs, longList } from './long-list.ts';
import { RequestConnection, RequestFilter, RequestOrder, requestsOrder, requestsWhere } from './request.ts';
import { readsFigures, rows } from './scope.ts';
import { servingIn, Teacher, TeacherConnection, TeacherFilter, TeacherOrder } from './teacher.ts';

builder.prismaObject('Enrolment', {
  description: 'Pupils and classes of one grade in one school year.',
  select: { id: true },
  fields: (t) => ({
    schoolYear: t.exposeInt('schoolYear', { description: 'The autumn the school year starts in.' }),
    grade: t.exposeInt('grade', { description: 'Grade, 1 to 9.' }),
    classes: t.exposeInt('classes', { description: 'Classes.' }),
    pupils: t.exposeInt('pupils', { description: 'Pupils.' }),
  }),
});

/** What tells whose section a row is. */
const whose = {
  schoolId: true,
  countyId: true,
  county: { select: { id: true, provinceId: true, timeZone: true } },
} as const;

export const Section = builder.prismaNode('Section', {
  description: 'One stage of a school; a nine-year school has two.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    school: t.relation('school', { description: 'The school.' }),
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    establishment: t.field({
      type: 'Int',
      nullable: true,
      description:
        'Establishment posts (编制). Null: not known, or not the reader’s: for who reads the county, and the own principal.',
      select: { ...whose, establishment: true },
      resolve: (section, _args, { viewer }) => (readsFigures(viewer, section) ? section.establishment : null),
    }),
    enrolments: t.relation('enrolments', {
      description: 'Pupils and classes by grade. For who reads the county, and the own principal.',
      args: {
        schoolYear: t.arg.int({ description: 'Of the school year that starts in this autumn; unsaid: all.' }),
      },
      query: ({ schoolYear }, { viewer }) => ({
        where: { AND: [rows(viewer).enrolment, schoolYear == null ? {} : { schoolYear }] },
        orderBy: [{ schoolYear: 'desc' }, { grade: 'asc' }],
      }),
    }),
    serving: t.connection(
      {
        type: Teacher,
        description: 'Teachers who teach here (在岗).',
        args: {
          filter: t.arg({ type: TeacherFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: TeacherOrder, ...sortedBy('name') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => servingIn(id, args, context, info),
      },
      TeacherConnection,
    ),
    requests: t.relatedConnection(
      'requests',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Requests of this section. For who reads the county, and the own principal.',
        args: {
          filter: t.arg({ type: RequestFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: RequestOrder, ...sortedBy('number') }),
          descending: t.arg.boolean(turned),
        },
        query: ({ filter, orderBy, descending }, { viewer }) => ({
          where: { AND: [rows(viewer).request, requestsWhere(filter ?? {})] },
          orderBy: requestsOrder(orderBy, descending),
        }),
      },
      RequestConnection,
    ),
    gaps: t.field({
      type: [GapCell],
      description:
        'Need and supply by subject. For who reads the county, and the own principal; empty for everybody else.',
      args: {
        on: t.arg({ type: 'Day', description: 'As of this day; unsaid: today.' }),
      },
      select: { ...whose, id: true },
      resolve: async (section, { on }, context) =>
        readsFigures(context.viewer, section)
          ? (await gapsOf(context, section.county, on)).filter(({ sectionId }) => sectionId === section.id)
          : [],
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change the row.' }),
  }),
});

export const SectionConnection = builder.connectionObject(
  { type: Section, name: 'SectionConnection', description: 'Sections, page by page.' },
  { name: 'SectionEdge', description: 'A section in a list.' },
);

export const SectionFilter = builder.inputType('SectionFilter', {
  description: 'Which sections; what is left out does not matter.',
  fields: (t) => ({
    stage: t.field({ type: Stage, description: 'Of this stage.' }),
    places: t.field({ type: [Place], description: 'In one of these kinds of place.' }),
    weak: t.boolean({ description: 'Whether of a weak school.' }),
    schoolId: t.id({ description: 'Of this school.' }),
  }),
});

const sectionsWhere = (filter: typeof SectionFilter.$inferInput): Prisma.SectionWhereInput => ({
  AND: [
    filter.stage == null ? {} : { stage: filter.stage },
    filter.places == null ? {} : { school: { place: { in: filter.places } } },
    filter.weak == null ? {} : { school: { weak: filter.weak } },
    filter.schoolId == null ? {} : { schoolId: keyOf(filter.schoolId, 'School') },
  ],
});

/** By school, then stage. */
const sectionsOrder = (descending: boolean): Prisma.SectionOrderByWithRelationInput[] => [
  { school: { code: direction(descending) } },
  { stage: direction(descending) },
  { id: 'asc' },
];

type SectionsArgs = FilterArgs<typeof SectionFilter.$inferInput> & { readonly descending: boolean };

/** The sections of counties. */
export const sectionsOf = longList(({ filter, descending }: SectionsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.SectionWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).section, sectionsWhere(filter ?? {})],
  });
  return {
    rows: (counties, page) =>
      db.section.findMany({
        ...page,
        select: askedOfCounty('Section', context, info),
        where: where(counties),
        orderBy: sectionsOrder(descending),
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.section.groupBy({ by: 'countyId', where: where(counties), _count: true });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});
