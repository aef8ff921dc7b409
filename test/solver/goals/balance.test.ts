import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { hillfoot, lakeside, move, teacher } from '../../support/small-county.ts';
import { given, planned, went } from '../rules/every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;
type Section = ProblemInput['sections'][number];

const mill = { ...hillfoot, id: 'mill', name: 'Mill', weak: false };
const section = (id: string, school: string, pupils: number, more: Partial<Section> = {}): Section => ({
  id,
  school,
  stage: 'primary',
  classes: {},
  pupils: { 1: pupils },
  ...more,
});
/** So many teachers of a section, each with a college degree. */
const staff = (at: string, count: number, facts: Facts = { education: 'college' }) =>
  Array.from({ length: count }, (_, index) =>
    teacher(`${at}${index}`, { serving: { section: at, since: '2010-09-01' }, ...facts }),
  );
/** Posts to go to, so that somebody may. */
const posts = (count: number, ...at: string[]): ProblemInput['requests'] =>
  at.map((id) => ({ id, section: id, subject: 'maths', count }));
const schools = [lakeside, hillfoot, mill];

/** The goal's value for these moves. */
function value(
  name: string,
  facts: Partial<ProblemInput>,
  moves: readonly ReturnType<typeof move>[] = [],
  figures: object = {},
): number {
  const found = caseOf(given({ schools, ...facts }, {}, [{ name, ...figures }]));
  return found.goals.reduce((sum, goal) => sum + goal.value(found, found.postings(moves)), 0);
}

describe('balance', () => {
  const two = (pupils: [number, number], heads: [number, number], facts?: Facts): Partial<ProblemInput> => ({
    sections: [section('L', 'lakeside', pupils[0]), section('H', 'hillfoot', pupils[1])],
    teachers: [...staff('L', heads[0], facts), ...staff('H', heads[1], facts)],
  });

  // Of two schools of one size: CV = |n₁ − n₂| ÷ (n₁ + n₂).
  test('3 and 1 at schools of one size: CV 0.5', () =>
    expect(value('balance', two([100, 100], [3, 1]))).toBe(250_000));
  test('2 and 2: none', () => {
    expect(value('balance', two([100, 100], [2, 2]))).toBe(0);
    expect(value('balance', two([100, 100], [3, 1]), [move('L0')])).toBe(0);
  });
  test('4 and 0: CV 1', () => expect(value('balance', two([100, 100], [4, 0]))).toBe(1_000_000));
  test('is by pupils: 3 and 1 for 300 and 100', () =>
    expect(value('balance', two([300, 100], [3, 1]))).toBe(0));
  test.each(['special', 'vocational'] as const)('leaves a %s school out, unless set otherwise', (kind) => {
    const facts = {
      ...two([100, 100], [3, 3]),
      sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100), section('M', 'mill', 100)],
      schools: [lakeside, hillfoot, { ...mill, kind }],
    };
    expect(value('balance', facts)).toBe(0);
    expect(value('balance', facts, [], { without: [] })).toBe(500_000);
  });
  // 2, 1, 1 for 100, 100, 200 pupils: 400 × (4/100 + 1/100 + 1/200) ÷ 16 − 1.
  test('of three schools', () => {
    const facts = {
      sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100), section('M', 'mill', 200)],
      teachers: [...staff('L', 2), ...staff('H', 1), ...staff('M', 1)],
    };
    expect(value('balance', facts)).toBe(375_000);
    expect(value('balance', facts, [move('L0', 'M')])).toBe(0);
  });
  test('adds up the indicators, a teacher counting in each', () => {
    const facts = two([100, 100], [3, 1], { education: 'college', backbone: 'county', subject: 'music' });
    expect(value('balance', facts)).toBe(3 * 250_000);
    expect(value('balance', facts, [], { indicators: ['backbone'] })).toBe(250_000);
    expect(value('balance', facts, [], { artsAndPe: ['pe'] })).toBe(2 * 250_000);
    expect(value('balance', facts, [], { indicators: ['titles'] })).toBe(0);
  });
  test('counts nobody below the level, and nothing where there is nobody', () => {
    expect(value('balance', two([100, 100], [3, 1], { education: 'below-college' }))).toBe(0);
    expect(value('balance', two([100, 100], [3, 1], { backbone: 'school' }))).toBe(0);
  });
  test('takes each stage on its own, and bachelors in junior schools', () => {
    const facts: Partial<ProblemInput> = {
      sections: [
        section('L', 'lakeside', 100),
        section('H', 'hillfoot', 100),
        section('J', 'lakeside', 100, { stage: 'junior', pupils: { 7: 100 } }),
        section('K', 'hillfoot', 100, { stage: 'junior', pupils: { 7: 100 } }),
      ],
      teachers: [
        ...staff('L', 1),
        ...staff('H', 1),
        ...staff('J', 3, { education: 'bachelor' }),
        ...staff('K', 1),
      ],
    };
    // Juniors: 3 and 0, since a college degree does not count there.
    expect(value('balance', facts)).toBe(1_000_000);
  });
  test('leaves out sections without pupils, and teaching points below 50', () => {
    const point = { ...mill, place: 'teaching-point' as const };
    const facts = (pupils: number): Partial<ProblemInput> => ({
      schools: [lakeside, hillfoot, point],
      sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 0), section('M', 'mill', pupils)],
      teachers: [...staff('L', 2), ...staff('H', 5), ...staff('M', 1)],
    });
    expect(value('balance', facts(49))).toBe(0);
    // 2 and 1 for 100 and 50 are even; 1 and 2 are not: 150 × (1/100 + 4/50) ÷ 9 − 1.
    expect(value('balance', facts(50))).toBe(0);
    expect(value('balance', facts(50), [move('L0', 'M')])).toBe(500_000);
    expect(value('balance', facts(49), [], { leastPupilsOfPoint: 49 })).toBeGreaterThan(0);
  });
  test('takes the spread about today’s mean, whoever changes stage', () => {
    const facts: Partial<ProblemInput> = {
      sections: [
        section('L', 'lakeside', 100),
        section('H', 'hillfoot', 100),
        section('J', 'hillfoot', 100, { stage: 'junior', pupils: { 7: 100 } }),
      ],
      teachers: [...staff('L', 2), ...staff('H', 2)],
    };
    // 2 and 1 where 2 each are the mean: half of (1 − 2)² ÷ 2².
    expect(value('balance', facts, [move('H0', 'J')])).toBe(125_000);
  });
  test('is not bettered by sending somebody where nobody is counted', () => {
    const facts: Partial<ProblemInput> = {
      schools: [lakeside, mill, { ...hillfoot, place: 'teaching-point' }],
      sections: [section('L', 'lakeside', 100), section('M', 'mill', 100), section('H', 'hillfoot', 20)],
      teachers: [...staff('L', 1), ...staff('M', 1)],
    };
    // 0 and 1 where 1 each are the mean.
    expect(value('balance', facts, [])).toBe(0);
    expect(value('balance', facts, [move('L0', 'H')])).toBe(500_000);
  });
  test('counts teachers of PE and the arts by what they are to teach', () => {
    const facts: Partial<ProblemInput> = {
      sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100)],
      teachers: staff('L', 2, { subject: 'music' }),
    };
    const to = (subject: string) =>
      value('balance', facts, [{ ...move('L0'), subject }], { indicators: ['arts-and-pe'] });
    expect(to('music')).toBe(0);
    // 1 and 0 where 1 each are the mean.
    expect(to('maths')).toBe(500_000);
  });

  const rules = { 'sender-floor': {}, 'outflow-cap': { percent: 100 } };
  test.each([
    ['two schools', [100, 100, 0], [4, 1, 0]],
    ['three schools', [120, 80, 100], [4, 0, 1]],
    ['schools of unlike size', [30, 170, 410], [3, 2, 1]],
    ['odd sizes', [97, 31, 59], [5, 1, 0]],
  ])('a plan is the evenest of all: %s', async (_what, pupils, heads) => {
    const at = ['L', 'H', 'M'] as const;
    const facts: Partial<ProblemInput> = {
      schools,
      sections: at.map((id, index) => section(id, schools[index]?.id ?? '', pupils[index] ?? 0)),
      teachers: at.flatMap((id, index) =>
        staff(id, heads[index] ?? 0).map((each, place) => ({
          ...each,
          ...(place % 2 === 0 && { backbone: 'county' as const }),
        })),
      ),
      requests: posts(2, 'H', 'M'),
    };
    const plan = await planned(given(facts, rules, ['balance', 'fewest-moves']));
    expect(plan.goals[0]?.name).toBe('balance');
    const limited = await planned(
      given(facts, rules, [{ name: 'balance-limit', primary: 0.2 }, 'fewest-moves', 'balance']),
    );
    expect(limited.status).toBe('optimal');
  });
  test('a plan may send people round for it', async () => {
    const facts: Partial<ProblemInput> = {
      schools,
      sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100)],
      teachers: [
        ...staff('L', 3),
        ...staff('H', 1),
        teacher('Z', { serving: { section: 'H', since: '2010-09-01' }, education: 'below-college' }),
      ],
    };
    const floor = {
      openings: { backfill: true },
      'outflow-cap': { atLeast: 1 },
      'receiver-cap': { atLeast: 1 },
    };
    const plan = await planned(given(facts, floor, ['balance', 'fewest-moves']));
    expect(plan.goals).toMatchObject([{ value: 0 }, { value: 2 }]);
    expect(went(plan)).toContain('Z → L');
  });
  // Each step is rounded to a millionth by itself, and a spread of nothing comes to one below nothing.
  test('is nothing where three schools are even', () => {
    const facts = {
      sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100), section('M', 'mill', 100)],
      teachers: [...staff('L', 1), ...staff('H', 1), ...staff('M', 1)],
    };
    expect(value('balance', facts)).toBe(0);
  });
});

describe('balance limit', () => {
  const of = (n: [number, number], figures: object = {}, stage: 'primary' | 'junior' = 'primary') => {
    const pupils = { [stage === 'primary' ? '1' : '7']: 100 };
    const facts = {
      sections: [
        section('L', 'lakeside', 100, { stage, pupils }),
        section('H', 'hillfoot', 100, { stage, pupils }),
      ],
      teachers: [
        ...staff('L', n[0], { education: 'bachelor' }),
        ...staff('H', n[1], { education: 'bachelor' }),
      ],
    };
    return value('balance-limit', facts, [], figures);
  };
  test('CV 0.50 is within the limit of primary schools', () => expect(of([3, 1])).toBe(0));
  test('what is above counts: CV 0.6', () => expect(of([8, 2])).toBe(360_000 - 250_000));
  test('CV 0.45 is within that of junior schools, 0.5 is not', () => {
    expect(of([29, 11], {}, 'junior')).toBe(0);
    expect(of([3, 1], {}, 'junior')).toBe(250_000 - 202_500);
  });
  // 0.35² and 0.7² are a hair below 0.1225 and 0.49 in floating point.
  test.each([
    [0.2, [12, 8]],
    [0.35, [27, 13]],
    [0.55, [31, 9]],
    [0.7, [17, 3]],
  ] as const)('a limit of %f met exactly is met', (primary, [more, less]) => {
    expect(of([more, less], { primary })).toBe(0);
    expect(of([more + 1, less - 1], { primary })).toBeGreaterThan(0);
  });
  // The roundings of many steps add up: 8 and 40 millionths beyond.
  test.each([
    ['primary', [12, 4]],
    ['junior', [58, 22]],
  ] as const)('the national limit met exactly is met, however many teachers: %s', (stage, [more, less]) =>
    expect(of([more, less], {}, stage)).toBe(0),
  );
  test('one indicator within its limit makes up for none beyond', () => {
    const facts = {
      sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100)],
      teachers: [
        ...staff('L', 4, { education: 'college', backbone: 'county' }),
        ...staff('H', 4, { education: 'college' }),
      ],
    };
    expect(value('balance-limit', facts)).toBe(1_000_000 - 250_000);
  });

  const uneven: Partial<ProblemInput> = {
    schools,
    sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100)],
    teachers: [...staff('L', 5), ...staff('H', 1)],
    requests: posts(3, 'H'),
  };
  test('a plan goes as far as the limit, and no further', async () => {
    const plan = await planned(given(uneven, {}, ['balance-limit', 'fewest-moves']));
    // 4 and 2: CV 1/3.
    expect(plan.goals).toMatchObject([{ value: 0 }, { value: 1 }]);
    const tighter = await planned(
      given(uneven, {}, [{ name: 'balance-limit', primary: 0.3 }, 'fewest-moves']),
    );
    expect(tighter.goals).toMatchObject([{ value: 0 }, { value: 2 }]);
  });
  test('a limit of 0 that no plan meets is missed by as little as can be', async () => {
    const facts = { ...uneven, teachers: [...staff('L', 4), ...staff('H', 1)] };
    const plan = await planned(given(facts, {}, [{ name: 'balance-limit', primary: 0 }, 'fewest-moves']));
    // 3 and 2: CV 1/5.
    expect(plan.goals).toMatchObject([{ value: 40_000 }, { value: 1 }]);
  });
  test('beside balance, each counting other people', async () => {
    const facts = {
      ...uneven,
      teachers: [
        ...staff('L', 3, { subject: 'music' }),
        ...staff('L', 2, { subject: 'maths' }).map((each) => ({ ...each, id: `${each.id} too` })),
        ...staff('H', 1, { subject: 'music' }),
      ],
      requests: [...(posts(1, 'H') ?? []), { id: 'music', section: 'H', subject: 'music', count: 1 }],
    };
    const plan = await planned(
      given(facts, {}, [
        { name: 'balance-limit', indicators: ['arts-and-pe'], artsAndPe: ['maths'], primary: 0 },
        { name: 'balance', indicators: ['arts-and-pe'], artsAndPe: ['music'] },
        'fewest-moves',
      ]),
    );
    expect(plan.goals).toMatchObject([{ value: 0 }, { value: 0 }, { value: 2 }]);
  });
});

describe('balance of registered staff', () => {
  const registered = { view: 'registered' };
  const at = (section: string, school: string, facts: Facts = {}) => ({
    ...facts,
    education: 'college' as const,
    registered: { school, since: '2010-09-01' },
    serving: { section, since: '2010-09-01' },
  });
  const county = (guests: number, facts: Facts = {}): Partial<ProblemInput> => ({
    schools,
    sections: [section('L', 'lakeside', 100), section('H', 'hillfoot', 100)],
    teachers: [
      ...Array.from({ length: 3 }, (_, index) => teacher(`L${index}`, at('L', 'lakeside'))),
      teacher('H0', at('H', 'hillfoot')),
      ...Array.from({ length: guests }, (_, index) => teacher(`G${index}`, at('H', 'lakeside', facts))),
    ],
  });
  /** The spread under the rule by which relations move in these forms. */
  const spread = (
    facts: Partial<ProblemInput>,
    moves: readonly ReturnType<typeof move>[] = [],
    forms: readonly string[] = [],
    figures: object = registered,
  ) => {
    const goal = { name: 'balance', indicators: ['education'], ...figures };
    const found = caseOf(given(facts, { establishment: { forms } }, [goal]));
    return found.goals.reduce((sum, each) => sum + each.value(found, found.postings(moves)), 0);
  };

  test('who teaches elsewhere counts at home', () => {
    expect(spread(county(2), [], [], {})).toBe(0);
    // 5 and 1: CV 4 ÷ 6.
    expect(spread(county(2))).toBe(444_444);
  });
  test('whoever is not established counts nowhere', () =>
    expect(spread(county(2, { established: false }))).toBe(250_000));
  test('a move counts only where the relation moves', () => {
    expect(spread(county(0), [move('L0')])).toBe(250_000);
    expect(spread(county(0), [move('L0')], ['swap'])).toBe(250_000);
    expect(spread(county(0), [move('L0')], ['order-based'])).toBe(0);
  });
  test('by people serving it counts either way', () =>
    expect(spread(county(0), [move('L0')], [], { view: 'serving' })).toBe(0));
  test('the relation leaves the school where it sits, not the one served', () => {
    const facts = county(1);
    // G0 teaches at H, is registered at Lakeside, and goes to M: 4, 1 and 0 become 3, 1 and 1.
    const sections = [...(facts.sections ?? []), section('M', 'mill', 100)];
    const before = spread({ ...facts, sections });
    expect(before).toBe(1_040_000);
    expect(spread({ ...facts, sections }, [move('G0', 'M')], ['order-based'])).toBe(320_000);
    expect(spread({ ...facts, sections }, [move('G0', 'M')])).toBe(before);
  });
  test('of a nine-year school the section of the same stage has them', () => {
    const facts = county(1);
    const junior = section('A', 'lakeside', 100, { stage: 'junior', pupils: { 7: 100 } });
    expect(spread({ ...facts, sections: [junior, ...(facts.sections ?? [])] })).toBe(360_000);
  });
  test('a plan balances what the view counts', async () => {
    const facts = { ...county(0), requests: posts(1, 'H') };
    const plan = (forms: readonly string[], view: string) =>
      planned(
        given(facts, { establishment: { forms } }, [
          { name: 'balance', indicators: ['education'], view },
          'fewest-moves',
        ]),
      );
    expect((await plan([], 'registered')).moves).toEqual([]);
    expect((await plan(['order-based'], 'registered')).moves).toHaveLength(1);
    expect((await plan([], 'serving')).moves).toHaveLength(1);
  });
  test('two views stand beside each other', async () => {
    const facts = { ...county(2), requests: posts(2, 'H') };
    const goals = [
      { name: 'balance', indicators: ['education'] },
      { name: 'balance-limit', indicators: ['education'], primary: 0, view: 'registered' },
    ];
    const plan = await planned(given(facts, { establishment: { forms: ['order-based'] } }, goals));
    expect(plan.goals.map(({ value: reached }) => reached)).toEqual([0, 444_444]);
  });
  test.each([
    [undefined, { least: 0, most: 0 }],
    [{ least: 0, most: 0 }, undefined],
  ])('and two ways to count who comes by circuit: %j, %j', async (limit, spread) => {
    const pe: Facts = { subject: 'pe', certificates: [{ subject: 'pe', stage: 'primary', rank: 'main' }] };
    const facts: Partial<ProblemInput> = {
      curriculum: {
        version: 's',
        subjects: [{ code: 'pe', name: { zh: '体育', en: 'PE' }, periods: { 1: 10 } }],
      },
      sections: [
        section('L', 'lakeside', 80, { classes: { 1: 2 } }),
        section('H', 'hillfoot', 60, { classes: { 1: 3 } }),
      ],
      teachers: [...staff('L', 4, pe), teacher('V', { ...pe, certificates: [] })],
      circuits: [{ teacher: 'V', section: 'H', subject: 'pe', days: 1, from: '2025-09-01' }],
    };
    const figures = { indicators: ['arts-and-pe'], primary: 0 };
    const plan = await planned(
      given(facts, { certificate: {} }, [
        { name: 'balance-limit', ...figures, visitors: limit },
        { name: 'balance', ...figures, visitors: spread },
      ]),
    );
    const [beyond, all] = plan.goals.map(({ value: reached }) => reached);
    expect(beyond).not.toBe(all);
  });
});
