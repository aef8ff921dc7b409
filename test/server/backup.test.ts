import { PassThrough, Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backup, restore } from '../../prisma/backup.ts';
import type { Database } from '../../prisma/client.ts';
import { embeddedDatabase, testDatabase } from '../support/database.ts';
import { everything } from '../support/everything.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, insert, keepRegistry } from '../support/registry.ts';

let source: Database;
let target: Database;
let file: Buffer;
beforeAll(async () => {
  [source, target] = await Promise.all([testDatabase(), testDatabase()]);
  await keepRegistry(source, asRegistered(randomCounty(7)));
  await awkwardRows(source);
  file = await backedUp(source);
});
afterAll(async () => {
  await source.close();
  await target.close();
});

/** What a careless format would bend: JSON null beside none, line separators, fine floats, self-references, counters. */
async function awkwardRows({ pool, db }: Database) {
  const county = await db.county.findFirstOrThrow();
  const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
  const school = { countyId: county.id, place: 'village', statistics: null };
  await insert(pool, 'School', [
    {
      ...school,
      id: id(1),
      code: 'site',
      name: 'a\u2028b\nc"\\,\t喆𬱖',
      parentId: id(2),
      longitude: 0.1 + 0.2,
    },
    { ...school, id: id(2), code: 'parent', name: 'parent', parentId: null, longitude: 1e-300 },
  ]);
  await pool.query(`UPDATE "School" SET facilities = 'null' WHERE code = 'site'`);
  await pool.query(
    `UPDATE "School" SET statistics = '{"b": 1.10, "a": [null, "\\u0001é"]}' WHERE code = 'parent'`,
  );
  const [one, other] = await db.teacher.findMany({ take: 2, orderBy: { id: 'desc' } });
  await db.teacher.update({ where: { id: one?.id ?? '' }, data: { partnerId: other?.id ?? null } });
  for (const action of ['first', 'second'])
    await db.auditEvent.create({
      data: { action, entity: 'Test', at: new Date('2026-01-01T00:00:00.123Z') },
    });
}

async function backedUp({ pool }: Database): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const out = new PassThrough();
  out.on('data', (chunk: Buffer) => chunks.push(chunk));
  await backup(pool, out);
  return Buffer.concat(chunks);
}

const restored = (bytes: Uint8Array, replace = false, into = target) =>
  restore(into.pool, async () => Readable.from([bytes]), { replace });

/** The backup with its text changed, and sealed as it was. */
const altered = (change: (text: string) => string) => gzipSync(change(gunzipSync(file).toString()));

test.each([
  [
    'a file of another kind',
    () => Buffer.from('PK\u0003\u0004'),
    'damaged: it is cut short or not a gzip file',
  ],
  ['an empty file', () => Buffer.alloc(0), 'damaged'],
  ['gzip of something else', () => gzipSync('{"tables":[]}\n'), 'damaged: its end is missing'],
  ['half a file', () => file.subarray(0, file.length / 2), 'damaged: it is cut short'],
  [
    'a file without its last lines',
    () => altered((text) => text.split('\n').slice(0, -3).join('\n')),
    'damaged',
  ],
  ['a file without its seal', () => altered((text) => text.replace(/\{"sha256.*\n$/, '')), 'damaged'],
  [
    'a changed name',
    () => altered((text) => text.replace('"Teacher 1"', '"Teacher X"')),
    'its checksum does not match',
  ],
  [
    'a row that refers to nothing',
    () => altered((text) => text.replace(/^\["00000000-0000-4000-8000-000000000002".*\n/m, '')),
    'damaged',
  ],
  [
    'a backup of a newer version',
    () =>
      altered((text) => text.replace('"migrations":[', '"migrations":[{"name":"2099_more","checksum":"x"},')),
    'newer version (2099_more)',
  ],
  [
    'a newer format',
    () => altered((text) => text.replace('junheng-backup/1', 'junheng-backup/2')),
    'reads junheng-backup/1',
  ],
  [
    'a backup of an older version',
    () => altered((text) => text.replace(/"migrations":\[.*?\],"tables"/, '"migrations":[],"tables"')),
    'older version',
  ],
])('%s is refused and changes nothing', async (_what, bytes, message) => {
  const before = await everything(target);
  await expect(restored(bytes())).rejects.toMatchObject({
    name: 'BackupRefused',
    message: expect.stringContaining(message),
  });
  expect(await everything(target)).toEqual(before);
});

test('restored into an empty database every row is the same, to the last digit', async () => {
  const { tables: counts, remade } = await restored(file);
  expect(remade).toBe(false);
  expect(await everything(target)).toEqual(await everything(source));
  expect(counts.find(({ name }) => name === 'School')?.rows).toBeGreaterThan(2);
});

test('counters go on after the highest number restored', async () => {
  const { position } = await target.db.auditEvent.create({ data: { action: 'next', entity: 'Test' } });
  const before = await target.db.auditEvent.findFirstOrThrow({ where: { action: 'second' } });
  expect(position).toBe(before.position + 1n);
});

test('a database that holds anything is replaced only when told so', async () => {
  await target.db.province.create({ data: { code: 'other', name: 'other' } });
  const before = await everything(target);
  await expect(restored(file)).rejects.toThrow('The database is not empty.');
  await expect(restored(file.subarray(0, -9), true)).rejects.toThrow('damaged');
  expect(await everything(target)).toEqual(before);
  await restored(file, true);
  expect(await everything(target)).toEqual(await everything(source));
});

test('a database of another program is left alone, whatever it is told', async () => {
  const { pool } = target;
  const before = await everything(target);
  const first = await pool.query(
    `DELETE FROM _prisma_migrations WHERE migration_name LIKE '%_first_facts' RETURNING id, checksum, migration_name, finished_at`,
  );
  await expect(restored(file, true)).rejects.toThrow('tables of another program');
  await expect(backedUp(target)).rejects.toThrow('no tables of Junheng');
  await insert(pool, '_prisma_migrations', first.rows);
  expect(await everything(target)).toEqual(before);
});

test('a backup of a restored database is the same but for the order of bytes packed', async () => {
  const lines = (bytes: Buffer) => gunzipSync(bytes).toString().split('\n').slice(0, -2).sort();
  expect(lines(await backedUp(target))).toEqual(lines(file));
});

test('what one kind of database backs up the other restores', async () => {
  const embedded = await embeddedDatabase();
  await restored(file, false, embedded);
  expect(await everything(embedded)).toEqual(await everything(source));
  const back = await backedUp(embedded);
  await restored(back, true);
  expect(await everything(target)).toEqual(await everything(source));
  await embedded.close();
});
