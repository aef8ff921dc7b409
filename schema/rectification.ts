import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { direction, inWords } from './connection.ts';
import {
  BalanceStandard,
  RectificationState,
  RectificationStep,
  Severity,
  StaffView,
  Stage,
} from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfCounty, type ListArgs, longList } from './long-list.ts';
import { openSteps } from './rectification-steps.ts';
import { administers, inspects, rows } from './scope.ts';
import * as stored from './stored.ts';
import { Subject, subjectOf } from './subject.ts';
import { User, userOf } from './user.ts';
import { Words } from './words.ts';

builder.prismaNode('Evidence', {
  description: 'A file that shows a problem mended. Read by whoever reads the whole county; only added to.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    fileName: t.exposeString('fileName', { description: 'Name of the file.' }),
    mediaType: t.exposeString('mediaType', { description: 'What it is by its content, as a media type.' }),
    size: t.exposeInt('size', { description: 'Its size, bytes.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of its content.' }),
    path: t.string({
      description: 'Where it is fetched, on this server.',
      select: { id: true },
      resolve: ({ id }) => `/evidence/${id}`,
    }),
    uploadedAt: t.expose('uploadedAt', { type: 'DateTime', description: 'When it was added.' }),
    uploadedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who added it; null: not known.',
      select: { uploadedBy: true },
      resolve: ({ uploadedBy }, _args, context) => userOf(context, uploadedBy),
    }),
  }),
});

const ProblemPart = builder
  .objectRef<{ of: string; found: number; limit: number; lacking: number }>('ProblemPart')
  .implement({
    description: 'A part of what is wrong: one indicator of a school, or one grade of a section.',
    fields: (t) => ({
      of: t.exposeString('of', { description: 'Code of the indicator, or the grade.' }),
      found: t.exposeFloat('found', { description: 'What was found.' }),
      limit: t.exposeFloat('limit', { description: 'What it should be.' }),
      lacking: t.exposeFloat('lacking', { description: 'What there is too little, or too much.' }),
    }),
  });

const ProblemFigures = builder.objectRef<stored.ProblemFigures>('ProblemFigures').implement({
  description: 'A problem in figures.',
  fields: (t) => ({
    found: t.exposeFloat('found', {
      nullable: true,
      description: 'What was found; null: what is wrong is that there is no figure.',
    }),
    limit: t.exposeFloat('limit', { nullable: true, description: 'Its limit; null: there is none.' }),
    unit: t.string({
      description: 'The unit of both, in the reader’s language; empty: there are none.',
      resolve: ({ unit }, _args, { language }) => inWords(unit, language),
    }),
    parts: t.field({
      type: [ProblemPart],
      description: 'What it is made of; empty: the figure above is all.',
      resolve: ({ parts }) => parts,
    }),
    concerns: t.exposeStringList('concerns', {
      description: 'Codes of what is concerned: schools that have not reported, subjects that are missing.',
    }),
  }),
});

export const RectificationItem = builder.prismaNode('RectificationItem', {
  description:
    'A problem on the rectification list (问题清单, 整改清单), until it is closed (销号). Read by whoever reads the whole county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'What it is known by: the same problem found on another day has the same.',
    }),
    code: t.exposeString('code', {
      description:
        '`coefficient`, `mean`, `levels`, `not-computable`, `critical-subject`, `gap`, `structural-shortage`, `over-staffed`, `exchange-quota`, `backbone-quota`, `certificates`, `class-size` or `school-size`.',
    }),
    severity: t.expose('severity', { type: Severity, description: 'How grave it is.' }),
    standard: t.field({
      type: BalanceStandard,
      nullable: true,
      description:
        'By which standard of balance it was found, the county’s own or the national one; null: by none.',
      select: { balanceKind: true },
      resolve: ({ balanceKind }) => balanceKind,
    }),
    standardVersion: t.exposeString('standard', {
      nullable: true,
      description: 'The version of that standard which it was last found by; null: by none.',
    }),
    view: t.field({
      type: StaffView,
      nullable: true,
      description: 'Where teachers were counted; null: it is not of balance.',
      select: { view: true },
      resolve: ({ view }) => (view === 'serving' || view === 'registered' ? view : null),
    }),
    stage: t.expose('stage', { type: Stage, nullable: true, description: 'Its stage; null: all.' }),
    school: t.relation('school', { nullable: true, description: 'The school; null: it is the county’s.' }),
    section: t.relation('section', { nullable: true, description: 'The section; null: not of one.' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'The subject; null: not of one.',
      select: { subject: true, countyId: true },
      resolve: ({ subject, countyId }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    indicator: t.exposeString('indicator', {
      nullable: true,
      description: 'Code of the indicator in the standard; null: not of one.',
    }),
    figures: t.field({
      type: ProblemFigures,
      description: 'The problem in figures, as last found.',
      select: { figures: true },
      resolve: ({ figures }) => stored.problemFigures.parse(figures),
    }),
    text: t.string({
      description: 'The problem in the reader’s language, as last found.',
      select: { words: true },
      resolve: ({ words }, _args, { language }) => inWords(stored.words.parse(words), language),
    }),
    words: t.field({
      type: Words,
      description: 'The problem in both languages.',
      select: { words: true },
      resolve: ({ words }) => stored.words.parse(words),
    }),
    proof: t.field({
      type: Words,
      description: 'What would show that it is mended.',
      select: { proof: true },
      resolve: ({ proof }) => stored.words.parse(proof),
    }),
    foundOn: t.expose('foundOn', { type: 'Day', description: 'As of which day it was first found.' }),
    lastSeenOn: t.expose('lastSeenOn', { type: 'Day', description: 'As of which day it was last found.' }),
    goneOn: t.expose('goneOn', {
      type: 'Day',
      nullable: true,
      description:
        'As of which day it was first found no longer; null: it is there, or what would tell is not on file.',
    }),
    owner: t.field({
      type: User,
      nullable: true,
      description: 'Who sees to it, by the name given; null: nobody yet.',
      select: { ownerName: true },
      resolve: ({ ownerName }) => (ownerName === null ? null : { name: ownerName }),
    }),
    ownerOffice: t.exposeString('ownerOffice', {
      nullable: true,
      description: 'The owner’s office or school; null: not told.',
    }),
    dueOn: t.expose('dueOn', {
      type: 'Day',
      nullable: true,
      description: 'By when it is to be mended; null: not set.',
    }),
    overdue: t.boolean({
      description: 'Whether its day is over and it is not closed.',
      select: { dueOn: true, state: true, county: { select: { timeZone: true } } },
      resolve: ({ dueOn, state, county: { timeZone } }, _args, { today }) =>
        dueOn !== null && state !== 'closed' && dueOn < new Date(`${today(timeZone)}T00:00:00Z`),
    }),
    state: t.expose('state', { type: RectificationState, description: 'How far it is.' }),
    steps: t.field({
      type: [RectificationStep],
      description:
        'What the reader may do with it as it stands; whether what it wants is there, the step itself tells.',
      select: {
        countyId: true,
        state: true,
        submittedBy: true,
        county: { select: { id: true, provinceId: true } },
      },
      resolve: ({ countyId, county, ...item }, _args, { viewer }) =>
        viewer === null
          ? []
          : openSteps(item, {
              userId: viewer.userId,
              mends: administers(viewer, countyId),
              inspects: inspects(viewer, county),
            }),
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'What was said at the last step: what was done, or why it came back; null: nothing.',
    }),
    submittedAt: t.expose('submittedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was last submitted to be closed; null: never.',
    }),
    submittedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who submitted it; null: nobody yet, or not known.',
      select: { submittedBy: true },
      resolve: ({ submittedBy }, _args, context) => userOf(context, submittedBy),
    }),
    closedAt: t.expose('closedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was closed; null: it is not.',
    }),
    closedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who closed it; null: nobody yet, or not known.',
      select: { closedBy: true },
      resolve: ({ closedBy }, _args, context) => userOf(context, closedBy),
    }),
    evidence: t.relation('evidence', {
      description: 'Files that show it mended, in the order they were added.',
      query: { orderBy: [{ uploadedAt: 'asc' }, { id: 'asc' }] },
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

export const RectificationItemConnection = builder.connectionObject(
  {
    type: RectificationItem,
    name: 'RectificationItemConnection',
    description: 'Problems on the list, page by page.',
  },
  { name: 'RectificationItemEdge', description: 'A problem on the list.' },
);

export const RectificationItemFilter = builder.inputType('RectificationItemFilter', {
  description: 'Which problems; what is left out does not matter.',
  fields: (t) => ({
    states: t.field({ type: [RectificationState], description: 'In one of these states.' }),
    severities: t.field({ type: [Severity], description: 'As grave as one of these.' }),
    codes: t.stringList({ description: 'Of one of these kinds.' }),
    stage: t.field({ type: Stage, description: 'Of this stage.' }),
    schoolId: t.id({ description: 'Of this school.' }),
    gone: t.boolean({ description: 'Whether found no longer.' }),
    owned: t.boolean({ description: 'Whether somebody sees to it.' }),
    dueBefore: t.field({ type: 'Day', description: 'Due before this day, and not closed.' }),
  }),
});

export const RectificationItemOrder = builder.enumType('RectificationItemOrder', {
  description: 'What problems are sorted by.',
  values: {
    SEVERITY: { value: 'severity', description: 'Gravest first.' },
    DUE: { value: 'dueOn', description: 'When it is due; those without a day last.' },
    FOUND: { value: 'foundOn', description: 'When it was first found.' },
    KEY: { value: 'key', description: 'Kind and place.' },
  },
} as const);

const itemsWhere = (
  filter: typeof RectificationItemFilter.$inferInput,
): Prisma.RectificationItemWhereInput => ({
  AND: [
    filter.states == null ? {} : { state: { in: filter.states } },
    filter.severities == null ? {} : { severity: { in: filter.severities } },
    filter.codes == null ? {} : { code: { in: filter.codes } },
    filter.stage == null ? {} : { stage: filter.stage },
    filter.schoolId == null ? {} : { schoolId: keyOf(filter.schoolId, 'School') },
    filter.gone == null ? {} : { goneOn: filter.gone ? { not: null } : null },
    filter.owned == null ? {} : { ownerName: filter.owned ? { not: null } : null },
    filter.dueBefore == null
      ? {}
      : { dueOn: { lt: new Date(`${filter.dueBefore}T00:00:00Z`) }, state: { not: 'closed' } },
  ],
});

type ItemsArgs = ListArgs<
  typeof RectificationItemFilter.$inferInput,
  typeof RectificationItemOrder.$inferType
>;

/** The rectification lists of counties. */
export const itemsOf = longList(({ filter, orderBy, descending }: ItemsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.RectificationItemWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).rectificationItem, itemsWhere(filter ?? {})],
  });
  const way = direction(descending);
  return {
    rows: (counties, page) =>
      db.rectificationItem.findMany({
        ...page,
        select: askedOfCounty('RectificationItem', context, info),
        where: where(counties),
        orderBy: [
          orderBy === 'dueOn' ? { dueOn: { sort: way, nulls: 'last' as const } } : { [orderBy]: way },
          { key: 'asc' },
          { id: 'asc' },
        ],
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.rectificationItem.groupBy({
        by: 'countyId',
        where: where(counties),
        _count: true,
      });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});
