import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
import { type ProblemInput, ruleSetting } from '../../../solver/problem.ts';
import { readProblem } from '../../../solver/read.ts';
import { indicatorFloor } from '../../../solver/rules/indicator-floor.ts';
import { audit, county, hillfoot, lakeside, move, only, teacher } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;

/** So many teachers of Lakeside, the first of them as said, the others counted by no indicator. */
const staff = (count: number, counted: number, facts: Facts) =>
  Array.from({ length: count }, (_, index) =>
    teacher(String.fromCodePoint(65 + index), index < counted ? facts : {}),
  );
const backbone: Facts = { backbone: 'county' };
/** Lakeside has these pupils and two classes, so that sender floors are no matter. */
const lake = (pupils: number, facts: Partial<ProblemInput> = {}): Partial<ProblemInput> => ({
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 1 }, pupils: { 1: pupils } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 }, pupils: { 1: 100 } },
  ],
  ...facts,
});
const found = (
  pupils: number,
  teachers: ProblemInput['teachers'],
  moves: Parameters<typeof audit>[3],
  figures: object = {},
) => audit('indicator-floor', figures, lake(pupils, { teachers }), moves);

describe('indicator floor', () => {
  test('3 backbone teachers of 200 pupils may become 2, 1 for every hundred', () =>
    expect(found(200, staff(5, 3, backbone), [move('A')])).toEqual([]));
  test('not for 201 pupils', () =>
    expect(found(201, staff(5, 3, backbone), [move('A')])).toMatchObject([
      {
        amount: 1,
        unit: 'teachers',
        teachers: ['A'],
        sections: ['L'],
        text: {
          zh: 'Lakeside小学部有学生201人，派出后县级以上骨干教师为2人，底线为3人。',
          en: 'Lakeside (primary), with 201 pupils, would be left 2 backbone teachers; its floor is 3.',
        },
      },
    ]));
  test('whoever the indicator does not count may go', () =>
    expect(found(201, staff(5, 3, backbone), [move('D'), move('E')])).toEqual([]));
  test('above the required qualification, primary: 21 of 500 pupils are 4.2', () => {
    const college: Facts = { education: 'college' };
    expect(found(500, staff(23, 22, college), [move('A')])).toEqual([]);
    expect(found(500, staff(23, 21, college), [move('A')])).toMatchObject([{ amount: 1 }]);
    expect(found(501, staff(23, 22, college), [move('A')])).toMatchObject([{ amount: 1 }]);
  });
  test('junior: 5.3, of bachelors alone', () => {
    const facts = (degree: Facts) => ({
      sections: [
        {
          id: 'L',
          school: 'lakeside',
          stage: 'junior' as const,
          classes: { 7: 1 },
          pupils: { 7: 100 },
        },
        { id: 'H', school: 'hillfoot', stage: 'junior' as const, classes: { 7: 1 } },
      ],
      teachers: staff(6, 6, degree),
    });
    expect(audit('indicator-floor', {}, facts({ education: 'bachelor' }), [move('A')])).toMatchObject([
      { amount: 1, text: { en: expect.stringContaining('5 teachers above the required qualification') } },
    ]);
    expect(audit('indicator-floor', {}, facts({ education: 'college' }), [move('A')])).toEqual([]);
  });
  test('PE and arts: 0.9, so 1 of 111 pupils and 2 of 112', () => {
    const art: Facts = { subject: 'music' };
    expect(found(111, staff(4, 2, art), [move('A')])).toEqual([]);
    expect(found(112, staff(4, 2, art), [move('A')])).toMatchObject([{ amount: 1 }]);
    expect(found(112, staff(4, 2, art), [move('A')], { artsAndPe: ['pe'] })).toEqual([]);
  });
  test('a teacher may count in two indicators', () =>
    expect(
      found(100, staff(4, 1, { backbone: 'city', education: 'doctor' }), [move('A')]).map(
        ({ text }) => text.en,
      ),
    ).toEqual([
      'Lakeside (primary), with 100 pupils, would be left 0 teachers above the required qualification; its floor is 1.',
      'Lakeside (primary), with 100 pupils, would be left 0 backbone teachers; its floor is 1.',
    ]));
  test('a section below its floor keeps what it has', () =>
    expect(found(900, staff(5, 3, backbone), [move('A')])).toMatchObject([
      { text: { en: expect.stringContaining('its floor is 3') } },
    ]));
  test('or may fall, as the policy says; one at its floor may not', () => {
    const falls = { below: 'may-fall' };
    expect(found(900, staff(5, 3, backbone), [move('A')], falls)).toEqual([]);
    expect(found(300, staff(5, 3, backbone), [move('A')], falls)).toHaveLength(1);
  });
  test('whoever comes makes up for who goes', () => {
    const guest = teacher('Zora', {
      ...backbone,
      registered: { school: 'hillfoot', since: '2010-09-01' },
      serving: { section: 'H', since: '2010-09-01' },
    });
    // Zora is Hillfoot's own last one.
    const moves = [move('A'), move('Zora', 'L')];
    expect(found(201, [...staff(5, 3, backbone), guest], moves)).toEqual([]);
    expect(found(201, [...staff(5, 3, backbone), guest], [move('Zora', 'L')])).toMatchObject([
      { sections: ['H'] },
    ]);
  });
  test('figures are the policy’s', () => {
    const floors = [{ indicator: 'backbone', stage: 'primary', least: 1.5 }];
    expect(found(200, staff(5, 4, backbone), [move('A')], { floors })).toEqual([]);
    expect(found(200, staff(5, 3, backbone), [move('A')], { floors })).toHaveLength(1);
    expect(found(200, staff(5, 3, backbone), [move('A')], { floors: [] })).toEqual([]);
  });
  test('a figure is given once for each indicator and stage', () => {
    const floor = { indicator: 'backbone', stage: 'primary', least: 1 };
    const reading = readProblem(
      county({
        policy: {
          version: 'v',
          rules: only({ 'indicator-floor': { floors: [floor, { ...floor, least: 2 }] } }),
          goals: [{ name: 'gap' }],
        },
      }),
    );
    expect(reading).toMatchObject({
      ok: false,
      faults: expect.arrayContaining([
        expect.objectContaining({ path: '$.policy.rules["indicator-floor"].floors' }),
      ]),
    });
  });
  test('sections without pupils and small teaching points have no floor', () => {
    const point = (pupils: number, figures: object = {}) =>
      audit(
        'indicator-floor',
        figures,
        {
          ...lake(pupils, { teachers: staff(3, 1, backbone) }),
          schools: [{ ...lakeside, place: 'teaching-point' }, hillfoot],
        },
        [move('A')],
      );
    expect(found(0, staff(3, 1, backbone), [move('A')])).toEqual([]);
    expect(point(49)).toEqual([]);
    expect(point(50)).toHaveLength(1);
    expect(point(49, { leastPupilsOfPoint: 49 })).toHaveLength(1);
  });
  test('by registered staff a move counts only where the relation moves', () => {
    const of = (forms: readonly string[]) =>
      audit(
        'indicator-floor',
        { view: 'registered' },
        lake(201, { teachers: staff(5, 3, backbone) }),
        [move('A')],
        { establishment: { forms } },
      );
    expect(of([])).toEqual([]);
    expect(of(['order-based'])).toHaveLength(1);
  });
  test('is off unless the policy says so', () => expect(indicatorFloor.stand(undefined)).toBeNull());
  test('says what it asks', () => {
    const problem = given({}, {});
    const floors = [
      { indicator: 'backbone', stage: 'junior', least: 1 },
      { indicator: 'education', stage: 'primary', least: 4.2 },
    ];
    const setting = ruleSetting.parse({ level: 'policy', floors });
    expect(indicatorFloor.stand(setting)?.states(caseOf(problem))).toEqual({
      zh: '派出学部每百名学生的教师数不低于标准（小学高于规定学历教师4.2人、初中县级以上骨干教师1人）；现已不足的，不得再减少。',
      en: 'Sending sections keep so many teachers for every hundred pupils (primary teachers above the required qualification 4.2, junior backbone teachers 1); one below that today keeps what it has.',
    });
  });
});

describe('a plan', () => {
  const facts = (pupils: number) =>
    lake(pupils, {
      teachers: staff(5, 3, backbone),
      points: [
        { teacher: 'A', section: 'H', points: 9 },
        { teacher: 'B', section: 'H', points: 8 },
        { teacher: 'D', section: 'H', points: 1 },
      ],
    });
  const plan = (pupils: number, figures: object = {}) =>
    planned(given(facts(pupils), { 'indicator-floor': figures }, ['gap', 'points']));

  test('sends one who can be spared, and then another', async () => {
    expect(went(await plan(100))).toEqual(['A → H', 'B → H']);
    expect(went(await plan(200))).toEqual(['A → H', 'D → H']);
    expect(went(await plan(300))).toEqual([expect.stringMatching(/^[D-E] → H$/), expect.any(String)]);
  });
  test('a decision lets it be broken, and the plan says so', async () => {
    const relaxed = { level: 'policy', relaxed: 'Decision 7' };
    const pins = [
      { kind: 'move' as const, teacher: 'A', section: 'H' },
      { kind: 'move' as const, teacher: 'B', section: 'H' },
    ];
    const found = await planned(given({ ...facts(300), pins }, { 'indicator-floor': relaxed, pins: {} }));
    expect(found.findings).toMatchObject([
      { rule: 'indicator-floor', amount: 2, teachers: ['A', 'B'], sections: ['L'], relaxed: 'Decision 7' },
    ]);
  });
  test('is told to be impossible where a pin asks for more', async () => {
    const pins = [{ kind: 'move' as const, teacher: 'A', section: 'H' }];
    const none = await planned(given({ ...facts(300), pins }, { 'indicator-floor': {}, pins: {} }));
    expect(none.diagnosis?.clash.map(({ rule }) => rule).toSorted()).toEqual(['indicator-floor', 'pins']);
  });
});
