import { expect, test } from 'vitest';
import { textTable } from '../../../server/imports/text-table.ts';

test('columns stand in line though Chinese takes two places; what is too long is cut', () => {
  const columns = [
    { header: '列', longest: 10 },
    { header: 'Found', longest: 6 },
    { header: 'x', longest: 9 },
  ];
  expect(
    textTable(columns, [
      ['姓名', 'abcdefg', ''],
      ['a', '数学语文', 'two\nlines'],
    ]),
  ).toBe(
    ['列    Found   x', '────  ──────  ─────────', '姓名  abcde…', 'a     数学…   two lines'].join('\n'),
  );
});
