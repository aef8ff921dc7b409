import { describe, expect, test } from 'vitest';
import { pointsRule, type Scored, score } from '../../solver/points-rule.ts';

const named = (code: string) => ({ code, name: { zh: code, en: code } });
const reckon = (components: readonly object[], teacher: Partial<Scored> = {}, cap?: number) =>
  score(
    pointsRule.parse({ source: 'Document 7', components, ...(cap !== undefined && { cap }) }),
    { ...plain, ...teacher },
    1.3,
  );

const plain: Scored = {
  months: { teaching: 220, serving: 71, rural: 0, office: null },
  title: 'first',
  backbone: 'county',
  education: null,
  flags: ['couple'],
  home: { longitude: 111, latitude: 31 },
  school: { longitude: 111, latitude: 31.1384 },
};

describe('months', () => {
  const taught = { ...named('taught'), kind: 'months', of: 'teaching', per: 12, each: 2, cap: 36 };
  test('count in whole periods: 18 years and 4 months are 18 × 2', () =>
    expect(reckon([taught])).toEqual({
      points: 36,
      parts: [
        {
          code: 'taught',
          points: 36,
          text: {
            zh: 'taught：18年4个月，每满1年计2分，18×2，计36分',
            en: 'taught: 18 years and 4 months, 2 points for every 1 year, 18 × 2: 36 points',
          },
        },
      ],
    }));
  test('a month short of the next period counts no more', () => {
    const months = (teaching: number) => reckon([taught], { months: { ...plain.months, teaching } }).points;
    expect([months(11), months(12), months(23), months(24)]).toEqual([0, 2, 2, 4]);
  });
  test('stop at the cap, which is told', () => {
    const { points, parts } = reckon([taught], { months: { ...plain.months, teaching: 228 } });
    expect(points).toBe(36);
    expect(parts[0]?.text.zh).toBe('taught：19年0个月，每满1年计2分，19×2 = 38，最高36分，计36分');
  });
  test('half a year may count, and points may be taken', () => {
    const half = { ...named('stay'), kind: 'months', of: 'serving', per: 6, each: -1, cap: 10 };
    expect(reckon([half]).points).toBe(-10);
    expect(reckon([{ ...half, cap: 12 }]).points).toBe(-11);
  });
  test('of an office nobody holds come to 0', () =>
    expect(reckon([{ ...named('office'), kind: 'months', of: 'office', per: 12, each: 5 }]).points).toBe(0));
});

describe('levels', () => {
  const title = { ...named('title'), kind: 'level', of: 'title', points: { first: 6, senior: 10 } };
  test('count what is written for them', () => expect(reckon([title]).points).toBe(6));
  test('not written count 0', () => expect(reckon([title], { title: 'second' }).points).toBe(0));
  test('not on file count 0, and that is told', () => {
    const { parts } = reckon([{ ...title, of: 'education', points: { master: 4 } }]);
    expect(parts[0]).toMatchObject({ points: 0, text: { zh: 'title：未登记，计0分' } });
  });
  test('that do not exist make no rule', () =>
    expect(
      pointsRule.safeParse({ source: 'x', components: [{ ...title, points: { chief: 3 } }] }).success,
    ).toBe(false));
});

describe('distance', () => {
  const far = { ...named('far'), kind: 'distance', per: 5, each: 1 };
  test('counts whole kilometres of road: 20 km are 4 × 1', () => {
    const { points, parts } = reckon([far]);
    expect(points).toBe(4);
    expect(parts[0]?.text.en).toBe('far: 20 km from home, 1 point for every 5 km, 4 × 1: 4 points');
  });
  test('of an unknown home is 0', () => expect(reckon([far], { home: null }).points).toBe(0));
});

test('the whole is the sum, within its cap', () => {
  const rule = [
    { ...named('taught'), kind: 'months', of: 'teaching', per: 12, each: 1 },
    { ...named('honour'), kind: 'level', of: 'backbone', points: { county: 8 } },
    { ...named('couple'), kind: 'flag', of: 'couple', points: 3 },
    { ...named('apart'), kind: 'flag', of: 'couple-apart', points: 5 },
  ];
  expect(reckon(rule)).toMatchObject({
    points: 29,
    parts: [{ points: 18 }, { points: 8 }, { points: 3 }, { points: 0 }],
  });
  expect(reckon(rule, {}, 25).points).toBe(25);
});

test('two components of one code make no rule', () => {
  const one = { ...named('couple'), kind: 'flag', of: 'couple', points: 3 };
  expect(pointsRule.safeParse({ source: 'x', components: [one, one] }).success).toBe(false);
});
