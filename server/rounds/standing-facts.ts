import type { PrismaClient } from '../../prisma/generated/client.ts';
import { NotFound } from '../../schema/errors.ts';
import { schoolYearOn } from '../../solver/calendar.ts';
import type { Kept } from '../counties/kept.ts';
import { dateOf } from '../day.ts';
import { factsOf } from './facts.ts';
import { inForce, usual } from './standards.ts';

/**
 * The text of the problem that a county would be on a day, by the standards in force then. Requests count that are bound to no
 * round or to the newest one in planning for that school year. Throws `NotFound`.
 */
export async function standingFacts(db: PrismaClient, countyId: string, on: string): Promise<string> {
  if ((await db.county.findUnique({ where: { id: countyId } })) === null) throw new NotFound();
  const { policy, curriculum, load } = await inForce(db, countyId, dateOf(on));
  const year = schoolYearOn(on);
  const round = await db.round.findFirst({
    where: { countyId, schoolYear: year, state: { in: ['open', 'planning'] } },
    orderBy: { openedAt: 'desc' },
  });
  return factsOf(db, {
    countyId,
    roundId: round?.id ?? null,
    schoolYear: year,
    effective: on,
    curriculum: curriculum?.body ?? usual.curriculum,
    load: load?.body ?? usual.load,
    policy: policy?.body ?? noPolicy,
    basePlanId: null,
  });
}

/** The same, as kept where nothing was done in the county since. */
export const keptFacts = (
  { database: { db }, kept }: { readonly database: { readonly db: PrismaClient }; readonly kept: Kept },
  countyId: string,
  on: string,
): Promise<string> => kept.of(countyId, 'facts', [on], () => standingFacts(db, countyId, on));

/** Of a school of one stage and without senior pupils, the pupils that it reports in all; else null. */
export const reportedPupils = `CASE
  WHEN coalesce((school.statistics->>'seniorPupils')::int, 0) = 0
    AND (SELECT count(*) FROM "Section" WHERE "schoolId" = school.id) = 1
  THEN (school.statistics->>'pupils')::int END`;

/** What is asked of these facts asks a policy only how gaps become openings, which has defaults; the format wants a goal named. */
const noPolicy = { version: 'none', goals: [{ name: 'gap' }] };
