import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings } from '../../server/env.ts';

const settings = (environment: Record<string, string>) => {
  const read = readSettings(environment);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.settings;
};
const faults = (environment: Record<string, string>) => {
  const read = readSettings(environment);
  return read.ok ? [] : read.faults;
};

test('with nothing set it serves this machine alone, from a folder beside it', () => {
  expect(settings({})).toEqual({
    port: 4000,
    host: '127.0.0.1',
    dataDir: resolve('.data'),
    databaseUrl: undefined,
    sessionDays: 14,
    logLevel: 'warn',
    trustedProxies: 0,
    corsOrigins: [],
    uploadMegabytes: 64,
    idempotencyHours: 72,
    requestsPerMinute: 3000,
    metricsToken: undefined,
    solves: true,
    secretsKey: undefined,
    openIdSettings: undefined,
  });
});

const openId = {
  OPENID_ISSUER: 'https://login.example/realm',
  OPENID_CLIENT_ID: 'junheng',
  OPENID_CLIENT_SECRET: 'hunter2',
  PUBLIC_URL: 'https://rotation.example/',
};

test('sign-in by OpenID Connect is set by four settings, and its name by a fifth', () => {
  expect(settings({ ...openId, OPENID_LABEL: '教育云' }).openIdSettings).toEqual({
    issuer: 'https://login.example/realm',
    clientId: 'junheng',
    clientSecret: 'hunter2',
    label: '教育云',
    publicUrl: 'https://rotation.example',
  });
  expect(settings({ PUBLIC_URL: 'https://rotation.example' }).openIdSettings).toBeUndefined();
});

test('of the four each that is missing is told', () => {
  const { OPENID_ISSUER: _issuer, PUBLIC_URL: _url, ...rest } = openId;
  expect(faults({ ...rest, PORT: 'x' })).toEqual([
    'PORT: expected a whole number from 0 to 65535, found "x".',
    'OPENID_ISSUER: expected a value, as sign-in by OpenID Connect is set, found none.',
    'PUBLIC_URL: expected a value, as sign-in by OpenID Connect is set, found none.',
  ]);
});

test('an empty value counts as not set', () => {
  expect(settings({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: undefined });
});

test('origins are a list with commas', () => {
  expect(settings({ CORS_ORIGINS: 'https://a.example,http://b.example:8080' }).corsOrigins).toEqual([
    'https://a.example',
    'http://b.example:8080',
  ]);
});

test.each([
  ['PORT', '0'],
  ['PORT', '65535'],
  ['SESSION_DAYS', '1'],
  ['SESSION_DAYS', '365'],
  ['SOLVE', 'off'],
  ['REQUESTS_PER_MINUTE', '60'],
  ['REQUESTS_PER_MINUTE', '1000000'],
  ['DATABASE_URL', 'postgresql://user:secret@db.example:5432/junheng'],
])('%s may be %s', (name, value) => expect(faults({ [name]: value })).toEqual([]));

test.each([
  ['PORT', '65536', 'a whole number from 0 to 65535'],
  ['PORT', '80.5', 'a whole number from 0 to 65535'],
  ['SESSION_DAYS', '0', 'a whole number from 1 to 365'],
  ['REQUESTS_PER_MINUTE', '59', 'a whole number from 60 to 1000000'],
  ['REQUESTS_PER_MINUTE', '1000001', 'a whole number from 60 to 1000000'],
  ['LOG_LEVEL', 'loud', 'one of trace, debug, info, warn, error, fatal, silent'],
  ['CORS_ORIGINS', '*', 'origins such as https://a.example,https://b.example'],
  ['SOLVE', 'yes', 'on or off'],
  ['PUBLIC_URL', 'http://rotation.example', 'the https address of the console'],
  ['PUBLIC_URL', 'https://rotation.example/?a', 'the https address of the console'],
])('%s may not be %s', (name, value, expected) =>
  expect(faults({ [name]: value })).toEqual([`${name}: expected ${expected}, found "${value}".`]),
);

test('every fault is told at once, and no secret is', () => {
  const found = faults({
    PORT: 'x',
    DATABASE_URL: 'mysql://root:hunter2@db',
    METRICS_TOKEN: 'short',
    SECRETS_KEY: 'brief',
  });
  expect(found).toHaveLength(4);
  expect(found.join()).not.toMatch(/hunter2|short|brief/);
});
