import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idOf } from '../../schema/ids.ts';
import { importFile, openRound, renameTeacher, startSolve } from './acts.ts';
import { type Counties, keepCounties, teachersFile } from './county.ts';
import { chance, inForm, seconds, tell } from './form.ts';
import { allOf, faultOfRecord, importsFound, roundsFound, solvesFound } from './found.ts';
import { keepWriting, openLedger, rowOf } from './ledger.ts';
import { type Act, type Officer, signIn } from './officer.ts';
import { kinds, type Place, placeOf } from './place.ts';
import { type Serving, startServer } from './program.ts';
import { ended, solveIn } from './solves.ts';

const times = inForm(20, 300);

// PGlite has one server: there two officers meet at it.
describe.each(kinds)('two officers at two servers, on %s', (kind) => {
  let place: Place;
  let counties: Counties;
  let one: Serving;
  let other: Serving;
  let officers: readonly [Officer, Officer];

  beforeAll(async () => {
    place = await placeOf(kind);
    counties = await place.within(keepCounties);
    one = await startServer(place);
    other = kind === 'postgresql' ? await startServer(place) : one;
    officers = [
      await signIn(() => one.url, counties.officers[0]),
      await signIn(() => other.url, counties.officers[1]),
    ];
  });
  afterAll(async () => {
    await one.kill();
    await other.kill();
    await place.remove();
  });

  test('of two who change the same row as they have read it, one writes and the other is told', async () => {
    const { teacherId } = counties.solving;
    const wins = [0, 0];
    for (let version = 1; version <= times; version++) {
      const replies = await Promise.all(
        officers.map((officer, index) =>
          officer.ask(renameTeacher(teacherId, version, `${version}-${index}`)),
        ),
      );
      const rows = replies.map(({ data }) => data?.['done']);
      expect(rows.map((row) => row?.__typename).sort()).toEqual(['Teacher', 'VersionConflict']);
      const winner = rows.findIndex((row) => row?.__typename === 'Teacher');
      expect(rows[winner]).toMatchObject({ version: version + 1, name: `${version}-${winner}` });
      wins[winner] = (wins[winner] ?? 0) + 1;
    }
    tell(`two officers, one row, ${kind}`, {
      meetings: times,
      'written by the one': wins[0] ?? 0,
      'by the other': wins[1] ?? 0,
      'told that they came second': times,
    });
  });

  test('what is sent to both at once under one key is done once, and answered alike', async () => {
    const [officer] = officers;
    const atOther = await signIn(() => other.url, counties.officers[0]);
    const writes: { act: Act }[] = [];
    for (let time = 0; time < times; time++) {
      const act = openRound(counties.registry.countyId, randomUUID());
      const key = randomUUID();
      const [first, second] = await Promise.all([officer.ask(act, key), atOther.ask(act, key)]);
      expect(first.data?.['done']).toMatchObject({ __typename: 'Round' });
      expect(second).toEqual(first);
      writes.push({ act });
    }
    const found = await look((database) => roundsFound(database, writes));
    tell(`one key at two servers, ${kind}`, { asked: 2 * times, ...found });
    expect(found).toEqual(allOf(times));
  });

  test('an import at the one, a solve and writes at both: all is there once, though one is killed', async () => {
    const [first, second] = officers;
    const { registry, solving } = counties;
    const ledgers = {
      small: [openLedger(first), openLedger(second)],
      imports: openLedger(first),
      solves: openLedger(second),
    };
    const writing = ledgers.small.map((ledger) => keepWriting(ledger, registry.countyId));
    const solve = ledgers.solves.write(startSolve(solving.roundId));
    ledgers.imports.write(importFile(registry.countyId, await teachersFile('beside', 400)));
    await solve.done;
    await pause(chance.next() * 1_000);
    await one.kill();
    const again = await startServer(place);
    if (other === one) other = again;
    one = again;
    const id = idOf('Solve', rowOf(solve) ?? '');
    expect(await solveIn(second, id, ...ended)).toMatchObject({ state: 'DONE' });
    for (const each of writing) await each.stop();
    await Promise.all([...ledgers.small, ledgers.imports, ledgers.solves].map((ledger) => ledger.settled()));
    const small = ledgers.small.flatMap(({ writes }) => writes);
    const found = await look(async (database) => ({
      small: await roundsFound(database, small),
      imports: await importsFound(database, ledgers.imports.writes, 400),
      solves: await solvesFound(database, ledgers.solves.writes, solving),
      record: await faultOfRecord(database),
    }));
    tell(`one of two servers killed, ${kind}`, {
      kills: 1,
      [`up again in ${seconds(one.tookToBeReady)} s`]: '',
      ...found.small,
    });
    expect(found).toEqual({ small: allOf(small.length), imports: allOf(1), solves: allOf(1), record: null });
  });

  /** With PGlite the server leaves the folder meanwhile. */
  async function look<T>(work: Parameters<typeof place.within<T>>[0]): Promise<T> {
    if (kind === 'postgresql') return place.within(work);
    await one.stop();
    const found = await place.within(work);
    one = await startServer(place);
    other = one;
    return found;
  }
});
