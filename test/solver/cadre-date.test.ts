import { expect, test } from 'vitest';
import { caseOf } from '../../solver/case.ts';
import { county, only, teacher } from '../support/small-county.ts';

/** The day from which the rule lets a principal rotate. */
function from(cadre: { since: string; terms: number }, since: string) {
  const principal = teacher('P', {
    cadre: { role: 'principal', ...cadre },
    serving: { section: 'L', since },
    registered: { school: 'lakeside', since },
  });
  const found = caseOf(
    county({
      teachers: [principal],
      policy: { version: 'x', rules: only({ cadre: { rotation: true } }), goals: [{ name: 'gap' }] },
    }),
  );
  return found.barred(found.teacher('P'))?.bar.figures['from'];
}

test('in the second term, six years by two terms of three come first', () =>
  expect(from({ since: '2023-09-02', terms: 2 }, '2020-09-02')).toBe('2026-09-02'));
test('in the second term begun late, its third year counts, not the sixth at the school', () =>
  expect(from({ since: '2024-03-01', terms: 2 }, '2020-09-02')).toBe('2027-03-01'));
test('in the first term, eight years come first', () =>
  expect(from({ since: '2020-09-02', terms: 1 }, '2020-09-02')).toBe('2028-09-02'));
test('at the school for a shorter time than the terms, the years there count', () =>
  expect(from({ since: '2020-09-01', terms: 4 }, '2024-01-15')).toBe('2030-01-15'));
