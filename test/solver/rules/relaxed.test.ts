import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
import type { Plan } from '../../../solver/plan.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { rules } from '../../../solver/rules/index.ts';
import { solve } from '../../../solver/solve.ts';
import { verify } from '../../../solver/verify.ts';
import { county, hillfoot, lakeside, only, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

const decision = 'Decision 7 of the bureau, 3 July 2026';
/** A policy rule that the decision lets be broken. */
const relaxed = (figures: object = {}) => ({ level: 'policy', relaxed: decision, ...figures });

const sections = (ofHillfoot: number): ProblemInput['sections'] => [
  { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
  { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: ofHillfoot } },
];
const short = ({ goals }: Plan, measure = 'shortfall'): number | undefined =>
  goals.find(({ name }) => name === measure)?.value;
const came = { serving: { section: 'L', since: '2025-09-01' } };
const goesTo = (...staff: string[]): ProblemInput['pins'] =>
  staff.map((id) => ({ kind: 'move', teacher: id, section: 'H' }));

describe('a relaxed rule about the person', () => {
  const facts = (more: Partial<ProblemInput> = {}): Partial<ProblemInput> => ({
    teachers: [...teachers(2), teacher('New', came), teacher('Newer', came)],
    sections: sections(3),
    ...more,
  });
  test('is kept where nothing asks to break it, though posts stay empty', async () => {
    const plan = await planned(given(facts(), { tenure: relaxed() }));
    expect(went(plan)).toEqual(['A → H', 'B → H']);
    expect(plan.goals).toMatchObject([
      { name: 'shortfall', sense: 'minimise', value: 0, bound: 0 },
      { name: 'gap' },
    ]);
    expect(plan.findings).toEqual([]);
  });
  test('is broken no more than another asks, and each breach names the decision', async () => {
    const plan = await planned(given(facts({ pins: goesTo('New') }), { tenure: relaxed(), pins: {} }));
    expect(plan.goals[0]).toMatchObject({ name: 'shortfall', value: 1, bound: 1 });
    expect(went(plan)).toContain('New → H');
    expect(plan.findings).toEqual([
      {
        rule: 'tenure',
        level: 'policy',
        unit: 'years',
        relaxed: decision,
        teachers: ['New'],
        sections: ['L', 'H'],
        amount: 5,
        text: {
          zh: '自2025-09-01起在现任教学校任教，满1年，不足6年；2031-09-01起满足本条（其他条件届时另行核查）。',
          en: 'At the present school since 2025-09-01: 1 complete year of 6; this rule is met from 2031-09-01 (the others are checked then).',
        },
      },
    ]);
  });
  test('leaves the quotas measured by those whom it lets go', async () => {
    const plan = await planned(given(facts(), { tenure: relaxed(), 'exchange-quota': { percent: 100 } }));
    expect(short(plan)).toBe(0);
    expect(went(plan)).toEqual(['A → H', 'B → H']);
  });
  test('is broken for a quota that nobody else can meet', async () => {
    const staff = [teacher('A', { certificates: [] }), teacher('New', came)];
    const plan = await planned(
      given({ teachers: staff }, { tenure: relaxed(), certificate: {}, 'exchange-quota': { percent: 100 } }),
    );
    expect(went(plan)).toEqual(['New → H']);
    expect(short(plan)).toBe(1);
  });
  test('counts once a breach, of each rule it breaks', async () => {
    const old = teacher('Old', { ...came, born: '1960-09-01' });
    const plan = await planned(
      given({ teachers: [old], pins: goesTo('Old') }, { tenure: relaxed(), age: relaxed(), pins: {} }),
    );
    expect(short(plan)).toBe(2);
    expect(plan.findings.map(({ rule }) => rule)).toEqual(['tenure', 'age']);
  });
  test('takes nobody into account as overdue who breaks it', async () => {
    const old = teacher('Old', { born: '1960-09-01', serving: { section: 'L', since: '1990-09-01' } });
    const plan = await planned(
      given({ teachers: [old], pins: goesTo('Old') }, { age: relaxed(), pins: {} }, ['overdue']),
    );
    expect(plan.goals).toMatchObject([
      { name: 'shortfall', value: 1 },
      { name: 'overdue', value: 0 },
    ]);
  });
  test('a hold-back is one', async () => {
    const holdBacks = [{ teacher: 'A' }, { teacher: 'B' }];
    const plan = await planned(
      given(facts({ holdBacks, pins: goesTo('A') }), { 'hold-back': relaxed(), pins: {} }),
    );
    // One held back too many, and one of them sent.
    expect(short(plan)).toBe(2);
    expect(plan.findings).toHaveLength(2);
  });
});

describe('a relaxed rule about the place', () => {
  test('is broken for a pin, and told of', async () => {
    const facts = { teachers: teachers(6), pins: goesTo('A') };
    const plan = await planned(given(facts, { travel: relaxed({ withoutBed: 1, withBed: 19.9 }), pins: {} }));
    expect(went(plan)).toEqual(['A → H']);
    expect(short(plan)).toBe(1);
    expect(plan.findings).toMatchObject([
      {
        rule: 'travel',
        relaxed: decision,
        text: { en: 'A would go 20 km to Hillfoot, beyond 19.9 km.' },
      },
    ]);
  });
  test('two relaxed rules are broken where that breaks least', async () => {
    // Who is certified lives too far; who lives near is not certified.
    const near = { longitude: 111, latitude: 31.1384 };
    const facts = {
      teachers: [teacher('Far'), teacher('Near', { certificates: [], home: near, ...came })],
      sections: sections(1),
    };
    const plan = await planned(
      given(facts, {
        travel: relaxed({ withoutBed: 1, withBed: 10 }),
        certificate: relaxed(),
        tenure: relaxed(),
        'exchange-quota': { percent: 100 },
      }),
    );
    expect(short(plan)).toBe(1);
    expect(went(plan)).toEqual(['Far → H']);
  });
});

describe('relaxed rules of several measures', () => {
  const facts: Partial<ProblemInput> = {
    teachers: [teacher('Dear'), teacher('New', { ...came, certificates: [] })],
    sections: sections(1),
    budget: 0,
    allowance: { version: 'v', perHead: 500 },
  };
  test('are never added up: money is spent before anybody is made an exception of', async () => {
    const plan = await planned(
      given(facts, {
        tenure: relaxed(),
        budget: relaxed(),
        'exchange-quota': { percent: 100 },
      }),
    );
    expect(went(plan)).toEqual(['Dear → H']);
    expect(plan.goals).toMatchObject([
      { name: 'shortfall', unit: 'cases', value: 0, bound: 0 },
      { name: 'shortfall-yuan', unit: 'yuan a year', value: 500, bound: 500 },
      { name: 'gap' },
    ]);
  });
});

describe('a relaxed rule about how many', () => {
  test('a quota counts the teachers short of it', async () => {
    const facts = { teachers: teachers(5), sections: sections(2) };
    const plan = await planned(
      given(facts, { 'exchange-quota': relaxed({ percent: 61 }) }, ['fewest-moves']),
    );
    expect(plan.goals).toMatchObject([
      { name: 'shortfall', value: 2, bound: 2 },
      { name: 'fewest-moves', value: 2 },
    ]);
    expect(plan.findings).toMatchObject([
      {
        rule: 'exchange-quota',
        amount: 2,
        relaxed: decision,
        text: { en: '2 of 5 eligible teachers would be exchanged; 61 % is 4.' },
      },
    ]);
  });
  test.each(['EXCHANGED', 'ELIGIBLE_BACKBONE', 'ELIGIBLE_ALL'])('backbone teachers, of %s', async (of) => {
    const facts = {
      teachers: [...teachers(3), teacher('Bo', { backbone: 'county' }), teacher('Cy', { backbone: 'city' })],
      sections: sections(3),
      pins: goesTo('A', 'B', 'C'),
    };
    const plan = await planned(
      given(facts, { 'backbone-quota': relaxed({ of, percent: 50 }), pins: {} }, ['fewest-moves']),
    );
    expect(short(plan)).toBe({ EXCHANGED: 2, ELIGIBLE_BACKBONE: 1, ELIGIBLE_ALL: 3 }[of]);
  });
  test('a floor counts thousandths of a post', async () => {
    const facts = { teachers: [...teachers(3), teacher('Pat', { fte: 0.5 })], pins: goesTo('Pat') };
    const plan = await planned(given(facts, { 'sender-floor': relaxed(), pins: {} }));
    // Half a post of mathematics, which lacks already and so lends nothing.
    expect(short(plan, 'shortfall-fte')).toBe(500);
    expect(plan.findings.map(({ rule, amount }) => [rule, amount])).toEqual([['sender-floor', 0.5]]);
  });
  test('a budget counts yuan', async () => {
    const facts = {
      teachers: [teacher('new', { teachingSince: '2020-09-01' }), teacher('old')],
      allowance: { version: 'small', perHead: 500, transport: [{ fromYears: 10, monthly: 100 }] },
      budget: 100,
    };
    const plan = await planned(
      given(facts, { budget: relaxed(), 'exchange-quota': { percent: 50 } }, ['fewest-moves']),
    );
    expect(went(plan)).toEqual(['new → H']);
    expect(short(plan, 'shortfall-yuan')).toBe(400);
    expect(plan.findings).toMatchObject([
      {
        rule: 'budget',
        amount: 400,
        text: { en: 'Allowances of the county would come to 500 yuan a year, where the budget is 100.' },
      },
    ]);
  });
  test('beds and caps count heads', async () => {
    const facts = {
      teachers: teachers(8),
      sections: sections(3),
      schools: [lakeside, { ...hillfoot, beds: 1 }],
      pins: goesTo('A', 'B', 'C'),
    };
    const plan = await planned(
      given(facts, {
        beds: relaxed(),
        travel: { withoutBed: 1 },
        'outflow-cap': relaxed(),
        'receiver-cap': relaxed(),
        pins: {},
      }),
    );
    expect(plan.findings.map(({ rule, amount }) => [rule, amount])).toEqual([
      ['outflow-cap', 2],
      ['receiver-cap', 1],
      ['beds', 2],
    ]);
    expect(short(plan)).toBe(5);
  });
  test('who goes farther than is allowed still needs a bed there', async () => {
    const far = (beds: number) =>
      given(
        {
          teachers: teachers(5),
          schools: [lakeside, { ...hillfoot, location: { longitude: 111, latitude: 32.5 }, beds }],
          pins: goesTo('A'),
        },
        { travel: relaxed(), beds: {}, pins: {} },
      );
    const plan = await planned(far(1));
    expect(plan.moves).toMatchObject([{ teacher: 'A', to: 'H', bed: true }]);
    expect(plan.findings).toMatchObject([{ rule: 'travel', amount: 96.8 }]);
    const none = await planned(far(0));
    expect(none.diagnosis?.clash.map(({ rule }) => rule)).toContain('beds');
  });
  test('a couple counts whoever goes', async () => {
    const facts = {
      teachers: [teacher('A', { partner: 'B' }), teacher('B', { partner: 'A' })],
      sections: sections(1),
      pins: goesTo('A'),
    };
    const plan = await planned(given(facts, { couples: relaxed({ withinKm: 0 }), pins: {} }));
    expect(plan.findings).toMatchObject([{ rule: 'couples', relaxed: decision }]);
    expect(short(plan)).toBe(1);
  });
  test('a longest stay, and a seat', async () => {
    const principal = teacher('P', {
      cadre: { role: 'principal', since: '2010-09-01', terms: 5 },
    });
    const facts = {
      teachers: [...teachers(2), principal],
      sections: sections(1),
      seats: [{ section: 'H', role: 'principal' as const, count: 1 }],
    };
    const plan = await planned(
      given(facts, {
        cadre: { rotation: true },
        'cadre-seats': relaxed(),
        'cadre-quota': { percent: 100 },
        'longest-stay': relaxed(),
      }),
    );
    expect(plan.findings.map(({ rule }) => rule)).toEqual(['longest-stay', 'cadre-seats']);
    expect(short(plan)).toBe(2);
  });
});

describe('the decision', () => {
  const facts = { teachers: [teacher('New', came)], pins: goesTo('New') };

  test('relaxes no law', async () => {
    const law = { tenure: { level: 'law', relaxed: decision }, pins: {} };
    const plan = await planned(given(facts, law));
    expect(plan).toMatchObject({ status: 'infeasible', goals: [] });
    expect(plan.diagnosis?.clash.map(({ rule }) => rule)).toEqual(['tenure', 'pins']);
  });
  test('nor a rule that holds whatever the policy says', () => {
    const always = rules.filter((rule) => rule.always).map(({ name }) => name);
    expect(always).toEqual(['running-posting', 'one-posting', 'openings', 'recruit']);
    const found = caseOf(given(facts, Object.fromEntries(always.map((name) => [name, relaxed()]))));
    expect([...found.relaxed]).toEqual([]);
    expect(found.rules.every(({ relaxed: by }) => by === null)).toBe(true);
  });
  test('nor a rule that is off', () =>
    expect(caseOf(given(facts, { tenure: { level: 'off', relaxed: decision } })).goals).toHaveLength(1));
  test('leaves a policy rule without it as it was', async () =>
    expect((await planned(given(facts, { tenure: { level: 'policy' }, pins: {} }))).status).toBe(
      'infeasible',
    ));
  test('comes before a weighted sum too', async () => {
    const problem = county({
      ...facts,
      policy: {
        version: 'small',
        rules: only({ tenure: relaxed() }),
        goals: [{ name: 'gap', weight: 1000 }],
        combine: 'weights',
      },
    });
    // Hillfoot lacks its first teacher: 150; Lakeside three of four: 3 × (8 + 5 + 3) tenths.
    expect((await planned(problem)).goals).toMatchObject([
      { name: 'shortfall', value: 0 },
      { name: 'weighted-sum', value: 198_000 },
      { name: 'gap', value: 198 },
    ]);
  });
  test('is told of in the plan, or the plan is faulty', async () => {
    const problem = given(facts, { tenure: relaxed(), pins: {} });
    const plan = await solve(problem);
    const codes = (changed: Partial<Plan>) =>
      verify(problem, { ...plan, ...changed }).faults.map(({ code }) => code);
    expect(codes({})).toEqual([]);
    expect(codes({ findings: [] })).toContain('missing-finding');
    expect(codes({ goals: plan.goals.slice(1) })).toContain('wrong-goals');
    expect(codes({ goals: plan.goals.map((goal) => ({ ...goal, value: 0, bound: 0 })) })).toContain(
      'wrong-value',
    );
  });
});
