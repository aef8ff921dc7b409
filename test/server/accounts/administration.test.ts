import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { accountOperations, grantable } from '../../../schema/account-operations.ts';
import { idOf } from '../../../schema/ids.ts';
import { schema } from '../../../schema/index.ts';
import { invite } from '../../../server/accounts/invitations.ts';
import { password, person, reception, refusals } from '../../support/accounts.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { secrets } from '../../support/secrets.ts';
import { county, teacher } from '../../support/small-county.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof reception>>;
let kept: Kept;
let other: Kept;
type Person = Awaited<ReturnType<typeof person>>;
type Visitor = ReturnType<typeof desk.visitor>;
let chief: Person;
let head: Visitor;

beforeAll(async () => {
  database = await testDatabase();
  desk = await reception(database);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});
beforeEach(async () => {
  desk.clock.now = new Date('2026-09-01T04:00:00Z');
  kept = await newCounty('Yuan');
  other = await newCounty('Jia');
  chief = await person(database, 'Chief', administratorOf(kept));
  head = desk.visitor();
  await head.signsIn(chief.email);
});

const newCounty = (name: string) =>
  keepRegistry(
    database,
    asRegistered(
      county({
        county: { code: randomUUID().slice(0, 8), name },
        sections: [{ id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 2 }, pupils: { 1: 60 } }],
        teachers: [teacher('A')],
      }),
    ),
  );
const administratorOf = ({ countyId }: Kept) => ({ role: 'hr-officer', countyId, administrator: true });
const officerOf = ({ countyId }: Kept) => ({ role: 'hr-officer', countyId });
const schoolOf = ({ schools }: Kept) => schools.get('lakeside') ?? '';
const teacherOf = ({ teachers }: Kept) => teachers.get('A') ?? '';
const newMail = () => `${randomUUID()}@bureau.example`;

const inspector = () => ({ role: 'INSPECTOR', countyId: idOf('County', kept.countyId) });
const invites = (who: Visitor, grants: readonly object[], email = newMail(), name = 'Zhang Min') =>
  who.does(
    'inviteUser',
    `{ __typename ... on Invited { secret invitation { id email name roles expiresAt createdBy { name } } } ${refusals} }`,
    {
      email: ['String!', email],
      name: ['String!', name],
      grants: ['[GrantInput!]!', grants],
    },
  );
const accepts = (secret: string, word = 'a long enough word', who = desk.visitor()) =>
  who.does('acceptInvitation', `{ __typename ... on PasswordSet { email } ${refusals} }`, {
    secret: ['String!', secret],
    password: ['String!', word],
  });
const acts = (
  who: Visitor,
  act: string,
  { id }: { id: string },
  version = 1,
  more: Record<string, [string, unknown]> = {},
) =>
  who.does(
    act,
    `{ __typename ${act === 'resetPassword' ? '... on PasswordReset { secret expiresAt }' : '... on Account { version disabledAt roles { role } }'} ${refusals} }`,
    { accountId: ['ID!', idOf('Account', id)], version: ['Int!', version], ...more },
  );
const setsPassword = (secret: string, word = secrets['password newly set']) =>
  desk.visitor().does('setPassword', `{ __typename ... on PasswordSet { email } ${refusals} }`, {
    secret: ['String!', secret],
    password: ['String!', word],
  });
const deeds = async (action: string) => database.db.auditEvent.findMany({ where: { action } });

describe('an invitation', () => {
  test('makes an account with its first password and the roles offered', async () => {
    const email = newMail();
    const invited = await invites(head, [inspector()], ` ${email.toUpperCase()} `);
    expect(invited).toMatchObject({
      __typename: 'Invited',
      invitation: {
        ...{ email, name: 'Zhang Min', roles: ['INSPECTOR'], createdBy: { name: 'Chief' } },
        expiresAt: '2026-09-15T04:00:00.000Z',
      },
    });
    expect(await accepts(invited.secret)).toEqual({ __typename: 'PasswordSet', email });
    const guest = desk.visitor();
    expect(await guest.signsIn(email, 'a long enough word')).toBe('SignedIn');
    const { data } = await guest.say('{ viewer { name grants { role administrator county { id } } } }');
    expect(data.viewer).toEqual({
      name: 'Zhang Min',
      grants: [{ role: 'INSPECTOR', administrator: false, county: { id: idOf('County', kept.countyId) } }],
    });
  });

  test('is taken up once', async () => {
    const { secret } = await invites(head, [inspector()]);
    expect((await accepts(secret)).__typename).toBe('PasswordSet');
    expect((await accepts(secret)).__typename).toBe('SecretRefused');
  });

  test('of many who take it up at once, one does', async () => {
    const { secret } = await invites(head, [inspector()]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => accepts(secret)));
    expect(answers.filter(({ __typename }) => __typename === 'PasswordSet')).toHaveLength(1);
  });

  test('lasts 14 days to the second', async () => {
    const [first, second] = [await invites(head, [inspector()]), await invites(head, [inspector()])];
    desk.pass(14 * 86_400_000 - 1_000);
    expect((await accepts(first.secret)).__typename).toBe('PasswordSet');
    desk.pass(1_000);
    expect((await accepts(second.secret)).__typename).toBe('SecretRefused');
  });

  test('withdrawn is worth nothing, and is withdrawn once, by who may know of it', async () => {
    const { secret, invitation } = await invites(head, [inspector()]);
    const withdraw = (who: Visitor) =>
      who.does('withdrawInvitation', `{ __typename ... on Invitation { withdrawnAt } ${refusals} }`, {
        invitationId: ['ID!', invitation.id],
      });
    const stranger = desk.visitor();
    await stranger.signsIn((await person(database, 'Stranger', administratorOf(other))).email);
    expect((await withdraw(stranger)).__typename).toBe('NotFound');
    expect(await withdraw(head)).toEqual({
      __typename: 'Invitation',
      withdrawnAt: '2026-09-01T04:00:00.000Z',
    });
    expect((await withdraw(head)).__typename).toBe('NotFound');
    expect((await accepts(secret)).__typename).toBe('SecretRefused');
  });

  test('is worth nothing once who made it is no administrator any more', async () => {
    const { secret } = await invites(head, [inspector()]);
    await database.db.roleGrant.updateMany({ where: { userId: chief.id }, data: { administrator: false } });
    expect((await accepts(secret)).__typename).toBe('SecretRefused');
    expect(await database.db.user.count({ where: { name: 'Zhang Min', grants: { none: {} } } })).toBe(0);
  });

  test.each([
    ['ninechars', 'short'],
    ['qwertyuiop', 'among the most used'],
    ['QwertyUiop', 'the same in capitals'],
    ['abababababab', 'a pattern'],
  ])('%s is no password: %s; the invitation stays good', async (word) => {
    const { secret } = await invites(head, [inspector()]);
    expect(await accepts(secret, word)).toMatchObject({ __typename: 'InvalidInput', path: ['password'] });
    expect((await accepts(secret, 'tencharact')).__typename).toBe('PasswordSet');
  });

  test('ten characters are enough, nine are not, whatever they are written in', async () => {
    const { secret } = await invites(head, [inspector()]);
    expect((await accepts(secret, '教师轮岗交流均衡县')).__typename).toBe('InvalidInput');
    expect((await accepts(secret, '教师轮岗交流均衡县城')).__typename).toBe('PasswordSet');
  });

  test('the e-mail address is no part of a password', async () => {
    const { secret } = await invites(head, [inspector()], 'zhangmin@bureau.example');
    expect(await accepts(secret, 'my ZhangMin 2026')).toMatchObject({ path: ['password'] });
  });

  test('to an address that has an account tells nobody so, asks its password, adds the roles and ends its sessions', async () => {
    const wang = await person(database, 'Wang', { role: 'inspector', countyId: other.countyId });
    const own = desk.visitor();
    await own.signsIn(wang.email);
    const invited = await invites(head, [inspector()], wang.email);
    expect(Object.keys(invited)).toEqual(Object.keys(await invites(head, [inspector()])));
    expect(await accepts(invited.secret, 'not the password')).toMatchObject({ path: ['password'] });
    expect((await accepts(invited.secret, password)).__typename).toBe('PasswordSet');
    expect(await own.name()).toBeNull();
    await own.signsIn(wang.email);
    expect((await own.say('{ viewer { name grants { role } } }')).data.viewer).toEqual({
      name: 'Wang',
      grants: [{ role: 'INSPECTOR' }, { role: 'INSPECTOR' }],
    });
  });

  test('grants a role once, whatever the account has and however often it is offered', async () => {
    const wang = await person(database, 'Wang', { role: 'principal', schoolId: schoolOf(kept) });
    const grants = () =>
      database.db.roleGrant.findMany({
        where: { userId: wang.id },
        select: { role: true, until: true },
        orderBy: { role: 'asc' },
      });
    const principal = { role: 'PRINCIPAL', schoolId: idOf('School', schoolOf(kept)) };
    const offered = async () =>
      (await invites(head, [principal, inspector(), inspector()], wang.email)).secret;
    expect((await accepts(await offered(), password)).__typename).toBe('PasswordSet');
    const both = [
      { role: 'principal', until: null },
      { role: 'inspector', until: null },
    ];
    expect(await grants()).toEqual(both);
    expect((await accepts(await offered(), password)).__typename).toBe('PasswordSet');
    expect(await grants()).toEqual(both);
    // What is over is granted anew.
    await database.db.roleGrant.updateMany({
      where: { userId: wang.id, role: 'principal' },
      data: { until: new Date('2026-08-31') },
    });
    expect((await accepts(await offered(), password)).__typename).toBe('PasswordSet');
    expect(await grants()).toEqual(both);
  });

  test.each([
    ['no address', { email: 'zhang' }, ['email']],
    ['no name', { name: '  ' }, ['name']],
    ['no role', { grants: [] }, ['grants']],
    ['a role over nothing', { grants: [{ role: 'PRINCIPAL' }] }, ['grants', '0']],
    [
      'a mark where there is none to bear',
      { grants: [{ role: 'INSPECTOR', administrator: true }] },
      ['grants', '0'],
    ],
  ])(
    '%s: the field is named',
    async (_what, { email, name, grants }: { email?: string; name?: string; grants?: object[] }, path) => {
      const told = await invites(head, grants ?? [inspector()], email, name);
      expect(told).toMatchObject({ __typename: 'InvalidInput', path });
    },
  );

  test('over a row of another county is answered like one over a row that does not exist', async () => {
    const at = (schoolId: string) =>
      invites(head, [{ role: 'PRINCIPAL', schoolId: idOf('School', schoolId) }]);
    const foreign = await at(schoolOf(other));
    expect(foreign).toMatchObject({ __typename: 'InvalidInput', path: ['grants', '0', 'schoolId'] });
    expect(await at(randomUUID())).toEqual(foreign);
  });

  test('by the operator needs no administrator', async () => {
    const grant = { role: 'hr-officer', countyId: kept.countyId, administrator: true } as const;
    const { secret } = await invite({ database, now: () => desk.clock.now }, null, {
      email: newMail(),
      name: 'First',
      grants: [grant],
    });
    expect((await accepts(secret)).__typename).toBe('PasswordSet');
  });
});

describe('who grants what', () => {
  const over = {
    province: () => ({ provinceId: idOf('Province', kept.provinceId) }),
    county: () => ({ countyId: idOf('County', kept.countyId) }),
    school: () => ({ schoolId: idOf('School', schoolOf(kept)) }),
    teacher: () => ({ teacherId: idOf('Teacher', teacherOf(kept)) }),
  };
  const granters: Record<'county' | 'province', () => Promise<Person>> = {
    county: async () => chief,
    province: () =>
      person(database, 'Province', {
        role: 'province-officer',
        provinceId: kept.provinceId,
        administrator: true,
      }),
  };

  for (const role of ['hr-officer', 'principal', 'teacher', 'inspector', 'province-officer'] as const)
    for (const scope of ['province', 'county', 'school', 'teacher'] as const)
      for (const granter of ['county', 'province'] as const) {
        const may = grantable[role].over[scope]?.includes(granter) ?? false;
        test(`${role} over a ${scope}, by an administrator of the ${granter}: ${may}`, async () => {
          const who = desk.visitor();
          await who.signsIn((await granters[granter]()).email);
          const told = await invites(who, [{ role: role.toUpperCase().replace('-', '_'), ...over[scope]() }]);
          expect(told.__typename === 'Invited').toBe(may);
          if (!may) expect(['NotAllowed', 'InvalidInput']).toContain(told.__typename);
        });
      }

  test('a county without an administrator gets its first from the province, and no second', async () => {
    const who = desk.visitor();
    await who.signsIn((await granters.province()).email);
    const first = () => invites(who, [{ role: 'HR_OFFICER', ...over.county(), administrator: true }]);
    expect((await first()).__typename).toBe('NotAllowed');
    await database.db.user.update({ where: { id: chief.id }, data: { disabledAt: new Date() } });
    expect((await first()).__typename).toBe('Invited');
    expect((await invites(who, [{ role: 'HR_OFFICER', ...over.county() }])).__typename).toBe('NotAllowed');
  });

  test('an HR officer without the mark invites nobody, and sees no account', async () => {
    const who = desk.visitor();
    await who.signsIn((await person(database, 'Officer', officerOf(kept))).email);
    expect((await invites(who, [inspector()])).__typename).toBe('NotAllowed');
    expect((await acts(who, 'disableUser', chief)).__typename).toBe('NotFound');
    const { data } = await who.say('{ accounts { totalCount nodes { id } } invitations { totalCount } }');
    expect(data).toEqual({ accounts: { totalCount: 0, nodes: [] }, invitations: { totalCount: 0 } });
  });

  test('a list of accounts costs the same number of statements, however many there are', async () => {
    const counts: number[] = [];
    await invites(head, [inspector()]);
    for (const more of [0, 5]) {
      for (let index = 0; index < more; index++) await person(database, 'Officer', officerOf(kept));
      const query = vi.spyOn(pg.Client.prototype, 'query');
      const { data } = await head.say(
        `{ accounts { totalCount nodes { email totp resetUntil roles { role county { name } school { name } } } }
           invitations { totalCount nodes { email roles createdBy { name } } } }`,
      );
      counts.push(query.mock.calls.length);
      query.mockRestore();
      expect(data.accounts.nodes).toHaveLength(2 + more);
      await invites(head, [inspector()]);
      await invites(head, [inspector()]);
    }
    expect(counts[1]).toBe(counts[0]);
  });

  test('an administrator sees the accounts of the county, by their roles there, and no others', async () => {
    const both = await person(database, 'Both', officerOf(kept), {
      role: 'inspector',
      countyId: other.countyId,
    });
    const foreign = await person(database, 'Foreign', officerOf(other));
    await person(database, 'A Principal', { role: 'principal', schoolId: schoolOf(kept) });
    await person(database, 'A Teacher', { role: 'teacher', teacherId: teacherOf(kept) });
    const { data } = await head.say('{ accounts { totalCount nodes { name roles { role } } } }');
    expect(data.accounts.totalCount).toBe(4 + 1);
    const names = data.accounts.nodes.map(({ name }: Person) => name);
    // `officerOf` of the registry's own support is there too.
    expect(names.sort()).toEqual(['A Principal', 'A Teacher', 'Both', 'Chief', 'Officer']);
    expect(data.accounts.nodes.find(({ name }: Person) => name === 'Both').roles).toEqual([
      { role: 'HR_OFFICER' },
    ]);
    const found = await head.say(
      'query ($a: ID!, $b: ID!) { a: node(id: $a) { id } b: node(id: $b) { id } }',
      {
        a: idOf('Account', both.id),
        b: idOf('Account', foreign.id),
      },
    );
    expect([found.data.a === null, found.data.b === null]).toEqual([false, true]);
  });
});

describe('an account of the county', () => {
  let wang: Person;
  let own: Visitor;
  beforeEach(async () => {
    wang = await person(database, 'Wang', officerOf(kept));
    own = desk.visitor();
    await own.signsIn(wang.email);
  });

  test('reset: the old password, sessions and tokens end at once; the secret sets a new one, once', async () => {
    const token = await own.does('createToken', '{ ... on NewToken { secret } }', {
      name: ['String!', 'nightly'],
      days: ['Int!', 30],
    });
    const { secret, __typename } = await acts(head, 'resetPassword', wang);
    expect(__typename).toBe('PasswordReset');
    expect(await own.name()).toBeNull();
    own.holds(token.secret);
    expect(await own.name()).toBeNull();
    own.holds(undefined);
    expect(await own.signsIn(wang.email)).toBe('SignInRefused');
    expect(await setsPassword(secret, 'too short')).toMatchObject({ path: ['password'] });
    expect(await setsPassword(secret)).toEqual({ __typename: 'PasswordSet', email: wang.email });
    expect((await setsPassword(secret, 'yet another word')).__typename).toBe('SecretRefused');
    expect(await own.signsIn(wang.email, secrets['password newly set'])).toBe('SignedIn');
  });

  test('a reset lasts 24 hours to the second; a second one takes the place of the first', async () => {
    const first = await acts(head, 'resetPassword', wang);
    const second = await acts(head, 'resetPassword', wang, 2);
    expect((await setsPassword(first.secret)).__typename).toBe('SecretRefused');
    desk.pass(86_400_000);
    expect((await setsPassword(second.secret)).__typename).toBe('SecretRefused');
    desk.pass(-1_000);
    expect((await setsPassword(second.secret)).__typename).toBe('PasswordSet');
  });

  test('closed: no way in, no reset, sessions ended; opened again it has its roles', async () => {
    const { secret } = await acts(head, 'resetPassword', wang);
    await setsPassword(secret, password);
    await own.signsIn(wang.email);
    const reset = await acts(head, 'resetPassword', wang, 3);
    const closed = await acts(head, 'disableUser', wang, 4, { reason: ['String', 'Left the bureau.'] });
    expect(closed).toMatchObject({
      __typename: 'Account',
      disabledAt: '2026-09-01T04:00:00.000Z',
      version: 5,
    });
    expect(await own.name()).toBeNull();
    expect((await setsPassword(reset.secret)).__typename).toBe('SecretRefused');
    expect(await acts(head, 'enableUser', wang, 5)).toMatchObject({
      disabledAt: null,
      roles: [{ role: 'HR_OFFICER' }],
    });
    const [deed] = await database.db.auditEvent.findMany({
      where: { action: 'account.disable', entityId: wang.id },
    });
    expect(deed).toMatchObject({ countyId: kept.countyId, userId: chief.id, reason: 'Left the bureau.' });
  });

  test('an officer removed in mid-work is told once clearly that nobody is signed in', async () => {
    await acts(head, 'disableUser', wang);
    const { errors } = await own.say('{ counties { totalCount } }');
    expect(errors).toMatchObject([
      { message: 'Sign in first. 请先登录。', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test('an officer removed in mid-work: the solve goes on, and is followed by this officer no longer', async () => {
    const busy = await keepRegistry(database, asRegistered(randomCounty(1)));
    const leaving = await person(database, 'Leaving', officerOf(busy));
    await own.signsIn(leaving.email);
    await head.signsIn((await person(database, 'Chief', administratorOf(busy))).email);
    const solveId = await desk.rounds.solve(busy.officer, { roundId: busy.roundId, engine: 'auto' });
    const stands = async () =>
      (await database.db.solve.findUniqueOrThrow({ where: { id: solveId }, select: { state: true } })).state;
    const events = await fetch(`${desk.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${own.secret()}`,
      },
      body: JSON.stringify({
        query: `subscription { solveProgress(solveId: "${idOf('Solve', solveId)}") { state } }`,
      }),
    });
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    const until = async (words: string) => {
      for (let text = ''; ; ) {
        const { value = '', done = true } = (await reader?.read()) ?? {};
        text += value;
        if (done || text.includes(words)) return text;
      }
    };
    expect(await until('QUEUED')).toContain('QUEUED');
    await acts(head, 'disableUser', leaving);
    expect(await stands()).toBe('queued');
    await desk.rounds.cancel(busy.officer, solveId);
    const last = await until('event: complete');
    expect(last).toContain('UNAUTHENTICATED');
    expect(last).not.toContain('CANCELLED');
  });

  test('granted a role: sessions end, and the next one has it', async () => {
    const grant = { role: 'PRINCIPAL', schoolId: idOf('School', schoolOf(kept)) };
    const told = await acts(head, 'grantRole', wang, 1, { grant: ['GrantInput!', grant] });
    expect(told).toMatchObject({
      version: 2,
      roles: expect.arrayContaining([{ role: 'HR_OFFICER' }, { role: 'PRINCIPAL' }]),
    });
    expect(await own.name()).toBeNull();
    await own.signsIn(wang.email);
    expect((await own.say('{ viewer { grants { role } } }')).data.viewer.grants).toHaveLength(2);
    expect(await acts(head, 'grantRole', wang, 2, { grant: ['GrantInput!', grant] })).toMatchObject({
      __typename: 'InvalidInput',
      path: ['grant'],
    });
  });

  test('a role taken from the database holds no longer with the next request: grants are read with each', async () => {
    await database.db.roleGrant.deleteMany({ where: { userId: wang.id } });
    expect((await own.say('{ viewer { grants { role } } }')).data.viewer.grants).toEqual([]);
  });

  const revokes = async (who: Visitor, userId: string, where: object, version = 1) => {
    const { id } = await database.db.roleGrant.findFirstOrThrow({ where: { userId, ...where } });
    return who.does('revokeRole', `{ __typename ... on Account { version } ${refusals} }`, {
      roleId: ['ID!', idOf('AccountRole', id)],
      version: ['Int!', version],
    });
  };

  test('the last role is not revoked; one of two is, and sessions end', async () => {
    expect((await revokes(head, wang.id, {})).__typename).toBe('LastRole');
    const both = await person(database, 'Both', officerOf(kept), {
      role: 'inspector',
      countyId: kept.countyId,
    });
    const signed = desk.visitor();
    await signed.signsIn(both.email);
    expect(await revokes(head, both.id, { role: 'hr_officer' })).toEqual({
      __typename: 'Account',
      version: 2,
    });
    expect(await signed.name()).toBeNull();
  });

  test('with a role elsewhere it is not this county’s to reset or close, and its role here is', async () => {
    const both = await person(database, 'Both', officerOf(kept), {
      role: 'inspector',
      countyId: other.countyId,
    });
    for (const act of ['resetPassword', 'disableUser', 'enableUser', 'removeTotp'])
      expect((await acts(head, act, both)).__typename, act).toBe('NotAllowed');
    expect((await revokes(head, both.id, { countyId: other.countyId })).__typename).toBe('NotFound');
    expect((await revokes(head, both.id, { countyId: kept.countyId })).__typename).toBe('Account');
    expect((await acts(head, 'disableUser', both, 2)).__typename).toBe('NotFound');
  });

  test('with a role elsewhere that has run out it is this county’s', async () => {
    const past = { role: 'inspector', countyId: other.countyId, until: '2026-08-31' };
    expect(
      (await acts(head, 'disableUser', await person(database, 'Past', officerOf(kept), past))).__typename,
    ).toBe('Account');
    const today = { ...past, until: '2026-09-01' };
    expect(
      (await acts(head, 'disableUser', await person(database, 'Today', officerOf(kept), today))).__typename,
    ).toBe('NotAllowed');
  });

  test('two administrators at once: one has acted, the other is told that it has changed', async () => {
    const second = desk.visitor();
    await second.signsIn((await person(database, 'Second', administratorOf(kept))).email);
    const answers = await Promise.all([acts(head, 'disableUser', wang), acts(second, 'resetPassword', wang)]);
    expect(
      answers.map(({ __typename }) => __typename).filter((name) => name === 'VersionConflict'),
    ).toHaveLength(1);
  });

  test('two administrators who close each other at once: one stays', async () => {
    const rival = await person(database, 'Rival', administratorOf(kept));
    const second = desk.visitor();
    await second.signsIn(rival.email);
    const answers = await Promise.all([acts(head, 'disableUser', rival), acts(second, 'disableUser', chief)]);
    expect(answers.filter(({ __typename }) => __typename === 'Account')).toHaveLength(1);
    expect(
      await database.db.user.count({ where: { id: { in: [rival.id, chief.id] }, disabledAt: null } }),
    ).toBe(1);
  });
});

const administrators = Object.entries(accountOperations).filter(([, { by }]) => by === 'administrator');

test('the table names every act on accounts, and no other', () => {
  const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(Object.keys(accountOperations).filter((name) => !fields.includes(name))).toEqual([]);
  const named = fields.filter((name) =>
    /user|account|password|totp|session|token|sign(in|out)|invit|role/i.test(name),
  );
  expect(named.filter((name) => !(name in accountOperations))).toEqual([]);
});

test.each(
  administrators.map(([name]) => name).filter((name) => !['inviteUser', 'withdrawInvitation'].includes(name)),
)('%s: not on the own account, not by the county next door, not with an old version', async (act) => {
  const wang = await person(database, 'Wang', officerOf(kept), {
    role: 'inspector',
    countyId: kept.countyId,
  });
  const act1 = async (who: Visitor, whose: Person, version = 1) => {
    if (act !== 'revokeRole')
      return acts(
        who,
        act,
        whose,
        version,
        act === 'grantRole' ? { grant: ['GrantInput!', inspector()] } : {},
      );
    const { id } = await database.db.roleGrant.findFirstOrThrow({ where: { userId: whose.id } });
    return who.does('revokeRole', `{ __typename ${refusals} }`, {
      roleId: ['ID!', idOf('AccountRole', id)],
      version: ['Int!', version],
    });
  };
  const next = desk.visitor();
  await next.signsIn((await person(database, 'Next', administratorOf(other))).email);
  expect((await act1(head, chief)).__typename).toBe('OwnAccount');
  expect((await act1(next, wang)).__typename).toBe('NotFound');
  expect((await act1(head, wang, 2)).__typename).toBe('VersionConflict');
  expect((await act1(desk.visitor(), wang)).__typename).toBe('UNAUTHENTICATED');
});

test('no secret, password or address is in the record', async () => {
  const email = newMail();
  const { secret } = await invites(head, [inspector()], email);
  await accepts(secret, 'unheard-of secret');
  const wang = await person(database, 'Wang', officerOf(kept));
  const reset = await acts(head, 'resetPassword', wang);
  await setsPassword(reset.secret, 'unheard-of word');
  expect(await deeds('account.set-password')).not.toEqual([]);
  const { rows } = await database.pool.query<{ text: string }>('SELECT e::text AS text FROM "AuditEvent" e');
  const record = rows.map(({ text }) => text).join('\n');
  for (const told of [secret, reset.secret, 'unheard-of', email]) expect(record).not.toContain(told);
});
