import { describe, expect, test } from 'vitest';
import { type Certificate, digestOf, type Move, type Plan } from '../../solver/plan.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { randomCounty } from '../support/random-county.ts';
import { countyOf } from '../support/thousand-counties.ts';
import { twoSchools } from '../support/two-schools.ts';

const county = twoSchools();
const plan = await solve(county, { engine: 'highs' });

/** The codes of all faults, each once. */
const faults = (changes: Partial<Plan>) => [
  ...new Set(verify(county, { ...plan, ...changes }).faults.map(({ code }) => code)),
];
const texts = (changes: Partial<Plan>) =>
  verify(county, { ...plan, ...changes }).faults.map(({ text }) => text.en);

const signed = (changes: Partial<Certificate>): Certificate => {
  const certificate = { rows: [], columns: [], stages: [], infeasible: null, ...changes };
  return { ...certificate, digest: digestOf(certificate) };
};

const reasonsBut = (teacher: string, changes: Partial<Plan['reasons'][number]>) =>
  plan.reasons.map((reason) => (reason.teacher === teacher ? { ...reason, ...changes } : reason));
const goalsBut = (name: string, changes: Partial<Plan['goals'][number]>) =>
  plan.goals.map((goal) => (goal.name === name ? { ...goal, ...changes } : goal));
const movesBut = (teacher: string, changes: Partial<Move>) =>
  plan.moves.map((move) => (move.teacher === teacher ? { ...move, ...changes } : move));
const move = (teacher: string): Move => ({
  teacher,
  from: 'town-primary',
  to: 'village-primary',
  subject: 'maths',
  role: null,
  form: 'order-based',
  relationMoves: false,
  km: 12.4,
  bed: false,
  wish: null,
});

test('the plan sends the volunteer and the backbone teacher', () =>
  expect(plan.moves.map(({ teacher, km }) => [teacher, km])).toEqual([
    ['near', 12.4],
    ['star', 12.4],
  ]));

describe('a right plan', () => {
  test('is confirmed', () => expect(verify(county, plan)).toMatchObject({ confirmed: true, faults: [] }));
  test('is proven best by its certificate', () => expect(verify(county, plan).unproven).toEqual([]));
  test.each([
    ['no certificate', null],
    ['a certificate without stages', signed({ stages: [] })],
    [
      'stages that show nothing',
      signed({
        stages: plan.goals.map(({ name }) => ({ goal: name, root: null, tree: null, shows: null })),
      }),
    ],
  ])('called optimal with %s is not confirmed', (_what, certificate) => {
    expect(faults({ certificate })).toEqual(['not-proven']);
    expect(texts({ certificate })).toEqual([
      'gap: the plan says that none passes 300; the certificate shows nothing.',
      'burden: the plan says that none passes 24; the certificate shows nothing.',
      'fewest-moves: the plan says that none passes 2; the certificate shows nothing.',
    ]);
  });
  test('without its certificate is feasible, nothing known of better ones', () => {
    const said = {
      ...plan,
      certificate: null,
      status: 'feasible' as const,
      goals: plan.goals.map((goal) => ({ ...goal, bound: null })),
    };
    const { confirmed, unproven } = verify(county, said);
    expect(confirmed).toBe(true);
    expect(unproven.map(({ en }) => en)).toEqual([
      'gap: the plan reaches 300; what is proven is nothing, so a better plan may exist.',
      'burden: the plan reaches 24; what is proven is nothing, so a better plan may exist.',
      'fewest-moves: the plan reaches 2; what is proven is nothing, so a better plan may exist.',
    ]);
  });
  test('called no more than feasible, though its certificate proves it best, is not confirmed', () =>
    expect(texts({ status: 'feasible' })).toEqual([
      'The status is feasible, yet the certificate proves that no plan is better.',
    ]));
  test('is right whatever the order of its lists', () =>
    expect(
      faults({
        moves: plan.moves.toReversed(),
        reasons: plan.reasons.toReversed(),
        unfilled: plan.unfilled.toReversed(),
      }),
    ).toEqual([]));
  test('that states a bound its certificate does not show is not confirmed', () =>
    expect(faults({ status: 'feasible', goals: goalsBut('gap', { bound: 0 }) })).toEqual(['not-proven']));
});

describe('a plan that was tampered with', () => {
  test('another hash', () => {
    expect(faults({ problemHash: '0'.repeat(64) })).toEqual(['wrong-hash']);
    expect(texts({ problemHash: '0'.repeat(64) })[0]).toContain(`The plan is for problem ${'0'.repeat(64)}`);
  });

  test('another problem', () => {
    const other = twoSchools({ schoolYear: 2027, effective: '2027-09-01' });
    expect(verify(other, plan).faults.map(({ code }) => code)).toContain('wrong-hash');
  });

  test('one teacher put in the place of another', () => {
    const moves = movesBut('near', { teacher: 'far' });
    expect(faults({ moves })).toContain('wrong-reason');
    expect(texts({ moves })).toContain('Teacher near: stays, but the reason says moves.');
    expect(texts({ moves })).toContain('Teacher far: moves, but the reason says stays.');
  });

  test('and the reasons with it: the burden betrays it', () => {
    const moves = movesBut('near', { teacher: 'far', wish: null });
    const reasons = plan.reasons.map((reason) => {
      if (reason.teacher === 'near') return { ...reason, outcome: 'stays' as const };
      return reason.teacher === 'far' ? { ...reason, outcome: 'moves' as const } : reason;
    });
    expect(faults({ moves, reasons })).toEqual(['wrong-reason', 'wrong-value']);
  });

  test('a teacher who may not go', () => {
    const moves = [...plan.moves.slice(1), move('new')];
    expect(texts({ moves }).find((text) => text.includes('tenure'))).toContain(
      'The policy rule tenure is broken: teacher new may not go to village-primary.',
    );
  });

  test('one move more than there are posts', () =>
    expect(texts({ moves: [...plan.moves, move('far')] }).join()).toContain(
      'The law rule openings is broken: ',
    ));

  test('a teacher moved twice', () =>
    expect(texts({ moves: [move('star'), move('star')] }).join()).toContain(
      'The law rule one-posting is broken: ',
    ));

  test('no backbone teacher among the moved', () =>
    expect(texts({ moves: [move('far'), move('near')] }).join()).toContain(
      'The policy rule backbone-quota is broken',
    ));

  test.each([
    ['teacher', { teacher: 'nobody' }, 'The problem has no teacher nobody.'],
    ['section', { to: 'nowhere' }, 'The problem has no section nowhere.'],
    ['subject', { subject: 'latin' }, 'The problem has no subject latin.'],
  ])('an unknown %s', (kind, change, text) => {
    const moves = movesBut('star', change);
    expect(faults({ moves })).toEqual([`unknown-${kind}`]);
    expect(texts({ moves })).toEqual([text]);
  });

  test.each([
    [{ from: 'village-primary' }, 'says from village-primary; it is town-primary.'],
    [{ km: 2.4 }, 'says km 2.4; it is 12.4.'],
    [{ km: null }, 'says km —; it is 12.4.'],
    [{ bed: true }, 'says bed true; it is false.'],
    [{ wish: null }, 'says wish —; it is 1.'],
    [{ relationMoves: true }, 'says relationMoves true; it is false.'],
  ])("a move's facts: %j", (change, text) => {
    const moves = movesBut('near', change);
    expect(faults({ moves })).toEqual(['wrong-move']);
    expect(texts({ moves })).toEqual([`The move of teacher near ${text}`]);
  });

  test('a goal one better than it is', () => {
    const gap = plan.goals[0]?.value ?? 0;
    const goals = goalsBut('gap', { value: gap - 1, bound: gap - 1 });
    expect(texts({ goals })).toEqual([
      `The plan reaches ${gap} on gap; it says ${gap - 1}.`,
      'The proof of gap contradicts the plan: its bound is above what the plan reaches.',
    ]);
  });

  test('a bound the value has not reached, called optimal', () =>
    expect(faults({ goals: goalsBut('gap', { bound: 0 }) })).toEqual(['wrong-bound', 'not-proven']));

  test('a bound the value has passed', () =>
    expect(faults({ status: 'feasible', goals: goalsBut('burden', { bound: 10_000 }) })).toEqual([
      'wrong-bound',
      'not-proven',
    ]));

  test('goals in another order, or one left out', () => {
    expect(faults({ goals: plan.goals.toReversed() })).toEqual(['wrong-goals']);
    expect(faults({ goals: plan.goals.slice(1) })).toEqual(['wrong-goals']);
  });

  test('a goal of another sense', () =>
    expect(faults({ goals: goalsBut('gap', { sense: 'maximise' }) })).toEqual(['wrong-goals']));

  test('a post left open that is not told', () =>
    expect(texts({ unfilled: plan.unfilled.slice(1) })).toEqual([
      'town-primary music has 1 posts, 0 filled: to be listed once, with 1 left.',
    ]));

  test('a post left open told twice, wrongly, or though it is filled', () => {
    const [first] = plan.unfilled;
    if (!first) throw new Error('music is unfilled');
    expect(faults({ unfilled: [...plan.unfilled, first] })).toEqual(['wrong-unfilled']);
    expect(faults({ unfilled: [{ ...first, left: 0 }, ...plan.unfilled.slice(1)] })).toEqual([
      'wrong-unfilled',
    ]);
    expect(
      texts({ unfilled: [...plan.unfilled, { ...first, section: 'village-primary', subject: 'maths' }] }),
    ).toEqual(['village-primary maths has no post left open.']);
  });

  test('a reason missing, or given twice', () => {
    expect(texts({ reasons: plan.reasons.slice(1) })).toEqual([
      'Teacher far has 0 reasons; there is to be exactly one.',
    ]);
    expect(texts({ reasons: [...plan.reasons, ...plan.reasons.slice(0, 1)] })).toEqual([
      'Teacher far has 2 reasons; there is to be exactly one.',
    ]);
  });

  test('a reason that names another outcome, or another rule', () => {
    expect(texts({ reasons: reasonsBut('far', { outcome: 'not-eligible' }) })).toEqual([
      'Teacher far: stays, but the reason says not-eligible.',
    ]);
    expect(texts({ reasons: reasonsBut('new', { code: 'age' }) })).toEqual([
      'Teacher new is barred by tenure, but the reason says age.',
    ]);
  });

  test('a finding of a breach there is not', () => {
    const findings: Plan['findings'] = [
      {
        rule: 'tenure',
        level: 'policy',
        teachers: ['star'],
        sections: [],
        amount: 1,
        unit: 'years',
        text: { zh: '某事', en: 'Something.' },
      },
    ];
    expect(faults({ findings })).toEqual(['wrong-finding']);
  });

  test('a plan called infeasible though it moves people', () =>
    expect(faults({ status: 'infeasible' })).toEqual([
      'wrong-status',
      'missing-diagnosis',
      'wrong-unfilled',
      'wrong-reason',
      'wrong-certificate',
    ]));

  test('a problem called infeasible though nobody need move', () => {
    const nobody = { status: 'infeasible' as const, moves: [], goals: [], findings: [] };
    const free = twoSchools({ policy: { ...county.policy, rules: { 'exchange-quota': { level: 'off' } } } });
    expect(verify(free, { ...plan, ...nobody }).faults.map(({ text }) => text.en)).toContain(
      'The status is infeasible, yet moving nobody breaks no rule.',
    );
    expect(texts(nobody)).not.toContain('The status is infeasible, yet moving nobody breaks no rule.');
  });

  test('a plan with a diagnosis of why none exists', () =>
    expect(faults({ diagnosis: { clash: [], further: [], relaxations: [] } })).toEqual(['wrong-status']));
});

describe('no plan exists, and no diagnosis says why', async () => {
  const quota = { level: 'policy' as const, percent: 100 };
  const impossible = twoSchools({
    policy: { ...county.policy, rules: { ...county.policy.rules, 'exchange-quota': quota } },
  });
  const told = await solve(impossible);
  const unasked = await solve(impossible, { diagnosis: false });
  let diagnosing = false;
  const stopped = await solve(impossible, {
    onPhase: (phase) => {
      diagnosing = phase === 'diagnose';
    },
    shouldStop: () => diagnosing,
  });
  const codes = (changed: Plan) => verify(impossible, changed).faults.map(({ code }) => code);
  const [note] = unasked.findings;
  if (!note) throw new Error('the plan has a note');

  test.each([
    [
      'it was not asked for',
      unasked,
      'diagnosis-not-asked',
      'Which rules clash is not told: the diagnosis was not asked for.',
    ],
    [
      'its search was stopped',
      stopped,
      'diagnosis-cut-short',
      'Which rules clash is not told: the search for them was stopped.',
    ],
  ])('%s: that none exists is confirmed, and what is not told is said', (_why, silent, code, text) => {
    expect(silent).toMatchObject({ status: 'infeasible', diagnosis: null });
    expect(silent.findings.map(({ rule }) => rule)).toEqual([code]);
    const { confirmed, faults: found, unproven } = verify(impossible, silent);
    expect([confirmed, found, unproven.map(({ en }) => en)]).toEqual([true, [], [text]]);
  });

  test('a diagnosis that was taken out is missed', () =>
    expect(codes({ ...told, diagnosis: null })).toEqual(['missing-diagnosis']));
  test('and so is the note of one that was not asked for', () =>
    expect(codes({ ...unasked, findings: [] })).toEqual(['missing-diagnosis']));
  test.each([
    ['beside a diagnosis', { ...told, findings: [note] }],
    ['told twice', { ...unasked, findings: [note, note] }],
    ['told both ways', { ...unasked, findings: [note, ...stopped.findings] }],
    ['of another amount', { ...unasked, findings: [{ ...note, amount: 1 }] }],
  ])('that note %s is refused', (_what, changed) =>
    expect(codes(changed).some((code) => code.endsWith('-finding'))).toBe(true),
  );
  test('and so it is in a plan', () => expect(faults({ findings: [note] })).toEqual(['wrong-finding']));
});

describe('a certificate with cuts', async () => {
  const county = countyOf(95);
  const best = await solve(county, { engine: 'highs', diagnosis: false });
  const given = best.certificate;
  const place = given?.stages.findIndex(({ tree }) => tree?.some((node) => 'cut' in node)) ?? -1;
  const tree = given?.stages[place]?.tree;
  if (!given || !tree) throw new Error('the plan has a certificate with cuts');
  type Node = (typeof tree)[number];
  /** What verify says of the plan with this tree instead, signed anew. */
  const check = (changed: Node[]) => {
    const stages = given.stages.map((stage, at) => (at === place ? { ...stage, tree: changed } : stage));
    const certificate = { ...given, stages };
    return verify(county, { ...best, certificate: { ...certificate, digest: digestOf(certificate) } });
  };
  const cuts = (change: (cut: Extract<Node, { cut: unknown }>) => Node) =>
    tree.map((node) => ('cut' in node ? change(node) : node));

  test('proves what it says', () => {
    expect(tree.filter((node) => 'cut' in node).length).toBeGreaterThan(0);
    expect(check(tree)).toEqual({ confirmed: true, faults: [], unproven: [] });
  });

  test.each<[string, () => Node[]]>([
    ['without them', () => tree.filter((node) => !('cut' in node))],
    [
      'after a split',
      () => [...tree.filter((node) => !('cut' in node)), ...tree.filter((node) => 'cut' in node)],
    ],
    ['divided by more', () => cuts((cut) => ({ ...cut, divisor: cut.divisor + 1 }))],
    ['divided by nothing', () => cuts((cut) => ({ ...cut, divisor: 0 }))],
    [
      'of rows turned round',
      () => cuts((cut) => ({ ...cut, cut: cut.cut.map((entry, at) => (at % 2 ? -entry : entry)) })),
    ],
    ['of rows that are not there', () => cuts((cut) => ({ ...cut, cut: [10_000, 1] }))],
    ['of no rows', () => cuts((cut) => ({ ...cut, cut: [] }))],
    ['counted from an end beyond the column', () => cuts((cut) => ({ ...cut, up: [0, 5] }))],
    ['counted from both ends', () => cuts((cut) => ({ ...cut, down: [...cut.down, 0, 1, 0, 1] }))],
  ])('proves nothing with its cuts %s', (_what, changed) => {
    const { confirmed, faults } = check(changed());
    expect(confirmed).toBe(false);
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['wrong-certificate']));
  });
});

describe('a certificate', async () => {
  const random = randomCounty(25);
  const best = await solve(random, { engine: 'highs' });
  const given = best.certificate;
  if (!given) throw new Error('the plan has a certificate');
  /** Signed anew, as somebody who tampers with it would. */
  const signed = (certificate: Certificate) => ({ ...certificate, digest: digestOf(certificate) });
  const stagesBut = (change: (root: number[]) => number[]) =>
    signed({
      ...given,
      stages: given.stages.map((stage) => ({ ...stage, root: stage.root && change([...stage.root]) })),
    });
  const check = (certificate: Certificate) => verify(random, { ...best, certificate });

  test('proves what its duals show', () => {
    expect(given.stages.some(({ root }) => (root?.length ?? 0) > 0)).toBe(true);
    expect(check(given)).toEqual({ confirmed: true, faults: [], unproven: [] });
  });

  test.each([
    ['without its duals', () => stagesBut(() => [])],
    [
      'with every dual halved',
      () => stagesBut((root) => root.map((entry, place) => (place % 2 === 1 ? entry / 2 : entry))),
    ],
    [
      'with every dual of the other sign',
      () => stagesBut((root) => root.map((entry, place) => (place % 2 === 1 ? -entry : entry))),
    ],
    [
      'with duals that are no multiples of 2⁻⁴⁰',
      () => stagesBut((root) => root.map((entry, place) => (place % 2 === 1 ? 2 ** -41 : entry))),
    ],
    [
      'that names rows the problem does not have',
      () => signed({ ...given, rows: given.rows.map((row) => `${row}?`) }),
    ],
    ['changed and not signed anew', () => ({ ...given, columns: ['another'] })],
  ])('%s is wrong', (_what, tampered) =>
    expect(check(tampered()).faults.map(({ code }) => code)).toContain('wrong-certificate'),
  );

  test('of another problem is not taken for this one', () => {
    const other = { ...random, wishes: [], pins: [], requests: [] };
    expect(verify(other, best).faults.map(({ code }) => code)).toContain('wrong-hash');
  });
});

test('every fault is told in both languages', () => {
  for (const { text } of verify(county, { ...plan, moves: [move('new')], reasons: [], goals: [] }).faults) {
    expect(text.en).not.toBe('');
    expect(text.zh).toMatch(/\p{Script=Han}/u);
  }
});

describe('an answer without a plan', () => {
  const policy = {
    ...county.policy,
    rules: { ...county.policy.rules, pins: { level: 'policy' as const, clause: 'clause 9' } },
  };
  const pinned = twoSchools({ policy, pins: [{ kind: 'move', teacher: 'new', section: 'village-primary' }] });

  test('is proven by its certificate, and without it is not confirmed', async () => {
    const answer = await solve(pinned);
    expect(answer.status).toBe('infeasible');
    expect(verify(pinned, answer)).toEqual({ confirmed: true, faults: [], unproven: [] });
    for (const certificate of [null, signed({})]) {
      expect(verify(pinned, { ...answer, certificate }).faults).toMatchObject([
        {
          code: 'not-proven',
          text: { en: 'The plan says that no plan exists; its certificate does not show it.' },
        },
      ]);
    }
  });

  test('is not believed with a ray that proves nothing', async () => {
    const answer = await solve(pinned);
    const infeasible = (answer.certificate?.infeasible ?? []).map((node) =>
      'ray' in node ? { ray: [] } : node,
    );
    const certificate = answer.certificate && { ...answer.certificate, infeasible };
    if (certificate) certificate.digest = digestOf(certificate);
    expect(verify(pinned, { ...answer, certificate }).faults).toMatchObject([{ code: 'wrong-certificate' }]);
  });

  test('states no goals', async () =>
    expect(verify(pinned, { ...(await solve(pinned)), goals: plan.goals }).faults).toMatchObject([
      { code: 'wrong-status', text: { en: 'The status is infeasible, yet 3 goals are stated.' } },
    ]));

  test.each([
    [{ rule: 'no-such' }, 'The clash names the rule no-such, which is not in force.'],
    [{ rule: 'outflow-cap' }, 'The clash names the rule outflow-cap, which is not in force.'],
    [{ rule: 'one-posting' }, 'The clash names the rule one-posting, which always holds.'],
    [
      { rule: 'running-posting', level: 'law' as const, clause: '交流期未满的教师不再安排交流' },
      'The clash names the rule running-posting, which stops nobody and nothing.',
    ],
    [{ rule: 'tenure' }, 'The diagnosis names pins of the rule tenure, which is about none.'],
    [{ pins: [] }, 'The diagnosis names no pin of those that clash.'],
    [
      { pins: [{ kind: 'stay' as const, teacher: 'new' }] },
      'The diagnosis names the pin ["stay","new",null,null], which the problem does not have.',
    ],
    [
      { pins: [...pinned.pins, ...pinned.pins] },
      'The diagnosis names the pin ["move","new","village-primary",null] twice.',
    ],
    [{ level: 'law' as const }, 'The clash misstates the level or clause of the rule pins.'],
    [{ clause: 'another' }, 'The clash misstates the level or clause of the rule pins.'],
  ])('is not believed with a clash of other rules: %j', async (change, text) => {
    const answer = await solve(pinned);
    const clash = (answer.diagnosis?.clash ?? []).map((entry) =>
      entry.rule === 'pins' ? { ...entry, ...change } : entry,
    );
    const { faults } = verify(pinned, { ...answer, diagnosis: { clash, further: [], relaxations: [] } });
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['wrong-diagnosis']));
    expect(faults.map((fault) => fault.text.en)).toContain(text);
  });

  test('is not believed with a clash that moving nobody satisfies', async () => {
    const answer = await solve(pinned);
    const clash = (answer.diagnosis?.clash ?? []).filter(({ rule }) => rule !== 'pins');
    expect(
      verify(pinned, { ...answer, diagnosis: { clash, further: [], relaxations: [] } }).faults,
    ).toMatchObject([
      { code: 'wrong-diagnosis', text: { en: 'Moving nobody breaks none of the rules said to clash.' } },
    ]);
  });
});
