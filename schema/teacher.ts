import type { Prisma } from '../prisma/generated/client.ts';
import { completeYears } from '../solver/calendar.ts';
import { builder } from './builder.ts';
import { direction } from './connection.ts';
import { AgeBand, Backbone, CadreRole, Education, Outcome, Sex, Stage, Title } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfTeachers, type ListArgs, longList } from './long-list.ts';
import { maskedNumber, maskedPlace } from './masked.ts';
import { MoveConnection } from './move.ts';
import { PointsConnection } from './points.ts';
import { PostingConnection } from './posting.ts';
import { ReasonConnection } from './reason.ts';
import { administers, isTeacher, readsPersonal, readsPrivate, rows, whoseTeacher } from './scope.ts';
import { teacherNamed } from './search.ts';
import { Subject, subjectOf } from './subject.ts';
import { WishConnection } from './wish.ts';

/** By years complete on a day. */
function bandOf(born: Date, day: string): typeof AgeBand.$inferType {
  const age = completeYears(born.toISOString().slice(0, 10), day);
  return age < 35 ? 'young' : age < 50 ? 'middle' : 'older';
}

export const Teacher = builder.prismaNode('Teacher', {
  description:
    'A teacher of the county. Personal data is null for readers it is not meant for, as if it were not on file.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    county: t.relation('county', { description: 'The county that employs the teacher.' }),
    staffNumber: t.exposeString('staffNumber', { description: 'Unique in the county.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    nameKey: t.exposeString('nameKey', { description: 'The name in pinyin, for searching and sorting.' }),
    sex: t.field({
      type: Sex,
      nullable: true,
      description: 'Sex. For HR, the own principal and the teacher.',
      select: { ...whoseTeacher, sex: true },
      resolve: (teacher, _args, { viewer }) => (readsPersonal(viewer, teacher) ? teacher.sex : null),
    }),
    born: t.field({
      type: 'Day',
      nullable: true,
      description: 'Day of birth. For HR, the own principal and the teacher.',
      select: { ...whoseTeacher, born: true },
      resolve: (teacher, _args, { viewer }) => (readsPersonal(viewer, teacher) ? teacher.born : null),
    }),
    ageBand: t.field({
      type: AgeBand,
      nullable: true,
      description:
        'How old the teacher is today, told roughly; null: not for the reader. For HR, the own principal and the teacher.',
      select: { ...whoseTeacher, born: true, county: { select: { timeZone: true } } },
      resolve: ({ county, born, ...teacher }, _args, { viewer, today }) =>
        readsPersonal(viewer, teacher) ? bandOf(born, today(county.timeZone)) : null,
    }),
    phone: t.field({
      type: 'String',
      nullable: true,
      description:
        'Telephone. For HR and the own principal, masked: `revealPersonalData` answers it in clear. In clear for the teacher.',
      select: { ...whoseTeacher, phone: true },
      resolve: (teacher, _args, { viewer }) => {
        if (!readsPersonal(viewer, teacher)) return null;
        return isTeacher(viewer, teacher.id) ? teacher.phone : maskedNumber(teacher.phone);
      },
    }),
    identityNumber: t.field({
      type: 'String',
      nullable: true,
      description:
        'Identity number. For HR, masked: `revealPersonalData` answers it in clear. In clear for the teacher.',
      select: { ...whoseTeacher, identityNumber: true },
      resolve: (teacher, _args, { viewer }) => {
        if (!readsPrivate(viewer, teacher)) return null;
        return isTeacher(viewer, teacher.id) ? teacher.identityNumber : maskedNumber(teacher.identityNumber);
      },
    }),
    homePlace: t.field({
      type: 'String',
      nullable: true,
      description:
        'Where the teacher lives. For HR, the county alone: `revealPersonalData` answers all of it. In clear for the teacher.',
      select: { ...whoseTeacher, homePlace: true, county: { select: { name: true } } },
      resolve: (teacher, _args, { viewer }) => {
        if (!readsPrivate(viewer, teacher)) return null;
        return isTeacher(viewer, teacher.id)
          ? teacher.homePlace
          : maskedPlace(teacher.homePlace, teacher.county.name);
      },
    }),
    education: t.expose('education', {
      type: Education,
      nullable: true,
      description: 'Highest completed education; null: not on file.',
    }),
    title: t.expose('title', { type: Title, description: 'Professional title (职称).' }),
    backbone: t.expose('backbone', { type: Backbone, description: 'Backbone level (骨干).' }),
    established: t.exposeBoolean('established', { description: 'Established staff in post (在编在岗).' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'What the teacher teaches now; null: teaches none.',
      select: { subject: true, countyId: true },
      resolve: ({ subject, countyId }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    secondSubject: t.field({
      type: Subject,
      nullable: true,
      description: 'What the teacher teaches besides; null: nothing.',
      select: { secondSubject: true, countyId: true },
      resolve: ({ secondSubject, countyId }, _args, context) =>
        secondSubject === null ? null : subjectOf(context, countyId, secondSubject),
    }),
    fte: t.exposeFloat('fte', { description: 'Share of a full-time post, above 0 to 1.' }),
    classTeacher: t.exposeBoolean('classTeacher', { description: 'Has class-teacher duty (班主任).' }),
    graduatingGrade: t.exposeBoolean('graduatingGrade', {
      description: 'Teaches the graduating grade (毕业年级).',
    }),
    cadreRole: t.expose('cadreRole', {
      type: CadreRole,
      nullable: true,
      description: 'Leading office; null: none.',
    }),
    cadreSince: t.expose('cadreSince', {
      type: 'Day',
      nullable: true,
      description: 'First day in this office; null: none.',
    }),
    cadreTerms: t.exposeInt('cadreTerms', { description: 'Terms in this office.' }),
    teachingSince: t.expose('teachingSince', { type: 'Day', description: 'First day as a teacher.' }),
    registered: t.relation('registered', { description: 'School where the personnel relation sits (在编).' }),
    registeredSince: t.expose('registeredSince', {
      type: 'Day',
      description: 'Since when the relation sits there.',
    }),
    serving: t.relation('serving', { description: 'Section where the teacher teaches (在岗).' }),
    servingSince: t.expose('servingSince', {
      type: 'Day',
      description: 'Since when the teacher serves at this school.',
    }),
    leftOn: t.expose('leftOn', {
      type: 'Day',
      nullable: true,
      description: 'Day the teacher left the county’s service; null: still there.',
    }),
    certificates: t.relation('certificates', {
      description: 'What the teacher is certified to teach, main subject first.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).certificate,
        orderBy: [{ rank: 'asc' }, { stage: 'asc' }, { subject: 'asc' }],
      }),
    }),
    exemptions: t.relation('exemptions', {
      description: 'Times of exemption, newest first. For HR and the teacher; empty for everybody else.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).exemption,
        orderBy: [{ from: 'desc' }, { id: 'asc' }],
      }),
    }),
    postings: t.relatedConnection(
      'postings',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Postings, newest first.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).posting,
          orderBy: [{ startsOn: 'desc' }, { id: 'asc' }],
        }),
      },
      PostingConnection,
    ),
    wishes: t.relatedConnection(
      'wishes',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Wishes, newest year first. For HR and the teacher.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).wish,
          orderBy: [{ schoolYear: 'desc' }, { id: 'asc' }],
        }),
      },
      WishConnection,
    ),
    points: t.relatedConnection(
      'points',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Scores, newest year first. For HR and the teacher.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).points,
          orderBy: [{ schoolYear: 'desc' }, { id: 'asc' }],
        }),
      },
      PointsConnection,
    ),
    moves: t.relatedConnection(
      'moves',
      {
        cursor: 'id',
        totalCount: true,
        description: 'Moves of the teacher in the plans the reader may see, newest plan first.',
        query: (_args, { viewer }) => ({
          where: rows(viewer).move,
          orderBy: [{ plan: { createdAt: 'desc' } }, { id: 'asc' }],
        }),
      },
      MoveConnection,
    ),
    reasons: t.relatedConnection(
      'reasons',
      {
        cursor: 'id',
        totalCount: true,
        description: 'What each plan the reader may see means for the teacher, newest plan first.',
        args: {
          planId: t.arg.id({ description: 'Of this plan alone.' }),
        },
        query: ({ planId }, { viewer }) => ({
          where: {
            AND: [rows(viewer).reason, planId == null ? {} : { planId: keyOf(planId, 'Plan') }],
          },
          orderBy: [{ plan: { createdAt: 'desc' } }, { id: 'asc' }],
        }),
      },
      ReasonConnection,
    ),
    version: t.exposeInt('version', { description: 'What a writer must give to change the row.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When last changed.' }),
  }),
});

builder.prismaObjectField(Teacher, 'partner', (t) =>
  t.field({
    type: Teacher,
    nullable: true,
    description: 'Spouse who also teaches in the county. For HR.',
    select: (_args, _context, nested) => ({ countyId: true, partner: nested() }),
    resolve: ({ countyId, partner }, _args, { viewer }) => (administers(viewer, countyId) ? partner : null),
  }),
);

export const TeacherConnection = builder.connectionObject(
  { type: Teacher, name: 'TeacherConnection', description: 'Teachers, page by page.' },
  { name: 'TeacherEdge', description: 'A teacher in a list.' },
);

const OutcomeInPlan = builder.inputType('OutcomeInPlan', {
  description: 'What a plan means for a teacher.',
  fields: (t) => ({
    planId: t.id({ required: true, description: 'The plan.' }),
    outcome: t.field({ type: Outcome, required: true, description: 'What it means.' }),
    code: t.string({ description: 'The rule that bars, or what decided.' }),
  }),
});

export const TeacherFilter = builder.inputType('TeacherFilter', {
  description: 'Which teachers; what is left out does not matter, but who has left is left out.',
  fields: (t) => ({
    search: t.string({ description: 'Name, pinyin, initials or staff number, in part.' }),
    staffNumbers: t.stringList({ description: 'Of one of these very staff numbers.' }),
    servingSchoolId: t.id({ description: 'Who serves at this school.' }),
    registeredSchoolId: t.id({ description: 'Who is registered at this school.' }),
    stage: t.field({ type: Stage, description: 'Who serves in this stage.' }),
    subject: t.string({ description: 'Who teaches the subject of this code, main or second.' }),
    certifiedIn: t.string({ description: 'Who is certified in the subject of this code.' }),
    backbone: t.field({ type: [Backbone], description: 'At one of these backbone levels.' }),
    cadreRoles: t.field({ type: [CadreRole], description: 'In one of these offices.' }),
    established: t.boolean({ description: 'Whether established staff.' }),
    classTeacher: t.boolean({ description: 'Whether with class-teacher duty.' }),
    inPlan: t.field({ type: OutcomeInPlan, description: 'For whom a plan means this.' }),
    left: t.boolean({ description: 'Those who have left the service, instead of those in it.' }),
  }),
});

export const TeacherOrder = builder.enumType('TeacherOrder', {
  description: 'What teachers are sorted by.',
  values: {
    NAME: { value: 'name', description: 'Name, by pinyin.' },
    STAFF_NUMBER: { value: 'staffNumber', description: 'Staff number.' },
    SCHOOL: { value: 'school', description: 'School served, by code.' },
    SERVING_SINCE: { value: 'servingSince', description: 'Since when at this school, longest first.' },
    TEACHING_SINCE: { value: 'teachingSince', description: 'Since when a teacher, longest first.' },
    BACKBONE: { value: 'backbone', description: 'Backbone level, lowest first.' },
  },
} as const);

/** `reason` is what of reasons the reader may see, or the filter would tell of plans the reader may not. */
const teachersWhere = (
  filter: typeof TeacherFilter.$inferInput,
  reason: Prisma.ReasonWhereInput,
): Prisma.TeacherWhereInput => ({
  AND: [
    { leftOn: filter.left === true ? { not: null } : null },
    filter.search == null ? {} : teacherNamed(filter.search),
    filter.staffNumbers == null ? {} : { staffNumber: { in: filter.staffNumbers } },
    filter.servingSchoolId == null ? {} : { serving: { schoolId: keyOf(filter.servingSchoolId, 'School') } },
    filter.registeredSchoolId == null
      ? {}
      : { registeredSchoolId: keyOf(filter.registeredSchoolId, 'School') },
    filter.stage == null ? {} : { serving: { stage: filter.stage } },
    filter.subject == null ? {} : { OR: [{ subject: filter.subject }, { secondSubject: filter.subject }] },
    filter.certifiedIn == null ? {} : { certificates: { some: { subject: filter.certifiedIn } } },
    filter.backbone == null ? {} : { backbone: { in: filter.backbone } },
    filter.cadreRoles == null ? {} : { cadreRole: { in: filter.cadreRoles } },
    filter.established == null ? {} : { established: filter.established },
    filter.classTeacher == null ? {} : { classTeacher: filter.classTeacher },
    filter.inPlan == null ? {} : { reasons: { some: { AND: [reason, inPlan(filter.inPlan)] } } },
  ],
});

function teachersOrder(
  by: typeof TeacherOrder.$inferType,
  descending: boolean,
): Prisma.TeacherOrderByWithRelationInput[] {
  const sort = direction(descending);
  const first: Record<typeof by, Prisma.TeacherOrderByWithRelationInput> = {
    name: { nameKey: sort },
    staffNumber: { staffNumber: sort },
    school: { serving: { school: { code: sort } } },
    servingSince: { servingSince: sort },
    teachingSince: { teachingSince: sort },
    backbone: { backbone: sort },
  };
  return [first[by], { id: 'asc' }];
}

const inPlan = ({ planId, outcome, code }: typeof OutcomeInPlan.$inferInput): Prisma.ReasonWhereInput => ({
  planId: keyOf(planId, 'Plan'),
  outcome,
  ...(code != null && { code }),
});

type TeachersArgs = ListArgs<typeof TeacherFilter.$inferInput, typeof TeacherOrder.$inferType>;

/** Teachers by what each belongs to, counted by the index of that: a relation's own count goes through the teachers of all. */
const teachersBy = (key: 'countyId' | 'registeredSchoolId' | 'servingSectionId') =>
  longList(({ filter, orderBy, descending }: TeachersArgs, context, info) => {
    const { db, viewer } = context;
    const where = (parents: string[]): Prisma.TeacherWhereInput => ({
      AND: [
        { [key]: { in: parents } },
        rows(viewer).teacher,
        teachersWhere(filter ?? {}, rows(viewer).reason),
      ],
    });
    return {
      rows: (parents, page) =>
        db.teacher.findMany({
          ...page,
          select: askedOfTeachers(context, info),
          where: where(parents),
          orderBy: teachersOrder(orderBy, descending),
        }),
      parentOf: (teacher) => teacher[key],
      counts: async (parents) => {
        const groups = await db.teacher.groupBy({ by: key, where: where(parents), _count: true });
        return new Map(groups.map((group) => [group[key], group._count]));
      },
    };
  });

export const teachersOfCounty = teachersBy('countyId');
export const registeredAt = teachersBy('registeredSchoolId');
export const servingIn = teachersBy('servingSectionId');
