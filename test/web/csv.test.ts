import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { unguard } from '../../server/sheets/formula-guard.ts';
import { csv } from '../../web/ui/csv.ts';

/** Without the mark that tells Excel it is UTF-8, and the last line's end. */
const lines = (rows: Parameters<typeof csv>[0]) => csv(rows).slice(1, -2).split('\r\n');

test('begins with the UTF-8 mark and ends each line with CRLF', () =>
  expect(csv([['行']])).toBe('\uFEFF行\r\n'));

const formulas = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(A1)',
  "'=1",
];
test.each(formulas)('%j never starts a formula', (text) =>
  expect(
    csv([[text]])
      .slice(1)
      .replace(/^"/, ''),
  ).toMatch(/^'/),
);
test('what is guarded is what the importer takes off again', () => {
  for (const text of [...formulas, "it's", '均衡']) {
    const [cell = ''] = Papa.parse<string[]>(csv([[text]])).data[0] ?? [];
    expect(unguard(cell.replace(/^\uFEFF/, ''))).toBe(text);
  }
});

test('a figure stays a figure, below zero too', () => expect(lines([[-1, 0, 2.5]])).toEqual(['-1,0,2.5']));
test('commas, quotes and line breaks are quoted', () =>
  expect(lines([['a,b', 'say "hi"', 'x\ny']])).toEqual(['"a,b","say ""hi""","x\ny"']));
test('null is an empty cell', () => expect(lines([[null, 'a', null]])).toEqual([',a,']));
