import type { RoundOpening } from '../../schema/year-acts.ts';
import type { YearMeans } from '../year.ts';
import { roundFacts } from './freeze.ts';

/** Posts open to exchange in a round, by its own facts and policy as they stand now. */
export async function openings(
  { database, reckoner }: YearMeans,
  roundId: string,
): Promise<readonly RoundOpening[]> {
  const cells = await reckoner.demand(await roundFacts(database, roundId));
  const sections = await database.db.section.findMany({
    where: { county: { rounds: { some: { id: roundId } } } },
    select: { id: true, stage: true, school: { select: { code: true } } },
  });
  const ids = new Map(sections.map(({ id, stage, school }) => [`${school.code}:${stage}`, id]));
  return cells.flatMap(({ section, subject, openings: open, critical }) => {
    const sectionId = ids.get(section);
    return sectionId === undefined || open === 0 ? [] : [{ sectionId, subject, openings: open, critical }];
  });
}
