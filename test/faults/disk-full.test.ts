import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { importFile, openRound } from './acts.ts';
import { expectClear } from './clear-error.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type Counties, keepCounties, teachersFile } from './county.ts';
import { inForm, seconds, tell } from './form.ts';
import { allOf, faultOfRecord, importsFound, roundsFound } from './found.ts';
import { keepWriting, openLedger } from './ledger.ts';
import { type Officer, signIn } from './officer.ts';
import { databaseAt, folderIn, kinds, type Place } from './place.ts';
import { isReady, type Serving, soon, startAgain, startServer } from './program.ts';
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
    await place.within(nearTheEndOfItsLog);
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
    let [refused, ends, slowest] = [0, 0, 0];
    for (let time = 0; time < times; time++) {
      for (let count = 0; count < 5; count++) await small.write(openRound(countyId, randomUUID())).done;
      const pid = await owner();
      await disk.fill(pid);
      const file = await teachersFile(`full-${time}`, teachers);
      const refusal = await officer.ask(importFile(countyId, file));
      expectClear(refusal, ['NO_ROOM', 'UNAVAILABLE']);
      refused++;
      const write = imports.write(importFile(countyId, file));
      // What little room there is within the database's own files is used up as well.
      const writing = keepWriting(small, countyId);
      await Promise.race([server.ended, pause(3_000)]);
      expect(write.reply).toBeUndefined();
      await disk.makeRoom(pid);
      const began = performance.now();
      const ended = await standUp();
      if (ended) ends++;
      while (!(await isReady(server.url))) await pause(20);
      slowest = Math.max(slowest, ended ? server.tookToBeReady : performance.now() - began);
      await write.done;
      await writing.stop();
      // What has failed leaves the door as it was.
      await signIn(() => server.url, counties.officers[0]);
    }
    await small.settled();
    expect(await server.stop()).toBe(0);
    const found = await place.within(async (database) => ({
      imports: await importsFound(database, imports.writes, teachers),
      small: await roundsFound(database, small.writes),
      record: await faultOfRecord(database),
    }));
    tell(`${disk.how}, ${kind}`, {
      times,
      refused,
      'ended in words': ends,
      [`up again in ${seconds(slowest)} s at most`]: '',
      ...found.small,
    });
    expect(found).toEqual({ imports: allOf(times), small: allOf(small.writes.length), record: null });
    expect(slowest).toBeLessThan(soon);
  });

  /** Whatever ended for want of room is started again, as a machine's services are. Whether the server did. */
  async function standUp(): Promise<boolean> {
    await cluster?.start().catch(() => undefined);
    const ended = await Promise.race([server.ended.then(() => true), pause(1_000, false)]);
    if (!ended) return false;
    expect(server.heard()).toMatch(/broke off, so this process stops: .+ Make room on the disk/);
    server = await startAgain(place);
    return true;
  }
});

/** The next file of the log is wanted soon: what is written before it must be told from what is not. */
async function nearTheEndOfItsLog({ pool }: Database): Promise<void> {
  await pool.query(`
    SELECT pg_logical_emit_message(true, 'filler', repeat('-', greatest(0, room - 300000)::int))
    FROM (SELECT size - (pg_current_wal_lsn() - '0/0') % size AS room
          FROM (SELECT setting::numeric AS size FROM pg_settings WHERE name = 'wal_segment_size') s) r`);
}
