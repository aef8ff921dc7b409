import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound, notSignedIn } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import { hashOf, newSecret } from './secret.ts';

type Tx = Prisma.TransactionClient;

/** A session for a browser, with its secret. The caller records the deed. */
export async function newSession(
  tx: Tx,
  userId: string,
  at: Date,
  days: number,
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  const secret = newSecret();
  const expiresAt = new Date(at.getTime() + days * 24 * 60 * 60 * 1000);
  await tx.session.deleteMany({ where: { expiresAt: { lt: at } } });
  const { id } = await tx.session.create({
    data: { userId, kind: 'cookie', secretHash: hashOf(secret), createdAt: at, lastSeenAt: at, expiresAt },
    select: { id: true },
  });
  return { id, secret, expiresAt };
}

/** Ends every session and every token of a user, at once: a request finds out who sends it anew each time. How many. */
export async function endSessions(tx: Tx, userId: string, except?: string): Promise<number> {
  const { count } = await tx.session.deleteMany({
    where: { userId, ...(except !== undefined && { id: { not: except } }) },
  });
  return count;
}

/**
 * Holds the account until the transaction ends, so that nothing outlives a session's end that was begun with it. Throws
 * what is said to nobody, where the session has ended meanwhile.
 */
export async function mustStandYet(tx: Tx, { userId, sessionId }: Viewer): Promise<void> {
  await lockUsers(tx, [userId]);
  const standing = await tx.session.count({ where: { id: sessionId, userId } });
  if (standing === 0) throw notSignedIn();
}

/** Whatever changes an account holds its row first; several in one order, so that nobody waits for another in a ring. */
export async function lockUsers(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRawUnsafe(
    'SELECT 1 AS locked FROM "User" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    [...ids],
  );
}

/** Ends every session and token of the viewer's, this one too; how many. */
export async function signOutEverywhere({ db }: Pick<Database, 'db'>, { userId }: Viewer): Promise<number> {
  return db.$transaction(async (tx) => {
    await lockUsers(tx, [userId]);
    const ended = await endSessions(tx, userId);
    await recordDeed(tx, {
      countyId: null,
      userId,
      action: 'account.sign-out-everywhere',
      entity: 'User',
      entityId: userId,
      after: { ended },
    });
    return ended;
  });
}

/** Ends one sign-in of the viewer's. Throws `NotFound`, also for another user's. */
export async function endSession(
  { db }: Pick<Database, 'db'>,
  { userId }: Viewer,
  id: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id, userId, kind: 'cookie' } });
    if (count === 0) throw new NotFound();
    await recordDeed(tx, {
      countyId: null,
      userId,
      action: 'account.end-session',
      entity: 'Session',
      entityId: id,
    });
  });
}
