import { describe, expect, test } from 'vitest';
import { audit } from '../../solver/audit.ts';
import { madeByHand } from '../../solver/by-hand.ts';
import { problemHash } from '../../solver/canonical.ts';
import { caseOf } from '../../solver/case.ts';
import { brokenRows, formValue, pointOf } from '../../solver/checker/recount.ts';
import { type System, systemOf } from '../../solver/checker/system.ts';
import { grouped } from '../../solver/grouped.ts';
import type { Plan } from '../../solver/plan.ts';
import type { Problem, ProblemInput } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { recheck } from '../../solver/recheck.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { randomCounty, shuffledRows } from '../support/random-county.ts';
import { withRecruits } from '../support/recruits.ts';
import { county, hillfoot, lakeside, only, teachers } from '../support/small-county.ts';
import { tiny } from '../support/thousand-counties.ts';

type RecruitInput = NonNullable<ProblemInput['recruits']>[number];

/** Certified for maths at primary schools, at home in Hillfoot. */
const recruit = (id: string, facts: Partial<RecruitInput> = {}): RecruitInput => ({
  id,
  name: `Recruit ${id}`,
  kind: 'graduate',
  certificates: [{ subject: 'maths', stage: 'primary', rank: 'main' }],
  home: hillfoot.location,
  ...facts,
});

const goals = [{ name: 'critical-subjects' }, { name: 'gap' }, { name: 'fewest-moves' }];
const policy = (rules: Record<string, object> = {}) => ({
  version: 'small',
  rules: only({ certificate: {}, travel: {}, beds: {}, 'receiver-cap': {}, ...rules }),
  goals,
});

/** Five teachers in town where four are needed, one post open in the village, and these recruits. */
const withThese = (recruits: RecruitInput[], facts: Partial<ProblemInput> = {}): Problem =>
  county({ teachers: teachers(5), policy: policy(), recruits, ...facts });

const solved = (problem: Problem): Promise<Plan> => solve(problem, { engine: 'highs' });

const sound = { confirmed: true, faults: [], unproven: [] };

describe('one recruit and one post', () => {
  test('the recruit fills it, and nobody is sent from town', async () => {
    const problem = withThese([recruit('n')]);
    const plan = await solved(problem);
    expect(plan.placements).toEqual([{ recruit: 'n', to: 'H', subject: 'maths', bed: false, km: 0 }]);
    expect(plan.moves).toEqual([]);
    expect(plan.unfilled).toEqual([]);
    expect(plan.goals.map(({ name, value }) => [name, value])).toEqual([
      ['critical-subjects', 0],
      ['gap', 0],
      ['recruits-placed', 0],
      ['fewest-moves', 0],
      ['recruit-burden', 10],
    ]);
    expect(plan.recruitReasons).toMatchObject([
      {
        recruit: 'n',
        outcome: 'placed',
        code: 'missing-subject',
        figures: { need: 1, supply: 0, gap: 1, openings: 1, fitting: 1, km: 0, bed: false, wish: null },
        text: {
          zh: expect.stringContaining('这是唯一适合的空缺。'),
          en: expect.stringContaining('No other post open fits.'),
        },
      },
    ]);
    expect(verify(problem, plan)).toEqual(sound);
  });

  test('of two recruits the one who wishes for it is placed, and the other is told that the post is filled', async () => {
    const problem = withThese([recruit('a'), recruit('b', { wishes: ['hillfoot'] })]);
    const plan = await solved(problem);
    expect(plan.placements?.map((one) => one.recruit)).toEqual(['b']);
    expect(plan.recruitReasons?.[0]).toEqual({
      recruit: 'a',
      outcome: 'not-placed',
      code: 'openings',
      figures: { fitting: 1, openings: 1 },
      text: {
        zh: '适合的空缺1处，都不能再安置：岗位已由他人补充1处。',
        en: '1 opening would fit, and none takes one more: filled by others 1.',
      },
    });
    expect(verify(problem, plan)).toEqual(sound);
  });

  test('where a share of teachers has to go, the teacher takes the post and the recruit does not', async () => {
    const problem = withThese([recruit('n')], { policy: policy({ 'exchange-quota': { percent: 10 } }) });
    const plan = await solved(problem);
    expect(plan.moves).toHaveLength(1);
    expect(plan.placements).toEqual([]);
    expect(plan.recruitReasons).toMatchObject([{ outcome: 'not-placed', code: 'openings' }]);
    expect(verify(problem, plan)).toEqual(sound);
  });
});

describe('what keeps a recruit from a post', () => {
  const reasonOf = async (facts: Partial<RecruitInput>, more: Partial<ProblemInput> = {}) => {
    const problem = withThese([recruit('n', facts)], { teachers: [], ...more });
    const plan = await solved(problem);
    expect(verify(problem, plan)).toEqual(sound);
    const { outcome, code, figures, text } = plan.recruitReasons?.[0] ?? {};
    return { outcome, code, figures, text };
  };
  const north = (degrees: number) => ({ longitude: 111, latitude: 31.1384 + degrees });

  test('no certificate for subject and stage', async () =>
    expect(
      await reasonOf({ certificates: [{ subject: 'maths', stage: 'junior', rank: 'main' }] }),
    ).toMatchObject({
      outcome: 'not-placed',
      code: 'certificate',
      figures: { openings: 2, certificate: 2 },
    }));

  test('a second certificate is enough, unless the policy asks for the main one', async () => {
    const certificates = [{ subject: 'maths', stage: 'primary', rank: 'second' } as const];
    expect(await reasonOf({ certificates })).toMatchObject({ outcome: 'placed' });
    expect(
      await reasonOf({ certificates }, { policy: policy({ certificate: { ranks: 'main' } }) }),
    ).toMatchObject({ code: 'certificate' });
  });

  test('a special-post teacher goes to the village, and never to town', async () => {
    const special = { kind: 'special-post', contractEnds: '2029-08-31' } as const;
    const inTown = await reasonOf(special, {
      schools: [lakeside, { ...hillfoot, place: 'county-town' }],
    });
    expect(inTown).toMatchObject({ code: 'direction', figures: { openings: 2, direction: 2 } });
    const problem = withThese([recruit('n', special)], { teachers: [] });
    expect((await solved(problem)).placements).toMatchObject([{ to: 'H' }]);
  });

  test('a contract that ends on the day of effect still runs; one that ended the day before does not', async () => {
    expect(await reasonOf({ kind: 'special-post', contractEnds: '2026-09-01' })).toMatchObject({
      outcome: 'placed',
    });
    expect(await reasonOf({ kind: 'special-post', contractEnds: '2026-08-31' })).toMatchObject({
      code: 'contract',
      figures: { openings: 2, contract: 2 },
      text: { zh: '2处空缺都不能安置：2处：特岗合同已于2026-08-31期满。' },
    });
  });

  test('too far; and without a bed where one is needed', async () => {
    const village = {
      sections: [{ id: 'H', school: 'hillfoot', stage: 'primary' as const, classes: { 1: 1 } }],
    };
    expect(await reasonOf({ home: north(1) }, village)).toMatchObject({
      code: 'travel',
      figures: { openings: 1, travel: 1 },
    });
    expect(await reasonOf({ home: north(0.5) }, village)).toMatchObject({
      code: 'beds',
      figures: { fitting: 1, beds: 1 },
    });
    const withBed = { ...village, schools: [lakeside, { ...hillfoot, beds: 1 }] };
    expect(await reasonOf({ home: north(0.5) }, withBed)).toMatchObject({
      outcome: 'placed',
      figures: { bed: true },
    });
  });

  test('no home on file: the distance is unknown and asks for a bed', async () => {
    const { home: _home, ...homeless } = recruit('n');
    const problem = withThese([homeless], {
      teachers: [],
      schools: [lakeside, { ...hillfoot, beds: 1 }],
    });
    const plan = await solved(problem);
    expect(plan.placements).toEqual([{ recruit: 'n', to: 'H', subject: 'maths', bed: true, km: null }]);
    expect(verify(problem, plan)).toEqual(sound);
  });

  test('the receiver takes in no more', async () => {
    const problem = withThese([recruit('a'), recruit('b')], {
      sections: [{ id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 } }],
      teachers: [],
      policy: policy({ 'receiver-cap': { percent: 0, atLeast: 1 } }),
    });
    const plan = await solved(problem);
    expect(plan.placements).toHaveLength(1);
    expect(plan.recruitReasons?.filter(({ outcome }) => outcome === 'not-placed')).toMatchObject([
      { code: 'receiver-cap', figures: { fitting: 1, 'receiver-cap': 1 } },
    ]);
    expect(verify(problem, plan)).toEqual(sound);
  });

  test('nothing is open', async () => {
    expect(
      await reasonOf({}, { sections: [{ id: 'H', school: 'hillfoot', stage: 'primary', classes: {} }] }),
    ).toMatchObject({ code: 'no-opening', figures: { openings: 0 } });
  });
});

describe('the audit of placements, whoever made them', () => {
  const audited = (recruits: RecruitInput[], placements: [recruit: string, to: string][]) => {
    const found = caseOf(withThese(recruits));
    const planned = placements.map(([id, to]) => ({ recruit: id, to, subject: 'maths', bed: false, km: 0 }));
    return audit(found, [], [], found.placementsOf(planned)).map(({ rule, amount, text }) => [
      rule,
      amount,
      text.en,
    ]);
  };

  test('one where a post is open is none', () => expect(audited([recruit('n')], [['n', 'H']])).toEqual([]));

  test('a recruit at two posts, one of which is not open', () =>
    expect(
      audited(
        [recruit('n')],
        [
          ['n', 'H'],
          ['n', 'L'],
        ],
      ),
    ).toEqual([
      ['openings', 1, 'Lakeside (primary) has no post of Mathematics open, and 1 would come.'],
      ['recruit', 1, 'Recruit n would be placed at 2 posts.'],
    ]));

  test('two recruits at one post', () =>
    expect(
      audited(
        [recruit('a'), recruit('b')],
        [
          ['a', 'H'],
          ['b', 'H'],
        ],
      ),
    ).toEqual([['openings', 1, 'Hillfoot (primary) has 1 post of Mathematics open, and 2 would come.']]));

  test('a recruit without the certificate', () =>
    expect(audited([recruit('n', { certificates: [] })], [['n', 'H']])).toEqual([
      [
        'recruit',
        1,
        'Recruit n cannot be placed at Hillfoot (primary) for Mathematics: not certified for subject and stage.',
      ],
    ]));

  test('a move by hand beside a placement says that the post is taken; a recheck finds it too', async () => {
    const problem = withThese([recruit('n')]);
    const plan = await solved(problem);
    const hand = madeByHand(problem, plan, { teacher: 'A', to: 'H', post: 'maths' });
    expect(hand).toMatchObject({ ok: true, made: { placements: plan.placements, breaches: 1 } });
    const both = { ...plan, ...(hand.ok && { moves: hand.made.moves }) };
    expect(recheck(problem, both, problem).findings.map(({ rule }) => rule)).toEqual(['openings']);
  });
});

test('what is wrong with recruits is told by field', () => {
  const read = readProblem({
    ...withThese([]),
    recruits: [
      recruit('a', { kind: 'special-post' }),
      recruit('a', { contractEnds: '2029-08-31', wishes: ['nowhere', 'nowhere'] }),
      recruit('c', {
        certificates: [
          { subject: 'alchemy', stage: 'primary', rank: 'main' },
          { subject: 'alchemy', stage: 'primary', rank: 'second' },
        ],
      }),
    ],
  });
  expect(
    read.ok ? [] : read.faults.map(({ path }) => path).filter((path) => path.startsWith('$.recruits')),
  ).toEqual([
    '$.recruits[1].id',
    '$.recruits[0].contractEnds',
    '$.recruits[1].wishes[1]',
    '$.recruits[1].wishes[0]',
    '$.recruits[1].wishes[1]',
    '$.recruits[1].contractEnds',
    '$.recruits[2].certificates[1].subject',
    '$.recruits[2].certificates[0].subject',
    '$.recruits[2].certificates[1].subject',
  ]);
});

test('without recruits the problem is the same, and its plan names none', async () => {
  const { recruits: _recruits, ...none } = withThese([]);
  expect(problemHash(none)).toBe(problemHash(county({ teachers: teachers(5), policy: policy() })));
  const plan = await solved(none);
  expect(Object.keys(plan)).not.toContain('placements');
  expect(Object.keys(plan)).not.toContain('recruitReasons');
  expect(plan.goals.map(({ name }) => name)).toEqual(goals.map(({ name }) => name));
});

const randoms = Array.from({ length: 60 }, (_, seed) => seed);
const MOST_SETS = 4_000;

/** Every set of moves and placements in which nobody goes, or is placed, twice; null: too many to try. */
function bestByHand(system: System): readonly number[] | null | undefined {
  interface Choice {
    moves: Parameters<typeof pointOf>[1][number][];
    placements: NonNullable<Parameters<typeof pointOf>[3]>[number][];
  }
  let sets: Choice[] = [{ moves: [], placements: [] }];
  const widen = (options: readonly ((choice: Choice) => Choice)[]) => {
    if (sets.length * (options.length + 1) > MOST_SETS) return false;
    sets = [...sets, ...sets.flatMap((set) => options.map((option) => option(set)))];
    return true;
  };
  for (const own of grouped(system.candidates, ({ person }) => person).values()) {
    const moves = own.map(({ person, post }) => ({
      teacher: person.teacher.id,
      to: post.section.id,
      subject: post.role ? null : post.code,
      role: post.role,
    }));
    if (!widen(moves.map((move) => (set) => ({ ...set, moves: [...set.moves, move] })))) return undefined;
  }
  for (const own of grouped(system.placements, (one) => one.recruit).values()) {
    const made = own.map(({ recruit: { id }, post }) => ({
      recruit: id,
      to: post.section.id,
      subject: post.code,
    }));
    if (!widen(made.map((one) => (set) => ({ ...set, placements: [...set.placements, one] }))))
      return undefined;
  }
  let best: number[] | null = null;
  for (const { moves, placements } of sets) {
    const point = pointOf(system, moves, [], placements);
    if (!point.ok || brokenRows(system, point.values).length > 0) continue;
    const values = system.goals.map((goal) => formValue(goal, point.values));
    if (best === null || precedes(system, values, best)) best = values;
  }
  return best;
}

function precedes({ goals: sought }: System, values: readonly number[], than: readonly number[]): boolean {
  for (const [index, { sense }] of sought.entries()) {
    const difference = (values[index] ?? 0) - (than[index] ?? 0);
    if (difference !== 0) return difference < 0 === (sense === 'minimise');
  }
  return false;
}

/** A random county without circuits, so that every plan there is can be tried. */
function smallOf(seed: number): Problem {
  const plain = randomCounty(61_000 + seed, tiny);
  const rules = { ...plain.policy.rules, circuit: { level: 'off' as const } };
  return withRecruits({ ...plain, policy: { ...plain.policy, rules } }, seed, 3);
}

describe('random counties with recruits', () => {
  const ran = { optimal: 0, infeasible: 0, byHand: 0, placed: 0, unplaced: 0, better: 0 };

  test.each(randoms)(
    'county %i: both engines, brute force, the checker and other orders agree',
    async (seed) => {
      const problem = smallOf(seed);
      const plan = await solve(problem, { engine: 'highs', diagnosis: false });
      const other = await solve(problem, { engine: 'javascript-lp-solver', diagnosis: false });
      const same = ({ status, goals: reached, moves, placements, recruitReasons }: Plan) => ({
        status,
        goals: reached,
        moves,
        placements,
        recruitReasons,
      });
      expect(same(other)).toEqual(same(plan));
      const again = await solve(shuffledRows(problem, seed), { engine: 'highs', diagnosis: false });
      expect(same(again)).toEqual(same(plan));
      expect(again.problemHash).toBe(plan.problemHash);
      expect(verify(problem, plan).faults).toEqual([]);
      ran[plan.status === 'optimal' ? 'optimal' : 'infeasible'] += 1;
      ran.placed += plan.placements?.length ?? 0;
      ran.unplaced += plan.recruitReasons?.filter(({ outcome }) => outcome === 'not-placed').length ?? 0;
      const best = bestByHand(systemOf(problem));
      if (best === undefined) return;
      ran.byHand += 1;
      expect(plan.status).toBe(best === null ? 'infeasible' : 'optimal');
      if (best) expect(plan.goals.slice(0, best.length).map(({ value }) => value)).toEqual(best);
    },
  );

  test.each(randoms)('county %i: a recruit more makes no goal about lacking teachers worse', async (seed) => {
    const full = smallOf(seed);
    const { recruits = [] } = full;
    const { combine: _combine, ...asked } = full.policy;
    const lacking: Problem = {
      ...full,
      policy: { ...asked, goals: [{ name: 'critical-subjects' }, { name: 'gap' }] },
    };
    let before: readonly number[] | null = null;
    for (let count = 0; count <= recruits.length; count++) {
      const plan: Plan = await solve(
        { ...lacking, recruits: recruits.slice(0, count) },
        { engine: 'highs', diagnosis: false },
      );
      if (plan.status !== 'optimal') {
        expect({ count, before }).toEqual({ count, before: null });
        continue;
      }
      const [critical = 0, gap = 0]: readonly number[] = plan.goals.map(({ value }) => value);
      if (before) {
        const [c = 0, g = 0]: readonly number[] = before;
        expect(critical).toBeLessThanOrEqual(c);
        if (critical === c) expect(gap).toBeLessThanOrEqual(g);
        if (critical < c || gap < g) ran.better += 1;
      }
      before = [critical, gap];
    }
  });

  test('was done often enough', () => {
    process.stdout.write(`${JSON.stringify(ran)}\n`);
    expect(ran.optimal).toBeGreaterThan(20);
    expect(ran.byHand).toBeGreaterThan(20);
    expect(ran.placed).toBeGreaterThan(15);
    expect(ran.unplaced).toBeGreaterThan(15);
    expect(ran.better).toBeGreaterThan(10);
  });
});

describe('a tampered placement', async () => {
  const problem = withThese(
    [
      recruit('a'),
      recruit('b', { wishes: ['hillfoot'] }),
      recruit('c', { certificates: [] }),
      recruit('d', { kind: 'special-post', contractEnds: '2029-08-31' }),
    ],
    {
      sections: [
        { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 5 } },
        { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
      ],
      teachers: teachers(4),
    },
  );
  const plan = await solved(problem);
  const placements = plan.placements ?? [];
  const codesOf = (changed: Partial<Plan>) =>
    verify(problem, { ...plan, ...changed }).faults.map(({ code }) => code);
  const at = (index: number, change: object) =>
    placements.map((one, place) => (place === index ? { ...one, ...change } : one));

  test('is confirmed as it is', () => {
    expect(placements).toHaveLength(2);
    expect(verify(problem, plan)).toEqual(sound);
  });

  test.each([
    ['another distance', at(0, { km: 3 }), 'wrong-placement'],
    ['a bed not needed', at(0, { bed: true }), 'wrong-placement'],
    ['one without the certificate', at(0, { recruit: 'c' }), 'rule-broken'],
    ['one dropped', placements.slice(1), 'wrong-value'],
    ['one doubled', [...placements, ...placements.slice(0, 1)], 'rule-broken'],
    ['nobody of that number', at(0, { recruit: 'z' }), 'unknown-recruit'],
    ['no such section', at(0, { to: 'X' }), 'unknown-section'],
    ['no such subject', at(0, { subject: 'alchemy' }), 'unknown-subject'],
    ['a subject with no post open', at(0, { subject: 'music' }), 'rule-broken'],
    ['all at one post', placements.map((one) => ({ ...one, to: 'H' })), 'rule-broken'],
  ])('%s is refused', (_what, changed, code) => expect(codesOf({ placements: changed })).toContain(code));

  test('a special-post teacher in town is refused by name', () => {
    const { faults } = verify(problem, {
      ...plan,
      placements: [{ recruit: 'd', to: 'L', subject: 'maths', bed: false, km: 20 }],
    });
    expect(faults.map(({ text }) => text.en)).toContain(
      'The law rule recruit is broken: recruit d may not be placed at L for maths.',
    );
  });

  test('reasons that say otherwise are refused, and so is a list left out', () => {
    const reasons = plan.recruitReasons ?? [];
    for (const [place, reason] of reasons.entries()) {
      const change = (other: object) => ({
        recruitReasons: reasons.map((one, index) => (index === place ? { ...one, ...other } : one)),
      });
      expect(codesOf(change({ code: 'bribe' }))).toContain('wrong-reason');
      expect(codesOf(change({ figures: { ...reason.figures, invented: 1 } }))).toContain('wrong-reason');
      const turned = reason.outcome === 'placed' ? 'not-placed' : 'placed';
      expect(codesOf(change({ outcome: turned }))).toContain('wrong-reason');
      expect(codesOf({ recruitReasons: reasons.filter((one) => one !== reason) })).toContain('wrong-reason');
      for (const [name, value] of Object.entries(reason.figures)) {
        if (typeof value !== 'number') continue;
        expect(codesOf(change({ figures: { ...reason.figures, [name]: value + 1 } }))).toContain(
          'wrong-reason',
        );
      }
    }
    const { placements: _placements, recruitReasons: _reasons, ...without } = plan;
    expect(verify(problem, without).faults.map(({ code }) => code)).toContain('wrong-recruits');
  });
});
