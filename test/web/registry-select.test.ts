import { expect, test } from 'vitest';
import { type Roster, standingIndex } from '../../web/features/registry/roster.ts';
import { filtered } from '../../web/features/registry/select.ts';

const three = <Value>(value: Value) => [value, value, value];
const roster: Roster = {
  county: { code: 'qingyuan', name: '清源县' },
  count: 3,
  schools: [{ code: 'a', name: '城关小学', place: 'COUNTY_TOWN', weak: false }],
  sections: [{ school: 0, stage: 'PRIMARY' }],
  subjects: [],
  columns: {
    staffNumber: ['T1', 'T2', 'T3'],
    name: ['张三', '李四', '王五'],
    nameKey: ['zhang san', 'li si', 'wang wu'],
    serving: three(0),
    registered: three(0),
    subject: three('chinese'),
    secondSubject: three(null),
    education: three('BACHELOR'),
    title: three('SECOND'),
    backbone: three('NONE'),
    established: three(true),
    fte: three(1),
    classTeacher: three(false),
    graduatingGrade: three(false),
    cadreRole: three(null),
    teachingSince: three('2015-09-01'),
    registeredSince: three('2015-09-01'),
    servingSince: three('2015-09-01'),
    leftOn: three(null),
  },
};
const standing = standingIndex({
  on: '2026-09-01',
  eligible: ['T1'],
  barred: [{ rule: 'tenure', title: { zh: '任期', en: 'Tenure' }, teachers: ['T2'] }],
  exempt: ['T3'],
});

test('by who may be exchanged: the eligible, those a rule bars, the exempt', () => {
  expect(filtered(roster, standing, { standing: 'eligible' })).toEqual([0]);
  expect(filtered(roster, standing, { standing: 'tenure' })).toEqual([1]);
  expect(filtered(roster, standing, { standing: 'exempt' })).toEqual([2]);
});

test('before it is known who may be exchanged, that filter leaves nobody, and the others what they leave', () => {
  expect(filtered(roster, undefined, { standing: 'eligible' })).toEqual([]);
  expect(filtered(roster, undefined, { standing: 'exempt' })).toEqual([]);
  expect(filtered(roster, undefined, { q: 'li' })).toEqual([1]);
  expect(filtered(roster, undefined, {})).toEqual([0, 1, 2]);
});
