import { z } from 'zod';
import type { Database } from '../../prisma/client.ts';
import type { Posting, Prisma } from '../../prisma/generated/client.ts';
import type { CarriedOut } from '../../schema/posting-acts.ts';
import { plusDays } from '../../solver/calendar.ts';
import { type Deed, recordDeed } from '../audit-event.ts';
import { dateOf, dayOf } from '../day.ts';
import { appointedBy, takeUp } from './appoint.ts';
import { isOpenOn } from './open-on.ts';
import { keepChange, lockPostings, lockTeachers, type Tx } from './step.ts';

/**
 * Brings about what a day brings: whose first day has come serves at the host, who was recruited is a teacher, and whose last
 * day is over, as a person has decided, serves at home again. It goes by the dates of the postings and never by the day it is called: called late it writes
 * the same as in time, and called twice, or with the clock turned back, it finds nothing to do.
 */
export async function carryOut(
  { db }: Pick<Database, 'db'>,
  countyId: string | null,
  todayIn: (timeZone: string) => string,
): Promise<CarriedOut> {
  const counties = await db.county.findMany({
    where: {
      ...(countyId !== null && { id: countyId }),
      OR: [{ postings: { some: waiting } }, { recruits: { some: { state: 'ordered' } } }],
    },
    select: { id: true, timeZone: true },
    orderBy: { id: 'asc' },
  });
  const all: CarriedOut[] = [];
  for (const { id, timeZone } of counties) all.push(await carryOutIn(db, id, todayIn(timeZone)));
  return {
    landed: all.flatMap(({ landed }) => landed),
    ended: all.flatMap(({ ended }) => ended),
    held: all.flatMap(({ held }) => held),
    heldRecruits: all.flatMap(({ heldRecruits }) => heldRecruits),
  };
}

const waiting = {
  OR: [{ state: 'ordered' }, { state: 'serving', decision: 'return', endsOn: { not: null } }],
} as const satisfies Prisma.PostingWhereInput;

/** What is due by `today`. */
const dueBy = (today: string) =>
  ({
    OR: [
      { state: 'ordered', startsOn: { lte: dateOf(today) } },
      { state: 'serving', decision: 'return', endsOn: { lt: dateOf(today) } },
    ],
  }) as const satisfies Prisma.PostingWhereInput;

async function carryOutIn(db: Database['db'], countyId: string, today: string): Promise<CarriedOut> {
  const due = { countyId, ...dueBy(today) };
  const beginning = { ...appointedBy(today), recruit: { state: 'ordered', countyId } } as const;
  const nothing =
    (await db.posting.count({ where: due })) + (await db.placement.count({ where: beginning })) === 0;
  if (nothing) return { landed: [], ended: [], held: [], heldRecruits: [] };
  return db.$transaction(
    async (tx) => {
      // Two servers at once: the second waits, and finds nothing left.
      await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
      const found = await tx.posting.findMany({ where: due, select: { id: true, teacherId: true } });
      const teacherIds = [...new Set(found.map(({ teacherId }) => teacherId))];
      const open = await tx.posting.findMany({
        where: { teacherId: { in: teacherIds }, state: { in: ['ordered', 'serving'] } },
        select: { id: true },
      });
      const held = open.map(({ id }) => id);
      await lockPostings(tx, held);
      await lockTeachers(tx, teacherIds);
      // Looked at again under the lock: what an officer has cancelled or put off meanwhile is not due any more.
      const postings = await tx.posting.findMany({ where: { ...due, id: { in: held } }, include: around });
      const steps = postings
        .map((posting) => ({ posting, on: dayOfStep(posting) }))
        .sort(
          (a, b) =>
            order(a.on, b.on) || order(rank(a.posting), rank(b.posting)) || order(a.posting.id, b.posting.id),
        );
      const done: Done = { landed: [], ended: [], held: [], deeds: [] };
      for (const { posting, on } of steps) {
        if (done.ended.includes(posting.id)) continue;
        const happens =
          posting.state === 'ordered' ? await land(tx, posting, on, done) : await end(tx, posting, on, done);
        if (!happens) done.held.push(posting.id);
        else if (posting.state === 'ordered') done.landed.push(posting.id);
        else done.ended.push(posting.id);
      }
      const { landed, heldRecruits } = await takeUp(tx, countyId, today);
      done.landed.push(...landed);
      const { deeds, ...carriedOut } = done;
      for (const deed of deeds) await recordDeed(tx, { ...deed, countyId, userId: null, entity: 'Teacher' });
      if (done.landed.length + done.ended.length > 0)
        await recordDeed(tx, {
          countyId,
          userId: null,
          action: 'posting.carry-out',
          entity: 'County',
          entityId: countyId,
          after: { today, landed: done.landed, ended: done.ended },
        });
      return { ...carriedOut, heldRecruits };
    },
    { timeout: LONGEST },
  );
}

/** What was brought about, and of which teachers it changed what. */
interface Done {
  readonly landed: string[];
  readonly ended: string[];
  readonly held: string[];
  readonly deeds: Pick<Deed, 'action' | 'entityId' | 'before' | 'after'>[];
}

/** A whole county's postings may begin on one day; ms. */
const LONGEST = 120_000;

const order = (a: string | number, b: string | number): number => (a < b ? -1 : Number(a > b));
/** Who comes home and goes out again on one day does so in this order. */
const rank = ({ state }: Posting) => (state === 'serving' ? 0 : 1);

const dayOfStep = ({ state, startsOn, endsOn }: Posting): string =>
  state === 'ordered' || endsOn === null ? dayOf(startsOn) : plusDays(dayOf(endsOn), 1);

const school = { select: { openedOn: true, closedOn: true } } as const;
const around = {
  hostSchool: school,
  from: { select: { id: true, schoolId: true, school } },
  back: { select: { id: true, schoolId: true, school } },
} as const satisfies Prisma.PostingInclude;
type Due = Prisma.PostingGetPayload<{ include: typeof around }>;

/** False: it waits for a person. */
async function land(tx: Tx, posting: Due, on: string, done: Done): Promise<boolean> {
  if (posting.form === 'circuit') {
    await keepChange(tx, posting, 'land', { on, after: { state: 'serving' } }, null);
    return true;
  }
  const teacher = await lockedTeacher(tx, posting.teacherId);
  const gone = teacher.leftOn !== null && dayOf(teacher.leftOn) <= on;
  if (gone || posting.toSectionId === null || !isOpenOn(posting.hostSchool, on)) return false;
  await endOthers(tx, posting, on, done);
  const there = {
    ...(teacher.servingSectionId !== posting.toSectionId && {
      servingSectionId: posting.toSectionId,
      servingSince: on,
    }),
    ...(posting.subject !== null &&
      posting.subject !== teacher.subject && { subject: posting.subject, secondSubject: teacher.subject }),
    ...(posting.role !== null && { cadreRole: posting.role, cadreSince: on, cadreTerms: 1 }),
    ...(posting.relationMoves && { registeredSchoolId: posting.hostSchoolId, registeredSince: on }),
  };
  await changeTeacher(tx, posting, 'land', { on, state: 'serving' }, { teacher, changed: there, done });
  return true;
}

/** Nobody serves two postings: whatever else of the teacher is under way ends the day before. */
async function endOthers(
  tx: Tx,
  { id, teacherId }: Posting,
  on: string,
  { ended }: Pick<Done, 'ended'>,
): Promise<void> {
  const others = await tx.posting.findMany({
    where: {
      teacherId,
      id: { not: id },
      state: 'serving',
      endedOn: null,
      form: { not: 'circuit' },
      startsOn: { lt: dateOf(on) },
    },
    orderBy: { id: 'asc' },
  });
  for (const other of others) {
    await keepChange(tx, other, 'end', { on, after: { state: 'ended', endedOn: plusDays(on, -1) } }, null);
    ended.push(other.id);
  }
}

/** False: it waits for a person. */
async function end(tx: Tx, posting: Due, on: string, done: Done): Promise<boolean> {
  const endedOn = plusDays(on, -1);
  const ended = { on, state: 'ended' as const, endedOn };
  if (posting.form === 'circuit') {
    await keepChange(tx, posting, 'end', { on, after: { state: 'ended', endedOn } }, null);
    return true;
  }
  const teacher = await lockedTeacher(tx, posting.teacherId);
  // Who serves elsewhere by now, or has left, is not fetched back.
  const gone = teacher.leftOn !== null && dayOf(teacher.leftOn) <= on;
  const stays = teacher.servingSectionId !== posting.toSectionId || gone;
  const home = posting.back ?? posting.from;
  if (stays || home?.id === posting.toSectionId) {
    await changeTeacher(tx, posting, 'end', ended, { teacher, changed: {}, done });
    return true;
  }
  if (home === null || !isOpenOn(home.school, on)) return false;
  const before = await taughtBefore(tx, posting.id);
  const changed = {
    ...before,
    servingSectionId: home.id,
    servingSince: on,
    ...(posting.relationMoves && { registeredSchoolId: home.schoolId, registeredSince: on }),
  };
  await changeTeacher(tx, posting, 'end', ended, { teacher, changed, done });
  return true;
}

/** What of a teacher a posting changes: days as YYYY-MM-DD. */
const taken = z.object({
  servingSectionId: z.string(),
  servingSince: z.string(),
  registeredSchoolId: z.string(),
  registeredSince: z.string(),
  subject: z.string().nullable(),
  secondSubject: z.string().nullable(),
  cadreRole: z.enum(['principal', 'deputy', 'mid_level', 'reserve']).nullable(),
  cadreSince: z.string().nullable(),
  cadreTerms: z.int(),
});
type Taken = z.infer<typeof taken>;

export async function lockedTeacher(tx: Tx, id: string) {
  await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Teacher" WHERE id = $1::uuid FOR UPDATE', id);
  return tx.teacher.findUniqueOrThrow({ where: { id } });
}
type Held = Awaited<ReturnType<typeof lockedTeacher>>;

/** A step of a posting that changes its teacher: both are kept in the change, as they were and as they are. */
async function changeTeacher(
  tx: Tx,
  posting: Posting,
  name: 'land' | 'end',
  { on, ...after }: { on: string; state: 'serving' | 'ended'; endedOn?: string },
  { teacher, changed, done }: { teacher: Held; changed: Partial<Taken>; done: Pick<Done, 'deeds'> },
): Promise<void> {
  await writeTeacher(tx, teacher.id, changed);
  const before = partOf(teacher, changed);
  await keepChange(
    tx,
    posting,
    name,
    { on, after, besides: { before: { teacher: before }, after: { teacher: changed } } },
    null,
  );
  if (Object.keys(changed).length > 0)
    done.deeds.push({ action: `posting.${name}`, entityId: teacher.id, before, after: changed });
}

export async function writeTeacher(tx: Tx, id: string, changed: Partial<Taken>): Promise<void> {
  if (Object.keys(changed).length === 0) return;
  const { servingSince, registeredSince, cadreSince, ...rest } = changed;
  await tx.teacher.update({
    where: { id },
    data: {
      ...rest,
      ...(servingSince !== undefined && { servingSince: dateOf(servingSince) }),
      ...(registeredSince !== undefined && { registeredSince: dateOf(registeredSince) }),
      ...(cadreSince !== undefined && { cadreSince: cadreSince === null ? null : dateOf(cadreSince) }),
      version: { increment: 1 },
    },
  });
}

/** What of the teacher was changed, as it was. */
export function partOf(teacher: Held, changed: Partial<Taken>): Prisma.JsonObject {
  const now: Taken = {
    servingSectionId: teacher.servingSectionId,
    servingSince: dayOf(teacher.servingSince),
    registeredSchoolId: teacher.registeredSchoolId,
    registeredSince: dayOf(teacher.registeredSince),
    subject: teacher.subject,
    secondSubject: teacher.secondSubject,
    cadreRole: teacher.cadreRole,
    cadreSince: teacher.cadreSince && dayOf(teacher.cadreSince),
    cadreTerms: teacher.cadreTerms,
  };
  return Object.fromEntries(Object.entries(now).filter(([field]) => field in changed));
}

/** How the teacher was before the posting began; empty: it began before it was followed here. */
export async function beforeLanding(tx: Tx, postingId: string): Promise<Partial<Taken>> {
  const landing = await tx.postingChange.findFirst({
    where: { postingId, step: 'land' },
    orderBy: { position: 'desc' },
    select: { before: true },
  });
  const { teacher } = landed.parse(landing?.before ?? {});
  return isPart(teacher) ? teacher : {};
}
const landed = z.object({ teacher: z.unknown().optional() });
const isPart = (value: unknown): value is Partial<Taken> => taken.partial().safeParse(value).success;

/** Subjects and office as they were: at home again, the teacher teaches what was taught there. */
async function taughtBefore(tx: Tx, postingId: string): Promise<Partial<Taken>> {
  const { subject, secondSubject, cadreRole, cadreSince, cadreTerms } = await beforeLanding(tx, postingId);
  return {
    ...(subject !== undefined && { subject }),
    ...(secondSubject !== undefined && { secondSubject }),
    ...(cadreRole !== undefined && { cadreRole }),
    ...(cadreSince !== undefined && { cadreSince }),
    ...(cadreTerms !== undefined && { cadreTerms }),
  };
}
