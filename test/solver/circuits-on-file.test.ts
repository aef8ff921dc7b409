import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { factsOfProblem } from '../../solver/balance/facts.ts';
import { balanceOf } from '../../solver/balance/report.ts';
import { qualityBalance } from '../../solver/balance/standard.ts';
import { problemHash } from '../../solver/canonical.ts';
import { caseOf } from '../../solver/case.ts';
import { demandOf, millionths } from '../../solver/demand.ts';
import type { ProblemInput } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { lackAt } from '../../solver/reasons/need.ts';
import { registryFindings } from '../../solver/registry-check.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

type CircuitInput = NonNullable<ProblemInput['circuits']>[number];

/** Two days a week of mathematics at the village school, begun last year. */
const circuit = (facts: Partial<CircuitInput> = {}): CircuitInput => ({
  teacher: 'far',
  section: 'village-primary',
  subject: 'maths',
  days: 2,
  from: '2025-09-01',
  ...facts,
});

const county = (...circuits: CircuitInput[]) => twoSchools({ circuits });
const cells = (...circuits: CircuitInput[]) => {
  const demand = demandOf(county(...circuits));
  return {
    home: demand.cell('town-primary', 'maths'),
    host: demand.cell('village-primary', 'maths'),
    music: demand.cell('village-primary', 'music'),
    demand,
  };
};

describe('days on file', () => {
  test('go from the supply of the home subject to that of the host, two of five as 0.4 of a post', () => {
    const { home, host } = cells(circuit());
    expect(home).toMatchObject({ supply: 4.1, circuitsIn: 0, circuitsOut: 0.4, surplus: 3.1, gap: 0 });
    expect(host).toMatchObject({ supply: 0.4, circuitsIn: 0.4, circuitsOut: 0, gap: 1.6, openings: 2 });
  });
  test('without any nothing comes and nothing goes', () => {
    const { home, host } = cells();
    expect(home).toMatchObject({ supply: 4.5, circuitsIn: 0, circuitsOut: 0 });
    expect(host).toMatchObject({ supply: 0, circuitsIn: 0, circuitsOut: 0, gap: 2 });
  });
  test('are supply of the subject taught there, and of the sections in all', () => {
    const { home, host, music, demand } = cells(circuit({ subject: 'music', days: 1.5 }));
    expect(home).toMatchObject({ supply: 4.2, circuitsOut: 0.3 });
    expect(host).toMatchObject({ supply: 0 });
    expect(music).toMatchObject({ supply: 0.3, circuitsIn: 0.3, gap: 0.7 });
    expect(demand.sections.get('town-primary')?.supply).toBe(4.2);
    expect(demand.sections.get('village-primary')?.supply).toBe(0.3);
  });
  test('end a subject that nobody teaches: somebody comes', () => {
    expect(cells().music?.critical).toBe(true);
    expect(cells(circuit({ subject: 'music', days: 0.5 })).music?.critical).toBe(false);
  });
  test.each([
    ['the first day', { from: '2026-09-01' }, 0.4],
    ['the day after', { from: '2026-09-02' }, 0],
    ['the last day', { until: '2026-09-01' }, 0.4],
    ['the day before', { until: '2026-08-31' }, 0],
  ])('count from their first day to their last: %s', (_name, facts, supply) =>
    expect(cells(circuit(facts)).host?.supply).toBe(supply),
  );
  test('of which the number is not on file count nothing', () => {
    const { days: _, ...untold } = circuit();
    expect(cells(untold).host?.supply).toBe(0);
    expect(cells(untold).home?.supply).toBe(4.5);
  });
  test('are parts of the week that the rule is set to, to the nearest millionth', () => {
    const policy = { ...twoSchoolsInput.policy, rules: { circuit: { level: 'off' as const, week: 6 } } };
    const demand = demandOf(twoSchools({ policy, circuits: [circuit({ days: 1 })] }));
    expect(demand.cell('village-primary', 'maths')?.supply).toBe(0.166667);
    expect(demand.cell('town-primary', 'maths')?.supply).toBe(4.333333);
  });
  test('of who has come home to where they were given are the section’s own', () => {
    const teachers = twoSchoolsInput.teachers.map((one) =>
      one.id === 'far'
        ? { ...one, posting: { home: 'village-primary', since: '2023-09-01', until: '2026-08-31' } }
        : one,
    );
    const home = caseOf(twoSchools({ teachers, circuits: [circuit()] })).demand;
    expect(home.cell('village-primary', 'maths')).toMatchObject({ supply: 1, circuitsIn: 0 });
  });
  test('beyond the post count nowhere, the class-teacher duty taken off first, and are told of', () => {
    const tutor = [
      circuit({ teacher: 'tutor', days: 2 }),
      circuit({ teacher: 'tutor', subject: 'music', days: 1 }),
    ];
    const { home, host, music } = cells(...tutor);
    expect(host?.supply).toBe(0.4);
    expect(music?.supply).toBe(0.1);
    expect(home).toMatchObject({ supply: 4, circuitsOut: 0.5 });
    expect(
      registryFindings(county(...tutor)).filter(({ code }) => code === 'more-circuit-days-than-post'),
    ).toMatchObject([
      {
        section: 'town-primary',
        schools: ['town'],
        text: {
          zh: '教师tutor每周外出走教共3天，而其岗位除班主任工作外只有2.5天：多出的天数未计入接收学校。',
          en: 'Teacher tutor gives 3 days a week by circuit teaching, and the post holds 2.5 beside class-teacher duty: what is beyond counts at no host.',
        },
      },
    ]);
    const all = registryFindings(county(circuit({ teacher: 'tutor', days: 2.5 })));
    expect(all.filter(({ code }) => code === 'more-circuit-days-than-post')).toEqual([]);
  });
  test('that are not on file are told of at the host', () => {
    const { days: _, ...untold } = circuit();
    expect(
      registryFindings(county(untold)).filter(({ code }) => code === 'circuit-days-not-on-file'),
    ).toMatchObject([{ section: 'village-primary', schools: ['village'] }]);
  });
  test('move posts between sections, and make none: what all supply is what all hold', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            teacher: fc.constantFrom('far', 'near', 'tutor'),
            subject: fc.constantFrom('maths', 'music'),
            days: fc.integer({ min: 1, max: 14 }).map((halves) => halves / 2),
          }),
          { maxLength: 6 },
        ),
        (rows) => {
          const unique = new Map(rows.map((row) => [`${row.teacher} ${row.subject}`, circuit(row)]));
          const { demand } = cells(...unique.values());
          const supply = demand.cells.reduce((sum, one) => sum + millionths(one.supply), 0);
          expect(supply).toBe(4_500_000);
          for (const one of demand.cells) {
            expect(one.supply).toBeGreaterThanOrEqual(0);
            expect(millionths(one.supply) - millionths(one.lent)).toBe(
              millionths(one.need) + millionths(one.surplus) - millionths(one.gap),
            );
          }
        },
      ),
    );
  });
});

describe('who is on one', () => {
  const bar = (...circuits: CircuitInput[]) => {
    const found = caseOf(county(...circuits));
    return found.barred(found.teacher('far'));
  };
  test('stays until it ends', () =>
    expect(bar(circuit({ until: '2027-08-31' }))).toMatchObject({
      rule: { name: 'running-posting' },
      bar: {
        figures: { since: '2025-09-01', until: '2027-08-31', from: '2027-09-01' },
        text: {
          zh: '自2025-09-01起在外走教，至2027-08-31止；2027-09-01起满足本条（其他条件届时另行核查）。',
        },
      },
    }));
  test('stays while one of several has no end', () =>
    expect(
      bar(circuit({ until: '2027-08-31' }), circuit({ subject: 'music', from: '2024-09-01', days: 1 })),
    ).toMatchObject({ bar: { figures: { since: '2024-09-01', until: null, from: null } } }));
  test('goes once it is over', () => expect(bar(circuit({ until: '2026-08-31' }))).toBeNull());
  test('is in no plan, which the checker without a solver confirms', async () => {
    const problem = county(circuit());
    const plan = await solve(problem);
    expect(plan.status).toBe('optimal');
    expect(plan.moves.map(({ teacher }) => teacher)).not.toContain('far');
    expect(verify(problem, plan)).toMatchObject({ confirmed: true, faults: [] });
    // A plan of the county without the circuit may not be passed off as one of this.
    expect(verify(problem, await solve(county())).confirmed).toBe(false);
  });
});

test('reasons say how much of what a section has comes by circuit, and how much it gives', () => {
  const found = caseOf(county(circuit()));
  const lack = (section: string) => lackAt(found, found.opening(section, 'maths'));
  expect(lack('village-primary')).toEqual({
    zh: '数学需2个专任教师，现有0.4个（其中走教来0.4个），缺1.6个',
    en: 'Mathematics needs 2 FTE, has 0.4 (0.4 of it by circuit teaching) and lacks 1.6',
  });
  expect(lack('town-primary')).toEqual({
    zh: '数学需1个专任教师，现有4.1个（另有0.4个外出走教），缺0个',
    en: 'Mathematics needs 1 FTE, has 4.1 (0.4 more teaching elsewhere by circuit) and lacks 0',
  });
});

describe('the problem', () => {
  test('without circuits has the hash it always had', () => {
    expect(county()).toHaveProperty('circuits');
    expect(problemHash(twoSchools())).not.toBe(problemHash(county(circuit())));
    expect(twoSchools()).not.toHaveProperty('circuits');
  });
  test('does not depend on the order of circuits', () => {
    const two = [circuit(), circuit({ teacher: 'near', days: 1 })] as const;
    expect(problemHash(county(...two))).toBe(problemHash(county(two[1], two[0])));
  });
  test('names what is wrong with a circuit', () => {
    const read = readProblem({
      ...twoSchoolsInput,
      circuits: [
        circuit(),
        circuit({ days: 1 }),
        circuit({ teacher: 'nobody', section: 'nowhere', subject: 'none' }),
        circuit({ teacher: 'near', section: 'town-primary' }),
        circuit({ teacher: 'star', until: '2025-08-31' }),
      ],
    });
    expect(read.ok ? [] : read.faults.map(({ path }) => path).toSorted()).toEqual([
      '$.circuits[1].teacher',
      '$.circuits[2].section',
      '$.circuits[2].subject',
      '$.circuits[2].teacher',
      '$.circuits[3].section',
      '$.circuits[4].until',
    ]);
  });
});

describe('teachers of PE and the arts who come by circuit', () => {
  const rural = (pupils: number, place: 'village' | 'urban' = 'village') => {
    return twoSchools({
      schools: twoSchoolsInput.schools.map((one) => (one.id === 'town' ? one : { ...one, place })),
      sections: twoSchoolsInput.sections.map((one) => ({
        ...one,
        pupils: { 1: one.school === 'town' ? 200 : pupils },
      })),
      teachers: twoSchoolsInput.teachers.map((one) =>
        one.id === 'star' || one.id === 'far' ? { ...one, subject: 'music' } : one,
      ),
      circuits: [circuit({ subject: 'music' }), circuit({ teacher: 'near', subject: 'maths' })],
      policy: {
        ...twoSchoolsInput.policy,
        goals: [{ name: 'balance', indicators: ['arts-and-pe'], stages: ['primary'] }],
      },
    });
  };
  /** CV² in millionths: of the goal, by the checker, and of the figures of an inspection. */
  const spreads = (problem: ReturnType<typeof rural>) => {
    const found = caseOf(problem);
    const goal = found.goals[0]?.value(found, []) ?? null;
    const report = balanceOf(factsOfProblem(problem, new Map()), qualityBalance, 'serving');
    const told = report.stages[0]?.indicators.find(({ indicator }) => indicator.amount === 'arts-and-pe');
    return { goal, told: told?.computable ? Math.round(1e6 * told.coefficient ** 2) : null };
  };
  // Two at town of 200 pupils; one more at the village counts from 50 to 99 pupils: 299 × (4/200 + 1/99) ÷ 9 − 1.
  test.each([
    [49, 'village' as const, Math.round(1e6 * ((249 * (4 / 200)) / 4 - 1))],
    [50, 'village' as const, Math.round(1e6 * ((250 * (4 / 200 + 1 / 50)) / 9 - 1))],
    [99, 'village' as const, Math.round(1e6 * ((299 * (4 / 200 + 1 / 99)) / 9 - 1))],
    [100, 'village' as const, Math.round(1e6 * ((300 * (4 / 200)) / 4 - 1))],
    [99, 'urban' as const, Math.round(1e6 * ((299 * (4 / 200)) / 4 - 1))],
  ])('count in the goal as in the figures: %i pupils, %s', (pupils, place, expected) => {
    const { goal, told } = spreads(rural(pupils, place));
    expect(goal).toBe(expected);
    expect(told).toBe(expected);
  });
  test('count in a plan and its proof', async () => {
    const problem = rural(99);
    const plan = await solve(problem);
    expect(plan.status).toBe('optimal');
    expect(verify(problem, plan)).toMatchObject({ confirmed: true });
  });
});
