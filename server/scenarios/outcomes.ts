import type { ScenarioDifferences, ScenarioOutcome } from '../../schema/context.ts';
import type { View } from '../../solver/indicators.ts';
import { planFacts } from '../rounds/balance.ts';
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
  standard: string,
  view: View,
): Promise<readonly ScenarioOutcome[]> {
  const { rows } = await pool.query<Omit<ScenarioOutcome, 'outcome'> & { readonly facts: string | null }>(
    newestPlans,
    [roundId],
  );
  const facts = rows.flatMap((row) => row.facts ?? []);
  const found = await reckoner.outcomes({ facts, standard, view });
  let at = 0;
  return rows.map(({ facts: told, ...row }) => ({
    ...row,
    outcome: told === null ? null : (found[at++] ?? null),
  }));
}

/**
 * The newest plan of the round's own and of each of its scenarios. One of a promoted scenario is from then on also of the
 * round's own.
 */
const newestPlans = `
  WITH candidate AS (
    SELECT plan.id, scenario.id AS scenario, plan."createdAt" AS at
    FROM "Plan" plan LEFT JOIN "Scenario" scenario ON scenario.id = plan."scenarioId"
    WHERE plan."roundId" = $1::uuid AND plan.state <> 'discarded' AND scenario."droppedAt" IS NULL
    UNION ALL
    SELECT plan.id, NULL, greatest(plan."createdAt", scenario."promotedAt")
    FROM "Plan" plan JOIN "Scenario" scenario ON scenario.id = plan."scenarioId"
    WHERE plan."roundId" = $1::uuid AND plan.state <> 'discarded' AND scenario."promotedAt" IS NOT NULL),
  newest AS (
    SELECT DISTINCT ON (scenario) id, scenario FROM candidate ORDER BY scenario, at DESC, id DESC)
  SELECT newest.scenario AS "scenarioId", plan.id AS "planId",
    (SELECT coalesce(sum("left"), 0)::int FROM "Unfilled" WHERE "planId" = plan.id) AS "left",
    CASE WHEN plan.status IN ('optimal', 'feasible') THEN ${planFacts} END AS facts
  FROM newest
  JOIN "Plan" plan ON plan.id = newest.id
  JOIN "Problem" problem ON problem.id = plan."problemId"
  LEFT JOIN "Scenario" scenario ON scenario.id = newest.scenario
  ORDER BY scenario."createdAt" NULLS FIRST, scenario.id`;
