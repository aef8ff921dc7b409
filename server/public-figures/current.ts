import type { Prisma } from '../../prisma/generated/client.ts';
import { mustBeNewest } from '../changed-since.ts';

/** The county's newest figures are the version that was read; 0: none. Throws `VersionConflict`, which tells who published since. */
export async function mustBeCurrent(
  tx: Prisma.TransactionClient,
  countyId: string,
  read: number,
): Promise<void> {
  const versions = await tx.publicFigures.findMany({
    where: { countyId },
    select: { id: true, version: true },
  });
  await mustBeNewest(tx, 'PublicFigures', versions, read);
}
