import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { ImportCannotBeUndone } from '../../schema/errors.ts';
import type { Words } from '../../solver/plan.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { roundsOfPoints } from './points-standing.ts';
import { fillList, image, listOf } from './statements.ts';
import { type Table, tables } from './tables.ts';

/**
 * Puts back every row an import changed and removes every row it added, all or nothing. Throws
 * `ImportCannotBeUndone`, naming rows, when one was edited since, or a row it added is now needed by others; naming none, when
 * a round has frozen points it brought.
 */
export async function undoImport({ db }: Database, userId: string | null, importId: string): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 AS locked FROM "Import" WHERE id = ${importId}::uuid FOR UPDATE`;
      const { state, countyId, fileName } = await tx.import.findUniqueOrThrow({ where: { id: importId } });
      if (state === 'undone') throw new ImportCannotBeUndone([], undoneAlready);
      const entities = await tx.importChange.groupBy({ by: ['entity'], where: { importId } });
      const touched = tables
        .filter((table) => entities.some(({ entity }) => entity === table.entity))
        .reverse();
      if (entities.some(({ entity }) => entity === 'points')) await refuseFrozen(tx, importId);
      for (const table of touched) await refuseEdited(tx, importId, table);
      for (const table of touched) {
        await putBack(tx, importId, table);
        await refuseNeeded(tx, importId, table);
        await tx.$executeRawUnsafe(remove(table), importId);
      }
      await tx.import.update({
        where: { id: importId },
        data: { state: 'undone', undoneBy: userId, undoneAt: instant() },
      });
      await recordDeed(tx, {
        countyId,
        userId,
        action: 'import.undo',
        entity: 'Import',
        entityId: importId,
        before: { state: 'applied', fileName },
        after: { state: 'undone', fileName },
      });
    },
    { maxWait: 60_000, timeout: 600_000 },
  );
}

const undoneAlready: Words = {
  zh: '此次导入已经撤销。',
  en: 'This import has been undone already.',
};

async function refuseFrozen(tx: Prisma.TransactionClient, importId: string): Promise<void> {
  const rounds = await tx.$queryRawUnsafe<{ frozen: boolean }[]>(roundsOfPoints, importId);
  if (rounds.some(({ frozen }) => frozen)) throw new ImportCannotBeUndone([], pointsFrozen);
}

const pointsFrozen: Words = {
  zh: '此次导入的积分已被轮次冻结，不能撤销；只能凭书面决定逐条更正。',
  en: 'A round has frozen points that this import brought, so it cannot be undone: they are corrected one by one, by a named decision.',
};

/** How many rows in the way are named. */
const MOST_NAMED = 100;

type Named = { readonly entity: string; readonly key: string };

async function refuseEdited(tx: Prisma.TransactionClient, importId: string, table: Table): Promise<void> {
  await tx.$queryRawUnsafe(
    `SELECT count(*)::int AS locked FROM (
       SELECT t.id FROM "${table.name}" t
       WHERE t.id IN (SELECT "entityId" FROM "ImportChange" WHERE "importId" = $1::uuid AND entity = '${table.entity}')
       FOR UPDATE) x`,
    importId,
  );
  const list =
    table.list === undefined
      ? ''
      : ` || jsonb_build_object('${table.list.column}', ${listOf(table.list, 't')})`;
  const edited = await tx.$queryRawUnsafe<{ facts: Record<string, unknown> }[]>(
    `WITH last AS (
       SELECT DISTINCT ON ("entityId") "entityId" AS id, after FROM "ImportChange"
       WHERE "importId" = $1::uuid AND entity = '${table.entity}' ORDER BY "entityId", position DESC)
     SELECT last.after AS facts FROM last LEFT JOIN "${table.name}" t ON t.id = last.id
     WHERE t.id IS NULL OR EXISTS (
       SELECT 1 FROM jsonb_each(last.after) e
       WHERE e.key <> 'version' AND (${image('t')}${list}) -> e.key IS DISTINCT FROM e.value)
     LIMIT ${MOST_NAMED}`,
    importId,
  );
  if (edited.length > 0)
    throw new ImportCannotBeUndone(
      await named(
        tx,
        table,
        edited.map(({ facts }) => facts),
      ),
    );
}

/** Rows by what people know them by: a code, or the codes of the rows they belong to. */
async function named(
  tx: Prisma.TransactionClient,
  table: Table,
  rows: readonly Record<string, unknown>[],
): Promise<Named[]> {
  const ids = [
    ...new Set(rows.flatMap((row) => table.key.map((column) => String(row[column] ?? '')))),
  ].filter((id) => uuidShape.test(id));
  const codes = new Map<string, string>();
  for (const { id, staffNumber } of await tx.teacher.findMany({ where: { id: { in: ids } } }))
    codes.set(id, staffNumber);
  for (const { id, number } of await tx.recruit.findMany({ where: { id: { in: ids } } }))
    codes.set(id, number);
  for (const { id, code } of await tx.school.findMany({ where: { id: { in: ids } } })) codes.set(id, code);
  for (const { id, code } of await tx.cluster.findMany({ where: { id: { in: ids } } })) codes.set(id, code);
  for (const { id, stage, school } of await tx.section.findMany({
    where: { id: { in: ids } },
    include: { school: { select: { code: true } } },
  }))
    codes.set(id, `${school.code}:${stage}`);
  return rows.map((row) => ({
    entity: table.entity,
    key: table.key
      .map((column) => String(row[column] ?? ''))
      .map((part) => codes.get(part) ?? part)
      .filter((part) => part !== '')
      .join(' / '),
  }));
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

async function putBack(tx: Prisma.TransactionClient, importId: string, table: Table): Promise<void> {
  const { name, entity, list, versioned, dated } = table;
  const set = [
    ...Object.keys(table.defaults).map((column) => `"${column}" = p."${column}"`),
    // Versions only ever rise: who read the row before this must not be able to write to it.
    ...(versioned ? ['version = t.version + 1'] : []),
    ...(dated ? ['"updatedAt" = now()'] : []),
  ];
  const first = `
    SELECT DISTINCT ON ("entityId") "entityId" AS id, before FROM "ImportChange"
    WHERE "importId" = $1::uuid AND entity = '${entity}' AND kind = 'changed' ORDER BY "entityId", position`;
  await tx.$executeRawUnsafe(
    `UPDATE "${name}" t SET ${set.join(', ')}
     FROM (${first}) c CROSS JOIN LATERAL jsonb_populate_record(null::"${name}", c.before) p WHERE t.id = c.id`,
    importId,
  );
  if (list === undefined) return;
  await tx.$executeRawUnsafe(
    `DELETE FROM "${list.table}" l USING (${first}) c WHERE l."${list.parent}" = c.id`,
    importId,
  );
  await tx.$executeRawUnsafe(
    `WITH first AS (${first}) ${fillList(list, 'first', `first.before->'${list.column}'`)}`,
    importId,
  );
}

const added = ({ entity }: Table): string =>
  `(SELECT "entityId" FROM "ImportChange" WHERE "importId" = $1::uuid AND entity = '${entity}' AND kind = 'added')`;

const remove = (table: Table): string => `DELETE FROM "${table.name}" WHERE id IN ${added(table)}`;

interface Reference {
  readonly from: string;
  readonly column: string;
}

/** Whatever refers to a row that is to go, in any table there is, stays: rows that came later need it. */
async function refuseNeeded(tx: Prisma.TransactionClient, importId: string, table: Table): Promise<void> {
  const references = await tx.$queryRawUnsafe<Reference[]>(
    `SELECT k.conrelid::regclass::text AS from, a.attname::text AS column
     FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
     WHERE k.contype = 'f' AND k.confrelid = '"${table.name}"'::regclass`,
  );
  for (const { from, column } of references) {
    if (from.replaceAll('"', '') === table.list?.table && column === table.list.parent) continue;
    const own = from.replaceAll('"', '') === table.name ? `AND r.id NOT IN ${added(table)}` : '';
    const needed = await tx.$queryRawUnsafe<{ facts: Record<string, unknown> }[]>(
      `SELECT to_jsonb(t) AS facts FROM "${table.name}" t
       WHERE t.id IN (SELECT r."${column}" FROM ${from} r WHERE r."${column}" IN ${added(table)} ${own})
       LIMIT ${MOST_NAMED}`,
      importId,
    );
    if (needed.length > 0) {
      const rows = await named(
        tx,
        table,
        needed.map(({ facts }) => facts),
      );
      throw new ImportCannotBeUndone(rows, stillNeeded(rows));
    }
  }
}

const stillNeeded = (rows: readonly Named[]): Words => {
  const keys = rows.slice(0, 5).map(({ key }) => key);
  return {
    zh: `导入新增的记录已被其他数据引用，不能撤销：${keys.join('、')}`,
    en: `Rows this import added are needed by others now, so it cannot be undone: ${keys.join(', ')}`,
  };
};
