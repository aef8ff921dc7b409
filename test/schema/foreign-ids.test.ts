import { randomUUID } from 'node:crypto';
import { type GraphQLNamedType, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { RoleName, Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { roleNames } from '../../schema/role-matrix.ts';
import { ask, contextWith } from '../support/ask.ts';
import type { MarkedCounty } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { argumentsNaming, type Naming, namingsOf, type Row } from './namings.ts';
import type { Samples } from './sample-arguments.ts';
import { isRow, selection } from './selection.ts';
import { keepTwoCounties, visible } from './two-counties.ts';

// Names rows that a role does not read, of another county and of the own, wherever the schema takes what names a row. Each is answered
// as a row that does not exist.

let database: Database;
let county: MarkedCounty;
let foreign: MarkedCounty;
let viewers: Readonly<Record<RoleName, Viewer>>;
/** Of each role the keys of the rows of the own county that it reads, by type. */
const read = new Map<RoleName, ReadonlyMap<string, readonly string[]>>();

beforeAll(async () => {
  database = await testDatabase();
  const kept = await keepTwoCounties(database);
  ({ county, foreign } = kept);
  viewers = {
    ...kept.viewers,
    'hr-officer': keeper(kept.viewers['hr-officer']),
    'province-officer': keeper(kept.viewers['province-officer']),
  };
  for (const role of roleNames) {
    const types = new Map<string, readonly string[]>();
    for (const [type, keys] of Object.entries(county.ids))
      types.set(type, await visible(database, viewers[role], type, keys));
    read.set(role, types);
  }
});

afterAll(() => database.close());

/** With the mark of who keeps accounts. */
const keeper = (viewer: Viewer): Viewer => ({
  ...viewer,
  grants: viewer.grants.map((grant) => ({ ...grant, administrator: true })),
});

const namings = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'))
  .flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) => namingsOf(`${type.name}.${field.name}`, field)),
  );
const isAct = ({ coordinate }: Naming): boolean => coordinate.startsWith('Mutation.');
const acts = namings.filter(isAct);
const questions = namings.filter((naming) => !isAct(naming));

test('only what is asked first, and rows, take what names a row', () => {
  const owners = [...new Set(namings.map(({ coordinate }) => coordinate.split('.')[0] ?? ''))];
  const others = owners.filter((owner) => {
    const type = schema.getType(owner);
    return !roots.includes(owner) && !(isObjectType(type) && isRow(type));
  });
  expect(others).toEqual([]);
});

describe.each(questions.map((naming) => [naming.name, naming] as const))('%s', (name, naming) => {
  test.each(roleNames)('as %s', (role) => answersAsOfNobodys(role, naming));

  if (!tellsNothing(naming))
    test('tells a row that is read from one that is not', async () => {
      const telling: string[] = [];
      for (const role of roleNames) if (await tellsApart(role, naming)) telling.push(role);
      expect(telling, name).not.toEqual([]);
    });
});

// Last, as what is named beside may be acted on.
describe.each(acts.map((naming) => [naming.name, naming] as const))('%s', (_name, naming) => {
  test.each(roleNames)('as %s', (role) => answersAsOfNobodys(role, naming));
});

test('that an assessment waits to be confirmed is told by a filter to whoever reads it', async () => {
  const waiting = async (role: RoleName) => {
    const document = '{ counties { nodes { postings(filter: { assessmentWaits: true }) { totalCount } } } }';
    const { at, errors } = await ask(contextWith(database, viewers[role]), document);
    expect(errors).toEqual([]);
    return at('counties.nodes.postings.totalCount');
  };
  expect(await waiting('hr-officer')).toEqual([4]);
  expect(await waiting('principal')).toEqual([1]);
  expect(await waiting('teacher')).toEqual([0]);
});

async function answersAsOfNobodys(role: RoleName, naming: Naming): Promise<void> {
  const nobodys = await answer(role, naming, { key: randomUUID(), mark: 'Nobody', index: 9 });
  for (const row of unread(role, naming))
    expect(await answer(role, naming, row), `${row.mark} ${row.index}`).toEqual(nobodys);
}

async function tellsApart(role: RoleName, naming: Naming): Promise<boolean> {
  const nobodys = await answer(role, naming, { key: randomUUID(), mark: 'Nobody', index: 9 });
  for (const row of rowsOf(county, naming.type))
    if (isRead(role, naming.type, row) && (await answer(role, naming, row)) !== nobodys) return true;
  return false;
}

const isCursor = ({ path }: Naming): boolean => path[0] === 'after' || path[0] === 'before';

/** A cursor, of a list that one page holds; and what only puts into an address what is asked for there. */
function tellsNothing(naming: Naming): boolean {
  return isCursor(naming) || naming.name === 'Plan.lettersPath(schoolId: School)';
}

const rowsOf = ({ mark, ids }: MarkedCounty, type: string): Row[] =>
  (ids[type] ?? []).map((key, index) => ({ key, mark, index }));
const keysRead = (role: RoleName, type: string) => read.get(role)?.get(type) ?? [];
const isRead = (role: RoleName, type: string, { key }: Row): boolean => keysRead(role, type).includes(key);

/** The first of another county, and what the role does not read of its own; as a cursor or of an act the first of both. */
const unread = (role: RoleName, naming: Naming): Row[] => {
  const own = rowsOf(county, naming.type).filter((row) => !isRead(role, naming.type, row));
  return [
    ...rowsOf(foreign, naming.type).slice(0, 1),
    ...(isAct(naming) || isCursor(naming) ? own.slice(0, 1) : own),
  ];
};

const samplesFor =
  (role: RoleName): Samples =>
  (type) =>
    idOf(type, keysRead(role, type)[0] ?? randomUUID());

const roots = ['Query', 'Mutation', 'Subscription'];

/** All that is answered where a row is named, with the name itself left out. */
async function answer(role: RoleName, naming: Naming, row: Row): Promise<string> {
  const name = naming.nameOf(row);
  const [owner = '', field = ''] = naming.coordinate.split('.');
  const { text, definitions, variables } = argumentsNaming(naming, name, samplesFor(role));
  const asked = `${field}${text} ${parts(getNamedType(naming.field.type), role)}`;
  const ofRoot = roots.includes(owner);
  const document = ofRoot
    ? `${owner.toLowerCase()} ${definitions} { ${asked} }`
    : `query ($rows: [ID!]!, ${definitions.slice(1)} { nodes(ids: $rows) { ... on ${owner} { ${asked} } } }`;
  const rows = keysRead(role, owner).map((key) => idOf(owner, key));
  const { data, errors } = await ask(
    contextWith(database, viewers[role]),
    document,
    ofRoot ? variables : { ...variables, rows },
  );
  return JSON.stringify({ data, errors }).replaceAll(name, 'asked').replaceAll(row.key, 'asked');
}

/** Of a list the page, too. */
function parts(type: GraphQLNamedType, role: RoleName): string {
  if (isInterfaceType(type) || (isObjectType(type) && isRow(type))) return '{ id }';
  const all = selection(type, samplesFor(role));
  return type.name.endsWith('Connection')
    ? `{ ... on ${type.name} ${all} pageInfo { hasNextPage hasPreviousPage } }`
    : all;
}
