import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { planText } from '../../../server/plans/plan-text.ts';
import { roundFacts } from '../../../server/rounds/freeze.ts';
import { planFile } from '../../../server/rounds/plan-file.ts';
import type { Plan } from '../../../solver/plan.ts';
import { problem as format, type Problem, type Recruit } from '../../../solver/problem.ts';
import { readPlan, readProblem } from '../../../solver/read.ts';
import { verify } from '../../../solver/verify.ts';
import { testDatabase } from '../../support/database.ts';
import { keepRecruits } from '../../support/keep-recruits.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';
import { county, hillfoot, lakeside, only, teacher } from '../../support/small-county.ts';

// Hillfoot, a village, has a class and nobody for maths: one opening. Everybody at Lakeside is needed there.

let database: Database;
let kept: Kept;
let ids: ReadonlyMap<string, string>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const maths = { subject: 'maths', stage: 'primary', rank: 'main' } as const;
const recruits: Recruit[] = [
  {
    id: 'N1',
    name: 'Ann',
    kind: 'special-post',
    certificates: [maths],
    contractEnds: '2029-08-31',
    wishes: ['hillfoot'],
  },
  {
    id: 'N2',
    name: 'Bo',
    kind: 'graduate',
    certificates: [{ ...maths, rank: 'second' }],
    home: { longitude: 111.1, latitude: 31.1 },
  },
  { id: 'N3', name: 'Cy', kind: 'graduate', certificates: [] },
];

beforeEach(async () => {
  const rules = only({
    certificate: {},
    openings: {},
    'one-posting': {},
    'sender-floor': {},
    'running-posting': {},
    recruit: {},
  });
  const facts = asRegistered(
    county({
      county: { code: randomUUID().slice(0, 8), name: 'Yuan' },
      policy: { version: 'small', rules, goals: [{ name: 'gap' }] },
      schools: [
        { ...lakeside, zone: 'town' },
        { ...hillfoot, zone: 'far' },
      ],
      sections: [
        { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 160 } },
        { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 30 } },
      ],
      teachers: ['A', 'B', 'C', 'D'].map((id) => teacher(id)),
    }),
  );
  kept = await keepRegistry(database, facts);
  ids = await keepRecruits(database.pool, recruits, kept);
});

const frozen = async (): Promise<Problem> =>
  format.parse(JSON.parse(await roundFacts(database, kept.roundId)));
const change = (id: string, data: object) =>
  database.db.recruit.update({ where: { id: ids.get(id) ?? '' }, data });

test('recruits who wait are frozen as the problem has them', async () => {
  const found = (await frozen()).recruits ?? [];
  expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(recruits);
});

test('a recruit who arrives on the day of effect is frozen, and one who arrives the day after is not', async () => {
  await change('N1', { arrivesOn: new Date('2026-09-01') });
  await change('N2', { arrivesOn: new Date('2026-09-02') });
  expect((await frozen()).recruits?.map(({ id }) => id).sort()).toEqual(['N1', 'N3']);
});

test('of recruits who have withdrawn, are ordered or placed nothing is frozen; without any the problem has no such list', async () => {
  await change('N1', { state: 'withdrawn' });
  await change('N2', { state: 'ordered' });
  await change('N3', { state: 'placed' });
  expect(await frozen()).not.toHaveProperty('recruits');
});

test('a zone wished for stands for its schools', async () => {
  const { id: zoneId } = await database.db.zone.findFirstOrThrow({
    where: { countyId: kept.countyId, code: 'town' },
  });
  await database.db.recruitChoice.create({ data: { recruitId: ids.get('N1') ?? '', rank: 2, zoneId } });
  expect((await frozen()).recruits?.find(({ id }) => id === 'N1')?.wishes).toEqual(['hillfoot', 'lakeside']);
});

test('a plan keeps its placements and the reason of every recruit, and its file is confirmed', async () => {
  const solver = await startRounds(database);
  try {
    await solver.startSolving();
    const solveId = await solver.rounds.solve(kept.officer, { roundId: kept.roundId, engine: 'auto' });
    await followed(solver.rounds, solveId);
    const { planId } = await database.db.solve.findUniqueOrThrow({ where: { id: solveId } });
    if (planId === null) throw new Error('The solve made no plan.');
    const file = await planFile(database, planId);
    const { problem } = await planText(database, planId);
    const told = JSON.parse(file) as Plan;
    expect(told.placements).toEqual([
      { recruit: 'N1', to: 'hillfoot:primary', subject: 'maths', bed: expect.any(Boolean), km: null },
    ]);
    expect(told.recruitReasons?.map(({ recruit, outcome }) => [recruit, outcome])).toEqual([
      ['N1', 'placed'],
      ['N2', 'not-placed'],
      ['N3', 'not-placed'],
    ]);
    expect(told.unfilled).toEqual([]);
    const [asked, answered] = [readProblem(JSON.parse(problem)), readPlan(JSON.parse(file))];
    expect([asked.ok, answered.ok]).toEqual([true, true]);
    if (asked.ok && answered.ok) expect(verify(asked.problem, answered.plan).faults).toEqual([]);
    const place = await database.db.placement.findFirstOrThrow({
      where: { planId },
      include: { recruit: true },
    });
    expect([place.recruit.number, place.sectionId, place.startsOn]).toEqual([
      'N1',
      kept.sections.get('hillfoot:primary'),
      null,
    ]);
  } finally {
    await solver.close();
  }
}, 60_000);
