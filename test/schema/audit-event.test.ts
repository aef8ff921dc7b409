import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { type Deed, recordDeed } from '../../server/audit-event.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

let database: Database;
let county: MarkedCounty;
let other: MarkedCounty;
let officer: Viewer;
let inspector: Viewer;
let provinceOfficer: Viewer;
const userId = randomUUID();
/** Of the database itself, so that the deeds of this file stand in an order of their own. */
let since: string;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 2);
  other = await keepMarkedCounty(database.pool, 'Yi', provinceId, 2);
  const { countyId } = county;
  officer = viewerAs('hr-officer', { countyId });
  inspector = viewerAs('inspector', { countyId });
  provinceOfficer = viewerAs('province-officer', { provinceId });
  await insert(database.pool, 'User', [
    { id: userId, email: 'zhao@example.org', name: 'Zhao', passwordHash: 'none' },
  ]);
  since = new Date().toISOString();
  const deeds: Partial<Deed>[] = [
    {
      action: 'teacher.change',
      entity: 'Teacher',
      entityId: county.teachers[0] ?? null,
      before: { phone: '13900000001', title: 'first', name: 'Li' },
      after: { phone: '13900000002', title: 'senior', name: 'Li' },
      reason: 'promoted',
    },
    {
      action: 'round.pin',
      entity: 'Round',
      entityId: county.roundId,
      before: { pins: [], version: 1 },
      after: { pins: [{ kind: 'stay', teacherId: county.teachers[0] ?? '', reason: 'ill' }], version: 2 },
      reason: 'of Li',
    },
    {
      action: 'roundabout',
      entity: 'Exemption',
      entityId: randomUUID(),
      after: { kind: 'pregnancy' },
      userId: null,
    },
  ];
  for (const deed of deeds)
    await database.db.$transaction((tx) =>
      recordDeed(tx, { countyId, userId, action: '', entity: '', entityId: null, ...deed }),
    );
});
afterAll(() => database.close());

const events = async (viewer: Viewer | null, filter = '', more = '') => {
  const query = `{ county(code: "Jia-code") { auditEvents(filter: { from: "${since}" ${filter} } ${more}) { totalCount nodes {
    id position action entity entityId user { name } reason hash changes { field before after masked } } } } }`;
  const { at, errors } = await ask(contextWith(database, viewer), query);
  expect(errors).toEqual([]);
  return { nodes: at('county.auditEvents.nodes'), actions: at('county.auditEvents.nodes.action'), at };
};

test('an officer of the county reads all of it, newest first, with nothing secret in clear', async () => {
  const { nodes } = await events(officer);
  expect(nodes).toMatchObject([
    { action: 'roundabout', user: null, changes: [{ field: 'kind', before: null, after: '"pregnancy"' }] },
    {
      action: 'round.pin',
      entityId: idOf('Round', county.roundId),
      user: { name: 'Zhao' },
      reason: 'of Li',
      hash: expect.stringMatching(/^2-/),
      changes: [
        {
          field: 'pins',
          before: '[]',
          after: JSON.stringify([{ kind: 'stay', reason: '•••', teacherId: county.teachers[0] }]),
          masked: true,
        },
        { field: 'version', before: '1', after: '2', masked: false },
      ],
    },
    {
      action: 'teacher.change',
      reason: 'promoted',
      changes: [
        { field: 'phone', before: null, after: null, masked: true },
        { field: 'title', before: '"first"', after: '"senior"', masked: false },
      ],
    },
  ]);
});

test('others who read the whole county read what was done to rows about nobody, without what may tell of a person', async () => {
  for (const viewer of [inspector, provinceOfficer]) {
    const { nodes, at } = await events(viewer);
    expect(at('county.auditEvents.totalCount')).toBe(1);
    expect(nodes).toMatchObject([
      {
        action: 'round.pin',
        reason: null,
        changes: [
          { field: 'pins', before: null, after: null, masked: true },
          { field: 'version', before: '1', after: '2', masked: false },
        ],
      },
    ]);
    const asked = await events(viewer, `entityId: "${idOf('Teacher', county.teachers[0] ?? '')}"`);
    expect(asked.at('county.auditEvents.totalCount')).toBe(0);
  }
});

test('a principal and a teacher read none of it, and nobody reads another county’s', async () => {
  const viewers = [
    viewerAs('principal', { schoolId: county.schools[0] ?? null }),
    viewerAs('teacher', { teacherId: county.teachers[0] ?? null }),
  ];
  for (const viewer of viewers) expect((await events(viewer)).at('county.auditEvents.totalCount')).toBe(0);
  const id = idOf('AuditEvent', county.ids['AuditEvent']?.[1] ?? '');
  const node = `{ node(id: "${id}") { ... on AuditEvent { action } } }`;
  const seen = async (viewer: Viewer) => (await ask(contextWith(database, viewer), node)).at('node');
  expect(await seen(officer)).toEqual({ action: 'teacher.change' });
  const stranger = viewerAs('hr-officer', { countyId: other.countyId });
  for (const viewer of [inspector, stranger, ...viewers]) expect(await seen(viewer)).toBeNull();
});

test.each([
  ['entities: ["Round", "Teacher"]', ['round.pin', 'teacher.change']],
  ['actions: ["round."]', ['round.pin']],
  ['actions: ["round"]', []],
  ['actions: ["roundabout", "teacher.change"]', ['roundabout', 'teacher.change']],
  ['actions: []', []],
  ['userName: "Zhao"', ['round.pin', 'teacher.change']],
  ['userName: "Zha"', []],
  ['bySystem: true', ['roundabout']],
  ['bySystem: false', ['round.pin', 'teacher.change']],
  ['until: "2020-01-01T00:00:00Z"', []],
  ['entityId: "nonsense"', []],
])('filtered by %s', async (filter, actions) => {
  expect((await events(officer, filter)).actions).toEqual(actions);
});

test('page by page, in the order of the record', async () => {
  const { at } = await events(officer, '', 'first: 2');
  expect(at('county.auditEvents.nodes.action')).toEqual(['roundabout', 'round.pin']);
  expect(at('county.auditEvents.totalCount')).toBe(3);
});

test('of a row stands what was done to it and the imports that wrote it, for officers alone', async () => {
  const [imported, elsewhere] = [randomUUID(), randomUUID()];
  const teacher = county.teachers[0] ?? '';
  await insert(
    database.pool,
    'Import',
    [imported, elsewhere].map((id) => ({
      ...{ id, countyId: county.countyId, fileName: 'teachers.xlsx', sha256: id, bytes: 1, counts: '[]' },
      importedBy: userId,
    })),
  );
  await insert(database.pool, 'ImportChange', [
    { ...changeOf(imported), entityId: teacher },
    { ...changeOf(elsewhere), entityId: county.teachers[1] ?? '' },
  ]);
  for (const entityId of [imported, elsewhere])
    await database.db.$transaction((tx) =>
      recordDeed(tx, {
        ...{ countyId: county.countyId, userId, action: 'import.apply', entity: 'Import', entityId },
        after: { fileName: 'teachers.xlsx' },
      }),
    );
  const filter = `entityId: "${idOf('Teacher', teacher)}"`;
  const { nodes, at } = await events(officer, filter);
  expect(nodes).toMatchObject([
    { action: 'import.apply', entityId: idOf('Import', imported) },
    { action: 'teacher.change', entityId: idOf('Teacher', teacher) },
  ]);
  expect(at('county.auditEvents.totalCount')).toBe(2);
  expect((await events(inspector, filter)).nodes).toEqual([]);
});

const changeOf = (importId: string) => ({
  ...{ id: randomUUID(), importId, position: 0, entity: 'teachers', kind: 'changed', after: '{}' },
});
