import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Prisma } from '../prisma/generated/client.ts';
import { uuid } from './uuid.ts';

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
  await tx.$queryRawUnsafe(lock, recordLock);
  const [last] = await tx.$queryRawUnsafe<Last[]>(latest);
  await tx.$executeRawUnsafe(entry, ...entryOf(deed, last));
}

/** As `recordDeed`, within a transaction in plain SQL. */
export async function recordDeedOn(client: ClientBase, deed: Deed): Promise<void> {
  await client.query(lock, [recordLock]);
  const { rows } = await client.query<Last>(latest);
  await client.query(entry, entryOf(deed, rows[0]));
}

interface Last {
  readonly hash: string | null;
}

const lock = 'SELECT 1 AS locked FROM pg_advisory_xact_lock($1::int)';
const latest = 'SELECT hash FROM "AuditEvent" ORDER BY position DESC LIMIT 1';
const entry = `
  INSERT INTO "AuditEvent"
    (id, "countyId", at, "userId", action, entity, "entityId", before, after, reason, previous, hash)
  VALUES ($1::uuid, $2::uuid, $3::timestamptz, $4::uuid, $5, $6, $7::uuid, $8::jsonb, $9::jsonb, $10, $11, $12)`;

function entryOf(deed: Deed, last: Last | undefined): unknown[] {
  const event = { ...deed, reason: deed.reason ?? null, at: new Date(), previous: last?.hash ?? null };
  const hash = createHash('sha256').update(sortedText(event)).digest('hex');
  const { countyId, at, userId, action, entity, entityId, before, after, reason, previous } = event;
  return [
    uuid(),
    countyId,
    at.toISOString(),
    userId,
    action,
    entity,
    entityId,
    before === undefined ? null : JSON.stringify(before),
    after === undefined ? null : JSON.stringify(after),
    reason,
    previous,
    hash,
  ];
}

const recordLock = 0x6a756e69;

/** JSON with sorted keys: the database does not keep their order. */
const sortedText = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
