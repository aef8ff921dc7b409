import { createHash } from 'node:crypto';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { AllowanceList, AllowanceRow, MonthCost, Postings } from '../../schema/posting-acts.ts';
import * as stored from '../../schema/stored.ts';
import { plusDays } from '../../solver/calendar.ts';
import {
  isOver,
  lastDayOf,
  type MonthPay,
  monthsFrom,
  type PaidStay,
  type PayRule,
  payOf,
} from '../../solver/postings/month.ts';
import { postingTerms, usualTerms } from '../../solver/postings/terms.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { uuid } from '../uuid.ts';
import { lastDay } from './visits.ts';

type Db = Pick<Database, 'db'>;
type Reader = Pick<
  Prisma.TransactionClient,
  'posting' | 'allowance' | 'allowanceMonth' | 'allowanceStandard' | 'postingStandard' | 'plan' | 'move'
>;

/** What a month comes to now, beside what was approved of it; in five statements. */
export const allowances = (
  { db }: Db,
  ...[countyId, month]: Parameters<Postings['allowances']>
): Promise<AllowanceList> => listOf(db, countyId, month);

async function listOf(db: Reader, countyId: string, month: string): Promise<AllowanceList> {
  mustBeMonth(month);
  const stays = await staysIn(db, countyId, `${month}-01`, lastDayOf(month));
  const { ruleOn } = await standardsOf(db, countyId);
  const paid = new Map(payOf(month, stays, ruleOn(`${month}-01`)).map((row) => [row.teacher, row]));
  const approved = await db.allowance.groupBy({
    by: 'teacherId',
    where: { countyId, month },
    _sum: { area: true, transport: true },
  });
  const before = new Map(approved.map(({ teacherId, _sum }) => [teacherId, _sum]));
  const approvals = await db.allowanceMonth.count({ where: { countyId, month } });
  const ids = [...new Set([...paid.keys(), ...before.keys()])];
  const rows = ids.map((teacher): AllowanceRow => {
    const now = paid.get(teacher) ?? { teacher, days: 0, area: 0, transport: 0, reckoned: null };
    const sum = before.get(teacher);
    return {
      ...now,
      approved: sum === undefined ? null : { area: sum.area ?? 0, transport: sum.transport ?? 0 },
    };
  });
  const seal = createHash('sha256')
    .update(JSON.stringify([month, approvals, rows.toSorted((a, b) => (a.teacher < b.teacher ? -1 : 1))]))
    .digest('hex');
  return { month, rows, approvals, seal };
}

/** Throws `InvalidInput` on what is no month. */
function mustBeMonth(month: string): void {
  if (/^(20|21)\d\d-(0[1-9]|1[0-2])$/.test(month)) return;
  throw new InvalidInput(['month'], {
    zh: `月份应写作 2026-09 这样，从 2000-01 到 2199-12，现为“${month}”。`,
    en: `A month is written like 2026-09, from 2000-01 to 2199-12; found “${month}”.`,
  });
}

/**
 * Who is paid: everybody on a posting but circuit teaching and first posts, by staff number. A posting to report for counts once its
 * teacher has reported: from its first day, where that was in time, and else from the day reported. One decided to end
 * counts to its last day.
 */
async function staysIn(
  db: Pick<Reader, 'posting'>,
  countyId: string,
  first: string,
  last: string,
): Promise<PaidStay[]> {
  const postings = await db.posting.findMany({
    where: {
      countyId,
      state: { in: ['serving', 'ended'] },
      form: { notIn: ['circuit', 'recruitment'] },
      startsOn: { lte: dateOf(last) },
      OR: [{ endedOn: null, state: 'serving' }, { endedOn: { gte: dateOf(first) } }],
    },
    select: {
      teacherId: true,
      startsOn: true,
      endsOn: true,
      endedOn: true,
      decision: true,
      reportBy: true,
      reportedOn: true,
      teacher: { select: { teachingSince: true, leftOn: true } },
      hostSchool: { select: { zone: { select: { name: true, monthly: true } } } },
    },
    orderBy: [{ teacher: { staffNumber: 'asc' } }, { startsOn: 'asc' }, { id: 'asc' }],
  });
  return postings.flatMap((posting): PaidStay[] => {
    const from = paidFrom(posting);
    if (from === null) return [];
    const end = posting.endedOn ?? (posting.decision === 'return' ? posting.endsOn : null);
    const { leftOn, teachingSince } = posting.teacher;
    const lastDays = [end && dayOf(end), leftOn && plusDays(dayOf(leftOn), -1)].filter((day) => day !== null);
    return [
      {
        teacher: posting.teacherId,
        teachingSince: dayOf(teachingSince),
        from,
        until: lastDays.length === 0 ? null : lastDays.reduce((a, b) => (a < b ? a : b)),
        area: posting.hostSchool.zone?.monthly ?? 0,
        zone: posting.hostSchool.zone?.name ?? null,
      },
    ];
  });
}

/** Null: the teacher has not come. */
function paidFrom({
  startsOn,
  reportBy,
  reportedOn,
}: Record<'reportBy' | 'reportedOn', Date | null> & { startsOn: Date }): string | null {
  if (reportBy === null) return dayOf(startsOn);
  if (reportedOn === null) return null;
  return dayOf(reportedOn <= reportBy ? startsOn : reportedOn);
}

/** A county's versions of its terms, each from its day on. */
async function termsOf(db: Pick<Reader, 'postingStandard'>, countyId: string) {
  const versions = await db.postingStandard.findMany({
    where: { countyId },
    orderBy: [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }],
    select: { effectiveFrom: true, body: true },
  });
  const read = versions.map(({ effectiveFrom, body }) => ({
    from: dayOf(effectiveFrom),
    terms: postingTerms.parse(body),
  }));
  return { termsOn: (day: string) => read.find(({ from }) => from <= day)?.terms ?? usualTerms };
}

/** What is paid in which month: by the standard and terms in force on its first day. Without a standard, the area alone. */
async function standardsOf(db: Pick<Reader, 'allowanceStandard' | 'postingStandard'>, countyId: string) {
  const versions = await db.allowanceStandard.findMany({
    where: { countyId },
    orderBy: [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }],
    select: { effectiveFrom: true, body: true },
  });
  const read = versions.map(({ effectiveFrom, body }) => ({
    from: dayOf(effectiveFrom),
    ...stored.allowance.parse(body),
  }));
  const { termsOn } = await termsOf(db, countyId);
  return {
    termsOn,
    ruleOn(day: string): PayRule {
      const { transport, months } = read.find(({ from }) => from <= day) ?? { transport: [], months: 12 };
      return { transport, months, partMonth: termsOn(day).partMonth };
    },
  };
}

/** The months of a school year: approved ones as approved, others as the county stands now; in six statements. */
export async function allowanceYear(
  { db }: Db,
  ...[countyId, schoolYear]: Parameters<Postings['allowanceYear']>
): Promise<readonly MonthCost[]> {
  mustBeMonth(`${schoolYear}-09`);
  const months = monthsFrom(`${schoolYear}-09`, `${schoolYear + 1}-08`);
  const stays = await staysIn(db, countyId, `${schoolYear}-09-01`, `${schoolYear + 1}-08-31`);
  const { ruleOn } = await standardsOf(db, countyId);
  const approved = await db.allowance.groupBy({
    by: ['month', 'teacherId'],
    where: { countyId, month: { in: months } },
    _sum: { area: true, transport: true },
  });
  const approvals = await db.allowanceMonth.findMany({
    where: { countyId, month: { in: months } },
    select: { month: true },
  });
  const approvedMonths = new Set(approvals.map(({ month }) => month));
  return months.map((month) => {
    const frozen = approved.filter((row) => row.month === month);
    if (!approvedMonths.has(month)) return costOf(month, payOf(month, stays, ruleOn(`${month}-01`)));
    return costOf(
      month,
      frozen.map(({ _sum }) => ({ area: _sum.area ?? 0, transport: _sum.transport ?? 0 })),
    );
  });
}

/** Who is paid nothing is not counted. */
const costOf = (month: string, rows: readonly Pick<MonthPay, 'area' | 'transport'>[]): MonthCost => ({
  month,
  teachers: rows.filter(({ area, transport }) => area + transport !== 0).length,
  area: rows.reduce((sum, row) => sum + row.area, 0),
  transport: rows.reduce((sum, row) => sum + row.transport, 0),
});

/**
 * Freezes a month that is over, as the officer has seen it; once frozen, what has changed since is added as differences, and
 * nothing is written over.
 */
export async function approve(
  { db }: Db,
  ...[viewer, { countyId, month, seal, today }]: Parameters<Postings['approve']>
): Promise<void> {
  mustBeMonth(month);
  if (!isOver(month, today))
    throw new InvalidInput(['month'], {
      zh: `${month}要到${lastDayOf(month)}才结束，次日起才能审定。`,
      en: `${month} lasts until ${lastDayOf(month)}: it is approved from the next day on.`,
    });
  await db.$transaction(async (tx) => {
    // Two officers at once wait for each other, and the second is told.
    await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
    const list = await listOf(tx, countyId, month);
    if (list.seal !== seal) throw notSeen();
    const rows = list.rows
      .map(({ approved, area, transport, ...row }) => ({
        ...row,
        area: area - (approved?.area ?? 0),
        transport: transport - (approved?.transport ?? 0),
      }))
      .filter(({ area, transport }) => area !== 0 || transport !== 0);
    if (list.approvals > 0 && rows.length === 0) throw nothingToCorrect(month);
    const id = uuid();
    const sum = costOf(month, rows);
    const made = { position: list.approvals, area: sum.area, transport: sum.transport };
    await tx.allowanceMonth.create({
      data: { approvedAt: instant(), id, countyId, month, ...made, approvedBy: viewer.userId },
    });
    await tx.allowance.createMany({
      data: rows.map(({ teacher, days, area, transport }) => ({
        id: uuid(),
        countyId,
        approvalId: id,
        teacherId: teacher,
        month,
        days,
        area,
        transport,
      })),
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: list.approvals === 0 ? 'allowance.approve' : 'allowance.correct',
      entity: 'AllowanceMonth',
      entityId: id,
      after: { month, ...made, rows: rows.length },
    });
  });
}

const notSeen = () =>
  new InvalidInput(['seal'], {
    zh: '所给印记不是这份清单的：查看之后派任、标准或审定有变。请重新查看后再审定。',
    en: 'The seal is not of this list: postings, standards or approvals have changed since it was read. Read it again, then approve it.',
  });

const nothingToCorrect = (month: string) =>
  new InvalidInput(['month'], {
    zh: `${month}已经审定，其后没有变化，无须更正。`,
    en: `${month} is approved and nothing has changed since: there is nothing to correct.`,
  });

/**
 * What a plan's moves would cost over their stay, by the standard and terms in force on the day they take effect; where the
 * personnel relation goes along, over the time of an ordinary stay.
 */
export async function forecast(
  { db }: Db,
  ...[planId]: Parameters<Postings['forecast']>
): Promise<readonly MonthCost[]> {
  const plan = await db.plan.findUniqueOrThrow({
    where: { id: planId },
    select: { countyId: true, round: { select: { effective: true } } },
  });
  const moves = await db.move.findMany({
    where: { planId, form: { notIn: ['return', 'circuit'] } },
    select: {
      teacherId: true,
      role: true,
      teacher: { select: { teachingSince: true } },
      to: { select: { school: { select: { zone: { select: { name: true, monthly: true } } } } } },
    },
    orderBy: { id: 'asc' },
  });
  if (moves.length === 0) return [];
  const from = dayOf(plan.round.effective);
  const { termsOn, ruleOn } = await standardsOf(db, plan.countyId);
  const { stayMonths, cadreMonths } = termsOn(from);
  const stays = moves.map(({ teacherId, role, teacher, to }) => ({
    teacher: teacherId,
    teachingSince: dayOf(teacher.teachingSince),
    from,
    until: lastDay(from, role === null ? stayMonths : cadreMonths),
    area: to.school.zone?.monthly ?? 0,
    zone: to.school.zone?.name ?? null,
  }));
  const last = stays.reduce((latest, { until }) => (until > latest ? until : latest), from);
  // What will be in force later is not known: the rates of the first day go on.
  const rule = ruleOn(from);
  return monthsFrom(from, last).map((month) => costOf(month, payOf(month, stays, rule)));
}
