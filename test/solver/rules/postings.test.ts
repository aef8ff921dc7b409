import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { solve } from '../../../solver/solve.ts';
import { verify } from '../../../solver/verify.ts';
import { audit, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;

/** What a rule finds when Amina, with these facts, goes to Hillfoot. */
const finds = (rule: string, facts: Facts, figures: object = {}) =>
  audit(rule, figures, { teachers: [teacher('Amina', facts)] }, [move('Amina')]);

describe('running posting', () => {
  const posted = (until?: string): Facts => ({
    posting: { home: 'H', since: '2024-09-01', ...(until !== undefined && { until }) },
  });

  test('who is on none may go', () => expect(finds('running-posting', {})).toEqual([]));
  test('a posting still running keeps a teacher, and tells until when', () =>
    expect(finds('running-posting', posted('2027-08-31'))).toMatchObject([
      {
        rule: 'running-posting',
        level: 'law',
        teachers: ['Amina'],
        amount: 1,
        text: {
          zh: '自2024-09-01起在外交流，至2027-08-31期满；2027-09-01起满足本条（其他条件届时另行核查）。',
          en: 'On a posting since 2024-09-01 until 2027-08-31; this rule is met from 2027-09-01 (the others are checked then).',
        },
      },
    ]));
  test('one that ends on the day of effect still runs', () =>
    expect(finds('running-posting', posted('2026-09-01'))).toMatchObject([
      { text: { en: expect.stringContaining('this rule is met from 2026-09-02') } },
    ]));
  test('one without an end goes on', () =>
    expect(finds('running-posting', posted())).toMatchObject([
      {
        text: {
          zh: '自2024-09-01起在外交流，期限未定。',
          en: 'On a posting since 2024-09-01, its end not yet set.',
        },
      },
    ]));
  test('who comes home is not sent again in the same year', () =>
    expect(finds('running-posting', posted('2026-08-31'))).toMatchObject([
      {
        text: {
          zh: '交流期满，自2026-09-01起返回原校，本学年不再安排交流。',
          en: 'Comes back from a posting on 2026-09-01, and is not sent again in the same school year.',
        },
      },
    ]));
  test('holds whatever the policy says, and no decision relaxes it', async () => {
    const relaxed = { level: 'policy', relaxed: 'Decision 7' };
    const staff = [...teachers(4), teacher('Z', posted('2027-08-31'))];
    const plan = await planned(
      given({ teachers: staff }, { 'running-posting': relaxed, 'sender-floor': {} }),
    );
    expect(plan.goals.map(({ name }) => name)).toEqual(['gap']);
    expect(went(plan)).toHaveLength(1);
    expect(plan.reasons.find((reason) => reason.teacher === 'Z')).toMatchObject({
      outcome: 'not-eligible',
      code: 'running-posting',
    });
  });
});

describe('a return', () => {
  /** Zora teaches at Hillfoot, posted from Lakeside; Lakeside has so many besides. */
  const zora = (until: string, facts: Facts = {}) =>
    teacher('Zora', {
      serving: { section: 'H', since: '2023-09-01' },
      posting: { home: 'L', since: '2023-09-01', until },
      ...facts,
    });
  const rules = { 'sender-floor': {} };

  test('of a posting over the day before effect is listed as a move of its own', async () => {
    const plan = await planned(given({ teachers: [...teachers(3), zora('2026-08-31')] }, rules));
    expect(plan.moves).toEqual([
      {
        teacher: 'Zora',
        from: 'H',
        to: 'L',
        subject: 'maths',
        role: null,
        form: 'return',
        relationMoves: false,
        km: null,
        bed: false,
        wish: null,
      },
    ]);
    expect(plan.reasons.find((reason) => reason.teacher === 'Zora')).toMatchObject({ outcome: 'moves' });
  });
  test('counts among the staff at home, and opens the post it leaves', () => {
    const { demand, opening } = caseOf(given({ teachers: [...teachers(3), zora('2026-08-31')] }, rules));
    expect(demand.cell('L', 'maths')).toMatchObject({ supply: 4, gap: 0, openings: 0 });
    expect(demand.cell('H', 'maths')).toMatchObject({ supply: 0, gap: 1, critical: true });
    expect(opening('H', 'maths').count).toBe(1);
  });
  test('lets another go whom home could not spare before', async () => {
    const plan = await planned(given({ teachers: [...teachers(4), zora('2026-08-31')] }, rules));
    expect(plan.goals).toMatchObject([{ name: 'gap', value: 0 }]);
    expect(plan.moves.map(({ form }) => form)).toEqual(['order-based', 'return']);
  });
  test('is not due on the last day of the posting', async () => {
    const plan = await planned(given({ teachers: [...teachers(4), zora('2026-09-01')] }, rules));
    expect(plan.moves).toEqual([]);
    expect(plan.unfilled).toEqual([]);
  });
  test('has not gone by the day of effect where no end is set', () =>
    expect(
      caseOf(given({ teachers: [{ ...zora(''), posting: { home: 'L', since: '2023-09-01' } }] }, rules))
        .returns.size,
    ).toBe(0));
  test('of somebody who teaches no subject has none', async () => {
    const { subject: _none, ...cadre } = zora('2026-08-31');
    const plan = await planned(given({ teachers: [...teachers(4), cadre] }, rules));
    expect(plan.moves).toMatchObject([{ teacher: 'Zora', form: 'return', subject: null }]);
  });
  test('starts the tenure at home anew', () => {
    const found = caseOf(given({ teachers: [zora('2026-08-31')] }, rules));
    expect(found.teacher('Zora')).toMatchObject({
      serving: { section: 'L', since: '2026-09-01' },
      lastPosting: { ended: '2026-08-31' },
    });
  });
  test('left out of a plan, or made up, is a fault', async () => {
    const problem = given({ teachers: [...teachers(4), zora('2026-08-31')] }, rules);
    const plan = await solve(problem);
    const without = plan.moves.filter(({ form }) => form !== 'return');
    expect(verify(problem, { ...plan, moves: without }).faults).toMatchObject([
      {
        code: 'wrong-return',
        text: { en: 'The posting of teacher Zora is over: the plan must list the return to L, once.' },
      },
    ]);
    const running = given({ teachers: [...teachers(4), zora('2026-09-01')] }, rules);
    const made = await solve(running);
    const [home] = plan.moves.filter(({ form }) => form === 'return');
    expect(
      verify(running, { ...made, moves: home ? [...made.moves, home] : [] }).faults.map(({ code }) => code),
    ).toContain('wrong-return');
  });
});

describe('hold-back', () => {
  const held = (count: number, staff: number) => ({
    teachers: teachers(staff),
    holdBacks: teachers(count).map(({ id }) => ({ teacher: id })),
  });
  const counted = (count: number, staff: number, figures: object = {}) =>
    audit('hold-back', figures, held(count, staff), []);

  test('who is held back stays, for the reason the school gives', () => {
    const facts = { teachers: teachers(6), holdBacks: [{ teacher: 'A', reason: 'exam class' }] };
    expect(audit('hold-back', {}, facts, [move('A')])).toMatchObject([
      {
        amount: 1,
        teachers: ['A'],
        text: {
          zh: '学校申请本学年暂留（exam class）。',
          en: 'Held back by the school this year (exam class).',
        },
      },
    ]);
    expect(audit('hold-back', {}, facts, [move('B')])).toEqual([]);
  });
  test('or for none', () =>
    expect(audit('hold-back', {}, held(1, 6), [move('A')])).toMatchObject([
      { text: { en: 'Held back by the school this year.' } },
    ]));
  test('a small section may hold back one', () => expect(counted(1, 6)).toEqual([]));
  test('but not two, though nobody moves', () =>
    expect(counted(2, 6)).toMatchObject([
      {
        amount: 1,
        teachers: ['A', 'B'],
        sections: ['L'],
        text: {
          zh: 'Lakeside小学部6名教师中暂留2人，上限为1人。',
          en: 'Lakeside (primary) holds back 2 of its 6 teachers; at most 1 may be.',
        },
      },
    ]));
  test('2 of 40 are 5 %', () => expect(counted(2, 40)).toEqual([]));
  test('2 of 39 are more', () => expect(counted(2, 39)).toMatchObject([{ amount: 1 }]));
  test('1 of 20 needs no leave for the small, 1 of 19 does', () => {
    expect(counted(1, 20, { atLeast: 0 })).toEqual([]);
    expect(counted(1, 19, { atLeast: 0 })).toHaveLength(1);
  });
  test('9.96 % of 251 are 24, and 25 are too many', () => {
    expect(counted(25, 251, { percent: 10 })).toEqual([]);
    expect(counted(25, 251, { percent: 9.96 })).toMatchObject([{ amount: 1 }]);
  });

  test('a plan sends another', async () => {
    const wishes = [{ teacher: 'A', volunteer: true, schools: ['hillfoot'] }];
    const plan = await planned(given({ ...held(1, 6), wishes }, { 'hold-back': {} }, ['gap', 'burden']));
    expect(went(plan)).toEqual([expect.not.stringContaining('A →')]);
  });
  test('there is no plan where a section holds back too many, and the diagnosis says so', async () => {
    const plan = await planned(given(held(2, 6), { 'hold-back': {} }));
    expect(plan).toMatchObject({ status: 'infeasible', diagnosis: { clash: [{ rule: 'hold-back' }] } });
  });
});

describe('tenure after a posting', () => {
  const back = (facts: Facts = {}): Facts => ({
    serving: { section: 'L', since: '2024-09-01' },
    lastPosting: { ended: '2024-08-31' },
    ...facts,
  });
  const continues = { afterReturn: 'continues' };

  test('begins anew', () =>
    expect(finds('tenure', back())).toMatchObject([
      { amount: 4, text: { en: expect.stringContaining('since 2024-09-01: 2 complete years of 6') } },
    ]));
  test('or goes on from when the relation came, as the policy says', () =>
    expect(finds('tenure', back(), continues)).toEqual([]));
  test('which is six years to the day', () => {
    const registered = (since: string) => back({ registered: { school: 'lakeside', since } });
    expect(finds('tenure', registered('2020-09-01'), continues)).toEqual([]);
    expect(finds('tenure', registered('2020-09-02'), continues)).toMatchObject([
      {
        amount: 1,
        text: {
          en: 'At the present school since 2020-09-02: 5 complete years of 6; this rule is met from 2026-09-02 (the others are checked then).',
        },
      },
    ]);
  });
  test('is short at 5 years and 364 days, whether it goes on or begins anew', () => {
    const since = '2020-09-02';
    const anew = back({ serving: { section: 'L', since }, lastPosting: { ended: '2020-09-01' } });
    expect(finds('tenure', anew)).toMatchObject([{ amount: 1 }]);
    expect(finds('tenure', back({ registered: { school: 'lakeside', since } }), continues)).toMatchObject([
      { amount: 1 },
    ]);
    const sixYears = back({
      serving: { section: 'L', since: '2020-09-01' },
      lastPosting: { ended: '2020-08-31' },
    });
    expect(finds('tenure', sixYears)).toEqual([]);
  });
  test('never goes on for who came from another school', () =>
    expect(
      finds('tenure', back({ registered: { school: 'hillfoot', since: '2010-09-01' } }), continues),
    ).toMatchObject([{ amount: 4 }]));
  test('nor for who was never posted', () => {
    const { lastPosting: _never, ...facts } = back();
    expect(finds('tenure', facts, continues)).toMatchObject([{ amount: 4 }]);
  });
  test('nor does a later relation take years away', () =>
    expect(
      finds(
        'tenure',
        back({
          serving: { section: 'L', since: '2019-09-01' },
          registered: { school: 'lakeside', since: '2025-09-01' },
        }),
        continues,
      ),
    ).toEqual([]));
  test('decides who goes', async () => {
    const staff = [
      ...teachers(4, { serving: { section: 'L', since: '2025-09-01' } }),
      teacher('Zora', back()),
    ];
    const plan = (figures: object) =>
      planned(given({ teachers: staff }, { tenure: figures, 'sender-floor': {} }));
    expect(went(await plan({}))).toEqual([]);
    expect(went(await plan(continues))).toEqual(['Zora → H']);
  });
});

describe('longest stay', () => {
  const since = (day: string): Facts => ({ serving: { section: 'L', since: day } });
  const stays = (facts: Facts, figures: object = {}, beside = {}) =>
    audit('longest-stay', figures, { teachers: [teacher('Amina', facts)] }, [], beside);

  test('who has served twelve years and may go, goes', () =>
    expect(stays(since('2014-09-01'))).toMatchObject([
      {
        amount: 1,
        teachers: ['Amina'],
        sections: ['L'],
        text: {
          zh: 'Amina在现任教学校任教满12年，达到12年的上限而未交流。',
          en: 'Amina has served 12 complete years at one school and would stay; the longest stay is 12.',
        },
      },
    ]));
  test('eleven years and 364 days are short of it', () => expect(stays(since('2014-09-02'))).toEqual([]));
  test('the years are the policy’s', () => {
    expect(stays(since('2018-09-01'), { years: 8 })).toHaveLength(1);
    expect(stays(since('2018-09-02'), { years: 8 })).toEqual([]);
  });
  test('who goes is not told to', () =>
    expect(
      audit('longest-stay', {}, { teachers: [teacher('Amina', since('2014-09-01'))] }, [move('Amina')]),
    ).toEqual([]));
  test('nor whom another rule bars', () =>
    expect(stays({ ...since('2014-09-01'), established: false }, {}, { established: {} })).toEqual([]));
  test('nor who is on a posting still running', () =>
    expect(stays({ ...since('2014-09-01'), posting: { home: 'H', since: '2014-09-01' } })).toEqual([]));

  const staff = [...teachers(4, since('2018-09-01')), teacher('Zora', since('2014-09-01'))];
  test('a plan sends them, though every goal would keep them', async () => {
    const problem = (figures: object) =>
      given({ teachers: staff }, { 'longest-stay': figures, certificate: {} }, ['fewest-moves']);
    expect(went(await planned(problem({})))).toEqual(['Zora → H']);
    expect(went(await planned(problem({ years: 13 })))).toEqual([]);
  });
  test('there is no plan where one of them has nowhere to go', async () => {
    const two = [...staff, teacher('Yara', since('2013-09-01'))];
    const plan = await planned(given({ teachers: two }, { 'longest-stay': {} }));
    expect(plan.status).toBe('infeasible');
    expect(plan.diagnosis?.clash.map(({ rule }) => rule)).toContain('longest-stay');
  });
});
