import type { Prisma } from '../prisma/generated/client.ts';
import type { Words as WordsShape } from '../solver/plan.ts';
import { withoutKind } from '../solver/rules/exemption.ts';
import { builder } from './builder.ts';
import { direction, inWords } from './connection.ts';
import type { Viewer } from './context.ts';
import { Outcome } from './enums.ts';
import { keyOf } from './ids.ts';
import { askedOfPlan, type ListArgs, longList } from './long-list.ts';
import {
  isTeacher,
  readsCounty,
  readsPersonal,
  readsPrivate,
  rows,
  type TeacherAtSchool,
  whoseTeacher,
} from './scope.ts';
import { teacherNamed } from './search.ts';
import { Words } from './words.ts';

/** What of a reason its words and figures are told by, and to whom. */
export const reasonText = {
  code: true,
  zh: true,
  en: true,
  figures: true,
  teacher: {
    select: { ...whoseTeacher, county: { select: { id: true, provinceId: true } } },
  },
} as const;

export const Reason = builder.prismaNode('Reason', {
  description: 'Why a plan sends a teacher, leaves one in place, or may not send one: one for each teacher.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan it explains.' }),
    teacher: t.relation('teacher', { description: 'About whom.' }),
    outcome: t.expose('outcome', { type: Outcome, description: 'What the plan means for the teacher.' }),
    code: t.exposeString('code', {
      description: 'The rule that bars, or what decided; stable, for programs.',
    }),
    text: t.string({
      description:
        'The sentence, in the reader’s language. Of an exemption the teacher reads the kind, HR whether it is health or family, and nobody else either; the age only who reads the birthday.',
      select: reasonText,
      resolve: (reason, _args, { viewer, language }) => inWords(wordsOf(reason, viewer), language),
    }),
    words: t.field({
      type: Words,
      description: 'The sentence in both languages.',
      select: reasonText,
      resolve: (reason, _args, { viewer }) => wordsOf(reason, viewer),
    }),
    figures: t.field({
      type: 'JSON',
      description:
        'The figures of the sentence by name: numbers, days as YYYY-MM-DD, staff numbers and codes.',
      select: reasonText,
      resolve: (reason, _args, { viewer }) => figuresOf(reason, viewer),
    }),
  }),
});

export const ReasonConnection = builder.connectionObject(
  { type: Reason, name: 'ReasonConnection', description: 'Reasons, page by page.' },
  { name: 'ReasonEdge', description: 'A reason in a list.' },
);

export const ReasonFilter = builder.inputType('ReasonFilter', {
  description: 'Which reasons; what is left out does not matter.',
  fields: (t) => ({
    outcomes: t.field({ type: [Outcome], description: 'Of teachers for whom the plan means one of these.' }),
    codes: t.stringList({ description: 'With one of these codes.' }),
    search: t.string({ description: 'Teacher’s name, pinyin, initials or staff number, in part.' }),
    schoolId: t.id({ description: 'Of teachers who serve at this school.' }),
    subject: t.string({ description: 'Of teachers of the subject of this code.' }),
  }),
});

export const ReasonOrder = builder.enumType('ReasonOrder', {
  description: 'What reasons are sorted by.',
  values: {
    TEACHER: { value: 'teacher', description: 'Teacher, by pinyin.' },
    CODE: { value: 'code', description: 'What decided.' },
  },
} as const);

const reasonsWhere = (filter: typeof ReasonFilter.$inferInput): Prisma.ReasonWhereInput => ({
  AND: [
    filter.outcomes == null ? {} : { outcome: { in: filter.outcomes } },
    filter.codes == null ? {} : { code: { in: filter.codes } },
    filter.search == null ? {} : { teacher: teacherNamed(filter.search) },
    filter.schoolId == null ? {} : { teacher: { serving: { schoolId: keyOf(filter.schoolId, 'School') } } },
    filter.subject == null ? {} : { teacher: { subject: filter.subject } },
  ],
});

function reasonsOrder(
  by: typeof ReasonOrder.$inferType,
  descending: boolean,
): Prisma.ReasonOrderByWithRelationInput[] {
  const sort = direction(descending);
  return [by === 'code' ? { code: sort } : { teacher: { nameKey: sort } }, { id: 'asc' }];
}

interface ReasonText extends WordsShape {
  code: string;
  teacher: TeacherAtSchool & { county: { id: string; provinceId: string } };
}

/** Of health and family the teacher alone reads more than that. */
const wordsFor = (teacher: { id: string }, viewer: Viewer | null, words: WordsShape): WordsShape =>
  isTeacher(viewer, teacher.id) ? words : withoutKind(words);

/**
 * What is said instead to who may not read what the rule's sentence and figures hold: the kind of an exemption
 * (pregnancy, illness …), or age and sex.
 */
export function hides(
  { code, teacher }: { code: string; teacher: TeacherAtSchool },
  viewer: Viewer | null,
): WordsShape | undefined {
  if (code === 'exemption' && !readsPrivate(viewer, teacher))
    return { zh: '在免于交流期内。', en: 'Exempt for a time.' };
  if (code === 'age' && !readsPersonal(viewer, teacher))
    return { zh: '超过交流的年龄上限。', en: 'Above the age up to which teachers are exchanged.' };
  return undefined;
}

export const wordsOf = (reason: ReasonText, viewer: Viewer | null): WordsShape =>
  hides(reason, viewer) ?? wordsFor(reason.teacher, viewer, { zh: reason.zh, en: reason.en });

/** Who would go or stay instead is somebody else's affair: only who reads the county is told the staff number. */
export function figuresOf(
  reason: ReasonText & { figures: Prisma.JsonValue },
  viewer: Viewer | null,
): Prisma.JsonValue {
  if (hides(reason, viewer) !== undefined) return {};
  const { code, figures, teacher } = reason;
  if (typeof figures !== 'object' || figures === null) return figures;
  const masked = code === 'exemption' && !isTeacher(viewer, teacher.id) ? ['kind'] : [];
  const withheld = readsCounty(viewer, teacher.county) ? masked : [...masked, ...others];
  return Object.fromEntries(Object.entries(figures).filter(([name]) => !withheld.includes(name)));
}

const others: readonly string[] = ['instead', 'insteadOf'];

type ReasonsArgs = ListArgs<typeof ReasonFilter.$inferInput, typeof ReasonOrder.$inferType>;

/** The reasons of plans. */
export const reasonsOf = longList(({ filter, orderBy, descending }: ReasonsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (plans: string[]): Prisma.ReasonWhereInput => ({
    AND: [{ planId: { in: plans } }, rows(viewer).reason, reasonsWhere(filter ?? {})],
  });
  return {
    rows: (plans, page) =>
      db.reason.findMany({
        ...page,
        select: askedOfPlan('Reason', context, info),
        where: where(plans),
        orderBy: reasonsOrder(orderBy, descending),
      }),
    parentOf: ({ planId }) => planId,
    counts: async (plans) => {
      const groups = await db.reason.groupBy({ by: 'planId', where: where(plans), _count: true });
      return new Map(groups.map(({ planId, _count }) => [planId, _count]));
    },
  };
});
