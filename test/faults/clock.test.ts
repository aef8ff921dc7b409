import { randomUUID } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../../schema/ids.ts';
import { importFile, openRound, startSolve } from './acts.ts';
import { type Counties, keepCounties, teachersFile } from './county.ts';
import { inForm, seconds, tell } from './form.ts';
import { allOf, faultOfRecord, importsFound, roundsFound, solvesFound } from './found.ts';
import { keepWriting, type Ledger, openLedger, rowOf } from './ledger.ts';
import { type Officer, signIn, signInOnce } from './officer.ts';
import { kinds, type Place, placeOf } from './place.ts';
import { type Serving, startServer } from './program.ts';
import { ended, solveIn } from './solves.ts';

const day = 86_400_000;
const times = inForm(1, 6);
const teachers = 400;
const preload = fileURLToPath(new URL('other-clock.cjs', import.meta.url));

// The embedded database goes by the server's clock, PostgreSQL by its own: there the two are a day apart.
describe.each(kinds)('a clock that jumps by a day, forward and back, on %s', (kind) => {
  let folder: string;
  let place: Place;
  let counties: Counties;
  let server: Serving;
  let settings: Record<string, string>;
  let officer: Officer;
  let small: Ledger;
  let imports: Ledger;
  let solves: Ledger;

  const setClock = async (moved: number) => {
    const file = join(folder, 'clock');
    await writeFile(`${file}.new`, String(moved));
    await rename(`${file}.new`, file);
    await pause(100);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'junheng-clock-'));
    await setClock(0);
    place = await placeOf(kind);
    counties = await place.within(keepCounties);
    settings = { NODE_OPTIONS: `--require=${preload}`, CLOCK_FILE: join(folder, 'clock') };
    server = await startServer(place, settings);
    officer = await signIn(() => server.url, counties.officers[0]);
    small = openLedger(officer);
    imports = openLedger(officer);
    solves = openLedger(officer);
  });
  afterAll(async () => {
    await server.kill();
    await place.remove();
    await rm(folder, { recursive: true });
  });

  /** Asks for a solve, and moves the clock once it runs; when it began and ended by what the API tells. */
  async function solvedAcross(moved: number): Promise<number> {
    const write = solves.write(startSolve(counties.solving.roundId));
    await write.done;
    const id = idOf('Solve', rowOf(write) ?? '');
    await solveIn(officer, id, 'RUNNING');
    await setClock(moved);
    const { state, startedAt, endedAt } = await solveIn(officer, id, ...ended);
    expect(state).toBe('DONE');
    return Date.parse(endedAt ?? '') - Date.parse(startedAt ?? '');
  }

  /** Figures of operators that are below nothing. */
  async function negative(): Promise<string[]> {
    const lines = (await (await fetch(`${server.url}/metrics`)).text()).split('\n');
    return lines.filter((line) => /^junheng_.* -/.test(line));
  }

  test('ends no session, forgets no key, and makes nothing last less than nothing', async () => {
    const writing = keepWriting(small, counties.registry.countyId);
    for (let time = 0; time < times; time++)
      for (const moved of [day, 0, -day, 0]) {
        const act = openRound(counties.registry.countyId, randomUUID());
        const key = randomUUID();
        const first = await officer.ask(act, key);
        expect(await solvedAcross(moved)).toBeGreaterThanOrEqual(0);
        expect(await officer.ask(act, key)).toEqual(first);
        expect(await negative()).toEqual([]);
      }
    await writing.stop();
  });

  test('locks nobody out for longer than a quarter of an hour', async () => {
    const [, email] = counties.officers;
    await setClock(day);
    for (let attempt = 0; attempt < 10; attempt++) await signInOnce(server.url, email, 'mistaken-horse-7711');
    const refused = await signInOnce(server.url, email);
    expect(refused).toMatchObject({ __typename: 'TooManyAttempts' });
    await setClock(0);
    expect(await signInOnce(server.url, email)).toMatchObject({ __typename: 'SignedIn' });
  });

  test('keeps nothing from being taken up that a killed server left a day ahead', async () => {
    await setClock(day);
    const solve = solves.write(startSolve(counties.solving.roundId));
    await solve.done;
    const id = idOf('Solve', rowOf(solve) ?? '');
    await solveIn(officer, id, 'RUNNING');
    const { countyId } = counties.registry;
    imports.write(importFile(countyId, await teachersFile('a-day-ahead', teachers)));
    await pause(200);
    await server.kill();
    await setClock(0);
    server = await startServer(place, settings);
    const began = performance.now();
    expect(await solveIn(officer, id, ...ended)).toMatchObject({ state: 'DONE' });
    await imports.settled();
    expect(performance.now() - began).toBeLessThan(60_000);
  });

  test('then everything acknowledged is there once, and the record of deeds is whole', async () => {
    await small.settled();
    expect(await server.stop()).toBe(0);
    const found = await place.within(async (database) => ({
      small: await roundsFound(database, small.writes),
      imports: await importsFound(database, imports.writes, teachers),
      solves: await solvesFound(database, solves.writes, counties.solving),
      record: await faultOfRecord(database),
    }));
    tell(`a clock that jumps by a day, ${kind}`, {
      jumps: 4 * times + 4,
      [`up again in ${seconds(server.tookToBeReady)} s`]: '',
      ...found.small,
      solves: found.solves.found,
    });
    expect(found).toEqual({
      small: allOf(small.writes.length),
      imports: allOf(1),
      solves: allOf(solves.writes.length),
      record: null,
    });
  });
});
