import type { Prisma } from '../../prisma/generated/client.ts';
import type { PinInput } from '../../schema/context.ts';

/** What to freeze: the county's registry as it stands on a day, under given standards. */
export interface Occasion {
  readonly countyId: string;
  /** Whose pins, requests, wishes and points count; null: no round, so only requests bound to none. */
  readonly roundId: string | null;
  readonly schoolYear: number;
  /** YYYY-MM-DD. */
  readonly effective: string;
  /** Bodies as stored, each a part of the problem format. */
  readonly curriculum: Prisma.JsonValue;
  readonly load: Prisma.JsonValue;
  readonly policy: Prisma.JsonValue;
  /** The plan this one is to stay close to: where it sends people. Null: none. */
  readonly basePlanId: string | null;
  /** Pinned over the round's own pins, in their stead where they deny them; left out: nothing. */
  readonly pins?: readonly PinInput[] | undefined;
}

/**
 * The facts as the text of a problem (docs/problem.schema.json), read in one statement and so at one moment.
 * PostgreSQL writes the JSON: tens of thousands of rows pass through the server as one text.
 *
 * In scope are public schools open on the day; a school that is not, as long as somebody in scope still serves
 * or is registered there, or has a section there to come back to, with no classes and 0 pupils; and whoever serves in scope
 * by then and has not left. Keys: school code, `CODE:stage`, staff number, request number. The latest enrolment not after the
 * school year counts. Points of a teacher that name no section say nothing of where to go and stay out. What the format
 * may leave out is left out where there is nothing to say.
 */
export async function factsOf(tx: Prisma.TransactionClient, occasion: Occasion): Promise<string> {
  const {
    countyId,
    roundId,
    schoolYear,
    effective,
    curriculum,
    load,
    policy,
    basePlanId,
    pins = [],
  } = occasion;
  const rows = await tx.$queryRawUnsafe<{ problem: string }[]>(
    statement,
    countyId,
    roundId,
    schoolYear,
    effective,
    JSON.stringify(curriculum),
    JSON.stringify(load),
    JSON.stringify(policy),
    basePlanId,
    JSON.stringify(pins),
  );
  return rows[0]?.problem ?? '';
}

/** Of a school, and `input.day`. */
export const isOpen = `(school."openedOn" IS NULL OR school."openedOn" <= input.day)
  AND (school."closedOn" IS NULL OR input.day < school."closedOn")`;

/** Of a teacher, and `input.day`: has begun, and not left. */
export const isOnStaff = `(teacher."leftOn" IS NULL OR input.day < teacher."leftOn")
  AND greatest(teacher."teachingSince", teacher."servingSince", teacher."registeredSince") <= input.day`;

/** Of an enrolment of a section, and `input.year`: none is newer, and not after it. */
export const isLatest = `"schoolYear" = (
  SELECT max("schoolYear") FROM "Enrolment" WHERE "sectionId" = section.id AND "schoolYear" <= input.year)`;

/** Of the round: whom schools hold back in it. Why is HR's to know, and stays out of the problem. */
const holdBacks = `
  SELECT json_agg(json_build_object('teacher', teacher."staffNumber"))
  FROM "HoldBack" held JOIN staff teacher ON teacher.id = held."teacherId"
  WHERE held."roundId" = input.round AND held.state = 'approved'`;

/** Where years count as rural service: places beyond the county town, and weak schools. */
const ruralOrWeak = `(host.place IN ('township-centre', 'village', 'teaching-point') OR host.weak)`;

/** Of a posting: circuit teaching counts by its days a week, of five. */
const share = `CASE WHEN posting.form = 'circuit' THEN least(5, coalesce(posting.days::numeric, 5)) ELSE 5 END / 5.0`;

/** Months of rural service, over postings, each a `posting` at a `host` and its length as a `stay`. */
export const ruralMonths = `sum((extract(year FROM stay) * 12 + extract(month FROM stay)) * ${share})
  FILTER (WHERE ${ruralOrWeak})`;

const schools = `
  SELECT json_agg(json_build_object(
    'id', school.code, 'name', school.name, 'place', school.place, 'kind', nullif(school.kind, 'ordinary'),
    'weak', school.weak,
    'location', CASE WHEN school.longitude IS NOT NULL AND school.latitude IS NOT NULL
      THEN json_build_object('longitude', school.longitude, 'latitude', school.latitude) END,
    'zone', zone.code, 'beds', school.beds,
    'clusters', (
      SELECT coalesce(json_agg(member.code), '[]') FROM member WHERE member."schoolId" = school.id)))
  FROM kept school LEFT JOIN "Zone" zone ON zone.id = school."zoneId"`;

const clusters = `
  SELECT json_agg(json_build_object('id', member.code, 'kind', member.kind))
  FROM (SELECT DISTINCT member.code, member.kind FROM member JOIN kept ON kept.id = member."schoolId") member`;

const sections = `
  SELECT json_agg(json_build_object(
    'id', section.key, 'school', section.code, 'stage', section.stage, 'establishment', section.establishment,
    'classes', coalesce(enrolment.classes, '{}'), 'pupils', CASE
      WHEN section.runs THEN coalesce(enrolment.pupils, '{}')
      ELSE json_build_object(CASE section.stage WHEN 'primary' THEN 1 ELSE 7 END, 0) END))
  FROM section
  LEFT JOIN LATERAL (
    SELECT json_object_agg(grade, classes) AS classes, json_object_agg(grade, pupils) AS pupils
    FROM "Enrolment" WHERE "sectionId" = section.id AND section.runs AND ${isLatest}
  ) enrolment ON true
  WHERE section.runs
    OR section.id IN (SELECT "servingSectionId" FROM staff) OR section.id IN (SELECT "homeId" FROM away)`;

/**
 * A cadre's term whose start is not on file counts from the start at the serving school. A posting with a day it
 * ended has ended, whatever its state still says.
 */
const teachers = `
  SELECT json_agg(json_build_object(
    'id', teacher."staffNumber", 'name', teacher.name, 'sex', teacher.sex, 'born', teacher.born,
    'established', teacher.established, 'education', teacher.education, 'title', teacher.title,
    'backbone', teacher.backbone, 'subject', teacher.subject, 'secondSubject', teacher."secondSubject",
    'fte', teacher.fte, 'classTeacher', teacher."classTeacher",
    'graduatingGrade', CASE WHEN teacher."graduatingGrade" THEN true END,
    'teachingSince', teacher."teachingSince",
    'cadre', CASE WHEN teacher."cadreRole" IS NOT NULL AND teacher."termSince" <= input.day THEN json_build_object(
      'role', teacher."cadreRole", 'since', teacher."termSince", 'terms', teacher."cadreTerms") END,
    'registered', json_build_object('school', registered.code, 'since', teacher."registeredSince"),
    'serving', json_build_object('section', teacher.key, 'since', teacher."servingSince"),
    'home', CASE WHEN teacher."homeLongitude" IS NOT NULL AND teacher."homeLatitude" IS NOT NULL
      THEN json_build_object('longitude', teacher."homeLongitude", 'latitude', teacher."homeLatitude") END,
    'partner', partner."staffNumber",
    'certificates', (
      SELECT coalesce(json_agg(json_build_object('subject', subject, 'stage', stage, 'rank', rank)), '[]')
      FROM "Certificate" WHERE "teacherId" = teacher.id),
    'exemptions', (
      SELECT coalesce(json_agg(json_build_object('kind', kind, 'from', "from", 'until', until)), '[]')
      FROM "Exemption" WHERE "teacherId" = teacher.id),
    'posting', CASE WHEN away."homeKey" IS NOT NULL THEN json_build_object(
      'home', away."homeKey", 'since', away."startsOn", 'until', away."endsOn") END,
    'lastPosting', CASE WHEN ledger.ended IS NOT NULL THEN json_build_object('ended', ledger.ended) END,
    'ruralYears', coalesce(ledger.years, 0)))
  FROM staff teacher
  JOIN "School" registered ON registered.id = teacher."registeredSchoolId"
  LEFT JOIN staff partner ON partner.id = teacher."partnerId"
  LEFT JOIN away ON away."teacherId" = teacher.id
  LEFT JOIN LATERAL (
    SELECT max(posting."endedOn") FILTER (WHERE posting."endedOn" <= input.day AND posting.form <> 'circuit') AS ended,
      round(${ruralMonths} / 12, 2) AS years
    FROM "Posting" posting JOIN "School" host ON host.id = posting."hostSchoolId"
    CROSS JOIN LATERAL age(least(posting."endedOn" + 1, input.day), posting."startsOn") stay
    WHERE posting."teacherId" = teacher.id AND posting.state IN ('serving', 'ended') AND posting."startsOn" < input.day
      AND posting.form <> 'recruitment'
  ) ledger ON true`;

/**
 * Who teaches away from home, and is to come back: the newest posting under way at the school served now. Where the
 * personnel relation went along, nobody comes back.
 */
const away = `
  SELECT DISTINCT ON (teacher.id) teacher.id AS "teacherId", home.id AS "homeId", home.key AS "homeKey",
    home."schoolId" AS "homeSchoolId", posting."startsOn", posting."endsOn"
  FROM staff teacher
  JOIN "Posting" posting ON posting."teacherId" = teacher.id AND posting."hostSchoolId" = teacher."schoolId"
  JOIN section home ON home.id = posting."fromSectionId" AND home.id <> teacher."servingSectionId", input
  WHERE posting.state = 'serving' AND posting."endedOn" IS NULL AND posting."startsOn" <= input.day
    AND NOT posting."relationMoves" AND posting.form <> 'circuit'
  ORDER BY teacher.id, posting."startsOn" DESC`;

/**
 * Requests that rounds of earlier school years were last frozen with: one that names no round is of the first
 * school year to freeze it, and does not come back every year.
 */
const frozenEarlier = `
  SELECT request->>'id' AS number
  FROM input
  JOIN "Round" round ON round."countyId" = input.county AND round."schoolYear" < input.year
  CROSS JOIN LATERAL (
    SELECT body FROM "Problem" WHERE "roundId" = round.id ORDER BY "frozenAt" DESC LIMIT 1) problem
  CROSS JOIN LATERAL jsonb_array_elements(problem.body->'requests') request`;

/**
 * Circuit teaching under way (走教), where it is on file to which section it leads and what is taught there; left out where there
 * is none.
 */
const circuits = `
  SELECT json_agg(json_build_object(
    'teacher', teacher."staffNumber", 'section', section.key, 'subject', coalesce(posting.subject, teacher.subject),
    'days', posting.days, 'from', posting."startsOn", 'until', coalesce(posting."endedOn", posting."endsOn")))
  FROM "Posting" posting
  JOIN staff teacher ON teacher.id = posting."teacherId"
  JOIN section ON section.id = posting."toSectionId" AND section.runs AND section.id <> teacher."servingSectionId", input
  WHERE posting.form = 'circuit' AND posting.state = 'serving' AND posting."startsOn" <= input.day
    AND coalesce(input.day <= coalesce(posting."endedOn", posting."endsOn"), true)
    AND coalesce(posting.subject, teacher.subject) IS NOT NULL`;

/**
 * Recruits who wait and have arrived by the day; left out where there are none. A zone that is wished for stands for each of
 * its schools.
 */
const recruits = `
  SELECT json_agg(json_build_object(
    'id', recruit.number, 'name', recruit.name, 'kind', recruit.kind,
    'certificates', (
      SELECT coalesce(json_agg(json_build_object('subject', subject, 'stage', stage, 'rank', rank)), '[]')
      FROM "RecruitCertificate" WHERE "recruitId" = recruit.id),
    'home', CASE WHEN recruit."homeLongitude" IS NOT NULL AND recruit."homeLatitude" IS NOT NULL
      THEN json_build_object('longitude', recruit."homeLongitude", 'latitude', recruit."homeLatitude") END,
    'contractEnds', recruit."contractEnds",
    'wishes', (
      SELECT json_agg(named.code ORDER BY named.rank, named.code) FROM (
        SELECT DISTINCT ON (school.code) school.code, choice.rank FROM "RecruitChoice" choice
        JOIN school ON (school.id = choice."schoolId" OR school."zoneId" = choice."zoneId") AND school.runs
        WHERE choice."recruitId" = recruit.id ORDER BY school.code, choice.rank) named)))
  FROM "Recruit" recruit
  WHERE recruit."countyId" = input.county AND recruit.state = 'waiting' AND recruit."arrivesOn" <= input.day`;

const requests = `
  SELECT json_agg(json_build_object(
    'id', request.number, 'section', section.key, 'subject', request.subject,
    'count', coalesce(request."approvedCount", request.count),
    'level', coalesce(request."approvedLevel", request.level),
    'priority', coalesce(request."approvedPriority", request.priority)))
  FROM "Request" request JOIN section ON section.id = request."sectionId"
  WHERE request.state = 'approved' AND section.runs
    AND (request."roundId" = input.round
      OR request."roundId" IS NULL AND request.number NOT IN (SELECT number FROM "frozenEarlier"))`;

const wishes = `
  SELECT json_agg(json_build_object(
    'teacher', teacher."staffNumber", 'volunteer', wish.volunteer,
    'schools', (
      SELECT coalesce(json_agg(named.code ORDER BY named.rank, named.code), '[]') FROM (
        SELECT DISTINCT ON (school.code) school.code, choice.rank FROM "WishChoice" choice
        JOIN school ON (school.id = choice."schoolId" OR school."zoneId" = choice."zoneId") AND school.runs
        WHERE choice."wishId" = wish.id ORDER BY school.code, choice.rank) named)))
  FROM "Wish" wish JOIN staff teacher ON teacher.id = wish."teacherId"
  WHERE wish."schoolYear" = input.year AND (wish."roundId" IS NULL OR wish."roundId" = input.round)`;

const points = `
  SELECT json_agg(json_build_object(
    'teacher', teacher."staffNumber", 'section', section.key, 'subject', points.subject, 'points', points.points))
  FROM "Points" points
  JOIN staff teacher ON teacher.id = points."teacherId"
  JOIN section ON section.id = points."sectionId" AND section.runs
  WHERE points."schoolYear" = input.year AND (points."roundId" IS NULL OR points."roundId" = input.round)`;

/** Of a `newer` and a `standing` pin of one teacher, as server/rounds/pin.ts has it. */
const takesPlaceOf = `CASE WHEN newer.kind = 'forbid' OR standing.kind = 'forbid'
  THEN newer."sectionId" = standing."sectionId" ELSE true END`;

const pins = `
  SELECT json_agg(json_build_object(
    'kind', pin.kind, 'teacher', teacher."staffNumber", 'section', section.key, 'subject', pin.subject))
  FROM (
    SELECT kind::text, "teacherId", "sectionId", subject FROM "Pin" standing
    WHERE "roundId" = input.round AND NOT EXISTS (
      SELECT 1 FROM "pinnedOver" newer WHERE newer."teacherId" = standing."teacherId" AND ${takesPlaceOf})
    UNION ALL SELECT kind, "teacherId", "sectionId", subject FROM "pinnedOver") pin
  JOIN staff teacher ON teacher.id = pin."teacherId"
  LEFT JOIN section ON section.id = pin."sectionId"`;

const pinnedOver = `
  SELECT * FROM json_to_recordset($9::json) AS given(kind text, "teacherId" uuid, "sectionId" uuid, subject text)`;

/** Zones that no school lies in, or that earn nothing, say nothing. */
const allowance = `
  SELECT json_strip_nulls(json_build_object(
    'version', standard.version, 'months', standard.body->'months', 'transport', standard.body->'transport',
    'area', (
      SELECT json_agg(json_build_object('zone', zone.code, 'monthly', zone.monthly))
      FROM "Zone" zone WHERE zone.monthly > 0 AND zone.id IN (SELECT "zoneId" FROM kept))))
  FROM "AllowanceStandard" standard
  WHERE standard."countyId" = input.county AND standard."effectiveFrom" <= input.day
  ORDER BY standard."effectiveFrom" DESC, standard."createdAt" DESC, standard.id DESC LIMIT 1`;

const budget = `SELECT to_json(round.budget) FROM "Round" round WHERE round.id = input.round`;

/**
 * Whoever has left, and where nobody can go any more, the plan before says nothing of; one that sends nobody is an empty
 * list, and no plan before is none.
 */
const base = `
  SELECT CASE WHEN $8::uuid IS NOT NULL THEN coalesce((
    SELECT json_agg(json_build_object('teacher', teacher."staffNumber", 'section', section.key, 'subject', move.subject))
    FROM "Move" move
    JOIN staff teacher ON teacher.id = move."teacherId"
    JOIN section ON section.id = move."toSectionId" AND section.runs
    WHERE move."planId" = $8::uuid AND move.form <> 'return'), '[]') END`;

/** The circuits of that plan, likewise. */
const baseCircuits = `
  SELECT CASE WHEN $8::uuid IS NOT NULL THEN coalesce((
    SELECT json_agg(json_build_object(
      'teacher', teacher."staffNumber", 'section', section.key, 'subject', c.subject, 'days', c.days))
    FROM "Plan" plan
    CROSS JOIN jsonb_to_recordset(plan.circuits) AS c("teacherId" uuid, "toSectionId" uuid, subject text, days int)
    JOIN staff teacher ON teacher.id = c."teacherId"
    JOIN section ON section.id = c."toSectionId" AND section.runs
    WHERE plan.id = $8::uuid), '[]') END`;

const list = (name: string, rows: string) => `('${name}', json_strip_nulls(coalesce((${rows}), '[]')))`;

/** Left out where it is empty. */
const part = (name: string, value: string) => `('${name}', json_strip_nulls((${value})))`;

const statement = `
  WITH input AS (SELECT $1::uuid AS county, $2::uuid AS round, $3::int AS year, $4::date AS day),
  school AS (
    SELECT school.*, school.ownership = 'public' AND ${isOpen} AS runs
    FROM "School" school, input WHERE school."countyId" = input.county),
  section AS (
    SELECT section.*, school.code, school.code || ':' || section.stage AS key, school.runs
    FROM "Section" section JOIN school ON school.id = section."schoolId" WHERE school.ownership = 'public'),
  staff AS (
    SELECT teacher.*, section.key, section."schoolId",
      coalesce(teacher."cadreSince", teacher."servingSince") AS "termSince"
    FROM "Teacher" teacher JOIN section ON section.id = teacher."servingSectionId", input
    WHERE teacher."countyId" = input.county AND ${isOnStaff}),
  away AS (${away}),
  kept AS (
    SELECT school.* FROM school
    WHERE school.runs OR school.id IN (SELECT "schoolId" FROM staff)
      OR school.id IN (SELECT "registeredSchoolId" FROM staff) OR school.id IN (SELECT "homeSchoolId" FROM away)),
  member AS (
    SELECT member."schoolId", cluster.code, cluster.kind
    FROM "ClusterMember" member JOIN "Cluster" cluster ON cluster.id = member."clusterId", input
    WHERE cluster."countyId" = input.county
      AND (member."from" IS NULL OR member."from" <= input.day)
      AND (member.until IS NULL OR input.day <= member.until)
      AND (cluster."boundUntil" IS NULL OR input.day <= cluster."boundUntil")),
  "frozenEarlier" AS (${frozenEarlier}),
  "pinnedOver" AS (${pinnedOver})
  SELECT json_object_agg(part.name, part.value)::text AS problem
  FROM input CROSS JOIN LATERAL (VALUES
    ('format', to_json('junheng-problem/1'::text)),
    ('county', (SELECT json_build_object('code', code, 'name', name) FROM "County" WHERE id = input.county)),
    ('schoolYear', to_json(input.year)), ('effective', to_json(input.day)),
    ('curriculum', $5::json), ('load', $6::json), ('policy', $7::json),
    ${[
      list('schools', schools),
      list('sections', sections),
      list('teachers', teachers),
      part('recruits', recruits),
      list('requests', requests),
      list('wishes', wishes),
      list('points', points),
      list('pins', pins),
      part('circuits', circuits),
      part('clusters', clusters),
      part('holdBacks', holdBacks),
      part('allowance', allowance),
      part('budget', budget),
      part('base', base),
      part('baseCircuits', baseCircuits),
    ].join(',\n')}
  ) AS part(name, value)
  WHERE part.value IS NOT NULL`;
