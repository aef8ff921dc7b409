import { dayOf } from '../day.ts';

/** Whether a school is open on a day. */
export const isOpenOn = (
  { openedOn, closedOn }: { readonly openedOn: Date | null; readonly closedOn: Date | null },
  day: string,
): boolean => (openedOn === null || dayOf(openedOn) <= day) && (closedOn === null || day < dayOf(closedOn));
