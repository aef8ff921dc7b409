import type { CombinedError } from 'urql';

/** What the API answers where something was not done: how to mend it, in the reader's language. */
export interface Refused {
  readonly code: string;
  readonly message: string;
}

/** The refusal in a mutation's result; undefined where it was done. */
const refusalIn = (result: object | null | undefined): Refused | undefined =>
  result &&
  'code' in result &&
  'message' in result &&
  typeof result.code === 'string' &&
  typeof result.message === 'string'
    ? { code: result.code, message: result.message }
    : undefined;

/** Why an act did not succeed, in words to show: refused, or not answered. */
export function whyNot(
  { data, error }: { readonly data?: object | undefined; readonly error?: CombinedError | undefined },
  words: { readonly network: string; readonly unknown: string },
): string | undefined {
  if (error) return error.networkError ? words.network : (error.graphQLErrors[0]?.message ?? words.unknown);
  const [result] = Object.values(data ?? {});
  return refusalIn(result)?.message;
}
