import type { Database } from '../../prisma/client.ts';
import type { Plan, Round } from '../../prisma/generated/client.ts';
import { Refusal, RoundNotOpen } from '../../schema/errors.ts';
import { type Acting, type OpenAct, type PlanActName, planActNames } from '../../schema/plan-acts.ts';
import { FourEyes, NotApprover, PlanFailsAudit } from '../../schema/plan-refusals.ts';
import { isEditedInPlace, planSteps } from '../../schema/plan-steps.ts';
import { roundFollows } from '../../schema/round-steps.ts';
import type { Words } from '../../solver/plan.ts';
import { inPlanning } from '../rounds/planning.ts';
import { mayApprove } from './approvers.ts';
import { handsIn } from './four-eyes.ts';
import { holdsNothing } from './held-plan.ts';

type Held = Plan & {
  readonly round: Pick<Round, 'state'>;
  /** Whether a move made by hand in this very plan stands. */
  readonly edited: boolean;
};

/** What is known about who asks, of each plan. */
interface Asking {
  readonly userId: string;
  /** The approvers stood in for, or why the officer may not approve. */
  readonly approver: readonly string[] | NotApprover;
  /** Who had a hand in it, and how. */
  readonly hands: ReadonlyMap<string, FourEyes['hand']>;
}

/**
 * What an officer of their county may do next with each plan, in the order of its way, with what stands against it as far as it
 * can be told without an audit: as many statements for many plans as for one, the counties apart.
 */
export async function openActs(
  { db }: Pick<Database, 'db'>,
  by: Acting,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, readonly OpenAct[]>> {
  const ids = [...planIds];
  const plans = await db.plan.findMany({
    where: { id: { in: ids } },
    include: {
      round: { select: { state: true } },
      edits: { where: { undoneAt: null }, select: { id: true }, take: 1 },
    },
  });
  const hands = await handsIn(db, ids);
  const approvers = new Map<string, Asking['approver']>();
  for (const countyId of new Set(plans.map((plan) => plan.countyId)))
    approvers.set(countyId, await approverIn(db, countyId, by));
  return new Map(
    plans.map(({ edits, ...plan }) => {
      const asking = {
        userId: by.viewer.userId,
        approver: approvers.get(plan.countyId) ?? [],
        hands: hands.get(plan.id) ?? new Map(),
      };
      return [plan.id, actsOf({ ...plan, edited: edits.length > 0 }, asking)];
    }),
  );
}

async function approverIn(
  db: Database['db'],
  countyId: string,
  by: Acting,
): Promise<readonly string[] | NotApprover> {
  try {
    return await mayApprove(db, countyId, by);
  } catch (error) {
    if (error instanceof NotApprover) return error;
    throw error;
  }
}

const actsOf = (plan: Held, asking: Asking): OpenAct[] =>
  planActNames
    .filter((act) => begins(act, plan, asking))
    .map((act) => ({ act, reason: reasonOf(act), against: against(act, plan, asking) }));

/** Whether the plan and its round are where the act begins. */
function begins(act: PlanActName, plan: Held, { userId }: Asking): boolean {
  const { state, submittedBy, byHand, edited } = plan;
  if (act === 'edit' || act === 'undo' || act === 'solve-around') {
    if (!inPlanning(plan.round, { amending: true }) || holdsNothing(plan)) return false;
    if (act === 'edit') return true;
    return act === 'undo' ? isEditedInPlace(plan) && edited : byHand;
  }
  const from: readonly Plan['state'][] = planSteps[act].from;
  return from.includes(state) && (act !== 'withdraw' || submittedBy === userId);
}

function against(act: PlanActName, plan: Held, asking: Asking): Words | null {
  if (act === 'submit') return holdsNothing(plan) ? new PlanFailsAudit([]).words : null;
  if (act === 'approve' || act === 'send-back') {
    if (asking.approver instanceof Refusal) return asking.approver.words;
    return act === 'approve' ? (ownHand(asking, asking.approver)?.words ?? null) : null;
  }
  if (act !== 'publish' && act !== 'finalise') return null;
  const before: readonly Round['state'][] = roundFollows[planSteps[act].to];
  return before.includes(plan.round.state) ? null : new RoundNotOpen().words;
}

/** As `mustBeOther` refuses. */
function ownHand({ userId, hands }: Asking, stoodInFor: readonly string[]): FourEyes | null {
  const own = hands.get(userId);
  if (own !== undefined) return new FourEyes(own);
  if (stoodInFor.length === 0 || stoodInFor.some((one) => !hands.has(one))) return null;
  return new FourEyes('stands-in');
}

const reasonOf = (act: PlanActName): OpenAct['reason'] =>
  act === 'undo' || act === 'solve-around' ? 'none' : planSteps[act].reason;
