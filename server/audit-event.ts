import { createHash } from 'node:crypto';
import type { Prisma } from '../prisma/generated/client.ts';

/** One entry in the record of who did what. */
export interface Deed {
  readonly countyId: string | null;
  /** Null: the system itself. */
  readonly userId: string | null;
  /** What was done, such as `round.open`. */
  readonly action: string;
  /** Model and id of the row it was done to. */
  readonly entity: string;
  readonly entityId: string | null;
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
  readonly reason?: string | undefined;
}

/**
 * Adds to the record within the transaction of the deed itself. Every entry bears the hash of the one before,
 * so a removed or altered entry shows. Call it last: writers of the record wait for one another until commit.
 */
export async function recordDeed(tx: Prisma.TransactionClient, deed: Deed): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(${recordLock})`;
  const last = await tx.auditEvent.findFirst({ orderBy: { position: 'desc' }, select: { hash: true } });
  const event = { ...deed, reason: deed.reason ?? null, at: new Date(), previous: last?.hash ?? null };
  const hash = createHash('sha256').update(sortedText(event)).digest('hex');
  await tx.auditEvent.create({ data: { ...event, hash } });
}

const recordLock = 0x6a756e69;

/** JSON with sorted keys: the database does not keep their order. */
const sortedText = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
