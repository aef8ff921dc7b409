import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../../solver/problem.ts';
import { audit, hillfoot, lakeside, move, teacher, teachers } from '../../support/small-county.ts';

const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id);
const classes = (lakesideClasses: number, hillfootClasses: number): ProblemInput['sections'] => [
  { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: lakesideClasses } },
  { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: hillfootClasses } },
];
const moves = (count: number) => ids(teachers(count)).map((id) => move(id));

describe('one posting', () => {
  const facts = { teachers: teachers(1), sections: [...classes(4, 1), junior] };
  test('a teacher goes once', () => expect(audit('one-posting', {}, facts, [move('A')])).toEqual([]));
  test('not twice', () =>
    expect(audit('one-posting', {}, facts, [move('A'), move('A', 'J')])).toMatchObject([
      { level: 'law', amount: 1, sections: ['H', 'J'], text: { en: 'A would go to 2 posts.' } },
    ]));
  test('and not to where the teacher is', () =>
    expect(audit('one-posting', {}, facts, [move('A', 'L')])).toMatchObject([
      { text: { en: 'A would go to the section served now.' } },
    ]));
});

const junior: ProblemInput['sections'][number] = {
  id: 'J',
  school: 'hillfoot',
  stage: 'junior',
  classes: { 7: 1 },
};

describe('openings', () => {
  const facts = { teachers: teachers(6) };
  test('one post takes one teacher', () => expect(audit('openings', {}, facts, moves(1))).toEqual([]));
  test('not two', () =>
    expect(audit('openings', {}, facts, moves(2))).toMatchObject([
      {
        amount: 1,
        teachers: ['A', 'B'],
        text: {
          zh: 'Hillfoot小学部数学空缺1个岗位，将到岗2人。',
          en: 'Hillfoot (primary) has 1 post of Mathematics open, and 2 would come.',
        },
      },
    ]));
  test('a subject without a post takes nobody', () =>
    expect(audit('openings', {}, facts, [move('A', 'H', 'music')])).toMatchObject([{ amount: 1 }]));
});

describe('sender floor', () => {
  const sending = (staff: ProblemInput['teachers'], gone: number) =>
    audit('sender-floor', {}, { teachers: staff }, moves(gone));

  test('what is beyond the need may go', () => expect(sending(teachers(6), 2)).toEqual([]));
  test('not a teacher more', () =>
    expect(sending(teachers(6), 3)).toMatchObject([
      {
        amount: 1,
        unit: 'FTE',
        sections: ['L'],
        text: { en: 'Mathematics at Lakeside (primary) would be left with 1 FTE less than it must keep.' },
      },
      expect.anything(),
    ]));
  test('a section that lacks already sends nobody', () =>
    expect(sending(teachers(3), 1)).toMatchObject([{ amount: 1 }]));
  // A class teacher teaches half a post: 4.5 serve where 4 are needed.
  test('a class teacher leaves the duty behind, and so takes a whole post away', () =>
    expect(
      sending([...teachers(1, { classTeacher: true }), ...named(['B', 'C', 'D', 'E'])], 1),
    ).toMatchObject([{ amount: 0.5 }, expect.anything()]));
  test('a whole post to spare lets a class teacher go', () =>
    expect(
      sending(
        [...teachers(1, { classTeacher: true }), teacher('B', { fte: 0.5 }), ...named(['C', 'D', 'E', 'F'])],
        1,
      ),
    ).toEqual([]));
  test('half a post too much is a breach', () =>
    expect(sending([...teachers(1, { fte: 0.5 }), ...named(['B', 'C', 'D'])], 1)).toMatchObject([
      { amount: 0.5 },
    ]));
});

const named = (names: readonly string[]) => names.map((id) => teacher(id));

describe('outflow cap', () => {
  const facts = { teachers: teachers(20) };
  test('3 of 20 are 15 %', () => expect(audit('outflow-cap', {}, facts, moves(3))).toEqual([]));
  test('4 of 20 are more', () =>
    expect(audit('outflow-cap', {}, facts, moves(4))).toMatchObject([
      { amount: 1, text: { en: 'Lakeside (primary) would send 4 of its 20 teachers, where the cap is 3.' } },
    ]));
  test('3 of 19 are more than 15 %', () =>
    expect(audit('outflow-cap', {}, { teachers: teachers(19) }, moves(3))).toMatchObject([{ amount: 1 }]));
  test('a small section may send one', () =>
    expect(audit('outflow-cap', {}, { teachers: teachers(2) }, moves(1))).toEqual([]));
  test('or none, if the policy says so', () =>
    expect(audit('outflow-cap', { atLeast: 0 }, { teachers: teachers(2) }, moves(1))).toHaveLength(1));
});

describe('receiver cap', () => {
  const staffed = (count: number) => ({
    teachers: [
      ...teachers(6),
      ...Array.from({ length: count }, (_, index) =>
        teacher(`host ${index}`, { serving: { section: 'H', since: '2010-09-01' } }),
      ),
    ],
  });
  test('3 to a staff of 10 are 30 %', () =>
    expect(audit('receiver-cap', {}, staffed(10), moves(3))).toEqual([]));
  test('4 are more', () =>
    expect(audit('receiver-cap', {}, staffed(10), moves(4))).toMatchObject([
      {
        amount: 1,
        text: { en: 'Hillfoot (primary) has 10 teachers and would receive 4, where the cap is 3.' },
      },
    ]));
  test('a section without staff may take two', () =>
    expect(audit('receiver-cap', {}, staffed(0), moves(2))).toEqual([]));
  test('not three', () => expect(audit('receiver-cap', {}, staffed(0), moves(3))).toHaveLength(1));
});

describe('beds', () => {
  const housed = (beds: number, withoutBed: number) =>
    audit('beds', {}, { teachers: teachers(6), schools: [lakeside, { ...hillfoot, beds }] }, moves(2), {
      travel: { withoutBed },
    });
  test('who lives beyond the daily limit needs a bed', () => {
    expect(housed(1, 19.9)).toMatchObject([
      {
        amount: 1,
        unit: 'beds',
        teachers: ['A', 'B'],
        text: { en: 'Hillfoot has 1 bed free and would house 2 teachers.' },
      },
    ]);
  });
  test('as many as there are beds may come', () => expect(housed(2, 19.9)).toEqual([]));
  test('who lives within it needs none', () => expect(housed(0, 20)).toEqual([]));
});

describe('pins', () => {
  const pinned = (pins: ProblemInput['pins'], made: ReturnType<typeof moves>) =>
    audit('pins', {}, { teachers: teachers(6), pins }, made);
  test('a pinned move is made', () =>
    expect(pinned([{ kind: 'move', teacher: 'A', section: 'H' }], moves(1))).toEqual([]));
  test('or it is a breach', () =>
    expect(pinned([{ kind: 'move', teacher: 'A', section: 'H' }], [])).toMatchObject([
      {
        teachers: ['A'],
        text: { zh: '指定A到Hillfoot小学部。', en: 'A is pinned to go to Hillfoot (primary).' },
      },
    ]));
  test('for the pinned subject', () =>
    expect(pinned([{ kind: 'move', teacher: 'A', section: 'H', subject: 'music' }], moves(1))).toHaveLength(
      1,
    ));
  test('who is pinned to stay stays', () =>
    expect(pinned([{ kind: 'stay', teacher: 'A' }], moves(1))).toMatchObject([
      { text: { en: 'A is pinned to stay.' } },
    ]));
  test('nobody goes where it is forbidden', () =>
    expect(pinned([{ kind: 'forbid', teacher: 'A', section: 'H' }], moves(1))).toMatchObject([
      { text: { en: 'A is forbidden to go to Hillfoot (primary).' } },
    ]));
});

describe('exchange quota', () => {
  const of = (count: number, moved: number, figures: object = {}) =>
    audit('exchange-quota', figures, { teachers: teachers(count), sections: classes(4, 9) }, moves(moved));
  test('2 of 20 are 10 %', () => expect(of(20, 2)).toEqual([]));
  test('2 of 21 are 9.5 %, and not', () =>
    expect(of(21, 2)).toMatchObject([
      {
        amount: 1,
        text: {
          zh: '符合条件的教师21人，交流2人，不足10%（3人）。',
          en: '2 of 21 eligible teachers would be exchanged; 10 % is 3.',
        },
      },
    ]));
  test('25 of 251 are 9.96 %, which is not 10 %', () => expect(of(251, 25)).toMatchObject([{ amount: 1 }]));
  test('25 of 251 are 9.96 % where that is asked', () => expect(of(251, 25, { percent: 9.96 })).toEqual([]));
  test('nobody eligible: nobody need go', () => expect(of(0, 0)).toEqual([]));
  test('counts the places the policy names alone', () =>
    expect(of(20, 0, { places: ['village'] })).toEqual([]));
  test('and the schools it names beside them, in whatever place', () => {
    const named = { places: ['county-town'], schools: ['lakeside'] };
    expect(of(20, 2, named)).toEqual([]);
    expect(of(21, 2, named)).toMatchObject([{ amount: 1 }]);
    expect(of(21, 0, { places: ['county-town'], schools: ['hillfoot', 'none such'] })).toEqual([]);
  });
  test('a school counted by its place counts once', () =>
    expect(of(21, 3, { places: ['urban'], schools: ['lakeside'] })).toEqual([]));
  test('who goes from a school not counted does not count as exchanged', () => {
    const village = { serving: { section: 'H', since: '2010-09-01' } };
    const facts = { teachers: [...teachers(11), teacher('Zora', village)], sections: classes(4, 9) };
    const found = (gone: string[]) =>
      audit(
        'exchange-quota',
        { places: [], schools: ['lakeside'] },
        facts,
        gone.map((who) => (who === 'Zora' ? move(who, 'L') : move(who))),
      );
    expect(found(['A', 'Zora'])).toMatchObject([{ amount: 1 }]);
    expect(found(['A', 'B'])).toEqual([]);
  });

  const exempt = { exemptions: [{ kind: 'leave' as const, from: '2026-01-01' }] };
  const withExempt = (countInBase: boolean) =>
    audit(
      'exchange-quota',
      {},
      { teachers: [...teachers(10), teacher('Zora', exempt)], sections: classes(4, 9) },
      moves(1),
      { exemption: { level: 'law', countInBase } },
    );
  test('the exempt leave the base', () => expect(withExempt(false)).toEqual([]));
  test('or stay in it, as the policy says', () => expect(withExempt(true)).toMatchObject([{ amount: 1 }]));
});

describe('backbone quota', () => {
  const of = (backbone: number, moved: number, figures: object = {}, plain = 10) =>
    audit(
      'backbone-quota',
      figures,
      {
        teachers: [
          ...teachers(plain).map((each, index) => ({
            ...each,
            backbone: index < backbone ? ('county' as const) : ('school' as const),
          })),
        ],
        sections: classes(4, 9),
      },
      moves(moved),
    );
  test('1 of 5 exchanged is 20 %', () => expect(of(1, 5)).toEqual([]));
  test('1 of 6 is not', () =>
    expect(of(1, 6)).toMatchObject([
      {
        amount: 1,
        text: {
          en: '1 backbone teacher would be exchanged in the county, less than 20 % of the teachers exchanged (6).',
        },
      },
    ]));
  test('nobody exchanged: none is needed', () => expect(of(0, 0)).toEqual([]));
  test('school level counts where the policy lowers the bar', () =>
    expect(of(0, 5, { leastLevel: 'school' })).toEqual([]));
  test('of the eligible backbone teachers: 1 of 5', () =>
    expect(of(5, 1, { of: 'ELIGIBLE_BACKBONE' })).toEqual([]));
  test('and 1 of 6 is short', () =>
    expect(of(6, 1, { of: 'ELIGIBLE_BACKBONE' })).toMatchObject([{ amount: 1 }]));
  test('of all the eligible: 2 of 10', () => expect(of(2, 2, { of: 'ELIGIBLE_ALL' })).toEqual([]));
  test('and 1 of 10 is short', () => expect(of(2, 1, { of: 'ELIGIBLE_ALL' })).toMatchObject([{ amount: 1 }]));
});
