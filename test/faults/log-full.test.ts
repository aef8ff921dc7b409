import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inForm, tell } from './form.ts';
import { folderIn, type Place } from './place.ts';
import { start } from './program.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

const times = inForm(1, 10);

let disk: SmallDisk;
let place: Place;
beforeAll(async () => {
  disk = await smallDisk(256);
  place = await folderIn(disk.folder);
  await place.within(({ pool }) => pool.query('CREATE TABLE written (number int)'));
});
afterAll(() => disk.remove());

test('an embedded database whose log finds no room ends its process in words; what was acknowledged is there', async () => {
  let all = 0;
  for (let time = 0; time < times; time++) {
    const { program, says } = start('test/faults/fill-log.ts', {}, [place.settings['DATA_DIR'] ?? '']);
    await says(/acknowledged 1\n/);
    await disk.fill(program.pid);
    expect(await Promise.race([program.ended, pause(30_000, 'it goes on')])).toBe(1);
    expect(program.heard()).toMatch(
      /The embedded database in .+ broke off, so this process stops: .+ Make room on the disk if it is full/,
    );
    await disk.makeRoom(program.pid);
    all += program.heard().match(/acknowledged \d+\n/g)?.length ?? 0;
  }
  const found = await place.within(async ({ pool }) => (await pool.query('SELECT 1 FROM written')).rowCount);
  tell(`${disk.how} under the log, pglite`, { times, acknowledged: all, found: found ?? 0 });
  expect(found).toBe(all);
});
