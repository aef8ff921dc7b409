import type { Database } from '../../prisma/client.ts';
import type { Rollovers } from '../../schema/rollover-acts.ts';
import { apply } from './apply.ts';
import { preview } from './preview.ts';
import { undo } from './undo.ts';

export const createRollovers = (database: Pick<Database, 'db'>): Rollovers => ({
  preview: (countyId, schoolYear, today) => preview(database, countyId, schoolYear, today),
  apply: (viewer, asked) => apply(database, viewer, asked),
  undo: (viewer, rolloverId, reason, today) => undo(database, viewer, rolloverId, reason, today),
});
