import type { RoleName } from './context.ts';

/** What is done with accounts, and by whom: the one place that says so. */
export const accountOperations = {
  signIn: { by: 'anybody' },
  /** Holds the invitation's secret. */
  acceptInvitation: { by: 'anybody' },
  /** Holds the secret of a reset. */
  setPassword: { by: 'anybody' },
  signOut: { by: 'oneself' },
  signOutEverywhere: { by: 'oneself' },
  endSession: { by: 'oneself' },
  createToken: { by: 'oneself' },
  revokeToken: { by: 'oneself' },
  changePassword: { by: 'oneself' },
  startTotp: { by: 'oneself' },
  confirmTotp: { by: 'oneself' },
  stopTotp: { by: 'oneself' },
  inviteUser: { by: 'administrator' },
  withdrawInvitation: { by: 'administrator' },
  grantRole: { by: 'administrator' },
  revokeRole: { by: 'administrator' },
  resetPassword: { by: 'administrator' },
  removeTotp: { by: 'administrator' },
  disableUser: { by: 'administrator' },
  enableUser: { by: 'administrator' },
} as const satisfies Record<string, OperationOn>;

export type AccountOperation = keyof typeof accountOperations;

interface OperationOn {
  /** An administrator of everything the account has a role over, and never of the own account: that takes another one. */
  readonly by: 'anybody' | 'oneself' | 'administrator';
}

/**
 * Over what each role is granted, and which administrators grant it: an HR officer of the county so marked, or an officer
 * of the province so marked. Nobody grants what reaches further than the own role.
 */
export const grantable: Readonly<Record<RoleName, Grantable>> = {
  // A county without an administrator gets its first one from the province, which reads less than he will.
  'hr-officer': { over: { county: ['county', 'province-where-none'] }, marked: true },
  principal: { over: { school: ['county'] }, marked: false },
  teacher: { over: { teacher: ['county'] }, marked: false },
  inspector: { over: { county: ['county', 'province'], province: ['province'] }, marked: false },
  'province-officer': { over: { province: ['province'] }, marked: true },
};

export interface Grantable {
  /** Of each kind of row it may be over, the administrators who grant it. */
  readonly over: Partial<Record<GrantScope, readonly Granter[]>>;
  /** Whether it may bear the mark of an administrator. */
  readonly marked: boolean;
}

export type GrantScope = 'province' | 'county' | 'school' | 'teacher';
export type Granter = 'county' | 'province' | 'province-where-none';
