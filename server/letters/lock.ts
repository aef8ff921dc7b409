import type { Prisma } from '../../prisma/generated/client.ts';

/** One at a time in a county until commit: who comes second counts on from the first, so that no number is skipped or given twice. */
export async function lockLetters(tx: Prisma.TransactionClient, countyId: string): Promise<void> {
  await tx.$queryRawUnsafe(
    `SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtext('letters'), hashtext($1::text))`,
    countyId,
  );
}
