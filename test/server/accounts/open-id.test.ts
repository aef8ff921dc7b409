import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { createOpenId } from '../../../server/accounts/open-id.ts';
import { person, reception } from '../../support/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { fakeIssuer, type Said } from '../../support/issuer.ts';
import { secrets } from '../../support/secrets.ts';

const publicUrl = 'https://rotation.example';
const client = { id: 'junheng', secret: secrets['secret of the client of OpenID Connect'] };
let database: Database;
let issuer: Awaited<ReturnType<typeof fakeIssuer>>;
let desk: Awaited<ReturnType<typeof reception>>;
let wang: Awaited<ReturnType<typeof person>>;

const settings = (issuerUrl: string) => ({
  ...{ issuer: issuerUrl, clientId: client.id, clientSecret: client.secret },
  ...{ label: '教育云', publicUrl },
});

beforeAll(async () => {
  database = await testDatabase();
  issuer = await fakeIssuer(client);
  desk = await reception(database, { openId: createOpenId(database, settings(issuer.url)) });
});
afterAll(async () => {
  await desk.close();
  await issuer.close();
  await database.close();
});
beforeEach(async () => {
  desk.clock.now = new Date();
  wang = await person(database, 'Wang');
});

/** What a browser is told: where to go, and what to keep. */
async function goes(address: string, cookie?: string) {
  const response = await fetch(address, {
    redirect: 'manual',
    headers: cookie === undefined ? {} : { cookie },
  });
  const cookies = response.headers.getSetCookie();
  const named = (name: string) => cookies.find((one) => one.startsWith(`${name}=`));
  return {
    to: response.headers.get('location') ?? '',
    trip: named('junheng_openid'),
    session: named('junheng_session'),
  };
}

const value = (cookie: string | undefined) => cookie?.split(';')[0];
/** The proxy's address is the public one; the test asks the server itself. */
const here = (address: string) => address.replace(publicUrl, desk.url);

/** To the issuer and back: what the last answer is, and where it came to. */
async function trip(said: Said) {
  issuer.says(said);
  const begun = await goes(`${desk.url}/sign-in/openid`);
  const back = await goes(begun.to);
  const cookie = value(begun.trip);
  return { begun, back, cookie, end: await goes(here(back.to), cookie) };
}

const verified = () => ({ email: wang.email, email_verified: true });
const sessions = () => database.db.session.count({ where: { userId: wang.id } });

test('somebody whose address the issuer has verified is signed in as by password', async () => {
  const { begun, end } = await trip({ email: wang.email.toUpperCase(), email_verified: true });
  expect(begun.trip).toMatch(
    /^junheng_openid=[\w-]{43}; Path=\/sign-in; Expires=[^;]+; HttpOnly; SameSite=Lax; Secure$/,
  );
  const asked = new URL(begun.to).searchParams;
  expect([asked.get('code_challenge_method'), asked.get('redirect_uri'), asked.get('scope')]).toEqual([
    'S256',
    'https://rotation.example/sign-in/openid/return',
    'openid email',
  ]);
  expect(end.to).toBe('/');
  expect(end.session).toMatch(
    /^junheng_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(end.trip).toMatch(/^junheng_openid=; .*Expires=Thu, 01 Jan 1970/);
  const browser = desk.visitor();
  browser.holds(value(end.session)?.split('=')[1]);
  expect(await browser.name()).toBe('Wang');
  const deed = await database.db.auditEvent.findFirst({
    where: { action: 'account.sign-in', userId: wang.id },
  });
  expect(deed?.after).toMatchObject({ by: 'openid', kind: 'cookie' });
});

test('an address that the ID token leaves out is asked of the issuer', async () => {
  const { end } = await trip({ userinfo: verified() });
  expect(end.session).toBeDefined();
});

test.each<[string, Said, string]>([
  ['of another nonce', { nonce: 'another' }, 'issuer'],
  ['that has run out', { expires: -300 }, 'issuer'],
  ['for another client', { audience: 'another' }, 'issuer'],
  ['of another issuer', { issuer: 'https://another.example' }, 'issuer'],
  ['signed by somebody else', { forged: true }, 'issuer'],
  ['that is not given', { broken: true }, 'issuer'],
  ['of an address not verified', { email_verified: false }, 'unverified'],
  ['of an address verified in words alone', { email_verified: 'true' }, 'unverified'],
  ['of an unknown address', { email: 'nobody@bureau.example' }, 'unknown'],
])('a token %s signs nobody in', async (_what, said, why) => {
  const { end } = await trip({ ...verified(), ...said });
  expect([end.to, end.session]).toEqual([`/?sign-in=${why}`, undefined]);
  expect(await sessions()).toBe(0);
});

test('a token without an address signs nobody in', async () => {
  expect((await trip({})).end.to).toBe('/?sign-in=unverified');
});

test('nobody is registered by coming', async () => {
  const before = await database.db.user.count();
  await trip({ email: 'new@bureau.example', email_verified: true });
  expect(await database.db.user.count()).toBe(before);
});

test('a closed account is not let in', async () => {
  await database.db.user.update({ where: { id: wang.id }, data: { disabledAt: new Date() } });
  expect((await trip(verified())).end.to).toBe('/?sign-in=unknown');
});

test('a return is good once', async () => {
  const { back, cookie, end } = await trip(verified());
  expect(end.to).toBe('/');
  expect((await goes(here(back.to), cookie)).to).toBe('/?sign-in=trip');
  expect(await sessions()).toBe(1);
});

test('of two returns at once one is good', async () => {
  issuer.says(verified());
  const begun = await goes(`${desk.url}/sign-in/openid`);
  const back = await goes(begun.to);
  const ends = await Promise.all([1, 2].map(() => goes(here(back.to), value(begun.trip))));
  expect(ends.filter(({ session }) => session !== undefined)).toHaveLength(1);
});

test('a return in another browser, with another state or after ten minutes is not good', async () => {
  issuer.says(verified());
  const begin = async () => {
    const begun = await goes(`${desk.url}/sign-in/openid`);
    return { cookie: value(begun.trip), back: here((await goes(begun.to)).to) };
  };
  const mine = await begin();
  const theirs = await begin();
  expect((await goes(mine.back)).to).toBe('/?sign-in=trip');
  expect((await goes(mine.back, theirs.cookie)).to).toBe('/?sign-in=trip');
  expect((await goes(mine.back.replace(/state=[^&]+/, 'state=x'), mine.cookie)).to).toBe('/?sign-in=trip');
  const late = await begin();
  desk.pass(600_000);
  expect((await goes(late.back, late.cookie)).to).toBe('/?sign-in=trip');
});

test('the issuer’s own refusal leads to the sign-in page', async () => {
  const begun = await goes(`${desk.url}/sign-in/openid`);
  const state = new URL(begun.to).searchParams.get('state');
  const back = `${desk.url}/sign-in/openid/return?error=access_denied&state=${state}`;
  expect((await goes(back, value(begun.trip))).to).toBe('/?sign-in=issuer');
});

test('the sign-in page is told what it is called', async () => {
  const { data } = await desk.visitor().say('{ openIdSignIn { label path } }');
  expect(data.openIdSignIn).toEqual({ label: '教育云', path: '/sign-in/openid' });
});

test('without the setting there is no such page, and nothing is told', async () => {
  const plain = await reception(database);
  expect((await plain.visitor().say('{ openIdSignIn { label } }')).data.openIdSignIn).toBeNull();
  expect((await fetch(`${plain.url}/sign-in/openid/return`, { redirect: 'manual' })).status).not.toBe(302);
  await plain.close();
});

test('an issuer that is away is told so, and asked again the next time', async () => {
  const away = await fakeIssuer(client);
  await away.close();
  const plain = await reception(database, { openId: createOpenId(database, settings(away.url)) });
  for (let time = 1; time <= 2; time++)
    expect((await goes(`${plain.url}/sign-in/openid`)).to).toBe('/?sign-in=issuer');
  await plain.close();
});
