import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { testDatabase } from '../support/database.ts';
import { startRounds } from '../support/rounds.ts';
import { account, ask, listening } from '../support/server.ts';

// GraphQL over HTTP as its specification has it, audited by the reference implementation's own suite:
// https://graphql.github.io/graphql-over-http/. What it says a server MAY do is left: forms of other sites are refused.

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let server: Awaited<ReturnType<typeof listening>>;
let cookie: string;
beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  server = await listening(database, desk.rounds);
  const { email } = await account(database, 'correct horse');
  const { headers } = await ask(
    server.url,
    'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }',
    { email, password: 'correct horse' },
  );
  cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await server.close();
  await desk.close();
  await database.close();
});

/** As a program asks that has signed in, from no page of another site. */
const audits = serverAudits({
  url: () => `${server.url}/graphql`,
  fetchFn: (url: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    headers.set('x-graphql-yoga-csrf', 'audit');
    return fetch(url, { ...init, headers });
  },
});

describe.each(['MUST', 'SHOULD'])('what a server %s do', (level) => {
  const own = audits.filter(({ name }) => name.startsWith(level));

  test('is asked for', () => expect(own.length).toBeGreaterThan(0));

  test.each(own)('$name', async (audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});
