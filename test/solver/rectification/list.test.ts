import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basicBalance, qualityBalance } from '../../../solver/balance/standard.ts';
import { loadOf } from '../../../solver/demand.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { type ListedProblem, problemCodes } from '../../../solver/rectification/list.ts';
import { countyOf, teachersAt } from '../../support/balance-county.ts';
import { inspected } from '../../support/inspected-county.ts';
import { randomCounty } from '../../support/random-county.ts';
import { county, teacher, teachers } from '../../support/small-county.ts';

/** Books alone, each coefficient limited as in quality balance, a level of 10 books a pupil. */
const books = {
  ...qualityBalance,
  levels: { needed: 1, otherwise: 0.85 },
  indicators: basicBalance.indicators
    .filter(({ code }) => code === 'B5')
    .map((indicator) => ({ ...indicator, level: { primary: 10, junior: 10 } })),
};

/** Two schools of 100 pupils with so many books; undefined: not reported. */
const withBooks = (one: number | undefined, other: number) =>
  inspected(county(), {
    standards: { balance: books },
    balance: countyOf({
      lakeside: { pupils: { primary: 100 }, facilities: one === undefined ? {} : { books: one } },
      hillfoot: { pupils: { primary: 100 }, facilities: { books: other } },
    }),
  });

const ofCode = (problems: readonly ListedProblem[], code: string) =>
  problems.filter((problem) => problem.code === code);

describe('a coefficient', () => {
  test('of exactly 0.50 is no problem', () =>
    expect(ofCode(withBooks(3_000, 1_000).problems, 'coefficient')).toEqual([]));
  test('of 0.5004 is one, and is not written as 0.50', () => {
    const [problem, ...others] = ofCode(withBooks(15_004, 4_996).problems, 'coefficient');
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      key: 'coefficient|quality-2017|serving|primary|B5',
      severity: 'grave',
      stage: 'primary',
      indicator: 'B5',
      school: null,
      words: {
        zh: '小学“生均图书册数”校际差异系数为0.5004，高于上限0.5。',
        en: 'Primary: “Books per pupil” differs between schools by a coefficient of 0.5004, above the limit of 0.5.',
      },
    });
    expect(problem?.figures.found).toBeCloseTo(0.5004, 12);
  });
  test('a hair beyond the limit is told with as many digits as tell it apart', () => {
    const [problem] = ofCode(withBooks(3e9 + 1_000, 1e9).problems, 'coefficient');
    expect(problem?.words.en).toContain('a coefficient of 0.5000001, above');
  });
});

describe('a mean of coefficients', () => {
  const mean = (one: number, other: number) =>
    ofCode(
      inspected(county(), {
        standards: {
          balance: {
            ...basicBalance,
            indicators: basicBalance.indicators.filter(({ code }) => code === 'B5'),
          },
        },
        balance: countyOf({
          A: { pupils: { primary: 100 }, facilities: { books: one } },
          B: { pupils: { primary: 100 }, facilities: { books: other } },
        }),
      }).problems,
      'mean',
    );
  test('of exactly 0.65 is no problem', () => expect(mean(165, 35)).toEqual([]));
  test('of 0.651 is one', () =>
    expect(mean(1_651, 349)).toMatchObject([{ key: 'mean|basic-2012|serving|primary', severity: 'grave' }]));
});

describe('a school', () => {
  test('that reaches its levels is no problem', () =>
    expect(ofCode(withBooks(1_000, 1_000).problems, 'levels')).toEqual([]));
  test('that misses one is told by how much', () =>
    expect(ofCode(withBooks(1_000, 842).problems, 'levels')).toMatchObject([
      {
        key: 'levels|quality-2017|serving|primary|hillfoot:primary',
        school: 'hillfoot',
        figures: { found: 0, limit: 1, parts: [{ of: 'B5', found: 8.42, limit: 10, lacking: 158 }] },
        words: {
          zh: 'Hillfoot小学部资源配置未达标：生均图书册数8.42，应达10，差158册。',
          en: 'Hillfoot (primary) does not reach the levels asked: Books per pupil 8.42 of 10, short by 158.',
        },
      },
    ]));
});

test('a school that reaches as many levels as are asked, and not 85 % of the other, is told so', () => {
  const [indicator] = books.indicators;
  if (!indicator) throw new Error('There are no books.');
  const two = {
    ...books,
    indicators: [indicator, { ...indicator, code: 'B6', amount: 'computers' as const }],
  };
  const { problems } = inspected(county(), {
    standards: { balance: two },
    balance: countyOf({
      lakeside: { pupils: { primary: 100 }, facilities: { books: 1_000, computers: 1_000 } },
      hillfoot: { pupils: { primary: 100 }, facilities: { books: 1_000, computers: 842 } },
    }),
  });
  expect(ofCode(problems, 'levels')).toMatchObject([
    {
      school: 'hillfoot',
      figures: { found: expect.closeTo(84.2, 9), limit: 85, unit: { en: '% of the level' } },
      words: {
        zh: 'Hillfoot小学部资源配置未达标：达标1项，符合1项的要求，但其余1项低于应达值的85%：生均图书册数8.42，应达10，差158册。',
        en: 'Hillfoot (primary) does not reach the levels asked: 1 of the 1 asked are reached, but the remaining one is below 85 % of its level: Books per pupil 8.42 of 10, short by 158.',
      },
    },
  ]);
});

describe('what is not reported', () => {
  const { problems, untold } = withBooks(undefined, 1_000);
  test('is a problem that says who has to report', () =>
    expect(ofCode(problems, 'not-computable')).toMatchObject([
      {
        key: 'not-computable|quality-2017|serving|primary|B5',
        figures: { found: null, limit: null, concerns: ['lakeside'] },
        words: {
          zh: '小学“生均图书册数”无法计算。请由Lakeside小学部上报该项数据。',
          en: 'Primary: “Books per pupil” cannot be reckoned. To be reported by Lakeside (primary).',
        },
      },
    ]));
  test('is told to hide whether there are others', () => {
    expect(untold).toContain('coefficient|quality-2017|serving|primary|B5');
    expect(untold).toContain('levels|quality-2017|serving|primary|lakeside:primary');
    expect(ofCode(problems, 'coefficient')).toEqual([]);
  });
  test('a county without junior schools has nothing to report of them', () =>
    expect(problems.filter(({ stage }) => stage === 'junior')).toEqual([]));
});

describe('coverage', () => {
  const village = (classes: number, staff: ProblemInput['teachers']) =>
    inspected(
      county({
        sections: [
          { id: 'L', school: 'lakeside', stage: 'primary', classes: {} },
          { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: classes } },
        ],
        teachers: staff,
      }),
    ).problems;
  const here = { serving: { section: 'H', since: '2010-09-01' } };

  test('a subject nobody can teach is critical, however few its hours', () =>
    expect(ofCode(village(1, []), 'critical-subject')).toMatchObject([
      {
        key: 'critical-subject|primary|H|maths',
        severity: 'grave',
        school: 'hillfoot',
        section: 'H',
        subject: 'maths',
        figures: { found: 0, limit: 1 },
        words: { zh: 'Hillfoot小学部数学开不齐：需1个岗位，校内无人任教，也无人持相应资格证。' },
      },
    ]));
  test('a gap of exactly one post is a problem', () =>
    expect(ofCode(village(2, [teacher('A', here)]), 'gap')).toMatchObject([
      { key: 'gap|primary|H|maths', figures: { found: 1, limit: 1 } },
    ]));
  test('a gap of less than one post is none', () =>
    expect(ofCode(village(2, [teacher('A', here), teacher('B', { ...here, fte: 0.000001 })]), 'gap')).toEqual(
      [],
    ));
  test('one cell is one problem: a critical subject is no gap besides', () =>
    expect(ofCode(village(5, []), 'gap')).toEqual([]));
});

describe('what is on file no longer', () => {
  const gap = 'gap|primary|L|maths';
  const short = (facts: Partial<ProblemInput> = {}, classes = 4) =>
    inspected(
      county({
        sections: [
          { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: classes }, pupils: { 1: 200 } },
        ],
        teachers: teachers(1),
        ...facts,
      }),
    );
  const keys = ({ problems }: ReturnType<typeof inspected>) => problems.map(({ key }) => key);

  test('a grade with pupils whose classes are struck mends neither its gaps nor its class sizes', () => {
    expect(keys(short())).toEqual(expect.arrayContaining([gap, 'class-size|primary|L']));
    const { untold, problems } = short({}, 0);
    expect(problems.filter(({ section, code }) => section === 'L' && code !== 'levels')).toEqual([]);
    expect(untold).toEqual(
      expect.arrayContaining([
        gap,
        'critical-subject|primary|L|maths',
        'structural-shortage|primary|L',
        'class-size|primary|L',
      ]),
    );
    expect(untold).not.toContain('gap|primary|L|music');
  });
  test('a subject whose load is taken away still lacks whom it lacked', () => {
    const { untold } = short({ load: { version: 'junior', periods: [{ stage: 'junior', load: 10 }] } });
    expect(untold).toEqual(
      expect.arrayContaining([gap, 'critical-subject|primary|L|maths', 'structural-shortage|primary|L']),
    );
    expect(untold).not.toContain('class-size|primary|L');
  });
  test('nor does a second subject, for which hours are over where the first is not known', () => {
    const curriculum = {
      version: 'two',
      subjects: ['maths', 'music'].map((code) => ({
        code,
        name: { zh: code, en: code },
        periods: { 1: code === 'maths' ? 10 : 5 },
      })),
    };
    const staff = teachers(4, { secondSubject: 'music' });
    const load = { version: 'music', periods: [{ stage: 'primary' as const, subject: 'music', load: 10 }] };
    expect(keys(short({ curriculum, teachers: staff }))).toContain('gap|primary|L|music');
    expect(short({ curriculum, teachers: staff, load }).untold).toContain('gap|primary|L|music');
  });
  test('a school closed, with nobody in it, has no problem any more', () => {
    const closed = { id: 'L', school: 'lakeside', stage: 'primary', classes: {}, pupils: { 1: 0 } } as const;
    const { untold } = short({ sections: [closed], teachers: [] });
    expect(untold.filter((key) => /gap|critical|class-size/.test(key))).toEqual([]);
  });
  test('a site whose pupils are struck hides how the school it is part of stands to its levels', () => {
    const site = { parent: 'lakeside', facilities: {}, seniorPupils: 0, teachers: null, pupils: null };
    const reported = new Map([['hillfoot', site]]);
    const withSite = (pupils: Record<string, number>) =>
      inspected(
        county({
          sections: [
            { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils },
            { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 120 } },
          ],
        }),
        { reported },
      );
    const key = 'levels|quality-2017|serving|primary|L';
    expect(keys(withSite({ 1: 20 }))).toContain(key);
    expect(withSite({}).untold).toContain(key);
  });
});

describe('a school that reports teachers and has none on file', () => {
  const told = (pupils: Record<string, number>) =>
    inspected(
      county({
        sections: [
          { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils },
          { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 }, pupils: { 1: 60 } },
        ],
        teachers: teachers(4),
      }),
      {
        reported: new Map([
          ['hillfoot', { parent: null, facilities: {}, seniorPupils: 0, teachers: 7, pupils: null }],
        ]),
      },
    );
  const kinds = ['critical-subject', 'gap', 'structural-shortage', 'over-staffed', 'certificates'];
  const own = 'not-computable|hillfoot';

  test('is not accused of teaching nothing, and what was found there is untold', () => {
    const { problems, untold } = told({ 1: 160 });
    expect(problems.filter(({ section, code }) => section === 'H' && kinds.includes(code))).toEqual([]);
    expect(untold).toEqual(
      expect.arrayContaining(kinds.map((kind) => expect.stringMatching(`^${kind}\\|primary\\|H`))),
    );
  });
  test('is asked for its staff by the indicators that want it, once', () => {
    const { problems, untold } = told({ 1: 160 });
    expect(ofCode(problems, 'not-computable')).toContainEqual(
      expect.objectContaining({
        indicator: 'L2',
        figures: expect.objectContaining({ concerns: ['hillfoot'] }),
      }),
    );
    expect(problems.map(({ key }) => key)).not.toContain(own);
    expect(untold).toContain(own);
  });
  test('but a private school, or one of no compulsory stage, is no matter of the problem', () => {
    const balance = countyOf({ academy: { ownership: 'private', teachers: 9 }, senior: { teachers: 9 } });
    const { problems, untold } = inspected(county(), { balance });
    expect([...problems.map(({ key }) => key), ...untold].join()).not.toMatch(/academy|senior/);
  });
  test('is asked for its staff by itself where no indicator does', () => {
    const { problems, untold } = told({});
    expect(untold).not.toContain(own);
    expect(problems).toContainEqual(
      expect.objectContaining({
        key: own,
        code: 'not-computable',
        school: 'hillfoot',
        figures: expect.objectContaining({ found: 0, limit: 7, concerns: ['hillfoot'] }),
        words: {
          zh: 'Hillfoot上报教师7人，台账中一名也没有，开课和缺编情况无法判定。请由Hillfoot报送教师名册。',
          en: 'Hillfoot reports 7 teachers and has none on file, so it cannot be told what it lacks. To be reported: the staff of Hillfoot.',
        },
      }),
    );
  });
});

describe('establishment', () => {
  const posts = (establishment: number, music = 0) =>
    inspected(
      county({
        sections: [
          {
            id: 'L',
            school: 'lakeside',
            stage: 'primary',
            classes: { 1: 4 },
            pupils: { 1: 100 },
            establishment,
          },
        ],
        curriculum: {
          version: 'small',
          subjects: [
            { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 10 } },
            { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: music } },
          ],
        },
        teachers: teachers(4),
      }),
    ).problems;
  test('4 who hold 4 posts are no problem; 4 who hold 3 are one too many', () => {
    expect(ofCode(posts(4), 'over-staffed')).toEqual([]);
    expect(ofCode(posts(3), 'over-staffed')).toMatchObject([
      {
        key: 'over-staffed|primary|L',
        figures: { found: 4, limit: 3 },
        words: { zh: 'Lakeside小学部超编1人：在编4人，登记编制3个。' },
      },
    ]);
  });
  test('every post taken and music missing is a structural shortage', () => {
    expect(ofCode(posts(4, 10), 'structural-shortage')).toMatchObject([
      { key: 'structural-shortage|primary|L', figures: { concerns: ['music'] } },
    ]);
    expect(ofCode(posts(5, 10), 'structural-shortage')).toEqual([]);
  });
});

test('a quota that is not reached is the county’s problem', () => {
  const problem = county({ teachers: teachers(20) });
  const exchange = {
    schoolYear: 2026,
    plan: { name: '2026', state: 'final' as const, problem, moves: ['A'] },
    postings: [],
  };
  const { problems } = inspected(problem, { exchange });
  expect(ofCode(problems, 'exchange-quota')).toMatchObject([
    { key: 'exchange-quota', school: null, figures: { found: 1, limit: 2 } },
  ]);
  expect(ofCode(problems, 'backbone-quota')).toMatchObject([{ figures: { found: 0, limit: 1 } }]);
});

describe('in random counties', () => {
  const any = fc.integer({ min: 0, max: 5_000 });
  test('a list is drawn up the same whatever the order of rows, gravest first, no key twice, none told and untold', () =>
    fc.assert(
      fc.property(any, (seed) => {
        const { problems, untold } = inspected(randomCounty(seed));
        const keys = problems.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        const ranks = problems.map(({ severity }) => ['grave', 'serious', 'minor'].indexOf(severity));
        expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
        const silent = new Set(untold);
        expect(keys.filter((key) => silent.has(key))).toEqual([]);
        for (const { words, proof, code } of problems) {
          expect(problemCodes).toContain(code);
          for (const text of [words.zh, words.en, proof.zh, proof.en])
            expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
        }
      }),
      { numRuns: 60 },
    ));
  test('what is struck from the files hides problems, and mends none', () =>
    fc.assert(
      fc.property(any, fc.nat(), (seed, place) => {
        const problem = randomCounty(seed);
        const at = place % problem.sections.length;
        const silenced = {
          ...problem,
          sections: problem.sections.map((section, index) =>
            index === at ? { ...section, classes: {}, pupils: {} } : section,
          ),
        };
        const after = inspected(silenced);
        const told = new Set([...after.problems.map(({ key }) => key), ...after.untold]);
        const lost = inspected(problem).problems.filter(({ key }) => !told.has(key));
        expect(lost.map(({ key }) => key)).toEqual([]);
      }),
      { numRuns: 100 },
    ));
  test('so does what is struck of one grade’s classes, or of the loads', () =>
    fc.assert(
      fc.property(any, fc.nat(), fc.boolean(), (seed, place, isLoad) => {
        const problem = randomCounty(seed);
        const { sections, load } = problem;
        const at = place % (isLoad ? load.periods.length : sections.length);
        const [grade] = Object.keys(sections[at]?.pupils ?? {});
        const silenced = isLoad
          ? { ...problem, load: { ...load, periods: load.periods.filter((_, index) => index !== at) } }
          : {
              ...problem,
              sections: sections.map((section, index) =>
                index === at && grade ? { ...section, classes: { ...section.classes, [grade]: 0 } } : section,
              ),
            };
        const after = inspected(silenced);
        const told = new Set([...after.problems.map(({ key }) => key), ...after.untold]);
        const silences = silenced.sections.every(({ stage }) =>
          silenced.curriculum.subjects.every(
            ({ code }) =>
              !isLoad ||
              loadOf(silenced, stage, code) === null ||
              loadOf(problem, stage, code) === loadOf(silenced, stage, code),
          ),
        );
        fc.pre(silences);
        const lost = inspected(problem).problems.filter(({ key }) => !told.has(key));
        expect(lost.map(({ key }) => key)).toEqual([]);
      }),
      { numRuns: 100 },
    ));
  test('every gap of a post and every subject nobody can teach is on it, and nothing else of coverage', () =>
    fc.assert(
      fc.property(any, (seed) => {
        const { cells, problems } = inspected(randomCounty(seed));
        const asked = cells
          .filter(({ critical, specialist, gap }) => critical || (specialist && gap >= 1))
          .map(({ section, subject }) => `${section} ${subject}`);
        const told = problems
          .filter(({ code }) => code === 'critical-subject' || code === 'gap')
          .map(({ section, subject }) => `${section} ${subject}`);
        expect(told.toSorted()).toEqual(asked.toSorted());
      }),
      { numRuns: 60 },
    ));
});

test('teachers count in the view asked, and the view is part of the key', () => {
  const staff = [
    ...teachersAt('A:primary', 9, { backbone: 'county', registered: 'B' }),
    ...teachersAt('B:primary', 1, { backbone: 'county' }),
  ];
  const balance = countyOf({ A: { pupils: { primary: 100 } }, B: { pupils: { primary: 100 } } }, staff);
  const keys = (view: 'serving' | 'registered') =>
    ofCode(inspected(county(), { balance, standards: { view } }).problems, 'coefficient').map(
      ({ key }) => key,
    );
  expect(keys('serving')).toContain('coefficient|quality-2017|serving|primary|L2');
  expect(keys('registered')).toContain('coefficient|quality-2017|registered|primary|L2');
});
