import * as z from 'zod';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { RolloverCannotBeUndone } from '../../schema/rollover-refusals.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { isNear } from './preview.ts';

const longestReason = 500;

/**
 * Takes a rollover back: removes the enrolments it wrote, all or none. Refused where one of them was changed since, a later
 * year was begun, or its year is over (`today`, YYYY-MM-DD). Throws `NotFound`, `NotAllowed`, `InvalidInput`, `RolloverCannotBeUndone`.
 */
export async function undo(
  { db }: Pick<Database, 'db'>,
  viewer: Viewer,
  rolloverId: string,
  reason: string,
  today: string,
): Promise<void> {
  const found = await db.rollover.findUnique({ where: { id: rolloverId } });
  if (found === null) throw new NotFound();
  const { countyId, schoolYear } = found;
  await mustAdminister({ db, viewer }, countyId);
  const why = reason.trim();
  if (why === '' || why.length > longestReason)
    throw new InvalidInput(['reason'], {
      zh: `请填写撤销原因，不超过${longestReason}个字。`,
      en: `Say why it is taken back, in at most ${longestReason} characters.`,
    });
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
      const row = await tx.rollover.findUniqueOrThrow({ where: { id: rolloverId } });
      if (row.undoneAt !== null) throw new RolloverCannotBeUndone('undone', []);
      // Its pupils are what later years moved up from, or what the present is counted by.
      const later = await tx.rollover.count({
        where: { countyId, schoolYear: { gt: schoolYear }, undoneAt: null },
      });
      if (later > 0) throw new RolloverCannotBeUndone('later', []);
      if (!isNear(schoolYear, today)) throw new RolloverCannotBeUndone('past', []);
      const written = rows.parse(row.written);
      const edited = await tx.$queryRawUnsafe<{ readonly section: string; readonly grade: number }[]>(
        editedSince,
        JSON.stringify(written),
      );
      const gone =
        written.length - (await tx.enrolment.count({ where: { id: { in: written.map(({ id }) => id) } } }));
      if (edited.length > 0 || gone > 0)
        throw new RolloverCannotBeUndone(
          'edited',
          edited.map(({ section, grade }) => `${section} ${grade}`),
        );
      await tx.enrolment.deleteMany({ where: { id: { in: written.map(({ id }) => id) } } });
      await tx.rollover.update({
        where: { id: rolloverId },
        data: { undoneBy: viewer.userId, undoneAt: instant() },
      });
      await recordDeed(tx, {
        countyId,
        userId: viewer.userId,
        action: 'county.undo-rollover',
        entity: 'Rollover',
        entityId: rolloverId,
        before: { schoolYear, grades: written.length },
        after: { schoolYear, grades: 0 },
        reason: why,
      });
    },
    { timeout: 60_000 },
  );
}

const rows = z.array(z.object({ id: z.string(), classes: z.int(), pupils: z.int() }));

const editedSince = `
  SELECT school.code || ':' || section.stage AS section, enrolment.grade
  FROM json_to_recordset($1::json) AS row(id uuid, classes int, pupils int)
  JOIN "Enrolment" enrolment ON enrolment.id = row.id
  JOIN "Section" section ON section.id = enrolment."sectionId"
  JOIN "School" school ON school.id = section."schoolId"
  WHERE (enrolment.classes, enrolment.pupils) IS DISTINCT FROM (row.classes, row.pupils)
  ORDER BY 1, 2
  LIMIT 100`;
