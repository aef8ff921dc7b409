import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { undoImport } from '../../../server/imports/undo.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyCounty, importing, smallCounty, workbook } from './county.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const idOf = (importId: string | null): string => importId ?? 'nothing was written';
const everything = async (county: string) => {
  const { db } = database;
  const where = { countyId: county };
  return {
    schools: await db.school.findMany({
      where,
      orderBy: { code: 'asc' },
      omit: { version: true, updatedAt: true },
    }),
    teachers: await db.teacher.findMany({
      where,
      orderBy: { staffNumber: 'asc' },
      omit: { version: true, updatedAt: true },
    }),
    wishes: await db.wish.findMany({
      where,
      omit: { version: true, updatedAt: true },
      include: { choices: { orderBy: { rank: 'asc' }, omit: { id: true } } },
    }),
  };
};

test('a whole county goes as it came', async () => {
  const county = await emptyCounty(database, 'A');
  const { importId } = await importing(database, county)(await workbook(smallCounty));
  await undoImport(database, null, idOf(importId));
  const { db } = database;
  const left = await Promise.all([
    db.zone.count({ where: { countyId: county } }),
    db.school.count({ where: { countyId: county } }),
    db.section.count({ where: { countyId: county } }),
    db.teacher.count({ where: { countyId: county } }),
    db.wish.count({ where: { countyId: county } }),
  ]);
  expect(left).toEqual([0, 0, 0, 0, 0]);
  expect(await db.import.findUnique({ where: { id: idOf(importId) } })).toMatchObject({ state: 'undone' });
  expect(await db.auditEvent.count({ where: { countyId: county, action: 'import.undo' } })).toBe(1);
  await expect(undoImport(database, null, idOf(importId))).rejects.toMatchObject({
    name: 'ImportCannotBeUndone',
    words: { en: 'This import has been undone already.' },
  });
});

test('imports are undone one after the other, the last first', async () => {
  const county = await emptyCounty(database, 'R');
  const bring = importing(database, county);
  const before = await everything(county);
  const first = await bring(await workbook(smallCounty));
  const second = await bring(Buffer.from('工号,姓名\n0001,甲\n'));
  await undoImport(database, null, idOf(second.importId));
  await undoImport(database, null, idOf(first.importId));
  expect(await everything(county)).toEqual(before);
});

test('what an import changed is put back, what it added goes, and what it left stays', async () => {
  const county = await emptyCounty(database, 'B');
  const bring = importing(database, county);
  await bring(await workbook(smallCounty));
  const before = await everything(county);
  const versions = await database.db.teacher.findMany({
    where: { countyId: county },
    select: { version: true },
  });
  const { importId, faults } = await bring(
    await workbook({
      schools: [
        { code: 'S4', name: '新校', place: 'village' },
        { code: 'S3', parent: 'S4', statistics: null },
      ],
      teachers: [{ staffNumber: '0001', name: '李秀蓝', title: 'senior' }],
      wishes: [{ teacher: '0001', schoolYear: 2026, choices: ['S4'] }],
    }),
  );
  expect(faults).toEqual([]);
  expect(await everything(county)).not.toEqual(before);
  await undoImport(database, null, idOf(importId));
  expect(await everything(county)).toEqual(before);
  const after = await database.db.teacher.findMany({
    where: { countyId: county },
    select: { version: true },
  });
  expect(Math.max(...after.map(({ version }) => version))).toBeGreaterThan(
    Math.max(...versions.map(({ version }) => version)),
  );
});

test('a row edited since is named, and nothing is put back', async () => {
  const county = await emptyCounty(database, 'C');
  const { importId } = await importing(database, county)(await workbook(smallCounty));
  const { db } = database;
  await db.certificate.updateMany({
    where: { teacher: { staffNumber: '0002', countyId: county } },
    data: { number: 'C-7' },
  });
  await expect(undoImport(database, null, idOf(importId))).rejects.toMatchObject({
    edited: [{ entity: 'certificates', key: '0002 / physics / junior' }],
  });
  expect(await db.wish.count({ where: { countyId: county } })).toBe(1);
  await db.certificate.updateMany({ where: { teacher: { countyId: county } }, data: { number: null } });
  const wish = await db.wish.findFirstOrThrow({ where: { countyId: county }, include: { choices: true } });
  await db.wishChoice.deleteMany({ where: { wishId: wish.id, rank: 2 } });
  await expect(undoImport(database, null, idOf(importId))).rejects.toMatchObject({
    edited: [{ entity: 'wishes', key: '0001 / 2026' }],
  });
});

test('a row that came later and needs one the import added keeps it', async () => {
  const county = await emptyCounty(database, 'D');
  const { importId } = await importing(database, county)(await workbook(smallCounty));
  const { db } = database;
  const teacher = await db.teacher.findFirstOrThrow({ where: { countyId: county, staffNumber: '0002' } });
  const later = await db.exemption.create({
    data: { teacherId: teacher.id, kind: 'leave', from: new Date('2026-01-01T00:00:00Z') },
  });
  await expect(undoImport(database, null, idOf(importId))).rejects.toMatchObject({
    edited: [{ entity: 'teachers', key: '0002' }],
    words: { en: expect.stringContaining('needed by others') },
  });
  expect(await db.teacher.count({ where: { countyId: county } })).toBe(2);
  await db.exemption.delete({ where: { id: later.id } });
  await undoImport(database, null, idOf(importId));
  expect(await db.teacher.count({ where: { countyId: county } })).toBe(0);
});
