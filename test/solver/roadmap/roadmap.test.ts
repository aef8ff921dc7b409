import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../../solver/problem.ts';
import { onFirstDay } from '../../../solver/roadmap/carry.ts';
import { outlook } from '../../../solver/roadmap/outlook.ts';
import { outcomeOf, type Roadmap, roadmap } from '../../../solver/roadmap/roadmap.ts';
import { carriedOn, leftIn, missingIn, type RoadmapYear, sentIn } from '../../../solver/roadmap/year.ts';
import { county, hillfoot, lakeside, only, teacher, teachers } from '../../support/small-county.ts';

const policy = (rules: Record<string, object>): ProblemInput['policy'] => ({
  version: 'test',
  rules: only(rules),
  goals: [{ name: 'gap' }, { name: 'fewest-moves' }],
});

const certified = { certificate: {}, 'sender-floor': {} };

const roadmapOf = (facts: Partial<ProblemInput>, years: number, beyond: object = {}): Promise<Roadmap> =>
  roadmap(county({ policy: policy(certified), ...facts }), outlook.parse(beyond), { years });

const movesOf = ({ years }: Roadmap) =>
  years.map((year) => (carriedOn(year)?.moves ?? []).map(({ teacher: id, form }) => `${id} ${form}`));
const starts = ({ startNow }: Roadmap) => startNow.map(({ code, schoolYear }) => `${schoolYear} ${code}`);

test('of no years is empty', async () =>
  expect(await roadmapOf({ teachers: teachers(5) }, 0)).toMatchObject({ years: [], startNow: [] }));

test.each([6, -1, 1.5])('of %s years is none', (years) =>
  expect(roadmapOf({}, years)).rejects.toThrow('A roadmap is of 0 to 5 years'),
);

test('does not lead beyond the calendar', () =>
  expect(roadmapOf({ schoolYear: 2197, effective: '2197-09-01' }, 3)).rejects.toThrow(
    'leads beyond 2200-12-31',
  ));

const figuresOf = (year: RoadmapYear | undefined) =>
  year && { missing: missingIn(year), sent: sentIn(year), left: leftIn(year) };

describe('five teachers where four are needed, one post elsewhere', () => {
  test('who is sent stays three years and comes home, and another is sent', async () => {
    const found = await roadmapOf({ teachers: teachers(5) }, 5);
    expect(movesOf(found).map((moves) => moves.length)).toEqual([1, 0, 0, 2, 0]);
    expect(
      movesOf(found)[3]
        ?.map((move) => move.split(' ')[1])
        .sort(),
    ).toEqual(['order-based', 'return']);
    // Who comes home is not sent.
    expect(figuresOf(found.years[3])).toEqual({ missing: 1, sent: 1, left: 0 });
    expect(found.years[3]?.returns).toEqual([
      { teacher: found.years[0]?.plan.moves[0]?.teacher, from: 'H', home: 'L' },
    ]);
    expect(outcomeOf(found)).toBe('planned');
    expect(found.startNow).toEqual([]);
  });
  test('the return bears a gap where the teacher was', async () => {
    const { years } = await roadmapOf({ teachers: teachers(5) }, 4);
    expect(years[3]?.newGaps).toEqual([
      {
        section: 'H',
        subject: 'maths',
        before: 0,
        afterExchange: 0,
        gap: 1,
        causes: [{ cause: 'return', fte: 1 }],
      },
    ]);
  });
  test('a longer posting is a setting', async () => {
    const found = await roadmapOf({ teachers: teachers(5) }, 5, { postingYears: 5 });
    expect(movesOf(found).map((moves) => moves.length)).toEqual([1, 0, 0, 0, 0]);
  });
});

describe('retirements', () => {
  // On file beyond the age: counts in the first year, and is gone in the second.
  const old = teacher('old', { born: '1970-02-01' });
  const facts = { teachers: [...teachers(4), old] };
  test('are told in the year that first does without them', async () => {
    const { years } = await roadmapOf(
      { teachers: [teacher('A'), teacher('old', { born: '1973-01-31' })] },
      4,
    );
    expect(years.map(({ retirements }) => retirements.map(({ teacher: id, on }) => `${id} ${on}`))).toEqual([
      [],
      [],
      [],
      ['old 2028-11-30'],
    ]);
    expect(years.map((year) => year.teachers)).toEqual([2, 2, 2, 1]);
  });
  test('bear a gap, which becomes somebody to recruit by that autumn', async () => {
    const found = await roadmapOf({ ...facts, sections: [facts4] }, 3, {});
    expect(found.years[1]?.newGaps).toMatchObject([
      { section: 'L', subject: 'maths', before: 0, gap: 1, causes: [{ cause: 'retirement', fte: 1 }] },
    ]);
    expect(found.startNow).toEqual([
      {
        code: 'recruit',
        schoolYear: 2027,
        section: 'L',
        post: 'maths',
        figures: { count: 1, openings: 1, filled: 0, left: 1, lastYear: 2028 },
        text: {
          zh: 'Lakeside小学部：2027年至2028年有1个数学岗位交流补不上（当年空岗1个，派来0人），须在2027年秋季前招聘1人。',
          en: 'Lakeside (primary): 1 post in Mathematics that no exchange fills from 2027 to 2028 (1 open in 2027, 0 filled); recruit 1 by autumn 2027.',
        },
        places: [expect.objectContaining({ section: 'L' })],
      },
    ]);
  });
  test('lacking at two sections are one entry of the subject, with both beneath', async () => {
    const found = await roadmapOf(
      {
        teachers: [],
        sections: [facts4, { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 } }],
      },
      1,
    );
    expect(found.startNow).toEqual([
      {
        code: 'recruit',
        schoolYear: 2026,
        section: null,
        post: 'maths',
        figures: { count: 7, openings: 7, filled: 0, left: 7, places: 2, lastYear: 2026 },
        text: {
          zh: '数学：2026年2个学部共有7个岗位交流补不上（当年空岗7个，派来0人），须在2026年秋季前招聘7人。',
          en: 'Mathematics: 7 posts at 2 sections that no exchange fills in 2026 (7 open in 2026, 0 filled); recruit 7 by autumn 2026.',
        },
        places: [
          {
            section: 'H',
            figures: { count: 2, openings: 2, filled: 0, left: 2, lastYear: 2026 },
            text: expect.objectContaining({
              en: 'Hillfoot (primary): 2 posts in Mathematics that no exchange fills in 2026 (2 open in 2026, 0 filled); recruit 2 by autumn 2026.',
            }),
          },
          {
            section: 'L',
            figures: { count: 5, openings: 5, filled: 0, left: 5, lastYear: 2026 },
            text: expect.objectContaining({ zh: expect.stringContaining('Lakeside小学部') }),
          },
        ],
      },
    ]);
  });
});

const facts4 = { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 5 } } as const;

describe('enrolment', () => {
  const sections = [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 160 } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: {}, pupils: { 1: 0 } },
  ] as const;
  const enrolments = [{ section: 'L', schoolYear: 2027, grade: 1, classes: 6, pupils: 240 }];
  test('that grows bears a gap, and shows in the pupils', async () => {
    const found = await roadmapOf(
      { sections: sections.map((one) => ({ ...one })), teachers: teachers(4) },
      3,
      { enrolments },
    );
    expect(found.years.map(({ pupils }) => pupils.primary)).toEqual([160, 240, 240]);
    expect(found.years[1]?.newGaps).toMatchObject([
      { section: 'L', gap: 2, causes: [{ cause: 'enrolment', fte: 2 }] },
    ]);
    expect(found.startNow).toMatchObject([{ code: 'recruit', schoolYear: 2027, figures: { count: 2 } }]);
  });
  test('pupils not on file somewhere are told as unknown', async () => {
    const { years, assumptions } = await roadmapOf({ teachers: teachers(4) }, 2);
    expect(years.map(({ pupils }) => pupils)).toEqual([
      { primary: null, junior: 0 },
      { primary: null, junior: 0 },
    ]);
    expect(assumptions.find(({ code }) => code === 'classes-alone')?.sections).toEqual(['H', 'L']);
  });
});

describe('who becomes due', () => {
  const tenure = { tenure: { years: 6 } };
  const since = (id: string, day: string, facts = {}) =>
    teacher(id, { serving: { section: 'L', since: day }, ...facts });
  test('is told in the year whose moves are the first after the day', async () => {
    const { years } = await roadmapOf(
      {
        policy: policy(tenure),
        teachers: [
          since('A', '2020-09-01'),
          since('B', '2020-09-02'),
          since('C', '2020-08-31'),
          since('D', '2019-09-02'),
          since('E', '2019-09-01'),
        ],
        sections: [{ ...facts4, classes: {} }],
      },
      2,
    );
    expect(years.map(({ due }) => due.map(({ teacher: id, on }) => `${id} ${on}`))).toEqual([
      ['A 2026-09-01', 'C 2026-08-31', 'D 2025-09-02'],
      ['B 2026-09-02'],
    ]);
  });
  test('may still be barred by another rule', async () => {
    const { years } = await roadmapOf(
      {
        policy: policy({ ...tenure, age: { female: 45 } }),
        teachers: [since('A', '2020-09-01', { born: '1975-01-01' }), since('B', '2020-09-01')],
      },
      1,
    );
    expect(years[0]?.due.map(({ eligible }) => eligible)).toEqual([false, true]);
  });
});

describe('a quota that cannot be met', () => {
  const quota = { ...certified, 'exchange-quota': { percent: 40, level: 'policy' } };
  test('is told with what clashes, and the year goes on with as many as can go', async () => {
    // Two of five must go, and one post is open.
    const found = await roadmapOf({ policy: policy(quota), teachers: teachers(5) }, 2);
    const [first] = found.years;
    expect(first?.plan.status).toBe('infeasible');
    expect(first?.plan.diagnosis?.clash.map(({ rule }) => rule)).toContain('exchange-quota');
    expect(first?.missingQuotas?.moves).toHaveLength(1);
    expect(figuresOf(first)).toMatchObject({ sent: 1, left: 0 });
    expect(first?.quota).toMatchObject({ eligible: 5, base: 5, leastExchanged: 2 });
    expect(starts(found)).toContain('2026 quota');
    expect(found.startNow[0]).toMatchObject({
      code: 'quota',
      figures: { 'exchange-quota': 1 },
      text: {
        zh: '2026年交流比例无法达到：符合条件的教师5人，交流1人，不足40%（2人）。',
        en: 'In 2026 the quotas cannot be met. 1 of 5 eligible teachers would be exchanged; 40 % is 2.',
      },
    });
    expect(outcomeOf(found)).toBe('no-plan');
  });
  test('that is law is not missed: nobody is sent, and the clash is told', async () => {
    const law = policy({ ...certified, 'exchange-quota': { percent: 40 } });
    const found = await roadmapOf({ policy: law, teachers: teachers(5) }, 1);
    expect(found.years[0]?.missingQuotas).toBeNull();
    expect(figuresOf(found.years[0])).toMatchObject({ sent: null, left: null });
    expect(found.startNow).toMatchObject([{ code: 'no-plan', schoolYear: 2026 }]);
  });
  test('for want of backbone teachers is told by their number', async () => {
    const backbone = {
      ...certified,
      'exchange-quota': { percent: 20 },
      'backbone-quota': { level: 'policy' },
    };
    const facts = { policy: policy(backbone), teachers: teachers(5) };
    expect((await roadmapOf(facts, 1)).startNow).toContainEqual(
      expect.objectContaining({ code: 'backbone', figures: { least: 1, eligible: 0, exchanged: 1 } }),
    );
    const star = [...teachers(4), teacher('E', { backbone: 'county' })];
    expect(starts(await roadmapOf({ ...facts, teachers: star }, 1))).toEqual([]);
  });
});

test('hours to spare in another subject are to be used by a second certificate', async () => {
  const found = await roadmapOf(
    {
      curriculum: {
        version: 'two',
        subjects: [
          { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 10 } },
          { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: 2.5 } },
        ],
      },
      sections: [{ ...facts4, classes: { 1: 4 } }],
      teachers: teachers(5),
    },
    1,
  );
  expect(starts(found)).toEqual(['2026 recruit', '2026 second-subject']);
  expect(found.startNow[1]).toMatchObject({
    section: 'L',
    post: 'maths',
    figures: { count: 1, wanted: 'music', surplus: 1 },
  });
});

test('a post that want of a bed keeps open asks for beds', async () => {
  const found = await roadmapOf(
    {
      policy: policy({ ...certified, beds: {}, travel: { withoutBed: 10, withBed: 200 } }),
      schools: [lakeside, { ...hillfoot, beds: 0 }],
      teachers: teachers(5),
    },
    1,
  );
  expect(starts(found)).toEqual(['2026 recruit', '2026 beds']);
  expect(found.startNow[1]).toMatchObject({ section: 'H', figures: { posts: 1 } });
});

test('a post that stays open once only, later filled, is nobody to recruit', async () => {
  // The fifth teacher has served six years from the second year on.
  const fresh = teacher('E', { serving: { section: 'L', since: '2021-09-01' } });
  const held = teachers(4).map((one) => ({
    ...one,
    exemptions: [{ kind: 'sole-carer' as const, from: '2020-01-01' }],
  }));
  const rules = policy({ ...certified, tenure: { years: 6 }, exemption: {} });
  const found = await roadmapOf({ policy: rules, teachers: [...held, fresh] }, 2);
  expect(movesOf(found)).toEqual([[], ['E order-based']]);
  expect(found.startNow).toEqual([]);
});

describe('facts of an earlier day than the first moves', () => {
  // The age of 55 and 4 months, as she was born in the fifth month after January 1970.
  const born = (day: string) => teacher('old', { born: day });
  const goneOn = async (facts: Partial<ProblemInput>, asOf?: string) => {
    const { years, assumptions } = await roadmapOf(facts, 2, asOf === undefined ? {} : { asOf });
    return {
      retired: years.map(({ retirements }) => retirements.map(({ teacher: id, on }) => `${id} ${on}`)),
      counted: years.map((year) => year.teachers),
      first: assumptions.find(({ code }) => code === 'retirement-table')?.text.en.split('counts. ')[1],
    };
  };
  // Born on 1 January 1971: the 13th month from January 1970 on, so four months later than 55: 1 May 2026.
  const facts = { teachers: [...teachers(4), born('1971-01-01')] };

  test('who retires between the two is gone in the first year', async () =>
    expect(await goneOn(facts, '2026-04-30')).toEqual({
      retired: [['old 2026-05-01'], []],
      counted: [4, 4],
      first: 'The first year is as it is on file on 2026-04-30, without those who reach it after that day.',
    }));
  test('who had reached the age by the day of the facts and is on file serves on until the second', async () =>
    expect(await goneOn(facts, '2026-05-01')).toMatchObject({
      retired: [[], ['old 2026-05-01']],
      counted: [5, 4],
    }));
  test('without such a day the first year is as it is on file', async () =>
    expect(await goneOn(facts)).toMatchObject({
      retired: [[], ['old 2026-05-01']],
      counted: [5, 4],
      first: 'The first year is as it is on file.',
    }));
  test('who retires on the day the moves take effect is gone, a day later is not', async () => {
    const at = { schoolYear: 2026, effective: '2026-10-01' };
    const reached = { ...at, teachers: [...teachers(4), born('1971-05-01')] };
    expect((await goneOn(reached, '2026-06-01')).counted).toEqual([4, 4]);
    const later = { ...at, teachers: [...teachers(4), born('1971-05-02')] };
    expect((await goneOn(later, '2026-06-01')).counted).toEqual([5, 4]);
  });
  test('whatever names who is gone goes too, and the seat is vacant', async () => {
    const named = {
      teachers: [
        teacher('A', { partner: 'old' }),
        teacher('B'),
        teacher('old', {
          born: '1971-01-01',
          partner: 'A',
          cadre: { role: 'principal' as const, since: '2020-09-01' },
        }),
      ],
      wishes: [{ teacher: 'old', schools: ['hillfoot'] }],
      points: [{ teacher: 'old', section: 'H', points: 3 }],
      pins: [{ kind: 'stay' as const, teacher: 'old' }],
      holdBacks: [{ teacher: 'old' }],
      base: [{ teacher: 'old', section: 'H' }],
      circuits: [{ teacher: 'old', section: 'H', subject: 'maths', days: 1, from: '2025-09-01' }],
    };
    const { problem, retirements } = onFirstDay(county(named), outlook.parse({ asOf: '2026-01-01' }));
    expect(retirements).toEqual([{ teacher: 'old', section: 'L', subject: 'maths', on: '2026-05-01' }]);
    expect(JSON.stringify(problem)).not.toContain('"old"');
    expect(problem.seats).toEqual([{ section: 'L', role: 'principal', count: 1 }]);
  });
  test('a posting that ends between the two brings its teacher home in the first year', async () => {
    const away = teacher('away', {
      serving: { section: 'H', since: '2023-09-01' },
      posting: { home: 'L', since: '2023-09-01', until: '2026-08-31' },
    });
    const { years } = await roadmapOf({ teachers: [...teachers(3), away] }, 1, { asOf: '2026-06-01' });
    expect(years[0]?.returns).toEqual([{ teacher: 'away', from: 'H', home: 'L' }]);
  });
});

test('circuits on file go on until they end, and end with who retires', async () => {
  const circuit = (id: string, until?: string) => ({
    teacher: id,
    section: 'H',
    subject: 'maths',
    days: 1,
    from: '2025-09-01',
    ...(until !== undefined && { until }),
  });
  const { years } = await roadmapOf(
    {
      teachers: [teacher('A'), teacher('B'), teacher('old', { born: '1971-10-01' })],
      circuits: [circuit('A', '2027-08-31'), circuit('B'), circuit('old')],
    },
    2,
  );
  // Three days come in the first year, one in the second.
  expect(years.map(({ gaps }) => gaps.find(({ section }) => section === 'H')?.gap)).toEqual([0.4, 0.8]);
});

describe('a year whose time is up', () => {
  const facts = { teachers: teachers(5) };
  const stopped = (at: number) =>
    roadmap(county({ policy: policy(certified), ...facts }), outlook.parse({}), {
      years: 3,
      stopping: (place) => () => place === at,
    });
  test('is told as cut short, and the years after are carried on', async () => {
    const found = await stopped(0);
    expect(found.years.map(({ cutShort }) => cutShort)).toEqual([true, false, false]);
    expect(found.years.map(({ plan }) => plan.status)).toEqual([
      expect.stringMatching(/^(cut-short|feasible)$/),
      'optimal',
      'optimal',
    ]);
    expect(outcomeOf(found)).toBe('cut-short');
    const told = found.assumptions.find(({ code }) => code === 'cut-short');
    expect(told?.text.en).toMatch(/^The time for 2026 was up/);
    expect(told?.text.zh).toMatch(/^2026学年的求解时间用完/);
    // The year after does what this one could not.
    expect(movesOf(found).map((moves) => moves.length)).toEqual([0, 1, 0]);
  });
  test('none where none is', async () => {
    const found = await stopped(3);
    expect(found.years.map(({ cutShort }) => cutShort)).toEqual([false, false, false]);
    expect(found.assumptions.map(({ code }) => code)).not.toContain('cut-short');
  });
  test('nobody says that no plan exists whatever the quotas where that was not found out', async () => {
    const quota = policy({ ...certified, 'exchange-quota': { percent: 40, level: 'policy' } });
    let asked = 0;
    const found = await roadmap(county({ policy: quota, ...facts }), outlook.parse({}), {
      years: 1,
      stopping: () => () => {
        asked += 1;
        return asked > 0;
      },
    });
    expect(starts(found)).not.toContain('2026 no-plan');
    expect(asked).toBeGreaterThan(0);
  });
});
