import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EnrolmentRow } from '../../solver/roadmap/outlook.ts';
import { type RollingSection, rollover } from '../../solver/rollover.ts';

const primary = (code: string, more: Partial<RollingSection> = {}): RollingSection => ({
  section: `${code}:primary`,
  school: code,
  name: `${code}小学`,
  stage: 'primary',
  newest: 2026,
  open: true,
  ...more,
});
const junior = (code: string, more: Partial<RollingSection> = {}): RollingSection => ({
  ...primary(code),
  section: `${code}:junior`,
  name: `${code}中学`,
  stage: 'junior',
  ...more,
});

/** Rows of 2026, from the stage's first grade on, `[classes, pupils]`. */
const enrolled = (
  section: string,
  grades: readonly (readonly [classes: number, pupils: number])[],
  schoolYear = 2026,
): EnrolmentRow[] =>
  grades.map(([classes, pupils], index) => ({
    section,
    schoolYear,
    grade: (section.endsWith(':junior') ? 7 : 1) + index,
    classes,
    pupils,
  }));

const six = enrolled('A:primary', [
  [1, 30],
  [2, 70],
  [1, 31],
  [1, 32],
  [1, 33],
  [2, 80],
]);
const three = enrolled('B:junior', [
  [2, 90],
  [2, 88],
  [2, 86],
]);

test('every grade moves up with its classes, and the county’s grade 6 is its grade 7', () => {
  const { grades, leaving, pupilsBefore, pupils } = rollover(
    [primary('A'), junior('B')],
    [...six, ...three],
    2027,
  );
  expect(grades.map(({ grade, classes, pupils, basis }) => [grade, classes, pupils, basis])).toEqual(
    [
      [1, 1, 30, 'as-before'],
      [2, 1, 30, 'moved-up'],
      [3, 2, 70, 'moved-up'],
      [4, 1, 31, 'moved-up'],
      [5, 1, 32, 'moved-up'],
      [6, 1, 33, 'moved-up'],
      // 80 pupils at 264 pupils in 6 classes: 1.8, so 2.
      [7, 2, 80, 'shared'],
      [8, 2, 90, 'moved-up'],
      [9, 2, 88, 'moved-up'],
    ].sort((a, b) => Number(a[0]) - Number(b[0])),
  );
  expect(leaving).toBe(86);
  expect(pupils).toBe(pupilsBefore - leaving + 30);
});

test('beside each grade stands the same grade of the year before', () => {
  const { grades } = rollover([primary('A'), junior('B')], [...six, ...three], 2027);
  expect(grades.find(({ grade }) => grade === 3)).toMatchObject({
    before: { classes: 1, pupils: 31 },
    classes: 2,
    pupils: 70,
  });
});

test('what is on file of the new year stands', () => {
  const given = enrolled('A:primary', [[2, 55]], 2027);
  const { grades, findings } = rollover([primary('A'), junior('B')], [...six, ...three, ...given], 2027);
  expect(grades[0]).toMatchObject({ grade: 1, classes: 2, pupils: 55, basis: 'imported' });
  expect(findings.map(({ code }) => code)).toEqual([]);
});

describe('an officer is told', () => {
  test('that entrants are assumed', () => {
    const [finding] = rollover([primary('A'), junior('B')], [...six, ...three], 2027).findings;
    expect(finding).toEqual({
      code: 'as-before',
      section: null,
      text: {
        zh: '1个起始年级的新生数未录入，暂按上学年的30人计。',
        en: 'Of 1 first grades no entrants are on file: as many as the year before are assumed, 30 in all.',
      },
    });
  });

  test('of a section with no pupils of the year before, by the year of the newest', () => {
    const { findings, grades } = rollover([primary('A', { newest: 2024 }), junior('B')], three, 2027);
    expect(findings[0]).toMatchObject({
      code: 'not-enrolled',
      section: 'A:primary',
      text: {
        en: 'A小学 (primary) has no pupils of 2026 on file (the newest are of 2024), so no grade moves up. Import them first, or those of the new year.',
      },
    });
    expect(grades.every(({ section }) => section === 'B:junior')).toBe(true);
  });

  test('of a school that closes, whose pupils are nowhere', () => {
    const { findings, pupils } = rollover(
      [primary('A', { open: false }), junior('B')],
      [...six, ...three],
      2027,
    );
    expect(findings[0]).toMatchObject({ code: 'closes', section: 'A:primary' });
    expect(findings[0]?.text.en).toContain('Its 276 pupils who do not finish are placed nowhere');
    // Grade 7 as before, and 90 and 88 who move up.
    expect(pupils).toBe(90 + 90 + 88);
  });

  test('of 45 pupils in a primary class nothing, of 46 that it takes two', () => {
    const of = (pupils: number) =>
      rollover(
        [primary('A')],
        enrolled('A:primary', [
          [1, pupils],
          [1, 10],
        ]),
        2027,
      ).findings.filter(({ code, text }) => code === 'class-too-large' && text.en.startsWith('Grade 2'));
    expect(of(45)).toEqual([]);
    expect(of(46)).toMatchObject([
      { section: 'A:primary', text: { zh: 'A小学2年级46人编1个班，超过每班45人，至少需2个班。' } },
    ]);
  });
});

test('nobody is lost or born but at the first and the last grade, whatever the county', () => {
  const count = fc.integer({ min: 0, max: 120 });
  const county = fc.record({
    primaries: fc.array(fc.array(count, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 5 }),
    juniors: fc.array(fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(county, ({ primaries, juniors }) => {
      const rows = (pupils: readonly number[]) =>
        pupils.map((of) => [Math.max(1, Math.ceil(of / 40)), of] as const);
      const all = [
        ...primaries.flatMap((pupils, index) => enrolled(`P${index}:primary`, rows(pupils))),
        ...juniors.flatMap((pupils, index) => enrolled(`J${index}:junior`, rows(pupils))),
      ];
      const sections = [
        ...primaries.map((_, index) => primary(`P${index}`)),
        ...juniors.map((_, index) => junior(`J${index}`)),
      ];
      const { pupils, pupilsBefore, leaving, grades } = rollover(sections, all, 2027);
      const entrants = grades
        .filter(({ grade }) => grade === 1)
        .reduce((sum, grade) => sum + (grade.pupils ?? 0), 0);
      expect(pupils).toBe(pupilsBefore - leaving + entrants);
      // The order of rows changes nothing.
      expect(rollover(sections.toReversed(), all.toReversed(), 2027).grades).toEqual(grades);
    }),
    { numRuns: 60, seed: 20_261_129 },
  );
});
