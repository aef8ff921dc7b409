import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

let database: Database;
let county: MarkedCounty;
let neighbour: MarkedCounty;
let elsewhere: MarkedCounty;
let roles: Record<'officer' | 'inspector' | 'province' | 'principal' | 'teacher', Viewer>;

beforeAll(async () => {
  database = await testDatabase();
  const [province, other] = [randomUUID(), randomUUID()];
  await insert(database.pool, 'Province', [
    { id: province, code: 'P1', name: 'First' },
    { id: other, code: 'P2', name: 'Second' },
  ]);
  county = await keepMarkedCounty(database.pool, 'Jia', province, 4);
  neighbour = await keepMarkedCounty(database.pool, 'Yi', province, 4);
  elsewhere = await keepMarkedCounty(database.pool, 'Bing', other, 4);
  const { countyId, schools, teachers } = county;
  roles = {
    officer: viewerAs('hr-officer', { countyId }),
    inspector: viewerAs('inspector', { countyId }),
    province: viewerAs('province-officer', { provinceId: province }),
    principal: viewerAs('principal', { countyId, schoolId: schools[0] ?? null }),
    teacher: viewerAs('teacher', { countyId, teacherId: teachers[0] ?? null }),
  };
});

afterAll(() => database.close());

const as = (viewer: Viewer | null, document: string, variables: Record<string, unknown> = {}) =>
  ask(contextWith(database, viewer), document, variables);

const counts = `{ county(code: "Jia-code") {
  schools { totalCount } sections { totalCount } teachers { totalCount } gaps { totalCount }
  rounds { totalCount nodes { plans { totalCount nodes {
    state moves { totalCount } reasons { totalCount } unfilled { totalCount } findings { totalCount } exportPath filePath
  } } solves { totalCount } pins { totalCount } } }
  policies { totalCount } requests { totalCount } wishes { totalCount } points { totalCount }
  imports { totalCount } columnMappings { id } zones { id } clusters { id }
} }`;

/** What a role counts in the county: lists by name, plans newest first. */
async function tally(viewer: Viewer) {
  const { at, errors } = await as(viewer, counts);
  expect(errors).toEqual([]);
  const lists = 'schools sections teachers gaps policies requests wishes points imports';
  const inRounds = 'plans solves pins';
  const inPlans = 'moves reasons unfilled findings';
  const plans = 'county.rounds.nodes.plans.nodes';
  const count = (at: (path: string) => unknown, base: string, names: string) =>
    Object.fromEntries(names.split(' ').map((name) => [name, at(`${base}.${name}.totalCount`)]));
  return {
    ...count(at, 'county', lists),
    ...count(at, 'county.rounds.nodes', inRounds),
    ...count(at, plans, inPlans),
    mappings: at('county.columnMappings.id'),
  };
}

describe('an HR officer', () => {
  test('counts everything of the county', async () =>
    expect(await tally(roles.officer)).toMatchObject({
      schools: 4,
      sections: 4,
      teachers: 8,
      gaps: 4,
      policies: 1,
      requests: 4,
      wishes: 8,
      points: 8,
      imports: 1,
      plans: [2],
      solves: [2],
      pins: [2],
      reasons: [8, 8],
      unfilled: [4, 4],
      findings: [4, 4],
      mappings: [expect.any(String)],
    }));

  test('reads personal data, masked', async () => {
    const { at } = await as(
      roles.officer,
      '{ county(code: "Jia-code") { teachers(first: 2) { nodes { born phone identityNumber homePlace partner { name } exemptions { kind group note } } } } }',
    );
    expect(at('county.teachers.nodes')).toEqual([
      {
        born: '1985-03-04',
        phone: 'Jia******-0',
        identityNumber: 'Jia*********-0',
        homePlace: '***',
        partner: { name: 'Jia teacher 1' },
        exemptions: [],
      },
      expect.objectContaining({ exemptions: [{ kind: null, group: 'HEALTH', note: '***' }] }),
    ]);
  });

  test('sees no other county', async () => {
    const { at } = await as(
      roles.officer,
      '{ counties { totalCount nodes { name } } county(code: "Yi-code") { id } }',
    );
    expect([at('counties.totalCount'), at('counties.nodes.name'), at('county')]).toEqual([
      1,
      ['Jia county'],
      null,
    ]);
  });
});

describe('an inspector', () => {
  test('counts the county, but no wishes, points, imports and mappings', async () =>
    expect(await tally(roles.inspector)).toMatchObject({
      teachers: 8,
      gaps: 4,
      requests: 4,
      plans: [2],
      solves: [2],
      pins: [2],
      findings: [4, 4],
      wishes: 0,
      points: 0,
      imports: 0,
      mappings: [],
    }));

  test('reads names and staff numbers, and no other personal data', async () => {
    const { at } = await as(
      roles.inspector,
      '{ county(code: "Jia-code") { teachers(first: 2) { nodes { name staffNumber sex born phone identityNumber homePlace partner { name } exemptions { kind } } } } }',
    );
    const nothing = {
      sex: null,
      born: null,
      phone: null,
      identityNumber: null,
      homePlace: null,
      partner: null,
    };
    expect(at('county.teachers.nodes')).toEqual([
      { name: 'Jia teacher 0', staffNumber: 'Jia-0000', ...nothing, exemptions: [] },
      { name: 'Jia teacher 1', staffNumber: 'Jia-0001', ...nothing, exemptions: [] },
    ]);
  });

  test('reads that a teacher is exempt, and not why', async () => {
    const { at } = await as(
      roles.inspector,
      '{ county(code: "Jia-code") { rounds { nodes { plans { nodes { reasons(filter: { codes: ["exemption"] }) { nodes { text words { zh } figures } } } } } } } }',
    );
    const told = { text: 'Exempt for a time.', words: { zh: '在免于交流期内。' }, figures: {} };
    expect(at('county.rounds.nodes.plans.nodes.reasons.nodes')).toEqual([told, told]);
  });
});

test('at what age a teacher is barred is for who reads the birthday', async () => {
  const { db } = database;
  const reason = await db.reason.findFirstOrThrow({ where: { planId: county.draftId, code: 'tenure' } });
  const { id, code, en, figures } = reason;
  await db.reason.update({
    where: { id },
    data: { code: 'age', en: 'Aged 54; the cap for men is 50.', figures: { age: 54, cap: 50 } },
  });
  const told = async (viewer: Viewer) => {
    const { at } = await as(
      viewer,
      `{ node(id: "${idOf('Reason', id)}") { ... on Reason { text figures } } }`,
    );
    return at('node');
  };
  expect(await told(roles.officer)).toEqual({
    text: 'Aged 54; the cap for men is 50.',
    figures: { age: 54, cap: 50 },
  });
  expect(await told(roles.inspector)).toEqual({
    text: 'Above the age up to which teachers are exchanged.',
    figures: {},
  });
  await db.reason.update({ where: { id }, data: { code, en, figures: figures ?? {} } });
});

test('why a teacher is exempt, and why one is pinned, is for HR alone', async () => {
  const teacherId = county.teachers[1];
  const planId = county.draftId;
  await insert(database.pool, 'PlanFinding', [
    {
      id: randomUUID(),
      planId,
      rule: 'exemption',
      level: 'law',
      teachers: [teacherId],
      sections: [],
      amount: 1,
      unit: 'teachers',
      zh: '孕期',
      en: 'pregnancy',
    },
  ]);
  const document = `query ($id: ID!) { node(id: $id) { ... on Plan {
    findings(filter: { rules: ["exemption"] }) { nodes { text words { zh } } } round { pins { nodes { reason } } } } } }`;
  const told = async (viewer: Viewer) => {
    const { at } = await as(viewer, document, { id: idOf('Plan', planId) });
    return [at('node.findings.nodes'), at('node.round.pins.nodes.reason')];
  };
  expect(await told(roles.officer)).toEqual([
    [{ text: 'pregnancy', words: { zh: '孕期' } }],
    ['Jia pin', 'Jia pin'],
  ]);
  expect(await told(roles.inspector)).toEqual([
    [{ text: 'A teacher is moved while exempt.', words: { zh: '有教师在免于交流期内被安排交流。' } }],
    [null, null],
  ]);
  await database.db.planFinding.deleteMany({ where: { rule: 'exemption' } });
});

test('a province officer counts every county of the province as an inspector does', async () => {
  const { at } = await as(
    roles.province,
    '{ counties { nodes { name teachers { totalCount } wishes { totalCount } } } }',
  );
  expect(at('counties.nodes')).toEqual([
    { name: 'Jia county', teachers: { totalCount: 8 }, wishes: { totalCount: 0 } },
    { name: 'Yi county', teachers: { totalCount: 8 }, wishes: { totalCount: 0 } },
  ]);
  expect(await tally(roles.province)).toMatchObject({ findings: [4, 4] });
});

describe('a principal', () => {
  test('counts the own school, and of plans what is published', async () =>
    expect(await tally(roles.principal)).toMatchObject({
      schools: 4,
      sections: 4,
      // Two who serve here, and one who comes by the published plan.
      teachers: 3,
      gaps: 1,
      requests: 1,
      wishes: 0,
      points: 0,
      imports: 0,
      plans: [1],
      solves: [0],
      pins: [0],
      moves: [2],
      reasons: [3],
      unfilled: [1],
      findings: [0],
    }));

  test('reads the birthdays of those who are here, not of who comes', async () => {
    const { at } = await as(
      roles.principal,
      '{ county(code: "Jia-code") { teachers { nodes { name born phone identityNumber exemptions { kind } } } } }',
    );
    expect(at('county.teachers.nodes')).toEqual([
      {
        name: 'Jia teacher 0',
        born: '1985-03-04',
        phone: 'Jia******-0',
        identityNumber: null,
        exemptions: [],
      },
      {
        name: 'Jia teacher 1',
        born: '1985-03-04',
        phone: 'Jia******-1',
        identityNumber: null,
        exemptions: [],
      },
      { name: 'Jia teacher 7', born: null, phone: null, identityNumber: null, exemptions: [] },
    ]);
  });

  test('reads the names of other schools, and no figures of theirs', async () => {
    const { at } = await as(
      roles.principal,
      '{ county(code: "Jia-code") { sections { nodes { school { name } establishment enrolments { pupils } gaps { gap } requests { totalCount } } } } }',
    );
    const none = { establishment: null, enrolments: [], gaps: [], requests: { totalCount: 0 } };
    expect(at('county.sections.nodes')).toMatchObject([
      {
        school: { name: 'Jia school 0' },
        establishment: 10,
        enrolments: [{ pupils: 70 }],
        requests: { totalCount: 1 },
      },
      { school: { name: 'Jia school 1' }, ...none },
      { school: { name: 'Jia school 2' }, ...none },
      { school: { name: 'Jia school 3' }, ...none },
    ]);
  });

  test('fetches no workbook and no file of a plan', async () => {
    const { at } = await as(roles.principal, counts);
    expect(at('county.rounds.nodes.plans.nodes.exportPath')).toEqual([null]);
    expect(at('county.rounds.nodes.plans.nodes.filePath')).toEqual([null]);
  });
});

describe('a teacher', () => {
  test('counts the own record', async () =>
    expect(await tally(roles.teacher)).toMatchObject({
      schools: 4,
      teachers: 1,
      gaps: 0,
      requests: 0,
      wishes: 1,
      points: 1,
      plans: [1],
      moves: [1],
      reasons: [1],
      unfilled: [0],
      findings: [0],
      solves: [0],
    }));

  test('reads all of the own record', async () => {
    const { at } = await as(
      roles.teacher,
      '{ viewer { grants { teacher { name born identityNumber points { nodes { points } } moves { nodes { to { school { name } } } } } } } }',
    );
    expect(at('viewer.grants.teacher')).toEqual([
      {
        name: 'Jia teacher 0',
        born: '1985-03-04',
        identityNumber: 'Jia-identity-0',
        points: { nodes: [{ points: 0 }] },
        moves: { nodes: [{ to: { school: { name: 'Jia school 1' } } }] },
      },
    ]);
  });
});

test('circuits are read as moves are', async () => {
  const read = async (viewer: Viewer, planId: string) => {
    const { at } = await as(
      viewer,
      'query ($id: ID!) { node(id: $id) { ... on Plan { circuits { teacher { name } from { school { name } } to { school { name } } subject { code } days km } } } }',
      { id: idOf('Plan', planId) },
    );
    return at('node.circuits.teacher.name');
  };
  const { countyId, schools, teachers, draftId, publishedId } = county;
  const both = ['Jia teacher 2', 'Jia teacher 6'];
  for (const viewer of [roles.officer, roles.inspector, roles.province])
    expect(await read(viewer, draftId)).toEqual(both);
  expect(await read(roles.principal, publishedId)).toEqual(both);
  expect(await read(roles.principal, draftId)).toBeUndefined();
  const sending = viewerAs('principal', { countyId, schoolId: schools[1] ?? null });
  expect(await read(sending, publishedId)).toEqual(['Jia teacher 2']);
  expect(await read(roles.teacher, publishedId)).toEqual([]);
  const traveller = viewerAs('teacher', { countyId, teacherId: teachers[6] ?? null });
  expect(await read(traveller, publishedId)).toEqual(['Jia teacher 6']);
});

test('the seat of a cadre has a role and no subject, in a move and where it stays vacant', async () => {
  const { db } = database;
  const planId = county.draftId;
  const seat = { subject: null, role: 'mid_level' } as const;
  const move = await db.move.findFirstOrThrow({ where: { planId } });
  const opening = await db.unfilled.findFirstOrThrow({ where: { planId } });
  await db.move.update({ where: { id: move.id }, data: { ...seat, form: 'cadre' } });
  await db.unfilled.update({ where: { id: opening.id }, data: seat });
  const { at, errors } = await as(
    roles.officer,
    `query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on Move { subject { code } role form } ... on UnfilledOpening { subject { code } role } } }`,
    { ids: [idOf('Move', move.id), idOf('UnfilledOpening', opening.id)] },
  );
  expect(errors).toEqual([]);
  expect(at('nodes')).toEqual([
    { subject: null, role: 'MID_LEVEL', form: 'CADRE' },
    { subject: null, role: 'MID_LEVEL' },
  ]);
  const compared = await as(
    roles.officer,
    `query ($a: ID!, $b: ID!) { comparePlans(a: $a, b: $b) {
      changed { a { role form subject { code } } b { role form subject { code } } }
      unfilled { role subject { code } a b } } }`,
    { a: idOf('Plan', planId), b: idOf('Plan', county.publishedId) },
  );
  expect(compared.at('comparePlans.changed')).toEqual([
    {
      a: { role: 'MID_LEVEL', form: 'CADRE', subject: null },
      b: { role: null, form: 'ORDER_BASED', subject: { code: 'music' } },
    },
  ]);
  expect(compared.at('comparePlans.unfilled')).toContainEqual({
    role: 'MID_LEVEL',
    subject: null,
    a: opening.left,
    b: 0,
  });
  await db.move.update({
    where: { id: move.id },
    data: { subject: move.subject, role: null, form: move.form },
  });
  await db.unfilled.update({ where: { id: opening.id }, data: { subject: opening.subject, role: null } });
});

test('a finding names the decision that allows it', async () => {
  const { db } = database;
  const found = await db.planFinding.findFirstOrThrow({ where: { planId: county.draftId } });
  const relaxed = 'County bureau 2026 no. 7';
  const told = async () => {
    const { at } = await as(
      roles.inspector,
      'query ($id: ID!) { node(id: $id) { ... on Finding { relaxed } } }',
      { id: idOf('Finding', found.id) },
    );
    return at('node.relaxed');
  };
  expect(await told()).toBeNull();
  await db.planFinding.update({ where: { id: found.id }, data: { relaxed } });
  expect(await told()).toBe(relaxed);
  await db.planFinding.update({ where: { id: found.id }, data: { relaxed: null } });
});

describe('a grant without the id its role needs opens nothing', () => {
  test.each([
    viewerAs('hr-officer', {}),
    viewerAs('principal', {}),
    viewerAs('teacher', {}),
    viewerAs('inspector', {}),
    viewerAs('province-officer', {}),
  ])('$name', async (viewer) => {
    const { at } = await as(viewer, '{ counties { totalCount } }');
    expect(at('counties.totalCount')).toBe(0);
  });
});

test('an HR officer over one school only is none over the county', async () => {
  const viewer = viewerAs('hr-officer', { countyId: county.countyId, schoolId: county.schools[0] ?? null });
  expect((await as(viewer, '{ counties { totalCount } }')).at('counties.totalCount')).toBe(0);
});

test('two roles open what either opens', async () => {
  const [grant] = roles.teacher.grants;
  const both = { ...roles.inspector, grants: [...roles.inspector.grants, ...(grant ? [grant] : [])] };
  expect(await tally(both)).toMatchObject({ teachers: 8, wishes: 1 });
});

test('a draft is no node to a principal, and a published plan is', async () => {
  const { at } = await as(
    roles.principal,
    'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Plan { state } } }',
    {
      ids: [idOf('Plan', county.draftId), idOf('Plan', county.publishedId)],
    },
  );
  expect(at('nodes')).toEqual([null, { state: 'PROVISIONAL' }]);
});

test('a filter by plan tells nothing of a plan that may not be read', async () => {
  const document = `query ($planId: ID!) { county(code: "Jia-code") {
    teachers(filter: { inPlan: { planId: $planId, outcome: STAYS } }) { totalCount } } }`;
  const asked = (viewer: Viewer, planId: string) =>
    as(viewer, document, { planId: idOf('Plan', planId) }).then(({ at }) => at('county.teachers.totalCount'));
  expect(await asked(roles.officer, county.draftId)).toBe(7);
  expect(await asked(roles.principal, county.publishedId)).toBe(2);
  expect(await asked(roles.principal, county.draftId)).toBe(0);
});

describe('ids that are not one’s own answer like ids that do not exist', () => {
  const nodes = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

  test.each(['officer', 'inspector', 'principal', 'teacher'] as const)('to the %s', async (role) => {
    // A county a question: `nodes` takes 200 ids at most.
    for (const { ids } of [neighbour, elsewhere]) {
      const foreign = Object.entries(ids).flatMap(([type, keys]) =>
        keys.slice(0, 3).map((key) => idOf(type, key)),
      );
      const { at, errors } = await as(roles[role], nodes, { ids: foreign });
      expect(errors).toEqual([]);
      expect(at('nodes')).toEqual(foreign.map(() => null));
    }
  });

  test('nor does what is no id at all', async () => {
    const { at, errors } = await as(roles.officer, nodes, {
      ids: [
        '',
        'x',
        'Q291bnR5',
        idOf('County', 'not-a-uuid'),
        idOf('Nothing', randomUUID()),
        idOf('School', randomUUID()),
      ],
    });
    expect(errors).toEqual([]);
    expect(at('nodes')).toEqual([null, null, null, null, null, null]);
  });

  test('a province is found by who has a role in it', async () => {
    const ids = [county, elsewhere].map(({ provinceId }) => idOf('Province', provinceId));
    const { at } = await as(roles.teacher, nodes, { ids });
    expect(at('nodes')).toEqual([{ id: ids[0] }, null]);
  });

  test('an id of another type finds nothing', async () => {
    const [school = ''] = county.schools;
    const { at } = await as(roles.officer, nodes, { ids: [idOf('Teacher', school), idOf('School', school)] });
    expect(at('nodes')).toEqual([null, { id: idOf('School', school) }]);
  });
});

describe('comparing plans', () => {
  const document =
    'query ($a: ID!, $b: ID!) { comparePlans(a: $a, b: $b) { same onlyInB { teacher { name } } } }';
  const compared = (viewer: Viewer, a: string, b: string) =>
    as(viewer, document, { a: idOf('Plan', a), b: idOf('Plan', b) }).then(({ at }) => at('comparePlans'));

  test('is for who reads the county', async () => {
    const found = { same: 2, onlyInB: [{ teacher: { name: 'Jia teacher 7' } }] };
    expect(await compared(roles.officer, county.draftId, county.publishedId)).toEqual(found);
    expect(await compared(roles.inspector, county.draftId, county.publishedId)).toEqual(found);
    expect(await compared(roles.principal, county.publishedId, county.publishedId)).toBeNull();
    expect(await compared(roles.teacher, county.publishedId, county.publishedId)).toBeNull();
  });

  test('does not reach into another county', async () => {
    expect(await compared(roles.officer, county.draftId, neighbour.draftId)).toBeNull();
    expect(await compared(roles.officer, neighbour.draftId, neighbour.publishedId)).toBeNull();
    expect(await compared(roles.province, county.draftId, neighbour.draftId)).toBeNull();
  });
});
