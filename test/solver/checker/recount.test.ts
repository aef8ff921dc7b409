import { expect, test } from 'vitest';
import { brokenRows, goalValue, pointOf } from '../../../solver/checker/recount.ts';
import { systemOf } from '../../../solver/checker/system.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { county, move, only, teacher, teachers } from '../../support/small-county.ts';

/** Five teachers of maths where four are needed, and one opening at Hillfoot. */
const small = (
  settings: Record<string, object>,
  facts: Partial<ProblemInput> = {},
  goals = [{ name: 'gap' }],
) =>
  systemOf(
    county({ teachers: teachers(5), ...facts, policy: { version: 'small', rules: only(settings), goals } }),
  );

/** The values of a set of moves; throws where one of them is no candidate. */
function valuesOf(system: ReturnType<typeof systemOf>, moves: Parameters<typeof pointOf>[1]) {
  const point = pointOf(system, moves);
  if (!point.ok) throw new Error(point.rule);
  return point.values;
}

test('a move fills the gap and breaks nothing', () => {
  const system = small({});
  expect(brokenRows(system, valuesOf(system, [move('A')]))).toEqual([]);
  expect(goalValue(system, 0, valuesOf(system, []))).toBe(3 * 10 * 5);
  expect(goalValue(system, 0, valuesOf(system, [move('A')]))).toBe(0);
  expect(() => goalValue(system, 1, [])).toThrow(RangeError);
});

test('one more than there are posts breaks the rule openings by one', () => {
  const system = small({});
  expect(brokenRows(system, valuesOf(system, [move('A'), move('B')]))).toMatchObject([
    { name: 'openings:["H","maths"]', rule: 'openings', sum: 2, upper: 1 },
  ]);
});

test('a sender that can spare one does not send two, however many are open', () => {
  const requests = [{ id: 'R', section: 'H', subject: 'maths', count: 2 }];
  const system = small({ 'sender-floor': {} }, { requests });
  const broken = brokenRows(system, valuesOf(system, [move('A'), move('B')])).map(({ name }) => name);
  expect(broken.toSorted()).toEqual(
    ['["L","maths"]', '["L","maths"]:heads', '["L",null]', '["L",null]:heads'].map(
      (key) => `sender-floor:${key}`,
    ),
  );
});

test.each([
  ['one-posting', {}, [move('A'), move('A')]],
  ['one-posting', {}, [move('A', 'L')]],
  ['cadre', {}, [{ teacher: 'A', to: 'H', subject: null, role: 'principal' as const }]],
  ['age', { age: { female: 39 } }, [move('A')]],
  ['home-school', { 'home-school': {} }, [move('R')]],
  ['travel', { travel: { withoutBed: 5, withBed: 10 } }, [move('A')]],
  ['openings', {}, [move('A', 'H', 'music')]],
])('the rule %s forbids it', (rule, settings, moves) => {
  const guest = teacher('R', { registered: { school: 'hillfoot', since: '2010-09-01' } });
  const system = small(settings, { teachers: [...teachers(5), guest] });
  expect(pointOf(system, moves)).toEqual({ ok: false, move: moves.at(-1), rule });
});

test('a relaxed rule is broken at the cost of its shortfall', () => {
  const system = small({ 'outflow-cap': { level: 'policy', relaxed: 'decision 7', percent: 0, atLeast: 0 } });
  expect(system.goals.map(({ name }) => name)).toEqual(['shortfall', 'gap']);
  const values = valuesOf(system, [move('A')]);
  expect(brokenRows(system, values)).toEqual([]);
  expect([goalValue(system, 0, values), goalValue(system, 1, values)]).toEqual([1, 0]);
});

test('goals added up keep their own values as parts', () => {
  const goals = [
    { name: 'willing', weight: 7 },
    { name: 'fewest-moves', weight: 3 },
  ];
  const wishes = [{ teacher: 'A', schools: ['hillfoot'] }];
  const policy = { version: 'small', rules: only({}), goals, combine: 'weights' as const };
  const system = systemOf(county({ teachers: teachers(5), wishes, policy }));
  expect(goalValue(system, 0, valuesOf(system, [move('A')]))).toBe(3 - 7);
  expect(system.goals[0]?.parts.map(({ name, weight }) => [name, weight])).toEqual([
    ['willing', 7],
    ['fewest-moves', 3],
  ]);
});

test('a row that can never be kept leaves bounds that cross', () => {
  const { tightened } = small({
    'outflow-cap': { percent: 0, atLeast: 0 },
    'exchange-quota': { percent: 50 },
  });
  const crossed = tightened.lower.filter((least, column) => least > (tightened.upper[column] ?? 0));
  expect(crossed.length).toBeGreaterThan(0);
});

test('what is pinned twice over is one row', () => {
  const forbid = { kind: 'forbid', teacher: 'A', section: 'H' } as const;
  const system = small({ pins: {} }, { pins: [forbid, forbid] });
  const name = 'pins:["forbid","A","H"]';
  expect([...system.clashes]).toEqual([]);
  expect(brokenRows(system, valuesOf(system, [move('A')])).map((row) => row.name)).toEqual([name]);
});
