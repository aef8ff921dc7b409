import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
import { goals } from '../../../solver/goals/index.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { county, move, only, teacher, teachers } from '../../support/small-county.ts';

type Moves = readonly ReturnType<typeof move>[];

/** A goal's value for these moves. */
function value(name: string, facts: Partial<ProblemInput>, moves: Moves, weights: object = {}): number {
  const policy = { version: 'small', rules: only({ travel: {} }), goals: [{ name, ...weights }] };
  const found = caseOf(county({ ...facts, policy }));
  return found.goals.reduce((sum, goal) => sum + goal.value(found, found.postings(moves)), 0);
}

const hillfootClasses = (count: number): ProblemInput['sections'] => [
  { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
  { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: count } },
];
const atHillfoot = (id: string) => teacher(id, { serving: { section: 'H', since: '2010-09-01' } });

describe('gap', () => {
  test('the first teacher of a missing subject: priority 3 × all 10 tenths × 5', () =>
    expect(value('gap', { teachers: teachers(6) }, [])).toBe(150));
  test('is nothing once every post is filled', () =>
    expect(value('gap', { teachers: teachers(6) }, [move('A')])).toBe(0));
  test('a second post weighs what still lacks: 5 of 10 tenths', () => {
    const facts = { teachers: teachers(6), sections: hillfootClasses(2) };
    expect(value('gap', facts, [])).toBe(150 + 15);
    expect(value('gap', facts, [move('A')])).toBe(15);
  });
  test('a subject somebody teaches is not missing: 3 × 5 tenths', () =>
    expect(
      value('gap', { teachers: [...teachers(6), atHillfoot('Z')], sections: hillfootClasses(2) }, []),
    ).toBe(15));
  test('a request lifts the weight by its priority', () => {
    const requests = [{ id: 'R', section: 'H', subject: 'maths', count: 1, priority: 5 }];
    expect(value('gap', { teachers: teachers(6), requests }, [])).toBe(250);
  });
  test('a post asked for without a gap weighs one tenth', () => {
    const requests = [{ id: 'R', section: 'H', subject: 'music', count: 1, priority: 2 }];
    expect(value('gap', { teachers: [...teachers(6), atHillfoot('Z')], requests }, [])).toBe(2);
  });
  test('more teachers than posts fill no more', () =>
    expect(value('gap', { teachers: teachers(6) }, [move('A'), move('B')])).toBe(0));
  test('the weight of a missing subject is a setting', () =>
    expect(value('gap', { teachers: teachers(6) }, [], { missing: 1 })).toBe(30));
});

describe('level wanted', () => {
  const requests = [{ id: 'R', section: 'H', subject: 'maths', count: 1, level: 'county' as const }];
  const staff = [teacher('plain'), teacher('backbone', { backbone: 'city' }), ...teachers(4)];
  test('a post asked at a level stays short until somebody of that level comes', () => {
    expect(value('level-wanted', { teachers: staff, requests }, [])).toBe(1);
    expect(value('level-wanted', { teachers: staff, requests }, [move('plain')])).toBe(1);
    expect(value('level-wanted', { teachers: staff, requests }, [move('backbone')])).toBe(0);
  });
  test('asks nothing where no level is named', () =>
    expect(value('level-wanted', { teachers: staff }, [])).toBe(0));
});

describe('points', () => {
  const points = [
    { teacher: 'A', section: 'H', points: 7 },
    { teacher: 'A', section: 'H', subject: 'maths', points: -3 },
    { teacher: 'B', section: 'H', points: 40 },
  ];
  test("a post's own score comes before its section's", () =>
    expect(value('points', { teachers: teachers(6), points }, [move('A')])).toBe(-3));
  test('the section’s score stands for its other posts', () =>
    expect(value('points', { teachers: teachers(6), points }, [move('A', 'H', 'music')])).toBe(7));
  test('scores add up, and a pair without one counts 0', () =>
    expect(value('points', { teachers: teachers(6), points }, [move('A'), move('B'), move('C')])).toBe(37));
});

describe('burden', () => {
  const of = (facts: Parameters<typeof teacher>[1], wish: object | null = null, weights = {}) =>
    value(
      'burden',
      { teachers: [teacher('A', facts)], ...(wish && { wishes: [{ teacher: 'A', ...wish }] }) },
      [move('A')],
      weights,
    );
  test('20 km, not wished, no volunteer: 2 + 10 + 10', () => expect(of({})).toBe(22));
  test('wished first', () => expect(of({}, { schools: ['hillfoot'] })).toBe(12));
  test('wished second', () => expect(of({}, { schools: ['lakeside', 'hillfoot'] })).toBe(13));
  test('a volunteer', () => expect(of({}, { volunteer: true })).toBe(12));
  test('a class teacher', () => expect(of({ classTeacher: true })).toBe(27));
  test('three and a half rural years count three', () => expect(of({ ruralYears: 3.5 })).toBe(28));
  test('100 m beyond 20 km begin another 10 km', () =>
    expect(of({ home: { longitude: 111, latitude: 30.9993 } })).toBe(23));
  test('every weight is a setting', () => expect(of({}, null, { notWished: 0, notVolunteer: 1 })).toBe(3));
});

test('fewest moves counts moves', () =>
  expect(value('fewest-moves', { teachers: teachers(6) }, [move('A'), move('B')])).toBe(2));

test('every goal says what it is, in both languages, and where it comes from', () => {
  for (const { name, title, unit, source } of goals) {
    expect([name, title.zh, title.en, unit, source].every((text) => text.length > 0)).toBe(true);
  }
});
