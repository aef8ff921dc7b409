import { expect, test } from 'vitest';
import { count, day, dayOfInstant, fte, schoolYear } from '../../web/ui/format.ts';

test('a day is that day', () => {
  expect(day('2026-09-01', 'zh-CN')).toBe('2026年9月1日');
  expect(day('2026-09-01', 'en')).toBe('Sep 1, 2026');
});

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Shanghai'])('the same day in %s', (zone) => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  expect(day('2026-01-01', 'zh-CN')).toBe('2026年1月1日');
  process.env['TZ'] = before;
});

test.each([
  ['Asia/Shanghai', '2026年9月2日'],
  ['Pacific/Pago_Pago', '2026年9月1日'],
])('the day of an instant is that of the reader in %s', (zone, day) => {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  expect(dayOfInstant('2026-09-01T23:30:00Z', 'zh-CN')).toBe(day);
  process.env['TZ'] = before;
});

test('full-time posts to two places', () => {
  expect(fte(1.5, 'en')).toBe('1.5');
  expect(fte(1 / 3, 'zh-CN')).toBe('0.33');
  expect(fte(2, 'en')).toBe('2');
});

test('thousands are set apart', () => expect(count(1_009, 'zh-CN')).toBe('1,009'));
test('a school year bears both of its years', () => expect(schoolYear(2026)).toBe('2026–2027'));
