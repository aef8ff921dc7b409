import { DateTime } from 'luxon';

/** A `@db.Date` of Prisma's, which is midnight in UTC, as YYYY-MM-DD. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The same the other way round. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** The day it is at an instant in an IANA time zone, YYYY-MM-DD. */
export const dayAt = (instant: Date, timeZone: string): string =>
  DateTime.fromJSDate(instant, { zone: timeZone }).toFormat('yyyy-MM-dd');
