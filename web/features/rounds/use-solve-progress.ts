import { useEffect, useState, useSyncExternalStore } from 'react';
import { useClient, useSubscription } from 'urql';
import {
  type ProgressFragment,
  SolveNowDocument,
  SolveProgressDocument,
} from '../../graphql/generated/graphql.ts';
import { hasEnded, waitAfter } from './following.ts';

/**
 * Follows a solve to its end by server-sent events. The first event tells where it stands, so a line that broke
 * is simply opened again, ever less often, and the solve is asked after meanwhile. A page nobody looks at holds
 * no line: browsers allow six to a host.
 */
export function useSolveProgress(solveId: string | undefined) {
  const client = useClient();
  const visible = useSyncExternalStore(onVisibility, isVisible);
  const [asked, setAsked] = useState<ProgressFragment>();
  // Counted, so that each attempt that fails brings about the next, however many have.
  const [tries, setTries] = useState(0);

  const known = asked?.solveId === solveId ? asked : undefined;
  const [{ data, error, fetching }, followAgain] = useSubscription({
    query: SolveProgressDocument,
    variables: { solveId: solveId ?? '' },
    pause: solveId === undefined || !visible || (known !== undefined && hasEnded(known)),
  });
  const told = data?.solveProgress.solveId === solveId ? data?.solveProgress : undefined;
  const progress = told && (hasEnded(told) || !known || !hasEnded(known)) ? told : (known ?? told);
  const ended = progress !== undefined && hasEnded(progress);
  const lost = solveId !== undefined && visible && !ended && (error !== undefined || !fetching);

  useEffect(() => {
    if (told) setTries(0);
  }, [told]);

  useEffect(() => {
    if (!lost || solveId === undefined) return;
    const timer = setTimeout(async () => {
      const { data: now } = await client
        .query(SolveNowDocument, { id: solveId }, { requestPolicy: 'network-only' })
        .toPromise();
      const found = now?.node?.__typename === 'Solve' ? now.node.progress : undefined;
      if (found) setAsked(found);
      if (!found || !hasEnded(found)) followAgain();
      setTries((failed) => failed + 1);
    }, waitAfter(tries));
    return () => clearTimeout(timer);
  }, [lost, solveId, tries, client, followAgain]);

  return { progress, lost: lost && error !== undefined };
}

const isVisible = () => document.visibilityState === 'visible';

function onVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
