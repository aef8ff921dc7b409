import { batched } from './batch.ts';
import { BatchHasEnded, BatchUnderWay, NoRoundToSolve } from './batch-refusals.ts';
import { builder } from './builder.ts';
import type { Context, Viewer } from './context.ts';
import { BatchState, Engine } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, notSignedIn, VersionConflict } from './errors.ts';
import { idOf, keyOf } from './ids.ts';
import { Province } from './province.ts';
import { RefusalInterface } from './refusal.ts';
import { leadsProvince, rows } from './scope.ts';
import { User, userOf } from './user.ts';

/** What the plans of a batch come to, the newest solve of each county alone. */
interface Totals {
  readonly counties: number;
  readonly leftOut: number;
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly moved: number;
  readonly unfilled: number;
  readonly proven: number;
}

const totalsOf = batched<Totals>(async (ids, { db }) => {
  const found = await db.$queryRawUnsafe<({ id: string } & Totals)[]>(statement, [...ids]);
  return new Map(found.map(({ id, ...totals }) => [id, totals]));
});

const statement = `
  WITH newest AS (
    SELECT DISTINCT ON (solve."batchId", solve."countyId") solve.*
    FROM "Solve" solve WHERE solve."batchId" = ANY($1::uuid[])
    ORDER BY solve."batchId", solve."countyId", solve."requestedAt" DESC, solve.id DESC)
  SELECT batch.id, counties.count AS counties, counties.count - count(newest.id)::int AS "leftOut",
    count(*) FILTER (WHERE newest.state = 'queued')::int AS queued,
    count(*) FILTER (WHERE newest.state = 'running')::int AS running,
    count(*) FILTER (WHERE newest.state = 'done')::int AS done,
    count(*) FILTER (WHERE newest.state = 'failed')::int AS failed,
    count(*) FILTER (WHERE newest.state = 'cancelled')::int AS cancelled,
    coalesce(sum(moves.count), 0)::int AS moved, coalesce(sum(unfilled.count), 0)::int AS unfilled,
    count(*) FILTER (WHERE plan.status = 'optimal')::int AS proven
  FROM "Batch" batch
  CROSS JOIN LATERAL (SELECT count(*)::int FROM "County" county WHERE county."provinceId" = batch."provinceId") counties
  LEFT JOIN newest ON newest."batchId" = batch.id
  LEFT JOIN "Plan" plan ON plan.id = newest."planId"
  LEFT JOIN LATERAL (SELECT count(*) FROM "Move" move WHERE move."planId" = plan.id) moves ON TRUE
  LEFT JOIN LATERAL (SELECT count(*) FROM "Unfilled" opening WHERE opening."planId" = plan.id) unfilled ON TRUE
  WHERE batch.id = ANY($1::uuid[])
  GROUP BY batch.id, counties.count`;

const BatchTotals = builder.objectRef<Totals>('BatchTotals').implement({
  description: 'How far a batch is, and what its plans come to; of each county its newest solve.',
  fields: (t) => ({
    counties: t.exposeInt('counties', { description: 'Counties of the province.' }),
    leftOut: t.exposeInt('leftOut', { description: 'Of which no round is solved.' }),
    queued: t.exposeInt('queued', { description: 'That wait their turn.' }),
    running: t.exposeInt('running', { description: 'That are being solved.' }),
    done: t.exposeInt('done', { description: 'That have their plan.' }),
    failed: t.exposeInt('failed', { description: 'That failed.' }),
    cancelled: t.exposeInt('cancelled', { description: 'That were cancelled.' }),
    moved: t.exposeInt('moved', { description: 'Moves of all plans.' }),
    unfilled: t.exposeInt('unfilled', { description: 'Openings that no plan could fill.' }),
    proven: t.exposeInt('proven', { description: 'Plans that are proven optimal.' }),
  }),
});

builder.prismaNode('Batch', {
  description:
    'The rounds of a school year that a province has solved, county by county. Each plan is a draft of its round, which officers of the county take up. Read over the whole province alone.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    province: t.relation('province', { description: 'The province.' }),
    schoolYear: t.exposeInt('schoolYear', { description: 'The autumn the school year starts in.' }),
    engine: t.exposeString('engine', { description: 'What was asked to solve it.' }),
    state: t.field({
      type: BatchState,
      description: 'How far it is.',
      select: { id: true, cancelledAt: true },
      resolve: async ({ id, cancelledAt }, _args, context) => {
        const totals = await totalsOf(context, id);
        if ((totals?.queued ?? 0) + (totals?.running ?? 0) > 0) return 'running';
        return cancelledAt === null ? 'done' : 'cancelled';
      },
    }),
    totals: t.field({
      type: BatchTotals,
      description: 'How far it is, and what it comes to.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await totalsOf(context, id)) ?? nothing,
    }),
    solves: t.relation('solves', {
      description: 'Its solves, by county; where one was asked for again, the newest first.',
      query: { orderBy: [{ round: { county: { code: 'asc' } } }, { requestedAt: 'desc' }, { id: 'desc' }] },
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    requestedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who asked for it; null: not known.',
      select: { requestedBy: true },
      resolve: ({ requestedBy }, _args, context) => userOf(context, requestedBy),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

const nothing: Totals = {
  counties: 0,
  leftOut: 0,
  queued: 0,
  running: 0,
  done: 0,
  failed: 0,
  cancelled: 0,
  moved: 0,
  unfilled: 0,
  proven: 0,
};

builder.prismaObjectField(Province, 'batches', (t) =>
  t.relation('batches', {
    description: 'Batches of the province, newest first, at most 50; empty to who does not read all of it.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).batch,
      orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
      take: 50,
    }),
  }),
);

builder.prismaObjectField(Province, 'maySolve', (t) =>
  t.boolean({
    description: 'Whether the reader may have its counties solved: officers of the province.',
    select: { id: true },
    resolve: ({ id }, _args, { viewer }) => leadsProvince(viewer, id),
  }),
);

const refusal = { interfaces: [RefusalInterface] };

builder.objectType(BatchUnderWay, {
  ...refusal,
  name: 'BatchUnderWay',
  description: 'A batch of the province is under way.',
  fields: (t) => ({
    batchId: t.id({ description: 'Which.', resolve: ({ batchId }) => idOf('Batch', batchId) }),
  }),
});

builder.objectType(NoRoundToSolve, {
  ...refusal,
  name: 'NoRoundToSolve',
  description: 'No county of the province has a round of that year left to solve.',
});

builder.objectType(BatchHasEnded, {
  ...refusal,
  name: 'BatchHasEnded',
  description: 'Nothing of the batch is under way any more.',
});

builder.mutationField('startBatch', (t) =>
  t.prismaField({
    type: 'Batch',
    description:
      'Has every round of a school year solved that the counties of a province are planning, one after the other by whatever workers there are, after what counties ask for themselves. For officers of the province.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, BatchUnderWay, NoRoundToSolve] },
    args: {
      provinceId: t.arg.id({ required: true, description: 'The province.' }),
      schoolYear: t.arg.int({ required: true, description: 'The autumn the school year starts in.' }),
      engine: t.arg({
        type: Engine,
        required: true,
        defaultValue: 'auto',
        description: 'What shall solve it.',
      }),
    },
    resolve: async (query, _root, { provinceId, schoolYear, engine }, context) => {
      const { db, viewer } = context;
      if (viewer === null) throw notSignedIn();
      const key = keyOf(provinceId, 'Province');
      const province = await db.province.findFirst({ where: { AND: [{ id: key }, rows(viewer).province] } });
      if (province === null) throw new NotFound();
      if (!leadsProvince(viewer, province.id)) throw new NotAllowed();
      const id = await context.rounds.batches.start(viewer, { provinceId: province.id, schoolYear, engine });
      return db.batch.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const batch = { required: true, description: 'The batch.' } as const;
const read = { required: true, description: 'The version of it that was read.' } as const;

builder.mutationField('restartBatch', (t) =>
  t.prismaField({
    type: 'Batch',
    description:
      'Asks again for the counties of which a batch has no plan: failed, cancelled, or without a round before. For officers of the province.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, BatchUnderWay, NoRoundToSolve] },
    args: { batchId: t.arg.id(batch), version: t.arg.int(read) },
    resolve: async (query, _root, { batchId, version }, context) => {
      const { id, viewer } = await mayAct(context, batchId);
      await context.rounds.batches.restart(viewer, { id, version });
      return context.db.batch.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('cancelBatch', (t) =>
  t.prismaField({
    type: 'Batch',
    description:
      'Ends what of a batch is queued or running; plans that are there stay. For officers of the province.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, BatchHasEnded] },
    args: { batchId: t.arg.id(batch), version: t.arg.int(read) },
    resolve: async (query, _root, { batchId, version }, context) => {
      const { id, viewer } = await mayAct(context, batchId);
      await context.rounds.batches.cancel(viewer, { id, version });
      return context.db.batch.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

/** Throws `NotFound` to who may not read it, `NotAllowed` to who may only read it. */
async function mayAct({ db, viewer }: Context, batchId: string): Promise<{ id: string; viewer: Viewer }> {
  if (viewer === null) throw notSignedIn();
  const id = keyOf(batchId, 'Batch');
  const found = await db.batch.findFirst({ where: { AND: [{ id }, rows(viewer).batch] } });
  if (found === null) throw new NotFound();
  if (!leadsProvince(viewer, found.provinceId)) throw new NotAllowed();
  return { id, viewer };
}
