import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { BalanceStandardInForce, StandardAsked } from '../../schema/context.ts';
import {
  type BalanceKind,
  type BalanceStandard,
  balanceStandard,
  nationalBalance,
} from '../../solver/balance/standard.ts';
import { dateOf } from '../day.ts';

type Db = Pick<PrismaClient, 'balanceStandard'>;

/** The standard of balance of a kind that a county's figures of a day are reckoned by. */
export async function balanceStandardOf(
  db: Db,
  countyId: string,
  on: string,
  kind: BalanceKind,
): Promise<BalanceStandard> {
  const [found] = await balanceStandardsInForce(db, [{ countyId, on, kind }]);
  return found?.standard ?? nationalBalance[kind];
}

/**
 * The same of many counties and days, in their order and in one statement, and since when: the county's own in force on the day
 * that was written down last, or where it has none the national one.
 */
export async function balanceStandardsInForce(
  db: Db,
  asked: readonly StandardAsked[],
): Promise<readonly BalanceStandardInForce[]> {
  const rows = await db.balanceStandard.findMany({
    where: {
      OR: asked.map(({ countyId, on, kind }) => ({ countyId, kind, effectiveFrom: { lte: dateOf(on) } })),
    },
    orderBy: [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }, { id: 'desc' }],
  });
  return asked.map(({ countyId, on, kind }) => {
    const own = rows.find(
      (row) => row.countyId === countyId && row.kind === kind && row.effectiveFrom <= dateOf(on),
    );
    return { standard: standardIn(own?.body, kind), effectiveFrom: own?.effectiveFrom ?? null };
  });
}

/** As stored; nothing: the national one. */
export const standardIn = (body: unknown, kind: BalanceKind): BalanceStandard =>
  body == null ? nationalBalance[kind] : balanceStandard.parse(body);

/**
 * SQL: the body of the standard of a kind that a county has of its own on a day, null where it has none; each an expression. As
 * `balanceStandardOf` finds it.
 */
export const ownStandard = (county: string, day: string, kind: string): string => `(
  SELECT standard.body FROM "BalanceStandard" standard
  WHERE standard."countyId" = ${county} AND standard.kind = ${kind}::"BalanceKind"
    AND standard."effectiveFrom" <= ${day}
  ORDER BY standard."effectiveFrom" DESC, standard."createdAt" DESC, standard.id DESC LIMIT 1)`;
