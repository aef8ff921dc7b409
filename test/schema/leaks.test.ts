import { randomUUID } from 'node:crypto';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

// Walks the whole schema as each role, from every row there is, and looks at every text that comes back.

let database: Database;
let own: MarkedCounty;
let foreign: readonly MarkedCounty[];
let viewers: Record<string, Viewer>;

beforeAll(async () => {
  database = await testDatabase();
  const [province, other] = [randomUUID(), randomUUID()];
  await insert(database.pool, 'Province', [
    { id: province, code: 'P1', name: 'First' },
    { id: other, code: 'P2', name: 'Second' },
  ]);
  // No id has a tilde: what holds a mark is a text of its county.
  own = await keepMarkedCounty(database.pool, 'Jia~', province, 2);
  const neighbour = await keepMarkedCounty(database.pool, 'Yi~', province, 2);
  const elsewhere = await keepMarkedCounty(database.pool, 'Bing~', other, 2);
  foreign = [neighbour, elsewhere];
  const { countyId } = own;
  viewers = {
    'hr-officer': viewerAs('hr-officer', { countyId }),
    inspector: viewerAs('inspector', { countyId }),
    'province-officer': viewerAs('province-officer', { provinceId: other }),
    principal: viewerAs('principal', { schoolId: own.schools[0] ?? null }),
    teacher: viewerAs('teacher', { teacherId: own.teachers[0] ?? null }),
  };
});

afterAll(() => database.close());

const roles = ['hr-officer', 'inspector', 'province-officer', 'principal', 'teacher'];
const walked = new Set<string>();
const nodeTypes = schema
  .getPossibleTypes(nodeInterface())
  .filter(isObjectType)
  .map(({ name }) => name);

describe.each(roles)('as %s', (role) => {
  /** The counties of which nothing may come back. */
  const hidden = () => (role === 'province-officer' ? [own, ...foreign.slice(0, 1)] : foreign);

  test.each(nodeTypes)('from every %s', async (name) => {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`${name} is no type.`);
    const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${name} ${selection(type, 1)} } }`;
    const ids = [own, ...foreign].flatMap((county) => (county.ids[name] ?? []).map((key) => idOf(name, key)));
    const { data, errors } = await walk(role, document, { ids });
    expect(errors).toEqual([]);
    expectNothingOf(hidden(), data);
  });

  test('from every query', async () => {
    for (const [name, { args, depth }] of Object.entries(queries())) {
      const field = schema.getQueryType()?.getFields()[name];
      if (!field) throw new Error(`There is no query ${name}.`);
      walked.add(`Query.${name}`);
      const { data, errors } = await walk(role, `{ ${name}${args} ${selectionOf(field, depth)} }`);
      expect(errors, name).toEqual([]);
      expectNothingOf(hidden(), data);
    }
  });

  test('following a solve', async () => {
    walked.add('Subscription.solveProgress');
    for (const county of hidden()) {
      const [solve = ''] = county.ids['Solve'] ?? [];
      const document = `subscription { solveProgress(solveId: "${idOf('Solve', solve)}") { solveId } }`;
      const { errors } = await walk(role, document);
      expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    }
  });
});

test('the walk met every query, every subscription and every field of what they answer', () => {
  const all = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !name.startsWith('__') && name !== 'Mutation' && !answersOfMutations().has(name))
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  expect(all.filter((field) => !walked.has(field))).toEqual([]);
});

test('a login is asked for before anything but signing in is done', async () => {
  const calls: string[] = [];
  const context = contextWith(database, null, calls);
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (openToAll.includes(field.name)) continue;
      const kind = String(root?.name).toLowerCase();
      const args = dummies(field);
      const variables = args.includes('$file') ? '($file: File!)' : '';
      const document = `${kind} ${variables} { ${field.name}${args} ${selectionOf(field, 0)} }`;
      const { errors } = await ask(context, document, { file: new File([], 'county.xlsx') });
      expect(errors, field.name).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
    }
  }
  expect(calls).toEqual([]);
  expect((await ask(context, '{ viewer { name } __typename }')).data).toEqual({
    viewer: null,
    __typename: 'Query',
  });
});

/** Asked by who has no login: of accounts they tell and take only what whoever holds a secret or password has. */
const openToAll = ['viewer', 'signIn', 'acceptInvitation', 'setPassword', 'openIdSignIn', 'publicFigures'];

const walk = (role: string, document: string, variables: Record<string, unknown> = {}) =>
  ask(contextWith(database, viewers[role] ?? null), document, variables);

/** Every query, with arguments that name what is another county's where it can, and how far to go from there. */
function queries(): Record<string, { args: string; depth: number }> {
  const [neighbour = own] = foreign;
  const plan = (key: string) => JSON.stringify(idOf('Plan', key));
  const school = JSON.stringify(idOf('School', neighbour.schools[0] ?? ''));
  const published = plan(own.publishedId);
  const teacher = JSON.stringify(idOf('Teacher', own.teachers[0] ?? ''));
  const section = JSON.stringify(idOf('Section', own.ids['Section']?.[0] ?? ''));
  return {
    viewer: { args: '', depth: 2 },
    node: { args: `(id: ${school})`, depth: 0 },
    nodes: { args: `(ids: [${school}])`, depth: 0 },
    openIdSignIn: { args: '', depth: 1 },
    accounts: { args: '', depth: 1 },
    invitations: { args: '', depth: 1 },
    counties: { args: '', depth: 1 },
    county: { args: '(code: "Jia~-code")', depth: 1 },
    // What is published is for everybody: of no county is it hidden (public-figures.test.ts).
    publicFigures: { args: '(county: "none")', depth: 1 },
    comparePlans: { args: `(a: ${plan(own.draftId)}, b: ${plan(own.publishedId)})`, depth: 2 },
    whyNot: { args: `(planId: ${published}, teacherId: ${teacher})`, depth: 2 },
    optionsForTeacher: { args: `(planId: ${published}, teacherId: ${teacher})`, depth: 2 },
    optionsForPost: { args: `(planId: ${published}, sectionId: ${section}, subject: "music")`, depth: 2 },
    worth: { args: `(planId: ${published})`, depth: 2 },
    verifyPlan: { args: `(planId: ${published})`, depth: 2 },
    leastCoefficients: { args: `(planId: ${published})`, depth: 2 },
    reserveList: {
      args: `(postingId: ${JSON.stringify(idOf('Posting', own.ids['Posting']?.[0] ?? ''))})`,
      depth: 1,
    },
    fairness: { args: `(planId: ${published})`, depth: 2 },
    letterPlaceholders: { args: '(kind: NOTICE)', depth: 1 },
    objectionOptions: {
      args: `(objectionId: ${JSON.stringify(idOf('Objection', own.ids['Objection']?.[0] ?? ''))})`,
      depth: 2,
    },
  };
}

/** Every field of a type, and of what its fields lead to, so many nodes further. */
function selection(type: GraphQLNamedType, depth: number): string {
  if (isInterfaceType(type)) return '{ __typename }';
  if (isUnionType(type)) {
    const members = type.getTypes().map((one) => `... on ${one.name} ${selection(one, depth)}`);
    return `{ __typename ${members.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const parts = Object.values(type.getFields()).flatMap((field) => part(type, field, depth));
  return `{ __typename ${parts.join(' ')} }`;
}

function part(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, depth: number): string[] {
  const target = getNamedType(field.type);
  if (isLeafType(target)) {
    walked.add(`${type.name}.${field.name}`);
    return [`${field.name}${dummies(field)}`];
  }
  const steps = isObjectType(target) && target.getInterfaces().length > 0 ? 1 : 0;
  if (steps > depth) return [];
  walked.add(`${type.name}.${field.name}`);
  // What an edge holds is walked under `nodes`.
  const asked = field.args.some(({ name }) => name === 'roundId') ? ofRound() : dummies(field);
  return [`${field.name}${asked} ${selection(target, type.name.endsWith('Edge') ? 0 : depth - steps)}`];
}

/** What is asked of a round is asked of the own county's. */
const ofRound = (): string => `(roundId: ${JSON.stringify(idOf('Round', own.roundId))})`;

const selectionOf = (field: GraphQLField<unknown, unknown>, depth: number): string =>
  selection(getNamedType(field.type), depth);

/** Some value for every argument that must be given. */
function dummies({ args }: GraphQLField<unknown, unknown>): string {
  const values: Record<string, string> = {
    ID: '"x"',
    String: '"x"',
    Int: '1',
    JSON: '"x"',
    File: '$file',
    Day: '"2026-09-01"',
    AssessmentInput: '{ schoolYear: 2026, seriousViolation: false }',
    EarlyEnd: 'OTHER',
    PostingDecision: 'RETURN',
    PinInput: '{ kind: STAY, teacherId: "x" }',
    LetterKind: 'DISPATCH',
    Language: 'EN',
    LetterTextInput: '{ reference: "x", blocks: [] }',
    IssueLettersInput: '{ planId: "x", version: 1, kind: DISPATCH, datedOn: "2026-09-01", key: "x" }',
    PreviewLetterInput: '{ countyId: "x", kind: DISPATCH }',
    GrantInput: '{ role: TEACHER, teacherId: "x" }',
    WantedInput: '{ kind: STAY, teacherId: "x" }',
    Boolean: 'true',
    OpenRoundInput: '{ countyId: "x", name: "x", schoolYear: 2026, effective: "2026-09-01" }',
  };
  const given = args
    .filter(isRequiredArgument)
    .map(({ name, type }) => `${name}: ${values[getNamedType(type).name] ?? dummyOf(type)}`);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

/** The emptiest list, the first word of an enumeration, an input with no more than it must have. */
function dummyOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return isListType(type.ofType) ? '[]' : dummyOf(type.ofType);
  if (isEnumType(type)) return type.getValues()[0]?.name ?? '';
  if (!isInputObjectType(type))
    return String(type) === 'Boolean' ? 'true' : String(type) === 'Int' ? '1' : '"2026-09-01"';
  const fields = Object.values(type.getFields()).filter(isRequiredInputField);
  return `{ ${fields.map((field) => `${field.name}: ${dummyOf(field.type)}`).join(', ')} }`;
}

/** No id and no text of these counties, neither plain nor inside an id. */
function expectNothingOf(counties: readonly MarkedCounty[], data: unknown) {
  const texts = textsIn(data);
  for (const { mark, ids } of counties) {
    expect(texts.filter((text) => text.includes(mark))).toEqual([]);
    const keys = new Set(Object.values(ids).flat());
    expect(texts.filter((text) => keys.has(text.split(':').at(-1) ?? ''))).toEqual([]);
  }
}

function textsIn(tree: unknown): string[] {
  if (typeof tree === 'string') return [tree, Buffer.from(tree, 'base64').toString()];
  if (Array.isArray(tree)) return tree.flatMap(textsIn);
  return typeof tree === 'object' && tree !== null ? Object.values(tree).flatMap(textsIn) : [];
}

function nodeInterface() {
  const node = schema.getType('Node');
  if (isInterfaceType(node)) return node;
  throw new Error('There is no Node.');
}

/** Types only a mutation answers with; test/schema/mutations.test.ts sees to them. */
function answersOfMutations(): Set<string> {
  const reached = (roots: readonly (GraphQLNamedType | null | undefined)[]) => {
    const found = new Set<string>();
    const visit = (type: GraphQLNamedType) => {
      if (found.has(type.name) || isLeafType(type)) return;
      found.add(type.name);
      if (isUnionType(type)) for (const one of type.getTypes()) visit(one);
      if (isInterfaceType(type)) for (const one of schema.getPossibleTypes(type)) visit(one);
      if (isObjectType(type) || isInterfaceType(type))
        for (const field of Object.values(type.getFields())) visit(getNamedType(field.type));
    };
    for (const root of roots) if (root) visit(root);
    return found;
  };
  const read = reached([schema.getQueryType(), schema.getSubscriptionType()]);
  return new Set([...reached([schema.getMutationType()])].filter((name) => !read.has(name)));
}
