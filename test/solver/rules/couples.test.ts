import { describe, expect, test } from 'vitest';
import { caseOf } from '../../../solver/case.ts';
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
  test('nothing said, together is the same school', () => {
    const usual = (moves: Moves) => audit('couples', {}, county(), moves);
    expect(usual([move('Adam'), move('Beth')])).toEqual([]);
    expect(usual([move('Adam'), move('Beth', 'M')])).toHaveLength(1);
    expect(usual([move('Adam')])).toHaveLength(1);
  });
  test('and so is another stage of it', () => {
    const junior = { id: 'J', school: 'hillfoot', stage: 'junior' as const, classes: { 7: 1 } };
    const facts = { ...county(), sections: [...(sections ?? []), junior] };
    expect(audit('couples', {}, facts, [move('Adam'), move('Beth', 'J')])).toEqual([]);
  });
  test('schools of one district are together where the policy says so, however far apart', () => {
    const facts = {
      ...county(),
      clusters: [
        { id: 'east', kind: 'district' as const },
        { id: 'pair', kind: 'pair' as const },
      ],
      schools: [
        lakeside,
        { ...hillfoot, clusters: ['east'] },
        { ...mill, clusters: ['pair'] },
        { ...nowhere, clusters: ['east', 'pair'] },
      ],
    };
    const found = (clusters: string[], moves: Moves) => audit('couples', { clusters }, facts, moves);
    expect(found(['district'], [move('Adam'), move('Beth', 'N')])).toEqual([]);
    expect(found(['district'], [move('Adam', 'M'), move('Beth', 'N')])).toHaveLength(1);
    expect(found(['district', 'pair'], [move('Adam', 'M'), move('Beth', 'N')])).toEqual([]);
    expect(found([], [move('Adam'), move('Beth', 'N')])).toHaveLength(1);
  });
  test('says what together is', () => {
    const [rule] = caseOf(
      given({}, { couples: { withinKm: 12, clusters: ['pair', 'district'] } }),
    ).rules.filter(({ name }) => name === 'couples');
    expect(rule?.states(caseOf(given({}, {})))).toEqual({
      zh: '夫妻同为教师的，交流到同一所学校或同一学区的学校或同一结对学校的学校或相距不超过12公里的学校，否则均不交流。',
      en: 'Couples go to one school or schools of one district or schools of one pair or schools at most 12 km apart, or neither goes.',
    });
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
  test('sends two to schools of one district', async () => {
    const facts = {
      ...county(),
      clusters: [{ id: 'east', kind: 'district' as const }],
      schools: [lakeside, { ...hillfoot, clusters: ['east'] }, mill, { ...nowhere, clusters: ['east'] }],
      points: [
        { teacher: 'Adam', section: 'H', points: 10 },
        { teacher: 'Beth', section: 'H', points: -90 },
        { teacher: 'Beth', section: 'N', points: 5 },
        { teacher: 'Adam', section: 'N', points: -90 },
      ],
    };
    const plan = (clusters: string[]) =>
      planned(given(facts, { couples: { clusters } }, ['points', 'fewest-moves']));
    expect(went(await plan(['district']))).toEqual(['Adam → H', 'Beth → N']);
    expect(went(await plan(['pair']))).toEqual([]);
  });
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
