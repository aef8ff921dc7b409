import type { Database } from '../../prisma/client.ts';
import type { Plan, Prisma } from '../../prisma/generated/client.ts';
import { NotAllowed } from '../../schema/errors.ts';
import type { Acting, PlanRead } from '../../schema/plan-acts.ts';
import { PlanFailsAudit } from '../../schema/plan-refusals.ts';
import { type PlanStep, planSteps } from '../../schema/plan-steps.ts';
import { recordDeed } from '../audit-event.ts';
import { mayApprove } from './approvers.ts';
import { mustBeOther } from './four-eyes.ts';
import { holdsNothing, lockedPlan, mustBegin, planOf, standing } from './held-plan.ts';
import { mustSay, said } from './said.ts';

type Db = Pick<Database, 'db'>;

/** Asks for approval. */
export const submit = (database: Db, by: Acting, plan: PlanRead, reason: string | null): Promise<void> =>
  step(database, by, 'submit', plan, reason, async (_tx, held) => {
    if (holdsNothing(held)) throw new PlanFailsAudit([]);
    return { submittedBy: by.viewer.userId, submittedAt: by.now() };
  });

/** Takes the submission back: who submitted it, and nobody else. */
export const withdraw = (database: Db, by: Acting, plan: PlanRead, reason: string | null): Promise<void> =>
  step(database, by, 'withdraw', plan, reason, async (_tx, { submittedBy }) => {
    if (submittedBy !== by.viewer.userId) throw new NotAllowed();
    return notSubmitted;
  });

/** Approves it: an officer who may, and had no hand in it. */
export const approve = (database: Db, by: Acting, plan: PlanRead, reason: string | null): Promise<void> =>
  step(database, by, 'approve', plan, reason, async (tx, held) => {
    const stoodInFor = await mayApprove(tx, held.countyId, by);
    const forWhom = await mustBeOther(tx, held, by.viewer.userId, stoodInFor);
    return { approvedBy: by.viewer.userId, approvedAt: by.now(), approvedFor: forWhom };
  });

/** Sends it back to be worked on, saying why. */
export const sendBack = (database: Db, by: Acting, plan: PlanRead, reason: string): Promise<void> =>
  step(database, by, 'send-back', plan, reason, async (tx, { countyId }) => {
    await mayApprove(tx, countyId, by);
    return { ...notSubmitted, approvedBy: null, approvedAt: null, approvedFor: null };
  });

/** Puts it aside, saying why. */
export const discard = (database: Db, by: Acting, plan: PlanRead, reason: string): Promise<void> =>
  step(database, by, 'discard', plan, reason, async () => ({}));

const notSubmitted = { submittedBy: null, submittedAt: null };

/** What is to be written on the plan; throws what stands against it. */
type Change = (tx: Prisma.TransactionClient, plan: Plan) => Promise<Prisma.PlanUncheckedUpdateInput>;

/** One step of one plan, in a transaction: version and state are looked at under a lock, and the deed is recorded. */
async function step(
  { db }: Db,
  by: Acting,
  name: Exclude<PlanStep, 'edit' | 'replace'>,
  read: PlanRead,
  reason: string | null,
  change: Change,
): Promise<void> {
  const why = planSteps[name].reason === 'must' ? mustSay(reason, ['reason']) : said(reason, ['reason']);
  await planOf(db, by, read.planId);
  await db.$transaction(async (tx) => {
    const plan = await lockedPlan(tx, read);
    mustBegin(name, plan);
    const data = await change(tx, plan);
    await written(tx, by, name, plan, data, why);
  });
}

/** Writes a step down on a plan that is held, and records it: the last thing in its transaction. */
export async function written(
  tx: Prisma.TransactionClient,
  { viewer }: Pick<Acting, 'viewer'>,
  name: PlanStep,
  plan: Plan,
  data: Prisma.PlanUncheckedUpdateInput,
  reason: string | null,
  more: Prisma.InputJsonObject = {},
): Promise<void> {
  const after = await tx.plan.update({
    where: { id: plan.id },
    data: { ...data, state: planSteps[name].to, version: { increment: 1 } },
  });
  await recordDeed(tx, {
    countyId: plan.countyId,
    userId: viewer.userId,
    action: `plan.${name}`,
    entity: 'Plan',
    entityId: plan.id,
    before: standing(plan),
    after: {
      ...standing(after),
      ...(after.approvedFor !== null && { approvedFor: after.approvedFor }),
      ...more,
    },
    reason: reason ?? undefined,
  });
}
