import type { Batch, Prisma } from '../../prisma/generated/client.ts';
import type { Batches } from '../../schema/batch-acts.ts';
import { BatchHasEnded, BatchUnderWay, NoRoundToSolve } from '../../schema/batch-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import type { RoundsOptions } from '../rounds/rounds.ts';
import { uuid } from '../uuid.ts';

type Options = Pick<RoundsOptions, 'database' | 'queue' | 'news' | 'abort'>;
type Tx = Prisma.TransactionClient;

/** Solves of many counties at once: each a solve like any other, which any worker takes, so that nothing of it is lost with one. */
export const createBatches = (options: Options): Batches => ({
  start: (viewer, input) => start(options, viewer, input),
  restart: (viewer, batch) => restart(options, viewer, batch),
  cancel: (viewer, batch) => cancel(options, viewer, batch),
});

async function start(
  { database: { db }, queue }: Options,
  viewer: Viewer,
  { provinceId, schoolYear, engine }: Parameters<Batches['start']>[1],
): Promise<string> {
  const id = uuid();
  const asked = await db.$transaction(async (tx) => {
    await mustBeTheOnly(tx, provinceId);
    const batch = await tx.batch.create({
      data: { id, provinceId, schoolYear, engine, requestedBy: viewer.userId, requestedAt: instant() },
    });
    const solves = await ask(tx, batch, viewer);
    await record(tx, viewer, batch, 'start', solves.length);
    return solves;
  });
  await queue.add(...asked);
  return id;
}

async function restart(
  { database: { db }, queue }: Options,
  viewer: Viewer,
  { id, version }: Parameters<Batches['restart']>[1],
): Promise<void> {
  const asked = await db.$transaction(async (tx) => {
    const { provinceId } = await held(tx, id, version);
    await mustBeTheOnly(tx, provinceId);
    const batch = await tx.batch.update({
      where: { id },
      data: { cancelledAt: null, version: { increment: 1 } },
    });
    const solves = await ask(tx, batch, viewer);
    await record(tx, viewer, batch, 'restart', solves.length);
    return solves;
  });
  await queue.add(...asked);
}

async function cancel(
  { database: { db }, news, abort }: Options,
  viewer: Viewer,
  { id, version }: Parameters<Batches['cancel']>[1],
): Promise<void> {
  const ended = await db.$transaction(async (tx) => {
    const batch = await held(tx, id, version);
    const solves = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Solve" SET state = 'cancelled', "endedAt" = greatest(${instant()}, "startedAt")
      WHERE "batchId" = ${id}::uuid AND state IN ('queued', 'running') RETURNING id`;
    if (solves.length === 0) throw new BatchHasEnded();
    await tx.batch.update({ where: { id }, data: { cancelledAt: instant(), version: { increment: 1 } } });
    await record(tx, viewer, batch, 'cancel', solves.length);
    return solves;
  });
  for (const solve of ended) {
    abort(solve.id);
    news.tell(solve.id);
  }
}

async function held(tx: Tx, id: string, version: number): Promise<Batch> {
  await tx.$queryRaw`SELECT id FROM "Batch" WHERE id = ${id}::uuid FOR UPDATE`;
  const batch = await tx.batch.findUnique({ where: { id } });
  if (batch === null) throw new NotFound();
  await mustBeAt(tx, 'Batch', batch, version);
  return batch;
}

/** Holds the province, so that two at once cannot both find it free. Throws `BatchUnderWay`. */
async function mustBeTheOnly(tx: Tx, provinceId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Province" WHERE id = ${provinceId}::uuid FOR UPDATE`;
  const other = await tx.batch.findFirst({
    where: { provinceId, solves: { some: { state: { in: ['queued', 'running'] } } } },
  });
  if (other !== null) throw new BatchUnderWay(other.id);
}

/** Queues what the batch has no plan of, with a deed in each county's record; the newest round of a county alone. Throws `NoRoundToSolve`. */
async function ask(
  tx: Tx,
  { id, provinceId, schoolYear, engine }: Batch,
  { userId }: Viewer,
): Promise<readonly string[]> {
  // Rounds are held before it is looked which are free, so that nobody starts to solve one between.
  await tx.$queryRaw`
    SELECT round.id FROM "Round" round JOIN "County" county ON county.id = round."countyId"
    WHERE county."provinceId" = ${provinceId}::uuid AND round."schoolYear" = ${schoolYear}
      AND round.state IN ('open', 'planning')
    ORDER BY round.id FOR UPDATE OF round`;
  const rounds = await tx.$queryRaw<{ id: string; countyId: string }[]>`
    SELECT round.id, round."countyId" FROM "Round" round JOIN "County" county ON county.id = round."countyId"
    WHERE county."provinceId" = ${provinceId}::uuid AND round."schoolYear" = ${schoolYear}
      AND round.state IN ('open', 'planning')
      AND NOT EXISTS (SELECT 1 FROM "Solve" solve WHERE solve."roundId" = round.id AND solve."scenarioId" IS NULL
        AND (solve.state IN ('queued', 'running') OR solve.state = 'done' AND solve."batchId" = ${id}::uuid))
      AND NOT EXISTS (SELECT 1 FROM "Round" newer WHERE newer."countyId" = round."countyId"
        AND newer."schoolYear" = round."schoolYear" AND newer.state IN ('open', 'planning') AND newer.id > round.id)
    ORDER BY county.code`;
  if (rounds.length === 0) throw new NoRoundToSolve(schoolYear);
  const requestedAt = instant();
  const solves = rounds.map(({ id: roundId, countyId }) => ({
    id: uuid(),
    countyId,
    roundId,
    batchId: id,
    engine,
    requestedBy: userId,
    requestedAt,
  }));
  await tx.solve.createMany({ data: solves });
  // Each county's own record tells who had its round solved.
  for (const { id: solveId, countyId, roundId } of solves)
    await recordDeed(tx, {
      countyId,
      userId,
      action: 'round.solve',
      entity: 'Solve',
      entityId: solveId,
      after: { roundId, engine, batchId: id },
    });
  return solves.map((solve) => solve.id);
}

const record = (
  tx: Tx,
  { userId }: Viewer,
  { id, provinceId, schoolYear, engine }: Batch,
  act: 'start' | 'restart' | 'cancel',
  solves: number,
) =>
  recordDeed(tx, {
    countyId: null,
    userId,
    action: `batch.${act}`,
    entity: 'Batch',
    entityId: id,
    after: { provinceId, schoolYear, engine, solves },
  });
