import type { Viewer } from '../../schema/context.ts';
import { NotFound, SolveHasEnded } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { instantAfter } from '../clock.ts';
import type { RoundsOptions } from './rounds.ts';

/** Ends a queued or running solve, wherever it runs, within a second. Throws `NotFound`, `NotAllowed`, `SolveHasEnded`. */
export async function cancel(
  { database, news, abort }: RoundsOptions,
  viewer: Viewer,
  solveId: string,
): Promise<void> {
  const { db } = database;
  const solve = await db.solve.findUnique({ where: { id: solveId } });
  if (solve === null) throw new NotFound();
  await mustAdminister({ db, viewer }, solve.countyId);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM "Solve" WHERE id = ${solveId}::uuid FOR UPDATE`;
    const { state, startedAt } = await tx.solve.findUniqueOrThrow({
      where: { id: solveId },
      select: { state: true, startedAt: true },
    });
    const { count } = await tx.solve.updateMany({
      where: { id: solveId, state: { in: ['queued', 'running'] } },
      data: { state: 'cancelled', endedAt: instantAfter(startedAt) },
    });
    if (count === 0) throw new SolveHasEnded();
    await recordDeed(tx, {
      countyId: solve.countyId,
      userId: viewer.userId,
      action: 'round.cancel-solve',
      entity: 'Solve',
      entityId: solveId,
      before: { state },
      after: { state: 'cancelled' },
    });
  });
  abort(solveId);
  news.tell(solveId);
}
