import { describe, expect, test } from 'vitest';
import { fairness } from '../../solver/fairness.ts';
import type { Plan } from '../../solver/plan.ts';
import type { Policy } from '../../solver/problem.ts';
import { differences, leftBehind, replanned } from '../../solver/replan.ts';
import { solve } from '../../solver/solve.ts';
import { optionInWords, WhatIf } from '../../solver/what-if.ts';
import { whyNot } from '../../solver/why.ts';
import { randomCounty } from '../support/random-county.ts';
import {
  hillfoot,
  lakeside,
  only as onlyRules,
  county as small,
  teacher,
  teachers,
} from '../support/small-county.ts';
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

/** What a plan tells one teacher. */
function toldTo(reasons: Plan['reasons'], id: string) {
  const { code, figures, text } = reasons.find(({ teacher }) => teacher === id) ?? {};
  if (!text) throw new Error(`Nothing is told to ${id}.`);
  return { code, figures, text };
}

describe('why not', () => {
  test('who came last year: the rule, and the day it is met', async () => {
    const { code, remedies } = await whyNot(county, 'new');
    expect(code).toBe('tenure');
    expect(remedies.map(({ en }) => en)).toEqual([
      'From 2031-09-01 this rule stands in the way no more.',
      "A named decision to relax 'Tenure at one school': then there is a plan with the move to Hillside (primary) for Mathematics (solved again).",
    ]);
  });
  test('who goes: the plan makes the move', async () =>
    expect((await whyNot(county, 'near')).code).toBe('chosen'));
  test('who stays: what the move would cost, and that an officer may pin it', async () => {
    const { code, text, remedies } = await whyNot(county, 'tutor', { section: 'village-primary' });
    expect(code).toBe('costs-more');
    expect(text.en).toMatch(
      /^With a move to Hillside \(primary\) for Mathematics, 'Burden on people' would go from 24 to \d+ burden points/,
    );
    expect(remedies[0]?.en).toContain('An officer may pin the move');
  });
  test('asked of no place: the reason of the plan, and what would change it', async () => {
    const { code, figures, text, remedies } = await whyNot(county, 'tutor');
    const { reasons } = plan;
    expect({ code, figures, text }).toEqual(toldTo(reasons, 'tutor'));
    expect(remedies.length).toBeGreaterThan(0);
    const goes = await whyNot(county, 'near');
    expect(goes.text.zh).toBe(`方案已安排。${toldTo(reasons, 'near').text.zh}`);
  });
  test('asked of no place, where nobody lacks what the teacher could teach: when a post of it opens', async () => {
    const music = { subject: 'music', stage: 'primary' as const, rank: 'main' as const };
    const { code, text, remedies } = await whyNot(
      small({
        teachers: [...teachers(6), teacher('Z', { subject: 'music', certificates: [music] })],
        policy: { version: 'x', rules: onlyRules({ certificate: {} }), goals: [{ name: 'gap' }] },
      }),
      'Z',
    );
    expect(code).toBe('certificate');
    expect(text.zh).toBe('符合交流条件；可任教小学音乐，其他学部没有这样的空缺（其他学科学段的空缺1处）。');
    expect(remedies.map(({ zh }) => zh)).toEqual(['其他学部有小学音乐的空缺时，可重新求解。']);
  });
  test('where no post is open', async () =>
    expect((await whyNot(county, 'tutor', { section: 'town-primary' })).code).toBe('no-opening'));
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

describe('why not, where rules stand against it', () => {
  const far = {
    ...hillfoot,
    place: 'urban' as const,
    weak: false,
    location: { longitude: 115, latitude: 31 },
  };
  const kept = (rules: Record<string, object>) =>
    small({
      schools: [{ ...lakeside, place: 'village' }, far],
      teachers: teachers(6),
      policy: {
        version: 'x',
        rules: { ...onlyRules({}), ...rules } as Policy['rules'],
        goals: [{ name: 'gap' }],
      },
    });
  test('all that must be waived together are named, and a plan with them was found', async () => {
    const { code, text, remedies } = await whyNot(
      kept({ direction: { level: 'policy' }, travel: { level: 'policy' } }),
      'A',
      { section: 'H' },
    );
    expect(code).toBe('direction');
    expect(text.en).toMatch(
      /against the allowed directions \(town to rural, strong to weak\)\. A would go 495\.6 km to Hillfoot, beyond 120 km\.$/,
    );
    expect(remedies.map(({ en }) => en)).toEqual([
      "A named decision to relax 'Direction' and 'Travel' together: then there is a plan with the move to Hillfoot (primary) for Mathematics (solved again).",
    ]);
  });
  test('a law among them: no decision helps, and that is said', async () => {
    const { remedies } = await whyNot(
      kept({ direction: { level: 'law' }, travel: { level: 'policy' } }),
      'A',
      { section: 'H' },
    );
    expect(remedies.map(({ en }) => en)).toEqual([
      "No decision may waive 'Direction', so nothing a bureau could decide would change it.",
    ]);
  });
  test('a problem without a plan has no answer but that', async () => {
    const { code } = await whyNot(
      kept({ direction: { level: 'policy' }, 'exchange-quota': { level: 'law' } }),
      'A',
    );
    expect(code).toBe('no-plan');
  });
});

describe('a post', async () => {
  const principal = { cadre: { role: 'principal' as const, since: '2015-09-01', terms: 3 } };
  const seats = small({
    teachers: [teacher('P', principal), teacher('Q', principal)],
    seats: [{ section: 'H', role: 'principal', count: 1 }],
    policy: {
      version: 'x',
      rules: onlyRules({ cadre: { rotation: true } }),
      goals: [{ name: 'overdue' }, { name: 'gap' }],
    },
  });
  const asked = await WhatIf.open(seats);
  test('of a cadre is answered as one of a teacher is, and may be left to nobody', () => {
    const options = asked.forPost('H', 'principal');
    expect(options.map(({ candidate }) => candidate?.teacher.id ?? null).toSorted()).toEqual([
      'P',
      'Q',
      null,
    ]);
    const nobody = options.find((option) => option.nobody);
    expect(nobody?.chosen).toBe(false);
    expect(nobody && optionInWords(asked.county, nobody).en).toBe(
      "Leaving it to nobody: 'Overdue and staying' from 1 to 2 people, 'Unfilled posts, weighted' from 174 to 224 points of gap weight.",
    );
  });
  test('where nobody could come has no options', () => expect(asked.forPost('L', 'maths')).toEqual([]));
});

describe('a plan of last year, some of whose people have left', () => {
  const gone = {
    ...county,
    teachers: county.teachers.filter(({ id }) => id !== 'near'),
    wishes: county.wishes.filter((wish) => wish.teacher !== 'near'),
  };
  const left =
    "Staff number near is not in this problem any more: the earlier plan's move to village-primary falls away.";
  test('is told apart, naming who left', async () => {
    const again = await solve(replanned(gone, plan), { engine: 'highs' });
    const found = differences(gone, plan, again);
    expect(found.map(({ teacher, kind }) => [teacher, kind])).toContainEqual(['near', 'left']);
    expect(found.map(({ text }) => text.en)).toContain(left);
    expect(leftBehind(gone, plan).map(({ en }) => en)).toEqual([left]);
  });
  test('has a fairness of those who are still here', () => expect(fairness(gone, plan)).toEqual([]));
});

test('a plan that goals are weighed for is kept to all the same', async () => {
  const weighed = small({
    teachers: teachers(6),
    policy: {
      version: 'weighed',
      combine: 'weights',
      rules: onlyRules({ certificate: {} }),
      goals: [
        { name: 'gap', weight: 10 },
        { name: 'fewest-moves', weight: 1 },
      ],
    },
  });
  const first = await solve(weighed);
  const [sent] = first.moves;
  const other = weighed.teachers.find(({ id }) => id !== sent?.teacher)?.id ?? '';
  const base = { ...first, moves: first.moves.map((move) => ({ ...move, teacher: other })) };
  const again = await solve(replanned(weighed, base));
  expect(again.moves.map(({ teacher: id }) => id)).toEqual([other]);
});

test('circuits of others are no reason against exchanging two', async () => {
  const served = small({
    schools: [
      lakeside,
      hillfoot,
      { ...hillfoot, id: 'kiln', name: 'Kiln' },
      { ...hillfoot, id: 'mill', name: 'Mill', location: { longitude: 111, latitude: 31.05 } },
    ],
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
      { id: 'K', school: 'kiln', stage: 'primary', classes: { 1: 1 } },
      { id: 'M', school: 'mill', stage: 'primary', classes: { 2: 1 } },
    ],
    curriculum: {
      version: 'served',
      subjects: [{ code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 10, 2: 4 } }],
    },
    teachers: teachers(8),
    wishes: [{ teacher: 'A', schools: ['kiln'] }],
    points: [{ teacher: 'A', section: 'K', points: 50 }],
    policy: {
      version: 'served',
      rules: onlyRules({ certificate: {}, 'home-school': {}, circuit: { leastGap: 0.1, withinKm: 30 } }),
      goals: [{ name: 'gap' }, { name: 'fewest-moves' }, { name: 'days-unserved' }],
    },
  });
  const { moves, circuits } = await solve(served);
  expect(circuits).toHaveLength(1);
  const sent = ['H', 'K'].map((to, place) => ({ ...moves[0], teacher: 'AB'[place] ?? '', to }));
  const made = { moves: sent, circuits: circuits.map((one) => ({ ...one, teacher: 'C' })) };
  const [found] = fairness(served, made as Pick<Plan, 'moves' | 'circuits'>);
  expect(found).toMatchObject({ kind: 'envy', teacher: 'A', other: 'B', code: 'unexplained' });
});

test('envy between two who both go is answered by exchanging them', async () => {
  const { schools, sections } = threeSchools;
  const problem = small({
    schools,
    sections,
    teachers: teachers(6),
    wishes: [{ teacher: 'A', schools: ['hillfoot'] }],
    points: [{ teacher: 'A', section: 'H', points: 9 }],
    policy: {
      version: 'x',
      rules: onlyRules({ certificate: {} }),
      goals: [{ name: 'gap' }, { name: 'burden' }],
    },
  });
  const move = (id: string, to: string) => ({ ...movesOf, teacher: id, to });
  const [found] = fairness(problem, { moves: [move('A', 'M'), move('B', 'H')] });
  expect(found).toMatchObject({ kind: 'envy', teacher: 'A', other: 'B', code: 'unexplained' });
  expect(found?.text.en).toMatch(
    /; no rule and no goal stands against exchanging the two: to be looked at\.$/,
  );
  const dear = {
    ...problem,
    wishes: ['A', 'B'].map((one) => ({ teacher: one, volunteer: false, schools: ['hillfoot'] })),
    teachers: problem.teachers.map((one) => (one.id === 'B' ? { ...one, home: atHillfoot } : one)),
  };
  const [answered] = fairness(dear, { moves: [move('A', 'M'), move('B', 'H')] });
  expect(answered?.code).toBe('burden');
  expect(answered?.text.en).toMatch(
    /; exchanging the two would worsen 'Burden on people' by \d+ burden points\.$/,
  );
});

const atHillfoot = { longitude: 111, latitude: 31.1384 };
const threeSchools = {
  schools: [
    lakeside,
    hillfoot,
    { ...hillfoot, id: 'mill', name: 'Mill', location: { longitude: 111, latitude: 30.8616 } },
  ],
  sections: ['L', 'H', 'M'].map((id, place) => ({
    id,
    school: ['lakeside', 'hillfoot', 'mill'][place] ?? '',
    stage: 'primary' as const,
    classes: { 1: id === 'L' ? 4 : 1 },
  })),
};
const movesOf = {
  from: 'L',
  subject: 'maths',
  role: null,
  form: 'order-based' as const,
  relationMoves: false,
  km: 20,
  bed: false,
  wish: null,
};
