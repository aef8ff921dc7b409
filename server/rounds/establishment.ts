import type { PrismaClient } from '../../prisma/generated/client.ts';
import {
  type EstablishmentStandard,
  establishment2014,
  establishmentStandard,
  establishmentStandardNamed,
  type SectionEstablishment,
} from '../../solver/establishment.ts';
import { dateOf } from '../day.ts';
import type { Reckoner, ReportedPupils } from '../jobs/reckoner.ts';
import type { RoundsOptions } from './rounds.ts';
import { inForce } from './standards.ts';
import { keptFacts, reportedPupils } from './standing-facts.ts';

/**
 * The posts of every section of a county on a day, by a national standard told by its version; null: by the county's own in
 * force then, or where it has none by the unified ratio. Keys: `CODE:stage`. Throws `NotFound`.
 */
export async function establishment(
  means: Pick<RoundsOptions, 'database' | 'kept'> & { readonly reckoner: Pick<Reckoner, 'establishment'> },
  countyId: string,
  on: string,
  standard: string | null,
): Promise<readonly SectionEstablishment[]> {
  const {
    database: { db, pool },
    reckoner,
  } = means;
  const facts = await keptFacts(means, countyId, on);
  const { rows } = await pool.query<ReportedPupils>(reported, [countyId]);
  const asked = await establishmentStandardOf(db, countyId, on, standard);
  return reckoner.establishment({ facts, reported: rows, standard: asked });
}

/** The national standard of a version; null: the county's own in force on the day, or where it has none the unified ratio. */
export async function establishmentStandardOf(
  db: PrismaClient,
  countyId: string,
  on: string,
  version: string | null,
): Promise<EstablishmentStandard> {
  if (version !== null) return establishmentStandardNamed(version);
  const { establishment } = await inForce(db, countyId, dateOf(on));
  return establishment === null ? establishment2014 : establishmentStandard.parse(establishment.body);
}

const reported = `
  SELECT school.code AS id, ${reportedPupils} AS pupils FROM "School" school WHERE school."countyId" = $1::uuid`;
