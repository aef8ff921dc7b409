import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../../solver/problem.ts';
import { outlook } from '../../../solver/roadmap/outlook.ts';
import { outcomeOf, type Roadmap, roadmap } from '../../../solver/roadmap/roadmap.ts';
import { carriedOn } from '../../../solver/roadmap/year.ts';
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

describe('five teachers where four are needed, one post elsewhere', () => {
  test('who is sent stays three years and comes home, and another is sent', async () => {
    const found = await roadmapOf({ teachers: teachers(5) }, 5);
    expect(movesOf(found).map((moves) => moves.length)).toEqual([1, 0, 0, 2, 0]);
    expect(
      movesOf(found)[3]
        ?.map((move) => move.split(' ')[1])
        .sort(),
    ).toEqual(['order-based', 'return']);
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
