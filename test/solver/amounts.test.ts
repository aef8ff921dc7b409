import { expect, test } from 'vitest';
import { fromTo, plural, worsened } from '../../solver/amounts.ts';
import { goals } from '../../solver/goals/index.ts';

const never = () => Number.NaN;

test('every amount of a goal has its unit', () => {
  expect(worsened({ unit: 'people' }, 1, never)).toEqual({ zh: '增加1人', en: 'by 1 person' });
  expect(worsened({ unit: 'people' }, 3, never)).toEqual({ zh: '增加3人', en: 'by 3 people' });
  expect(fromTo({ unit: 'yuan a year' }, 0, 6000)).toEqual({
    zh: '由0变为6000元/年',
    en: 'from 0 to 6000 yuan a year',
  });
});

test('what there should be more of gets less', () =>
  expect(worsened({ unit: 'points', sense: 'maximise' }, 2, never).zh).toBe('减少2分'));

test('spread is told as what it is, a sum of squares, to as many decimals as tell two apart', () => {
  const squared = { unit: 'millionths of CV²' };
  expect(worsened(squared, 90_000, () => 160_000)).toEqual({
    zh: '由0.1600变为0.2500（各项差异系数的平方之和）',
    en: 'from 0.1600 to 0.2500 (squared coefficients of variation, added up)',
  });
  expect(fromTo(squared, 250_000, 250_003).zh).toBe('由0.250000变为0.250003（各项差异系数的平方之和）');
});

test('no goal counts in a unit that has no words', () => {
  for (const { unit } of goals) expect(fromTo({ unit }, 0, 1).zh).not.toContain(unit);
});

test('one is one, and more are more', () =>
  expect([plural(1, 'post'), plural(2, 'post'), plural(1, 'person', 'people')]).toEqual([
    '1 post',
    '2 posts',
    '1 person',
  ]));
