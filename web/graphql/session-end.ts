/**
 * Whether the server still knows the reader. It may not: signed out in another tab, a session run out, a password changed.
 * Who meets that calls `sessionOver`; what was asked waits in `signedInAgain` and is asked anew once the same reader is back.
 */
let over = false;
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();

export const isSessionOver = (): boolean => over;

export function onSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function sessionOver(): void {
  if (!over) tell(true);
}

export function sessionGoesOn(): void {
  if (!over) return;
  tell(false);
  const all = [...waiting];
  waiting.clear();
  for (const goOn of all) goOn();
}

export const signedInAgain = (): Promise<void> =>
  over ? new Promise((resolve) => waiting.add(resolve)) : Promise.resolve();

function tell(now: boolean): void {
  over = now;
  for (const listener of listeners) listener();
}
