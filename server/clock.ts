import { AsyncLocalStorage } from 'node:async_hooks';

const clock = new AsyncLocalStorage<() => Date>();

/** Does the work by this clock: whatever it puts on file is dated by `instant`. */
export const byClock = <Result>(now: () => Date, work: () => Result): Result => clock.run(now, work);

/**
 * The instant that goes on file: when something was asked, decided, written down. By the clock of what is under way (a request, a
 * solve, a day's work), which is the one that windows and days are told by; outside of all, by the machine's.
 */
export const instant = (): Date => clock.getStore()?.() ?? new Date();

/** The same, and never before what it ends began: the clock may have been put back meanwhile. Null: it never began. */
export const instantAfter = (begun: Date | null): Date =>
  new Date(Math.max(instant().getTime(), begun?.getTime() ?? Number.NEGATIVE_INFINITY));
