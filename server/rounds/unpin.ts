import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import { lockedRound, roundInPlanning } from './planning.ts';

/** Takes pins away, all or none; also those that came while the provisional list is out. Throws `NotFound`, `NotAllowed`, `RoundNotOpen`. */
export async function unpin({ db }: Database, viewer: Viewer, pinIds: readonly string[]): Promise<void> {
  const amended = { amending: true };
  const ids = [...new Set(pinIds)];
  const pins = await db.pin.findMany({ where: { id: { in: ids } } });
  if (pins.length < ids.length) throw new NotFound();
  const roundIds = [...new Set(pins.map(({ roundId }) => roundId))].sort();
  for (const roundId of roundIds) await roundInPlanning(db, viewer, roundId, amended);
  await db.$transaction(async (tx) => {
    for (const roundId of roundIds) {
      const { countyId } = await lockedRound(tx, roundId, amended);
      await tx.pin.deleteMany({ where: { roundId, id: { in: ids } } });
      await tx.round.update({ where: { id: roundId }, data: { version: { increment: 1 } } });
      await recordDeed(tx, {
        countyId,
        userId: viewer.userId,
        action: 'round.unpin',
        entity: 'Round',
        entityId: roundId,
        before: {
          pins: pins
            .filter((pin) => pin.roundId === roundId)
            .map(({ kind, teacherId, sectionId, subject, reason }) => ({
              kind,
              teacherId,
              sectionId,
              subject,
              reason,
            })),
        },
        after: { pins: [] },
      });
    }
  });
}
