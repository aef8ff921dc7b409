import type { Database } from '../../prisma/client.ts';
import type { Accounts, Viewer } from '../../schema/context.ts';
import type { Attempts } from './attempts.ts';
import { changePassword } from './change-password.ts';
import { acceptInvitation, invite, withdrawInvitation } from './invitations.ts';
import type { OpenId } from './open-id.ts';
import { removeTotp, resetPassword, setPassword } from './reset.ts';
import { disable, enable, grantRole, revokeRole } from './roles.ts';
import type { Sealer } from './sealed.ts';
import { confirmTotp, startTotp, stopTotp } from './second-factor.ts';
import { endSession, signOutEverywhere } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { createToken, revokeToken } from './tokens.ts';

export interface AccountsOptions {
  readonly database: Database;
  readonly attempts: Attempts;
  readonly sealer: Sealer;
  readonly sessionDays: number;
  /** Sign-in by OpenID Connect; null: there is none. */
  readonly openId: OpenId | null;
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
  openIdLabel: options.openId?.label ?? null,
  async signIn(email, password, code) {
    const made = await signIn(options, visit.address, email, password, code);
    visit.signedIn(made.secret, made.expiresAt);
    return made;
  },
  async signOut(sessionId) {
    await signOut(options.database, sessionId);
    visit.signedOut();
  },
  createToken: (viewer: Viewer, name, days) => createToken(options, viewer, name, days),
  revokeToken: (viewer, id) => revokeToken(options.database, viewer, id),

  invite: (viewer, input) => invite(options, viewer, input),
  withdrawInvitation: (viewer, id) => withdrawInvitation(options, viewer, id),
  grantRole: (viewer, userId, version, grant) => grantRole(options, viewer, userId, version, grant),
  revokeRole: (viewer, grantId, version) => revokeRole(options, viewer, grantId, version),
  resetPassword: (viewer, userId, version) => resetPassword(options, viewer, userId, version),
  removeTotp: (viewer, userId, version) => removeTotp(options, viewer, userId, version),
  disable: (viewer, userId, version, reason) => disable(options, viewer, userId, version, reason),
  enable: (viewer, userId, version) => enable(options, viewer, userId, version),

  acceptInvitation: (secret, password) => acceptInvitation(options, visit.address, secret, password),
  setPassword: (secret, password) => setPassword(options, visit.address, secret, password),
  async changePassword(viewer, old, password) {
    const made = await changePassword(options, visit.address, viewer, old, password);
    visit.signedIn(made.secret, made.expiresAt);
    return made;
  },
  async signOutEverywhere(viewer) {
    const ended = await signOutEverywhere(options.database, viewer);
    visit.signedOut();
    return ended;
  },
  endSession: (viewer, id) => endSession(options.database, viewer, id),
  startTotp: (viewer, password) => startTotp(options, visit.address, viewer, password),
  confirmTotp: (viewer, code) => confirmTotp(options, viewer, code),
  stopTotp: (viewer, password, code) => stopTotp(options, visit.address, viewer, password, code),
});
