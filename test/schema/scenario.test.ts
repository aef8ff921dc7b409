import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { AssumptionsInput, Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

let database: Database;
let county: MarkedCounty;
const provinceId = randomUUID();

beforeAll(async () => {
  database = await testDatabase();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 2);
});
afterAll(() => database.close());

const read = (viewer: Viewer) =>
  ask(
    contextWith(database, viewer),
    `query ($id: ID!) { node(id: $id) { ... on Round {
      scenarios { name differences } scenarioTable { left scenario { name } plan { name } } } } }`,
    { id: idOf('Round', county.roundId) },
  );

test('who reads the whole county reads its scenarios, and nobody else', async () => {
  const { countyId, schools, teachers } = county;
  for (const viewer of [
    viewerAs('hr-officer', { countyId }),
    viewerAs('inspector', { countyId }),
    viewerAs('province-officer', { provinceId }),
  ]) {
    const { at, errors } = await read(viewer);
    expect(errors).toEqual([]);
    expect((at('node.scenarios.name') as string[]).sort()).toEqual([
      'Jia scenario 0',
      'Jia scenario 1',
      'Jia scenario 2',
    ]);
    expect(at('node.scenarios.differences')).toEqual(Array(3).fill('Another budget.'));
    expect(at('node.scenarioTable.left')).toEqual([3, 3]);
  }
  for (const viewer of [
    viewerAs('principal', { schoolId: schools[0] ?? null }),
    viewerAs('teacher', { teacherId: teachers[0] ?? null }),
  ]) {
    const { at, errors } = await read(viewer);
    expect(errors).toEqual([]);
    expect([at('node.scenarios'), at('node.scenarioTable')]).toEqual([[], null]);
  }
});

test('what stands where facts are wrong is told to HR alone: it may be a day of birth', async () => {
  const { countyId } = county;
  const faults = [{ path: '$.teachers[0].born', found: '"1901-01-01"', expected: 'a day' }];
  const readFaults = async (viewer: Viewer) => {
    const context = contextWith(database, viewer);
    const ids = county.ids['Scenario'] ?? [];
    const differences = async () => new Map(ids.map((id) => [id, { differences: [], faults }]));
    const { at } = await ask(
      { ...context, scenarios: { ...context.scenarios, differences } },
      'query ($id: ID!) { node(id: $id) { ... on Scenario { faults { path found } } } }',
      { id: idOf('Scenario', ids[0] ?? '') },
    );
    return at('node.faults.found');
  };
  expect(await readFaults(viewerAs('hr-officer', { countyId }))).toEqual(['"1901-01-01"']);
  expect(await readFaults(viewerAs('inspector', { countyId }))).toEqual(['–']);
});

test('what is given as assumptions comes to the use case by rows', async () => {
  const given: AssumptionsInput[] = [];
  const context = contextWith(database, viewerAs('hr-officer', { countyId: county.countyId }));
  const { scenarios } = context;
  const [section = '', teacher = '', request = ''] = [
    county.ids['Section']?.[0],
    county.teachers[0],
    county.ids['Request']?.[0],
  ];
  const document = `mutation ($id: ID!, $assumptions: Assumptions!) {
    createScenario(roundId: $id, name: "S", assumptions: $assumptions) {
      __typename ... on InvalidInput { path } } }`;
  const create = async (assumptions: object) => {
    const capturing = {
      ...context,
      scenarios: {
        ...scenarios,
        create: async (viewer: Viewer, input: Parameters<typeof scenarios.create>[1]) => {
          if (input.assumptions) given.push(input.assumptions);
          return scenarios.create(viewer, input);
        },
      },
    };
    return ask(capturing, document, { id: idOf('Round', county.roundId), assumptions });
  };
  const { errors } = await create({
    rules: [
      { rule: 'tenure', level: 'POLICY', figures: { years: 5 } },
      { rule: 'beds', asUsual: true },
    ],
    goals: [{ name: 'gap' }],
    noBudget: true,
    requests: [{ requestId: idOf('Request', request), count: 0, level: null }],
    moreRequests: [{ number: 'S-1', sectionId: idOf('Section', section), subject: 'pe', count: 2 }],
    freed: [idOf('Teacher', teacher)],
    pins: [{ kind: 'STAY', teacherId: idOf('Teacher', teacher) }],
  });
  expect(errors).toEqual([]);
  expect(given).toMatchObject([
    {
      rules: [
        { rule: 'tenure', asUsual: false, level: 'policy', figures: { years: 5 } },
        { rule: 'beds', asUsual: true, figures: {} },
      ],
      goals: [{ name: 'gap', figures: {} }],
      budget: null,
      requests: [{ requestId: request, count: 0 }],
      moreRequests: [{ number: 'S-1', sectionId: section, subject: 'pe', count: 2 }],
      freed: [teacher],
      pins: [{ kind: 'stay', teacherId: teacher }],
    },
  ]);
  const both = await create({ budget: 5, noBudget: true });
  expect(both.at('createScenario.path')).toEqual(['assumptions', 'noBudget']);
  const unnamed = await create({ rules: [{ rule: 'tenure', figures: [5] }] });
  expect(unnamed.at('createScenario.path')).toEqual(['assumptions', 'rules', '0', 'figures']);
});
