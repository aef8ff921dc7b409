import type { Words } from '../../solver/plan.ts';
import { YOUNGEST } from '../../solver/references.ts';
import type { Entity } from './catalogue.ts';
import type { Fact, Facts } from './tables.ts';

/** One thing wrong with a row as it would stand: the column to name, and what should be. */
export interface Clash {
  readonly key: string;
  readonly code: string;
  readonly found: string | null;
  readonly expected: Words;
}

/** What no row may say, whichever of its facts are new and which were on file. `today` is YYYY-MM-DD. */
export function* clashes(entity: Entity, row: Facts, today: string): Iterable<Clash> {
  yield* (rules[entity] ?? none)(row, today);
}

type Rule = (row: Facts, today: string) => Iterable<Clash>;

function* none(): Iterable<Clash> {}

const rules: { readonly [entity in Entity]?: Rule } = {
  *schools(row) {
    yield* together(row, 'longitude', 'latitude');
    yield* inOrder(row, 'openedOn', 'closedOn');
    if (row['parentId'] !== null && row['parentId'] === row['id'])
      yield clash('parent', 'own-parent', null, { zh: '另一所学校', en: 'another school' });
  },
  *members(row) {
    yield* inOrder(row, 'from', 'until');
  },
  *teachers(row, today) {
    yield* together(row, 'homeLongitude', 'homeLatitude');
    yield* bornBy(row, today);
    for (const key of ['teachingSince', 'registeredSince', 'cadreSince']) yield* oldEnough(row, key);
    yield* inOrder(row, 'teachingSince', 'servingSince');
    yield* inOrder(row, 'servingSince', 'leftOn');
    yield* identity(row);
    if (row['partnerId'] !== null && row['partnerId'] === row['id'])
      yield clash('partner', 'own-partner', null, { zh: '另一名教师', en: 'another teacher' });
    if (row['subject'] !== null && row['subject'] === row['secondSubject'])
      yield clash('secondSubject', 'same-subject', String(row['subject']), {
        zh: '不同于任教学科',
        en: 'a subject other than the main one',
      });
    if (row['cadreRole'] === null && row['cadreSince'] !== null)
      yield clash('cadreRole', 'no-role', null, {
        zh: '有任职起始日期，须填干部职务',
        en: 'a role: there is a day it began',
      });
  },
  *exemptions(row) {
    yield* inOrder(row, 'from', 'until');
  },
  *postings(row) {
    yield* inOrder(row, 'startsOn', 'endsOn');
    yield* inOrder(row, 'startsOn', 'endedOn');
    if (row['state'] === 'ended' && row['endedOn'] === null)
      yield clash('endedOn', 'no-end', null, {
        zh: '状态为“已结束”，须填实际结束日期',
        en: 'the day it ended: its state is Ended',
      });
    const days = row['days'];
    if (typeof days === 'number' && row['form'] !== 'circuit')
      yield clash('days', 'days-without-circuit', String(days), {
        zh: '只有走教才填每周天数',
        en: 'nothing: only circuit teaching is of so many days a week',
      });
    else if (typeof days === 'number' && !Number.isInteger(2 * days))
      yield clash('days', 'not-in-halves', String(days), {
        zh: '整天或半天，如 1 或 1.5',
        en: 'whole or half days, as 1 or 1.5',
      });
    if (row['fromSectionId'] !== null && row['fromSectionId'] === row['toSectionId'])
      yield clash('hostSchool', 'own-school', null, {
        zh: '不同于派出学校',
        en: 'a school other than the sending one',
      });
  },
  wishes: eachOnce,
  *recruits(row, today) {
    yield* together(row, 'homeLongitude', 'homeLatitude');
    yield* bornBy(row, today);
    yield* oldEnough(row, 'arrivesOn');
    yield* inOrder(row, 'arrivesOn', 'contractEnds');
    if (row['kind'] === 'special-post' && row['contractEnds'] === null)
      yield clash('contractEnds', 'no-contract', null, {
        zh: '特岗教师须填特岗合同截止日期',
        en: 'the last day of the contract: a special-post teacher has one',
      });
    if (row['kind'] !== 'special-post' && row['contractEnds'] !== null)
      yield clash('contractEnds', 'contract-of-nobody', String(row['contractEnds']), {
        zh: '只有特岗教师才填特岗合同截止日期',
        en: 'nothing: only special-post teachers have such a contract',
      });
    yield* eachOnce(row);
  },
};

function* eachOnce(row: Facts): Iterable<Clash> {
  const choices = row['choices'];
  if (Array.isArray(choices) && new Set(choices).size < choices.length)
    yield clash('choices', 'school-twice', null, { zh: '每所学校只填一次', en: 'each school once' });
}

function* bornBy(row: Facts, today: string): Iterable<Clash> {
  const born = day(row['born']);
  if (born !== undefined && born > today)
    yield clash('born', 'in-the-future', born, {
      zh: `不晚于今天（${today}）`,
      en: `no day after today, ${today}`,
    });
}

/** Of an age to teach on the day in the column. */
function* oldEnough(row: Facts, key: string): Iterable<Clash> {
  const born = day(row['born']);
  const on = day(row[key]);
  if (born === undefined || on === undefined) return;
  const earliest = `${Number(born.slice(0, 4)) + YOUNGEST}${born.slice(4)}`;
  if (on < earliest)
    yield clash(key, 'too-young', on, {
      zh: `不早于年满 ${YOUNGEST} 岁（${earliest}）`,
      en: `no day before the age of ${YOUNGEST} (${earliest})`,
    });
}

const clash = (key: string, code: string, found: string | null, expected: Words): Clash => ({
  key,
  code,
  found,
  expected,
});
const day = (fact: Fact | undefined): string | undefined => (typeof fact === 'string' ? fact : undefined);

function* inOrder(row: Facts, first: string, second: string): Iterable<Clash> {
  const from = day(row[first]);
  const until = day(row[second]);
  if (from !== undefined && until !== undefined && until < from)
    yield clash(second, 'before-start', until, { zh: `不早于 ${from}`, en: `no day before ${from}` });
}

function* together(row: Facts, one: string, other: string): Iterable<Clash> {
  if ((row[one] === null) === (row[other] === null)) return;
  yield clash(row[one] === null ? one : other, 'half-a-place', null, {
    zh: '经度与纬度须同时填写',
    en: 'longitude and latitude together, or neither',
  });
}

/** Numbers of the People's Republic: 17 digits with the day of birth and the sex, and a check (GB 11643). */
function* identity(row: Facts): Iterable<Clash> {
  const number = row['identityNumber'];
  if (typeof number !== 'string' || !/^\d{17}[\dXx]$/.test(number)) return;
  if (checkOf(number) !== number.slice(-1).toUpperCase())
    yield clash('identityNumber', 'wrong-check', masked(number), {
      zh: '校验码正确的身份证号',
      en: 'an identity number whose check digit is right',
    });
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (day(row['born']) !== undefined && row['born'] !== born)
    yield clash('born', 'not-as-identity-number', String(row['born']), {
      zh: `与身份证号一致：${born}`,
      en: `the day the identity number gives: ${born}`,
    });
  const sex = Number(number[16]) % 2 === 0 ? 'female' : 'male';
  if (row['sex'] !== null && row['sex'] !== sex)
    yield clash('sex', 'not-as-identity-number', String(row['sex']), {
      zh: `与身份证号一致：${sex === 'female' ? '女' : '男'}`,
      en: `the sex the identity number gives: ${sex}`,
    });
}

function checkOf(number: string): string | undefined {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return '10X98765432'[sum % 11];
}

/** Reports travel further than the registry does. */
const masked = (number: string): string => `${number.slice(0, 6)}********${number.slice(-4)}`;
