import type { Prisma, RoleGrant, User } from '../../prisma/generated/client.ts';
import { OwnAccount } from '../../schema/account-refusals.ts';
import type { Viewer } from '../../schema/context.ts';
import { NotAllowed, NotFound } from '../../schema/errors.ts';
import { mustBeAt } from '../changed-since.ts';
import { dateOf, dayAt } from '../day.ts';
import { lockUsers } from './sessions.ts';
import { usualZone } from './viewer.ts';

type Tx = Prisma.TransactionClient;

/** The counties and provinces whose accounts somebody keeps. */
export interface Keeper {
  readonly counties: readonly string[];
  readonly provinces: readonly string[];
}

/** As the database has it now, which may be less than when the request came in. Of a closed account: nothing. */
export async function keeperOf(tx: Tx, userId: string, now: Date): Promise<Keeper> {
  const today = todayOf(now);
  const grants = await tx.roleGrant.findMany({
    where: {
      userId,
      administrator: true,
      schoolId: null,
      teacherId: null,
      user: { disabledAt: null },
      AND: [
        { OR: [{ from: null }, { from: { lte: today } }] },
        { OR: [{ until: null }, { until: { gte: today } }] },
      ],
    },
    select: { role: true, countyId: true, provinceId: true },
  });
  const counties: string[] = [];
  const provinces: string[] = [];
  for (const { role, countyId, provinceId } of grants) {
    if (role === 'hr_officer' && countyId !== null) counties.push(countyId);
    if (role === 'province_officer' && countyId === null && provinceId !== null) provinces.push(provinceId);
  }
  return { counties, provinces };
}

/** Midnight in UTC of the day it is where the counties are. */
export const todayOf = (now: Date): Date => dateOf(dayAt(now, usualZone));

/** A grant and what tells whose it is. */
const grantWithPlace = {
  school: { select: { countyId: true } },
  teacher: { select: { countyId: true } },
  county: { select: { provinceId: true } },
} as const;

export type GrantWithPlace = RoleGrant & {
  readonly school: { readonly countyId: string } | null;
  readonly teacher: { readonly countyId: string } | null;
  readonly county: { readonly provinceId: string } | null;
};

/** As `rows().roleGrant`, by the keeper of now. */
export function keeps(keeper: Keeper, grant: GrantWithPlace): boolean {
  const { role, school, teacher, county, provinceId } = grant;
  const countyId = school?.countyId ?? teacher?.countyId ?? grant.countyId;
  if (countyId !== null && keeper.counties.includes(countyId)) return true;
  if (role === 'province_officer' && countyId === null)
    return provinceId !== null && keeper.provinces.includes(provinceId);
  if (role !== 'inspector' || school !== null || teacher !== null) return false;
  const province = county?.provinceId ?? provinceId;
  return province !== null && keeper.provinces.includes(province);
}

/**
 * The account, held until the transaction ends, for an administrator of everything it has a role over. Throws `NotFound`
 * where nothing of it is the administrator's, `NotAllowed` where something is and not all, `OwnAccount`, `VersionConflict`.
 */
export async function keptAccount(
  tx: Tx,
  viewer: Viewer,
  userId: string,
  version: number,
  now: Date,
): Promise<Kept> {
  const { user, keeper } = await knownAccount(tx, viewer, userId, now);
  const today = todayOf(now);
  // What has run out opens nothing, so it is nobody's concern any more; of an account with nothing else it still counts.
  const standing = user.grants.filter(({ until }) => until === null || until >= today);
  const counted = standing.length > 0 ? standing : user.grants;
  if (!counted.every((grant) => keeps(keeper, grant))) throw new NotAllowed();
  await mustBeAt(tx, 'User', user, version);
  return { user, keeper, countyId: countyOf(user.grants) };
}

export interface Kept {
  readonly user: User & { readonly grants: readonly GrantWithPlace[] };
  readonly keeper: Keeper;
  /** The county in whose record the deed belongs; null: it is of no one county. */
  readonly countyId: string | null;
}

/** The same, where a part of its roles is the administrator's: enough to see it and to take that part away. */
export async function knownAccount(tx: Tx, viewer: Viewer, userId: string, now: Date): Promise<Kept> {
  await lockUsers(tx, [userId, viewer.userId]);
  const user = await tx.user.findUnique({
    where: { id: userId },
    include: { grants: { include: grantWithPlace } },
  });
  const keeper = await keeperOf(tx, viewer.userId, now);
  if (user === null || !user.grants.some((grant) => keeps(keeper, grant))) throw new NotFound();
  if (userId === viewer.userId) throw new OwnAccount();
  return { user, keeper, countyId: countyOf(user.grants) };
}

function countyOf(grants: readonly GrantWithPlace[]): string | null {
  const counties = new Set(
    grants.map(({ school, teacher, countyId }) => school?.countyId ?? teacher?.countyId ?? countyId),
  );
  const [only = null] = counties;
  return counties.size === 1 ? only : null;
}
