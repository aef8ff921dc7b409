import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyVariables, type CombinedError, useClient } from 'urql';
import { connection, onConnection } from './connection.ts';
import { listed } from './whole-lists.ts';

export interface Connection<Row> {
  readonly nodes: readonly Row[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

interface Pages<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly cursor: string | null;
  /** After which row the page begins that was asked for last; null: the first. */
  readonly after: string | null;
  readonly fetching: boolean;
  readonly error: CombinedError | undefined;
}

const nothing = { rows: [], total: 0, cursor: null, after: null, fetching: true, error: undefined };

/**
 * A long list read page by page: the first at once, the next by `more`. Starts anew when `variables` change;
 * `pick` finds the list in the answer, undefined where the reader may not see it. What was read stays when a page
 * fails, and `retry` asks for that page again.
 */
export function usePages<Data, Variables extends { after?: string | null | undefined }, Row>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables & AnyVariables,
  pick: (data: Data) => Connection<Row> | undefined,
) {
  const client = useClient();
  const [pages, setPages] = useState<Pages<Row>>(nothing);
  const asked = useRef(0);
  const key = JSON.stringify(variables);

  const read = useCallback(
    async (after: string | null): Promise<string | null> => {
      asked.current += 1;
      const turn = asked.current;
      setPages((before) => ({ ...before, after, fetching: true }));
      const request = { ...(JSON.parse(key) satisfies Variables), after };
      const { data, error } = await client
        .query(document, request, { requestPolicy: 'network-only' })
        .toPromise();
      if (turn !== asked.current) return null;
      const found = data === undefined ? undefined : pick(data);
      const now = { fetching: false, error };
      const next = found?.pageInfo.hasNextPage ? (found.pageInfo.endCursor ?? null) : null;
      setPages((before) =>
        found
          ? {
              rows: [...(after === null ? [] : before.rows), ...found.nodes],
              total: found.totalCount,
              cursor: next,
              after,
              ...now,
            }
          : { ...before, ...now, cursor: error ? before.cursor : null },
      );
      return next;
    },
    [client, document, key, pick],
  );

  useEffect(() => {
    void read(null);
    return () => {
      asked.current += 1;
    };
  }, [read]);

  const { cursor, after, error } = pages;
  useEffect(
    () =>
      listed(async () => {
        for (let next = cursor; next !== null; ) next = await read(next);
      }),
    [cursor, read],
  );
  const lost = error?.networkError !== undefined;
  useEffect(() => {
    if (!lost) return;
    return onConnection(() => {
      if (connection() === 'up') void read(after);
    });
  }, [lost, read, after]);

  const retry = () => void read(after);
  return {
    ...pages,
    again: () => void read(null),
    more: cursor === null ? undefined : () => void read(cursor),
    failure: error && { error, retry },
  };
}
