/** What an address may hold after `?`: text, or nothing. The router reads `?q=7` as a number; here it is text again. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** One of a closed list; anything else counts as not said. */
export const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((known) => known === value);

export const flag = (value: unknown): true | undefined => (value === true ? true : undefined);

/** A calendar day as YYYY-MM-DD. */
export const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

/** A whole number within both bounds. */
export const whole = (value: unknown, least: number, most: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
