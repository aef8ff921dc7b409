import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { mustBeCurrent } from './current.ts';

/**
 * Takes a county's newest figures back: nobody reads any of its figures until others are published. What is withdrawn already
 * stays as it is. Throws `NotFound` where there are none, `NotAllowed`, `VersionConflict`.
 */
export async function withdraw(
  { db }: Database,
  viewer: Viewer,
  countyId: string,
  version: number,
): Promise<void> {
  await mustAdminister({ db, viewer }, countyId);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
    const newest = await tx.publicFigures.findFirst({ where: { countyId }, orderBy: { version: 'desc' } });
    if (newest === null) throw new NotFound();
    await mustBeCurrent(tx, countyId, version);
    if (newest.withdrawnAt !== null) return;
    await tx.publicFigures.update({
      where: { id: newest.id },
      data: { withdrawnAt: instant(), withdrawnBy: viewer.userId },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'figures.withdraw',
      entity: 'PublicFigures',
      entityId: newest.id,
      before: { version, withdrawn: false },
      after: { version, withdrawn: true },
    });
  });
}
