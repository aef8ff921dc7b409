import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import type { AccountsOptions } from './accounts.ts';
import { hashOf, newSecret } from './secret.ts';
import { mustStandYet } from './sessions.ts';

const longestDays = 365;
const longestName = 100;

/** A bearer token for a program. It may do what its owner may, and ends with the account. Throws `InvalidInput`. */
export async function createToken(
  { database, now }: AccountsOptions,
  viewer: Viewer,
  name: string,
  days: number,
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  if (!Number.isInteger(days) || days < 1 || days > longestDays)
    throw new InvalidInput(['days'], {
      zh: `有效期须为 1 至 ${longestDays} 天的整数。`,
      en: `A token lasts a whole number of days from 1 to ${longestDays}.`,
    });
  const named = name.trim();
  if (named === '' || named.length > longestName)
    throw new InvalidInput(['name'], {
      zh: `请填写令牌名称，不超过 ${longestName} 个字。`,
      en: `Give the token a name of at most ${longestName} characters.`,
    });
  const { userId } = viewer;
  const secret = newSecret();
  const at = now();
  const expiresAt = new Date(at.getTime() + days * 24 * 60 * 60 * 1000);
  return database.db.$transaction(async (tx) => {
    await mustStandYet(tx, viewer);
    const { id } = await tx.session.create({
      data: {
        createdAt: at,
        userId,
        kind: 'bearer',
        name: named,
        secretHash: hashOf(secret),
        lastSeenAt: at,
        expiresAt,
      },
    });
    await recordDeed(tx, {
      countyId: null,
      userId,
      action: 'account.create-token',
      entity: 'Session',
      entityId: id,
      after: { kind: 'bearer', name: named, expiresAt: expiresAt.toISOString() },
    });
    return { id, secret, expiresAt };
  });
}

/** Throws `NotFound`, also for another user's token. */
export async function revokeToken({ db }: Database, { userId }: Viewer, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const token = await tx.session.findFirst({ where: { id, userId, kind: 'bearer' } });
    const { count } = await tx.session.deleteMany({ where: { id, userId, kind: 'bearer' } });
    if (token === null || count === 0) throw new NotFound();
    await recordDeed(tx, {
      countyId: null,
      userId,
      action: 'account.revoke-token',
      entity: 'Session',
      entityId: id,
      before: { kind: token.kind, name: token.name, expiresAt: token.expiresAt.toISOString() },
    });
  });
}
