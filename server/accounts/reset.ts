import type { OneTimeSecret } from '../../schema/account-acts.ts';
import { SecretRefused } from '../../schema/account-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import type { AccountsOptions } from './accounts.ts';
import { keptAccount } from './keeping.ts';
import { hashPassword } from './password.ts';
import { mustBeGoodPassword } from './password-rules.ts';
import { dropTotp } from './second-factor.ts';
import { hashOf, newSecret } from './secret.ts';
import { endSessions, lockUsers } from './sessions.ts';

/** How long the secret of a reset may be used, in hours. */
const resetHours = 24;

/**
 * The old password is worth nothing from now on, and every session and token ends; a second reset takes the place of the
 * first. The second factor stays. Throws as `keptAccount`.
 */
export async function resetPassword(
  { database, now }: Pick<AccountsOptions, 'database' | 'now'>,
  viewer: Viewer,
  userId: string,
  version: number,
): Promise<OneTimeSecret> {
  const at = now();
  const secret = newSecret();
  const expiresAt = new Date(at.getTime() + resetHours * 60 * 60 * 1000);
  // Nobody knows it, so that checking against it takes as long as any other.
  const passwordHash = await hashPassword(newSecret());
  await database.db.$transaction(async (tx) => {
    const { countyId } = await keptAccount(tx, viewer, userId, version, at);
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash, version: { increment: 1 } },
      select: { id: true },
    });
    const reset = { secretHash: hashOf(secret), expiresAt };
    await tx.passwordReset.upsert({ where: { userId }, create: { userId, ...reset }, update: reset });
    const ended = await endSessions(tx, userId);
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'account.reset-password',
      entity: 'User',
      entityId: userId,
      after: { ended },
    });
  });
  return { secret, expiresAt };
}

/** Throws `SecretRefused`, also for a closed account; `InvalidInput`, which leaves the secret good; `TooManyAttempts`. */
export async function setPassword(
  { database, attempts, now }: Pick<AccountsOptions, 'database' | 'attempts' | 'now'>,
  address: string,
  secret: string,
  password: string,
): Promise<string> {
  await attempts.countAddress(address);
  const open = { secretHash: hashOf(secret), expiresAt: { gt: now() }, user: { disabledAt: null } };
  const reset = await database.db.passwordReset.findFirst({
    where: open,
    select: { userId: true, user: { select: { email: true } } },
  });
  if (reset === null) throw new SecretRefused();
  const { userId } = reset;
  const { email } = reset.user;
  mustBeGoodPassword(password, email);
  const passwordHash = await hashPassword(password);
  await database.db.$transaction(async (tx) => {
    await lockUsers(tx, [userId]);
    const { count } = await tx.passwordReset.deleteMany({ where: open });
    if (count === 0) throw new SecretRefused();
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash, version: { increment: 1 } },
      select: { id: true },
    });
    await endSessions(tx, userId);
    await recordDeed(tx, {
      countyId: null,
      userId,
      action: 'account.set-password',
      entity: 'User',
      entityId: userId,
    });
  });
  await attempts.forgiveAddress(address);
  return email;
}

/** For who has lost the generator and the recovery codes. Throws as `keptAccount`, and `NotFound` where there is none. */
export async function removeTotp(
  { database, now }: Pick<AccountsOptions, 'database' | 'now'>,
  viewer: Viewer,
  userId: string,
  version: number,
): Promise<void> {
  await database.db.$transaction(async (tx) => {
    const { countyId } = await keptAccount(tx, viewer, userId, version, now());
    if (!(await dropTotp(tx, userId))) throw new NotFound();
    await tx.user.update({
      where: { id: userId },
      data: { version: { increment: 1 } },
      select: { id: true },
    });
    const ended = await endSessions(tx, userId);
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'account.remove-totp',
      entity: 'User',
      entityId: userId,
      after: { ended },
    });
  });
}
