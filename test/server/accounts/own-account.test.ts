import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { idOf } from '../../../schema/ids.ts';
import { createSealer } from '../../../server/accounts/sealed.ts';
import { password, person, reception, refusals } from '../../support/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { secrets } from '../../support/secrets.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof reception>>;
type Visitor = ReturnType<typeof desk.visitor>;
let wang: Awaited<ReturnType<typeof person>>;
let browser: Visitor;
beforeAll(async () => {
  database = await testDatabase();
  desk = await reception(database, { sealer: createSealer(secrets['key that seals second factors']) });
});
afterAll(async () => {
  await desk.close();
  await database.close();
});
beforeEach(async () => {
  desk.clock.now = new Date();
  wang = await person(database, 'Wang');
  browser = desk.visitor();
  await browser.signsIn(wang.email);
});

const changes = (who: Visitor, old: string, word: string) =>
  who.does('changePassword', `{ __typename ... on PasswordChanged { secret } ${refusals} }`, {
    old: ['String!', old],
    password: ['String!', word],
  });

describe('changing the password', () => {
  test('ends every other session and every token at once, and begins a new session', async () => {
    const other = desk.visitor();
    await other.signsIn(wang.email);
    const { secret } = await browser.does('createToken', '{ ... on NewToken { secret } }', {
      name: ['String!', 'nightly'],
      days: ['Int!', 30],
    });
    const program = desk.visitor();
    program.holds(secret);
    expect(await program.name()).toBe('Wang');
    const changed = await changes(browser, password, secrets['password newly set']);
    expect(changed.__typename).toBe('PasswordChanged');
    expect([await browser.name(), await other.name(), await program.name()]).toEqual([null, null, null]);
    browser.holds(changed.secret);
    expect(await browser.name()).toBe('Wang');
    expect(await other.signsIn(wang.email)).toBe('SignInRefused');
    expect(await other.signsIn(wang.email, secrets['password newly set'])).toBe('SignedIn');
  });

  test('asks for the present one, and counts wrong ones like signing in', async () => {
    for (let attempt = 1; attempt <= 10; attempt++)
      expect((await changes(browser, 'wrong', secrets['password newly set'])).__typename).toBe(
        'PasswordRefused',
      );
    expect((await changes(browser, password, secrets['password newly set'])).__typename).toBe(
      'TooManyAttempts',
    );
  });

  test('to the same one, or to one that is none, changes nothing', async () => {
    for (const word of [password, 'short', `${wang.email} 2026`])
      expect(await changes(browser, password, word)).toMatchObject({ path: ['password'] });
    expect(await browser.name()).toBe('Wang');
  });

  test('of two at once one changes it', async () => {
    const answers = await Promise.all([
      changes(browser, password, secrets['password newly set']),
      changes(browser, password, 'a third long word'),
    ]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'PasswordChanged',
      'UNAUTHENTICATED',
    ]);
  });
});

describe('sign-ins', () => {
  const listed = async (who: Visitor) =>
    (await who.say('{ viewer { sessions { id current createdAt } } }')).data.viewer.sessions;

  test('are listed, the own one marked, and ended one by one', async () => {
    const other = desk.visitor();
    await other.signsIn(wang.email);
    const sessions = await listed(browser);
    expect(sessions.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true]);
    const { id } = sessions.find(({ current }: { current: boolean }) => !current);
    const ends = (who: Visitor) =>
      who.does('endSession', `{ __typename ${refusals} }`, { sessionId: ['ID!', id] });
    const stranger = desk.visitor();
    await stranger.signsIn((await person(database, 'Stranger')).email);
    expect((await ends(stranger)).__typename).toBe('NotFound');
    expect((await ends(browser)).__typename).toBe('Viewer');
    expect([await other.name(), await browser.name()]).toEqual([null, 'Wang']);
    expect((await ends(browser)).__typename).toBe('NotFound');
  });

  test('that have run out are not listed', async () => {
    const { id } = await database.db.session.create({
      data: { userId: wang.id, kind: 'cookie', secretHash: wang.id, expiresAt: new Date('2026-01-01') },
    });
    expect(await listed(browser)).toHaveLength(1);
    expect(await database.db.session.count({ where: { id } })).toBe(1);
  });

  test('end everywhere, tokens too', async () => {
    const other = desk.visitor();
    await other.signsIn(wang.email);
    await browser.does('createToken', '{ __typename }', { name: ['String!', 'x'], days: ['Int!', 1] });
    expect((await browser.say('mutation { signOutEverywhere }')).data).toEqual({ signOutEverywhere: 3 });
    expect([await other.name(), await browser.name()]).toEqual([null, null]);
    expect((await browser.say('mutation { signOutEverywhere }')).errors[0].extensions.code).toBe(
      'UNAUTHENTICATED',
    );
  });
});

describe('two steps', () => {
  let totp: TOTP;
  let codes: string[];
  const code = () => totp.generate({ timestamp: desk.clock.now.getTime() });
  const starts = (word = password) =>
    browser.does('startTotp', `{ __typename ... on TotpStarted { secret uri } ${refusals} }`, {
      password: ['String!', word],
    });
  const confirms = (given: string) =>
    browser.does('confirmTotp', `{ __typename ... on TotpConfirmed { recoveryCodes } ${refusals} }`, {
      code: ['String!', given],
    });
  const stops = (word: string, given: string) =>
    browser.does('stopTotp', `{ __typename ${refusals} }`, {
      password: ['String!', word],
      code: ['String!', given],
    });
  const enters = (given?: string) => desk.visitor().signsIn(wang.email, password, given);
  const turnOn = async () => {
    const { secret } = await starts();
    totp = new TOTP({ secret });
    ({ recoveryCodes: codes } = await confirms(code()));
    desk.pass(30_000);
  };

  test('begun alone asks for nothing; the right code puts it in force and ends the other sessions', async () => {
    expect((await starts('wrong')).__typename).toBe('PasswordRefused');
    const { secret, uri } = await starts();
    expect(uri).toMatch(/^otpauth:\/\/totp\/Junheng:/);
    totp = new TOTP({ secret });
    const other = desk.visitor();
    expect(await other.signsIn(wang.email)).toBe('SignedIn');
    expect((await confirms('000000')).__typename).toBe('CodeRefused');
    const confirmed = await confirms(code());
    expect(new Set(confirmed.recoveryCodes).size).toBe(10);
    expect([await browser.name(), await other.name()]).toEqual(['Wang', null]);
    expect((await browser.say('{ viewer { totp recoveryCodesLeft } }')).data.viewer).toEqual({
      totp: true,
      recoveryCodesLeft: 10,
    });
    expect((await starts()).__typename).toBe('AlreadyOn');
  });

  test('signing in asks for a code once the password is right, and for nothing before', async () => {
    await turnOn();
    expect(await desk.visitor().signsIn(wang.email, 'wrong', code())).toBe('SignInRefused');
    expect(await enters()).toBe('CodeWanted');
    expect(await enters('12345')).toBe('CodeRefused');
    expect(await enters(code())).toBe('SignedIn');
  });

  test('a code is taken once, in its own step, the one before and the one after', async () => {
    await turnOn();
    desk.pass(300_000);
    const at = (steps: number) => totp.generate({ timestamp: desk.clock.now.getTime() + steps * 30_000 });
    expect(await enters(at(-2))).toBe('CodeRefused');
    expect(await enters(at(2))).toBe('CodeRefused');
    expect(await enters(at(-1))).toBe('SignedIn');
    expect(await enters(at(-1))).toBe('CodeRefused');
    expect(await enters(at(1))).toBe('SignedIn');
    // Older than the one taken last, though its own step has not passed.
    expect(await enters(at(0))).toBe('CodeRefused');
  });

  test('the code that put it in force does not sign in', async () => {
    const { secret } = await starts();
    totp = new TOTP({ secret });
    await confirms(code());
    expect(await enters(code())).toBe('CodeRefused');
  });

  test('of five at once with one code one gets in', async () => {
    await turnOn();
    const given = code();
    const answers = await Promise.all(Array.from({ length: 5 }, () => enters(given)));
    expect(answers.filter((answer) => answer === 'SignedIn')).toHaveLength(1);
  });

  test('the sixth wrong code waits, the right one too', async () => {
    await turnOn();
    for (let attempt = 1; attempt <= 5; attempt++) expect(await enters('000000')).toBe('CodeRefused');
    expect(await enters(code())).toBe('TooManyAttempts');
  });

  test('a recovery code signs in once, however it is written', async () => {
    await turnOn();
    const [first = ''] = codes;
    expect(first).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(await enters(first.toLowerCase().replaceAll('-', ' '))).toBe('SignedIn');
    expect(await enters(first)).toBe('CodeRefused');
    expect(await database.db.recoveryCode.count({ where: { userId: wang.id } })).toBe(9);
  });

  test('ended with password and code, and begun anew with another secret', async () => {
    await turnOn();
    expect((await stops('wrong', code())).__typename).toBe('PasswordRefused');
    expect((await stops(password, '000000')).__typename).toBe('CodeRefused');
    expect((await stops(password, code())).__typename).toBe('Viewer');
    expect((await stops(password, '000000')).__typename).toBe('NotFound');
    expect(await enters()).toBe('SignedIn');
    const before = totp.secret.base32;
    await turnOn();
    expect(totp.secret.base32).not.toBe(before);
  });

  test('ended by an administrator, for who has lost everything', async () => {
    await turnOn();
    const provinceId = crypto.randomUUID();
    await database.db.province.create({ data: { id: provinceId, code: provinceId, name: 'P' } });
    await database.db.roleGrant.create({ data: { userId: wang.id, role: 'inspector', provinceId } });
    const chief = await person(database, 'Chief', {
      ...{ role: 'province-officer', provinceId },
      administrator: true,
    });
    const head = desk.visitor();
    await head.signsIn(chief.email);
    const removes = (version: number) =>
      head.does('removeTotp', `{ __typename ... on Account { totp } ${refusals} }`, {
        accountId: ['ID!', idOf('Account', wang.id)],
        version: ['Int!', version],
      });
    expect(await removes(1)).toEqual({ __typename: 'Account', totp: false });
    expect((await removes(2)).__typename).toBe('NotFound');
    expect(await browser.name()).toBeNull();
    expect(await enters()).toBe('SignedIn');
  });

  test('neither secret nor codes are in the database as they are, nor in the record', async () => {
    await turnOn();
    const { rows } = await database.pool.query<{ text: string }>(
      `SELECT f::text AS text FROM "SecondFactor" f UNION ALL SELECT r::text FROM "RecoveryCode" r
       UNION ALL SELECT e::text FROM "AuditEvent" e`,
    );
    const kept = rows.map(({ text }) => text).join('\n');
    for (const told of [totp.secret.base32, ...codes, ...codes.map((one) => one.replaceAll('-', ''))])
      expect(kept).not.toContain(told);
  });
});

describe('a sealer', () => {
  test('opens what it sealed, and never seals alike twice', () => {
    const sealer = createSealer('k'.repeat(32));
    expect(sealer.open(sealer.seal('SECRET'))).toBe('SECRET');
    expect(sealer.seal('SECRET')).not.toBe(sealer.seal('SECRET'));
  });
  test('does not open what another key sealed, nor what was altered', () => {
    const sealed = createSealer('k'.repeat(32)).seal('SECRET');
    expect(() => createSealer('l'.repeat(32)).open(sealed)).toThrow();
    expect(() => createSealer(undefined).open(sealed)).toThrow('SECRETS_KEY is not set');
    expect(() => createSealer('k'.repeat(32)).open(`${sealed.slice(0, -2)}AA`)).toThrow();
  });
  test('with a key reads what was kept without one', () =>
    expect(createSealer('k'.repeat(32)).open(createSealer(undefined).seal('SECRET'))).toBe('SECRET'));
});
