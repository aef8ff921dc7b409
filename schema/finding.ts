import type { Prisma } from '../prisma/generated/client.ts';
import type { Words as WordsShape } from '../solver/plan.ts';
import { withoutKind } from '../solver/rules/exemption.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Viewer } from './context.ts';
import { FindingLevel } from './enums.ts';
import { askedOfPlan, type FilterArgs, longList } from './long-list.ts';
import { administers, rows } from './scope.ts';
import { Words } from './words.ts';

const text = { rule: true, zh: true, en: true, plan: { select: { countyId: true } } } as const;

export const Finding = builder.prismaNode('PlanFinding', {
  name: 'Finding',
  description: 'What one rule found in a finished plan: a breach, or a remark.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule.' }),
    level: t.expose('level', { type: FindingLevel, description: 'How grave it is.' }),
    staffNumbers: t.exposeStringList('teachers', { description: 'Staff numbers of the teachers concerned.' }),
    sectionKeys: t.exposeStringList('sections', {
      description: 'The sections concerned, by their key in the problem.',
    }),
    amount: t.exposeFloat('amount', { description: 'How far beyond the limit, in `unit`, above 0.' }),
    unit: t.exposeString('unit', { description: 'The unit of `amount`.' }),
    relaxed: t.exposeString('relaxed', {
      nullable: true,
      description: 'The decision that allows the breach, as the bureau cites it; null: none.',
    }),
    text: t.string({
      description:
        'The sentence, in the reader’s language. Of an exemption only HR reads whether it is health or family.',
      select: text,
      resolve: (finding, _args, { viewer, language }) => inWords(wordsOf(finding, viewer), language),
    }),
    words: t.field({
      type: Words,
      description: 'The sentence in both languages.',
      select: text,
      resolve: (finding, _args, { viewer }) => wordsOf(finding, viewer),
    }),
  }),
});

export const FindingConnection = builder.connectionObject(
  { type: Finding, name: 'FindingConnection', description: 'Findings, page by page.' },
  { name: 'FindingEdge', description: 'A finding in a list.' },
);

export const FindingFilter = builder.inputType('FindingFilter', {
  description: 'Which findings; what is left out does not matter.',
  fields: (t) => ({
    levels: t.field({ type: [FindingLevel], description: 'As grave as one of these.' }),
    rules: t.stringList({ description: 'Of one of these rules.' }),
  }),
});

interface FindingText extends WordsShape {
  rule: string;
  plan: { countyId: string };
}

/** The kind of an exemption (pregnancy, illness …) is in the rule's sentence: HR is told what it is about, roughly. */
const wordsOf = ({ rule, plan, zh, en }: FindingText, viewer: Viewer | null): WordsShape =>
  rule === 'exemption' && !administers(viewer, plan.countyId)
    ? { zh: '有教师在免于交流期内被安排交流。', en: 'A teacher is moved while exempt.' }
    : withoutKind({ zh, en });

const findingsWhere = ({ levels, rules }: typeof FindingFilter.$inferInput) => ({
  ...(levels != null && { level: { in: levels } }),
  ...(rules != null && { rule: { in: rules } }),
});

type FindingsArgs = FilterArgs<typeof FindingFilter.$inferInput>;

/** The findings of plans, gravest first. */
export const findingsOf = longList(({ filter }: FindingsArgs, context, info) => {
  const { db, viewer } = context;
  const where = (plans: string[]): Prisma.PlanFindingWhereInput => ({
    AND: [{ planId: { in: plans } }, rows(viewer).finding, findingsWhere(filter ?? {})],
  });
  return {
    rows: (plans, page) =>
      db.planFinding.findMany({
        ...page,
        select: askedOfPlan('Finding', context, info),
        where: where(plans),
        orderBy: [{ level: 'asc' }, { rule: 'asc' }, { id: 'asc' }],
      }),
    parentOf: ({ planId }) => planId,
    counts: async (plans) => {
      const groups = await db.planFinding.groupBy({ by: 'planId', where: where(plans), _count: true });
      return new Map(groups.map(({ planId, _count }) => [planId, _count]));
    },
  };
});
