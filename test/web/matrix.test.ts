import { expect, test } from 'vitest';
import { type Cell, matrixOf } from '../../web/features/gaps/matrix.ts';

const lakeside = {
  id: 's1',
  stage: 'PRIMARY',
  school: { id: '1', code: '01', name: 'Lakeside', place: 'URBAN' },
} as const;
const hilltop = {
  id: 's2',
  stage: 'JUNIOR',
  school: { id: '2', code: '02', name: 'Hilltop', place: 'VILLAGE' },
} as const;

const cell = (section: Cell['section'], subject: string, facts: Partial<Cell> = {}): Cell => ({
  section,
  subject: { code: subject, words: { zh: subject, en: subject } },
  need: 2,
  supply: 2,
  gap: 0,
  lent: 0,
  surplus: 0,
  openings: 0,
  requested: 0,
  critical: false,
  specialist: true,
  ...facts,
});

const rowsOf = (cells: readonly Cell[], filter = {}) =>
  matrixOf(cells, filter).rows.map(({ section }) => section.school.name);

test('no cells, no rows', () =>
  expect(matrixOf([], {})).toMatchObject({ subjects: [], rows: [], totals: { gap: 0 } }));

test('a section whose subject nobody teaches comes before one that lacks more', () =>
  expect(
    rowsOf([cell(lakeside, 'maths', { gap: 3 }), cell(hilltop, 'music', { gap: 0.5, critical: true })]),
  ).toEqual(['Hilltop', 'Lakeside']));

test('otherwise what lacks more comes first', () =>
  expect(rowsOf([cell(lakeside, 'maths', { gap: 0.5 }), cell(hilltop, 'maths', { gap: 1 })])).toEqual([
    'Hilltop',
    'Lakeside',
  ]));

test('filters by stage and by kind of place', () => {
  const cells = [cell(lakeside, 'maths'), cell(hilltop, 'maths')];
  expect(rowsOf(cells, { stage: 'JUNIOR' })).toEqual(['Hilltop']);
  expect(rowsOf(cells, { place: 'URBAN' })).toEqual(['Lakeside']);
  expect(rowsOf(cells, { stage: 'JUNIOR', place: 'URBAN' })).toEqual([]);
});

test('only sections with a gap: a surplus is none', () =>
  expect(
    rowsOf([cell(lakeside, 'maths', { surplus: 1 }), cell(hilltop, 'maths', { gap: 0.01 })], { short: true }),
  ).toEqual(['Hilltop']));

test('a subject without specialists is no column', () =>
  expect(matrixOf([cell(lakeside, 'labour', { specialist: false, gap: 1 })], {}).subjects).toEqual([]));

test('gap and surplus are totalled side by side, never against each other', () =>
  expect(
    matrixOf([cell(lakeside, 'maths', { gap: 1.5 }), cell(hilltop, 'maths', { surplus: 2, openings: 0 })], {})
      .totals,
  ).toMatchObject({ gap: 1.5, surplus: 2 }));

test('tenths sum without dust', () =>
  expect(
    matrixOf([cell(lakeside, 'maths', { gap: 0.1 }), cell(lakeside, 'music', { gap: 0.2 })], {}).totals.gap,
  ).toBe(0.3));

test('totals are those of the rows shown', () => {
  const cells = [cell(lakeside, 'maths', { gap: 1 }), cell(hilltop, 'maths', { gap: 2 })];
  expect(matrixOf(cells, { stage: 'JUNIOR' }).totals.gap).toBe(2);
  expect(matrixOf(cells, { stage: 'JUNIOR' }).bySubject.get('maths')?.gap).toBe(2);
});

test('subjects stand in the order of the curriculum, one it does not name comes last', () => {
  const cells = [cell(lakeside, 'drama'), cell(lakeside, 'music'), cell(lakeside, 'maths')];
  expect(matrixOf(cells, {}, ['maths', 'music']).subjects.map(({ code }) => code)).toEqual([
    'maths',
    'music',
    'drama',
  ]);
});
