import { describe, expect, test } from 'vitest';
import { compare } from '../../solver/compare.ts';
import type { GoalValue, Move, Plan } from '../../solver/plan.ts';

const move = (teacher: string, to: string, subject = 'maths'): Move => ({
  teacher,
  from: 'home',
  to,
  subject,
  role: null,
  form: 'order-based',
  relationMoves: false,
  km: 12,
  bed: false,
  wish: null,
});

const goal = (name: string, value: number, sense: GoalValue['sense'] = 'minimise'): GoalValue => ({
  name,
  sense,
  unit: 'posts',
  value,
  bound: value,
});

const left = (section: string, posts: number): Plan['unfilled'][number] => ({
  section,
  subject: 'maths',
  role: null,
  openings: 3,
  filled: 3 - posts,
  left: posts,
  code: 'nobody',
  figures: {},
  text: { zh: '无', en: 'none' },
});

const plan = (facts: Partial<Plan> = {}): Plan => ({
  format: 'junheng-plan/1',
  problemHash: '0'.repeat(64),
  engine: 'highs',
  engineReason: { zh: '默认', en: 'default' },
  circuits: [],
  certificate: null,
  status: 'optimal',
  goals: [],
  moves: [],
  unfilled: [],
  findings: [],
  reasons: [],
  diagnosis: null,
  ...facts,
});

describe('moves', () => {
  const a = plan({ moves: [move('1', 'A'), move('2', 'A'), move('3', 'A'), move('4', 'A', 'maths')] });
  const b = plan({ moves: [move('1', 'A'), move('2', 'B'), move('5', 'A'), move('4', 'A', 'music')] });
  const compared = compare(a, b);

  test('only in one plan', () => {
    expect(compared.onlyInA).toEqual([move('3', 'A')]);
    expect(compared.onlyInB).toEqual([move('5', 'A')]);
  });
  test('to another section, or for another subject, are changed', () =>
    expect(compared.changed.map(({ teacher }) => teacher)).toEqual(['2', '4']));
  test('the same in both are counted', () => expect(compared.same).toBe(1));
  test('are summed up in both languages', () => {
    expect(compared.text.en).toContain(
      'Moves: 1 the same, 2 to elsewhere, 1 only in plan A, 1 only in plan B',
    );
    expect(compared.text.zh).toContain('1 人调动相同，2 人去向不同，1 人仅方案甲调动，1 人仅方案乙调动');
  });
});

describe('goals', () => {
  test('the first that differs decides, whatever comes after', () => {
    const compared = compare(
      plan({ goals: [goal('critical', 1), goal('gap', 5), goal('moves', 9)] }),
      plan({ goals: [goal('critical', 1), goal('gap', 4), goal('moves', 99)] }),
    );
    expect(compared.better).toBe('b');
    expect(compared.goals.map(({ better }) => better)).toEqual(['neither', 'b', 'a']);
  });
  test('more is better where a goal maximises', () =>
    expect(
      compare(
        plan({ goals: [goal('points', 7, 'maximise')] }),
        plan({ goals: [goal('points', 6, 'maximise')] }),
      ).better,
    ).toBe('a'));
  test('all equal: neither', () =>
    expect(compare(plan({ goals: [goal('gap', 1)] }), plan({ goals: [goal('gap', 1)] })).better).toBe(
      'neither',
    ));
  test('that only one plan has cannot rank them', () => {
    const compared = compare(plan({ goals: [goal('gap', 1)] }), plan({ goals: [goal('burden', 1)] }));
    expect(compared.better).toBeNull();
    expect(compared.goals).toMatchObject([
      { name: 'gap', a: 1, b: null, better: null },
      { name: 'burden', a: null, b: 1, better: null },
    ]);
  });
  test('of different problems rank neither the plans nor themselves', () => {
    const compared = compare(
      plan({ goals: [goal('gap', 1)] }),
      plan({ goals: [goal('gap', 0)], problemHash: '1'.repeat(64) }),
    );
    expect(compared).toMatchObject({ sameProblem: false, better: null });
    expect(compared.goals).toMatchObject([{ name: 'gap', a: 1, b: 0, better: null }]);
    expect(compared.text.en).toContain('The plans answer different problems');
    expect(compared.text.zh).toContain('两个方案所依据的数据不同，目标值不可直接比较。');
  });
  test('of problems that differ in nothing but pins measure the same thing, and rank the plans', () => {
    const compared = compare(
      plan({ goals: [goal('gap', 2345)] }),
      plan({ goals: [goal('gap', 2586)], problemHash: '1'.repeat(64) }),
      { onlyPins: true },
    );
    expect(compared).toMatchObject({ sameProblem: false, better: 'a', goals: [{ better: 'a' }] });
    expect(compared.text.en).toMatch(
      /^The plans differ in nothing but their pins, so their goals measure the same thing\. Plan A is better by the order of the goals\. /,
    );
    expect(compared.text.zh).toMatch(
      /^两个方案只有手工指定不同，目标值可以直接比较。按目标顺序，方案甲更优。/,
    );
  });
  test('are not said to measure the same thing where pins leave one plan without any', () => {
    const compared = compare(
      plan({ goals: [goal('gap', 1)] }),
      plan({ status: 'infeasible', problemHash: '1'.repeat(64) }),
      { onlyPins: true },
    );
    expect(compared.better).toBeNull();
    expect(compared.text.en).toMatch(
      /^The plans differ in nothing but their pins\. The plans have different goals/,
    );
    expect(compared.text.zh).toMatch(/^两个方案只有手工指定不同。两个方案的目标不同，无法比较。/);
  });
  test('of one problem are ranked without a word on pins', () => {
    const { text } = compare(plan({ goals: [goal('gap', 1)] }), plan({ goals: [goal('gap', 2)] }));
    expect(text.en).toMatch(/^Plan A is better/);
    expect(text.zh).toMatch(/^按目标顺序，方案甲更优。.*；.*。$/);
  });
});

test('circuits are listed where their days differ, and told', () => {
  const circuit = (teacher: string, days: number): Plan['circuits'][number] => ({
    teacher,
    from: 'home',
    to: 'A',
    subject: 'music',
    days,
    km: 8,
  });
  const { circuits, text } = compare(
    plan({ circuits: [circuit('1', 2), circuit('2', 1), circuit('3', 1)] }),
    plan({ circuits: [circuit('1', 2), circuit('2', 2), circuit('4', 1)] }),
  );
  expect(circuits).toEqual([
    { teacher: '2', to: 'A', subject: 'music', a: 1, b: 2 },
    { teacher: '3', to: 'A', subject: 'music', a: 1, b: 0 },
    { teacher: '4', to: 'A', subject: 'music', a: 0, b: 1 },
  ]);
  expect(text.en).toMatch(/ Circuits with other days: 3\.$/);
  expect(text.zh).toMatch(/；3 项走教的天数不同。$/);
});

test('posts left open are listed where they differ, none counting as 0', () =>
  expect(
    compare(
      plan({ unfilled: [left('A', 1), left('B', 2), left('C', 1)] }),
      plan({ unfilled: [left('A', 1), left('B', 1), left('D', 3)] }),
    ).unfilled,
  ).toEqual([
    { section: 'B', subject: 'maths', role: null, a: 2, b: 1 },
    { section: 'C', subject: 'maths', role: null, a: 1, b: 0 },
    { section: 'D', subject: 'maths', role: null, a: 0, b: 3 },
  ]));
