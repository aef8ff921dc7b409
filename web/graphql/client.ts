import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import i18next from 'i18next';
import {
  type AnyVariables,
  Client,
  CombinedError,
  cacheExchange,
  fetchExchange,
  makeOperation,
  mapExchange,
  type Operation,
  type OperationResult,
} from 'urql';
import { currentLanguage } from '../ui/language.ts';
import { connectionLost } from './connection.ts';
import { actKeys } from './keys.ts';
import { sessionOver, signedInAgain } from './session-end.ts';

const line = {
  url: '/graphql',
  // Queries go by POST: a GET would leave what was asked in logs and histories.
  preferGetMethod: false,
  fetchSubscriptions: true,
  fetchOptions: () => ({
    credentials: 'same-origin' as const,
    // A header no form of another site can send; the server asks for it.
    headers: { 'accept-language': currentLanguage(), 'x-graphql-yoga-csrf': 'console' },
  }),
};

/** Answers that came before anything was drawn, by what was asked; each serves once. */
const early = new Map<string, Promise<Response>>();

function takeEarly(how: RequestInit | undefined): Promise<Response> | undefined {
  const asked = String(how?.body);
  const answer = early.get(asked);
  early.delete(asked);
  return answer;
}

/**
 * Asks what the first page will ask, before anything is drawn, so that its client finds the answer there: what was answered, or
 * undefined. Who has not signed in, or finds no line, asks again as ever, and so does who asks much later.
 */
export async function askEarly<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data | undefined> {
  let asked = '';
  const client = new Client({
    ...line,
    fetch: (address, { signal: _taken, ...how } = {}) => {
      asked = String(how.body);
      const answer = fetch(address, how);
      early.set(asked, answer);
      setTimeout(() => early.delete(asked), STILL_NEW);
      return answer.then((response) => response.clone());
    },
    // The cache asks for the name of each type besides, as it will.
    exchanges: [cacheExchange, fetchExchange],
  });
  const { data, error } = await client.query(document, variables).toPromise();
  if (error) early.delete(asked);
  return data;
}

/** How long an answer serves that came early; ms. */
const STILL_NEW = 5_000;

/** One client a login and language. What a page reads while the session is over is answered once the same reader is back. */
export function openClient(): Client {
  const keys = actKeys();
  const askAgain = (operation: Operation) => {
    const anew = makeOperation(operation.kind, operation, {
      ...operation.context,
      requestPolicy: 'network-only',
    });
    // Twice: the first one waits for the answer that was held back, the second lets go of it.
    client.reexecuteOperation(anew);
    client.reexecuteOperation(anew);
  };
  const client = new Client({
    ...line,
    requestPolicy: 'cache-and-network',
    fetch: (asked, how) => takeEarly(how) ?? fetch(asked, how),
    exchanges: [
      mapExchange({
        onOperation: keys.keyed,
        onResult(result) {
          keys.answered(result);
          if (!isSignedOut(result)) return result;
          if (result.operation.kind === 'mutation') return notSent(result);
          // Who follows a solve asks again by itself.
          if (result.operation.kind !== 'query') return result;
          void signedInAgain().then(() => askAgain(result.operation));
          return never;
        },
        onError(error) {
          if (error.networkError) connectionLost();
          if (isSignedOut({ error })) sessionOver();
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
  });
  return client;
}

const isSignedOut = ({ error }: { readonly error?: CombinedError | undefined }): boolean =>
  error?.graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED') ?? false;

/** Nothing was done; whoever is back says so once more, and nothing is done behind their back. */
const notSent = (result: OperationResult): OperationResult => ({
  ...result,
  error: new CombinedError({ graphQLErrors: [{ message: i18next.t('signIn.notSent') }] }),
});

const never = new Promise<OperationResult>(() => undefined);
