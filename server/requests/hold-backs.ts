import type { Database } from '../../prisma/client.ts';
import type { HoldBack, Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../schema/errors.ts';
import { holdBackSteps, holdsBack } from '../../schema/round-steps.ts';
import { answersSchool, heads, rows } from '../../schema/scope.ts';
import type { Actor, Versioned } from '../../schema/year-acts.ts';
import { OutOfStep } from '../../schema/year-refusals.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dayOf } from '../day.ts';
import { isOnStaff } from '../rounds/facts.ts';
import { heldRound, lockedRound } from '../rounds/planning.ts';
import { roundSeen } from '../rounds/round-seen.ts';
import { mustBeOpen } from '../rounds/windows.ts';
import { textOf, textWanted } from '../text.ts';
import type { YearMeans } from '../year.ts';
import { holdBackLimit } from './hold-back-places.ts';
import { mustTakeStep } from './late.ts';

type Tx = Prisma.TransactionClient;

/** Asks to keep a teacher of the own school in one round, within the number the round's policy allows its section. */
export async function ask(
  { database: { db } }: YearMeans,
  actor: Actor,
  roundId: string,
  teacherId: string,
  reason: string,
): Promise<string> {
  const { viewer } = actor;
  const { countyId, county } = await roundSeen(db, viewer, roundId);
  const teacher = await db.teacher.findFirst({
    where: { AND: [{ id: teacherId, countyId }, rows(viewer).teacher] },
    select: { servingSectionId: true, serving: { select: { schoolId: true } } },
  });
  if (teacher === null) throw new NotFound();
  if (!heads(viewer, teacher.serving.schoolId)) throw new NotAllowed();
  const said = textWanted(reason, ['reason'], LONGEST, {
    zh: '请写明暂留理由。',
    en: 'Say why the teacher should be kept.',
  });
  const today = actor.today(county.timeZone);
  const sectionId = teacher.servingSectionId;
  return db.$transaction(async (tx) => {
    const round = await lockedRound(tx, roundId);
    await mustBeOpen(tx, roundId, 'requests', today);
    await mustBeAllowed(tx, round, sectionId, teacherId);
    const { id } = await tx.holdBack.create({
      data: {
        createdAt: instant(),
        countyId,
        roundId,
        teacherId,
        sectionId,
        reason: said,
        createdBy: viewer.userId,
      },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'hold-back.ask',
      entity: 'HoldBack',
      entityId: id,
      // Why may be an illness: it stands with the hold-back alone.
      after: { roundId, teacherId, sectionId },
    });
    return id;
  });
}

const LONGEST = 500;

/** Refuses a second for one teacher, somebody not on the staff by then, and more than the policy allows. */
async function mustBeAllowed(
  tx: Tx,
  round: { readonly id: string; readonly policyId: string; readonly effective: Date },
  sectionId: string,
  teacherId: string,
): Promise<void> {
  const standing = {
    roundId: round.id,
    state: { in: [...holdsBack] },
  } satisfies Prisma.HoldBackWhereInput;
  // By the teacher, who may have been asked for at another section before.
  if ((await tx.holdBack.count({ where: { ...standing, teacherId } })) > 0)
    throw new InvalidInput(['teacherId'], {
      zh: '本轮次已为该教师申请暂留。',
      en: 'A hold-back of this teacher is asked for already.',
    });
  const staff = await tx.$queryRawUnsafe<{ id: string }[]>(
    `SELECT teacher.id FROM "Teacher" teacher, (SELECT $2::date AS day) input
     WHERE teacher."servingSectionId" = $1::uuid AND ${isOnStaff}`,
    sectionId,
    dayOf(round.effective),
  );
  if (!staff.some(({ id }) => id === teacherId))
    throw new InvalidInput(['teacherId'], {
      zh: '调动生效时该教师不在该学部任教。',
      en: 'The teacher does not serve in the section on the day the moves take effect.',
    });
  const { body } = await tx.policy.findUniqueOrThrow({ where: { id: round.policyId } });
  const limit = holdBackLimit(body, staff.length);
  if (limit === null)
    throw new InvalidInput(['teacherId'], {
      zh: '本轮次的政策不设学校暂留。',
      en: 'The policy of this round knows no hold-backs.',
    });
  const asked = await tx.holdBack.count({ where: { ...standing, sectionId } });
  if (asked >= limit)
    throw new InvalidInput(['teacherId'], {
      zh: `该学部${staff.length}名教师，按政策最多暂留${limit}人，已申请${asked}人。`,
      en: `Of the ${staff.length} teachers of the section the policy lets ${limit} be held back; ${asked} are asked for already.`,
    });
}

/**
 * Gives it up, or answers it. One that nobody answered while the round was planned is still refused or taken back until the
 * round is closed: it is in no problem, and nothing is left without an answer.
 */
export async function takeStep(
  { database: { db } }: YearMeans,
  { viewer }: Actor,
  { id, version }: Versioned,
  name: keyof typeof holdBackSteps,
  reason: string | null,
): Promise<void> {
  const found = await seen(db, viewer, id);
  const { from, to, by } = holdBackSteps[name];
  const { schoolId } = found.section;
  const may = by === 'principal' ? heads(viewer, schoolId) : answersSchool(viewer, { ...found, schoolId });
  if (!may) throw new NotAllowed();
  const said =
    name === 'refuse'
      ? textWanted(reason, ['reason'], LONGEST, {
          zh: '请写明不予批准的理由。',
          en: 'Say why it is refused.',
        })
      : textOf(reason, ['reason'], LONGEST);
  const answered =
    by === 'hr-officer' ? { decision: said, decidedBy: viewer.userId, decidedAt: instant() } : {};
  await db.$transaction(async (tx) => {
    const round = await heldRound(tx, found.roundId);
    const held = await tx.holdBack.findUniqueOrThrow({ where: { id } });
    await mustBeAt(tx, 'HoldBack', held, version);
    const states: readonly string[] = from;
    if (!states.includes(held.state)) throw new OutOfStep(held.state, from);
    mustTakeStep(round, held, name);
    const after = await tx.holdBack.update({
      where: { id },
      data: { ...answered, state: to, version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId: held.countyId,
      userId: viewer.userId,
      action: `hold-back.${name}`,
      entity: 'HoldBack',
      entityId: id,
      before: told(held),
      after: told(after),
      reason: said ?? undefined,
    });
  });
}

async function seen(db: Database['db'], viewer: Actor['viewer'], id: string) {
  const held = await db.holdBack.findFirst({
    where: { AND: [{ id }, rows(viewer).holdBack] },
    include: { section: { select: { schoolId: true } } },
  });
  if (held === null) throw new NotFound();
  return held;
}

const told = ({ teacherId, sectionId, state, decision, version }: HoldBack) => ({
  teacherId,
  sectionId,
  state,
  decision,
  version,
});
