import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { InvalidInput, NotAllowed, NotFound, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import type { Acting } from './plan-acts.ts';
import { FourEyes } from './plan-refusals.ts';
import { administers, mustAdminister, rows } from './scope.ts';
import { User, userOf } from './user.ts';

const StandIn = builder.prismaNode('StandIn', {
  description: 'Who approves plans for an approver who is away, on set days.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    approver: t.relation('approver', { description: 'For whom.' }),
    user: t.field({
      type: User,
      description: 'Who.',
      select: { user: { select: { name: true } } },
      resolve: ({ user }) => user,
    }),
    from: t.expose('from', { type: 'Day', description: 'First day.' }),
    until: t.expose('until', { type: 'Day', description: 'Last day.' }),
    reason: t.string({
      nullable: true,
      description: 'Why the approver is away; null: not told. For HR.',
      select: { reason: true, countyId: true },
      resolve: ({ reason, countyId }, _args, { viewer }) => (administers(viewer, countyId) ? reason : null),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they were named.' }),
    namedBy: t.field({
      type: User,
      nullable: true,
      description: 'By whom; null: not known.',
      select: { namedBy: true },
      resolve: ({ namedBy }, _args, context) => userOf(context, namedBy),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

const Approver = builder.prismaNode('Approver', {
  description:
    'An officer whom a county names to approve its plans. Without any on a day, every officer who had no hand in a plan may. For who reads the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    county: t.relation('county', { description: 'The county.' }),
    user: t.field({
      type: User,
      description: 'Who.',
      select: { user: { select: { name: true } } },
      resolve: ({ user }) => user,
    }),
    from: t.expose('from', { type: 'Day', description: 'First day.' }),
    until: t.expose('until', {
      type: 'Day',
      nullable: true,
      description: 'Last day; null: until it is ended.',
    }),
    standIns: t.relation('standIns', {
      description: 'Who stands in, in order of time.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).standIn,
        orderBy: [{ from: 'asc' }, { id: 'asc' }],
      }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When they were named.' }),
    namedBy: t.field({
      type: User,
      nullable: true,
      description: 'By whom; null: not known.',
      select: { namedBy: true },
      resolve: ({ namedBy }, _args, context) => userOf(context, namedBy),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

builder.prismaObjectField('County', 'approvers', (t) =>
  t.relation('approvers', {
    description: 'Who is or was named to approve plans, in order of time. For who reads the county.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).approver,
      orderBy: [{ from: 'asc' }, { id: 'asc' }],
    }),
  }),
);

const refusals = [NotAllowed, NotFound, InvalidInput];

/** Throws `NotAllowed` to who may only read it, `NotFound` to everybody else. */
async function officerFor(context: Context, countyId: string | undefined): Promise<Acting> {
  if (countyId === undefined) throw new NotFound();
  return { viewer: await mustAdminister(context, countyId), today: context.today, now: context.now };
}

async function approverOf(context: Context, given: string) {
  const id = keyOf(given, 'Approver');
  const where = { AND: [{ id }, rows(context.viewer).approver] };
  const found = await context.db.approver.findFirst({ where, select: { countyId: true } });
  return { id, by: await officerFor(context, found?.countyId) };
}

builder.mutationFields((t) => {
  const version = t.arg.int({ required: true, description: 'The version the officer has read.' });
  const email = t.arg.string({
    required: true,
    description: 'Login of an HR officer of the county; never one’s own.',
  });
  const from = t.arg({ type: 'Day', required: true, description: 'First day.' });
  const last = t.arg({ type: 'Day', required: true, description: 'Last day.' });
  const end = t.arg({
    type: 'Day',
    required: true,
    description: 'Last day: today or later, and not after the last day set before.',
  });
  return {
    nameApprover: t.prismaField({
      type: Approver,
      description: 'Names an officer to approve the county’s plans. For HR officers of the county.',
      errors: { types: [...refusals, FourEyes] },
      args: {
        countyId: t.arg.id({ required: true, description: 'The county.' }),
        email,
        from,
        until: t.arg({ type: 'Day', description: 'Last day; unsaid: until it is ended.' }),
      },
      resolve: async (query, _root, { countyId, email, from, until }, context) => {
        const county = keyOf(countyId, 'County');
        const by = await officerFor(context, county);
        const named = { email, from, until: until ?? null };
        const id = await context.rounds.plans.nameApprover(by, county, named);
        return context.db.approver.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    endApprover: t.prismaField({
      type: Approver,
      description: 'Says on which day somebody is approver for the last time. For HR officers of the county.',
      errors: { types: [...refusals, VersionConflict] },
      args: {
        approverId: t.arg.id({ required: true, description: 'The approver.' }),
        version,
        until: end,
      },
      resolve: async (query, _root, { approverId, version, until }, context) => {
        const { id, by } = await approverOf(context, approverId);
        await context.rounds.plans.endApprover(by, id, version, until);
        return context.db.approver.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    nameStandIn: t.prismaField({
      type: StandIn,
      description:
        'Names who approves for an approver who is away. An approval then says for whom. For HR officers of the county.',
      errors: { types: [...refusals, FourEyes] },
      args: {
        approverId: t.arg.id({ required: true, description: 'The approver who is away.' }),
        email,
        from,
        until: last,
        reason: t.arg.string({ description: 'Why; 1,000 characters at most.' }),
      },
      resolve: async (query, _root, { approverId, email, from, until, reason }, context) => {
        const { id: approver, by } = await approverOf(context, approverId);
        const named = { email, from, until, reason: reason ?? null };
        const id = await context.rounds.plans.nameStandIn(by, approver, named);
        return context.db.standIn.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    endStandIn: t.prismaField({
      type: StandIn,
      description: 'Says on which day somebody stands in for the last time. For HR officers of the county.',
      errors: { types: [...refusals, VersionConflict] },
      args: {
        standInId: t.arg.id({ required: true, description: 'The stand-in.' }),
        version,
        until: end,
      },
      resolve: async (query, _root, { standInId, version, until }, context) => {
        const id = keyOf(standInId, 'StandIn');
        const where = { AND: [{ id }, rows(context.viewer).standIn] };
        const found = await context.db.standIn.findFirst({ where, select: { countyId: true } });
        const by = await officerFor(context, found?.countyId);
        await context.rounds.plans.endStandIn(by, id, version, until);
        return context.db.standIn.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
  };
});
