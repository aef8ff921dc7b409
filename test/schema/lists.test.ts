import { randomUUID } from 'node:crypto';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Context } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

// Schools 0, 2, 4 … are urban and the others are township centres; 0, 3, 6 … are weak.
const size = 6;
let database: Database;
let county: MarkedCounty;
let context: Context;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, size);
  await keepMarkedCounty(database.pool, 'Yi', provinceId, 3);
  const officer = viewerAs('hr-officer', { countyId: county.countyId });
  const { grants } = viewerAs('province-officer', { provinceId });
  context = contextWith(database, { ...officer, grants: [...officer.grants, ...grants] });
});

afterAll(() => database.close());

/** What a list of the county answers; `nodes` of what it holds. */
const list = async (call: string, nodes = 'name') => {
  const { at, errors } = await ask(
    context,
    `{ county(code: "Jia-code") { ${call} { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { ${nodes} } } } }`,
  );
  expect(errors).toEqual([]);
  const base = `county.${call.split('(')[0]}`;
  return {
    total: at(`${base}.totalCount`),
    names: at(`${base}.nodes.${nodes.split(' ')[0]}`),
    nodes: at(`${base}.nodes`),
    page: at(`${base}.pageInfo`),
    start: String(at(`${base}.pageInfo.startCursor`)),
    end: String(at(`${base}.pageInfo.endCursor`)),
  };
};

const teachers = (...numbers: number[]) => numbers.map((number) => `Jia teacher ${number}`);
const schools = (...numbers: number[]) => numbers.map((number) => `Jia school ${number}`);

describe.each([
  ['a list the database cuts', 'schools', schools],
  ['a list reckoned in memory', 'gaps', undefined],
])('%s', (_what, name, named) => {
  const nodes = named ? 'name' : 'openings section { school { name } }';
  const names = (answer: Awaited<ReturnType<typeof list>>) =>
    named ? answer.names : JSON.stringify(answer.nodes).match(/Jia school \d/g);

  test('goes forwards to its end', async () => {
    const first = await list(`${name}(first: 4)`, nodes);
    expect([names(first), first.total]).toEqual([schools(0, 1, 2, 3), size]);
    expect(first.page).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const rest = await list(`${name}(first: 4, after: "${first.end}")`, nodes);
    expect([names(rest), rest.total]).toEqual([schools(4, 5), size]);
    expect(rest.page).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('goes backwards to its beginning', async () => {
    const first = await list(`${name}(first: 5)`, nodes);
    const last = await list(`${name}(last: 3, before: "${first.end}")`, nodes);
    expect(names(last)).toEqual(schools(1, 2, 3));
    expect(last.page).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    const start = await list(`${name}(last: 3, before: "${last.start}")`, nodes);
    expect(names(start)).toEqual(schools(0));
    expect(start.page).toMatchObject({ hasPreviousPage: false });
  });

  test('takes no cursor that no list gave', async () => {
    for (const cursor of ['x', '', 'R1BDOlM6eA==', Buffer.from('GPC:N:1').toString('base64')]) {
      const { errors } = await ask(
        context,
        `{ county(code: "Jia-code") { ${name}(first: 1, after: "${cursor}") { totalCount } } }`,
      );
      expect(errors, cursor).toMatchObject([{ code: 'BAD_CURSOR' }]);
    }
  });

  test('takes no number below 0, and an empty page of 0', async () => {
    const { errors } = await ask(
      context,
      `{ county(code: "Jia-code") { ${name}(first: -1) { totalCount } } }`,
    );
    expect(errors).toMatchObject([{ message: 'Argument "first" must be a non-negative integer' }]);
    expect(names(await list(`${name}(first: 0)`, nodes)) ?? []).toEqual([]);
  });
});

test('the whole list is met once, page by page, whatever it is sorted by', async () => {
  for (const order of ['NAME', 'STAFF_NUMBER', 'SCHOOL', 'SERVING_SINCE', 'TEACHING_SINCE', 'BACKBONE']) {
    for (const descending of [false, true]) {
      const met: unknown[] = [];
      let after = '';
      do {
        const page = await list(`teachers(first: 5, orderBy: ${order}, descending: ${descending}${after})`);
        met.push(page.names);
        const more = JSON.stringify(page.page).includes('"hasNextPage":true');
        after = more ? `, after: "${page.end}"` : '';
      } while (after !== '');
      expect(met.flat().toSorted(), order).toEqual(teachers(...Array(12).keys()).toSorted());
    }
  }
});

test('a list sorts both ways', async () => {
  expect((await list('teachers(first: 2)')).names).toEqual(teachers(0, 1));
  expect((await list('teachers(first: 2, descending: true)')).names).toEqual(teachers(11, 10));
  expect((await list('schools(first: 2, orderBy: PLACE, descending: true)')).nodes).toHaveLength(2);
});

test('nobody gets more than 200 rows at once', async () => {
  const many = await keepMarkedCounty(database.pool, 'Wu', county.provinceId, 110);
  const { at } = await ask(
    { ...context, viewer: viewerAs('hr-officer', { countyId: many.countyId }) },
    '{ county(code: "Wu-code") { teachers(first: 100000) { totalCount pageInfo { hasNextPage } nodes { id } } } }',
  );
  expect(at('county.teachers')).toMatchObject({ totalCount: 220, pageInfo: { hasNextPage: true } });
  expect(at('county.teachers.nodes')).toHaveLength(200);
});

test('more than 200 ids at once are refused', async () => {
  const ids = Array.from({ length: 201 }, () => idOf('Teacher', randomUUID()));
  const { errors } = await ask(context, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(errors).toMatchObject([{ code: 'TOO_MANY_IDS' }]);
});

test('the same list under two counties keeps to each', async () => {
  const document = `query ($after: String) { counties { nodes { name
    schools(first: 2) { totalCount nodes { name } } teachers(first: 1, after: $after) { totalCount nodes { name } } } } }`;
  const { at } = await ask(context, document);
  expect(at('counties.nodes')).toMatchObject([
    {
      name: 'Jia county',
      schools: { totalCount: 6, nodes: [{ name: 'Jia school 0' }, { name: 'Jia school 1' }] },
    },
    { name: 'Wu county' },
    {
      name: 'Yi county',
      schools: { totalCount: 3, nodes: [{ name: 'Yi school 0' }, { name: 'Yi school 1' }] },
    },
  ]);
  const first = await list('teachers(first: 3)');
  const later = await ask(context, document, { after: first.end });
  expect(later.at('counties.nodes.teachers.nodes.name')).toEqual(['Jia teacher 3']);
});

describe('schools are found', () => {
  test.each([
    ['by part of the name', 'search: "school 3"', schools(3)],
    ['in any case', 'search: "SCHOOL 3"', schools(3)],
    ['by part of the code', 'search: "-004"', schools(4)],
    ['by a sign that means nothing else', 'search: "%"', []],
    ['by another such', 'search: "_"', []],
    ['by kind of place', 'places: [URBAN]', schools(0, 2, 4)],
    ['by being weak', 'weak: true', schools(0, 3)],
    ['by place and weakness together', 'places: [URBAN], weak: false', schools(2, 4)],
    ['by stage', 'stage: JUNIOR', []],
    ['by an owner', 'ownership: PUBLIC', schools(0, 1, 2, 3, 4, 5)],
  ])('%s', async (_how, filter, found) => {
    const { names, total } = await list(`schools(filter: { ${filter} })`);
    expect([names, total]).toEqual([found, found.length]);
  });

  test('by zone and cluster, and by none that is not there', async () => {
    const zone = idOf('Zone', county.ids['Zone']?.[0] ?? '');
    const cluster = idOf('Cluster', county.ids['Cluster']?.[0] ?? '');
    expect((await list(`schools(filter: { zoneId: "${zone}", clusterId: "${cluster}" })`)).total).toBe(6);
    expect((await list(`schools(filter: { zoneId: "${cluster}" })`)).total).toBe(0);
  });
});

describe('teachers are found', () => {
  const school = (index: number) => idOf('School', county.schools[index] ?? '');

  test.each([
    ['by part of the name', () => 'search: "teacher 11"', teachers(11)],
    ['by pinyin or initials, spaces aside', () => 'search: "JIA 0003"', teachers(3)],
    ['by staff number', () => 'search: "Jia-0007"', teachers(7)],
    ['by the school served', () => `servingSchoolId: "${school(2)}"`, teachers(4, 5)],
    ['by the school of the relation', () => `registeredSchoolId: "${school(1)}"`, teachers(2, 3)],
    ['by subject', () => 'subject: "music"', teachers(1, 3, 5, 7, 9, 11)],
    ['by second subject', () => 'subject: "science", search: "-0004"', teachers(4)],
    ['by certificate', () => 'certifiedIn: "maths", search: "-000"', teachers(0, 2, 4, 6, 8)],
    ['by backbone level', () => `backbone: [COUNTY, CITY], servingSchoolId: "${school(0)}"`, teachers(0)],
    ['by stage', () => 'stage: JUNIOR', []],
    ['by office', () => 'cadreRoles: [PRINCIPAL]', []],
    ['by duty', () => 'classTeacher: true', []],
    ['by having left', () => 'left: true', []],
    [
      'by what a plan means for them',
      () => `inPlan: { planId: "${idOf('Plan', county.draftId)}", outcome: NOT_ELIGIBLE, code: "exemption" }`,
      teachers(1),
    ],
    ['by nothing that is no id', () => 'servingSchoolId: "nonsense"', []],
  ])('%s', async (_how, filter, found) => {
    const { names, total } = await list(`teachers(filter: { ${filter()} })`);
    expect([names, total]).toEqual([found, found.length]);
  });
});

describe('moves of a plan are found', () => {
  const moves = async (filter: string) => {
    const { at } = await ask(
      context,
      `query ($id: ID!) { node(id: $id) { ... on Plan { moves(filter: { ${filter} }) { totalCount nodes { teacher { name } } } } } }`,
      { id: idOf('Plan', county.publishedId) },
    );
    return at('node.moves.nodes.teacher.name');
  };
  const school = (index: number) => idOf('School', county.schools[index] ?? '');

  test.each([
    ['by nothing', () => '', teachers(0, 4, 8, 11)],
    ['by the school left', () => `fromSchoolId: "${school(2)}"`, teachers(4)],
    ['by the school gone to', () => `toSchoolId: "${school(0)}"`, teachers(11)],
    ['by subject', () => 'subject: "music"', teachers(0, 4, 8, 11)],
    ['by no subject of theirs', () => 'subject: "maths"', []],
    ['by teacher', () => 'search: "teacher 8"', teachers(8)],
    ['by backbone level', () => 'backbone: [NONE]', teachers(11)],
    ['by form', () => 'forms: [SWAP]', []],
    ['by wish', () => 'wished: false', teachers(0, 4, 8, 11)],
  ])('%s', async (_how, filter, found) => expect(await moves(filter())).toEqual(found));
});

describe('needs and gaps are found', () => {
  const found = async (filter: string) => {
    const { nodes, total } = await list(
      `gaps(filter: { ${filter} })`,
      'critical openings section { school { name } }',
    );
    return [JSON.stringify(nodes).match(/Jia school \d/g) ?? [], total];
  };

  test.each([
    ['by place', () => 'places: [TOWNSHIP_CENTRE]', schools(1, 3, 5)],
    ['by subject', () => 'subjects: ["maths"]', []],
    ['by stage', () => 'stage: PRIMARY, weak: true', schools(0, 3)],
    ['by school', () => `schoolId: "${idOf('School', county.schools[4] ?? '')}"`, schools(4)],
    ['by being for specialists', () => 'specialist: false', []],
  ])('%s', async (_how, filter, names) => expect(await found(filter())).toEqual([names, names.length]));

  test('by being critical, and by having openings', async () => {
    expect((await list('gaps(filter: { critical: true })', 'critical')).names).toEqual([true, true, true]);
    const open = await list('gaps(filter: { open: true }, orderBy: OPENINGS, descending: true)', 'openings');
    expect(open.names).toEqual([2, 2, 1, 1]);
  });

  test('as of the day asked, or else of today', async () => {
    const days: string[] = [];
    const rounds: Context['rounds'] = {
      ...context.rounds,
      demand: async (_county, on) => {
        days.push(on);
        return [];
      },
    };
    await ask({ ...context, rounds }, '{ county(code: "Jia-code") { gaps { totalCount } } }');
    await ask(
      { ...context, rounds },
      '{ county(code: "Jia-code") { gaps(on: "2027-09-01") { totalCount } } }',
    );
    expect(days).toEqual(['2026-06-01', '2027-09-01']);
  });

  test('and reckoned once, however often a request asks', async () => {
    let times = 0;
    const rounds: Context['rounds'] = {
      ...context.rounds,
      demand: async () => {
        times += 1;
        return [];
      },
    };
    await ask(
      { ...context, rounds },
      '{ county(code: "Jia-code") { a: gaps { totalCount } b: gaps(filter: { critical: true }) { totalCount } sections { nodes { gaps { need } } } } }',
    );
    expect(times).toBe(1);
  });
});

test('texts come in the reader’s language', async () => {
  const document = '{ county(code: "Jia-code") { curricula { subjects { code name words { zh en } } } } }';
  const first = async (language: Context['language']) => {
    const { at } = await ask({ ...context, language }, document);
    return [at('county.curricula.subjects')].flat()[0];
  };
  const words = { zh: '道德与法治', en: 'Morality and law' };
  expect(await first('zh-CN')).toEqual({ code: 'morality', name: words.zh, words });
  expect(await first('en')).toEqual({ code: 'morality', name: words.en, words });
});

test('of a document of several operations, one is answered without what another asks for', async () => {
  const source = `
    query First($code: String!) { county(code: $code) { id } }
    query Other($cursor: String!) { counties { nodes { ...Page } } }
    fragment Page on County { schools(first: 1, after: $cursor) { totalCount } }`;
  const { data, errors } = await graphql({
    schema,
    source,
    operationName: 'First',
    contextValue: context,
    variableValues: { code: 'Jia-code' },
  });
  expect(errors).toBeUndefined();
  expect(data?.['county']).toMatchObject({ id: idOf('County', county.countyId) });
});
