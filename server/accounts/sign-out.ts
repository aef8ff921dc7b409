import type { Database } from '../../prisma/client.ts';
import { recordDeed } from '../audit-event.ts';

/** Ends a session; its secret is worth nothing from then on. Ending it twice does no harm. */
export async function signOut({ db }: Database, sessionId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id: sessionId } });
    if (session === null) return;
    await tx.session.delete({ where: { id: sessionId } });
    await recordDeed(tx, {
      countyId: null,
      userId: session.userId,
      action: 'account.sign-out',
      entity: 'Session',
      entityId: sessionId,
      before: { kind: session.kind, expiresAt: session.expiresAt.toISOString() },
    });
  });
}
