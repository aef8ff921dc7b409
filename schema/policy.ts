import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { StandingPolicy } from './context.ts';
import { RuleLevel } from './enums.ts';
import { begunBy, forEveryRound, newestFirst } from './in-force.ts';
import { User, userOf } from './user.ts';
import { Words } from './words.ts';

export const PolicyRule = builder.objectRef<StandingPolicy['rules'][number]>('PolicyRule').implement({
  description: 'One rule as a policy sets it, or at its defaults where the policy is silent.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name; stable, for programs.' }),
    title: t.string({
      description: 'Its title, in the reader’s language.',
      resolve: ({ title }, _args, { language }) => inWords(title, language),
    }),
    level: t.expose('level', { type: RuleLevel, description: 'How binding it is.' }),
    clause: t.exposeString('clause', {
      nullable: true,
      description: 'The clause it comes from, as the bureau cites it; null: none given.',
    }),
    source: t.string({
      description: 'Where the requirement and its usual figures come from, in the reader’s language.',
      resolve: ({ source }, _args, { language }) => inWords(source, language),
    }),
    relaxed: t.exposeString('relaxed', {
      nullable: true,
      description: 'The decision by which it may be broken: who, when, why; null: it holds.',
    }),
    figures: t.field({
      type: 'JSON',
      description: 'Its own figures by name.',
      resolve: ({ figures }) => figures,
    }),
    format: t.field({
      type: 'JSON',
      description: 'What each figure may be, as JSON Schema; it holds the usual figures too.',
      resolve: ({ format }) => format,
    }),
    always: t.exposeBoolean('always', {
      description: 'Whether it holds whatever a policy says, so that its level cannot be set.',
    }),
    text: t.string({
      nullable: true,
      description: 'What it asks, in the reader’s language; null where that depends on the county’s facts.',
      resolve: ({ text }, _args, { language }) => (text === null ? null : inWords(text, language)),
    }),
    words: t.expose('text', {
      type: Words,
      nullable: true,
      description: 'What it asks, in both languages; null as `text`.',
    }),
  }),
});

const PolicyGoal = builder.objectRef<StandingPolicy['goals'][number]>('PolicyGoal').implement({
  description: 'One goal of a policy.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name; stable, for programs.' }),
    title: t.string({
      description: 'Its title, in the reader’s language.',
      resolve: ({ title }, _args, { language }) => inWords(title, language),
    }),
    figures: t.field({
      type: 'JSON',
      description: 'Its own figures by name.',
      resolve: ({ figures }) => figures,
    }),
  }),
});

/** The id of the policy in force, by county and day: `<county> <YYYY-MM-DD>`. */
const inForce = batched(async (keys, { db }) => {
  const asked = keys.map((key) => {
    const [countyId = '', day = ''] = key.split(' ');
    return { key, countyId, on: new Date(`${day}T00:00:00Z`) };
  });
  const begun = await db.policy.findMany({
    where: { ...forEveryRound, OR: asked.map(({ countyId, on }) => ({ countyId, ...begunBy(on) })) },
    orderBy: [...newestFirst],
    select: { id: true, countyId: true },
  });
  return new Map(asked.map(({ key, countyId }) => [key, begun.find((one) => one.countyId === countyId)?.id]));
});

const Policy = builder.prismaNode('Policy', {
  description: 'A dated list of rule settings and goals. Never edited: a change is a new version.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    forOneRound: t.exposeBoolean('forOneRound', {
      description: 'Whether it was made for one round, out of a scenario: never in force by its day alone.',
    }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    inForce: t.boolean({
      description:
        'Whether it is the one in force today, by the day it is in the county: the newest that has begun.',
      select: { id: true, countyId: true, county: { select: { timeZone: true } } },
      resolve: async ({ id, countyId, county }, _args, context) =>
        (await inForce(context, `${countyId} ${context.today(county.timeZone)}`)) === id,
    }),
    rules: t.field({
      type: [PolicyRule],
      description: 'Every rule, in the order findings explain best.',
      select: { body: true },
      resolve: ({ body }, _args, { rounds }) => rounds.policy(body).rules,
    }),
    goals: t.field({
      type: [PolicyGoal],
      description:
        'Every goal, in the order they are solved; the two about recruits are asked where there are recruits.',
      select: { body: true },
      resolve: ({ body }, _args, { rounds }) => rounds.policy(body).goals,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written down.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who wrote it down; null: not known.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
  }),
});

export const PolicyConnection = builder.connectionObject(
  { type: Policy, name: 'PolicyConnection', description: 'Policies, page by page.' },
  { name: 'PolicyEdge', description: 'A policy in a list.' },
);
