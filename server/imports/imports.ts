import type { Database } from '../../prisma/client.ts';
import type { Imports, Viewer } from '../../schema/context.ts';
import { InvalidInput, NotAllowed } from '../../schema/errors.ts';
import { administers } from '../../schema/scope.ts';
import { columnMapping } from './mapping.ts';
import { runImport } from './run.ts';
import { undoImport } from './undo.ts';

/** What the API may do with files; every act is an HR officer's of that county. */
export function createImports(database: Database): Imports {
  const { db } = database;
  return {
    async run(viewer, countyId, upload, options) {
      mustAdminister(viewer, countyId);
      return runImport(database, { countyId, userId: viewer.userId, upload, ...options });
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
      const parsed = columnMapping.safeParse(body);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const path = (issue?.path ?? []).map(String);
        throw new InvalidInput(['body', ...path], {
          zh: `列对应方案有误（${path.join('.')}）：${issue?.message ?? ''}`,
          en: `The column mapping is wrong at ${path.join('.')}: ${issue?.message ?? ''}`,
        });
      }
      const { id } = await db.columnMapping.upsert({
        where: { countyId_name: { countyId, name } },
        create: { countyId, name, body: parsed.data },
        update: { body: parsed.data },
      });
      return id;
    },
  };
}

function mustAdminister(viewer: Viewer, countyId: string): void {
  if (!administers(viewer, countyId)) throw new NotAllowed();
}
