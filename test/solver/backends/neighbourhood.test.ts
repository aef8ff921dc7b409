import { expect, test } from 'vitest';
import { brokenAlone } from '../../../solver/backends/bound.ts';
import { neighbourhood } from '../../../solver/backends/neighbourhood.ts';
import type { Program } from '../../../solver/model.ts';

/** Columns 0 to `columns` − 1, each 0 or 1 but the last two, which count to 9; rows of coefficient 1. */
function programOf(columns: number, rows: number[][], rowUpper: number[] = rows.map(() => 1)): Program {
  const upper = new Float64Array(columns).fill(1);
  upper.fill(9, columns - 2);
  return {
    base: { columns, rows: rows.length, teachers: new Int32Array(columns) },
    columns,
    postings: columns - 2,
    lower: new Float64Array(columns),
    upper,
    starts: Int32Array.from([0, ...rows.map((_, row) => rows.slice(0, row + 1).flat().length)]),
    indices: Int32Array.from(rows.flat()),
    values: new Float64Array(rows.flat().length).fill(1),
    rowLower: new Float64Array(rows.length).fill(Number.NEGATIVE_INFINITY),
    rowUpper: Float64Array.from(rowUpper),
    columnName: (column) => `x${column}`,
    rowNames: rows.map((_, row) => `r${row}`),
    rules: rows.map(() => null),
    defines: rows.map(() => null),
  };
}

const freeIn = ({ lower, upper }: Program): number[] =>
  [...lower.keys()].filter((column) => (lower[column] ?? 0) < (upper[column] ?? 0));

const many = 6_000;
const wide = Array.from({ length: 500 }, (_, column) => column + 1_000);
const rows = [[0, 1], [1, 2], [3, 4], wide];

function split(...columns: number[]): Float64Array {
  const point = new Float64Array(many);
  for (const column of columns) point[column] = 0.5;
  point[4] = 1;
  return point;
}

test('of a point that splits a posting only what shares a narrow row with it, and what counts, is left to choose', () => {
  const near = neighbourhood(programOf(many, rows), split(0, 1_000));
  expect(near && freeIn(near)).toEqual([0, 1, 1_000, many - 2, many - 1]);
  expect([near?.lower[4], near?.upper[4], near?.upper[3]]).toEqual([1, 1, 0]);
});

test('a point that splits nothing has no neighbourhood', () =>
  expect(neighbourhood(programOf(many, rows), split())).toBeNull());

test('nor has one of a program that is small itself', () =>
  expect(neighbourhood(programOf(5_000, rows), split(0))).toBeNull());

test('where rows of a school would leave too much to choose, only narrower ones count', () => {
  const school = (first: number) => Array.from({ length: 300 }, (_, column) => first + column);
  const schools = Array.from({ length: 60 }, (_, place) => school(300 * place));
  const program = programOf(20_000, [...schools, [0, 19_000]]);
  const point = new Float64Array(20_000);
  for (const row of schools) point[row[0] ?? 0] = 0.5;
  const near = neighbourhood(program, point);
  expect(near && freeIn(near)).toHaveLength(60 + 3);
});

test('a row that its columns’ bounds alone break is a proof by itself', () => {
  const program = programOf(4, [[0, 1], [2]], [1, -1]);
  expect(brokenAlone(program)).toEqual(Float64Array.of(0, -1));
  expect(brokenAlone({ ...program, rowUpper: Float64Array.of(1, 0) })).toBeNull();
  const asking = { ...program, rowUpper: Float64Array.of(9, 9), rowLower: Float64Array.of(3, 0) };
  expect(brokenAlone(asking)).toEqual(Float64Array.of(1, 0));
});
