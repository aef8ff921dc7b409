import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ProblemInput, section } from '../../../solver/problem.ts';
import { grades } from '../../../solver/references.ts';
import { Cohorts, type Forecast } from '../../../solver/roadmap/enrolment.ts';
import { outlook } from '../../../solver/roadmap/outlook.ts';
import { nearest, sharesOf } from '../../../solver/roadmap/shares.ts';

type Section = ProblemInput['sections'][number];
type Figures = Readonly<Record<number, number>>;

const primary = (id: string, pupils: Figures, classes: Figures = {}): Section => ({
  id,
  school: id,
  stage: 'primary',
  pupils,
  classes,
});
const junior = (id: string, pupils: Figures, classes: Figures = {}): Section => ({
  ...primary(id, pupils, classes),
  stage: 'junior',
});

/** One row: section, school year, grade, classes, pupils. */
type Row = readonly [section: string, schoolYear: number, grade: number, classes: number, pupils: number];

const BASE = 2026;
const outlookOf = (rows: readonly Row[]) =>
  outlook.parse({
    enrolments: rows.map(([id, schoolYear, grade, classes, pupils]) => ({
      section: id,
      schoolYear,
      grade,
      classes,
      pupils,
    })),
  });

/** The forecasts of so many years after 2026/27. */
function forecast(given: readonly Section[], rows: readonly Row[] = [], years = 1): Forecast[] {
  const sections = given.map((one) => section.parse(one));
  const cohorts = new Cohorts({ sections, schoolYear: BASE }, outlookOf(rows));
  const found: Forecast[] = [];
  for (let year = BASE + 1; year <= BASE + years; year++)
    found.push(cohorts.next(found.at(-1)?.sections ?? sections, year));
  return found;
}

/** What the first year after says of a grade: classes, pupils, and where that is from. */
function gradeOf([first]: readonly Forecast[], id: string, grade: number) {
  const found = first?.grades.find((one) => one.section === id && one.grade === grade);
  return found && [found.classes, found.pupils, found.basis];
}

const whole = primary(
  'A',
  { 1: 40, 2: 38, 3: 42, 4: 36, 5: 44, 6: 50 },
  { 1: 1, 2: 1, 3: 2, 4: 1, 5: 1, 6: 2 },
);

describe('without any other year', () => {
  const next = forecast([whole]);
  test('a grade is the grade before, with its classes', () => {
    expect(gradeOf(next, 'A', 2)).toEqual([1, 40, 'moved-up']);
    expect(gradeOf(next, 'A', 4)).toEqual([2, 42, 'moved-up']);
  });
  test('entrants of grade 1 are as many as before', () =>
    expect(gradeOf(next, 'A', 1)).toEqual([1, 40, 'as-before']));
});

describe('a figure given for the year', () => {
  test('stands, and moves up the year after', () => {
    const [first, second] = forecast([whole], [['A', 2027, 1, 2, 61]], 2);
    expect(gradeOf(first ? [first] : [], 'A', 1)).toEqual([2, 61, 'imported']);
    expect(gradeOf(second ? [second] : [], 'A', 2)).toEqual([2, 61, 'moved-up']);
    expect(gradeOf(second ? [second] : [], 'A', 1)).toEqual([2, 61, 'as-before']);
  });
  test('of 0 stands too', () =>
    expect(gradeOf(forecast([whole], [['A', 2027, 2, 0, 0]]), 'A', 2)).toEqual([0, 0, 'imported']));
  test('of another year does not', () =>
    expect(gradeOf(forecast([whole], [['A', 2028, 1, 2, 61]]), 'A', 1)).toEqual([1, 40, 'as-before']));
});

describe('a section’s own rate', () => {
  const pupils = { 1: 40, 2: 40, 3: 40, 4: 40, 5: 40, 6: 40 };
  const classes = { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1 };
  const rated = (before: number) => forecast([primary('A', pupils, classes)], [['A', 2025, 1, 1, before]]);
  test('is of the grades that follow one another: 40 of 50 make 32 of 40', () =>
    expect(gradeOf(rated(50), 'A', 3)).toEqual([1, 32, 'rated']));
  test('is rounded to the nearest: 40 of 48 make 33 of 40', () =>
    expect(gradeOf(rated(48), 'A', 3)).toEqual([1, 33, 'rated']));
  test('below the least believed counts as 1', () =>
    expect(gradeOf(rated(51), 'A', 3)).toEqual([1, 40, 'moved-up']));
  test('at the most believed counts, and beyond does not', () => {
    expect(gradeOf(rated(32), 'A', 3)).toEqual([1, 50, 'rated']);
    expect(gradeOf(rated(31), 'A', 3)).toEqual([1, 40, 'moved-up']);
  });
  test('needs two years in a row', () =>
    expect(gradeOf(forecast([primary('A', pupils, classes)], [['A', 2024, 1, 1, 50]]), 'A', 3)).toEqual([
      1,
      40,
      'moved-up',
    ]));
  test('is of all the years in a row together', () => {
    const rows: Row[] = [
      ['A', 2024, 1, 1, 50],
      ['A', 2025, 2, 1, 40],
      ['A', 2025, 5, 1, 40],
    ];
    // 40 + 40 + 40 after 50 + 40 + 40.
    expect(gradeOf(forecast([primary('A', pupils, classes)], rows), 'A', 3)).toEqual([1, 37, 'rated']);
  });
});

test('an empty grade above the highest taught is nobody lost: its pupils have gone on elsewhere', () => {
  const upTo5 = { 1: 20, 2: 20, 3: 20, 4: 20, 5: 20, 6: 0 };
  const given = primary('A', upTo5, { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 0 });
  const rows = Object.entries(upTo5).map(
    ([grade, pupils]): Row => ['A', BASE - 1, Number(grade), pupils === 0 ? 0 : 1, pupils],
  );
  for (const grade of [2, 3, 4, 5])
    expect(gradeOf(forecast([given], rows), 'A', grade)?.slice(0, 2)).toEqual([1, 20]);
});

describe('grade 7', () => {
  const leaving = primary('A', { 6: 100 }, { 6: 2 });
  const [small, large] = [junior('J', { 7: 20 }, { 7: 1 }), junior('K', { 7: 60 }, { 7: 2 })];
  test('is who leaves grade 6 of the county, by the share of today; classes by the section’s own size', () => {
    const next = forecast([leaving, small, large]);
    expect(gradeOf(next, 'J', 7)).toEqual([1, 25, 'shared']);
    // 75 ÷ 30 is 2.5, and halves go upwards.
    expect(gradeOf(next, 'K', 7)).toEqual([3, 75, 'shared']);
  });
  test('is as before where a primary section’s pupils are not on file', () =>
    expect(gradeOf(forecast([leaving, primary('B', {}, { 6: 1 }), small, large]), 'J', 7)).toEqual([
      1,
      20,
      'as-before',
    ]));
  test('is as before where the county teaches no grade 6', () =>
    expect(gradeOf(forecast([small, large]), 'K', 7)).toEqual([2, 60, 'as-before']));
  test('whom no junior section takes is told as without a place', () =>
    expect(forecast([leaving])[0]?.withoutPlace).toBe(100));
});

describe('a teaching point that ends with grade 4', () => {
  const point = primary('P', { 1: 5, 2: 4, 3: 6, 4: 7 }, { 1: 1, 2: 1, 3: 1, 4: 1 });
  test('sends its pupils to the sections that teach grade 5, and opens none itself', () => {
    const next = forecast([whole, point]);
    expect(gradeOf(next, 'P', 5)).toBeUndefined();
    // 36 of its own and 7; 250 pupils in 8 classes make 1.4 classes of 43.
    expect(gradeOf(next, 'A', 5)).toEqual([1, 43, 'shared']);
  });
  test('goes on to a grade that a later year gives it', () =>
    expect(gradeOf(forecast([whole, point], [['P', 2028, 5, 1, 6]]), 'P', 5)).toEqual([1, 7, 'moved-up']));
});

describe('pupils not on file', () => {
  const silent = primary('A', {}, { 1: 2, 2: 1, 3: 1 });
  test('leave the classes as they are, and are never told as 0', () => {
    const [first] = forecast([silent]);
    expect(gradeOf(first ? [first] : [], 'A', 1)).toEqual([2, null, 'classes-alone']);
    expect(gradeOf(first ? [first] : [], 'A', 2)).toEqual([1, null, 'classes-alone']);
    expect(first?.sections[0]?.pupils).toEqual({});
  });
  test('become known by a year that gives every grade', () => {
    const rows: Row[] = [1, 2, 3].map((grade) => ['A', 2027, grade, 1, 30 + grade]);
    const [, second] = forecast([silent], rows, 2);
    expect(gradeOf(second ? [second] : [], 'A', 3)).toEqual([1, 32, 'moved-up']);
  });
  test('do not by one that gives a grade alone: its classes count', () =>
    expect(gradeOf(forecast([silent], [['A', 2027, 1, 3, 99]]), 'A', 1)).toEqual([3, null, 'imported']));
});

test('a closed section that says it has nobody goes on saying so', () => {
  const [first] = forecast([primary('closed', { 1: 0 }), whole]);
  expect(first?.sections[0]).toMatchObject({ classes: {}, pupils: { 1: 0 } });
});

describe('people are conserved', () => {
  const count = fc.integer({ min: 0, max: 120 });
  const all = (stage: 'primary' | 'junior') =>
    fc.record(Object.fromEntries(grades[stage].map((grade) => [grade, count])));
  const county = fc.record({
    primary: fc.array(all('primary'), { minLength: 1, maxLength: 6 }),
    points: fc.array(fc.record({ 1: count, 2: count, 3: count }), { maxLength: 3 }),
    junior: fc.array(all('junior'), { minLength: 1, maxLength: 4 }),
  });
  const classesFor = (pupils: Figures): Figures =>
    Object.fromEntries(Object.entries(pupils).map(([grade, many]) => [grade, Math.ceil(many / 45)]));
  const inGrade = (sections: Forecast['sections'], grade: number) =>
    sections.reduce((sum, { pupils }) => sum + (pupils[`${grade}`] ?? 0), 0);

  test('a grade of the county is the grade before, in each of five years', () =>
    fc.assert(
      fc.property(county, (given) => {
        const sections = [
          ...given.primary.map((pupils, place) => primary(`P${place}`, pupils, classesFor(pupils))),
          ...given.points.map((pupils, place) => primary(`T${place}`, pupils, classesFor(pupils))),
          ...given.junior.map((pupils, place) => junior(`J${place}`, pupils, classesFor(pupils))),
        ];
        let before = sections.map((one) => section.parse(one));
        // Which grades some section teaches, in the county.
        const taught = new Set(
          before.flatMap(({ pupils }) => Object.keys(pupils).filter((grade) => (pupils[grade] ?? 0) > 0)),
        );
        fc.pre(Array.from({ length: 9 }, (_, place) => `${place + 1}`).every((grade) => taught.has(grade)));
        for (const { sections: after, withoutPlace } of forecast(sections, [], 5)) {
          expect(withoutPlace).toBe(0);
          for (let grade = 1; grade < 9; grade++)
            expect(inGrade(after, grade + 1)).toBe(inGrade(before, grade));
          expect(inGrade(after, 1)).toBe(inGrade(before, 1));
          before = after;
        }
      }),
      { numRuns: 200 },
    ));
  test('and no class is without pupils or the other way round, where today none is', () =>
    fc.assert(
      fc.property(county, (given) => {
        const sections = [
          ...given.primary.map((pupils, place) => primary(`P${place}`, pupils, classesFor(pupils))),
          ...given.junior.map((pupils, place) => junior(`J${place}`, pupils, classesFor(pupils))),
        ];
        for (const { grades: found } of forecast(sections, [], 5))
          for (const { classes, pupils } of found) expect(classes > 0).toBe((pupils ?? 0) > 0);
      }),
      { numRuns: 100 },
    ));
});

describe('shares', () => {
  test('add up, by the largest remainders', () =>
    expect([
      ...sharesOf(
        10,
        new Map([
          ['a', 1],
          ['b', 1],
          ['c', 1],
        ]),
      ),
    ]).toEqual([
      ['a', 4],
      ['b', 3],
      ['c', 3],
    ]));
  test('are equal where nobody weighs anything', () =>
    expect([
      ...sharesOf(
        3,
        new Map([
          ['b', 0],
          ['a', 0],
        ]),
      ),
    ]).toEqual([
      ['a', 2],
      ['b', 1],
    ]));
  test('of nobody are none', () => expect(sharesOf(3, new Map())).toEqual(new Map()));
  test('whatever the weights', () =>
    fc.assert(
      fc.property(
        fc.nat(50_000),
        fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(900), { minKeys: 1, maxKeys: 9 }),
        (whole, weights) => {
          const shares = [...sharesOf(whole, new Map(Object.entries(weights))).values()];
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(whole);
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        },
      ),
    ));
});

test('halves are rounded upwards', () =>
  expect([nearest(5, 1, 2), nearest(4, 1, 3), nearest(5, 1, 3), nearest(0, 7, 3)]).toEqual([3, 1, 2, 0]));
