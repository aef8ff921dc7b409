import { describe, expect, test } from 'vitest';
import { canonical, problemHash } from '../../solver/canonical.ts';
import { type ProblemInput, problem } from '../../solver/problem.ts';

const input = {
  format: 'junheng-problem/1',
  county: { code: '1', name: 'Yuan' },
  schoolYear: 2026,
  effective: '2026-09-01',
  curriculum: {
    version: 'v',
    subjects: [
      { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 2: 2, 1: 2 } },
      { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 5 } },
    ],
  },
  load: {
    version: 'v',
    periods: [
      { stage: 'primary', subject: 'maths', load: 14 },
      { stage: 'primary', load: 16 },
    ],
  },
  policy: { version: 'v', goals: [{ name: 'gap' }, { name: 'burden' }] },
  schools: [
    { id: 'B', name: 'Hillside', place: 'urban', clusters: ['north', 'east'] },
    { id: 'A', name: 'Lakeside', place: 'village' },
  ],
  sections: [
    { id: 'B1', school: 'B', stage: 'primary', classes: { 2: 1, 1: 1 } },
    { id: 'A1', school: 'A', stage: 'primary', classes: { 1: 4 } },
  ],
  teachers: ['20', '3', '100'].map((id) => ({
    id,
    name: id,
    sex: 'female' as const,
    born: '1986-05-04',
    teachingSince: '2008-09-01',
    registered: { school: 'B', since: '2008-09-01' },
    serving: { section: 'B1', since: '2008-09-01' },
    certificates: [
      { subject: 'music', stage: 'primary' as const, rank: 'second' as const },
      { subject: 'maths', stage: 'primary' as const, rank: 'main' as const },
    ],
  })),
  requests: [
    { id: 'r2', section: 'A1', subject: 'music', count: 1 },
    { id: 'r1', section: 'A1', subject: 'maths', count: 1 },
  ],
  wishes: [{ teacher: '3', schools: ['B', 'A'] }],
  pins: [
    { kind: 'forbid', teacher: '3', section: 'B1' },
    { kind: 'forbid', teacher: '3', section: 'A1' },
  ],
} satisfies ProblemInput;

const facts = problem.parse(input);
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed).toReversed();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, part]) => [name, reversed(part)])
      .toReversed(),
  );
};

describe('the canonical problem', () => {
  test('lists staff numbers as texts, by code unit', () =>
    expect(canonical(facts).teachers.map(({ id }) => id)).toEqual(['100', '20', '3']));
  test('sorts what hangs on a row too', () => {
    expect(canonical(facts).teachers[0]?.certificates[0]?.subject).toBe('maths');
    expect(canonical(facts).schools[1]?.clusters).toEqual(['east', 'north']);
    expect(canonical(facts).load.periods[0]?.subject).toBeUndefined();
    expect(canonical(facts).pins).toMatchObject([{ section: 'A1' }, { section: 'B1' }]);
  });
  test('keeps the order of goals and of wished schools', () => {
    expect(canonical(facts).policy.goals.map(({ name }) => name)).toEqual(['gap', 'burden']);
    expect(canonical(facts).wishes[0]?.schools).toEqual(['B', 'A']);
  });
  test('is itself canonical', () => expect(canonical(canonical(facts))).toEqual(canonical(facts)));
  test('leaves the problem it was given alone', () => {
    const before = structuredClone(facts);
    canonical(facts);
    expect(facts).toEqual(before);
  });
});

describe('the policy', () => {
  const withKinds = (kinds: string[], percent = 10) =>
    problem.parse({
      ...input,
      policy: {
        ...input.policy,
        rules: {
          exemption: { level: 'law', clause: 'ours', kinds },
          'exchange-quota': { level: 'policy', percent },
        },
      },
    });
  const kinds = ['pregnancy', 'nursing', 'leave'];

  test("lists what a rule's figures list by code unit, and says nothing else in another way", () =>
    expect(canonical(withKinds(kinds)).policy.rules).toEqual({
      exemption: { level: 'law', clause: 'ours', kinds: ['leave', 'nursing', 'pregnancy'] },
      'exchange-quota': { level: 'policy', percent: 10 },
    }));
  test("has one hash whatever the order in a rule's figures", () =>
    expect(problemHash(withKinds(kinds.toReversed()))).toBe(problemHash(withKinds(kinds))));
  test('has another hash where a rule lists something else, or its figure is another', () => {
    const hashes = [withKinds(kinds), withKinds(kinds.slice(1)), withKinds(kinds, 11)].map(problemHash);
    expect(new Set(hashes).size).toBe(3);
  });
  test('lists rows of figures by their text', () => {
    const rows = ['male', 'female'].map((sex) => ({ sex, months: 720 }));
    const [one, other] = [rows, rows.toReversed()].map((retirement) =>
      problemHash(
        problem.parse({
          ...input,
          policy: { ...input.policy, rules: { age: { level: 'policy', retirement } } },
        }),
      ),
    );
    expect(one).toBe(other);
  });
});

describe('the hash', () => {
  test('is 64 hexadecimal digits', () => expect(problemHash(facts)).toMatch(/^[0-9a-f]{64}$/));

  test('is the same whatever the order of rows and of keys', () => {
    const shuffled = { ...problem.parse(reversed(input)), policy: facts.policy, wishes: facts.wishes };
    expect(shuffled.teachers[0]?.id).toBe('100');
    expect(shuffled.schools[0]?.id).toBe('A');
    expect(problemHash(shuffled)).toBe(problemHash(facts));
  });

  test('is the same whether a default is written out or not', () =>
    expect(problemHash(problem.parse({ ...input, points: [] }))).toBe(problemHash(facts)));

  test('is another as soon as one fact is', () => {
    const changed = [
      { ...input, schoolYear: 2027 },
      { ...input, policy: { ...input.policy, goals: input.policy.goals.toReversed() } },
      { ...input, wishes: [{ teacher: '3', schools: ['A', 'B'] }] },
      { ...input, requests: input.requests.slice(1) },
      { ...input, teachers: input.teachers.map((teacher) => ({ ...teacher, fte: 0.5 })) },
    ].map((other) => problemHash(problem.parse(other)));
    expect(new Set([problemHash(facts), ...changed]).size).toBe(changed.length + 1);
  });
});
