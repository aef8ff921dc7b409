import type { Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import type { RoundState } from '../../prisma/generated/enums.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound, RoundNotOpen } from '../../schema/errors.ts';
import { plannedIn } from '../../schema/round-steps.ts';
import { mustAdminister } from '../../schema/scope.ts';

/** What is done to a round beside planning it. */
export interface Amending {
  /** Whether the provisional list may be out: a published plan is being changed for an objection or by hand. */
  readonly amending?: boolean;
}

/** The round, once it is sure that the viewer may plan it and that planning is not over. Throws `NotFound`, `NotAllowed`, `RoundNotOpen`. */
export async function roundInPlanning(
  db: PrismaClient,
  viewer: Viewer,
  roundId: string,
  amended: Amending = {},
) {
  const round = await db.round.findUnique({ where: { id: roundId } });
  if (round === null) throw new NotFound();
  await mustAdminister({ db, viewer }, round.countyId);
  if (!inPlanning(round, amended)) throw new RoundNotOpen();
  return round;
}

/** Holds the round until the transaction ends, so that two at once cannot both find it as they wish. */
export async function lockedRound(tx: Prisma.TransactionClient, roundId: string, amended: Amending = {}) {
  const round = await heldRound(tx, roundId);
  if (!inPlanning(round, amended)) throw new RoundNotOpen();
  return round;
}

/** As `lockedRound`, whatever state it is in. */
export async function heldRound(tx: Prisma.TransactionClient, roundId: string) {
  await tx.$queryRaw`SELECT id FROM "Round" WHERE id = ${roundId}::uuid FOR UPDATE`;
  return tx.round.findUniqueOrThrow({ where: { id: roundId } });
}

export const inPlanning = (
  { state }: { readonly state: RoundState },
  { amending = false }: Amending = {},
): boolean => plannedIn.includes(state) || (amending && state === 'provisional');
