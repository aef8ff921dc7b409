import { useCallback, useEffect, useState } from 'react';
import { type AnyVariables, type UseQueryArgs, useQuery } from 'urql';
import { connection, onConnection } from './connection.ts';

/**
 * A query that asks again by itself once a lost server answers; until then a page keeps what it had read, as the notice
 * about the line tells enough.
 */
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
  const [read, setRead] = useState<{ data: Data; key: number | undefined }>();
  const key = result.operation?.key;
  if (result.data !== undefined && result.data !== read?.data) setRead({ data: result.data, key });
  // Between two attempts there may be neither an answer nor the failure of the one before.
  const unanswered = result.data === undefined && (failed || result.error === undefined);
  if (unanswered && read !== undefined && read.key === key)
    return { data: read.data, error: undefined, fetching: result.fetching, again };
  return { data: result.data, error: result.error, fetching: result.fetching, again };
}
