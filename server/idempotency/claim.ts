import { AsyncLocalStorage } from 'node:async_hooks';
import type { Entry } from '../audit/chain.ts';

/** One try at what was asked under a key; another try after it has another holder. */
export interface Claim {
  readonly id: string;
  readonly holder: string;
  /** Whether the try has ended: what still goes on behind it is no part of it. */
  ended: boolean;
}

/** The claim under which this is done; a request without a key has none. */
const current = new AsyncLocalStorage<Claim>();

export const doneUnder = <Result>(claim: Claim, work: () => Result): Result => current.run(claim, work);

/** Somebody else has taken the key over meanwhile, having not heard of this try for long: it must have no effect. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/**
 * Notes the deed under the key it was asked by, in the deed's own transaction: whoever finds it there knows that it was
 * done, whether the answer was ever sent or not. Throws `ClaimLost`.
 */
export async function markDone(
  run: (text: string, values: readonly unknown[]) => Promise<unknown>,
  { position, at, action, entity, entityId }: Entry,
): Promise<void> {
  const claim = current.getStore();
  if (claim === undefined || claim.ended) return;
  const held = await run(
    `UPDATE "IdempotencyKey" SET deed = coalesce(deed, $3::jsonb)
     WHERE id = $1::uuid AND holder = $2::uuid AND "answeredAt" IS NULL RETURNING 1 AS held`,
    [claim.id, claim.holder, JSON.stringify({ position, at, action, entity, entityId })],
  );
  if (Array.isArray(held) && held.length === 0) throw new ClaimLost('The key was taken over by another try.');
}
