import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BalanceMove, balanceChange } from '../../../solver/balance/change.ts';
import { balanceOf } from '../../../solver/balance/report.ts';
import { basicBalance, qualityBalance } from '../../../solver/balance/standard.ts';
import { type Case, caseOf } from '../../../solver/case.ts';
import { headcounts, isIndicator, measured, pupilsOf, squaredVariation } from '../../../solver/indicators.ts';
import { balanceFacts, countyOf, indicatorOf } from '../../support/balance-county.ts';
import { randomCounty } from '../../support/random-county.ts';

const schools = fc.array(
  fc.record({ pupils: fc.integer({ min: 1, max: 2_000 }), books: fc.integer({ min: 0, max: 50_000 }) }),
  { minLength: 1, maxLength: 12 },
);
type Schools = typeof schools extends fc.Arbitrary<infer Given> ? Given : never;

const countyWith = (given: Schools) =>
  countyOf(
    Object.fromEntries(
      given.map(({ pupils, books }, place) => [
        `S${place}`,
        { pupils: { primary: pupils }, facilities: { books } },
      ]),
    ),
  );

/** The coefficient of books; null: not computable. */
const spread = (given: Schools): number | null => {
  const found = indicatorOf(countyWith(given), basicBalance, 'B5');
  return found.computable ? found.coefficient : null;
};

const close = (one: number | null, other: number | null) => {
  if (one === null || other === null) expect(one).toBe(other);
  else expect(one).toBeCloseTo(other, 7);
};

describe('a coefficient of variation', () => {
  test('is 0 where every pupil has the same', () =>
    fc.assert(
      fc.property(schools, fc.integer({ min: 1, max: 40 }), (given, each) =>
        close(spread(given.map(({ pupils }) => ({ pupils, books: pupils * each }))), 0),
      ),
    ));
  test('is the same whatever the amounts are counted in', () =>
    fc.assert(
      fc.property(schools, fc.integer({ min: 2, max: 900 }), (given, times) =>
        close(spread(given.map(({ pupils, books }) => ({ pupils, books: books * times }))), spread(given)),
      ),
    ));
  test('is the same where a school is told as several of its own ratio', () =>
    fc.assert(
      fc.property(schools, fc.integer({ min: 2, max: 5 }), (given, parts) => {
        const [first, ...others] = given;
        if (!first) return;
        const { pupils, books } = first;
        const whole = { pupils: pupils * parts, books: books * parts };
        close(spread([...Array.from({ length: parts }, () => first), ...others]), spread([whole, ...others]));
      }),
    ));
  test('is the same in whatever order schools are told', () =>
    fc.assert(fc.property(schools, (given) => close(spread(given.toReversed()), spread(given)))));
  test('weighs schools by their pupils: a school as small as can be hardly counts', () =>
    expect(
      spread([
        { pupils: 1_000_000, books: 1_000_000 },
        { pupils: 1, books: 100 },
      ]),
    ).toBeCloseTo(0.099, 3));
});

/** A random county, and its facts. */
function factsOf(seed: number) {
  const problem = randomCounty(seed);
  return { facts: balanceFacts(problem), county: caseOf(problem) };
}

/** One of the postings of everybody who has any, every third teacher left out. */
const chosen = ({ candidates }: Case, seed: number) =>
  [...new Map(candidates.map((posting, at) => [posting.teacher, { posting, at }])).values()]
    .filter(({ at }) => (at + seed) % 3 !== 0)
    .map(({ posting }) => posting);

const seeds = Array.from({ length: 60 }, (_, seed) => seed);

test('the report and the goal of balance count the same people at the same schools, in both views', () => {
  let seen = 0;
  for (const seed of seeds) {
    const { facts, county } = factsOf(seed);
    for (const view of ['serving', 'registered'] as const)
      for (const standard of [basicBalance, qualityBalance])
        for (const { stage, indicators } of balanceOf(facts, standard, view).stages)
          for (const report of indicators) {
            const { amount } = report.indicator;
            if (!['teachers', 'education', 'titles', 'backbone', 'arts-and-pe'].includes(amount)) continue;
            const counting = { ...standard, view };
            const sections = new Map(
              measured(county, stage, counting).map((section) => [section.id, pupilsOf(section)]),
            );
            const heads = headcounts(county, amount as 'teachers', counting, []);
            const goal = sections.size === 0 ? null : squaredVariation(sections, heads);
            // What is not on file is told by the report, and counts as none in the goal.
            if (!report.computable && ['pupils-unknown', 'not-reported'].includes(report.because.code))
              continue;
            if (!report.computable) expect([seed, goal]).toEqual([seed, null]);
            else {
              expect(report.coefficient ** 2).toBeCloseTo(goal ?? Number.NaN, 9);
              seen += 1;
            }
          }
  }
  expect(seen).toBeGreaterThan(500);
});

test('the shares of moves add up to the change, whoever goes where, and one move has all of it', () => {
  const seen = { several: 0, one: 0 };
  for (const seed of seeds) {
    const { facts } = factsOf(seed);
    const moves = facts.staff
      .filter((_, place) => (place + seed) % 3 === 0)
      .map(({ id }, place): BalanceMove => {
        const to = facts.sections[(place * 7 + seed) % facts.sections.length]?.id ?? '';
        return {
          teacher: id,
          to,
          relationMoves: place % 2 === 0,
          ...(place % 4 === 0 && { subject: 'music' }),
        };
      });
    for (const view of ['serving', 'registered'] as const)
      for (const list of [moves, moves.slice(0, 1)])
        for (const { change, moves: parts } of balanceChange(facts, list, qualityBalance, view).indicators) {
          expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(change, 9);
          if (Math.abs(change) > 1e-9) seen[list.length === 1 ? 'one' : 'several'] += 1;
        }
  }
  expect(seen.several).toBeGreaterThan(50);
  expect(seen.one).toBeGreaterThan(5);
});

test('a report after moves counts whom the solver counts after its postings, in both views', () => {
  const seen = { moved: 0, changed: 0 };
  for (const seed of seeds) {
    const { facts, county } = factsOf(seed);
    const postings = chosen(county, seed);
    const moves = postings.map((posting): BalanceMove => {
      const { subject } = posting.opening;
      const relationMoves = county.relationMoves(posting);
      return {
        teacher: posting.teacher.id,
        to: posting.opening.section.id,
        relationMoves,
        ...(subject !== null && { subject }),
      };
    });
    seen.moved += moves.length;
    for (const view of ['serving', 'registered'] as const) {
      const { after } = balanceChange(facts, moves, qualityBalance, view);
      for (const { indicators } of after.stages)
        for (const report of indicators) {
          const { amount } = report.indicator;
          if (!report.computable || !isIndicator(amount)) continue;
          const then = headcounts(county, amount, { ...qualityBalance, view }, postings);
          const now = headcounts(county, amount, { ...qualityBalance, view }, []);
          for (const { sections, amount: told } of report.values) {
            const at = (heads: ReadonlyMap<string, number>) =>
              sections.reduce((sum, id) => sum + (heads.get(id) ?? 0), 0);
            expect([seed, view, sections, told]).toEqual([seed, view, sections, at(then)]);
            if (at(then) !== at(now)) seen.changed += 1;
          }
        }
    }
  }
  expect(seen.moved).toBeGreaterThan(100);
  expect(seen.changed).toBeGreaterThan(100);
});

test('who begins to come on some days has a share of the change, and shares add up', () => {
  const staff = [1, 2, 3].map((place) => ({
    id: `T${place}`,
    section: 'A:primary',
    registered: 'A',
    established: true,
    title: 'none' as const,
    backbone: 'none' as const,
    subject: 'music',
  }));
  const county = countyOf(
    { A: { pupils: { primary: 80 } }, V: { place: 'village', pupils: { primary: 80 } } },
    staff,
  );
  const visits = [{ teacher: 'T2', section: 'V:primary', subject: 'music' }];
  const moves = [{ teacher: 'T1', to: 'V:primary', relationMoves: false }];
  const shares = balanceChange(county, moves, qualityBalance, 'serving', visits).indicators.find(
    ({ indicator }) => indicator === 'L3',
  );
  // 3 and 0: a coefficient of 1; 2 and 2: none.
  expect(shares?.change).toBeCloseTo(-1, 12);
  expect(shares?.moves.map(({ teacher }) => teacher).sort()).toEqual(['T1', 'T2']);
  expect(shares?.moves.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(-1, 12);
});

test('every indicator has shares of the moves, or is told to be as it was and why', () => {
  const codes = new Set<string>();
  for (const seed of seeds) {
    const { facts, county } = factsOf(seed);
    const moves = chosen(county, seed).map(
      ({ teacher, opening }): BalanceMove => ({
        teacher: teacher.id,
        to: opening.section.id,
        relationMoves: false,
      }),
    );
    for (const view of ['serving', 'registered'] as const) {
      const { before, indicators, unchanged } = balanceChange(facts, moves, qualityBalance, view);
      const changed = indicators.filter((one) => one.moves.length > 0);
      const told = [...changed, ...unchanged].map(({ stage, indicator }) => `${stage} ${indicator}`);
      const all = before.stages.flatMap(({ stage, indicators: each }) =>
        each.map(({ indicator }) => `${stage} ${indicator.code}`),
      );
      expect(told.sort()).toEqual(all.sort());
      for (const { code } of unchanged) codes.add(code);
    }
  }
  expect([...codes].sort()).toEqual(['nobody-counted-moves', 'not-computable', 'not-of-people']);
});

test('of two moves alike each has half of the change, in whatever order they are told', () => {
  const county = countyOf(
    { A: { pupils: { primary: 100 } }, B: { pupils: { primary: 100 } } },
    [0, 1, 2, 3].map((place) => ({
      id: `T${place}`,
      section: 'A:primary',
      registered: 'A',
      established: true,
      title: 'none',
      backbone: 'county',
    })),
  );
  const to = (teacher: string): BalanceMove => ({ teacher, to: 'B:primary', relationMoves: false });
  const sharesOf = (moves: BalanceMove[]) =>
    balanceChange(county, moves, qualityBalance, 'serving').indicators.find(
      ({ indicator }) => indicator === 'L2',
    );
  // All at A: CV 1. Two and two: CV 0.
  expect(sharesOf([to('T0'), to('T1')])).toMatchObject({
    change: expect.closeTo(-1, 12),
    moves: ['T0', 'T1'].map((teacher) => ({ teacher, share: expect.closeTo(-0.5, 12) })),
  });
  expect(sharesOf([to('T1'), to('T0')])).toMatchObject({
    change: expect.closeTo(-1, 12),
    moves: ['T0', 'T1'].map((teacher) => ({ teacher, share: expect.closeTo(-0.5, 12) })),
  });
});

test('who goes to another stage leaves the one and joins the other', () => {
  const staff = ['N:primary', 'N:primary', 'N:junior', 'O:primary', 'O:junior'].map((section, place) => ({
    id: `T${place}`,
    section,
    registered: section.slice(0, 1),
    established: true,
    title: 'none' as const,
    backbone: 'county' as const,
  }));
  const both = { primary: 100, junior: 100 };
  const county = countyOf({ N: { pupils: both }, O: { pupils: both } }, staff);
  const { indicators } = balanceChange(
    county,
    [{ teacher: 'T0', to: 'N:junior', relationMoves: false }],
    qualityBalance,
    'serving',
  );
  const told = indicators.filter(({ indicator }) => indicator === 'L2');
  // Of 2 and 1 a coefficient of a third; of 1 and 1 none.
  expect(told.map(({ stage }) => stage)).toEqual(['primary', 'junior']);
  expect(told.map(({ change }) => change)).toEqual([expect.closeTo(-1 / 3, 12), expect.closeTo(1 / 3, 12)]);
});
