import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../../solver/problem.ts';
import { audit, hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;
type Moves = Parameters<typeof audit>[3];
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
const sections = (ofHillfoot: number): ProblemInput['sections'] => [
  { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
  { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: ofHillfoot } },
];

describe('budget', () => {
  const allowance: NonNullable<ProblemInput['allowance']> = {
    version: 'small',
    months: 10,
    perHead: 100,
    area: [
      { zone: 'far', monthly: 45 },
      { zone: 'farthest', monthly: 90 },
    ],
    transport: [
      { fromYears: 20, monthly: 200 },
      { fromYears: 10, monthly: 100 },
    ],
  };
  const taught = (since: string): Facts => ({ teachingSince: since });
  /** What is found beyond a budget of nothing when Amina goes: what she costs. */
  const cost = (
    facts: Facts,
    zone: string | undefined = 'far',
    given: ProblemInput['allowance'] = allowance,
  ) =>
    audit(
      'budget',
      {},
      {
        teachers: [teacher('Amina', facts)],
        schools: [lakeside, { ...hillfoot, zone }],
        allowance: given,
        budget: 0,
      },
      [move('Amina')],
    ).map(({ amount }) => amount);

  test('months × (area + transport) + a sum a head', () =>
    expect(cost(taught('2016-09-01'))).toEqual([10 * (45 + 100) + 100]));
  test('nine years and 364 days of teaching earn no transport', () =>
    expect(cost(taught('2016-09-02'))).toEqual([10 * 45 + 100]));
  test('20 years earn the higher row, and not both', () => {
    expect(cost(taught('2006-09-01'))).toEqual([10 * (45 + 200) + 100]);
    expect(cost(taught('2006-09-02'))).toEqual([10 * (45 + 100) + 100]);
  });
  test('the zone is the host’s', () => {
    expect(cost(taught('2020-09-01'), 'farthest')).toEqual([10 * 90 + 100]);
    expect(cost(taught('2020-09-01'), 'near')).toEqual([100]);
  });
  test('a school without a zone earns no area allowance', () =>
    expect(
      audit('budget', {}, { teachers: [teacher('Amina', taught('2020-09-01'))], allowance, budget: 99 }, [
        move('Amina'),
      ]),
    ).toMatchObject([{ amount: 1 }]));
  test('a year has twelve months where nothing is said', () =>
    expect(
      cost(taught('2020-09-01'), 'far', { version: 'small', area: [{ zone: 'far', monthly: 45 }] }),
    ).toEqual([12 * 45]));

  const spent = (budget: number | undefined, given: ProblemInput['allowance'] | null = allowance) =>
    audit(
      'budget',
      {},
      {
        teachers: teachers(2, taught('2016-09-01')),
        schools: [lakeside, { ...hillfoot, zone: 'far' }],
        ...(given && { allowance: given }),
        ...(budget !== undefined && { budget }),
      },
      [move('A'), move('B')],
    );
  test('the limit itself is kept', () => expect(spent(3100)).toEqual([]));
  test('a yuan more is not', () =>
    expect(spent(3099)).toMatchObject([
      {
        level: 'law',
        amount: 1,
        unit: 'yuan',
        text: {
          zh: '全县补助每年共3100元，超过预算3099元。',
          en: 'Allowances of the county would come to 3100 yuan a year, where the budget is 3099.',
        },
      },
    ]));
  test('no budget asks nothing, nor does a budget without a standard', () => {
    expect(spent(undefined)).toEqual([]);
    expect(spent(0, null)).toEqual([]);
  });

  test('a plan keeps to it, to the yuan', async () => {
    const facts = (budget: number): Partial<ProblemInput> => ({
      teachers: [teacher('new', taught('2020-09-01')), teacher('old', taught('2000-09-01'))],
      wishes: [{ teacher: 'old', volunteer: true, schools: ['hillfoot'] }],
      schools: [lakeside, { ...hillfoot, zone: 'far' }],
      sections: sections(2),
      allowance,
      budget,
    });
    const plan = async (budget: number) =>
      went(await planned(given(facts(budget), { budget: {} }, ['gap', 'burden'])));
    expect(await plan(2550 + 550)).toEqual(['new → H', 'old → H']);
    expect(await plan(2550 + 549)).toEqual(['old → H']);
    expect(await plan(2549)).toEqual(['new → H']);
    expect(await plan(549)).toEqual([]);
  });
});

describe('establishment', () => {
  const registered = (id: string, school: string, section: string, facts: Facts = {}) =>
    teacher(id, {
      registered: { school, since: '2010-09-01' },
      serving: { section, since: '2010-09-01' },
      ...facts,
    });
  const hosts = (count: number, facts: Facts = {}) =>
    Array.from({ length: count }, (_, index) => registered(`host ${index}`, 'hillfoot', 'H', facts));
  const posts = (establishment: number | undefined): ProblemInput['sections'] =>
    sections(3).map((section) =>
      section.id === 'H' && establishment !== undefined ? { ...section, establishment } : section,
    );
  const along = { forms: ['order-based'] };
  const bothWays = { direction: { allowed: ['outward', 'inward'] } };
  const taken = (
    establishment: number | undefined,
    present: ProblemInput['teachers'],
    moves: Moves,
    figures: object = along,
  ) =>
    audit(
      'establishment',
      figures,
      { teachers: [...teachers(6), ...present], sections: posts(establishment) },
      moves,
      bothWays,
    );

  test('as many come as posts are free', () => expect(taken(3, hosts(2), [move('A')])).toEqual([]));
  test('who holds no post frees none by leaving, and takes none by coming', () => {
    const guest = registered('guest', 'hillfoot', 'H', { established: false });
    const other = registered('other', 'lakeside', 'L', { established: false });
    const away: Moves = [{ teacher: 'guest', to: 'L', subject: 'maths' }];
    expect(taken(3, [...hosts(2), guest], [move('A'), move('B'), ...away])).toMatchObject([{ amount: 1 }]);
    expect(taken(3, [...hosts(2), other], [move('A'), move('other')])).toEqual([]);
  });
  test('not one more', () =>
    expect(taken(3, hosts(2), [move('A'), move('B')])).toMatchObject([
      {
        amount: 1,
        unit: 'posts',
        teachers: ['A', 'B'],
        sections: ['H'],
        text: {
          zh: 'Hillfoot空编1个，人事关系净调入2人。',
          en: 'Hillfoot: establishment posts free 1, personnel relations coming, less those going, 2.',
        },
      },
    ]));
  test('who leaves the relation at home takes none', () => {
    expect(taken(2, hosts(2), [move('A')], {})).toEqual([]);
    expect(taken(2, hosts(2), [move('A')], { forms: ['swap', 'pair'] })).toEqual([]);
  });
  test('who goes gives one up', () =>
    expect(taken(2, hosts(2), [move('A'), move('host 0', 'L')])).toEqual([]));
  test('a school that is over takes as many as it gives up, and no more', () => {
    expect(taken(1, hosts(2), [move('A'), move('host 0', 'L')])).toEqual([]);
    expect(taken(1, hosts(2), [move('A')])).toMatchObject([
      { amount: 1, text: { en: expect.stringContaining('establishment posts free 0') } },
    ]);
  });
  test('one that is over and takes nobody breaks nothing', () => expect(taken(1, hosts(2), [])).toEqual([]));
  test('only established staff hold a post', () =>
    expect(taken(2, hosts(2, { established: false }), [move('A'), move('B')])).toEqual([]));
  test('who is registered elsewhere holds none, though serving here', () => {
    const guest = registered('guest', 'lakeside', 'H');
    expect(taken(1, [guest], [move('A')])).toEqual([]);
    const away = registered('away', 'hillfoot', 'L');
    expect(taken(1, [away], [move('A')])).toHaveLength(1);
  });
  test('an establishment nobody knows limits nothing', () =>
    expect(taken(undefined, hosts(2), [move('A'), move('B'), move('C')])).toEqual([]));
  test('of a school of two sections both count, or neither is known', () => {
    const two = (establishment: number | undefined) =>
      audit(
        'establishment',
        along,
        {
          teachers: [...teachers(6), ...hosts(2)],
          sections: [
            ...posts(1),
            {
              id: 'J',
              school: 'hillfoot',
              stage: 'junior',
              classes: {},
              ...(establishment !== undefined && { establishment }),
            },
          ],
        },
        [move('A')],
      );
    expect(two(2)).toEqual([]);
    expect(two(1)).toHaveLength(1);
    expect(two(undefined)).toEqual([]);
  });

  test('a plan fills no more than are free, and says whose relation goes along', async () => {
    const facts = { teachers: [...teachers(6), ...hosts(1)], sections: posts(2) };
    const plan = await planned(given(facts, { establishment: along, 'sender-floor': {}, direction: {} }));
    expect(plan.moves).toMatchObject([{ to: 'H', form: 'order-based', relationMoves: true }]);
    expect(plan.unfilled).toMatchObject([{ section: 'H', left: 1 }]);
    const stay = await planned(given(facts, { establishment: {}, 'sender-floor': {}, direction: {} }));
    expect(stay.moves.map(({ relationMoves }) => relationMoves)).toEqual([false, false]);
  });
  // The plan lists such a move as made by order, so its relation goes along like any other's.
  test('a move that no direction forbids is one by order', async () => {
    const facts = { teachers: hosts(2), sections: posts(undefined) };
    const plan = await planned(given(facts, { establishment: along }));
    expect(plan.moves[0]).toMatchObject({ to: 'L', form: 'order-based', relationMoves: true });
  });
  test('a plan lets as many in as go out, at a school that is over', async () => {
    const facts = {
      teachers: [...teachers(4), ...hosts(2)],
      sections: posts(1),
      wishes: [
        { teacher: 'A', schools: ['hillfoot'] },
        { teacher: 'B', schools: ['hillfoot'] },
        { teacher: 'host 0', schools: ['lakeside'] },
      ],
    };
    const plan = await planned(
      given(facts, { ...bothWays, establishment: along, openings: { backfill: true } }, [
        'willing',
        'fewest-moves',
      ]),
    );
    // Three wish to go; the fourth goes so that two may come.
    expect(went(plan)).toEqual(['A → H', 'B → H', 'host 0 → L', 'host 1 → L']);
  });
});

describe('graduating quota', () => {
  const of = (
    graduating: number,
    moved: number,
    figures: object = {},
    others: ProblemInput['teachers'] = [],
  ) => {
    const staff = teachers(graduating, { graduatingGrade: true });
    return audit(
      'graduating-quota',
      figures,
      { teachers: [...staff, ...others], sections: sections(9) },
      ids(staff.slice(0, moved)).map((id) => move(id)),
    );
  };
  test('3 of 10 are 30 %', () => expect(of(10, 3)).toEqual([]));
  test('3 of 11 are 27.2 %, and not', () =>
    expect(of(11, 3)).toMatchObject([
      {
        amount: 1,
        unit: 'teachers',
        text: {
          zh: '符合条件的毕业年级教师11人，交流3人，不足30%（4人）。',
          en: '3 of 11 eligible graduating-grade teachers would be exchanged; 30 % is 4.',
        },
      },
    ]));
  test('25 of 251 are 9.96 %, which is not 10 %', () => {
    expect(of(251, 25, { percent: 10 })).toMatchObject([{ amount: 1 }]);
    expect(of(251, 25, { percent: 9.96 })).toEqual([]);
  });
  test('0.01 % of one teacher is that teacher', () =>
    expect(of(1, 0, { percent: 0.01 })).toMatchObject([{ amount: 1 }]));
  test('nobody there: nobody need go', () => expect(of(0, 0, {}, [teacher('Zora')])).toEqual([]));
  test('others neither count nor help', () => {
    const others = [teacher('Zora'), teacher('Yara', { graduatingGrade: false })];
    expect(of(3, 1, {}, others)).toEqual([]);
    expect(
      audit('graduating-quota', {}, { teachers: [...teachers(3, { graduatingGrade: true }), ...others] }, [
        move('Zora'),
      ]),
    ).toMatchObject([{ amount: 1 }]);
  });
  test('who may not go is not counted, the exempt as the policy says', () => {
    const exempt = (countInBase: boolean) =>
      audit(
        'graduating-quota',
        { percent: 50 },
        {
          teachers: [
            ...teachers(2, { graduatingGrade: true }),
            teacher('Zora', { graduatingGrade: true, exemptions: [{ kind: 'leave', from: '2026-01-01' }] }),
          ],
        },
        [move('A')],
        { exemption: { countInBase } },
      );
    expect(exempt(false)).toEqual([]);
    expect(exempt(true)).toMatchObject([{ amount: 1 }]);
  });

  test('a plan sends enough of them, or is none', async () => {
    const staff = [
      ...teachers(2),
      teacher('Yara', { graduatingGrade: true }),
      teacher('Zora', { graduatingGrade: true }),
    ];
    const plan = (percent: number) =>
      planned(given({ teachers: staff }, { 'graduating-quota': { percent } }, ['fewest-moves']));
    expect((await plan(0)).moves).toEqual([]);
    expect(went(await plan(50))).toEqual([expect.stringMatching(/^(Yara|Zora) → H$/)]);
    expect(await plan(50.01)).toMatchObject({
      status: 'infeasible',
      diagnosis: { clash: [{ rule: 'graduating-quota' }, { rule: 'openings' }] },
    });
  });
});
