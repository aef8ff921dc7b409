import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { rows } from '../../schema/scope.ts';

/** The round, for whoever may know of it. Throws `NotFound`. */
export async function roundSeen(db: PrismaClient, viewer: Viewer, roundId: string) {
  const round = await db.round.findFirst({
    where: { AND: [{ id: roundId }, rows(viewer).round] },
    include: { county: { select: { timeZone: true } } },
  });
  if (round === null) throw new NotFound();
  return round;
}
