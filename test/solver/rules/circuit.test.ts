import { describe, expect, test } from 'vitest';
import { audit } from '../../../solver/audit.ts';
import { caseOf } from '../../../solver/case.ts';
import type { Plan, PlannedCircuit } from '../../../solver/plan.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { differences, leftBehind, replanned } from '../../../solver/replan.ts';
import { solve } from '../../../solver/solve.ts';
import { verify } from '../../../solver/verify.ts';
import { hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned } from './every-plan.ts';

type Facts = Partial<ProblemInput>;

/** Three classes and four teachers: Lakeside can spare a post of maths, and Hillfoot, 20 km off, lacks one. */
const staff = (facts: Partial<NonNullable<ProblemInput['teachers']>[number]> = {}): Facts => ({
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 3 } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
  ],
  teachers: teachers(4, facts),
});

const goals = ['critical-subjects', 'gap', 'days-unserved', 'circuit-travel', 'fewest-moves'];

/** Nobody has served long enough to be moved. */
const settled = { tenure: { years: 50 }, 'sender-floor': {} };

const county = (facts: Facts, figures: object = {}, rules: Record<string, object> = settled) =>
  given(facts, { circuit: figures, ...rules }, goals);

const away = ({ circuits }: Pick<Plan, 'circuits'>): string[] =>
  circuits.map(({ teacher, to, subject, days }) => `${teacher} → ${to} ${subject} ${days}`);

const days = ({ circuits }: Pick<Plan, 'circuits'>): number =>
  circuits.reduce((sum, circuit) => sum + circuit.days, 0);

const unservedOf = ({ goals: reached }: Plan) => reached.find(({ name }) => name === 'days-unserved')?.value;

describe('a post nobody can be moved to', () => {
  test('is filled by days of several teachers, two a week each', async () => {
    const plan = await planned(county(staff()));
    expect(plan.circuits.map((circuit) => circuit.days).toSorted()).toEqual([1, 2, 2]);
    expect(plan.circuits).toMatchObject([
      { from: 'L', to: 'H', subject: 'maths', km: 20 },
      { from: 'L', to: 'H', subject: 'maths', km: 20 },
      { from: 'L', to: 'H', subject: 'maths', km: 20 },
    ]);
    expect([unservedOf(plan), plan.unfilled]).toEqual([0, []]);
  });

  test('a move comes before days', async () => {
    const plan = await planned(county(staff(), {}, { 'sender-floor': {} }));
    expect([plan.moves.length, plan.circuits]).toEqual([1, []]);
  });

  test('days short of a week leave it open, and it tells how many come', async () => {
    const plan = await planned(county(staff(), { mostDays: 1 }));
    expect(days(plan)).toBe(4);
    expect(plan.unfilled).toMatchObject([{ openings: 1, filled: 0, left: 1, figures: { circuitDays: 4 } }]);
    expect(plan.unfilled[0]?.text.en).toMatch(/^Circuit teachers come on 4 days a week \(4 of them\)\./);
    expect(plan.unfilled[0]?.text.zh).toMatch(/^4名教师每周走教4天。/);
  });

  test('a week of six days asks for six', async () =>
    expect(days(await planned(county(staff(), { week: 6 })))).toBe(6));

  test('without the rule nobody travels', async () => {
    const plan = await planned(given(staff(), settled, goals));
    expect([plan.circuits, unservedOf(plan)]).toEqual([[], 0]);
  });
});

describe('the reason of who teaches elsewhere', () => {
  test('says where, on how many days and why, though the teacher may not be moved', async () => {
    const { circuits, reasons } = await planned(county(staff(), { mostDays: 1 }));
    expect(reasons.find(({ teacher: id }) => id === circuits[0]?.teacher)).toMatchObject({
      outcome: 'stays',
      code: 'circuit',
      figures: { days: 1, schools: 1, section: 'H', subject: 'maths', barred: 'tenure' },
      text: {
        en: expect.stringMatching(
          /^Keeps the own post\. Teaches Mathematics at Hillfoot \(primary\) on 1 day a week \(20 km away\): nobody in that section can teach Mathematics\. May not be moved: /,
        ),
        zh: expect.stringMatching(
          /^保留原岗位。每周1天到Hillfoot小学部走教数学（单程20公里）：该学部无人能教数学。不参加调动：/,
        ),
      },
    });
  });
});

describe('who may teach elsewhere', () => {
  const riders = (facts: Facts, figures: object = {}, rules: Record<string, object> = {}) =>
    caseOf(county(facts, figures, { ...settled, ...rules })).circuits.map(({ teacher: { id } }) => id);
  const oneOf = (facts: Partial<NonNullable<ProblemInput['teachers']>[number]>): Facts => ({
    ...staff(),
    teachers: [...teachers(3), teacher('D', facts)],
  });

  test('everybody certified whose subject can spare a day', () =>
    expect(riders(staff())).toEqual(['A', 'B', 'C', 'D']));
  test('nobody where the subject can spare none', () =>
    expect(riders({ ...staff(), teachers: teachers(3) })).toEqual([]));
  test('nobody certified for another stage only', () =>
    expect(riders(oneOf({ certificates: [{ subject: 'maths', stage: 'junior', rank: 'main' }] }))).toEqual([
      'A',
      'B',
      'C',
    ]));
  test('nobody certified second where posts ask for the main subject', () => {
    const second = oneOf({ certificates: [{ subject: 'maths', stage: 'primary', rank: 'second' }] });
    expect(riders(second)).toEqual(['A', 'B', 'C', 'D']);
    expect(riders(second, {}, { certificate: { ranks: 'main' } })).toEqual(['A', 'B', 'C']);
  });
  test('nobody who serves part of a post', () => {
    const part = { ...staff(), teachers: [...teachers(4), teacher('P', { fte: 0.5 })] };
    expect(riders(part)).toEqual(['A', 'B', 'C', 'D']);
    expect(riders(part, {}, { 'whole-post': { leastFte: 0.5 } })).toEqual(['A', 'B', 'C', 'D', 'P']);
  });
  test('nobody exempt, where exemptions count', () => {
    const exempt = oneOf({ exemptions: [{ kind: 'pregnancy', from: '2026-01-01' }] });
    expect(riders(exempt)).toEqual(['A', 'B', 'C', 'D']);
    expect(riders(exempt, {}, { exemption: {} })).toEqual(['A', 'B', 'C']);
  });
  test('nobody on a posting, held back or a cadre', () => {
    const posted = { posting: { home: 'H', since: '2025-09-01', until: '2027-08-31' } };
    expect(riders(oneOf(posted))).toEqual(['A', 'B', 'C']);
    const held = { ...staff(), holdBacks: [{ teacher: 'D' }] };
    expect(riders(held, {}, { 'hold-back': {} })).toEqual(['A', 'B', 'C']);
    const principal = oneOf({ cadre: { role: 'principal', since: '2024-09-01' } });
    expect(riders(principal, {}, { cadre: {} })).toEqual(['A', 'B', 'C']);
  });
  test('nobody forbidden to go there; who is pinned to stay may', () => {
    const pins: Facts['pins'] = [
      { kind: 'forbid', teacher: 'D', section: 'H' },
      { kind: 'stay', teacher: 'A' },
    ];
    expect(riders({ ...staff(), pins }, {}, { pins: {} })).toEqual(['A', 'B', 'C']);
  });
});

describe('where', () => {
  const wanted = (figures: object, school: object = {}) => {
    const found = caseOf(county({ ...staff(), schools: [lakeside, { ...hillfoot, ...school }] }, figures));
    return found.circuits.length > 0;
  };

  test('20 km of 20 is near enough, of 19.9 too far', () => {
    expect(wanted({ withinKm: 20 })).toBe(true);
    expect(wanted({ withinKm: 19.9 })).toBe(false);
  });
  test('an unknown distance is too far', () => expect(wanted({}, { location: undefined })).toBe(false));
  test('rural places, and weak schools of others', () => {
    expect(wanted({}, { place: 'county-town', weak: true })).toBe(true);
    expect(wanted({ weak: false }, { place: 'county-town', weak: true })).toBe(false);
    expect(wanted({ weak: false }, { place: 'village' })).toBe(true);
    expect(wanted({ places: ['teaching-point'], weak: false }, { place: 'village' })).toBe(false);
  });

  /** Hillfoot has a teacher of maths and three classes; each class is `tenths` of a post. */
  const lacking = (tenths: number): Facts => ({
    curriculum: {
      version: 'parts',
      subjects: [{ code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: tenths } }],
    },
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 1 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 3 } },
    ],
    teachers: [...teachers(3), teacher('H', { serving: { section: 'H', since: '2020-09-01' } })],
  });

  test('a gap of 0.2 wants one day, of 0.5 three: a day begun counts', () => {
    const found = (tenths: number) => {
      const known = caseOf(county(lacking(tenths)));
      return known.daysWanted(known.opening('H', 'maths'));
    };
    expect([found(4), found(5), found(10)]).toEqual([1, 3, 10]);
  });
  test('a gap below the least worth a day wants none', () => {
    const found = (leastGap: number) => {
      const known = caseOf(county(lacking(4), { leastGap }));
      return known.daysWanted(known.opening('H', 'maths'));
    };
    expect([found(0.2), found(0.21)]).toEqual([1, 0]);
  });
  test('a subject that nobody can teach is worth a day however small its gap, and one day serves it', async () => {
    const music: Facts = {
      ...staff(),
      curriculum: {
        version: 'music',
        subjects: [
          { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: {} },
          { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: 0.5 } },
        ],
      },
      teachers: [
        teacher('S', {
          subject: 'music',
          certificates: [{ subject: 'music', stage: 'primary', rank: 'main' }],
        }),
      ],
    };
    const plan = await planned(county(music));
    expect(away(plan)).toEqual(['S → H music 1']);
    expect(plan.goals[0]).toMatchObject({ name: 'critical-subjects', value: 0 });
    expect(plan.unfilled).toEqual([]);
    const without = await planned(county({ ...music, teachers: [] }));
    expect(without.goals[0]).toMatchObject({ name: 'critical-subjects', value: 1 });
  });
});

/** Mill is a village 10 km beyond Lakeside, Brook another one 15 km: both lack a teacher of maths. */
const villages: Facts = {
  schools: [
    lakeside,
    hillfoot,
    { ...hillfoot, id: 'mill', name: 'Mill', location: { longitude: 111, latitude: 30.9308 } },
    { ...hillfoot, id: 'brook', name: 'Brook', location: { longitude: 111, latitude: 30.8962 } },
  ],
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 1 } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
    { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1 } },
    { id: 'B', school: 'brook', stage: 'primary', classes: { 1: 1 } },
  ],
  teachers: teachers(2),
};

describe('how many', () => {
  test('the nearest subject without a teacher is served first, where all weigh the same', async () => {
    const plan = await planned(county({ ...villages, teachers: teachers(2) }, { mostDays: 1 }));
    expect(away(plan)).toEqual(expect.arrayContaining([expect.stringContaining('M maths 1')]));
    expect(plan.goals.find(({ name }) => name === 'circuit-travel')?.value).toBe(20 + 30);
  });
  test('one school of three days, where one school is the most', async () => {
    const plan = await solve(
      given(villages, { circuit: { mostDays: 3, mostSchools: 1 }, ...settled }, [
        'critical-subjects',
        'days-unserved',
      ]),
    );
    const riders = plan.circuits.map(({ teacher: id }) => id);
    expect(riders.toSorted()).toEqual(['A', 'B']);
  });
  test('what the days cost counts with who moves: the floor holds both', async () => {
    const facts = staff();
    const found = caseOf(county(facts, { mostDays: 4 }, { 'sender-floor': {} }));
    const [first] = found.circuits;
    if (!first) throw new Error('Nobody may teach elsewhere.');
    const breaches = (number: number, moves: string[]) =>
      audit(found, found.postings(moves.map((id) => move(id))), [{ ...first, days: number }]).map(
        ({ rule, amount }) => [rule, amount],
      );
    expect(breaches(4, [])).toEqual([]);
    expect(breaches(1, ['B'])).toEqual([
      ['sender-floor', 0.2],
      ['sender-floor', 0.2],
      ['circuit', 1],
    ]);
  });
  test('only the nearest sections with hours to spare are asked', () => {
    const near = (nearest: number) =>
      caseOf(
        county(
          {
            ...villages,
            sections:
              villages.sections?.map((section) =>
                section.id === 'B' ? { ...section, classes: {} } : section,
              ) ?? [],
            teachers: [...teachers(2), teacher('Y', { serving: { section: 'B', since: '2020-09-01' } })],
          },
          { nearest },
        ),
      ).circuits.map(({ teacher: { id }, opening }) => `${id} ${opening.section.id}`);
    expect(near(1)).toEqual(['A H', 'B H', 'Y M']);
    expect(near(2)).toEqual(['A H', 'A M', 'B H', 'B M', 'Y M']);
  });
});

describe('the circuits of a plan people know', () => {
  type Before = NonNullable<ProblemInput['baseCircuits']>;
  const at = (id: string, days: number) => ({ teacher: id, section: 'H', subject: 'maths', days });
  const keeping = (
    baseCircuits: Before | undefined,
    first: readonly string[],
    facts: Facts = staff(),
    figures = {},
  ) =>
    given(
      { ...facts, ...(baseCircuits && { baseCircuits }) },
      { circuit: figures, exemption: {}, ...settled },
      [...first, 'circuit-travel'],
    );
  const changes = (before: Before | undefined, now: readonly (readonly [id: string, days: number])[]) => {
    const found = caseOf(keeping(before, ['fewest-changes']));
    const made = found.circuitsOf(
      now.map(([id, count]) => ({ teacher: id, from: 'L', to: 'H', subject: 'maths', days: count, km: 20 })),
    );
    return found.goals[0]?.value(found, [], made);
  };
  const known = [at('B', 1), at('C', 2), at('D', 2)];
  const onLeave = {
    ...staff(),
    teachers: [...teachers(3), teacher('D', { exemptions: [{ kind: 'leave', from: '2026-08-01' }] })],
  } satisfies Facts;

  test('change one by one: on other days, from none on, to none', () => {
    const same = [
      ['B', 1],
      ['C', 2],
      ['D', 2],
    ] as const;
    expect(changes(known, same)).toBe(0);
    expect(
      changes(known, [
        ['B', 2],
        ['C', 2],
        ['D', 1],
      ]),
    ).toBe(2);
    expect(changes(known, [...same, ['A', 1]])).toBe(1);
    expect(changes(known, same.slice(1))).toBe(1);
    expect(changes(known, [])).toBe(3);
    expect(changes([], same)).toBe(3);
    expect(changes(undefined, same)).toBe(0);
  });

  test('are kept, though others would do as well', async () => {
    const free = await planned(keeping(undefined, ['days-unserved']));
    expect(away(free)).not.toEqual(['B → H maths 1', 'C → H maths 2', 'D → H maths 2']);
    const plan = await planned(keeping(known, ['fewest-changes', 'days-unserved']));
    expect(away(plan)).toEqual(['B → H maths 1', 'C → H maths 2', 'D → H maths 2']);
    expect(plan.goals[0]).toMatchObject({ name: 'fewest-changes', unit: 'changes', value: 0 });
  });

  test('that cannot be made any more are changed for certain, and no other is', async () => {
    const plan = await planned(keeping(known, ['fewest-changes', 'days-unserved'], onLeave));
    expect(away(plan)).toEqual(['B → H maths 1', 'C → H maths 2']);
    expect(plan.goals[0]?.value).toBe(1);
    const shorter = await planned(
      keeping(known, ['fewest-changes', 'days-unserved'], staff(), { mostDays: 1 }),
    );
    expect(shorter.goals[0]?.value).toBe(2);
    expect(away(shorter)).toEqual(['B → H maths 1', 'C → H maths 1', 'D → H maths 1']);
  });

  test('give way where lessons come first, and one is put right with one change more', async () => {
    const plan = await planned(keeping(known, ['days-unserved', 'fewest-changes'], onLeave));
    expect(plan.goals.slice(0, 2)).toMatchObject([{ value: 0 }, { value: 2 }]);
    expect(away(plan)).toEqual(['A → H maths 2', 'B → H maths 1', 'C → H maths 2']);
  });

  test('and moves weigh alike: a move for three circuits is four changes', async () => {
    const facts = { ...staff(), base: [], baseCircuits: known };
    const plan = await planned(
      given(facts, { circuit: {}, 'sender-floor': {} }, ['gap', 'fewest-changes', 'circuit-travel']),
    );
    expect([plan.moves.length, plan.circuits, plan.goals[1]?.value]).toEqual([1, [], 4]);
  });

  test('come into the problem with the moves, but for who left and what is not taught any more', async () => {
    const problem = keeping(undefined, ['days-unserved']);
    const plan = await planned(keeping(known, ['fewest-changes', 'days-unserved']));
    expect(replanned(problem, plan)).toMatchObject({ base: [], baseCircuits: known });
    expect((await planned(replanned(problem, plan))).circuits).toEqual(plan.circuits);
    const left = { ...problem, teachers: problem.teachers.filter(({ id }) => id !== 'C') };
    expect(replanned(left, plan).baseCircuits).toEqual([at('B', 1), at('D', 2)]);
    const told =
      "Staff number C is not in this problem any more: the earlier plan's circuit to H falls away.";
    expect(leftBehind(left, plan).map(({ en }) => en)).toEqual([told]);
    expect(
      differences(left, plan, { moves: [], circuits: [] }).map(({ kind, text }) => [kind, text.en]),
    ).toEqual([
      ['dropped', 'B: no longer teaches Mathematics at Hillfoot (primary) (1 day a week).'],
      ['left', told],
      ['dropped', 'D: no longer teaches Mathematics at Hillfoot (primary) (2 days a week).'],
    ]);
  });

  test('are told apart in words, in both languages', async () => {
    const problem = keeping(undefined, ['days-unserved']);
    const plan = await planned(keeping(known, ['fewest-changes', 'days-unserved']));
    const circuits = plan.circuits.flatMap((one): PlannedCircuit[] => {
      if (one.teacher === 'B') return [{ ...one, days: 2 }];
      return one.teacher === 'C' ? [{ ...one, teacher: 'A' }] : [one];
    });
    expect(
      differences(problem, plan, { moves: [], circuits }).map(({ kind, text }) => [kind, text.en, text.zh]),
    ).toEqual([
      [
        'added',
        'A: now teaches Mathematics at Hillfoot (primary) on 2 days a week.',
        'A：新增到Hillfoot小学部走教数学，每周2天。',
      ],
      [
        'elsewhere',
        'B: teaches Mathematics at Hillfoot (primary) on 2 days a week instead of 1.',
        'B：到Hillfoot小学部走教数学由每周1天改为2天。',
      ],
      [
        'dropped',
        'C: no longer teaches Mathematics at Hillfoot (primary) (2 days a week).',
        'C：不再到Hillfoot小学部走教数学（原每周2天）。',
      ],
    ]);
  });
});

describe('a finished plan with a wrong circuit', () => {
  const problem = county({ ...staff(), teachers: [...teachers(4), teacher('far', { certificates: [] })] });
  const plan = solve(problem);

  const found = async (changed: (circuits: readonly PlannedCircuit[]) => readonly PlannedCircuit[]) => {
    const made = await plan;
    const known = caseOf(problem);
    const circuits = [...changed(made.circuits)];
    const breaches = audit(known, [], known.circuitsOf(circuits)).map(({ text }) => text.en);
    const { faults } = verify(problem, { ...made, circuits });
    return { breaches, faults: [...new Set(faults.map(({ code }) => code))] };
  };
  const first = (changes: Partial<PlannedCircuit>) => (circuits: readonly PlannedCircuit[]) =>
    circuits.map((circuit, place) => (place === 0 ? { ...circuit, ...changes } : circuit));

  test('as it is, keeps every rule', async () =>
    expect(await found((circuits) => circuits)).toEqual({ breaches: [], faults: [] }));
  test('four days in place of two', async () => {
    const { breaches, faults } = await found(first({ days: 4 }));
    expect(breaches).toContain('A would be away on 4 days a week; at most 2.');
    expect(faults).toContain('rule-broken');
  });
  test('a teacher who is not certified', async () => {
    const { breaches, faults } = await found(first({ teacher: 'far' }));
    expect(breaches).toEqual([
      'far cannot teach Mathematics at Hillfoot (primary) on some days: the teacher is not certified for it.',
    ]);
    expect(faults).toEqual(expect.arrayContaining(['rule-broken', 'wrong-reason']));
  });
  test('another distance', async () =>
    expect((await found(first({ km: 5 }))).faults).toEqual(['wrong-circuit']));
  test('one left out', async () => {
    const { breaches, faults } = await found((circuits) => circuits.slice(1));
    expect(breaches).toEqual([]);
    expect(faults).toEqual(expect.arrayContaining(['wrong-unfilled', 'wrong-reason', 'wrong-value']));
  });
  test('one told twice', async () =>
    expect((await found((circuits) => [...circuits, ...circuits.slice(0, 1)])).faults).toContain(
      'rule-broken',
    ));
  test('a plan that says there is none', async () => {
    const made = await plan;
    const { faults } = verify(problem, { ...made, status: 'infeasible', moves: [], goals: [] });
    expect(faults.map(({ text }) => text.en)).toContain(
      'The status is infeasible, yet 3 circuits are planned.',
    );
  });
});
