import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../prisma/client.ts';
import type { Rounds, Scenarios } from '../../schema/context.ts';
import { schema } from '../../schema/index.ts';
import { createAttempts } from '../../server/accounts/attempts.ts';
import { hashPassword } from '../../server/accounts/password.ts';
import { createSealer } from '../../server/accounts/sealed.ts';
import { type AppOptions, createApp } from '../../server/app.ts';
import { createImports } from '../../server/imports/imports.ts';
import { createRollovers } from '../../server/rollover/rollovers.ts';
import { insert } from './registry.ts';
import { learn } from './secret-watch.ts';
import { watchedLog } from './watched-log.ts';

/** The whole server on a port of its own, over a database of the test's. */
export async function listening(database: Database, rounds: Rounds, changed: Partial<AppOptions> = {}) {
  const app = createApp({
    schema,
    database,
    rounds,
    scenarios: noScenarios,
    rollovers: createRollovers(database),
    imports: createImports(database),
    attempts: createAttempts(database.pool),
    sealer: createSealer(undefined),
    openId: null,
    sessionDays: 14,
    corsOrigins: [],
    uploadMegabytes: 1,
    idempotencyHours: 24,
    requestsPerMinute: 1_000_000,
    trustedProxies: 0,
    metricsToken: undefined,
    now: () => new Date(),
    stopping: () => false,
    log: watchedLog(),
    ...changed,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** For tests that have none: whoever asks for them is told so. */
const none = async (): Promise<never> => {
  throw new Error('This server has no scenarios.');
};
const noScenarios: Scenarios = {
  create: none,
  change: none,
  drop: none,
  promote: none,
  differences: none,
  outcomes: none,
};

/** Asks the API as a program does; `headers` add to those of JSON. */
export async function ask(
  url: string,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Somebody who can sign in; answers the address. */
export async function account(
  { pool }: Database,
  password: string,
  grant?: {
    readonly role: string;
    readonly countyId: string;
    readonly from?: string;
    readonly until?: string;
  },
): Promise<{ readonly id: string; readonly email: string }> {
  const id = randomUUID();
  const email = `${id}@bureau.example`;
  learn('password of an account', password);
  await insert(pool, 'User', [{ id, email, name: 'Li Wei', passwordHash: await hashPassword(password) }]);
  if (grant) await insert(pool, 'RoleGrant', [{ id: randomUUID(), userId: id, ...grant }]);
  return { id, email };
}
