import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../../solver/problem.ts';
import { audit, hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;
type Moves = Parameters<typeof audit>[3];

/** A school of the same village as Hillfoot, and one whose place nobody knows. */
const mill = { ...hillfoot, id: 'mill', name: 'Mill' };
const { location: _unknown, ...nowhere } = { ...hillfoot, id: 'moor', name: 'Moor' };
const sections: ProblemInput['sections'] = [
  { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 2 } },
  { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 } },
  { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1 } },
  { id: 'N', school: 'moor', stage: 'primary', classes: { 1: 2 } },
];
/** Adam and Beth, a couple; both teach at Lakeside unless said otherwise. */
const county = (adam: Facts = {}, beth: Facts = {}): Partial<ProblemInput> => ({
  schools: [lakeside, hillfoot, mill, nowhere],
  sections,
  teachers: [
    teacher('Adam', { partner: 'Beth', sex: 'male', ...adam }),
    teacher('Beth', { partner: 'Adam', ...beth }),
  ],
});
const at = (section: string): Facts => ({ serving: { section, since: '2010-09-01' } });

describe('couples', () => {
  // By road Hillfoot and Mill are 20.0 km from Lakeside.
  const apart = (moves: Moves, withinKm: number, facts = county()) =>
    audit('couples', { withinKm }, facts, moves);

  test('one goes to a school within reach of the other', () => expect(apart([move('Adam')], 20)).toEqual([]));
  test('not 100 m beyond', () =>
    expect(apart([move('Adam')], 19.9)).toMatchObject([
      {
        amount: 1,
        teachers: ['Adam', 'Beth'],
        sections: ['H'],
        text: {
          zh: 'Adam与Beth夫妻将分在Hillfoot和Lakeside。',
          en: 'Adam and Beth, a couple, would teach at Hillfoot and Lakeside.',
        },
      },
    ]));
  test('both go to one school', () => expect(apart([move('Adam'), move('Beth')], 0)).toEqual([]));
  test('or to two near each other', () => {
    expect(apart([move('Adam'), move('Beth', 'M')], 1)).toEqual([]);
    expect(apart([move('Adam'), move('Beth', 'M')], 0)).toMatchObject([
      { sections: ['H', 'M'], text: { en: 'Adam and Beth, a couple, would teach at Hillfoot and Mill.' } },
    ]);
  });
  test('neither goes: nothing is said, however far apart they are', () =>
    expect(apart([], 0, county({}, at('H')))).toEqual([]));
  test('a couple apart may come together', () => {
    expect(apart([move('Adam')], 0, county({}, at('H')))).toEqual([]);
    expect(apart([move('Beth', 'L')], 0, county({}, at('H')))).toEqual([]);
  });
  test('but not change places', () =>
    expect(apart([move('Adam'), move('Beth', 'L')], 0, county({}, at('H')))).toHaveLength(1));
  test('a distance nobody knows is beyond', () => {
    expect(apart([move('Adam', 'N')], 5000)).toHaveLength(1);
    expect(apart([move('Adam', 'N'), move('Beth', 'N')], 0)).toEqual([]);
  });
  test('says nothing of others', () =>
    expect(apart([move('A'), move('B')], 0, { ...county(), teachers: teachers(2) })).toEqual([]));
});

describe('a plan', () => {
  const plan = (facts: Partial<ProblemInput>, withinKm: number, points: [string, string, number][]) =>
    planned(
      given(
        {
          ...facts,
          points: points.map(([who, section, score]) => ({ teacher: who, section, points: score })),
        },
        { couples: { withinKm } },
        ['points', 'fewest-moves'],
      ),
    );

  test('sends both where that is worth it', async () =>
    expect(
      went(
        await plan(county(), 0, [
          ['Adam', 'H', 10],
          ['Beth', 'H', -9],
        ]),
      ),
    ).toEqual(['Adam → H', 'Beth → H']));
  test('and neither where it is not', async () =>
    expect(
      went(
        await plan(county(), 0, [
          ['Adam', 'H', 10],
          ['Beth', 'H', -11],
        ]),
      ),
    ).toEqual([]));
  test('sends one alone who stays within reach', async () =>
    expect(
      went(
        await plan(county(), 20, [
          ['Adam', 'H', 10],
          ['Beth', 'H', -9],
        ]),
      ),
    ).toEqual(['Adam → H']));
  test('keeps both where one may not go', async () => {
    const facts = county({}, { established: false });
    const rules = { couples: { withinKm: 19.9 }, established: {} };
    expect(went(await planned(given(facts, rules)))).toEqual([]);
    expect(went(await planned(given(facts, { ...rules, couples: { withinKm: 20 } })))).toEqual([
      expect.stringMatching(/^Adam → [HM]$/),
    ]);
  });
  test('brings a couple together rather than further apart', async () =>
    expect(
      went(
        await plan(county({}, at('H')), 0, [
          ['Adam', 'M', 10],
          ['Adam', 'H', 2],
          ['Adam', 'N', -90],
          ['Beth', 'N', 9],
        ]),
      ),
    ).toEqual(['Adam → H']));
  test('sends two to schools near each other, far from where they were', async () =>
    expect(
      went(
        await plan(county(), 1, [
          ['Adam', 'H', 10],
          ['Beth', 'M', 10],
          ['Adam', 'N', -90],
          ['Beth', 'N', 90],
        ]),
      ),
    ).toEqual(['Adam → H', 'Beth → M']));
});
