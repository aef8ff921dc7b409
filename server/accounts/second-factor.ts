import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Prisma } from '../../prisma/generated/client.ts';
import { AlreadyOn, CodeRefused } from '../../schema/account-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import type { AccountsOptions } from './accounts.ts';
import { mustHavePassword } from './change-password.ts';
import { hashOf } from './secret.ts';
import { endSessions, mustStandYet } from './sessions.ts';

type Tx = Prisma.TransactionClient;

/** Seconds a code is shown; a code of the step before and of the one after is taken too, as clocks differ (RFC 6238). */
const period = 30;
const window = 1;

const recoveryCodes = 10;

/** Begins: a secret that is asked for only once `confirm` has seen a code of it. Throws `PasswordRefused`, `AlreadyOn`. */
export async function startTotp(
  options: AccountsOptions,
  address: string,
  viewer: Viewer,
  password: string,
): Promise<{ secret: string; uri: string }> {
  await mustHavePassword(options, address, viewer, password);
  const secret = new Secret({ size: 20 });
  const { userId } = viewer;
  await options.database.db.$transaction(async (tx) => {
    await mustStandYet(tx, viewer);
    const standing = await tx.secondFactor.findUnique({ where: { userId }, select: { confirmedAt: true } });
    if (standing?.confirmedAt != null) throw new AlreadyOn();
    const sealed = { secret: options.sealer.seal(secret.base32), lastStep: 0 };
    await tx.secondFactor.upsert({ where: { userId }, create: { userId, ...sealed }, update: sealed });
    await deed(tx, userId, 'start-totp');
  });
  return { secret: secret.base32, uri: generator(secret, viewer.email).toString() };
}

/**
 * Codes are asked for from now on, and every other session ends, as it was opened without one. Answers the recovery
 * codes, of which hashes alone are kept. Throws `CodeRefused`, `TooManyAttempts`; `NotFound` where nothing was begun.
 */
export async function confirmTotp(
  options: AccountsOptions,
  viewer: Viewer,
  code: string,
): Promise<readonly string[]> {
  const { userId } = viewer;
  await options.attempts.countCode(userId);
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  await options.database.db.$transaction(async (tx) => {
    await mustStandYet(tx, viewer);
    const begun = await tx.secondFactor.findUnique({ where: { userId } });
    if (begun === null) throw new NotFound();
    if (begun.confirmedAt !== null) throw new AlreadyOn();
    const step = stepOf(options.sealer.open(begun.secret), code, options.now());
    if (step === null) throw new CodeRefused();
    await tx.secondFactor.update({
      where: { userId },
      data: { confirmedAt: options.now(), lastStep: step },
    });
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.recoveryCode.createMany({
      data: codes.map((text) => ({ userId, codeHash: hashOf(bare(text)) })),
    });
    const ended = await endSessions(tx, userId, viewer.sessionId);
    await deed(tx, userId, 'confirm-totp', { ended });
  });
  await options.attempts.forgiveCode(userId);
  return codes;
}

/** No codes from now on. Throws `PasswordRefused`, `CodeRefused`, `TooManyAttempts`; `NotFound` where there is none. */
export async function stopTotp(
  options: AccountsOptions,
  address: string,
  viewer: Viewer,
  password: string,
  code: string,
): Promise<void> {
  const { userId } = viewer;
  await mustHavePassword(options, address, viewer, password);
  const { db } = options.database;
  if ((await db.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) === 0)
    throw new NotFound();
  await options.attempts.countCode(userId);
  if (!(await takeCode(options, userId, code))) throw new CodeRefused();
  await options.attempts.forgiveCode(userId);
  await db.$transaction(async (tx) => {
    await mustStandYet(tx, viewer);
    await dropTotp(tx, userId);
    await deed(tx, userId, 'stop-totp');
  });
}

/** Takes generator and recovery codes away; whether there was one in force or begun. */
export async function dropTotp(tx: Tx, userId: string): Promise<boolean> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  return count > 0;
}

/** Whether the code is the user's, and takes it: neither it nor an earlier one, nor this recovery code, is taken again. */
export async function takeCode(
  { database: { db }, sealer, now }: Pick<AccountsOptions, 'database' | 'sealer' | 'now'>,
  userId: string,
  code: string,
): Promise<boolean> {
  const given = bare(code);
  if (given.length === recoveryLength) return spendRecoveryCode(db, userId, given);
  const factor = await db.secondFactor.findUnique({ where: { userId } });
  if (factor === null) return false;
  const step = stepOf(sealer.open(factor.secret), given, now());
  if (step === null) return false;
  const { count } = await db.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

async function spendRecoveryCode(
  db: AccountsOptions['database']['db'],
  userId: string,
  code: string,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.recoveryCode.deleteMany({ where: { userId, codeHash: hashOf(code) } });
    if (count === 0) return false;
    const left = await tx.recoveryCode.count({ where: { userId } });
    await deed(tx, userId, 'use-recovery-code', { left });
    return true;
  });
}

/** The step of time whose code this is; null: it is none of about now. */
function stepOf(secret: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const totp = generator(Secret.fromBase32(secret), '');
  const delta = /^\d{6}$/.test(bare(code)) ? totp.validate({ token: bare(code), window, timestamp }) : null;
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta;
}

const generator = (secret: Secret, label: string) =>
  new TOTP({ issuer: 'Junheng', label, secret, algorithm: 'SHA1', digits: 6, period });

/** 80 bits: too many to guess, also for who has the hashes. */
const newRecoveryCode = (): string =>
  new Secret({ buffer: new Uint8Array(randomBytes(10)).buffer }).base32.replace(/(.{4})(?=.)/g, '$1-');

/** Characters of a recovery code without its dashes. */
const recoveryLength = 16;

/** Spaces and dashes serve the eye. */
const bare = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();

const deed = (tx: Tx, userId: string, act: string, after?: Prisma.InputJsonObject): Promise<void> =>
  recordDeed(tx, {
    countyId: null,
    userId,
    action: `account.${act}`,
    entity: 'User',
    entityId: userId,
    ...(after !== undefined && { after }),
  });
