import { describe, expect, test } from 'vitest';
import { balanceOf } from '../../../solver/balance/report.ts';
import { basicBalance, qualityBalance } from '../../../solver/balance/standard.ts';
import { countyOf, indicatorOf, teachersAt } from '../../support/balance-county.ts';

/** Two schools of 100 pupils with so many books. */
const books = (one: number, other: number) =>
  countyOf({
    A: { pupils: { primary: 100 }, facilities: { books: one } },
    B: { pupils: { primary: 100 }, facilities: { books: other } },
  });

describe('the coefficient of variation', () => {
  test('of 6, 10 and 15 teachers for 100, 200 and 300 pupils is √5 ÷ 31', () => {
    const facts = countyOf(
      { A: { pupils: { primary: 100 } }, B: { pupils: { primary: 200 } }, C: { pupils: { primary: 300 } } },
      [...teachersAt('A:primary', 6), ...teachersAt('B:primary', 10), ...teachersAt('C:primary', 15)],
    );
    const found = indicatorOf(facts, basicBalance, 'B6');
    if (!found.computable) throw new Error('not computable');
    expect(found.coefficient).toBeCloseTo(Math.sqrt(5) / 31, 12);
    expect(found.mean).toBeCloseTo(31 / 600, 12);
    expect(found.values).toMatchObject([
      { school: 'B', pupils: 200, amount: 10, value: 0.05 },
      { school: 'C', pupils: 300, amount: 15, value: 0.05 },
      { school: 'A', pupils: 100, amount: 6, value: 0.06 },
    ]);
  });

  test('of 3 and 1 books: each school adds (100/200)·(1/2)² = 1/8 to its square, a quarter', () => {
    const found = indicatorOf(books(3, 1), basicBalance, 'B5');
    if (!found.computable) throw new Error('not computable');
    expect(found.values.map(({ school, spread }) => [school, spread])).toEqual([
      ['B', 0.125],
      ['A', 0.125],
    ]);
    expect(found.coefficient ** 2).toBe(0.25);
  });

  const limited = (limit: number) => ({
    ...qualityBalance,
    limit: { of: 'each' as const, primary: limit, junior: limit },
    indicators: basicBalance.indicators,
  });
  const within = (one: number, other: number, limit = 0.5) => {
    const found = indicatorOf(books(one, other), limited(limit), 'B5');
    return found.computable ? [found.coefficient, found.within] : found.because.code;
  };

  test('of exactly 0.50 is within 0.50', () => expect(within(3, 1)).toEqual([0.5, true]));
  test('of 0.5004 is not, though it rounds to 0.50', () => {
    const [coefficient, is] = within(15_004, 4_996);
    expect(coefficient).toBeCloseTo(0.5004, 12);
    expect(is).toBe(false);
  });
  test('a hair beyond the limit, nearer than sums are exact, is not within it', () =>
    expect(within(3e9 + 1, 1e9)[1]).toBe(false));
  test('a hair below the limit is within it', () => expect(within(3e9 - 1, 1e9)[1]).toBe(true));
  test('of exactly 0.45 is within 0.45', () => expect(within(145, 55, 0.45)[1]).toBe(true));
  test('counts fen: 3,000,000.03 and 1,000,000.00 yuan are beyond 0.50, 2,999,999.97 are within it', () =>
    expect([within(3_000_000.03, 1e6)[1], within(2_999_999.97, 1e6)[1]]).toEqual([false, true]));
});

describe('what is not computable is told, and never a figure', () => {
  const because = (facts: ReturnType<typeof countyOf>, code = 'B5') => {
    const found = indicatorOf(facts, basicBalance, code);
    return found.computable ? found.coefficient : found.because;
  };

  test('where a school has not reported', () =>
    expect(
      because(
        countyOf({
          A: { pupils: { primary: 100 }, facilities: { books: 100 } },
          B: { pupils: { primary: 100 } },
        }),
      ),
    ).toEqual({
      code: 'not-reported',
      places: ['B'],
      words: { zh: '无法计算：1所学校未上报。', en: 'Not computable: 1 school has not reported it.' },
    }));
  test('where a school reports nothing, though a site of it does', () =>
    expect(
      because(
        countyOf({
          A: { pupils: { primary: 100 } },
          S: { parent: 'A', pupils: { primary: 20 }, facilities: { books: 100 } },
        }),
      ),
    ).toMatchObject({ code: 'not-reported', places: ['A'] }));
  test('where a school tells how many teachers it has, and none of them is on file', () => {
    const told = countyOf(
      { A: { pupils: { primary: 100 } }, B: { pupils: { primary: 100 }, teachers: 8 } },
      teachersAt('A:primary', 5),
    );
    expect(because(told, 'B6')).toMatchObject({ code: 'not-reported', places: ['B'] });
    expect(because({ ...told, staff: [...told.staff, ...teachersAt('B:primary', 5)] }, 'B6')).toBe(0);
    const none = countyOf(
      { A: { pupils: { primary: 100 } }, B: { pupils: { primary: 100 }, teachers: 0 } },
      teachersAt('A:primary', 5),
    );
    expect(because(none, 'B6')).toBe(1);
  });
  test('where nobody’s education is on file at a school: it is asked to report, not told to have none', () => {
    const facts = countyOf({ A: { pupils: { primary: 100 } }, B: { pupils: { primary: 100 } } }, [
      ...teachersAt('A:primary', 5, { education: 'college' }),
      ...teachersAt('B:primary', 5),
    ]);
    expect(because(facts, 'B7')).toMatchObject({ code: 'not-reported', places: ['B'] });
    expect(because(facts, 'B6')).toBe(0);
    const oneKnown = teachersAt('B:primary', 1, { education: 'below-college' });
    expect(because({ ...facts, staff: [...facts.staff, ...oneKnown] }, 'B7')).toBeGreaterThan(0.9);
  });
  test('where those of the stage that shares the facilities are not: teachers are not shared', () => {
    const nineYears = countyOf(
      {
        A: { pupils: { primary: 100 }, facilities: { books: 100 } },
        N: { pupils: { primary: 100, junior: null }, facilities: { books: 100 } },
      },
      [
        ...teachersAt('A:primary', 5, { education: 'college' }),
        ...teachersAt('N:primary', 5, { education: 'college' }),
      ],
    );
    expect(because(nineYears)).toMatchObject({ code: 'pupils-unknown', places: ['N:junior'] });
    expect(because(nineYears, 'B6')).toBe(0);
    const school = balanceOf(nineYears, qualityBalance, 'serving').stages[0]?.schools.find(
      ({ school }) => school === 'N',
    );
    expect(school?.unknown).toEqual(['L4', 'L5', 'L6', 'L7']);
  });
  test('where the pupils of a section are not on file', () =>
    expect(
      because(
        countyOf({
          A: { pupils: { primary: 100 }, facilities: { books: 100 } },
          B: { pupils: { primary: null }, facilities: { books: 100 } },
        }),
      ),
    ).toMatchObject({ code: 'pupils-unknown', places: ['B:primary'] }));
  test('where there is no school of the stage', () =>
    expect(because(countyOf({ A: { pupils: { junior: 100 } } }))).toMatchObject({ code: 'no-schools' }));
  test('where nobody has anything', () =>
    expect(because(books(0, 0))).toMatchObject({ code: 'nothing-counted' }));
  test('a reported 0 counts as 0', () => expect(because(books(0, 100))).toBe(1));
});

describe('which schools count', () => {
  const left = (facts: ReturnType<typeof countyOf>, standard = qualityBalance) =>
    balanceOf(facts, standard, 'serving').stages.flatMap(({ leftOut }) => leftOut);
  const one = { A: { pupils: { primary: 100 } } };

  test('a private school does not', () =>
    expect(left(countyOf({ ...one, P: { ownership: 'private', pupils: { primary: 90 } } }))).toEqual([
      { section: 'P:primary', because: 'private' },
    ]));
  test.each(['special', 'vocational'] as const)(
    'a %s school does not, unless the standard says so',
    (kind) => {
      const apart = countyOf({ ...one, P: { kind, pupils: { primary: 90 } } });
      for (const standard of [qualityBalance, basicBalance]) {
        expect(left(apart, standard)).toEqual([{ section: 'P:primary', because: kind }]);
        expect(left(apart, { ...standard, without: [] })).toEqual([]);
      }
      expect(left(countyOf({ ...one, P: { kind: 'ordinary', pupils: { primary: 90 } } }))).toEqual([]);
    },
  );
  test('a special site is part of no ordinary school, and one told to be ordinary is of one told nothing', () => {
    const site = (kind: 'special' | 'ordinary') =>
      left(countyOf({ ...one, S: { kind, parent: 'A', pupils: { primary: 20 } } }));
    expect(site('special')).toEqual([{ section: 'S:primary', because: 'special' }]);
    expect(site('ordinary')).toEqual([]);
  });
  test('a section without pupils does not', () =>
    expect(left(countyOf({ ...one, E: { pupils: { primary: 0 } } }))).toEqual([
      { section: 'E:primary', because: 'no-pupils' },
    ]));
  test.each([
    [49, 1],
    [50, 0],
  ])('a teaching point of %i pupils: %i are left out by the quality standard', (pupils, count) => {
    const point = countyOf({ ...one, T: { place: 'teaching-point', pupils: { primary: pupils } } });
    expect(left(point)).toHaveLength(count);
    expect(left(point, basicBalance)).toEqual([]);
  });

  test('a site folds into the school it is part of before anything is divided, small teaching points too', () => {
    const facts = countyOf(
      {
        A: { pupils: { primary: 100 }, facilities: { teachingArea: 500 } },
        S: {
          parent: 'A',
          place: 'teaching-point',
          pupils: { primary: 20 },
          facilities: { teachingArea: 220 },
        },
      },
      [...teachersAt('A:primary', 5), ...teachersAt('S:primary', 1)],
    );
    expect(left(facts)).toEqual([]);
    expect(indicatorOf(facts, basicBalance, 'B6')).toMatchObject({
      values: [{ school: 'A', sections: ['A:primary', 'S:primary'], pupils: 120, amount: 6, value: 0.05 }],
    });
    expect(indicatorOf(facts, basicBalance, 'B1')).toMatchObject({ values: [{ amount: 720, value: 6 }] });
  });

  test('a private school is part of no public one, nor the other way round', () => {
    const facts = countyOf({
      A: { pupils: { primary: 100 } },
      P: { parent: 'A', ownership: 'private', pupils: { primary: 90 } },
      S: { parent: 'P', pupils: { primary: 30 } },
    });
    expect(left(facts)).toEqual([{ section: 'P:primary', because: 'private' }]);
    expect(indicatorOf({ ...facts, staff: teachersAt('A:primary', 1) }, basicBalance, 'B6')).toMatchObject({
      values: [{ school: 'S' }, { school: 'A' }],
    });
  });
  test('schools that are sites of each other are each their own', () =>
    expect(
      indicatorOf(
        countyOf(
          { A: { parent: 'B', pupils: { primary: 10 } }, B: { parent: 'A', pupils: { primary: 10 } } },
          teachersAt('A:primary', 1),
        ),
        basicBalance,
        'B6',
      ),
    ).toMatchObject({ values: [{ school: 'B' }, { school: 'A' }] }));
});

describe('facilities that stages share', () => {
  const areas = (facts: ReturnType<typeof countyOf>) =>
    (['primary', 'junior'] as const).map((stage) => {
      const found = indicatorOf(facts, basicBalance, 'B1', stage);
      return found.computable
        ? found.values.map(({ amount, value }) => [amount, value].map((figure) => Number(figure.toFixed(9))))
        : found.because.code;
    });

  test('are split 1 to 1.1 by pupils: 4650 m² for 200 and 100 pupils are 3000 and 1650', () =>
    expect(
      areas(countyOf({ N: { pupils: { primary: 200, junior: 100 }, facilities: { teachingArea: 4650 } } })),
    ).toEqual([[[3000, 15]], [[1650, 16.5]]]));
  test('of a complete middle school 1 to 1.2: of 6600 m² for 100 and 100 pupils 3000 are the junior pupils’', () =>
    expect(
      areas(
        countyOf({ M: { pupils: { junior: 100 }, seniorPupils: 100, facilities: { teachingArea: 6600 } } }),
      ),
    ).toEqual(['no-schools', [[3000, 30]]]));
  test('of twelve years 1 to 1.1 to 1.32', () =>
    expect(
      areas(
        countyOf({
          T: {
            pupils: { primary: 100, junior: 100 },
            seniorPupils: 100,
            facilities: { teachingArea: 3420 },
          },
        }),
      ),
    ).toEqual([[[1000, 10]], [[1100, 11]]]));
  test('and teachers are not: each counts at the stage taught', () =>
    expect(
      indicatorOf(
        countyOf({ N: { pupils: { primary: 200, junior: 100 } } }, [
          ...teachersAt('N:primary', 8),
          ...teachersAt('N:junior', 9),
        ]),
        basicBalance,
        'B6',
        'junior',
      ),
    ).toMatchObject({ values: [{ amount: 9 }] }));
});

describe('the two views', () => {
  const facts = countyOf({ A: { pupils: { primary: 100 } }, B: { pupils: { primary: 100 } } }, [
    ...teachersAt('A:primary', 5),
    ...teachersAt('A:primary', 1, { registered: 'B' }),
    ...teachersAt('B:primary', 1, { established: false }),
  ]);
  const heads = (view: 'serving' | 'registered') => {
    const found = indicatorOf(facts, basicBalance, 'B6', 'primary', view);
    return found.computable
      ? Object.fromEntries(found.values.map(({ school, amount }) => [school, amount]))
      : {};
  };
  test('serving counts where people teach', () => expect(heads('serving')).toEqual({ A: 6, B: 1 }));
  test('registered counts where the relation sits, and established staff alone', () =>
    expect(heads('registered')).toEqual({ A: 5, B: 1 }));
  test('whoever serves a stage that the school of the relation has not counts in the section it has', () => {
    const lent = countyOf({ A: { pupils: { primary: 100 } }, J: { pupils: { junior: 100 } } }, [
      ...teachersAt('J:junior', 3),
      ...teachersAt('J:junior', 2, { registered: 'A' }),
    ]);
    const at = (stage: 'primary' | 'junior') => indicatorOf(lent, basicBalance, 'B6', stage, 'registered');
    expect(at('primary')).toMatchObject({ values: [{ school: 'A', amount: 2 }] });
    expect(at('junior')).toMatchObject({ values: [{ school: 'J', amount: 3 }] });
  });
});

describe('circuit teachers of PE and the arts', () => {
  const visit = (teacher: string, subject = 'music') => ({ teacher, section: 'V:primary', subject });
  const counted = (
    pupils: number,
    more: object = {},
    visits = [visit('T1'), visit('T1', 'pe'), visit('T2'), visit('T3', 'maths')],
  ) => {
    const facts = countyOf(
      { A: { pupils: { primary: 300 } }, V: { place: 'village', pupils: { primary: pupils }, ...more } },
      [...teachersAt('A:primary', 3, { subject: 'music' }), ...teachersAt('V:primary', 1, { subject: 'pe' })],
    );
    return (view: 'serving' | 'registered' = 'serving', code = 'L3', standard = qualityBalance) => {
      const found = indicatorOf({ ...facts, visits }, standard, code, 'primary', view);
      return found.computable ? found.values.find(({ school }) => school === 'V') : found.because.code;
    };
  };
  test.each([
    [49, 1],
    [50, 3],
    [99, 3],
    [100, 1],
  ])('of a village school of %i pupils: %i count, each once, and only of these subjects', (pupils, amount) =>
    expect(counted(pupils)()).toMatchObject({ amount }),
  );
  test('are told', () => expect(counted(80)()).toMatchObject({ amount: 3, visitors: ['T1', 'T2'] }));
  test('do not count in town, nor where the relation sits', () => {
    expect(counted(80, { place: 'county-town' })()).toMatchObject({ amount: 1, visitors: [] });
    expect(counted(80)('registered')).toMatchObject({ amount: 1, visitors: [] });
  });
  test('count by the pupils of all stages, and may or may not where those are not on file', () => {
    expect(counted(60, { pupils: { primary: 60, junior: 40 } })()).toMatchObject({ amount: 1 });
    expect(counted(60, { pupils: { primary: 60, junior: null } })()).toBe('pupils-unknown');
    expect(counted(60, { pupils: { primary: 60, junior: null } }, [])()).toMatchObject({ amount: 1 });
  });
  test('who teaches there already is not counted twice', () => {
    const own = teachersAt('V:primary', 1, { subject: 'pe' })[0]?.id ?? '';
    expect(counted(80, {}, [visit(own)])()).toMatchObject({ amount: 1, visitors: [] });
  });
});

describe('the verdict', () => {
  test('of the basic standard is the mean of eight coefficients, and which of them are missing', () => {
    const all = { teachingArea: 500, sportsArea: 800, equipmentValue: 1e5, computers: 20, books: 3000 };
    const staff = ['A', 'B'].flatMap((school) =>
      teachersAt(`${school}:primary`, school === 'A' ? 3 : 1, { education: 'bachelor', title: 'first' }),
    );
    const schools = (facilities: object) =>
      countyOf(
        { A: { pupils: { primary: 100 }, facilities }, B: { pupils: { primary: 100 }, facilities } },
        staff,
      );
    const [full, partial] = [all, { ...all, books: undefined }].map(
      (facilities) => balanceOf(schools(facilities), basicBalance, 'serving').stages[0],
    );
    // Five are 0 and three 0.5.
    expect(full).toMatchObject({ mean: { computable: true, value: 1.5 / 8, within: true }, balanced: true });
    expect(partial).toMatchObject({ mean: { computable: false, missing: ['B5'] }, balanced: null });
  });

  test('a mean of exactly its limit is within it: eight coefficients of 0.65', () => {
    const uneven = (share: number) => ({
      teachingArea: share,
      sportsArea: share,
      equipmentValue: share,
      computers: share,
      books: share,
    });
    const facts = countyOf(
      {
        A: { pupils: { primary: 10 }, facilities: uneven(231) },
        B: { pupils: { primary: 10 }, facilities: uneven(49) },
      },
      [
        ...teachersAt('A:primary', 231, { education: 'bachelor', title: 'first' }),
        ...teachersAt('B:primary', 49, { education: 'bachelor', title: 'first' }),
      ],
    );
    const [primary] = balanceOf(facts, basicBalance, 'serving').stages;
    expect(primary?.mean).toMatchObject({ value: expect.closeTo(0.65, 12), within: true });
    const more = { ...facts, staff: [...facts.staff, ...teachersAt('A:primary', 1)] };
    expect(balanceOf(more, basicBalance, 'serving').stages[0]?.mean).toMatchObject({ within: false });
  });

  /** A school of 100 pupils at so many of each level's values. */
  const schoolAt = (parts: Partial<Record<string, number>>) => {
    const part = (code: string) => parts[code] ?? 1;
    return countyOf(
      {
        A: {
          pupils: { primary: 1000 },
          facilities: {
            teachingArea: 4500 * part('L4'),
            sportsArea: 7500 * part('L5'),
            equipmentValue: 2e6 * part('L6'),
            multimediaRooms: 23 * part('L7'),
          },
        },
      },
      [
        ...teachersAt('A:primary', 42 * part('L1'), { education: 'college' }),
        ...teachersAt('A:primary', 10 * part('L2'), { backbone: 'county' }),
        ...teachersAt('A:primary', 9 * part('L3'), { subject: 'music' }),
      ],
    );
  };
  const school = (facts: ReturnType<typeof countyOf>) =>
    balanceOf(facts, qualityBalance, 'serving').stages[0]?.schools[0];

  test('on a school: 1,999,999.98 yuan for 1,000 pupils are not 2,000 a pupil', () =>
    expect(school(schoolAt({ L6: 1_999_999.98 / 2e6 }))).toMatchObject({ missed: ['L6'] }));
  test('on a school: every level is reached at its very value', () =>
    expect(school(schoolAt({}))).toMatchObject({ missed: [], unknown: [], passes: true }));
  test('one may be missed, down to 85 %', () =>
    expect(school(schoolAt({ L4: 0.85 }))).toMatchObject({ missed: ['L4'], passes: true }));
  test('below 85 % it does not pass', () =>
    expect(school(schoolAt({ L4: 0.8499 }))).toMatchObject({ missed: ['L4'], passes: false }));
  test('nor where two are missed', () =>
    expect(school(schoolAt({ L4: 0.99, L5: 0.99 }))).toMatchObject({ missed: ['L4', 'L5'], passes: false }));
  test('where a level is not reported it is not known', () => {
    const { schools, sections, staff } = schoolAt({});
    const facilities = { ...schools[0]?.facilities, sportsArea: undefined };
    const silent = { schools: schools.map((one) => ({ ...one, facilities })), sections, staff };
    expect(school(silent)).toMatchObject({ unknown: ['L5'], passes: null });
  });
});
