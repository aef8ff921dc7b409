import { describe, expect, test } from 'vitest';
import { fairness } from '../../solver/fairness.ts';
import { differences, replanned } from '../../solver/replan.ts';
import { solve } from '../../solver/solve.ts';
import { optionInWords, WhatIf } from '../../solver/what-if.ts';
import { whyNot } from '../../solver/why.ts';
import { randomCounty } from '../support/random-county.ts';
import { twoSchools } from '../support/two-schools.ts';

const county = twoSchools();
const plan = await solve(county, { engine: 'highs' });

/** With `near` and `star` sent, as the plan is; each entry is a goal's change for the worse. */
const changes = (goals: readonly { worse: number }[] | null) => goals?.map(({ worse }) => worse) ?? null;

describe('a solved problem', async () => {
  const whatIf = await WhatIf.open(county);

  test('tells everywhere a teacher could go, and staying, best first', () => {
    const options = whatIf.forTeacher('near');
    expect(options.map(({ candidate, chosen }) => [candidate?.opening.section.id ?? null, chosen])).toEqual([
      ['village-primary', true],
      [null, false],
    ]);
    expect(changes(options[0]?.goals ?? null)).toEqual([0, 0, 0]);
    expect(changes(options[1]?.goals ?? null)?.[1]).toBeGreaterThan(0);
  });

  test('tells who could fill a post, each as another solved plan shows', async () => {
    for (const { candidate, goals } of whatIf.forPost('village-primary', 'maths')) {
      if (!candidate || !goals) continue;
      const pins = [{ kind: 'move' as const, teacher: candidate.teacher.id, section: 'village-primary' }];
      const pinned = await solve({ ...county, pins }, { engine: 'highs' });
      expect(goals.map(({ after }) => after)).toEqual(pinned.goals.map(({ value }) => value));
    }
  });

  test('tells what one more is worth as the difference of two plans', async () => {
    const seeded = randomCounty(33);
    const asked = await WhatIf.open(seeded);
    const before = await solve(seeded, { engine: 'highs' });
    const beds = asked.worth().filter(({ kind }) => kind === 'bed');
    for (const { row, goals } of beds) {
      const school = row.slice('beds:'.length);
      const schools = seeded.schools.map((one) => (one.id === school ? { ...one, beds: one.beds + 1 } : one));
      const after = await solve({ ...seeded, schools }, { engine: 'highs' });
      expect(goals.map((goal) => goal.before)).toEqual(before.goals.map(({ value }) => value));
      expect(goals.map((goal) => goal.after)).toEqual(after.goals.map(({ value }) => value));
    }
    asked.close();
  });

  test('says an option in words', () => {
    const [first] = whatIf.forTeacher('near');
    expect(first && optionInWords(whatIf.county, first).en).toBe(
      'Teacher near (near) to Hillside (primary) for Mathematics (as the plan has it): no goal changes.',
    );
  });
});

describe('why not', () => {
  test('who came last year: the rule, and the day it is met', async () => {
    const { code, remedies } = await whyNot(county, 'new');
    expect(code).toBe('tenure');
    expect(remedies.map(({ en }) => en)).toEqual(['From 2031-09-01 this rule stands in the way no more.']);
  });
  test('who goes: the plan makes the move', async () =>
    expect((await whyNot(county, 'near')).code).toBe('chosen'));
  test('who stays: what the move would cost, and that an officer may pin it', async () => {
    const { code, text, remedies } = await whyNot(county, 'tutor', 'village-primary');
    expect(code).toBe('costs-more');
    expect(text.en).toMatch(
      /^With a move to Hillside \(primary\) for Mathematics, 'Burden on people' would go from 24 to /,
    );
    expect(remedies[0]?.en).toContain('An officer may pin the move');
  });
  test('where no post is open', async () =>
    expect((await whyNot(county, 'tutor', 'town-primary')).code).toBe('no-opening'));
});

describe('planning anew from a plan people know', () => {
  const sick = {
    ...county,
    teachers: county.teachers.map((one) =>
      one.id === 'near'
        ? { ...one, exemptions: [{ kind: 'serious-illness' as const, from: '2026-08-01' }] }
        : one,
    ),
  };
  test('keeps every move that may still be made, and changes as few as can be', async () => {
    const again = await solve(replanned(sick, plan), { engine: 'highs' });
    expect(again.goals[0]).toMatchObject({ name: 'fewest-changes' });
    expect(again.moves.map(({ teacher }) => teacher)).toContain('star');
    expect(differences(sick, plan, again).map(({ kind, teacher }) => [kind, teacher])).toContainEqual([
      'dropped',
      'near',
    ]);
    expect(differences(sick, plan, again)[0]?.text.en).toContain(
      'no longer goes to Hillside (primary), Mathematics',
    );
  });
  test('is the same plan where nothing has changed', async () =>
    expect((await solve(replanned(county, plan), { engine: 'highs' })).moves).toEqual(plan.moves));
});

describe('the fairness of a plan', () => {
  test('no case where nobody envies and burdens are even', () => expect(fairness(county, plan)).toEqual([]));
  test('who goes with more rural years than a colleague who stays is told, with what stands against the change', () => {
    const tired = {
      ...county,
      teachers: county.teachers.map((one) => (one.id === 'star' ? { ...one, ruralYears: 9 } : one)),
    };
    expect(fairness(tired, plan).map(({ kind, teacher, code }) => [kind, teacher, code])).toContainEqual([
      'rural-burden',
      'star',
      'backbone-quota',
    ]);
  });
  test('who wished for the post with more points than its holder has is told', () => {
    const scored = {
      ...county,
      wishes: [...county.wishes, { teacher: 'far', volunteer: false, schools: ['village'] }],
      points: [{ teacher: 'far', section: 'village-primary', points: 50 }],
    };
    expect(fairness(scored, plan).find(({ kind }) => kind === 'envy')).toMatchObject({
      teacher: 'far',
      own: 50,
      others: 0,
    });
  });
});
