import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { idOf } from '../../schema/ids.ts';
import { keepMarkedCounty } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { draw } from '../support/draw.ts';
import { keptBefore } from '../support/kept-watch.ts';
import { randomCounty } from '../support/random-county.ts';
import { randomOperation } from '../support/random-operation.ts';
import { asRegistered, insert, keepRegistry } from '../support/registry.ts';
import { followed, startRounds } from '../support/rounds.ts';
import { account, ask, listening } from '../support/server.ts';

// Whatever the schema allows is answered or refused: never an error of the server, and nothing of its inside.

const { FUZZ_SEEDS = '1', FUZZ_OPERATIONS = '250' } = process.env;

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let server: Awaited<ReturnType<typeof listening>>;
const ids: string[] = [];
const cookies = new Map<string, string>();
const password = 'of a fuzzed account 7';

beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  server = await listening(database, desk.rounds, { scenarios: desk.scenarios });
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  const own = await keepRegistry(database, asRegistered(randomCounty(7)));
  await desk.startSolving();
  await followed(desk.rounds, await desk.rounds.solve(own.officer, { roundId: own.roundId, engine: 'auto' }));
  const other = await keepMarkedCounty(database.pool, 'Yi', provinceId, 2);
  for (const [type, keys] of Object.entries(other.ids))
    ids.push(...keys.slice(0, 1).map((key) => idOf(type, key)));
  for (const [type, table] of Object.entries(tables)) {
    const { rows } = await database.pool.query<{ id: string }>(
      `SELECT id FROM "${table}" WHERE "countyId" = $1 ORDER BY id LIMIT 3`,
      [own.countyId],
    );
    ids.push(...rows.map(({ id }) => idOf(type, id)));
  }
  const [teacherId] = own.teachers.values();
  const [schoolId] = own.schools.values();
  ids.push(idOf('County', own.countyId), idOf('Province', own.provinceId));
  const grants = {
    'hr-officer': { role: 'hr-officer', countyId: own.countyId },
    principal: { role: 'principal', schoolId },
    teacher: { role: 'teacher', teacherId },
    inspector: { role: 'inspector', countyId: own.countyId },
    'province-officer': { role: 'province-officer', provinceId: own.provinceId, administrator: true },
  };
  for (const [name, grant] of Object.entries(grants)) {
    const { id, email } = await account(database, password);
    await insert(database.pool, 'RoleGrant', [{ id: randomUUID(), userId: id, ...grant }]);
    const { headers } = await ask(
      server.url,
      'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }',
      { email, password },
    );
    cookies.set(name, headers.get('set-cookie')?.split(';')[0] ?? '');
  }
}, 120_000);
afterAll(async () => {
  await server.close();
  await desk.close();
  await database.close();
});

/** Rows that there are of the county, by the name of their type. */
const tables = {
  ...{
    School: 'School',
    Section: 'Section',
    Teacher: 'Teacher',
    Round: 'Round',
    Plan: 'Plan',
    Solve: 'Solve',
  },
  ...{ Problem: 'Problem', Policy: 'Policy', Request: 'Request', Pin: 'Pin', Zone: 'Zone', Wish: 'Wish' },
  ...{ CurriculumStandard: 'CurriculumStandard', LoadStandard: 'LoadStandard', AuditEvent: 'AuditEvent' },
} as const;

/** These would sign the asker out, shut the account, or be slowed down as guessing. */
const without: ReadonlySet<string> = new Set([
  ...[
    'signIn',
    'signOut',
    'signOutEverywhere',
    'endSession',
    'changePassword',
    'setPassword',
    'acceptInvitation',
  ],
  ...[
    'closeAccount',
    'resetPassword',
    'revokeRole',
    'changeRole',
    'endRole',
    'startTotp',
    'confirmTotp',
    'stopTotp',
  ],
]);

const inside =
  /prisma|postgres|pglite|node_modules|\bat .*\.[jt]s:\d|SELECT |violates|constraint|undefined|\[object/i;

test.each(Array.from({ length: Number(FUZZ_SEEDS) }, (_, index) => 1 + index))(
  `seed %i: ${FUZZ_OPERATIONS} operations are each answered or refused, with nothing of the inside`,
  async (seed) => {
    const chance = draw(seed);
    const counts = { answered: 0, refused: 0, signedOut: 0 };
    let areKeptRightly: (() => Promise<void>) | undefined;
    for (let asked = 0; asked < Number(FUZZ_OPERATIONS); asked += 1) {
      if (asked % 10 === 0) {
        await areKeptRightly?.();
        areKeptRightly = await keptBefore(database);
      }
      const role = chance.pick([...cookies.keys()]);
      const { query, variables } = randomOperation(chance, ids, without);
      const { status, body } = await ask(
        server.url,
        query,
        { ...variables },
        {
          cookie: cookies.get(role) ?? '',
          'x-graphql-yoga-csrf': 'test',
        },
      );
      const about = JSON.stringify({
        seed,
        asked,
        role,
        query,
        variables,
        status,
        errors: body.errors,
      }).slice(0, 4_000);
      expect(status, about).toBeLessThan(500);
      for (const { message, extensions } of body.errors ?? []) {
        expect(String(extensions?.code), about).not.toMatch(/INTERNAL/);
        expect(message, about).not.toMatch(inside);
        if (extensions?.code === 'UNAUTHENTICATED') counts.signedOut += 1;
      }
      counts[body.errors ? 'refused' : 'answered'] += 1;
    }
    await areKeptRightly?.();
    process.stdout.write(`seed ${seed}: ${JSON.stringify(counts)}\n`);
    // Most of it has to be understood, or nothing was tried.
    expect(counts.answered).toBeGreaterThan(Number(FUZZ_OPERATIONS) / 4);
    expect(counts.signedOut).toBeLessThan(Number(FUZZ_OPERATIONS) / 10);
  },
  600_000,
);
