import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../../solver/problem.ts';
import { audit, hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

type Moves = Parameters<typeof audit>[3];
type Facts = Partial<ProblemInput['teachers'][number]>;

const mill = { ...lakeside, id: 'mill', name: 'Mill' };
const atMill = (id: string, facts: Facts = {}) =>
  teacher(id, {
    registered: { school: 'mill', since: '2010-09-01' },
    serving: { section: 'M', since: '2010-09-01' },
    ...facts,
  });
/** Five at Lakeside, which needs four; Mia at the mill, which needs one; nobody at Hillfoot, which needs one. */
const facts = (more: ProblemInput['teachers'] = []): Partial<ProblemInput> => ({
  schools: [lakeside, hillfoot, mill],
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
    { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
    { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1 } },
  ],
  teachers: [...teachers(5), atMill('Mia'), ...more],
});
const backfill = { backfill: true };
const follows: Moves = [move('A', 'M'), move('Mia', 'H')];

describe('openings', () => {
  const opened = (moves: Moves, figures: object = {}, more: ProblemInput['teachers'] = []) =>
    audit('openings', figures, facts(more), moves);

  test('a full post takes nobody', () =>
    expect(opened([move('A', 'M')], backfill)).toMatchObject([
      {
        amount: 1,
        teachers: ['A'],
        sections: ['M'],
        text: {
          zh: 'Mill小学部数学没有空缺岗位，将到岗1人。',
          en: 'Mill (primary) has no post of Mathematics open, and 1 would come.',
        },
      },
    ]));
  test('but whoever follows the one who leaves it', () => expect(opened(follows, backfill)).toEqual([]));
  test('where the policy lets posts that are left be filled, and not otherwise', () =>
    expect(opened(follows)).toMatchObject([{ amount: 1, sections: ['M'] }]));
  test('two do not follow one', () =>
    expect(opened([...follows, move('B', 'M')], backfill)).toMatchObject([
      { amount: 1, text: { en: 'Mill (primary) has 1 post of Mathematics open, and 2 would come.' } },
    ]));
  test('who leaves less than a post leaves none', () => {
    const part = atMill('Pat', { fte: 0.9 });
    expect(opened([move('A', 'M'), move('Pat', 'H')], backfill, [part])).toMatchObject([{ amount: 1 }]);
  });
  test('unless less is a post here', () => {
    const part = atMill('Pat', { fte: 0.9 });
    expect(
      audit('openings', backfill, facts([part]), [move('A', 'M'), move('Pat', 'H')], {
        'whole-post': { leastFte: 0.9 },
      }),
    ).toEqual([]);
  });
  test('a post left in one subject is none in another', () =>
    expect(opened([move('A', 'M', 'music'), move('Mia', 'H')], backfill)).toHaveLength(1));
  test('two who change places fill each other’s', () =>
    expect(opened([move('A', 'M'), move('Mia', 'L')], backfill)).toEqual([]));
});

describe('sender floor', () => {
  const floor = (moves: Moves, openings: Record<string, object>, more: ProblemInput['teachers'] = []) =>
    audit('sender-floor', {}, facts(more), moves, openings);
  const filled = { openings: backfill };

  test('a school that can spare nobody keeps its teacher', () =>
    expect(floor([move('Mia', 'H')], filled)).toMatchObject([
      {
        amount: 1,
        sections: ['M'],
        text: { en: 'Mathematics at Mill (primary) would be left with 1 FTE less than it must keep.' },
      },
      {
        amount: 1,
        text: { en: 'Mill (primary) would lack 1 FTE for the courses taught by teachers of other subjects.' },
      },
    ]));
  test('unless another comes for the post', () => expect(floor(follows, filled)).toEqual([]));
  test('by whatever order', () => expect(floor(follows, {})).toEqual([]));
  test('or only where posts that are left may be filled, as the policy says', () => {
    const strict = { madeUpBy: 'replacements' };
    expect(audit('sender-floor', strict, facts(), follows)).toHaveLength(2);
    expect(audit('sender-floor', strict, facts(), follows, filled)).toEqual([]);
  });
  test('half a post makes up for half', () => {
    const part = teacher('Pat', { fte: 0.5 });
    expect(floor([move('Pat', 'M'), move('Mia', 'H')], filled, [part])).toMatchObject([
      { amount: 0.5 },
      { amount: 0.5 },
    ]);
  });
  test('who comes for another subject makes up for none of this one', () =>
    expect(floor([move('A', 'M', 'music'), move('Mia', 'H')], filled)).toMatchObject([
      { amount: 1, text: { en: expect.stringMatching(/^Mathematics at Mill/) } },
    ]));
  test('one who comes makes up for one who goes, not for two', () =>
    expect(floor([...follows, move('Mo', 'H')], filled, [atMill('Mo', { fte: 0.5 })])).toEqual([]));
  test('a class teacher who goes takes a whole post, and one who comes brings one', () => {
    const duty = { classTeacher: true };
    const staff = {
      ...facts(),
      teachers: [...teachers(5, duty), ...teachers(3).map(sub), atMill('Mia', duty)],
    };
    expect(audit('sender-floor', {}, staff, follows, filled)).toEqual([]);
  });
  const sub = ({ id }: { id: string }) => teacher(`sub ${id}`);

  describe('of a school that lacks one of two teachers of music', () => {
    const lacking = (labour = 0): Partial<ProblemInput> => ({
      ...facts(),
      curriculum: {
        version: 'music',
        subjects: [
          { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 10 } },
          { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 2: 20 } },
          {
            code: 'labour',
            name: { zh: '劳动', en: 'Labour' },
            specialist: false,
            periods: { 2: labour },
          },
        ],
      },
      sections: [
        { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
        { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
        { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1, 2: 1 } },
      ],
      teachers: [
        ...teachers(5),
        atMill('Mia'),
        atMill('Mo'),
        atMill('Musa', { subject: 'music' }),
        teacher('Nils', { subject: 'music' }),
      ],
    });
    const found = (moves: Moves, labour = 0, figures: object = {}) =>
      audit('sender-floor', figures, lacking(labour), moves).map(({ amount, text }) => [amount, text.en]);

    test('the one may go where another comes: it ends as it was', () =>
      expect(found([move('Musa'), move('Nils', 'M', 'music')])).toEqual([]));
    test('not where nobody does', () =>
      expect(found([move('Musa')])).toEqual([
        [1, 'Music at Mill (primary) would be left with 1 FTE less than it must keep.'],
      ]));
    test('and by order nobody makes up, where the policy says so', () =>
      expect(
        found([move('Musa'), move('Nils', 'M', 'music')], 0, { madeUpBy: 'replacements' }).map(
          ([, told]) => told,
        ),
      ).toContain('Music at Mill (primary) would be left with 1 FTE less than it must keep.'));
    // Two teach maths where one is needed, and the other takes the lessons of labour.
    test('who fills the gap does not give back what labour borrows of another subject', () => {
      expect(found([move('Mo')], 0)).toEqual([]);
      expect(found([move('Mo')], 10)).toEqual([
        [1, 'Mill (primary) would lack 1 FTE for the courses taught by teachers of other subjects.'],
      ]);
      expect(found([move('Mo'), move('Nils', 'M', 'music')], 10)).toEqual([
        [1, 'Mill (primary) would lack 1 FTE for the courses taught by teachers of other subjects.'],
      ]);
    });
    test('a plan puts one in the place of another who is wanted elsewhere', async () => {
      const two = {
        ...lacking(),
        points: [
          { teacher: 'Musa', section: 'H', points: 9 },
          { teacher: 'Nils', section: 'M', points: 1 },
        ],
        teachers: [...(lacking().teachers ?? [])].map((each) =>
          each.id === 'Musa' || each.id === 'Nils'
            ? {
                ...each,
                certificates: [
                  { subject: 'maths', stage: 'primary' as const, rank: 'main' as const },
                  { subject: 'music', stage: 'primary' as const, rank: 'main' as const },
                ],
              }
            : each.id === 'Mia' || each.id === 'Mo'
              ? each
              : { ...each, established: false },
        ),
      };
      const plan = (figures: object) =>
        planned(
          given(two, { 'sender-floor': figures, certificate: {}, established: {} }, [
            'points',
            'fewest-moves',
          ]),
        );
      expect(went(await plan({}))).toEqual(['Musa → H', 'Nils → M']);
      expect(went(await plan({ madeUpBy: 'replacements' }))).toEqual(['Nils → M']);
    });
  });
});

describe('sole teacher', () => {
  const curriculum: ProblemInput['curriculum'] = {
    version: 'small',
    subjects: [
      { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 10 } },
      { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: 1 } },
    ],
  };
  const sings = (id: string, more: Facts = {}) =>
    teacher(id, {
      subject: 'music',
      certificates: [{ subject: 'music', stage: 'primary', rank: 'main' }],
      ...more,
    });
  const song = sings('Song');
  const sole = (
    moves: Moves,
    staff: ProblemInput['teachers'],
    more: Partial<ProblemInput> = { curriculum },
  ) => audit('sole-teacher', {}, { ...facts(), teachers: staff, ...more }, moves);
  const goes = move('Song', 'H', 'music');

  test('stays, though hours are to spare', () =>
    expect(sole([goes], [...teachers(5), song])).toMatchObject([
      {
        amount: 1,
        teachers: ['Song'],
        sections: ['L'],
        text: {
          zh: 'Song是Lakeside小学部唯一的音乐教师，派出后无人接替。',
          en: 'Song is the only teacher of Music at Lakeside (primary), and nobody comes for it.',
        },
      },
    ]));
  test('two do not both go, unless somebody comes', () => {
    const both = [goes, move('Lied', 'H', 'music')];
    const ofMill = (id: string) => sings(id, { serving: { section: 'M', since: '2010-09-01' } });
    const staff = [...teachers(5), song, sings('Lied'), ofMill('Ode'), ofMill('Opus')];
    expect(sole(both, staff)).toMatchObject([
      {
        amount: 1,
        teachers: ['Lied', 'Song'],
        sections: ['L'],
        text: {
          zh: 'Lakeside小学部的2名音乐教师全部派出，无人接替。',
          en: 'All 2 teachers of Music at Lakeside (primary) go, and nobody comes for it.',
        },
      },
    ]);
    expect(sole([...both, move('Ode', 'L', 'music')], staff)).toEqual([]);
  });
  test('goes where another comes for the subject', () =>
    expect(
      sole(
        [goes, move('Lied', 'L', 'music')],
        [
          song,
          sings('Lied', { serving: { section: 'M', since: '2010-09-01' } }),
          sings('Ode', { serving: { section: 'M', since: '2010-09-01' } }),
        ],
      ),
    ).toEqual([]));
  test('not where one comes for another', () =>
    expect(sole([goes, move('Mia', 'L')], [song, atMill('Mia'), atMill('Mo')])).toHaveLength(1));
  test('of two either goes', () => expect(sole([goes], [song, sings('Lied')])).toEqual([]));
  test('who alone gives a second subject its hours is its only teacher', () => {
    const two = [...teachers(4), teacher('Duo', { secondSubject: 'music' })];
    expect(sole([move('Duo')], two)).toMatchObject([{ teachers: ['Duo'], amount: 1 }]);
    expect(sole([goes], [...two, song])).toHaveLength(1);
    expect(sole([move('Duo')], [...two, song])).toEqual([]);
  });
  test('of a subject nobody needs may go', () =>
    expect(sole([goes], [...teachers(5), song], {})).toEqual([]));
  test('of a subject for everybody may go', () => {
    const [maths, music] = curriculum.subjects;
    const shared = { ...curriculum, subjects: [maths, { ...music, specialist: false }] } as typeof curriculum;
    expect(sole([goes], [...teachers(5), song], { curriculum: shared })).toEqual([]);
  });

  test('a plan keeps the only one, and sends one of two', async () => {
    const county = (staff: ProblemInput['teachers'], rules: Record<string, object>) =>
      given(
        {
          curriculum,
          teachers: staff,
          requests: [{ id: 'R', section: 'H', subject: 'music', count: 1 }],
        },
        { certificate: {}, ...rules },
      );
    const singers = (plan: Awaited<ReturnType<typeof planned>>) =>
      plan.moves.filter(({ subject }) => subject === 'music').length;
    expect(singers(await planned(county([...teachers(4), song], {})))).toBe(1);
    expect(singers(await planned(county([...teachers(4), song], { 'sole-teacher': {} })))).toBe(0);
    const two = [...teachers(4), song, sings('Lied')];
    expect(singers(await planned(county(two, { 'sole-teacher': {} })))).toBe(1);
  });
});

describe('a plan of moves that follow one another', () => {
  const wishes = [
    { teacher: 'A', schools: ['mill'] },
    { teacher: 'Mia', schools: ['hillfoot'] },
  ];
  const plan = (openings: object, goals: readonly string[], more: Partial<ProblemInput> = {}) =>
    planned(given({ ...facts(), wishes, ...more }, { openings, 'sender-floor': {}, certificate: {} }, goals));

  test('is made where posts left may be filled', async () => {
    const made = await plan(backfill, ['gap', 'willing', 'fewest-moves']);
    expect(went(made)).toEqual(['A → M', 'Mia → H']);
    expect(made.unfilled).toEqual([]);
  });
  test('and not otherwise', async () =>
    expect(went(await plan({}, ['gap', 'willing', 'fewest-moves']))).toEqual([
      expect.stringMatching(/^[A-E] → H$/),
    ]));
  test('is no longer than it need be', async () =>
    expect((await plan(backfill, ['gap', 'fewest-moves'])).moves).toHaveLength(1));
  test('ends at a school with somebody to spare', async () => {
    const short = { teachers: [...teachers(4), atMill('Mia')] };
    expect((await plan(backfill, ['gap', 'fewest-moves'], short)).moves).toEqual([]);
  });
  test('of two who wish for each other’s school needs nobody to spare', async () => {
    const short = {
      teachers: [...teachers(4), atMill('Mia')],
      wishes: [
        { teacher: 'A', schools: ['mill'] },
        { teacher: 'Mia', schools: ['lakeside'] },
      ],
    };
    expect(went(await plan(backfill, ['willing', 'fewest-moves'], short))).toEqual(['A → M', 'Mia → L']);
    expect(went(await plan({}, ['willing', 'fewest-moves'], short))).toEqual([]);
  });
  test('weighs who is missed against who comes', async () => {
    // Without a floor Mia could go and leave the mill empty, which opens no post there to count.
    const { teachers: _all, ...county } = facts();
    const two = {
      ...county,
      sections: (county.sections ?? []).map((section) =>
        section.id === 'M' ? { ...section, classes: { 1: 2 } } : section,
      ),
      teachers: [atMill('Mia'), ...teachers(4)],
    };
    const made = await planned(given(two, { openings: backfill, certificate: {} }, ['gap', 'fewest-moves']));
    expect(made.goals[0]?.value).toBe(0);
  });
});
