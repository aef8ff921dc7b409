/** What an address may hold after `?`: text, or nothing. The router reads `?q=7` as a number; here it is text again. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** One of a closed list; anything else counts as not said. */
export const oneOf = <Value extends string>(values: readonly Value[], value: unknown): Value | undefined =>
  values.find((known) => known === value);

export const flag = (value: unknown): true | undefined => (value === true ? true : undefined);
