import type { Plan, Prisma } from '../../prisma/generated/client.ts';
import { FourEyes, type Hand } from '../../schema/plan-refusals.ts';

/**
 * Who approves had no hand in the plan, nor had the approver they stand in for, which is the first of those who had none: did not
 * ask for it, or for a plan it was made from or solved around, made no move of those by hand, not even one taken back, submitted
 * none, not even if it came back, pinned nobody for it, not even if that was taken away, and neither wrote down nor took over the
 * scenario it comes from.
 * Answers that approver; null: nobody is stood in for. Throws `FourEyes`.
 */
export async function mustBeOther(
  tx: Prisma.TransactionClient,
  plan: Pick<Plan, 'id'>,
  userId: string,
  stoodInFor: readonly string[],
): Promise<string | null> {
  const own = await handOf(tx, plan, userId);
  if (own !== null) throw new FourEyes(own);
  if (stoodInFor.length === 0) return null;
  for (const one of stoodInFor) if ((await handOf(tx, plan, one)) === null) return one;
  throw new FourEyes('stands-in');
}

async function handOf(
  tx: Prisma.TransactionClient,
  { id }: Pick<Plan, 'id'>,
  userId: string,
): Promise<Hand | null> {
  return (await handsIn(tx, [id])).get(id)?.get(userId) ?? null;
}

/** Of each plan, who had a hand in it, and how. */
export async function handsIn(
  tx: Pick<Prisma.TransactionClient, '$queryRawUnsafe'>,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Hand>>> {
  const rows = await tx.$queryRawUnsafe<{ planId: string; userId: string; hand: Hand }[]>(hands, [
    ...planIds,
  ]);
  const found = new Map<string, Map<string, Hand>>();
  for (const { planId, userId, hand } of rows) {
    const ofPlan = found.get(planId) ?? new Map<string, Hand>();
    found.set(planId, ofPlan);
    if (!ofPlan.has(userId)) ofPlan.set(userId, hand);
  }
  return found;
}

/** The plan $1, and the plans it was made from by hand, one after the other, as far as they had come to by then. */
export const madeFrom = `
  WITH RECURSIVE line AS (
    SELECT id, "madeFromId", "madeFromVersion", 0 AS age, NULL::int AS upto FROM "Plan" WHERE id = $1::uuid
    UNION ALL
    SELECT plan.id, plan."madeFromId", plan."madeFromVersion", line.age + 1, line."madeFromVersion"
    FROM line JOIN "Plan" plan ON plan.id = line."madeFromId")`;

/**
 * Who had a hand in plans, which an expression of SQL gives as an array of ids, or in any plan each was made from by hand or
 * solved around, and how: columns `root`, `weight`, `hand` and `who`. Whoever submitted one is in the record for good, as is who
 * pinned somebody in its round before it was asked for, and who by then made its scenario or one that was taken over.
 */
export const handsOf = (plans: string): string => `
  WITH RECURSIVE line AS (
    SELECT id AS root, id, "madeFromId", "authorId", "byHand" FROM "Plan" WHERE id = ANY(${plans})
    UNION
    SELECT line.root, plan.id, plan."madeFromId", plan."authorId", plan."byHand"
    FROM line LEFT JOIN "Solve" solve ON solve."planId" = line.id
    JOIN "Plan" plan ON plan.id IN (line."madeFromId", solve."aroundId")),
  hand AS (
    SELECT root, 1 AS weight, 'submitted' AS hand, event."userId" AS who FROM line JOIN "AuditEvent" event
      ON event.entity = 'Plan' AND event."entityId" = line.id AND event.action = 'plan.submit'
    UNION ALL
    SELECT root, 2, CASE WHEN "byHand" THEN 'made' ELSE 'asked' END, "authorId" FROM line
    UNION ALL
    SELECT root, 3, 'made', edit."createdBy" FROM line JOIN "PlanEdit" edit ON edit."planId" = line.id
    UNION ALL
    SELECT root, 4, 'pinned', event."userId" FROM line JOIN "Solve" solve ON solve."planId" = line.id
      JOIN "AuditEvent" event ON event.entity = 'Round' AND event."entityId" = solve."roundId"
        AND event.action IN ('round.pin', 'round.unpin') AND event.at <= solve."requestedAt"
    UNION ALL
    SELECT root, 5, 'assumed', event."userId" FROM line JOIN "Solve" solve ON solve."planId" = line.id
      JOIN "Scenario" scenario ON scenario."roundId" = solve."roundId"
      JOIN "AuditEvent" event ON event.entity = 'Scenario' AND event."entityId" = scenario.id
        AND (event.at <= solve."requestedAt" AND event.action IN ('scenario.create', 'scenario.change')
            AND (scenario.id = solve."scenarioId" OR EXISTS (SELECT 1 FROM "AuditEvent" taken
              WHERE taken.entity = 'Scenario' AND taken."entityId" = scenario.id
                AND taken.action = 'scenario.promote' AND taken.at <= solve."requestedAt"))
          OR event.action = 'scenario.promote' AND (scenario.id = solve."scenarioId" OR event.at <= solve."requestedAt")))
  SELECT root, weight, hand, who FROM hand WHERE who IS NOT NULL`;

/** The weightiest hand of each person first. */
const hands = `
  SELECT root AS "planId", who AS "userId", hand FROM (${handsOf('$1::uuid[]')}) hands ORDER BY weight`;
