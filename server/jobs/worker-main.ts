import { openDatabase } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { readSettings, type Settings } from '../env.ts';
import { createLog } from '../log.ts';
import { whyNotStarted } from '../why-not-started.ts';
import { createNews } from './news.ts';
import { startQueue } from './queue.ts';
import { createReckoner } from './reckoner.ts';
import { startWorker } from './worker.ts';

/** `npm run worker`: one more process that solves, on any machine that reaches the PostgreSQL server. */
const read = readSettings(process.env);
if (!read.ok) leave(`The settings are wrong:\n${read.faults.join('\n')}`, 2);
else if (read.settings.databaseUrl === undefined)
  leave(
    'A worker shares its database with the server, which only a PostgreSQL server allows. Set DATABASE_URL. Without one the server solves by itself.',
    2,
  );
else await work(read.settings, read.settings.databaseUrl);

async function work(settings: Settings, url: string): Promise<void> {
  const log = createLog(settings.logLevel);
  try {
    process.stdout.write('Opening the database (PostgreSQL) …\n');
    const database = await openDatabase({ url });
    database.pool.on('error', (error) => log.error({ err: error }, 'database connection lost'));
    await migrate(database.pool);
    const queue = await startQueue(database.pool, log);
    const reckoner = createReckoner();
    const worker = await startWorker({
      database,
      reckoner,
      queue,
      news: createNews(),
      log,
      now: () => new Date(),
    });
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, async () => {
        process.stdout.write('Stopping …\n');
        await worker.stop();
        await reckoner.close();
        await queue.stop(1);
        await database.close();
        process.exit(0);
      });
    process.stdout.write('Ready: waiting for solves.\n');
  } catch (error) {
    leave(whyNotStarted(error, settings), 1);
  }
}

function leave(text: string, code: number): void {
  process.stderr.write(`${text}\n`);
  process.exit(code);
}
