import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { districtProblem } from '../../../bench/district.ts';
import type { Database } from '../../../prisma/client.ts';
import type { Rounds } from '../../../schema/context.ts';
import { NotFound, QuestionGivenUp, QuestionWithdrawn, TooManyQuestions } from '../../../schema/errors.ts';
import { createAnswerer, type RoadmapTask, unhurried } from '../../../server/jobs/answerer.ts';
import { outlook } from '../../../solver/roadmap/outlook.ts';
import { roadmap } from '../../../solver/roadmap/roadmap.ts';
import { testDatabase } from '../../support/database.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { startRounds } from '../../support/rounds.ts';
import { twoSchools, twoSchoolsInput } from '../../support/two-schools.ts';

const sections = twoSchoolsInput.sections.map((section) => ({ ...section, pupils: { 1: 80 } }));
const problem = asRegistered(twoSchools({ sections }));

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let rounds: Rounds;
let county: Kept;

beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  rounds = desk.rounds;
  county = await keepRegistry(database, problem);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const never = new AbortController().signal;
const asker = () => ({ userId: randomUUID(), gone: never, asOf: problem.effective });

test('the thread answers as the solver does', async () => {
  const found = await rounds.roadmap(county.countyId, problem.effective, 4, asker());
  const expected = await roadmap(problem, outlook.parse({ asOf: problem.effective }), { years: 4 });
  expect(found.years.map((year) => ({ ...year, plan: { ...year.plan, findings: [] } }))).toEqual(
    expected.years.map((year) => ({ ...year, plan: { ...year.plan, findings: [] } })),
  );
  expect(found.startNow).toEqual(expected.startNow);
  expect(found.assumptions).toEqual(expected.assumptions);
});

test('asked again, it answers the same', async () => {
  const again = () => rounds.roadmap(county.countyId, problem.effective, 2, asker());
  expect(await again()).toEqual(await again());
});

test('a county that there is not is not found', () =>
  expect(rounds.roadmap(randomUUID(), problem.effective, 1, asker())).rejects.toThrow(NotFound));

describe('roadmaps take turns', () => {
  const large = JSON.stringify(districtProblem(1000, 1));
  const of = (userId: string, text = large): RoadmapTask => ({
    userId,
    hash: text,
    problem: async () => text,
    years: 5,
    asOf: '2026-09-01',
    enrolments: [],
  });

  test('one reader has one, and one withdrawn gives way to the next', async () => {
    const forecaster = createAnswerer(unhurried);
    const gone = new AbortController();
    const first = forecaster.roadmap(of('A'), gone.signal).catch((error: unknown) => error);
    await expect(forecaster.roadmap(of('A'), never)).rejects.toThrow(TooManyQuestions);
    const second = forecaster.roadmap(of('B', JSON.stringify(twoSchools())), never);
    setTimeout(() => gone.abort(), 500);
    expect(await first).toBeInstanceOf(QuestionWithdrawn);
    expect((await second).years).toHaveLength(5);
    await forecaster.close();
  });

  test('one that takes too long is given up', async () => {
    const forecaster = createAnswerer({ ...unhurried, seconds: 1 });
    await expect(forecaster.roadmap(of('A'), never)).rejects.toThrow(QuestionGivenUp);
    await forecaster.close();
  });
});
