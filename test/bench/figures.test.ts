import { expect, test } from 'vitest';
import { gapOf, keptOr, modelSize, percent, spreadOf } from '../../bench/figures.ts';

const goal = (value: number, bound: number | null) => ({ value, bound });

test('with every goal proven there is no gap', () => expect(gapOf([goal(5, 5), goal(0, 0)])).toBe(0));
test('the first goal not proven tells the gap, and those after it do not count', () =>
  expect(gapOf([goal(5, 5), goal(200, 199), goal(9, null)])).toBe(0.005));
test('without a bound the gap is not known', () => expect(gapOf([goal(200, null)])).toBeNull());
test('a goal of 0 is told apart from its bound by units', () => expect(gapOf([goal(0, -3)])).toBe(3));

test('a gap is shown as a percentage to two figures', () => {
  expect([0, 0.005, 0.00123, null].map(percent)).toEqual(['0', '0.50 %', '0.12 %', 'not known']);
});

test('a figure equal to its limit is kept; one beyond it tells by how much', () => {
  expect(keptOr(3, 3, 's')).toBe('3 s kept');
  expect(keptOr(4.256, 3, 's')).toBe('3 s MISSED by 1.3');
  expect(keptOr(0.4, 0.5, '')).toBe('0.5 kept');
});

test('the size of a model is read out of the reason for the engine', () => {
  expect(modelSize('The model has 985 columns and 330 rows; this engine was asked for.')).toEqual({
    columns: 985,
    rows: 330,
  });
  expect(modelSize('No model.')).toBeUndefined();
});

test('of 100 figures the 50th is the middle one and the 95th leaves five above it, the 99th one, whatever their order', () => {
  const figures = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1);
  expect(spreadOf(figures)).toEqual({ median: 50, p95: 95, p99: 99 });
});
