import { GraphQLError } from 'graphql';
import { planned } from '../solver/calendar.ts';
import type { Context } from './context.ts';

/** Days figures can be reckoned for. */
const FIRST_DAY = `${planned.first}-01-01`;
const LAST_DAY = `${planned.last}-12-31`;

/** The day that figures are asked for. */
export const asOf = {
  type: 'Day',
  description: 'As of this day, from 2000 to 2199; unsaid: today.',
} as const;

/** Refuses a day that nothing is reckoned for. */
export function mustBePlanned(on: string | null | undefined): void {
  if (on == null || (on >= FIRST_DAY && on <= LAST_DAY)) return;
  throw new GraphQLError(
    `Figures are reckoned for days from ${FIRST_DAY} to ${LAST_DAY}, and ${on} is none.`,
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}

/** The day asked for, or today in the county. Throws as `mustBePlanned`. */
export function dayAsked(
  { today }: Pick<Context, 'today'>,
  on: string | null | undefined,
  timeZone: string,
): string {
  mustBePlanned(on);
  return on ?? today(timeZone);
}
