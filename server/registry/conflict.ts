import type { Prisma } from '../../prisma/generated/client.ts';
import { type ChangeSince, VersionConflict } from '../../schema/errors.ts';
import type { Recorded } from '../../schema/registry-acts.ts';
import type { Words } from '../../solver/plan.ts';
import { sheetOf } from '../imports/catalogue.ts';
import { tableOf } from '../imports/tables.ts';

/** The row is at the version its writer has read. Throws `VersionConflict`, which tells who did what since, by hand or by a file. */
export async function rowMustBeAt(
  tx: Prisma.TransactionClient,
  entity: Recorded,
  { id, version }: { readonly id: string; readonly version: number },
  read: number,
): Promise<void> {
  if (version === read) return;
  const count = Math.max(0, Math.min(version - read, MOST_TOLD));
  const { name } = tableOf(entity);
  const deeds = await tx.$queryRawUnsafe<Deed[]>(latest, name, id, entity, count);
  const changes = deeds.map(({ at, by, action, columns, file }) => ({
    at,
    by,
    action,
    what: file === null ? changedWords(entity, columns ?? []) : importedWords(file),
  })) satisfies ChangeSince[];
  throw new VersionConflict(version, changes[0]?.by ?? null, changes);
}

/** As many as anybody reads. */
const MOST_TOLD = 20;

interface Deed {
  readonly at: Date;
  readonly by: string | null;
  readonly action: string;
  readonly columns: readonly string[] | null;
  /** Name of the file imported; null: changed by hand. */
  readonly file: string | null;
}

/** $1 the model, $2 the row, $3 the entity, $4 how many. To have read personal data changes nothing. */
const latest = `
  SELECT at, by, action, columns, file FROM (
    SELECT event.at, "user".name AS by, event.action, NULL AS file,
      CASE jsonb_typeof(event.after) WHEN 'object' THEN ARRAY(SELECT jsonb_object_keys(event.after)) END AS columns
    FROM "AuditEvent" event LEFT JOIN "User" "user" ON "user".id = event."userId"
    WHERE event.entity = $1::text AND event."entityId" = $2::uuid AND event.action <> 'teacher.reveal'
    UNION ALL
    SELECT import."importedAt", "user".name, 'import.apply', import."fileName", NULL
    FROM "ImportChange" change JOIN "Import" import ON import.id = change."importId"
      LEFT JOIN "User" "user" ON "user".id = import."importedBy"
    WHERE change."entityId" = $2::uuid AND change.entity = $3::text) deed
  ORDER BY at DESC LIMIT $4::int`;

const importedWords = (file: string): Words => ({
  zh: `导入了文件“${file}”`,
  en: `imported the file “${file}”`,
});

function changedWords(entity: Recorded, columns: readonly string[]): Words {
  const names = columns.flatMap((column) => nameOf(entity, column) ?? []);
  if (names.length === 0) return { zh: '修改了记录', en: 'changed the record' };
  return {
    zh: `修改了${names.map(({ zh }) => zh).join('、')}`,
    en: `changed ${names.map(({ en }) => en).join(', ')}`,
  };
}

/** A column of the database as its sheet calls it. */
function nameOf(entity: Recorded, column: string): Words | undefined {
  if (column === 'grades') return { zh: '班级和学生', en: 'classes and pupils' };
  const key = column === 'servingSectionId' ? 'servingSchool' : column.replace(/Id$/, '');
  return sheetOf(entity).columns.find((one) => one.key === key || one.key.startsWith(`${key}.`));
}
