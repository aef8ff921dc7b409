import type { SectionEstablishment } from '../../solver/establishment.ts';
import type { Reckoner, ReportedPupils } from '../jobs/reckoner.ts';
import type { RoundsOptions } from './rounds.ts';
import { reportedPupils, standingFacts } from './standing-facts.ts';

/** The posts of every section of a county on a day, by a standard told by its version. Keys: `CODE:stage`. Throws `NotFound`. */
export async function establishment(
  {
    database: { db, pool },
    reckoner,
  }: Pick<RoundsOptions, 'database'> & { readonly reckoner: Pick<Reckoner, 'establishment'> },
  countyId: string,
  on: string,
  standard: string,
): Promise<readonly SectionEstablishment[]> {
  const facts = await standingFacts(db, countyId, on);
  const { rows } = await pool.query<ReportedPupils>(reported, [countyId]);
  return reckoner.establishment({ facts, reported: rows, standard });
}

const reported = `
  SELECT school.code AS id, ${reportedPupils} AS pupils FROM "School" school WHERE school."countyId" = $1::uuid`;
