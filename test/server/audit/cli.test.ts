import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../../prisma/client.ts';
import { migrate } from '../../../prisma/migrate.ts';
import { recordDeed } from '../../../server/audit-event.ts';
import { runScript } from '../../support/run-script.ts';

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-audit-cli-'));
  dataDir = join(folder, 'data');
  await within(async ({ db, pool }) => {
    await migrate(pool);
    for (let index = 0; index < 3; index++)
      await db.$transaction((tx) =>
        recordDeed(tx, { countyId: null, userId: null, action: 'test', entity: 'Test', entityId: null }),
      );
  });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function within(work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<void>) {
  const database = await openDatabase({ dataDir });
  await work(database);
  await database.close();
}

const verify = (words: readonly string[] = [], more: Readonly<Record<string, string>> = {}) =>
  runScript('server/audit/cli.ts', words, { LC_ALL: 'en', DATA_DIR: dataDir, ...more });

test('exits 0 on a whole record with its end to write down, 1 where it was edited or cut off, 2 called wrongly', async () => {
  const whole = await verify();
  expect(whole).toMatchObject({ code: 0, said: '' });
  expect(whole.out).toMatch(
    /^The record of deeds is intact: 3 entries\.\nWrite this line down elsewhere: \d+:2-[0-9a-f]{64}\n$/,
  );
  const anchor = whole.out.trim().split(' ').at(-1) ?? '';
  const met = await verify(['--expect', anchor]);
  expect(met).toMatchObject({ code: 0, out: expect.stringContaining('bears the hash expected') });

  for (const words of [
    ['--expect', '3'],
    ['--expect', `0:${'0'.repeat(64)}`],
    ['--expect', `${anchor}0`],
    ['more'],
    ['--nothing'],
  ])
    expect(await verify(words)).toMatchObject({
      code: 2,
      said: expect.stringContaining('Usage: npm run audit:verify'),
    });

  await within(async ({ pool }) => {
    await pool.query(`ALTER TABLE "AuditEvent" DISABLE TRIGGER ALL`);
    await pool.query(`DELETE FROM "AuditEvent" WHERE position = (SELECT max(position) FROM "AuditEvent")`);
  });
  expect(await verify()).toMatchObject({ code: 0 });
  expect(await verify(['--expect', anchor])).toMatchObject({
    code: 1,
    out: expect.stringContaining('There is no entry 3 any more'),
  });

  await within(async ({ pool }) => {
    await pool.query(
      `UPDATE "AuditEvent" SET reason = 'x' WHERE position = (SELECT max(position) FROM "AuditEvent")`,
    );
  });
  expect(await verify()).toMatchObject({
    code: 1,
    out: expect.stringMatching(
      /^The record of deeds is not as it was written\. Entry 2: .*\nThe 1 entries before are intact, up to: 1:2-/,
    ),
  });
}, 240_000);

test('where there is no database none is made; a server that is not there is told without its password', async () => {
  const nowhere = join(folder, 'mistyped');
  expect(await verify([], { DATA_DIR: nowhere })).toMatchObject({
    code: 2,
    said: `There is no database in ${nowhere}. Check DATA_DIR.\n`,
  });
  expect(await readdir(folder)).toEqual(['data']);
  const { code, out, said } = await verify([], { DATABASE_URL: 'postgresql://u:geheim@127.0.0.1:1/x' });
  expect([code, out]).toEqual([2, '']);
  expect(said).toContain('could not be read (ECONNREFUSED)');
  expect(said).not.toContain('geheim');
}, 120_000);
