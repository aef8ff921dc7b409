import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { untilDone } from '../../solver/backends/backend.ts';
import { highs } from '../../solver/backends/highs.ts';
import { caseOf } from '../../solver/case.ts';
import type { Plan } from '../../solver/plan.ts';
import { Planner } from '../../solver/planner.ts';
import type { Problem, ProblemInput } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { randomCounty } from '../support/random-county.ts';
import { county, hillfoot, lakeside, only, teacher, teachers } from '../support/small-county.ts';

type Pin = NonNullable<ProblemInput['pins']>[number];

const toHillfoot = (id: string): Pin => ({ kind: 'move', teacher: id, section: 'H' });

/** Lakeside needs four and has five, Hillfoot needs one and has none; these rules are in force, all but laws as policy. */
function impossible(rules: Record<string, object>, facts: Partial<ProblemInput> = {}): Problem {
  const settings = only(rules);
  for (const [name, setting] of Object.entries(settings)) {
    if (name in rules && !laws.includes(name)) settings[name] = { ...setting, level: 'policy' };
  }
  return county({
    teachers: teachers(5),
    ...facts,
    policy: { version: 'impossible', rules: settings, goals: [{ name: 'gap' }, { name: 'fewest-moves' }] },
  });
}

const laws = ['exemption', 'certificate', 'home-school', 'beds', 'sender-floor', 'budget', 'established'];
const quota = { 'exchange-quota': { percent: 20 } };
const pinned = { pins: [toHillfoot('A')] };
const far = { ...hillfoot, location: { longitude: 112.2, latitude: 31.1384 } };

/**
 * Each with its true cause: the rules of which none can be spared, those that may be relaxed first; and `openings`, which
 * always holds, where more posts would do.
 */
const cases: readonly [what: string, problem: Problem, clash: readonly string[]][] = [
  [
    'a quota of two where one post is open',
    impossible({ 'exchange-quota': { percent: 40 } }),
    ['exchange-quota', 'openings'],
  ],
  [
    'a backbone quota where nobody is backbone',
    impossible({ ...quota, 'backbone-quota': { percent: 20 } }),
    ['exchange-quota', 'backbone-quota'],
  ],
  [
    'a move pinned for who came last year',
    impossible(
      { tenure: {}, pins: {} },
      {
        ...pinned,
        teachers: [teacher('A', { serving: { section: 'L', since: '2025-09-01' } }), ...teachers(6).slice(1)],
      },
    ),
    ['tenure', 'pins'],
  ],
  [
    'a move pinned for who is nursing',
    impossible(
      { exemption: {}, pins: {} },
      {
        ...pinned,
        teachers: [
          teacher('A', { exemptions: [{ kind: 'nursing', from: '2026-01-01' }] }),
          ...teachers(6).slice(1),
        ],
      },
    ),
    ['pins', 'exemption'],
  ],
  [
    'a move pinned for who is 46',
    impossible(
      { age: {}, pins: {} },
      { ...pinned, teachers: [teacher('A', { born: '1980-01-01' }), ...teachers(6).slice(1)] },
    ),
    ['age', 'pins'],
  ],
  [
    'a move pinned for who came back last year',
    impossible(
      { 'cooling-off': {}, pins: {} },
      {
        ...pinned,
        teachers: [teacher('A', { lastPosting: { ended: '2025-08-31' } }), ...teachers(6).slice(1)],
      },
    ),
    ['cooling-off', 'pins'],
  ],
  [
    'a move pinned for whom the school holds back',
    impossible({ 'hold-back': {}, pins: {} }, { ...pinned, holdBacks: [{ teacher: 'A' }] }),
    ['hold-back', 'pins'],
  ],
  [
    'two moves pinned to one post',
    impossible({ pins: {} }, { pins: [toHillfoot('A'), toHillfoot('B')] }),
    ['pins', 'openings'],
  ],
  [
    'more held back than a school may',
    impossible({ 'hold-back': {} }, { holdBacks: [{ teacher: 'A' }, { teacher: 'B' }] }),
    ['hold-back'],
  ],
  [
    'a village with no bed for those from afar',
    impossible({ ...quota, travel: { withoutBed: 10 }, beds: {} }),
    ['exchange-quota', 'beds'],
  ],
  [
    'a village too far for everybody',
    impossible({ ...quota, travel: {} }, { schools: [lakeside, far] }),
    ['travel', 'exchange-quota'],
  ],
  [
    'nobody certified',
    impossible({ ...quota, certificate: {} }, { teachers: teachers(5, { certificates: [] }) }),
    ['exchange-quota', 'certificate'],
  ],
  [
    'only part-time teachers',
    impossible({ ...quota, 'whole-post': {} }, { teachers: teachers(5, { fte: 0.5 }) }),
    ['whole-post', 'exchange-quota'],
  ],
  [
    'posts in town alone',
    impossible(
      { ...quota, direction: {} },
      {
        schools: [
          { ...lakeside, place: 'village' },
          { ...hillfoot, place: 'urban', weak: false },
        ],
      },
    ),
    ['direction', 'exchange-quota'],
  ],
  [
    'a school that may send nobody',
    impossible({ ...quota, 'outflow-cap': { percent: 0, atLeast: 0 } }),
    ['outflow-cap', 'exchange-quota'],
  ],
  [
    'a school that may take nobody in',
    impossible({ ...quota, 'receiver-cap': { percent: 0, atLeast: 0 } }),
    ['receiver-cap', 'exchange-quota'],
  ],
  [
    'a school that can spare nobody',
    impossible({ ...quota, 'sender-floor': {} }, { teachers: teachers(4) }),
    ['exchange-quota', 'sender-floor'],
  ],
  [
    'more who have stayed longest than posts',
    impossible({ 'longest-stay': { years: 12 } }),
    ['longest-stay', 'openings'],
  ],
  [
    'a move pinned that parts a couple',
    impossible(
      { couples: { withinKm: 0 }, pins: {} },
      {
        ...pinned,
        teachers: [teacher('A', { partner: 'B' }), teacher('B', { partner: 'A' }), ...teachers(5).slice(2)],
      },
    ),
    ['pins', 'couples', 'openings'],
  ],
  [
    'no money',
    impossible({ ...quota, budget: {} }, { budget: 0, allowance: { version: 'v', perHead: 500 } }),
    ['exchange-quota', 'budget'],
  ],
  [
    'one teacher, whom the only school with a class needs',
    impossible(
      { 'exchange-quota': { percent: 100 }, 'sender-floor': {} },
      { teachers: teachers(1, { classTeacher: true }) },
    ),
    ['exchange-quota', 'sender-floor'],
  ],
  [
    'two clusters that are closed',
    impossible(
      { ...quota, cluster: {} },
      {
        clusters: [{ id: 'town', kind: 'pool' }],
        schools: [{ ...lakeside, clusters: ['town'] }, hillfoot],
      },
    ),
    ['cluster', 'exchange-quota'],
  ],
];

/** The problem once a decision lets these rules be broken. */
function decidedOn(problem: Problem, names: readonly string[]): Problem {
  const { rules } = problem.policy;
  const relaxed = Object.fromEntries(
    names.map((name) => [name, { ...rules[name], level: 'policy' as const, relaxed: 'decided' }]),
  );
  return { ...problem, policy: { ...problem.policy, rules: { ...rules, ...relaxed } } };
}

const exceptionsOf = ({ goals }: Plan): number => goals.find(({ name }) => name === 'shortfall')?.value ?? 0;

const namesOf = (clash: readonly { rule: string }[] = []): string[] =>
  clash.map(({ rule }) => rule).toSorted();

describe.each(cases)('%s', (_what, problem, expected) => {
  test('is told by its cause', async () => {
    const { status, diagnosis } = await solve(problem);
    expect(status).toBe('infeasible');
    expect(diagnosis?.clash.map(({ rule }) => rule).toSorted()).toEqual(expected.toSorted());
  });

  test('has a way out that works, and one of its figures that does', async () => {
    const { diagnosis } = await solve(problem);
    const [first] = diagnosis?.relaxations ?? [];
    expect(first).toBeDefined();
    expect(first?.waives.length).toBeGreaterThan(0);
    const { rules } = problem.policy;
    const decided = await solve(decidedOn(problem, first?.rules ?? []));
    expect(decided.status).toBe('optimal');
    expect(exceptionsOf(decided)).toBe(first?.cases);
    for (const { rule, figure, reached } of first?.accepts ?? []) {
      const accepted = { ...rules, [rule]: { ...rules[rule], level: 'policy' as const, [figure]: reached } };
      const plan = await solve({ ...problem, policy: { ...problem.policy, rules: accepted } });
      expect(plan.status).toBe('optimal');
    }
  });
});

test('a quota that cannot be met names what can be reached', async () => {
  const { diagnosis } = await solve(impossible({ 'exchange-quota': { percent: 40 } }));
  expect(diagnosis?.relaxations).toMatchObject([
    {
      rules: ['exchange-quota'],
      cases: 1,
      accepts: [
        { figure: 'percent', asked: 40, reached: 20, text: { en: 'accept 20 % in place of 40 % (1 of 5)' } },
      ],
      text: {
        en: "Decide that 'Exchange quota' may be missed by 1 teacher; or accept 20 % in place of 40 % (1 of 5).",
      },
    },
  ]);
});

describe('a clash', () => {
  test('is a smallest one: every smaller set of rules has a plan', async () => {
    for (const [what, problem, expected] of cases) {
      const { diagnosis } = await solve(problem);
      expect([what, diagnosis?.extent]).toEqual([what, 'smallest']);
      expect(diagnosis?.clash).toHaveLength(expected.length);
    }
  });

  test('has no plan, and without any one of its rules it has, on random counties', {
    timeout: 120_000,
  }, async () => {
    let seen = 0;
    for (let seed = 0; seed < 60 && seen < 6; seed++) {
      const problem = randomCounty(seed);
      const { status, diagnosis } = await solve(problem);
      if (status !== 'infeasible' || !diagnosis) continue;
      seen += 1;
      const all = caseOf(problem).rules.filter(({ always }) => !always);
      const names = diagnosis.clash
        .map(({ rule }) => rule)
        .filter((name) => all.some((rule) => rule.name === name));
      const exists = async (kept: readonly string[]) => {
        const waived = new Set(all.map(({ name }) => name).filter((name) => !kept.includes(name)));
        // Whether there is a plan is the first goal's answer.
        const goals = problem.policy.goals.slice(0, 1);
        const planner = new Planner({ ...problem, policy: { ...problem.policy, goals } }, waived);
        const settled = planner.settle(await highs(), () => untilDone, { draw: false });
        return 'values' in settled;
      };
      expect([seed, await exists(names)]).toEqual([seed, false]);
      for (const name of names) {
        expect([seed, name, await exists(names.filter((one) => one !== name))]).toEqual([seed, name, true]);
      }
    }
    expect(seen).toBe(6);
  });

  test('of a whole county is found in seconds', { timeout: 60_000 }, async () => {
    const demo = readProblem(JSON.parse(readFileSync('data/demo-problem.json', 'utf8')));
    if (!demo.ok) throw new Error('The demo is no sound problem.');
    const { policy } = demo.problem;
    const quota = { level: 'policy' as const, percent: 25 };
    const rules = { ...policy.rules, 'exchange-quota': quota };
    const { diagnosis } = await solve({ ...demo.problem, policy: { ...policy, rules } });
    expect(diagnosis?.clash.map(({ rule }) => rule).toSorted()).toEqual([
      'certificate',
      'exchange-quota',
      'openings',
      'sender-floor',
      'tenure',
    ]);
    expect(diagnosis?.relaxations[0]?.accepts[0]).toMatchObject({ figure: 'percent', asked: 25 });
  });
});

describe('a rule of a clash about the person or the post', () => {
  const keptHome = async (rule: string) => {
    const [, problem] = cases.findLast(([, , clash]) => clash.includes(rule)) ?? [];
    const { diagnosis } = problem ? await solve(problem) : { diagnosis: null };
    return diagnosis?.clash.find((entry) => entry.rule === rule)?.keptHome;
  };

  test('tells how many it alone keeps at home, of which subjects and where', async () => {
    expect(await keptHome('direction')).toEqual({
      zh: '仅因本条不能派出的有5人（数学；Lakeside）。',
      en: 'It alone keeps 5 teachers at home (Mathematics; Lakeside).',
    });
    expect((await keptHome('tenure'))?.en).toBe('It alone keeps 1 teacher at home (Mathematics; Lakeside).');
  });

  test('tells nothing where it is about numbers, or another rule keeps the same people', async () => {
    expect(await keptHome('exchange-quota')).toBeUndefined();
    const problem = impossible(
      { ...quota, certificate: {}, direction: {} },
      {
        teachers: teachers(5, { certificates: [] }),
        schools: [
          { ...lakeside, place: 'village' },
          { ...hillfoot, place: 'urban', weak: false },
        ],
      },
    );
    const { diagnosis } = await solve(problem);
    expect(diagnosis?.clash.flatMap((rule) => rule.keptHome ?? [])).toEqual([]);
  });
});

describe('where laws clash by themselves', () => {
  /** One nursing whom a law pins to go; and a quota of the policy that cannot be met either. */
  const lawful = () => {
    const { policy, ...problem } = impossible(
      { exemption: {}, pins: {}, 'exchange-quota': { percent: 80 } },
      {
        ...pinned,
        teachers: [
          teacher('A', { exemptions: [{ kind: 'nursing', from: '2026-01-01' }] }),
          ...teachers(6).slice(1),
        ],
      },
    );
    return { ...problem, policy: { ...policy, rules: { ...policy.rules, pins: { level: 'law' as const } } } };
  };

  test('these are told, and not what a policy asks besides', async () => {
    const { diagnosis } = await solve(lawful());
    expect(namesOf(diagnosis?.clash)).toEqual(['exemption', 'pins']);
    expect(diagnosis).toMatchObject({ extent: 'smallest', further: [], relaxations: [] });
  });

  test('nothing that may be relaxed is in the clash, on random counties', async () => {
    for (const seed of [7, 47]) {
      const problem = randomCounty(seed);
      const { diagnosis } = await solve(problem);
      expect([seed, diagnosis?.relaxations]).toEqual([seed, []]);
      expect([seed, diagnosis?.clash.filter(({ level }) => level === 'policy')]).toEqual([seed, []]);
    }
  });
});

describe('of two causes', () => {
  const two = impossible(
    { 'exchange-quota': { percent: 60 }, 'hold-back': {} },
    { teachers: teachers(6), holdBacks: [{ teacher: 'A' }, { teacher: 'B' }] },
  );

  test('each is told by itself, and a way out settles both', async () => {
    const plan = await solve(two);
    const { diagnosis } = plan;
    expect(verify(two, plan)).toMatchObject({ confirmed: true, unproven: [] });
    expect([diagnosis?.clash, ...(diagnosis?.further ?? []).map(({ clash }) => clash)].map(namesOf)).toEqual([
      ['exchange-quota', 'openings'],
      ['hold-back'],
    ]);
    expect(diagnosis?.further[0]?.extent).toBe('smallest');
    const [first, ...others] = diagnosis?.relaxations ?? [];
    expect(others).toEqual([]);
    expect(first).toMatchObject({ rules: expect.arrayContaining(['exchange-quota', 'hold-back']) });
    const decided = await solve(decidedOn(two, first?.rules ?? []));
    expect(decided.status).toBe('optimal');
    expect(exceptionsOf(decided)).toBe(first?.cases);
    expect(first?.accepts.map(({ rule }) => rule).toSorted()).toEqual(['exchange-quota', 'hold-back']);
  });

  test('every rule given up belongs to a clash that is told, on random counties', {
    timeout: 120_000,
  }, async () => {
    let seen = 0;
    for (let seed = 0; seed < 120 && seen < 12; seed++) {
      const { status, diagnosis } = await solve(randomCounty(seed));
      if (status !== 'infeasible' || !diagnosis) continue;
      seen += 1;
      const told = new Set([diagnosis, ...diagnosis.further].flatMap(({ clash }) => namesOf(clash)));
      for (const { rules } of diagnosis.relaxations)
        expect([seed, rules.filter((name) => !told.has(name))]).toEqual([seed, []]);
    }
    expect(seen).toBe(12);
  });
});

describe('of many pins', () => {
  const others: Pin[] = [
    { kind: 'stay', teacher: 'C' },
    { kind: 'forbid', teacher: 'D', section: 'H' },
  ];
  const clashOf = async (rules: Record<string, object>, facts: Partial<ProblemInput>) => {
    const problem = impossible({ pins: {}, ...rules }, facts);
    const plan = await solve(problem);
    expect(verify(problem, plan)).toMatchObject({ confirmed: true, unproven: [] });
    return plan.diagnosis?.clash ?? [];
  };

  test('those that clash are named, and the posts that there are', async () => {
    const clash = await clashOf({}, { pins: [toHillfoot('A'), ...others, toHillfoot('B')] });
    expect(clash).toMatchObject([
      {
        rule: 'pins',
        pins: [toHillfoot('A'), toHillfoot('B')],
        text: {
          zh: '人工指定（共4项，冲突的2项）：A（A）到Hillfoot小学部；B（B）到Hillfoot小学部。',
          en: 'Pinned by hand (2 of 4 pins clash): A (A) goes to Hillfoot (primary); B (B) goes to Hillfoot (primary).',
        },
      },
      {
        rule: 'openings',
        level: 'law',
        text: {
          zh: '到岗人数不超过该学部该学科的空缺岗位数（Hillfoot小学部空缺数学1个）。',
          en: 'No subject of a section receives more teachers than it has posts to fill (open at Hillfoot (primary): Mathematics 1).',
        },
      },
    ]);
  });

  test('the one that breaks another rule is named', async () => {
    const staff = [teacher('A', { serving: { section: 'L', since: '2025-09-01' } }), ...teachers(6).slice(1)];
    const clash = await clashOf({ tenure: {} }, { teachers: staff, pins: [...others, toHillfoot('A')] });
    expect(clash).toMatchObject([{ rule: 'tenure' }, { rule: 'pins', pins: [toHillfoot('A')] }]);
  });

  test('those who stay are named where everybody else may not go', async () => {
    const stay = ['A', 'B', 'C', 'D', 'E'].map((id): Pin => ({ kind: 'stay', teacher: id }));
    const clash = await clashOf(quota, { pins: [...stay, { kind: 'forbid', teacher: 'A', section: 'H' }] });
    const [named] = clash.filter(({ rule }) => rule === 'pins');
    expect(named?.pins).toHaveLength(5);
    expect(named?.text.en).toMatch(/^Pinned by hand \(5 of 6 pins clash\): /);
  });

  test('to a section where no post is open, or for who is on a posting, the law that always holds is named', async () => {
    const sections = [
      { id: 'L', school: 'lakeside', stage: 'primary' as const, classes: { 1: 4 } },
      { id: 'H', school: 'hillfoot', stage: 'primary' as const, classes: {} },
    ];
    expect(await clashOf({}, { sections, pins: [toHillfoot('A'), ...others] })).toMatchObject([
      { rule: 'pins', pins: [toHillfoot('A')] },
      { rule: 'openings', text: { en: expect.stringContaining('(no post open at Hillfoot (primary)).') } },
    ]);
    const staff = [teacher('A', { posting: { home: 'H', since: '2025-09-01' } }), ...teachers(6).slice(1)];
    expect(await clashOf({}, { teachers: staff, pins: [toHillfoot('A'), ...others] })).toMatchObject([
      { rule: 'pins', pins: [toHillfoot('A')] },
      { rule: 'running-posting', level: 'law' },
    ]);
  });
});

/** A rule about the person or the post, and the single figure that lets the move be made. */
const figures: readonly [rule: string, figure: string, asked: number, reached: number][] = [
  ['age', 'female', 45, 46],
  ['cooling-off', 'years', 3, 1],
  ['tenure', 'years', 6, 1],
  ['hold-back', 'atLeast', 1, 2],
  ['longest-stay', 'years', 12, 17],
  ['outflow-cap', 'percent', 0, 20],
  ['travel', 'withBed', 120, 150],
  ['couples', 'withinKm', 0, 20],
];

test.each(figures)(
  '%s accepts another figure, by which there is a plan',
  async (rule, figure, asked, reached) => {
    const [, problem] = cases.findLast(([, , clash]) => clash.includes(rule)) ?? [];
    const { diagnosis } = problem ? await solve(problem) : { diagnosis: null };
    const relaxation = diagnosis?.relaxations.find(({ rules }) => rules.includes(rule));
    expect(relaxation?.accepts).toMatchObject([{ rule, figure, asked, reached }]);
  },
);

test('a relaxation names who is let off, with subject and school, and every breach says whose it is', async () => {
  const [, problem] = cases.find(([, , clash]) => clash.includes('tenure')) ?? [];
  const { diagnosis } = problem ? await solve(problem) : { diagnosis: null };
  const relaxation = diagnosis?.relaxations.find(({ rules }) => rules.includes('tenure'));
  expect(relaxation?.text).toEqual({
    zh: '就“同校任教年限”为1人作出例外决定：A（A，Lakeside，数学）（数学；1所学校）；或将年限由6年降为1年。',
    en: "Decide an exception to 'Tenure at one school' for 1 person: A (A, Lakeside, Mathematics) (Mathematics; 1 school); or accept 1 year in place of 6.",
  });
  expect(relaxation?.waives[0]?.text.en).toMatch(
    /^A \(A\) to Hillfoot \(primary\): At the present school since /,
  );
});

test('beds are told in beds, and a decision on people ranks by how many it touches', async () => {
  const [, problem] = cases.find(([, , clash]) => clash.includes('beds')) ?? [];
  const { diagnosis } = problem ? await solve(problem) : { diagnosis: null };
  expect(diagnosis?.relaxations.map(({ text }) => text.en)).toContain(
    "Decide that 'Teacher housing' may be passed by 1 bed at Hillfoot (primary).",
  );
});
