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
      '249 of 2500 eligible teachers exchanged: 9.96%; 10 % is 250, so 1 is lacking.',
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

/** One class of 40 with its teacher, and a section with no word of it, or with nobody. */
const beside = (pupils: Record<string, number>): Problem =>
  county({
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 40 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: {}, pupils },
    ],
    teachers: teachers(1),
  });
const [halfTold, halfEmpty] = [beside({}), beside({ 1: 0 })];

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
  test('a section without enrolment is not known, and told', () => {
    const { met, words } = guarantee('class-size', halfTold);
    expect(met).toBeNull();
    expect(words.en).toContain('Not known: 1 section without classes on file.');
    expect(words.zh).toContain('未能判定：1个学部没有登记班级。');
  });
  test('a grade with pupils and no class is not known, and a breach elsewhere is one all the same', () => {
    const [within, beyond] = [45, 46].map((pupils) =>
      guarantee('class-size', sized({ 1: 1, 2: 0 }, { 1: pupils, 2: 120 })),
    );
    expect(within).toMatchObject({ met: null });
    expect(within?.words.en).toContain('Not known: 1 grade with pupils and no class.');
    expect(beyond).toMatchObject({ met: false, breaches: [{ grade: 1 }] });
  });
  test('a section of nobody is empty, not unknown', () =>
    expect(guarantee('class-size', halfEmpty).met).toBe(true));
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

describe('courses of which not all is on file', () => {
  const taught = (
    classes: Record<string, number>,
    pupils: Record<string, number>,
    facts: Partial<ProblemInput> = {},
  ) =>
    guarantee(
      'courses',
      county({
        sections: [{ id: 'L', school: 'lakeside', stage: 'primary', classes, pupils }],
        teachers: teachers(1),
        ...facts,
      }),
    );
  const load = (subjects: readonly string[]): ProblemInput['load'] => ({
    version: 'gaps',
    periods: subjects.map((subject) => ({ stage: 'primary', subject, load: 10 })),
  });
  const subjects = ['maths', 'music'].map((code) => ({
    code,
    name: { zh: code, en: code },
    periods: { 1: 10 },
  }));
  const curriculum = { version: 'two', subjects };

  test('a section without enrolment is not known, an empty one needs nothing', () => {
    expect(guarantee('courses', halfTold)).toMatchObject({
      met: null,
      words: {
        zh: '2个学部应开设1个学部学科，其中0个无人能教（开不齐），0个课时不足（含无人能教的）。未能判定：1个学部没有登记班级。',
        en: '2 sections need 1 section × subject: 0 with nobody to teach them, 0 that lack hours (those included). Not known: 1 section without classes on file.',
      },
    });
    expect(guarantee('courses', halfEmpty).met).toBe(true);
  });
  test('a grade of 120 pupils and no class is not known', () => {
    const { met, words } = taught({ 1: 1, 2: 0 }, { 1: 40, 2: 120 });
    expect(met).toBeNull();
    expect(words.en).toContain('Not known: 1 grade with pupils and no class.');
    expect(words.en).toMatch(/^1 section needs 1 section × subject/);
  });
  test('a subject for which the load standard is silent is not known', () => {
    const { met, words } = taught({ 1: 1 }, { 1: 40 }, { curriculum, load: load(['maths']) });
    expect(met).toBeNull();
    expect(words.en).toContain('Not known: 1 section × subject without a load.');
    expect(words.zh).toContain('未能判定：1个学部学科没有周课时标准。');
  });
  test('what is known to be missing is missing, whatever else is not known', () =>
    expect(taught({ 1: 2, 2: 0 }, { 1: 40, 2: 120 }).met).toBe(false));
  test('a school that reports teachers and has none on file is not known, and teaches something', () => {
    const reports = (teachers: number | null): ReadonlyMap<string, Reported> =>
      new Map([['hillfoot', { parent: null, facilities: {}, seniorPupils: 0, teachers, pupils: null }]]);
    const problem = county({ teachers: teachers(4) });
    expect(guarantee('courses', problem, { reported: reports(null) }).met).toBe(false);
    expect(guarantee('courses', problem, { reported: reports(0) }).met).toBe(false);
    const { met, words } = guarantee('courses', problem, { reported: reports(7) });
    expect(met).toBeNull();
    expect(words.en).toContain('Not known: 1 section whose staff is not on file.');
    expect(words.zh).toContain('未能判定：1个学部的教师未登记。');
    const certified = guarantee('certificates', problem, { reported: reports(7) });
    expect([guarantee('certificates', problem, { reported: reports(null) }).met, certified.met]).toEqual([
      true,
      null,
    ]);
    expect(certified.words.en).toContain('The staff of 1 school more is not on file');
    const told = inspected(problem, { reported: reports(7) }).cells.map(({ section }) => section);
    expect(new Set(told)).toEqual(
      new Set(problem.sections.filter(({ school }) => school !== 'hillfoot').map(({ id }) => id)),
    );
  });
});

describe('several plans of a school year', () => {
  const staff = teachers(26);
  const problem = county({ teachers: staff });
  test('whoever is exchanged counts below the line too', () => {
    const gone = ['Y', 'Z'];
    const frozen = county({ teachers: staff.filter(({ id }) => !gone.includes(id)) });
    const postings = gone.map((teacher) => ({ teacher, backbone: 'none' as const }));
    const plan = { name: '2027', state: 'final' as const, problem: frozen, moves: ['A'] };
    const found = guarantee('exchange-quota', problem, { exchange: { schoolYear: 2026, plan, postings } });
    expect(found.measured).toEqual({ found: 3, least: 3 });
    expect(found.figures.map(({ value }) => value)).toEqual([26, 1, 2, 3, 10]);
  });
  test('8 of 98 in September and 1 in February are 9.18 %, told as that and not met', () => {
    const september = plan(98, 9);
    const postings = Array.from({ length: 8 }, (_, index) => ({
      teacher: `T0000${index}`,
      backbone: 'none' as const,
    }));
    const { met, words, measured } = guarantee('exchange-quota', none, {
      exchange: { ...september, postings },
    });
    expect([met, measured]).toEqual([false, { found: 9, least: 10 }]);
    expect(words.en).toContain('9 of 98 eligible teachers exchanged: 9.18%');
  });
  test('who was not there when the first was frozen has the level on file', () => {
    const frozen = county({ teachers: teachers(5) });
    const plan = { name: '2026', state: 'final' as const, problem: frozen, moves: ['A', 'new'] };
    const standing = county({ teachers: [...teachers(5), teacher('new', { backbone: 'county' })] });
    const found = guarantee('backbone-quota', standing, {
      exchange: { schoolYear: 2026, plan, postings: [] },
    });
    expect(found.measured).toEqual({ found: 1, least: 1 });
  });
});
