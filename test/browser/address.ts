interface Server {
  readonly address: string;
  /** Ends it and starts it again, at the same address. */
  readonly restart: () => Promise<void>;
}

let known: Server | undefined;

/** The server of this test file. */
export function ownServer(): Server {
  if (known === undefined) throw new Error('No server was started for this file.');
  return known;
}

/** Where it listens. */
export const serverAddress = (): string => ownServer().address;

export function servedBy(server: Server): void {
  known = server;
}
