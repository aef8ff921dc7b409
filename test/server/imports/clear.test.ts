import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { catalogue } from '../../../server/imports/catalogue.ts';
import { exportCounty } from '../../../server/imports/export.ts';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyCounty, importing, smallCounty, workbook } from './county.ts';

const itsRecruits = {
  recruits: [
    {
      number: 'N2027001',
      name: '周小雨',
      kind: 'special-post',
      sex: 'female',
      born: '2004-03-12',
      arrivesOn: '2027-08-20',
      contractEnds: '2030-08-31',
    },
  ],
  recruitCertificates: [{ recruit: 'N2027001', subject: 'english', stage: 'primary', rank: 'main' }],
};

let database: Database;
let county: string;
/** Of each sheet the headers and the first row, as exported. */
let sheets: ReadonlyMap<string, { readonly headers: string[]; readonly row: string[] }>;
beforeAll(async () => {
  database = await testDatabase();
  county = await emptyCounty(database, 'A');
  await importing(database, county)(await workbook({ ...smallCounty, ...itsRecruits }));
  const read = await readFile(await exportCounty(database, county, 'zh'), defaultLimits);
  const text = (cell: unknown) =>
    typeof cell === 'object' && cell !== null && 'day' in cell ? String(cell.day) : String(cell ?? '');
  sheets = new Map(
    read.map(({ name, rows: [head, first] }) => [
      name,
      {
        headers: (head?.cells ?? []).map(text),
        row: (head?.cells ?? []).map((_, at) => text(first?.cells[at] ?? null)),
      },
    ]),
  );
});
afterAll(() => database.close());

const optional = catalogue.flatMap(({ zh, key, columns }) =>
  columns
    .filter((column) => !column.required && !key.includes(column.key))
    .map((column) => [zh, column.zh] as const),
);

test.each(optional)('%s, %s: cleared, or refused in its place', async (sheet, header) => {
  const { headers, row } = sheets.get(sheet) ?? { headers: [], row: [] };
  expect(headers).toContain(header);
  const cells = row.map((cell, at) => (headers[at] === header ? '（清空）' : cell));
  const csv = [headers, cells].map((line) => line.map((cell) => `"${cell}"`).join(',')).join('\n');
  const report = await importing(database, county)(Buffer.from(`${csv}\n`));
  const [fault] = report.faults;
  if (fault === undefined) expect(report.sheets).toMatchObject([{ added: 0, refused: 0 }]);
  else expect(fault).toMatchObject({ row: 2, column: header });
});

test('a title cleared is that of somebody without one; where one is registered cannot be cleared', async () => {
  const bring = importing(database, county);
  expect(await bring(Buffer.from('工号,职称,工作量\n0001,（清空）,（清空）\n'))).toMatchObject({
    faults: [],
  });
  const teacher = await database.db.teacher.findFirstOrThrow({
    where: { countyId: county, staffNumber: '0001' },
  });
  expect(teacher).toMatchObject({ title: 'none', fte: 1 });
  expect(await bring(Buffer.from('工号,在编学校代码\n0001,（清空）\n'))).toMatchObject({
    importId: null,
    faults: [{ row: 2, column: '在编学校代码', code: 'cannot-be-cleared' }],
  });
});
