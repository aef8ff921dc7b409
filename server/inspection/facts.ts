import type { Database } from '../../prisma/client.ts';
import type { BalanceKind } from '../../solver/balance/standard.ts';
import { schoolYear, schoolYearOn } from '../../solver/calendar.ts';
import type { View } from '../../solver/indicators.ts';
import type { Inspection } from '../../solver/inspection.ts';
import type { Kept } from '../counties/kept.ts';
import type { InspectionQuestion, Reckoner } from '../jobs/reckoner.ts';
import { balanceFacts } from '../rounds/balance.ts';
import { balanceStandardOf } from '../rounds/balance-standard.ts';
import { establishmentStandardOf } from '../rounds/establishment.ts';
import { keptFacts, reportedPupils } from '../rounds/standing-facts.ts';

/** What an inspection acts through. */
export interface Means {
  readonly database: Pick<Database, 'db' | 'pool'>;
  readonly reckoner: Pick<Reckoner, 'inspection'>;
  readonly kept: Kept;
}

/** By which standard of balance a county is inspected, and where teachers are counted. */
export interface InspectedBy {
  /** The county's own of this kind in force on the day, or the national one. */
  readonly kind: BalanceKind;
  readonly view: View;
  /** The standard that posts are due by; null: the county's own in force on the day, or the unified ratio. */
  readonly establishment: string | null;
}

/** How a county is inspected where nobody says otherwise. */
export const usually: InspectedBy = {
  kind: 'quality',
  view: 'serving',
  establishment: null,
};

/** All that an inspection asks of a county as it stands on a day, by a constant number of statements. Throws `NotFound`. */
export async function inspect(
  means: Means,
  countyId: string,
  on: string,
  { establishment: posts, kind, view }: InspectedBy,
): Promise<Inspection> {
  const {
    database: { db, pool },
    reckoner,
  } = means;
  const balance = await balanceFacts(pool, countyId, on);
  const problem = await keptFacts(means, countyId, on);
  const { rows: reported } = await pool.query<InspectionQuestion['reported'][number]>(schools, [countyId]);
  const establishment = await establishmentStandardOf(db, countyId, on, posts);
  const standard = await balanceStandardOf(db, countyId, on, kind);
  return reckoner.inspection({
    balance,
    problem,
    reported,
    exchange: await exchangeFacts(pool, countyId, on),
    establishment,
    standard,
    view,
  });
}

/** The text of `ExchangeFacts` of the school year that a day is in, up to that day. */
export async function exchangeFacts(
  pool: Means['database']['pool'],
  countyId: string,
  on: string,
): Promise<string> {
  const year = schoolYearOn(on);
  const { from, until } = schoolYear(year);
  const { rows } = await pool.query<{ facts: string }>(exchange, [
    countyId,
    year,
    from,
    until < on ? until : on,
  ]);
  return rows[0]?.facts ?? '';
}

const schools = `
  SELECT school.code AS id, ${reportedPupils} AS pupils, parent.code AS parent
  FROM "School" school LEFT JOIN "School" parent ON parent.id = school."parentId"
  WHERE school."countyId" = $1::uuid`;

/**
 * The text of `ExchangeFacts`. The final plans of the school year count together, with the facts that were frozen first: what
 * a later one was frozen on lacks those whom the earlier ones sent, and they may go no more. Where none is final the newest
 * provisional one counts. Whoever began a posting counts unless it was the return from one, a cadre's seat or a circuit:
 * circuits count in no quota, here as in the planner (docs/decisions/016).
 */
const exchange = `
  WITH input AS (SELECT $1::uuid AS county, $2::int AS year, $3::date AS first, $4::date AS last),
  made_public AS (
    SELECT plan.id, plan.name, plan.state, plan."problemId", plan."createdAt",
      row_number() OVER (ORDER BY plan.state = 'final' DESC, plan."createdAt" DESC, plan.id DESC) AS place
    FROM "Plan" plan JOIN "Round" round ON round.id = plan."roundId", input
    WHERE plan."countyId" = input.county AND round."schoolYear" = input.year
      AND plan.state IN ('provisional', 'final')),
  plan AS (SELECT * FROM made_public WHERE state = 'final' OR place = 1)
  SELECT json_build_object(
    'schoolYear', input.year,
    'plan', (
      SELECT json_build_object(
        'name', string_agg(plan.name, '、' ORDER BY plan."createdAt", plan.id), 'state', min(plan.state::text),
        'problem', (
          SELECT problem.body FROM plan JOIN "Problem" problem ON problem.id = plan."problemId"
          ORDER BY problem."frozenAt", problem.id LIMIT 1),
        'moves', (
          SELECT coalesce(json_agg(DISTINCT teacher."staffNumber" ORDER BY teacher."staffNumber"), '[]')
          FROM plan JOIN "Move" move ON move."planId" = plan.id
          JOIN "Teacher" teacher ON teacher.id = move."teacherId"
          WHERE move.role IS NULL AND move.form <> 'return'))
      FROM plan HAVING count(*) > 0),
    'postings', (
      SELECT coalesce(json_agg(DISTINCT jsonb_build_object(
        'teacher', teacher."staffNumber", 'backbone', teacher.backbone)), '[]')
      FROM "Posting" posting JOIN "Teacher" teacher ON teacher.id = posting."teacherId"
      WHERE posting."countyId" = input.county AND posting.state IN ('serving', 'ended')
        AND posting.form NOT IN ('return', 'cadre', 'circuit', 'recruitment')
        AND posting."startsOn" BETWEEN input.first AND input.last)
  )::text AS facts
  FROM input`;
