import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { ask, contextWith } from '../support/ask.ts';
import { testDatabase } from '../support/database.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, keepRegistry } from '../support/registry.ts';
import { findings, forget, learn, note, noteRows } from '../support/secret-watch.ts';
import { secrets } from '../support/secrets.ts';
import { watchedLog } from '../support/watched-log.ts';

// That the watch over every test (watch-secrets.ts) would find what it looks for; each is forgotten again.

afterEach(forget);

test('there are twenty secrets and more, each of its own', () => {
  const values: string[] = Object.values(secrets);
  expect(values.length).toBeGreaterThanOrEqual(20);
  expect(new Set(values).size).toBe(values.length);
  for (const one of values) expect(values.filter((other) => other.includes(one))).toEqual([one]);
});

test('nothing said is nothing found', async () => expect(await findings()).toEqual([]));

test.each(Object.entries(secrets))('%s in a line of the log is found, and not told', async (kind, secret) => {
  watchedLog().info({ careless: secret }, 'said');
  const found = await findings();
  expect(found).toEqual([`${kind}: found in a line of the log`]);
  expect(found.join()).not.toContain(secret);
});

test('one in base 64 is found, and what a marked county keeps', async () => {
  note('a job', Buffer.from(secrets['telephone on file']).toString('base64'));
  note('a job', 'Yi~-phone-3 and Yi~ exemption note');
  expect(await findings()).toEqual([
    'note of an exemption of a marked county: found in a job',
    'telephone of a marked county: found in a job',
    'telephone on file: found in a job',
  ]);
});

test('one on the console is found', async () => {
  const { console: said } = globalThis;
  said.debug(`a reminder: ${secrets['address on file']}`);
  expect(await findings()).toEqual(['address on file: found in the console']);
});

test('a password that a test chose is found once it was learnt', async () => {
  learn('password of an account', 'chosen for this test');
  note('a line of the log', 'signed in with chosen for this test');
  expect(await findings()).toEqual(['password of an account: found in a line of the log']);
});

describe('of answers of a server', () => {
  /** A server that answers this, once asked. */
  async function answering(
    status: number,
    headers: Record<string, string | string[]>,
    body: string | Buffer,
    path = '/graphql',
  ) {
    const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    const heard = await answer.text();
    server.close();
    return heard;
  }
  const json = { 'content-type': 'application/json' };

  test('a fault, an error and a refusal are looked through', async () => {
    await answering(
      500,
      {},
      secrets['password of the database'],
      '/plans/0b3f0a2e-6d0c-4c43-9b7c-2f3f4b4a0001.xlsx',
    );
    await answering(200, json, `{"errors":[{"message":"${secrets['telephone on file']}"}]}`);
    await answering(200, json, `{"data":{"done":{"code":"x","message":"${secrets['address on file']}"}}}`);
    expect(await findings()).toEqual([
      'address on file: found in an error of the API',
      'password of the database: found in an answer 500 of /plans/ID.xlsx',
      'telephone on file: found in an error of the API',
    ]);
  });

  test('who asks in order may read it: a plain answer and the files in clear are passed over', async () => {
    const body = `{"data":{"phone":"${secrets['telephone on file']}"}}`;
    expect(await answering(200, json, body)).toBe(body);
    await answering(200, {}, secrets['telephone on file'], '/registry.xlsx');
    await answering(200, {}, secrets['telephone on file'], '/me/data.json');
    expect(await findings()).toEqual([]);
    await answering(200, {}, secrets['telephone on file'], '/template.xlsx');
    expect(await findings()).toEqual(['telephone on file: found in the file /template.xlsx']);
  });

  test('what is given out is not to be met again', async () => {
    await answering(
      200,
      { ...json, 'set-cookie': 'junheng_session=abcdefghijklmnopq; HttpOnly' },
      '{"data":{"token":{"secret":"given-out-once"}}}',
    );
    await findings();
    note('a line of the log', 'with given-out-once and abcdefghijklmnopq');
    expect(await findings()).toEqual([
      'credential given out: found in a line of the log',
      'credential in a cookie: found in a line of the log',
    ]);
  });
});

test('of a database: jobs, deeds and texts are looked through, and personal columns of the record passed over', async () => {
  const database = await testDatabase();
  const county = await keepRegistry(database, asRegistered(randomCounty(3)));
  await noteRows(database);
  expect(await findings()).toEqual([]);
  const [first = ''] = county.teachers.values();
  const phone = '13800138000';
  await database.db.teacher.update({
    where: { id: first },
    data: { phone, name: secrets['address on file'] },
  });
  await database.pool.query(`CREATE SCHEMA IF NOT EXISTS pgboss`);
  await database.pool.query(`CREATE TABLE pgboss.careless AS SELECT '{"of": "${phone}"}'::jsonb AS data`);
  await database.db.auditEvent.create({
    data: { id: randomUUID(), action: 'test', entity: 'Test', reason: secrets['reason of family on file'] },
  });
  await noteRows(database);
  expect(await findings()).toEqual([
    'address on file: found in rows of public."Teacher"',
    'reason of family on file: found in rows of public."AuditEvent"',
    'telephone in a database of the tests: found in rows of pgboss.careless',
  ]);
  await database.close();
  forget();
});

test('errors of the schema asked without a server are looked through', async () => {
  const database = await testDatabase();
  const { officer } = await keepRegistry(database, asRegistered(randomCounty(3)));
  const context = contextWith(database, officer);
  const demand = () => Promise.reject(new Error(secrets['reason of family on file']));
  const { errors } = await ask(
    { ...context, rounds: { ...context.rounds, demand } },
    '{ counties(first: 1) { nodes { gaps(first: 1) { nodes { subject { code } } } } } }',
  );
  expect(errors).toHaveLength(1);
  expect(await findings()).toEqual(['reason of family on file: found in an error of the API']);
  await database.close();
  forget();
});
