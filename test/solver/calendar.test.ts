import { DateTime, Settings } from 'luxon';
import { afterEach, describe, expect, test } from 'vitest';
import {
  completeYears,
  inForce,
  monthsBetween,
  plusDays,
  plusMonths,
  plusYears,
  schoolYear,
  schoolYearOn,
  termEnd,
} from '../../solver/calendar.ts';

describe('complete years', () => {
  test('six years are complete on the anniversary', () =>
    expect(completeYears('2020-09-01', '2026-09-01')).toBe(6));
  test('and not the day before', () => expect(completeYears('2020-09-02', '2026-09-01')).toBe(5));
  test('born on 29 February, one year is complete on 28 February', () =>
    expect(completeYears('2000-02-29', '2001-02-28')).toBe(1));
  test('and not on the 27th', () => expect(completeYears('2000-02-29', '2001-02-27')).toBe(0));
  test('but on 29 February of a leap year', () => {
    expect(completeYears('2000-02-29', '2004-02-28')).toBe(3);
    expect(completeYears('2000-02-29', '2004-02-29')).toBe(4);
  });
  test('the same day is no year', () => expect(completeYears('2026-09-01', '2026-09-01')).toBe(0));
  test('backwards counts below nothing, and never minus nothing', () => {
    expect(completeYears('2026-09-01', '2020-09-01')).toBe(-6);
    expect(completeYears('2026-09-01', '2026-08-31')).toBe(0);
  });
});

describe('months between', () => {
  test('31 January to 28 February is a month', () =>
    expect(monthsBetween('2026-01-31', '2026-02-28')).toBe(1));
  test('31 January to 27 February is not', () => expect(monthsBetween('2026-01-31', '2026-02-27')).toBe(0));
  test('over a turn of the year', () => expect(monthsBetween('2025-11-15', '2026-02-15')).toBe(3));
  test('backwards', () => expect(monthsBetween('2026-02-15', '2025-11-16')).toBe(-2));
});

describe('days from days', () => {
  test('a year after 29 February is 28 February', () =>
    expect(plusYears('2024-02-29', 1)).toBe('2025-02-28'));
  test('four years after it is 29 February', () => expect(plusYears('2024-02-29', 4)).toBe('2028-02-29'));
  test('a month after 31 January is the last of February', () =>
    expect(plusMonths('2026-01-31', 1)).toBe('2026-02-28'));
  test('a day after 31 December', () => expect(plusDays('2026-12-31', 1)).toBe('2027-01-01'));
  test('a day before 1 March of a leap year', () => expect(plusDays('2028-03-01', -1)).toBe('2028-02-29'));
});

describe('in force', () => {
  const exemption = { from: '2026-03-01', until: '2026-09-01' };
  test.each([
    ['2026-02-28', false],
    ['2026-03-01', true],
    ['2026-09-01', true],
    ['2026-09-02', false],
  ])('on %s: %s', (day, expected) => expect(inForce(exemption, day)).toBe(expected));
  test('without an end it stays in force', () =>
    expect(inForce({ from: '2026-03-01' }, '2099-01-01')).toBe(true));
});

test('school year 2026 runs from 1 September 2026 to 31 August 2027', () =>
  expect(schoolYear(2026)).toEqual({ from: '2026-09-01', until: '2027-08-31' }));

test.each([
  ['2026-08-31', 2025],
  ['2026-09-01', 2026],
  ['2027-01-01', 2026],
])('%s lies in the school year %i', (day, year) => expect(schoolYearOn(day)).toBe(year));

test.each([
  ['2026-08-31', '2026-08-31'],
  ['2026-09-01', '2027-02-28'],
  ['2027-02-28', '2027-02-28'],
  ['2027-03-01', '2027-08-31'],
  ['2027-12-31', '2028-02-29'],
])('the term of %s ends on %s', (day, end) => expect(termEnd(day)).toBe(end));

test.each(['2026-02-29', '2026-13-01', '2026-2-3', '2026-01-01T00:00:00Z', '', 'today'])(
  '%j is refused',
  (day) => expect(() => plusDays(day, 1)).toThrow(RangeError),
);

describe('a day is the same day in every time zone', () => {
  const zone = Settings.defaultZone;
  afterEach(() => {
    Settings.defaultZone = zone;
  });
  test.each(['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'Africa/Casablanca'])(
    '%s',
    (name) => {
      Settings.defaultZone = name;
      expect(DateTime.now().zoneName).toBe(name);
      expect(plusDays('2026-03-29', 1)).toBe('2026-03-30');
      expect(completeYears('1986-05-04', '2026-05-04')).toBe(40);
    },
  );
});
