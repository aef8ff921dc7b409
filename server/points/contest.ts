import type { Database } from '../../prisma/client.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import { contestBar, contestHeard } from '../../schema/contest-heard.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../schema/errors.ts';
import { contestSteps } from '../../schema/round-steps.ts';
import { isTeacher, mustAdminister, rows } from '../../schema/scope.ts';
import type { Actor, Versioned } from '../../schema/year-acts.ts';
import { NotDoneYet, OutOfStep, PointsFrozen, WindowClosed } from '../../schema/year-refusals.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { heldRound, inPlanning, lockedRound } from '../rounds/planning.ts';
import { roundSeen } from '../rounds/round-seen.ts';
import { textWanted } from '../text.ts';
import type { YearMeans } from '../year.ts';

type Db = Database['db'];
type Tx = Prisma.TransactionClient;

const LONGEST = 1_000;

/** Says what is wrong with the own score, before points are frozen. */
export async function contest(
  { database: { db } }: YearMeans,
  actor: Actor,
  pointsId: string,
  reason: string,
): Promise<string> {
  const { viewer } = actor;
  const { county, ...row } = await pointsSeen(db, viewer, pointsId);
  const { countyId, roundId } = row;
  if (!isTeacher(viewer, row.teacherId)) throw new NotAllowed();
  const said = textWanted(reason, ['reason'], LONGEST, {
    zh: '请写明对积分的异议。',
    en: 'Say what is wrong with the points.',
  });
  const today = actor.today(county.timeZone);
  return db.$transaction(async (tx) => {
    if (roundId !== null) await lockedRound(tx, roundId);
    const bar = contestBar(await roundsOf(tx, row), today);
    if (bar === 'frozen') throw new PointsFrozen();
    if (bar !== null) throw new WindowClosed('points_frozen', bar, today);
    await held(tx, pointsId);
    if ((await tx.pointsContest.count({ where: { pointsId, state: 'submitted' } })) > 0)
      throw new InvalidInput(['pointsId'], {
        zh: '您对该积分已提出复核，请等待答复。',
        en: 'These points are contested already: wait for the answer.',
      });
    const { points } = await tx.points.findUniqueOrThrow({ where: { id: pointsId } });
    const { id } = await tx.pointsContest.create({
      data: {
        createdAt: instant(),
        countyId,
        pointsId,
        reason: said,
        before: points,
        createdBy: viewer.userId,
      },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'points.contest',
      entity: 'PointsContest',
      entityId: id,
      // What the teacher says stands with the contest alone, and so does what is answered.
      after: { pointsId, points },
    });
    return id;
  });
}

/**
 * Answers what a teacher said against a score: with another one, or why it stays. Whatever state its round is in, so that no
 * contest is left without an answer; once points are frozen or planning is over, another score wants a decision that is named.
 */
export async function answer(
  { database: { db } }: YearMeans,
  { viewer }: Actor,
  { id, version }: Versioned,
  points: number | null,
  text: string,
  decision: string | null,
): Promise<void> {
  const found = await db.pointsContest.findFirst({
    where: { AND: [{ id }, rows(viewer).pointsContest] },
    include: { points: { select: { countyId: true, teacherId: true, roundId: true, schoolYear: true } } },
  });
  if (found === null) throw new NotFound();
  await mustAdminister({ db, viewer }, found.countyId);
  if (found.createdBy === viewer.userId || isTeacher(viewer, found.points.teacherId)) throw new NotAllowed();
  if (points !== null) mustBeScore(points);
  const said = textWanted(text, ['answer'], LONGEST, {
    zh: '请写明答复理由。',
    en: 'Say why: a contest is answered with a reason.',
  });
  await db.$transaction(async (tx) => {
    const { roundId } = found.points;
    const round = roundId === null ? null : await heldRound(tx, roundId);
    const late = (round !== null && !inPlanning(round)) || (await areFrozen(tx, found.points));
    const named = points !== null && late ? decisionWanted(decision) : null;
    await held(tx, found.pointsId);
    const before = await tx.pointsContest.findUniqueOrThrow({ where: { id } });
    await mustBeAt(tx, 'PointsContest', before, version);
    const { from, to } = contestSteps[points === null ? 'refuse' : 'change'];
    if (!from.some((state) => state === before.state)) throw new OutOfStep(before.state, from);
    const row = await tx.points.findUniqueOrThrow({ where: { id: found.pointsId } });
    const after = points ?? row.points;
    if (points !== null)
      await tx.points.update({
        where: { id: row.id },
        data: { points, corrected: true, version: { increment: 1 } },
      });
    await tx.pointsContest.update({
      where: { id },
      data: {
        state: to,
        after,
        answer: said,
        answeredBy: viewer.userId,
        answeredAt: instant(),
        version: { increment: 1 },
      },
    });
    await recordDeed(tx, {
      countyId: found.countyId,
      userId: viewer.userId,
      action: 'points.answer',
      entity: 'PointsContest',
      entityId: id,
      before: { points: row.points },
      after: { points: after, ...(named !== null && { decision: named }) },
    });
  });
}

const decisionWanted = (decision: string | null): string =>
  textWanted(decision, ['decision'], 200, {
    zh: '积分已冻结或编制方案已结束，请写明作出更正决定的文件或会议。',
    en: 'The points are frozen, or planning is over. Name the decision by which they are corrected.',
  });

/** Freezes the points of a round: somebody is scored, and nobody waits for an answer. */
export async function freeze(
  { database: { db } }: YearMeans,
  { viewer }: Actor,
  { id: roundId, version }: Versioned,
): Promise<void> {
  const { countyId } = await roundSeen(db, viewer, roundId);
  await mustAdminister({ db, viewer }, countyId);
  await db.$transaction(async (tx) => {
    const round = await lockedRound(tx, roundId);
    await mustBeAt(tx, 'Round', round, version);
    if (round.pointsFrozenAt !== null) throw new PointsFrozen();
    const scored = await tx.points.count({ where: countingIn(round) });
    const waiting = await unanswered(tx, round);
    if (waiting > 0)
      throw new NotDoneYet([
        { zh: `${waiting}件积分复核没有答复`, en: `${waiting} contests of points are unanswered` },
      ]);
    if (scored === 0)
      throw new NotDoneYet([
        { zh: '还没有任何教师的积分', en: 'nobody has points yet: reckon them, or import a table' },
      ]);
    await tx.round.update({
      where: { id: roundId },
      data: { pointsFrozenAt: instant(), pointsFrozenBy: viewer.userId, version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'points.freeze',
      entity: 'Round',
      entityId: roundId,
      after: { scored },
    });
  });
}

/** Of a score. */
interface OfScore {
  readonly countyId: string;
  /** Null: it names no round, and counts in all of its school year. */
  readonly roundId: string | null;
  readonly schoolYear: number;
}

type OfYear = Pick<Round, 'id' | 'countyId' | 'schoolYear'>;

/** Scores of the round, and those of its school year that name none. */
const countingIn = ({ id, countyId, schoolYear }: OfYear): Prisma.PointsWhereInput => ({
  countyId,
  schoolYear,
  OR: [{ roundId: id }, { roundId: null }],
});

/** How many contests of scores that count in the round wait for an answer. */
export const unanswered = (tx: Tx, round: OfYear): Promise<number> =>
  tx.pointsContest.count({ where: { state: 'submitted', points: countingIn(round) } });

/** Changes a score for a reason; after the freeze by a decision that is named. */
export async function correct(
  { database: { db } }: YearMeans,
  { viewer }: Actor,
  { id, version }: Versioned,
  score: number,
  reason: string,
  decision: string | null,
): Promise<void> {
  const row = await pointsSeen(db, viewer, id);
  const { countyId, roundId } = row;
  await mustAdminister({ db, viewer }, countyId);
  if (isTeacher(viewer, row.teacherId)) throw new NotAllowed();
  mustBeScore(score);
  const said = textWanted(reason, ['reason'], LONGEST, {
    zh: '请写明更正理由。',
    en: 'Say why the points are corrected.',
  });
  await db.$transaction(async (tx) => {
    if (roundId !== null) await heldRound(tx, roundId);
    const named = (await areFrozen(tx, row)) ? decisionWanted(decision) : null;
    await held(tx, id);
    const before = await tx.points.findUniqueOrThrow({ where: { id } });
    await mustBeAt(tx, 'Points', before, version);
    await tx.points.update({
      where: { id },
      data: { points: score, corrected: true, version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'points.correct',
      entity: 'Points',
      entityId: id,
      before: { points: before.points },
      after: { points: score, ...(named !== null && { decision: named }) },
      reason: said,
    });
  });
}

async function pointsSeen(db: Db, viewer: Actor['viewer'], id: string) {
  const points = await db.points.findFirst({
    where: { AND: [{ id }, rows(viewer).points] },
    include: { county: { select: { timeZone: true } } },
  });
  if (points === null) throw new NotFound();
  return points;
}

/** The rounds that a score counts in, the newest first. */
const roundsOf = (tx: Tx, { countyId, roundId, schoolYear }: OfScore) =>
  tx.round.findMany({
    where: { countyId, schoolYear, ...(roundId !== null && { id: roundId }) },
    select: contestHeard,
    orderBy: { openedAt: 'desc' },
  });

/** Holds the score, so that two at once cannot both find it as they wish. */
const held = (tx: Tx, id: string) => tx.$queryRaw`SELECT id FROM "Points" WHERE id = ${id}::uuid FOR UPDATE`;

/** Whether a round that the score counts in has frozen it: its own, or of one that names none any of the school year. */
const areFrozen = async (tx: Tx, { countyId, roundId, schoolYear }: OfScore): Promise<boolean> =>
  (await tx.round.count({
    where: { countyId, schoolYear, pointsFrozenAt: { not: null }, ...(roundId !== null && { id: roundId }) },
  })) > 0;

/** What a problem may hold (solver/problem.ts), either way. */
const MOST = 1_000_000;

function mustBeScore(points: number): void {
  if (!(Number.isInteger(points) && Math.abs(points) <= MOST))
    throw new InvalidInput(['points'], {
      zh: `积分须为不超过${MOST}的整数。`,
      en: `Points are whole numbers within ${MOST}, either way.`,
    });
}
