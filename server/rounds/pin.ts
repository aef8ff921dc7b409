import type { Database } from '../../prisma/client.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import type { PinInput, Viewer } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { Words } from '../../solver/plan.ts';
import { curriculum } from '../../solver/problem.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { lockedRound, roundInPlanning } from './planning.ts';

const most = 1_000;

/**
 * Fixes moves and stays, and forbids sections, for a round: all pins or none. Where a teacher is already told to
 * move or to stay, the new word takes the place of the old, as it does of a ban or move to the same section.
 * Throws `NotFound`, `NotAllowed`, `RoundNotOpen`, `VersionConflict`, `InvalidInput`.
 */
export async function pin(
  { db }: Database,
  viewer: Viewer,
  roundId: string,
  roundVersion: number,
  pins: readonly PinInput[],
): Promise<void> {
  await roundInPlanning(db, viewer, roundId);
  if (pins.length > most)
    throw new InvalidInput(['pins'], {
      zh: `一次最多固定 ${most} 条。`,
      en: `At most ${most} pins at once.`,
    });
  await db.$transaction(async (tx) => {
    const round = await lockedRound(tx, roundId);
    await mustBeAt(tx, 'Round', round, roundVersion);
    await writePins(tx, viewer, round, pins);
  });
}

/** Pins in a round that is held, and records it. Throws `InvalidInput`. */
export async function writePins(
  tx: Prisma.TransactionClient,
  { userId }: Viewer,
  round: Round,
  pins: readonly PinInput[],
): Promise<void> {
  const { id: roundId, countyId } = round;
  await checkPins(tx, round, pins);
  const gone = await tx.pin.findMany({ where: { roundId, OR: pins.map(replaced) }, select: pinned });
  await tx.pin.deleteMany({ where: { roundId, OR: pins.map(replaced) } });
  await tx.pin.createMany({
    data: pins.map(({ kind, teacherId, sectionId, subject, reason }) => ({
      countyId,
      roundId,
      kind,
      teacherId,
      sectionId: sectionId ?? null,
      subject: subject ?? null,
      reason: reason ?? null,
      createdBy: userId,
      createdAt: instant(),
    })),
  });
  await tx.round.update({ where: { id: roundId }, data: { version: { increment: 1 } } });
  await recordDeed(tx, {
    countyId,
    userId,
    action: 'round.pin',
    entity: 'Round',
    entityId: roundId,
    before: { pins: gone },
    after: { pins: pins.map((pin) => ({ ...pin })) },
  });
}

/** Whether a pin takes the place of one that stood before (`replaced`, of pins that are not in the database). */
export const takesPlaceOf = (newer: PinInput, standing: PinInput): boolean =>
  newer.teacherId === standing.teacherId &&
  (newer.kind === 'forbid' || standing.kind === 'forbid' ? newer.sectionId === standing.sectionId : true);

/** What the record tells of a pin. */
const pinned = { kind: true, teacherId: true, sectionId: true, subject: true, reason: true } as const;

/** The earlier pins a new one takes the place of. */
function replaced({ kind, teacherId, sectionId }: PinInput): Prisma.PinWhereInput {
  const there = { sectionId: sectionId ?? null };
  if (kind === 'forbid') return { teacherId, kind: { in: ['forbid', 'move'] }, ...there };
  const fixed: Prisma.PinWhereInput = { kind: { in: ['move', 'stay'] } };
  return { teacherId, OR: kind === 'move' ? [fixed, { kind: 'forbid', ...there }] : [fixed] };
}

/**
 * Teachers and sections are the county's; a move and a ban name a section, a stay names none; a move goes
 * elsewhere, to teach what takes specialists; no pin denies another.
 */
export async function checkPins(
  tx: Prisma.TransactionClient,
  round: Round,
  pins: readonly PinInput[],
): Promise<void> {
  const known = await onFile(tx, round, pins);
  const fixed = new Set<string>();
  const named = { move: new Set<string>(), forbid: new Set<string>() };
  for (const [index, given] of pins.entries()) {
    const { kind, teacherId, sectionId } = given;
    const wrong = faultOf(given, known);
    if (wrong !== undefined) throw refused(index, wrong);
    if (kind !== 'stay') {
      const there = `${teacherId} ${sectionId}`;
      if ((kind === 'move' ? named.forbid : named.move).has(there)) throw refused(index, faults.denied);
      named[kind].add(there);
    }
    if (kind === 'forbid') continue;
    if (fixed.has(teacherId)) throw refused(index, faults.twice);
    fixed.add(teacherId);
  }
}

interface OnFile {
  /** Teachers' ids to the sections they serve. */
  readonly teachers: ReadonlyMap<string, string>;
  readonly sections: ReadonlySet<string>;
  readonly specialist: ReadonlySet<string>;
}

/** Whom and what the pins may name: sections are of public schools open on the day the moves take effect. */
async function onFile(
  tx: Prisma.TransactionClient,
  { countyId, curriculumId, effective }: Round,
  pins: readonly PinInput[],
): Promise<OnFile> {
  const teachers = await tx.teacher.findMany({
    where: { id: { in: [...new Set(pins.map(({ teacherId }) => teacherId))] }, countyId },
    select: { id: true, servingSectionId: true },
  });
  const sections = await tx.section.findMany({
    where: {
      id: { in: [...new Set(pins.flatMap(({ sectionId }) => sectionId ?? []))] },
      countyId,
      school: {
        ownership: 'public',
        AND: [
          { OR: [{ openedOn: null }, { openedOn: { lte: effective } }] },
          { OR: [{ closedOn: null }, { closedOn: { gt: effective } }] },
        ],
      },
    },
    select: { id: true },
  });
  const { body } = await tx.curriculumStandard.findUniqueOrThrow({ where: { id: curriculumId } });
  const { subjects } = curriculum.parse(body);
  return {
    teachers: new Map(teachers.map(({ id, servingSectionId }) => [id, servingSectionId])),
    sections: new Set(sections.map(({ id }) => id)),
    specialist: new Set(subjects.filter(({ specialist }) => specialist).map(({ code }) => code)),
  };
}

interface Fault extends Words {
  readonly field: 'teacherId' | 'sectionId' | 'subject';
}

/** What is wrong with a pin, whatever the others say; undefined: nothing. */
function faultOf(given: PinInput, { teachers, sections, specialist }: OnFile): Fault | undefined {
  const { kind, teacherId, sectionId, subject } = given;
  if (!teachers.has(teacherId)) return faults.teacher;
  if ((kind === 'stay') !== (sectionId === undefined)) return faults.sectionWanted;
  if (sectionId !== undefined && !sections.has(sectionId)) return faults.section;
  if (kind !== 'move') return subject === undefined ? undefined : faults.subjectUnasked;
  if (teachers.get(teacherId) === sectionId) return faults.servedNow;
  return subject === undefined || specialist.has(subject) ? undefined : faults.subject;
}

const refused = (index: number, { field, zh, en }: Fault): InvalidInput =>
  new InvalidInput(['pins', String(index), field], { zh, en });

const faults = {
  teacher: { field: 'teacherId', zh: '本县没有该教师。', en: 'The county has no such teacher.' },
  twice: { field: 'teacherId', zh: '同一教师只能固定一次。', en: 'A teacher can be fixed once only.' },
  sectionWanted: {
    field: 'sectionId',
    zh: '固定调动或禁止去向须指定学部，固定留任不须指定。',
    en: 'A fixed move and a ban name a section; a fixed stay names none.',
  },
  section: {
    field: 'sectionId',
    zh: '本县公办学校没有该学部，或学校在生效日期不开办。',
    en: 'No public school of the county that is open on the day of effect has such a section.',
  },
  servedNow: {
    field: 'sectionId',
    zh: '该教师现就在该学部任教，请另选学部，或固定其留任。',
    en: 'The teacher serves in that section now. Choose another, or fix a stay.',
  },
  denied: {
    field: 'sectionId',
    zh: '同一教师的同一学部不能既固定又禁止。',
    en: 'A teacher cannot be both fixed to a section and banned from it.',
  },
  subject: {
    field: 'subject',
    zh: '本轮次的课程标准中没有该学科，或该学科不设专任岗位。',
    en: 'The round’s curriculum has no such subject, or it takes no specialists.',
  },
  subjectUnasked: {
    field: 'subject',
    zh: '只有固定调动可以指定学科。',
    en: 'Only a fixed move names a subject.',
  },
} as const satisfies Record<string, Fault>;
