import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound, RoundNotOpen } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';

/** The round, once it is sure that the viewer may plan it and that planning is not over. Throws `NotFound`, `NotAllowed`, `RoundNotOpen`. */
export async function roundInPlanning(db: PrismaClient, viewer: Viewer, roundId: string) {
  const round = await db.round.findUnique({ where: { id: roundId } });
  if (round === null) throw new NotFound();
  await mustAdminister({ db, viewer }, round.countyId);
  if (!inPlanning(round)) throw new RoundNotOpen();
  return round;
}

/** Holds the round until the transaction ends, so that two at once cannot both find it as they wish. */
export async function lockedRound(tx: Prisma.TransactionClient, roundId: string) {
  await tx.$queryRaw`SELECT id FROM "Round" WHERE id = ${roundId}::uuid FOR UPDATE`;
  const round = await tx.round.findUniqueOrThrow({ where: { id: roundId } });
  if (!inPlanning(round)) throw new RoundNotOpen();
  return round;
}

const inPlanning = ({ state }: { state: string }): boolean => state === 'open' || state === 'planning';
