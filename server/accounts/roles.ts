import type { GrantInput } from '../../schema/account-acts.ts';
import { LastRole } from '../../schema/account-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { dayOf } from '../day.ts';
import type { AccountsOptions } from './accounts.ts';
import { grantRow, mustBeGrantable } from './grants.ts';
import { keeps, keptAccount, knownAccount } from './keeping.ts';
import { endSessions } from './sessions.ts';

type Options = Pick<AccountsOptions, 'database' | 'now'>;

/** The account's sessions and tokens end: each was opened for the roles of then. Throws as `keptAccount`, and `InvalidInput`. */
export async function grantRole(
  { database, now }: Options,
  viewer: Viewer,
  userId: string,
  version: number,
  grant: GrantInput,
): Promise<void> {
  const at = now();
  await database.db.$transaction(async (tx) => {
    const { keeper, user } = await keptAccount(tx, viewer, userId, version, at);
    const { offered, place } = await mustBeGrantable(tx, keeper, grant, ['grant'], at);
    const row = grantRow(offered);
    const { role, provinceId, countyId, schoolId, teacherId } = row;
    const like = { role, provinceId, countyId, schoolId, teacherId };
    if (
      user.grants.some((standing) =>
        Object.entries(like).every(([key, value]) => field(standing, key) === value),
      )
    )
      throw new InvalidInput(['grant'], {
        zh: '该账号已有这个角色。如需更改期限，请先撤销再授予。',
        en: 'The account has this role already. To change its days, revoke it and grant it anew.',
      });
    const { id } = await tx.roleGrant.create({ data: { userId, ...row }, select: { id: true } });
    await tx.user.update({
      where: { id: userId },
      data: { version: { increment: 1 } },
      select: { id: true },
    });
    const ended = await endSessions(tx, userId);
    await recordDeed(tx, {
      countyId: place.countyId,
      userId: viewer.userId,
      action: 'account.grant-role',
      entity: 'User',
      entityId: userId,
      after: { grant: id, ...offered, ended },
    });
  });
}

/**
 * Takes a role away, also from an account that has others which are not the administrator's; its sessions and tokens end.
 * Answers whose it was. Throws `NotFound`, `OwnAccount`, `VersionConflict`, `LastRole`.
 */
export async function revokeRole(
  { database, now }: Options,
  viewer: Viewer,
  grantId: string,
  version: number,
): Promise<string> {
  return database.db.$transaction(async (tx) => {
    const found = await tx.roleGrant.findUnique({ where: { id: grantId }, select: { userId: true } });
    if (found === null) throw new NotFound();
    const { userId } = found;
    const { user, keeper } = await knownAccount(tx, viewer, userId, now());
    const grant = user.grants.find(({ id }) => id === grantId);
    if (grant === undefined || !keeps(keeper, grant)) throw new NotFound();
    await mustBeAt(tx, 'User', user, version);
    if (user.grants.length === 1) throw new LastRole();
    await tx.roleGrant.delete({ where: { id: grantId } });
    await tx.user.update({
      where: { id: userId },
      data: { version: { increment: 1 } },
      select: { id: true },
    });
    const ended = await endSessions(tx, userId);
    const { role, provinceId, countyId, schoolId, teacherId, administrator } = grant;
    await recordDeed(tx, {
      countyId: grant.school?.countyId ?? grant.teacher?.countyId ?? countyId,
      userId: viewer.userId,
      action: 'account.revoke-role',
      entity: 'User',
      entityId: userId,
      before: {
        ...{ grant: grantId, role, provinceId, countyId, schoolId, teacherId, administrator },
        from: grant.from && dayOf(grant.from),
        until: grant.until && dayOf(grant.until),
      },
      after: { ended },
    });
    return userId;
  });
}

const field = (row: object, name: string): unknown => Object.entries(row).find(([key]) => key === name)?.[1];

/**
 * Closes an account: no way in, every session and token ended, nothing of what was done with it touched. Throws as
 * `keptAccount`. A solve that its owner asked for goes on: it belongs to the round, and any other officer may cancel it.
 */
export async function disable(
  { database, now }: Options,
  viewer: Viewer,
  userId: string,
  version: number,
  reason: string | null,
): Promise<void> {
  const at = now();
  await database.db.$transaction(async (tx) => {
    const { countyId, user } = await keptAccount(tx, viewer, userId, version, at);
    await tx.passwordReset.deleteMany({ where: { userId } });
    // Closed twice it stays closed since the first time.
    await tx.user.update({
      where: { id: userId },
      data: { disabledAt: user.disabledAt ?? at, version: { increment: 1 } },
      select: { id: true },
    });
    const ended = await endSessions(tx, userId);
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'account.disable',
      entity: 'User',
      entityId: userId,
      after: { ended },
      reason: reasonOf(reason),
    });
  });
}

/** Opens it again, with the password and the roles it had. Throws as `keptAccount`. */
export async function enable(
  { database, now }: Options,
  viewer: Viewer,
  userId: string,
  version: number,
): Promise<void> {
  await database.db.$transaction(async (tx) => {
    const { countyId } = await keptAccount(tx, viewer, userId, version, now());
    await tx.user.update({
      where: { id: userId },
      data: { disabledAt: null, version: { increment: 1 } },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'account.enable',
      entity: 'User',
      entityId: userId,
    });
  });
}

const longestReason = 1_000;

function reasonOf(given: string | null): string | undefined {
  const reason = (given ?? '').trim();
  if (reason.length > longestReason)
    throw new InvalidInput(['reason'], {
      zh: `这里最多写${longestReason}个字，现有${reason.length}个。`,
      en: `This takes ${longestReason} characters at most, and has ${reason.length}.`,
    });
  return reason === '' ? undefined : reason;
}
