import type { Database } from '../../prisma/client.ts';
import type { Language } from '../../schema/context.ts';
import type { Visit } from '../accounts/accounts.ts';
import { type SignedIn, signedIn } from '../accounts/viewer.ts';

/** Who sent a request, and what its answer takes along. */
export interface Visitor extends Visit {
  /** Null: nobody has signed in. */
  readonly login: SignedIn | null;
  /** The one the request asks for, else the account's own, else Chinese. */
  readonly language: Language;
  /** Cookies to set, whole. */
  readonly cookies: readonly string[];
}

const cookieName = 'junheng_session';

/** `address` serves the count of sign-in attempts alone. */
export async function visitorOf(
  { pool }: Database,
  request: Request,
  address: string,
  now: Date,
): Promise<Visitor> {
  const secret = secretOf(request.headers);
  const login = secret === undefined ? null : await signedIn(pool, secret, now);
  const secure = request.url.startsWith('https:');
  const cookies: string[] = [];
  return {
    address,
    login,
    language: languageAsked(request.headers.get('accept-language')) ?? login?.language ?? 'zh-CN',
    cookies,
    signedIn: (made, expiresAt) => cookies.push(cookie(made, expiresAt, secure)),
    signedOut: () => cookies.push(cookie('', new Date(0), secure)),
  };
}

/** A bearer token before a cookie: who sends one does not mean the browser's session. */
function secretOf(headers: Headers): string | undefined {
  const authorization = headers.get('authorization');
  if (authorization !== null) return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return cookieOf(headers.get('cookie'), cookieName);
}

const cookieOf = (cookies: string | null | undefined, name: string): string | undefined =>
  new RegExp(`(?:^|; *)${name}=([\\w-]+)`).exec(cookies ?? '')?.[1];

/** The cookie that binds a trip to an OpenID issuer to this browser. */
const tripName = 'junheng_openid';
export const tripOf = (cookies: string | undefined): string | undefined => cookieOf(cookies, tripName);

/** The first of our languages in an `Accept-Language` header; the order counts, weights do not. */
function languageAsked(header: string | null): Language | undefined {
  const found = /\b(zh|en)\b/i.exec(header ?? '')?.[1]?.toLowerCase();
  return found === undefined ? undefined : found === 'en' ? 'en' : 'zh-CN';
}

/** No script can read it, and no page of another site can send it. */
export const cookie = (value: string, expires: Date, secure: boolean): string =>
  written(cookieName, '/', value, expires, secure);

export const tripCookie = (value: string, expires: Date, secure: boolean): string =>
  written(tripName, '/sign-in', value, expires, secure);

const written = (name: string, path: string, value: string, expires: Date, secure: boolean): string =>
  `${name}=${value}; Path=${path}; Expires=${expires.toUTCString()}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
