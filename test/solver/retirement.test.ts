import { describe, expect, test } from 'vitest';
import { retirement2025, retirementDay, retirementRows, retirementTable } from '../../solver/retirement.ts';

const man = (born: string) => retirementDay({ sex: 'male', born }, retirement2025.rows);
const woman = (born: string) => retirementDay({ sex: 'female', born }, retirement2025.rows);

describe('by the table of 2025', () => {
  test('a man of 60 in 2024 retires at 60', () => expect(man('1964-12-31')).toBe('2024-12-31'));
  test('one of 60 from January to April 2025 a month later', () => {
    expect(man('1965-01-01')).toBe('2025-02-01');
    expect(man('1965-04-30')).toBe('2025-05-30');
  });
  test('one of 60 in May 2025 two months later', () => expect(man('1965-05-01')).toBe('2025-07-01'));
  test('a man is never older than 63', () => {
    expect(man('1976-08-31')).toBe('2039-07-31');
    expect(man('1976-09-01')).toBe('2039-09-01');
    expect(man('1990-03-08')).toBe('2053-03-08');
  });
  test('a woman of 55 in 2024 retires at 55, and later ones a month for every four months', () => {
    expect(woman('1969-12-31')).toBe('2024-12-31');
    expect(woman('1970-01-01')).toBe('2025-02-01');
    expect(woman('1970-05-01')).toBe('2025-07-01');
  });
  test('a woman is never older than 58', () => {
    expect(woman('1981-08-31')).toBe('2039-07-31');
    expect(woman('1981-09-01')).toBe('2039-09-01');
  });
  test('who would retire on a day the month does not have retires on its last', () =>
    expect(woman('1970-03-31')).toBe('2025-04-30'));
});

test('of a sex without a row nobody is known to retire', () =>
  expect(
    retirementDay(
      { sex: 'male', born: '1950-01-01' },
      retirement2025.rows.filter(({ sex }) => sex === 'female'),
    ),
  ).toBeNull());

test('the table says which decision it is from', () => {
  expect(retirementTable.parse(retirement2025)).toEqual(retirement2025);
  expect(retirement2025.source).toContain('2024年9月13日');
});

test('two rows for one sex are no table', () =>
  expect(retirementRows.safeParse([...retirement2025.rows, ...retirement2025.rows]).success).toBe(false));
