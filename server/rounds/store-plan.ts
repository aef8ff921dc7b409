import type { Prisma } from '../../prisma/generated/client.ts';
import type { PlanStatus } from '../../prisma/generated/enums.ts';
import type { Status } from '../../solver/plan.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import type { Rows, Solved } from '../jobs/solve-in-thread.ts';

/** Teachers, recruits or sections of the plan are no longer in the registry under the keys they were frozen by. */
export class RegistryChanged extends Error {
  override readonly name = 'RegistryChanged';
}

/** A plan that breaks rules is no plan: a fault of the solver. */
export class PlanBreaksRules extends Error {
  override readonly name = 'PlanBreaksRules';
}

interface Origin {
  readonly countyId: string;
  readonly roundId: string;
  readonly problemId: string;
  /** Null: under the round's own assumptions. */
  readonly scenarioId: string | null;
  readonly authorId: string | null;
}

/**
 * Stores a whole plan, in the caller's transaction and a fixed number of statements. That no plan exists is
 * stored too, with its diagnosis. Throws `PlanBreaksRules`, `RegistryChanged`. Answers the plan's id.
 */
export async function storePlan(
  tx: Prisma.TransactionClient,
  { countyId, roundId, problemId, scenarioId, authorId }: Origin,
  solved: Solved,
): Promise<string> {
  if (solved.breaches > 0) throw new PlanBreaksRules(`The plan breaks ${solved.breaches} rules.`);
  await tx.$queryRaw`SELECT id FROM "Round" WHERE id = ${roundId}::uuid FOR UPDATE`;
  const name = await nextName(tx, roundId);
  const circuits = await circuitsOf(tx, countyId, solved.circuits);
  const { id } = await tx.plan.create({
    data: {
      createdAt: instant(),
      countyId,
      roundId,
      problemId,
      scenarioId,
      authorId,
      name,
      status: statuses[solved.status],
      engine: solved.engine,
      engineReason: solved.engineReason,
      goals: solved.goals,
      ...(solved.diagnosis === null ? {} : { diagnosis: solved.diagnosis }),
      circuits,
      moved: solved.moves.count,
    },
    select: { id: true },
  });
  if (solved.certificate !== null)
    await tx.$executeRaw`UPDATE "Plan" SET certificate = ${solved.certificate}::jsonb WHERE id = ${id}::uuid`;
  await storeLists(tx, countyId, id, solved);
  await recordDeed(tx, {
    countyId: countyId,
    userId: authorId,
    action: 'plan.store',
    entity: 'Plan',
    entityId: id,
    after: { problemHash: solved.problemHash, status: solved.status, moved: solved.moves.count },
  });
  return id;
}

/** What the round's next plan is called; the caller holds the round. */
export async function nextName(tx: Prisma.TransactionClient, roundId: string): Promise<string> {
  const number = (await tx.plan.count({ where: { roundId } })) + 1;
  return `方案 ${number} · Plan ${number}`;
}

/** Stores the lists of a plan that has none yet. Throws `RegistryChanged`. */
export async function storeLists(
  tx: Prisma.TransactionClient,
  countyId: string,
  planId: string,
  solved: Pick<Solved, keyof typeof statements>,
): Promise<void> {
  for (const [list, statement] of Object.entries(statements)) {
    const rows: Rows = solved[list as keyof typeof statements];
    const stored = await tx.$executeRawUnsafe(statement, planId, countyId, rows.text);
    if (stored !== rows.count) throw lost(list, stored, rows);
  }
}

/** The circuits with rows' ids for the keys of the problem. Throws `RegistryChanged`. */
export async function circuitsOf(
  tx: Prisma.TransactionClient,
  countyId: string,
  circuits: Rows,
): Promise<Prisma.JsonObject[]> {
  if (circuits.count === 0) return [];
  const found = await tx.$queryRawUnsafe<Prisma.JsonObject[]>(circuitRows, countyId, circuits.text);
  if (found.length !== circuits.count) throw lost('circuits', found.length, circuits);
  return found;
}

const lost = (list: string, found: number, { count }: Rows) =>
  new RegistryChanged(`${found} of ${count} ${list} name people and sections on file.`);

const statuses = {
  optimal: 'optimal',
  feasible: 'feasible',
  infeasible: 'infeasible',
  'cut-short': 'cut_short',
} as const satisfies Record<Status, PlanStatus>;

const keysIn = (county: string) => `
  WITH teacher AS (SELECT id, "staffNumber" AS key FROM "Teacher" WHERE "countyId" = ${county}::uuid),
  section AS (
    SELECT section.id, school.code || ':' || section.stage AS key
    FROM "Section" section JOIN "School" school ON school.id = section."schoolId"
    WHERE section."countyId" = ${county}::uuid)`;
const keys = keysIn('$2');

/** $1 the county, $2 the list as JSON. */
const circuitRows = `${keysIn('$1')}
  SELECT teacher.id AS "teacherId", home.id AS "fromSectionId", host.id AS "toSectionId", c.subject, c.days, c.km
  FROM json_to_recordset($2::json) AS c(
    teacher text, "from" text, "to" text, subject text, days int, km float8)
  JOIN teacher ON teacher.key = c.teacher
  JOIN section home ON home.key = c."from" JOIN section host ON host.key = c."to"
  ORDER BY c.teacher, c."to", c.subject`;

/** The recruits of the county, by the number a problem knows them by. */
const recruitKeys = `
  recruit AS (SELECT id, number AS key FROM "Recruit" WHERE "countyId" = $2::uuid)`;

/** $1 the plan, $2 its county, $3 the list as JSON. */
const statements = {
  moves: `${keys}
    INSERT INTO "Move" (id, "planId", "teacherId", "fromSectionId", "toSectionId", subject, role, form, "relationMoves", km, bed, "wishRank")
    SELECT gen_random_uuid(), $1::uuid, teacher.id, home.id, host.id, m.subject, m.role::"CadreRole", m.form::"MoveForm", m."relationMoves", m.km, m.bed, m.wish
    FROM json_to_recordset($3::json) AS m(
      teacher text, "from" text, "to" text, subject text, role text, form text, "relationMoves" boolean, km float8, bed boolean,
      wish int)
    JOIN teacher ON teacher.key = m.teacher
    JOIN section home ON home.key = m."from" JOIN section host ON host.key = m."to"`,
  unfilled: `${keys}
    INSERT INTO "Unfilled" (id, "planId", "sectionId", subject, role, openings, filled, "left", code, figures, zh, en)
    SELECT gen_random_uuid(), $1::uuid, section.id, u.subject, u.role::"CadreRole", u.openings, u.filled, u."left", u.code, u.figures, u.text->>'zh', u.text->>'en'
    FROM json_to_recordset($3::json) AS u(
      section text, subject text, role text, openings int, filled int, "left" int, code text, figures jsonb, text jsonb)
    JOIN section ON section.key = u.section`,
  findings: `
    INSERT INTO "PlanFinding" (id, "planId", rule, level, teachers, sections, amount, unit, relaxed, zh, en)
    SELECT gen_random_uuid(), $1::uuid, f.rule, f.level::"FindingLevel", f.teachers, f.sections, f.amount, f.unit, f.relaxed, f.text->>'zh', f.text->>'en'
    FROM json_to_recordset($3::json) AS f(
      rule text, level text, teachers text[], sections text[], amount float8, unit text, relaxed text, text jsonb)
    WHERE $2::uuid IS NOT NULL`,
  reasons: `${keys}
    INSERT INTO "Reason" (id, "planId", "teacherId", outcome, code, figures, zh, en)
    SELECT gen_random_uuid(), $1::uuid, teacher.id, r.outcome::"Outcome", r.code, r.figures, r.text->>'zh', r.text->>'en'
    FROM json_to_recordset($3::json) AS r(teacher text, outcome text, code text, figures jsonb, text jsonb)
    JOIN teacher ON teacher.key = r.teacher`,
  placements: `${keys}, ${recruitKeys}
    INSERT INTO "Placement" (id, "planId", "recruitId", "sectionId", subject, km, bed)
    SELECT gen_random_uuid(), $1::uuid, recruit.id, host.id, p.subject, p.km, p.bed
    FROM json_to_recordset($3::json) AS p(recruit text, "to" text, subject text, km float8, bed boolean)
    JOIN recruit ON recruit.key = p.recruit JOIN section host ON host.key = p."to"`,
  recruitReasons: `WITH ${recruitKeys}
    INSERT INTO "RecruitReason" (id, "planId", "recruitId", outcome, code, figures, zh, en)
    SELECT gen_random_uuid(), $1::uuid, recruit.id, r.outcome::"PlacementOutcome", r.code, r.figures, r.text->>'zh', r.text->>'en'
    FROM json_to_recordset($3::json) AS r(recruit text, outcome text, code text, figures jsonb, text jsonb)
    JOIN recruit ON recruit.key = r.recruit`,
};
