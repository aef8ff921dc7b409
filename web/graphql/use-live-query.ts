import { useCallback, useEffect } from 'react';
import { type AnyVariables, type UseQueryArgs, useQuery } from 'urql';
import { connection, onConnection } from './connection.ts';

/** A query that asks again by itself once a lost server answers. */
export function useLiveQuery<Data, Variables extends AnyVariables>(args: UseQueryArgs<Variables, Data>) {
  const [result, ask] = useQuery<Data, Variables>(args);
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  const failed = result.error?.networkError !== undefined;
  useEffect(() => {
    if (!failed) return;
    return onConnection(() => {
      if (connection() === 'up') again();
    });
  }, [failed, again]);
  return { data: result.data, error: result.error, fetching: result.fetching, again };
}
