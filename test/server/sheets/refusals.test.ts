import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { defaultLimits, type Limits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';
import { handmade } from './workbooks.ts';

const refusal = (bytes: Uint8Array, limits: Partial<Limits> = {}) =>
  expect(readFile(bytes, { ...defaultLimits, ...limits })).rejects;
const one = '<row r="1"><c r="A1"><v>1</v></c></row>';

test('nothing at all, and a workbook without a cell', async () => {
  await refusal(new Uint8Array()).toMatchObject({ code: 'empty-file' });
  await refusal(handmade()).toMatchObject({ code: 'empty-file' });
});
test('a workbook cut short', async () => {
  await refusal(handmade({ rows: one }).slice(0, -100)).toMatchObject({ code: 'truncated' });
});
test('a workbook whose bytes were turned', async () => {
  const bytes = handmade({ rows: one.repeat(500) });
  const at = bytes.length >> 1;
  bytes.set([0xff, 0xff, 0xff, 0xff], at);
  await refusal(bytes).toMatchObject({ code: expect.stringMatching(/damaged|truncated/) });
});
test('a picture, a text document, a program', async () => {
  await refusal(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0])).toMatchObject({
    code: 'not-a-workbook',
  });
  await refusal(zipSync({ 'word/document.xml': strToU8('<w/>') })).toMatchObject({ code: 'not-a-workbook' });
  await refusal(Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0xfe, 0xff])).toMatchObject({
    code: expect.stringMatching(/not-a-workbook|unknown-encoding/),
  });
});
test('a workbook locked by a password', async () => {
  const sheets = [{ name: 'a', rows: [['x']] }];
  await refusal(await writeXlsx({ sheets, encryption: { password: 'p', spinCount: 10 } })).toMatchObject({
    code: 'password',
  });
});
test('the formats of Excel 97 and of Excel’s binary', async () => {
  await refusal(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])).toMatchObject({
    code: 'old-workbook',
  });
  await refusal(zipSync({ 'xl/workbook.bin': strToU8('x') })).toMatchObject({ code: 'binary-workbook' });
});
test('macros, by their part or by their type', async () => {
  await refusal(handmade({ rows: one, more: { 'xl/vbaProject.bin': 'x' } })).toMatchObject({
    code: 'macros',
  });
  const type = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
  const more = {
    '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
  };
  await refusal(handmade({ rows: one, more })).toMatchObject({ code: 'macros' });
});

const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]>`;
test.each(['xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml', 'docProps/core.xml'])(
  'entities declared in %s',
  async (part) => {
    await refusal(
      handmade({ rows: one, more: { [part]: `<?xml version="1.0"?>${laughs}<x>&c;</x>` } }),
    ).toMatchObject({
      code: 'entity-declarations',
      found: part,
    });
  },
);

test('a part that unpacks to more than is allowed, though the archive says otherwise', async () => {
  const bytes = handmade({ rows: ' '.repeat(3_000_000) });
  await refusal(bytes, { unpackedBytes: 1e6 }).toMatchObject({ code: 'unpacks-too-large' });
  await refusal(withoutSizes(bytes), { unpackedBytes: 1e6 }).toMatchObject({ code: 'unpacks-too-large' });
});
test('a csv that unpacks to more than is allowed', async () => {
  await refusal(gzipSync('a,b\n'.repeat(1e5)), { textBytes: 1e5 }).toMatchObject({
    code: 'unpacks-too-large',
  });
});
test('one part named twice', async () => {
  const bytes = Buffer.from(handmade({ rows: one, more: { 'xl/workbook.xm2': '<x/>' } }));
  let at = bytes.indexOf('xl/workbook.xm2');
  for (; at >= 0; at = bytes.indexOf('xl/workbook.xm2', at)) bytes.write('xl/workbook.xml', at);
  await refusal(bytes).toMatchObject({ code: 'damaged', found: 'xl/workbook.xml' });
});
test('XML nested without end, a tag without end, a cell out of any sheet', async () => {
  await refusal(handmade({ rows: '<a>'.repeat(1000) })).toMatchObject({ code: 'damaged' });
  await refusal(handmade({ rows: `<row x="${'y'.repeat(3_000_000)}` })).toMatchObject({ code: 'damaged' });
  await refusal(handmade({ rows: '<row r="99999999"><c><v>1</v></c></row>' })).toMatchObject({
    code: 'damaged',
  });
  await refusal(handmade({ rows: '<row r="1"><c r="A1" t="s"><v>7</v></c></row>' })).toMatchObject({
    code: 'damaged',
  });
});
test('a cell at the far corner costs nothing: its column is refused', async () => {
  await refusal(handmade({ rows: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' })).toMatchObject({
    code: 'too-many-columns',
    sheet: '教师',
  });
});
test('the last row and column allowed are read, one more is not', async () => {
  const rows = (count: number) => Array.from({ length: count }, () => '<row><c><v>1</v></c></row>').join('');
  const read = await readFile(handmade({ rows: rows(3) }), { ...defaultLimits, rows: 3 });
  expect(read[0]?.rows.length).toBe(3);
  await refusal(handmade({ rows: rows(4) }), { rows: 3 }).toMatchObject({ code: 'too-many-rows' });
  await refusal(handmade({ rows: rows(4) }), { cells: 3 }).toMatchObject({ code: 'too-many-rows' });
  await refusal(handmade({ rows: '<row><c r="B1"><v>1</v></c></row>' }), { columns: 1 }).toMatchObject({
    code: 'too-many-columns',
  });
});
test('more texts than are kept', async () => {
  const texts = Array.from({ length: 50 }, (_, at) => `<si><t>${'字'.repeat(100)}${at}</t></si>`).join('');
  await refusal(handmade({ rows: one, texts }), { letters: 1000 }).toMatchObject({ code: 'too-many-rows' });
});

/** The archive claims that each part is empty once unpacked. */
function withoutSizes(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes);
  for (let at = changed.indexOf('PK\u0001\u0002'); at >= 0; at = changed.indexOf('PK\u0001\u0002', at + 1))
    changed.writeUInt32LE(0, at + 24);
  return changed;
}
