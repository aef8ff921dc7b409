import type { Prisma } from '../prisma/generated/client.ts';
import { termEnd } from '../solver/calendar.ts';
import type { Words as WordsShape } from '../solver/plan.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { direction, sortedBy, turned } from './connection.ts';
import { CadreRole, EarlyEnd, MoveForm, PostingDecision, PostingState, PostingStep } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfCounty, type ListArgs, longList } from './long-list.ts';
import {
  assessedIn,
  awaitsReport,
  hasNotArrived,
  isToldTeacher,
  openSteps,
  postingSteps,
  yearsOf,
} from './posting-steps.ts';
import { administers, heads, isTeacher, readsPrivate, rows } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { User, userOf } from './user.ts';
import { sentence } from './words.ts';

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

builder.prismaObject('PostingChange', {
  description: 'One step of a posting. Steps are only ever added; one taken back is followed by another.',
  select: { id: true },
  fields: (t) => ({
    position: t.exposeInt('position', { description: '1, 2, 3 … of the posting.' }),
    step: t.expose('step', { type: PostingStep, description: 'What was done.' }),
    on: t.expose('on', { type: 'Day', description: 'The day it takes effect.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it was written down.' }),
    by: t.field({
      type: User,
      nullable: true,
      description: 'Who did it; null: nobody, as its day came, or not known.',
      select: { by: true },
      resolve: ({ by }, _args, context) => userOf(context, by),
    }),
    kind: t.field({
      type: EarlyEnd,
      nullable: true,
      description: 'Why it ends early; null: it does not. For HR alone.',
      select: { kind: true, countyId: true },
      resolve: ({ kind, countyId }, _args, { viewer }) => (administers(viewer, countyId) ? kind : null),
    }),
    reason: t.field({
      type: 'String',
      nullable: true,
      description:
        'What was said to it; null: nothing. For HR and the teacher; of an early end and a replacement, for HR alone.',
      select: {
        reason: true,
        kind: true,
        step: true,
        countyId: true,
        posting: { select: { teacherId: true } },
      },
      resolve: ({ reason, kind, step, countyId, posting }, _args, { viewer }) => {
        const reads = isToldTeacher({ kind, step })
          ? readsPrivate(viewer, { id: posting.teacherId, countyId })
          : administers(viewer, countyId);
        return reads ? reason : null;
      },
    }),
    undoes: t.exposeInt('undoes', {
      nullable: true,
      description: 'Position of the step it takes back; null: none.',
    }),
  }),
});

export const Posting = builder.prismaNode('Posting', {
  description: 'A stay at a host school, past or present; rural service is counted from these.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    teacher: t.relation('teacher', { description: 'Who is posted.' }),
    from: t.relation('from', {
      nullable: true,
      description: 'Section left; null: outside the county, or unknown.',
    }),
    to: t.relation('to', { nullable: true, description: 'Section served; null: unknown.' }),
    hostSchool: t.relation('hostSchool', { description: 'School served.' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Subject taught there; null: unknown.',
      select: { subject: true, countyId: true },
      resolve: ({ subject, countyId }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    role: t.expose('role', {
      type: CadreRole,
      nullable: true,
      description: 'The seat of a cadre it fills; null: a teacher’s post.',
    }),
    form: t.expose('form', { type: MoveForm, description: 'Form of the exchange.' }),
    days: t.exposeFloat('days', {
      nullable: true,
      description:
        'Of circuit teaching (走教): days a week there, in halves; null: not known, or no circuit.',
    }),
    relationMoves: t.exposeBoolean('relationMoves', {
      description: 'Whether the personnel relation moved too (人走关系动).',
    }),
    startsOn: t.expose('startsOn', { type: 'Day', description: 'First day.' }),
    endsOn: t.expose('endsOn', {
      type: 'Day',
      nullable: true,
      description: 'Planned last day; null: none set.',
    }),
    endedOn: t.expose('endedOn', {
      type: 'Day',
      nullable: true,
      description: 'Day it really ended; null: it goes on.',
    }),
    reportBy: t.expose('reportBy', {
      type: 'Day',
      nullable: true,
      description: 'Last day to report for duty in; null: nobody is asked to.',
    }),
    reportedOn: t.expose('reportedOn', {
      type: 'Day',
      nullable: true,
      description: 'Day the teacher reported for duty; null: not yet, or not on file.',
    }),
    state: t.expose('state', { type: PostingState, description: 'How far it is.' }),
    decision: t.expose('decision', {
      type: PostingDecision,
      nullable: true,
      description:
        'What a person has decided of its last day: `RETURN`; null: nothing yet, or that it goes on until a later one.',
    }),
    back: t.relation('back', {
      nullable: true,
      description: 'Where the teacher goes at its end; null: back to the section left.',
    }),
    plan: t.relation('plan', {
      nullable: true,
      description: 'The plan that ordered it; null: none the reader may see, or on file from elsewhere.',
      query: (_args, { viewer }) => ({ where: rows(viewer).plan }),
    }),
    changes: t.relation('changes', {
      description: 'What was done to it, in order; empty: it is on file from elsewhere.',
      query: { orderBy: { position: 'asc' } },
    }),
    steps: t.field({
      type: [PostingStep],
      description:
        'What the reader may do with it as it stands; whether the days and the other postings allow it, the step itself tells.',
      select: {
        countyId: true,
        teacherId: true,
        hostSchoolId: true,
        state: true,
        form: true,
        planId: true,
        toSectionId: true,
        endsOn: true,
        endedOn: true,
        reportBy: true,
        reportedOn: true,
        decision: true,
        replacedBy: { select: { id: true } },
        changes: {
          select: { position: true, step: true, undoes: true },
          orderBy: { position: 'asc' },
        },
      },
      resolve: ({ countyId, teacherId, hostSchoolId, replacedBy, ...posting }, _args, { viewer }) => {
        const standing = { ...posting, taken: replacedBy !== null };
        if (isTeacher(viewer, teacherId)) return [];
        if (administers(viewer, countyId)) return [...openSteps(standing, 'hr-officer')];
        return heads(viewer, hostSchoolId) ? [...openSteps(standing, 'host')] : [];
      },
    }),
    awaitsReport: t.boolean({
      description: 'Whether the teacher is asked to report for duty there and has not.',
      select: { state: true, reportBy: true, reportedOn: true },
      resolve: awaitsReport,
    }),
    notArrived: t.boolean({
      description:
        'Whether the teacher has not reported for duty though the last day to do so is over (未报到), by the day it is in the county.',
      select: { state: true, reportBy: true, reportedOn: true, county: { select: { timeZone: true } } },
      resolve: ({ county, ...posting }, _args, { today }) =>
        hasNotArrived(posting, new Date(`${today(county.timeZone)}T00:00:00Z`)),
    }),
    awaitsAssessment: t.boolean({
      description:
        'Whether the reader is to assess it, as principal of the host: the teacher serves there and nothing is said of it yet, or HR has returned an assessment.',
      select: {
        teacherId: true,
        hostSchoolId: true,
        state: true,
        assessments: { select: { state: true } },
      },
      resolve: ({ teacherId, hostSchoolId, state, assessments }, _args, { viewer }) =>
        ((state === 'serving' && assessments.length === 0) ||
          assessments.some((assessment) => assessment.state === 'returned')) &&
        heads(viewer, hostSchoolId) &&
        !isTeacher(viewer, teacherId),
    }),
    assessable: t.intList({
      description:
        'The school years, by their autumns, the newest first, that the reader may assess as it stands, as principal of the host: those begun and not confirmed; empty for everybody else.',
      select: {
        teacherId: true,
        hostSchoolId: true,
        state: true,
        startsOn: true,
        endsOn: true,
        endedOn: true,
        county: { select: { timeZone: true } },
        assessments: { where: { state: 'confirmed' }, select: { schoolYear: true } },
      },
      resolve: ({ teacherId, hostSchoolId, county, assessments, ...posting }, _args, { viewer, today }) => {
        if (isTeacher(viewer, teacherId) || !heads(viewer, hostSchoolId)) return [];
        if (!assessedIn.includes(posting.state)) return [];
        const last = posting.endedOn ?? posting.endsOn;
        const lasting = { first: dayOf(posting.startsOn), last: last && dayOf(last) };
        const confirmed = assessments.map((one) => one.schoolYear);
        return yearsOf(lasting, today(county.timeZone)).filter((year) => !confirmed.includes(year));
      },
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

builder.prismaObjectField(Posting, 'replaces', (t) =>
  t.relation('replaces', {
    nullable: true,
    description: 'The posting whose place it takes; null: none the reader may see.',
    query: (_args, { viewer }) => ({ where: rows(viewer).posting }),
  }),
);

interface Instead {
  readonly explanation: string | null;
  readonly by: string | null;
  readonly at: Date;
  readonly countyId: string;
  readonly teacherId: string;
  readonly startsOn: Date;
  readonly subject: string | null;
}

/** How each posting was ordered, of those that take somebody's place. */
const insteadOf = batched<Instead>(async (ids, { db }) => {
  const orders = await db.postingChange.findMany({
    where: { postingId: { in: [...ids] }, step: 'order', posting: { replacesId: { not: null } } },
    include: { posting: { select: { teacherId: true, startsOn: true, subject: true } } },
  });
  return new Map(
    orders.map(({ postingId, reason, by, at, countyId, posting }) => [
      postingId,
      { explanation: reason, by, at, countyId, ...posting },
    ]),
  );
});

/** As `replacePosting` refuses (server/postings/steps.ts). */
function checksOf({ startsOn, subject }: Instead): WordsShape {
  const day = startsOn.toISOString().slice(0, 10);
  return {
    zh: `原派教师未到岗，由该教师接替。下达前已核对：${day}在职，没有仍在期内的其他派任，不属免交流对象${subject === null ? '' : '，具备该岗位学科和学段的教师资格'}。`,
    en: `Goes in the place of a teacher who did not come. Checked before the order: on ${day} in service, on no other posting that still runs, not exempt from exchange${subject === null ? '' : ', and certified in the subject and stage of the post'}.`,
  };
}

const Substitution = builder.objectRef<Instead>('Substitution').implement({
  description:
    'Why a teacher was ordered in the place of somebody who did not come: the explanation of a decision about a person (个人信息保护法, article 24).',
  fields: (t) => ({
    explanation: t.string({
      nullable: true,
      description: 'Why this teacher goes; null: nothing was said. For HR and the teacher.',
      resolve: ({ explanation, countyId, teacherId }, _args, { viewer }) =>
        readsPrivate(viewer, { id: teacherId, countyId }) ? explanation : null,
    }),
    ...sentence(
      t,
      {
        text: 'What was checked of the teacher before the order, in the language of the request.',
        words: 'The same in both languages.',
      },
      checksOf,
    ),
    decidedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who decided; null: not known.',
      resolve: ({ by }, _args, context) => userOf(context, by),
    }),
    decidedAt: t.expose('at', { type: 'DateTime', description: 'When it was decided.' }),
  }),
});

builder.prismaObjectField(Posting, 'substitution', (t) =>
  t.field({
    type: Substitution,
    nullable: true,
    description: 'Why the teacher goes in the place of somebody else; null: in nobody’s place.',
    select: { id: true, replacesId: true },
    resolve: ({ id, replacesId }, _args, context) => (replacesId === null ? null : insteadOf(context, id)),
  }),
);

export const PostingConnection = builder.connectionObject(
  { type: Posting, name: 'PostingConnection', description: 'Postings, page by page.' },
  { name: 'PostingEdge', description: 'A posting in a list.' },
);

const PostingFilter = builder.inputType('PostingFilter', {
  description: 'Which postings; what is left out does not matter.',
  fields: (t) => ({
    states: t.field({ type: [PostingState], description: 'In one of these states.' }),
    hostSchoolId: t.id({ description: 'At this school.' }),
    planId: t.id({ description: 'Ordered by this plan.' }),
    endsFrom: t.field({ type: 'Day', description: 'With this planned last day or a later one.' }),
    endsUntil: t.field({ type: 'Day', description: 'With this planned last day or an earlier one.' }),
    endsThisTerm: t.boolean({
      description:
        'With a planned last day by the last of the present term, by the day it is in the county, or an earlier one.',
    }),
    undecided: t.boolean({ description: 'Under way, with a last day, and nobody has decided of it.' }),
    notArrived: t.boolean({
      description: 'Whose teacher has not reported for duty though the last day to do so is over (未报到).',
    }),
    awaited: t.boolean({
      description: 'Whose teacher is asked to report for duty and has not yet (待报到).',
    }),
    assessmentWaits: t.boolean({
      description:
        'Of which an assessment waits for HR: to be confirmed (考核待审定), or for an answer to what the teacher says to it.',
    }),
    late: t.boolean({
      description:
        'Whose day has come and which wait for a person: a school is closed, the teacher has left, or nobody has decided of the end.',
    }),
  }),
});

const PostingOrder = builder.enumType('PostingOrder', {
  description: 'What postings are sorted by.',
  values: {
    ENDS: { value: 'endsOn', description: 'Planned last day; those without one last.' },
    STARTS: { value: 'startsOn', description: 'First day.' },
    TEACHER: { value: 'teacher', description: 'Staff number of the teacher.' },
  },
} as const);

const under = { form: { not: 'circuit' }, state: 'serving', endedOn: null } as const;

/** `read` is what the viewer reads of what a filter looks at, or it would tell of what the viewer may not see. */
const postingsWhere = (
  filter: typeof PostingFilter.$inferInput,
  read: Pick<ReturnType<typeof rows>, 'plan' | 'assessment'>,
): Prisma.PostingWhereInput => ({
  AND: [
    filter.states == null ? {} : { state: { in: filter.states } },
    filter.hostSchoolId == null ? {} : { hostSchoolId: keyOf(filter.hostSchoolId, 'School') },
    filter.planId == null ? {} : { plan: { AND: [{ id: keyOf(filter.planId, 'Plan') }, read.plan] } },
    filter.endsFrom == null ? {} : { endsOn: { gte: new Date(`${filter.endsFrom}T00:00:00Z`) } },
    filter.endsUntil == null ? {} : { endsOn: { lte: new Date(`${filter.endsUntil}T00:00:00Z`) } },
    given(filter.awaited, {
      state: { in: [...postingSteps.report.in] },
      reportedOn: null,
      reportBy: { not: null },
    }),
    given(filter.assessmentWaits, {
      assessments: {
        some: {
          AND: [
            read.assessment,
            {
              OR: [
                { state: 'submitted' },
                { state: 'confirmed', commentedAt: { not: null }, answeredAt: null },
              ],
            },
          ],
        },
      },
    }),
    given(filter.undecided, { ...under, endsOn: { not: null }, decision: null }),
  ],
});

/** The condition, its contrary, or neither. */
const given = (
  wanted: boolean | null | undefined,
  where: Prisma.PostingWhereInput,
): Prisma.PostingWhereInput => (wanted == null ? {} : wanted ? where : { NOT: where });

/** Whose day has come and who did not: by the day it is where the office is. */
const notArrived = (today: Date): Prisma.PostingWhereInput => ({
  state: { in: [...postingSteps.report.in] },
  reportedOn: null,
  reportBy: { lt: today },
});

const late = (today: Date): Prisma.PostingWhereInput => ({
  OR: [
    { state: 'ordered', startsOn: { lte: today } },
    { state: 'serving', endedOn: null, endsOn: { lt: today } },
  ],
});

type PostingsArgs = ListArgs<typeof PostingFilter.$inferInput, typeof PostingOrder.$inferType>;

/** The postings of counties. */
const postingsOf = longList(({ filter, orderBy, descending }: PostingsArgs, context, info) => {
  const { db, viewer } = context;
  const where = async (ids: string[]): Promise<Prisma.PostingWhereInput> => {
    const base = [{ countyId: { in: ids } }, rows(viewer).posting, postingsWhere(filter ?? {}, rows(viewer))];
    if (filter?.notArrived == null && filter?.late == null && filter?.endsThisTerm == null)
      return { AND: base };
    const counties = await db.county.findMany({
      where: { id: { in: ids } },
      select: { id: true, timeZone: true },
    });
    const byDay = counties.map(({ id, timeZone }) => {
      const day = context.today(timeZone);
      const today = new Date(`${day}T00:00:00Z`);
      return {
        countyId: id,
        AND: [
          given(filter.notArrived, notArrived(today)),
          given(filter.late, late(today)),
          given(filter.endsThisTerm, { endsOn: { lte: new Date(`${termEnd(day)}T00:00:00Z`) } }),
        ],
      };
    });
    return { AND: [...base, { OR: byDay }] };
  };
  const way = direction(descending);
  const first: Record<typeof orderBy, Prisma.PostingOrderByWithRelationInput> = {
    endsOn: { endsOn: { sort: way, nulls: 'last' } },
    startsOn: { startsOn: way },
    teacher: { teacher: { staffNumber: way } },
  };
  return {
    rows: async (counties, page) =>
      db.posting.findMany({
        ...page,
        select: askedOfCounty('Posting', context, info),
        where: await where(counties),
        orderBy: [first[orderBy], { id: 'asc' }],
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.posting.groupBy({
        by: 'countyId',
        where: await where(counties),
        _count: true,
      });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});

builder.prismaObjectField('County', 'postings', (t) =>
  t.connection(
    {
      type: Posting,
      description:
        'Postings: for who reads the county, all; for a principal, of the own teachers and of who comes; for a teacher, the own.',
      args: {
        filter: t.arg({ type: PostingFilter, description: 'Which of them.' }),
        orderBy: t.arg({ type: PostingOrder, ...sortedBy('endsOn') }),
        descending: t.arg.boolean(turned),
      },
      select: { id: true },
      resolve: ({ id }, args, context, info) => postingsOf(id, args, context, info),
    },
    PostingConnection,
  ),
);

builder.prismaObjectFields('Plan', (t) => ({
  orderedAt: t.expose('orderedAt', {
    type: 'DateTime',
    nullable: true,
    description:
      'When its postings were ordered, also where it brings teachers home alone; null: they are not.',
  }),
  postings: t.relatedConnection(
    'postings',
    {
      cursor: 'id',
      totalCount: true,
      description: 'The postings it ordered that the reader may see, and those that took their place.',
      query: (_args, { viewer }) => ({ where: rows(viewer).posting, orderBy: [{ id: 'asc' }] }),
    },
    PostingConnection,
  ),
}));
