import { completeYears } from './calendar.ts';
import type { Case } from './case.ts';
import type { Posting } from './posting.ts';

/** What is paid from so many complete years of teaching on, yuan a month. */
export interface Transport {
  readonly fromYears: number;
  readonly monthly: number;
}

/**
 * What a posting costs in one year, in yuan: months × (area allowance of the host's zone + transport by complete years
 * of teaching on the day of effect) + the sum for every head; 0 without an allowance standard (domain E).
 */
export function yearlyCost({ problem }: Case, { teacher, opening }: Posting): number {
  const { allowance, effective } = problem;
  if (!allowance) return 0;
  const { months, area, transport, perHead } = allowance;
  const byZone = area.find(({ zone }) => zone === opening.school.zone)?.monthly ?? 0;
  return (
    months * (byZone + transportFor(transport, completeYears(teacher.teachingSince, effective))) + perHead
  );
}

/** The highest step reached counts; below the first, nothing. */
export const transportFor = (steps: readonly Transport[], years: number): number =>
  steps
    .filter(({ fromYears }) => fromYears <= years)
    .reduce((best, row) => (row.fromYears >= best.fromYears ? row : best), { fromYears: -1, monthly: 0 })
    .monthly;
