import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { FileRefused } from '../../../server/sheets/file-refused.ts';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';
import { testDatabase } from '../../support/database.ts';
import { bomb } from '../sheets/bombs.ts';
import { emptyCounty, importing, smallCounty, workbook } from './county.ts';

let database: Database;
let bring: ReturnType<typeof importing>;
beforeAll(async () => {
  database = await testDatabase();
  bring = importing(database, await emptyCounty(database, 'A'));
});
afterAll(() => database.close());

test('a bomb ends in words, and the server goes on', async () => {
  const report = await bring(bomb('<v>'));
  expect(report).toMatchObject({
    importId: null,
    faultCount: 1,
    faults: [{ code: 'damaged', file: 'county.xlsx' }],
  });
});

test('a thread that needs more memory or time than it may have is given up, and the next file is read', async () => {
  const huge = Buffer.from(
    `工号,姓名\n${Array.from({ length: 4e5 }, (_, at) => `${at},某人${at}`).join('\n')}`,
  );
  const limits = { ...defaultLimits, rows: 1e6 };
  expect(await bring(huge, { limits: { ...limits, megabytes: 30 } })).toMatchObject({
    faults: [{ code: 'too-much-memory' }],
  });
  expect(await bring(huge, { limits: { ...limits, seconds: 0.1 } })).toMatchObject({
    faults: [{ code: 'took-too-long' }],
  });
  const zone = Buffer.from('区代码,区名称,边远等级\nZ1,一类区,1\n');
  expect(await bring(zone, { dryRun: true })).toMatchObject({ faultCount: 0 });
});

test('random bytes, and a good workbook cut short or turned anywhere, end in words, never in a crash', async () => {
  const good = await workbook(smallCounty);
  const draw = drawing(20260701);
  const spoilt = (round: number): Uint8Array => {
    if (round % 3 === 0) return Uint8Array.from({ length: 1 + draw(400) }, () => draw(256));
    if (round % 3 === 1) return good.slice(0, draw(good.length));
    const bytes = good.slice();
    for (let turns = 1 + draw(8); turns > 0; turns--) bytes[draw(bytes.length)] = draw(256);
    return bytes;
  };
  const ends = { refused: 0, read: 0 };
  for (let round = 0; round < 300; round++)
    try {
      await readFile(spoilt(round), defaultLimits);
      ends.read++;
    } catch (error) {
      expect(error).toBeInstanceOf(FileRefused);
      ends.refused++;
    }
  expect(ends.refused + ends.read).toBe(300);
  expect(ends.refused).toBeGreaterThan(200);
  for (const round of [0, 1, 2])
    expect((await bring(spoilt(round))).importId === null || round === 2).toBe(true);
  expect(await database.db.county.count()).toBe(1);
});

/** Whole numbers below a limit, the same every time (a linear congruence). */
function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}
