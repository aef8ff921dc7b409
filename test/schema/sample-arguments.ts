import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';
import { rowsOfTypes } from '../../schema/role-matrix.ts';

/** An id of a row of a type. */
export type Samples = (type: string) => string;

/** Some value for every argument of an operation that must be given, and for those `besides`, as variables of a document. */
export function sampleArguments(
  field: GraphQLField<unknown, unknown>,
  samples: Samples,
  coordinate: string,
  besides: readonly string[] = besidesOf(coordinate),
): { readonly text: string; readonly definitions: string; readonly variables: Record<string, unknown> } {
  const given = field.args.filter((arg) => isRequiredArgument(arg) || besides.includes(arg.name));
  return {
    text: list(given.map(({ name }) => `${name}: $${name}`)),
    definitions: list(given.map(({ name, type }) => `$${name}: ${String(type)}`)),
    variables: Object.fromEntries(
      given.map(({ name, type }) => [name, sampleOf(type, name, samples, coordinate)]),
    ),
  };
}

/** The same, written out. */
export function literalArguments(
  field: GraphQLField<unknown, unknown>,
  samples: Samples,
  coordinate: string,
): string {
  const { variables } = sampleArguments(field, samples, coordinate);
  const given = field.args.filter(({ name }) => name in variables);
  return list(given.map(({ name, type }) => `${name}: ${literal(variables[name], type)}`));
}

const list = (parts: string[]) => (parts.length === 0 ? '' : `(${parts.join(', ')})`);

function literal(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(value, type.ofType);
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}

/** Arguments that may be left out, and without which there is nothing to ask. */
const more: Readonly<Record<string, readonly string[]>> = {
  'Query.whyNot': ['sectionId', 'subject'],
  'Query.optionsForPost': ['subject'],
  'Mutation.submitObjection': ['teacherId'],
  GrantInput: ['countyId'],
};
export const besidesOf = (coordinate: string): readonly string[] => more[coordinate] ?? [];

/** What the id of an argument is of, where its name does not tell. */
const named: Readonly<Record<string, string>> = {
  a: 'Plan',
  b: 'Plan',
  id: 'School',
  ids: 'School',
  itemId: 'RectificationItem',
  tokenId: 'AccessToken',
  roleId: 'AccountRole',
  sessionId: 'SignInSession',
  contestId: 'PointsContest',
  freed: 'Teacher',
  entityId: 'Teacher',
  'Mutation.createScenario.like': 'Scenario',
  'Mutation.addPolicy.like': 'Policy',
};

const texts: Readonly<Record<string, unknown>> = {
  'Query.county.code': 'Jia-code',
  'Query.publicFigures.county': 'Jia-code',
  // What a principal may ask for too.
  'Mutation.revealPersonalData.fields': ['PHONE'],
  subject: 'music',
  email: 'somebody@example.org',
};

export function sampleOf(
  type: GraphQLInputType,
  name: string,
  samples: Samples,
  coordinate: string,
): unknown {
  const fixed = texts[`${coordinate}.${name}`];
  if (fixed !== undefined) return fixed;
  if (isNonNullType(type)) return sampleOf(type.ofType, name, samples, coordinate);
  if (isListType(type)) return [sampleOf(type.ofType, name, samples, coordinate)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isRequiredInputField(field) || more[type.name]?.includes(field.name) === true)
        .map((field) => [field.name, sampleOf(field.type, field.name, samples, coordinate)]),
    );
  const scalar = getNamedType(type).name;
  if (scalar === 'ID') return samples(typeNamed(name, coordinate));
  return texts[name] ?? scalars[scalar];
}

/** The type of the rows that an argument names: what its name ends with, as of `backSectionId`. */
export function typeNamed(argument: string, coordinate: string): string {
  const name = argument.replace(/Ids?$/, '').replace(/^./, (letter) => letter.toUpperCase());
  const found =
    named[`${coordinate}.${argument}`] ??
    named[argument] ??
    (rowsOfTypes[name] ? name : Object.keys(rowsOfTypes).find((type) => name.endsWith(type)));
  if (found === undefined) throw new Error(`Of which type is the id ${argument} of ${coordinate}?`);
  return found;
}

const scalars: Readonly<Record<string, unknown>> = {
  String: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  Day: '2026-06-01',
  DateTime: '2026-06-01T00:00:00Z',
  JSON: {},
  File: new File(['x'], 'file.xlsx'),
};
