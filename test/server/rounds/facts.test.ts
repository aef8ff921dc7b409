import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { createReckoner } from '../../../server/jobs/reckoner.ts';
import { freeze } from '../../../server/rounds/freeze.ts';
import { type Problem, problem } from '../../../solver/problem.ts';
import { testDatabase } from '../../support/database.ts';
import { insert, type Kept, keepRegistry } from '../../support/registry.ts';
import { county, teacher } from '../../support/small-county.ts';

let database: Database;
const reckoner = createReckoner();
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await reckoner.close();
  await database.close();
});

/** A registry with two teachers, A and B, at an urban school; the moves take effect on 1 September 2026. */
async function registry(code: string): Promise<Kept> {
  const sections = [
    {
      id: 'lakeside:primary',
      school: 'lakeside',
      stage: 'primary' as const,
      classes: { 1: 4 },
      pupils: { 1: 160 },
    },
    {
      id: 'hillfoot:primary',
      school: 'hillfoot',
      stage: 'primary' as const,
      classes: { 1: 1 },
      pupils: { 1: 40 },
    },
  ];
  const serving = { section: 'lakeside:primary', since: '2010-09-01' };
  return keepRegistry(
    database,
    county({
      county: { code, name: code },
      policy: { version: 'small', goals: [{ name: 'gap' }] },
      sections,
      teachers: [teacher('A', { serving }), teacher('B', { serving })],
    }),
  );
}

const idOf = (kept: Kept, staffNumber: string) => kept.teachers.get(staffNumber) ?? '';
const frozen = async ({ roundId }: Kept): Promise<Problem> =>
  problem.parse(JSON.parse((await freeze(database, reckoner, roundId)).text));
const postingOf = (kept: Kept, facts: object) =>
  insert(database.pool, 'Posting', [
    {
      id: crypto.randomUUID(),
      countyId: kept.countyId,
      teacherId: idOf(kept, 'A'),
      hostSchoolId: kept.schools.get('lakeside'),
      startsOn: '2022-09-01',
      ...facts,
    },
  ]);

test.each([
  ['ended', '2025-08-31', { ended: '2025-08-31' }],
  ['serving', '2025-08-31', { ended: '2025-08-31' }],
  ['serving', '2026-09-01', { ended: '2026-09-01' }],
  ['serving', '2026-09-02', undefined],
  ['serving', null, undefined],
  ['cancelled', '2025-08-31', undefined],
])(
  'a posting on file as %s, with %s as the day it ended, leaves as last posting %o',
  async (state, endedOn, last) => {
    const kept = await registry(`posting ${state} ${endedOn}`);
    await postingOf(kept, { state, endedOn });
    expect((await frozen(kept)).teachers.map(({ lastPosting }) => lastPosting)).toEqual([last, undefined]);
  },
);

const on = (day: string) => new Date(`${day}T00:00:00Z`);

test.each([
  ['starts to serve the day after', { servingSince: on('2026-09-02') }, ['A']],
  ['starts to serve on the day', { servingSince: on('2026-09-01') }, ['A', 'B']],
  ['is registered from the day after', { registeredSince: on('2026-09-02') }, ['A']],
  ['starts to teach the day after', { teachingSince: on('2026-09-02') }, ['A']],
  ['leaves on the day', { leftOn: on('2026-09-01') }, ['A']],
  ['leaves the day after', { leftOn: on('2026-09-02') }, ['A', 'B']],
])(
  'with a teacher B who %s the moves take effect, the problem has whoever serves by then',
  async (what, data, staff) => {
    const kept = await registry(`B ${what}`);
    const [a, b] = [idOf(kept, 'A'), idOf(kept, 'B')];
    await database.db.teacher.update({ where: { id: b }, data: { ...data, partnerId: a } });
    await database.db.teacher.update({ where: { id: a }, data: { partnerId: b } });
    expect((await frozen(kept)).teachers.map(({ id }) => id)).toEqual(staff);
  },
);

test('a cadre’s term that starts after the moves is no term yet', async () => {
  const kept = await registry('cadre');
  for (const [staffNumber, day] of [
    ['A', '2026-09-01'],
    ['B', '2026-09-02'],
  ] as const)
    await database.db.teacher.update({
      where: { id: idOf(kept, staffNumber) },
      data: { cadreRole: 'deputy', cadreSince: on(day), cadreTerms: 1 },
    });
  expect((await frozen(kept)).teachers.map(({ cadre }) => cadre?.since)).toEqual(['2026-09-01', undefined]);
});

test('an approved request without a round is of the first school year that froze it, in every round of that year', async () => {
  const kept = await registry('requests');
  const { countyId, roundId } = kept;
  const asked = (number: string) =>
    insert(database.pool, 'Request', [
      {
        id: crypto.randomUUID(),
        countyId,
        number,
        sectionId: kept.sections.get('hillfoot:primary'),
        subject: 'maths',
        count: 1,
        state: 'approved',
      },
    ]);
  const {
    id: _,
    openedAt: __,
    ...first
  } = await database.db.round.findUniqueOrThrow({ where: { id: roundId } });
  const opened = async (name: string, schoolYear: number, day: string): Promise<Kept> => {
    const round = { ...first, name, schoolYear, effective: on(day) };
    return { ...kept, roundId: (await database.db.round.create({ data: round })).id };
  };
  const numbers = async (round: Kept) => (await frozen(round)).requests.map(({ id }) => id);
  await asked('R1');
  const { text, hash } = await freeze(database, reckoner, roundId);
  await database.db.problem.create({ data: { countyId, roundId, hash, body: JSON.parse(text) } });
  await asked('R2');
  expect(await numbers(kept)).toEqual(['R1', 'R2']);
  expect(await numbers(await opened('again', 2026, '2026-09-01'))).toEqual(['R1', 'R2']);
  expect(await numbers(await opened('a year on', 2027, '2027-09-01'))).toEqual(['R2']);
});

test('a zone wished stands for its schools, behind what is wished before it', async () => {
  const kept = await registry('zones');
  const { countyId } = kept;
  const { db } = database;
  const zone = await db.zone.create({ data: { countyId, code: 'Z', name: 'Z', tier: 1 } });
  await db.school.updateMany({ where: { countyId }, data: { zoneId: zone.id } });
  const hillfoot = kept.schools.get('hillfoot') ?? '';
  await db.wish.create({
    data: {
      countyId,
      teacherId: idOf(kept, 'A'),
      schoolYear: 2026,
      choices: {
        create: [
          { rank: 1, schoolId: hillfoot },
          { rank: 2, zoneId: zone.id },
        ],
      },
    },
  });
  expect((await frozen(kept)).wishes).toMatchObject([{ teacher: 'A', schools: ['hillfoot', 'lakeside'] }]);
});
