import type { Prisma, PrismaClient, Scenario as Row } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { type Assumptions, assumptions, type Scenario } from '../../solver/scenario.ts';
import { mustBeAt } from '../changed-since.ts';
import { roundInPlanning } from '../rounds/planning.ts';

/** A scenario of the round as the solver takes it. Throws `NotFound`; `InvalidInput` where it is the round's own by now. */
export async function scenarioOf(
  tx: Prisma.TransactionClient,
  roundId: string,
  scenarioId: string,
): Promise<Scenario> {
  const row = await tx.scenario.findFirst({
    where: { id: scenarioId, roundId, droppedAt: null },
    include: { round: { select: { name: true } } },
  });
  if (row === null) throw new NotFound();
  if (row.promotedAt !== null) throw promotedAlready;
  return asSolved(row.round.name, row);
}

export const promotedAlready = new InvalidInput(['scenarioId'], {
  zh: '该情景已被采用，其假设就是轮次本身的。请直接处理轮次，或先修改情景的假设。',
  en: 'The scenario is taken over: its assumptions are the round’s own. Go on with the round, or change the scenario first.',
});

/** The policy that it makes bears the names of the round and of the scenario: no other of the county is called so. */
export const asSolved = (
  round: string,
  { name, assumptions: given }: { readonly name: string; readonly assumptions: unknown },
): Scenario => ({
  name: `${round} · ${name}`,
  assumptions: assumptions.parse(given),
});

/** As the database takes them. */
export const stored = (given: Assumptions): Prisma.InputJsonObject => JSON.parse(JSON.stringify(given));

/** The scenario and its round, once it is sure that the viewer may plan it. Throws `NotFound`, `NotAllowed`, `RoundNotOpen`. */
export async function scenarioInPlanning(db: PrismaClient, viewer: Viewer, scenarioId: string) {
  const scenario = await db.scenario.findFirst({ where: { id: scenarioId, droppedAt: null } });
  if (scenario === null) throw new NotFound();
  return { scenario, round: await roundInPlanning(db, viewer, scenario.roundId) };
}

/** Holds the scenario until the transaction ends. Throws `VersionConflict`, `NotFound` where it was put aside meanwhile. */
export async function lockedScenario(
  tx: Prisma.TransactionClient,
  scenarioId: string,
  version: number,
): Promise<Row> {
  await tx.$queryRaw`SELECT id FROM "Scenario" WHERE id = ${scenarioId}::uuid FOR UPDATE`;
  const scenario = await tx.scenario.findFirst({ where: { id: scenarioId, droppedAt: null } });
  if (scenario === null) throw new NotFound();
  await mustBeAt(tx, 'Scenario', scenario, version);
  return scenario;
}
