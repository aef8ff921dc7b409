import { describe, expect, test } from 'vitest';
import { readPlan, readProblem } from '../../solver/read.ts';
import { defaultCurriculum, defaultLoad, defaultPolicy } from '../../solver/standards.ts';

const amina = {
  id: '1001',
  name: 'Amina',
  sex: 'female',
  born: '1986-05-04',
  subject: 'maths',
  certificates: [{ subject: 'maths', stage: 'primary', rank: 'main' }],
  teachingSince: '2008-09-01',
  registered: { school: 'A', since: '2008-09-01' },
  serving: { section: 'A-primary', since: '2012-09-01' },
};
const bo = { ...amina, id: '1002', name: 'Bo' };

const input = {
  format: 'junheng-problem/1',
  county: { code: '420525', name: 'Yuan' },
  schoolYear: 2026,
  effective: '2026-09-01',
  curriculum: defaultCurriculum,
  load: defaultLoad,
  policy: defaultPolicy,
  schools: [
    { id: 'A', name: 'Lakeside', place: 'urban' },
    { id: 'B', name: 'Hillside', place: 'village' },
  ],
  sections: [
    { id: 'A-primary', school: 'A', stage: 'primary', classes: { 1: 4 } },
    { id: 'B-primary', school: 'B', stage: 'primary', classes: { 1: 2 } },
  ],
  teachers: [amina, bo],
};

const faults = (changes: object) => {
  const reading = readProblem({ ...input, ...changes });
  return reading.ok ? [] : reading.faults;
};
const teacherFaults = (changes: object) => faults({ teachers: [{ ...amina, ...changes }, bo] });
const policyFaults = (changes: object) => faults({ policy: { ...defaultPolicy, ...changes } });

test('a right problem is read, its defaults written out', () => {
  const reading = readProblem(input);
  expect(reading).toMatchObject({ ok: true, problem: { pins: [], teachers: [{ fte: 1 }, { fte: 1 }] } });
});

describe('shape', () => {
  test.each([
    [null, 'null'],
    [[], 'a list of 0'],
    ['problem', '"problem"'],
    [7, '7'],
  ])('%j is no problem', (json, found) =>
    expect(readProblem(json)).toEqual({
      ok: false,
      faults: [{ path: '$', found, expected: 'an object' }],
      count: 1,
    }),
  );

  test.each([
    [{ born: '1986-02-30' }, 'born', '"1986-02-30"', 'a day of the calendar, YYYY-MM-DD'],
    [{ born: '4.5.1986' }, 'born', '"4.5.1986"', 'a day of the calendar, YYYY-MM-DD'],
    [{ born: undefined }, 'born', 'nothing', 'text'],
    [{ sex: 'f' }, 'sex', '"f"', 'one of "female", "male"'],
    [{ fte: '1' }, 'fte', '"1"', 'a number'],
    [{ fte: 0 }, 'fte', '0', 'more than 0'],
    [{ fte: 1.5 }, 'fte', '1.5', 'at most 1'],
    [{ ruralYears: 1e300 }, 'ruralYears', '1e+300', 'at most 80'],
    [{ home: { longitude: 999, latitude: 0 } }, 'home.longitude', '999', 'at most 180'],
    [{ home: { longitude: 0, latitude: -91 } }, 'home.latitude', '-91', 'at least -90'],
    [{ born: '1901-01-01' }, 'born', '"1901-01-01"', 'a day at most 100 years before 2026-09-01'],
    [{ name: '' }, 'name', '""', 'at least 1 character'],
    [{ classTeacher: 'yes' }, 'classTeacher', '"yes"', 'true or false'],
    [{ certificates: {} }, 'certificates', 'an object', 'a list'],
    [{ ages: 40 }, 'ages', '40', 'no field of this name'],
    [{ 'e-mail': 'a@b' }, '["e-mail"]', '"a@b"', 'no field of this name'],
  ])('%j is told by its place', (change, field, found, expected) => {
    const path = field.startsWith('[') ? `$.teachers[0]${field}` : `$.teachers[0].${field}`;
    expect(teacherFaults(change)).toEqual([{ path, found, expected }]);
  });

  const within = 'a day from 1900-01-01 to 2200-12-31';
  const outside = ['0001-01-01', '1899-12-31', '2201-01-01', '9999-12-31'];

  test.each([
    ['born', (day: string) => ({ born: day })],
    ['teachingSince', (day: string) => ({ teachingSince: day })],
    ['serving.since', (day: string) => ({ serving: { ...amina.serving, since: day } })],
    ['registered.since', (day: string) => ({ registered: { ...amina.registered, since: day } })],
    ['cadre.since', (day: string) => ({ cadre: { role: 'deputy', since: day } })],
    ['lastPosting.ended', (day: string) => ({ lastPosting: { ended: day } })],
    ['posting.since', (day: string) => ({ posting: { home: 'B-primary', since: day } })],
    ['posting.until', (day: string) => ({ posting: { home: 'B-primary', since: '2024-09-01', until: day } })],
    ['exemptions[0].from', (day: string) => ({ exemptions: [{ kind: 'nursing', from: day }] })],
    [
      'exemptions[0].until',
      (day: string) => ({ exemptions: [{ kind: 'nursing', from: '2026-01-01', until: day }] }),
    ],
  ])('a day of no year people tell of is told once, by its place: %s', (field, change) => {
    for (const day of outside) {
      const told = { path: `$.teachers[0].${field}`, found: `"${day}"`, expected: within };
      expect(teacherFaults(change(day))).toEqual([told]);
    }
  });

  test.each(outside)('moves that take effect on %s', (effective) =>
    expect(faults({ effective })).toEqual([
      { path: '$.effective', found: `"${effective}"`, expected: within },
    ]),
  );

  test('the first and the last day told of are days like others', () => {
    expect(
      teacherFaults({ exemptions: [{ kind: 'leave', from: '1900-01-01', until: '2200-12-31' }] }),
    ).toEqual([]);
    expect(
      policyFaults({
        rules: {
          age: {
            level: 'policy',
            retirement: [{ sex: 'male', bornFrom: '0965-01-01', months: 720, everyMonths: 4, upTo: 756 }],
          },
        },
      }),
    ).toEqual([
      { path: '$.policy.rules.age.retirement[0].bornFrom', found: '"0965-01-01"', expected: within },
    ]);
  });

  test('a grade that is none', () =>
    expect(
      faults({ sections: [{ ...input.sections[0], classes: { 10: 1 } }, input.sections[1]] }),
    ).toMatchObject([{ path: '$.sections[0].classes["10"]', found: '"10"' }]));

  const [lakeside, hillside] = input.schools;
  const [first, second] = input.sections;
  const asking = (count: number) => ({
    requests: [{ id: 'r', section: 'B-primary', subject: 'maths', count }],
  });
  const loadOf = (load: number) => ({ load: { ...defaultLoad, periods: [{ stage: 'primary', load }] } });

  test.each([
    ['posts of a request', asking(1000), asking(1001), '$.requests[0].count', 'at most 1000'],
    ['posts of a request, by far', asking(1), asking(1e9), '$.requests[0].count', 'at most 1000'],
    [
      'classes of a grade',
      { sections: [{ ...first, classes: { 1: 200 } }, second] },
      { sections: [{ ...first, classes: { 1: 1e9 } }, second] },
      '$.sections[0].classes["1"]',
      'at most 200',
    ],
    [
      'pupils of a grade',
      { sections: [{ ...first, pupils: { 1: 20_000 } }, second] },
      { sections: [{ ...first, pupils: { 1: 20_001 } }, second] },
      '$.sections[0].pupils["1"]',
      'at most 20000',
    ],
    [
      'establishment posts',
      { sections: [{ ...first, establishment: 10_000 }, second] },
      { sections: [{ ...first, establishment: 10_001 }, second] },
      '$.sections[0].establishment',
      'at most 10000',
    ],
    [
      'beds of a school',
      { schools: [{ ...lakeside, beds: 10_000 }, hillside] },
      { schools: [{ ...lakeside, beds: 10_001 }, hillside] },
      '$.schools[0].beds',
      'at most 10000',
    ],
    ['periods of a full load', loadOf(1), loadOf(1e-9), '$.load.periods[0].load', 'at least 1'],
  ])('%s are bounded', (_what, most, beyond, path, expected) => {
    expect(faults(most)).toEqual([]);
    expect(faults(beyond)).toMatchObject([{ path, expected }]);
  });

  test.each([
    ['pupils', { sections: [{ ...first, pupils: { 1: -1 } }, second] }, '$.sections[0].pupils["1"]', 0],
    ['classes', { sections: [{ ...first, classes: { 1: -1 } }, second] }, '$.sections[0].classes["1"]', 0],
    ['posts', { sections: [{ ...first, establishment: -1 }, second] }, '$.sections[0].establishment', 0],
    ['beds', { schools: [{ ...lakeside, beds: -1 }, hillside] }, '$.schools[0].beds', 0],
    ['a request', asking(-3), '$.requests[0].count', 1],
    ['a budget', { budget: -1 }, '$.budget', 0],
    ['rural years', { teachers: [{ ...amina, ruralYears: -1 }, bo] }, '$.teachers[0].ruralYears', 0],
    ['a load', loadOf(-14), '$.load.periods[0].load', 1],
    [
      'a quota',
      { policy: { ...defaultPolicy, rules: { 'exchange-quota': { level: 'law', percent: -10 } } } },
      '$.policy.rules["exchange-quota"].percent',
      0,
    ],
  ])('%s below nothing is told by its place', (_what, change, path, least) => {
    const found = faults(change).filter((fault) => fault.path === path);
    expect(found).toMatchObject([{ expected: `at least ${least}` }]);
  });

  test('a quota of more than everybody is told by its place', () =>
    expect(policyFaults({ rules: { 'exchange-quota': { level: 'law', percent: 101 } } })).toEqual([
      { path: '$.policy.rules["exchange-quota"].percent', found: '101', expected: 'at most 100' },
    ]));

  test('a pin of no known kind', () =>
    expect(faults({ pins: [{ kind: 'swap', teacher: '1001' }] })).toEqual([
      { path: '$.pins[0].kind', found: '"swap"', expected: 'one of "move", "stay", "forbid"' },
    ]));

  test('a long text is cut, and nothing else of the row is told', () => {
    const [fault] = teacherFaults({ born: '长'.repeat(5000) });
    expect(fault?.found).toBe(`"${'长'.repeat(60)}…"`);
    expect(JSON.stringify(fault)).not.toContain('Amina');
  });
});

describe('what rows say of one another', () => {
  const oldEnough = 'a day at least 15 years after birth';
  const known = (kind: string) => `${kind} of this problem`;

  test.each([
    [{ subject: 'latin' }, '.subject', '"latin"', known('a subject')],
    [{ secondSubject: 'latin' }, '.secondSubject', '"latin"', known('a subject')],
    [{ secondSubject: 'maths' }, '.secondSubject', '"maths"', 'another subject than the main one'],
    [
      { subject: undefined, secondSubject: 'maths' },
      '.subject',
      'nothing',
      'a main subject beside the second',
    ],
    [{ registered: { school: 'C', since: '2008-09-01' } }, '.registered.school', '"C"', known('a school')],
    [{ serving: { section: 'C', since: '2008-09-01' } }, '.serving.section', '"C"', known('a section')],
    [{ partner: '9' }, '.partner', '"9"', known('a teacher')],
    [{ partner: '1001' }, '.partner', '"1001"', 'another teacher'],
    [{ partner: '1002' }, '.partner', '"1002"', 'a teacher who names this one as partner too'],
    [{ teachingSince: '2001-05-03' }, '.teachingSince', '"2001-05-03"', oldEnough],
    [{ registered: { school: 'A', since: '2001-05-03' } }, '.registered.since', '"2001-05-03"', oldEnough],
    [{ serving: { section: 'A-primary', since: '2001-05-03' } }, '.serving.since', '"2001-05-03"', oldEnough],
    [{ cadre: { role: 'deputy', since: '2001-05-03' } }, '.cadre.since', '"2001-05-03"', oldEnough],
    [{ lastPosting: { ended: '1986-05-04' } }, '.lastPosting.ended', '"1986-05-04"', 'a day after birth'],
    [
      { posting: { home: 'B-primary', since: '2026-09-02' } },
      '.posting.since',
      '"2026-09-02"',
      'no day after 2026-09-01, when the moves take effect',
    ],
    [{ ruralYears: 26.001 }, '.ruralYears', '26.001', 'no more years than since the age of 15'],
    [
      { serving: { section: 'A-primary', since: '2026-09-02' } },
      '.serving.since',
      '"2026-09-02"',
      'no day after 2026-09-01, when the moves take effect',
    ],
    [
      { exemptions: [{ kind: 'nursing', from: '2026-03-02', until: '2026-03-01' }] },
      '.exemptions[0].until',
      '"2026-03-01"',
      'no day before 2026-03-02, when it starts',
    ],
    [
      { certificates: [{ subject: 'latin', stage: 'primary', rank: 'main' }] },
      '.certificates[0].subject',
      '"latin"',
      known('a subject'),
    ],
  ])('%j', (change, path, found, expected) =>
    expect(teacherFaults(change)).toEqual([{ path: `$.teachers[0]${path}`, found, expected }]),
  );

  test('on the day itself is no fault', () => {
    expect(
      teacherFaults({
        teachingSince: '2001-05-04',
        registered: { school: 'A', since: '2001-05-04' },
        serving: { section: 'A-primary', since: '2001-05-04' },
        posting: { home: 'B-primary', since: '2026-09-01' },
        // 40 years old: the twenty-sixth year since the age of 15 is running.
        ruralYears: 26,
      }),
    ).toEqual([]);
    expect(teacherFaults({ serving: { section: 'A-primary', since: '2026-09-01' } })).toEqual([]);
    expect(
      teacherFaults({ exemptions: [{ kind: 'nursing', from: '2026-03-01', until: '2026-03-01' }] }),
    ).toEqual([]);
  });

  test('a quota over a school that is not there is told by its place', () => {
    const quota = (schools: unknown) => ({
      ...input.policy,
      rules: { 'exchange-quota': { level: 'law', schools } },
    });
    expect(faults({ policy: quota(['A', 'no-such-school']) })).toEqual([
      {
        path: '$.policy.rules["exchange-quota"].schools[1]',
        found: '"no-such-school"',
        expected: known('a school'),
      },
    ]);
    expect(faults({ policy: quota(['A']) })).toEqual([]);
    expect(faults({ policy: quota([5]) }).map(({ expected }) => expected)).toEqual(['text']);
  });

  test('partners who name each other are no fault', () =>
    expect(
      faults({
        teachers: [
          { ...amina, partner: '1002' },
          { ...bo, partner: '1001' },
        ],
      }),
    ).toEqual([]));

  test.each([
    ['2026-06-30', 1],
    ['2026-07-01', 0],
    ['2027-08-31', 0],
    ['2027-09-01', 1],
  ])('effective on %s: %i faults', (effective, count) => expect(faults({ effective })).toHaveLength(count));

  test.each(['schools', 'sections', 'teachers'] as const)('a key given twice in %s', (list) => {
    const rows: readonly object[] = input[list];
    const found = faults({ [list]: [...rows, rows[0]] });
    expect(found).toContainEqual(
      expect.objectContaining({
        path: `$.${list}[2].id`,
        expected: `a key not given before: the first is at $.${list}[0]`,
      }),
    );
  });

  test('two primary sections of one school', () =>
    expect(faults({ sections: [...input.sections, { ...input.sections[0], id: 'A2' }] })).toEqual([
      {
        path: '$.sections[2].stage',
        found: '"primary"',
        expected: 'one section of a stage in a school: the first is at $.sections[0]',
      },
    ]));

  test('a section of an unknown school, with classes of the other stage', () =>
    expect(
      faults({ sections: [...input.sections, { id: 'x', school: 'X', stage: 'junior', classes: { 6: 1 } }] }),
    ).toEqual([
      { path: '$.sections[2].school', found: '"X"', expected: 'a school of this problem' },
      { path: '$.sections[2].classes["6"]', found: '"6"', expected: 'a grade of junior: 7, 8, 9' },
    ]));

  test('a stage without a load', () =>
    expect(
      faults({
        load: { version: 'v', periods: defaultLoad.periods.filter(({ stage }) => stage === 'junior') },
      }),
    ).toContainEqual({
      path: '$.load.periods',
      found: 'nothing',
      expected: 'a load for primary, or for primary maths',
    }));

  test.each([
    [{ section: 'C' }, 'section', 'a section of this problem'],
    [{ subject: 'latin' }, 'subject', 'a subject of this problem'],
    [{ subject: 'labour' }, 'subject', 'a subject for specialists: the others open no post'],
  ])('a request for %j', (change, field, expected) =>
    expect(
      faults({ requests: [{ id: 'r', section: 'B-primary', subject: 'maths', count: 1, ...change }] }),
    ).toMatchObject([{ path: `$.requests[0].${field}`, expected }]),
  );

  test('wishes of nobody, for no school, and for one school twice', () =>
    expect(
      faults({ wishes: [{ teacher: '9', schools: ['C', 'B', 'B'] }] }).map(({ path, found }) => [
        path,
        found,
      ]),
    ).toEqual([
      ['$.wishes[0].teacher', '"9"'],
      ['$.wishes[0].schools[2]', '"B"'],
      ['$.wishes[0].schools[0]', '"C"'],
    ]));

  test('points of nobody, nowhere, and given twice', () => {
    const row = { teacher: '9', section: 'C', points: 1 };
    expect(faults({ points: [row, row] }).map(({ path }) => path)).toEqual([
      '$.points[1].teacher',
      '$.points[0].teacher',
      '$.points[0].section',
      '$.points[1].teacher',
      '$.points[1].section',
    ]);
  });

  test('circuits of the plan before, of nobody, nowhere, and given twice', () => {
    const row = { teacher: '9', section: 'C', subject: 'latin', days: 2 };
    expect(faults({ baseCircuits: [row, row] }).map(({ path }) => path)).toEqual([
      '$.baseCircuits[1].teacher',
      '$.baseCircuits[0].teacher',
      '$.baseCircuits[0].section',
      '$.baseCircuits[0].subject',
      '$.baseCircuits[1].teacher',
      '$.baseCircuits[1].section',
      '$.baseCircuits[1].subject',
    ]);
    const known = { teacher: '1001', section: 'B-primary', subject: 'maths' };
    expect(faults({ baseCircuits: [{ ...known, days: 5 }] })).toEqual([]);
    expect(faults({ baseCircuits: [{ ...known, days: 6 }] })).toEqual([
      { path: '$.baseCircuits[0].days', found: '6', expected: 'at most 5' },
    ]);
  });

  test.each([
    [[{ kind: 'stay', teacher: '9' }], '$.pins[0].teacher', 'a teacher of this problem'],
    [
      [
        { kind: 'stay', teacher: '1001' },
        { kind: 'move', teacher: '1001', section: 'B-primary' },
      ],
      '$.pins[1].teacher',
      'one pin that moves or keeps a teacher: the first is at $.pins[0]',
    ],
    [
      [
        { kind: 'forbid', teacher: '1001', section: 'B-primary' },
        { kind: 'move', teacher: '1001', section: 'B-primary' },
      ],
      '$.pins[1].section',
      'a section not forbidden by a pin',
    ],
    [
      [{ kind: 'move', teacher: '1001', section: 'A-primary' }],
      '$.pins[0].section',
      'another section than the one the teacher serves now',
    ],
  ])('pins %j', (pins, path, expected) => expect(faults({ pins })).toMatchObject([{ path, expected }]));
});

describe('policy', () => {
  test('an unknown rule', () =>
    expect(policyFaults({ rules: { tenur: { level: 'law' } } })).toMatchObject([
      { path: '$.policy.rules.tenur', found: '"tenur"', expected: expect.stringContaining('"tenure"') },
    ]));
  test('an unknown goal', () =>
    expect(policyFaults({ goals: [{ name: 'joy' }] })).toMatchObject([
      { path: '$.policy.goals[0].name', found: '"joy"', expected: expect.stringContaining('"gap"') },
    ]));
  test('a goal twice', () =>
    expect(policyFaults({ goals: [{ name: 'gap' }, { name: 'gap' }] })).toEqual([
      {
        path: '$.policy.goals[1].name',
        found: '"gap"',
        expected: 'a goal not listed before: the first is at $.policy.goals[0]',
      },
    ]));
  test('no goal at all', () =>
    expect(policyFaults({ goals: [] })).toEqual([
      { path: '$.policy.goals', found: 'a list of 0', expected: 'at least 1 entry' },
    ]));
  test("a figure its rule's settings refuse", () =>
    expect(policyFaults({ rules: { tenure: { level: 'law', years: 6.5 } } })).toEqual([
      { path: '$.policy.rules.tenure.years', found: '6.5', expected: 'a whole number' },
    ]));
  test('a figure its rule does not have', () =>
    expect(policyFaults({ rules: { tenure: { level: 'law', years: 6, months: 3 } } })).toEqual([
      { path: '$.policy.rules.tenure.months', found: '3', expected: 'no field of this name' },
    ]));
  test('two retirement ages for one sex', () => {
    const row = { sex: 'male', bornFrom: '1965-01-01', months: 720, everyMonths: 4, upTo: 756 };
    const retirement = [row, { ...row, months: 732 }];
    expect(policyFaults({ rules: { age: { level: 'policy', retirement } } })).toEqual([
      { path: '$.policy.rules.age.retirement', found: 'a list of 2', expected: 'one row for each sex' },
    ]);
  });
  test('a weight its goal does not have', () =>
    expect(policyFaults({ goals: [{ name: 'fewest-moves', heaviness: 3 }] })).toEqual([
      { path: '$.policy.goals[0].heaviness', found: '3', expected: 'no field of this name' },
    ]));
  test('a rule without which no plan can be written cannot be switched off', () =>
    expect(policyFaults({ rules: { openings: { level: 'off' } } })).toEqual([
      { path: '$.policy.rules.openings.level', found: '"off"', expected: '"law"' },
    ]));
});

describe('all faults at once', () => {
  test('shape, policy and references together', () =>
    expect(
      faults({
        schoolYear: '2026',
        policy: { ...defaultPolicy, rules: { tenur: { level: 'law' } } },
        teachers: [
          { ...amina, born: 'long ago', serving: { section: 'nowhere', since: '2012-09-01' } },
          { ...bo, partner: '1001', subject: 'latin' },
        ],
      }).map(({ path }) => path),
    ).toEqual([
      '$.schoolYear',
      '$.teachers[0].born',
      '$.policy.rules.tenur',
      '$.teachers[0].serving.section',
      '$.teachers[1].subject',
      '$.teachers[1].partner',
    ]));

  test('a field that cannot be read hides nothing in the others of its row', () =>
    expect(
      teacherFaults({
        sex: 'm',
        subject: 'latin',
        certificates: [{ subject: 'greek', stage: 'primary', rank: 'first' }],
        registered: { school: 'C', since: 'long ago' },
        serving: { section: 'nowhere', since: '2012-09-01' },
        exemptions: [{ kind: 'joy', from: '2026-03-02', until: '2026-03-01' }],
      }).map(({ path }) => path),
    ).toEqual([
      '$.teachers[0].sex',
      '$.teachers[0].certificates[0].rank',
      '$.teachers[0].registered.since',
      '$.teachers[0].exemptions[0].kind',
      '$.teachers[0].subject',
      '$.teachers[0].certificates[0].subject',
      '$.teachers[0].registered.school',
      '$.teachers[0].serving.section',
      '$.teachers[0].exemptions[0].until',
    ]));

  test('a staff number given twice is told though its row has another fault', () =>
    expect(faults({ teachers: [amina, bo, { ...amina, sex: 'm' }] })).toMatchObject([
      { path: '$.teachers[2].sex' },
      { path: '$.teachers[2].id', found: '"1001"' },
    ]));

  test('a pin of no known kind still names its teacher and section', () =>
    expect(faults({ pins: [{ kind: 'swap', teacher: '9', section: 5 }] }).map(({ path }) => path)).toEqual([
      '$.pins[0].kind',
      '$.pins[0].teacher',
    ]));
});

describe('what cannot be read is told once', () => {
  const namingAll = {
    teachers: [
      { ...amina, partner: '1002' },
      { ...bo, partner: '1001' },
    ],
    requests: [{ id: 'r', section: 'B-primary', subject: 'maths', count: 1 }],
    wishes: [{ teacher: '1001', schools: ['B'] }],
    points: [{ teacher: '1001', section: 'B-primary', subject: 'maths', points: 1 }],
    pins: [{ kind: 'move', teacher: '1002', section: 'B-primary', subject: 'maths' }],
  };

  test.each([
    [{ teachers: {} }, '$.teachers', 'an object'],
    [{ teachers: undefined }, '$.teachers', 'nothing'],
    [{ sections: 'none' }, '$.sections', '"none"'],
    [{ schools: null }, '$.schools', 'null'],
    [{ curriculum: { ...defaultCurriculum, subjects: {} } }, '$.curriculum.subjects', 'an object'],
    [{ curriculum: [] }, '$.curriculum', 'a list of 0'],
    [{ load: { ...defaultLoad, periods: {} } }, '$.load.periods', 'an object'],
  ])('%j is no list: no row that names one of its rows is at fault', (change, path, found) =>
    expect(faults({ ...namingAll, ...change })).toMatchObject([{ path, found }]),
  );

  test('a row without a key is not the same as another without one', () =>
    expect(faults({ teachers: [amina, { ...bo, id: 7 }, { ...bo, id: 7 }] }).map(({ path }) => path)).toEqual(
      ['$.teachers[1].id', '$.teachers[2].id'],
    ));

  test('a subject that cannot be read is not a subject left out', () =>
    expect(teacherFaults({ subject: 5, secondSubject: 'maths' })).toMatchObject([
      { path: '$.teachers[0].subject', found: '5' },
    ]));

  test('a partner whose own partner cannot be read does not disown anybody', () =>
    expect(
      faults({
        teachers: [
          { ...amina, partner: '1002' },
          { ...bo, partner: 7 },
        ],
      }).map(({ path }) => path),
    ).toEqual(['$.teachers[1].partner']));

  test('a load that cannot be read may be the one a subject needs', () =>
    expect(
      faults({ load: { version: 'v', periods: [{ stage: 'first', load: 14 }] } }).map(({ path }) => path),
    ).toEqual(['$.load.periods[0].stage']));

  test('the first thousand, and how many there are', () => {
    const teachers = Array.from({ length: 1200 }, (_, index) => ({ ...amina, id: `t${index}`, sex: 'f' }));
    const reading = readProblem({ ...input, teachers });
    if (reading.ok) throw new Error('read');
    expect(reading.faults).toHaveLength(1000);
    expect(reading.count).toBe(1200);
  });
});

describe('a plan', () => {
  const answer = {
    format: 'junheng-plan/1',
    problemHash: '0'.repeat(64),
    engine: 'highs',
    engineReason: { zh: '默认', en: 'default' },
    status: 'optimal',
    goals: [],
    moves: [],
    unfilled: [],
    findings: [],
    reasons: [],
    diagnosis: null,
  };
  test('is read; one without circuits or a certificate has none', () =>
    expect(readPlan(answer)).toEqual({ ok: true, plan: { ...answer, circuits: [], certificate: null } }));
  test('of a hash that is none, and a goal valued by half', () => {
    const goals = [{ name: 'gap', sense: 'minimise', unit: 'posts', value: 1.5, bound: 1 }];
    expect(readPlan({ ...answer, problemHash: 'abc', goals })).toEqual({
      ok: false,
      faults: [
        { path: '$.problemHash', found: '"abc"', expected: 'text like /^[0-9a-f]{64}$/' },
        { path: '$.goals[0].value', found: '1.5', expected: 'a whole number' },
      ],
      count: 2,
    });
  });
});

test('30,000 teachers are read in seconds, not minutes', () => {
  const teachers = Array.from({ length: 30_000 }, (_, index) => ({ ...amina, id: `t${index}` }));
  const start = performance.now();
  expect(readProblem({ ...input, teachers }).ok).toBe(true);
  expect(performance.now() - start).toBeLessThan(20_000);
});

test.each([
  [{ openings: { threshold: 1e308 } }, '$.policy.openings.threshold', 'at most 100'],
  [
    { rules: { 'outflow-cap': { level: 'policy', atLeast: 1_000_000_000 } } },
    "$.policy.rules['outflow-cap'].atLeast",
    'at most 1000',
  ],
  [
    { rules: { 'receiver-cap': { level: 'policy', atLeast: 1_000_000_000 } } },
    "$.policy.rules['receiver-cap'].atLeast",
    'at most 1000',
  ],
  [
    {
      rules: {
        age: {
          level: 'policy',
          retirement: [{ sex: 'female', bornFrom: '1970-01-01', months: 1e9, everyMonths: 4, upTo: 696 }],
        },
      },
    },
    '$.policy.rules.age.retirement[0].months',
    'at most 1200',
  ],
])('a figure beyond all sense is told by its place: %j', (change, path, expected) => {
  const found = policyFaults(change).map((fault) => [fault.path.replaceAll('"', "'"), fault.expected]);
  expect(found).toEqual([[path, expected]]);
});
