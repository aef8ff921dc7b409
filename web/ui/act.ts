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

interface Answered {
  readonly data?: object | undefined;
  readonly error?: CombinedError | undefined;
}

interface FailureWords {
  readonly network: string;
  readonly unknown: string;
}

/** Why an act did not succeed: refused, or (`network`, `unknown`) not answered; undefined where it was done. */
export function refusedIn({ data, error }: Answered, words: FailureWords): Refused | undefined {
  if (error?.networkError) return { code: 'network', message: words.network };
  if (error) return { code: 'unknown', message: error.graphQLErrors[0]?.message ?? words.unknown };
  const [result] = Object.values(data ?? {});
  return refusalIn(result);
}

/** The same in words to show. */
export const whyNot = (answered: Answered, words: FailureWords): string | undefined =>
  refusedIn(answered, words)?.message;
