import { type RequestHandler, type Response, Router } from 'express';
import { SignInRefused, TooManyAttempts } from '../../schema/errors.ts';
import type { AccountsOptions } from '../accounts/accounts.ts';
import { type OpenId, OpenIdRefused, returnPath } from '../accounts/open-id.ts';
import { openSession } from '../accounts/sign-in.ts';
import type { Log } from '../log.ts';
import { cookie, tripCookie, tripOf } from './visitor.ts';

export interface OpenIdPagesOptions extends AccountsOptions {
  readonly openId: OpenId;
  readonly log: Log;
}

/**
 * `/sign-in/openid` sends the browser to the issuer, `/sign-in/openid/return` takes it back and opens a session as a
 * password does. Whatever goes wrong leads to the sign-in page, which says so by `?sign-in=`.
 */
export function openIdPages(options: OpenIdPagesOptions): Router {
  const { openId, attempts, now, log } = options;
  const secure = openId.publicUrl.startsWith('https:');
  const begin: RequestHandler = async (request, response) => {
    try {
      await attempts.countAddress(request.ip ?? '');
      const { address, secret, expiresAt } = await openId.begin(now());
      response.append('set-cookie', tripCookie(secret, expiresAt, secure));
      go(response, address);
    } catch (error) {
      toSignIn(response, error, log);
    }
  };
  const finish: RequestHandler = async (request, response) => {
    response.append('set-cookie', tripCookie('', new Date(0), secure));
    try {
      const query = new URL(request.originalUrl, openId.publicUrl).searchParams;
      const { userId } = await openId.finish(tripOf(request.get('cookie')), query, now());
      const { secret, expiresAt } = await openSession(options, { id: userId }, 'openid');
      await attempts.forgiveAddress(request.ip ?? '');
      response.append('set-cookie', cookie(secret, expiresAt, secure));
      go(response, '/');
    } catch (error) {
      toSignIn(response, error, log);
    }
  };
  const router = Router();
  router.get('/sign-in/openid', begin);
  router.get(returnPath, finish);
  return router;
}

/** Neither caches nor the address bar of the next page keep what the address holds. */
function go(response: Response, address: string): void {
  response.setHeader('cache-control', 'no-store').setHeader('referrer-policy', 'no-referrer');
  response.redirect(address);
}

function toSignIn(response: Response, error: unknown, log: Log): void {
  const why = reasonOf(error);
  log.warn({ why, err: error }, 'sign-in by OpenID Connect failed');
  go(response, `/?sign-in=${why}`);
}

function reasonOf(error: unknown): OpenIdRefused['why'] | 'too-many' {
  if (error instanceof TooManyAttempts) return 'too-many';
  if (error instanceof SignInRefused) return 'unknown';
  return error instanceof OpenIdRefused ? error.why : 'issuer';
}
