import { describe, expect, test } from 'vitest';
import { audit } from '../../solver/audit.ts';
import { caseOf } from '../../solver/case.ts';
import { engines } from '../../solver/plan.ts';
import type { Problem, ProblemInput } from '../../solver/problem.ts';
import { type Progress, solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { county, hillfoot, lakeside, move, only, teacher, teachers } from '../support/small-county.ts';

type Rules = Record<string, object>;

const policy = (goals: readonly string[], rules: Rules): ProblemInput['policy'] => ({
  version: 'small',
  rules: only(rules),
  goals: goals.map((name) => ({ name })),
});
const given = (facts: Partial<ProblemInput>, goals: readonly string[], rules: Rules = {}) =>
  county({ ...facts, policy: policy(goals, rules) });
const went = (moves: readonly { teacher: string; to: string }[]) =>
  moves.map(({ teacher, to }) => `${teacher} → ${to}`);

describe.each(engines)('with %s', (engine) => {
  const plan = (problem: Problem) => solve(problem, { engine });

  test('fills the one opening, with who wishes to go', async () => {
    const wishes = [{ teacher: 'C', volunteer: true, schools: ['hillfoot'] }];
    const found = await plan(
      given({ teachers: teachers(6), wishes }, ['gap', 'burden'], { certificate: {} }),
    );
    expect(found).toMatchObject({
      engine,
      status: 'optimal',
      goals: [
        { name: 'gap', value: 0, bound: 0 },
        { name: 'burden', value: 2, bound: 2 },
      ],
      moves: [{ teacher: 'C', from: 'L', to: 'H', subject: 'maths', km: 20, bed: false, wish: 1 }],
      unfilled: [],
      findings: [],
      diagnosis: null,
    });
  });

  test('moves nobody where every section has what it needs', async () => {
    const sections = [{ id: 'L', school: 'lakeside', stage: 'primary' as const, classes: { 1: 4 } }];
    expect(await plan(given({ teachers: teachers(6), sections }, ['gap']))).toMatchObject({
      status: 'optimal',
      moves: [],
    });
  });

  test('has an answer for a county without teachers', async () =>
    expect(await plan(given({}, ['fewest-moves', 'points']))).toMatchObject({
      status: 'optimal',
      goals: [
        { value: 0, bound: 0 },
        { value: 0, bound: 0 },
      ],
      unfilled: [
        { section: 'H', subject: 'maths', left: 1, code: 'no-certified-teacher' },
        { section: 'L', subject: 'maths', left: 4, code: 'no-certified-teacher' },
      ],
    }));

  test('solves a plain assignment by points alone, with every rule off', async () => {
    const scores = [
      [90, 75, 75, 80],
      [35, 85, 55, 65],
      [125, 95, 90, 105],
      [45, 110, 95, 115],
    ];
    const found = await plan(assignment(scores));
    // Best total, by trying all 24: 80 + 85 + 125 + 95 = 385 is beaten by 75 + 85 + 125 + 115 = 400.
    expect(found.goals).toEqual([
      { name: 'points', sense: 'maximise', unit: 'points', value: 400, bound: 400 },
    ]);
    expect(went(found.moves)).toEqual(['0 → 2', '1 → 1', '2 → 0', '3 → 3']);
  });

  test('leaves a post empty rather than lose points', async () => {
    const found = await plan(assignment([[-5]]));
    expect(found).toMatchObject({ goals: [{ value: 0 }], moves: [], unfilled: [{ code: 'goals' }] });
  });

  test('keeps an earlier goal whatever a later one would gain', async () => {
    const points = [{ teacher: 'A', section: 'H', points: -1_000_000 }];
    const staff = [teacher('A'), ...['B', 'C', 'D', 'E'].map((id) => teacher(id, { certificates: [] }))];
    const found = await plan(given({ teachers: staff, points }, ['gap', 'points'], { certificate: {} }));
    expect(found.goals).toMatchObject([{ value: 0 }, { value: -1_000_000, bound: -1_000_000 }]);
  });

  test('keeps a pin, though it costs', async () => {
    const pins = [{ kind: 'move' as const, teacher: 'A', section: 'H' }];
    const wishes = [{ teacher: 'C', volunteer: true, schools: ['hillfoot'] }];
    const found = await plan(given({ teachers: teachers(6), wishes, pins }, ['gap', 'burden'], { pins: {} }));
    expect(went(found.moves)).toEqual(['A → H']);
  });

  test('sends backbone teachers enough for the quota', async () => {
    const staff = teachers(10).map((each, index) => ({
      ...each,
      ...(index === 9 && { backbone: 'county' as const, ruralYears: 30 }),
    }));
    const found = await plan(
      given({ teachers: staff }, ['gap', 'burden'], { 'exchange-quota': {}, 'backbone-quota': {} }),
    );
    expect(went(found.moves)).toEqual(['J → H']);
  });

  test('fills no post its host has no bed for', async () => {
    const schools = [lakeside, { ...hillfoot, beds: 0 }];
    const found = await plan(
      given({ teachers: teachers(6), schools }, ['gap'], { travel: { withoutBed: 5 }, beds: {} }),
    );
    expect(found).toMatchObject({ moves: [], unfilled: [{ code: 'beds', figures: { beds: 6 } }] });
  });
});

test('both engines give one plan, though five would do as well', async () => {
  const problem = given({ teachers: teachers(6) }, ['gap'], { 'sender-floor': {} });
  const plans = await Promise.all(engines.map((engine) => solve(problem, { engine })));
  const [one, other] = plans.map(({ moves, reasons, unfilled }) => ({ moves, reasons, unfilled }));
  expect(one).toEqual(other);
});

describe('when no plan exists', () => {
  const facts = {
    teachers: teachers(6, { serving: { section: 'L', since: '2024-09-01' } }),
    pins: [{ kind: 'move' as const, teacher: 'A', section: 'H' }],
  };
  test('names the rules that clash, policies before laws, each with its clause', async () => {
    const problem = given(facts, ['gap'], { established: {}, tenure: {}, pins: { level: 'policy' } });
    const found = await solve(problem);
    expect(found).toMatchObject({
      status: 'infeasible',
      goals: [],
      moves: [],
      diagnosis: {
        clash: [
          { rule: 'pins', level: 'policy', clause: '经办人指定' },
          {
            rule: 'tenure',
            level: 'law',
            text: { en: 'Teachers go after 6 complete years at one school.' },
          },
        ],
      },
    });
    expect(found.reasons).toHaveLength(6);
  });

  test('leaving out any rule of the clash gives a plan', async () => {
    for (const rules of [{ tenure: {} }, { pins: {} }]) {
      expect(await solve(given(facts, ['gap'], rules))).toMatchObject({ status: 'optimal' });
    }
  });

  test('measures the quota by the teachers it was measured by, whatever is waived', async () => {
    const sections = [{ id: 'L', school: 'lakeside', stage: 'primary' as const, classes: { 1: 4 } }];
    const problem = given({ teachers: teachers(6), sections }, ['gap'], { 'exchange-quota': {}, tenure: {} });
    expect(await solve(problem)).toMatchObject({
      diagnosis: {
        clash: [
          {
            rule: 'exchange-quota',
            text: { en: 'At least 10 % of 6 eligible teachers (1) are exchanged.' },
          },
        ],
      },
    });
  });
});

describe('the engine', () => {
  test('is the small one for a small model, and the plan says why', async () =>
    expect(await solve(given({ teachers: teachers(6) }, ['gap']))).toMatchObject({
      engine: 'javascript-lp-solver',
      engineReason: {
        en: 'The model has 6 columns and 1 rows, and people only go where posts are open: no more than 600 of that kind, small enough for javascript-lp-solver.',
        zh: '模型有6列、1行，只向空缺岗位派出，不超过600，javascript-lp-solver即可。',
      },
    }));
  test.each([
    ['people only go where posts are open', ['gap'], {}, 600],
    ['it counts days of circuits, or balance teacher by teacher', ['gap', 'balance'], {}, 500],
    ['posts that are left may be filled again', ['gap'], { openings: { backfill: true } }, 300],
  ])('is HiGHS above what a model of the kind bears: %s', async (kind, goals, rules, most) => {
    const reasonOf = async (count: number) => {
      const problem = given({ teachers: teachers(count) }, goals, rules);
      const plan = await solve(problem);
      expect(verify(problem, plan)).toMatchObject({ confirmed: true, faults: [] });
      const [, size, tail] =
        /^The model has (\d+) columns and \d+ rows, and (.*)$/.exec(plan.engineReason.en) ?? [];
      return { engine: plan.engine, more: Number(size) - count, tail };
    };
    const { more, ...few } = await reasonOf(6);
    expect(few).toEqual({
      engine: 'javascript-lp-solver',
      tail: `${kind}: no more than ${most} of that kind, small enough for javascript-lp-solver.`,
    });
    const many = await reasonOf(most - more + 20);
    expect(many).toMatchObject({
      engine: 'highs',
      tail: `${kind}: more than ${most} of that kind, so HiGHS.`,
    });
  });
});

test('reports every stage, in order, to its proven end', async () => {
  const seen: Progress[] = [];
  const problem = given({ teachers: teachers(6) }, ['gap', 'burden']);
  await solve(problem, { onProgress: (progress) => seen.push(progress) });
  expect([...new Set(seen.map(({ stage, index, stages }) => `${index}/${stages} ${stage}`))]).toEqual([
    '1/3 gap',
    '2/3 burden',
    '3/3 draw',
  ]);
  expect(seen.findLast(({ stage }) => stage === 'burden')).toMatchObject({ bound: 22 });
});

test.each(engines)('%s stopped at once has no plan, and says so', async (engine) => {
  const found = await solve(assignment(hard), { engine, shouldStop: () => true });
  expect(['cut-short', 'feasible']).toContain(found.status);
  expect(found.reasons).toHaveLength(hard.length);
});

test('a plan keeps the audit that anyone can repeat', async () => {
  const problem = given({ teachers: teachers(6) }, ['gap'], { 'sender-floor': {}, 'outflow-cap': {} });
  const { moves } = await solve(problem);
  const found = caseOf(problem);
  expect(audit(found, found.postings(moves))).toEqual([]);
  expect(audit(found, found.postings([...moves, move('B'), move('C')]))).not.toEqual([]);
});

/** Teachers 0, 1, 2 … of one idle section, and as many sections with one post each; `scores` by teacher, then post. */
function assignment(scores: readonly (readonly number[])[]): Problem {
  const posts = scores[0]?.map((_, post) => `${post}`) ?? [];
  return given(
    {
      sections: [
        { id: 'pool', school: 'lakeside', stage: 'primary', classes: {} },
        ...posts.map((id) => ({ id, school: 'hillfoot', stage: 'primary' as const, classes: {} })),
      ],
      teachers: scores.map((_, index) =>
        teacher(`${index}`, { serving: { section: 'pool', since: '2020-09-01' } }),
      ),
      requests: posts.map((section) => ({ id: section, section, subject: 'maths', count: 1 })),
      points: scores.flatMap((row, index) =>
        row.map((points, post) => ({ teacher: `${index}`, section: `${post}`, points })),
      ),
    },
    ['points'],
  );
}

const hard = Array.from({ length: 12 }, (_, row) =>
  Array.from({ length: 12 }, (_, column) => (row * 31 + column * 17 + row * column * 7) % 97),
);

test('the phases are told in their order, each as it begins, and the diagnosis only where there is no plan', async () => {
  const phasesOf = async (problem: Problem) => {
    const told: string[] = [];
    await solve(problem, { onPhase: (phase) => told.push(phase) });
    return told;
  };
  const usual = ['build', 'solve', 'audit', 'explain', 'certify'];
  expect(await phasesOf(given({ teachers: teachers(6) }, ['gap'], { certificate: {} }))).toEqual(usual);
  const stays = [
    { kind: 'stay' as const, teacher: 'C' },
    { kind: 'move' as const, teacher: 'C', section: 'H' },
  ];
  const clashing = given({ teachers: teachers(6), pins: stays }, ['gap'], { certificate: {}, pins: {} });
  expect(await phasesOf(clashing)).toEqual([...usual, 'diagnose']);
});
