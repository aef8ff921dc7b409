import type { Database } from '../../prisma/client.ts';
import type { Accounts, Viewer } from '../../schema/context.ts';
import type { Attempts } from './attempts.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { createToken, revokeToken } from './tokens.ts';

export interface AccountsOptions {
  readonly database: Database;
  readonly attempts: Attempts;
  readonly sessionDays: number;
  readonly now: () => Date;
}

/** What a request brings besides its words, and what its answer takes along. */
export interface Visit {
  /** Where the request comes from; serves the count of attempts alone. */
  readonly address: string;
  /** Told of a sign-in, to set the cookie. */
  readonly signedIn: (secret: string, expiresAt: Date) => void;
  readonly signedOut: () => void;
}

/** The use cases of accounts, for one request. */
export const accountsFor = (options: AccountsOptions, visit: Visit): Accounts => ({
  async signIn(email, password) {
    const made = await signIn(options, visit.address, email, password);
    visit.signedIn(made.secret, made.expiresAt);
    return made;
  },
  async signOut(sessionId) {
    await signOut(options.database, sessionId);
    visit.signedOut();
  },
  createToken: (viewer: Viewer, name, days) => createToken(options, viewer, name, days),
  revokeToken: (viewer, id) => revokeToken(options.database, viewer, id),
});
