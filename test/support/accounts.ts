import { randomUUID } from 'node:crypto';
import type { Database } from '../../prisma/client.ts';
import { hashPassword } from '../../server/accounts/password.ts';
import type { AppOptions } from '../../server/app.ts';
import { marked, mustHaveLeft, newestDeed, succeeded } from './deed-watch.ts';
import { insert } from './registry.ts';
import { startRounds } from './rounds.ts';
import { secrets } from './secrets.ts';
import { ask, listening } from './server.ts';

/** What everybody's password is at first. */
export const password = secrets['password of everybody'];
let hashed: Promise<string> | undefined;

/** A server whose clock the test sets, and people who each come from an address of their own. */
export async function reception(database: Database, changed: Partial<AppOptions> = {}) {
  const clock = { now: new Date('2026-09-01T04:00:00Z') };
  const desk = await startRounds(database);
  const server = await listening(database, desk.rounds, {
    now: () => clock.now,
    trustedProxies: 1,
    ...changed,
  });
  let visitors = 0;
  /** Asks as a browser on one machine, with what it was last told to keep. */
  const visitor = (from = `198.51.100.${++visitors}`) => {
    let secret: string | undefined;
    const say = async (document: string, variables: Record<string, unknown> = {}) => {
      const watched = marked(document);
      const before = watched === null ? 0n : await newestDeed(database);
      const { body } = await ask(server.url, watched ?? document, variables, {
        'x-forwarded-for': from,
        'accept-language': 'en',
        ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      });
      if (watched === null) return body;
      const names = succeeded(document, body.data);
      if (names.length > 0) mustHaveLeft(names, before, await newestDeed(database));
      return body;
    };
    const does = async (
      field: string,
      members: string,
      args: Record<string, [type: string, value: unknown]>,
    ) => {
      const names = Object.keys(args);
      const head = names.map((name) => `$${name}: ${args[name]?.[0]}`).join(', ');
      const given = names.map((name) => `${name}: $${name}`).join(', ');
      const document = `mutation${head === '' ? '' : ` (${head})`} { done: ${field}${given === '' ? '' : `(${given})`} ${members} }`;
      const { data, errors } = await say(
        document,
        Object.fromEntries(names.map((name) => [name, args[name]?.[1]])),
      );
      return errors ? { __typename: String(errors[0].extensions.code) } : data.done;
    };
    return {
      from,
      say,
      does,
      async signsIn(email: string, word = password, code?: string) {
        const done = await does('signIn', `{ __typename ... on SignedIn { secret } ${refusals} }`, {
          email: ['String!', email],
          password: ['String!', word],
          ...(code !== undefined && { code: ['String', code] }),
        });
        if (done.secret !== undefined) secret = done.secret;
        return done.__typename;
      },
      holds(given: string | undefined) {
        secret = given;
      },
      secret: () => secret,
      /** Who the server takes this for; null: nobody. */
      name: async () => (await say('{ viewer { name } }')).data.viewer?.name ?? null,
    };
  };
  return {
    clock,
    url: server.url,
    rounds: desk.rounds,
    visitor,
    pass: (milliseconds: number) => {
      clock.now = new Date(clock.now.getTime() + milliseconds);
    },
    async close() {
      await server.close();
      await desk.close();
    },
  };
}

export const refusals =
  '... on Refusal { code message ... on InvalidInput { path } ... on TooManyAttempts { retryAfterSeconds } }';

interface GrantFacts {
  readonly role: string;
  readonly countyId?: string;
  readonly provinceId?: string;
  readonly schoolId?: string;
  readonly teacherId?: string;
  readonly administrator?: boolean;
  readonly until?: string;
}

/** Somebody with these roles and the usual password. */
export async function person({ pool }: Pick<Database, 'pool'>, name: string, ...grants: GrantFacts[]) {
  hashed ??= hashPassword(password);
  const id = randomUUID();
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${id.slice(0, 8)}@bureau.example`;
  await insert(pool, 'User', [{ id, email, name, passwordHash: await hashed }]);
  for (const grant of grants) await insert(pool, 'RoleGrant', [{ id: randomUUID(), userId: id, ...grant }]);
  return { id, email, name };
}
