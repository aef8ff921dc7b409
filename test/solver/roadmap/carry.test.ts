import { describe, expect, test } from 'vitest';
import type { Move } from '../../../solver/plan.ts';
import type { Problem, ProblemInput } from '../../../solver/problem.ts';
import { readProblem } from '../../../solver/read.ts';
import { carriedOut, nextYear, type Standing, standing } from '../../../solver/roadmap/carry.ts';
import { outlook } from '../../../solver/roadmap/outlook.ts';
import { county, hillfoot, lakeside, teacher } from '../../support/small-county.ts';

const usual = outlook.parse({});

/** A move from Lakeside to Hillfoot for maths, the relation staying. */
const move = (id: string, facts: Partial<Move> = {}): Move => ({
  teacher: id,
  from: 'L',
  to: 'H',
  subject: 'maths',
  role: null,
  form: 'order-based',
  relationMoves: false,
  km: 20,
  bed: false,
  wish: null,
  ...facts,
});

const sent = (facts: Partial<ProblemInput>, moves: readonly Move[] = []): Standing =>
  carriedOut(standing(county(facts)), { moves: [...moves] }, usual);

/** The year after, with the sections as they are. */
const following = (at: Standing, moves: readonly Move[] = []): Standing =>
  nextYear(carriedOut(at, { moves: [...moves] }, usual), at.problem.sections, usual);

const yearAfter = (facts: Partial<ProblemInput>, moves: readonly Move[] = []): Standing =>
  following(standing(county(facts)), moves);

const who = ({ problem }: { problem: Problem }, id: string) => problem.teachers.find((one) => one.id === id);

describe('who moves', () => {
  test('serves at the host from the day of effect, on a posting of three years', () =>
    expect(who(sent({ teachers: [teacher('A')] }, [move('A')]), 'A')).toMatchObject({
      serving: { section: 'H', since: '2026-09-01' },
      registered: { school: 'lakeside', since: '2010-09-01' },
      posting: { home: 'L', since: '2026-09-01', until: '2029-08-31' },
    }));
  test('is registered there where the relation moves, and on no posting', () => {
    const moved = who(sent({ teachers: [teacher('A')] }, [move('A', { relationMoves: true })]), 'A');
    expect(moved).toMatchObject({
      serving: { section: 'H', since: '2026-09-01' },
      registered: { school: 'hillfoot', since: '2026-09-01' },
    });
    expect(moved?.posting).toBeUndefined();
  });
  test('teaches the subject of the post first, and the own after it', () => {
    const music = move('A', { subject: 'music' });
    expect(who(sent({ teachers: [teacher('A')] }, [music]), 'A')).toMatchObject({
      subject: 'music',
      secondSubject: 'maths',
    });
  });
  test('to a seat stays there in that office, its term begun', () => {
    const held = { role: 'deputy', since: '2019-09-01', terms: 2 } as const;
    const seat = move('A', { subject: null, role: 'deputy', form: 'cadre' });
    const moved = who(sent({ teachers: [teacher('A', { cadre: held })] }, [seat]), 'A');
    expect(moved).toMatchObject({
      cadre: { role: 'deputy', since: '2026-09-01', terms: 1 },
      subject: 'maths',
    });
    expect(moved?.posting).toBeUndefined();
  });
});

describe('a posting', () => {
  const facts = { teachers: [teacher('A')] };
  const first = following(standing(county(facts)), [move('A', { subject: 'music' })]);
  const third = following(first);
  const fourth = following(third);
  test('runs two more years', () => {
    expect(third.problem.effective).toBe('2028-09-01');
    expect(who(third, 'A')).toMatchObject({ subject: 'music', posting: { until: '2029-08-31' } });
  });
  test('ends with the return of the fourth, to what was taught at home', () => {
    expect(who(fourth, 'A')).toMatchObject({ subject: 'maths', serving: { section: 'H' } });
    expect(who(fourth, 'A')?.secondSubject).toBeUndefined();
    expect(who(carriedOut(fourth, { moves: [] }, usual), 'A')).toMatchObject({
      serving: { section: 'L', since: '2029-09-01' },
      lastPosting: { ended: '2029-08-31' },
    });
  });
  test('adds a rural year for each year at a rural or weak school, and none at home', () => {
    const years = [first, following(first), fourth, following(fourth)].map((at) => who(at, 'A')?.ruralYears);
    expect(years).toEqual([1, 2, 3, 3]);
  });
});

describe('retirement', () => {
  // By this table a woman leaves on her 45th birthday.
  const at45 = outlook.parse({
    retirement: {
      version: 'test',
      source: 'test',
      rows: [{ sex: 'female', bornFrom: '2000-01-01', months: 540, everyMonths: 4, upTo: 576 }],
    },
  });
  const next = (born: string) => {
    const at = carriedOut(
      standing(county({ teachers: [teacher('A', { born }), teacher('B', { partner: 'A' })] })),
      { moves: [] },
      at45,
    );
    return nextYear(at, at.problem.sections, at45);
  };
  test('on the day the next moves take effect counts as gone', () =>
    expect(next('1982-09-01')).toMatchObject({
      retirements: [{ teacher: 'A', section: 'L', subject: 'maths', on: '2027-09-01' }],
      problem: { teachers: [{ id: 'B' }] },
    }));
  test('a day later does not', () => {
    const { problem, retirements } = next('1982-09-02');
    expect(retirements).toEqual([]);
    expect(problem.teachers.map(({ id }) => id)).toEqual(['A', 'B']);
  });
  test('long due on file goes with the first year', () =>
    expect(next('1960-01-01').retirements).toMatchObject([{ on: '2005-01-01' }]));
  test('leaves a partner without the tie', () =>
    expect(next('1982-09-01').problem.teachers[0]?.partner).toBeUndefined());
});

describe('beds', () => {
  const schools = [lakeside, { ...hillfoot, beds: 2 }];
  const bedsIn = ({ problem }: Standing) => problem.schools.find(({ id }) => id === 'hillfoot')?.beds;
  test('are taken by who is housed, and free again on return', () => {
    const facts = { schools, teachers: [teacher('A'), teacher('B')] };
    let at = yearAfter(facts, [move('A', { bed: true }), move('B')]);
    const free = [bedsIn(at)];
    for (let year = 0; year < 3; year++) {
      at = following(at);
      free.push(bedsIn(at));
    }
    expect(free).toEqual([1, 1, 2, 2]);
  });
  test('are never fewer than none', () =>
    expect(bedsIn(sent({ teachers: [teacher('A')] }, [move('A', { bed: true })]))).toBe(0));
});

describe('the next year', () => {
  test('is one of its own: asks, wishes, pins and decisions are not carried on', () => {
    const { problem } = yearAfter({
      teachers: [teacher('A')],
      requests: [{ id: 'R', section: 'H', subject: 'maths', count: 1 }],
      wishes: [{ teacher: 'A', volunteer: true }],
      points: [{ teacher: 'A', section: 'H', points: 3 }],
      pins: [{ kind: 'stay', teacher: 'A' }],
      holdBacks: [{ teacher: 'A' }],
      base: [],
      budget: 5_000,
      policy: {
        version: 'p',
        rules: { 'exchange-quota': { level: 'policy', percent: 20, relaxed: 'No. 3 of 2026' } },
        goals: [{ name: 'gap' }],
      },
    });
    expect(problem).toMatchObject({
      schoolYear: 2027,
      effective: '2027-09-01',
      requests: [],
      wishes: [],
      points: [],
      pins: [],
      budget: 5_000,
    });
    expect([problem.holdBacks, problem.base]).toEqual([undefined, undefined]);
    expect(problem.policy.rules['exchange-quota']).toEqual({ level: 'policy', percent: 20 });
    expect(readProblem(problem).ok).toBe(true);
  });
  test('has the seats that were held, who held them gone or not', () => {
    const cadre = { role: 'principal', since: '2020-09-01' } as const;
    const { problem } = yearAfter({ teachers: [teacher('A', { cadre, born: '1960-01-01' })] });
    expect(problem.teachers).toEqual([]);
    expect(problem.seats).toEqual([{ section: 'L', role: 'principal', count: 1 }]);
  });
  test('follows a term that ends by the next, and one long over by none', () => {
    const term = (since: string) =>
      who(yearAfter({ teachers: [teacher('A', { cadre: { role: 'deputy', since } })] }), 'A')?.cadre;
    expect(term('2024-09-01')).toEqual({ role: 'deputy', since: '2027-09-01', terms: 2 });
    expect(term('2024-09-02')).toEqual({ role: 'deputy', since: '2024-09-02', terms: 1 });
    expect(term('2020-09-01')).toEqual({ role: 'deputy', since: '2020-09-01', terms: 1 });
  });
});
