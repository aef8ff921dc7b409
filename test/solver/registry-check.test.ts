import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../solver/problem.ts';
import { registryFindings } from '../../solver/registry-check.ts';
import { randomCounty, shuffledRows } from '../support/random-county.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

const [first, second] = twoSchoolsInput.sections;
if (!first || !second) throw new Error('There are two sections.');
const whole = [first, second].map((section) => ({ ...section, pupils: { 1: 80 } }));
const found = (changes: Partial<ProblemInput>) =>
  registryFindings(twoSchools({ sections: whole, ...changes })).map(({ code, section, schools }) => [
    code,
    section,
    schools,
  ]);
const withFirst = (changes: object) =>
  found({ sections: [{ ...first, pupils: { 1: 80 }, ...changes }, ...whole.slice(1)] });

test('nothing is found where all is there', () => expect(found({})).toEqual([]));

describe('a section', () => {
  test('whose pupils are not on file', () =>
    expect(withFirst({ pupils: {} })).toEqual([['pupils-not-on-file', first.id, [first.school]]]));
  test('whose classes are not on file', () =>
    expect(withFirst({ classes: {} })).toEqual([['classes-not-on-file', first.id, [first.school]]]));
  test('of which neither is', () =>
    expect(withFirst({ classes: {}, pupils: {} }).map(([code]) => code)).toEqual([
      'classes-not-on-file',
      'pupils-not-on-file',
    ]));
  test('that is empty, as it says, is no finding', () =>
    expect(withFirst({ classes: {}, pupils: { 1: 0 } })).toEqual([]));
  test('with pupils of a grade and no class for them', () =>
    expect(withFirst({ pupils: { 1: 80, 2: 3 } })).toEqual([
      ['grade-without-class', first.id, [first.school]],
    ]));
  test('with classes of a grade whose pupils are not on file', () =>
    expect(withFirst({ classes: { 1: 2, 2: 2 }, pupils: { 1: 80 } })).toEqual([
      ['pupils-not-on-file', first.id, [first.school]],
    ]));
  test('with more classes than pupils in a grade, and not with as many', () => {
    expect(withFirst({ classes: { 1: 2 }, pupils: { 1: 1 } })).toEqual([
      ['more-classes-than-pupils', first.id, [first.school]],
    ]);
    expect(withFirst({ classes: { 1: 2 }, pupils: { 1: 2 } })).toEqual([]);
  });
});

describe('a subject', () => {
  const load = { version: 'v', periods: [{ stage: 'primary' as const, subject: 'maths', load: 14 }] };
  test('taught at a stage, without a load there', () => {
    expect(found({ load })).toEqual([['subject-without-load', null, ['town', 'village']]]);
    const [music] = registryFindings(twoSchools({ sections: whole, load }));
    expect(music?.text.zh).toBe('课时标准“v”没有小学“音乐”的周课时：该学科未计需求。');
  });
  test('that no class has is no finding', () =>
    expect(
      found({
        load,
        sections: whole.map((section) => ({ ...section, classes: { 2: 1 }, pupils: { 2: 9 } })),
      }),
    ).toEqual([]));
});

describe('a school with two codes', () => {
  const twins = (location?: { longitude: number; latitude: number }) =>
    found({
      schools: [
        ...twoSchoolsInput.schools,
        { id: 'other', name: ' Lake side ', place: 'urban', ...(location && { location }) },
      ],
    });
  test('is one of the same name at the same place', () =>
    expect(twins({ longitude: 111.001, latitude: 31 })).toEqual([
      ['school-with-two-codes', null, ['other', 'town']],
    ]));
  test('or of which the place is not known', () => expect(twins()).toHaveLength(1));
  test('and two of that name elsewhere, at one place, are told apart from a third', () =>
    expect(
      found({
        schools: [
          ...twoSchoolsInput.schools,
          ...['x', 'y'].map((id) => ({
            id,
            name: 'Lakeside',
            place: 'urban' as const,
            location: { longitude: 112, latitude: 31 },
          })),
        ],
      }),
    ).toEqual([['school-with-two-codes', null, ['x', 'y']]]));
  test('but not one of that name elsewhere', () =>
    expect(twins({ longitude: 111.1, latitude: 31 })).toEqual([]));
});

test('the order of rows means nothing', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const county = randomCounty(seed);
    expect(registryFindings(shuffledRows(county, seed))).toEqual(registryFindings(county));
  }
});
