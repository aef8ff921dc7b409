import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { PinInput } from '../../schema/context.ts';
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
  reckoner: Pick<Reckoner, 'check'>,
  roundId: string,
  { basePlanId = null, near = false, scenario, pins }: Freezing = {},
): Promise<Frozen> {
  const checked = await reckoner.check(
    await roundFacts({ db }, roundId, { basePlanId, pins }),
    scenario,
    near,
  );
  if (!checked.ok) throw new ProblemRefused(checked.faults);
  return checked;
}

interface Freezing extends Asking {
  /** Whether staying close to that plan comes before every other goal. */
  readonly near?: boolean;
  /** Under whose assumptions; left out: the round's own. */
  readonly scenario?: Scenario;
}

interface Asking {
  /** The plan to stay close to; null or left out: none. */
  readonly basePlanId?: string | null;
  /** Pinned over the round's own pins; left out: nothing. */
  readonly pins?: readonly PinInput[] | undefined;
}

/** The text of the round's problem, as yet unread. Throws Prisma's error when there is no such round. */
export async function roundFacts(
  { db }: { readonly db: Prisma.TransactionClient },
  roundId: string,
  { basePlanId = null, pins }: Asking = {},
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
    pins,
  });
}
