import { describe, expect, test } from 'vitest';
import type { Reported } from '../../../solver/balance/facts.ts';
import type { ExchangeFacts } from '../../../solver/guarantees/exchange.ts';
import type { GuaranteeCode } from '../../../solver/guarantees/guarantees.ts';
import { percentOf } from '../../../solver/guarantees/words.ts';
import type { Problem, ProblemInput } from '../../../solver/problem.ts';
import { inspected } from '../../support/inspected-county.ts';
import { county, only, teacher, teachers } from '../../support/small-county.ts';

const guarantee = (code: GuaranteeCode, problem: Problem, facts: Parameters<typeof inspected>[1] = {}) => {
  const found = inspected(problem, facts).guarantees.find((one) => one.code === code);
  if (!found) throw new Error(`There is no guarantee ${code}.`);
  return found;
};

/** So many who may go, of whom the plan moves the first; the first of all are backbone teachers. */
const plan = (eligible: number, moved: number, backbone = 0): ExchangeFacts => {
  const staff = Array.from({ length: eligible }, (_, index) =>
    teacher(`T${String(index).padStart(5, '0')}`, index < backbone ? { backbone: 'county' } : {}),
  );
  const problem = county({ teachers: staff });
  const moves = staff.slice(0, moved).map(({ id }) => id);
  return { schoolYear: 2026, plan: { name: '2026', state: 'final', problem, moves }, postings: [] };
};
const none = county();

describe('a tenth of the eligible is exchanged', () => {
  const met = (exchange: ExchangeFacts) => guarantee('exchange-quota', none, { exchange }).met;

  test('10 of 100 are a tenth', () => expect(met(plan(100, 10))).toBe(true));
  test('9 of 100 are not', () => expect(met(plan(100, 9))).toBe(false));
  test('249 of 2,500 are 9.96 %, which is not 10 %', () => {
    const { met, words, measured } = guarantee('exchange-quota', none, { exchange: plan(2_500, 249) });
    expect(met).toBe(false);
    expect(measured).toEqual({ found: 249, least: 250 });
    expect(words.en).toContain(
      '249 of 2500 eligible teachers exchanged: 9.96%; 10 % is 250, 1 more than that.',
    );
    expect(words.zh).toContain('占9.96%；10%为250人，尚差1人。');
  });
  test('9.999 % is never written as 10 %', () => expect(percentOf(9_999, 100_000)).toBe('9.99%'));
  test('a plan that moves nobody does not meet it, and no plan at all is not known', () => {
    expect(met(plan(100, 0))).toBe(false);
    const silent = guarantee('exchange-quota', county({ teachers: teachers(5) }));
    expect(silent).toMatchObject({ met: null, measured: null });
    expect(silent.words.en).toMatch(/^Neither a public plan nor a posting/);
  });
  test('where nobody is eligible there is no ratio', () => expect(met(plan(0, 0))).toBeNull());
  test('who is moved by the plan and has begun counts once; who has begun beside it counts too', () => {
    const exchange = plan(20, 1);
    const postings = ['T00000', 'T00007'].map((id) => ({ teacher: id, backbone: 'none' as const }));
    const { met, figures } = guarantee('exchange-quota', none, { exchange: { ...exchange, postings } });
    expect(figures.map(({ value }) => value)).toEqual([20, 1, 2, 2, 10]);
    expect(met).toBe(true);
  });
  test('without a plan those who have gone were eligible beside those who are', () => {
    const rules = only({ tenure: { years: 6 } });
    const staff = [...teachers(9), teacher('gone', { serving: { section: 'H', since: '2026-09-01' } })];
    const problem = county({ teachers: staff, policy: { version: 'p', rules, goals: [{ name: 'gap' }] } });
    const exchange: ExchangeFacts = {
      schoolYear: 2026,
      plan: null,
      postings: [{ teacher: 'gone', backbone: 'none' }],
    };
    const found = guarantee('exchange-quota', problem, { exchange });
    expect(found.figures.map(({ value }) => value)).toEqual([10, null, 1, 1, 10]);
    expect(found.met).toBe(true);
  });
});

describe('a fifth of the exchanged are backbone teachers', () => {
  const met = (exchanged: number, backbone: number) =>
    guarantee('backbone-quota', none, { exchange: plan(50, exchanged, backbone) }).met;

  test('2 of 10 are a fifth', () => expect(met(10, 2)).toBe(true));
  test('2 of 11 are not', () => expect(met(11, 2)).toBe(false));
  test('of nobody exchanged there is no ratio', () => expect(met(0, 0)).toBeNull());
});

describe('certificates', () => {
  const certified = (changes: readonly Partial<ProblemInput['teachers'][number]>[]) =>
    guarantee(
      'certificates',
      county({ teachers: changes.map((change, index) => teacher(`T${index}`, change)) }),
    );
  test('every teacher of a subject has one', () => expect(certified([{}, {}]).met).toBe(true));
  test('one without is a breach at the section served', () =>
    expect(certified([{}, { certificates: [] }])).toMatchObject({
      met: false,
      breaches: [{ section: 'L', found: 1, limit: 2 }],
    }));
  test('who teaches no subject needs none', () =>
    expect(certified([{}, { subject: undefined, certificates: [] }]).met).toBe(true));
  test('where nobody has one on file, it is not known', () =>
    expect(certified([{ certificates: [] }])).toMatchObject({ met: null, breaches: [] }));
  test('one for another subject counts, and is told apart', () =>
    expect(
      certified([{ certificates: [{ subject: 'music', stage: 'primary', rank: 'main' }] }]).figures.map(
        ({ value }) => value,
      ),
    ).toEqual([1, 1, 0]));
});

const sized = (
  classes: Record<string, number>,
  pupils: Record<string, number>,
  stage: 'primary' | 'junior' = 'primary',
): Problem => county({ sections: [{ id: 'L', school: 'lakeside', stage, classes, pupils }] });

describe('class sizes', () => {
  const size = (...given: Parameters<typeof sized>) => guarantee('class-size', sized(...given));
  test('90 pupils in two classes are no breach, and no proof, as one class may be larger', () =>
    expect(size({ 1: 2 }, { 1: 90 })).toMatchObject({ met: null, breaches: [] }));
  test('91 pupils in two classes are one too many', () =>
    expect(size({ 1: 2 }, { 1: 91 })).toMatchObject({
      met: false,
      breaches: [{ section: 'L', grade: 1, found: 46, limit: 45 }],
    }));
  test('45 pupils in one class are within, 46 are not', () =>
    expect([size({ 1: 1 }, { 1: 45 }).met, size({ 1: 1 }, { 1: 46 }).met]).toEqual([true, false]));
  test('50 junior pupils in one class are within, 51 are not', () =>
    expect([size({ 7: 1 }, { 7: 50 }, 'junior').met, size({ 7: 1 }, { 7: 51 }, 'junior').met]).toEqual([
      true,
      false,
    ]));
  test('a grade whose pupils are not on file is not known', () =>
    expect(size({ 1: 1, 2: 1 }, { 1: 40 }).met).toBeNull());
});

describe('school sizes', () => {
  const nineYears = (primary: number, junior: number | undefined, reported?: ReadonlyMap<string, Reported>) =>
    guarantee(
      'school-size',
      county({
        sections: [
          { id: 'P', school: 'lakeside', stage: 'primary', classes: { 1: 60 }, pupils: { 1: primary } },
          {
            id: 'J',
            school: 'lakeside',
            stage: 'junior',
            classes: { 7: 60 },
            pupils: junior === undefined ? {} : { 7: junior },
          },
        ],
      }),
      reported && { reported },
    );
  test('2,000 pupils of one stage are within, 2,001 are not', () =>
    expect(
      [2_000, 2_001].map((pupils) => guarantee('school-size', sized({ 1: 60 }, { 1: pupils })).met),
    ).toEqual([true, false]));
  test('2,500 pupils of a nine-year school are within, 2,501 are not', () =>
    expect([nineYears(1_500, 1_000).met, nineYears(1_500, 1_001).met]).toEqual([true, false]));
  test('of pupils not on file nothing is said, unless those known are too many', () =>
    expect([nineYears(2_500, undefined).met, nineYears(2_501, undefined).met]).toEqual([null, false]));
  test('a site not counted as a school is in the school it is part of', () => {
    const site: Reported = {
      parent: 'lakeside',
      facilities: {},
      seniorPupils: 0,
      teachers: null,
      pupils: null,
    };
    const found = guarantee(
      'school-size',
      county({
        sections: [
          { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 50 }, pupils: { 1: 1_990 } },
          { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 11 } },
        ],
      }),
      { reported: new Map([['hillfoot', site]]) },
    );
    expect(found).toMatchObject({
      met: false,
      breaches: [{ school: 'lakeside', found: 2_001, limit: 2_000 }],
    });
  });
});

test('what is not on file is for papers to show, and never told as met or not', () => {
  const found = inspected(county()).guarantees.filter(({ by }) => by === 'papers');
  expect(found.map(({ code, met, item }) => [code, met, item])).toEqual([
    ['pay', null, 8],
    ['training', null, 9],
    ['posts-across-schools', null, 10],
  ]);
  for (const { papers } of found) expect(papers.en.length * papers.zh.length).toBeGreaterThan(0);
});

test('all courses are offered in full where no subject lacks hours', () => {
  const [full, short] = [
    county({ teachers: [...teachers(4), teacher('Z', { serving: { section: 'H', since: '2010-09-01' } })] }),
    county({ teachers: teachers(4) }),
  ];
  expect(guarantee('courses', full).met).toBe(true);
  expect(guarantee('courses', short)).toMatchObject({ met: false });
});
