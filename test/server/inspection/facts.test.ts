import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { NotFound } from '../../../schema/errors.ts';
import { keepsNothing } from '../../../server/counties/kept.ts';
import { inspect, usually } from '../../../server/inspection/facts.ts';
import { inPlace } from '../../support/ask.ts';
import { testDatabase } from '../../support/database.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { county, teachers } from '../../support/small-county.ts';

// What counts as exchanged in a school year: 20 may go, from A to T.

let database: Database;
let kept: Kept;
const problem = asRegistered(
  county({
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 120 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 20 } },
    ],
    teachers: teachers(20),
  }),
);

beforeAll(async () => {
  database = await testDatabase();
  kept = await keepRegistry(database, problem);
});
afterAll(() => database.close());

const exchange = async (on: string) =>
  (await inspect({ database, reckoner: inPlace, kept: keepsNothing }, kept.countyId, on, usually)).exchange;
const id = (letter: string) => kept.teachers.get(letter) ?? '';
const section = (key: string) => kept.sections.get(key) ?? '';

async function keepPlan(
  state: 'draft' | 'provisional' | 'final',
  moves: readonly Pick<Prisma.MoveCreateManyInput, 'teacherId' | 'form' | 'role'>[],
  { name = `${state} plan`, hash = 'frozen', body = problem, frozenAt = '2026-08-20' } = {},
) {
  const { countyId, roundId } = kept;
  const frozen = await database.db.problem.upsert({
    where: { roundId_hash: { roundId, hash } },
    create: {
      countyId,
      roundId,
      hash,
      body: JSON.parse(JSON.stringify(body)),
      frozenAt: new Date(`${frozenAt}T00:00:00Z`),
    },
    update: {},
  });
  await database.db.plan.create({
    data: {
      countyId,
      roundId,
      problemId: frozen.id,
      name,
      state,
      status: 'optimal',
      engine: 'highs',
      engineReason: {},
      goals: [],
      moved: moves.length,
      moves: {
        create: moves.map((move) => ({
          ...move,
          fromSectionId: section('lakeside:primary'),
          toSectionId: section('hillfoot:primary'),
        })),
      },
    },
  });
}

const keepPosting = (
  letter: string,
  startsOn: string,
  more: Partial<Prisma.PostingUncheckedCreateInput> = {},
) =>
  database.db.posting.create({
    data: {
      countyId: kept.countyId,
      teacherId: id(letter),
      hostSchoolId: kept.schools.get('hillfoot') ?? '',
      startsOn: new Date(`${startsOn}T00:00:00Z`),
      state: 'serving',
      ...more,
    },
  });

describe('the exchange of a school year', () => {
  test('is not known before a plan is public or somebody has gone; a draft is no word of it', async () => {
    await keepPlan('draft', [{ teacherId: id('A') }]);
    expect(await exchange('2026-10-01')).toMatchObject({
      plan: null,
      planned: null,
      begun: 0,
      exchanged: null,
      eligible: 20,
    });
  });

  test('counts who began a posting from 1 September to the day: no order, no return, no cadre’s seat, no circuit', async () => {
    await keepPosting('A', '2026-08-31');
    await keepPosting('B', '2026-09-01');
    await keepPosting('C', '2026-10-01', { state: 'ended', endedOn: new Date('2026-10-01T00:00:00Z') });
    await keepPosting('D', '2026-10-02');
    await keepPosting('E', '2026-09-01', { state: 'ordered' });
    await keepPosting('F', '2026-09-01', { state: 'cancelled' });
    await keepPosting('G', '2026-09-01', { form: 'return' });
    await keepPosting('H', '2026-09-01', { form: 'cadre' });
    await keepPosting('N', '2026-09-01', { form: 'circuit' });
    expect(await exchange('2026-10-01')).toMatchObject({ begun: 2, exchanged: 2 });
    expect(await exchange('2026-10-02')).toMatchObject({ begun: 3 });
    expect(await exchange('2026-08-31')).toMatchObject({ schoolYear: 2025, begun: 1 });
    expect(await exchange('2027-09-01')).toMatchObject({ schoolYear: 2027, begun: 0, exchanged: null });
  });

  test('takes the public plan, and a final one before it; returns and cadres’ seats are no exchange', async () => {
    await keepPlan('final', [
      { teacherId: id('B') },
      { teacherId: id('I') },
      { teacherId: id('J'), form: 'return' },
      { teacherId: id('K'), role: 'principal' },
    ]);
    await keepPlan('provisional', [{ teacherId: id('L') }]);
    expect(await exchange('2026-10-01')).toMatchObject({
      plan: { name: 'final plan', state: 'final' },
      planned: 2,
      begun: 2,
      // B by both, C by the registry, I by the plan.
      exchanged: 3,
      eligible: 20,
    });
    expect(await exchange('2025-10-01')).toMatchObject({ plan: null });
  });

  test('a second final plan of the year adds its moves; who may go stays as the first was frozen', async () => {
    const gone = new Set(['A', 'B', 'C', 'I']);
    const later = { ...problem, teachers: problem.teachers.filter((one) => !gone.has(one.id)) };
    await keepPlan('final', [{ teacherId: id('M') }, { teacherId: id('I') }], {
      name: 'winter plan',
      hash: 'later',
      body: later,
      frozenAt: '2027-01-20',
    });
    expect(await exchange('2027-02-01')).toMatchObject({
      plan: { name: 'final plan、winter plan', state: 'final' },
      // B, I and M.
      planned: 3,
      // Those, and C and D by the registry.
      exchanged: 5,
      eligible: 20,
    });
  });
});

test('of a county that is not there nothing is reckoned', async () => {
  const nowhere = '00000000-0000-4000-8000-000000000000';
  await expect(
    inspect({ database, reckoner: inPlace, kept: keepsNothing }, nowhere, '2026-10-01', usually),
  ).rejects.toThrow(NotFound);
});
