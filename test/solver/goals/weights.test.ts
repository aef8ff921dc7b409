import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../solver/plan.ts';
import type { Policy, ProblemInput } from '../../../solver/problem.ts';
import { verify } from '../../../solver/verify.ts';
import { teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from '../rules/every-plan.ts';

const facts: Partial<ProblemInput> = {
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 } },
  ],
  teachers: [...teachers(3), teacher('Di', { ruralYears: 9 }), teacher('Ed', { classTeacher: true })],
  wishes: [{ teacher: 'Di', volunteer: false, schools: ['hillfoot'] }],
  points: [
    { teacher: 'A', section: 'H', points: 4 },
    { teacher: 'Ed', section: 'H', points: 30 },
  ],
};
const weighed = (goals: Policy['goals'], rules: Record<string, object> = {}, given_ = facts) =>
  planned(given(given_, rules, goals, 'weights'));
const reached = ({ goals }: Plan, name: string): number =>
  goals.find((goal) => goal.name === name)?.value ?? Number.NaN;

describe('goals by weight', () => {
  const goals = [
    { name: 'gap', weight: 1 },
    { name: 'burden', weight: 2 },
    { name: 'points', weight: 3 },
    { name: 'fewest-moves' },
  ];

  test('are one sum, the goals to maximise below 0, then each by itself', async () => {
    const plan = await weighed(goals);
    expect(plan.goals.map(({ name, sense }) => [name, sense])).toEqual([
      ['weighted-sum', 'minimise'],
      ['gap', 'minimise'],
      ['burden', 'minimise'],
      ['points', 'maximise'],
      ['fewest-moves', 'minimise'],
    ]);
    const [sum, ...parts] = plan.goals;
    expect(sum?.value).toBe(reached(plan, 'gap') + 2 * reached(plan, 'burden') - 3 * reached(plan, 'points'));
    expect(sum?.bound).toBe(sum?.value);
    expect(parts.map(({ bound }) => bound)).toEqual([null, null, null, null]);
  });
  test('by hand: nobody is worth a heavy burden, but who brings points is', async () => {
    // Ed: burden 2 + 10 + 10 + 5, points 30, the first post of two 150 of 165.
    const plan = await weighed(goals);
    expect(went(plan)).toEqual(['Ed → H']);
    expect(plan.goals.map(({ value }) => value)).toEqual([15 + 2 * 27 - 3 * 30, 15, 27, 30, 1]);
  });
  test('weigh against each other what an order would not', async () => {
    const pair = (first: number, then: number) => [
      { name: 'fewest-moves', weight: first },
      { name: 'gap', weight: then },
    ];
    expect((await weighed(pair(14, 1))).moves).toHaveLength(2);
    expect((await weighed(pair(16, 1))).moves).toHaveLength(1);
    expect((await weighed(pair(151, 1))).moves).toHaveLength(0);
    expect((await weighed(pair(151, 2))).moves).toHaveLength(1);
    expect((await planned(given(facts, {}, pair(1, 1)))).moves).toHaveLength(0);
  });
  test('without a weight a goal counts nothing, and is told all the same', async () => {
    const plan = await weighed([{ name: 'willing', weight: 1 }, { name: 'points' }]);
    expect(plan.goals).toMatchObject([
      { name: 'weighted-sum', value: -1 },
      { name: 'willing', value: 1 },
      { name: 'points' },
    ]);
  });
  test('of no weight at all leave the plan to the draw', async () =>
    expect((await weighed([{ name: 'gap' }])).goals[0]).toMatchObject({ value: 0, bound: 0 }));
  test('read the weights only where the policy adds up', async () => {
    const order = [
      { name: 'fewest-moves', weight: 0 },
      { name: 'gap', weight: 1000 },
    ];
    const plan = await planned(given(facts, {}, order));
    expect(plan.goals.map(({ name }) => name)).toEqual(['fewest-moves', 'gap']);
    expect(plan.moves).toEqual([]);
  });
  test('of every goal at once, under rules that move people round', async () => {
    const names = [
      'critical-subjects',
      'gap',
      'level-wanted',
      'balance-limit',
      'balance',
      'overdue',
      'willing',
      'compulsory',
      'points',
      'burden',
      'cost',
      'fewest-changes',
      'fewest-moves',
    ];
    const all = names.map((name, place) => ({
      name,
      weight: name.startsWith('balance') ? 1 : 500 * (place + 1),
    }));
    const rich: Partial<ProblemInput> = {
      ...facts,
      sections: (facts.sections ?? []).map((section) => ({ ...section, pupils: { 1: 100 } })),
      teachers: [
        ...(facts.teachers ?? []).map((each, place) => ({
          ...each,
          education: 'college' as const,
          ...(place === 1 && { backbone: 'county' as const }),
        })),
        teacher('Flo', { serving: { section: 'H', since: '2010-09-01' } }),
      ],
      requests: [{ id: 'R', section: 'H', subject: 'maths', count: 1, level: 'county' }],
      allowance: { version: 'small', transport: [{ fromYears: 10, monthly: 1 }] },
      base: [{ teacher: 'A', section: 'H' }],
    };
    const plan = await weighed(all, { openings: { backfill: true }, 'sender-floor': {} }, rich);
    const [sum, ...parts] = plan.goals;
    const added = parts.reduce(
      (total, { value, sense }, place) =>
        total + (sense === 'minimise' ? 1 : -1) * (all[place]?.weight ?? 0) * value,
      0,
    );
    expect(sum?.value).toBe(added);
  });
  test('are recounted by the checker, the sum and its parts', async () => {
    const problem = given(facts, {}, goals, 'weights');
    const plan = await planned(problem);
    for (const wrong of plan.goals) {
      const changed = plan.goals.map((goal) =>
        goal === wrong
          ? { ...goal, value: goal.value + 1, bound: goal.bound === null ? null : goal.bound + 1 }
          : goal,
      );
      expect(verify(problem, { ...plan, goals: changed }).faults.map(({ code }) => code)).toContain(
        'wrong-value',
      );
    }
  });
});
