import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyCounty, importing } from './county.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Invented schools in the shape of the ministry's public list. */
const invented = `NEGERI,PPD,PARLIMEN,DUN,KODSEKOLAH,NAMASEKOLAH,NAMASEKOLAH_C,ALAMATSURAT,POSKODSURAT,BANDARSURAT,LOKASI,GRED,BANTUAN,BILSESI,ENROLMEN,GURU,PRASEKOLAH,ENROLMEN PRASEKOLAH,INTEGRASI,KOORDINATXX,KOORDINATYY,SKM
PERAK,PPD A,T,A,XBC0001,SEKOLAH JENIS KEBANGSAAN (CINA) SATU,一心华小,"JALAN SATU, 1",31920,KAMPAR,Bandar,A,SBK,1,59,16,1,14,0,101.14172,4.187181645,1
PERAK,PPD A,T,A,XBC0002,SEKOLAH JENIS KEBANGSAAN (CINA) DUA,两仪华小,JALAN DUA,31920,KAMPAR,Luar Bandar,B,SK,2,,7,0,0,0,,,
PERAK,PPD B,T,B,XBC0003,SEKOLAH JENIS KEBANGSAAN (CINA) TIGA,三才华小,JALAN TIGA,31920,KAMPAR,Luar Bandar,B,SK,1,41,13,0,0,0,0,0,1
`;

test('a list of this shape is taken as it is, and again without a change', async () => {
  const county = await emptyCounty(database, 'invented');
  const report = await importing(database, county)(Buffer.from(invented), { name: 'my-sjkc.csv' });
  expect(report).toMatchObject({
    faultCount: 0,
    sheets: [
      { entity: 'schools', added: 3 },
      { entity: 'sections', added: 3 },
    ],
  });
  expect(report.notes).toMatchObject([{ code: 'mapping-taken', found: 'my-sjkc' }]);
  const schools = await database.db.school.findMany({
    where: { countyId: county },
    orderBy: { code: 'asc' },
    select: { code: true, otherName: true, place: true, longitude: true, latitude: true, statistics: true },
  });
  expect(schools).toEqual([
    {
      code: 'XBC0001',
      otherName: '一心华小',
      place: 'urban',
      longitude: 101.14172,
      latitude: 4.187181645,
      statistics: { pupils: 59, teachers: 16 },
    },
    {
      code: 'XBC0002',
      otherName: '两仪华小',
      place: 'village',
      longitude: null,
      latitude: null,
      statistics: { teachers: 7 },
    },
    {
      code: 'XBC0003',
      otherName: '三才华小',
      place: 'village',
      longitude: null,
      latitude: null,
      statistics: { pupils: 41, teachers: 13 },
    },
  ]);
  const again = await importing(database, county)(Buffer.from(invented), { mapping: 'my-sjkc' });
  expect(again).toMatchObject({ importId: null, sheets: [{ left: 3 }, { left: 3 }] });
});

/** Beside the project where somebody has it; it is not part of it, and a clone without it lacks no test of its own. */
const real = new URL('../../../../shared/data/my-sjkc.csv.gz', import.meta.url);

if (existsSync(real)) {
  test('of the real list 1,304 schools, and the sums of pupils and teachers, are the file’s', async () => {
    const bytes = readFileSync(real);
    const { data } = Papa.parse<Record<string, string>>(gunzipSync(bytes).toString('utf8'), {
      header: true,
      skipEmptyLines: true,
    });
    const sum = (column: string) => data.reduce((total, row) => total + Number(row[column] ?? 0), 0);
    const county = await emptyCounty(database, 'MY');
    const report = await importing(database, county)(bytes, { name: 'my-sjkc.csv.gz', mapping: 'my-sjkc' });
    expect(report.faults).toEqual([]);
    const [totals] = (await database.db.$queryRaw`
      SELECT count(*)::int AS schools, sum((statistics->>'pupils')::int)::int AS pupils,
        sum((statistics->>'teachers')::int)::int AS teachers, count(longitude)::int AS placed,
        count(*) FILTER (WHERE place = 'urban')::int AS urban
      FROM "School" WHERE "countyId" = ${county}::uuid`) as unknown[];
    expect(totals).toEqual({
      schools: data.length,
      pupils: sum('ENROLMEN'),
      teachers: sum('GURU'),
      placed: data.filter((row) => Number(row['KOORDINATXX']) !== 0).length,
      urban: data.filter((row) => row['LOKASI'] === 'Bandar').length,
    });
    expect(totals).toMatchObject({ schools: 1_304, pupils: 450_366, teachers: 35_230 });
  });
}
