import { describe, expect, test } from 'vitest';
import { type ClusterKind, clusterKinds, type ProblemInput } from '../../../solver/problem.ts';
import { audit, hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned } from './every-plan.ts';

const clusters = clusterKinds.map((kind) => ({ id: `the ${kind}`, kind }));
/** The schools, each in these clusters. */
const schools = (ofLakeside: readonly string[], ofHillfoot: readonly string[]): ProblemInput['schools'] => [
  { ...lakeside, clusters: [...ofLakeside] },
  { ...hillfoot, clusters: [...ofHillfoot] },
];
const atHillfoot = (id: string, facts: Partial<ProblemInput['teachers'][number]> = {}) =>
  teacher(id, {
    registered: { school: 'hillfoot', since: '2010-09-01' },
    serving: { section: 'H', since: '2010-09-01' },
    ...facts,
  });

describe('direction within a cluster', () => {
  /** What is found when Amina goes from the village to the town. */
  const inward = (
    within: readonly ClusterKind[],
    ofLakeside: string[],
    ofHillfoot: string[],
    given = clusters,
  ) =>
    audit(
      'direction',
      { within },
      { teachers: [atHillfoot('Amina')], schools: schools(ofLakeside, ofHillfoot), clusters: given },
      [move('Amina', 'L')],
    );

  test.each(clusterKinds)('of one %s is free, where the policy says so', (kind) =>
    expect(inward([kind], [`the ${kind}`], [`the ${kind}`])).toEqual([]),
  );
  test.each(clusterKinds)('of one %s is not free by default', (kind) =>
    expect(inward([], [`the ${kind}`], [`the ${kind}`])).toMatchObject([
      {
        amount: 1,
        sections: ['H', 'L'],
        text: {
          zh: 'Amina由Hillfoot（薄弱村校）到Lakeside（城区学校），不合交流方向（限于由城镇向乡村、由强校向薄弱学校）。',
          en: 'Amina would go from Hillfoot (a weak village school) to Lakeside (a city school), against the allowed directions (town to rural, strong to weak).',
        },
      },
    ]),
  );
  test('of another kind than the policy names is not free', () =>
    expect(inward(['district', 'group', 'pair'], ['the pool'], ['the pool'])).toHaveLength(1));
  test('asks that both schools are in the same one', () => {
    expect(inward(['group'], ['the group'], [])).toHaveLength(1);
    const other = [...clusters, { id: 'another group', kind: 'group' as const }];
    expect(inward(['group'], ['the group'], ['another group'], other)).toHaveLength(1);
    expect(inward(['group'], ['the group', 'another group'], ['another group'], other)).toEqual([]);
  });
  test('a cluster the county does not list is none', () =>
    expect(inward(['group'], ['lost'], ['lost'])).toHaveLength(1));

  test.each(clusterKinds)('a plan sends there, in the form of the %s', async (kind) => {
    const facts = {
      teachers: [...teachers(3), atHillfoot('Y'), atHillfoot('Z')],
      schools: schools([`the ${kind}`], [`the ${kind}`]),
      clusters,
    };
    const rules = (within: readonly ClusterKind[]) => ({ direction: { within }, 'sender-floor': {} });
    const plan = await planned(given(facts, rules([kind])));
    expect(plan.moves).toMatchObject([{ to: 'L', form: kind }]);
    expect((await planned(given(facts, rules([])))).moves).toEqual([]);
  });
  test('an allowed direction stays a move by order outside of them', async () => {
    const plan = await planned(given({ teachers: teachers(6) }, { direction: { within: ['group'] } }));
    expect(plan.moves).toMatchObject([{ to: 'H', form: 'order-based' }]);
  });
});

describe('cluster', () => {
  const closed = (ofLakeside: string[], ofHillfoot: string[], figures: object = {}) =>
    audit(
      'cluster',
      figures,
      { teachers: [teacher('Amina')], schools: schools(ofLakeside, ofHillfoot), clusters },
      [move('Amina')],
    );

  test('within a pool teachers go', () => expect(closed(['the pool'], ['the pool'])).toEqual([]));
  test('out of it nobody does', () =>
    expect(closed(['the pool'], [])).toMatchObject([
      {
        amount: 1,
        sections: ['L', 'H'],
        text: {
          zh: 'Amina由Lakeside到Hillfoot，超出片区范围。',
          en: 'Amina would go from Lakeside to Hillfoot, which are not in one cluster.',
        },
      },
    ]));
  test('nor into it', () => expect(closed([], ['the pool'])).toHaveLength(1));
  test('schools in none are not kept', () => expect(closed([], [])).toEqual([]));
  test('a kind that is not closed keeps nobody', () => {
    expect(closed(['the district'], [])).toEqual([]);
    expect(closed(['the district'], [], { kinds: ['pool', 'district'] })).toHaveLength(1);
  });
  test('of two closed kinds one shared is enough', () =>
    expect(closed(['the pool', 'the district'], ['the district'], { kinds: ['pool', 'district'] })).toEqual(
      [],
    ));
  test('a plan stays within', async () => {
    const mill = { ...hillfoot, id: 'mill', name: 'Mill', clusters: ['the pool'] };
    const facts: Partial<ProblemInput> = {
      schools: [...schools(['the pool'], []), mill],
      sections: [
        { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 2 } },
        { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
        { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1 } },
      ],
      clusters,
      teachers: teachers(4),
    };
    const plan = await planned(given(facts, { cluster: {} }));
    expect(plan.moves).toMatchObject([{ to: 'M' }]);
    expect(plan.unfilled).toMatchObject([{ section: 'H', left: 1 }]);
  });
});

describe('swap', () => {
  const mill = { ...hillfoot, id: 'mill', name: 'Mill' };
  /** Four teachers at Lakeside, as many as it needs, one of them `Bo`, a county backbone; `Yu` and Z at the mill. */
  const facts = (bo: object = {}, yu: object = {}): Partial<ProblemInput> => ({
    schools: [lakeside, hillfoot, mill],
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
      { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1 } },
    ],
    teachers: [
      ...teachers(3),
      teacher('Bo', { backbone: 'county', ...bo }),
      atMill('Yu', yu),
      atMill('Z', { certificates: [] }),
    ],
  });
  const atMill = (id: string, more: object = {}) =>
    teacher(id, {
      registered: { school: 'mill', since: '2010-09-01' },
      serving: { section: 'M', since: '2010-09-01' },
      ...more,
    });
  const out = move('Bo', 'H');
  const back = move('Yu', 'L');
  const swapped = (moves: Parameters<typeof audit>[3], figures: object = {}, given = facts()) =>
    audit('swap', figures, given, moves, { direction: {} });

  test('one comes in while a backbone teacher of the subject goes out', () =>
    expect(swapped([out, back])).toEqual([]));
  test('nobody comes in for nobody', () =>
    expect(swapped([back])).toMatchObject([
      {
        amount: 1,
        teachers: ['Yu'],
        sections: ['L'],
        text: {
          zh: 'Lakeside小学部数学对换调入1人，调出骨干教师0人。',
          en: 'Lakeside (primary), Mathematics: 1 would come in by swap while 0 backbone teachers go out.',
        },
      },
    ]));
  test('nor for somebody below the level', () => {
    expect(swapped([move('A'), back])).toHaveLength(1);
    expect(swapped([out, back], { outLevel: 'city' })).toHaveLength(1);
    expect(swapped([out, back], { outLevel: 'school' })).toEqual([]);
  });
  test('two do not come in for one', () =>
    expect(swapped([out, back, move('Z', 'L')])).toMatchObject([{ amount: 1, teachers: ['Yu', 'Z'] }]));
  test('a backbone teacher of another subject makes no room', () =>
    expect(swapped([move('Bo', 'H'), back], {}, facts({ subject: 'music' }))).toHaveLength(1));
  test('who goes out needs no swap', () => expect(swapped([out])).toEqual([]));

  describe('goes against the allowed direction for', () => {
    const against = (yu: object, beside: Record<string, object> = { swap: {} }, subject = 'maths') =>
      audit('direction', {}, facts({}, yu), [move('Yu', 'L', subject)], beside);
    test('who is 45', () => expect(against({ born: '1980-09-02' })).toEqual([]));
    test('not 46', () => expect(against({ born: '1980-09-01' })).toHaveLength(1));
    test('or as old as the policy says', () =>
      expect(against({ born: '1980-09-01' }, { swap: { maxAge: 46 } })).toEqual([]));
    test('the subject taught', () => expect(against({ subject: 'music' })).toHaveLength(1));
    test('nobody where the policy knows no swap', () => expect(against({}, {})).toHaveLength(1));
  });

  test('takes none of the open posts', () => {
    const opened = (moves: Parameters<typeof audit>[3], swap: Record<string, object>) =>
      audit('openings', {}, facts(), moves, { direction: {}, ...swap });
    expect(opened([out, back], { swap: {} })).toEqual([]);
    expect(opened([out, back], {})).toMatchObject([
      { amount: 1, text: { en: 'Lakeside (primary) has no post of Mathematics open, and 1 would come.' } },
    ]);
  });
  test('makes up for who goes, at a school that can spare nobody', () => {
    const floor = (moves: Parameters<typeof audit>[3]) =>
      audit('sender-floor', {}, facts(), moves, { direction: {}, swap: {} });
    expect(floor([out, back])).toEqual([]);
    expect(floor([out])).not.toEqual([]);
    expect(floor([move('A'), move('Bo'), back])).toMatchObject([{ amount: 1 }, { amount: 1 }]);
  });

  const rules = { direction: {}, swap: {}, 'sender-floor': {}, certificate: {} };
  const wishes = [{ teacher: 'Yu', schools: ['lakeside'] }];
  test('fills a post that no school could spare anybody for', async () => {
    const plan = await planned(given(facts(), rules, ['gap', 'fewest-moves']));
    expect(plan.moves).toMatchObject([
      { teacher: 'Bo', to: 'H', form: 'order-based' },
      { teacher: 'Yu', to: 'L', form: 'swap' },
    ]);
    expect(plan.unfilled).toEqual([]);
    const { swap: _none, ...without } = rules;
    expect((await planned(given(facts(), without, ['gap', 'fewest-moves']))).moves).toEqual([]);
  });
  test.each([
    ['nobody of the level', { backbone: 'school' }, {}],
    ['nobody young enough', {}, { born: '1976-09-01' }],
    ['nobody of the subject', {}, { subject: 'music' }],
  ])('is not made where there is %s', async (_what, bo, yu) =>
    expect((await planned(given({ ...facts(bo, yu), wishes }, rules, ['willing', 'gap']))).moves).toEqual([]),
  );
  test('is not made twice for one who goes', async () => {
    const teachersOf = facts().teachers ?? [];
    const many = [...teachersOf, atMill('Xi'), atMill('Wu')];
    const both = [...wishes, { teacher: 'Xi', schools: ['lakeside'] }];
    const plan = await planned(
      given({ ...facts(), teachers: many, wishes: both }, rules, ['willing', 'gap']),
    );
    expect(plan.moves.map(({ form }) => form).toSorted()).toEqual(['order-based', 'swap']);
  });
  // A move into town is a swap only because it goes against a direction.
  test('is not asked of a move into town where no direction is forbidden', async () => {
    const open = { ...facts(), teachers: [...teachers(3), atMill('Yu'), atMill('Z')] };
    const plan = await planned(given(open, { swap: {} }, ['gap', 'fewest-moves']));
    expect(plan.unfilled.filter(({ section }) => section === 'L')).toEqual([]);
  });
});
