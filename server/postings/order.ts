import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { isOrderedIn } from '../../schema/letters-due.ts';
import type { Acting, Postings } from '../../schema/posting-acts.ts';
import { type OrderFault, OrdersRefused, PlanNotFinal } from '../../schema/posting-refusals.ts';
import { plusDays } from '../../solver/calendar.ts';
import type { Words } from '../../solver/plan.ts';
import type { PostingTerms } from '../../solver/postings/terms.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { lockLetters } from '../letters/lock.ts';
import { voidLettersOf } from '../letters/void.ts';
import { uuid } from '../uuid.ts';
import { appoint, toAppoint } from './appoint.ts';
import { isOpenOn } from './open-on.ts';
import { beforeOf, keepChange, lockPostings, lockTeachers, saidAt, type Tx } from './step.ts';
import { termsOn } from './terms.ts';
import { bySchool, lastDay, type Visit, visitsOf } from './visits.ts';

/**
 * Orders what a final plan decides: one posting for each move, and one for each school that somebody teaches at on some days.
 * Who is out on a posting ends it the day before; a return is such an end and nothing else. What of a teacher is left out is
 * on file as a cancelled posting with its reason, and changes nothing. Recruits are ordered to where they are placed, and become
 * teachers on the day. All in one transaction; a plan that was ordered before is left as it is. Throws `NotFound`, `VersionConflict`, `PlanNotFinal`, `OrdersRefused`, `InvalidInput`.
 */
export async function order(
  { db }: Pick<Database, 'db'>,
  acting: Acting,
  leftOut: Parameters<Postings['order']>[1],
): Promise<void> {
  const { viewer, id: planId, version, today } = acting;
  const reasons = leftOut.map(({ reason }, index) => saidAt(reason, ['leftOut', String(index), 'reason']));
  await db.$transaction(async (tx) => {
    if (reasons.length > 0) await lockLettersOf(tx, planId);
    await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Plan" WHERE id = $1::uuid FOR UPDATE', planId);
    const plan = await tx.plan.findUnique({
      where: { id: planId },
      select: {
        countyId: true,
        state: true,
        version: true,
        circuits: true,
        orderedAt: true,
        round: { select: { effective: true } },
      },
    });
    if (plan === null) throw new NotFound();
    if (plan.orderedAt !== null) {
      await mustBeAsOrdered(tx, planId, leftOut);
      return;
    }
    if (!isOrderedIn(plan.state)) throw new PlanNotFinal(plan.state);
    await mustBeAt(tx, 'Plan', { id: planId, version: plan.version }, version);
    const startsOn = dayOf(plan.round.effective);
    const all = await tx.move.findMany({ where: { planId }, select: moved, orderBy: { id: 'asc' } });
    const visits = visitsOf(plan.circuits);
    const out = leftOutOf(leftOut, reasons, [...all, ...visits]);
    const goes = ({ teacherId }: { readonly teacherId: string }) => !out.has(teacherId);
    const moves = all.filter(goes);
    const circuits = visits.filter(goes);
    const facts = await factsFor(tx, [...all, ...visits], startsOn);
    const recruits = await toAppoint(tx, { planId, startsOn });
    const faults = [...faultsOf(moves, circuits, facts, startsOn), ...recruits.faults];
    if (faults.length > 0) throw new OrdersRefused(faults);
    const terms = await termsOn(tx, plan.countyId, startsOn);
    const occasion = { countyId: plan.countyId, planId, startsOn, today, terms };
    const postings = [
      ...all.filter((move) => move.form !== 'return' || !goes(move)).map((move) => postingOf(move, occasion)),
      ...bySchool(visits, ({ toSectionId }) => facts.sections.get(toSectionId)?.schoolId).map((visit) =>
        visitOf(visit, facts, occasion),
      ),
    ].map((posting) => (goes(posting) ? posting : { ...posting, state: 'cancelled' as const }));
    await tx.posting.createMany({ data: postings });
    await tx.postingChange.createMany({
      data: postings.map(({ id, countyId, teacherId, state }) => ({
        id: uuid(),
        countyId,
        postingId: id,
        position: 1,
        at: instant(),
        step: 'order' as const,
        on: plan.round.effective,
        by: viewer.userId,
        reason: out.get(teacherId) ?? null,
        before: {},
        after: { state },
      })),
    });
    const over = await endWhatGoesBefore(tx, moves, facts, startsOn, viewer.userId);
    await appoint(tx, recruits.due, {
      startsOn,
      reportBy: reportBy(occasion),
      userId: viewer.userId,
    });
    await tx.plan.update({ where: { id: planId }, data: { orderedAt: instant() } });
    for (const posting of postings)
      if (!goes(posting)) await voidLettersOf(tx, posting, viewer.userId, 'left-out');
    await recordDeed(tx, {
      countyId: plan.countyId,
      userId: viewer.userId,
      action: 'posting.order-plan',
      entity: 'Plan',
      entityId: planId,
      after: {
        startsOn,
        postings: postings.filter(goes).length,
        ended: over,
        ...(recruits.due.length > 0 && { recruits: recruits.due.length }),
        // Why stands with the postings: it may be an illness.
        ...(out.size > 0 && { leftOut: [...out.keys()] }),
      },
    });
  });
}

/** Ordered again, nothing is ordered anew; but who leaves out somebody who was ordered is told so. Throws `InvalidInput`. */
async function mustBeAsOrdered(
  tx: Tx,
  planId: string,
  leftOut: Parameters<Postings['order']>[1],
): Promise<void> {
  const ordered = await tx.posting.findMany({
    where: {
      planId,
      teacherId: { in: leftOut.map(({ teacherId }) => teacherId) },
      changes: { some: { step: 'order', after: { path: ['state'], equals: 'ordered' } } },
    },
    select: { teacherId: true },
  });
  const index = leftOut.findIndex(({ teacherId }) => ordered.some((one) => one.teacherId === teacherId));
  if (index >= 0)
    throw new InvalidInput(['leftOut', String(index), 'teacherId'], {
      zh: '该方案已经下达派任，其中包括该教师。不去的，请取消其派任或改派他人。',
      en: 'The plan was ordered already, this teacher too. Call that posting off, or order somebody else instead.',
    });
}

/** Before the plan, as whoever issues its letters does: else the two would wait for each other. Throws `NotFound`. */
async function lockLettersOf(tx: Tx, planId: string): Promise<void> {
  const plan = await tx.plan.findUnique({ where: { id: planId }, select: { countyId: true } });
  if (plan === null) throw new NotFound();
  await lockLetters(tx, plan.countyId);
}

/** Why what of whom is left out, by teacher. Throws `InvalidInput`. */
function leftOutOf(
  given: Parameters<Postings['order']>[1],
  reasons: readonly string[],
  all: readonly { readonly teacherId: string }[],
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [index, { teacherId }] of given.entries()) {
    const path = ['leftOut', String(index), 'teacherId'];
    if (!all.some((one) => one.teacherId === teacherId))
      throw new InvalidInput(path, {
        zh: '该方案没有调动这位教师。',
        en: 'The plan does not move this teacher.',
      });
    if (found.has(teacherId))
      throw new InvalidInput(path, {
        zh: '这位教师已在名单中，请只写一次。',
        en: 'This teacher is on the list already: name each once.',
      });
    found.set(teacherId, reasons[index] ?? '');
  }
  return found;
}

const moved = {
  id: true,
  teacherId: true,
  fromSectionId: true,
  toSectionId: true,
  subject: true,
  role: true,
  form: true,
  relationMoves: true,
  to: { select: { schoolId: true } },
} as const satisfies Prisma.MoveSelect;
type Moved = Prisma.MoveGetPayload<{ select: typeof moved }>;

type Out = Prisma.PostingGetPayload<object>;

interface OnFile {
  readonly teachers: ReadonlyMap<string, { readonly leftOn: Date | null; readonly servingSectionId: string }>;
  readonly sections: ReadonlyMap<string, { readonly schoolId: string; readonly open: boolean }>;
  /** The posting a teacher is out on, circuits aside. */
  readonly out: ReadonlyMap<string, Out>;
  /** Teachers ordered elsewhere already. */
  readonly ordered: ReadonlySet<string>;
}

async function factsFor(
  tx: Tx,
  all: readonly Pick<Visit, 'teacherId' | 'toSectionId'>[],
  startsOn: string,
): Promise<OnFile> {
  const teacherId = { in: [...new Set(all.map((one) => one.teacherId))] };
  const standing = { teacherId, state: { in: ['ordered', 'serving'] } } satisfies Prisma.PostingWhereInput;
  const held = await tx.posting.findMany({ where: standing, select: { id: true } });
  await lockPostings(
    tx,
    held.map(({ id }) => id),
  );
  await lockTeachers(tx, teacherId.in);
  const teachers = await tx.teacher.findMany({
    where: { id: teacherId },
    select: { id: true, leftOn: true, servingSectionId: true },
  });
  const sections = await tx.section.findMany({
    where: { id: { in: [...new Set(all.map((one) => one.toSectionId))] } },
    select: { id: true, schoolId: true, school: { select: { openedOn: true, closedOn: true } } },
  });
  const open = await tx.posting.findMany({
    where: { ...standing, form: { not: 'circuit' }, endedOn: null },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  });
  const serving = new Map(teachers.map((one) => [one.id, one.servingSectionId]));
  const schoolOf = new Map(
    (
      await tx.section.findMany({
        where: { id: { in: [...serving.values()] } },
        select: { id: true, schoolId: true },
      })
    ).map((one) => [one.id, one.schoolId]),
  );
  return {
    teachers: new Map(teachers.map((one) => [one.id, one])),
    sections: new Map(
      sections.map(({ id, schoolId, school }) => [id, { schoolId, open: isOpenOn(school, startsOn) }]),
    ),
    out: new Map(
      open
        .filter(
          ({ state, teacherId: who, hostSchoolId }) =>
            state === 'serving' && schoolOf.get(serving.get(who) ?? '') === hostSchoolId,
        )
        .map((posting) => [posting.teacherId, posting]),
    ),
    ordered: new Set(open.filter(({ state }) => state === 'ordered').map((posting) => posting.teacherId)),
  };
}

function faultsOf(
  moves: readonly Moved[],
  circuits: readonly Visit[],
  facts: OnFile,
  startsOn: string,
): OrderFault[] {
  const found: OrderFault[] = [];
  const add = (code: OrderFault['code'], teacherId: string, text: Words) =>
    found.push({ code, teacherId, words: text });
  for (const { teacherId, toSectionId } of [...moves, ...circuits]) {
    const leftOn = facts.teachers.get(teacherId)?.leftOn ?? null;
    if (leftOn !== null && dayOf(leftOn) <= startsOn)
      add('left', teacherId, {
        zh: `该教师已于${dayOf(leftOn)}离职。`,
        en: `The teacher has left the service on ${dayOf(leftOn)}.`,
      });
    if (facts.sections.get(toSectionId)?.open !== true)
      add('school-closed', teacherId, {
        zh: `接收学校在${startsOn}不开办。`,
        en: `The host is not open on ${startsOn}.`,
      });
  }
  for (const { teacherId, fromSectionId, form } of moves) {
    const out = facts.out.get(teacherId);
    const until = out?.endsOn ? dayOf(out.endsOn) : null;
    if (facts.ordered.has(teacherId)) add('ordered-elsewhere', teacherId, words.orderedElsewhere);
    if (out !== undefined && !out.relationMoves && (until === null || until >= startsOn))
      add('goes-on-longer', teacherId, {
        zh: `该教师现有派任${until === null ? '没有期满日期' : `到${until}才期满`}，在${startsOn}仍未结束。`,
        en: `The teacher’s present posting ${until === null ? 'has no last day' : `lasts until ${until}`} and is not over on ${startsOn}.`,
      });
    if (form === 'return' && out === undefined) add('nothing-to-return-from', teacherId, words.nothing);
    const here = facts.teachers.get(teacherId)?.servingSectionId;
    const known = form === 'return' || out?.fromSectionId === fromSectionId || here === fromSectionId;
    if (!known) add('serves-elsewhere', teacherId, words.servesElsewhere);
  }
  for (const { teacherId } of circuits)
    if (facts.ordered.has(teacherId)) add('ordered-elsewhere', teacherId, words.orderedElsewhere);
  return found;
}

const words = {
  orderedElsewhere: {
    zh: '该教师已有另一份尚未开始的派任，请先取消。',
    en: 'The teacher is ordered elsewhere already. Cancel that posting first.',
  },
  nothing: {
    zh: '登记中没有该教师正在进行的派任，无从返回。',
    en: 'No posting of the teacher is under way, so there is nothing to return from.',
  },
  servesElsewhere: {
    zh: '该教师现在的任教学校与方案所据不同。',
    en: 'The teacher serves elsewhere by now than the plan was made for.',
  },
} as const satisfies Record<string, Words>;

interface Occasion {
  readonly countyId: string;
  readonly planId: string;
  readonly startsOn: string;
  readonly today: string;
  readonly terms: PostingTerms;
}

/** Ordered late, nobody is late from the outset. */
const reportBy = ({ startsOn, today, terms }: Occasion): string =>
  plusDays(startsOn > today ? startsOn : today, terms.reportDays);

/** Where the personnel relation goes along nobody comes back, so no last day is set. */
function postingOf(move: Moved, occasion: Occasion) {
  const { countyId, planId, startsOn, terms } = occasion;
  const months = move.role === null ? terms.stayMonths : terms.cadreMonths;
  return {
    id: uuid(),
    countyId,
    teacherId: move.teacherId,
    fromSectionId: move.fromSectionId,
    toSectionId: move.toSectionId,
    hostSchoolId: move.to.schoolId,
    subject: move.subject,
    role: move.role,
    form: move.form,
    relationMoves: move.relationMoves,
    startsOn: dateOf(startsOn),
    endsOn: move.relationMoves ? null : dateOf(lastDay(startsOn, months)),
    reportBy: dateOf(reportBy(occasion)),
    state: 'ordered' as const,
    planId,
    moveId: move.id,
  };
}

/** Circuits are planned anew every year. */
function visitOf(visit: Visit, { sections }: OnFile, { countyId, planId, startsOn }: Occasion) {
  return {
    id: uuid(),
    countyId,
    teacherId: visit.teacherId,
    fromSectionId: visit.fromSectionId,
    toSectionId: visit.toSectionId,
    hostSchoolId: sections.get(visit.toSectionId)?.schoolId ?? '',
    subject: visit.subject,
    role: null,
    form: 'circuit' as const,
    relationMoves: false,
    days: visit.days,
    startsOn: dateOf(startsOn),
    endsOn: dateOf(lastDay(startsOn, 12)),
    state: 'ordered' as const,
    decision: 'return' as const,
    planId,
  };
}

/** Ends what the teachers of a plan are out on, the day before at the latest. Answers how many. */
async function endWhatGoesBefore(
  tx: Tx,
  moves: readonly Moved[],
  { out }: OnFile,
  startsOn: string,
  userId: string,
): Promise<number> {
  const before = plusDays(startsOn, -1);
  let count = 0;
  for (const move of moves) {
    const posting = out.get(move.teacherId);
    if (posting === undefined) continue;
    const planned = posting.endsOn && dayOf(posting.endsOn);
    const after = {
      decision: 'return',
      endsOn: planned !== null && planned < before ? planned : before,
      backSectionId: backOf(move, posting),
    } as const;
    if (isDeepStrictEqual(beforeOf(posting, after), after)) continue;
    await keepChange(tx, posting, 'decide', { on: startsOn, after }, userId);
    count += 1;
  }
  return count;
}

/** Where the relation had moved, the way to the next post goes from there and not by the old home. */
function backOf(move: Moved, posting: Out): string | null {
  if (move.form === 'return') return move.toSectionId === posting.fromSectionId ? null : move.toSectionId;
  return posting.relationMoves ? posting.toSectionId : null;
}
