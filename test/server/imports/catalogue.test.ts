import { expect, test } from 'vitest';
import { catalogue } from '../../../server/imports/catalogue.ts';
import { folded, nearest, spellings } from '../../../server/imports/headers.ts';
import { tables } from '../../../server/imports/tables.ts';

test('no header means two columns of one sheet', () => {
  for (const { entity, columns } of catalogue) {
    const bearers = new Map<string, string>();
    for (const column of columns)
      for (const name of new Set(spellings(column))) {
        expect(`${entity}: ${name} is ${bearers.get(name) ?? column.key}`).toBe(
          `${entity}: ${name} is ${column.key}`,
        );
        bearers.set(name, column.key);
      }
  }
});
test('no word of a list means two things', () => {
  for (const { columns } of catalogue)
    for (const { kind } of columns) {
      if (kind.type !== 'choice') continue;
      const words = kind.choices.flatMap((choice) => [
        ...new Set([folded(choice.value), ...spellings(choice)]),
      ]);
      expect(words).toEqual([...new Set(words)]);
    }
});
test('no name means two sheets', () => {
  const names = catalogue.flatMap((sheet) => [...new Set([folded(sheet.zh), folded(sheet.en)])]);
  expect(names).toEqual([...new Set(names)]);
});
test('every sheet has a table, in the same order', () =>
  expect(tables.map(({ entity }) => entity)).toEqual(catalogue.map(({ entity }) => entity)));

test('headers are compared without case, width, spaces, marks, and in simplified characters', () => {
  for (const header of ['Staff number', 'STAFF  NUMBER', 'staff_number*', 'Ｓｔａｆｆ ｎｕｍｂｅｒ'])
    expect(folded(header)).toBe('staffnumber');
  expect(folded('學校代碼')).toBe('学校代码');
});
test('the nearest word is one letter off, or a third of a longer one; two as near are none', () => {
  expect(nearest('数雪', ['数学', '语文'])).toBe('数学');
  expect(nearest('数雪', ['数学', '数理'])).toBeUndefined();
  expect(nearest('骑马', ['数学'])).toBeUndefined();
  expect(nearest('S', ['T'])).toBeUndefined();
  expect(nearest('Mathemetics', ['Mathematics', 'Music'])).toBe('Mathematics');
});
