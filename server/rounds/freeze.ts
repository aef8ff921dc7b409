import type { Database } from '../../prisma/client.ts';
import { ProblemRefused } from '../../schema/errors.ts';
import type { Scenario } from '../../solver/scenario.ts';
import { dayOf } from '../day.ts';
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
  { basePlanId = null, scenario }: Freezing = {},
): Promise<Frozen> {
  const checked = await reckoner.check(await roundFacts({ db }, roundId, basePlanId), scenario);
  if (!checked.ok) throw new ProblemRefused(checked.faults);
  return checked;
}

interface Freezing {
  readonly basePlanId?: string | null;
  /** Under whose assumptions; left out: the round's own. */
  readonly scenario?: Scenario;
}

/** The text of the round's problem, as yet unread. Throws Prisma's error when there is no such round. */
export async function roundFacts(
  { db }: Pick<Database, 'db'>,
  roundId: string,
  basePlanId: string | null = null,
): Promise<string> {
  const { policy, curriculum, load, ...round } = await db.round.findUniqueOrThrow({
    where: { id: roundId },
    include: { policy: true, curriculum: true, load: true },
  });
  return factsOf(db, {
    countyId: round.countyId,
    roundId,
    schoolYear: round.schoolYear,
    effective: dayOf(round.effective),
    curriculum: curriculum.body,
    load: load.body,
    policy: policy.body,
    basePlanId,
  });
}
