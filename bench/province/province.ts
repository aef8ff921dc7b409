import type { Database } from '../../prisma/client.ts';
import type { Problem } from '../../solver/problem.ts';
import { exchangeQuota } from '../../solver/rules/exchange-quota.ts';
import { asRegistered, type Kept, keepRegistry } from '../../test/support/registry.ts';
import { followed, startRounds } from '../../test/support/rounds.ts';
import { districtProblem } from '../district.ts';
import { copyCounties } from './copies.ts';

/** A province to be measured on; its counties are all of one size. */
export interface ProvinceSize {
  readonly counties: number;
  readonly teachers: number;
  readonly schools: number;
}

/** How many counties are drawn; the others are copies of these by turns, as one solve takes a second or two of the draw. */
const DRAWN = 5;

/**
 * Fills an empty database with a province whose counties have a round open; `planned`: and before it one of the year before
 * with its final plan, solved here. Answers the province's id.
 */
export async function keepProvince(
  database: Database,
  { counties, teachers, schools }: ProvinceSize,
  planned: boolean,
): Promise<string> {
  const drawn = Math.min(DRAWN, counties);
  const kept: Kept[] = [];
  for (let seed = 1; seed <= drawn; seed++) {
    const problem = asRegistered(districtProblem(teachers, seed, schools));
    kept.push(
      await keepRegistry(database, {
        ...problem,
        county: { code: `B${seed}`, name: `Bench ${seed}` },
        policy: reachable(problem.policy),
      }),
    );
  }
  const [first] = kept;
  if (first === undefined) throw new RangeError('A province has a county at least.');
  const { provinceId } = first;
  await database.pool.query('UPDATE "County" SET "provinceId" = $1', [provinceId]);
  await database.pool.query('DELETE FROM "Province" WHERE id <> $1', [provinceId]);
  if (planned) await planLastYear(database, kept);
  await copyCounties(database.pool, Math.ceil(counties / drawn));
  return provinceId;
}

/** With few large schools chance leaves fewer who match than counties of many have: every drawn one has a plan by this quota. */
function reachable({ rules, ...policy }: Problem['policy']): Problem['policy'] {
  const quota = { level: 'policy', ...rules[exchangeQuota.name], percent: REACHABLE_PERCENT } as const;
  return { ...policy, rules: { ...rules, [exchangeQuota.name]: quota } };
}

const REACHABLE_PERCENT = 3;

/** Solves every county's round, lets the plan be final as officers would have, and opens the next year's round. */
async function planLastYear(database: Database, kept: readonly Kept[]): Promise<void> {
  const { pool } = database;
  const { rounds, startSolving, close } = await startRounds(database);
  await startSolving();
  for (const { roundId, officer } of kept)
    await followed(rounds, await rounds.solve(officer, { roundId, engine: 'auto' }));
  await close();
  await pool.query(`UPDATE "Plan" SET state = 'final', "publishedAt" = now(), "finalAt" = now()`);
  await pool.query(`UPDATE "Round" SET state = 'final'`);
  await pool.query(`
    INSERT INTO "Round" (id, "countyId", name, "schoolYear", effective, "policyId", "curriculumId", "loadId")
    SELECT gen_random_uuid(), "countyId", 'Next', "schoolYear" + 1, effective + interval '1 year', "policyId",
      "curriculumId", "loadId" FROM "Round"`);
}
