import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { standardFindings } from '../../../server/rounds/registry-check.ts';
import { testDatabase } from '../../support/database.ts';

let database: Database;
let countyId: string;
beforeAll(async () => {
  database = await testDatabase();
  const province = await database.db.province.create({ data: { code: 'P', name: 'P' } });
  ({ id: countyId } = await database.db.county.create({
    data: { code: 'C', name: 'C', provinceId: province.id },
  }));
});
afterAll(() => database.close());

const codes = async (on: string) =>
  (await standardFindings(database.db, countyId, on)).map(({ code, text }) => [code, text.en.slice(0, 40)]);
const put = (version: string, from: string) =>
  database.db.curriculumStandard.create({
    data: { countyId, version, effectiveFrom: new Date(from), body: {} },
  });

test('a county without standards goes by the usual ones, and is told so', async () =>
  expect(await codes('2026-09-01')).toEqual([
    ['no-standard-in-force', 'None of the curriculum standards is in fo'.slice(0, 40)],
    ['no-standard-in-force', 'None of the load standards is in force o'],
  ]));

test('a day before the first version is a hole, the day itself is none', async () => {
  await put('A', '2026-09-01');
  expect((await codes('2026-08-31')).map(([code]) => code)).toEqual([
    'no-standard-in-force',
    'no-standard-in-force',
  ]);
  expect(await codes('2026-09-01')).toEqual([
    ['no-standard-in-force', 'None of the load standards is in force o'],
  ]);
});

test('two versions from one day overlap, and the one written down last counts', async () => {
  await put('B', '2027-09-01');
  await put('C', '2027-09-01');
  const [overlap] = await standardFindings(database.db, countyId, '2026-09-01');
  expect(overlap).toEqual({
    code: 'standards-overlap',
    text: {
      zh: '两个课程标准“B”和“C”都从2027-09-01起生效：按后录入的“C”计算。请更正其中一个的生效日期。',
      en: 'Two curriculum standards, “B” and “C”, are in force from 2027-09-01: “C”, written down last, counts. Give one of them another day.',
    },
  });
});
