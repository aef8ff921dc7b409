import type * as z from 'zod';

/** A value of which parts cannot be read: each of those is null, which no format here allows as a value. */
export type Legible<T> = T extends readonly (infer Entry)[]
  ? readonly (Legible<Entry> | null)[]
  : T extends object
    ? { readonly [Field in keyof T]: Legible<T[Field]> | null }
    : T;

/**
 * What of `json` can be read although its shape is wrong: a copy with null in place of every faulty or missing
 * field, and without keys that are none. Null as a whole: nothing can be read. Defaults are not written out.
 */
export function legible<S extends z.ZodType>(
  format: S,
  json: unknown,
  error: z.ZodError,
): Legible<z.input<S>> | null;
export function legible(_format: z.ZodType, json: unknown, error: z.ZodError): unknown {
  const whole = { json: structuredClone(json) };
  for (const { code, path } of error.issues) {
    const holder = path.slice(0, -1).reduce<unknown>(at, path.length === 0 ? whole : whole.json);
    const field = path.at(-1) ?? 'json';
    if (code === 'unrecognized_keys' || typeof holder !== 'object' || holder === null) continue;
    if (code === 'invalid_key') Reflect.deleteProperty(holder, field);
    else Reflect.set(holder, field, null);
  }
  return whole.json;
}

const at = (holder: unknown, step: PropertyKey): unknown =>
  typeof holder === 'object' && holder !== null
    ? Object.getOwnPropertyDescriptor(holder, step)?.value
    : undefined;
