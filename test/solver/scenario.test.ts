import { describe, expect, test } from 'vitest';
import { problemHash } from '../../solver/canonical.ts';
import { differencesBetween } from '../../solver/differences.ts';
import type { Problem } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { assumptions, under } from '../../solver/scenario.ts';
import { solve } from '../../solver/solve.ts';
import { randomCounty, shuffledRows } from '../support/random-county.ts';
import { twoSchools } from '../support/two-schools.ts';

const round = twoSchools({
  policy: {
    version: 'P1',
    rules: { tenure: { level: 'policy', years: 6, clause: 'art. 3' }, 'outflow-cap': { level: 'off' } },
    goals: [{ name: 'gap' }, { name: 'fewest-moves' }],
  },
  budget: 50_000,
  requests: [{ id: 'R1', section: 'village-primary', subject: 'maths', count: 2 }],
  pins: [{ kind: 'stay', teacher: 'far' }],
});

const made = (given: object, problem = round): Problem => {
  const found = under(problem, { name: 'S', assumptions: assumptions.parse(given) });
  if (!found.ok) throw new Error(JSON.stringify(found.faults));
  return found.problem;
};
const faults = (given: object) => {
  const found = under(round, { name: 'S', assumptions: assumptions.parse(given) });
  return found.ok ? [] : found.faults;
};
const inWords = (given: object) => differencesBetween(round, made(given));

describe('a scenario', () => {
  test('without assumptions is the round', () => {
    expect(problemHash(made({}))).toBe(problemHash(round));
    expect(inWords({})).toEqual([]);
  });

  test('changes single figures of a rule and keeps the others', () => {
    const { policy } = made({ rules: { tenure: { years: 5 } } });
    expect(policy.rules['tenure']).toEqual({ level: 'policy', years: 5, clause: 'art. 3' });
    expect(policy.version).toBe('P1 · S');
    expect(inWords({ rules: { tenure: { years: 5 } } })).toEqual([
      {
        zh: '同校任教年限：由“教师须在现任教学校连续任教满6年”改为“教师须在现任教学校连续任教满5年”。',
        en: 'Tenure at one school: instead of “Teachers go after 6 complete years at one school” “Teachers go after 5 complete years at one school”.',
      },
    ]);
  });
  test('sets a rule that the policy does not name at its own level', () => {
    const { policy } = made({ rules: { direction: { level: 'off' }, beds: {} } });
    expect(policy.rules).toMatchObject({ direction: { level: 'off' }, beds: { level: 'law' } });
  });
  test('takes a rule back to its defaults', () => {
    const { policy } = made({ rules: { 'outflow-cap': null } });
    expect(Object.keys(policy.rules)).toEqual(['tenure']);
    expect(inWords({ rules: { 'outflow-cap': null } })[0]?.en).toMatch(/instead of “not applied” “/);
  });
  test('a figure that the words of a rule do not tell is told by its name', () =>
    expect(inWords({ rules: { tenure: { clause: 'art. 4' } } })).toEqual([
      {
        zh: '同校任教年限：由“clause = "art. 3"”改为“clause = "art. 4"”。',
        en: 'Tenure at one school: instead of “clause = "art. 3"” “clause = "art. 4"”.',
      },
    ]));
  test('a rule that there is not, or a figure it does not take, is told when the problem is read', () => {
    const read = readProblem(made({ rules: { tenur: {}, tenure: { years: -1 } } }));
    expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual([
      '$.policy.rules.tenure.years',
      '$.policy.rules.tenur',
    ]);
  });

  test('takes other goals, in their order', () =>
    expect(inWords({ goals: [{ name: 'fewest-moves' }, { name: 'gap' }] })).toEqual([
      {
        zh: '目标及其顺序：由“学科缺口、调动人数”改为“调动人数、学科缺口”。',
        en: expect.stringContaining('Goals and their order'),
      },
    ]));
  test.each([
    [60_000, '由“每年50000元”改为“每年60000元”'],
    [null, '由“每年50000元”改为“不限”'],
  ])('has a budget of its own: %s', (budget, words) => {
    expect(made({ budget }).budget).toBe(budget ?? undefined);
    expect(inWords({ budget })[0]?.zh).toContain(words);
  });

  test('counts a request differently, drops it, and has more', () => {
    expect(made({ requests: [{ id: 'R1', count: 1, priority: 5 }] }).requests).toMatchObject([
      { id: 'R1', count: 1, priority: 5, level: 'none' },
    ]);
    expect(made({ requests: [{ id: 'R1', count: 0 }] }).requests).toEqual([]);
    const more = { id: 'S1', section: 'village-primary', subject: 'music', count: 1 };
    expect(made({ moreRequests: [more] }).requests).toMatchObject([{ id: 'R1' }, { ...more, priority: 3 }]);
    expect(inWords({ requests: [{ id: 'R1', count: 0 }], moreRequests: [more] }).map(({ en }) => en)).toEqual(
      [
        'Request R1 (Mathematics at Hillside (primary)): instead of “2, priority 3” “none”.',
        'Request S1 (Music at Hillside (primary)): instead of “none” “1, priority 3”.',
      ],
    );
  });

  test('frees and fixes teachers', () => {
    const given = {
      freed: ['far'],
      pins: [
        { kind: 'move', teacher: 'near', section: 'village-primary' },
        { kind: 'forbid', teacher: 'star', section: 'village-primary' },
      ],
    };
    expect(made(given).pins).toEqual(given.pins);
    expect(inWords(given).map(({ zh, en }) => [zh, en])).toEqual([
      ['工号far的教师不再固定留任。', 'The teacher with staff number far is no longer fixed to stay.'],
      [
        '工号near的教师固定调往Hillside小学部。',
        'The teacher with staff number near is fixed to go to Hillside (primary).',
      ],
      [
        '工号star的教师禁止调往Hillside小学部。',
        'The teacher with staff number star is banned from Hillside (primary).',
      ],
    ]);
  });

  test('names every request and pin that the round does not have', () =>
    expect(faults({ requests: [{ id: 'R9', count: 1 }], freed: ['near'] })).toEqual([
      {
        path: '$.assumptions.requests[0].id',
        found: '"R9"',
        expected: 'the number of an approved request of the round',
      },
      {
        path: '$.assumptions.freed[0]',
        found: '"near"',
        expected: 'the staff number of a teacher pinned in the round',
      },
    ]));

  test('tells how many rows on file differ between two problems', () => {
    const [first, ...others] = round.teachers;
    if (!first) throw new Error('There are teachers.');
    const later = { ...round, teachers: [{ ...first, backbone: 'city' as const }, ...others.slice(1)] };
    expect(differencesBetween(round, later)).toEqual([
      { zh: '登记数据不同：教师2条。', en: 'What is on file differs: 2 of the teachers.' },
    ]);
  });
});

describe('on random counties', () => {
  const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1);

  test('a problem differs in nothing from itself, in whatever order its rows are', () => {
    for (const seed of seeds) {
      const county = randomCounty(seed);
      expect(differencesBetween(county, shuffledRows(county, seed))).toEqual([]);
    }
  });

  test('whoever a plan moves stays in a scenario that fixes it, and every other rule holds', async () => {
    let fixed = 0;
    for (const seed of seeds) {
      const county = randomCounty(seed);
      const mover = (await solve(county)).moves.find(
        ({ teacher, form }) => form !== 'return' && !county.pins.some((pin) => pin.teacher === teacher),
      );
      if (!mover || county.policy.rules['pins']?.level === 'off') continue;
      const other = made({ pins: [{ kind: 'stay', teacher: mover.teacher }] }, county);
      expect(readProblem(other).ok).toBe(true);
      const plan = await solve(other);
      expect(plan.moves.map(({ teacher }) => teacher)).not.toContain(mover.teacher);
      expect(plan.findings.filter(({ level }) => level !== 'note')).toEqual([]);
      fixed += 1;
    }
    expect(fixed).toBeGreaterThan(5);
  });
});
