import { expect, test } from 'vitest';
import { catalogue, type Kind, sheetOf } from '../../../server/imports/catalogue.ts';
import { readCell } from '../../../server/imports/read-cell.ts';
import type { Cell } from '../../../server/sheets/cell.ts';
import { defaultCurriculum } from '../../../solver/standards.ts';

const subjects = new Map(defaultCurriculum.subjects.map(({ code, name }) => [code, name]));
const read = (kind: Kind, cell: Cell, date1904 = false) => readCell(kind, cell, { date1904, subjects });
const value = (it: unknown) => ({ is: 'value', value: it });
const kindOf = (entity: Parameters<typeof sheetOf>[0], key: string): Kind =>
  sheetOf(entity).columns.find((column) => column.key === key)?.kind ?? { type: 'yes-no' };

const day: Kind = { type: 'day' };
const month: Kind = { type: 'day', month: true };
test.each([
  '2019-09-01',
  '2019/9/1',
  '2019.9.1',
  '2019年9月1日',
  '２０１９－０９－０１',
  '20190901',
  '2019-09-01 00:00:00',
  '2019-09-01T00:00:00Z',
])('%j is 1 September 2019', (text) => expect(read(day, text)).toEqual(value('2019-09-01')));
test.each(['2019-09', '2019年9月', '2019.9', '2019/09', '201909'])(
  '%j is the first of the month where a month will do, and no day elsewhere',
  (text) => {
    expect(read(month, text)).toEqual(value('2019-09-01'));
    expect(read(day, text)).toMatchObject({ is: 'fault', code: 'not-day', found: text });
  },
);
test.each([
  '2019-02-29',
  '2019-13-01',
  '2019-00-10',
  '2019-04-31',
  '19-9-1',
  '2019',
  '九月',
  '1899-12-31',
  '2019-09-01 08:30',
])('%j is no day', (text) => expect(read(month, text)).toMatchObject({ is: 'fault', found: text }));
test('29 February is a day of a leap year', () =>
  expect(read(day, '2020-02-29')).toEqual(value('2020-02-29')));
test('2019.1 may have been October: nobody guesses', () => {
  expect(read(month, '2019.1')).toMatchObject({ is: 'fault', code: 'january-or-october' });
  expect(read(month, 2019.1)).toMatchObject({ is: 'fault', code: 'january-or-october' });
  expect(read(month, '2019.10')).toEqual(value('2019-10-01'));
  expect(read(month, 2019.9)).toEqual(value('2019-09-01'));
});
test('a number nobody formatted counts days in the workbook’s own system; a year alone is no day', () => {
  expect(read(day, 43709)).toEqual(value('2019-09-01'));
  expect(read(day, 42247, true)).toEqual(value('2019-09-01'));
  expect(read(day, 20190901)).toEqual(value('2019-09-01'));
  expect(read(day, 2019)).toMatchObject({ is: 'fault' });
  expect(read(day, 43709.5)).toMatchObject({ is: 'fault' });
});

const code: Kind = { type: 'code', longest: 20 };
test('a code keeps its zeros as text, and is its digits as a number', () => {
  expect(read(code, '00012')).toEqual(value('00012'));
  expect(read(code, 12)).toEqual(value('12'));
  expect(read(code, 999_999_999_999_999)).toEqual(value('999999999999999'));
});
test('a number of more than 15 digits has lost some: identity numbers are text', () => {
  expect(read(code, 420525198503120000)).toMatchObject({ is: 'fault', code: 'digits-lost' });
  expect(read(code, '420525198503121234')).toEqual(value('420525198503121234'));
});

test.each(['#N/A', '#REF!', '#DIV/0!'])('%s is refused, whatever the column', (found) => {
  for (const kind of [code, day, { type: 'yes-no' } as const])
    expect(read(kind, { is: 'error', found })).toMatchObject({ is: 'fault', code: 'error-cell', found });
});
test('a formula never reckoned is refused', () =>
  expect(read(code, { is: 'formula', found: '=' })).toMatchObject({ code: 'formula-without-result' }));

const count: Kind = { type: 'integer', least: 0, most: 10 };
test('whole numbers from the least to the most', () => {
  for (const cell of [0, 10, '10', '１０', '+3']) expect(read(count, cell)).toMatchObject({ is: 'value' });
  for (const cell of [-1, 11, 1.5, '3个', '', ' 1 2', '1e1', '0x1', true])
    expect(read(count, cell)).not.toMatchObject({ is: 'value' });
  expect(read({ type: 'integer', least: 0, most: 1e6 }, '12,345')).toEqual(value(12345));
});

test('an empty cell says nothing; （清空） says to clear', () => {
  for (const cell of [null, '', '  ', '　']) expect(read(code, cell)).toEqual({ is: 'blank' });
  for (const cell of ['（清空）', '(清空)', '(clear)', '(Clear)'])
    expect(read(day, cell)).toEqual({ is: 'clear' });
});

test('yes and no in many words', () => {
  for (const cell of [true, '是', 'Yes', 'y', '√', 1, '有'])
    expect(read({ type: 'yes-no' }, cell)).toEqual(value(true));
  for (const cell of [false, '否', 'no', '无', 0])
    expect(read({ type: 'yes-no' }, cell)).toEqual(value(false));
  expect(read({ type: 'yes-no' }, '可能')).toMatchObject({ code: 'not-yes-no', found: '可能' });
});

test('words of a list in Chinese, English, synonyms and traditional characters', () => {
  const place = kindOf('schools', 'place');
  for (const cell of ['县城', 'County town', 'county-town', ' 縣城 ', 'COUNTY TOWN'])
    expect(read(place, cell)).toEqual(value('county-town'));
});
test('a near miss is asked after, in both languages', () => {
  expect(read(kindOf('teachers', 'subject'), '数雪')).toMatchObject({
    code: 'not-subject',
    found: '数雪',
    expected: {
      zh: expect.stringContaining('是否为“数学”？'),
      en: expect.stringContaining('perhaps “数学”?'),
    },
  });
  expect(read(kindOf('teachers', 'title'), '高级教帅').is).toBe('fault');
  expect(read(kindOf('teachers', 'subject'), '骑马')).toMatchObject({
    expected: { zh: '本县课程标准中的学科' },
  });
});
test('subjects by code, either name, and what rosters call them', () => {
  for (const cell of ['foreign-language', '外语', '英语', 'Foreign language'])
    expect(read({ type: 'subject' }, cell)).toEqual(value('foreign-language'));
});

test('schools wished, best first, however they are parted', () => {
  const choices = kindOf('wishes', 'choices');
  for (const cell of ['S2;S1', 'S2；S1', 'S2、S1', ' S2 , S1 ;'])
    expect(read(choices, cell)).toEqual(value(['S2', 'S1']));
});

test('text keeps to its length, and has no control characters', () => {
  const text: Kind = { type: 'text', longest: 3 };
  expect(read(text, '李𬱖兰')).toEqual(value('李𬱖兰'));
  expect(read(text, '一二三四')).toMatchObject({ code: 'not-text' });
  expect(read(text, 'a\u0000b')).toMatchObject({ code: 'unprintable', found: 'a\\u0b' });
  expect(read(text, '\ud800')).toMatchObject({ code: 'unprintable' });
});

test('what the catalogue gives as an example can be read', () => {
  for (const { columns } of catalogue)
    for (const { kind, example } of columns)
      if (example !== '') expect(read(kind, example)).toMatchObject({ is: 'value' });
});
