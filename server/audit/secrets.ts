import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '../../prisma/generated/client.ts';

/** Stands in the record for what is not kept there; that it changed shows, and no more. */
const mark = '•••';

/**
 * Names of fields of which the record keeps no value, at any depth: who somebody is to the state, where to be found, what
 * the body and the family suffer, and whatever opens a door. `reason` and `note` of a row (a pin, an exemption) are what an officer
 * wrote of a person; the deed's own reason is asked for as such, and kept.
 */
const secretName =
  /identity|idnumber|idcard|phone|mobile|telephone|e-?mail|address|home|born|birth|health|illness|disease|medical|family|partner|spouse|pregnan|nursing|password|passphrase|secret|token|totp|recovery|^(reason|note|exemption(kind)?|comment)$/i;

const isSecretName = (name: string): boolean => secretName.test(name);

/** Whatever the field: identity numbers (with their day of birth), mobile telephones, e-mail addresses, credentials in addresses of databases. */
const secretText = [
  /(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])/g,
  /(?<![0-9A-Za-z-])(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![0-9A-Za-z-])/g,
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /(?<=\/\/)[^\s/@:]*:[^\s/@]+(?=@)/g,
] as const;

/** The text without what is secret by its form, and without half characters, which no database keeps. */
export const withoutSecrets = (text: string): string =>
  secretText.reduce((left, form) => left.replace(form, mark), text.replace(/\p{Cs}/gu, '\ufffd'));

/**
 * Before and after as the record keeps them: of a secret field, whether it was set, and nothing where it did not change.
 */
export function withoutSecretsOf(
  before: Prisma.InputJsonObject | undefined,
  after: Prisma.InputJsonObject | undefined,
): { readonly before: object | undefined; readonly after: object | undefined } {
  const same = (name: string) =>
    before !== undefined &&
    after !== undefined &&
    isSecretName(name) &&
    isDeepStrictEqual(plain(before[name]), plain(after[name]));
  const kept = (side: Prisma.InputJsonObject | undefined) =>
    side &&
    Object.fromEntries(
      Object.entries(side)
        .filter(([name]) => !same(name))
        .map(([name, value]) => [withoutSecrets(name), cleaned(name, plain(value))]),
    );
  return { before: kept(before), after: kept(after) };
}

/** As JSON has it: days as texts, nothing where there is nothing. */
const plain = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value));

/** A value of a field without its secrets; what is not set stays so, and so does an answer of yes or no. */
function cleaned(name: string, value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value;
  if (isSecretName(name)) return mark;
  if (typeof value === 'string') return withoutSecrets(value);
  if (Array.isArray(value)) return value.map((one) => cleaned(name, one));
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [withoutSecrets(key), cleaned(key, one)]),
    );
  return value;
}
