import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile, openRound } from './acts.ts';
import { expectClear } from './clear-error.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type Counties, keepCounties, teachersFile } from './county.ts';
import { inForm, seconds, tell } from './form.ts';
import { allOf, faultOfRecord, importsFound, roundsFound } from './found.ts';
import { openLedger } from './ledger.ts';
import { isDone, type Officer, signIn } from './officer.ts';
import { databaseAt, folderIn, kinds, type Place } from './place.ts';
import { type Serving, soon, startAgain, startServer } from './program.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

const times = inForm(1, 5);
const teachers = 2_000;

describe.each(kinds)('a full disk under the database, %s', (kind) => {
  let disk: SmallDisk;
  let cluster: Cluster | undefined;
  let place: Place;
  let counties: Counties;
  let server: Serving;
  let officer: Officer;

  beforeAll(async () => {
    disk = await smallDisk(256);
    cluster = kind === 'postgresql' ? await startCluster(disk.folder) : undefined;
    place = cluster ? await databaseAt(cluster.url) : await folderIn(disk.folder);
    counties = await place.within(keepCounties);
    server = await startServer(place);
    officer = await signIn(() => server.url, counties.officers[0]);
  });
  afterAll(async () => {
    await server.kill();
    await cluster?.remove();
    await disk.remove();
  });

  /** What the disk is full for: the cluster, or the server with the database in it. */
  const owner = () => (cluster ? cluster.pid() : server.pid);

  test('refuses in words, half-writes nothing, and all is well once there is room', async () => {
    const { countyId } = counties.registry;
    const imports = openLedger(officer);
    const small = openLedger(officer);
    let refused = 0;
    let slowest = 0;
    for (let time = 0; time < times; time++) {
      for (let count = 0; count < 5; count++) await small.write(openRound(countyId, randomUUID())).done;
      const pid = await owner();
      await disk.fill(pid);
      const file = await teachersFile(`full-${time}`, teachers);
      for (const act of [importFile(countyId, file), openRound(countyId, randomUUID())]) {
        const reply = await officer.ask(act);
        if (isDone(reply)) continue;
        refused++;
        expectClear(reply, ['NO_ROOM', 'UNAVAILABLE']);
      }
      const write = imports.write(importFile(countyId, file));
      await pause(500);
      expect(write.reply).toBeUndefined();
      await disk.makeRoom(pid);
      const began = performance.now();
      await standUp();
      slowest = Math.max(slowest, performance.now() - began);
      await write.done;
    }
    expect(await server.stop()).toBe(0);
    const found = await place.within(async (database) => ({
      imports: await importsFound(database, imports.writes, teachers),
      small: await roundsFound(database, small.writes),
      record: await faultOfRecord(database),
    }));
    tell(`${disk.how}, ${kind}`, {
      times,
      refused,
      [`up again in ${seconds(slowest)} s at most`]: '',
      ...found.small,
    });
    expect(refused).toBeGreaterThanOrEqual(times);
    expect(found).toEqual({ imports: allOf(times), small: allOf(5 * times), record: null });
    expect(slowest).toBeLessThan(soon);
  });

  /** Whatever ended for want of room is started again, as a machine's services are. */
  async function standUp(): Promise<void> {
    const gone = await Promise.race([server.ended.then(() => true), pause(500, false)]);
    if (gone) {
      expect(server.heard()).toContain('disk');
      server = await startAgain(place);
    }
    await cluster?.start().catch(() => undefined);
  }
});
