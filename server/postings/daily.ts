import type { Database } from '../../prisma/client.ts';
import { byClock } from '../clock.ts';
import { dayAt } from '../day.ts';
import type { Log } from '../log.ts';
import { carryOut } from './carry-out.ts';

interface DailyOptions {
  readonly database: Pick<Database, 'db'>;
  readonly log: Log;
  readonly now: () => Date;
}

/** How often it is looked whether a day has begun somewhere; ms. A county at rest costs one statement. */
const everyMinute = 60_000;

/**
 * Carries postings out as their days come, by the day it is in each county: at once, so that what was missed while nothing ran
 * is caught up, and from then on every minute. What fails is logged and tried again.
 */
export async function startDaily({ database, log, now }: DailyOptions): Promise<{ stop(): Promise<void> }> {
  const turn = async () => {
    try {
      const { landed, ended, held } = await byClock(now, () =>
        carryOut(database, null, (timeZone) => dayAt(now(), timeZone)),
      );
      if (landed.length + ended.length > 0)
        log.info({ landed: landed.length, ended: ended.length, held: held.length }, 'postings carried out');
    } catch (error) {
      log.error({ err: error }, 'carrying out postings failed');
    }
  };
  let running = turn();
  await running;
  let busy = false;
  const ticking = setInterval(() => {
    if (busy) return;
    busy = true;
    running = turn().finally(() => {
      busy = false;
    });
  }, everyMinute);
  ticking.unref();
  return {
    async stop() {
      clearInterval(ticking);
      await running;
    },
  };
}
