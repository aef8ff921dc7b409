import { expect, test } from 'vitest';
import { csv } from '../../web/ui/csv.ts';

/** Without the mark that tells Excel it is UTF-8, and the last line's end. */
const lines = (rows: Parameters<typeof csv>[0]) => csv(rows).slice(1, -2).split('\r\n');

test('begins with the UTF-8 mark and ends each line with CRLF', () =>
  expect(csv([['行']])).toBe('\uFEFF行\r\n'));

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j never starts a formula', (text) =>
  expect(
    csv([[text]])
      .slice(1)
      .replace(/^"/, ''),
  ).toMatch(/^'/),
);

test('a figure stays a figure, below zero too', () => expect(lines([[-1, 0, 2.5]])).toEqual(['-1,0,2.5']));
test('commas, quotes and line breaks are quoted', () =>
  expect(lines([['a,b', 'say "hi"', 'x\ny']])).toEqual(['"a,b","say ""hi""","x\ny"']));
test('null is an empty cell', () => expect(lines([[null, 'a', null]])).toEqual([',a,']));
