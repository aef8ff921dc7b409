import { NotFound } from '../../schema/errors.ts';
import type { BalanceChange } from '../../solver/balance/change.ts';
import type { BalanceReport } from '../../solver/balance/report.ts';
import type { BalanceKind } from '../../solver/balance/standard.ts';
import { schoolYearOn } from '../../solver/calendar.ts';
import type { View } from '../../solver/indicators.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import { balanceStandardOf, ownStandard, standardIn } from './balance-standard.ts';
import { isLatest, isOnStaff, isOpen } from './facts.ts';
import type { RoundsOptions } from './rounds.ts';
import { reportedPupils } from './standing-facts.ts';

/** What both act through. */
type Means = Pick<RoundsOptions, 'database'> & {
  readonly reckoner: Pick<Reckoner, 'balance' | 'balanceChange'>;
};

/**
 * The national indicators of a county as it stands on a day, by the standard of a kind in force then and in a view. Keys in the
 * answer: school code, `CODE:stage`. Throws `NotFound`.
 */
export async function balance(
  { database: { db, pool }, reckoner }: Means,
  countyId: string,
  on: string,
  kind: BalanceKind,
  view: View,
): Promise<BalanceReport> {
  const facts = await balanceFacts(pool, countyId, on);
  return reckoner.balance({ facts, standard: await balanceStandardOf(db, countyId, on, kind), view });
}

/** The text of `BalanceFacts` of a county as it stands on a day. Throws `NotFound`. */
export async function balanceFacts(
  pool: Means['database']['pool'],
  countyId: string,
  on: string,
): Promise<string> {
  const { rows } = await pool.query<{ facts: string | null }>(ofCounty, [countyId, schoolYearOn(on), on]);
  const facts = rows[0]?.facts;
  if (facts == null) throw new NotFound();
  return facts;
}

/**
 * The same of a plan's problem, before and after its moves, by the standard in force on the day they take effect; what schools
 * report is as it stands now. Throws `NotFound`.
 */
export async function planBalance(
  { database: { pool }, reckoner }: Means,
  planId: string,
  kind: BalanceKind,
  view: View,
): Promise<BalanceChange> {
  const { rows } = await pool.query<{ facts: string; standard: unknown }>(ofPlan, [planId, kind]);
  const [plan] = rows;
  if (plan === undefined) throw new NotFound();
  return reckoner.balanceChange({ facts: plan.facts, standard: standardIn(plan.standard, kind), view });
}

/** SQL: the standard of a kind that a `plan` is told by, as `ownStandard` gives it, on the day the moves of its `problem` take effect. */
export const standardOfPlan = (kind: string): string =>
  ownStandard('plan."countyId"', `(problem.body->>'effective')::date`, kind);

/** What is reported of a school, and which school it is part of. */
const reported = `
  'id', school.code, 'parent', parent.code, 'facilities', coalesce(school.facilities, '{}'),
  'seniorPupils', coalesce((school.statistics->>'seniorPupils')::int, 0),
  'teachers', (school.statistics->>'teachers')::int`;

/**
 * Every school open on the day, private ones too, and whoever serves there by then and has not left, read in one statement as
 * the text of `BalanceFacts`. The latest enrolment not after the school year counts; a school of one stage without any, and
 * without senior pupils, is taken at its reported total, and where there is none the pupils are not on file.
 */
export const ofCounty = `
  WITH input AS (SELECT $1::uuid AS county, $2::int AS year, $3::date AS day),
  school AS (
    SELECT school.*, ${reportedPupils} AS "reportedPupils"
    FROM "School" school, input WHERE school."countyId" = input.county
      AND ${isOpen}),
  section AS (
    SELECT section.id, section.stage, school.code, school.code || ':' || section.stage AS key,
      coalesce(
        (SELECT sum(pupils) FROM "Enrolment" enrolment WHERE enrolment."sectionId" = section.id AND ${isLatest}),
        school."reportedPupils") AS pupils
    FROM "Section" section JOIN school ON school.id = section."schoolId", input)
  SELECT CASE WHEN EXISTS (SELECT FROM "County" WHERE id = input.county) THEN json_build_object(
    'schools', (
      SELECT coalesce(json_agg(json_build_object(
        'place', school.place, 'ownership', school.ownership, 'kind', school.kind, ${reported})), '[]')
      FROM school LEFT JOIN school parent ON parent.id = school."parentId"),
    'sections', (
      SELECT coalesce(json_agg(json_build_object(
        'id', section.key, 'school', section.code, 'stage', section.stage, 'pupils', section.pupils)), '[]')
      FROM section),
    'staff', (
      SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
        'id', teacher."staffNumber", 'section', section.key, 'registered', registered.code,
        'established', teacher.established, 'education', teacher.education, 'title', teacher.title,
        'backbone', teacher.backbone, 'subject', teacher.subject))), '[]')
      FROM "Teacher" teacher
      JOIN section ON section.id = teacher."servingSectionId"
      JOIN "School" registered ON registered.id = teacher."registeredSchoolId"
      WHERE teacher."countyId" = input.county AND ${isOnStaff}),
    'visits', (
      SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
        'teacher', teacher."staffNumber", 'section', section.key,
        'subject', coalesce(posting.subject, teacher.subject)))), '[]')
      FROM "Posting" posting
      JOIN "Teacher" teacher ON teacher.id = posting."teacherId"
      JOIN section ON section.id = posting."toSectionId"
      WHERE posting."countyId" = input.county AND posting.form = 'circuit' AND posting.state = 'serving'
        AND posting."startsOn" <= input.day AND (posting."endedOn" IS NULL OR input.day <= posting."endedOn")
        AND coalesce(posting.subject, teacher.subject) IS NOT NULL AND ${isOnStaff})
  )::text END AS facts
  FROM input`;

/** The text of `OutcomeFacts`, of which `ChangeFacts` are a part, of a `plan` and its `problem`. */
export const planFacts = `
  json_build_object(
    'problem', problem.body,
    'reported', (
      SELECT coalesce(json_agg(json_build_object(${reported}, 'pupils', ${reportedPupils})), '[]')
      FROM "School" school LEFT JOIN "School" parent ON parent.id = school."parentId"
      WHERE school."countyId" = plan."countyId"),
    'moves', (
      SELECT coalesce(json_agg(json_strip_nulls(json_build_object(
        'teacher', teacher."staffNumber", 'to', host.code || ':' || section.stage, 'subject', move.subject,
        'role', replace(move.role::text, '_', '-'), 'form', replace(move.form::text, '_', '-'),
        'relationMoves', move."relationMoves"))), '[]')
      FROM "Move" move
      JOIN "Teacher" teacher ON teacher.id = move."teacherId"
      JOIN "Section" section ON section.id = move."toSectionId"
      JOIN "School" host ON host.id = section."schoolId"
      WHERE move."planId" = plan.id),
    'visits', (
      SELECT coalesce(json_agg(json_build_object(
        'teacher', teacher."staffNumber", 'section', host.code || ':' || section.stage, 'subject', c.subject)), '[]')
      FROM jsonb_to_recordset(plan.circuits) AS c("teacherId" uuid, "toSectionId" uuid, subject text)
      JOIN "Teacher" teacher ON teacher.id = c."teacherId"
      JOIN "Section" section ON section.id = c."toSectionId"
      JOIN "School" host ON host.id = section."schoolId")
  )::text`;

const ofPlan = `
  SELECT ${planFacts} AS facts, ${standardOfPlan('$2')} AS standard
  FROM "Plan" plan JOIN "Problem" problem ON problem.id = plan."problemId" WHERE plan.id = $1::uuid`;
