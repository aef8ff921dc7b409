import { useEffect } from 'react';

/** Calls something again and again, as long as the page is looked at; `every` in ms, undefined: not at all. */
export function useEvery(every: number | undefined, call: () => void): void {
  useEffect(() => {
    if (every === undefined) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') call();
    }, every);
    return () => clearInterval(timer);
  }, [every, call]);
}
