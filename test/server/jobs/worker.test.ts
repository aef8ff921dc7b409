import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { SolveAlreadyRunning, SolveHasEnded } from '../../../schema/errors.ts';
import { testDatabase } from '../../support/database.ts';
import { randomCounty } from '../../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let county: Kept;
let seed = 0;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  desk = await startRounds(database);
  county = await keepRegistry(database, asRegistered(randomCounty(++seed)));
});
afterEach(() => desk.close());

const ofCounty = () => ({ where: { countyId: county.countyId } });
const solve = () => desk.rounds.solve(county.officer, { roundId: county.roundId, engine: 'auto' });
const row = (id: string) => database.db.solve.findUniqueOrThrow({ where: { id } });

test('a solve ends in a stored plan with exactly one reason a teacher, and tells how far it is', async () => {
  const solveId = await solve();
  const following = followed(desk.rounds, solveId);
  await desk.startSolving();
  const told = await following;
  expect(told[0]).toMatchObject({ solveId, state: 'queued', stage: null, planId: null });
  const end = told.at(-1);
  expect(end).toMatchObject({ state: 'done', failure: null });

  const plan = await database.db.plan.findUniqueOrThrow({
    where: { id: end?.planId ?? '' },
    include: { reasons: true, moves: true, findings: true, problem: true },
  });
  expect(plan.reasons.map(({ teacherId }) => teacherId).sort()).toEqual([...county.teachers.values()].sort());
  expect(plan.moves).toHaveLength(plan.moved);
  expect(plan.findings.filter(({ level }) => level !== 'note')).toEqual([]);
  expect(plan).toMatchObject({ roundId: county.roundId, authorId: county.officer.userId, state: 'draft' });
  const deeds = await database.db.auditEvent.findMany({ ...ofCounty(), orderBy: { position: 'asc' } });
  expect(deeds.map(({ action }) => action)).toEqual(['round.solve', 'plan.store']);
});

test('a round is solved once at a time', async () => {
  const [first, second] = await Promise.allSettled([solve(), solve()]);
  const refused = [first, second].find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: expect.any(SolveAlreadyRunning) });
  await desk.startSolving();
  const solves = await database.db.solve.findMany(ofCounty());
  expect(solves).toHaveLength(1);
  await followed(desk.rounds, solves[0]?.id ?? '');
  await expect(solve()).resolves.toEqual(expect.any(String));
});

test('the same facts make the same problem, kept once', async () => {
  await desk.startSolving();
  await followed(desk.rounds, await solve());
  await followed(desk.rounds, await solve());
  expect(await database.db.problem.count(ofCounty())).toBe(1);
  expect(await database.db.plan.count(ofCounty())).toBe(2);
});

test('a queued solve that is cancelled never runs', async () => {
  const solveId = await solve();
  await desk.rounds.cancel(county.officer, solveId);
  await desk.startSolving();
  expect(await followed(desk.rounds, solveId)).toMatchObject([{ state: 'cancelled' }]);
  await expect(desk.rounds.cancel(county.officer, solveId)).rejects.toThrow(SolveHasEnded);
  await followed(desk.rounds, await solve());
  expect(await database.db.plan.count(ofCounty())).toBe(1);
});

test('a running solve that is cancelled ends within a second, and the next one runs', async () => {
  const solveId = await solve();
  await desk.startSolving();
  for await (const { state } of desk.rounds.progress(solveId)) if (state === 'running') break;
  const began = performance.now();
  await desk.rounds.cancel(county.officer, solveId);
  expect((await followed(desk.rounds, solveId)).at(-1)).toMatchObject({ state: 'cancelled', planId: null });
  expect(performance.now() - began).toBeLessThan(1_000);
  expect((await followed(desk.rounds, await solve())).at(-1)).toMatchObject({ state: 'done' });
});

/** As a server leaves it that was killed in the middle of the solve. */
const leaveRunning = (solveId: string, runs: number) =>
  database.pool.query(
    `UPDATE "Solve" SET state = 'running', "startedAt" = now(), progress = jsonb_build_object(
       'run', 'dead', 'runs', $2::int, 'seenAt', now() - interval '1 minute', 'stage', 'gap') WHERE id = $1`,
    [solveId, runs],
  );

test('a solve left running by a server that died is taken up again', async () => {
  const solveId = await solve();
  await leaveRunning(solveId, 1);
  await desk.startSolving();
  expect((await followed(desk.rounds, solveId)).at(-1)).toMatchObject({ state: 'done' });
});

test('a solve whose server died three times is given up, with words', async () => {
  const solveId = await solve();
  await leaveRunning(solveId, 3);
  await desk.startSolving();
  expect(await followed(desk.rounds, solveId)).toMatchObject([
    { state: 'failed', failure: { en: expect.stringContaining('broke off 3 times') } },
  ]);
});

test.each(['53100', '57P01', '40P01'])(
  'a solve whose plan the database cannot keep, for %s, is no failure of the solve: it is taken up again',
  async (code) => {
    await database.pool.query(`
      CREATE SEQUENCE tried;
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM nextval('tried'); RAISE EXCEPTION 'in trouble' USING ERRCODE = '${code}'; END $$;
      CREATE TRIGGER refused BEFORE INSERT ON "Plan" FOR EACH ROW EXECUTE FUNCTION refuse()`);
    const solveId = await solve();
    const worker = await desk.startSolving();
    const tried = async () => (await database.pool.query('SELECT is_called FROM tried')).rows[0].is_called;
    await expect.poll(tried, { timeout: 20_000 }).toBe(true);
    await setTimeout(200);
    expect(await row(solveId)).toMatchObject({ state: 'running', failure: null });
    await worker.stop();
    await database.pool.query('DROP TRIGGER refused ON "Plan"; DROP FUNCTION refuse; DROP SEQUENCE tried');
    await leaveRunning(solveId, 1);
    await desk.startSolving();
    expect((await followed(desk.rounds, solveId)).at(-1)).toMatchObject({ state: 'done' });
  },
);

test('a worker that stops gives its solve back, and that does not count as a run', async () => {
  const solveId = await solve();
  const worker = await desk.startSolving();
  for await (const { state } of desk.rounds.progress(solveId)) if (state === 'running') break;
  await worker.stop();
  expect(await row(solveId)).toMatchObject({ state: 'queued', startedAt: null, progress: { runs: 0 } });
});

test('a plan is not stored when the registry has lost those it names', async () => {
  const solveId = await solve();
  await database.pool.query(
    `UPDATE "Teacher" SET "staffNumber" = 'new ' || "staffNumber" WHERE "countyId" = $1`,
    [county.countyId],
  );
  await desk.startSolving();
  expect((await followed(desk.rounds, solveId)).at(-1)).toMatchObject({
    state: 'failed',
    failure: { en: expect.stringContaining('Solve again.') },
  });
  expect(await database.db.plan.count(ofCounty())).toBe(0);
  expect(await database.db.reason.count({ where: { plan: ofCounty().where } })).toBe(0);
});

test('a solver that breaks off fails the solve and nothing else', async () => {
  const solveId = await solve();
  await database.pool.query(`UPDATE "Problem" SET body = '{}' WHERE "countyId" = $1`, [county.countyId]);
  await desk.startSolving();
  expect((await followed(desk.rounds, solveId)).at(-1)).toMatchObject({
    state: 'failed',
    failure: { en: expect.stringContaining('broke off unexpectedly') },
  });
});
