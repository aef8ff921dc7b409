import { describe, expect, test } from 'vitest';
import type { ProblemInput } from '../../../solver/problem.ts';
import { hillfoot, lakeside, teacher, teachers } from '../../support/small-county.ts';
import { given, planned, went } from './every-plan.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;
type Wishes = NonNullable<ProblemInput['wishes']>;

const mill = { ...lakeside, id: 'mill', name: 'Mill' };
const ferry = { ...lakeside, id: 'ferry', name: 'Ferry' };
const at = (id: string, school: string, section: string, facts: Facts = {}) =>
  teacher(id, {
    registered: { school, since: '2010-09-01' },
    serving: { section, since: '2010-09-01' },
    ...facts,
  });

const ring: Wishes = [
  { teacher: 'A', volunteer: false, schools: ['mill'] },
  { teacher: 'Mia', volunteer: false, schools: ['ferry'] },
  { teacher: 'Fay', volunteer: false, schools: ['lakeside'] },
];

/** Two at Lakeside, one at the mill and one at the ferry, all in one town, each section as many as it needs. */
const full = (fay: Facts = {}): Partial<ProblemInput> => ({
  schools: [lakeside, mill, ferry],
  sections: [
    { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 2 } },
    { id: 'M', school: 'mill', stage: 'primary', classes: { 1: 1 } },
    { id: 'F', school: 'ferry', stage: 'primary', classes: { 1: 1 } },
  ],
  teachers: [...teachers(2), at('Mia', 'mill', 'M'), at('Fay', 'ferry', 'F', fay)],
  wishes: ring,
});

const rules = {
  openings: { backfill: true },
  direction: { allowed: ['outward', 'level', 'strong-to-weak'] },
  'sender-floor': {},
  'sole-teacher': {},
  certificate: {},
};
/** Nobody is told to go beyond what the gap asks; then as many go where they wish as can. */
const goals = ['gap', 'compulsory', 'willing', 'fewest-moves'];
const plan = (facts: Partial<ProblemInput>, changes: Record<string, object> = {}) =>
  planned(given(facts, { ...rules, ...changes }, goals));

describe('three who each wish for the next one’s school, nobody to spare anywhere', () => {
  test('all change places, and nobody else moves', async () => {
    const made = await plan(full());
    expect(went(made)).toEqual(['A → M', 'Fay → L', 'Mia → F']);
    expect(made.goals).toMatchObject([
      { value: 0 },
      { value: 0 },
      { name: 'willing', value: 3 },
      { value: 3 },
    ]);
  });

  test.each<[string, Partial<ProblemInput>]>([
    ['one of them wishes no more', { wishes: ring.slice(0, 2) }],
    ['one of them teaches another subject', { ...full({ subject: 'music', certificates: [] }) }],
    ['one of them is pinned to stay', { pins: [{ kind: 'stay', teacher: 'Fay' }] }],
  ])('all stay where %s: nobody is told to go for the others’ wishes', async (_what, changes) =>
    expect((await plan({ ...full(), ...changes }, { pins: {} })).moves).toEqual([]),
  );

  test('but where the wishes of two come before the one who is told to go for them, she goes', async () => {
    const facts = { ...full(), wishes: ring.slice(0, 2) };
    const made = await planned(given(facts, rules, ['gap', 'willing', 'compulsory']));
    expect(made.goals).toMatchObject([{ value: 0 }, { value: 2 }, { name: 'compulsory', value: 1 }]);
  });

  test('two of them change places where the third wishes elsewhere', async () => {
    const wishes = [...ring.slice(0, 2), { teacher: 'Fay', schools: ['mill'] }];
    expect(went(await plan({ ...full(), wishes }))).toEqual(['Fay → M', 'Mia → F']);
  });

  test('stay where the policy fills no post that is left, or lets nobody go between schools of one kind', async () => {
    expect((await plan(full(), { openings: {} })).moves).toEqual([]);
    expect((await plan(full(), { direction: {} })).moves).toEqual([]);
  });

  test('change places within a group whose schools exchange freely, whatever the direction', async () => {
    const group = { clusters: ['G'] };
    const facts = {
      ...full(),
      clusters: [{ id: 'G', kind: 'group' as const }],
      schools: [lakeside, mill, { ...ferry, place: 'village' as const }].map((one) => ({ ...one, ...group })),
    };
    const made = await plan(facts, { direction: { within: ['group'] } });
    expect(made.moves.map(({ teacher: id, form }) => [id, form])).toEqual([
      ['A', 'group'],
      ['Fay', 'group'],
      ['Mia', 'group'],
    ]);
  });
});

test('a ring comes before anybody is told to go: who must go is one of those who stay', async () => {
  const facts = full();
  const made = await plan({
    ...facts,
    schools: [lakeside, mill, ferry, hillfoot],
    sections: [
      ...(facts.sections ?? []),
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
    ],
    teachers: [...(facts.teachers ?? []), teacher('C')],
  });
  expect(went(made)).toEqual(['A → M', expect.stringMatching(/^[BC] → H$/), 'Fay → L', 'Mia → F']);
  expect(made.goals).toMatchObject([{ value: 0 }, { value: 1 }, { value: 3 }, { value: 4 }]);
});
