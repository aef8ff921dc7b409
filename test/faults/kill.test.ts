import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partsOf } from '../../schema/ids.ts';
import { importFile, publishPlan } from './acts.ts';
import { type Counties, keepCounties, teachersFile } from './county.ts';
import { chance, inForm, seconds, tell } from './form.ts';
import { allOf, faultOfRecord, importsFound, publicationsFound, roundsFound } from './found.ts';
import { keepWriting, type Ledger, openLedger } from './ledger.ts';
import { type Officer, signIn } from './officer.ts';
import { kinds, type Place, placeOf } from './place.ts';
import { type Serving, soon, startAgain, startServer } from './program.ts';
import { approvedPlan } from './solves.ts';

const rounds = inForm(1, 25);
const teachers = inForm(400, 2_000);

describe.each(kinds)('a server killed at any moment, on %s', (kind) => {
  let place: Place;
  let counties: Counties;
  let server: Serving;
  let first: Officer;
  let second: Officer;
  /** Everybody goes on asking through all kills; what was cut off is looked at in the end. */
  let imports: Ledger;
  let publications: Ledger;
  let small: Ledger;
  const plans: string[] = [];
  const starts: number[] = [];
  const amid = { import: 0, publication: 0 };

  beforeAll(async () => {
    place = await placeOf(kind);
    counties = await place.within(keepCounties);
    server = await startServer(place);
    const at = () => server.url;
    first = await signIn(at, counties.officers[0]);
    second = await signIn(at, counties.officers[1]);
    imports = openLedger(first);
    publications = openLedger(first);
    small = openLedger(second);
  });
  afterAll(async () => {
    await server.kill();
    await place.remove();
  });

  async function killAndStart(): Promise<void> {
    await server.kill();
    server = await startAgain(place);
    starts.push(server.tookToBeReady);
  }

  test('amid an import it is up again within 10 s', async () => {
    const file = (name: string) => teachersFile(name, teachers);
    const { countyId } = counties.registry;
    const began = performance.now();
    await imports.write(importFile(countyId, await file('unhindered'))).done;
    const usual = performance.now() - began;
    const writing = keepWriting(small, countyId);
    for (let round = 0; round < rounds; round++) {
      const write = imports.write(importFile(countyId, await file(`import-${round}`)));
      await pause(chance.next() * usual);
      if (write.reply === undefined) amid.import++;
      await killAndStart();
    }
    await writing.stop();
    expect(Math.max(...starts)).toBeLessThan(soon);
  });

  test('amid the publication of a plan it is up again within 10 s', async () => {
    const { roundId, countyId } = counties.publishing;
    // All before the first is published: a round whose list is out is solved no more.
    const approved: Awaited<ReturnType<typeof approvedPlan>>[] = [];
    while (approved.length <= rounds) approved.push(await approvedPlan(first, second, roundId));
    let usual = 0;
    const writing = keepWriting(small, countyId);
    for (const [round, { planId, version }] of approved.entries()) {
      plans.push(partsOf(planId)?.key ?? '');
      const began = performance.now();
      const write = publications.write(publishPlan(planId, version));
      if (round > 0) {
        await pause(chance.next() * usual);
        if (write.reply === undefined) amid.publication++;
        await killAndStart();
      }
      // The next comes in the place of this one.
      await write.done;
      if (round === 0) usual = performance.now() - began;
    }
    await writing.stop();
    expect(Math.max(...starts)).toBeLessThan(soon);
  });

  test('then everything acknowledged is there once, and whole', async () => {
    await Promise.all([imports.settled(), publications.settled(), small.settled()]);
    expect(await server.stop()).toBe(0);
    const found = await place.within(async (database) => ({
      imports: await importsFound(database, imports.writes, teachers),
      publications: await publicationsFound(database, plans),
      small: await roundsFound(database, small.writes),
      record: await faultOfRecord(database),
    }));
    const upAgain = `up again in ${seconds(Math.max(...starts))} s at most`;
    const kills = { kills: rounds, [upAgain]: '' };
    tell(`kill -9 amid an import, ${kind}`, {
      ...kills,
      'of them before the answer': amid.import,
      ...found.imports,
    });
    tell(`kill -9 amid a publication, ${kind}`, {
      ...kills,
      'of them before the answer': amid.publication,
      ...found.publications,
    });
    tell(`small writes through all these kills, ${kind}`, { kills: 2 * rounds, ...found.small });
    expect(found).toEqual({
      imports: allOf(rounds + 1),
      publications: { ...allOf(rounds + 1), out: 1 },
      small: allOf(small.writes.length),
      record: null,
    });
  });
});
