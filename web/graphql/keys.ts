import { Kind } from 'graphql';
import type { Operation, OperationResult } from 'urql';
import { randomKey } from '../ui/random-key.ts';
import { withoutKey } from './without-key.ts';

/**
 * The keys of acts that wait for an answer. An act sent once more because no answer came goes under the same key, and
 * the server does it once; once it is answered, the next like it is another act.
 */
export function actKeys() {
  const waiting = new Map<string, string>();
  return {
    /** The act with its key, as it is to be sent; anything else as it is. */
    keyed(operation: Operation): Operation {
      if (operation.kind !== 'mutation' || actsOf(operation).some((act) => withoutKey.has(act)))
        return operation;
      const { fetchOptions } = operation.context;
      const options = (typeof fetchOptions === 'function' ? fetchOptions() : fetchOptions) ?? {};
      const key = waiting.get(sameAs(operation)) ?? randomKey();
      waiting.set(sameAs(operation), key);
      return {
        ...operation,
        context: {
          ...operation.context,
          fetchOptions: { ...options, headers: { ...options.headers, 'idempotency-key': key } },
        },
      };
    },
    /** Forgets the key of what was answered. */
    answered({ operation, error }: OperationResult): void {
      const unanswered =
        error?.networkError !== undefined ||
        error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'IDEMPOTENCY_KEY_UNDER_WAY');
      if (!unanswered) waiting.delete(sameAs(operation));
    },
  };
}

const sameAs = ({ key, variables }: Operation): string => `${key} ${JSON.stringify(variables)}`;

function actsOf({ query }: Operation): string[] {
  const selections = query.definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION ? one.selectionSet.selections : [],
  );
  return selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
}
