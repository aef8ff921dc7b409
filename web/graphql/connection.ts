/**
 * Whether the server answers. A query that met no answer calls `lost`; from then on the health page is asked,
 * ever less often, until it answers, and everyone listening may ask again.
 */
export type Connection = 'up' | 'lost';

const longestWait = 15_000;
const listeners = new Set<() => void>();
let state: Connection = 'up';

export const connection = (): Connection => state;

export function onConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function connectionLost(): void {
  if (state === 'lost') return;
  tell('lost');
  void knock(1_000);
}

async function knock(wait: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, wait));
  const answers = await fetch('/healthz').then(
    ({ ok }) => ok,
    () => false,
  );
  if (answers) tell('up');
  else await knock(Math.min(wait * 2, longestWait));
}

function tell(now: Connection): void {
  state = now;
  for (const listener of listeners) listener();
}
