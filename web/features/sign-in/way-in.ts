/** What somebody comes with who has no password yet, or none any more. */
export interface WayIn {
  readonly kind: 'invitation' | 'reset';
  readonly secret: string;
}

/** The secret in a link's fragment, which no server is sent: `#invitation=…` or `#reset=…`; undefined: none. */
export function secretIn(fragment: string): WayIn | undefined {
  const found = /^#(invitation|reset)=([\w-]{20,})$/.exec(fragment);
  const [, kind, secret] = found ?? [];
  return secret !== undefined && (kind === 'invitation' || kind === 'reset') ? { kind, secret } : undefined;
}

const refusals = ['trip', 'issuer', 'unverified', 'unknown', 'too-many'] as const;

/** Why the issuer’s word did not sign in, as the server put it into the address; undefined: nothing went wrong. */
export function openIdRefusal(search: string): (typeof refusals)[number] | undefined {
  const given = new URLSearchParams(search).get('sign-in');
  return refusals.find((known) => known === given);
}
