import { resolveArrayConnection } from '@pothos/plugin-relay';
import type { Prisma } from '../prisma/generated/client.ts';
import { AuditEvent, AuditEventConnection, AuditEventFilter, auditEventsOf } from './audit-event.ts';
import { builder, pageSize } from './builder.ts';
import { containing, direction, sortedBy, turned } from './connection.ts';
import { GapCell, GapFilter, GapOrder, gapsOf, pickGaps } from './gap.ts';
import { ImportConnection } from './import.ts';
import { asOf, mustBePlanned } from './on-day.ts';
import { Points, PointsConnection, PointsFilter, pointsOf } from './points.ts';
import { PolicyConnection } from './policy.ts';
import { Recruit, RecruitConnection, RecruitFilter, RecruitOrder, recruitsOf } from './recruit.ts';
import {
  itemsOf,
  RectificationItem,
  RectificationItemConnection,
  RectificationItemFilter,
  RectificationItemOrder,
} from './rectification.ts';
import { Request, RequestConnection, RequestFilter, RequestOrder, requestsOf } from './request.ts';
import { RoundConnection, RoundFilter, roundsWhere } from './round.ts';
import { School, SchoolConnection, SchoolFilter, SchoolOrder, schoolsOf } from './school.ts';
import { rows } from './scope.ts';
import { Section, SectionConnection, SectionFilter, sectionsOf } from './section.ts';
import { Teacher, TeacherConnection, TeacherFilter, TeacherOrder, teachersOfCounty } from './teacher.ts';
import { Wish, WishConnection, WishFilter, wishesOf } from './wish.ts';

const GapConnection = builder.connectionObject(
  { type: GapCell, name: 'GapConnection', description: 'Needs and gaps, page by page.' },
  { name: 'GapEdge', description: 'A need or gap in a list.' },
);

const County = builder.prismaNode('County', {
  description: 'A county and everything that belongs to it.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    province: t.relation('province', { description: 'The province.' }),
    code: t.exposeString('code', { description: 'Unique.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    timeZone: t.exposeString('timeZone', {
      description: 'IANA zone of its offices: for showing instants, never for days of service.',
    }),
    zones: t.relation('zones', {
      description: 'Remoteness tiers, the seat first.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).zone,
        orderBy: [{ tier: 'asc' }, { code: 'asc' }],
      }),
    }),
    clusters: t.relation('clusters', {
      description: 'Districts, groups, pairs and pools, by code.',
      query: (_args, { viewer }) => ({ where: rows(viewer).cluster, orderBy: [{ code: 'asc' }] }),
    }),
    schools: t.connection(
      {
        type: School,
        description: 'Its schools.',
        args: {
          filter: t.arg({ type: SchoolFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: SchoolOrder, ...sortedBy('code') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => schoolsOf(id, args, context, info),
      },
      SchoolConnection,
    ),
    sections: t.connection(
      {
        type: Section,
        description: 'Its sections, by school, then stage.',
        args: {
          filter: t.arg({ type: SectionFilter, description: 'Which of them.' }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => sectionsOf(id, args, context, info),
      },
      SectionConnection,
    ),
    teachers: t.connection(
      {
        type: Teacher,
        description: 'Its teachers.',
        args: {
          filter: t.arg({ type: TeacherFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: TeacherOrder, ...sortedBy('name') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => teachersOfCounty(id, args, context, info),
      },
      TeacherConnection,
    ),
    gaps: t.connection(
      {
        type: GapCell,
        description:
          'What every section needs, has, lacks and can spare, by subject: for who reads the county, all of it; for a principal, the own school.',
        args: {
          on: t.arg(asOf),
          filter: t.arg({ type: GapFilter, description: 'Which cells.' }),
          orderBy: t.arg({ type: GapOrder, ...sortedBy('school') }),
          descending: t.arg.boolean(turned),
        },
        select: { id: true, timeZone: true },
        resolve: async (county, { on, filter, orderBy, descending, ...page }, context) => {
          const sections = await context.db.section.findMany({
            where: { AND: [{ countyId: county.id }, rows(context.viewer).sectionFigures] },
            select: {
              id: true,
              stage: true,
              school: { select: { id: true, code: true, place: true, weak: true } },
            },
          });
          mustBePlanned(on);
          const cells = sections.length === 0 ? [] : await gapsOf(context, county, on);
          return resolveArrayConnection(
            { args: page, defaultSize: pageSize.usual, maxSize: pageSize.most },
            pickGaps(cells, sections, filter ?? {}, orderBy, descending),
          );
        },
      },
      GapConnection,
    ),
    rectificationItems: t.connection(
      {
        type: RectificationItem,
        description:
          'Its rectification list, closed problems too: for whoever reads the whole county; nothing for others.',
        args: {
          filter: t.arg({ type: RectificationItemFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: RectificationItemOrder, ...sortedBy('severity') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => itemsOf(id, args, context, info),
      },
      RectificationItemConnection,
    ),
    auditEvents: t.connection(
      {
        type: AuditEvent,
        description:
          'The record of what was done in the county, newest first: for HR officers; for other readers of the whole county, what was done to rows about no person; nothing for others. What is personal in it is masked.',
        args: { filter: t.arg({ type: AuditEventFilter, description: 'Which entries.' }) },
        resolve: ({ id }, args, context, info) => auditEventsOf(id, args, context, info),
      },
      AuditEventConnection,
    ),
    policies: t.relatedConnection(
      'policies',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Its policies, newest first.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).policy,
          orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }, { id: 'desc' }],
        }),
      },
      PolicyConnection,
    ),
    curricula: t.relation('curricula', {
      description: 'Its curriculum standards, newest first.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).curriculumStandard,
        orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
      }),
    }),
    loads: t.relation('loads', {
      description: 'Its load standards, newest first.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).loadStandard,
        orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
      }),
    }),
    balanceStandards: t.relation('balances', {
      description: 'Its own standards of balance, newest first; empty: the national ones hold.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).balanceStandard,
        orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
      }),
    }),
    allowanceRates: t.relation('allowanceRates', {
      description: 'Its allowance standards, newest first.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).allowanceStandard,
        orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }],
      }),
    }),
    rounds: t.relatedConnection(
      'rounds',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Its rounds, newest first.',
        args: { filter: t.arg({ type: RoundFilter, description: 'Which of them.' }) },
        query: ({ filter }, { viewer }) => ({
          where: { AND: [rows(viewer).round, roundsWhere(filter ?? {})] },
          orderBy: [{ schoolYear: 'desc' }, { openedAt: 'desc' }, { id: 'desc' }],
        }),
      },
      RoundConnection,
    ),
    recruits: t.connection(
      {
        type: Recruit,
        description:
          'Those recruited who serve at no school yet, and those who have been placed: for who reads the county, all; for a principal, whom a published plan places at the own school.',
        args: {
          filter: t.arg({ type: RecruitFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: RecruitOrder, ...sortedBy('number') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => recruitsOf(id, args, context, info),
      },
      RecruitConnection,
    ),
    requests: t.connection(
      {
        type: Request,
        description:
          'Requests for teachers: for who reads the county, all; for a principal, of the own school.',
        args: {
          filter: t.arg({ type: RequestFilter, description: 'Which of them.' }),
          orderBy: t.arg({ type: RequestOrder, ...sortedBy('number') }),
          descending: t.arg.boolean(turned),
        },
        resolve: ({ id }, args, context, info) => requestsOf(id, args, context, info),
      },
      RequestConnection,
    ),
    wishes: t.connection(
      {
        type: Wish,
        description: 'Wishes, newest year first: for HR, all; for a teacher, the own.',
        args: { filter: t.arg({ type: WishFilter, description: 'Which of them.' }) },
        resolve: ({ id }, args, context, info) => wishesOf(id, args, context, info),
      },
      WishConnection,
    ),
    points: t.connection(
      {
        type: Points,
        description: 'Scores, newest year first: for HR, all; for a teacher, the own.',
        args: { filter: t.arg({ type: PointsFilter, description: 'Which of them.' }) },
        resolve: ({ id }, args, context, info) => pointsOf(id, args, context, info),
      },
      PointsConnection,
    ),
    imports: t.relatedConnection(
      'imports',
      {
        cursor: 'id',
        totalCount: true,
        description: 'What was imported, newest first. For HR.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).import,
          orderBy: [{ importedAt: 'desc' }, { id: 'desc' }],
        }),
      },
      ImportConnection,
    ),
    columnMappings: t.relation('columnMappings', {
      description: 'Saved column mappings, by name. For HR.',
      query: (_args, { viewer }) => ({ where: rows(viewer).columnMapping, orderBy: [{ name: 'asc' }] }),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change the row.' }),
  }),
});

const CountyConnection = builder.connectionObject(
  { type: County, name: 'CountyConnection', description: 'Counties, page by page.' },
  { name: 'CountyEdge', description: 'A county in a list.' },
);

builder.queryFields((t) => ({
  counties: t.prismaConnection(
    {
      type: County,
      cursor: 'id',
      description: 'The counties the reader may see, by code.',
      args: {
        search: t.arg.string({ description: 'Only those whose name or code holds this.' }),
        descending: t.arg.boolean(turned),
      },
      totalCount: (_root, { search }, { db, viewer }) =>
        db.county.count({ where: { AND: [rows(viewer).county, countiesWhere(search)] } }),
      resolve: (query, _root, { search, descending }, { db, viewer }) =>
        db.county.findMany({
          ...query,
          where: { AND: [rows(viewer).county, countiesWhere(search)] },
          orderBy: [{ code: direction(descending) }],
        }),
    },
    CountyConnection,
  ),
  county: t.prismaField({
    type: County,
    nullable: true,
    description: 'The county of this code; null: there is none the reader may see.',
    args: { code: t.arg.string({ required: true, description: 'Its code.' }) },
    resolve: (query, _root, { code }, { db, viewer }) =>
      db.county.findFirst({ ...query, where: { AND: [{ code }, rows(viewer).county] } }),
  }),
}));

const countiesWhere = (search: string | null | undefined): Prisma.CountyWhereInput =>
  search == null ? {} : { OR: [{ name: containing(search) }, { code: containing(search) }] };
