import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../../schema/ids.ts';
import { cancelSolve, startSolve } from './acts.ts';
import { type Counties, keepCounties } from './county.ts';
import { chance, inForm, seconds, tell } from './form.ts';
import { allOf, faultOfRecord, solvesFound } from './found.ts';
import { type Ledger, openLedger, rowOf } from './ledger.ts';
import { type Officer, signIn } from './officer.ts';
import { type Place, placeOf } from './place.ts';
import { type Program, type Serving, startServer, startWorker } from './program.ts';
import { ended, runningAnew, solveIn } from './solves.ts';

/** How soon a solve is taken up again and done; ms. */
const taken = 60_000;

let place: Place;
let counties: Counties;
let server: Serving;
let officer: Officer;
let solves: Ledger;

async function open(kind: Place['kind'], settings: Readonly<Record<string, string>>): Promise<void> {
  place = await placeOf(kind);
  counties = await place.within(keepCounties);
  server = await startServer(place, settings);
  officer = await signIn(() => server.url, counties.officers[0]);
  solves = openLedger(officer);
}
async function close(): Promise<void> {
  await server.kill();
  await place.remove();
}

/** Asks for a solve; its id once it runs. */
async function running(): Promise<string> {
  const write = solves.write(startSolve(counties.solving.roundId));
  await write.done;
  const id = idOf('Solve', rowOf(write) ?? '');
  await solveIn(officer, id, 'RUNNING');
  return id;
}

/** Somewhere in the two seconds that the solve certainly goes on. */
const amid = () => pause(chance.next() * 2_000);

/** The short form has the lives that other kills would have cost told by the database. */
const livesLost = () =>
  place.within(({ pool }) =>
    pool.query(`UPDATE "Solve" SET progress = progress || '{"runs": 3}' WHERE state = 'running'`),
  );

const lookedUp = () =>
  place.within(async (database) => ({
    found: await solvesFound(database, solves.writes, counties.solving),
    record: await faultOfRecord(database),
  }));

describe('the server with the embedded database', () => {
  const rounds = inForm(1, 25);
  beforeAll(() => open('pglite', {}));
  afterAll(close);

  test('killed amid a solve takes it up again by itself, with one result', async () => {
    let [slowest, slowestStart] = [0, 0];
    for (let round = 0; round < rounds; round++) {
      const id = await running();
      await amid();
      await server.kill();
      server = await startServer(place);
      const began = performance.now();
      slowestStart = Math.max(slowestStart, server.tookToBeReady);
      expect(await solveIn(officer, id, ...ended)).toMatchObject({ state: 'DONE' });
      slowest = Math.max(slowest, performance.now() - began);
    }
    expect(await server.stop()).toBe(0);
    const { found, record } = await lookedUp();
    tell('kill -9 amid a solve, pglite', {
      kills: rounds,
      [`up again in ${seconds(slowestStart)} s at most, done in ${seconds(slowest)} s`]: '',
      ...found,
    });
    expect(found).toEqual(allOf(rounds));
    expect(record).toBeNull();
    expect(slowest).toBeLessThan(taken);
    server = await startServer(place);
  });

  test('killed three times by the same solve gives it up, and says why', async () => {
    const id = await running();
    let began: string | null = null;
    for (let time = 0; time < inForm(1, 3); time++) {
      began = await runningAnew(officer, id, began);
      await server.kill();
      if (inForm(true, false)) await livesLost();
      server = await startServer(place);
    }
    const { plan, progress } = await solveIn(officer, id, ...ended);
    expect(plan).toBeNull();
    expect(progress.failure).toContain('求解已中断 3 次');
    tell('a solve that kills its server, pglite', { kills: inForm(1, 3), 'given up with its reason': 1 });
  });
});

describe('processes that solve, on PostgreSQL', () => {
  const rounds = inForm(1, 8);
  let workers: Program[] = [];
  beforeAll(() => open('postgresql', { SOLVE: 'off' }));
  afterAll(close);
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    workers = [];
  });
  const work = async () => {
    const worker = await startWorker(place);
    workers.push(worker);
    return worker;
  };

  test('one that is killed, and one that was only asleep, leave their solve to another: one result', async () => {
    let slowest = 0;
    for (let round = 0; round < rounds; round++) {
      const killed = await work();
      const first = await running();
      await amid();
      await killed.kill();
      const began = performance.now();
      const asleep = await work();
      expect(await solveIn(officer, first, ...ended)).toMatchObject({ state: 'DONE' });
      slowest = Math.max(slowest, performance.now() - began);

      const second = await running();
      await amid();
      asleep.signal('SIGSTOP');
      const slept = performance.now();
      const other = await work();
      expect(await solveIn(officer, second, ...ended)).toMatchObject({ state: 'DONE' });
      slowest = Math.max(slowest, performance.now() - slept);
      asleep.signal('SIGCONT');
      // It goes on where it was, and may not write over what the other has found.
      await pause(5_000);
      expect(await asleep.stop()).toBe(0);
      expect(await other.stop()).toBe(0);
    }
    const { found, record } = await lookedUp();
    tell('kill -9, and a long sleep, of a process that solves, postgresql', {
      kills: rounds,
      sleeps: rounds,
      [`done by another in ${seconds(slowest)} s at most`]: '',
      ...found,
    });
    expect(found).toEqual(allOf(2 * rounds));
    expect(record).toBeNull();
    expect(slowest).toBeLessThan(taken);
  });

  test('a solve is cancelled in another process within 5 s, which then takes the next', async () => {
    await work();
    const cancelled = await running();
    const began = performance.now();
    expect((await officer.ask(cancelSolve(cancelled))).data?.['done']).toMatchObject({ state: 'CANCELLED' });
    const next = await running();
    const took = performance.now() - began;
    await officer.ask(cancelSolve(next));
    tell('a solve cancelled, postgresql', { [`s until the next ran`]: seconds(took) });
    expect(took).toBeLessThan(5_000);
  });

  test('a solve that kills three of them is given up, and says why', async () => {
    let id = '';
    let began: string | null = null;
    for (let time = 0; time < inForm(1, 3); time++) {
      const worker = await work();
      id ||= await running();
      began = await runningAnew(officer, id, began);
      await worker.kill();
    }
    if (inForm(true, false)) await livesLost();
    await work();
    const { plan, progress } = await solveIn(officer, id, ...ended);
    expect(plan).toBeNull();
    expect(progress.failure).toContain('求解已中断 3 次');
    tell('a solve that kills processes, postgresql', { kills: inForm(1, 3), 'given up with its reason': 1 });
  });
});
