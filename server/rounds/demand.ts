import type { GapCell } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { factsOf } from './facts.ts';
import type { RoundsOptions } from './rounds.ts';
import { inForce, schoolYearOn, usual } from './standards.ts';

/**
 * Need, supply, gap and openings of a county on a day, by the standards in force then. Requests count that are
 * bound to no round or to the newest one in planning for that school year. Throws `NotFound`.
 */
export async function demand(
  { database: { db, pool }, reckoner }: RoundsOptions,
  countyId: string,
  on: string,
): Promise<readonly GapCell[]> {
  if ((await db.county.findUnique({ where: { id: countyId } })) === null) throw new NotFound();
  const { policy, curriculum, load } = await inForce(db, countyId, new Date(`${on}T00:00:00Z`));
  const year = schoolYearOn(on);
  const round = await db.round.findFirst({
    where: { countyId, schoolYear: year, state: { in: ['open', 'planning'] } },
    orderBy: { openedAt: 'desc' },
  });
  const facts = await factsOf(db, {
    countyId,
    roundId: round?.id ?? null,
    schoolYear: year,
    effective: on,
    curriculum: curriculum?.body ?? usual.curriculum,
    load: load?.body ?? usual.load,
    policy: policy?.body ?? noPolicy,
    basePlanId: null,
  });
  const cells = await reckoner.demand(facts);
  const { rows } = await pool.query<{ id: string; key: string }>(
    `SELECT section.id, school.code || ':' || section.stage AS key
     FROM "Section" section JOIN "School" school ON school.id = section."schoolId" WHERE section."countyId" = $1`,
    [countyId],
  );
  const ids = new Map(rows.map(({ id, key }) => [key, id]));
  return cells.flatMap(({ section, ...cell }) => {
    const sectionId = ids.get(section);
    return sectionId === undefined ? [] : [{ ...cell, sectionId }];
  });
}

/** Demand asks a policy only how gaps become openings, which has defaults; the format wants a goal named. */
const noPolicy = { version: 'none', goals: [{ name: 'gap' }] };
