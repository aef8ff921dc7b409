import type { Database } from '../../prisma/client.ts';
import type { Imports, Upload, Viewer } from '../../schema/context.ts';
import { InvalidInput, NotAllowed } from '../../schema/errors.ts';
import { administers } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import type { SaidFault } from '../read-in-words.ts';
import { changeRecord } from '../registry/change.ts';
import { columnsOf, recordsOf } from '../registry/records.ts';
import { importStandards } from '../standards/import.ts';
import { type ColumnMapping, columnMapping, isStorable, mappingNamed } from './mapping.ts';
import { runImport } from './run.ts';
import { turns } from './turns.ts';
import { undoImport } from './undo.ts';

/** Files read at the same time in a process: each may hold 150 MB. */
export const AT_ONCE = 2;

/** What the API may do with the registry, by files and row by row; every act is an HR officer's of that county. */
export function createImports(database: Database): Imports {
  const { db } = database;
  const inTurn = turns(AT_ONCE);
  return {
    columns: (countyId, entity) => columnsOf(database, countyId, entity),
    records: (countyId, entity, ids) => recordsOf(database, countyId, entity, ids),
    change: (actor, change) => changeRecord(database, actor, change),
    async run(viewer, countyId, upload, options) {
      mustAdminister(viewer, countyId);
      if (!isStorable(options.mapping ?? ''))
        throw new InvalidInput(['mapping'], {
          zh: '列对应方案的名称含有空字符（NUL）或不完整的字符。',
          en: 'The name of the column mapping holds a NUL or half a character.',
        });
      return inTurn(() =>
        runImport(database, {
          countyId,
          userId: viewer.userId,
          upload: withStorableName(upload),
          ...options,
        }),
      );
    },
    async runStandards(viewer, countyId, upload, { dryRun }) {
      mustAdminister(viewer, countyId);
      const request = { countyId, userId: viewer.userId, upload: withStorableName(upload), dryRun };
      return inTurn(() => importStandards(database, request));
    },
    async undo(viewer, importId) {
      const { countyId } = await db.import.findUniqueOrThrow({
        where: { id: importId },
        select: { countyId: true },
      });
      mustAdminister(viewer, countyId);
      await undoImport(database, viewer.userId, importId);
    },
    async saveMapping(viewer, countyId, name, body) {
      mustAdminister(viewer, countyId);
      const read = mappingNamed(name, body);
      if ('faults' in read) throw mappingRefused(read.faults);
      return keepMapping(database, viewer, countyId, { name, body: read.mapping });
    },
  };
}

/** A mapping of the same name is replaced. */
async function keepMapping(
  { db }: Database,
  { userId }: Viewer,
  countyId: string,
  { name, body }: { readonly name: string; readonly body: ColumnMapping },
): Promise<string> {
  return db.$transaction(async (tx) => {
    // Who saves at the same time waits: each finds what the other has left.
    await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
    const where = { countyId_name: { countyId, name } };
    const before = await tx.columnMapping.findUnique({ where });
    const at = instant();
    const { id } = await tx.columnMapping.upsert({
      where,
      create: { countyId, name, body, createdAt: at, updatedAt: at },
      update: { body, updatedAt: at },
    });
    await recordDeed(tx, {
      countyId,
      userId,
      action: 'import.save-mapping',
      entity: 'ColumnMapping',
      entityId: id,
      ...(before !== null && { before: { name, body: columnMapping.parse(before.body) } }),
      after: { name, body },
    });
    return id;
  });
}

/** Names every fault, and leads to the first. */
function mappingRefused(faults: readonly SaidFault[]): InvalidInput {
  const told = faults.slice(0, MOST_TOLD);
  const lines = (language: 'zh' | 'en', colon: string) =>
    told.map(({ path, words }) => `${path.join('.')}${colon}${words[language]}`);
  const more = faults.length - told.length;
  return new InvalidInput(faults[0]?.path ?? [], {
    zh: `列对应方案有 ${faults.length} 处错误。${lines('zh', '：').join('；')}${more > 0 ? `；另有 ${more} 处` : ''}。`,
    en: `The column mapping has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}. ${lines('en', ': ').join(' ')}${more > 0 ? ` And ${more} more.` : ''}`,
  });
}

/** Faults of a mapping told one by one. */
const MOST_TOLD = 20;

/** A file's name only serves messages: what cannot be kept of it is replaced. */
const withStorableName = ({ name, bytes }: Upload): Upload => ({
  name: Array.from(name, (letter) => (isStorable(letter) ? letter : '\ufffd')).join(''),
  bytes,
});

function mustAdminister(viewer: Viewer, countyId: string): void {
  if (!administers(viewer, countyId)) throw new NotAllowed();
}
