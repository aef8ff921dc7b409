import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Rounds } from '../../schema/context.ts';
import { idOf, partsOf } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { recordDeed } from '../../server/audit-event.ts';
import { holdsSecrets } from '../../server/edge/idempotency.ts';
import { ClaimLost } from '../../server/idempotency/claim.ts';
import { type Asked, createKeys } from '../../server/idempotency/keys.ts';
import { testDatabase } from '../support/database.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../support/registry.ts';
import { followed, startRounds } from '../support/rounds.ts';
import { account, ask, listening } from '../support/server.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let servers: Awaited<ReturnType<typeof listening>>[];
let county: Kept;
let cookies: [string, string];
/** What the use case below it does besides, once. */
let meanwhile: () => Promise<void>;
let now: Date;

beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  const rounds: Rounds = {
    ...desk.rounds,
    async open(...given) {
      const id = await desk.rounds.open(...given);
      await meanwhile();
      return id;
    },
  };
  now = new Date();
  const clock = { now: () => now };
  servers = [await listening(database, rounds, clock), await listening(database, rounds, clock)];
  county = await keepRegistry(database, asRegistered(randomCounty(3)));
  cookies = [await signedIn(), await signedIn()];
}, 60_000);
afterAll(async () => {
  for (const server of servers) await server.close();
  await desk.close();
  await database.close();
});
beforeEach(() => {
  meanwhile = async () => {};
  now = new Date();
});

async function signedIn(): Promise<string> {
  const { email } = await account(database, 'correct horse', {
    role: 'hr-officer',
    countyId: county.countyId,
  });
  const { headers } = await ask(servers[0]?.url ?? '', signIn, { email, password: 'correct horse' });
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename }
}`;
const openRound = `mutation ($input: OpenRoundInput!) {
  openRound(input: $input) { __typename ... on Round { id name } ... on InvalidInput { code message path } }
}`;
const inputOf = (name: string, more: object = {}) => ({
  input: {
    countyId: Buffer.from(`County:${county.countyId}`).toString('base64'),
    name,
    schoolYear: 2026,
    effective: '2026-09-01',
    ...more,
  },
});
const open = (key: string, name: string, { cookie = cookies[0], server = 0, more = {} } = {}) =>
  ask(servers[server]?.url ?? '', openRound, inputOf(name, more), { cookie, 'idempotency-key': key });
const opened = (name: string) => database.db.round.count({ where: { name } });
const deeds = (id: string) => database.db.auditEvent.count({ where: { entityId: id } });
const rowOf = (key: string) => database.db.idempotencyKey.findFirst({ where: { key } });
const code = ({ body }: Awaited<ReturnType<typeof ask>>) => body.errors?.[0]?.extensions.code;

describe('a mutation with a key is done once', () => {
  test('asked again it is answered as at first, whatever the order of its variables', async () => {
    const first = await open('again-and-again', 'again');
    expect(first.body).toEqual({
      data: { openRound: { __typename: 'Round', id: expect.any(String), name: 'again' } },
    });
    expect((await open('again-and-again', 'again')).body).toEqual(first.body);
    const { input } = inputOf('again');
    const turned = Object.fromEntries(Object.entries(input).reverse());
    const headers = { cookie: cookies[0], 'idempotency-key': 'again-and-again' };
    expect((await ask(servers[1]?.url ?? '', openRound, { input: turned }, headers)).body).toEqual(
      first.body,
    );
    expect(await opened('again')).toBe(1);
  });

  test('twenty at once, at two servers, have one effect and one answer', async () => {
    meanwhile = () => pause(150);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => open('twenty-at-once', 'twenty', { server: index % 2 })),
    );
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]?.body.data.openRound.__typename).toBe('Round');
    expect(await opened('twenty')).toBe(1);
    const { id } = await database.db.round.findFirstOrThrow({ where: { name: 'twenty' } });
    expect(await deeds(id)).toBe(1);
  });

  test('twenty times asked to plan with one key, and twenty times to submit it, make one plan, submitted once', async () => {
    await desk.startSolving();
    const twenty = async (key: string, document: string, variables: Record<string, unknown>) => {
      const headers = { cookie: cookies[0], 'idempotency-key': key };
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          ask(servers[index % 2]?.url ?? '', document, variables, headers),
        ),
      );
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      return answers[0]?.body.data;
    };
    const started = await twenty(
      'twenty-solves',
      'mutation ($id: ID!) { startSolve(roundId: $id, engine: HIGHS) { __typename ... on Solve { id } } }',
      { id: idOf('Round', county.roundId) },
    );
    expect(started.startSolve.__typename).toBe('Solve');
    const end = (await followed(desk.rounds, partsOf(started.startSolve.id)?.key ?? '')).at(-1);
    const planId = end?.planId ?? '';
    expect(await database.db.plan.count({ where: { roundId: county.roundId } })).toBe(1);
    const submitted = await twenty(
      'twenty-submissions',
      'mutation ($id: ID!) { submitPlan(planId: $id, version: 1) { __typename ... on Plan { state version } } }',
      { id: idOf('Plan', planId) },
    );
    expect(submitted.submitPlan).toEqual({ __typename: 'Plan', state: 'SUBMITTED', version: 2 });
    expect(await database.db.auditEvent.count({ where: { entityId: planId, action: 'plan.submit' } })).toBe(
      1,
    );
  }, 60_000);

  test('with other content it is refused, and nothing is done', async () => {
    await open('other-content', 'content');
    const other = await open('other-content', 'other content');
    expect([other.status, code(other)]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(other.body.errors[0].extensions.text).toEqual({ zh: expect.any(String), en: expect.any(String) });
    expect(await opened('other content')).toBe(0);
  });

  test('another user’s key of the same letters is another key', async () => {
    await open('of-two-users', 'first user');
    const second = await open('of-two-users', 'second user', { cookie: cookies[1] });
    expect(second.body.data.openRound.name).toBe('second user');
    expect((await open('of-two-users', 'first user')).body.data.openRound.name).toBe('first user');
  });

  test('a refusal is an answer too: it stays, whatever has changed since', async () => {
    const refused = await open('a-refusal', 'refused', { more: { effective: '2020-01-01' } });
    expect(refused.body.data.openRound).toMatchObject({ __typename: 'InvalidInput', path: ['effective'] });
    expect((await open('a-refusal', 'refused', { more: { effective: '2020-01-01' } })).body).toEqual(
      refused.body,
    );
    // An error beside the data, with its place in the text.
    const [key, cookie] = ['an-error-aside', cookies[0]];
    const document = 'mutation { undoImport(importId: "x") { ... on Import { id } } again: __typename }';
    const first = await ask(servers[0]?.url ?? '', document, {}, { cookie, 'idempotency-key': key });
    expect((await ask(servers[0]?.url ?? '', document, {}, { cookie, 'idempotency-key': key })).body).toEqual(
      first.body,
    );
  });

  test('a fault of ours before anything was done is no answer: it is tried again', async () => {
    const name = 'x'.repeat(20);
    const broken = desk.rounds.open;
    desk.rounds.open = async () => {
      throw new Error('Broken.');
    };
    const failed = await open('a-fault-of-ours', name);
    desk.rounds.open = broken;
    expect(code(failed)).toBe('INTERNAL_SERVER_ERROR');
    expect(await rowOf('a-fault-of-ours')).toBeNull();
    expect((await open('a-fault-of-ours', name)).body.data.openRound.name).toBe(name);
  });

  test('a fault of ours after it was done is told as done, with the deed and what it was done to', async () => {
    meanwhile = async () => {
      throw new Error('Broken after the commit.');
    };
    expect(code(await open('failed-after', 'failed after'))).toBe('INTERNAL_SERVER_ERROR');
    meanwhile = async () => {};
    const { id } = await database.db.round.findFirstOrThrow({ where: { name: 'failed after' } });
    const deed = await database.db.auditEvent.findFirstOrThrow({ where: { entityId: id } });
    const again = await open('failed-after', 'failed after');
    expect([again.status, again.body.data]).toEqual([200, undefined]);
    expect(again.body.errors[0].extensions).toMatchObject({
      code: 'IDEMPOTENCY_KEY_DONE',
      deed: {
        position: String(deed.position),
        at: deed.at.toISOString(),
        action: 'round.open',
        entity: 'Round',
        id: Buffer.from(`Round:${id}`).toString('base64'),
      },
    });
    expect(await opened('failed after')).toBe(1);
  });

  test('past its time a key is a new one', async () => {
    await open('past-its-time', 'past');
    now = new Date(Date.now() + 23.9 * 3_600_000);
    expect((await open('past-its-time', 'past')).body.data.openRound.__typename).toBe('Round');
    now = new Date(Date.now() + 24.1 * 3_600_000);
    expect((await open('past-its-time', 'past')).body.data.openRound).toMatchObject({
      __typename: 'InvalidInput',
    });
  });

  test('to whom other roles were given since, it is told as done: the answer was for the roles of then', async () => {
    const cookie = await signedIn();
    await open('other-roles-now', 'roles', { cookie });
    const { userId } = await database.db.idempotencyKey.findFirstOrThrow({
      where: { key: 'other-roles-now' },
    });
    await database.db.roleGrant.updateMany({ where: { userId }, data: { role: 'inspector' } });
    expect(code(await open('other-roles-now', 'roles', { cookie }))).toBe('IDEMPOTENCY_KEY_DONE');
  });

  test('a file is known by its content', async () => {
    const send = async (content: string) => {
      const query = `mutation ($id: ID!, $file: File!) { importWorkbook(countyId: $id, file: $file, dryRun: true) {
        __typename ... on ImportReport { faultCount faults { found } } } }`;
      const form = new FormData();
      const id = inputOf('').input.countyId;
      form.set('operations', JSON.stringify({ query, variables: { id, file: null } }));
      form.set('map', JSON.stringify({ 0: ['variables.file'] }));
      form.set('0', new File([content], 'teachers.csv'));
      const headers = { cookie: cookies[0], 'idempotency-key': 'a-file-of-mine', 'x-graphql-yoga-csrf': '1' };
      const response = await fetch(`${servers[0]?.url}/graphql`, { method: 'POST', body: form, headers });
      return { status: response.status, body: await response.json() };
    };
    const first = await send('nothing,known\n1,2\n');
    expect(first.body.data.importWorkbook.__typename).toBe('ImportReport');
    expect(await send('nothing,known\n1,2\n')).toEqual(first);
    expect((await send('nothing,known\n1,3\n')).status).toBe(422);
  });
});

describe('what takes no key', () => {
  test.each(['short-7', 'x'.repeat(201), 'with space in it', 'tab\tin-it-here'])(
    'a key like %j',
    async (key) => {
      const refused = await open(key, 'no such round');
      expect([refused.status, code(refused)]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
      expect(await opened('no such round')).toBe(0);
    },
  );

  test.each(['x'.repeat(8), '~'.repeat(200)])(
    'a key of the shortest and of the longest kind is taken',
    async (key) => {
      expect((await open(key, `round of ${key.length}`)).body.data.openRound.__typename).toBe('Round');
    },
  );

  test('two acts in one request, and an act within a fragment', async () => {
    for (const document of [
      'mutation { a: undoImport(importId: "x") { __typename } b: undoImport(importId: "x") { __typename } }',
      'mutation { ... on Mutation { undoImport(importId: "x") { __typename } } }',
    ]) {
      const headers = { cookie: cookies[0], 'idempotency-key': 'two-acts-in-one' };
      const refused = await ask(servers[0]?.url ?? '', document, {}, headers);
      expect([refused.status, code(refused)]).toEqual([400, 'IDEMPOTENCY_KEY_FOR_ONE']);
    }
  });

  test('whatever asks for or answers a password or a token; nothing of it is kept', async () => {
    const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
    const withSecrets = fields.filter(holdsSecrets).map(({ name }) => name);
    expect(withSecrets).toEqual(expect.arrayContaining(['signIn', 'createToken']));
    expect(withSecrets).not.toContain('openRound');
    expect(withSecrets).not.toContain('importWorkbook');
    const before = await database.db.session.count();
    for (const [document, variables] of [
      [signIn, { email: 'a@example.org', password: 'a secret horse' }],
      ['mutation { createToken(name: "x", days: 1) { ... on NewToken { secret } } }', {}],
    ] as const) {
      const headers = { cookie: cookies[0], 'idempotency-key': 'with-a-secret' };
      const refused = await ask(servers[0]?.url ?? '', document, variables, headers);
      expect([refused.status, code(refused)]).toEqual([400, 'IDEMPOTENCY_KEY_NOT_TAKEN']);
    }
    expect(await database.db.session.count()).toBe(before);
    expect(await rowOf('with-a-secret')).toBeNull();
  });

  test('who has not signed in is told so, and the key stays free', async () => {
    const refused = await open('nobody-is-there', 'nobody', { cookie: '' });
    expect(code(refused)).toBe('UNAUTHENTICATED');
    expect(await rowOf('nobody-is-there')).toBeNull();
  });

  test('a question: its key means nothing', async () => {
    const headers = { cookie: cookies[0], 'idempotency-key': 'x' };
    expect((await ask(servers[0]?.url ?? '', '{ viewer { name } }', {}, headers)).body.data.viewer.name).toBe(
      'Li Wei',
    );
  });
});

describe('a server that dies', () => {
  const asked = (key: string, content = 'a'): Asked => ({
    userId: randomUUID(),
    key,
    asked: content,
    roles: 'r',
  });
  const pace = { wait: 2_000, look: 20, beat: 60_000, silence: 300 };
  const keys = () => createKeys({ database, hours: 24, now: () => new Date(), pace });
  const deed = { countyId: null, userId: null, action: 'test.once', entity: 'Test', entityId: randomUUID() };
  const act = () => database.db.$transaction((tx) => recordDeed(tx, deed));
  const never = () => new Promise<never>(() => undefined);

  test('between commit and answer: it is not done again, and told as done', async () => {
    const question = asked('dies-after-commit');
    void keys().once(question, () => act().then(never), JSON.stringify);
    await expect
      .poll(() => rowOf(question.key).then((row) => row?.deed))
      .toMatchObject({ action: 'test.once' });
    // Another process, which has not heard of the first for long; it would do it again if it could.
    await pause(350);
    let again = 0;
    const outcome = await keys().once(question, async () => again++, JSON.stringify);
    expect(outcome).toEqual({ is: 'done', deed: expect.objectContaining({ entityId: deed.entityId }) });
    expect(again).toBe(0);
  });

  test('before it did anything: another takes it up, and the first can do nothing any more', async () => {
    const question = asked('dies-before-commit');
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = keys().once(question, () => held.then(act), JSON.stringify);
    const failed = first.catch((error: unknown) => error);
    await expect.poll(() => rowOf(question.key)).not.toBeNull();
    await pause(350);
    expect(await keys().once(question, async () => 'second', JSON.stringify)).toEqual({
      is: 'first',
      value: 'second',
    });
    const before = await database.db.auditEvent.count();
    goOn();
    expect(await failed).toBeInstanceOf(ClaimLost);
    expect(await database.db.auditEvent.count()).toBe(before);
    expect(await keys().once(question, async () => 'third', JSON.stringify)).toEqual({
      is: 'again',
      answer: '"second"',
    });
  });

  test('while it lives others wait, and no longer than they may', async () => {
    const question = asked('slow-but-alive');
    const slow = createKeys({
      database,
      hours: 24,
      now: () => new Date(),
      pace: { ...pace, wait: 200, silence: 60_000 },
    });
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = slow.once(
      question,
      () => held,
      () => 'kept',
    );
    await expect.poll(() => rowOf(question.key)).not.toBeNull();
    expect(await slow.once(question, never, () => null)).toEqual({ is: 'under-way' });
    const waiting = slow.once(question, never, () => null);
    goOn();
    expect(await first).toEqual({ is: 'first', value: undefined });
    expect(await waiting).toEqual({ is: 'again', answer: 'kept' });
  });

  test('what goes on after the answer is no part of what was asked', async () => {
    const question = asked('goes-on-behind');
    let later: Promise<void> = Promise.resolve();
    await keys().once(
      question,
      async () => {
        later = pause(50).then(act);
      },
      () => 'kept',
    );
    await expect(later).resolves.toBeUndefined();
    expect(await rowOf(question.key)).toMatchObject({ answer: 'kept', deed: null });
  });

  test('an answer too long to be kept is told as done', async () => {
    const question = asked('a-long-answer');
    await keys().once(question, act, () => 'x'.repeat(1_000_001));
    expect(await keys().once(question, never, () => null)).toMatchObject({
      is: 'done',
      deed: { action: 'test.once' },
    });
  });

  test('what is past its time is cleared away', async () => {
    const question = asked('cleared-away');
    await keys().once(question, act, () => 'kept');
    const later = createKeys({ database, hours: 24, now: () => new Date(Date.now() + 25 * 3_600_000) });
    await later.once(asked('another-key'), async () => 1, JSON.stringify);
    expect(await rowOf(question.key)).toBeNull();
  });
});
