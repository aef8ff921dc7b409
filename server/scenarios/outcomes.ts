import type { ScenarioDifferences, ScenarioOutcome } from '../../schema/context.ts';
import type { BalanceKind } from '../../solver/balance/standard.ts';
import type { View } from '../../solver/indicators.ts';
import { planFacts, standardOfPlan } from '../rounds/balance.ts';
import { standardIn } from '../rounds/balance-standard.ts';
import { roundFacts } from '../rounds/freeze.ts';
import { asSolved } from './scenario.ts';
import type { ScenariosOptions } from './scenarios.ts';

/**
 * The round is read once, whatever the number of its scenarios. Where it is no problem itself, each is told its faults; one
 * that was promoted is the round's own and differs in nothing.
 */
export async function differences(
  { database, reckoner }: ScenariosOptions,
  roundId: string,
): Promise<ReadonlyMap<string, ScenarioDifferences>> {
  const rows = await database.db.scenario.findMany({
    where: { roundId, droppedAt: null, promotedAt: null },
    include: { round: { select: { name: true } } },
  });
  if (rows.length === 0) return new Map();
  const facts = await roundFacts(database, roundId);
  const checked = await reckoner.check(facts);
  const found = checked.ok
    ? await reckoner.differences(
        facts,
        rows.map((row) => asSolved(row.round.name, row)),
      )
    : rows.map(() => ({ differences: [], faults: checked.faults }));
  return new Map(rows.map(({ id }, at) => [id, found[at] ?? { differences: [], faults: [] }]));
}

/** In the order in which the scenarios were written down, the round's own first. */
export async function outcomes(
  { database: { pool }, reckoner }: ScenariosOptions,
  roundId: string,
  kind: BalanceKind,
  view: View,
): Promise<readonly ScenarioOutcome[]> {
  const { rows } = await pool.query<NewestPlan>(newestPlans, [roundId, kind]);
  const plans = rows.flatMap(({ facts, standard }) =>
    facts === null ? [] : [{ facts, standard: standardIn(standard, kind) }],
  );
  const found = await reckoner.outcomes({ plans, view });
  let at = 0;
  return rows.map(({ facts: told, standard: _standard, ...row }) => ({
    ...row,
    outcome: told === null ? null : (found[at++] ?? null),
  }));
}

type NewestPlan = Omit<ScenarioOutcome, 'outcome'> & {
  /** Null: no plan exists. */
  readonly facts: string | null;
  /** The county's own; null: it has none. */
  readonly standard: unknown;
};

/**
 * The newest plan of the round's own and of each of its scenarios, and whether it was asked for under what the scenario assumes
 * now. Plans of the problem that the last scenario taken over made of the round are the round's own from then on.
 */
const newestPlans = `
  WITH candidate AS (
    SELECT plan.id, scenario.id AS scenario, plan."createdAt" AS at,
      scenario.id IS NULL OR solve."requestedAt" >= scenario."assumedAt" AS current
    FROM "Plan" plan
    LEFT JOIN "Scenario" scenario ON scenario.id = plan."scenarioId"
    LEFT JOIN "Solve" solve ON solve."planId" = plan.id
    WHERE plan."roundId" = $1::uuid AND plan.state <> 'discarded' AND scenario."droppedAt" IS NULL
    UNION ALL
    SELECT plan.id, NULL, greatest(plan."createdAt", round."adoptedAt"), true
    FROM "Plan" plan JOIN "Round" round ON round.id = plan."roundId"
    JOIN "Problem" problem ON problem.id = plan."problemId" AND problem.hash = round."adoptedHash"
    WHERE plan."roundId" = $1::uuid AND plan.state <> 'discarded' AND plan."scenarioId" IS NOT NULL),
  newest AS (
    SELECT DISTINCT ON (scenario) id, scenario, current FROM candidate ORDER BY scenario, at DESC, id DESC)
  SELECT newest.scenario AS "scenarioId", plan.id AS "planId", newest.current,
    (SELECT coalesce(sum("left"), 0)::int FROM "Unfilled" WHERE "planId" = plan.id) AS "left",
    CASE WHEN plan.status IN ('optimal', 'feasible') THEN ${planFacts} END AS facts,
    ${standardOfPlan('$2')} AS standard
  FROM newest
  JOIN "Plan" plan ON plan.id = newest.id
  JOIN "Problem" problem ON problem.id = plan."problemId"
  LEFT JOIN "Scenario" scenario ON scenario.id = newest.scenario
  ORDER BY scenario."createdAt" NULLS FIRST, scenario.id`;
