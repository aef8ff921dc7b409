import type { GapCell } from '../../schema/context.ts';
import type { RoundsOptions } from './rounds.ts';
import { keptFacts } from './standing-facts.ts';

/**
 * Need, supply, gap and openings of a county on a day, by the standards in force then. Requests count that are
 * bound to no round or to the newest one in planning for that school year. Throws `NotFound`.
 */
export async function demand(
  options: RoundsOptions,
  countyId: string,
  on: string,
): Promise<readonly GapCell[]> {
  const cells = await options.reckoner.demand(await keptFacts(options, countyId, on));
  const { rows } = await options.database.pool.query<{ id: string; key: string }>(
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
