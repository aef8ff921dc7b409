import type { Eligibility } from '../../solver/eligibility.ts';
import { keptFacts } from '../rounds/standing-facts.ts';
import type { PersonalMeans } from './personal.ts';

/**
 * Whether teachers of a county may go, as it stands on the day, by the policy in force then, by their ids; those not on the
 * staff of a school in scope are left out. Throws `NotFound`.
 */
export async function eligibility(
  means: PersonalMeans,
  countyId: string,
  on: string,
  teacherIds: readonly string[],
): Promise<ReadonlyMap<string, Eligibility>> {
  const teachers = await means.database.db.teacher.findMany({
    where: { countyId, id: { in: [...teacherIds] } },
    select: { id: true, staffNumber: true },
  });
  const found = await means.reckoner.eligibility(
    await keptFacts(means, countyId, on),
    teachers.map(({ staffNumber }) => staffNumber),
  );
  const byNumber = new Map(found.map((one) => [one.teacher, one]));
  return new Map(
    teachers.flatMap(({ id, staffNumber }) => {
      const one = byNumber.get(staffNumber);
      return one === undefined ? [] : [[id, one]];
    }),
  );
}
