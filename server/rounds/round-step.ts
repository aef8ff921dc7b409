import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { type RoundStep, roundSteps } from '../../schema/round-steps.ts';
import { mustAdminister } from '../../schema/scope.ts';
import type { Actor, Versioned } from '../../schema/year-acts.ts';
import { NotDoneYet, OutOfStep } from '../../schema/year-refusals.ts';
import type { Words } from '../../solver/plan.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { textOf, textWanted } from '../text.ts';
import { heldRound } from './planning.ts';
import { roundSeen } from './round-seen.ts';

/** Takes a round from one state to the next. */
export async function takeStep(
  { db }: Pick<Database, 'db'>,
  { viewer }: Actor,
  { id: roundId, version }: Versioned,
  name: RoundStep,
  reason: string | null,
): Promise<void> {
  const { countyId } = await roundSeen(db, viewer, roundId);
  await mustAdminister({ db, viewer }, countyId);
  const step = roundSteps[name];
  const said = step.reason
    ? textWanted(reason, ['reason'], LONGEST, { zh: '请写明原因。', en: 'Say why.' })
    : textOf(reason, ['reason'], LONGEST);
  await db.$transaction(async (tx) => {
    const round = await heldRound(tx, roundId);
    await mustBeAt(tx, 'Round', round, version);
    if (round.state !== step.from) throw new OutOfStep(round.state, [step.from]);
    if (name === 'close') {
      const outstanding = await outstandingOf(tx, roundId);
      if (outstanding.length > 0) throw new NotDoneYet(outstanding);
    }
    await tx.round.update({
      where: { id: roundId },
      data: { state: step.to, version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: `round.${name}`,
      entity: 'Round',
      entityId: roundId,
      before: { state: step.from },
      after: { state: step.to },
      reason: said ?? undefined,
    });
  });
}

const LONGEST = 500;

/** Whether a score counts in a round: it is of the round, or of its school year and names none. */
export const countsIn = (points: string, round: string): string => `(${points}."roundId" = ${round}.id
  OR ${points}."roundId" IS NULL AND ${points}."countyId" = ${round}."countyId"
    AND ${points}."schoolYear" = ${round}."schoolYear")`;

const counted = (count: number, what: string, more = ''): string =>
  `${count} ${what}${count === 1 ? '' : 's'}${more}`;

interface Counts {
  readonly objections: number;
  readonly unordered: number;
  readonly unreported: number;
  readonly contests: number;
  readonly requests: number;
  readonly holdBacks: number;
}

/** What keeps a round from being closed. */
async function outstandingOf(tx: Prisma.TransactionClient, roundId: string): Promise<Words[]> {
  const [found] = await tx.$queryRawUnsafe<Counts[]>(
    `SELECT
       (SELECT count(*)::int FROM "Objection" WHERE "roundId" = $1::uuid AND state = 'submitted') AS objections,
       (${unorderedMoves('$1::uuid')}) AS unordered,
       (${unreportedPostings('$1::uuid')}) AS unreported,
       (SELECT count(*)::int FROM "PointsContest" contest JOIN "Points" points ON points.id = contest."pointsId"
        JOIN "Round" round ON round.id = $1::uuid
        WHERE contest.state = 'submitted' AND ${countsIn('points', 'round')}) AS contests,
       (SELECT count(*)::int FROM "Request" WHERE "roundId" = $1::uuid AND state = 'submitted') AS requests,
       (SELECT count(*)::int FROM "HoldBack" WHERE "roundId" = $1::uuid AND state = 'submitted') AS "holdBacks"`,
    roundId,
  );
  if (found === undefined) return [];
  const { objections, unordered, unreported, contests, requests, holdBacks } = found;
  return [
    ...(requests > 0
      ? [{ zh: `${requests}件学校申请没有答复`, en: counted(requests, 'unanswered request') }]
      : []),
    ...(holdBacks > 0
      ? [{ zh: `${holdBacks}件暂留申请没有答复`, en: counted(holdBacks, 'unanswered hold-back') }]
      : []),
    ...(objections > 0
      ? [{ zh: `${objections}件异议没有答复`, en: counted(objections, 'unanswered objection') }]
      : []),
    ...(contests > 0
      ? [{ zh: `${contests}件积分复核没有答复`, en: counted(contests, 'unanswered contest', ' of points') }]
      : []),
    ...(unordered > 0
      ? [{ zh: `${unordered}名教师没有派遣`, en: counted(unordered, 'teacher', ' without an order') }]
      : []),
    ...(unreported > 0
      ? [{ zh: `${unreported}名教师没有报到`, en: counted(unreported, 'teacher', ' still to report') }]
      : []),
  ];
}

/**
 * How many moves of a round's final plans no posting has come of, how many recruits they place wait for the order, and how many
 * teach on circuit by a plan that is not ordered; a return makes no posting, and is ordered with its plan.
 */
export const unorderedMoves = (roundId: string): string => `
  SELECT count(*)::int + (${unorderedPlacements(roundId)}) + (${unorderedCircuits(roundId)}) AS count FROM "Move" move JOIN "Plan" plan ON plan.id = move."planId"
  WHERE plan."roundId" = ${roundId} AND plan.state = 'final'
    AND (move.form <> 'return' OR plan."orderedAt" IS NULL)
    AND NOT EXISTS (SELECT 1 FROM "Posting" posting WHERE posting."moveId" = move.id)`;

const unorderedCircuits = (roundId: string): string => `
  SELECT count(DISTINCT visit->>'teacherId')::int FROM "Plan" plan CROSS JOIN LATERAL jsonb_array_elements(plan.circuits) visit
  WHERE plan."roundId" = ${roundId} AND plan.state = 'final' AND plan."orderedAt" IS NULL`;

const unorderedPlacements = (roundId: string): string => `
  SELECT count(*)::int FROM "Placement" placement JOIN "Plan" plan ON plan.id = placement."planId"
  JOIN "Recruit" recruit ON recruit.id = placement."recruitId"
  WHERE plan."roundId" = ${roundId} AND plan.state = 'final' AND plan."orderedAt" IS NULL AND recruit.state = 'waiting'`;

/** How many of those ordered by them, or in the place of one, are to report and have neither reported nor been called off. */
export const unreportedPostings = (roundId: string): string => `
  SELECT count(*)::int FROM "Posting" posting JOIN "Plan" plan ON plan.id = posting."planId"
  WHERE plan."roundId" = ${roundId} AND plan.state = 'final' AND posting.state IN ('ordered', 'serving')
    AND posting."reportBy" IS NOT NULL AND posting."reportedOn" IS NULL`;
