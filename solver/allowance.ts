import { completeYears } from './calendar.ts';
import type { Case } from './case.ts';
import type { Posting } from './posting.ts';

/**
 * What a posting costs in one year, in yuan: months × (area allowance of the host's zone + transport by complete years
 * of teaching on the day of effect) + the sum for every head; 0 without an allowance standard (domain E).
 */
export function yearlyCost({ problem }: Case, { teacher, opening }: Posting): number {
  const { allowance, effective } = problem;
  if (!allowance) return 0;
  const { months, area, transport, perHead } = allowance;
  const byZone = area.find(({ zone }) => zone === opening.school.zone)?.monthly ?? 0;
  const taught = completeYears(teacher.teachingSince, effective);
  const reached = transport.filter(({ fromYears }) => fromYears <= taught);
  const byYears = reached.reduce((best, row) => (row.fromYears >= best.fromYears ? row : best), {
    fromYears: -1,
    monthly: 0,
  });
  return months * (byZone + byYears.monthly) + perHead;
}
