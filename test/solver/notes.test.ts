import { expect, test } from 'vitest';
import type { ProblemInput } from '../../solver/problem.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

const { policy, schools, sections, teachers } = twoSchoolsInput;
const free = {
  ...policy,
  rules: { 'exchange-quota': { level: 'off' as const }, 'backbone-quota': { level: 'off' as const } },
};

/** The notes of a plan without quotas, confirmed, and refused without one of them or with another amount. */
async function notes(changes: Partial<ProblemInput>) {
  const problem = twoSchools({ policy: free, ...changes });
  const plan = await solve(problem);
  expect(verify(problem, plan)).toEqual({ confirmed: true, faults: [], unproven: [] });
  const [first, ...others] = plan.findings;
  if (first) {
    const codes = (findings: typeof plan.findings) =>
      verify(problem, { ...plan, findings }).faults.map(({ code }) => code);
    expect(codes(others)).toEqual(['missing-finding']);
    expect(codes([{ ...first, amount: first.amount + 1 }, ...others])).toEqual([
      'missing-finding',
      'wrong-finding',
    ]);
  }
  return plan.findings.map(({ rule, level, text }) => `${level} ${rule}: ${text.en} ${text.zh}`);
}

test('a plan that sends people carries none', async () => expect(await notes({})).toEqual([]));

test.each<[string, Partial<ProblemInput>, string[]]>([
  [
    'no teachers',
    { teachers: [], wishes: [] },
    ['note no-teachers: The problem lists no teachers, so nobody can go. 数据中没有教师，没有人可以交流。'],
  ],
  [
    'no schools at all',
    { schools: [], sections: [], teachers: [], wishes: [] },
    [
      'note no-teachers: The problem lists no teachers, so nobody can go. 数据中没有教师，没有人可以交流。',
      'note no-openings: None of the 0 sections has a post open. 0个学部均没有空缺岗位。',
    ],
  ],
  [
    'everybody exempt',
    { teachers: teachers.map((one) => ({ ...one, exemptions: [{ kind: 'leave', from: '2026-01-01' }] })) },
    [
      "note nobody-may-go: None of the 5 teachers may go; each one's reason says why. 全部5名教师均不符合交流条件，各人的理由见名单。",
    ],
  ],
  [
    'no class to teach',
    { sections: sections.map((one) => ({ ...one, classes: {} })) },
    ['note no-openings: None of the 2 sections has a post open. 2个学部均没有空缺岗位。'],
  ],
  [
    'no rural school',
    { schools: schools.map((one) => ({ ...one, place: 'urban' })) },
    [
      'note nothing-fits: 4 teachers may go, and no post open fits any of them. 4名教师符合交流条件，但没有一处空缺适合其中任何人。',
    ],
  ],
  [
    'no distances',
    { schools: schools.map(({ location: _location, ...one }) => one) },
    [
      'note no-distances: None of the 2 schools has a location: every distance is unknown. 2所学校均无坐标，所有路程不明。',
    ],
  ],
  [
    'one school without a place',
    { schools: schools.map(({ location, ...one }, index) => (index === 0 ? one : { ...one, location })) },
    [
      'note some-distances-missing: 1 of 2 schools has no location: distances from and to it are unknown. 2所学校中有1所无坐标，往返这些学校的路程不明。',
    ],
  ],
  [
    'pupils without a class',
    { sections: sections.map((one) => ({ ...one, pupils: { 1: 100, 2: 30 } })) },
    [
      'note pupils-without-class: 2 grades have pupils and no class at Lakeside (primary), Hillside (primary): nothing is needed for them here. Lakeside小学部、Hillside小学部有2个年级有学生而没有班级，这些年级未计需求。',
    ],
  ],
  [
    'more classes than pupils',
    { sections: sections.map((one, index) => (index === 1 ? { ...one, pupils: { 1: 3 } } : one)) },
    [
      'note more-classes-than-pupils: 1 grade has more classes than pupils at Hillside (primary): need is reckoned by the classes. Hillside小学部有1个年级的班级数多于学生数，需求按班级数计算。',
    ],
  ],
  [
    'as many classes as pupils, and no word of pupils',
    { sections: sections.map((one, index) => (index === 1 ? { ...one, pupils: { 1: 4 } } : one)) },
    [],
  ],
  [
    'a budget without an allowance standard',
    { budget: 1000 },
    [
      'note no-allowance: There is a budget of 1000 yuan and no allowance standard: the budget limits nothing. 有经费预算1000元而无补助标准，预算不起作用。',
    ],
  ],
])('%s', async (_what, changes, said) => expect(await notes(changes)).toEqual(said));

test('a plan that sends nobody is a plan to start from: as few as can be go', async () => {
  const goals = [{ name: 'fewest-changes' }, { name: 'gap' }];
  const from = (base: Partial<ProblemInput>) =>
    solve(twoSchools({ ...base, policy: { ...free, goals } })).then(({ moves }) => moves.length);
  expect(await from({ base: [] })).toBe(0);
  expect(await from({})).toBeGreaterThan(0);
});
