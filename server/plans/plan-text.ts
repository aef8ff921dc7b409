import type { Database } from '../../prisma/client.ts';
import { NotFound } from '../../schema/errors.ts';
import type { PlanText } from '../jobs/plans.ts';
import { circuits, list, moves, placements, sectionsOfPlan } from '../rounds/plan-file.ts';

/** A stored plan and the problem it was made from, as text in the problem's keys. */
export interface StoredPlan extends PlanText {
  readonly problem: string;
}

/** Throws `NotFound`. */
export async function planText({ pool }: Pick<Database, 'pool'>, planId: string): Promise<StoredPlan> {
  const { rows } = await pool.query<StoredPlan>(statement, [planId]);
  const [row] = rows;
  if (row === undefined) throw new NotFound();
  return row;
}

const statement = `${sectionsOfPlan}
  SELECT (${list(moves)})::text AS moves, (${list(circuits)})::text AS circuits,
    (${list(placements)})::text AS placements, problem.body::text AS problem
  FROM "Plan" plan JOIN "Problem" problem ON problem.id = plan."problemId" WHERE plan.id = $1::uuid`;
