import type { Database } from '../../prisma/client.ts';
import { verifyRecord } from '../../server/audit/verify.ts';
import { rowOf, type Write } from './ledger.ts';

/** What of acknowledged writes is found in the database. */
export interface Found {
  readonly acknowledged: number;
  readonly found: number;
  readonly lost: number;
  readonly doubled: number;
  /** There, and not all of it. */
  readonly 'half-written': number;
}

interface Row {
  /** How often it is there. */
  readonly times: number;
  readonly whole: boolean;
}

function counted(rows: readonly Row[]): Found {
  const having = (is: (row: Row) => boolean) => rows.filter(is).length;
  return {
    acknowledged: rows.length,
    found: having(({ times }) => times > 0),
    lost: having(({ times }) => times === 0),
    doubled: having(({ times }) => times > 1),
    'half-written': having(({ times, whole }) => times > 0 && !whole),
  };
}

/** What it must be: everything once, and whole. */
export const allOf = (acknowledged: number): Found => ({
  acknowledged,
  found: acknowledged,
  lost: 0,
  doubled: 0,
  'half-written': 0,
});

/** Rounds that were opened, each with its deed. */
export async function roundsFound({ pool }: Database, writes: readonly Pick<Write, 'act'>[]): Promise<Found> {
  const names = writes.map(({ act }) => (act.variables['input'] as { readonly name: string }).name);
  const { rows } = await pool.query<Row>(
    `SELECT count(DISTINCT r.id)::int AS times, count(e.id) = 1 AS whole
     FROM unnest($1::text[]) AS asked(name) LEFT JOIN "Round" r ON r.name = asked.name
     LEFT JOIN "AuditEvent" e ON e."entityId" = r.id GROUP BY asked.name`,
    [names],
  );
  return counted(rows);
}

/** Files of `count` new teachers: all of them, one import, a change kept of each, and one deed. */
export async function importsFound(
  { pool }: Database,
  writes: readonly Pick<Write, 'act'>[],
  count: number,
): Promise<Found> {
  const names = writes.map(({ act }) => act.file?.name);
  const { rows } = await pool.query<Row>(
    `SELECT (SELECT count(*) FROM "Import" i WHERE i."fileName" = asked.name)::int AS times,
       (SELECT count(*) FROM "Teacher" t WHERE t."staffNumber" LIKE replace(asked.name, '.xlsx', '-%')) = $2
       AND (SELECT count(*) FROM "ImportChange" c JOIN "Import" i ON i.id = c."importId" WHERE i."fileName" = asked.name) = $2
       AND (SELECT count(*) FROM "AuditEvent" e JOIN "Import" i ON i.id = e."entityId" WHERE i."fileName" = asked.name) = 1 AS whole
     FROM unnest($1::text[]) AS asked(name)`,
    [names, count],
  );
  return counted(rows);
}

/** Solves of a round: one of each, done, with one plan that gives every teacher a reason. */
export async function solvesFound(
  { pool }: Database,
  writes: readonly Write[],
  { roundId, teachers }: { readonly roundId: string; readonly teachers: number },
): Promise<Found> {
  const { rows } = await pool.query<Row & { readonly id: string }>(
    `SELECT s.id, count(p.id)::int AS times, s.state = 'done'
       AND bool_and((SELECT count(*) FROM "Reason" r WHERE r."planId" = p.id) = $2) AS whole
     FROM "Solve" s LEFT JOIN "Plan" p ON p.id = s."planId" WHERE s."roundId" = $1 GROUP BY s.id`,
    [roundId, teachers],
  );
  const plans = await pool.query('SELECT 1 FROM "Plan" WHERE "roundId" = $1', [roundId]);
  const found = counted(
    writes.map((write) => rows.find(({ id }) => id === rowOf(write)) ?? { times: 0, whole: false }),
  );
  // A solve nobody asked for, or a plan of no solve, is one of these twice.
  const beyond = rows.length - writes.length + ((plans.rowCount ?? 0) - rows.length);
  return { ...found, doubled: found.doubled + beyond };
}

/** Plans that were published: by one deed each; the last is the list that is out, the others were replaced. */
export async function publicationsFound(
  { pool }: Database,
  plans: readonly string[],
): Promise<Found & { readonly out: number }> {
  const { rows } = await pool.query<Row & { readonly out: boolean }>(
    `SELECT (SELECT count(*) FROM "AuditEvent" e WHERE e."entityId" = p.id AND e.action = 'plan.publish')::int AS times,
       p."publishedAt" IS NOT NULL AND (p.state = 'provisional') = (p."replacedById" IS NULL)
       AND (SELECT r.state FROM "Round" r WHERE r.id = p."roundId") = 'provisional' AS whole,
       p.state = 'provisional' AS out
     FROM "Plan" p WHERE p.id = ANY($1::uuid[])`,
    [plans],
  );
  return { ...counted(rows), out: rows.filter(({ out }) => out).length };
}

/** Where the record of deeds is not as it was written; null: it is whole. */
export const faultOfRecord = async ({ pool }: Database): Promise<unknown> => (await verifyRecord(pool)).fault;
