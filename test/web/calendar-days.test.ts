import { expect, test } from 'vitest';
import { daysBetween, monthsOf, percentIn, spanOf } from '../../web/features/today/days.ts';

test('days are counted across the end of February and of a year', () => {
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
  expect(daysBetween('2026-04-10', '2026-04-01')).toBe(-9);
});

test('the strip runs over whole months, from the first window to the last', () => {
  const span = spanOf([
    { from: '2026-11-20', until: '2026-12-10' },
    { from: '2026-12-05', until: '2027-02-03' },
  ]);
  expect(span).toEqual({ from: '2026-11-01', until: '2027-02-28' });
  expect(monthsOf(span ?? { from: '', until: '' })).toEqual([
    '2026-11-01',
    '2026-12-01',
    '2027-01-01',
    '2027-02-01',
  ]);
  expect(spanOf([])).toBeUndefined();
});

test('a day stands where its share of the span is', () => {
  const year = { from: '2026-01-01', until: '2026-12-31' };
  expect(percentIn(year, '2026-01-01')).toBe(0);
  expect(percentIn(year, '2026-07-02')).toBeCloseTo((100 * 182) / 365, 9);
});
