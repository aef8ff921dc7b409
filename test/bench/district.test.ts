import { describe, expect, test } from 'vitest';
import { district, districtProblem } from '../../bench/district.ts';
import { problemHash } from '../../solver/canonical.ts';
import { caseOf } from '../../solver/case.ts';
import { readProblem } from '../../solver/read.ts';

describe.each([200, 1000, 3000])('a county of %i teachers', (size) => {
  const { teachers, schools, sections } = district(size, 7);

  test('has just so many, with as many town teachers as the demo county in proportion', () => {
    expect(teachers).toHaveLength(size);
    const town = new Set(schools.filter(({ place }) => /urban|county-town/.test(place)).map(({ id }) => id));
    const inTown = new Set(sections.filter(({ school }) => town.has(school)).map(({ id }) => id));
    const count = teachers.filter(({ serving }) => inTown.has(serving.section)).length;
    expect(count).toBe(Math.round((size * 372) / 1009));
  });
  test('is a sound problem with posts open and teachers to fill them', () => {
    const problem = districtProblem(size, 7);
    expect(readProblem(JSON.parse(JSON.stringify(problem)))).toMatchObject({ ok: true });
    expect(caseOf(problem).candidates.length).toBeGreaterThan(0);
  });
});

test('one seed makes one county, another makes another', () => {
  const hash = (seed: number) => problemHash(districtProblem(300, seed));
  expect(hash(1)).toBe(hash(1));
  expect(hash(1)).not.toBe(hash(2));
});
