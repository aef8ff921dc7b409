import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { idOf } from '../../schema/ids.ts';
import { openRound, startSolve } from './acts.ts';
import { expectClear } from './clear-error.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type Counties, keepCounties } from './county.ts';
import { inForm, seconds, tell } from './form.ts';
import { allOf, faultOfRecord, roundsFound, solvesFound } from './found.ts';
import { keepWriting, openLedger, rowOf } from './ledger.ts';
import { type Officer, signIn } from './officer.ts';
import { databaseAt, type Place } from './place.ts';
import { isReady, type Serving, soon, startServer } from './program.ts';
import { ended, solveIn } from './solves.ts';

const times = inForm(1, 3);
const outage = inForm(5_000, 30_000);

let cluster: Cluster;
let place: Place;
let counties: Counties;
let server: Serving;
let officer: Officer;
beforeAll(async () => {
  cluster = await startCluster();
  place = await databaseAt(cluster.url);
  counties = await place.within(keepCounties);
  server = await startServer(place);
  officer = await signIn(() => server.url, counties.officers[0]);
});
afterAll(() => server.kill());

const statusOf = async (path: string) => (await fetch(`${server.url}${path}`)).status;

test('a database stopped under load is told in words; once it is back everything acknowledged is there', async () => {
  const { registry, solving } = counties;
  const small = openLedger(officer);
  const solves = openLedger(officer);
  let refused = 0;
  let slowest = 0;
  for (let time = 0; time < times; time++) {
    const writing = keepWriting(small, registry.countyId, 4);
    const solve = solves.write(startSolve(solving.roundId));
    await solve.done;
    await pause(1_000);
    await cluster.stop();
    const until = performance.now() + outage;
    while (performance.now() < until) {
      expectClear(await officer.ask(openRound(registry.countyId, randomUUID())), ['UNAVAILABLE']);
      refused++;
      expect(await statusOf('/readyz')).toBe(503);
      expect(await statusOf('/healthz')).toBe(200);
      await pause(100);
    }
    await cluster.start();
    const began = performance.now();
    while (!(await isReady(server.url))) await pause(20);
    await small.write(openRound(registry.countyId, randomUUID())).done;
    slowest = Math.max(slowest, performance.now() - began);
    const { state } = await solveIn(officer, idOf('Solve', rowOf(solve) ?? ''), ...ended);
    expect(state).toBe('DONE');
    await writing.stop();
  }
  await Promise.all([small.settled(), solves.settled()]);
  const found = await place.within(async (database) => ({
    small: await roundsFound(database, small.writes),
    solves: await solvesFound(database, solves.writes, solving),
    record: await faultOfRecord(database),
  }));
  tell(`database stopped for ${outage / 1_000} s under load`, {
    times,
    'refused in words': refused,
    [`up again in ${seconds(slowest)} s at most`]: '',
    ...found.small,
    solves: found.solves.found,
  });
  expect(found).toEqual({
    small: allOf(small.writes.length),
    solves: allOf(times),
    record: null,
  });
  expect(slowest).toBeLessThan(soon);
  expect(await server.stop()).toBe(0);
});
