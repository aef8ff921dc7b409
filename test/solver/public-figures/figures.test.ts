import { describe, expect, test } from 'vitest';
import { simplex } from '../../../solver/backends/simplex.ts';
import type { BalanceFacts, BalanceTeacher } from '../../../solver/balance/facts.ts';
import { audit } from '../../../solver/public-figures/audit.ts';
import { countsOf } from '../../../solver/public-figures/counts.ts';
import { differencesOf } from '../../../solver/public-figures/differences.ts';
import { publicFigures } from '../../../solver/public-figures/figures.ts';
import { publicStage } from '../../../solver/public-figures/publish.ts';
import { hiding } from '../../../solver/public-figures/table.ts';
import { countyOf, teachersAt } from '../../support/balance-county.ts';
import { columnOf, school, stageOf } from '../../support/public-county.ts';

const usual = hiding.parse({});
const figuresOf = (facts: BalanceFacts) => publicFigures(facts, usual, null, simplex());
const peopleOf = (facts: BalanceFacts) =>
  countsOf(facts, ['music']).map(({ stage, schools }) => ({
    stage,
    schools: schools.map((one) => [one.school, one.people.pupils, one.people.teachers, one.people.education]),
  }));

test('fewer than five people are hidden where nobody sets another figure', () =>
  expect(usual.threshold).toBe(5));

test('special and vocational schools are not told of', () =>
  expect(
    peopleOf(
      countyOf({
        A: { pupils: { primary: 100 } },
        Special: { kind: 'special', pupils: { primary: 20 } },
        Vocational: { kind: 'vocational', pupils: { primary: 300 } },
        Ordinary: { kind: 'ordinary', pupils: { primary: 60 } },
      }),
    )[0]?.schools.map(([id]) => id),
  ).toEqual(['A', 'Ordinary']));

describe('who counts where', () => {
  const college: Partial<BalanceTeacher> = { education: 'college' };
  test('a nine-year school stands at both stages, and the education required is that of the stage', () =>
    expect(
      peopleOf(
        countyOf({ A: { pupils: { primary: 100, junior: 50 } } }, [
          ...teachersAt('A:primary', 8, college),
          ...teachersAt('A:junior', 6, college),
        ]),
      ),
    ).toEqual([
      { stage: 'primary', schools: [['A', 100, 8, 8]] },
      { stage: 'junior', schools: [['A', 50, 6, 0]] },
    ]));
  test('a site not counted as a school is in the school it is part of; a private school is left out', () =>
    expect(
      peopleOf(
        countyOf(
          {
            A: { pupils: { primary: 100 } },
            Site: { pupils: { primary: 20 }, parent: 'A', place: 'teaching-point' },
            Private: { pupils: { primary: 300 }, ownership: 'private' },
          },
          [...teachersAt('A:primary', 8, college), ...teachersAt('Site:primary', 2, college)],
        ),
      )[0],
    ).toEqual({ stage: 'primary', schools: [['A', 120, 10, 10]] }));
  test('pupils not on file, teachers not on file, and educations not on file are not known', () =>
    expect(
      peopleOf(
        countyOf(
          { A: { pupils: { primary: null } }, B: { pupils: { primary: 90 }, teachers: 12 } },
          teachersAt('A:primary', 8),
        ),
      )[0],
    ).toEqual({
      stage: 'primary',
      schools: [
        ['A', null, 8, null],
        ['B', 90, null, null],
      ],
    }));
});

describe('a coefficient', () => {
  const even = (count: number, kind: Partial<BalanceTeacher>) => [
    ...teachersAt('A:primary', 10, kind),
    ...teachersAt('B:primary', count, kind),
    ...teachersAt('A:primary', 10),
    ...teachersAt('B:primary', 20 - count),
  ];
  const county = (staff: readonly BalanceTeacher[], pupils = 100) =>
    countyOf({ A: { pupils: { primary: 100 } }, B: { pupils: { primary: pupils } } }, staff);
  const coefficient = (facts: BalanceFacts, code: string) =>
    figuresOf(facts).stages[0]?.coefficients.find((one) => one.code === code);
  test('is told where every figure it rests on is', () =>
    expect(coefficient(county(even(5, { backbone: 'county' })), 'L2')).toEqual({
      standard: 'quality-2017',
      code: 'L2',
      coefficient: 0.33,
      within: true,
      because: null,
    }));
  test('has as many decimals as tell it apart from the limit that it is beyond', () => {
    // 1,501 and 499 of 2,000: (1501 − 499) ÷ 2000 = 0.501.
    const staff = [
      ...teachersAt('A:primary', 1_501, { backbone: 'county' }),
      ...teachersAt('B:primary', 499, { backbone: 'county' }),
      ...teachersAt('A:primary', 9),
      ...teachersAt('B:primary', 9),
    ];
    expect(coefficient(county(staff), 'L2')).toMatchObject({ coefficient: 0.501, within: false });
  });
  test('is not where one of them is hidden: it would be one more equation', () =>
    expect(coefficient(county(even(4, { backbone: 'county' })), 'L2')).toMatchObject({
      coefficient: null,
      within: null,
      because: 'hidden',
    }));
  test('nor where pupils are', () =>
    expect(coefficient(county(even(5, { backbone: 'county' }), 3), 'L2')).toMatchObject({
      because: 'hidden',
    }));
  test('nor where a school has nobody’s education on file: it is not a school of teachers without any', () => {
    const staff = [
      ...teachersAt('A:primary', 3, { education: 'college' }),
      ...teachersAt('A:primary', 9, { education: 'below-college' }),
      ...teachersAt('B:primary', 9, { education: 'college' }),
      ...teachersAt('B:primary', 3, { education: 'below-college' }),
      ...teachersAt('C:primary', 12),
    ];
    const hundred = { pupils: { primary: 100 } };
    const facts = countyOf({ A: hundred, B: hundred, C: hundred }, staff);
    expect(coefficient(facts, 'L1')).toMatchObject({ coefficient: null, because: 'not-reported' });
  });
  test('of facilities is not told where pupils who share them are hidden at the other stage, or are seniors', () => {
    const area = { facilities: { teachingArea: 100 } };
    const shared = (junior: number, more: object = {}) =>
      coefficient(
        countyOf(
          {
            A: { pupils: { primary: 50, junior }, ...area, ...more },
            B: { pupils: { primary: 50 }, ...area },
          },
          [...teachersAt('A:primary', 9), ...teachersAt('B:primary', 9), ...teachersAt('A:junior', 9)],
        ),
        'L4',
      );
    expect(shared(40)).toMatchObject({ because: null });
    for (const junior of [1, 2, 3, 4])
      expect(shared(junior)).toMatchObject({ coefficient: null, because: 'hidden' });
    expect(shared(40, { seniorPupils: 300 })).toMatchObject({ coefficient: null, because: 'hidden' });
  });
  test('says why it is not computable', () =>
    expect(coefficient(county(even(5, {})), 'L2')).toMatchObject({ because: 'nothing-counted' }));
});

describe('the audit', () => {
  const counts = stageOf(
    school('A', 40, { backbone: 3 }),
    school('B', 30, { backbone: 8 }),
    school('C', 50, { backbone: 9 }),
  );
  const told = publicStage(counts, usual, null);
  test('finds nothing in what is published', () => expect(audit(counts, told, usual, simplex())).toEqual([]));
  test('finds a small figure that is told', () => {
    const open = publicStage(counts, { threshold: 3 }, null);
    expect(columnOf(open, 'backbone')).toEqual([3, 8, 9, 20]);
    expect(audit(counts, open, usual, simplex())).toEqual([
      {
        stage: 'primary',
        school: 'A',
        column: 'backbone',
        found: { lowest: 3, highest: 3 },
        wanted: { lowest: 1, highest: 4 },
      },
    ]);
  });
  test('finds a small figure hidden alone: it is the total less the others', () => {
    const alone = {
      ...told,
      schools: told.schools.map((row) =>
        row.school === 'B' ? { ...row, figures: { ...row.figures, backbone: 8 } } : row,
      ),
    };
    expect(columnOf(alone, 'backbone')).toEqual(['*', 8, 9, 20]);
    expect(audit(counts, alone, usual, simplex())).toMatchObject([
      { school: 'A', column: 'backbone', found: { lowest: 3, highest: 3 } },
    ]);
  });
});

describe('two publications', () => {
  const publish = (backbone: number, teachers = 40) => [
    publicStage(
      stageOf(
        school('A', teachers, { backbone }),
        school('B', 40, { backbone: 10 }),
        school('C', 50, { backbone: 12 }),
      ),
      usual,
      null,
    ),
  ];
  const between = (before: ReturnType<typeof publish>, now: ReturnType<typeof publish>) =>
    differencesOf(before, now, usual).map(({ school: name, column, kind }) => [name, column, kind]);
  test('of the same people tell no more than one', () => expect(between(publish(8), publish(8))).toEqual([]));
  test('tell who came where one teacher more is told', () =>
    expect(between(publish(8), publish(8, 41))).toEqual([
      ['A', 'teachers', 'few-changed'],
      [null, 'teachers', 'few-changed'],
    ]));
  test('do not where five more are', () => expect(between(publish(8), publish(8, 45))).toEqual([]));
  test('tell about what is hidden in one of them', () => {
    expect(between(publish(8), publish(3))).toEqual([
      ['A', 'backbone', 'now-hidden'],
      ['B', 'backbone', 'now-hidden'],
    ]);
    expect(between(publish(3), publish(8))).toEqual([
      ['A', 'backbone', 'no-longer-hidden'],
      ['B', 'backbone', 'no-longer-hidden'],
    ]);
  });
  test('tell nothing of a school that is in one of them alone', () =>
    expect(
      between(publish(8), [
        publicStage(
          stageOf(school('New', 40, { backbone: 8 }), school('B', 40, { backbone: 10 })),
          usual,
          null,
        ),
      ]).filter(([name]) => name === 'New'),
    ).toEqual([]));
});
