import { expect, test } from 'vitest';
import { Faults } from '../../../server/imports/faults.ts';
import type { ColumnMapping } from '../../../server/imports/mapping.ts';
import { recognise } from '../../../server/imports/recognise.ts';
import type { SheetRead } from '../../../server/sheets/cell.ts';

const sheet = (name: string, ...rows: string[][]): SheetRead => ({
  name,
  rows: rows.map((cells, at) => ({ number: at + 1, cells })),
  merged: [],
  date1904: false,
});
const none = { fixed: {}, values: {} };
const schools: ColumnMapping['sheets'][number] = {
  entity: 'schools',
  columns: { DM: 'code', MC: 'name', DD: 'place' },
  ...none,
};

function recognised(sheets: readonly SheetRead[], mapping: ColumnMapping) {
  const faults = new Faults('file.xlsx');
  const notes = new Faults('file.xlsx');
  const tables = recognise(sheets, mapping, faults, notes);
  return {
    tables: tables.map(({ entity }) => entity),
    faults: faults.told.map(({ sheet, row, column, code }) => [code, sheet, row, column]),
    notes: notes.told.map(({ code }) => code),
  };
}

test('a header a mapping has and the file has not is named, at the row that comes nearest', () => {
  const file = [sheet('学校', ['二〇二六年'], ['DM', 'MC', '地点'], ['S1', '荷花小学', '村'])];
  expect(recognised(file, { sheets: [schools] })).toEqual({
    tables: [],
    faults: [['mapped-header-missing', '学校', 2, 'DD']],
    notes: [],
  });
});
test('so is every one of several, in the sheet the mapping names', () => {
  const file = [sheet('学校', ['DM', '名称', '地点'])];
  expect(recognised(file, { sheets: [{ ...schools, sheet: '学校' }] }).faults).toEqual([
    ['mapped-header-missing', '学校', 1, 'MC'],
    ['mapped-header-missing', '学校', 1, 'DD'],
  ]);
});
test('one that is missing is a fault though other sheets of the mapping are there', () => {
  const sections = { entity: 'sections' as const, columns: { DM: 'school', XD: 'stage' }, ...none };
  const file = [sheet('学校', ['DM', 'MC', 'DD']), sheet('学部', ['DM', '学段'])];
  expect(recognised(file, { sheets: [schools, sections] })).toMatchObject({
    tables: ['schools'],
    faults: [['mapped-header-missing', '学部', 1, 'XD']],
  });
});
test('a sheet the mapping does not mean is passed over, and with nothing left that is the fault', () => {
  const other = sheet('说明', ['甲', '乙']);
  expect(recognised([sheet('学校', ['DM', 'MC', 'DD']), other], { sheets: [schools] })).toEqual({
    tables: ['schools'],
    faults: [],
    notes: ['sheet-passed-over'],
  });
  expect(recognised([other], { sheets: [schools] }).faults).toEqual([['no-headers', '说明', null, null]]);
});
