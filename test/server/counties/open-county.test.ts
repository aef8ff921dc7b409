import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { CountyExists, OtherProvinceName, openCounty } from '../../../server/counties/open-county.ts';
import { seedIfEmpty } from '../../../server/seed.ts';
import { testDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const from = new Date('2026-09-01T00:00:00Z');
const hubei = { code: '420000', name: '湖北省' };
const open = (code: string, name: string, province = hubei) =>
  database.db.$transaction((tx) => openCounty(tx, { code, name, province, from }));

test('a county opens under the default standards and policy, and the record says so', async () => {
  const { db } = database;
  const id = await open('420525', '远安县');
  const county = await db.county.findUniqueOrThrow({
    where: { id },
    include: { province: true, curricula: true, loads: true, balances: true, policies: true },
  });
  expect(county).toMatchObject({
    code: '420525',
    name: '远安县',
    timeZone: 'Asia/Shanghai',
    province: hubei,
  });
  for (const standards of [county.curricula, county.loads, county.balances, county.policies])
    expect(standards.map(({ effectiveFrom }) => effectiveFrom)).toEqual([from]);
  expect(await db.auditEvent.findMany({ where: { countyId: id } })).toMatchObject([
    { action: 'county.open', entity: 'County', entityId: id, userId: null },
  ]);
});

test('a second county of one province shares it; the same code again is refused, and nothing is half made', async () => {
  const { db } = database;
  await open('420526', '兴山县');
  expect(await db.province.count()).toBe(1);
  await expect(open('420526', '别的县')).rejects.toThrow(CountyExists);
  await expect(open('420527', '秭归县', { ...hubei, name: '湖南省' })).rejects.toThrow(OtherProvinceName);
  expect(await db.county.count()).toBe(2);
});

test('a database with a county of its own gets no demo county at a first start', async () => {
  expect(await seedIfEmpty(database, () => undefined)).toBeNull();
  expect(await database.db.county.count()).toBe(2);
});
