/**
 * When the search of each year of a roadmap is to stop, so that the whole is answered within so many seconds: a year has its share
 * of the time that is left, and what it leaves over is the later ones'. A part is kept for what follows a search, which nothing
 * stops. `now`: a clock in milliseconds.
 */
export function yearShares(
  years: number,
  seconds: number,
  now: () => number,
): (place: number) => () => boolean {
  const until = now() + 1000 * seconds * SEARCHED;
  return (place) => {
    const begun = now();
    const stop = begun + Math.max(0, until - begun) / (years - place);
    return () => now() >= stop;
  };
}

/** Of the time there is: the rest is for explaining plans, and for steps of a search that cannot be stopped. */
const SEARCHED = 0.75;
