import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../prisma/client.ts';
import { dayAt } from '../../server/day.ts';
import { readSettings } from '../../server/env.ts';
import { createLog } from '../../server/log.ts';
import { startMachinery } from '../../server/machinery.ts';
import { startDaily } from '../../server/postings/daily.ts';
import type { Words } from '../../solver/plan.ts';

export type Language = keyof Words;

/** What somebody did on a day, as it is printed. */
export interface Line {
  readonly day: string;
  /** Name and office. */
  readonly who: string;
  /** What was done, as a code that does not change with the words. */
  readonly step: string;
  readonly text: string;
}

/** The real server on a port of its own, with a clock that is moved by hand. */
export interface Stage {
  readonly url: string;
  readonly language: Language;
  readonly database: Database;
  readonly now: () => Date;
  /** The day it is, YYYY-MM-DD. */
  today(): string;
  /** Moves the clock on to noon of a day, and does what comes with it as the server's daily job does. Throws on a day that is past. */
  moveTo(day: string): Promise<void>;
  tell(who: string, step: string, words: Words): void;
  /** Tells what came with a day, by nobody's act. */
  tellOfServer(step: string, words: Words): void;
  readonly lines: readonly Line[];
  close(): Promise<void>;
}

interface StageOptions {
  readonly database: Database;
  readonly language: Language;
  /** The day the clock begins with, YYYY-MM-DD. */
  readonly day: string;
  /** Hears each line as it happens. */
  readonly print: (line: Line) => void;
}

/** Where the demo's county lies. */
const timeZone = 'Asia/Shanghai';

/** Noon there. */
const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);

/** Starts it over a migrated database. Everybody comes from an address of their own, as the proxy before a server tells. */
export async function openStage({ database, language, day, print }: StageOptions): Promise<Stage> {
  let clock = noon(day);
  const now = () => clock;
  const read = readSettings({ LOG_LEVEL: 'error', TRUSTED_PROXIES: '1' });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const log = createLog(read.settings.logLevel);
  let stopping = false;
  const machinery = await startMachinery({
    database,
    settings: read.settings,
    log,
    now,
    stopping: () => stopping,
  });
  const server = createServer(machinery.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const lines: Line[] = [];
  const today = () => dayAt(clock, timeZone);
  const tell: Stage['tell'] = (who, step, words) => {
    const line = { day: today(), who, step, text: words[language] };
    lines.push(line);
    print(line);
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    language,
    database,
    now,
    today,
    async moveTo(next) {
      if (next < today()) throw new Error(`The clock stands at ${today()} and does not go back to ${next}.`);
      if (next === today()) return;
      clock = noon(next);
      const daily = await startDaily({ database, log, now });
      await daily.stop();
    },
    tell,
    tellOfServer: (step, words) => tell({ zh: '系统', en: 'The server' }[language], step, words),
    lines,
    async close() {
      stopping = true;
      const served = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await machinery.stop(served);
    },
  };
}
