import { expect, test } from 'vitest';
import { benchDatabase } from '../../bench/province/database.ts';
import { errandPlans } from '../../bench/province/errand-plans.ts';
import { keepProvince } from '../../bench/province/province.ts';
import { testDatabase } from '../support/database.ts';

test('every errand of the load is answered by the API as it is', async () => {
  const database = await testDatabase();
  await keepProvince(database, { counties: 1, teachers: 300, schools: 12 }, true);
  let errands = 0;
  for await (const { role, name, failed, statements } of errandPlans(database)) {
    expect(failed, `${role}: ${name}`).toBeNull();
    expect(statements.length, `${role}: ${name}`).toBeGreaterThan(0);
    errands += 1;
  }
  expect(errands).toBeGreaterThan(25);
  await database.close();
}, 240_000);

if (process.env['TEST_DATABASE_URL'] !== undefined) {
  test('in a province no errand reads a large table from end to end for a few of its rows', async () => {
    const bench = await benchDatabase('junheng_test_plans');
    await keepProvince(bench.database, { counties: 4, teachers: 3_000, schools: 27 }, true);
    for await (const { role, name, failed, statements } of errandPlans(bench.database)) {
      expect(failed, `${role}: ${name}`).toBeNull();
      expect(
        statements.flatMap(({ scans }) => scans),
        `${role}: ${name}`,
      ).toEqual([]);
    }
    await bench.close();
  }, 300_000);
}
