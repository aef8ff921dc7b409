import * as z from 'zod';
import { isFound } from '../solver/plan.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { StandingPolicy } from './context.ts';
import { howToObject, mayObject } from './how-to-object.ts';
import { hearing, hearingOf, objectionKey, waits } from './objections-heard.ts';
import { PolicyRule } from './policy.ts';
import { Reason } from './reason.ts';
import { rows } from './scope.ts';
import { User, userOf } from './user.ts';
import { Words } from './words.ts';

/** The rules in force of the problems that plans rest on, by their ids; as frozen, or where that tells none as the round has them. */
const rulesOf = batched<StandingPolicy['rules']>(async (ids, { db, rounds }) => {
  const found = policies.parse(await db.$queryRawUnsafe(statement, [...ids]));
  return new Map(
    found.map(({ id, policy }) => [id, rounds.policy(policy).rules.filter(({ level }) => level !== 'off')]),
  );
});

const policies = z.array(z.object({ id: z.string(), policy: z.unknown() }));

const statement = `
  SELECT problem.id, coalesce(problem.body->'policy', policy.body) AS policy
  FROM "Problem" problem JOIN "Round" round ON round.id = problem."roundId"
  JOIN "Policy" policy ON policy.id = round."policyId"
  WHERE problem.id = ANY($1::uuid[])`;

const heard = { plan: { select: { id: true, ...hearing } } } as const;

const ReasonSheet = builder.prismaObject('Reason', {
  variant: 'ReasonSheet',
  description:
    'What a published plan means for one teacher, why, by which rules and by whose decision, and how to object: the explanation of a decision prepared by a program (个人信息保护法, article 24).',
  select: { id: true },
  fields: (t) => ({
    path: t.string({
      description: 'Where it is to be read as a page to print, with the same login.',
      select: { id: true },
      resolve: ({ id }) => `/reasons/${id}.html`,
    }),
    reason: t.variant(Reason, {
      description: 'What the plan means for the teacher, and why, with the figures.',
    }),
    plan: t.relation('plan', { description: 'The plan.' }),
    rules: t.field({
      type: [PolicyRule],
      description:
        'The rules that were in force, each with its clause, in the order findings explain best; where one of them decided, its name is the code of the reason.',
      select: { plan: { select: { problemId: true } } },
      resolve: async ({ plan }, _args, context) => [...((await rulesOf(context, plan.problemId)) ?? [])],
    }),
    approvedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who approved the plan; null: not known.',
      select: { plan: { select: { approvedBy: true } } },
      resolve: ({ plan }, _args, context) => userOf(context, plan.approvedBy),
    }),
    approvedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was approved; null: not known.',
      select: { plan: { select: { approvedAt: true } } },
      resolve: ({ plan }) => plan.approvedAt,
    }),
    publishedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was published; null: not known.',
      select: { plan: { select: { publishedAt: true } } },
      resolve: ({ plan }) => plan.publishedAt,
    }),
    finalAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it was made final; null: it is not.',
      select: { plan: { select: { finalAt: true } } },
      resolve: ({ plan }) => plan.finalAt,
    }),
    replaced: t.boolean({
      description: 'Whether another list was published in its place: it holds no more.',
      select: { plan: { select: { state: true } } },
      resolve: ({ plan }) => plan.state === 'discarded',
    }),
    objectFrom: t.field({
      type: 'Day',
      nullable: true,
      description: 'First day on which objections are heard; null: the round has no such days.',
      select: heard,
      resolve: ({ plan }) => plan.round.windows[0]?.from ?? null,
    }),
    objectUntil: t.field({
      type: 'Day',
      nullable: true,
      description: 'Last day on which objections are heard, included; null: the round has no such days.',
      select: heard,
      resolve: ({ plan }) => plan.round.windows[0]?.until ?? null,
    }),
    mayObject: t.boolean({
      description:
        'Whether the teacher may object today: the list is objected to, and no objection of theirs to it waits for an answer.',
      select: { teacherId: true, ...heard },
      resolve: async ({ teacherId, plan }, _args, context) =>
        mayObject(...hearingOf(plan, context)) &&
        !(await waits(context, objectionKey(plan.id, { teacherId, schoolId: null }))),
    }),
    mayAsk: t.boolean({
      description:
        'Whether questions about the teacher are answered of it: a plan was found, it was solved and not made by hand, and no other list took its place.',
      select: { plan: { select: { status: true, byHand: true, state: true } } },
      resolve: ({ plan }) => isFound(plan) && !plan.byHand && plan.state !== 'discarded',
    }),
    howToObject: t.string({
      description: 'How to object and until when, in the reader’s language.',
      select: heard,
      resolve: (sheet, _args, context) =>
        inWords(howToObject(...hearingOf(sheet.plan, context)), context.language),
    }),
    howToObjectWords: t.field({
      type: Words,
      description: 'The same in both languages.',
      select: heard,
      resolve: (sheet, _args, context) => howToObject(...hearingOf(sheet.plan, context)),
    }),
  }),
});

builder.prismaObjectField('Teacher', 'reasonSheets', (t) =>
  t.relation('reasons', {
    type: ReasonSheet,
    description:
      'What each plan that was ever published means for the teacher and why, also of a list that was replaced, the newest list first. For HR and the teacher; empty for everybody else.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).reasonSheet,
      orderBy: [
        { plan: { publishedAt: { sort: 'desc', nulls: 'last' } } },
        { plan: { createdAt: 'desc' } },
        { id: 'asc' },
      ],
    }),
  }),
);
