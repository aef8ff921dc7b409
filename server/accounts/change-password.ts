import type { OneTimeSecret } from '../../schema/account-acts.ts';
import { PasswordRefused } from '../../schema/account-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import type { AccountsOptions } from './accounts.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { mustBeGoodPassword, passwordLength } from './password-rules.ts';
import { endSessions, mustStandYet, newSession } from './sessions.ts';

/**
 * Every session and token ends, and the caller gets a new session: who knew the old password or held a session of it
 * holds nothing any more. Throws `PasswordRefused`, `TooManyAttempts`, `InvalidInput`.
 */
export async function changePassword(
  options: AccountsOptions,
  address: string,
  viewer: Viewer,
  old: string,
  password: string,
): Promise<OneTimeSecret> {
  await mustHavePassword(options, address, viewer, old);
  mustBeGoodPassword(password, viewer.email);
  if (password === old)
    throw new InvalidInput(['password'], {
      zh: '新密码不能与当前密码相同。',
      en: 'The new password is another than the present one.',
    });
  const passwordHash = await hashPassword(password);
  const { userId } = viewer;
  return options.database.db.$transaction(async (tx) => {
    await mustStandYet(tx, viewer);
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash, version: { increment: 1 } },
      select: { id: true },
    });
    // A reset that somebody else may hold is worth nothing any more either.
    await tx.passwordReset.deleteMany({ where: { userId } });
    const ended = await endSessions(tx, userId);
    const { secret, expiresAt } = await newSession(tx, userId, options.now(), options.sessionDays);
    await recordDeed(tx, {
      countyId: null,
      userId,
      action: 'account.change-password',
      entity: 'User',
      entityId: userId,
      after: { ended },
    });
    return { secret, expiresAt };
  });
}

/** Counts like signing in: who holds a session does not guess faster. Throws `PasswordRefused`, `TooManyAttempts`. */
export async function mustHavePassword(
  { database, attempts }: Pick<AccountsOptions, 'database' | 'attempts'>,
  address: string,
  { userId, email }: Viewer,
  password: string,
): Promise<void> {
  await attempts.count(email, address);
  const user = await database.db.user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  if (!(await passwordMatches(user?.passwordHash, password.slice(0, passwordLength.most + 1))))
    throw new PasswordRefused();
  await attempts.forgive(email, address);
}
