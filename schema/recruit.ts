import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { containing, direction } from './connection.ts';
import { CertificateRank, Education, RecruitKind, RecruitState, RecruitStep, Sex, Stage } from './enums.ts';
import { askedOfCounty, type ListArgs, longList } from './long-list.ts';
import { maskedPlace } from './masked.ts';
import { openRecruitSteps } from './recruit-steps.ts';
import { administers, rows } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';

/** For HR officers of the county alone. */
const own = { countyId: true } as const;

export const Recruit = builder.prismaNode('Recruit', {
  description:
    'Somebody recruited who serves at no school yet (新聘教师): a graduate, or a special-post teacher (特岗). A teacher from the first day at the school where a final plan has placed the person. Personal data is null for readers it is not meant for.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    number: t.exposeString('number', {
      description: 'The bureau’s own number, unique in the county; the staff number from the first day on.',
    }),
    name: t.exposeString('name', { description: 'Name.' }),
    kind: t.expose('kind', { type: RecruitKind, description: 'As what the person was recruited.' }),
    state: t.expose('state', { type: RecruitState, description: 'How far the person is.' }),
    sex: t.field({
      type: Sex,
      nullable: true,
      description: 'Sex. For HR alone.',
      select: { ...own, sex: true },
      resolve: ({ countyId, sex }, _args, { viewer }) => (administers(viewer, countyId) ? sex : null),
    }),
    born: t.field({
      type: 'Day',
      nullable: true,
      description: 'Day of birth. For HR alone.',
      select: { ...own, born: true },
      resolve: ({ countyId, born }, _args, { viewer }) => (administers(viewer, countyId) ? born : null),
    }),
    homePlace: t.string({
      nullable: true,
      description: 'Where the person lives, the county alone; null: not on file. For HR alone.',
      select: { ...own, homePlace: true, county: { select: { name: true } } },
      resolve: ({ countyId, homePlace, county }, _args, { viewer }) =>
        administers(viewer, countyId) ? maskedPlace(homePlace, county.name) : null,
    }),
    education: t.expose('education', {
      type: Education,
      nullable: true,
      description: 'Highest completed education; null: not on file.',
    }),
    arrivesOn: t.expose('arrivesOn', {
      type: 'Day',
      description: 'From then on there is somebody to be placed: in no round that takes effect before.',
    }),
    contractEnds: t.expose('contractEnds', {
      type: 'Day',
      nullable: true,
      description: 'Last day of a special-post contract; null: a graduate.',
    }),
    certificates: t.relation('certificates', {
      description: 'What the person is certified to teach.',
      query: { orderBy: [{ rank: 'asc' }, { subject: 'asc' }, { stage: 'asc' }] },
    }),
    choices: t.relation('choices', {
      description: 'Schools and zones wished, best first. For HR alone.',
      query: (_args, { viewer }) => ({ where: rows(viewer).recruitChoice, orderBy: { rank: 'asc' } }),
    }),
    orders: t.relation('placements', {
      description: 'The placement that is ordered or was carried out: one; empty: none.',
      query: (_args, { viewer }) => ({
        where: { AND: [{ startsOn: { not: null } }, rows(viewer).placement] },
      }),
    }),
    steps: t.field({
      type: [RecruitStep],
      description: 'What the reader may do with the recruit as things stand. Empty for everybody but HR.',
      select: { ...own, state: true, teacherId: true },
      resolve: ({ countyId, ...recruit }, _args, { viewer }) =>
        administers(viewer, countyId) ? openRecruitSteps(recruit) : [],
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

builder.prismaObject('RecruitCertificate', {
  description: 'What a recruit is certified to teach.',
  select: { id: true },
  fields: (t) => ({
    subject: t.field({
      type: Subject,
      description: 'The subject certified.',
      select: { subject: true, recruit: { select: { countyId: true } } },
      resolve: ({ subject, recruit }, _args, context) => subjectOf(context, recruit.countyId, subject),
    }),
    stage: t.expose('stage', { type: Stage, description: 'The stage certified.' }),
    rank: t.expose('rank', { type: CertificateRank, description: 'Main or second subject.' }),
  }),
});

builder.prismaObject('RecruitChoice', {
  description: 'A school, or a zone, that a recruit wishes for.',
  select: { id: true },
  fields: (t) => ({
    rank: t.exposeInt('rank', { description: '1 is the first choice.' }),
    school: t.relation('school', { nullable: true, description: 'The school; null: a zone.' }),
    zone: t.relation('zone', {
      nullable: true,
      description: 'The zone, which stands for each of its schools; null: a school.',
    }),
  }),
});

export const RecruitConnection = builder.connectionObject(
  { type: Recruit, name: 'RecruitConnection', description: 'Recruits, page by page.' },
  { name: 'RecruitEdge', description: 'A recruit in a list.' },
);

export const RecruitFilter = builder.inputType('RecruitFilter', {
  description: 'Which recruits; what is left out does not matter.',
  fields: (t) => ({
    search: t.string({ description: 'Name, pinyin, initials or number, in part.' }),
    states: t.field({ type: [RecruitState], description: 'In one of these states.' }),
    kinds: t.field({ type: [RecruitKind], description: 'Of one of these kinds.' }),
  }),
});

export const RecruitOrder = builder.enumType('RecruitOrder', {
  description: 'What recruits are sorted by.',
  values: {
    NUMBER: { value: 'number', description: 'The bureau’s number.' },
    NAME: { value: 'nameKey', description: 'Name, by pinyin.' },
    ARRIVES: { value: 'arrivesOn', description: 'When they arrive.' },
  },
} as const);

/** Recruits found by part of the name, of its pinyin or initials, or of the number. */
export const recruitNamed = (text: string): Prisma.RecruitWhereInput => ({
  OR: [
    { name: containing(text) },
    { nameKey: containing(text.replaceAll(/\s/g, '').toLowerCase()) },
    { number: containing(text) },
  ],
});

const recruitsWhere = (filter: typeof RecruitFilter.$inferInput): Prisma.RecruitWhereInput => ({
  AND: [
    filter.search == null ? {} : recruitNamed(filter.search),
    filter.states == null ? {} : { state: { in: filter.states } },
    filter.kinds == null ? {} : { kind: { in: filter.kinds } },
  ],
});

type RecruitsArgs = ListArgs<typeof RecruitFilter.$inferInput, typeof RecruitOrder.$inferType>;

/** The recruits of counties. */
export const recruitsOf = longList(({ filter, orderBy, descending }: RecruitsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (counties: string[]): Prisma.RecruitWhereInput => ({
    AND: [{ countyId: { in: counties } }, rows(viewer).recruit, recruitsWhere(filter ?? {})],
  });
  return {
    rows: (counties, page) =>
      db.recruit.findMany({
        ...page,
        select: askedOfCounty('Recruit', context, info),
        where: where(counties),
        orderBy: [{ [orderBy]: direction(descending) }, { id: 'asc' }],
      }),
    parentOf: ({ countyId }) => countyId,
    counts: async (counties) => {
      const groups = await db.recruit.groupBy({ by: 'countyId', where: where(counties), _count: true });
      return new Map(groups.map(({ countyId, _count }) => [countyId, _count]));
    },
  };
});
