import type { RoleName, Viewer } from './context.ts';

/** A role to be granted; of the ids the one its role is over, and no other. */
export interface GrantInput {
  readonly role: RoleName;
  readonly provinceId?: string | undefined;
  readonly countyId?: string | undefined;
  readonly schoolId?: string | undefined;
  readonly teacherId?: string | undefined;
  /** First and last day, YYYY-MM-DD; left out: no limit. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly administrator: boolean;
}

/** Shown once: what is kept is its hash. */
export interface OneTimeSecret {
  readonly secret: string;
  readonly expiresAt: Date;
}

/**
 * Acts on accounts. Those of an administrator throw `NotFound` for an account of which nothing is the administrator's,
 * `NotAllowed` where something is and not all, `OwnAccount`, and `VersionConflict`. All throw `TooManyAttempts`, where
 * something is guessed at.
 */
export interface AccountActs {
  /** What the sign-in by OpenID Connect is called here; null: there is none. */
  readonly openIdLabel: string | null;

  /** Throws `InvalidInput`, `NotAllowed`. Whether the address has an account already is not told. */
  invite(
    viewer: Viewer,
    input: { readonly email: string; readonly name: string; readonly grants: readonly GrantInput[] },
  ): Promise<OneTimeSecret & { readonly id: string }>;
  /** Throws `NotFound`, also once it has been taken up. */
  withdrawInvitation(viewer: Viewer, id: string): Promise<void>;
  grantRole(viewer: Viewer, userId: string, version: number, grant: GrantInput): Promise<void>;
  /** Throws `LastRole`. */
  revokeRole(viewer: Viewer, grantId: string, version: number): Promise<string>;
  /** The old password and all sessions end at once. */
  resetPassword(viewer: Viewer, userId: string, version: number): Promise<OneTimeSecret>;
  /** For who has lost both the generator and the recovery codes. */
  removeTotp(viewer: Viewer, userId: string, version: number): Promise<void>;
  disable(viewer: Viewer, userId: string, version: number, reason: string | null): Promise<void>;
  enable(viewer: Viewer, userId: string, version: number): Promise<void>;

  /** First password, or, where the address has an account, its password and the roles added. Answers the address. Throws `SecretRefused`, `InvalidInput`. */
  acceptInvitation(secret: string, password: string): Promise<string>;
  /** The secret of a reset. Answers the address. Throws `SecretRefused`, `InvalidInput`. */
  setPassword(secret: string, password: string): Promise<string>;
  /** Ends every session but a new one for the caller. Throws `PasswordRefused`, `InvalidInput`. */
  changePassword(viewer: Viewer, old: string, password: string): Promise<OneTimeSecret>;
  /** Ends every session and token of the viewer's; how many. */
  signOutEverywhere(viewer: Viewer): Promise<number>;
  /** Throws `NotFound`, also for another user's. */
  endSession(viewer: Viewer, id: string): Promise<void>;
  /** A secret for a generator of codes, not yet in force. Throws `PasswordRefused`, `AlreadyOn`. */
  startTotp(viewer: Viewer, password: string): Promise<{ readonly secret: string; readonly uri: string }>;
  /** In force from now on. Answers the recovery codes. Throws `CodeRefused`, `NotFound` where none was begun. */
  confirmTotp(viewer: Viewer, code: string): Promise<readonly string[]>;
  /** Throws `PasswordRefused`, `CodeRefused`, `NotFound` where there is none. */
  stopTotp(viewer: Viewer, password: string, code: string): Promise<void>;
}
