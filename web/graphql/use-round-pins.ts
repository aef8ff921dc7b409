import { useEffect } from 'react';
import { RoundPinsDocument, type RoundPinsQuery } from './generated/graphql.ts';
import { usePages } from './use-pages.ts';

/**
 * All that officers have fixed by hand in a round, however much it is: read page after page. `complete` says that all of it
 * is there; `again` reads it anew. A reader who may not see pins is told of none.
 */
export function useRoundPins(id: string) {
  const { rows, total, more, fetching, failure, again } = usePages(RoundPinsDocument, { id }, pinsOf);
  useEffect(() => {
    if (more && !fetching && !failure) more();
  }, [more, fetching, failure]);
  return { pins: rows, complete: !fetching && rows.length >= total, failure, again };
}

const pinsOf = ({ node }: RoundPinsQuery) => (node?.__typename === 'Round' ? node.pins : undefined);
