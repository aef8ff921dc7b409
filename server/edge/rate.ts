import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Counts requests by whom they come from, in this process alone. */
export interface Rate {
  /** Counts one; answers how long to wait before the next, in seconds, and 0 where nobody has to. */
  wait(key: string): Promise<number>;
}

export function createRate(mostInAMinute: number): Rate {
  const limiter = new RateLimiterMemory({ points: mostInAMinute, duration: 60 });
  return {
    async wait(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
  };
}

/** What is answered to who has to wait; HTTP 429. */
export const tooMany = (seconds: number) => ({
  code: 'TOO_MANY_REQUESTS',
  message: `Too many requests. Try again in ${seconds} s. 请求过于频繁，请${seconds}秒后再试。`,
});
