import type { Database } from '../../prisma/client.ts';

/**
 * A stored plan as the text of a plan file (docs/plan.schema.json), with the keys its problem has: what `npm run verify`
 * reads beside the problem's own text. Throws when there is no such plan.
 */
export async function planFile({ pool }: Pick<Database, 'pool'>, planId: string): Promise<string> {
  const { rows } = await pool.query<{ plan: string }>(statement, [planId]);
  const [row] = rows;
  if (row === undefined) throw new Error('There is no such plan.');
  return row.plan;
}

/** The list as JSON; of no rows an empty one. */
export const list = (rows: string) => `coalesce((${rows}), '[]')`;

/** Of `plan`, with `section` as `sectionsOfPlan` names it. */
export const moves = `
  SELECT json_agg(json_build_object(
    'teacher', teacher."staffNumber", 'from', home.key, 'to', host.key, 'subject', m.subject, 'role', m.role,
    'form', m.form, 'relationMoves', m."relationMoves", 'km', m.km, 'bed', m.bed, 'wish', m."wishRank")
    ORDER BY teacher."staffNumber")
  FROM "Move" m JOIN "Teacher" teacher ON teacher.id = m."teacherId"
  JOIN section home ON home.id = m."fromSectionId" JOIN section host ON host.id = m."toSectionId"
  WHERE m."planId" = plan.id`;

export const circuits = `
  SELECT json_agg(json_build_object(
    'teacher', teacher."staffNumber", 'from', home.key, 'to', host.key, 'subject', c.subject, 'days', c.days, 'km', c.km)
    ORDER BY c.place)
  FROM ROWS FROM (jsonb_to_recordset(plan.circuits) AS (
    "teacherId" uuid, "fromSectionId" uuid, "toSectionId" uuid, subject text, days int, km float8))
    WITH ORDINALITY AS c("teacherId", "fromSectionId", "toSectionId", subject, days, km, place)
  JOIN "Teacher" teacher ON teacher.id = c."teacherId"
  JOIN section home ON home.id = c."fromSectionId" JOIN section host ON host.id = c."toSectionId"`;

export const placements = `
  SELECT json_agg(json_build_object(
    'recruit', recruit.number, 'to', host.key, 'subject', p.subject, 'bed', p.bed, 'km', p.km)
    ORDER BY recruit.number)
  FROM "Placement" p JOIN "Recruit" recruit ON recruit.id = p."recruitId"
  JOIN section host ON host.id = p."sectionId"
  WHERE p."planId" = plan.id`;

const recruitReasons = `
  SELECT json_agg(json_build_object(
    'recruit', recruit.number, 'outcome', r.outcome, 'code', r.code, 'figures', r.figures,
    'text', json_build_object('zh', r.zh, 'en', r.en))
    ORDER BY recruit.number)
  FROM "RecruitReason" r JOIN "Recruit" recruit ON recruit.id = r."recruitId" WHERE r."planId" = plan.id`;

const unfilled = `
  SELECT json_agg(json_build_object(
    'section', section.key, 'subject', u.subject, 'role', u.role, 'openings', u.openings, 'filled', u.filled,
    'left', u."left", 'code', u.code, 'figures', u.figures, 'text', json_build_object('zh', u.zh, 'en', u.en))
    ORDER BY section.key, u.subject, u.role)
  FROM "Unfilled" u JOIN section ON section.id = u."sectionId" WHERE u."planId" = plan.id`;

/** A finding without a decision that allows it says nothing of one. */
const findings = `
  SELECT json_strip_nulls(json_agg(json_build_object(
    'rule', f.rule, 'level', f.level, 'teachers', to_json(f.teachers), 'sections', to_json(f.sections),
    'amount', f.amount, 'unit', f.unit, 'relaxed', f.relaxed, 'text', json_build_object('zh', f.zh, 'en', f.en))
    ORDER BY f.level, f.rule, f.en, f.id))
  FROM "PlanFinding" f WHERE f."planId" = plan.id`;

const reasons = `
  SELECT json_agg(json_build_object(
    'teacher', teacher."staffNumber", 'outcome', r.outcome, 'code', r.code, 'figures', r.figures,
    'text', json_build_object('zh', r.zh, 'en', r.en))
    ORDER BY teacher."staffNumber")
  FROM "Reason" r JOIN "Teacher" teacher ON teacher.id = r."teacherId" WHERE r."planId" = plan.id`;

/** The sections of the county of plan $1, with the keys a problem has for them. */
export const sectionsOfPlan = `
  WITH section AS (
    SELECT section.id, school.code || ':' || section.stage AS key
    FROM "Plan" plan JOIN "Section" section ON section."countyId" = plan."countyId"
    JOIN "School" school ON school.id = section."schoolId" WHERE plan.id = $1::uuid)`;

/** Of a problem with recruits. */
const whereRecruits = (rows: string) => `CASE WHEN problem.body ? 'recruits' THEN ${list(rows)} END`;

const statement = `${sectionsOfPlan}
  SELECT json_object_agg(part.name, part.value)::text AS plan
  FROM "Plan" plan JOIN "Problem" problem ON problem.id = plan."problemId" CROSS JOIN LATERAL (VALUES
    ('format', to_json('junheng-plan/1'::text)), ('problemHash', to_json(problem.hash)),
    ('engine', to_json(plan.engine)), ('engineReason', to_json(plan."engineReason")),
    ('status', to_json(plan.status)), ('goals', to_json(plan.goals)),
    ('moves', ${list(moves)}), ('circuits', ${list(circuits)}), ('placements', ${whereRecruits(placements)}),
    ('unfilled', ${list(unfilled)}), ('findings', ${list(findings)}), ('reasons', ${list(reasons)}),
    ('recruitReasons', ${whereRecruits(recruitReasons)}),
    ('diagnosis', coalesce(to_json(plan.diagnosis), 'null')),
    ('certificate', coalesce(to_json(plan.certificate), 'null'))) AS part(name, value)
  WHERE plan.id = $1::uuid AND part.value IS NOT NULL GROUP BY plan.id`;
