import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { replanned } from '../../../solver/replan.ts';
import { hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from '../rules/every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;
type Moves = readonly ReturnType<typeof move>[];

/** A goal's value for these moves. */
function value(
  name: string,
  facts: Partial<ProblemInput>,
  moves: Moves,
  rules: Record<string, object> = {},
  figures: object = {},
): number {
  const found = caseOf(given(facts, rules, [{ name, ...figures }]));
  const goal = found.goals.find((each) => each.name === name);
  return goal?.value(found, found.postings(moves)) ?? Number.NaN;
}

const classes = (lakesideClasses: number, hillfootClasses: number): ProblemInput['sections'] => [
  { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: lakesideClasses } },
  { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: hillfootClasses } },
];
const at = (id: string, section: string, facts: Facts = {}) =>
  teacher(id, { serving: { section, since: '2010-09-01' }, ...facts });
const flows = { openings: { backfill: true } };

describe('critical subjects', () => {
  const of = (facts: Partial<ProblemInput>, moves: Moves = []) => value('critical-subjects', facts, moves);
  const staff = teachers(6);

  test('one that nobody at the section can teach, until somebody comes', () => {
    expect(of({ teachers: staff })).toBe(1);
    expect(of({ teachers: staff }, [move('A')])).toBe(0);
  });
  test('is one subject, however many posts are open', () => {
    const facts = { teachers: staff, sections: classes(4, 3) };
    expect(of(facts)).toBe(1);
    expect(of(facts, [move('A')])).toBe(0);
    expect(of(facts, [move('A'), move('B')])).toBe(0);
  });
  test('not one that somebody teaches, or is certified for', () => {
    const three = classes(4, 3);
    expect(of({ teachers: [...staff, at('Z', 'H')], sections: three })).toBe(0);
    const { subject: _none, ...certified } = at('Z', 'H');
    expect(of({ teachers: [...staff, certified], sections: three })).toBe(0);
    expect(of({ teachers: [...staff, { ...certified, certificates: [] }], sections: three })).toBe(1);
  });
  test('not one that is asked for and not needed', () =>
    expect(
      of({
        teachers: [...staff, at('Z', 'H')],
        requests: [{ id: 'R', section: 'H', subject: 'music', count: 1 }],
      }),
    ).toBe(0));
  test('come before posts of more weight', async () => {
    const mill = { ...hillfoot, id: 'mill', name: 'Mill' };
    const facts: Partial<ProblemInput> = {
      schools: [lakeside, hillfoot, mill],
      sections: [...classes(4, 4), { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1 } }],
      teachers: [...teachers(5), at('Y', 'H')],
      requests: [{ id: 'R', section: 'H', subject: 'maths', count: 3, priority: 5 }],
    };
    const rules = { 'sender-floor': {} };
    const gap = { name: 'gap', missing: 1 };
    const plan = (goals: Parameters<typeof given>[2]) => planned(given(facts, rules, goals));
    expect((await plan(['critical-subjects', gap])).moves).toMatchObject([{ to: 'M' }]);
    expect((await plan([gap, 'critical-subjects'])).moves).toMatchObject([{ to: 'H' }]);
  });
  test('in two posts of which one is filled: a plan spreads who can be spared', async () => {
    const mill = { ...hillfoot, id: 'mill', name: 'Mill' };
    const facts: Partial<ProblemInput> = {
      schools: [lakeside, hillfoot, mill],
      sections: [...classes(4, 2), { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 2 } }],
      teachers: teachers(6),
    };
    const plan = await planned(given(facts, { 'sender-floor': {} }, ['critical-subjects']));
    expect(plan.goals[0]?.value).toBe(0);
    expect(plan.moves.map(({ to }) => to).toSorted()).toEqual(['H', 'M']);
  });
});

describe('gap, where posts that are left may be filled', () => {
  // Hillfoot needs two and has Zoe: one post open, which weighs 3 × 5 tenths.
  const facts = { teachers: [...teachers(5), at('Zoe', 'H')], sections: classes(4, 2) };
  const of = (moves: Moves, rules: Record<string, object> = flows) => value('gap', facts, moves, rules);

  test('one more missed weighs as the first post', () => {
    expect(of([])).toBe(15);
    expect(of([move('Zoe', 'L')])).toBe(15 + 15);
  });
  test('one who comes makes up for one who leaves', () => expect(of([move('Zoe', 'L'), move('A')])).toBe(15));
  test('two who come fill the post as well', () =>
    expect(of([move('Zoe', 'L'), move('A'), move('B')])).toBe(0));
  test('who leaves is not counted where posts left stay empty', () =>
    expect(of([move('Zoe', 'L')], {})).toBe(15));
  test('the first post of a subject nobody can teach still weighs five times', () => {
    const music = teacher('Mu', {
      subject: 'music',
      certificates: [],
      serving: { section: 'H', since: '2010-09-01' },
    });
    expect(value('gap', { ...facts, teachers: [...teachers(5), music] }, [], flows)).toBe(150 + 15);
  });
  test('who can be spared is not missed', () => {
    const requests = [{ id: 'R', section: 'L', subject: 'maths', count: 1 }];
    const spare = { teachers: teachers(6), requests };
    const gone = (count: number) =>
      value(
        'gap',
        spare,
        teachers(count).map(({ id }) => move(id)),
        flows,
      ) - value('gap', spare, [move('A')], flows);
    // Lakeside has two to spare and asks for one more: a post that weighs 3 × one tenth.
    expect([gone(1), gone(2), gone(3), gone(4)]).toEqual([0, 0, 3, 6]);
  });
  test('half a post that is left is none', () => {
    const part = { ...facts, teachers: [...teachers(5), at('Zoe', 'H', { fte: 0.5 })] };
    expect(value('gap', part, [move('Zoe', 'L')], flows)).toBe(value('gap', part, [], flows));
  });
  test('a plan takes nobody from a post to fill one that weighs less', async () => {
    // Zoe alone could go to Lakeside, one short of four; she is half of Hillfoot's need.
    const short = { teachers: [...teachers(3), at('Zoe', 'H')], sections: classes(4, 2) };
    const plan = await planned(given(short, flows, ['gap', 'fewest-moves']));
    expect(went(plan)).toEqual([expect.stringMatching(/^[ABC] → H$/)]);
  });
});

describe('overdue', () => {
  const since = (day: string): Facts => ({ serving: { section: 'L', since: day } });
  const staff = [
    teacher('A', since('2014-09-01')),
    teacher('B', since('2014-09-02')),
    teacher('C', { ...since('2000-09-01'), established: false }),
  ];
  const of = (moves: Moves, rules: Record<string, object> = { established: {} }, figures: object = {}) =>
    value('overdue', { teachers: staff }, moves, rules, figures);

  test('twelve years to the day are, a day less is not, nor whom a rule bars', () => expect(of([])).toBe(1));
  test('until they go', () => {
    expect(of([move('A')])).toBe(0);
    expect(of([move('B')])).toBe(1);
  });
  test('the years are the policy’s', () => {
    expect(of([], { established: {} }, { years: 11 })).toBe(2);
    expect(of([], {})).toBe(2);
  });
  test('counts a cadre who is due', () => {
    const cadre = { role: 'principal' as const, since: '2018-09-01', terms: 3 };
    const head = teacher('P', { cadre, serving: { section: 'L', since: '2018-09-01' } });
    const facts = { teachers: [head] };
    expect(value('overdue', facts, [], { cadre: { rotation: true } })).toBe(1);
    expect(value('overdue', facts, [], { cadre: {} })).toBe(0);
  });
  test('sends them before others', async () => {
    const plan = await planned(
      given({ teachers: [...teachers(3, since('2016-09-01')), teacher('Zoe', since('2013-09-01'))] }, {}, [
        'gap',
        'overdue',
      ]),
    );
    expect(went(plan)).toEqual(['Zoe → H']);
  });
});

describe('willing and compulsory', () => {
  const wishes = [
    { teacher: 'A', schools: ['lakeside', 'hillfoot'] },
    { teacher: 'B', volunteer: true },
    { teacher: 'C', schools: ['lakeside'] },
  ];
  const of = (name: string, moves: Moves) => value(name, { teachers: teachers(6), wishes }, moves);
  const all = ['A', 'B', 'C', 'D'].map((id) => move(id));

  test('who goes where they wished is willing, at whatever place of the list', () => {
    expect(of('willing', [move('A')])).toBe(1);
    expect(of('willing', all)).toBe(1);
    expect(of('willing', [])).toBe(0);
  });
  test('who neither volunteered nor wished for the school is told to go', () => {
    expect(of('compulsory', all)).toBe(2);
    expect(of('compulsory', [move('A'), move('B')])).toBe(0);
    expect(of('compulsory', [move('C')])).toBe(1);
  });

  const mill = { ...lakeside, id: 'mill', name: 'Mill' };
  const green = { ...lakeside, id: 'green', name: 'Green' };
  /** Three town schools of two teachers each, one of whom wishes for the next school. */
  const ring: Partial<ProblemInput> = {
    schools: [lakeside, mill, green],
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 2 } },
      { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 2 } },
      { id: 'G', school: 'green', stage: 'primary', classes: { 1: 2 } },
    ],
    teachers: ['L', 'M', 'G'].flatMap((section) => [
      at(`${section} goes`, section),
      at(`${section} stays`, section),
    ]),
    wishes: [
      { teacher: 'L goes', schools: ['mill'] },
      { teacher: 'M goes', schools: ['green'] },
      { teacher: 'G goes', schools: ['lakeside'] },
    ],
  };
  const rules = { direction: { allowed: ['level'] }, 'sender-floor': {}, ...flows };
  const goals = ['gap', 'willing', 'fewest-moves'];
  test('three who wish for each other’s schools go round, and nobody else', async () => {
    const plan = await planned(given(ring, rules, goals));
    expect(went(plan)).toEqual(['G goes → L', 'L goes → M', 'M goes → G']);
    expect(plan.goals).toMatchObject([{ value: 0 }, { name: 'willing', value: 3, bound: 3 }, { value: 3 }]);
    expect(plan.unfilled).toEqual([]);
  });
  test.each([
    ['no direction allows it', { ...rules, direction: {} }],
    ['posts that are left stay empty', { ...rules, openings: {} }],
  ])('but not where %s', async (_what, given_) =>
    expect((await planned(given(ring, given_, goals))).moves).toEqual([]),
  );
  test('nor where one of them may not go', async () => {
    const pins = [{ kind: 'stay' as const, teacher: 'M goes' }];
    expect((await planned(given({ ...ring, pins }, { ...rules, pins: {} }, goals))).moves).toEqual([
      // Another of the mill may close the ring; nobody wished that, so it pays only while two still do.
      expect.objectContaining({ teacher: 'G goes' }),
      expect.objectContaining({ teacher: 'L goes' }),
      expect.objectContaining({ teacher: 'M stays', to: 'G' }),
    ]);
    expect(
      (await planned(given({ ...ring, pins }, { ...rules, pins: {} }, ['compulsory', ...goals]))).moves,
    ).toEqual([]);
  });
  test('volunteers go before anybody is told to', async () => {
    const plan = await planned(
      given({ teachers: teachers(6), wishes }, {}, ['gap', 'compulsory', 'willing']),
    );
    expect(went(plan)).toEqual(['A → H']);
  });
});

describe('cost', () => {
  const allowance = {
    version: 'small',
    months: 10,
    perHead: 7,
    area: [{ zone: 'far', monthly: 45 }],
    transport: [{ fromYears: 10, monthly: 100 }],
  };
  const facts: Partial<ProblemInput> = {
    schools: [lakeside, { ...hillfoot, zone: 'far' }],
    teachers: [
      teacher('new', { teachingSince: '2016-09-02' }),
      teacher('old', { teachingSince: '2016-09-01' }),
    ],
  };
  test('adds up what the moves cost a year', () => {
    const of = (moves: Moves) => value('cost', { ...facts, allowance }, moves);
    expect(of([])).toBe(0);
    expect(of([move('new')])).toBe(457);
    expect(of([move('new'), move('old')])).toBe(457 + 1457);
  });
  test('is nothing without a standard', () => expect(value('cost', facts, [move('old')])).toBe(0));
  test('sends who costs least', async () =>
    expect(went(await planned(given({ ...facts, allowance }, {}, ['gap', 'cost'])))).toEqual(['new → H']));
});

describe('fewest changes', () => {
  const base = [
    { teacher: 'A', section: 'H', subject: 'maths' },
    { teacher: 'B', section: 'H' },
  ];
  const of = (moves: Moves, from: typeof base | null = base) =>
    value('fewest-changes', { teachers: teachers(6), ...(from && { base: from }) }, moves);

  test('none where the same go', () => expect(of([move('A'), move('B')])).toBe(0));
  test('one no more, and one anew, are two', () => expect(of([move('A'), move('C')])).toBe(2));
  test('one sent elsewhere is two', () => {
    expect(of([move('A', 'H', 'music'), move('B')])).toBe(2);
    // Where the base names no subject, any is the same.
    expect(of([move('A'), move('B', 'H', 'music')])).toBe(0);
  });
  test('all of them where nobody goes', () => expect(of([])).toBe(2));
  test('every move where nobody went', () => expect(of([move('A')], [])).toBe(1));
  test('nothing where there is no plan to start from', () => expect(of([move('A')], null)).toBe(0));

  test('planned again, all stays as it may', async () => {
    const facts: Partial<ProblemInput> = {
      teachers: teachers(7),
      sections: classes(3, 3),
      wishes: [{ teacher: 'A', volunteer: true, schools: ['hillfoot'] }],
    };
    const rules = { 'sender-floor': {}, exemption: {} };
    const goals = ['gap', 'burden'];
    const first = await planned(given(facts, rules, goals));
    expect(first.moves).toHaveLength(3);
    const out = first.moves[1]?.teacher ?? '';
    const kept = first.moves.filter(({ teacher: id }) => id !== out);

    const changed = {
      ...facts,
      teachers: teachers(7).map((each) =>
        each.id === out ? { ...each, exemptions: [{ kind: 'leave' as const, from: '2026-08-01' }] } : each,
      ),
      // Now others would be sent, if nobody knew of a plan.
      wishes: ['D', 'E', 'F', 'G'].map((id) => ({ teacher: id, volunteer: true, schools: ['hillfoot'] })),
    };
    const again = await planned(replanned(given(changed, rules, goals), first));
    expect(again.goals[0]).toMatchObject({ name: 'fewest-changes', value: 1 });
    expect(went(again)).toEqual(went({ moves: kept }));
    // After the gap it fills the post again, and changes one move more.
    const filled = given(
      { ...changed, base: first.moves.map(({ teacher: id, to }) => ({ teacher: id, section: to })) },
      rules,
      ['gap', 'fewest-changes', 'burden'],
    );
    const refilled = await planned(filled);
    expect(refilled.goals).toMatchObject([{ value: 0 }, { name: 'fewest-changes', value: 2 }, {}]);
    expect(went(refilled)).toEqual(expect.arrayContaining(went({ moves: kept })));
  });
  test('who is gone from the county is passed over', async () => {
    const problem = given({ teachers: teachers(6) }, {}, ['gap']);
    const first = await planned(problem);
    const gone = first.moves[0]?.teacher;
    const left = given({ teachers: teachers(6).filter(({ id }) => id !== gone) }, {}, ['gap']);
    const again = await planned(replanned(left, first));
    expect(again.goals[0]).toMatchObject({ name: 'fewest-changes', value: 0 });
  });
});
