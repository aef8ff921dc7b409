import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../schema/errors.ts';
import { isTeacher, rows } from '../../schema/scope.ts';
import type { Actor, WishesGiven } from '../../schema/year-acts.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dayOf } from '../day.ts';
import { lockedRound } from '../rounds/planning.ts';
import { roundSeen } from '../rounds/round-seen.ts';
import { mustBeOpen } from '../rounds/windows.ts';
import { textOf } from '../text.ts';
import type { YearMeans } from '../year.ts';

const most = { choices: 30, note: 500 };

/** Writes the own wishes for a round's school year, in place of those of before. */
export async function setWishes(
  { database: { db } }: YearMeans,
  actor: Actor,
  { roundId, teacherId, version, volunteer, choices, note }: WishesGiven,
): Promise<string> {
  const { viewer } = actor;
  const { countyId, county, schoolYear, effective } = await roundSeen(db, viewer, roundId);
  const teacher = await db.teacher.findFirst({
    where: { AND: [{ id: teacherId, countyId }, rows(viewer).teacher] },
    select: { serving: { select: { schoolId: true } } },
  });
  if (teacher === null) throw new NotFound();
  if (!isTeacher(viewer, teacherId)) throw new NotAllowed();
  const said = textOf(note, ['note'], most.note);
  const today = actor.today(county.timeZone);
  return db.$transaction(async (tx) => {
    await lockedRound(tx, roundId);
    await mustBeOpen(tx, roundId, 'wishes', today);
    await check(tx, { countyId, effective, ownSchool: teacher.serving.schoolId }, choices);
    const before = await tx.wish.findUnique({
      where: { teacherId_schoolYear: { teacherId, schoolYear } },
      include: { choices: { orderBy: { rank: 'asc' } } },
    });
    await mustBeAt(tx, 'Wish', before ?? unwritten, version);
    const written = { roundId, volunteer, note: said, updatedAt: instant() };
    const { id } = await tx.wish.upsert({
      where: { teacherId_schoolYear: { teacherId, schoolYear } },
      create: { countyId, teacherId, schoolYear, ...written },
      update: { ...written, version: { increment: 1 } },
    });
    await tx.wishChoice.deleteMany({ where: { wishId: id } });
    await tx.wishChoice.createMany({
      data: choices.map(({ schoolId, zoneId }, index) => ({
        wishId: id,
        rank: index + 1,
        schoolId: schoolId ?? null,
        zoneId: zoneId ?? null,
      })),
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'wish.set',
      entity: 'Wish',
      entityId: id,
      ...(before && {
        before: { volunteer: before.volunteer, note: before.note, choices: before.choices.map(told) },
      }),
      after: { volunteer, note: said, choices: choices.map(told) },
    });
    return id;
  });
}

/** Of whom no wishes are on file. */
const unwritten = { id: '', version: 0 };

const told = ({
  schoolId,
  zoneId,
}: {
  schoolId?: string | null | undefined;
  zoneId?: string | null | undefined;
}) => ({
  ...(schoolId != null && { schoolId }),
  ...(zoneId != null && { zoneId }),
});

/** Each names a school or a zone of the county, once; a school is public, open on the day of effect, and another than the own. */
async function check(
  tx: Prisma.TransactionClient,
  { countyId, effective, ownSchool }: { countyId: string; effective: Date; ownSchool: string },
  choices: WishesGiven['choices'],
): Promise<void> {
  if (choices.length > most.choices)
    throw new InvalidInput(['choices'], {
      zh: `志愿最多${most.choices}个，现有${choices.length}个。`,
      en: `At most ${most.choices} choices can be named, and there are ${choices.length}.`,
    });
  const schools = await tx.school.findMany({
    where: {
      id: { in: choices.flatMap(({ schoolId }) => schoolId ?? []) },
      countyId,
      ownership: 'public',
      AND: [
        { OR: [{ openedOn: null }, { openedOn: { lte: effective } }] },
        { OR: [{ closedOn: null }, { closedOn: { gt: effective } }] },
      ],
    },
    select: { id: true },
  });
  const zones = await tx.zone.findMany({
    where: { id: { in: choices.flatMap(({ zoneId }) => zoneId ?? []) }, countyId },
    select: { id: true },
  });
  const known = new Set([...schools, ...zones].map(({ id }) => id));
  const named = new Set<string>();
  for (const [index, { schoolId, zoneId }] of choices.entries()) {
    const at = (field: string) => ['choices', String(index), field];
    const place = schoolId ?? zoneId;
    if (place === undefined || (schoolId !== undefined && zoneId !== undefined))
      throw new InvalidInput(at('schoolId'), {
        zh: `第${index + 1}志愿须写一所学校或一个片区，只能写一个。`,
        en: `Choice ${index + 1} has to name a school or a zone, and one of them alone.`,
      });
    const field = schoolId === undefined ? 'zoneId' : 'schoolId';
    if (!known.has(place))
      throw new InvalidInput(at(field), {
        zh: `第${index + 1}志愿不是本县的片区，也不是${dayOf(effective)}开办的公办学校。`,
        en: `Choice ${index + 1} is neither a zone of the county nor a public school of it that is open on ${dayOf(effective)}.`,
      });
    if (place === ownSchool)
      throw new InvalidInput(at(field), {
        zh: `第${index + 1}志愿是您现在任教的学校，请另选。`,
        en: `Choice ${index + 1} is the school you serve at now. Name another.`,
      });
    if (named.has(place))
      throw new InvalidInput(at(field), {
        zh: `第${index + 1}志愿重复。`,
        en: `Choice ${index + 1} is named before.`,
      });
    named.add(place);
  }
}
