import { useEffect } from 'react';
import { useMutation } from 'urql';
import { RoundPinsDocument, type RoundPinsQuery, UnpinDocument } from './generated/graphql.ts';
import { usePages } from './use-pages.ts';

/**
 * All that officers have fixed by hand in a round, however much it is: read page after page. `complete` says that all of it
 * is there; `again` reads it anew; `release` takes pins back, all or none, reads what is left and answers what came of it. A reader
 * who may not see pins is told of none.
 */
export function useRoundPins(id: string) {
  const { rows, total, more, fetching, failure, again } = usePages(RoundPinsDocument, { id }, pinsOf);
  useEffect(() => {
    if (more && !fetching && !failure) more();
  }, [more, fetching, failure]);
  const [{ fetching: releasing }, unpin] = useMutation(UnpinDocument);
  const release = async (pinIds: readonly string[]) => {
    // What is answered names no row that was read: the round is read again by its name.
    const answer = await unpin({ pinIds: [...pinIds] }, { additionalTypenames: ['Round'] });
    again();
    return answer;
  };
  const complete = !fetching && !releasing && rows.length >= total;
  return { pins: rows, complete, failure, again, release };
}

const pinsOf = ({ node }: RoundPinsQuery) => (node?.__typename === 'Round' ? node.pins : undefined);
