import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { cadre } from '../../../solver/rules/cadre.ts';
import { exemption } from '../../../solver/rules/exemption.ts';
import { audit, move, teacher } from '../../support/small-county.ts';
import { twoSchools } from '../../support/two-schools.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;

/** What a rule finds when Amina, with these facts, goes to Hillfoot. */
const finds = (rule: string, facts: Facts, figures: object = {}) =>
  audit(rule, figures, { teachers: [teacher('Amina', facts)] }, [move('Amina')]);

const serving = (since: string): Facts => ({ serving: { section: 'L', since } });

describe('established', () => {
  test('lets established staff go', () => expect(finds('established', {})).toEqual([]));
  test('keeps others', () =>
    expect(finds('established', { established: false })).toMatchObject([
      {
        rule: 'established',
        level: 'law',
        teachers: ['Amina'],
        amount: 1,
        text: { zh: '不是在编在岗教师。', en: 'Not established staff in post.' },
      },
    ]));
});

describe('tenure', () => {
  test('6 complete years are enough', () => expect(finds('tenure', serving('2020-09-01'))).toEqual([]));
  test('5 years and 364 days are not', () =>
    expect(finds('tenure', serving('2020-09-02'))).toMatchObject([
      {
        amount: 1,
        unit: 'years',
        text: {
          zh: '自2020-09-02起在现任教学校任教，满5年，不足6年；2026-09-02起满足本条（其他条件届时另行核查）。',
          en: 'At the present school since 2020-09-02: 5 complete years of 6; this rule is met from 2026-09-02 (the others are checked then).',
        },
      },
    ]));
  test('who came on 29 February has six years on 28 February', () =>
    expect(finds('tenure', serving('2020-02-29'))).toEqual([]));
  test('the years are the policy’s', () =>
    expect(finds('tenure', serving('2018-09-02'), { years: 8 })).toMatchObject([{ amount: 1 }]));
  test('a service that has not begun is short of all its years', () =>
    expect(finds('tenure', serving('2026-09-02'))).toMatchObject([{ amount: 6 }]));
});

describe('age', () => {
  test('a woman the day before her 46th birthday may go', () =>
    expect(finds('age', { born: '1980-09-02' })).toEqual([]));
  test('a woman on her 46th birthday may not', () =>
    expect(finds('age', { born: '1980-09-01' })).toMatchObject([
      {
        amount: 1,
        text: {
          zh: '46周岁，超过女教师45周岁的上限。',
          en: 'Aged 46; the cap for women is 45.',
        },
      },
    ]));
  test('a man of 50 may go', () => expect(finds('age', { sex: 'male', born: '1975-09-02' })).toEqual([]));
  test('a man of 51 may not', () =>
    expect(finds('age', { sex: 'male', born: '1975-09-01' })).toMatchObject([{ amount: 1 }]));

  describe('by years to retirement', () => {
    const toRetirement = { variant: 'to-retirement' };
    // Born in the 26th block of four months: 55 years and 26 months, on 2035-09-15.
    const born = '1978-07-15';
    test('nine years to go are more than five', () =>
      expect(finds('age', { born }, toRetirement)).toEqual([]));
    test('nine years to go are not more than nine and a bit', () =>
      expect(finds('age', { born }, { ...toRetirement, remaining: 10 })).toMatchObject([
        { text: { en: 'Reaches retirement on 2035-09-15: not more than 10 years remain.' } },
      ]));
    test('exactly five years are not more than five', () =>
      expect(
        finds(
          'age',
          { sex: 'male', born: '1968-09-01' },
          {
            ...toRetirement,
            retirement: [{ sex: 'male', bornFrom: '2000-01-01', months: 756, everyMonths: 4, upTo: 756 }],
          },
        ),
      ).toMatchObject([{ text: { en: 'Reaches retirement on 2031-09-01: not more than 5 years remain.' } }]));
    test('five years and a day are', () =>
      expect(
        finds(
          'age',
          { sex: 'male', born: '1968-09-02' },
          {
            ...toRetirement,
            retirement: [{ sex: 'male', bornFrom: '2000-01-01', months: 756, everyMonths: 4, upTo: 756 }],
          },
        ),
      ).toEqual([]));
    test('the first men under the new ages retire at 60 years and a month', () =>
      expect(finds('age', { sex: 'male', born: '1965-01-01' }, toRetirement)).toMatchObject([
        { text: { en: expect.stringContaining('Reaches retirement on 2025-02-01') } },
      ]));
    test('and those born in 1980 at 63', () =>
      expect(
        finds('age', { sex: 'male', born: '1980-01-01' }, { ...toRetirement, remaining: 40 }),
      ).toMatchObject([{ text: { en: expect.stringContaining('Reaches retirement on 2043-01-01') } }]));
  });
});

describe('exemption', () => {
  const nursing = (from: string, until?: string): Facts => ({
    exemptions: [{ kind: 'nursing', from, ...(until !== undefined && { until }) }],
  });
  test('its first day counts', () =>
    expect(finds('exemption', nursing('2026-09-01'))).toMatchObject([
      { text: { zh: '哺乳期，免于交流，期限未定。', en: 'Exempt (nursing) until further notice.' } },
    ]));
  test('its last day counts', () =>
    expect(finds('exemption', nursing('2026-01-01', '2026-09-01'))).toMatchObject([
      {
        text: {
          zh: '哺乳期，免于交流；2026-09-02起满足本条（其他条件届时另行核查）。',
          en: 'Exempt (nursing); this rule is met from 2026-09-02 (the others are checked then).',
        },
      },
    ]));
  test('the day after does not', () =>
    expect(finds('exemption', nursing('2026-01-01', '2026-08-31'))).toEqual([]));
  test('nor the day before', () => expect(finds('exemption', nursing('2026-09-02'))).toEqual([]));
  test.each<[string, NonNullable<Facts['exemptions']>, string]>([
    [
      'the later end of two that overlap',
      [
        { kind: 'pregnancy', from: '2026-02-01', until: '2026-10-31' },
        { kind: 'nursing', from: '2026-09-01', until: '2027-08-31' },
      ],
      'Exempt (nursing); this rule is met from 2027-09-01 (the others are checked then).',
    ],
    [
      'one that begins the day after',
      [
        { kind: 'pregnancy', from: '2026-02-01', until: '2026-10-31' },
        { kind: 'nursing', from: '2026-11-01', until: '2027-08-31' },
      ],
      'Exempt (pregnancy); this rule is met from 2027-09-01 (the others are checked then).',
    ],
    [
      'not one a day later still',
      [
        { kind: 'pregnancy', from: '2026-02-01', until: '2026-10-31' },
        { kind: 'nursing', from: '2026-11-02', until: '2027-08-31' },
      ],
      'Exempt (pregnancy); this rule is met from 2026-11-01 (the others are checked then).',
    ],
    [
      'one without an end, which outlasts the others',
      [
        { kind: 'nursing', from: '2026-02-01', until: '2027-08-31' },
        { kind: 'sole-carer', from: '2027-08-31' },
      ],
      'Exempt (nursing) until further notice.',
    ],
  ])('the day it ends counts %s', (_what, exemptions, en) =>
    expect(finds('exemption', { exemptions })).toMatchObject([{ text: { en } }]),
  );
  test('a kind the policy leaves out exempts nobody', () =>
    expect(finds('exemption', nursing('2026-01-01'), { kinds: ['leave'] })).toEqual([]));
});

describe('cooling-off', () => {
  const ended = (day: string): Facts => ({ lastPosting: { ended: day } });
  test('three years from the day after are enough', () =>
    expect(finds('cooling-off', ended('2023-08-31'))).toEqual([]));
  test('a day less is not', () =>
    expect(finds('cooling-off', ended('2023-09-01'))).toMatchObject([
      {
        amount: 1,
        text: {
          en: 'The last posting ended on 2023-09-01, less than 3 years ago; this rule is met from 2026-09-02 (the others are checked then).',
        },
      },
    ]));
  test('who has never been posted has nothing to wait for', () =>
    expect(finds('cooling-off', {})).toEqual([]));
  test('a posting that ended yesterday leaves three years begun', () =>
    expect(finds('cooling-off', ended('2026-08-31'))).toMatchObject([{ amount: 3 }]));
});

describe('cadre', () => {
  const role = (role: 'principal' | 'mid-level'): Facts => ({ cadre: { role, since: '2020-09-01' } });
  test('principals are not exchanged as teachers', () =>
    expect(finds('cadre', role('principal'))).toMatchObject([
      { text: { zh: '现任校长，按干部交流办法另行安排。' } },
    ]));
  test('mid-level cadres are', () => expect(finds('cadre', role('mid-level'))).toEqual([]));
  test('unless the policy names them', () =>
    expect(finds('cadre', role('mid-level'), { roles: ['mid-level'] })).toHaveLength(1));
});

describe('what a rule says of itself lists things as people do, in whatever order its figures do', () => {
  test.each([[['principal', 'deputy']], [['deputy', 'principal']]])('cadre: %j', (roles) =>
    expect(cadre.stand({ level: 'law', roles })?.states(caseOf(twoSchools()))).toEqual({
      zh: '校长、副校长不列入教师交流。',
      en: 'Not exchanged as teachers: principal, deputy principal.',
    }),
  );
  test.each([[['pregnancy', 'nursing', 'leave']], [['leave', 'nursing', 'pregnancy']]])(
    'exemption: %j',
    (kinds) =>
      expect(exemption.stand({ level: 'law', kinds })?.states(caseOf(twoSchools()))).toEqual({
        zh: '在免于交流期内的教师不交流（孕期、哺乳期、请假）。',
        en: 'Teachers under an exemption in force stay (pregnancy, nursing, leave).',
      }),
  );
});
