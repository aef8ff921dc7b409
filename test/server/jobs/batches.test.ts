import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { Viewer } from '../../../schema/context.ts';
import { idOf } from '../../../schema/ids.ts';
import { ask, contextWith } from '../../support/ask.ts';
import { viewerAs } from '../../support/counties.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';

// A province of three counties, each with a round in planning.

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let counties: Kept[];
let provinceId: string;
let officer: Viewer;
let seed = 900;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  desk = await startRounds(database);
  counties = [];
  for (let made = 0; made < 3; made += 1)
    counties.push(await keepRegistry(database, asRegistered(randomCounty(++seed))));
  provinceId = randomUUID();
  await database.db.province.create({ data: { id: provinceId, code: `P-${seed}`, name: 'Province' } });
  await database.db.county.updateMany({
    where: { id: { in: counties.map(({ countyId }) => countyId) } },
    data: { provinceId },
  });
  officer = viewerAs('province-officer', { provinceId });
});
afterEach(async () => {
  await desk.close();
  await database.db.solve.updateMany({
    where: { state: { in: ['queued', 'running'] } },
    data: { state: 'cancelled' },
  });
});

const schoolYear = async () =>
  (await database.db.round.findUniqueOrThrow({ where: { id: counties[0]?.roundId ?? '' } })).schoolYear;

async function act(viewer: Viewer, call: string, variables: Record<string, unknown>) {
  const types: Record<string, string> = { id: 'ID!', year: 'Int!', version: 'Int!' };
  const declared = Object.keys(variables).map((name) => `$${name}: ${types[name]}`);
  const { at, errors } = await ask(
    { ...contextWith(database, viewer), rounds: desk.rounds },
    `mutation (${declared.join(', ')}) { done: ${call} { __typename ... on Refusal { code }
      ... on Batch { id state version totals { counties leftOut queued running done failed cancelled moved unfilled proven } } } }`,
    variables,
  );
  expect(errors).toEqual([]);
  return at('done') as Record<string, unknown>;
}
const start = async (viewer = officer) =>
  act(viewer, 'startBatch(provinceId: $id, schoolYear: $year)', {
    id: idOf('Province', provinceId),
    year: await schoolYear(),
  });
const batchRow = () => database.db.batch.findFirstOrThrow({ where: { provinceId } });
const again = async (name: 'restartBatch' | 'cancelBatch', viewer = officer, version?: number) => {
  const batch = await batchRow();
  return act(viewer, `${name}(batchId: $id, version: $version)`, {
    id: idOf('Batch', batch.id),
    version: version ?? batch.version,
  });
};
const solves = () =>
  database.db.solve.findMany({
    where: { batch: { provinceId } },
    orderBy: { round: { county: { code: 'asc' } } },
  });
async function allEnded(): Promise<void> {
  for (const { id } of await solves()) await followed(desk.rounds, id);
}

test('every county has its plan, each of its facts as they stand when its turn comes', async () => {
  const [changed] = counties;
  expect(await start()).toMatchObject({ state: 'RUNNING', totals: { counties: 3, queued: 3, leftOut: 0 } });
  expect((await solves()).map(({ problemId }) => problemId)).toEqual([null, null, null]);
  for (const { countyId } of counties)
    expect(
      await database.db.auditEvent.findFirst({ where: { countyId, action: 'round.solve' } }),
    ).toMatchObject({ userId: officer.userId });
  await database.db.round.update({ where: { id: changed?.roundId ?? '' }, data: { budget: 1_234_567 } });
  await desk.startSolving();
  await allEnded();
  const { at } = await ask(
    contextWith(database, officer),
    `query ($id: ID!) { node(id: $id) { ... on Province { maySolve batches { state
       totals { done failed moved unfilled proven }
       solves { state round { county { code } } plan { state status } } } } } }`,
    { id: idOf('Province', provinceId) },
  );
  const plans = await database.db.plan.findMany({
    where: { round: { county: { provinceId } } },
    include: { problem: true, unfilled: true },
  });
  expect(plans).toHaveLength(3);
  expect(plans.every(({ state, authorId }) => state === 'draft' && authorId === officer.userId)).toBe(true);
  expect(plans.find(({ roundId }) => roundId === changed?.roundId)?.problem.body).toMatchObject({
    budget: 1_234_567,
  });
  const told = at('node') as Record<string, unknown>;
  expect(told).toMatchObject({
    maySolve: true,
    batches: [
      {
        state: 'DONE',
        totals: {
          done: 3,
          failed: 0,
          moved: plans.reduce((sum, { moved }) => sum + moved, 0),
          unfilled: plans.reduce((sum, { unfilled }) => sum + unfilled.length, 0),
          proven: plans.filter(({ status }) => status === 'optimal').length,
        },
      },
    ],
  });
});

test('it is an officer’s of that province, one at a time, and nobody’s of a county', async () => {
  const [county] = counties;
  const inspector = viewerAs('inspector', { provinceId });
  expect(await start(inspector)).toMatchObject({ code: 'not-allowed' });
  expect(await start(county?.officer)).toMatchObject({ code: 'not-allowed' });
  expect(await start(viewerAs('province-officer', { provinceId: randomUUID() }))).toMatchObject({
    code: 'not-found',
  });
  await start();
  expect(await start()).toMatchObject({ code: 'batch-under-way' });
  expect(await again('cancelBatch', inspector)).toMatchObject({ code: 'not-allowed' });
  expect(await again('cancelBatch', county?.officer)).toMatchObject({ code: 'not-found' });
  expect(await again('cancelBatch', officer, 7)).toMatchObject({ code: 'version-conflict' });
  const two = await Promise.all([again('cancelBatch'), again('cancelBatch')]);
  expect(two.map(({ code }) => code).toSorted()).toEqual([undefined, 'version-conflict'].toSorted());
});

test('cancelled, nothing of it runs any more; asked for again, the rest is done and what was done is not', async () => {
  const [first] = counties;
  await start();
  await again('cancelBatch');
  expect((await solves()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(await again('cancelBatch')).toMatchObject({ code: 'batch-has-ended' });
  // Past planning by now: of that county nothing can be asked for.
  await database.db.round.update({ where: { id: first?.roundId ?? '' }, data: { state: 'final' } });
  expect(await again('restartBatch')).toMatchObject({
    state: 'RUNNING',
    totals: { queued: 2, cancelled: 1, leftOut: 0 },
  });
  await desk.startSolving();
  await allEnded();
  const plans = await database.db.plan.findMany({ where: { round: { county: { provinceId } } } });
  expect(new Set(plans.map(({ countyId }) => countyId)).size).toBe(2);
  expect(plans).toHaveLength(2);
  expect(await again('restartBatch')).toMatchObject({ code: 'no-round-to-solve' });
  expect(await start()).toMatchObject({ totals: { done: 0, leftOut: 1 } });
});

test('a county whose facts cannot be solved fails alone, with words, and names nobody', async () => {
  const [broken] = counties;
  await database.db.teacher.updateMany({
    where: { countyId: broken?.countyId ?? '' },
    data: { subject: 'alchemy' },
  });
  await start();
  await desk.startSolving();
  await allEnded();
  const failed = (await solves()).filter(({ state }) => state === 'failed');
  expect(failed.map(({ countyId }) => countyId)).toEqual([broken?.countyId]);
  expect(JSON.stringify(failed[0]?.failure)).toContain('on file cannot be solved with');
  expect(JSON.stringify(failed[0]?.failure)).not.toContain('alchemy');
});

test('a county that solves its round itself is left out', async () => {
  const [own] = counties;
  await desk.rounds.solve(own?.officer ?? officer, { roundId: own?.roundId ?? '', engine: 'auto' });
  expect(await start()).toMatchObject({ totals: { queued: 2, leftOut: 1 } });
});

describe('whose turn it is', () => {
  const order = async () =>
    (
      await database.db.solve.findMany({
        where: { countyId: { in: counties.map(({ countyId }) => countyId) } },
        orderBy: { startedAt: 'asc' },
        select: { countyId: true, batchId: true },
      })
    ).map(({ countyId, batchId }) =>
      batchId === null ? counties.findIndex((county) => county.countyId === countyId) : 'batch',
    );

  test('a county that asks for much does not keep others waiting, and who waits comes before a province', async () => {
    const [many, one] = counties;
    if (many === undefined || one === undefined) throw new Error('There are no counties.');
    await start();
    await database.db.solve.deleteMany({
      where: { batch: { provinceId }, countyId: { in: [many.countyId, one.countyId] } },
    });
    const { roundId, countyId } = many;
    const asked = [await desk.rounds.solve(many.officer, { roundId, engine: 'auto' })];
    for (const name of ['A', 'B']) {
      const scenarioId = await desk.scenarios.create(many.officer, { roundId, name });
      asked.push(await desk.rounds.solve(many.officer, { roundId, engine: 'auto', scenarioId }));
    }
    asked.push(await desk.rounds.solve(one.officer, { roundId: one.roundId, engine: 'auto' }));
    await desk.startSolving();
    for (const id of asked) await followed(desk.rounds, id);
    await allEnded();
    expect(countyId).toBe(many.countyId);
    expect(await order()).toEqual([0, 1, 0, 0, 'batch']);
  });
});
