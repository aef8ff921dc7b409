import type { Database } from '../../prisma/client.ts';
import { ProblemRefused } from '../../schema/errors.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import { factsOf } from './facts.ts';

/** A frozen problem: canonical text, and its hash. */
export interface Frozen {
  readonly hash: string;
  readonly text: string;
}

/**
 * The round's problem as the facts stand now, to be planned anew or close to a plan there is. Throws `ProblemRefused`,
 * and Prisma's error when there is no such round.
 */
export async function freeze(
  { db }: Database,
  reckoner: Reckoner,
  roundId: string,
  basePlanId: string | null = null,
): Promise<Frozen> {
  const { policy, curriculum, load, ...round } = await db.round.findUniqueOrThrow({
    where: { id: roundId },
    include: { policy: true, curriculum: true, load: true },
  });
  const facts = await factsOf(db, {
    countyId: round.countyId,
    roundId,
    schoolYear: round.schoolYear,
    effective: dayOf(round.effective),
    curriculum: curriculum.body,
    load: load.body,
    policy: policy.body,
    basePlanId,
  });
  const checked = await reckoner.check(facts);
  if (!checked.ok) throw new ProblemRefused(checked.faults);
  return checked;
}

/** A `@db.Date` of Prisma's, which is midnight in UTC, as YYYY-MM-DD. */
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
