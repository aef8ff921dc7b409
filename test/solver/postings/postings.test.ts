import { describe, expect, test } from 'vitest';
import { type Assessed, judge } from '../../../solver/postings/assessment.ts';
import { monthsFrom, type PaidStay, payOf } from '../../../solver/postings/month.ts';
import { monthWords } from '../../../solver/postings/month-words.ts';
import { serviceOf } from '../../../solver/postings/service.ts';
import { type PartMonth, postingTerms, usualTerms } from '../../../solver/postings/terms.ts';

describe('an assessment', () => {
  const good: Assessed = {
    pupilSatisfaction: 80,
    rank: 6,
    rankedOf: 10,
    seriousViolation: false,
    qualityGain: true,
  };
  const missed = (changes: Partial<Assessed>, terms = usualTerms) =>
    judge({ ...good, ...changes }, terms).flatMap(({ code, met }) => (met ? [] : code));

  test('is passed at 80 percent, the sixth of ten, without a violation and with a gain', () =>
    expect(missed({})).toEqual([]));
  test('is not passed at 79.99 percent', () =>
    expect(missed({ pupilSatisfaction: 79.99 })).toEqual(['pupil-satisfaction']));
  test('nor by the seventh of ten', () => expect(missed({ rank: 7 })).toEqual(['rank']));
  test.each([
    [3, 5, true],
    [4, 5, false],
    [4, 7, true],
    [5, 7, false],
    [1, 1, false],
    [1, 2, true],
  ])('the place %i of %i is in the first 60 percent: %s', (rank, rankedOf, met) =>
    expect(missed({ rank, rankedOf }).length === 0).toBe(met),
  );
  test('nor with a serious violation, nor without a gain', () =>
    expect(missed({ seriousViolation: true, qualityGain: false })).toEqual([
      'serious-violation',
      'quality-gain',
    ]));
  test('what is not told is not met', () =>
    expect(missed({ pupilSatisfaction: null, rank: null, rankedOf: null, qualityGain: null })).toEqual([
      'pupil-satisfaction',
      'rank',
      'quality-gain',
    ]));
  test('a limit that the county does not ask for counts for nothing', () => {
    const terms = postingTerms.parse({
      assessment: {
        pupilSatisfaction: null,
        topPercent: null,
        noSeriousViolation: false,
        qualityGain: false,
      },
    });
    expect(judge({ ...good, seriousViolation: true }, terms)).toEqual([]);
  });
  test('tells the last place that passes', () =>
    expect(judge(good, usualTerms)[1]).toMatchObject({ found: 6, limit: 6, of: 10 }));
});

describe('rural service', () => {
  const months = (from: string, until: string | null, day: string, changes = {}) => {
    const { months, days, fifths } = serviceOf({ from, until, rural: true, days: null, ...changes }, day);
    return [months, days, fifths];
  };
  test('of a school year is twelve months less its last day', () => {
    expect(months('2025-09-01', '2026-08-31', '2027-01-01')).toEqual([12, 0, 60]);
    expect(months('2025-09-01', '2026-08-30', '2027-01-01')).toEqual([11, 30, 55]);
  });
  test('counts up to the day before it is asked for', () => {
    expect(months('2025-09-01', null, '2026-08-31')).toEqual([11, 30, 55]);
    expect(months('2025-09-01', null, '2026-09-01')).toEqual([12, 0, 60]);
  });
  test('begun on 29 February is a year on 1 March of a common year', () => {
    expect(months('2024-02-29', '2025-02-27', '2026-01-01')).toEqual([11, 30, 55]);
    expect(months('2024-02-29', '2025-02-28', '2026-01-01')).toEqual([12, 1, 60]);
  });
  test('has not begun on its first day', () =>
    expect(months('2026-09-01', null, '2026-09-01')).toEqual([0, 0, 0]));
  test('counts nowhere but at rural and weak schools, and on two days a week by two fifths', () => {
    expect(months('2025-09-01', '2026-08-31', '2027-01-01', { rural: false })).toEqual([12, 0, 0]);
    expect(months('2025-09-01', '2026-08-31', '2027-01-01', { days: 2 })).toEqual([12, 0, 24]);
  });
});

describe('a month’s allowance', () => {
  const stay: PaidStay = {
    teacher: 'A',
    teachingSince: '2010-09-01',
    from: '2026-01-01',
    until: null,
    area: 90,
    zone: '二类区',
  };
  const transport = [
    { fromYears: 10, monthly: 100 },
    { fromYears: 20, monthly: 200 },
  ];
  const paid = (
    month: string,
    stays: readonly Partial<PaidStay>[],
    partMonth: PartMonth = 'half',
    months = 12,
  ) =>
    payOf(
      month,
      stays.map((changes) => ({ ...stay, ...changes })),
      { transport, months, partMonth },
    ).map(({ days, area, transport: by }) => [days, area, by]);

  test('is both parts for a whole month', () => expect(paid('2026-04', [{}])).toEqual([[30, 90, 100]]));
  test.each([
    ['2026-04', '2026-04-17', [14, 0, 0]],
    ['2026-04', '2026-04-16', [15, 90, 100]],
    ['2026-05', '2026-05-17', [15, 0, 0]],
    ['2026-05', '2026-05-16', [16, 90, 100]],
    ['2026-02', '2026-02-16', [13, 0, 0]],
    ['2026-02', '2026-02-15', [14, 90, 100]],
    ['2028-02', '2028-02-16', [14, 0, 0]],
    ['2028-02', '2028-02-15', [15, 90, 100]],
  ])('of %s from %s is paid whole from half its days on', (month, from, expected) =>
    expect(paid(month, [{ from }])).toEqual([expected]),
  );
  test('is paid to the last day, that day included', () => {
    expect(paid('2026-04', [{ until: '2026-04-15' }])).toEqual([[15, 90, 100]]);
    expect(paid('2026-04', [{ until: '2026-04-14' }])).toEqual([[14, 0, 0]]);
    expect(paid('2026-04', [{ until: '2026-03-31' }])).toEqual([]);
  });
  test('by the day is rounded to a yuan, half a yuan up', () => {
    expect(paid('2026-04', [{ until: '2026-04-14' }], 'day')).toEqual([[14, 42, 47]]);
    expect(paid('2026-04', [{ until: '2026-04-01', area: 45 }], 'day')).toEqual([[1, 2, 3]]);
    expect(paid('2028-02', [{ from: '2028-02-29' }], 'day')).toEqual([[1, 3, 3]]);
    expect(paid('2026-04', [{}], 'day')).toEqual([[30, 90, 100]]);
  });
  test('may be paid whole for any day', () =>
    expect(paid('2026-04', [{ from: '2026-04-30' }], 'any')).toEqual([[1, 90, 100]]));
  test('is paid for the zone with the most days, of two alike for the later', () => {
    const two = (last: string, first: string) => [
      { until: last, area: 45 },
      { from: first, area: 90 },
    ];
    expect(paid('2026-04', two('2026-04-15', '2026-04-16'))).toEqual([[30, 90, 100]]);
    expect(paid('2026-04', two('2026-04-16', '2026-04-17'))).toEqual([[30, 45, 100]]);
    expect(paid('2026-04', two('2026-04-16', '2026-04-17'), 'day')).toEqual([[30, 66, 100]]);
  });
  test('no day is paid twice', () =>
    expect(paid('2026-04', [{}, { from: '2026-04-11', area: 45 }], 'day')).toEqual([[30, 60, 100]]));
  test('steps up in the month after the twentieth year', () => {
    expect(paid('2030-09', [{}])).toEqual([[30, 90, 200]]);
    expect(paid('2030-08', [{}])).toEqual([[31, 90, 100]]);
    expect(paid('2030-09', [{ teachingSince: '2010-09-02' }])).toEqual([[30, 90, 100]]);
  });
  test('is told by its days, zones, years of teaching and how part of a month counts', () => {
    const told = (month: string, changes: Partial<PaidStay>, partMonth: PartMonth = 'half', months = 12) => {
      const [row] = payOf(month, [{ ...stay, ...changes }], { transport, months, partMonth });
      return row && monthWords(row);
    };
    expect(told('2026-04', {})).toEqual({
      zh: '当月30天，在岗30天：二类区30天（每月90元）。月初教龄满15年，交通补贴每月100元。按整月发放：区域津贴90元，交通补贴100元。',
      en: '30 of 30 days served, 30 of them in 二类区 (90 yuan a month). 15 complete years of teaching on the first: 100 yuan a month for transport. Paid whole: 90 yuan by zone and 100 for transport.',
    });
    expect(told('2026-04', { until: '2026-04-14' })?.zh).toContain('不足半月，不发放。');
    expect(told('2026-04', { until: '2026-04-14' }, 'day')?.zh).toContain(
      '按天折算，四舍五入到元：区域津贴42元，交通补贴47元。',
    );
    expect(told('2026-07', { zone: null }, 'half', 10)?.en).toContain(
      '31 of them in no zone (90 yuan a month). 15 complete years',
    );
    expect(told('2026-07', {}, 'half', 10)?.en).toContain('The month is none that is paid: nothing.');
  });
  test('of ten months a year is not paid in July and August', () => {
    expect(paid('2026-06', [{}], 'half', 10)).toEqual([[30, 90, 100]]);
    expect(paid('2026-07', [{}], 'half', 10)).toEqual([[31, 0, 0]]);
    expect(paid('2026-08', [{}], 'half', 10)).toEqual([[31, 0, 0]]);
    expect(paid('2026-09', [{}], 'half', 10)).toEqual([[30, 90, 100]]);
  });
});

test('months follow one another over the year’s end', () =>
  expect(monthsFrom('2026-11-15', '2027-02-01')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']));
