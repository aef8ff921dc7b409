import { describe, expect, test } from 'vitest';
import { goals } from '../../solver/goals/index.ts';
import { curriculum, load, policy } from '../../solver/problem.ts';
import { rules } from '../../solver/rules/index.ts';
import { defaultCurriculum, defaultLoad, defaultPolicy } from '../../solver/standards.ts';

const grades = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
const weekly = (grade: string) =>
  defaultCurriculum.subjects.reduce((sum, { periods }) => sum + (periods[grade] ?? 0), 0);
const periodsOf = (codes: readonly string[]) =>
  defaultCurriculum.subjects
    .filter(({ code }) => codes.includes(code))
    .flatMap(({ periods }) => grades.map((grade) => (periods[grade] ?? 0) * (grade === '9' ? 33 : 35)))
    .reduce((sum, hours) => sum + hours, 0);

describe('the default curriculum', () => {
  test('is a legal one', () => expect(curriculum.parse(defaultCurriculum)).toEqual(defaultCurriculum));

  test.each([
    ['1', 26],
    ['2', 26],
    ['3', 30],
    ['4', 30],
    ['5', 30],
    ['6', 30],
    ['7', 34],
    ['8', 34],
    ['9', 34],
  ])('fills the week of grade %s with %i periods', (grade, total) => expect(weekly(grade)).toBe(total));

  test('sums to the 9,522 periods of nine years', () =>
    expect(periodsOf(defaultCurriculum.subjects.map(({ code }) => code))).toBe(9522));

  test.each([
    ['Chinese', ['chinese'], 20, 22],
    ['mathematics', ['maths'], 13, 15],
    ['the sciences', ['science', 'physics', 'chemistry', 'biology'], 8, 10],
    ['physical education', ['pe'], 10, 11],
    ['the arts', ['music', 'art'], 9, 11],
    ['labour, practical, local and school courses', ['labour', 'practical', 'local'], 14, 18],
    ['morality and law', ['morality'], 6, 8],
    ['foreign language', ['foreign-language'], 6, 8],
    ['history and geography', ['history', 'geography'], 3, 4],
    ['information technology', ['it'], 1, 3],
  ])('gives %s a share within the national band', (_name, codes, least, most) => {
    const share = (100 * periodsOf(codes)) / 9522;
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  test('labour, practical and local courses alone need no specialist', () =>
    expect(
      defaultCurriculum.subjects.filter(({ specialist }) => !specialist).map(({ code }) => code),
    ).toEqual(['labour', 'practical', 'local']));
});

describe('the default load', () => {
  const loadOf = (stage: string, subject: string) =>
    defaultLoad.periods.find((entry) => entry.stage === stage && entry.subject === subject)?.load ??
    defaultLoad.periods.find((entry) => entry.stage === stage && entry.subject === undefined)?.load;

  test('is a legal one', () => expect(load.parse(defaultLoad)).toEqual(defaultLoad));

  test.each([
    ['primary', 'chinese', 14],
    ['primary', 'maths', 14],
    ['primary', 'foreign-language', 18],
    ['primary', 'local', 18],
    ['junior', 'foreign-language', 12],
    ['junior', 'pe', 14],
    ['junior', 'history', 14],
    ['junior', 'it', 16],
    ['junior', 'practical', 16],
  ])('%s %s: %i periods a week', (stage, subject, periods) => expect(loadOf(stage, subject)).toBe(periods));

  test('names only subjects of the curriculum', () => {
    const codes = defaultCurriculum.subjects.map(({ code }) => code);
    for (const { subject } of defaultLoad.periods)
      if (subject !== undefined) expect(codes).toContain(subject);
  });
});

describe('the default policy', () => {
  test('is a legal one', () => expect(policy.parse(defaultPolicy)).toEqual(defaultPolicy));

  test('writes out what every rule stands at where a policy is silent', () => {
    const written = rules.filter(({ name }) => name !== 'recruit');
    expect(Object.keys(defaultPolicy.rules)).toEqual(written.map(({ name }) => name));
    for (const rule of written) {
      expect(defaultPolicy.rules[rule.name]).toMatchObject({ level: rule.level, clause: rule.clause });
      expect(rule.read(defaultPolicy.rules[rule.name])).toEqual(rule.read(undefined));
    }
  });

  test('has every goal once', () =>
    expect(defaultPolicy.goals.map(({ name }) => name)).toEqual(
      goals.map(({ name }) => name).filter((name) => !['recruits-placed', 'recruit-burden'].includes(name)),
    ));
});
