import { Client, cacheExchange, fetchExchange, mapExchange } from 'urql';
import { currentLanguage } from '../ui/language.ts';
import { connectionLost } from './connection.ts';
import { actKeys } from './keys.ts';

/** One client a login: a new one forgets all that the last reader saw. `onSignedOut`: the session is no more. */
export function openClient(onSignedOut: () => void): Client {
  const keys = actKeys();
  return new Client({
    url: '/graphql',
    // Queries go by POST: a GET would leave what was asked in logs and histories.
    preferGetMethod: false,
    fetchSubscriptions: true,
    requestPolicy: 'cache-and-network',
    fetchOptions: () => ({
      credentials: 'same-origin',
      // A header no form of another site can send; the server asks for it.
      headers: { 'accept-language': currentLanguage(), 'x-graphql-yoga-csrf': 'console' },
    }),
    exchanges: [
      mapExchange({
        onOperation: keys.keyed,
        onResult: keys.answered,
        onError(error) {
          if (error.networkError) connectionLost();
          if (error.graphQLErrors.some(({ extensions }) => extensions['code'] === 'UNAUTHENTICATED'))
            onSignedOut();
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
  });
}
