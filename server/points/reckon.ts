import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import type { Actor, Versioned } from '../../schema/year-acts.ts';
import { PointsFrozen } from '../../schema/year-refusals.ts';
import { planned } from '../../solver/calendar.ts';
import { pointsRule, type Scored, score } from '../../solver/points-rule.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { dayOf } from '../day.ts';
import { isOnStaff, ruralMonths } from '../rounds/facts.ts';
import { lockedRound } from '../rounds/planning.ts';
import { roadFactorOf } from '../rounds/policy.ts';
import { roundSeen } from '../rounds/round-seen.ts';
import { uuid } from '../uuid.ts';
import type { YearMeans } from '../year.ts';

/**
 * Scores every teacher on the staff on the day by the rule in force when the moves take effect: all of them or none. Scores
 * changed by a decision stay as they are.
 */
export async function reckon(
  { database: { db } }: YearMeans,
  { viewer }: Actor,
  { id: roundId, version }: Versioned,
  on: string | null,
): Promise<void> {
  const { countyId, effective, schoolYear } = await roundSeen(db, viewer, roundId);
  await mustAdminister({ db, viewer }, countyId);
  const day = on ?? dayOf(effective);
  if (day < `${planned.first}-01-01` || day > `${planned.last}-12-31`)
    throw new InvalidInput(['on'], {
      zh: `计分日期须在${planned.first}年至${planned.last}年之间。`,
      en: `The day of reckoning must lie between ${planned.first} and ${planned.last}.`,
    });
  await db.$transaction(async (tx) => {
    const round = await lockedRound(tx, roundId);
    await mustBeAt(tx, 'Round', round, version);
    if (round.pointsFrozenAt !== null) throw new PointsFrozen();
    const rule = await tx.pointsRule.findFirst({
      where: { countyId, effectiveFrom: { lte: effective } },
      orderBy: [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }],
    });
    if (rule === null) throw noRule(dayOf(effective));
    const tabled = await tx.points.count({
      where: { countyId, schoolYear, ruleId: null, sectionId: null, OR: [{ roundId }, { roundId: null }] },
    });
    if (tabled > 0) throw tableOnFile(tabled);
    const body = pointsRule.parse(rule.body);
    const roadFactor = await roadFactorOf(tx, round.policyId);
    const scored = (await teachersOf(tx, countyId, roundId, day)).map(({ id: teacherId, ...teacher }) => ({
      id: uuid(),
      teacherId,
      ...score(body, teacher, roadFactor),
    }));
    const before = await reckonedIn(tx, roundId);
    await write(tx, { countyId, roundId, schoolYear, ruleId: rule.id, source: rule.version, day }, scored);
    await tx.round.update({ where: { id: roundId }, data: { version: { increment: 1 } } });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'points.reckon',
      entity: 'Round',
      entityId: roundId,
      ...changesOf(before, await reckonedIn(tx, roundId), {
        rule: rule.version,
        on: day,
        teachers: scored.length,
      }),
    });
  });
}

const noRule = (day: string) =>
  new InvalidInput(['roundId'], {
    zh: `${day}没有生效的积分办法，请先录入积分办法，或导入积分表。`,
    en: `No points rule is in force on ${day}. Add one, or import a table of points.`,
  });

const tableOnFile = (count: number) =>
  new InvalidInput(['roundId'], {
    zh: `本学年已导入${count}名教师的积分表，不能再按办法计分；请先撤销该次导入。`,
    en: `A table with the points of ${count} teachers is imported for this school year. Undo that import before points are reckoned by the rule.`,
  });

interface Occasion {
  readonly countyId: string;
  readonly roundId: string;
  readonly schoolYear: number;
  readonly ruleId: string;
  readonly source: string;
  readonly day: string;
}

/** The scores of a round by its rule, by teacher. */
async function reckonedIn(
  tx: Prisma.TransactionClient,
  roundId: string,
): Promise<ReadonlyMap<string, number>> {
  const found = await tx.points.findMany({
    where: { roundId, ruleId: { not: null } },
    select: { teacherId: true, points: true },
    orderBy: { teacherId: 'asc' },
  });
  return new Map(found.map(({ teacherId, points }) => [teacherId, points]));
}

/** Of whom the points are otherwise: what they were, and what they are; null: none. */
function changesOf(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  told: Prisma.InputJsonObject,
) {
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (teacher) => before.get(teacher) !== after.get(teacher),
  );
  const of = (points: ReadonlyMap<string, number>) =>
    Object.fromEntries(changed.map((teacher) => [teacher, points.get(teacher) ?? null]));
  return { before: { points: of(before) }, after: { ...told, points: of(after) } };
}

/** Writes the scores over those reckoned before; who is no longer on the staff loses a score nobody has contested. */
async function write(
  tx: Prisma.TransactionClient,
  occasion: Occasion,
  scored: readonly object[],
): Promise<void> {
  const { countyId, roundId, schoolYear, ruleId, source, day } = occasion;
  const given = JSON.stringify(scored);
  await tx.$executeRawUnsafe(
    `DELETE FROM "Points" points
     WHERE points."roundId" = $1::uuid AND points."ruleId" IS NOT NULL AND NOT points.corrected
       AND NOT EXISTS (SELECT 1 FROM "PointsContest" WHERE "pointsId" = points.id)
       AND points."teacherId" NOT IN (SELECT "teacherId" FROM json_to_recordset($2::json) AS given("teacherId" uuid))`,
    roundId,
    given,
  );
  await tx.$executeRawUnsafe(
    `INSERT INTO "Points"
       (id, "countyId", "roundId", "schoolYear", "teacherId", points, source, "ruleId", "reckonedOn", parts)
     SELECT given.id, $1::uuid, $2::uuid, $3::int, given."teacherId", given.points, $4, $5::uuid, $6::date, given.parts
     FROM json_to_recordset($7::json) AS given(id uuid, "teacherId" uuid, points int, parts jsonb)
     ON CONFLICT ("roundId", "teacherId") WHERE "ruleId" IS NOT NULL DO UPDATE SET
       points = excluded.points, source = excluded.source, "ruleId" = excluded."ruleId",
       "reckonedOn" = excluded."reckonedOn", parts = excluded.parts, version = "Points".version + 1
     WHERE NOT "Points".corrected`,
    countyId,
    roundId,
    schoolYear,
    source,
    ruleId,
    day,
    given,
  );
}

type Row = Scored & { readonly id: string };

/** What the rule looks at, of everybody on the staff on the day; in order, so that the same facts give the same answer. */
async function teachersOf(
  tx: Prisma.TransactionClient,
  countyId: string,
  roundId: string,
  day: string,
): Promise<readonly Row[]> {
  const [found] = await tx.$queryRawUnsafe<{ teachers: Row[] | null }[]>(statement, countyId, day, roundId);
  return found?.teachers ?? [];
}

/** Complete months from one day to another, as solver/calendar.ts counts them but for the last day of a shorter month. */
const months = (span: string) => `(extract(year FROM ${span}) * 12 + extract(month FROM ${span}))::int`;

const statement = `
  WITH input AS (SELECT $1::uuid AS county, $2::date AS day, $3::uuid AS round)
  SELECT json_agg(json_build_object(
    'id', teacher.id,
    'months', json_build_object(
      'teaching', ${months('age(input.day, teacher."teachingSince")')},
      'serving', ${months('age(input.day, teacher."servingSince")')},
      'rural', coalesce(ledger.months, 0),
      'office', CASE WHEN teacher."cadreRole" IS NOT NULL AND teacher."cadreSince" <= input.day
        THEN ${months('age(input.day, teacher."cadreSince")')} END),
    'title', teacher.title, 'backbone', teacher.backbone, 'education', teacher.education,
    'flags', array_to_json(array_remove(ARRAY[
      CASE WHEN teacher."classTeacher" THEN 'class-teacher' END,
      CASE WHEN teacher."graduatingGrade" THEN 'graduating-grade' END,
      CASE WHEN partner.id IS NOT NULL THEN 'couple' END,
      CASE WHEN elsewhere."schoolId" <> section."schoolId" THEN 'couple-apart' END,
      CASE WHEN wish.volunteer THEN 'volunteer' END], NULL)),
    'home', CASE WHEN teacher."homeLongitude" IS NOT NULL AND teacher."homeLatitude" IS NOT NULL
      THEN json_build_object('longitude', teacher."homeLongitude", 'latitude', teacher."homeLatitude") END,
    'school', CASE WHEN school.longitude IS NOT NULL AND school.latitude IS NOT NULL
      THEN json_build_object('longitude', school.longitude, 'latitude', school.latitude) END
  ) ORDER BY teacher."staffNumber") AS teachers
  FROM input
  JOIN "Teacher" teacher ON teacher."countyId" = input.county AND ${isOnStaff}
  JOIN "Section" section ON section.id = teacher."servingSectionId"
  JOIN "School" school ON school.id = section."schoolId" AND school.ownership = 'public'
  LEFT JOIN "Teacher" partner ON partner.id = teacher."partnerId"
    AND (partner."leftOn" IS NULL OR input.day < partner."leftOn")
  LEFT JOIN "Section" elsewhere ON elsewhere.id = partner."servingSectionId"
  LEFT JOIN "Round" round ON round.id = input.round
  LEFT JOIN "Wish" wish ON wish."teacherId" = teacher.id AND wish."schoolYear" = round."schoolYear"
    AND (wish."roundId" IS NULL OR wish."roundId" = round.id)
  LEFT JOIN LATERAL (
    SELECT floor(${ruralMonths})::int AS months
    FROM "Posting" posting JOIN "School" host ON host.id = posting."hostSchoolId"
    CROSS JOIN LATERAL age(least(posting."endedOn" + 1, input.day), posting."startsOn") stay
    WHERE posting."teacherId" = teacher.id AND posting.state IN ('serving', 'ended')
      AND posting.form <> 'recruitment' AND posting."startsOn" < input.day
  ) ledger ON true`;
