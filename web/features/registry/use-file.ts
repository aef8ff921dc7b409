import { useCallback, useEffect, useRef, useState } from 'react';
import { connection, connectionLost, onConnection } from '../../graphql/connection.ts';
import { fetchFile } from '../../graphql/fetch-file.ts';

interface State<Data> {
  readonly data: Data | undefined;
  readonly fetching: boolean;
  /** Why there is nothing: no answer, or one that is no data. */
  readonly failed: 'network' | 'refused' | undefined;
}

/**
 * What a page reads beside the API, as JSON; `path` undefined: nothing. Read again by `again`, and by itself once a lost server
 * answers; until then what was read stays.
 */
export function useFile<Data>(path: string | undefined) {
  const [state, setState] = useState<State<Data>>({ data: undefined, fetching: true, failed: undefined });
  const asked = useRef(0);
  const read = useCallback(async () => {
    if (path === undefined) return;
    asked.current += 1;
    const turn = asked.current;
    setState((before) => ({ ...before, fetching: true }));
    const answer = await answerOf<Data>(path);
    if (turn !== asked.current) return;
    setState((before) => ({ data: answer.data ?? before.data, fetching: false, failed: answer.failed }));
  }, [path]);
  useEffect(() => {
    setState({ data: undefined, fetching: path !== undefined, failed: undefined });
    void read();
    return () => {
      asked.current += 1;
    };
  }, [read, path]);
  const lost = state.failed === 'network';
  useEffect(() => {
    if (!lost) return;
    return onConnection(() => {
      if (connection() === 'up') void read();
    });
  }, [lost, read]);
  return { ...state, again: read };
}

async function answerOf<Data>(path: string): Promise<Pick<State<Data>, 'data' | 'failed'>> {
  try {
    const response = await fetchFile(path);
    if (!response.ok) return { data: undefined, failed: 'refused' };
    return { data: (await response.json()) as Data, failed: undefined };
  } catch {
    connectionLost();
    return { data: undefined, failed: 'network' };
  }
}
