import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

// Who may ask what of a plan, and what is told to whom. The answers are echoes (test/support/echo.ts).

let database: Database;
let county: MarkedCounty;
let neighbour: MarkedCounty;
let roles: Record<'officer' | 'inspector' | 'province' | 'principal' | 'teacher', Viewer>;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 4);
  neighbour = await keepMarkedCounty(database.pool, 'Yi', provinceId, 4);
  const { countyId, schools, teachers } = county;
  roles = {
    officer: viewerAs('hr-officer', { countyId }),
    inspector: viewerAs('inspector', { countyId }),
    province: viewerAs('province-officer', { provinceId }),
    principal: viewerAs('principal', { countyId, schoolId: schools[0] ?? null }),
    teacher: viewerAs('teacher', { countyId, teacherId: teachers[0] ?? null }),
  };
});

afterAll(() => database.close());

const refusal = '... on Refusal { code }';
const documents = {
  whyNot: `query ($plan: ID!, $teacher: ID!, $section: ID, $subject: String, $role: CadreRole) {
    asked: whyNot(planId: $plan, teacherId: $teacher, sectionId: $section, subject: $subject, role: $role) {
      ${refusal} ... on WhyNot { reason: code text words { en } figures remedies { text words { en } } } } }`,
  forTeacher: `query ($plan: ID!, $teacher: ID!, $most: Int! = 50) {
    asked: optionsForTeacher(planId: $plan, teacherId: $teacher, most: $most) {
      ${refusal} ... on Options { total options { kind chosen teacher { name } section { school { name } }
        subject { code } goals { goal worse text } } } } }`,
  forPost: `query ($plan: ID!, $section: ID!, $subject: String, $role: CadreRole) {
    asked: optionsForPost(planId: $plan, sectionId: $section, subject: $subject, role: $role) {
      ${refusal} ... on Options { total options { kind teacher { name } section { school { name } } } } } }`,
  worth: `query ($plan: ID!) { asked: worth(planId: $plan) {
    ${refusal} ... on Worths { worths { kind about text gains goals { goal } } } } }`,
  least: `query ($plan: ID!) { asked: leastCoefficients(planId: $plan, view: REGISTERED) {
    ${refusal} ... on LeastCoefficients { indicators { stage code today plan least proven } } } }`,
  verify: `query ($plan: ID!) { asked: verifyPlan(planId: $plan) {
    ${refusal} ... on PlanVerification { confirmed hash faultCount faults { code words { en } } unproven { en } } } }`,
  fairness: `query ($plan: ID!) { asked: fairness(planId: $plan) {
    ${refusal} ... on Fairness { cases { kind teacher { name } other { name } section { school { name } } text } } } }`,
};

type Name = keyof typeof documents;

const plan = (of: 'draftId' | 'publishedId' = 'publishedId', where = county) => idOf('Plan', where[of]);
const teacher = (index: number, where = county) => idOf('Teacher', where.teachers[index] ?? '');
const section = (index: number, where = county) => idOf('Section', where.ids['Section']?.[index] ?? '');

async function asked(viewer: Viewer, name: Name, variables: Record<string, unknown>) {
  const { at, errors } = await ask(contextWith(database, viewer), documents[name], variables);
  expect(errors).toEqual([]);
  return at('asked');
}

/** The kind of refusal; undefined: answered. */
async function refused(viewer: Viewer, name: Name, variables: Record<string, unknown>) {
  const answer = await asked(viewer, name, variables);
  return Object(answer).code;
}

const everywhere = { teacher: () => teacher(0), section: () => section(0) };

describe.each(['officer', 'inspector', 'province'] as const)('who reads the county (%s)', (role) => {
  test.each(['draftId', 'publishedId'] as const)('asks everything of the plan %s', async (of) => {
    const about = { plan: plan(of), teacher: everywhere.teacher(), section: everywhere.section() };
    for (const name of Object.keys(documents) as Name[])
      expect(await refused(roles[role], name, { ...about, subject: 'music' }), name).toBeUndefined();
  });

  test('is told everybody who could fill a post, by name', async () => {
    const about = { plan: plan(), section: section(0), subject: 'music' };
    expect(await asked(roles[role], 'forPost', about)).toMatchObject({
      total: 4,
      options: [
        { kind: 'GOES', teacher: { name: 'Jia teacher 0' }, section: { school: { name: 'Jia school 0' } } },
        { kind: 'GOES', teacher: { name: 'Jia teacher 4' } },
        { kind: 'GOES', teacher: { name: 'Jia teacher 7' } },
        { kind: 'NOBODY', teacher: null, section: null },
      ],
    });
  });
});

describe('cases of envy, which tell of wishes and points', () => {
  const kinds = async (viewer: Viewer) => {
    const { cases } = Object(await asked(viewer, 'fairness', { plan: plan() }));
    return [...new Set(cases.map(({ kind }: { kind: string }) => kind))];
  };
  test('are for HR officers', async () =>
    expect(await kinds(roles.officer)).toEqual(['ENVY', 'RURAL_BURDEN']));
  test('and not for inspectors', async () => {
    expect(await kinds(roles.inspector)).toEqual(['RURAL_BURDEN']);
    expect(await kinds(roles.province)).toEqual(['RURAL_BURDEN']);
  });
});

describe('a principal', () => {
  const about = () => ({ teacher: teacher(0), section: section(0), subject: 'music' });

  test('asks nothing of a plan that is not published', async () => {
    for (const name of Object.keys(documents) as Name[])
      expect(await refused(roles.principal, name, { plan: plan('draftId'), ...about() })).toBe('not-found');
  });

  test('asks about teachers here, and about who comes by the plan', async () => {
    for (const index of [0, 1, 7])
      expect(
        await refused(roles.principal, 'whyNot', { plan: plan(), teacher: teacher(index) }),
      ).toBeUndefined();
    for (const name of ['whyNot', 'forTeacher'] as const)
      expect(await refused(roles.principal, name, { plan: plan(), teacher: teacher(2) })).toBe('not-found');
  });

  test('asks who could fill a post of the own school, and of no other', async () => {
    expect(await refused(roles.principal, 'forPost', { plan: plan(), ...about() })).toBeUndefined();
    expect(
      await refused(roles.principal, 'forPost', { plan: plan(), section: section(1), subject: 'music' }),
    ).toBe('not-allowed');
  });

  test('is told of candidates whom the principal may not read that there are some, and what they cost', async () => {
    expect(await asked(roles.principal, 'forPost', { plan: plan(), ...about() })).toMatchObject({
      total: 4,
      options: [
        { kind: 'GOES', teacher: { name: 'Jia teacher 0' } },
        { kind: 'GOES', teacher: null },
        { kind: 'GOES', teacher: { name: 'Jia teacher 7' } },
        { kind: 'NOBODY', teacher: null },
      ],
    });
  });

  test('asks neither what one more is worth, nor for cases of fairness', async () => {
    expect(await refused(roles.principal, 'worth', { plan: plan() })).toBe('not-allowed');
    expect(await refused(roles.principal, 'fairness', { plan: plan() })).toBe('not-allowed');
    expect(await refused(roles.principal, 'least', { plan: plan() })).toBe('not-allowed');
  });
});

test('who reads the county reads how even any exchange could make it', async () => {
  for (const viewer of [roles.officer, roles.inspector])
    expect(await asked(viewer, 'least', { plan: plan() })).toEqual({
      indicators: [{ stage: 'PRIMARY', code: 'L1', today: 0.5, plan: 0.4, least: 0.25, proven: true }],
    });
});

describe('a teacher', () => {
  test('asks about themselves, in published plans', async () => {
    for (const name of ['whyNot', 'forTeacher'] as const) {
      const own = { teacher: teacher(0), section: section(3) };
      expect(await refused(roles.teacher, name, { plan: plan(), ...own })).toBeUndefined();
      expect(await refused(roles.teacher, name, { plan: plan('draftId'), ...own })).toBe('not-found');
      expect(await refused(roles.teacher, name, { plan: plan(), teacher: teacher(1) })).toBe('not-found');
    }
  });

  test('asks nothing else', async () => {
    const post = { section: section(0), subject: 'music' };
    expect(await refused(roles.teacher, 'forPost', { plan: plan(), ...post })).toBe('not-allowed');
    expect(await refused(roles.teacher, 'worth', { plan: plan() })).toBe('not-allowed');
    expect(await refused(roles.teacher, 'fairness', { plan: plan() })).toBe('not-allowed');
    expect(await refused(roles.teacher, 'least', { plan: plan() })).toBe('not-allowed');
  });

  test('reads where to, and what it costs in every goal', async () =>
    expect(await asked(roles.teacher, 'forTeacher', { plan: plan(), teacher: teacher(0), most: 1 })).toEqual({
      total: 4,
      options: [
        {
          kind: 'GOES',
          chosen: false,
          teacher: { name: 'Jia teacher 0' },
          section: { school: { name: 'Jia school 1' } },
          subject: { code: 'music' },
          goals: [{ goal: 'gap', worse: 1, text: 'answer' }],
        },
      ],
    }));
});

describe('a sentence that names other people', () => {
  const told = async (viewer: Viewer) => {
    const { text, remedies } = Object(
      await asked(viewer, 'whyNot', { plan: plan(), teacher: teacher(0), section: section(1) }),
    );
    return [text, ...remedies.map((remedy: { text: string }) => remedy.text)];
  };
  const others = 'There are other ways, and they concern other people: ask the county’s HR officer.';
  const day = 'From 2027-05-01 no more.';

  test('is told whole to HR officers', async () =>
    expect(await told(roles.officer)).toEqual(['names others', day, 'names others', 'tells ages']));
  test('to inspectors without what tells ages and exemptions', async () =>
    expect(await told(roles.inspector)).toEqual(['names others', day, 'names others', others]));
  test('to the teacher and the principal without names', async () => {
    expect(await told(roles.teacher)).toEqual(['without names', day, others]);
    expect(await told(roles.principal)).toEqual(['without names', day, others]);
  });
});

test('why a teacher is exempt is for the teacher, and until when for HR too', async () => {
  const told = (viewer: Viewer) =>
    asked(viewer, 'whyNot', {
      plan: plan(),
      teacher: teacher(0),
      section: section(1),
      subject: 'exempt',
    });
  const until = { text: 'From 2027-05-01 no more.' };
  for (const [viewer, kind] of [
    [roles.officer, undefined],
    [roles.teacher, 'pregnancy'],
  ] as const) {
    const answer = Object(await told(viewer));
    expect(answer).toMatchObject({
      reason: 'exemption',
      text: 'names others',
      figures: { from: '2027-05-01' },
    });
    expect(answer.figures.kind).toBe(kind);
    expect(answer.remedies[0]).toMatchObject(until);
  }
  for (const viewer of [roles.inspector, roles.principal]) {
    const answer = Object(await told(viewer));
    expect(answer).toMatchObject({ reason: 'exemption', text: 'Exempt for a time.', figures: {} });
    expect(answer.remedies).not.toContainEqual(expect.objectContaining(until));
  }
});

describe('an id that makes no sense is answered by name', () => {
  const about = () => ({ plan: plan(), teacher: teacher(0), section: section(0), subject: 'music' });

  test.each<[string, () => Record<string, unknown>]>([
    ['another county’s plan', () => ({ plan: plan('publishedId', neighbour) })],
    ['no id at all', () => ({ plan: 'x' })],
    ['an id of another type', () => ({ plan: teacher(0) })],
  ])('%s: not found', async (_, wrong) => {
    for (const name of Object.keys(documents) as Name[])
      expect(await refused(roles.officer, name, { ...about(), ...wrong() }), name).toBe('not-found');
  });

  test('a teacher, or a section, of another county: not found', async () => {
    const foreign = { teacher: teacher(0, neighbour) };
    expect(await refused(roles.officer, 'whyNot', { ...about(), ...foreign })).toBe('not-found');
    const elsewhere = { section: section(0, neighbour) };
    expect(await refused(roles.officer, 'whyNot', { ...about(), ...elsewhere })).toBe('not-found');
    expect(await refused(roles.officer, 'forPost', { ...about(), ...elsewhere })).toBe('not-found');
  });

  test('a post is a subject or a role of a section, and one of them', async () => {
    const both = { role: 'DEPUTY' };
    expect(await refused(roles.officer, 'forPost', { ...about(), ...both })).toBe('invalid-input');
    expect(await refused(roles.officer, 'forPost', { ...about(), subject: null })).toBe('invalid-input');
    expect(await refused(roles.officer, 'whyNot', { ...about(), section: null })).toBe('invalid-input');
  });

  test('fewer than one answer is none', async () =>
    expect(await refused(roles.officer, 'forTeacher', { ...about(), most: 0 })).toBe('invalid-input'));
});

test('a plan that does not exist cannot be compared with', async () => {
  const { db } = database;
  for (const status of ['infeasible', 'cut_short'] as const) {
    await db.plan.update({ where: { id: county.draftId }, data: { status } });
    expect(await refused(roles.officer, 'worth', { plan: plan('draftId') })).toBe('no-plan-to-ask-about');
  }
  await db.plan.update({ where: { id: county.draftId }, data: { status: 'optimal' } });
});
