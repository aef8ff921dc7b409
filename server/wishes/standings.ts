import type { Database } from '../../prisma/client.ts';
import type { Standing } from '../../schema/year-acts.ts';
import { leastTold } from '../../schema/year-acts.ts';
import { roadKm } from '../../solver/distance.ts';
import { policy as format } from '../../solver/problem.ts';
import { travel } from '../../solver/rules/travel.ts';
import { isOpen } from '../rounds/facts.ts';

/**
 * How teachers stand in rounds: every section of another school that takes their own subject, what the bureau pays there, and
 * how many others of the subject wish for it; by `teacherId roundId`. One statement, however many are asked about.
 *
 * Others are those on the staff on the day of effect who teach the same main subject, serve in that stage or are certified for it, and
 * wish for the school, or for its zone, in that round's year. Scores are those at the post, else those of the person.
 */
export async function standings(
  { db }: Pick<Database, 'db'>,
  asked: readonly { readonly teacherId: string; readonly roundId: string }[],
): Promise<Map<string, Standing>> {
  const rows = await db.$queryRawUnsafe<Row[]>(
    statement,
    asked.map(({ teacherId }) => teacherId),
    asked.map(({ roundId }) => roundId),
  );
  return new Map(
    rows.map(({ teacherId, roundId, policy, home, transport, places }) => {
      const { roadFactor } = travel.read(format.parse(policy).rules[travel.name]);
      return [
        `${teacherId} ${roundId}`,
        {
          transport: transport ?? 0,
          places: (places ?? []).map(({ location, ...place }) => ({
            ...place,
            km: home === null || location === null ? null : roadKm(home, location, roadFactor),
          })),
        },
      ];
    }),
  );
}

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

interface Row {
  readonly teacherId: string;
  readonly roundId: string;
  readonly policy: unknown;
  readonly home: Point | null;
  readonly transport: number | null;
  readonly places: (Omit<Standing['places'][number], 'km'> & { readonly location: Point | null })[] | null;
}

/** Of `input.round`: whether it counts in it. */
const inRound = (row: string) =>
  `${row}."schoolYear" = input.year AND (${row}."roundId" IS NULL OR ${row}."roundId" = input.round)`;

const point = (of: string, longitude: string, latitude: string) =>
  `CASE WHEN ${of}."${longitude}" IS NOT NULL AND ${of}."${latitude}" IS NOT NULL
    THEN json_build_object('longitude', ${of}."${longitude}", 'latitude', ${of}."${latitude}") END`;

/** The best rank that a wish gives a school, by its own name or its zone's; of `school` and a wish's id. */
const rankOf = (wish: string) => `
  SELECT min(choice.rank) FROM "WishChoice" choice
  WHERE choice."wishId" = ${wish} AND (choice."schoolId" = school.id OR choice."zoneId" = school."zoneId")`;

/** The score of a teacher at a section for a subject: the post's own, else the person's. */
const scoreOf = (teacher: string, section: string, subject: string) => `
  SELECT points.points FROM "Points" points
  WHERE points."teacherId" = ${teacher} AND ${inRound('points')}
    AND (points."sectionId" IS NULL OR points."sectionId" = ${section})
    AND (points.subject IS NULL OR points.subject = ${subject})
  ORDER BY points."sectionId" IS NULL, points.subject IS NULL, points."roundId" IS NULL, points.id LIMIT 1`;

/** Serves in the stage of `section`, or is certified for the own subject there; of `input.subject`. */
const mayTeach = (teacher: string, stage: string) => `(section.stage = ${stage} OR EXISTS (
      SELECT 1 FROM "Certificate" certificate WHERE certificate."teacherId" = ${teacher}
        AND certificate.subject = input.subject AND certificate.stage = section.stage))`;

/** The lowest score of each place that is told of; of fewer than so many it would tell of one of them. */
const lowest = (place: 'section' | 'zone' | 'county', sent: string) => `
  SELECT teacher, round, ${place}, min(points) AS points FROM ${sent} WHERE ${place} IS NOT NULL
  GROUP BY teacher, round, ${place} HAVING count(*) >= ${leastTold}`;

const statement = `
  WITH asked AS (
    SELECT DISTINCT teacher.id AS teacher, teacher.subject, own.stage, own."schoolId" AS "ownSchool", round.id AS round,
      round."schoolYear" AS year, round.effective AS day, round."countyId" AS county, wish.id AS wish
    FROM unnest($1::uuid[], $2::uuid[]) AS pair(teacher, round)
    JOIN "Teacher" teacher ON teacher.id = pair.teacher
    JOIN "Section" own ON own.id = teacher."servingSectionId"
    JOIN "Round" round ON round.id = pair.round AND round."countyId" = teacher."countyId"
    LEFT JOIN "Wish" wish ON wish."teacherId" = teacher.id AND wish."schoolYear" = round."schoolYear"
      AND (wish."roundId" IS NULL OR wish."roundId" = round.id)),
  place AS (
    SELECT input.*, section.id AS section, section.stage AS "sectionStage", school.id AS school, school.code, school.weak, school."zoneId",
      coalesce(zone.tier, 0) AS tier, coalesce(zone.monthly, 0) AS monthly,
      ${point('school', 'longitude', 'latitude')} AS location, (${rankOf('input.wish')}) AS rank
    FROM asked input
    JOIN "School" school ON school."countyId" = input.county AND school.ownership = 'public'
      AND school.id <> input."ownSchool" AND ${isOpen}
    JOIN "Section" section ON section."schoolId" = school.id AND ${mayTeach('input.teacher', 'input.stage')}
    LEFT JOIN "Zone" zone ON zone.id = school."zoneId"
    WHERE input.subject IS NOT NULL),
  -- Only where it is wished for is anything told of others.
  wished AS (
    SELECT input.*, (${scoreOf('input.teacher', 'input.section', 'input.subject')}) AS points
    FROM place input WHERE input.rank IS NOT NULL),
  crowd AS (
    SELECT input.teacher, input.round, input.section, input.points, rivals.*
    FROM wished input CROSS JOIN LATERAL (
      SELECT count(*)::int AS others, count(*) FILTER (WHERE rival.points > input.points)::int AS above,
        count(*) FILTER (WHERE rival.points >= input.points)::int AS "notBelow"
      FROM (
        SELECT (${scoreOf('other.id', 'input.section', 'input.subject')}) AS points
        FROM "Wish" wish
        JOIN "Teacher" other ON other.id = wish."teacherId" AND other.id <> input.teacher
          AND other.subject = input.subject AND (other."leftOn" IS NULL OR input.day < other."leftOn")
        JOIN "Section" serves ON serves.id = other."servingSectionId" AND serves."schoolId" <> input.school
        CROSS JOIN LATERAL (SELECT input."sectionStage" AS stage) section
        WHERE wish."countyId" = input.county AND ${inRound('wish')} AND ${mayTeach('other.id', 'serves.stage')}
          AND EXISTS (SELECT 1 FROM "WishChoice" choice WHERE choice."wishId" = wish.id
            AND (choice."schoolId" = input.school OR choice."zoneId" = input."zoneId"))) rival) rivals),
  past AS (
    SELECT DISTINCT ON (input.teacher, input.round) input.teacher, input.round, before.id, before."schoolYear" AS year
    FROM asked input JOIN "Round" before ON before."countyId" = input.county AND before."schoolYear" < input.year
    JOIN "Plan" plan ON plan."roundId" = before.id AND plan.state = 'final'
    ORDER BY input.teacher, input.round, before."schoolYear" DESC, before."openedAt" DESC),
  -- Whom the last final plan sent in the subject, as far as they were scored.
  sent AS (
    SELECT past.teacher, past.round, move."toSectionId" AS section, school."zoneId" AS zone,
      (${scoreOf('move."teacherId"', 'move."toSectionId"', 'move.subject')}) AS points
    FROM past JOIN asked ON asked.teacher = past.teacher AND asked.round = past.round
    JOIN "Plan" plan ON plan."roundId" = past.id AND plan.state = 'final'
    JOIN "Move" move ON move."planId" = plan.id AND move.subject = asked.subject
    JOIN "Section" section ON section.id = move."toSectionId"
    JOIN "School" school ON school.id = section."schoolId"
    CROSS JOIN LATERAL (SELECT past.year AS year, past.id AS round) input),
  scored AS (SELECT * FROM sent WHERE points IS NOT NULL),
  -- Nobody is counted twice, so that no two figures tell of the few between them.
  "lowAtSection" AS (${lowest('section', 'scored')}),
  "offSection" AS (SELECT * FROM scored WHERE NOT EXISTS (
    SELECT 1 FROM "lowAtSection" low WHERE (low.teacher, low.round, low.section) = (scored.teacher, scored.round, scored.section))),
  "lowInZone" AS (${lowest('zone', '"offSection"')}),
  "offZone" AS (SELECT teacher, round, points, 0 AS county FROM "offSection" scored WHERE NOT EXISTS (
    SELECT 1 FROM "lowInZone" low WHERE (low.teacher, low.round, low.zone) = (scored.teacher, scored.round, scored.zone))),
  "lowInCounty" AS (${lowest('county', '"offZone"')}),
  told AS (
    SELECT place.teacher, place.round, json_agg(json_build_object(
      'sectionId', place.section, 'schoolId', place.school, 'code', place.code, 'weak', place.weak, 'tier', place.tier,
      'monthly', place.monthly, 'location', place.location, 'subject', place.subject, 'rank', place.rank,
      'points', crowd.points, 'others', coalesce(crowd.others, 0), 'above', coalesce(crowd.above, 0),
      'notBelow', coalesce(crowd."notBelow", 0),
      'lowestBefore', CASE WHEN place.rank IS NOT NULL THEN CASE
        WHEN "lowAtSection".points IS NOT NULL THEN json_build_object('points', "lowAtSection".points, 'among', 'section')
        WHEN "lowInZone".points IS NOT NULL THEN json_build_object('points', "lowInZone".points, 'among', 'zone')
        WHEN "lowInCounty".points IS NOT NULL THEN json_build_object('points', "lowInCounty".points, 'among', 'county')
      END END) ORDER BY place.code) AS places
    FROM place LEFT JOIN crowd
      ON crowd.teacher = place.teacher AND crowd.round = place.round AND crowd.section = place.section
    LEFT JOIN "lowAtSection" ON "lowAtSection".teacher = place.teacher AND "lowAtSection".round = place.round
      AND "lowAtSection".section = place.section
    LEFT JOIN "lowInZone" ON "lowInZone".teacher = place.teacher AND "lowInZone".round = place.round
      AND "lowInZone".zone = place."zoneId"
    LEFT JOIN "lowInCounty" ON "lowInCounty".teacher = place.teacher AND "lowInCounty".round = place.round
    GROUP BY place.teacher, place.round)
  SELECT input.teacher AS "teacherId", input.round AS "roundId", policy.body AS policy,
    ${point('teacher', 'homeLongitude', 'homeLatitude')} AS home,
    (SELECT (step->>'monthly')::int FROM (
        SELECT body FROM "AllowanceStandard" standard
        WHERE standard."countyId" = input.county AND standard."effectiveFrom" <= input.day
        ORDER BY standard."effectiveFrom" DESC, standard."createdAt" DESC LIMIT 1) standard
      CROSS JOIN LATERAL jsonb_array_elements(standard.body->'transport') step
      WHERE (step->>'fromYears')::int <= extract(year FROM age(input.day, teacher."teachingSince"))
      ORDER BY (step->>'fromYears')::int DESC LIMIT 1) AS transport,
    told.places
  FROM asked input
  JOIN "Teacher" teacher ON teacher.id = input.teacher
  JOIN "Round" round ON round.id = input.round
  JOIN "Policy" policy ON policy.id = round."policyId"
  LEFT JOIN told ON told.teacher = input.teacher AND told.round = input.round`;
