import { randomUUID } from 'node:crypto';
import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { RoleName, Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { columns, open, operations, type Reach, roleNames, rowsOfTypes } from '../../schema/role-matrix.ts';
import { ask, contextWith } from '../support/ask.ts';
import type { MarkedCounty } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { type Samples, sampleArguments } from './sample-arguments.ts';
import { selection, within } from './selection.ts';
import { answeredBy, keepTwoCounties, visible as readOf } from './two-counties.ts';

// Holds schema/role-matrix.ts against the schema, and against what the schema answers to each role.

let database: Database;
let county: MarkedCounty;
let foreign: MarkedCounty;
let viewers: Readonly<Record<RoleName, Viewer>>;

beforeAll(async () => {
  database = await testDatabase();
  ({ county, foreign, viewers } = await keepTwoCounties(database));
});

afterAll(() => database.close());

const nodeTypes = (): GraphQLObjectType[] => {
  const node = schema.getType('Node');
  return isInterfaceType(node) ? schema.getPossibleTypes(node).filter(isObjectType) : [];
};
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(
  (root) => root != null,
);

describe('the matrix has a line', () => {
  test('for every operation, and for none that is not', () =>
    expect(Object.keys(operations).sort()).toEqual(
      roots.flatMap(({ name, getFields: _, ...root }) => coordinates(name, root)).sort(),
    ));

  test('for every type of row, and for none that is not', () =>
    expect(Object.keys(rowsOfTypes).sort()).toEqual(
      nodeTypes()
        .map(({ name }) => name)
        .sort(),
    ));

  test('for columns that there are', () => {
    const all = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap(({ name, getFields: _, ...type }) => coordinates(name, type));
    expect(Object.keys(columns).filter((coordinate) => !all.includes(coordinate))).toEqual([]);
  });

  test('for what needs no login', () =>
    expect([...open].filter((coordinate) => operations[coordinate] === undefined)).toEqual([]));
});

function coordinates(name: string, _type: object): string[] {
  const type = schema.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${name}.${field}`) : [];
}

const asked = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  ask(contextWith(database, viewer), document, variables);

const visible = (viewer: Viewer, type: string, keys: readonly string[]) =>
  readOf(database, viewer, type, keys);

/** Rows of no county, but of a person. */
const ofNoCounty = new Set([
  'AccessToken',
  ...Object.keys(rowsOfTypes).filter((type) =>
    ['self', 'administered'].includes(rowsOfTypes[type]?.['hr-officer'] ?? ''),
  ),
]);

describe.each(roleNames)('as %s', (role) => {
  const viewer = () => viewers[role];
  const types = Object.entries(rowsOfTypes).filter(([type]) => !ofNoCounty.has(type));

  test.each(types.map(([type, line]) => [type, line[role]] as const))(
    'rows of %s: %s',
    async (type, reach) => {
      const keys = county.ids[type] ?? [];
      expect(keys, `the county of the test has no ${type}`).not.toEqual([]);
      const seen = await visible(viewer(), type, keys);
      expect(seen.length, type).toSatisfy((count: number) => fits(reach, count, keys.length));
      expect(await visible(viewer(), type, foreign.ids[type] ?? [])).toEqual([]);
    },
  );

  test('of unpublished plans nothing is read where the matrix says published', async () => {
    await database.db.plan.updateMany({ data: { state: 'draft' } });
    for (const [type, line] of types)
      if (line[role] === 'published')
        expect(await visible(viewer(), type, county.ids[type] ?? []), type).toEqual([]);
    await database.db.plan.update({ where: { id: county.publishedId }, data: { state: 'provisional' } });
  });
});

/** One row at least, and of several not all, where it is not everybody's. */
const fits = (reach: Reach, count: number, of: number): boolean => {
  if (reach === 'all') return count === of;
  if (reach === 'none') return count === 0;
  return count >= 1 && (count < of || of === 1);
};

describe.each(roleNames)('what a row holds, as %s', (role) => {
  test.each(Object.keys(rowsOfTypes).filter((type) => !ofNoCounty.has(type)))('%s', async (name) => {
    const keys = await visible(viewers[role], name, county.ids[name] ?? []);
    const theirs = await told(viewers[role], name, keys);
    const officers = await toldToOfficer(name, keys);
    const read = new Set(await answeredBy(database, viewers[role], idsIn([theirs, officers])));
    const reached = idsIn(theirs);
    // No relation and no list shows a row that `node` does not answer.
    expect(reached.filter((id) => !read.has(id)).map(coordinatesOf(name, theirs))).toEqual([]);

    const differing = new Set<string>();
    const filled = new Set<string>();
    for (const [index, row] of theirs.entries())
      compare(name, row, without(officers[index], read), differing, filled);
    const lines = Object.entries(columns).filter(([coordinate]) => coordinate.startsWith(`${name}.`));
    const limited = lines.filter(([, line]) => line[role] !== 'all').map(([coordinate]) => coordinate);
    // What differs from what an officer reads has a line; what has a line of nobody's holds nothing.
    expect([...differing].filter((coordinate) => !limited.includes(coordinate))).toEqual([]);
    for (const [coordinate, line] of lines)
      if (line[role] === 'none') expect([...filled]).not.toContain(coordinate);
    for (const [coordinate, line] of lines)
      if (line[role] === 'own' && keys.length > 0) expect([...filled]).toContain(coordinate);
  });
});

test('who has left a school is answered by the id to whoever reads a row that tells of them', async () => {
  const [teacherId = '', there = ''] = [county.teachers[0], county.schools[1]];
  const row = { where: { id: teacherId } };
  const { servingSectionId, registeredSchoolId } = await database.db.teacher.findUniqueOrThrow(row);
  await database.db.teacher.update({
    ...row,
    data: { servingSectionId: county.sections[1] ?? '', registeredSchoolId: there },
  });
  const reached = new Map<string, string[]>();
  for (const name of Object.keys(rowsOfTypes)) {
    const keys = await visible(viewers.principal, name, county.ids[name] ?? []);
    reached.set(name, idsIn(await told(viewers.principal, name, keys)));
  }
  const ids = [...new Set([...reached.values()].flat())];
  const answered = await answeredBy(database, viewers.principal, ids);
  await database.db.teacher.update({ ...row, data: { servingSectionId, registeredSchoolId } });
  expect(ids.filter((id) => !answered.includes(id))).toEqual([]);
  const telling = [...reached].filter(([, found]) => found.includes(idOf('Teacher', teacherId)));
  expect(telling.map(([name]) => name)).toEqual(['Teacher', 'Move', 'HoldBack']);
});

/** What these rows hold, as far as the next rows. */
async function told(viewer: Viewer, name: string, keys: readonly string[]): Promise<unknown[]> {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no type.`);
  const parts = within(type, samplesOf(county));
  const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${name} ${parts} } }`;
  const { at, errors } = await asked(viewer, document, { ids: keys.map((key) => idOf(name, key)) });
  expect(errors).toEqual([]);
  const rows = at('nodes');
  return Array.isArray(rows) ? rows : [];
}

/** What an HR officer is told of these rows; of a type asked once. */
async function toldToOfficer(name: string, keys: readonly string[]): Promise<unknown[]> {
  const all = county.ids[name] ?? [];
  const answer = toldBefore.get(name) ?? told(viewers['hr-officer'], name, all);
  toldBefore.set(name, answer);
  const rows = await answer;
  return keys.map((key) => rows[all.indexOf(key)]);
}
const toldBefore = new Map<string, Promise<unknown[]>>();

/** The ids of the rows met in an answer. */
const idsIn = (tree: unknown): string[] => [...new Set(rowsIn(tree))];
function rowsIn(tree: unknown): string[] {
  if (Array.isArray(tree)) return tree.flatMap(rowsIn);
  if (!isRecord(tree)) return [];
  const inside = Object.values(tree).flatMap(rowsIn);
  return isRowTold(tree) ? [String(tree['id']), ...inside] : inside;
}
const isRowTold = (tree: Record<string, unknown>): boolean =>
  rowsOfTypes[String(tree['__typename'])] !== undefined;

/** What leads to the row. */
const coordinatesOf = (name: string, rows: readonly unknown[]) => (id: string) =>
  rows
    .filter(isRecord)
    .flatMap((row) => Object.entries(row).filter(([, value]) => rowsIn(value).includes(id)))
    .map(([field]) => `${name}.${field}`)[0];

/** An answer without the rows that are not read: none where one row stands, and fewer in a list and in its count. */
function without(tree: unknown, read: ReadonlySet<string>): unknown {
  if (Array.isArray(tree))
    return tree
      .map((part) => without(part, read))
      .filter((part, index) => part !== null || tree[index] === null);
  if (!isRecord(tree)) return tree;
  if (isRowTold(tree) && !read.has(String(tree['id']))) return null;
  const parts = Object.fromEntries(Object.entries(tree).map(([key, part]) => [key, without(part, read)]));
  const { nodes, totalCount } = parts;
  return Array.isArray(nodes) && typeof totalCount === 'number'
    ? { ...parts, totalCount: nodes.length }
    : parts;
}

function compare(
  type: string,
  mine: unknown,
  officers: unknown,
  differing: Set<string>,
  filled: Set<string>,
) {
  if (!isRecord(mine) || !isRecord(officers)) return;
  for (const [field, value] of Object.entries(mine)) {
    const coordinate = `${type}.${field}`;
    if (!isEmpty(value)) filled.add(coordinate);
    if (JSON.stringify(value) !== JSON.stringify(officers[field])) differing.add(coordinate);
  }
}
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (isRecord(value) &&
    Object.entries(value).every(
      ([key, part]) => key === '__typename' || (key === 'totalCount' && part === 0) || isEmpty(part),
    ));

/** Followed in test/schema/leaks.test.ts: subscriptions; acts on what is one's own have tests of their own. */
const actsOnRows = Object.entries(operations).filter(
  ([name, line]) =>
    // Set up by the installation, and null without it.
    name !== 'Query.openIdSignIn' &&
    !name.startsWith('Subscription.') &&
    Object.values(line).every((reach) => reach !== 'self'),
);

describe.each(actsOnRows.map(([name]) => name))('%s', (coordinate) => {
  const field = fieldOf(coordinate);
  const line = operations[coordinate];
  const none = roleNames.filter((role) => line?.[role] === 'none');
  const some = roleNames.filter((role) => line?.[role] !== 'none' && line?.[role] !== 'administered');
  const named = field.args.some(
    (arg) => getNamedType(arg.type).name === 'ID' || isInputObjectType(getNamedType(arg.type)),
  );

  if (none.length > 0)
    test('is refused to every other role', async () => {
      // Of rows of the county, and of those of them that the role reads.
      for (const role of none)
        for (const samples of [samplesOf(county), await samplesFor(viewers[role], coordinate)])
          expect(await outcome(viewers[role], coordinate, samples), role).toSatisfy(isRefused);
    });

  if (some.length > 0 && named)
    test('of another county answers as of rows that are not', async () => {
      for (const role of some) {
        const theirs = await outcome(viewers[role], coordinate, samplesOf(foreign));
        const nobodys = await outcome(viewers[role], coordinate, nowhere);
        expect(theirs, role).toEqual(nobodys);
      }
    });

  if (some.length > 0)
    test('is not refused to whom it is for', async () => {
      for (const role of some) {
        const answer = await outcome(viewers[role], coordinate, await samplesFor(viewers[role], coordinate));
        expect(answer, role).not.toSatisfy(isRefused);
      }
    });
});

const questions = actsOnRows.map(([name]) => name).filter((name) => name.startsWith('Query.'));

describe.each(questions)('%s', (coordinate) => {
  test('leads to no row that node does not answer', async () => {
    for (const role of roleNames) {
      const samples = await samplesFor(viewers[role], coordinate);
      const { text, definitions, variables } = argumentsOf(viewers[role], coordinate, samples);
      const { name, type } = fieldOf(coordinate);
      const parts = selection(getNamedType(type), samples) || '{ __typename id }';
      const { data, errors } = await asked(
        viewers[role],
        `query ${definitions} { ${name}${text} ${parts} }`,
        variables,
      );
      expect(errors, role).toEqual([]);
      const reached = idsIn(data);
      const answered = await answeredBy(database, viewers[role], reached);
      expect(
        reached.filter((id) => !answered.includes(id)),
        role,
      ).toEqual([]);
    }
  });
});

function fieldOf(coordinate: string): GraphQLField<unknown, unknown> {
  const [root = '', name = ''] = coordinate.split('.');
  const type = schema.getType(root);
  const field = isObjectType(type) ? type.getFields()[name] : undefined;
  if (!field) throw new Error(`There is no ${coordinate}.`);
  return field;
}

/** What a role is answered: the name of the member, nothing, or the code of the error. */
async function outcome(viewer: Viewer, coordinate: string, samples: Samples): Promise<string> {
  const [root = '', name = ''] = coordinate.split('.');
  const field = fieldOf(coordinate);
  const { text, definitions, variables } = argumentsOf(viewer, coordinate, samples);
  const type = getNamedType(field.type);
  const parts = type.name.endsWith('Connection') ? '{ edges { cursor } }' : '{ __typename }';
  const document = `${root.toLowerCase()} ${definitions} { ${name}${text} ${isLeafType(type) ? '' : parts} }`;
  const { at, errors } = await asked(viewer, document, variables);
  const [error] = errors;
  if (error !== undefined) return `error ${String(Object(error).code ?? Object(error).message)}`;
  const value = at(name);
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const { edges } = value;
  return Array.isArray(edges) ? `${edges.length} rows` : String(value['__typename']);
}

/** A principal objects for the school, everybody else for a teacher. */
const argumentsOf = (viewer: Viewer, coordinate: string, samples: Samples) =>
  sampleArguments(
    fieldOf(coordinate),
    samples,
    coordinate,
    viewer === viewers.principal && coordinate === 'Mutation.submitObjection' ? ['schoolId'] : undefined,
  );

const isRefused = (answer: string): boolean =>
  ['NotAllowed', 'NotFound', 'null', '[null]', '0 rows', 'error NOT_FOUND', 'error NOT_ALLOWED'].includes(
    answer,
  );

const samplesOf =
  ({ ids }: MarkedCounty): Samples =>
  (type) =>
    idOf(type, ids[type]?.[0] ?? randomUUID());
const nowhere: Samples = (type) => idOf(type, randomUUID());

/** Rows that the viewer reads, the first of each type that this is asked with. */
async function samplesFor(viewer: Viewer, coordinate: string): Promise<Samples> {
  const wanted = new Set<string>();
  argumentsOf(viewer, coordinate, (type) => {
    wanted.add(type);
    return nowhere(type);
  });
  const first = new Map<string, string>();
  for (const type of wanted) {
    const [seen] = await visible(viewer, type, county.ids[type] ?? []);
    if (seen !== undefined) first.set(type, seen);
  }
  // A posting at the principal's own school; the objection of that school.
  if (viewer === viewers.principal) {
    first.set('Posting', county.ids['Posting']?.at(-1) ?? '');
    first.set('Objection', county.ids['Objection']?.at(-1) ?? '');
  }
  return (type) => idOf(type, first.get(type) ?? randomUUID());
}
