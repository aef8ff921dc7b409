import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyAttempts } from '../../schema/errors.ts';
import { hashOf } from './secret.ts';

/** Wrong passwords allowed in a quarter of an hour: for one account, and from one address (an office shares one). */
const limits = { account: 10, address: 100, seconds: 15 * 60 };

export interface Attempts {
  /** Counts an attempt before the password is looked at. Throws `TooManyAttempts`. */
  count(email: string, address: string): Promise<void>;
  /** The password was right: the account's count starts anew and the address gets its attempt back. */
  forgive(email: string, address: string): Promise<void>;
}

/** Counted in this process: several servers allow several times as many. */
export function createAttempts(): Attempts {
  const accounts = new RateLimiterMemory({ points: limits.account, duration: limits.seconds });
  const addresses = new RateLimiterMemory({ points: limits.address, duration: limits.seconds });
  return {
    async count(email, address) {
      await take(addresses, address);
      await take(accounts, hashOf(email));
    },
    async forgive(email, address) {
      await accounts.delete(hashOf(email));
      await addresses.reward(address);
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw new TooManyAttempts(Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}
