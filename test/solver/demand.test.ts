import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandOf } from '../../solver/demand.ts';
import { type ProblemInput, problem } from '../../solver/problem.ts';
import { defaultCurriculum, defaultLoad } from '../../solver/standards.ts';

type TeacherInput = ProblemInput['teachers'][number];

const subjects = {
  maths: { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 5, 2: 5 } },
  music: { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: 2, 2: 2 } },
  labour: { code: 'labour', name: { zh: '劳动', en: 'Labour' }, specialist: false, periods: { 1: 1, 2: 1 } },
};

const teacher = (id: string, facts: Partial<TeacherInput> = {}): TeacherInput => ({
  id,
  name: id,
  sex: 'female',
  born: '1986-05-04',
  teachingSince: '2008-09-01',
  registered: { school: 'A', since: '2008-09-01' },
  serving: { section: 'A1', since: '2008-09-01' },
  ...facts,
});

/** One primary section with 4 classes in each of grades 1 and 2: 40 periods of maths, 16 of music, 8 of labour. */
const county = (facts: Partial<ProblemInput> = {}) =>
  problem.parse({
    format: 'junheng-problem/1',
    county: { code: '1', name: 'Yuan' },
    schoolYear: 2026,
    effective: '2026-09-01',
    curriculum: { version: 'v', subjects: Object.values(subjects) },
    load: { version: 'v', periods: [{ stage: 'primary', load: 16 }] },
    policy: { version: 'v', goals: [{ name: 'gap' }] },
    schools: [{ id: 'A', name: 'Lakeside', place: 'village' }],
    sections: [{ id: 'A1', school: 'A', stage: 'primary', classes: { 1: 4, 2: 4 } }],
    teachers: [],
    ...facts,
  } satisfies ProblemInput);

const cell = (subject: string, facts: Partial<ProblemInput> = {}) =>
  demandOf(county(facts)).cell('A1', subject);
const openings = (facts: Partial<ProblemInput['policy']>, gap: number) => {
  const policy = { version: 'v', goals: [{ name: 'gap' }], ...facts };
  const load = { version: 'v', periods: [{ stage: 'primary' as const, load: 16 / gap }] };
  return cell('music', { policy, load })?.openings;
};

describe('need', () => {
  test('is classes × periods ÷ load', () => expect(cell('maths')).toMatchObject({ need: 2.5, gap: 2.5 }));
  test("takes the subject's own load before the stage's", () => {
    const load = {
      version: 'v',
      periods: [
        { stage: 'primary' as const, load: 16 },
        { stage: 'primary' as const, subject: 'maths', load: 20 },
        { stage: 'junior' as const, subject: 'maths', load: 10 },
      ],
    };
    expect(cell('maths', { load })?.need).toBe(2);
    expect(cell('music', { load })?.need).toBe(1);
  });
  test('of a third is kept to the millionth', () =>
    expect(cell('maths', { load: { version: 'v', periods: [{ stage: 'primary', load: 30 }] } })?.need).toBe(
      1.333333,
    ));
  test('a subject of other grades is neither needed nor listed', () =>
    expect(
      demandOf(county({ sections: [{ id: 'A1', school: 'A', stage: 'primary', classes: { 3: 4 } }] })).cells,
    ).toEqual([]));
  test('a six-class primary needs 10.6 teachers by the default standards', () => {
    const classes = { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1 };
    const standards = { curriculum: defaultCurriculum, load: defaultLoad };
    const sections = [{ id: 'A1', school: 'A', stage: 'primary' as const, classes }];
    expect(demandOf(county({ ...standards, sections })).sections.get('A1')?.need).toBeCloseTo(10.6, 1);
  });
});

describe('supply', () => {
  test('counts who serves here, not who is registered here', () => {
    const elsewhere = {
      schools: [
        { id: 'A', name: 'Lakeside', place: 'village' as const },
        { id: 'B', name: 'Hillside', place: 'urban' as const },
      ],
      sections: [
        { id: 'A1', school: 'A', stage: 'primary' as const, classes: { 1: 4, 2: 4 } },
        { id: 'B1', school: 'B', stage: 'primary' as const, classes: { 1: 4, 2: 4 } },
      ],
      teachers: [teacher('t', { subject: 'maths', serving: { section: 'B1', since: '2020-09-01' } })],
    };
    expect(cell('maths', elsewhere)?.supply).toBe(0);
    expect(demandOf(county(elsewhere)).cell('B1', 'maths')?.supply).toBe(1);
  });

  test('class-teacher duty takes half, or what the standard says', () => {
    const teachers = [teacher('t', { subject: 'maths', classTeacher: true })];
    expect(cell('maths', { teachers })?.supply).toBe(0.5);
    const load = { version: 'v', periods: [{ stage: 'primary' as const, load: 16 }], classTeacherDuty: 0.25 };
    expect(cell('maths', { teachers, load })?.supply).toBe(0.75);
  });

  test('of a part of a post counts as that part', () =>
    expect(cell('maths', { teachers: [teacher('t', { subject: 'maths', fte: 0.3 })] })?.supply).toBe(0.3));

  test('who teaches no subject supplies none', () => {
    const demand = demandOf(county({ teachers: [teacher('t')] }));
    expect(demand.share('t')).toEqual([]);
    expect(demand.sections.get('A1')?.supply).toBe(0);
  });

  test('goes to the main subject first, and what is left over to the second', () => {
    const teachers = [
      teacher('a', { subject: 'maths', secondSubject: 'music' }),
      teacher('b', { subject: 'maths' }),
      teacher('c', { subject: 'maths' }),
    ];
    const demand = demandOf(county({ teachers }));
    expect(demand.share('a')).toEqual([
      { subject: 'maths', fte: 0.5 },
      { subject: 'music', fte: 0.5 },
    ]);
    expect(demand.share('b')).toEqual([{ subject: 'maths', fte: 1 }]);
    expect(demand.cell('A1', 'maths')).toMatchObject({ supply: 2.5, gap: 0, surplus: 0 });
    expect(demand.cell('A1', 'music')).toMatchObject({ supply: 0.5, gap: 0.5 });
  });

  test('stays with the main subject where the second lacks nothing', () => {
    const teachers = [
      teacher('a', { subject: 'music' }),
      ...['b', 'c', 'd', 'e'].map((id) => teacher(id, { subject: 'maths', secondSubject: 'music' })),
    ];
    const demand = demandOf(county({ teachers }));
    expect(demand.share('e')).toEqual([{ subject: 'maths', fte: 1 }]);
    expect(demand.cell('A1', 'maths')?.supply).toBe(4);
  });

  test('who began last gives first, and staff numbers count only between two alike', () => {
    const all = { subject: 'maths', secondSubject: 'music' };
    const teachers = ['c', 'b', 'a'].map((id) => teacher(id, all));
    const demand = demandOf(county({ teachers }));
    expect(demand.share('a')).toEqual([{ subject: 'maths', fte: 1 }]);
    expect(demand.share('c')).toEqual([
      { subject: 'maths', fte: 0.5 },
      { subject: 'music', fte: 0.5 },
    ]);
    const [c, b, a] = teachers;
    if (!c || !b || !a) throw new Error('three teachers');
    const newest = { ...a, teachingSince: '2025-09-01' };
    const other = demandOf(county({ teachers: [newest, b, c] }));
    expect(other.share('c')).toEqual([{ subject: 'maths', fte: 1 }]);
    expect(other.share('a')).toHaveLength(2);
  });
});

describe('non-specialist subjects', () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => teacher(id, { subject: 'maths' }));

  test('borrow what others can spare, and only the rest is surplus', () => {
    const demand = demandOf(county({ teachers: four }));
    expect(demand.cell('A1', 'maths')).toMatchObject({ supply: 4, lent: 0.5, surplus: 1, gap: 0 });
    expect(demand.cell('A1', 'labour')).toMatchObject({ supply: 0, lent: -0.5, surplus: 0, gap: 0 });
    expect(demand.sections.get('A1')).toEqual({ section: 'A1', need: 4, supply: 4, surplus: 1 });
  });
  test('borrow from the subject with most to spare', () => {
    const teachers = [
      ...four,
      teacher('m', { subject: 'music' }),
      teacher('n', { subject: 'music', fte: 0.8 }),
    ];
    const demand = demandOf(county({ teachers }));
    expect(demand.cell('A1', 'maths')?.lent).toBe(0.5);
    expect(demand.cell('A1', 'music')?.lent).toBe(0);
  });
  test('open no post however much they lack', () =>
    expect(cell('labour')).toMatchObject({ need: 0.5, gap: 0.5, openings: 0, critical: false }));
});

describe('openings', () => {
  test.each([
    ['down', 0.99, 0],
    ['down', 1, 1],
    ['nearest', 0.49, 0],
    ['nearest', 0.5, 1],
    ['nearest', 1.49, 1],
    ['nearest', 1.5, 2],
    ['up', 0.5, 1],
    ['up', 1.01, 2],
  ] as const)('%s makes a gap of %f into %i', (rounding, gap, posts) =>
    expect(openings({ openings: { rounding } }, gap)).toBe(posts),
  );

  test('a gap under the threshold opens none', () => {
    expect(openings({ openings: { rounding: 'up', threshold: 0.8 } }, 0.79)).toBe(0);
    expect(openings({ openings: { rounding: 'up', threshold: 0.8 } }, 0.8)).toBe(1);
  });
  test('no gap opens none, even rounded up without a threshold', () => {
    const teachers = ['a', 'b', 'c'].map((id) => teacher(id, { subject: 'maths' }));
    const policy = {
      version: 'v',
      goals: [{ name: 'gap' }],
      openings: { rounding: 'up' as const, threshold: 0 },
    };
    expect(cell('maths', { teachers, policy })?.openings).toBe(0);
  });
  test('ten tenths of a post are one post: nothing is left for a post to open by', () => {
    const load = { version: 'v', periods: [{ stage: 'primary' as const, load: 40 }] };
    const teachers = Array.from({ length: 10 }, (_, index) =>
      teacher(`t${index}`, { subject: 'maths', fte: 0.1 }),
    );
    const policy = {
      version: 'v',
      goals: [{ name: 'gap' }],
      openings: { rounding: 'up' as const, threshold: 0 },
    };
    expect(cell('maths', { load, teachers, policy })).toMatchObject({
      need: 1,
      supply: 1,
      gap: 0,
      openings: 0,
    });
  });

  describe('and approved requests', () => {
    const requests = (...counts: number[]) =>
      counts.map((count, index) => ({ id: `r${index}`, section: 'A1', subject: 'maths', count }));
    const policy = (way: 'raise' | 'add') => ({
      version: 'v',
      goals: [{ name: 'gap' }],
      openings: { requests: way },
    });

    test('raise them to their count', () =>
      expect(cell('maths', { requests: requests(4), policy: policy('raise') })?.openings).toBe(4));
    test('and never lower them', () =>
      expect(cell('maths', { requests: requests(1), policy: policy('raise') })?.openings).toBe(3));
    test('or add their count', () =>
      expect(cell('maths', { requests: requests(1), policy: policy('add') })?.openings).toBe(4));
    test('of one cell are summed, with the highest priority and level asked', () => {
      const [first, second] = requests(1, 3);
      if (!first || !second) throw new Error('two requests');
      expect(
        cell('maths', {
          requests: [
            { ...first, priority: 5 },
            { ...second, priority: 2, level: 'county' },
          ],
        }),
      ).toMatchObject({ requested: 4, priority: 5, level: 'county', openings: 4 });
    });
    test('nobody asked: priority 3, any level', () =>
      expect(cell('maths')).toMatchObject({ requested: 0, priority: 3, level: 'none' }));
  });
});

describe('a critical subject', () => {
  test('has nobody who teaches it', () => expect(cell('music')?.critical).toBe(true));
  test('is none where somebody teaches it, be it too little', () =>
    expect(cell('music', { teachers: [teacher('t', { subject: 'music', fte: 0.1 })] })?.critical).toBe(
      false,
    ));
  test('is none where somebody is certified for it at this stage', () => {
    const certified = (stage: 'primary' | 'junior') =>
      teacher('t', { subject: 'maths', certificates: [{ subject: 'music', stage, rank: 'second' }] });
    expect(cell('music', { teachers: [certified('primary')] })?.critical).toBe(false);
    expect(cell('music', { teachers: [certified('junior')] })?.critical).toBe(true);
  });
});

describe('whatever the staff', () => {
  const staff = fc.array(
    fc.record({
      subject: fc.constantFrom('maths', 'music', 'labour'),
      secondSubject: fc.constantFrom('maths', 'music', 'labour'),
      fte: fc.integer({ min: 1, max: 10 }).map((tenths) => tenths / 10),
      classTeacher: fc.boolean(),
    }),
    { maxLength: 12 },
  );
  const staffed = (facts: readonly Partial<TeacherInput>[]) =>
    county({ teachers: facts.map((fact, index) => teacher(`t${index}`, fact)) });
  const millionths = (fte: number) => Math.round(fte * 1e6);

  test('hours are neither made nor lost', () =>
    fc.assert(
      fc.property(staff, (facts) => {
        const demand = demandOf(staffed(facts));
        for (const { need, supply, lent, gap, surplus } of demand.cells) {
          expect(Math.min(gap, surplus)).toBe(0);
          expect(millionths(supply) - millionths(lent)).toBe(
            millionths(need) + millionths(surplus) - millionths(gap),
          );
        }
        const shared = facts.flatMap((_, index) => demand.share(`t${index}`));
        const total = shared.reduce((sum, { fte }) => sum + millionths(fte), 0);
        expect(total).toBe(millionths(demand.sections.get('A1')?.supply ?? 0));
        expect(demand.cells.reduce((sum, { lent }) => sum + millionths(lent), 0)).toBe(0);
      }),
    ));

  test('the order of rows means nothing', () =>
    fc.assert(
      fc.property(staff, (facts) => {
        const sorted = staffed(facts);
        const reversed = { ...sorted, teachers: sorted.teachers.toReversed() };
        expect(demandOf(reversed).cells).toEqual(demandOf(sorted).cells);
      }),
    ));
});

test('cells come by section, then subject', () => {
  const sections = ['B2', 'A1', 'B1'].map((id) => ({
    id,
    school: 'A',
    stage: 'primary' as const,
    classes: { 1: 1 },
  }));
  expect(demandOf(county({ sections })).cells.map(({ section, subject }) => `${section} ${subject}`)).toEqual(
    [
      'A1 labour',
      'A1 maths',
      'A1 music',
      'B1 labour',
      'B1 maths',
      'B1 music',
      'B2 labour',
      'B2 maths',
      'B2 music',
    ],
  );
});

test('30,000 teachers in 500 sections take seconds, not minutes', () => {
  const sections = Array.from({ length: 500 }, (_, index) => ({
    id: `s${index}`,
    school: 'A',
    stage: 'primary' as const,
    classes: { 1: 20, 2: 20 },
  }));
  const teachers = Array.from({ length: 30_000 }, (_, index) =>
    teacher(`t${index}`, {
      subject: 'maths',
      secondSubject: 'music',
      serving: { section: `s${index % 500}`, since: '2020-09-01' },
    }),
  );
  const large = county({ sections, teachers });
  const start = performance.now();
  expect(demandOf(large).cells).toHaveLength(1500);
  expect(performance.now() - start).toBeLessThan(10_000);
});
