import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { GrantInput } from '../../schema/account-acts.ts';
import { type GrantScope, grantable } from '../../schema/account-operations.ts';
import type { RoleName } from '../../schema/context.ts';
import { roleNames } from '../../schema/enums.ts';
import { InvalidInput, NotAllowed } from '../../schema/errors.ts';
import { dateOf } from '../day.ts';
import { type Keeper, todayOf } from './keeping.ts';

type Tx = Prisma.TransactionClient;

/** A role that was checked and may be granted: as it is kept in an invitation. */
export const offeredGrant = z.object({
  role: z.enum(['hr_officer', 'principal', 'teacher', 'inspector', 'province_officer']),
  provinceId: z.uuid().nullable(),
  countyId: z.uuid().nullable(),
  schoolId: z.uuid().nullable(),
  teacherId: z.uuid().nullable(),
  from: z.iso.date().nullable(),
  until: z.iso.date().nullable(),
  administrator: z.boolean(),
});

export type OfferedGrant = z.infer<typeof offeredGrant>;

/** Of which county or province a grant is. */
export interface GrantPlace {
  readonly countyId: string | null;
  readonly provinceId: string | null;
}

/**
 * The grant, if this keeper may give it. Throws `InvalidInput` for one that makes no sense and for a row the keeper may not
 * know of, `NotAllowed` for one that reaches further than the keeper's own. Null as keeper: the operator of the server.
 */
export async function mustBeGrantable(
  tx: Tx,
  keeper: Keeper | null,
  grant: GrantInput,
  path: readonly string[],
  now: Date,
): Promise<{ readonly offered: OfferedGrant; readonly place: GrantPlace }> {
  const { over, marked } = grantable[grant.role];
  const scope = scopeOf(grant, Object.keys(over).filter(isScope), path);
  if (grant.administrator && !marked)
    throw new InvalidInput([...path, 'administrator'], {
      zh: '只有人事管理员和省级管理员可以兼任账号管理员。',
      en: 'Only an HR officer or a province officer can be an administrator of accounts.',
    });
  if (grant.from !== undefined && grant.until !== undefined && grant.until < grant.from)
    throw new InvalidInput([...path, 'until'], {
      zh: `截止日期${grant.until}早于开始日期${grant.from}。`,
      en: `It cannot end on ${grant.until}, before it begins on ${grant.from}.`,
    });
  const place = await placeOf(tx, scope, grant[`${scope}Id`] ?? '');
  const granters = over[scope] ?? [];
  if (place === null || (keeper !== null && !isKnownTo(keeper, place)))
    throw new InvalidInput([...path, `${scope}Id`], {
      zh: '没有找到该记录，请重新选择。',
      en: 'There is no such record: choose again.',
    });
  if (keeper !== null && !(await mayGive(tx, keeper, granters, place, grant, now))) throw new NotAllowed();
  return {
    offered: {
      role: roles[grant.role],
      provinceId: null,
      countyId: null,
      schoolId: null,
      teacherId: null,
      [`${scope}Id`]: grant[`${scope}Id`] ?? null,
      from: grant.from ?? null,
      until: grant.until ?? null,
      administrator: grant.administrator,
    },
    place:
      scope === 'province'
        ? { countyId: null, provinceId: place.provinceId }
        : { ...place, provinceId: null },
  };
}

/** The row of a grant, as the database takes it. */
export const grantRow = ({ from, until, ...grant }: OfferedGrant) => ({
  ...grant,
  from: from === null ? null : dateOf(from),
  until: until === null ? null : dateOf(until),
});

/** An offered grant, as it was asked for. */
export const inputOf = ({ role, administrator, ...rest }: OfferedGrant): GrantInput => ({
  role: roleNames[role],
  administrator,
  provinceId: rest.provinceId ?? undefined,
  countyId: rest.countyId ?? undefined,
  schoolId: rest.schoolId ?? undefined,
  teacherId: rest.teacherId ?? undefined,
  from: rest.from ?? undefined,
  until: rest.until ?? undefined,
});

/** Roles as Prisma names them. */
const roles = {
  'hr-officer': 'hr_officer',
  principal: 'principal',
  teacher: 'teacher',
  inspector: 'inspector',
  'province-officer': 'province_officer',
} as const satisfies Record<RoleName, OfferedGrant['role']>;

const scopes: readonly GrantScope[] = ['province', 'county', 'school', 'teacher'];
const isScope = (name: string): name is GrantScope => scopes.some((scope) => scope === name);

const scopeNames: Readonly<Record<GrantScope, { readonly zh: string; readonly en: string }>> = {
  province: { zh: '省', en: 'a province' },
  county: { zh: '县', en: 'a county' },
  school: { zh: '学校', en: 'a school' },
  teacher: { zh: '教师', en: 'a teacher' },
};

/** The one id that was given, which the role must be over. */
function scopeOf(grant: GrantInput, allowed: readonly GrantScope[], path: readonly string[]): GrantScope {
  const given = scopes.filter((scope) => grant[`${scope}Id`] !== undefined);
  const [scope] = given;
  if (scope === undefined || given.length > 1 || !allowed.includes(scope)) {
    const wanted = {
      zh: allowed.map((name) => scopeNames[name].zh).join('或'),
      en: allowed.map((name) => scopeNames[name].en).join(' or '),
    };
    throw new InvalidInput(path, {
      zh: `该角色须且只须指定一个${wanted.zh}，现指定了${given.map((name) => scopeNames[name].zh).join('、') || '空'}。`,
      en: `This role is over ${wanted.en} and nothing else; given: ${given.map((name) => scopeNames[name].en).join(', ') || 'nothing'}.`,
    });
  }
  return scope;
}

/** Null: there is no such row. */
async function placeOf(
  tx: Tx,
  scope: GrantScope,
  id: string,
): Promise<{ countyId: string | null; provinceId: string } | null> {
  if (scope === 'province') {
    const province = await tx.province.findUnique({ where: { id }, select: { id: true } });
    return province && { countyId: null, provinceId: province.id };
  }
  const county = { county: { select: { id: true, provinceId: true } } } as const;
  const found =
    scope === 'county'
      ? await tx.county.findUnique({ where: { id }, select: { id: true, provinceId: true } })
      : scope === 'school'
        ? (await tx.school.findUnique({ where: { id }, select: county }))?.county
        : (await tx.teacher.findUnique({ where: { id }, select: county }))?.county;
  return found ? { countyId: found.id, provinceId: found.provinceId } : null;
}

/** A county administrator knows of the own county alone, and of its province as everybody there does. */
function isKnownTo(
  keeper: Keeper,
  { countyId, provinceId }: { countyId: string | null; provinceId: string },
) {
  return keeper.provinces.includes(provinceId) || countyId === null || keeper.counties.includes(countyId);
}

async function mayGive(
  tx: Tx,
  keeper: Keeper,
  granters: NonNullable<(typeof grantable)[RoleName]['over'][GrantScope]>,
  { countyId, provinceId }: { countyId: string | null; provinceId: string },
  { administrator }: GrantInput,
  now: Date,
): Promise<boolean> {
  if (countyId !== null && granters.includes('county') && keeper.counties.includes(countyId)) return true;
  if (!keeper.provinces.includes(provinceId)) return false;
  if (granters.includes('province')) return true;
  if (!granters.includes('province-where-none') || countyId === null || !administrator) return false;
  // Held until the end, so that two first administrators are not made at once.
  await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "County" WHERE id = $1::uuid FOR UPDATE', countyId);
  const standing = await tx.roleGrant.count({
    where: {
      role: 'hr_officer',
      countyId,
      administrator: true,
      user: { disabledAt: null },
      OR: [{ until: null }, { until: { gte: todayOf(now) } }],
    },
  });
  return standing === 0;
}
