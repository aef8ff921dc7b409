import type { Plan, Prisma, PrismaClient } from '../../prisma/generated/client.ts';
import { NotFound } from '../../schema/errors.ts';
import type { Acting, PlanRead } from '../../schema/plan-acts.ts';
import { PlanNotAtThisStep } from '../../schema/plan-refusals.ts';
import { type PlanStep, planSteps } from '../../schema/plan-steps.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { mustBeAt } from '../changed-since.ts';

/** The plan, for who may administer its county. Throws `NotFound`, `NotAllowed`. */
export async function planOf(db: PrismaClient, { viewer }: Acting, planId: string): Promise<Plan> {
  const plan = await db.plan.findUnique({ where: { id: planId } });
  if (plan === null) throw new NotFound();
  await mustAdminister({ db, viewer }, plan.countyId);
  return plan;
}

/** The plan at the version read, held until the transaction ends. Throws `NotFound`, `VersionConflict`. */
export async function lockedPlan(tx: Prisma.TransactionClient, { planId, version }: PlanRead): Promise<Plan> {
  await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Plan" WHERE id = $1::uuid FOR UPDATE', planId);
  const plan = await tx.plan.findUnique({ where: { id: planId } });
  if (plan === null) throw new NotFound();
  await mustBeAt(tx, 'Plan', plan, version);
  return plan;
}

/** No plan exists, or none was found before the search was cut short: there is nothing to carry out. */
export const holdsNothing = ({ status, goals }: Plan): boolean =>
  status === 'infeasible' || (status === 'cut_short' && Array.isArray(goals) && goals.length === 0);

/** Throws `PlanNotAtThisStep`. */
export function mustBegin(step: PlanStep, { state }: Plan): void {
  const from: readonly Plan['state'][] = planSteps[step].from;
  if (!from.includes(state)) throw new PlanNotAtThisStep(state, from);
}

/** Where the plan stands, for the record. */
export const standing = ({ name, state, version }: Plan) => ({ name, state, version });
