import { describe, expect, test } from 'vitest';
import type { Place, ProblemInput, School } from '../../../solver/problem.ts';
import { audit, hillfoot, lakeside, move, teacher } from '../../support/small-county.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;
type Host = Partial<ProblemInput['schools'][number]>;

/** What a rule finds when Amina goes from Lakeside to Hillfoot. */
const finds = (rule: string, figures: object = {}, facts: Facts = {}, host: Host = {}, home: Host = {}) =>
  audit(
    rule,
    figures,
    {
      teachers: [teacher('Amina', facts)],
      schools: [
        { ...lakeside, ...home },
        { ...hillfoot, ...host },
      ],
    },
    [move('Amina')],
  );

describe('certificate', () => {
  const certified = (rank: 'main' | 'second', stage: 'primary' | 'junior' = 'primary'): Facts => ({
    certificates: [{ subject: 'maths', stage, rank }],
  });
  test('the main subject fills a post', () =>
    expect(finds('certificate', { ranks: 'main' }, certified('main'))).toEqual([]));
  test('the second does by default', () => expect(finds('certificate', {}, certified('second'))).toEqual([]));
  test('but not where only the main one counts', () =>
    expect(finds('certificate', { ranks: 'main' }, certified('second'))).toHaveLength(1));
  test('another stage does not', () =>
    expect(finds('certificate', {}, certified('main', 'junior'))).toMatchObject([
      {
        amount: 1,
        sections: ['L', 'H'],
        text: {
          zh: 'Amina没有任教Hillfoot小学部数学所需的资格。',
          en: 'Amina is not certified for Mathematics at Hillfoot (primary).',
        },
      },
    ]));
  test('what a teacher teaches without a certificate does not count', () =>
    expect(finds('certificate', {}, { certificates: [] })).toHaveLength(1));
});

describe('whole post', () => {
  test('who serves a whole post fills one, class teacher or not', () =>
    expect(finds('whole-post', {}, { fte: 1, classTeacher: true })).toEqual([]));
  test('who serves nine tenths does not', () =>
    expect(finds('whole-post', {}, { fte: 0.9 })).toMatchObject([
      {
        amount: 0.1,
        unit: 'FTE',
        text: {
          zh: 'Amina任教0.9个专任岗位，不足1个。',
          en: 'Amina serves 0.9 of a full-time post, less than 1.',
        },
      },
    ]));
  test('unless the policy is content with nine tenths', () =>
    expect(finds('whole-post', { leastFte: 0.9 }, { fte: 0.9 })).toEqual([]));
});

describe('home school', () => {
  test('another section of the same school is no exchange', () =>
    expect(
      audit(
        'home-school',
        {},
        {
          teachers: [teacher('Amina')],
          sections: [
            { id: 'L', school: 'lakeside', stage: 'primary', classes: {} },
            { id: 'L2', school: 'lakeside', stage: 'junior', classes: { 7: 1 } },
          ],
        },
        [move('Amina', 'L2')],
      ),
    ).toMatchObject([{ text: { en: 'Amina would stay within Lakeside.' } }]));
  test('another school is', () => expect(finds('home-school')).toEqual([]));
  test('but not the one the teacher is registered at, served elsewhere now', () =>
    expect(
      finds('home-school', {}, { registered: { school: 'hillfoot', since: '2010-09-01' } }),
    ).toMatchObject([
      {
        amount: 1,
        text: { zh: 'Amina的人事关系已在Hillfoot。', en: 'Amina is already registered at Hillfoot.' },
      },
    ]));
});

describe('direction', () => {
  const goes = (home: [Place, boolean], host: [Place, boolean], allowed?: string[]) =>
    finds(
      'direction',
      allowed ? { allowed } : {},
      {},
      { place: host[0], weak: host[1] },
      { place: home[0], weak: home[1] },
    ).length === 0;

  test.each<[School['place'], School['place'], boolean]>([
    ['urban', 'village', true],
    ['township-centre', 'village', true],
    ['village', 'teaching-point', true],
    ['urban', 'urban', false],
    ['village', 'township-centre', false],
  ])('from %s to %s: %s', (home, host, allowed) => expect(goes([home, false], [host, false])).toBe(allowed));

  test('strong to weak within one kind of place', () =>
    expect(goes(['urban', false], ['urban', true])).toBe(true));
  test('not weak to weak', () => expect(goes(['urban', true], ['urban', true])).toBe(false));
  test('not strong to weak towards the town', () =>
    expect(goes(['village', false], ['urban', true])).toBe(false));
  test('inward where the policy says so', () =>
    expect(goes(['village', false], ['urban', false], ['inward'])).toBe(true));
  test('says which way the move would go', () =>
    expect(finds('direction', {}, {}, { place: 'urban', weak: false })).toMatchObject([
      {
        text: {
          en: 'Amina would go from Lakeside (a city school) to Hillfoot (a city school), against the allowed directions (town to rural, strong to weak).',
        },
      },
    ]));
});

describe('travel', () => {
  // Hillfoot is 15.4 km away as the crow flies: 20.0 km by road.
  test('a distance equal to the limit is within it', () =>
    expect(finds('travel', { withoutBed: 1, withBed: 20 })).toEqual([]));
  test('100 m more are beyond it', () =>
    expect(finds('travel', { withoutBed: 1, withBed: 19.9 })).toMatchObject([
      { unit: 'km', text: { en: 'Amina would go 20 km to Hillfoot, beyond 19.9 km.' } },
    ]));
  test('is measured from home where one is known', () =>
    expect(
      finds('travel', { withoutBed: 1, withBed: 5 }, { home: { longitude: 111, latitude: 31.13 } }),
    ).toEqual([]));
  test('an unknown distance that counts as too far is so even where nobody is housed', () =>
    expect(finds('travel', { unknown: 'too-far', withBed: 0 }, {}, { location: undefined })).toMatchObject([
      { amount: 1 },
    ]));
  test('an unknown distance asks for a bed by default', () =>
    expect(finds('travel', {}, {}, { location: undefined })).toEqual([]));
  test('and is too far where the policy says so', () =>
    expect(finds('travel', { unknown: 'too-far' }, {}, { location: undefined })).toMatchObject([
      { text: { en: 'The distance of Amina to Hillfoot is not known.' } },
    ]));
});
