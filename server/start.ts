import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Database, openDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { readSettings, type Settings } from './env.ts';
import { createLog, type Log } from './log.ts';
import { startMachinery } from './machinery.ts';
import { startDaily } from './postings/daily.ts';
import { type DemoLogin, seedIfEmpty } from './seed.ts';
import { steps } from './steps.ts';
import { whyNotStarted } from './why-not-started.ts';

/** How long requests and a solve in hand have to end when the server is told to stop, in seconds. */
const grace = 6;

/** After this it ends whatever is still open, in seconds. */
const lastMoment = 10;

/** Opens the database, fills an empty one, solves, listens. Exits 2 on wrong settings, 1 when it cannot start. */
export async function start(): Promise<void> {
  const read = readSettings(process.env);
  if (!read.ok) return leave(`The settings are wrong:\n${read.faults.join('\n')}`, 2);
  const { settings } = read;
  const log = createLog(settings.logLevel);
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'nobody waited for this failure'));
  try {
    const step = steps(say);
    const database = await step(`Opening the database (${place(settings)})`, () => opened(settings, log));
    try {
      const { address, logins, stop } = await serve(settings, database, log);
      for (const signal of ['SIGTERM', 'SIGINT'] as const)
        process.once(signal, () => void leaveInOrder(stop));
      say(`\n均衡 Junheng is ready: ${address}\n${loginTable(logins)}`);
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    leave(whyNotStarted(error, settings), 1);
  }
}

interface Running {
  readonly address: string;
  /** Those just made; their passwords are told this once. */
  readonly logins: readonly DemoLogin[];
  stop(): Promise<void>;
}

/** Takes the port before the long work, so that a taken one is told at once; until all is ready the answer is 503. */
async function serve(settings: Settings, database: Database, log: Log): Promise<Running> {
  let answer: RequestListener = notReady;
  const server = createServer((request, response) => answer(request, response));
  await listen(server, settings);
  const step = steps(say);
  await step('Bringing its tables up to date', () => migrate(database.pool));
  const logins = await seedIfEmpty(database, (line) => say(`${line}\n`));
  let stopping = false;
  const now = () => new Date();
  const machinery = await step('Starting the queue of solves', () =>
    startMachinery({ database, settings, log, now, stopping: () => stopping }),
  );
  const daily = await startDaily({ database, log, now });
  answer = machinery.app;
  return {
    address: addressOf(server, settings.host),
    logins: logins ?? [],
    async stop() {
      stopping = true;
      await Promise.all([daily.stop(), machinery.stop(closed(server))]);
      await database.close();
    },
  };
}

const notReady: RequestListener = ({ url }, response) => {
  response.writeHead(url === '/healthz' ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(url === '/healthz' ? 'ok\n' : '正在启动，请稍候刷新。Starting: reload in a moment.\n');
};

function loginTable(logins: readonly DemoLogin[]): string {
  if (logins.length === 0) return '';
  const rows = logins.map(
    ({ role, email, password }) => `  ${role.padEnd(16)} ${email.padEnd(32)} ${password}`,
  );
  return `\nDemo logins, shown this once (演示账号，仅显示一次):\n${rows.join('\n')}\n`;
}

const place = ({ databaseUrl, dataDir }: Settings) => (databaseUrl === undefined ? dataDir : 'PostgreSQL');

async function opened({ databaseUrl, dataDir }: Settings, log: Log): Promise<Database> {
  const database = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
  database.pool.on('error', (error) => log.error({ err: error }, 'database connection lost'));
  return database;
}

const listen = (server: Server, { port, host }: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host);
  return `http://${everywhere ? 'localhost' : host}:${port}/`;
}

/** Requests under way may end; subscriptions never do, and are cut. */
async function closed(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), grace * 1000);
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeIdleConnections();
  });
  clearTimeout(cut);
}

async function leaveInOrder(stop: () => Promise<void>): Promise<void> {
  say('Stopping …');
  setTimeout(() => process.exit(1), lastMoment * 1000).unref();
  await stop();
  say(' stopped.\n');
  process.exit(0);
}

function say(text: string): void {
  process.stdout.write(text);
}

/** Threads may still be alive: the process does not end by itself. */
function leave(text: string, code: number): never {
  process.stderr.write(`${text}\n`);
  process.exit(code);
}
