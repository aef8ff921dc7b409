import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { createReckoner } from '../../../server/jobs/reckoner.ts';
import { freeze } from '../../../server/rounds/freeze.ts';
import { canonical, problemHash } from '../../../solver/canonical.ts';
import { problem } from '../../../solver/problem.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, keepRegistry } from '../../support/registry.ts';

let database: Database;
const reckoner = createReckoner();
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await reckoner.close();
  await database.close();
});

test.each(Array.from({ length: 12 }, (_, seed) => seed))(
  'county %i freezes to the very problem its registry was written from',
  async (seed) => {
    const county = asRegistered(randomCounty(seed));
    const { roundId } = await keepRegistry(database, county);
    const frozen = await freeze(database, reckoner, roundId);
    expect(problem.parse(JSON.parse(frozen.text))).toEqual(canonical(county));
    expect(frozen.hash).toBe(problemHash(county));
  },
);
