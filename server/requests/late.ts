import type { Round } from '../../prisma/generated/client.ts';
import { RoundNotOpen } from '../../schema/errors.ts';
import { inPlanning } from '../rounds/planning.ts';

/**
 * Requests and hold-backs are dealt with while their round is planned; after that one that waits for an answer is refused or taken
 * back, until the round is closed. Throws `RoundNotOpen`.
 */
export function mustTakeStep(
  round: Pick<Round, 'state'>,
  row: { readonly state: string },
  step: string,
): void {
  if (inPlanning(round)) return;
  const ends = step === 'refuse' || step === 'withdraw';
  if (!ends || row.state !== 'submitted' || round.state === 'closed') throw new RoundNotOpen();
}
