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
    metricsToken: undefined,
    solves: true,
  });
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
  ['DATABASE_URL', 'postgresql://user:secret@db.example:5432/junheng'],
])('%s may be %s', (name, value) => expect(faults({ [name]: value })).toEqual([]));

test.each([
  ['PORT', '65536', 'a whole number from 0 to 65535'],
  ['PORT', '80.5', 'a whole number from 0 to 65535'],
  ['SESSION_DAYS', '0', 'a whole number from 1 to 365'],
  ['LOG_LEVEL', 'loud', 'one of trace, debug, info, warn, error, fatal, silent'],
  ['CORS_ORIGINS', '*', 'origins such as https://a.example,https://b.example'],
  ['SOLVE', 'yes', 'on or off'],
])('%s may not be %s', (name, value, expected) =>
  expect(faults({ [name]: value })).toEqual([`${name}: expected ${expected}, found "${value}".`]),
);

test('every fault is told at once, and no secret is', () => {
  const found = faults({ PORT: 'x', DATABASE_URL: 'mysql://root:hunter2@db', METRICS_TOKEN: 'short' });
  expect(found).toHaveLength(3);
  expect(found.join()).not.toMatch(/hunter2|short/);
});
