import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { GrantInput, OneTimeSecret } from '../../schema/account-acts.ts';
import { SecretRefused } from '../../schema/account-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotAllowed, NotFound, Refusal } from '../../schema/errors.ts';
import { recordDeed } from '../audit-event.ts';
import { uuid } from '../uuid.ts';
import type { AccountsOptions } from './accounts.ts';
import { grantRow, inputOf, mustBeGrantable, type OfferedGrant, offeredGrant } from './grants.ts';
import { keeperOf, todayOf } from './keeping.ts';
import { hashPassword, passwordMatches } from './password.ts';
import { mustBeGoodPassword, passwordLength } from './password-rules.ts';
import { hashOf, newSecret } from './secret.ts';
import { endSessions, lockUsers } from './sessions.ts';
import { addressOf } from './sign-in.ts';

/** How long an invitation may be taken up, in days: a letter takes its time. */
const invitedDays = 14;

const most = { name: 60, email: 254, grants: 20 };

/** An address as mail has it, in the simple form; whether it is reached, the invitation itself tells. */
const mailAddress = z.email();

export interface InvitationInput {
  readonly email: string;
  readonly name: string;
  readonly grants: readonly GrantInput[];
}

/**
 * Asks somebody in. Nothing is made but the invitation, so it tells nothing of whether the address has an account: that
 * shows to its owner alone. Null as viewer: the operator. Throws `InvalidInput`, `NotAllowed`.
 */
export async function invite(
  { database, now }: Pick<AccountsOptions, 'database' | 'now'>,
  viewer: Viewer | null,
  input: InvitationInput,
): Promise<OneTimeSecret & { readonly id: string }> {
  const email = mailOf(input.email);
  const name = nameOf(input.name);
  if (input.grants.length === 0 || input.grants.length > most.grants)
    throw new InvalidInput(['grants'], {
      zh: `请授予 1 至 ${most.grants} 个角色，现为 ${input.grants.length} 个。`,
      en: `Offer 1 to ${most.grants} roles; given are ${input.grants.length}.`,
    });
  const at = now();
  const secret = newSecret();
  const expiresAt = new Date(at.getTime() + invitedDays * 24 * 60 * 60 * 1000);
  return database.db.$transaction(async (tx) => {
    if (viewer !== null) await lockUsers(tx, [viewer.userId]);
    const keeper = viewer === null ? null : await keeperOf(tx, viewer.userId, at);
    if (keeper !== null && keeper.counties.length + keeper.provinces.length === 0) throw new NotAllowed();
    const checked = [];
    for (const [index, grant] of input.grants.entries())
      checked.push(await mustBeGrantable(tx, keeper, grant, ['grants', String(index)], at));
    const [first] = checked;
    if (first === undefined) throw new Error('An invitation without a role was let in.');
    const elsewhere = checked.findIndex(
      ({ place }) => place.countyId !== first.place.countyId || place.provinceId !== first.place.provinceId,
    );
    if (elsewhere >= 0)
      throw new InvalidInput(['grants', String(elsewhere)], {
        zh: '一次邀请的角色须属于同一个县或同一个省，请分别邀请。',
        en: 'The roles of one invitation are of one county or one province: invite separately.',
      });
    const { id } = await tx.invitation.create({
      data: {
        email,
        name,
        grants: checked.map(({ offered }) => offered),
        ...first.place,
        secretHash: hashOf(secret),
        createdBy: viewer?.userId ?? null,
        createdAt: at,
        expiresAt,
      },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId: first.place.countyId,
      userId: viewer?.userId ?? null,
      action: 'account.invite',
      entity: 'Invitation',
      entityId: id,
      after: { name, grants: checked.map(({ offered }) => offered) },
    });
    return { id, secret, expiresAt };
  });
}

/** Throws `NotFound`, also for one taken up or withdrawn, and for who may not know of it. */
export async function withdrawInvitation(
  { database, now }: Pick<AccountsOptions, 'database' | 'now'>,
  viewer: Viewer,
  id: string,
): Promise<void> {
  await database.db.$transaction(async (tx) => {
    await lockUsers(tx, [viewer.userId]);
    const { counties, provinces } = await keeperOf(tx, viewer.userId, now());
    const { count } = await tx.invitation.updateMany({
      where: {
        id,
        acceptedAt: null,
        withdrawnAt: null,
        OR: [{ countyId: { in: [...counties] } }, { provinceId: { in: [...provinces] } }],
      },
      data: { withdrawnAt: now() },
    });
    if (count === 0) throw new NotFound();
    const { countyId } = await tx.invitation.findUniqueOrThrow({ where: { id }, select: { countyId: true } });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'account.withdraw-invitation',
      entity: 'Invitation',
      entityId: id,
    });
  });
}

/**
 * Makes the account with its first password; where the address has one, its own password is asked and the roles are
 * added, and its sessions end. What was offered is granted only if who offered it may still do so. Answers the address. Throws
 * `SecretRefused`; `InvalidInput` for a first password that is none, and for a standing account’s wrong one; `TooManyAttempts`.
 */
export async function acceptInvitation(
  { database, attempts, now }: Pick<AccountsOptions, 'database' | 'attempts' | 'now'>,
  address: string,
  secret: string,
  password: string,
): Promise<string> {
  await attempts.countAddress(address);
  const at = now();
  const secretHash = hashOf(secret);
  const open = { secretHash, acceptedAt: null, withdrawnAt: null, expiresAt: { gt: at } };
  const invitation = await database.db.invitation.findFirst({ where: open });
  if (invitation === null) throw new SecretRefused();
  const { email, name } = invitation;
  const standing = await database.db.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true },
  });
  const passwordHash = standing
    ? await ownPassword(attempts, email, address, standing.passwordHash, password)
    : await firstPassword(password, email);
  await database.db.$transaction(async (tx) => {
    if (standing !== null) await mustBeUnchanged(tx, standing);
    const { count } = await tx.invitation.updateMany({ where: open, data: { acceptedAt: at } });
    if (count === 0) throw new SecretRefused();
    const offered = await stillOffered(tx, invitation, at);
    const userId = standing?.id ?? (await newUser(tx, { email, name, passwordHash }));
    const granted = await grantOnce(tx, userId, offered, at);
    if (standing !== null)
      await tx.user.update({
        where: { id: userId },
        data: { version: { increment: 1 } },
        select: { id: true },
      });
    const ended = await endSessions(tx, userId);
    await recordDeed(tx, {
      countyId: invitation.countyId,
      userId,
      action: 'account.accept-invitation',
      entity: 'User',
      entityId: userId,
      after: { invitation: invitation.id, grants: granted, ended },
    });
  });
  await attempts.forgiveAddress(address);
  return email;
}

/** What is still the inviter's to give. Throws `SecretRefused` where anything of it no longer is. */
async function stillOffered(
  tx: Prisma.TransactionClient,
  { grants, createdBy }: { readonly grants: Prisma.JsonValue; readonly createdBy: string | null },
  at: Date,
): Promise<readonly OfferedGrant[]> {
  const keeper = createdBy === null ? null : await keeperOf(tx, createdBy, at);
  const offered = z.array(offeredGrant).parse(grants);
  for (const grant of offered) {
    try {
      await mustBeGrantable(tx, keeper, inputOf(grant), ['grants'], at);
    } catch (refused) {
      if (refused instanceof Refusal) throw new SecretRefused();
      throw refused;
    }
  }
  return offered;
}

/** Grants what the account has not got; a role that is over makes way for the same anew. Answers what was granted. */
async function grantOnce(
  tx: Prisma.TransactionClient,
  userId: string,
  offered: readonly OfferedGrant[],
  at: Date,
): Promise<readonly OfferedGrant[]> {
  const held = await tx.roleGrant.findMany({ where: { userId } });
  const today = todayOf(at);
  const over = held.filter(({ until }) => until !== null && until < today);
  const standing = new Set(held.filter((grant) => !over.includes(grant)).map(sameRole));
  const granted = offered.filter((grant) => {
    const role = sameRole(grant);
    if (standing.has(role)) return false;
    standing.add(role);
    return true;
  });
  const anew = new Set(granted.map(sameRole));
  await tx.roleGrant.deleteMany({
    where: { id: { in: over.filter((grant) => anew.has(sameRole(grant))).map(({ id }) => id) } },
  });
  await tx.roleGrant.createMany({ data: granted.map((grant) => ({ userId, ...grantRow(grant) })) });
  return granted;
}

/** What two grants have in common that are the same role: an account has it once (`RoleGrant_once_key`). */
const sameRole = ({
  role,
  provinceId,
  countyId,
  schoolId,
  teacherId,
}: Pick<OfferedGrant, 'role' | 'provinceId' | 'countyId' | 'schoolId' | 'teacherId'>): string =>
  JSON.stringify([role, provinceId, countyId, schoolId, teacherId]);

async function firstPassword(password: string, email: string): Promise<string> {
  mustBeGoodPassword(password, email);
  return hashPassword(password);
}

/** Counted like signing in: an invitation to somebody else's address is no way to guess the password. */
async function ownPassword(
  attempts: AccountsOptions['attempts'],
  email: string,
  address: string,
  passwordHash: string,
  password: string,
): Promise<string> {
  await attempts.count(email, address);
  if (!(await passwordMatches(passwordHash, password.slice(0, passwordLength.most + 1))))
    throw accountStands();
  await attempts.forgive(email, address);
  return passwordHash;
}

/** The account, unless another invitation to the address has been taken up this very moment. */
async function newUser(
  tx: Prisma.TransactionClient,
  user: { readonly email: string; readonly name: string; readonly passwordHash: string },
): Promise<string> {
  const id = uuid();
  const { count } = await tx.user.createMany({ data: [{ id, ...user }], skipDuplicates: true });
  if (count === 0) throw accountStands();
  return id;
}

const accountStands = () =>
  new InvalidInput(['password'], {
    zh: '该邮箱已有账号，请输入该账号现有的密码。',
    en: 'This address has an account already: give its present password.',
  });

async function mustBeUnchanged(
  tx: Prisma.TransactionClient,
  { id, passwordHash }: { readonly id: string; readonly passwordHash: string },
): Promise<void> {
  await lockUsers(tx, [id]);
  const same = await tx.user.count({ where: { id, passwordHash, disabledAt: null } });
  if (same === 0) throw new SecretRefused();
}

function mailOf(given: string): string {
  const email = addressOf(given);
  if (email.length > most.email || !mailAddress.safeParse(email).success)
    throw new InvalidInput(['email'], {
      zh: '请填写完整的邮箱地址，如 name@bureau.example。',
      en: 'Give a whole e-mail address, such as name@bureau.example.',
    });
  return email;
}

function nameOf(given: string): string {
  const name = given.trim();
  if (name === '' || name.length > most.name)
    throw new InvalidInput(['name'], {
      zh: `请填写姓名，不超过${most.name}个字。`,
      en: `Give a name of at most ${most.name} characters.`,
    });
  return name;
}
