import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { containing, direction, sortedBy, turned } from './connection.ts';
import type { Context } from './context.ts';
import { Language, LetterKind, LetterStanding } from './enums.ts';
import { keyOf } from './ids.ts';
import { LetterBlock, languageOf } from './letter-template.ts';
import { type LetterBody, letterBody } from './letter-text.ts';
import { isOrderedIn, issuedOf, lettersOfMove } from './letters-due.ts';
import { askedOfCounty, type ListArgs, longList } from './long-list.ts';
import { Plan } from './plan.ts';
import { Recruit, recruitNamed } from './recruit.ts';
import { administers, heads, isPublished, readsCounty, rows } from './scope.ts';
import { teacherNamed } from './search.ts';
import { User, userOf } from './user.ts';

export const LetterList = builder.objectRef<NonNullable<LetterBody['list']>>('LetterList').implement({
  description: 'The list of a notice, as it stands in public.',
  fields: (t) => ({
    heads: t.exposeStringList('heads', { description: 'The heads of its columns.' }),
    rows: t.field({
      type: t.listRef(t.listRef('String')),
      description: 'Its rows, a text a column.',
      resolve: ({ rows }) => rows,
    }),
  }),
});

const Letter = builder.prismaNode('Letter', {
  description:
    'A paper issued from a plan. Read by HR officers of the county; a letter also by the teacher and by the principals of both schools; a list for the notice board by everybody with a role in the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    kind: t.expose('kind', { type: LetterKind, description: 'What it is.' }),
    language: t.field({
      type: Language,
      description: 'The language it is in.',
      select: { language: true },
      resolve: ({ language }) => languageOf(language),
    }),
    year: t.exposeInt('year', { description: 'The year it is dated in.' }),
    number: t.exposeInt('number', {
      description: 'Its number: 1, 2, 3 … in its county, kind and year, without gaps.',
    }),
    reference: t.exposeString('reference', { description: 'The number as it is written (文号).' }),
    datedOn: t.expose('datedOn', { type: 'Day', description: 'The day it is dated.' }),
    standing: t.field({
      type: LetterStanding,
      description: 'Whether it counts today.',
      select: { state: true, datedOn: true, county: { select: { timeZone: true } } },
      resolve: ({ state, datedOn, county }, _args, { today }) =>
        standingOf({ state, datedOn }, today(county.timeZone)),
    }),
    plan: t.field({
      type: Plan,
      nullable: true,
      description: 'The plan it carries out; null: none the reader may see.',
      select: (_args, _context, nested) => ({
        county: { select: { id: true, provinceId: true } },
        plan: nested({ select: { id: true, state: true } }),
      }),
      resolve: ({ county, plan }, _args, { viewer }) =>
        readsCounty(viewer, county) || isPublished(plan) ? plan : null,
    }),
    teacher: t.relation('teacher', {
      nullable: true,
      description: 'Whom it is of; null: a list for the notice board, or a recruit who is no teacher yet.',
    }),
    recruit: t.field({
      type: Recruit,
      nullable: true,
      description:
        'Of a notice of placement: who is or was the recruit. For HR and the principal of the school; null for others, and of other papers.',
      select: (_args, _context, nested) => ({ countyId: true, toSchoolId: true, recruit: nested() }),
      resolve: ({ countyId, toSchoolId, recruit }, _args, { viewer }) =>
        administers(viewer, countyId) || heads(viewer, toSchoolId ?? '') ? recruit : null,
    }),
    fromSchool: t.relation('fromSchool', {
      nullable: true,
      description: 'School left; null: a list for the notice board, or of a recruit, whom none sends.',
    }),
    toSchool: t.relation('toSchool', {
      nullable: true,
      description: 'School gone to; null: a list for the notice board.',
    }),
    templateVersion: t.int({
      description: 'Version of the template it was written by; 0: the one that comes with the software.',
      select: { body: true },
      resolve: ({ body }) => letterBody.parse(body).template.version,
    }),
    blocks: t.field({
      type: [LetterBlock],
      description: 'What it says, as of when it was issued.',
      select: { body: true },
      resolve: ({ body }) => letterBody.parse(body).blocks,
    }),
    list: t.field({
      type: LetterList,
      nullable: true,
      description: 'The list of a notice; null: it is a letter.',
      select: { body: true },
      resolve: ({ body }) => letterBody.parse(body).list,
    }),
    missingGlyphs: t.stringList({
      description:
        'Characters that the fonts of PDFs lack, by code: there they are printed as their code, to be written in by hand.',
      select: { body: true },
      resolve: ({ body }, _args, { rounds }) => {
        const { blocks, list } = letterBody.parse(body);
        return [...rounds.letters.missingGlyphs(blocks, list)];
      },
    }),
    replaces: t.relation('replaces', {
      nullable: true,
      description: 'The void one in whose place it stands; null: none the reader may see.',
      query: (_args, { viewer }) => ({ where: rows(viewer).letter }),
    }),
    replacedBy: t.relation('replacedBy', {
      nullable: true,
      description: 'The one that stands in its place; null: none the reader may see.',
      query: (_args, { viewer }) => ({ where: rows(viewer).letter }),
    }),
    voidedAt: t.expose('voidedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was made void; null: it is not.',
    }),
    voidedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who made it void; null: nobody, or not known.',
      select: { voidedBy: true },
      resolve: ({ voidedBy }, _args, context) => userOf(context, voidedBy),
    }),
    voidReason: t.field({
      type: 'String',
      nullable: true,
      description: 'Why it is void; null: it is not. For HR, as it may tell what is nobody else’s business.',
      select: { voidReason: true, countyId: true },
      resolve: ({ voidReason, countyId }, _args, { viewer }) =>
        administers(viewer, countyId) ? voidReason : null,
    }),
    docxPath: t.string({
      description: 'Where it is fetched as a document to be edited, on this server.',
      select: { id: true },
      resolve: ({ id }) => `/letters/${id}.docx`,
    }),
    pdfPath: t.string({
      description: 'Where it is fetched to be printed.',
      select: { id: true },
      resolve: ({ id }) => `/letters/${id}.pdf`,
    }),
    xlsxPath: t.string({
      nullable: true,
      description: 'Where the list of a notice is fetched as a workbook; null: it is a letter.',
      select: { id: true, kind: true },
      resolve: ({ id, kind }) => (kind === 'notice' ? `/letters/${id}.xlsx` : null),
    }),
    issuedAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was issued.' }),
    version: t.exposeInt('version', { description: 'What a writer must give to make it void.' }),
  }),
});

/** Whether a paper counts on a day. */
const standingOf = (
  { state, datedOn }: { readonly state: 'issued' | 'voided'; readonly datedOn: Date },
  today: string,
) => (state === 'voided' ? 'void' : datedOn.toISOString().slice(0, 10) > today ? 'dated-ahead' : 'in-force');

const LetterConnection = builder.connectionObject(
  { type: Letter, name: 'LetterConnection', description: 'Papers, page by page.' },
  { name: 'LetterEdge', description: 'A paper in a list.' },
);

export const LetterIssue = builder.prismaNode('LetterIssue', {
  description: 'Papers issued at once. For HR officers of the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan they carry out.' }),
    key: t.exposeString('key', { description: 'The key that asks for the same issue again.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why they are dated before the plan was decided; null: they are not, or nothing was said.',
    }),
    issuedAt: t.expose('issuedAt', { type: 'DateTime', description: 'When.' }),
    issuedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who issued them; null: not known.',
      select: { issuedBy: true },
      resolve: ({ issuedBy }, _args, context) => userOf(context, issuedBy),
    }),
    letters: t.relatedConnection(
      'letters',
      {
        cursor: 'id',
        totalCount: true,
        description: 'The papers, by number.',
        query: { orderBy: [{ number: 'asc' }, { id: 'asc' }] },
      },
      LetterConnection,
    ),
  }),
});

const LetterFilter = builder.inputType('LetterFilter', {
  description: 'Which papers; what is left out does not matter.',
  fields: (t) => ({
    kinds: t.field({ type: [LetterKind], description: 'Of one of these kinds.' }),
    planId: t.id({ description: 'Of this plan.' }),
    schoolId: t.id({ description: 'From or to this school.' }),
    teacherId: t.id({ description: 'Of this teacher.' }),
    search: t.string({
      description:
        'Its number as it is written, or the teacher’s or recruit’s name, pinyin, initials or number, in part.',
    }),
    year: t.int({ description: 'Dated in this year.' }),
    void: t.boolean({ description: 'Whether void.' }),
    datedAfter: t.field({
      type: 'Day',
      description: 'Dated after this day: as of today, those dated ahead.',
    }),
  }),
});

const LetterOrder = builder.enumType('LetterOrder', {
  description: 'What papers are sorted by.',
  values: {
    NUMBER: { value: 'number', description: 'Kind, year and number.' },
    DATED: { value: 'datedOn', description: 'The day they are dated, then as by number.' },
  },
} as const);

/** `read` is what the viewer reads of what a filter looks at, or it would tell of what the viewer may not see. */
const lettersWhere = (
  filter: typeof LetterFilter.$inferInput,
  read: Pick<ReturnType<typeof rows>, 'plan' | 'recruit'>,
): Prisma.LetterWhereInput => ({
  AND: [
    filter.kinds == null ? {} : { kind: { in: filter.kinds } },
    filter.planId == null ? {} : { plan: { AND: [{ id: keyOf(filter.planId, 'Plan') }, read.plan] } },
    filter.schoolId == null ? {} : ofSchool(keyOf(filter.schoolId, 'School')),
    filter.teacherId == null ? {} : { teacherId: keyOf(filter.teacherId, 'Teacher') },
    filter.search == null
      ? {}
      : {
          OR: [
            { reference: containing(filter.search) },
            { teacher: teacherNamed(filter.search) },
            { recruit: { AND: [recruitNamed(filter.search), read.recruit] } },
          ],
        },
    filter.year == null ? {} : { year: filter.year },
    filter.void == null ? {} : { state: filter.void ? 'voided' : 'issued' },
    filter.datedAfter == null ? {} : { datedOn: { gt: new Date(`${filter.datedAfter}T00:00:00Z`) } },
  ],
});

const ofSchool = (id: string): Prisma.LetterWhereInput => ({
  OR: [{ fromSchoolId: id }, { toSchoolId: id }],
});

type LettersArgs = ListArgs<typeof LetterFilter.$inferInput, typeof LetterOrder.$inferType>;

const lettersOf = longList(({ filter, orderBy, descending }: LettersArgs, context: Context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.LetterWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).letter, lettersWhere(filter ?? {}, rows(viewer))],
  });
  const way = direction(descending);
  return {
    rows: (counties, page) =>
      db.letter.findMany({
        ...page,
        select: askedOfCounty('Letter', context, info),
        where: where(counties),
        orderBy: [
          ...(orderBy === 'datedOn' ? [{ datedOn: way }] : []),
          { kind: way },
          { year: way },
          { number: way },
          { id: 'asc' },
        ],
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.letter.groupBy({ by: 'countyId', where: where(counties), _count: true });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});

builder.prismaObjectFields('County', (t) => ({
  letters: t.connection(
    {
      type: Letter,
      description:
        'Papers issued: for a principal, of who comes and goes at the own school; for a teacher, the own; for inspectors, lists for the notice board alone.',
      args: {
        filter: t.arg({ type: LetterFilter, description: 'Which of them.' }),
        orderBy: t.arg({ type: LetterOrder, ...sortedBy('number') }),
        descending: t.arg.boolean(turned),
      },
      select: { id: true },
      resolve: ({ id }, args, context, info) => lettersOf(id, args, context, info),
    },
    LetterConnection,
  ),
}));

const formats = builder.enumType('LetterFormat', {
  description: 'As what the letters of a whole plan are fetched.',
  values: {
    PDF: { value: 'pdf', description: 'One file to be printed, each letter on a page of its own.' },
    DOCX: { value: 'docx', description: 'The same as a document to be edited.' },
    ZIP: { value: 'zip', description: 'Single documents in one archive.' },
  },
} as const);

builder.prismaObjectFields('Plan', (t) => ({
  issuableKinds: t.field({
    type: [LetterKind],
    description:
      'What papers the reader may issue of it as it stands, as HR of the county; empty for everybody else.',
    select: { countyId: true, state: true },
    resolve: ({ countyId, state }, _args, { viewer }) =>
      administers(viewer, countyId) ? [...issuedOf(state)] : [],
  }),
  mayOrder: t.boolean({
    description: 'Whether the reader may order its postings as it stands, as HR of the county: once.',
    select: { countyId: true, state: true, orderedAt: true },
    resolve: ({ countyId, state, orderedAt }, _args, { viewer }) =>
      isOrderedIn(state) && orderedAt === null && administers(viewer, countyId),
  }),
}));

builder.prismaObjectField('Move', 'letterKinds', (t) =>
  t.field({
    type: [LetterKind],
    description: 'What papers the teacher gets of it.',
    select: { form: true, relationMoves: true },
    resolve: (move) => [...lettersOfMove(move)],
  }),
);

builder.prismaObjectField('Posting', 'letterKinds', (t) =>
  t.field({
    type: [LetterKind],
    description:
      'What papers the teacher gets of it beside those of the move it was ordered by: of circuit teaching, and in somebody else’s place; empty: none, or it was cancelled.',
    select: { form: true, relationMoves: true, replacesId: true, state: true },
    resolve: ({ replacesId, state, ...posting }) => {
      if (state === 'cancelled') return [];
      if (posting.form === 'circuit') return ['circuit' as const];
      return replacesId === null ? [] : [...lettersOfMove(posting)];
    },
  }),
);

builder.prismaObjectField('Placement', 'letterKinds', (t) =>
  t.field({
    type: [LetterKind],
    description: 'What papers the recruit gets of it; empty: the recruit does not come.',
    select: { recruit: { select: { state: true } } },
    resolve: ({ recruit }) => (recruit.state === 'withdrawn' ? [] : ['placement' as const]),
  }),
);

builder.prismaObjectField('Plan', 'lettersPath', (t) =>
  t.string({
    description:
      'Where the papers of one kind of the plan that are in force are fetched in one file, on this server; a principal gets those of the own school. Not of lists for the notice board.',
    args: {
      format: t.arg({ type: formats, required: true, description: 'As what.' }),
      kind: t.arg({
        type: LetterKind,
        required: true,
        defaultValue: 'dispatch',
        description: 'Which papers.',
      }),
      schoolId: t.arg.id({ description: 'From or to this school alone; unsaid: all.' }),
    },
    select: { id: true },
    resolve: ({ id }, { format, kind, schoolId }) => {
      const asked = new URLSearchParams({
        ...(kind !== 'dispatch' && { kind }),
        ...(schoolId != null && { school: keyOf(schoolId, 'School') }),
      }).toString();
      return `/plans/${id}/letters.${format}${asked === '' ? '' : `?${asked}`}`;
    },
  }),
);
