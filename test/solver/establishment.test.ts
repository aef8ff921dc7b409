import { describe, expect, test } from 'vitest';
import { establishment2001, establishment2014, establishmentOf } from '../../solver/establishment.ts';
import type { Place, ProblemInput } from '../../solver/problem.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

const [first, second] = twoSchoolsInput.sections;
if (!first || !second) throw new Error('There are two sections.');

/** The first section of the two schools, in a village, with so many pupils and classes, all in one grade. */
const posts = (
  pupils: number,
  classes: number,
  { stage = 'primary' as const, standard = establishment2014, place = 'village' } = {},
  changes: Partial<(typeof twoSchoolsInput.sections)[number]> = {},
) => {
  const problem = twoSchools({
    schools: twoSchoolsInput.schools.map((school) => ({ ...school, place: place as Place })),
    sections: [{ ...first, ...changes, stage, classes: { 1: classes }, pupils: { 1: pupils } }, second],
  });
  const found = establishmentOf(problem, standard).find(({ section }) => section === first.id);
  if (!found) throw new Error('The section is there.');
  return found;
};

describe('posts by pupils', () => {
  test.each([
    [18, 0],
    [19, 1],
    [379, 19],
    [380, 20],
  ])('%i primary pupils earn %i: an incomplete group earns none', (pupils, due) =>
    expect(posts(pupils, 0)).toMatchObject({ byPupils: due }),
  );
  test.each([
    ['urban', 19],
    ['county-town', 21],
    ['village', 23],
    ['teaching-point', 23],
  ] as const)('of 2001 in a school %s: one for %i primary pupils', (place, ratio) => {
    const by = (pupils: number) => posts(pupils, 0, { place, standard: establishment2001 }).byPupils;
    expect([by(ratio - 1), by(ratio), by(2 * ratio)]).toEqual([0, 1, 2]);
  });
  test('of 2001 classes never count', () =>
    expect(posts(60, 6, { standard: establishment2001, place: 'urban' })).toMatchObject({
      byClasses: null,
      due: 3,
    }));
});

test.each(['special', 'vocational'] as const)('the ratios are not those of a %s school', (kind) => {
  const problem = twoSchools({
    schools: twoSchoolsInput.schools.map((school) => ({ ...school, kind })),
    sections: [
      { ...first, pupils: { 1: 190 }, establishment: 4 },
      { ...second, pupils: { 1: 60 } },
    ],
  });
  expect(establishmentOf(problem, establishment2014)).toMatchObject([
    { pupils: 190, byPupils: null, byClasses: null, due: null, onFile: 4, beyond: 1 },
    { pupils: 60, byPupils: null, byClasses: null, due: null, beyond: null, structuralShortage: null },
  ]);
});

describe('posts by classes', () => {
  test('60 pupils in 6 classes earn 3 by pupils and 11 by classes, and are due 11', () =>
    expect(posts(60, 6)).toMatchObject({ pupils: 60, classes: 6, byPupils: 3, byClasses: 11, due: 11 }));
  test('10 classes at 1.7 are 17 to the post', () =>
    expect(posts(199, 10)).toMatchObject({ byClasses: 17, due: 17 }));
  test('199 pupils are a small school, and 200 are none', () =>
    expect([posts(199, 5).byClasses, posts(200, 5).byClasses]).toEqual([9, null]));
  test.each(['urban', 'county-town'])('never count in a school %s', (place) =>
    expect(posts(60, 6, { place })).toMatchObject({ byClasses: null, due: 3 }),
  );
  test('a school is small by the pupils of all its stages, and no guess is made of one whose pupils are not on file', () => {
    const nineYears = (junior: Record<string, number>) =>
      establishmentOf(
        twoSchools({
          schools: twoSchoolsInput.schools.map((school) => ({ ...school, place: 'village' as const })),
          sections: [
            { ...first, classes: { 1: 6 }, pupils: { 1: 120 } },
            { ...second, school: first.school, stage: 'junior', classes: { 7: 3 }, pupils: junior },
          ],
        }),
        establishment2014,
      )[0];
    expect(nineYears({ 7: 79 })).toMatchObject({ byPupils: 6, byClasses: 11, due: 11 });
    expect(nineYears({ 7: 80 })).toMatchObject({ byPupils: 6, byClasses: null, due: 6 });
    expect(nineYears({})).toMatchObject({ pupils: 120, byPupils: 6, byClasses: null, due: null });
  });
  test('of a small rural school whose classes are not on file are not known', () =>
    expect(posts(60, 0)).toMatchObject({ byPupils: 3, byClasses: null, due: null }));
  test('where pupils earn more, they count', () =>
    expect(posts(190, 2)).toMatchObject({ byPupils: 10, byClasses: 4, due: 10 }));
});

describe('who holds them', () => {
  const at = (changes: Partial<ProblemInput>, index = 0) =>
    establishmentOf(twoSchools(changes), establishment2014)[index];
  const { teachers } = twoSchoolsInput;

  test('established staff by their relation, everybody by where they teach', () => {
    const [one, ...others] = teachers;
    if (!one) throw new Error('There are teachers.');
    const here = teachers.filter(({ serving }) => serving.section === first.id).length;
    expect(at({})).toMatchObject({ registered: here, serving: here });
    expect(at({ teachers: [{ ...one, established: false }, ...others] })).toMatchObject({
      registered: here - 1,
      serving: here,
    });
    const away = { ...one, registered: { ...one.registered, school: second.school } };
    expect(at({ teachers: [away, ...others] })).toMatchObject({ registered: here - 1, serving: here });
    expect(at({ teachers: [away, ...others] }, 1)?.registered).toBe((at({}, 1)?.registered ?? 0) + 1);
  });

  test('against the posts on file, or those due where none are', () => {
    const on = (establishment: number) =>
      at({ sections: [{ ...first, establishment, pupils: { 1: 190 } }, second] });
    const here = at({})?.registered ?? 0;
    expect([on(here - 1)?.beyond, on(here)?.beyond, on(here + 1)?.beyond]).toEqual([1, 0, -1]);
    const due = at({ sections: [{ ...first, classes: { 1: 2 }, pupils: { 1: 190 } }, second] });
    expect(due).toMatchObject({ onFile: null, due: 10, beyond: here - 10 });
  });

  test('is not known where neither pupils nor posts are on file', () =>
    expect(at({ sections: [{ ...first, classes: { 1: 2 }, pupils: {} }, second] })).toMatchObject({
      pupils: null,
      byPupils: null,
      due: null,
      beyond: null,
      structuralShortage: null,
    }));
});

test('of a section without a word of pupils and classes nothing is due by guess', () =>
  expect(
    establishmentOf(
      twoSchools({ sections: [{ ...first, classes: {}, pupils: {} }, second] }),
      establishment2014,
    )[0],
  ).toMatchObject({ pupils: null, due: null, beyond: null }));

test('a school of one stage counts at the pupils that it reports where no enrolment is on file', () =>
  expect(
    establishmentOf(
      twoSchools({ sections: [{ ...first, classes: {}, pupils: {} }, second] }),
      establishment2014,
      new Map([[first.school, { pupils: 380 }]]),
    )[0],
  ).toMatchObject({ pupils: 380, byPupils: 20, due: 20 }));

describe('a structural shortage', () => {
  /** The school that lacks a subject, with so many posts. */
  const short = (establishment: number, changes: Partial<ProblemInput> = {}) =>
    establishmentOf(
      twoSchools({ ...changes, sections: [first, { ...second, establishment }] }),
      establishment2014,
    )[1];

  test('is one where every post is taken and a subject is missing all the same', () => {
    const holders = short(0)?.registered ?? 0;
    expect(short(holders)?.missing).not.toEqual([]);
    expect(short(holders)).toMatchObject({ beyond: 0, structuralShortage: true });
  });
  test('is none where a post is free', () => {
    const holders = short(0)?.registered ?? 0;
    expect(short(holders + 1)).toMatchObject({ beyond: -1, structuralShortage: false });
  });
  test('is none where nothing is missing, whatever is asked for', () => {
    const asked = { requests: [{ id: 'R', section: second.id, subject: 'music', count: 3 }] };
    const holders = short(0)?.registered ?? 0;
    expect(short(holders, asked)?.missing).toEqual(short(holders)?.missing);
    const full = establishmentOf(
      twoSchools({ sections: [first, { ...second, establishment: 0, classes: {} }] }),
      establishment2014,
    )[1];
    expect(full).toMatchObject({ missing: [], structuralShortage: false });
  });
});
