import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../prisma/client.ts';
import type { Prisma, Round } from '../../prisma/generated/client.ts';
import type { PinInput, Rounds, Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound, SolveAlreadyRunning } from '../../schema/errors.ts';
import type { Scenario } from '../../solver/scenario.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { scenarioOf } from '../scenarios/scenario.ts';
import { type Frozen, freeze } from './freeze.ts';
import { type Amending, lockedRound, roundInPlanning } from './planning.ts';
import type { RoundsOptions } from './rounds.ts';

/** What a solve is queued through. */
export type SolvingOptions = Pick<RoundsOptions, 'database' | 'queue'> & {
  readonly reckoner: Pick<RoundsOptions['reckoner'], 'check'>;
};

/** How a solve starts from a plan there is. */
interface Around {
  /** Whether staying close to the base plan comes before every other goal. */
  readonly near?: boolean;
  /** Pinned over the round's own pins: in the round by `first`, or else for this solve alone, until its plan is published. */
  readonly pins?: readonly PinInput[];
  /** The plan made by hand that it is solved around. */
  readonly aroundId?: string;
}

/** What is done in the transaction that queues it, the round being held. */
interface Within {
  /** Pins in the round. */
  first?(tx: Prisma.TransactionClient, round: Round): Promise<void>;
  last?(tx: Prisma.TransactionClient, solveId: string): Promise<void>;
}

/**
 * Freezes the round's problem, or what a scenario makes of it, keeps it under its hash and queues a solve of it; one at a
 * time of the round's own, and of each scenario. Throws `NotFound`, `NotAllowed`, `RoundNotOpen`, `ProblemRefused`, `SolveAlreadyRunning`.
 */
export async function solve(
  { database, reckoner, queue }: SolvingOptions,
  viewer: Viewer,
  {
    roundId,
    engine,
    basePlanId,
    near,
    scenarioId: scenario,
    pins,
    aroundId,
  }: Parameters<Rounds['solve']>[1] & Around,
  amended: Amending = {},
  { first, last }: Within = {},
): Promise<string> {
  const { db } = database;
  const { countyId } = await roundInPlanning(db, viewer, roundId, amended);
  const scenarioId = scenario ?? null;
  await refuseSecond(db, roundId, scenarioId);
  const assumed: { readonly scenario?: Scenario } =
    scenarioId === null ? {} : { scenario: await scenarioOf(db, roundId, scenarioId) };
  if (basePlanId !== undefined && (await db.plan.count({ where: { id: basePlanId, countyId } })) === 0)
    throw new NotFound();
  const frozen = await freeze(database, reckoner, roundId, {
    basePlanId: basePlanId ?? null,
    near: near ?? false,
    pins,
    ...assumed,
  });
  const problemId = await keepProblem(database, { countyId, roundId, frozenBy: viewer.userId }, frozen);
  const solveId = await db.$transaction(async (tx) => {
    const round = await lockedRound(tx, roundId, amended);
    await refuseSecond(tx, roundId, scenarioId);
    // Writing a scenario waits for the round too: what was frozen is what it says, or it is frozen anew.
    if (
      scenarioId !== null &&
      !isDeepStrictEqual(await scenarioOf(tx, roundId, scenarioId), assumed.scenario)
    )
      throw changedMeanwhile;
    const { id } = await tx.solve.create({
      data: {
        requestedAt: instant(),
        countyId,
        roundId,
        problemId,
        scenarioId,
        engine,
        requestedBy: viewer.userId,
        ...(pins !== undefined && first === undefined && { pins: pins.map((pin) => ({ ...pin })) }),
        ...(aroundId !== undefined && { aroundId }),
      },
    });
    await first?.(tx, round);
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'round.solve',
      entity: 'Solve',
      entityId: id,
      after: {
        roundId,
        engine,
        problemHash: frozen.hash,
        ...(basePlanId === undefined ? {} : { basePlanId }),
        ...(scenarioId === null ? {} : { scenarioId }),
      },
    });
    await last?.(tx, id);
    return id;
  });
  await queue.add(solveId);
  return solveId;
}

const changedMeanwhile = new InvalidInput(['scenarioId'], {
  zh: '该情景刚被修改，请刷新后再求解。',
  en: 'The scenario was changed just now. Reload, then solve it again.',
});

/** Throws `SolveAlreadyRunning`. */
export async function refuseSecond(
  tx: Prisma.TransactionClient,
  roundId: string,
  scenarioId: string | null,
): Promise<void> {
  const first = await tx.solve.findFirst({
    where: { roundId, scenarioId, state: { in: ['queued', 'running'] } },
  });
  if (first !== null) throw new SolveAlreadyRunning(first.id);
}

interface Origin {
  readonly countyId: string;
  readonly roundId: string;
  readonly frozenBy: string | null;
}

/** The same facts make the same problem: it is kept once a round. */
export async function keepProblem(
  { pool }: Database,
  { countyId, roundId, frozenBy }: Origin,
  { hash, text }: Frozen,
): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO "Problem" (id, "countyId", "roundId", hash, body, "frozenBy", "frozenAt")
     VALUES (gen_random_uuid(), $1, $2, $3, $4::jsonb, $5, $6)
     ON CONFLICT ("roundId", hash) DO UPDATE SET hash = excluded.hash
     RETURNING id`,
    [countyId, roundId, hash, text, frozenBy, instant()],
  );
  return rows[0]?.id ?? '';
}
