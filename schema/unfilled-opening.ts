import type { Prisma } from '../prisma/generated/client.ts';
import { builder } from './builder.ts';
import { direction, inWords } from './connection.ts';
import { CadreRole } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfPlan, type ListArgs, longList } from './long-list.ts';
import { rows } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { Words } from './words.ts';

export const UnfilledOpening = builder.prismaNode('Unfilled', {
  name: 'UnfilledOpening',
  description:
    'Openings of one section and subject, or vacant seats of one role, that a plan leaves, wholly or in part, and why.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    section: t.relation('section', { description: 'Where.' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Which subject; null: seats of `role`.',
      select: { subject: true, section: { select: { countyId: true } } },
      resolve: ({ subject, section }, _args, context) =>
        subject === null ? null : subjectOf(context, section.countyId, subject),
    }),
    role: t.expose('role', {
      type: CadreRole,
      nullable: true,
      description: 'Role of the seats; null: posts of `subject`.',
    }),
    openings: t.exposeInt('openings', { description: 'Posts that were open.' }),
    filled: t.exposeInt('filled', { description: 'Posts the plan fills.' }),
    left: t.exposeInt('left', { description: 'Posts it leaves.' }),
    code: t.exposeString('code', { description: 'Why; stable, for programs.' }),
    figures: t.expose('figures', { type: 'JSON', description: 'The figures of the sentence by name.' }),
    text: t.string({
      description: 'The sentence, in the reader’s language.',
      select: { zh: true, en: true },
      resolve: (words, _args, { language }) => inWords(words, language),
    }),
    words: t.field({
      type: Words,
      description: 'The sentence in both languages.',
      select: { zh: true, en: true },
      resolve: (words) => words,
    }),
  }),
});

export const UnfilledOpeningConnection = builder.connectionObject(
  { type: UnfilledOpening, name: 'UnfilledOpeningConnection', description: 'Openings left, page by page.' },
  { name: 'UnfilledOpeningEdge', description: 'An opening left, in a list.' },
);

export const UnfilledOpeningFilter = builder.inputType('UnfilledOpeningFilter', {
  description: 'Which openings left; what is left out does not matter.',
  fields: (t) => ({
    sectionId: t.id({ description: 'In this section.' }),
    schoolId: t.id({ description: 'In this school.' }),
    subject: t.string({ description: 'In the subject of this code.' }),
    codes: t.stringList({ description: 'For one of these reasons.' }),
  }),
});

export const UnfilledOpeningOrder = builder.enumType('UnfilledOpeningOrder', {
  description: 'What openings left are sorted by.',
  values: {
    SCHOOL: { value: 'school', description: 'School, by code.' },
    SUBJECT: { value: 'subject', description: 'Subject, by code; seats of cadres after all subjects.' },
    LEFT: { value: 'left', description: 'How many posts are left.' },
  },
} as const);

const unfilledWhere = (filter: typeof UnfilledOpeningFilter.$inferInput): Prisma.UnfilledWhereInput => ({
  AND: [
    filter.sectionId == null ? {} : { sectionId: keyOf(filter.sectionId, 'Section') },
    filter.schoolId == null ? {} : { section: { schoolId: keyOf(filter.schoolId, 'School') } },
    filter.subject == null ? {} : { subject: filter.subject },
    filter.codes == null ? {} : { code: { in: filter.codes } },
  ],
});

function unfilledOrder(
  by: typeof UnfilledOpeningOrder.$inferType,
  descending: boolean,
): Prisma.UnfilledOrderByWithRelationInput[] {
  const sort = direction(descending);
  return [by === 'school' ? { section: { school: { code: sort } } } : { [by]: sort }, { id: 'asc' }];
}

type UnfilledArgs = ListArgs<
  typeof UnfilledOpeningFilter.$inferInput,
  typeof UnfilledOpeningOrder.$inferType
>;

/** The openings plans leave. */
export const unfilledOf = longList(({ filter, orderBy, descending }: UnfilledArgs, context, info) => {
  const { db, viewer } = context;
  const where = (plans: string[]): Prisma.UnfilledWhereInput => ({
    AND: [{ planId: { in: plans } }, rows(viewer).unfilledOpening, unfilledWhere(filter ?? {})],
  });
  return {
    rows: (plans, page) =>
      db.unfilled.findMany({
        ...page,
        select: askedOfPlan('UnfilledOpening', context, info),
        where: where(plans),
        orderBy: unfilledOrder(orderBy, descending),
      }),
    parentOf: ({ planId }) => planId,
    counts: async (plans) => {
      const groups = await db.unfilled.groupBy({ by: 'planId', where: where(plans), _count: true });
      return new Map(groups.map(({ planId, _count }) => [planId, _count]));
    },
  };
});
