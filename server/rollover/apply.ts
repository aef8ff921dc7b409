import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { Rollovers } from '../../schema/rollover-acts.ts';
import { RolledOverAlready } from '../../schema/rollover-refusals.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { mustBeNear, previewed } from './preview.ts';

/**
 * Begins a school year as it was previewed: writes the enrolments that are not on file. All or nothing, once. Throws `NotFound`,
 * `NotAllowed`, `InvalidInput`, `RolledOverAlready`.
 */
export async function apply(
  { db }: Pick<Database, 'db'>,
  viewer: Viewer,
  { countyId, schoolYear, seal, today }: Parameters<Rollovers['apply']>[1],
): Promise<string> {
  await mustAdminister({ db, viewer }, countyId);
  mustBeNear(schoolYear, today);
  return db.$transaction(
    async (tx) => {
      // Two officers at once wait for each other, and the second is told.
      await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
      const done = await tx.rollover.findFirst({
        where: { countyId, schoolYear, undoneAt: null },
        select: { id: true },
      });
      if (done !== null) throw new RolledOverAlready(done.id);
      const shown = await previewed(tx, countyId, schoolYear);
      if (shown.seal !== seal) throw changedSince;
      const written = shown.grades.filter(({ basis, pupils }) => basis !== 'imported' && pupils !== null);
      if (written.length === 0) throw nothingToWrite(schoolYear);
      const rows = await tx.$queryRawUnsafe<Written[]>(
        write,
        countyId,
        schoolYear,
        JSON.stringify(
          written.map(({ section, grade, classes, pupils }) => ({ section, grade, classes, pupils })),
        ),
      );
      const { id } = await tx.rollover.create({
        data: {
          appliedAt: instant(),
          countyId,
          schoolYear,
          seal,
          written: rows.map(({ id, classes, pupils }) => ({ id, classes, pupils })),
          appliedBy: viewer.userId,
        },
        select: { id: true },
      });
      await recordDeed(tx, {
        countyId,
        userId: viewer.userId,
        action: 'county.roll-over',
        entity: 'Rollover',
        entityId: id,
        after: {
          schoolYear,
          grades: rows.length,
          pupils: shown.pupils,
          pupilsBefore: shown.pupilsBefore,
          seal,
        },
      });
      return id;
    },
    { timeout: 60_000 },
  );
}

interface Written {
  readonly id: string;
  readonly classes: number;
  readonly pupils: number;
}

/** In bulk, whatever the number of sections. */
const write = `
  INSERT INTO "Enrolment" (id, "sectionId", "schoolYear", grade, classes, pupils)
  SELECT gen_random_uuid(), section.id, $2::int, row.grade, row.classes, row.pupils
  FROM json_to_recordset($3::json) AS row(section text, grade int, classes int, pupils int)
  JOIN "School" school ON school."countyId" = $1::uuid
  JOIN "Section" section ON section."schoolId" = school.id AND school.code || ':' || section.stage = row.section
  RETURNING id, classes, pupils`;

const changedSince = new InvalidInput(['seal'], {
  zh: '所给印记不是这次预览的：预览之后学生数据有变，或从未预览。请重新预览后再结转。',
  en: 'The seal is not that of what would be done now: pupils on file changed since the preview, or there was none. Preview again, then roll over.',
});

const nothingToWrite = (schoolYear: number) =>
  new InvalidInput(['schoolYear'], {
    zh: `${schoolYear}学年的学生数已全部录入，或上一学年没有学生数，没有可结转的年级。`,
    en: `Nothing moves up into ${schoolYear}: its pupils are all on file already, or none of the year before are.`,
  });
