import type { Viewer } from '../../schema/context.ts';
import { SignInRefused } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import type { AccountsOptions } from './accounts.ts';
import { passwordMatches } from './password.ts';
import { hashOf, newSecret } from './secret.ts';
import { signedIn } from './viewer.ts';

/** Longer ones are no passwords: they only cost time. */
const longestPassword = 1_000;

/** Opens a session. Throws `SignInRefused`, `TooManyAttempts`. Capitals and outer spaces in `email` mean nothing. */
export async function signIn(
  { database, attempts, sessionDays, now }: AccountsOptions,
  address: string,
  email: string,
  password: string,
): Promise<{ viewer: Viewer; secret: string; expiresAt: Date }> {
  const account = email.trim().toLowerCase();
  await attempts.count(account, address);
  const user = await database.db.user.findUnique({ where: { email: account } });
  const matches = await passwordMatches(user?.passwordHash, password.slice(0, longestPassword + 1));
  if (user === null || !matches || password.length > longestPassword || user.disabledAt !== null)
    throw new SignInRefused();
  await attempts.forgive(account, address);

  const secret = newSecret();
  const at = now();
  const expiresAt = new Date(at.getTime() + sessionDays * 24 * 60 * 60 * 1000);
  await database.db.$transaction(async (tx) => {
    await tx.session.deleteMany({ where: { expiresAt: { lt: at } } });
    const session = await tx.session.create({
      data: { userId: user.id, kind: 'cookie', secretHash: hashOf(secret), lastSeenAt: at, expiresAt },
    });
    await recordDeed(tx, {
      countyId: null,
      userId: user.id,
      action: 'account.sign-in',
      entity: 'Session',
      entityId: session.id,
    });
  });
  const made = await signedIn(database.pool, secret, at);
  if (made === null) throw new SignInRefused();
  return { viewer: made.viewer, secret, expiresAt };
}
