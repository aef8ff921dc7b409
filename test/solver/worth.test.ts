import { describe, expect, test } from 'vitest';
import { type Case, caseOf } from '../../solver/case.ts';
import type { Posting } from '../../solver/posting.ts';
import type { Problem, ProblemInput } from '../../solver/problem.ts';
import { solve } from '../../solver/solve.ts';
import { WhatIf, type Worth } from '../../solver/what-if.ts';
import { county, hillfoot, lakeside, only, teacher, teachers } from '../support/small-county.ts';

/** Lakeside spares half of its eight teachers; Hillfoot, with three classes and a bed for nobody, lacks three. */
function wanting(rules: Record<string, object>, facts: Partial<ProblemInput> = {}): Problem {
  return county({
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 3 } },
    ],
    teachers: teachers(8),
    ...facts,
    policy: {
      version: 'worth',
      rules: only(rules),
      goals: [{ name: 'gap' }, { name: 'fewest-moves' }],
      ...facts.policy,
    },
  });
}

const moveLess = { version: 'worth', goals: [{ name: 'fewest-moves' }, { name: 'gap' }] };
const fewest = (rules: Record<string, object>) => ({ policy: { ...moveLess, rules: only(rules) } });

async function worthOf(problem: Problem, kind: Worth['kind']): Promise<Worth[]> {
  const whatIf = await WhatIf.open(problem);
  try {
    return whatIf.worth().filter((worth) => worth.kind === kind);
  } finally {
    whatIf.close();
  }
}

const valuesOf = async (problem: Problem): Promise<number[]> =>
  (await solve(problem, { engine: 'highs' })).goals.map(({ value }) => value);

const bandPay = {
  schools: [lakeside, { ...hillfoot, zone: 'far' }],
  allowance: { version: 'v', area: [{ zone: 'far', monthly: 500 }] },
} satisfies Partial<ProblemInput>;

/** Every kind that a fact of the problem counts: the problem as it is, and with one more. */
const facts: readonly [Worth['kind'], Problem, Problem][] = [
  [
    'budget',
    wanting({ budget: {} }, { ...bandPay, budget: 5000 }),
    wanting({ budget: {} }, { ...bandPay, budget: 15_000 }),
  ],
  [
    'bed',
    wanting({ travel: { withoutBed: 10 }, beds: {} }),
    wanting({ travel: { withoutBed: 10 }, beds: {} }, { schools: [lakeside, { ...hillfoot, beds: 1 }] }),
  ],
  [
    'receiver',
    wanting({ 'receiver-cap': { percent: 0, atLeast: 1 } }),
    wanting({ 'receiver-cap': { percent: 0, atLeast: 2 } }),
  ],
  [
    'sender',
    wanting({ 'outflow-cap': { percent: 0, atLeast: 1 } }),
    wanting({ 'outflow-cap': { percent: 0, atLeast: 2 } }),
  ],
  [
    'quota',
    wanting({}, fewest({ 'exchange-quota': { percent: 25 } })),
    wanting({}, fewest({ 'exchange-quota': { percent: 12.5 } })),
  ],
  [
    'graduating',
    wanting(
      {},
      {
        teachers: teachers(8, { graduatingGrade: true }),
        ...fewest({ 'graduating-quota': { percent: 25 } }),
      },
    ),
    wanting(
      {},
      {
        teachers: teachers(8, { graduatingGrade: true }),
        ...fewest({ 'graduating-quota': { percent: 12.5 } }),
      },
    ),
  ],
  [
    'backbone',
    wanting(
      {},
      {
        teachers: teachers(8, { backbone: 'county' }),
        ...fewest({ 'backbone-quota': { percent: 25, of: 'ELIGIBLE_BACKBONE' } }),
      },
    ),
    wanting(
      {},
      {
        teachers: teachers(8, { backbone: 'county' }),
        ...fewest({ 'backbone-quota': { percent: 12.5, of: 'ELIGIBLE_BACKBONE' } }),
      },
    ),
  ],
  ['establishment', withPosts(1), withPosts(2)],
  [
    'opening',
    wanting({}, { sections: classes(2) }),
    wanting({}, { sections: classes(2), requests: [ask(3)] }),
  ],
  ['seat', seats(1), seats(2)],
  ['cadre', cadresDue(100), cadresDue(50)],
];

function classes(count: number) {
  return [
    { id: 'L', school: 'lakeside', stage: 'primary' as const, classes: { 1: 4 } },
    { id: 'H', school: 'hillfoot', stage: 'primary' as const, classes: { 1: count } },
  ];
}

function ask(count: number) {
  return { id: 'more', section: 'H', subject: 'maths', count };
}

function withPosts(establishment: number): Problem {
  const [town, village] = classes(3);
  return wanting(
    { establishment: { forms: ['order-based'] } },
    { sections: [town, village && { ...village, establishment }].flatMap((one) => one ?? []) },
  );
}

function principals() {
  return ['P', 'Q'].map((id) => teacher(id, { cadre: { role: 'principal', since: '2015-09-01', terms: 3 } }));
}

/** Two principals serve at Lakeside, and so many seats are at Hillfoot, all vacant. */
function seats(count: number): Problem {
  return wanting(
    {},
    {
      teachers: principals(),
      seats: [{ section: 'H', role: 'principal', count }],
      policy: {
        version: 'worth',
        rules: only({ cadre: { rotation: true } }),
        goals: [{ name: 'overdue' }, { name: 'gap' }],
      },
    },
  );
}

function cadresDue(percent: number): Problem {
  return wanting(
    {},
    {
      teachers: principals(),
      seats: [{ section: 'H', role: 'principal', count: 3 }],
      policy: {
        version: 'worth',
        rules: only({ cadre: { rotation: true }, 'cadre-quota': { percent } }),
        goals: [{ name: 'compulsory' }, { name: 'gap' }],
      },
    },
  );
}

describe.each(facts)('one more %s', (kind, problem, more) => {
  test('is worth what a problem with one more comes to', async () => {
    const [worth, ...others] = await worthOf(problem, kind);
    expect(others).toEqual([]);
    expect(worth?.goals.map(({ before }) => before)).toEqual(await valuesOf(problem));
    expect(worth?.goals.map(({ after }) => after)).toEqual(await valuesOf(more));
    expect(await valuesOf(problem)).not.toEqual(await valuesOf(more));
  });
});

test('one backbone teacher fewer is worth what the best plan that lacks one comes to', async () => {
  // Three posts; a third of those who go are backbone teachers, and only one of them may go.
  const problem = wanting(
    { 'backbone-quota': { percent: 50 } },
    { teachers: [teacher('A', { backbone: 'county' }), ...teachers(8).slice(1)] },
  );
  const [worth] = await worthOf(problem, 'backbone');
  expect(worth?.goals.map(({ after }) => after)).toEqual(bestLacking(problem, 'backbone-quota', 1));
  expect(worth?.gains).toBe(true);
});

/** The goals of the best plan in which this rule is broken by no more than that: every plan is looked at. */
function bestLacking(problem: Problem, rule: string, most: number): number[] | null {
  const found = caseOf(problem);
  let best: number[] | null = null;
  const { candidates } = found;
  for (let mask = 0; mask < 2 ** candidates.length; mask++) {
    const made = candidates.filter((_, place) => (mask >> place) % 2 === 1);
    if (!stands(found, made, rule, most)) continue;
    const values = found.goals.map((goal) => goal.value(found, made));
    if (!best || before(values, best)) best = values;
  }
  return best;
}

const stands = (found: Case, made: readonly Posting[], lacking: string, most: number): boolean =>
  found.rules.every((rule) =>
    [...rule.audit(found, made)].every(({ amount }) => rule.name === lacking && amount <= most),
  );

const before = (one: readonly number[], other: readonly number[]): boolean => {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place >= 0 && (one[place] ?? 0) < (other[place] ?? 0);
};

test('a school over its establishment needs those posts first, and one more', async () => {
  const village = teachers(2, { registered: { school: 'hillfoot', since: '2010-09-01' } });
  const over = (establishment: number): Problem => {
    const [town, host] = classes(3);
    return wanting(
      { establishment: { forms: ['order-based'] } },
      {
        teachers: [...village, ...teachers(8).slice(2)],
        sections: [town, host && { ...host, establishment }].flatMap((one) => one ?? []),
      },
    );
  };
  const [worth] = await worthOf(over(0), 'establishment');
  expect(worth?.by).toBe(3);
  expect(worth?.text.en).toMatch(/^3 more establishment posts at Hillfoot \(2 over now\): /);
  expect(worth?.goals.map(({ after }) => after)).toEqual(await valuesOf(over(3)));
});

test('a budget with room for a whole step more is not used up', async () =>
  expect(await worthOf(wanting({ budget: {} }, { ...bandPay, budget: 28_000 }), 'budget')).toEqual([]));
