import type { ClientBase } from 'pg';
import type { Prisma } from '../prisma/generated/client.ts';
import { type Entry, hashOf } from './audit/chain.ts';
import { withoutSecrets, withoutSecretsOf } from './audit/secrets.ts';
import { instant } from './clock.ts';
import { markDone } from './idempotency/claim.ts';
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
  /** What the row said before and says after: of a change both, of the same fields. What is personal is not kept of it: audit/secrets.ts. */
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
  readonly reason?: string | undefined;
}

/**
 * Adds to the record within the transaction of the deed itself. Every entry bears the hash of the one before,
 * so a removed or altered entry shows. Call it last: writers of the record wait for one another until commit.
 */
export async function recordDeed(tx: Prisma.TransactionClient, deed: Deed): Promise<void> {
  await record((text, values) => tx.$queryRawUnsafe(text, ...values), deed);
}

/** As `recordDeed`, within a transaction in plain SQL. */
export async function recordDeedOn(client: ClientBase, deed: Deed): Promise<void> {
  await record(async (text, values) => (await client.query(text, [...values])).rows, deed);
}

/** Runs one statement in the deed's transaction; answers its rows. */
export type Run = (text: string, values: readonly unknown[]) => Promise<unknown>;

async function record(run: Run, deed: Deed): Promise<void> {
  await run('SELECT 1 AS locked FROM pg_advisory_xact_lock($1::int)', [recordLock]);
  const { before, after } = withoutSecretsOf(deed.before, deed.after);
  const given = [before, after].map((value) => (value === undefined ? null : JSON.stringify(value)));
  const reason = deed.reason === undefined ? null : withoutSecrets(deed.reason);
  const [place] = (await run(nextPlace, [...given, reason])) as Place[];
  if (place === undefined) throw new Error('The record of deeds has no next place.');
  const { countyId, userId, action, entity, entityId } = deed;
  const entry: Entry = {
    ...place,
    id: uuid(),
    countyId,
    at: instant().toISOString(),
    userId,
    action,
    entity,
    entityId,
  };
  await run(insertion, [
    entry.id,
    entry.position,
    countyId,
    entry.at,
    userId,
    action,
    entity,
    entityId,
    entry.before,
    entry.after,
    entry.reason,
    entry.previous,
    hashOf(entry),
  ]);
  await markDone(run, entry);
}

type Place = Pick<Entry, 'position' | 'previous' | 'before' | 'after' | 'reason'>;

/** The next entry's place, and what was given as the database will give it back: the hash is of that. */
const nextPlace = `
  SELECT nextval(pg_get_serial_sequence('"AuditEvent"', 'position'))::text AS position,
    (SELECT hash FROM "AuditEvent" ORDER BY position DESC LIMIT 1) AS previous,
    $1::jsonb::text AS before, $2::jsonb::text AS after, $3::text AS reason`;

const insertion = `
  INSERT INTO "AuditEvent"
    (id, position, "countyId", at, "userId", action, entity, "entityId", before, after, reason, previous, hash)
  VALUES ($1::uuid, $2::bigint, $3::uuid, $4::timestamptz, $5::uuid, $6, $7, $8::uuid, $9::jsonb, $10::jsonb, $11, $12, $13)`;

const recordLock = 0x6a756e69;
