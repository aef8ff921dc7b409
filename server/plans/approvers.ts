import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { Acting, PlanActs } from '../../schema/plan-acts.ts';
import { FourEyes, NotApprover } from '../../schema/plan-refusals.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { said } from './said.ts';

type Db = Pick<Database, 'db'>;
type Tx = Prisma.TransactionClient;

/**
 * Whether the viewer may approve today: as an approver, for one who is away, or, where the county names nobody who is in
 * office, as any officer of it. Answers the approvers who are stood in for; empty: nobody is, they approve for themselves. Throws
 * `NotApprover`.
 */
export async function mayApprove(tx: Tx, countyId: string, by: Acting): Promise<string[]> {
  const today = dateOf(await todayIn(tx, countyId, by));
  const onDuty = { from: { lte: today }, OR: [{ until: null }, { until: { gte: today } }] };
  const user = inOffice(countyId, today);
  const named = await tx.approver.findMany({
    where: { countyId, ...onDuty, user },
    select: {
      userId: true,
      user: { select: { name: true } },
      standIns: {
        where: { from: { lte: today }, until: { gte: today }, user },
        select: { userId: true, user: { select: { name: true } } },
      },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const { userId } = by.viewer;
  if (named.length === 0 || named.some((approver) => approver.userId === userId)) return [];
  const stoodInFor = named.filter(({ standIns }) => standIns.some((one) => one.userId === userId));
  if (stoodInFor.length > 0) return stoodInFor.map((approver) => approver.userId);
  throw new NotApprover(
    named.flatMap(({ user, standIns }) => [user.name, ...standIns.map((standIn) => standIn.user.name)]),
  );
}

/** Whose account is open and who is an HR officer of the county on a day: others approve nothing, and hold nobody up. */
const inOffice = (countyId: string, day: Date) =>
  ({
    disabledAt: null,
    grants: {
      some: {
        role: 'hr_officer',
        countyId,
        AND: [
          { OR: [{ from: null }, { from: { lte: day } }] },
          { OR: [{ until: null }, { until: { gte: day } }] },
        ],
      },
    },
  }) as const satisfies Prisma.UserWhereInput;

/** The day it is where the county's offices are. */
export async function todayIn(tx: Tx, countyId: string, { today }: Pick<Acting, 'today'>): Promise<string> {
  const { timeZone } = await tx.county.findUniqueOrThrow({
    where: { id: countyId },
    select: { timeZone: true },
  });
  return today(timeZone);
}

/** Names an officer of the county to approve its plans. */
export async function nameApprover(
  { db }: Db,
  by: Acting,
  countyId: string,
  { email, from, until }: Parameters<PlanActs['nameApprover']>[2],
): Promise<string> {
  await mustAdminister({ db, viewer: by.viewer }, countyId);
  mustFollow(from, until);
  return db.$transaction(async (tx) => {
    await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "County" WHERE id = $1::uuid FOR UPDATE', countyId);
    const userId = await officerOf(tx, by, countyId, email);
    const twice = await tx.approver.findFirst({ where: { countyId, userId, ...meeting(from, until) } });
    if (twice !== null) throw twiceNamed;
    const { id } = await tx.approver.create({
      data: {
        createdAt: instant(),
        countyId,
        userId,
        from: dateOf(from),
        until: until === null ? null : dateOf(until),
        namedBy: by.viewer.userId,
      },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId,
      userId: by.viewer.userId,
      action: 'approver.name',
      entity: 'Approver',
      entityId: id,
      after: { userId, from, until },
    });
    return id;
  });
}

export async function endApprover(
  { db }: Db,
  by: Acting,
  approverId: string,
  version: number,
  until: string,
): Promise<void> {
  const found = await db.approver.findUnique({ where: { id: approverId }, select: { countyId: true } });
  if (found === null) throw new NotFound();
  await mustAdminister({ db, viewer: by.viewer }, found.countyId);
  await db.$transaction(async (tx) => {
    await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Approver" WHERE id = $1::uuid FOR UPDATE', approverId);
    const approver = await tx.approver.findUniqueOrThrow({ where: { id: approverId } });
    await mustBeAt(tx, 'Approver', approver, version);
    mustEnd(await todayIn(tx, approver.countyId, by), approver, until);
    await tx.approver.update({
      where: { id: approverId },
      data: { until: dateOf(until), version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId: approver.countyId,
      userId: by.viewer.userId,
      action: 'approver.end',
      entity: 'Approver',
      entityId: approverId,
      before: { until: approver.until && dayOf(approver.until) },
      after: { until },
    });
  });
}

/** Names who approves for an approver who is away. */
export async function nameStandIn(
  { db }: Db,
  by: Acting,
  approverId: string,
  { email, from, until, reason }: Parameters<PlanActs['nameStandIn']>[2],
): Promise<string> {
  const approver = await db.approver.findUnique({ where: { id: approverId } });
  if (approver === null) throw new NotFound();
  const { countyId } = approver;
  await mustAdminister({ db, viewer: by.viewer }, countyId);
  mustFollow(from, until);
  const why = said(reason, ['reason']);
  return db.$transaction(async (tx) => {
    await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Approver" WHERE id = $1::uuid FOR UPDATE', approverId);
    const userId = await officerOf(tx, by, countyId, email);
    if (userId === approver.userId) throw forOneself;
    const twice = await tx.standIn.findFirst({
      where: { approverId, userId, from: { lte: dateOf(until) }, until: { gte: dateOf(from) } },
    });
    if (twice !== null) throw twiceNamed;
    const { id } = await tx.standIn.create({
      data: {
        createdAt: instant(),
        countyId,
        approverId,
        userId,
        from: dateOf(from),
        until: dateOf(until),
        reason: why,
        namedBy: by.viewer.userId,
      },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId,
      userId: by.viewer.userId,
      action: 'stand-in.name',
      entity: 'StandIn',
      entityId: id,
      after: { userId, forWhom: approver.userId, from, until },
      reason: why ?? undefined,
    });
    return id;
  });
}

export async function endStandIn(
  { db }: Db,
  by: Acting,
  standInId: string,
  version: number,
  until: string,
): Promise<void> {
  const found = await db.standIn.findUnique({ where: { id: standInId }, select: { countyId: true } });
  if (found === null) throw new NotFound();
  await mustAdminister({ db, viewer: by.viewer }, found.countyId);
  await db.$transaction(async (tx) => {
    await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "StandIn" WHERE id = $1::uuid FOR UPDATE', standInId);
    const standIn = await tx.standIn.findUniqueOrThrow({ where: { id: standInId } });
    await mustBeAt(tx, 'StandIn', standIn, version);
    mustEnd(await todayIn(tx, standIn.countyId, by), standIn, until);
    await tx.standIn.update({
      where: { id: standInId },
      data: { until: dateOf(until), version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId: standIn.countyId,
      userId: by.viewer.userId,
      action: 'stand-in.end',
      entity: 'StandIn',
      entityId: standInId,
      before: { until: dayOf(standIn.until) },
      after: { until },
    });
  });
}

/** An HR officer of the county, and not the one who names. A login that nobody has is answered like one of another county. */
async function officerOf(tx: Tx, by: Acting, countyId: string, email: string): Promise<string> {
  const { viewer } = by;
  const today = dateOf(await todayIn(tx, countyId, by));
  const user = await tx.user.findFirst({
    where: { email: email.trim().toLowerCase(), ...inOffice(countyId, today) },
    select: { id: true },
  });
  if (user === null) throw nobodyHere;
  if (user.id === viewer.userId) throw new FourEyes('names-self');
  return user.id;
}

/** Approvers whose days meet these. */
const meeting = (from: string, until: string | null) => ({
  ...(until !== null && { from: { lte: dateOf(until) } }),
  OR: [{ until: null }, { until: { gte: dateOf(from) } }],
});

function mustFollow(from: string, until: string | null): void {
  if (until !== null && until < from)
    throw new InvalidInput(['until'], {
      zh: `最后一天${until}早于第一天${from}。`,
      en: `The last day, ${until}, is before the first, ${from}.`,
    });
}

/** Who was there on a day past was there: an end is of today or later, and ends nothing later than before. */
function mustEnd(
  today: string,
  row: { readonly from: Date; readonly until: Date | null },
  until: string,
): void {
  const [first, last] = [dayOf(row.from), row.until && dayOf(row.until)];
  if (until < today || until < first || (last !== null && until > last))
    throw new InvalidInput(['until'], {
      zh: `最后一天须不早于今天（${today}）和第一天（${first}）${last === null ? '' : `，不晚于原定的${last}`}。`,
      en: `The last day is not before today (${today}) or the first (${first})${last === null ? '' : `, and not after ${last}, as set before`}.`,
    });
}

const nobodyHere = new InvalidInput(['email'], {
  zh: '本县没有这个人事管理员账号。',
  en: 'No HR officer of this county has such a login.',
});

const twiceNamed = new InvalidInput(['email'], {
  zh: '此人在这段时间内已被指定。',
  en: 'They are named already for some of these days.',
});

const forOneself = new InvalidInput(['email'], {
  zh: '审批人不能由本人代理。',
  en: 'Nobody stands in for themselves.',
});
