import { CodeRefused, CodeWanted } from '../../schema/account-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { SignInRefused } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import type { AccountsOptions } from './accounts.ts';
import { passwordMatches } from './password.ts';
import { passwordLength } from './password-rules.ts';
import { takeCode } from './second-factor.ts';
import { newSession } from './sessions.ts';
import { signedIn } from './viewer.ts';

/**
 * Opens a session. Throws `SignInRefused`, `TooManyAttempts`; once the password is right and the account asks for a code,
 * `CodeWanted` without one and `CodeRefused` for a wrong one. Capitals and outer spaces in `email` mean nothing.
 */
export async function signIn(
  options: AccountsOptions,
  address: string,
  email: string,
  password: string,
  code?: string,
): Promise<SessionOpened> {
  const { database, attempts } = options;
  const account = addressOf(email);
  await attempts.count(account, address);
  const user = await database.db.user.findUnique({
    where: { email: account },
    select: {
      id: true,
      passwordHash: true,
      disabledAt: true,
      secondFactor: { select: { confirmedAt: true } },
    },
  });
  const matches = await passwordMatches(user?.passwordHash, password.slice(0, passwordLength.most + 1));
  if (user === null || !matches || password.length > passwordLength.most || user.disabledAt !== null)
    throw new SignInRefused();
  await attempts.forgive(account, address);
  if (user.secondFactor?.confirmedAt != null) {
    if (code === undefined) throw new CodeWanted();
    await attempts.countCode(user.id);
    if (!(await takeCode(options, user.id, code))) throw new CodeRefused();
    await attempts.forgiveCode(user.id);
  }
  return openSession(options, user, 'password');
}

/** As addresses are kept. */
export const addressOf = (email: string): string => email.trim().toLowerCase();

export interface SessionOpened {
  readonly viewer: Viewer;
  readonly secret: string;
  readonly expiresAt: Date;
}

/**
 * A session for who has shown to be that user. Throws `SignInRefused` where the account was closed meanwhile, or its
 * password became another than the one shown.
 */
export async function openSession(
  { database, sessionDays, now }: Pick<AccountsOptions, 'database' | 'sessionDays' | 'now'>,
  user: { readonly id: string; readonly passwordHash?: string },
  by: 'password' | 'openid',
): Promise<SessionOpened> {
  const at = now();
  const { secret, expiresAt } = await database.db.$transaction(async (tx) => {
    const [standing] = await tx.$queryRawUnsafe<{ passwordHash: string }[]>(
      'SELECT "passwordHash" FROM "User" WHERE id = $1::uuid AND "disabledAt" IS NULL FOR UPDATE',
      user.id,
    );
    if (standing === undefined || standing.passwordHash !== (user.passwordHash ?? standing.passwordHash))
      throw new SignInRefused();
    const session = await newSession(tx, user.id, at, sessionDays);
    await recordDeed(tx, {
      countyId: null,
      userId: user.id,
      action: 'account.sign-in',
      entity: 'Session',
      entityId: session.id,
      after: { by, kind: 'cookie', expiresAt: session.expiresAt.toISOString() },
    });
    return session;
  });
  const made = await signedIn(database.pool, secret, at);
  if (made === null) throw new SignInRefused();
  return { viewer: made.viewer, secret, expiresAt };
}
