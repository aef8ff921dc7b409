import { expect, test } from 'vitest';
import { daysLater, monthsLater, readDay, weekday, weeksOf } from '../../web/ui/days.ts';

test.each([
  '2026-09-01',
  '2026-9-1',
  '2026/9/1',
  '2026.09.01',
  '2026年9月1日',
  '20260901',
  ' 2026 - 09 - 01 ',
  '２０２６－０９－０１',
])('%s is the first of September', (written) => expect(readDay(written)).toBe('2026-09-01'));

test.each([
  '',
  '2026',
  '2026-09',
  '2026-13-01',
  '2026-02-29',
  '9/1/2026',
  '0026-09-01',
  '2026-09-011',
  '昨天',
])('%s is no day', (written) => expect(readDay(written)).toBeUndefined());

test('a leap day is a day', () => expect(readDay('2028-02-29')).toBe('2028-02-29'));

test('days and months go over the ends of months and years', () => {
  expect(daysLater('2026-12-31', 1)).toBe('2027-01-01');
  expect(daysLater('2026-03-01', -1)).toBe('2026-02-28');
  expect(monthsLater('2026-12-15', 1)).toBe('2027-01-15');
  expect(monthsLater('2026-03-31', -1)).toBe('2026-02-28');
  expect(monthsLater('2026-01-31', -2)).toBe('2025-11-30');
});

test('weeks begin on Monday and hold the whole month, and no week that has none of it', () => {
  const weeks = weeksOf('2026-02-10');
  expect(weeks).toHaveLength(5);
  expect(weeks[0]?.[0]).toBe('2026-01-26');
  expect(weeks.at(-1)?.at(-1)).toBe('2026-03-01');
  expect(weeks.flat().every((day, at) => weekday(day) === at % 7)).toBe(true);
});
