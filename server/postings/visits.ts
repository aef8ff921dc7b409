import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { plusDays, plusMonths } from '../../solver/calendar.ts';

/** Who teaches at another section of which days; of one school, together: a teacher is posted to a school once. */
export interface Visit {
  readonly teacherId: string;
  readonly fromSectionId: string;
  readonly toSectionId: string;
  /** Null: several. */
  readonly subject: string | null;
  readonly days: number;
}

/** Visits of one teacher to one school as one: days added up, at the first section named. */
export function bySchool(
  circuits: readonly Visit[],
  schoolOf: (visit: Visit) => string | undefined,
): Visit[] {
  const found = new Map<string, Visit>();
  for (const visit of circuits) {
    const key = `${visit.teacherId} ${schoolOf(visit)}`;
    const known = found.get(key);
    const merged = known && {
      ...known,
      days: known.days + visit.days,
      subject: known.subject === visit.subject ? visit.subject : null,
    };
    found.set(key, merged ?? visit);
  }
  return [...found.values()];
}

const visits = z.array(
  z.object({
    teacherId: z.string(),
    fromSectionId: z.string(),
    toSectionId: z.string(),
    subject: z.string(),
    days: z.number(),
  }),
);

/** The circuits of a plan as it keeps them. */
export const visitsOf = (circuits: Prisma.JsonValue): readonly Visit[] => visits.parse(circuits);

/** The last of so many months. */
export const lastDay = (startsOn: string, months: number): string =>
  plusDays(plusMonths(startsOn, months), -1);
