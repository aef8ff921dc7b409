import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';
import { writeWorkbook } from '../../../server/sheets/write.ts';
import { handmade, type Parts } from './workbooks.ts';

const sheet = async (parts: Parts) => {
  const [first] = await readFile(handmade(parts), defaultLimits);
  return first;
};
const cells = async (parts: Parts) => (await sheet(parts))?.rows.map((row) => row.cells);

test('rows keep the numbers the spreadsheet shows, also with blank rows between', async () => {
  const rows = '<row r="3"><c r="A3"><v>1</v></c></row><row r="4"/><row r="9"><c r="A9"><v>2</v></c></row>';
  expect((await sheet({ rows }))?.rows).toEqual([
    { number: 3, cells: [1] },
    { number: 9, cells: [2] },
  ]);
});

test('a cell stands in the column its reference names; those left out are empty', async () => {
  expect(await cells({ rows: '<row r="1"><c r="C1"><v>5</v></c><c r="AB1"><v>6</v></c></row>' })).toEqual([
    [null, null, 5, ...Array(24).fill(null), 6],
  ]);
});

test('cells and rows without a reference follow one another', async () => {
  expect(
    await sheet({ rows: '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>' }),
  ).toMatchObject({
    rows: [
      { number: 1, cells: [1, 2] },
      { number: 2, cells: [3] },
    ],
  });
});

test('shared texts, texts of runs, texts in the cell; readings above characters are no text', async () => {
  const texts =
    '<si><t>李</t></si><si><r><t>王</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 建国</t></r><rPh sb="0" eb="1"><t>ワン</t></rPh></si>';
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>a &lt;b&gt; &#x674E;_x000D_</t></is></c></row>';
  expect(await cells({ rows, texts })).toEqual([['李', '王 建国', 'a <b> 李\r']]);
});

test('tags with a prefix, CDATA, comments, and a > within quotes are read', async () => {
  const more = {
    'xl/worksheets/sheet1.xml':
      '<x:worksheet xmlns:x="m"><!-- > --><x:sheetData><x:row r="1" note="a>b"><x:c r="A1" t="str"><x:v><![CDATA[<李>]]></x:v></x:c></x:row></x:sheetData></x:worksheet>',
  };
  expect(await cells({ more })).toEqual([['<李>']]);
});

test('a formula gives its saved result; without one it is marked, and an error is an error', async () => {
  const rows =
    '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f></c><c r="C1" t="e"><v>#N/A</v></c><c r="D1" t="str"><f>"x"</f><v>x</v></c></row>';
  expect(await cells({ rows })).toEqual([
    [2, { is: 'formula', found: '=' }, { is: 'error', found: '#N/A' }, 'x'],
  ]);
});

const dated = (book: string, value: string, format = '<xf numFmtId="14"/>') =>
  cells({
    styles: `<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/>${format}</cellXfs>`,
    rows: `<row r="1"><c r="A1" s="1"><v>${value}</v></c></row>`,
    book: `<workbook xmlns:r="r"><workbookPr${book}/><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>`,
  });
const day = (text: string | null, found: string) => [[{ is: 'day', day: text, found }]];

test('a number shown as a date is that day, in either date system', async () => {
  expect(await dated('', '43709')).toEqual(day('2019-09-01', '43709'));
  expect(await dated(' date1904="1"', '42247')).toEqual(day('2019-09-01', '42247'));
});
test('the first days of 1900 are right on both sides of the day that never was', async () => {
  expect(await dated('', '1')).toEqual(day('1900-01-01', '1'));
  expect(await dated('', '59')).toEqual(day('1900-02-28', '59'));
  expect(await dated('', '60')).toEqual(day(null, '60'));
  expect(await dated('', '61')).toEqual(day('1900-03-01', '61'));
});
test('a time of day is no day', async () => {
  expect(await dated('', '43709.5')).toEqual(day(null, '43709.5'));
});
test('a format of one’s own shows a day by its letters, not by words in quotes', async () => {
  expect(await dated('', '43709', '<xf numFmtId="164"/>')).toEqual(day('2019-09-01', '43709'));
  expect(await dated('', '43709', '<xf numFmtId="165"/>')).toEqual([[43709]]);
});

test('hidden sheets are passed over', async () => {
  const book =
    '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/><sheet name="b" state="hidden" r:id="rId1"/></sheets></workbook>';
  const sheets = await readFile(
    handmade({ book, rows: '<row r="1"><c r="A1"><v>1</v></c></row>' }),
    defaultLimits,
  );
  expect(sheets.map(({ name }) => name)).toEqual(['a']);
});

test('merged ranges are told', async () => {
  const after = '<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>';
  expect(await sheet({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>', after })).toMatchObject({
    merged: ['A2:A4'],
  });
});

test('what is written is read back cell by cell, as by another reader', async () => {
  const bytes = await writeWorkbook([
    {
      name: '教师',
      columns: [
        { header: '工号', format: 'text' },
        { header: '姓名' },
        { header: '出生', format: 'day' },
        { header: 'n' },
      ],
      rows: [
        ['00012', '李𬱖', '1985-03-12', 1.5],
        ['00013', null, '1900-01-15', -3],
      ],
      room: 2,
    },
  ]);
  expect((await readFile(bytes, defaultLimits))[0]?.rows).toEqual([
    { number: 1, cells: ['工号', '姓名', '出生', 'n'] },
    { number: 2, cells: ['00012', '李𬱖', { is: 'day', day: '1985-03-12', found: '31118' }, 1.5] },
    { number: 3, cells: ['00013', null, '1900-01-15', -3] },
  ]);
  expect((await readXlsx(bytes)).sheets[0]?.rows[1]).toEqual([
    '00012',
    '李𬱖',
    new Date(Date.UTC(1985, 2, 12)),
    1.5,
  ]);
});
