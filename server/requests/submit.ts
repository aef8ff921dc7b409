import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../schema/errors.ts';
import { heads, rows } from '../../schema/scope.ts';
import type { Actor, RequestGiven, Year } from '../../schema/year-acts.ts';
import type { Cell } from '../../solver/demand.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { lockedRound } from '../rounds/planning.ts';
import { roundSeen } from '../rounds/round-seen.ts';
import { mustBeOpen } from '../rounds/windows.ts';
import { textWanted } from '../text.ts';
import type { YearMeans } from '../year.ts';
import { cellOf, doublesOf, evidenceOf, stored } from './evidence.ts';

/**
 * Asks for teachers of a subject at a section of the own school, with what demand shows there. The number follows the county's
 * last of the calendar year, without a gap.
 */
export async function submit(
  means: YearMeans,
  actor: Actor,
  roundId: string,
  { sectionId, subject, ...given }: Parameters<Year['submitRequest']>[2],
): Promise<string> {
  const { db } = means.database;
  const { viewer } = actor;
  const { countyId, county } = await roundSeen(db, viewer, roundId);
  const section = await db.section.findFirst({
    where: { AND: [{ id: sectionId, countyId }, rows(viewer).section] },
    select: { stage: true, school: { select: { id: true, code: true } } },
  });
  if (section === null) throw new NotFound();
  if (!heads(viewer, section.school.id)) throw new NotAllowed();
  const wanted = checked(given);
  const today = actor.today(county.timeZone);
  const cell = await cellOf(means, roundId, `${section.school.code}:${section.stage}`, subject);
  mustBeTaught(cell);
  return db.$transaction(async (tx) => {
    await lockedRound(tx, roundId);
    await mustBeOpen(tx, roundId, 'requests', today);
    const doubles = await doublesOf(tx, roundId, { sectionId, subject });
    const number = await nextNumber(tx, countyId, today.slice(0, 4));
    const { id } = await tx.request.create({
      data: {
        createdAt: instant(),
        countyId,
        roundId,
        number,
        sectionId,
        subject,
        ...wanted,
        evidence: stored(evidenceOf(cell, today, doubles)),
        createdBy: viewer.userId,
      },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'request.submit',
      entity: 'Request',
      entityId: id,
      after: { roundId, number, sectionId, subject, ...wanted },
      reason: wanted.reason,
    });
    return id;
  });
}

/** How many may be asked for in one request, and how much may be said. */
const most = { count: 50, reason: 500 };

/** Throws `InvalidInput` naming the first field that is wrong. */
export function checked({ count, level, priority, reason }: RequestGiven): RequestGiven {
  mustBeWhole(count, 'count', most.count);
  mustBeWhole(priority, 'priority', MOST_URGENT);
  return {
    count,
    level,
    priority,
    reason: textWanted(reason, ['reason'], most.reason, {
      zh: '请写明申请理由。',
      en: 'Say why teachers are asked for.',
    }),
  };
}

const MOST_URGENT = 5;

/** A whole number from 1 to `limit`. */
function mustBeWhole(value: number, field: 'count' | 'priority', limit: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= limit) return;
  const name = { count: '申请人数', priority: '紧急程度' }[field];
  throw new InvalidInput([field], {
    zh: `${name}须为1至${limit}的整数，现为${value}。`,
    en: `The ${field} must be a whole number from 1 to ${limit}; ${value} was given.`,
  });
}

export function checkDecided({
  count,
  priority,
}: {
  count?: number | undefined;
  priority?: number | undefined;
}): void {
  if (count !== undefined) mustBeWhole(count, 'count', most.count);
  if (priority !== undefined) mustBeWhole(priority, 'priority', MOST_URGENT);
}

/** Refuses a subject that opens no post there, whatever is asked. */
function mustBeTaught(cell: Cell | null): asserts cell is Cell {
  if (cell === null || (cell.need === 0 && cell.supply === 0))
    throw new InvalidInput(['subject'], {
      zh: '该学部本学年没有这门学科的课时，也没有任课教师，不能申请。',
      en: 'The section has neither lessons nor a teacher of this subject in this school year.',
    });
  if (!cell.specialist)
    throw new InvalidInput(['subject'], {
      zh: '该学科不设专任岗位，由其他教师兼任，不能申请。',
      en: 'The subject takes no specialists: others teach it, so no post can be asked for.',
    });
}

/** Holds the county, so that two at once cannot take one number; numbers that came by import count too. */
async function nextNumber(tx: Prisma.TransactionClient, countyId: string, year: string): Promise<string> {
  await tx.$queryRawUnsafe('SELECT 1 AS held FROM "County" WHERE id = $1::uuid FOR NO KEY UPDATE', countyId);
  const [last] = await tx.$queryRawUnsafe<{ number: number }[]>(
    `SELECT coalesce(max(substring(number FROM 6)::int), 0) AS number FROM "Request"
     WHERE "countyId" = $1::uuid AND number ~ ('^' || $2 || '-[0-9]{3,6}$')`,
    countyId,
    year,
  );
  return `${year}-${`${(last?.number ?? 0) + 1}`.padStart(3, '0')}`;
}
