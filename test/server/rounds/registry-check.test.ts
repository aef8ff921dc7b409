import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { besideStandard } from '../../../server/rounds/policy-beside-standard.ts';
import { staffOfShutSchools, standardFindings } from '../../../server/rounds/registry-check.ts';
import { qualityBalance } from '../../../solver/balance/standard.ts';
import { testDatabase } from '../../support/database.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { county, teacher } from '../../support/small-county.ts';

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
    ['no-standard-in-force', 'None of the allowance standards is in force on'.slice(0, 40)],
    ['no-standard-in-force', 'None of the exchange policies is in force on'.slice(0, 40)],
  ]));

test('a day before the first version is a hole, the day itself is none', async () => {
  await put('A', '2026-09-01');
  const ofCurricula = async (on: string) =>
    (await codes(on)).filter(([, text]) => text?.includes('curriculum')).map(([code]) => code);
  expect(await ofCurricula('2026-08-31')).toEqual(['no-standard-in-force']);
  expect(await ofCurricula('2026-09-01')).toEqual([]);
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

/** A kind of standard whose versions are dated, by what a finding calls it. */
const kinds = {
  'establishment standards': (row: Row) =>
    database.db.establishmentStandard.create({ data: { ...row, body: {} } }),
  'standards of basic balance': (row: Row) =>
    database.db.balanceStandard.create({ data: { ...row, kind: 'basic', body: {} } }),
  'standards of quality balance': (row: Row) =>
    database.db.balanceStandard.create({
      data: { ...row, kind: 'quality', body: JSON.parse(JSON.stringify(qualityBalance)) },
    }),
  'allowance standards': (row: Row) => database.db.allowanceStandard.create({ data: { ...row, body: {} } }),
  'exchange policies': (row: Row) =>
    database.db.policy.create({ data: { ...row, body: { version: row.version, goals: [{ name: 'gap' }] } } }),
};
interface Row {
  countyId: string;
  version: string;
  effectiveFrom: Date;
}

describe.each(Object.keys(kinds) as (keyof typeof kinds)[])('%s', (name) => {
  let own: string;
  beforeAll(async () => {
    const { provinceId } = await database.db.county.findUniqueOrThrow({ where: { id: countyId } });
    ({ id: own } = await database.db.county.create({ data: { code: name, name, provinceId } }));
    for (const [version, from] of [
      ['A', '2026-09-01'],
      ['B', '2027-09-01'],
      ['C', '2027-09-01'],
    ] as const)
      await kinds[name]({ countyId: own, version: `${name} ${version}`, effectiveFrom: new Date(from) });
  });
  const texts = async (on: string) =>
    (await standardFindings(database.db, own, on)).flatMap(({ code, text }) =>
      text.en.includes(` ${name}`) ? [[code, text.en]] : [],
    );
  const overlap = [
    'standards-overlap',
    `Two ${name}, “${name} B” and “${name} C”, are in force from 2027-09-01: “${name} C”, written down last, counts. Give one of them another day.`,
  ];

  test('leave a hole before their first day, and tell what holds there', async () =>
    expect(await texts('2026-08-31')).toEqual([
      overlap,
      [
        'no-standard-in-force',
        expect.stringContaining(
          `None of the ${name} is in force on 2026-08-31 (the first, “${name} A”, is from 2026-09-01): `,
        ),
      ],
    ]));
  test('overlap where two are in force from one day', async () =>
    expect(await texts('2026-09-01')).toEqual([overlap]));
});

test('a policy of one round overlaps with nothing', async () => {
  const { provinceId } = await database.db.county.findUniqueOrThrow({ where: { id: countyId } });
  const { id } = await database.db.county.create({ data: { code: 'one', name: 'one', provinceId } });
  for (const [version, forOneRound] of [
    ['usual', false],
    ['round', true],
  ] as const)
    await database.db.policy.create({
      data: {
        countyId: id,
        version,
        forOneRound,
        effectiveFrom: new Date('2026-09-01'),
        body: { version, goals: [{ name: 'gap' }] },
      },
    });
  const found = await standardFindings(database.db, id, '2026-09-01');
  expect(found.filter(({ text }) => text.en.includes('polic'))).toEqual([]);
});

describe('a policy beside the standard of quality balance', () => {
  const policy = (goals: object[], rules: object = {}) => ({
    version: 'P',
    body: { version: 'P', goals, rules },
  });
  const found = (goals: object[], rules?: object, standard = qualityBalance) =>
    besideStandard(policy(goals, rules), standard).map(({ text }) => text.en);

  test('that asks for the same is no finding', () =>
    expect(
      found([{ name: 'balance-limit' }, { name: 'balance' }, { name: 'gap' }], {
        'indicator-floor': { level: 'law' },
      }),
    ).toEqual([]));
  test('that limits otherwise is told, a stage each', () =>
    expect(
      found([
        { name: 'balance-limit', primary: 0.4 },
        { name: 'balance', primary: 0.4 },
      ]),
    ).toEqual([
      '“Spread beyond the limits” of the policy “P” differs from the standard of quality balance “quality-2017”: limit of primary schools 0.4 in the policy, 0.5 in the standard. Plans are solved by the policy, and indicators reckoned by the standard.',
    ]));
  test('is not compared where its goal has no indicator of the standard, or the standard limits the mean', () => {
    expect(found([{ name: 'balance-limit', primary: 0.4, indicators: ['titles'] }])).toEqual([]);
    const mean = { ...qualityBalance, limit: { ...qualityBalance.limit, of: 'mean' as const } };
    expect(found([{ name: 'balance-limit', primary: 0.4 }], {}, mean)).toEqual([]);
  });
  test('is compared in whom it counts', () => {
    expect(found([{ name: 'balance', artsAndPe: ['pe', 'music'], leastPupilsOfPoint: 49 }])).toEqual([
      '“Spread between schools” of the policy “P” differs from the standard of quality balance “quality-2017”: subjects of PE and the arts music、pe in the policy, art、music、pe in the standard; least pupils of a teaching point 49 in the policy, 50 in the standard. Plans are solved by the policy, and indicators reckoned by the standard.',
    ]);
    expect(found([{ name: 'balance', artsAndPe: ['pe', 'music', 'art'] }])).toEqual([]);
  });
  test('is compared in its floors where they hold, for as many pupils as the standard tells them', () => {
    const gap = [{ name: 'gap' }];
    const floor = { floors: [{ indicator: 'backbone', stage: 'junior', least: 2 }] };
    expect(found(gap, { 'indicator-floor': { level: 'off', ...floor } })).toEqual([]);
    expect(found(gap, { 'indicator-floor': { level: 'policy', ...floor } })).toEqual([
      expect.stringContaining(
        '“Backbone teachers per 100 pupils” in junior schools 2 in the policy, 1 in the standard',
      ),
    ]);
    const indicators = qualityBalance.indicators.map((one) =>
      one.code === 'L2' ? { ...one, per: 1 as const, level: { primary: 0.02, junior: 0.02 } } : one,
    );
    expect(
      found(gap, { 'indicator-floor': { level: 'policy', ...floor } }, { ...qualityBalance, indicators }),
    ).toEqual([]);
  });
});

describe('staff of a school that is not open', () => {
  const problem = asRegistered(
    county({
      sections: [
        { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 120 } },
        { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 120 } },
      ],
      teachers: [teacher('one'), teacher('two')],
    }),
  );
  let kept: Kept;
  beforeAll(async () => {
    kept = await keepRegistry(database, problem);
  });
  const found = async (on: string) =>
    (await staffOfShutSchools(database.pool, kept.countyId, on)).map(({ code, schools, text }) => [
      code,
      schools,
      text.en,
    ]);
  test('is nowhere where all are open', async () => expect(await found(problem.effective)).toEqual([]));
  test('is told on the day it closes and not on the day before, by how many serve and are registered there', async () => {
    await database.db.school.update({
      where: { id: kept.schools.get('lakeside') ?? '' },
      data: { closedOn: new Date('2026-09-01') },
    });
    expect(await found('2026-08-31')).toEqual([]);
    expect(await found('2026-09-01')).toEqual([
      [
        'staff-of-shut-school',
        ['lakeside'],
        'Lakeside (lakeside) is not open on 2026-09-01 and has staff on file all the same: 2 teachers serving and 2 registered there count for no indicator. Correct where they are, or when it closed.',
      ],
    ]);
  });
  test('is told of whoever is only registered there', async () => {
    const village = await database.db.section.findFirstOrThrow({
      where: { schoolId: kept.schools.get('hillfoot') ?? '' },
    });
    await database.db.teacher.updateMany({
      where: { countyId: kept.countyId },
      data: { servingSectionId: village.id },
    });
    expect(await found('2026-09-01')).toEqual([
      [
        'staff-of-shut-school',
        ['lakeside'],
        expect.stringContaining('0 teachers serving and 2 registered there'),
      ],
    ]);
  });
  test('is not told of who has left', async () => {
    await database.db.teacher.updateMany({
      where: { countyId: kept.countyId },
      data: { leftOn: new Date('2026-09-01') },
    });
    expect(await found('2026-09-01')).toEqual([]);
  });
});
