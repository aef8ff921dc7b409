import { isIPv6 } from 'node:net';
import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttempts } from '../../schema/errors.ts';
import { hashOf } from './secret.ts';

/**
 * What may be guessed wrongly in a quarter of an hour: passwords of one account, codes of one account, and anything from
 * one address (an office shares one). An address that an account has signed in from has an allowance of its own for
 * it, so that who guesses from elsewhere does not keep its owner out.
 */
const limits = { account: 10, code: 5, address: 100, seconds: 15 * 60 };

/** How long an address is remembered as an account's own, in seconds: 90 days. */
const remembered = 90 * 24 * 60 * 60;

export interface Attempts {
  /** Counts an attempt before the password is looked at. Throws `TooManyAttempts`. */
  count(email: string, address: string): Promise<void>;
  /** The password was right: the account's count starts anew and the address gets its attempt back. */
  forgive(email: string, address: string): Promise<void>;
  /** Counts a code before it is looked at. Throws `TooManyAttempts`. */
  countCode(userId: string): Promise<void>;
  forgiveCode(userId: string): Promise<void>;
  /** Counts a secret that may be guessed, from an address alone: it names no account. Throws `TooManyAttempts`. */
  countAddress(address: string): Promise<void>;
  forgiveAddress(address: string): Promise<void>;
}

/** Counted in the database: for all servers together, and through a restart. */
export function createAttempts(pool: Pool): Attempts {
  const limiter = (keyPrefix: string, points: number, duration = limits.seconds) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'AttemptCount',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const accounts = limiter('account', limits.account);
  const atHome = limiter('home', limits.account);
  const codes = limiter('code', limits.code);
  const addresses = limiter('address', limits.address);
  const seen = limiter('seen', 1, remembered);
  const pairOf = (email: string, address: string) => hashOf(`${email} ${placeOf(address)}`);
  const ownCount = async (email: string, address: string) => {
    const pair = pairOf(email, address);
    return (await seen.get(pair)) === null
      ? { limiter: accounts, key: hashOf(email) }
      : { limiter: atHome, key: pair };
  };
  return {
    async count(email, address) {
      await take(addresses, placeOf(address));
      const own = await ownCount(email, address);
      await take(own.limiter, own.key);
    },
    async forgive(email, address) {
      const own = await ownCount(email, address);
      await own.limiter.delete(own.key);
      await addresses.reward(placeOf(address));
      await seen.set(pairOf(email, address), 1, remembered);
    },
    countCode: (userId) => take(codes, userId),
    forgiveCode: async (userId) => void (await codes.delete(userId)),
    countAddress: (address) => take(addresses, placeOf(address)),
    forgiveAddress: async (address) => void (await addresses.reward(placeOf(address))),
  };
}

/** One network of IPv6 (64 bits) is one place: a single household has all its addresses. */
export function placeOf(address: string): string {
  const embedded = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (embedded !== undefined || !isIPv6(address)) return embedded ?? address;
  const [front = '', back] = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname
    .slice(1, -1)
    .split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const zeros = Array.from({ length: 8 - groups(front).length - groups(back).length }, () => '0');
  return `${[...groups(front), ...zeros, ...groups(back)].slice(0, 4).join(':')}::/64`;
}

async function take(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const wait = Math.ceil(refused.msBeforeNext / 1000);
    if (wait <= limits.seconds) throw new TooManyAttempts(wait);
    // Counted before the clock was put back: nobody waits for that day to come again.
    await limiter.delete(key);
    await limiter.consume(key);
  }
}
