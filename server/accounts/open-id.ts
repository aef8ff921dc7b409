import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Database } from '../../prisma/client.ts';
import { hashOf, newSecret } from './secret.ts';
import { addressOf } from './sign-in.ts';

/** An issuer of OpenID Connect, and what this server is to it. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people know it by. */
  readonly label: string;
  /** Where browsers reach the console, without a slash at the end. */
  readonly publicUrl: string;
}

/** How long somebody may be on the way, in minutes. */
const tripMinutes = 10;

/** Where the issuer sends people back to. */
export const returnPath = '/sign-in/openid/return';

/** Sign-in by OpenID Connect: authorization code with PKCE, state and nonce, each trip bound to one browser and good once. */
export interface OpenId {
  readonly label: string;
  readonly publicUrl: string;
  /** Where to send the browser, and the secret that binds the trip to it. Throws what the issuer's absence throws. */
  begin(now: Date): Promise<{ readonly address: string; readonly secret: string; readonly expiresAt: Date }>;
  /**
   * The account of who comes back with `query`: matched by an address the issuer has verified; nobody is registered by
   * coming. Throws `OpenIdRefused`.
   */
  finish(secret: string | undefined, query: URLSearchParams, now: Date): Promise<{ readonly userId: string }>;
}

/** Why somebody who came back is not let in. */
export class OpenIdRefused extends Error {
  override readonly name = 'OpenIdRefused';
  readonly why: 'trip' | 'issuer' | 'unverified' | 'unknown';

  constructor(why: OpenIdRefused['why'], options?: ErrorOptions) {
    super(`Sign-in by OpenID Connect was refused: ${why}.`, options);
    this.why = why;
  }
}

export function createOpenId({ db }: Pick<Database, 'db'>, settings: OpenIdSettings): OpenId {
  const { issuer, clientId, clientSecret, label, publicUrl } = settings;
  let known: Promise<Configuration> | undefined;
  /** Asked once; an issuer that did not answer is asked again the next time. */
  const issuerKnown = () => {
    known ??= discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute: [
        // The signature of the ID token is looked at, too, and not the connection it came by alone.
        enableNonRepudiationChecks,
        // The settings let plain http through for this very machine alone.
        ...(issuer.startsWith('http:') ? [allowInsecureRequests] : []),
      ],
    }).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    label,
    publicUrl,
    async begin(now) {
      const configuration = await issuerKnown();
      const trip = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const secret = newSecret();
      const expiresAt = new Date(now.getTime() + tripMinutes * 60 * 1000);
      await db.openIdTrip.deleteMany({ where: { expiresAt: { lt: now } } });
      await db.openIdTrip.create({ data: { ...trip, secretHash: hashOf(secret), expiresAt } });
      const address = buildAuthorizationUrl(configuration, {
        redirect_uri: publicUrl + returnPath,
        scope: 'openid email',
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: 'S256',
      });
      return { address: address.href, secret, expiresAt };
    },
    async finish(secret, query, now) {
      if (secret === undefined) throw new OpenIdRefused('trip');
      const where = { secretHash: hashOf(secret) };
      const trip = await db.openIdTrip.findUnique({ where });
      const { count } = await db.openIdTrip.deleteMany({ where });
      if (trip === null || count === 0 || trip.expiresAt <= now || query.get('state') !== trip.state)
        throw new OpenIdRefused('trip');
      const email = await verifiedAddress(await issuerKnown(), `${publicUrl}${returnPath}?${query}`, trip);
      const user = await db.user.findUnique({
        where: { email },
        select: { id: true, disabledAt: true },
      });
      if (user === null || user.disabledAt !== null) throw new OpenIdRefused('unknown');
      return { userId: user.id };
    },
  };
}

/** Of the ID token, or where it tells none, of the issuer's word about the same person. */
async function verifiedAddress(
  configuration: Configuration,
  address: string,
  { state, nonce, verifier }: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<string> {
  const claims = await claimsOf(configuration, address, { state, nonce, verifier }).catch(
    (error: unknown) => {
      throw new OpenIdRefused('issuer', { cause: error });
    },
  );
  if (typeof claims['email'] !== 'string' || claims['email_verified'] !== true)
    throw new OpenIdRefused('unverified');
  return addressOf(claims['email']);
}

async function claimsOf(
  configuration: Configuration,
  address: string,
  { state, nonce, verifier }: { readonly state: string; readonly nonce: string; readonly verifier: string },
): Promise<Readonly<Record<string, unknown>>> {
  const tokens = await authorizationCodeGrant(configuration, new URL(address), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('The issuer gave no ID token.');
  if (claims['email'] !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined)
    return claims;
  return fetchUserInfo(configuration, tokens.access_token, claims.sub);
}
