import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { TooManyAttempts } from '../../../schema/errors.ts';
import { createAttempts, placeOf } from '../../../server/accounts/attempts.ts';
import { password, person, reception } from '../../support/accounts.ts';
import { testDatabase } from '../../support/database.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof reception>>;
beforeAll(async () => {
  database = await testDatabase();
  desk = await reception(database);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

/** The clock stands until it is set on. */
const stand = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
const pass = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1_000);
const many = (count: number) => Array.from({ length: count });

/** Whether a password of the account would be looked at. */
const looks = async (email: string, address: string) => {
  try {
    await createAttempts(database.pool).count(email, address);
    return true;
  } catch (refused) {
    if (refused instanceof TooManyAttempts) return false;
    throw refused;
  }
};
const mail = () => `${randomUUID()}@bureau.example`;
const place = () => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;

test('ten passwords of an account are looked at in a quarter of an hour, from wherever; the eleventh waits', async () => {
  stand();
  const email = mail();
  for (const _ of many(10)) expect(await looks(email, place())).toBe(true);
  expect(await looks(email, place())).toBe(false);
  pass(15 * 60 - 1);
  expect(await looks(email, place())).toBe(false);
  pass(1);
  expect(await looks(email, place())).toBe(true);
});

test('how long to wait is told in seconds', async () => {
  stand();
  const email = mail();
  for (const _ of many(10)) await looks(email, place());
  pass(60);
  const refused = await createAttempts(database.pool)
    .count(email, place())
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({ retryAfterSeconds: 14 * 60 });
});

test('whether an account exists does not matter: nobody’s address waits as well', async () => {
  const { email } = await person(database, 'Real');
  for (const who of [email, mail()]) {
    const answers = [];
    for (const _ of many(11)) answers.push(await desk.visitor().signsIn(who, 'wrong'));
    expect(answers).toEqual([...many(10).map(() => 'SignInRefused'), 'TooManyAttempts']);
  }
});

test('a hundred attempts from one address, whatever the accounts; the hundred and first waits', async () => {
  const from = place();
  for (const _ of many(100)) expect(await looks(mail(), from)).toBe(true);
  expect(await looks(mail(), from)).toBe(false);
});

test('another server, or the same one started anew, goes on counting', async () => {
  const email = mail();
  for (const _ of many(10)) await createAttempts(database.pool).count(email, place());
  await expect(createAttempts(database.pool).count(email, place())).rejects.toThrow(TooManyAttempts);
});

test('of twenty at the same moment ten are looked at', async () => {
  const email = mail();
  const looked = await Promise.all(many(20).map(() => looks(email, place())));
  expect(looked.filter(Boolean)).toHaveLength(10);
});

describe('who guesses', () => {
  test('does not keep the owner out where he has signed in before', async () => {
    const { email } = await person(database, 'Owner');
    const home = desk.visitor();
    expect(await home.signsIn(email)).toBe('SignedIn');
    for (const _ of many(11)) await desk.visitor().signsIn(email, 'wrong');
    expect(await desk.visitor().signsIn(email)).toBe('TooManyAttempts');
    expect(await home.signsIn(email)).toBe('SignedIn');
  });

  test('from the owner’s own address has ten as well, and the owner signing in elsewhere does not start them anew', async () => {
    const { email } = await person(database, 'Owner');
    const home = desk.visitor();
    await home.signsIn(email);
    const answers = [];
    for (const _ of many(11)) answers.push(await desk.visitor(home.from).signsIn(email, 'wrong'));
    expect(answers.filter((answer) => answer === 'SignInRefused')).toHaveLength(10);
    expect(await desk.visitor().signsIn(email)).toBe('SignedIn');
    expect(await home.signsIn(email)).toBe('TooManyAttempts');
  });

  test('a right password starts the count anew', async () => {
    const { email } = await person(database, 'Owner');
    for (const _ of many(9)) await desk.visitor().signsIn(email, 'wrong');
    const who = desk.visitor();
    expect(await who.signsIn(email)).toBe('SignedIn');
    for (const _ of many(10)) expect(await desk.visitor().signsIn(email, 'wrong')).toBe('SignInRefused');
  });
});

describe('aliases of one request', () => {
  const aliases = (count: number, field: string) =>
    `mutation { ${many(count)
      .map((_, index) => `a${index}: ${field} { __typename }`)
      .join(' ')} }`;
  const guess = (email: string) => `signIn(email: "${email}", password: "wrong")`;

  test('count singly', async () => {
    const { email } = await person(database, 'Guessed');
    const { data } = await desk.visitor().say(aliases(30, guess(email)));
    const names = Object.values<{ __typename: string }>(data).map(({ __typename }) => __typename);
    expect(names).toEqual([...many(10).map(() => 'SignInRefused'), ...many(20).map(() => 'TooManyAttempts')]);
  });

  test('a hundred are not looked at, and not one counts', async () => {
    const { email } = await person(database, 'Guessed');
    const who = desk.visitor();
    expect((await who.say(aliases(100, guess(email)))).errors).toHaveLength(1);
    expect(await who.signsIn(email)).toBe('SignedIn');
  });

  test('secrets of invitations and resets are counted by address', async () => {
    const who = desk.visitor();
    const names: string[] = [];
    for (const act of ['setPassword', 'acceptInvitation', 'setPassword', 'acceptInvitation']) {
      const { data } = await who.say(aliases(26, `${act}(secret: "guessed", password: "${password}")`));
      for (const { __typename } of Object.values<{ __typename: string }>(data)) names.push(__typename);
    }
    expect(names.slice(0, 100)).toEqual(many(100).map(() => 'SecretRefused'));
    expect(names.slice(100)).toEqual(many(4).map(() => 'TooManyAttempts'));
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:c000:207', '0:0:0:0::/64'],
  ['', ''],
])('%s is counted as %s', (address, counted) => expect(placeOf(address)).toBe(counted));
