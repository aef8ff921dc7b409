import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eligibilityOf } from '../../solver/eligibility.ts';
import { problem as format } from '../../solver/problem.ts';
import { rosterStanding } from '../../solver/roster-standing.ts';
import { randomCounty } from '../support/random-county.ts';

const barsOf = (found: readonly { teacher: string; bar: { rule: string } | null }[]) =>
  new Map(found.map(({ teacher, bar }) => [teacher, bar?.rule ?? null]));

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'of random county %i it says of everybody what eligibility says',
  (seed) => {
    const problem = randomCounty(seed);
    const all = problem.teachers.map(({ id }) => id);
    expect(barsOf(rosterStanding(problem))).toEqual(barsOf(eligibilityOf(problem, all)));
  },
);

test('of the demo county it tells everybody once, and some of each kind', () => {
  const text = readFileSync(new URL('../../data/demo-problem.json', import.meta.url), 'utf8');
  const problem = format.parse(JSON.parse(text));
  const found = rosterStanding(problem);
  expect(found.map(({ teacher }) => teacher)).toEqual(problem.teachers.map(({ id }) => id));
  const some = problem.teachers.filter((_, at) => at % 200 === 0).map(({ id }) => id);
  const bars = barsOf(found);
  for (const [teacher, rule] of barsOf(eligibilityOf(problem, some))) expect(bars.get(teacher)).toBe(rule);
  expect(found.some(({ bar }) => bar === null)).toBe(true);
  expect(new Set(bars.values()).size).toBeGreaterThan(3);
});
