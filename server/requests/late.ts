import type { HoldBackState, RequestState, RoundState } from '../../prisma/generated/enums.ts';
import { RoundNotOpen } from '../../schema/errors.ts';
import { roundAllows } from '../../schema/round-steps.ts';

/** Throws `RoundNotOpen` where the round does not let the step be taken any more. */
export function mustTakeStep(
  round: { readonly state: RoundState },
  row: { readonly state: RequestState | HoldBackState },
  step: string,
): void {
  if (!roundAllows(step, row.state, round.state)) throw new RoundNotOpen();
}
