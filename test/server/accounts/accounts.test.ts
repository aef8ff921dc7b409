import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { InvalidInput, NotFound, SignInRefused } from '../../../schema/errors.ts';
import { accountsFor, type Visit } from '../../../server/accounts/accounts.ts';
import { createAttempts } from '../../../server/accounts/attempts.ts';
import { createSealer } from '../../../server/accounts/sealed.ts';
import { signedIn } from '../../../server/accounts/viewer.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, keepRegistry } from '../../support/registry.ts';
import { account } from '../../support/server.ts';

let database: Database;
let countyId: string;
beforeAll(async () => {
  database = await testDatabase();
  ({ countyId } = await keepRegistry(database, asRegistered(randomCounty(1))));
});
afterAll(() => database.close());

const noon = new Date('2026-09-01T04:00:00Z');
const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const visit: Visit = { address: '192.0.2.1', signedIn: () => undefined, signedOut: () => undefined };
const at = (now: Date, from: Partial<Visit> = {}, attempts = createAttempts(database.pool)) =>
  accountsFor(
    { database, attempts, sealer: createSealer(undefined), openId: null, sessionDays: 14, now: () => now },
    { ...visit, ...from },
  );
const viewer = async (secret: string, now: Date) =>
  (await signedIn(database.pool, secret, now))?.viewer ?? null;

test('capitals and spaces around an address mean nothing; those of the password do', async () => {
  const { email } = await account(database, 'Correct Horse');
  await expect(at(noon).signIn(` ${email.toUpperCase()} `, 'Correct Horse')).resolves.toMatchObject({
    viewer: { email, name: 'Li Wei' },
  });
  await expect(at(noon).signIn(email, 'correct horse')).rejects.toThrow(SignInRefused);
});

test('a wrong password, an unknown address and a closed account are told alike, in about the same time', async () => {
  const { email } = await account(database, 'right');
  const closed = await account(database, 'right');
  await database.db.user.update({ where: { id: closed.id }, data: { disabledAt: noon } });
  const took: number[] = [];
  for (const [who, password] of [
    [email, 'wrong'],
    ['nobody@bureau.example', 'right'],
    [closed.email, 'right'],
  ] as const) {
    await at(noon)
      .signIn('warm up@bureau.example', 'x')
      .catch(() => undefined);
    const began = performance.now();
    await expect(at(noon).signIn(who, password)).rejects.toThrow(
      'The e-mail address or the password is wrong.',
    );
    took.push(performance.now() - began);
  }
  // Without a password to check an answer would come in a few ms; a check takes tens.
  expect(Math.min(...took)).toBeGreaterThan(Math.max(...took) / 10);
});

test('only the hash of a secret is kept', async () => {
  const { email, id } = await account(database, 'hashed');
  const { secret } = await at(noon).signIn(email, 'hashed');
  const kept = await database.db.session.findFirstOrThrow({ where: { userId: id } });
  expect(kept.secretHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(kept)).not.toContain(secret);
});

test('a session lasts to its last moment and not beyond', async () => {
  const { email } = await account(database, 'lasting');
  const { secret, expiresAt } = await at(noon).signIn(email, 'lasting');
  expect(expiresAt).toEqual(later(14 * 24));
  expect(await viewer(secret, new Date(expiresAt.getTime() - 1))).toMatchObject({ email });
  expect(await viewer(secret, expiresAt)).toBeNull();
});

test('closing an account ends its sessions at once', async () => {
  const { email, id } = await account(database, 'closing');
  const { secret } = await at(noon).signIn(email, 'closing');
  await database.db.user.update({ where: { id }, data: { disabledAt: noon } });
  expect(await viewer(secret, noon)).toBeNull();
});

test('reading does not mean writing: a session is noted as seen every five minutes at most', async () => {
  const { email, id } = await account(database, 'seen');
  const { secret } = await at(noon).signIn(email, 'seen');
  const seen = async () => (await database.db.session.findFirstOrThrow({ where: { userId: id } })).lastSeenAt;
  await viewer(secret, later(4 / 60));
  expect(await seen()).toEqual(noon);
  await viewer(secret, later(6 / 60));
  expect(await seen()).toEqual(later(6 / 60));
});

test.each([
  ['2026-09-01', '2026-09-01', true],
  ['2026-09-02', undefined, false],
  [undefined, '2026-08-31', false],
  [undefined, undefined, true],
])('a grant from %s until %s, on 1 September 2026: %s', async (from, until, granted) => {
  const { email } = await account(database, 'granted', {
    role: 'inspector',
    countyId,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  });
  const { viewer } = await at(noon).signIn(email, 'granted');
  const grant = {
    ...{ role: 'inspector', countyId, provinceId: null, schoolId: null, teacherId: null },
    administrator: false,
  };
  expect(viewer.grants).toEqual(granted ? [grant] : []);
});

test('the day of a grant is the day where the county lies', async () => {
  const { email } = await account(database, 'early', { role: 'inspector', countyId, from: '2026-09-02' });
  const { secret } = await at(noon).signIn(email, 'early');
  expect((await viewer(secret, new Date('2026-09-01T15:59:59Z')))?.grants).toEqual([]);
  expect((await viewer(secret, new Date('2026-09-01T16:00:00Z')))?.grants).toHaveLength(1);
});

test('a token does what its owner may until it is revoked, by its owner alone', async () => {
  const owner = await account(database, 'owner', { role: 'hr-officer', countyId });
  const other = await account(database, 'other');
  const signed = await at(noon).signIn(owner.email, 'owner');
  const token = await at(noon).createToken(signed.viewer, ' nightly export ', 30);
  expect(token.expiresAt).toEqual(later(30 * 24));
  expect(await viewer(token.secret, noon)).toMatchObject({ grants: signed.viewer.grants });
  const stranger = await at(noon).signIn(other.email, 'other');
  await expect(at(noon).revokeToken(stranger.viewer, token.id)).rejects.toThrow(NotFound);
  await at(noon).revokeToken(signed.viewer, token.id);
  expect(await viewer(token.secret, noon)).toBeNull();
});

test.each([
  ['export', 0],
  ['export', 366],
  ['export', 1.5],
  ['  ', 30],
])('no token is named %j for %d days', async (name, days) => {
  const { email } = await account(database, 'token');
  const signed = await at(noon).signIn(email, 'token');
  await expect(at(noon).createToken(signed.viewer, name, days)).rejects.toThrow(InvalidInput);
});

test('the record of deeds bears who signed in, each entry the hash of the one before', async () => {
  const events = await database.db.auditEvent.findMany({ orderBy: { position: 'asc' } });
  expect(events.length).toBeGreaterThan(5);
  for (const [index, event] of events.entries()) expect(event.previous).toBe(events[index - 1]?.hash ?? null);
  expect(
    JSON.stringify(events, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain('@bureau.example');
});
