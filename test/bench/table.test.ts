import { expect, test } from 'vitest';
import { head, lineOf } from '../../bench/table.ts';

const line = (limit: { seconds?: number; megabytes?: number; heldUp?: number }) => ({
  name: 'a-case',
  size: '10 teachers',
  checks: 'all of it',
  limit,
});
const outcome = { seconds: 2.345, cpuSeconds: 1.5, megabytes: 100.4, heldUp: 80, answer: '3 moves' };

test('within its limits a case is ok, and says what it found', () =>
  expect(lineOf(line({ seconds: 2.345, megabytes: 101, heldUp: 80 }), outcome)).toMatch(
    /^a-case +10 teachers +all of it +2\.35 s +1\.5 s +100 MB +80 ms +2\.35 s, 101 MB, 80 ms +ok: 3 moves\n$/,
  ));
test('a limit missed is told with how much', () =>
  expect(lineOf(line({ seconds: 2, heldUp: 50 }), outcome)).toMatch(/MISSED by 0\.35 s, 30 ms: 3 moves\n$/));
test('a limit left out is no limit', () => expect(lineOf(line({}), outcome)).toMatch(/ok: 3 moves\n$/));
test('a wrong answer has no time', () => {
  const wrong = lineOf(line({ seconds: 2 }), { wrong: 'Not so: no rule is broken.' });
  expect(wrong).toMatch(/^a-case +10 teachers +all of it +2 s +WRONG: Not so: no rule is broken\.\n$/);
});
test('columns stand beneath their titles', () => {
  const start = head.indexOf('checked');
  expect(lineOf(line({}), outcome).indexOf('all of it')).toBe(start);
});
