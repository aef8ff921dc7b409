import type { Viewer } from '../../schema/context.ts';
import { NotFound, SolveHasEnded } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
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
    const { count } = await tx.solve.updateMany({
      where: { id: solveId, state: { in: ['queued', 'running'] } },
      data: { state: 'cancelled', endedAt: new Date() },
    });
    if (count === 0) throw new SolveHasEnded();
    await recordDeed(tx, {
      countyId: solve.countyId,
      userId: viewer.userId,
      action: 'round.cancel-solve',
      entity: 'Solve',
      entityId: solveId,
    });
  });
  abort(solveId);
  news.tell(solveId);
}
