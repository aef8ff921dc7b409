import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guard, unguard } from '../../../server/sheets/formula-guard.ts';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';
import { writeWorkbook } from '../../../server/sheets/write.ts';

const formulas = ['=1+1', '+8613800000000', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1"];

test.each(formulas)('%j starts no formula once guarded, and comes back as it was', (text) => {
  expect(guard(text)).toMatch(/^'/);
  expect(unguard(guard(text))).toBe(text);
});
test.each(['李秀兰', "'tis", '1-2', '', 'a=b'])('%j needs no guard', (text) => {
  expect(guard(text)).toBe(text);
  expect(unguard(text)).toBe(text);
});
test('any text comes back as it was', () => {
  const texts = fc.string({ unit: fc.constantFrom("'", '=', '-', 'a', '1', '\t', '李') });
  fc.assert(fc.property(texts, (text) => unguard(guard(text)) === text));
});
test('in a workbook every one of them is text behind an apostrophe', async () => {
  const rows = formulas.map((text) => [text]);
  const bytes = await writeWorkbook([{ name: 'a', columns: [{ header: '=head' }], rows }]);
  const [sheet] = await readFile(bytes, defaultLimits);
  expect(sheet?.rows.map(({ cells }) => cells[0])).toEqual(["'=head", ...formulas.map((text) => `'${text}`)]);
});
