import { describe, expect, test } from 'vitest';
import { audit as auditAll } from '../../../solver/audit.ts';
import { caseOf } from '../../../solver/case.ts';
import type { CadreRole, ProblemInput } from '../../../solver/problem.ts';
import { audit, hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;

const rotation = { rotation: true };
const toSeat = (teacher: string, to = 'H', role: CadreRole = 'principal') => ({
  teacher,
  to,
  subject: null,
  role,
});

/** A principal since 2018 at Lakeside, in the third term: due by terms and by years. */
const principal = (id: string, facts: Facts = {}, section = 'L'): ProblemInput['teachers'][number] =>
  teacher(id, {
    cadre: { role: 'principal', since: '2018-09-01', terms: 3 },
    serving: { section, since: '2018-09-01' },
    ...facts,
  });
const notDue: Facts = {
  cadre: { role: 'principal', since: '2024-09-01', terms: 1 },
  serving: { section: 'H', since: '2024-09-01' },
};
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);

describe('cadre', () => {
  const due = (facts: Facts, figures: object = {}) =>
    audit('cadre', { ...rotation, ...figures }, { teachers: [principal('Amina', facts)] }, [toSeat('Amina')]);
  const served = (since: string, terms: number): Facts => ({
    cadre: { role: 'principal', since, terms },
    serving: { section: 'L', since },
  });

  test('two terms of three years complete are enough', () =>
    expect(due(served('2020-09-01', 2))).toEqual([]));
  test('the second a day short of complete is not', () =>
    expect(due(served('2020-09-02', 2))).toMatchObject([
      {
        level: 'law',
        amount: 1,
        text: {
          zh: '现任校长，在本校任满1届（5年），不足2届或8年；最迟2026-09-02起满足本条。',
          en: 'Serves as principal: 1 complete term (5 years) in this school, of 2 terms or 8 years; this rule is met from 2026-09-02 at the latest.',
        },
      },
    ]));
  test('one long term is one term', () =>
    expect(due(served('2018-09-02', 1))).toMatchObject([{ amount: 1 }]));
  test('until it has lasted eight years', () => expect(due(served('2018-09-01', 1))).toEqual([]));
  test('without years terms alone count', () => {
    const terms = { years: 0 };
    expect(due(served('2018-09-01', 1), terms)).toMatchObject([
      {
        amount: 1,
        text: {
          zh: '现任校长，在本校任满1届（8年），不足2届；以后的任期尚未开始，何时满足本条未定。',
          en: 'Serves as principal: 1 complete term (8 years) in this school, of 2 terms; the next term has not begun, so no day is known yet.',
        },
      },
    ]);
    expect(due(served('1996-09-01', 1), terms)).toHaveLength(1);
    expect(due(served('2020-09-01', 2), terms)).toEqual([]);
    expect(due(served('2020-09-02', 2), terms)).toMatchObject([
      { text: { zh: expect.stringContaining('不足2届；最迟2026-09-02起满足本条') } },
    ]);
  });
  test('six years alone are 5 years and 364 days no longer', () => {
    const years = { terms: 20, years: 6 };
    expect(due(served('2020-09-01', 1), years)).toEqual([]);
    expect(due(served('2020-09-02', 1), years)).toMatchObject([
      { text: { en: expect.stringContaining('(5 years) in this school, of 20 terms or 6 years') } },
    ]);
  });
  test('the rule says which of them count', () => {
    const states = (figures: object) => {
      const found = caseOf(given({}, { cadre: { ...rotation, ...figures } }));
      return found.rules.find(({ name }) => name === 'cadre')?.states(found).en;
    };
    expect(states({})).toBe(
      'Rotate as cadres after 2 terms or 8 years in one school: principal, deputy principal.',
    );
    expect(states({ years: 0 })).toBe(
      'Rotate as cadres after 2 terms in one school: principal, deputy principal.',
    );
  });
  test('a plan sends nobody before the terms are complete', async () => {
    const facts = {
      teachers: [principal('A', served('2016-09-01', 1)), principal('B', {}, 'H')],
      seats: [{ section: 'H', role: 'principal' as const, count: 2 }],
    };
    const plan = (figures: object) =>
      planned(given(facts, { cadre: { ...rotation, ...figures } }, ['overdue', 'fewest-moves']));
    expect(went(await plan({}))).toContain('A → H');
    expect(went(await plan({ years: 0 }))).not.toContain('A → H');
  });
  test('terms and years are the policy’s', () => {
    expect(due(served('2020-09-02', 2), { years: 5 })).toEqual([]);
    expect(due(served('2020-09-02', 2), { terms: 1 })).toEqual([]);
    expect(due(served('2020-09-01', 2), { termYears: 4 })).toHaveLength(1);
    expect(due(served('2018-09-01', 2), { termYears: 5 })).toEqual([]);
  });
  test('years in the role at another school do not count', () =>
    expect(
      due({
        cadre: { role: 'principal', since: '2010-09-01', terms: 5 },
        serving: { section: 'L', since: '2021-09-01' },
      }),
    ).toMatchObject([{ amount: 1, text: { en: expect.stringContaining('1 complete term (5 years)') } }]));
  test('nor years at this school before the role', () =>
    expect(
      due({
        cadre: { role: 'principal', since: '2021-09-01', terms: 1 },
        serving: { section: 'L', since: '2010-09-01' },
      }),
    ).toMatchObject([{ amount: 1, text: { en: expect.stringContaining('2029-09-01 at the latest') } }]));
  // Whether `since` begins the role or its present term: neither has run three years.
  test('nor do they complete the term that is running', () =>
    expect(
      due({
        cadre: { role: 'principal', since: '2025-09-01', terms: 2 },
        serving: { section: 'L', since: '2019-09-01' },
      }),
    ).toHaveLength(1));
  test('without rotation nobody of the roles goes, due or not', () =>
    expect(audit('cadre', {}, { teachers: [principal('Amina')] }, [move('Amina')])).toMatchObject([
      { text: { en: 'Serves as principal; cadres have their own rotation.' } },
    ]));
  test('a role that is not named goes as a teacher', () => {
    const middle = teacher('Amina', { cadre: { role: 'mid-level', since: '2025-09-01', terms: 1 } });
    expect(audit('cadre', rotation, { teachers: [middle] }, [move('Amina')])).toEqual([]);
    const found = caseOf(given({ teachers: [middle] }, { cadre: rotation }));
    expect(found.rotates(found.teacher('Amina'))).toBeNull();
  });
  test('who rotates is not asked for years of tenure', () =>
    expect(
      audit('tenure', { years: 20 }, { teachers: [principal('Amina')] }, [toSeat('Amina')], {
        cadre: rotation,
      }),
    ).toEqual([]));
  test('nor for a certificate, or a whole post', () => {
    const facts = { teachers: [principal('Amina', { certificates: [], fte: 0.4 })] };
    for (const rule of ['certificate', 'whole-post', 'direction'])
      expect(audit(rule, {}, facts, [toSeat('Amina')], { cadre: rotation })).toEqual([]);
  });
});

describe('age of cadres', () => {
  const aged = (sex: 'female' | 'male', born: string, beside: Record<string, object> = { cadre: rotation }) =>
    audit('age', {}, { teachers: [principal('Amina', { sex, born })] }, [toSeat('Amina')], beside);

  test('a man who rotates may be 55', () => expect(aged('male', '1970-09-02')).toEqual([]));
  test('not 56', () =>
    expect(aged('male', '1970-09-01')).toMatchObject([
      {
        amount: 1,
        text: {
          zh: '56周岁，超过男干部55周岁的上限。',
          en: 'Aged 56; the cap for men who are cadres is 55.',
        },
      },
    ]));
  test('a woman 50', () => expect(aged('female', '1975-09-02')).toEqual([]));
  test('not 51', () => expect(aged('female', '1975-09-01')).toMatchObject([{ amount: 1 }]));
  test('a cadre who does not rotate is as old as a teacher may be', () =>
    expect(aged('male', '1975-09-01', {})).toMatchObject([
      { text: { en: expect.stringContaining('is 50') } },
    ]));
  test('the caps are the policy’s', () =>
    expect(
      audit(
        'age',
        { femaleCadre: 51 },
        { teachers: [principal('Amina', { born: '1975-09-01' })] },
        [toSeat('Amina')],
        { cadre: rotation },
      ),
    ).toEqual([]));
});

describe('cadre seats', () => {
  const beside = { cadre: rotation };
  const two = { teachers: [principal('A'), principal('B', {}, 'H')] };
  const seats = (moves: Parameters<typeof audit>[3], facts: Partial<ProblemInput> = two) =>
    audit('cadre-seats', {}, facts, moves, beside);

  test('two who change places leave no seat empty', () =>
    expect(seats([toSeat('A'), toSeat('B', 'L')])).toEqual([]));
  test('one who goes alone leaves one', () =>
    expect(seats([toSeat('A')])).toMatchObject([
      {
        level: 'law',
        amount: 1,
        unit: 'seats',
        teachers: ['A'],
        sections: ['L'],
        text: {
          zh: 'Lakeside小学部校长离任后有1个岗位无人接任。',
          en: 'Lakeside (primary) would be left with 1 empty seats of principal.',
        },
      },
    ]));
  test('even where a seat is vacant elsewhere', () =>
    expect(
      seats([toSeat('A')], {
        teachers: [principal('A')],
        seats: [{ section: 'H', role: 'principal', count: 1 }],
      }),
    ).toHaveLength(1));
  test('a deputy does not follow a principal', () => {
    const deputy = principal('B', { cadre: { role: 'deputy', since: '2018-09-01', terms: 3 } }, 'H');
    expect(
      seats([toSeat('A'), toSeat('B', 'L', 'deputy')], { teachers: [principal('A'), deputy] }),
    ).toHaveLength(2);
  });
  test('a teacher’s post that is left is no seat', () =>
    expect(seats([move('Z')], { teachers: [teacher('Z')] })).toEqual([]));
  test('no seat takes more than it is for', () =>
    expect(audit('openings', {}, two, [toSeat('A')], beside)).toMatchObject([
      { amount: 1, text: { en: 'Hillfoot (primary) has no post of principal open, and 1 would come.' } },
    ]));
  test('one that is left may be filled, whatever the policy says of posts', () =>
    expect(audit('openings', { backfill: false }, two, [toSeat('A'), toSeat('B', 'L')], beside)).toEqual([]));
  test('as many as the county says, beside those who hold one', () => {
    const facts = { ...two, seats: [{ section: 'H', role: 'principal' as const, count: 2 }] };
    expect(audit('openings', {}, facts, [toSeat('A')], beside)).toEqual([]);
  });
});

describe('cadre quota', () => {
  const of = (due: number, moved: number, figures: object = {}) => {
    const staff = teachers(due).map(({ id }) => principal(id));
    return audit(
      'cadre-quota',
      figures,
      { teachers: [...staff, principal('new', notDue)] },
      ids(staff.slice(0, moved)).map((id) => toSeat(id)),
      { cadre: rotation },
    );
  };
  test('1 of 10 due is 10 %', () => expect(of(10, 1)).toEqual([]));
  test('1 of 11 is not', () =>
    expect(of(11, 1)).toMatchObject([
      {
        amount: 1,
        unit: 'cadres',
        text: {
          zh: '任期届满、符合条件的干部11人，交流1人，不足10%（2人）。',
          en: '1 of 11 cadres due would rotate; 10 % is 2.',
        },
      },
    ]));
  test('25 of 251 are 9.96 %, which is not 10 %', () => {
    expect(of(251, 25)).toMatchObject([{ amount: 1 }]);
    expect(of(251, 25, { percent: 9.96 })).toEqual([]);
  });
  test('where nobody is due nobody need go', () => expect(of(0, 0)).toEqual([]));
  test('counts nobody where the plan does not arrange the rotation', () =>
    expect(audit('cadre-quota', {}, { teachers: [principal('A')] }, [])).toEqual([]));
  test('teachers are exchanged in a quota of their own', () => {
    const facts = { teachers: [...teachers(10), principal('P'), principal('Q', {}, 'H')] };
    const exchange = (moves: Parameters<typeof audit>[3]) =>
      audit('exchange-quota', {}, facts, moves, { cadre: rotation });
    expect(exchange([toSeat('P'), toSeat('Q', 'L')])).toMatchObject([
      { amount: 1, text: { en: '0 of 10 eligible teachers would be exchanged; 10 % is 1.' } },
    ]);
    expect(exchange([move('A')])).toEqual([]);
  });
});

describe('a plan', () => {
  const rules = { cadre: rotation, 'cadre-seats': {} };
  const mill = { ...hillfoot, id: 'mill', name: 'Mill' };
  const three: Partial<ProblemInput> = {
    schools: [lakeside, hillfoot, mill],
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: {} },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: {} },
      { id: 'M', school: 'mill', stage: 'primary', classes: {} },
    ],
  };

  test('lets two who are due change places', async () => {
    const facts = {
      ...three,
      teachers: [principal('A'), principal('B', {}, 'H'), principal('C', notDue, 'M')],
    };
    const plan = await planned(given(facts, rules, ['overdue']));
    expect(went(plan)).toEqual(['A → H', 'B → L']);
    expect(plan.moves).toMatchObject([
      { subject: null, role: 'principal', form: 'cadre', relationMoves: false },
      { subject: null, role: 'principal', form: 'cadre' },
    ]);
  });
  test('or three go round', async () => {
    const facts = {
      ...three,
      teachers: [principal('A'), principal('B', {}, 'H'), principal('C', {}, 'M')],
      wishes: [
        { teacher: 'A', schools: ['hillfoot'] },
        { teacher: 'B', schools: ['mill'] },
        { teacher: 'C', schools: ['lakeside'] },
      ],
    };
    const plan = await planned(given(facts, rules, ['overdue', 'willing']));
    expect(went(plan)).toEqual(['A → H', 'B → M', 'C → L']);
  });
  test('keeps one whom nobody can follow', async () => {
    const facts = {
      ...three,
      teachers: [
        principal('A'),
        { ...principal('B', notDue), serving: { section: 'H', since: '2024-09-01' } },
      ],
      seats: [{ section: 'M', role: 'principal' as const, count: 1 }],
    };
    const plan = await planned(given(facts, rules, ['gap', 'overdue']));
    expect(plan.moves).toEqual([]);
    expect(plan.goals).toMatchObject([
      { name: 'gap', value: 50 },
      { name: 'overdue', value: 1 },
    ]);
    expect(plan.unfilled).toMatchObject([{ section: 'M', subject: null, role: 'principal', left: 1 }]);
  });
  test('fills a vacant seat where a school has two of the role', async () => {
    const facts = {
      ...three,
      teachers: [principal('A'), principal('B')],
      seats: [
        { section: 'L', role: 'principal' as const, count: 1 },
        { section: 'M', role: 'principal' as const, count: 1 },
      ],
    };
    expect((await planned(given(facts, { cadre: rotation }, ['gap', 'fewest-moves']))).moves).toHaveLength(1);
    expect((await planned(given(facts, rules, ['gap', 'fewest-moves']))).moves).toEqual([]);
  });
  test('reaches the quota, or is none', async () => {
    const quota = { ...rules, 'cadre-quota': {} };
    const facts = { ...three, teachers: [principal('A'), principal('B', {}, 'H')] };
    expect((await planned(given(facts, quota, ['fewest-moves']))).moves).toHaveLength(2);
    const alone = {
      ...three,
      teachers: [principal('A')],
      seats: [{ section: 'M', role: 'principal' as const, count: 1 }],
    };
    const none = await planned(given(alone, quota, ['fewest-moves']));
    expect(none.status).toBe('infeasible');
    expect(none.diagnosis?.clash.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['cadre-quota', 'cadre-seats']),
    );
  });
  // The seat is refilled whatever the policy says of posts, so the hours come back with it.
  test('lets two who teach change places at schools that can spare nobody', async () => {
    const facts = { teachers: [...teachers(3), principal('P'), principal('Q', {}, 'H')] };
    const floor = { ...rules, 'sender-floor': {} };
    expect(went(await planned(given(facts, floor, ['overdue'])))).toEqual(['P → H', 'Q → L']);
  });
});

describe('the audit of a plan made by hand', () => {
  const rules = { cadre: rotation };
  const found = caseOf(
    given(
      {
        teachers: [...teachers(6), principal('P')],
        seats: [
          { section: 'L', role: 'principal', count: 1 },
          { section: 'H', role: 'principal', count: 1 },
        ],
      },
      rules,
    ),
  );
  test('lets no teacher take the seat of a cadre', () =>
    expect(auditAll(found, found.postings([toSeat('A')]))).not.toEqual([]));
  test('lets no cadre who rotates take the post of a teacher', () =>
    expect(auditAll(found, found.postings([move('P')]))).not.toEqual([]));
});
