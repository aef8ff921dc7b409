import type { SectionEstablishment } from '../../solver/establishment.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import type { RoundsOptions } from './rounds.ts';
import { standingFacts } from './standing-facts.ts';

/** The posts of every section of a county on a day, by a standard told by its version. Keys: `CODE:stage`. Throws `NotFound`. */
export async function establishment(
  {
    database: { db },
    reckoner,
  }: Pick<RoundsOptions, 'database'> & { readonly reckoner: Pick<Reckoner, 'establishment'> },
  countyId: string,
  on: string,
  standard: string,
): Promise<readonly SectionEstablishment[]> {
  return reckoner.establishment(await standingFacts(db, countyId, on), standard);
}
